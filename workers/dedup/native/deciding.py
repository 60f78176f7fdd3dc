"""To which story an article belongs, found in one native call: the same as `decide.decide` finds in steps."""

from ctypes import Structure, byref, c_bool, c_int64, c_uint32, c_uint64, c_void_p

from schemas.vocabulary import Verdict
from workers.dedup.decision import Decision
from workers.dedup.draft import Draft
from workers.dedup.native import function
from workers.dedup.native.comparison import NativeComparison, ready
from workers.dedup.native.draft import NativeDraft
from workers.dedup.native.judging import judge
from workers.dedup.native.sayings import NativeSayings
from workers.dedup.native.tables import native_tables
from workers.dedup.native.window import NativeWindow
from workers.dedup.sayings import NONE
from workers.dedup.window import Window

NEW, COPY, KIN, ASKS = range(4)
"""Where an article belongs: to no story, to one that has said all of it, to one that it was compared with; or something is asked first."""

_decide = function("draft_decide", None, c_void_p, c_void_p, c_void_p, c_bool, c_int64, c_bool, c_bool, c_void_p)


class Decided(Structure):
    """Where an article belongs: `story`, the number `of` the article that it copies, and what was `made` for it."""

    _fields_ = (("kind", c_uint32), ("of", c_uint32), ("story", c_uint64), ("made", c_void_p))


def decide(draft: Draft, window: Window) -> Decision | None:
    """Decide on an article whose id the window has not seen; None where it was not read natively, or the window is not in native memory."""
    if not isinstance(draft, NativeDraft) or not isinstance(window, NativeWindow) or draft.has_own:
        return None
    ready()
    decided, published = Decided(), draft.published
    while True:
        _decide(
            draft.handle, native_tables(), window.handle, published is not None, published or 0, draft.correction, draft.digest,
            byref(decided),
        )  # fmt: skip
        if decided.kind != ASKS:
            break
        draft.reading.answer()
    if decided.kind == KIN:
        return judge(NativeComparison.held(decided.made, decided.story, draft, window))
    if decided.kind == COPY:
        return Decision(Verdict.DUPLICATE, decided.story, 1.0, decided.of, [], draft.passages(), draft.correction, NONE)
    return Decision(Verdict.NEW, None, 0.0, None, [], [], draft.correction, NativeSayings(decided.made))
