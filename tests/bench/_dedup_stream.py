"""A stream of made-up articles as large as wished, from the sentences of the annotated corpus with names and figures of its own.

Deterministic: the same seed gives the same stream. An article is a new story, or a copy of one of the last stories: word for word in another
outlet's page, trimmed, with a changed figure or an added paragraph, or with every other sentence reworded.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson

from schemas.articles import RelevantArticle
from workers.dedup.sentences import sentences
from workers.ids import digest

DATA = Path(__file__).parent.parent / "data"
START = datetime(2026, 1, 1, tzinfo=UTC)
ARTICLES_A_SECOND = 4.0
"""So that a million articles span 69 hours, just within the window of 72."""
SHARES = {"new": 0.40, "reprint": 0.30, "trim": 0.12, "update": 0.08, "reworded": 0.10}
"""The mix is our choice: six in ten articles repeat another, as agency copy does."""
RECENT = 20_000
"""Stories that are still being copied."""
NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")
FIGURE = re.compile(r"\b\d{2,}\b")
SYLLABLES = "ba be bo da de di do fa ga go ka ke ko la le li lo ma me mi mo na ne no pa pe po ra re ri ro sa se so ta te to va ve vo za ze zo".split()  # noqa: SIM905 - a tuple would be a line a syllable
SWAPS = {
    "said": "stated", "people": "persons", "homes": "houses", "ordered": "commanded", "leave": "depart", "police": "officers", "town": "city",
    "fire": "blaze", "officials": "authorities", "killed": "slain", "about": "around", "after": "following", "near": "close to", "told": "informed",
    "residents": "inhabitants", "large": "big", "began": "started", "closed": "shut", "moved": "shifted", "could": "might", "many": "numerous",
}  # fmt: skip
PAGE = (
    "Share on Facebook  Share on X  Email",
    "Copyright {y} {n} Media Group. All rights reserved.",
    "READ MORE: {n} wins the cup",
    "By {n} Staff",
    "Sign up for our newsletter",
    "{n} Online is not responsible for the content of external sites.",
)


@dataclass(frozen=True, slots=True)
class Item:
    """One article of the stream; `copy_of` is the position of the story it repeats, None for a new one."""

    article: RelevantArticle
    kind: str
    copy_of: int | None


def sentence_bank() -> list[str]:
    """Return the sentences of the corpus's development articles, those of six words and more, each once."""
    bank: dict[str, None] = {}
    for path in sorted(DATA.glob("*/development/*.jsonl")):
        for line in path.read_bytes().splitlines():
            for sentence in sentences(orjson.loads(line)["article"].get("text") or ""):
                if not sentence.furniture and sentence.body.count(" ") >= 5:
                    bank.setdefault(sentence.body)
    return list(bank)


def stream(count: int, seed: int = 1, length: tuple[int, int] = (12, 26)) -> Iterator[Item]:
    """Yield `count` articles of `length` sentences (least, most); with the default some 2.5 KB of text each."""
    chance = random.Random(seed)
    bank = sentence_bank()
    recent: list[tuple[int, list[str]]] = []
    for number in range(count):
        kind = chance.choices(list(SHARES), list(SHARES.values()))[0] if recent else "new"
        if kind == "new":
            told, copy_of = _story(chance, bank, length), None
            recent.append((number, told))
            if len(recent) > RECENT:
                recent.pop(0)
        else:
            copy_of, original = chance.choice(recent)
            told = _copy(kind, original, chance, bank)
        text = "\n".join(" ".join(told[n : n + 2]) for n in range(0, len(told), 2))
        yield Item(_article(number, text), kind, copy_of)


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 4)))).capitalize()


def _story(chance: random.Random, bank: list[str], length: tuple[int, int]) -> list[str]:
    """Sentences of the bank; a name stands for the same invented one throughout, as in a real article."""
    names: dict[str, str] = {}

    def name(match: re.Match[str]) -> str:
        if match.start() == 0 or chance.random() < 0.3:
            return match.group()
        return names.setdefault(match.group(), _name(chance))

    chosen = chance.sample(bank, chance.randint(*length))
    return [
        FIGURE.sub(lambda m: str(chance.randint(10, 10 ** len(m.group()))), NAME.sub(name, sentence))
        for sentence in chosen
    ]


def _copy(kind: str, original: list[str], chance: random.Random, bank: list[str]) -> list[str]:
    if kind == "trim":
        return original[: chance.randint(len(original) // 2, len(original) - 1)]
    if kind == "update":
        return [*original[:2], *_story(chance, bank, (1, 1)), *original[2:]]
    if kind == "reworded":
        return [" ".join(SWAPS.get(word, word) for word in s.split()) if n % 2 else s for n, s in enumerate(original)]
    page = [line.format(n=_name(chance), y=2026) for line in chance.sample(PAGE, 2)]
    return [page[0] + "\n", *original, "\n" + page[1]]


def _article(number: int, text: str) -> RelevantArticle:
    return RelevantArticle(
        article_id=f"bench-{number}", content_id=digest("content", None, text), title=None, text=text, language="en",
        published_at=START + timedelta(seconds=number / ARTICLES_A_SECOND), source=None, url=None,
    )  # fmt: skip
