"""The days each kind of date phrase means, counted from the publishing day."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta, tzinfo
from enum import Enum

from schemas.reports import When
from schemas.vocabulary import Precision
from workers.clocks import local_time
from workers.extract.dategrammar import DAYS, NUMBERS
from workers.extract.datephrases import DatePhrase
from workers.extract.fulldates import month_days, month_number, months_from, number, span, year_days

DAY = timedelta(days=1)
RECENT = timedelta(days=60)
"""A date without a year that passed at most this long ago is meant even by a sentence about the future: a deadline that has run out."""

RECALLED = timedelta(days=3)
"""A passage about a day longer past than this tells its times of day of that past, not of the publishing day."""

HOURS_OF_THE_SAME_DAY = 12
"""A span of at most so many hours around the publishing time is told as the day of publication."""


class Tense(Enum):
    """Which way a bare weekday or date looks."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


class Anchor:
    """The days that phrases are counted from: the publishing day at the place and where the article was published.

    The two differ for a few hours; a weekday that is already there in either may be meant.
    """

    def __init__(self, published: datetime, zone: tzinfo | None, context: date | None = None) -> None:
        own = published.date()
        self.day = local_time(published, zone).date() if zone else own
        self.latest = max(own, self.day)
        self.earliest = min(own, self.day)
        self.context = context
        """The day the passage speaks of, for "the same day" and "two days earlier"."""


def _date(phrase: DatePhrase, anchor: Anchor, tense: Tense) -> When:
    month, day = month_number(phrase), int(phrase.part("d"))
    if phrase.part("last"):
        return span(date(anchor.day.year - (phrase.part("last") == "last"), month, day))
    return span(_nearest([date(year, month, day) for year in _years(anchor, month, day)], anchor, tense))


def _years(anchor: Anchor, month: int, day: int) -> list[int]:
    years = range(anchor.day.year - 4, anchor.day.year + 5) if (month, day) == (2, 29) else _near_years(anchor)
    return [year for year in years if day <= monthrange(year, month)[1]]


def _near_years(anchor: Anchor) -> range:
    return range(anchor.day.year - 1, anchor.day.year + 2)


def _nearest(choices: list[date], anchor: Anchor, tense: Tense) -> date:
    if not choices:
        raise ValueError("no such day in any year")
    past = [choice for choice in choices if choice <= anchor.latest + DAY]
    future = [choice for choice in choices if choice >= anchor.earliest]
    if tense is Tense.PAST:
        return past[-1]
    if tense is Tense.FUTURE:
        expired = bool(past) and anchor.day - past[-1] <= RECENT
        return past[-1] if expired and future[0] - anchor.day > 3 * RECENT else future[0]
    return min(choices, key=lambda choice: abs(choice - anchor.day))


def _ordinal(phrase: DatePhrase, anchor: Anchor, tense: Tense) -> When:
    """The day of a month that is not named: the last such day, or the next one."""
    day, shift = int(phrase.part("d")), phrase.part("shift")
    if shift:
        year, month = months_from(anchor.day, {"last": -1, "this": 0, "next": 1}[shift])
        return span(date(year, month, day))
    near = [months_from(anchor.day, count) for count in range(-2, 3)]
    return span(_nearest([date(*month, day) for month in near if day <= monthrange(*month)[1]], anchor, tense))


def _yearless_days(phrase: DatePhrase, anchor: Anchor, tense: Tense) -> When:
    month, first, last = month_number(phrase), int(phrase.part("d")), int(phrase.part("d2"))
    start = _nearest([date(year, month, first) for year in _years(anchor, month, last)], anchor, tense)
    return span(start, start.replace(day=last))


def _yearless_first_days(phrase: DatePhrase, anchor: Anchor, tense: Tense) -> When:
    start = _month(phrase, anchor, tense).start
    assert start is not None
    return span(start, start.replace(day=number(phrase.part("n"))))


