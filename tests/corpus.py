"""The annotated corpus, as tests and measurements read it. `tests/data/README.md` tells its form."""

import json
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from workers.local import reader

DATA = Path(__file__).parent / "data"
SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
"""The texts of the three articles the project began from, which it does not ship; their gold reports are in `data/seeds.json`."""


def extraction_articles(part: str) -> Iterator[dict[str, Any]]:
    """Yield the annotated articles of the extraction corpus, `part` being "development" or "test"."""
    for file in sorted((DATA / "extraction" / part).glob("*.jsonl")):
        with file.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


PLAIN = ("zh-", "zi-")
"""Development articles in the proportions of the world's press, kept from the reader: choices and confidence are fitted on them as well."""

LAST = ("zw-", "zx-", "zy-")
"""Development articles that came last: not learned, not fitted on, not read."""


def column(article_id: str) -> str:
    """Return what a development article is to the program: "learned" by the reader, "held out" of what it learns, "plain news" or "arrived last".

    Held out is one ten of neighbours in eight, since neighbours may tell of one story.
    """
    for name, prefixes in (("plain news", PLAIN), ("arrived last", LAST)):
        if article_id.startswith(prefixes):
            return name
    return "held out" if zlib.crc32(article_id[:-1].encode()) % 8 == 0 else "learned"


def seed_articles() -> Iterator[dict[str, Any]]:
    """Yield the three first articles with their gold reports; nothing where their texts are not beside the checkout."""
    gold = json.loads((DATA / "seeds.json").read_text(encoding="utf-8"))
    for name, told in gold.items():
        file = SEEDS / f"{name}.txt"
        if not file.exists():
            continue
        published = datetime.fromisoformat(told["published"]) if told.get("published") else None
        for message in reader.messages([str(file)], published):
            yield {"article": json.loads(message.value), "reports": told["reports"], "hard": True}
