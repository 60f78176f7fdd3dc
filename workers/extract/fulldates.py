"""Full dates as days, and what the other resolvers share."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date

from schemas.reports import When
from schemas.vocabulary import Precision
from workers.extract.dategrammar import MONTHS, NUMBERS
from workers.extract.datephrases import DatePhrase


def span(start: date, end: date | None = None, precision: Precision | None = None) -> When:
    """Return the days from `start` to `end` (one day without an end); raises `ValueError` where it ends before it starts ("31 - 12 May")."""
    last = end if end is not None else start
    if last < start:
        raise ValueError("ends before it starts")
    return When(start=start, end=last, precision=precision or (Precision.DAY if last == start else Precision.RANGE))


def month_days(year: int, month: int, precision: Precision = Precision.MONTH) -> When:
    """Return the days of a month."""
    return span(date(year, month, 1), date(year, month, monthrange(year, month)[1]), precision)


def year_days(year: int) -> When:
    """Return the days of a year."""
    return span(date(year, 1, 1), date(year, 12, 31), Precision.APPROXIMATE)


def months_from(day: date, months: int) -> tuple[int, int]:
    """Return the year and month that lie some months from a day."""
    count = day.year * 12 + day.month - 1 + months
    return count // 12, count % 12 + 1


def month_number(phrase: DatePhrase) -> int:
    """Return the number of the month that a phrase names."""
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(phrase.part("month")[:3]))


def number(words: str) -> int:
    """Return the number that digits or a word of the grammar name."""
    return int(words) if words.isdecimal() else NUMBERS[words]


def _exact(phrase: DatePhrase) -> When:
    return span(date(int(phrase.part("y")), int(phrase.part("m")), int(phrase.part("d"))))


def _slashed(phrase: DatePhrase) -> When | None:
    first, second, year = int(phrase.part("a")), int(phrase.part("b")), int(phrase.part("y"))
    if phrase.part("sep") == "." or first > 12 or first == second:
        return span(date(year, second, first))
    return span(date(year, first, second)) if second > 12 else None


def _dated(phrase: DatePhrase) -> When:
    return span(date(int(phrase.part("y")), month_number(phrase), int(phrase.part("d"))))


def _dated_days(phrase: DatePhrase) -> When:
    year, month = int(phrase.part("y")), month_number(phrase)
    return span(date(year, month, int(phrase.part("d"))), date(year, month, int(phrase.part("d2"))))


def _dated_first_days(phrase: DatePhrase) -> When:
    year, month = int(phrase.part("y")), month_number(phrase)
    return span(date(year, month, 1), date(year, month, number(phrase.part("n"))))


def _dated_month(phrase: DatePhrase) -> When:
    return month_days(int(phrase.part("y")), month_number(phrase))


def _dated_year(phrase: DatePhrase) -> When:
    return year_days(int(phrase.part("y")))


def _decade(phrase: DatePhrase) -> When:
    year = int(phrase.part("y"))
    return span(date(year, 1, 1), date(year + 9, 12, 31), Precision.APPROXIMATE)


ABSOLUTE: dict[str, Callable[[DatePhrase], When | None]] = {
    "exact": _exact,
    "slashed": _slashed,
    "date": _dated,
    "days": _dated_days,
    "first_days": _dated_first_days,
    "month": _dated_month,
    "year": _dated_year,
    "decade": _decade,
}
