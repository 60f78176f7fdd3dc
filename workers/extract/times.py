"""Date phrases resolved to days against the publishing time in the place's time zone; never guessed."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache

from schemas.reports import When
from schemas.vocabulary import Precision
from workers.extract.datephrases import Bound, DatePhrase, find
from workers.extract.days import RELATIVE, Anchor, Tense
from workers.extract.fulldates import ABSOLUTE, span

__all__ = ["Bound", "DatePhrase", "Tense", "day_before", "day_told", "find", "phrases_of", "resolve"]

POINTING = frozenset(("shifted", "clock"))
"""Kinds of phrases that need the day the passages before have told."""


def resolve(
    phrase: DatePhrase, published: datetime | None, zone: tzinfo | None, tense: Tense, context: date | None = None
) -> When | None:
    """Return the days that a phrase means, None where nothing tells them.

    `published` (aware) is the article's time, None where unknown: then only full dates are resolved. `zone` is the place's time zone,
    None for the one `published` is written in. `context` is the day that the passage before has told, for phrases that point back to it.
    """
    anchor = Anchor(published, zone, context) if published is not None else None
    looks = Tense.PAST if phrase.bound is Bound.SINCE else tense
    try:
        plain = _plain(phrase, anchor, looks)
        return None if plain is None else _bound(phrase.bound, plain, anchor, tense)
    except (ValueError, OverflowError):
        return None


def _plain(phrase: DatePhrase, anchor: Anchor | None, tense: Tense) -> When | None:
    absolute = ABSOLUTE.get(phrase.kind)
    if absolute is not None and (phrase.part("y") or phrase.kind == "slashed"):
        return absolute(phrase)
    if phrase.kind == "range":
        return _range(phrase, anchor, tense)
    relative = RELATIVE.get(phrase.kind)
    return relative(phrase, anchor, tense) if relative is not None and anchor is not None else None


def _bound(bound: Bound, plain: When, anchor: Anchor | None, tense: Tense) -> When | None:
    if bound is Bound.SINCE:
        today = anchor.day if anchor is not None else None
        end = today if today is not None and plain.start is not None and today >= plain.start else None
        return When(start=plain.start, end=end, precision=Precision.RANGE)
    if bound is Bound.FROM and tense is not Tense.FUTURE and plain.start is not None:
        past = anchor is not None and plain.start <= anchor.day
        return When(start=plain.start, end=anchor.day if past and anchor else None, precision=Precision.RANGE)
    if bound in (Bound.BY, Bound.UNTIL) or (bound is Bound.AS_OF and tense is Tense.PAST):
        if anchor is not None and plain.start == plain.end == anchor.day:
            return plain
        return When(start=None, end=plain.end, precision=Precision.RANGE)
    if bound is Bound.AFTER:
        return When(start=plain.start, end=None, precision=Precision.RANGE)
    return plain


def _range(phrase: DatePhrase, anchor: Anchor | None, tense: Tense) -> When | None:
    first, second = phrase.ends
    if anchor is None and not (first.part("y") and second.part("y")):
        return None
    later, sooner = _plain(second, anchor, tense), _plain(first, anchor, tense)
    if later is None or sooner is None or later.end is None or sooner.start is None:
        return None
    start, end = sooner.start, later.end
    if start > end and first.kind == second.kind == "weekday":
        start, end = (start - timedelta(days=7), end) if tense is Tense.PAST else (start, end + timedelta(days=7))
    return span(start, end, Precision.RANGE) if start <= end else None


@lru_cache(maxsize=4096)
def phrases_of(text: str) -> tuple[DatePhrase, ...]:
    """Return the date phrases of a sentence; remembered, since every assertion asks what the sentences before it have told."""
    return tuple(find(text))


def day_before(
    passages: Iterable[str], published: datetime | None, zone: tzinfo | None, day: date | None = None
) -> date | None:
    """Return the last single day that the passages, in order, have told, else `day`, told before them: what "the same day" after them means."""
    for passage in passages:
        for phrase in phrases_of(passage):
            day = day_told(phrase, resolve(phrase, published, zone, Tense.PAST, day)) or day
    return day


def day_told(phrase: DatePhrase, when: When | None) -> date | None:
    """Return the single day that a resolved phrase fixes for the passages after it ("the same day"), None where it fixes none."""
    fixes = phrase.kind in _FIXING and not phrase.part("clause") and not phrase.part("n")
    return when.start if fixes and when is not None and when.start == when.end else None


_FIXING = frozenset(("weekday", "date", "ordinal", "exact", "slashed", "deictic", "shifted"))
