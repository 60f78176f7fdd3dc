"""Sentences laid out for comparison in native memory."""

from array import array
from collections.abc import Sequence
from ctypes import byref, c_bool, c_double, c_int64, c_size_t, c_uint8, c_void_p, string_at

import numpy as np

from workers.dedup.align import Floats, Told
from workers.dedup.lazy import lazy
from workers.dedup.native import Function, function
from workers.dedup.native.sayings import NativeSayings
from workers.dedup.sayings import Sayings
from workers.dedup.terms import Terms

_told_from_arrays = function(
    "told_from_arrays", c_void_p, c_void_p, c_size_t, c_void_p, c_void_p, c_void_p, c_int64, c_uint8
)
_told_first = function("told_first", c_void_p, c_void_p, c_size_t)
_told_free = function("told_free", None, c_void_p)
_told_anchors = function("told_anchors", c_double, c_void_p)
_told_vocabulary = function("told_vocabulary", c_void_p, c_void_p, c_void_p)
_told_row_weights = function("told_row_weights", c_void_p, c_void_p)
_told_of_sayings = function("told_of_sayings", c_void_p, c_void_p, c_bool, c_int64)
_told_sayings = function("told_sayings", c_void_p, c_void_p)
_told_len = function("told_len", c_size_t, c_void_p)
_told_published = function("told_published", c_int64, c_void_p, c_void_p)
_told_bringers = function("told_bringers", c_void_p, c_void_p)


class Handle:
    """Something that the native code holds until nobody here does."""

    __slots__ = ("_free", "pointer")

    def __init__(self, pointer: int | None, free: Function) -> None:
        """`free` takes it back. Raises `ValueError` where the native code has refused to make it."""
        self.pointer = pointer
        self._free = free
        if pointer is None:
            raise ValueError("sentences that cannot be compared")

    def __del__(self) -> None:
        if self.pointer is not None:
            self._free(self.pointer)


class NativeTold(Told):
    """Sentences laid out for comparison in native code too, when first compared."""

    @classmethod
    def of(cls, sayings: NativeSayings, published: int | None) -> "NativeTold":
        """Lay out an article's sentences, when first compared."""
        told = cls.__new__(cls)
        told.__dict__.update(sayings=sayings, published=published)
        return told

    @classmethod
    def held(cls, pointer: int) -> "NativeTold":
        """Take over what a story has said; all of it is told when first asked for."""
        told = cls.__new__(cls)
        told.__dict__.update(handle=Handle(pointer, _told_free))
        return told

    def __bool__(self) -> bool:
        """Whether anything is said."""
        held = self.__dict__
        return bool(held["sayings"] if "sayings" in held else _told_len(self.handle.pointer))

    @lazy
    def sayings(self) -> Sayings:
        """The sentences."""
        return NativeSayings(_told_sayings(self.handle.pointer))

    @lazy
    def published(self) -> int | None:
        """When its newest article was published, in milliseconds since 1970."""
        known = c_bool()
        published: int = _told_published(self.handle.pointer, byref(known))
        return published if known else None

    @lazy
    def bringer(self) -> Sequence[int]:
        """The article that first said each of them."""
        return array("Q", string_at(_told_bringers(self.handle.pointer), 8 * len(self.sayings))).tolist()

    @lazy
    def handle(self) -> Handle:
        """The text as the native code has it."""
        sayings, published = self.sayings, self.published
        if isinstance(sayings, NativeSayings) and "bringer" not in self.__dict__:
            pointer = _told_of_sayings(sayings.handle, published is not None, published or 0)
            return Handle(pointer, _told_free)
        if len(self.bringer) != len(sayings):
            raise ValueError("sentences without a bringer")
        ends = sayings.owner.searchsorted(np.arange(len(sayings) + 1))
        return Handle(
            _told_from_arrays(
                array("Q", sayings.keys).tobytes(),
                len(sayings),
                np.ascontiguousarray(sayings.flat, np.int32).tobytes(),
                np.ascontiguousarray(ends, np.int64).tobytes(),
                array("Q", self.bringer).tobytes(),
                published or 0,
                published is not None,
            ),
            _told_free,
        )

    @lazy
    def vocabulary(self) -> Terms:
        """The different terms, sorted."""
        count = c_size_t()
        start = _told_vocabulary(self.handle.pointer, byref(count))
        return np.frombuffer(string_at(start, 4 * count.value), np.int32)

    @lazy
    def _flat(self) -> list[int]:
        sayings = self.sayings
        if isinstance(sayings, NativeSayings):
            return sayings.terms()
        flat: list[int] = sayings.flat.tolist()
        return flat

    @lazy
    def _ends(self) -> list[int]:
        sayings = self.sayings
        if isinstance(sayings, NativeSayings):
            return sayings.ends()
        ends: list[int] = sayings.owner.searchsorted(np.arange(len(sayings) + 1)).tolist()
        return ends

    @lazy
    def row_weights(self) -> Floats:
        """What each sentence weighs: the sum over its terms."""
        return np.frombuffer(string_at(_told_row_weights(self.handle.pointer), 4 * len(self.sayings)), np.float32)

    @lazy
    def anchors(self) -> float:
        """What all of the vocabulary tells of the event."""
        anchors: float = _told_anchors(self.handle.pointer)
        return anchors

    def first(self, count: int) -> "NativeTold":
        """Return the first sentences alone."""
        first = NativeTold(self.sayings.chosen(range(count)), self.bringer[:count], self.published)
        first.__dict__["handle"] = Handle(_told_first(self.handle.pointer, count), _told_free)
        return first
