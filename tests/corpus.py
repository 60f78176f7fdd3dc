"""The annotated corpus, as tests and measurements read it. `tests/data/README.md` tells its form."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


def extraction_articles(part: str) -> Iterator[dict[str, Any]]:
    """Yield the annotated articles of the extraction corpus, `part` being "development" or "test"."""
    for file in sorted((DATA / "extraction" / part).glob("*.jsonl")):
        with file.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)
