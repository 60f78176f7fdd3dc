"""An article beside one story in native code: laid out both ways, measured and weighed by the rules in one call."""

from ctypes import c_bool, c_void_p, string_at
from struct import Struct

from workers.dedup.comparison import Comparison
from workers.dedup.kinship import Kinship
from workers.dedup.lazy import lazy
from workers.dedup.native import function
from workers.dedup.native.asking import native_rules
from workers.dedup.native.comparing import NativeAlignment, NativeKinship, kinship_free
from workers.dedup.native.draft import NativeDraft
from workers.dedup.native.told import Handle, NativeTold
from workers.dedup.native.window import NativeWindow

OUTCOME = Struct("<4d2Q3?5x")
"""What a comparison comes to, as `Outcome` in `comparison_ffi.rs` has it."""

_compare = function("compare", c_void_p, c_void_p, c_void_p, c_void_p, c_bool, c_bool)
_free = function("compared_free", None, c_void_p)
_kinship = function("compared_kinship", c_void_p, c_void_p, c_bool)


class NativeComparison(Comparison):
    """An article read natively beside one story: whether it is one story is known from the start, all else is made when first asked for.

    The words for it come from the rules in Python, weighed on the same measures.
    """

    handle: Handle
    whole: NativeDraft
    _size: int
    """sentences of the article that are compared, and of the story"""
    _told_size: int
    _both: bool
    """whether the two were compared the other way round too"""

    def __init__(self, draft: NativeDraft, story: int, told: NativeTold) -> None:
        """Lay an article beside a story; raises `ValueError` where one of them has no sentence."""
        native_rules()
        mine = draft.laid_out(told)
        pointer = _compare(mine.handle.pointer, told.handle.pointer, draft.handle, draft.correction, draft.digest)
        self.__dict__["_whole_told"] = told
        self._hold(pointer, story, draft)

    @classmethod
    def held(cls, pointer: int, story: int, draft: NativeDraft, window: NativeWindow) -> "NativeComparison":
        """Take over a comparison of an article with a story in a window, which has not changed since."""
        comparison = cls.__new__(cls)
        comparison.__dict__["_window"] = window
        comparison._hold(pointer, story, draft)
        return comparison

    def _hold(self, pointer: int | None, story: int, draft: NativeDraft) -> None:
        handle = Handle(pointer, _free)
        held = self.__dict__
        held.update(story=story, handle=handle, whole=draft)
        (
            held["strength"], held["verbatim"], held["inside"], held["retold"], held["_size"], held["_told_size"],
            held["same"], held["opening"], held["_both"],
        ) = OUTCOME.unpack(string_at(handle.pointer or 0, OUTCOME.size))  # fmt: skip

    @lazy
    def draft(self) -> NativeDraft:
        """The article, or the opening of it where the rest is about something else."""
        whole = self.whole
        return whole if self._size == len(whole.laid_out().sayings) else whole.first(self._size)

    @lazy
    def _whole_told(self) -> NativeTold:
        window: NativeWindow = self.__dict__["_window"]
        return window.told(self.story)

    @lazy
    def told(self) -> NativeTold:
        """The story, or the opening of it where the rest is about something else."""
        whole = self._whole_told
        return whole if self._told_size == len(whole.sayings) else whole.first(self._told_size)

    @lazy
    def alignment(self) -> NativeAlignment:
        """The article's sentences beside the story's."""
        return NativeAlignment(self.draft.laid_out(), self.told, self._related(back=False))

    @lazy
    def back_alignment(self) -> NativeAlignment | None:
        """The same with the two texts exchanged, None where that could not say otherwise."""
        return NativeAlignment(self.told, self.draft.laid_out(), self._related(back=True)) if self._both else None

    @lazy
    def kinship(self) -> Kinship:
        """How the two are related."""
        return NativeKinship(self.alignment, opening_only=self.opening, digest=self.draft.digest)

    @lazy
    def back(self) -> Kinship:
        """The same with the two texts exchanged."""
        alignment = self.back_alignment
        if alignment is None:
            return self.kinship
        return NativeKinship(alignment, opening_only=self.opening, digest=self.draft.digest)

    def _related(self, *, back: bool) -> Handle:
        return Handle(_kinship(self.handle.pointer, back), kinship_free)
