"""What an article read natively is to its story, found in native code: the same as `decide.judge` finds. What takes a regular expression to know
is asked of the Python modules."""

from array import array
from collections.abc import Callable, Sequence
from ctypes import (
    POINTER,
    PYFUNCTYPE,
    Structure,
    byref,
    c_bool,
    c_char_p,
    c_double,
    c_int32,
    c_int64,
    c_size_t,
    c_uint32,
    c_uint64,
    c_void_p,
    memmove,
    py_object,
    string_at,
)
from functools import lru_cache
from re import match

from schemas.vocabulary import Verdict
from workers.dedup.asides import SPEECH
from workers.dedup.comparison import Comparison
from workers.dedup.corrections import corrects
from workers.dedup.decision import Decision
from workers.dedup.native import function
from workers.dedup.native.comparison import NativeComparison
from workers.dedup.native.sayings import NativeSayings
from workers.dedup.native.tables import native_tables
from workers.dedup.news import large_figures, only_restated, tells_of_other_years
from workers.dedup.notices import (
    ASIDE,
    GOES_ON,
    LATER,
    NOTICE,
    ON_TOPIC,
    OTHER_TIMES,
    RECALLED,
    REFERS_BACK,
    THESE_DAYS,
    is_headed,
)
from workers.dedup.reading import located
from workers.dedup.restated import BY_WORD, UNITS, Unit, measures, wordings
from workers.dedup.sayings import NONE
from workers.dedup.terms import GOING_BACK, INSIDE, SIGN_BITS, stopping

TEXTS: tuple[Callable[[str], object], ...] = (
    corrects,
    is_headed,
    tells_of_other_years,
    ON_TOPIC.search,
    LATER.match,
    ASIDE.match,
    lambda text: REFERS_BACK.match(text) or GOES_ON.search(text),
    NOTICE.search,
    lambda text: OTHER_TIMES.search(text) and not THESE_DAYS.search(text),
    RECALLED.match,
    SPEECH.search,
)
"""What is asked of a text, by its number (`case.rs`)."""
LOCATED, RESTATED, LARGE, MEASURED = range(len(TEXTS), len(TEXTS) + 4)
"""What is asked of a sentence: its words; the terms that say nothing new; its large figures; its figures with a unit."""

Ask = PYFUNCTYPE(c_int64, py_object, c_uint32, c_uint32, c_void_p, c_size_t, c_void_p)

_rules_new = function(
    "rules_new", c_void_p, c_void_p, Ask, c_int32, c_int32, c_int32, c_char_p, c_size_t, c_char_p, c_size_t
)
_judge = function("draft_judge", None, c_void_p, c_void_p, c_void_p, py_object, c_double, c_bool, c_double, c_void_p)


class Answer(Structure):
    """What an article is to its story: `places` are those of what is new, then those of what is repeated."""

    _fields_ = (
        ("update", c_bool),
        ("of", c_uint64),
        ("new", c_size_t),
        ("repeated", c_size_t),
        ("places", POINTER(c_uint32)),
        ("kept", c_void_p),
    )


class Asked:
    """Answers what the native code asks about one article beside its story. `error`: what has failed meanwhile."""

    def __init__(self, comparison: Comparison) -> None:
        """`comparison`: the article beside the story."""
        self._comparison = comparison
        self.error: BaseException | None = None

    def answer(self, kind: int, number: int, text: str, room: int) -> int:
        """Answer a question (`case.rs`): 0 or 1, or how many numbers of the answer stand at `room`."""
        if kind < len(TEXTS):
            return bool(TEXTS[kind](text))
        if kind == LOCATED:
            return _written([value for word in located(text) for value in word], room)
        if kind == MEASURED:
            return _written(_measured(text), room)
        draft, alignment, told = self._comparison.draft, self._comparison.alignment, self._comparison.told
        terms = only_restated if kind == RESTATED else large_figures
        return _written(list(terms(number, draft.sentences[number].body, alignment, told)), room)


def _measured(text: str) -> list[int]:
    """Return of each figure with a unit its unit, where the figure starts and ends, how many terms they have, and the terms."""
    return [
        value
        for found in measures(text)
        for value in (UNITS.index(found.unit), found.start, found.end, len(found.terms), *found.terms)
    ]


def _written(numbers: Sequence[int], room: int) -> int:
    memmove(room, array("i", numbers).tobytes(), 4 * len(numbers))
    return len(numbers)


def _ask(asked: Asked, kind: int, number: int, start: int, size: int, room: int) -> int:
    try:
        return asked.answer(kind, number, string_at(start, 4 * size).decode("utf-32-le", "surrogatepass"), room)
    except BaseException as error:
        # ctypes would print it and go on: it is raised when the native code has returned.
        asked.error = error
        return 0


ASK = Ask(_ask)


@lru_cache(maxsize=1)
def _rules() -> int:
    """Return what judging goes by, told to the native code once."""
    words = "\n".join({found[0] for word in BY_WORD if (found := match(r"\w+", word))}).encode()
    units = "\n".join(map(_unit_line, UNITS)).encode()
    capital = INSIDE["capital"] >> SIGN_BITS
    rules: int = _rules_new(native_tables(), ASK, GOING_BACK, stopping(), capital, words, len(words), units, len(units))
    return rules


def _unit_line(unit: Unit) -> str:
    """Return a unit as `restated.rs` reads it: its measure, factor and offset, and the terms of each of its wordings."""
    measure = next(n for n, other in enumerate(UNITS) if other.measure == unit.measure)
    terms = (" ".join(map(str, wording)) for wording in wordings(unit))
    return "\t".join((str(measure), repr(float(unit.factor)), repr(float(unit.offset)), *terms))


def judge(comparison: Comparison) -> Decision | None:
    """Say what an article is to the story it belongs to, as the window tells it; None where they were not read and compared natively."""
    if not isinstance(comparison, NativeComparison):
        return None
    article = comparison.whole.article
    published = article.published_at
    asked, answer = Asked(comparison), Answer()
    _judge(
        comparison.whole.handle,
        comparison.handle.pointer,
        _rules(),
        asked,
        comparison.retold,
        published is not None,
        0.0 if published is None else published.timestamp() * 1000,
        byref(answer),
    )
    keep = NativeSayings(answer.kept) if answer.kept else NONE
    if asked.error is not None:
        raise asked.error
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
