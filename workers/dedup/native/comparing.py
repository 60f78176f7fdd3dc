"""What native code has laid out and measured of an article and a story: the same as `align.align` and `kinship.measure` make.

It is copied from there for who asks for it: most comparisons are over once it is known whether it is one story (`comparison.py`).
"""

from ctypes import c_bool, c_char, c_void_p, string_at
from math import prod
from operator import itemgetter
from struct import Struct
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from workers.dedup.align import KIND_WEIGHT, Alignment, Flags, Floats, Numbers
from workers.dedup.forms import NEAR, Forms
from workers.dedup.kinship import Kinship
from workers.dedup.lazy import lazy
from workers.dedup.native import function
from workers.dedup.native.told import Handle, NativeTold
from workers.dedup.terms import KIND_SHIFT, Terms

T = TypeVar("T", bound=np.generic)

SCALARS = Struct("<10d10?6x2d7q2Q")
"""What a comparison holds, as `Scalars` in `kinship_ffi.rs` has it: measures, flags, counts, countries, sizes."""
MEASURES = (
    "verbatim", "back_verbatim", "inside", "coverage", "back_coverage", "back_inside", "own", "rest", "opening", "formed",
    "disordered", "framed", "leads_apart", "in_step",
)  # fmt: skip
"""The first of them."""
FORMS = (20, 21, 22, 14, 15, 16, 17, 18, 23, 24, 25, 26, 19)
"""The places of the fields of `Forms`."""
COUNTRIES, TERMS, PAIRS = slice(27, 29), 29, 30
"""The places of two countries, and of the lengths of arrays."""

_Scalars = c_char * SCALARS.size
_forms = itemgetter(*FORMS)


kinship_free = function("kinship_free", None, c_void_p)
_kinship_shared = function("kinship_shared", c_void_p, c_void_p)
_kinship_text = function("kinship_text", c_void_p, c_void_p, c_bool)
_kinship_scalars = function("kinship_scalars", None, c_void_p, c_void_p)
_ARRAYS = {
    name: function(f"kinship_{name}", c_void_p, c_void_p)
    for name in ("exact", "known", "nearest", "likeness", "inside", "likenesses", "back", "back_likeness", "pairs")
}


class NativeAlignment(Alignment):
    """An article's sentences beside a story's, laid out in native code; an array is copied from there when first asked for."""

    handle: Handle

    def __init__(self, mine: NativeTold, told: NativeTold, handle: Handle) -> None:
        """`handle`: how the article's sentences and the story's are related."""
        vars(self).update(mine=mine, told=told, handle=handle)

    @lazy
    def scalars(self) -> tuple[Any, ...]:
        """All that is no array, in the order of `SCALARS`."""
        room = _Scalars()
        _kinship_scalars(self.handle.pointer, room)
        return SCALARS.unpack_from(room)

    def _array(self, name: str, kind: type[T], *shape: int) -> NDArray[T]:
        size = prod(shape) * np.dtype(kind).itemsize
        return np.frombuffer(string_at(_ARRAYS[name](self.handle.pointer), size), kind).reshape(shape)

    @lazy
    def exact(self) -> Flags:
        """The story has said it word for word."""
        return self._array("exact", np.bool_, len(self.mine.sayings))

    @lazy
    def likenesses(self) -> Floats:
        """(sentences of the article, of the story): Dice coefficients."""
        return self._array("likenesses", np.float32, len(self.mine.sayings), len(self.told.sayings))

    @lazy
    def nearest(self) -> Numbers:
        """The story's sentence most like it."""
        return self._array("nearest", np.intp, len(self.mine.sayings))

    @lazy
    def likeness(self) -> Floats:
        """Dice coefficient with that sentence, 0..1."""
        return self._array("likeness", np.float32, len(self.mine.sayings))

    @lazy
    def inside(self) -> Floats:
        """Share of it found in one passage (a sentence or two neighbours) of the story, 0..1."""
        return self._array("inside", np.float32, len(self.mine.sayings))

    @lazy
    def known(self) -> Flags:
        """Which of the article's vocabulary the story has anywhere."""
        return self._array("known", np.bool_, self.scalars[TERMS])

    @lazy
    def back(self) -> Floats:
        """Share of each of the story's sentences found in one passage of the article, 0..1."""
        return self._array("back", np.float32, len(self.told.sayings))

    @lazy
    def back_likeness(self) -> Floats:
        """Dice coefficient of each of the story's sentences with the article's sentence most like it."""
        return self._array("back_likeness", np.float32, len(self.told.sayings))

    @lazy
    def pairs(self) -> list[tuple[int, int]]:
        """The sentences that are each the other's nearest and alike enough to tell the same, in the article's order."""
        return [(mine, row) for mine, row in self._array("pairs", np.int64, self.scalars[PAIRS], 2).tolist()]

    @lazy
    def _shared(self) -> Terms:
        return self.mine.vocabulary[self.known]

    @lazy
    def rows(self) -> Floats:
        """(sentences, terms that both have): 1 where the sentence has the term."""
        return self.mine.rows(self._shared)

    @lazy
    def told_rows(self) -> Floats:
        """The same of the story's sentences."""
        return self.told.rows(self._shared)

    @lazy
    def weights(self) -> Floats:
        """What each of these terms counts for."""
        return KIND_WEIGHT.take(self._shared >> KIND_SHIFT)


def shared(pointer: int) -> NativeAlignment:
    """Return how an article is laid beside a story in a kinship that the native code has."""
    handle = Handle(_kinship_shared(pointer), kinship_free)
    mine, told = (NativeTold.held(_kinship_text(pointer, theirs)) for theirs in (False, True))
    return NativeAlignment(mine, told, handle)


class NativeKinship(Kinship):
    """How an article and a story are related: its measures are read from native code."""

    alignment: NativeAlignment

    def __init__(self, alignment: NativeAlignment, *, opening_only: bool, digest: bool) -> None:
        """`opening_only`: only the opening of one of them is compared; `digest`: the article is the first item of a digest."""
        measures = zip(MEASURES, alignment.scalars, strict=False)
        vars(self).update(measures, alignment=alignment, told=alignment.told, opening_only=opening_only, digest=digest)

    @lazy
    def near(self) -> Flags:
        """Sentences of the article that are the story's, word for word or nearly."""
        return self.alignment.exact | (self.alignment.likeness >= NEAR)

    @lazy
    def told_near(self) -> Flags:
        """Sentences of the story that are the article's, word for word or nearly."""
        return self.alignment.back_likeness >= NEAR

    @lazy
    def forms(self) -> Forms:
        """What sentences of one form say of each other."""
        return Forms(*_forms(self.alignment.scalars))

    @lazy
    def countries(self) -> tuple[int, int] | None:
        """A country that the article names in several sentences and the story nowhere, and one the other way round."""
        here, there = self.alignment.scalars[COUNTRIES]
        return None if here < 0 else (here, there)