def _month(phrase: DatePhrase, anchor: Anchor, tense: Tense) -> When:
    month, year, now = month_number(phrase), anchor.day.year, anchor.day.month
    if phrase.part("last"):
        return month_days(year + {"last": -1, "this": 0, "next": 1}[phrase.part("last")], month)
    if phrase.part("shift") == "last":
        year -= month >= now
    elif phrase.part("shift") == "next":
        year += month <= now
    elif phrase.part("shift") == "this" or tense is Tense.UNKNOWN:
        year += -1 if month - now > 6 else 1 if now - month > 6 else 0
    elif tense is Tense.PAST:
        year -= month > now
    elif month < now:
        year += 1
    return month_days(year, month)


def _weekday(phrase: DatePhrase, anchor: Anchor, tense: Tense) -> When:
    wanted = next(number for number, name in enumerate(DAYS) if name.startswith(phrase.part("day").rstrip(".")[:3]))
    tail, shift = phrase.part("tail").strip(" ,"), phrase.part("shift")
    if tail.endswith("week") and tail != "week":
        monday = anchor.day - timedelta(days=anchor.day.weekday())
        weeks = {"last": -1, "this": 0, "next": 1}[tail.removeprefix("of ").split()[0]]
        return span(monday + timedelta(days=wanted + 7 * weeks))
    words = {shift, tail}
    if words & {"last", "past", "the previous"}:
        return span(_last(wanted, anchor.day - DAY))
    if words & {"next", "coming", "this coming", "the following", "following"}:
        return span(_next(wanted, anchor.day + DAY))
    if tail == "week":
        return span(_next(wanted, anchor.day + DAY) + timedelta(days=7))
    past, future = _last(wanted, anchor.latest), _next(wanted, anchor.earliest)
    if tense is Tense.PAST or shift == "this past":
        return span(past)
    if tense is Tense.FUTURE or anchor.day - past > future - anchor.day:
        return span(future)
    return span(past)


def _last(weekday: int, day: date) -> date:
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def _next(weekday: int, day: date) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)


SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
"""Meteorological seasons of the northern half of the world; a winter or a season without a name is told as its year."""


def _year(phrase: DatePhrase, anchor: Anchor, tense: Tense) -> When:
    shift = {"last": -1, "the previous": -1, "this": 0, "next": 1, "the following": 1}[phrase.part("shift")]
    months = SEASONS.get(phrase.part("season"))
    if months is None:
        return year_days(anchor.day.year + shift)
    first, last = months
    year = anchor.day.year
    if shift < 0 and anchor.day.month <= last:
        year -= 1
    if shift > 0 and anchor.day.month >= first:
        year += 1
    return span(date(year, first, 1), date(year, last, monthrange(year, last)[1]), Precision.APPROXIMATE)


UNIT_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14}


def _moved(day: date, count: int, unit: str) -> When | None:
    """Return the day, or the month or year, that lies `count` units away."""
    if unit in ("minute", "hour"):
        hours = abs(count) / (60 if unit == "minute" else 1)
        return span(day) if hours <= HOURS_OF_THE_SAME_DAY else span(day + timedelta(days=round(count / 24)))
    if unit in UNIT_DAYS:
        moved = day + timedelta(days=count * UNIT_DAYS[unit])
        return span(moved, precision=Precision.DAY if UNIT_DAYS[unit] == 1 else Precision.APPROXIMATE)
    if unit == "month":
        return month_days(*months_from(day, count), Precision.APPROXIMATE)
    return year_days(day.year + count * (10 if unit == "decade" else 1))


def _ago(phrase: DatePhrase, anchor: Anchor, tense: Tense) -> When | None:
    return _moved(anchor.day, -number(phrase.part("n")), phrase.part("unit"))


