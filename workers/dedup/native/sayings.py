"""The sentences of a text in native memory."""

from array import array
from collections.abc import Sequence
from ctypes import byref, c_size_t, c_void_p, string_at

import numpy as np

from workers.dedup.lazy import lazy
from workers.dedup.native import function
from workers.dedup.sayings import Sayings
from workers.dedup.terms import Owners, Terms

_sizes = function("sayings_sizes", c_size_t, c_void_p, c_void_p)
_copy = function("sayings_copy", None, c_void_p, c_void_p, c_void_p, c_void_p)
_chosen = function("sayings_chosen", c_void_p, c_void_p, c_void_p, c_size_t)
_flat = function("sayings_flat", c_void_p, c_void_p)
_ends = function("sayings_ends", c_void_p, c_void_p)
_free = function("sayings_free", None, c_void_p)


class NativeSayings(Sayings):
    """Sentences in native memory; the arrays are made when first asked for."""

    handle: int

    def __init__(self, handle: int) -> None:
        """Take over what `handle` points at."""
        held = self.__dict__
        held["handle"] = handle
        size = c_size_t()
        held["_size"] = _sizes(handle, byref(size))
        held["_terms"] = size.value

    def __len__(self) -> int:
        return int(self.__dict__["_size"])

    def __del__(self) -> None:
        _free(self.__dict__["handle"])

    @lazy
    def keys(self) -> tuple[int, ...]:
        """The keys of the sentences."""
        self._copy()
        keys: tuple[int, ...] = self.__dict__["keys"]
        return keys

    @lazy
    def flat(self) -> Terms:
        """The terms of all of them, one sentence after the other."""
        self._copy()
        flat: Terms = self.__dict__["flat"]
        return flat

    @lazy
    def owner(self) -> Owners:
        """The number of the sentence of each term."""
        self._copy()
        owner: Owners = self.__dict__["owner"]
        return owner

    def terms(self) -> list[int]:
        """Return the terms of all sentences, one sentence after the other."""
        held = self.__dict__
        return array("i", string_at(_flat(self.handle), 4 * held["_terms"])).tolist()

    def ends(self) -> list[int]:
        """Return where the terms of each sentence start, and last where they end."""
        return array("Q", string_at(_ends(self.handle), 8 * (len(self) + 1))).tolist()

    def chosen(self, numbers: Sequence[int]) -> "NativeSayings":
        """Return some of the sentences, by their numbers in rising order."""
        chosen = array("I", numbers)
        return NativeSayings(_chosen(self.handle, chosen.tobytes(), len(chosen)))

    def _copy(self) -> None:
        held = self.__dict__
        keys = np.empty(held["_size"], np.uint64)
        flat = np.empty(held["_terms"], np.int32)
        owner = np.empty(held["_terms"], np.intp)
        _copy(held["handle"], keys.ctypes.data, flat.ctypes.data, owner.ctypes.data)
        held["keys"], held["flat"], held["owner"] = tuple(keys.tolist()), flat, owner


def native(sayings: Sayings) -> NativeSayings:
    """Return sentences that are in native memory; raises `TypeError` for others."""
    if not isinstance(sayings, NativeSayings):
        raise TypeError("an article read natively has its sentences in native memory")
    return sayings
