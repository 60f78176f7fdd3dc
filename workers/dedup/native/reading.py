"""Reading an article natively: its sentences and their terms. What takes a regular expression to know is asked of the Python modules.

Most articles are read, decided on and kept in one call (`taking.py`); this is for what looks into one: digests, new versions, explanations.
"""

from ctypes import (
    POINTER,
    Structure,
    byref,
    c_bool,
    c_char_p,
    c_size_t,
    c_uint32,
    c_uint64,
    c_void_p,
    py_object,
    string_at,
)
from struct import Struct

import numpy as np
from numpy.typing import NDArray

from workers.dedup.native import function
from workers.dedup.native.asking import Failures, check
from workers.dedup.native.sayings import NativeSayings
from workers.dedup.sentences import Sentence

PIECE = Struct("<IIQII")
"""A sentence: where it starts and ends, its key, whether it is the page's, its paragraph."""

_read = function("draft_read", c_void_p, c_void_p, py_object, c_char_p, c_size_t, c_void_p)
_free = function("draft_free", None, c_void_p)
_choose = function("draft_choose", None, c_void_p, c_void_p, c_size_t)
_keys = function("draft_keys", None, c_void_p, c_void_p)
_own = function("draft_own", c_size_t, c_void_p, c_void_p)
_passages = function("draft_passages", c_size_t, c_void_p, c_void_p)
_lay_out = function("draft_lay_out", c_bool, c_void_p, c_void_p, py_object, c_void_p)
_sayings = function("draft_sayings", c_void_p, c_void_p)


class Counts(Structure):
    """How an article is divided: code points that are the page's and the story's, its own sentences, their paragraphs, those that may head an item; whether
    it says that it corrects an earlier version, and whether answering what was asked has failed."""

    _fields_ = (
        *((name, c_size_t) for name in ("page", "said", "own", "paragraphs", "heads")),
        ("heads_at", POINTER(c_uint32)),
        ("corrects", c_bool),
        ("failed", c_bool),
    )


class Reading:
    """A text read natively: its own sentences, by their places, and their terms once they are asked for."""

    def __init__(self, rules: int, text: str) -> None:
        """Read a text by what the native code goes by."""
        self._rules = rules
        self._text = text
        points = text.encode("utf-32-le", "surrogatepass")
        failures: Failures = []
        self.counts = Counts()
        self.handle = _read(rules, failures, points, len(points) // 4, byref(self.counts))
        check(failures, failed=self.counts.failed)

    def __del__(self) -> None:
        _free(self.handle)

    @property
    def correction(self) -> bool:
        """Whether it says that it corrects an earlier version."""
        return bool(self.counts.corrects)

    def keys(self) -> list[int]:
        """Return the keys of the own sentences."""
        room = (c_uint64 * self.counts.own)()
        _keys(self.handle, room)
        return list(room)

    def pieces(self) -> list[tuple[int, int, int, int, int]]:
        """Return of each own sentence where it starts and ends, its key, 0, and its paragraph."""
        place = c_void_p()
        count = _own(self.handle, byref(place))
        return list(PIECE.iter_unpack(string_at(place, PIECE.size * count))) if count else []

    def sentences(self) -> list[Sentence]:
        """Return the own sentences."""
        text = self._text
        return [
            Sentence(start, end, text[start:end], key, False, number) for start, end, key, _, number in self.pieces()
        ]

    def passages(self) -> list[tuple[int, int]]:
        """Return where the own sentences stand, neighbours joined."""
        room = (c_uint32 * (2 * self.counts.own))()
        count = _passages(self.handle, room)
        ends = room[: 2 * count]
        return list(zip(ends[::2], ends[1::2], strict=True))

    def heads(self) -> list[int]:
        """Return where the paragraphs start that may open as an item of a list does."""
        found: list[int] = self.counts.heads_at[: self.counts.heads]
        return found

    def choose(self, numbers: list[int]) -> None:
        """Keep only some of the sentences."""
        chosen: NDArray[np.uint32] = np.array(numbers, np.uint32)
        _choose(self.handle, chosen.ctypes.data, len(chosen))
        self.counts.own = len(chosen)

    def sayings(self, told: int | None = None) -> NativeSayings:
        """Return the sentences with their terms; those that `told`, a story in native memory, has word for word are taken from there."""
        failures: Failures = []
        check(failures, failed=_lay_out(self.handle, self._rules, failures, told))
        return NativeSayings(_sayings(self.handle))