def _shifted(phrase: DatePhrase, anchor: Anchor, tense: Tense) -> When | None:
    if anchor.context is None:
        return None
    if phrase.part("n"):
        backwards = phrase.part("way") in ("earlier", "before") or phrase.part("clause") == "after"
        return _moved(anchor.context, number(phrase.part("n")) * (-1 if backwards else 1), phrase.part("unit"))
    way, tail = phrase.part("way"), phrase.part("tail")
    back = way == "the previous" or tail in ("before", "earlier")
    forth = way in ("the following", "the next") or tail in ("after", "later")
    if way.startswith("that") or way == "the same":
        back = forth = False
    return span(anchor.context + DAY * (forth - back))


def _window(phrase: DatePhrase, anchor: Anchor, tense: Tense) -> When | None:
    first = number(phrase.part("n") or "one")
    second = phrase.part("n2")
    count = (int(second) if second.isdecimal() else NUMBERS.get(second, 0)) if second else first
    unit = phrase.part("unit")
    way = phrase.part("way")
    if not way and tense is not Tense.FUTURE:
        return None
    if unit in ("month", "year"):
        return None
    hours = {"minute": 0, "hour": count}.get(unit, 24 * count * UNIT_DAYS.get(unit, 1))
    days = timedelta(days=0 if hours <= HOURS_OF_THE_SAME_DAY else -(-hours // 24))
    if way in ("past", "last"):
        return span(anchor.day - days, anchor.day)
    soonest = timedelta(days=first // 24 if unit == "hour" and second else 0)
    return span(anchor.day + soonest, anchor.day + days)


def _weekend(phrase: DatePhrase, anchor: Anchor, tense: Tense) -> When:
    shift = phrase.part("shift")
    this = anchor.day - timedelta(days=anchor.day.weekday()) + timedelta(days=5)
    on_it = anchor.day >= this
    if shift in ("last", "this past", "the past", "the previous") or (tense is Tense.PAST and not on_it):
        saturday = this - timedelta(days=7)
    elif shift == "next" or (shift in ("the coming", "this coming") and on_it):
        saturday = this + timedelta(days=7 if on_it else 0)
    else:
        saturday = this
    return span(saturday, saturday + DAY)


def _week(phrase: DatePhrase, anchor: Anchor, tense: Tense) -> When | None:
    if phrase.part("shift") == "the" and not (phrase.part("edge") and tense is Tense.FUTURE):
        return None
    shift = {"last": -1, "this": 0, "the": 0, "next": 1}[phrase.part("shift")]
    if phrase.part("unit") == "month":
        whole = month_days(*months_from(anchor.day, shift))
    else:
        monday = anchor.day + timedelta(days=7 * shift - anchor.day.weekday())
        whole = span(monday, monday + timedelta(days=6))
    over = phrase.part("shift") == "this" and tense is Tense.PAST
    return span(whole.start or anchor.day, anchor.day, Precision.RANGE) if over else whole


DEICTIC = {
    "day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "last evening": -1,
    "tomorrow": 1,
    "day after tomorrow": 2,
}
"""Days away from the publishing day; every other such word ("today", "this morning") means that day itself."""


def _deictic(phrase: DatePhrase, anchor: Anchor, tense: Tense) -> When:
    word = phrase.part("word")
    if word == "overnight":
        return span(anchor.day, anchor.day + DAY) if tense is Tense.FUTURE else span(anchor.day - DAY, anchor.day)
    return span(anchor.day + DAY * DEICTIC.get(word, 0))


def _clock(phrase: DatePhrase, anchor: Anchor, tense: Tense) -> When | None:
    recalls = anchor.context is not None and anchor.day - anchor.context > RECALLED
    return None if recalls else span(anchor.day)


RELATIVE: dict[str, Callable[[DatePhrase, Anchor, Tense], When | None]] = {
    "date": _date,
    "ordinal": _ordinal,
    "days": _yearless_days,
    "first_days": _yearless_first_days,
    "month": _month,
    "weekday": _weekday,
    "year": _year,
    "ago": _ago,
    "shifted": _shifted,
    "window": _window,
    "weekend": _weekend,
    "week": _week,
    "deictic": _deictic,
    "clock": _clock,
}
