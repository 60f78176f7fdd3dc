"""Answers to what native code asks of Python about an article: mostly what takes a regular expression to know."""

from array import array
from collections.abc import Callable, Sequence
from ctypes import PYFUNCTYPE, c_char_p, c_int32, c_int64, c_size_t, c_uint32, c_void_p, memmove, py_object, string_at
from functools import lru_cache
from re import match
from typing import TypeAlias

from workers.dedup.asides import SPEECH
from workers.dedup.corrections import corrects
from workers.dedup.native import function
from workers.dedup.native.comparing import shared
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
from workers.dedup.over import says_over
from workers.dedup.reading import located, terms
from workers.dedup.restated import BY_WORD, UNITS, Unit, measures, unit_terms, wordings
from workers.dedup.sentences import is_furniture, read_line
from workers.dedup.terms import GOING_BACK, INSIDE, OPENING, SIGN_BITS, stopping

REMEMBERED = 4_096
"""Sentences that may be the page's, of which many come again on every page."""
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
    says_over,
    lru_cache(maxsize=REMEMBERED)(is_furniture),
)
"""What is asked of a text, by its number (`asking.rs`)."""
HALF = 2**32 - 1


def _located(text: str) -> list[int]:
    """Return the words of a sentence, three numbers each."""
    return [value for word in located(text) for value in word]


def _measured(text: str) -> list[int]:
    """Return of each figure with a unit its unit, where the figure starts and ends, how many terms they have, and the terms."""
    return [
        value
        for found in measures(text)
        for value in (UNITS.index(found.unit), found.start, found.end, len(found.terms), *found.terms)
    ]


def _line(text: str) -> list[int]:
    """Return whether a line corrects an earlier version, and of each of its sentences where it starts and ends, the halves of its key, whether it is the
    page's."""
    line = read_line(text)
    return [
        int(line.corrects),
        *(
            value
            for start, end, _, key, furniture in line.sentences
            for value in (start, end, key & HALF, key >> 32, furniture)
        ),
    ]


def _terms(text: str) -> list[int]:
    flat: list[int] = terms([text])[0].tolist()
    return flat


def _token(text: str) -> list[int]:
    return [INSIDE[text] >> SIGN_BITS]


def _opening_token(text: str) -> list[int]:
    return [OPENING[text] >> SIGN_BITS]


NUMBERS: tuple[Callable[[str], Sequence[int]], ...] = (_located, _measured, _line, _terms, _token, _opening_token)
"""What numbers are asked of a text, by its number after those of `TEXTS`."""
RELATED = (only_restated, large_figures)
"""What terms are asked of a sentence beside a story, by its number after those of `NUMBERS`."""

Ask = PYFUNCTYPE(None, py_object, c_uint32, c_uint32, c_void_p, c_size_t, c_void_p, c_void_p, c_size_t, c_void_p)

_set_unit_terms = function("set_unit_terms", None, c_char_p, c_size_t)
_rules_new = function(
    "rules_new", c_void_p, c_void_p, Ask, c_int32, c_int32, c_int32, c_char_p, c_size_t, c_char_p, c_size_t
)


Failures: TypeAlias = list[BaseException]
"""What has failed while native code asked about an article: it is raised when that has returned."""


def check(failures: Failures, *, failed: bool) -> None:
    """Raise what has failed; `RuntimeError` where that is not known: a signal had ended the answer before it began, and ctypes has printed what that
    raised."""
    if failures:
        raise failures[0]
    if failed:
        raise RuntimeError("what dedup's native code has asked was not answered")


def _answer(kind: int, number: int, text: str, kinship: int, room: int, most: int) -> int:
    """Answer a question (`asking.rs`): 0 or 1, or how many numbers of the answer stand at `room`."""
    if kind < len(TEXTS):
        return bool(TEXTS[kind](text))
    kind -= len(TEXTS)
    if kind < len(NUMBERS):
        return _written(NUMBERS[kind](text), room, most)
    alignment = shared(kinship)
    return _written(list(RELATED[kind - len(NUMBERS)](number, text, alignment, alignment.told)), room, most)


def _written(numbers: Sequence[int], room: int, most: int) -> int:
    if len(numbers) > most:
        raise ValueError(f"an answer of {len(numbers)} numbers where there is room for {most}")
    memmove(room, array("I", [number & HALF for number in numbers]).tobytes(), 4 * len(numbers))
    return len(numbers)


def _ask(
    failures: Failures,
    kind: int,
    number: int,
    start: int,
    size: int,
    kinship: int | None,
    room: int,
    most: int,
    used: int,
) -> None:
    try:
        text = string_at(start, 4 * size).decode("utf-32-le", "surrogatepass")
        c_int64.from_address(used).value = _answer(kind, number, text, kinship or 0, room, most)
    except BaseException as error:
        # ctypes would print it and go on.
        failures.append(error)


ASK = Ask(_ask)


@lru_cache(maxsize=1)
def native_rules() -> int | None:
    """Return what the native code goes by, told to it once a process; None where there is none."""
    tables = native_tables()
    if tables is None:
        return None
    terms_of_units = array("i", unit_terms())
    _set_unit_terms(terms_of_units.tobytes(), len(terms_of_units))
    words = "\n".join({found[0] for word in BY_WORD if (found := match(r"\w+", word))}).encode()
    units = "\n".join(map(_unit_line, UNITS)).encode()
    capital = INSIDE["capital"] >> SIGN_BITS
    rules: int = _rules_new(tables, ASK, GOING_BACK, stopping(), capital, words, len(words), units, len(units))
    return rules


def _unit_line(unit: Unit) -> str:
    """Return a unit as `restated.rs` reads it: its measure, factor and offset, and the terms of each of its wordings."""
    measure = next(n for n, other in enumerate(UNITS) if other.measure == unit.measure)
    terms = (" ".join(map(str, wording)) for wording in wordings(unit))
    return "\t".join((str(measure), repr(float(unit.factor)), repr(float(unit.offset)), *terms))
