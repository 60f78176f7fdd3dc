"""What is decided of an article."""

from dataclasses import dataclass

from schemas.vocabulary import Verdict
from workers.dedup.sayings import Sayings


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of an article. `story` None: a new one. `keep` are the sentences that the window keeps of it."""

    verdict: Verdict
    story: int | None
    similarity: float
    of: int | None
    """the number, in the window, of the article it copies or updates"""
    new: list[str]
    """what an update adds, in words"""
    repeated: list[tuple[int, int]]
    """the passages that its story had said"""
    correction: bool
    keep: Sayings
