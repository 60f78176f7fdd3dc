"""Word pieces with their characters: the greedy longest match of Wu et al. (2016) over BERT's vocabulary, without case and accents."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

WORD = re.compile(r"\w+|[^\w\s]|_")
LONGEST_WORD = 100
"""Characters beyond which a word is unknown as a whole, as in the base model."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a text: their numbers and the characters `start, end` that each covers."""

    ids: list[int]
    offsets: list[tuple[int, int]]


class Vocabulary:
    """The word pieces a model knows, by number; those that go on with a word begin with `##`."""

    def __init__(self, pieces: Sequence[str]) -> None:
        """Number the pieces in their order."""
        self._numbers = {piece: number for number, piece in enumerate(pieces)}
        self.unknown, self.opening, self.closing = (self._numbers[name] for name in ("[UNK]", "[CLS]", "[SEP]"))
        self._split = lru_cache(maxsize=50_000)(self._word)

    def cut(self, text: str) -> Pieces:
        """Return the pieces of a text."""
        ids: list[int] = []
        offsets: list[tuple[int, int]] = []
        for match in WORD.finditer(text):
            start = match.start()
            for number, a, b in self._split(match.group()):
                ids.append(number)
                offsets.append((start + a, start + b))
        return Pieces(ids, offsets)

    def _word(self, word: str) -> list[tuple[int, int, int]]:
        letters, places = _folded(word)
        if not letters or len(letters) > LONGEST_WORD:
            return [(self.unknown, 0, len(word))]
        found: list[tuple[int, int, int]] = []
        at = 0
        while at < len(letters):
            end = len(letters)
            while end > at and (number := self._numbers.get(("##" if at else "") + letters[at:end])) is None:
                end -= 1
            if end == at or number is None:
                return [(self.unknown, 0, len(word))]
            found.append((number, places[at], places[end - 1] + 1))
            at = end
        return found


def _folded(word: str) -> tuple[str, list[int]]:
    """Return a word in lower case without accents, and for each letter the character of the word it comes from."""
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(word):
        for letter in unicodedata.normalize("NFD", char.lower()):
            if unicodedata.category(letter) != "Mn":
                letters.append(letter)
                places.append(place)
    return "".join(letters), places
