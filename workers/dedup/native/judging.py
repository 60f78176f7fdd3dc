"""What an article read natively is to its story, found in native code: the same as `decide.judge` finds."""

from ctypes import POINTER, Structure, byref, c_bool, c_double, c_size_t, c_uint32, c_uint64, c_void_p, py_object

from schemas.vocabulary import Verdict
from workers.dedup.comparison import Comparison
from workers.dedup.decision import Decision
from workers.dedup.native import function
from workers.dedup.native.asking import Failures, check, native_rules
from workers.dedup.native.comparison import NativeComparison
from workers.dedup.native.sayings import NativeSayings
from workers.dedup.sayings import NONE

_judge = function("draft_judge", None, c_void_p, c_void_p, c_void_p, py_object, c_bool, c_double, c_void_p)


class Answer(Structure):
    """What an article is to its story: `places` are those of what is new, then those of what is repeated."""

    _fields_ = (
        ("update", c_bool),
        ("failed", c_bool),
        ("of", c_uint64),
        ("new", c_size_t),
        ("repeated", c_size_t),
        ("places", POINTER(c_uint32)),
        ("kept", c_void_p),
    )


def judge(comparison: Comparison) -> Decision | None:
    """Say what an article is to the story it belongs to, as the window tells it; None where they were not read and compared natively."""
    if not isinstance(comparison, NativeComparison):
        return None
    article = comparison.whole.article
    published = article.published_at
    answer = Answer()
    failures: Failures = []
    _judge(
        comparison.whole.handle,
        comparison.handle.pointer,
        native_rules(),
        failures,
        published is not None,
        0.0 if published is None else published.timestamp() * 1000,
        byref(answer),
    )
    keep = NativeSayings(answer.kept) if answer.kept else NONE
    check(failures, failed=answer.failed)
    new, text = answer.new, article.text
    ends = answer.places[: 2 * (new + answer.repeated)]
    places = list(zip(ends[::2], ends[1::2], strict=True))
    return Decision(
        Verdict.UPDATE if answer.update else Verdict.DUPLICATE,
        comparison.story,
        round(comparison.inside, 4),
        answer.of,
        [text[start:end] for start, end in places[:new]],
        places[new:],
        comparison.whole.correction,
        keep,
    )
