"""Whether a sentence recalls an evacuation of another crisis, year or place."""

import re
from datetime import date, datetime, timedelta

from schemas.reports import When
from workers.extract.context import Context
from workers.extract.sentences import Sentence

OLD = timedelta(days=200)
"""A date told as longer ago than this is another crisis; an earlier phase of the same one is mostly weeks old."""

STRONG = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|[a-z]+ty(?:-\w+)?|several|many|some) (?:years|decades) (?:ago|earlier|before)|\b(?:a decade|decades|a generation|a century) (?:ago|earlier|before)|\blast year\b|\ba year (?:ago|earlier|before)\b|\bthe year before\b",
    re.IGNORECASE,
)
SIMILAR = re.compile(
    r"\b(?:similar|previous|earlier (?:fire|flood|eruption|find|incident|alarm|leak)|last (?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|fall|winter)|reminded|recalls?|recalled|reminiscent|the last time|memories|again after)\b",
    re.IGNORECASE,
)
YEAR = re.compile(
    r"\b(?:in|of|since|from|the|during|by|until) (?:\w+ ){0,2}((?:18|19|20)\d\d)\b|\b[A-Z][a-z]+ \d{1,2}, ((?:18|19|20)\d\d)\b"
)


def recalled(
    context: Context, sentence: Sentence, when: When | None, country: str | None, published: datetime | None
) -> bool:
    """Return whether what a sentence tells belongs to another crisis than the article's."""
    text = sentence.text
    if STRONG.search(text):
        return True
    year = published.year if published else None
    told = [int(a or b) for a, b in YEAR.findall(text)]
    if told and year is not None and all(abs(year - each) >= 1 for each in told) and not _just_over(told, published):
        return True
    if told and year is None and len(set(told)) == 1 and SIMILAR.search(text):
        return True
    day = (when.end or when.start) if when else None
    if day is not None and published is not None and published.date() - day > OLD:
        return True
    if (
        day is not None
        and published is not None
        and SIMILAR.search(text)
        and published.date() - day > timedelta(days=20)
    ):
        return True
    return (
        country is not None
        and context.crisis is not None
        and country != context.crisis
        and bool(SIMILAR.search(text))
        and context.scores.get(country, 0) < 0.34 * context.scores.get(context.crisis, 1)
    )


def _just_over(told: list[int], published: datetime | None) -> bool:
    """A story of January may name December's year."""
    return published is not None and max(told) == published.year - 1 and published.date() < date(published.year, 3, 1)
