"""Words of a text that tell a date: found by a grammar of regular expressions, without a parse and without resolving them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from workers.extract.dategrammar import GRAMMARS


class Bound(Enum):
    """How a phrase bounds the time: on it, not after it, not before it, or from it on."""

    ON = "on"
    BY = "by"
    UNTIL = "until"
    SINCE = "since"
    FROM = "from"
    AS_OF = "as of"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """Words that tell a date: `text[start:end]`, with the words that bound it; `core` is where the date proper begins.

    `kind` names the grammar that found it and says which parts it has; a range has its two ends.
    """

    start: int
    end: int
    core: int
    kind: str
    parts: tuple[tuple[str, str], ...] = ()
    bound: Bound = Bound.ON
    ends: tuple["DatePhrase", ...] = ()

    def part(self, name: str) -> str:
        """Return a part by name, lower case, empty where the phrase has none."""
        return dict(self.parts).get(name, "")


_COMPILED = tuple((kind, re.compile(source, re.IGNORECASE)) for kind, source in GRAMMARS)

_FILLER = (
    r"(?:late|later|early|earlier|(?:12 )?noon|midnight|dawn|dusk|nightfall|midday|lunchtime|sundown|sunset|about|around|sometime|mid|at|on|the|this|to"
    r"|(?:the )?(?:end|night|morning|evening|afternoon|start|beginning|middle|course|small hours|early hours) (?:of|to)|\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\.?,?|\d{1,2}(?:[:.]\d\d)|noon on|least|yet|as)"
)
_BOUND = re.compile(
    r"(?:^|(?<=[\s(,\"“]))(?P<word>(?:ever )?since|as from|as of|starting(?: from| on| with)?|beginning(?: on| from)?|effective(?: from)?|from|by|no later than|not later than|(?:due|expected) by|before|prior to|ahead of|until|till|'til|through|up to|after|following"
    rf"|not before|on|in|during|over|throughout|at|for)[ -](?:{_FILLER}[ -])*$",
    re.IGNORECASE,
)
_BOUNDS = {
    "since": Bound.SINCE, "ever since": Bound.SINCE, "as of": Bound.AS_OF, "as from": Bound.FROM, "from": Bound.FROM,
    "starting": Bound.FROM, "beginning": Bound.FROM, "effective": Bound.FROM, "by": Bound.BY, "due by": Bound.BY, "expected by": Bound.BY,
    "no later than": Bound.BY, "not later than": Bound.BY, "before": Bound.BY, "prior to": Bound.BY, "ahead of": Bound.BY, "not before": Bound.AFTER,
    "until": Bound.UNTIL, "till": Bound.UNTIL, "'til": Bound.UNTIL, "through": Bound.UNTIL, "up to": Bound.UNTIL,
    "after": Bound.AFTER, "following": Bound.AFTER,
}  # fmt: skip
_LINK = re.compile(
    r"(?:,? (?:and|to|until|till|through|or)(?: (?:the|early|late|on|into|of))* ?| ?[-–] ?|/| into )", re.IGNORECASE
)
_DATELINE_BEFORE = re.compile(r"^\W*(?:[A-Z][\w'’.\-]*[A-Z][\w'’.\-]*)(?:[ ,/]+[\w'’.\-]+){0,6},? \(?$")
_DATELINE_AFTER = re.compile(r"^,? ?(?:\([A-Za-z][\w /&.\-]*\)|[-–—]|\.(?=\s)|/)")
_STAMP_AFTER = re.compile(r"^,? ?(?:at )?\d{1,2}[:.]\d\d\b(?! ?[ap]\.?m)")


def spans(text: str) -> list[tuple[int, int]]:
    """Return where dates stand in a text, datelines and time stamps included: their digits count nothing."""
    return [(phrase.core, phrase.end) for phrase in _points(text)]


def find(text: str) -> list[DatePhrase]:
    """Return the date phrases of a text in order, the longest where they overlap, ranges joined, datelines and time stamps left out."""
    points = sorted(_points(text), key=lambda phrase: phrase.start)
    bounded: list[DatePhrase] = []
    for phrase in _joined(text, points):
        wide = _bounded(text, phrase)
        over = bool(bounded) and wide.start < bounded[-1].end
        bounded.append(phrase if over and (phrase.kind == "clock" or not _timely(bounded[-1])) else wide)
    return [phrase for phrase in _exact(text, bounded) if not _is_stamp(text, phrase)]


def _exact(text: str, phrases: list[DatePhrase]) -> Iterator[DatePhrase]:
    """Yield the phrases without the times of day that only make a neighbour more exact ("by noon Friday", "overnight Tuesday")."""
    for phrase in phrases:
        if not (_timely(phrase) and any(_adjoins(text, phrase, other) for other in phrases)):
            yield phrase


def _timely(phrase: DatePhrase) -> bool:
    return phrase.kind == "clock" or phrase.part("word") == "overnight"


def _adjoins(text: str, phrase: DatePhrase, other: DatePhrase) -> bool:
    if other is phrase or other.kind == "clock":
        return False
    if phrase.start < other.end and other.start < phrase.end:
        return True
    first, second = sorted((phrase, other), key=lambda item: item.start)
    return bool(re.fullmatch(r",? ?(?:local time)?,? ?", text[first.end : second.start]))


def _points(text: str) -> Iterator[DatePhrase]:
    taken: list[tuple[int, int]] = []
    for kind, pattern in _COMPILED:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            groups = match.groupdict()
            start += len(groups.pop("lead", None) or "")
            parts = tuple((name, part.lower()) for name, part in groups.items() if part)
            taken.append((start, end))
            yield DatePhrase(start, end, start, kind, parts)


_JOINABLE = frozenset(("weekday", "date", "month", "year", "deictic", "exact", "slashed"))


def _joined(text: str, points: list[DatePhrase]) -> Iterator[DatePhrase]:
    index = 0
    while index < len(points):
        first = points[index]
        if index + 1 < len(points) and first.kind in _JOINABLE and points[index + 1].kind in _JOINABLE:
            second = points[index + 1]
            if _LINK.fullmatch(text[first.end : second.start]) and _same_sort(first, second):
                yield DatePhrase(first.start, second.end, first.start, "range", (), Bound.ON, (first, second))
                index += 2
                continue
        yield first
        index += 1


def _same_sort(first: DatePhrase, second: DatePhrase) -> bool:
    coarse = ("month", "year")
    return (first.kind in coarse) == (second.kind in coarse) and (first.kind not in coarse or first.kind == second.kind)


def _bounded(text: str, phrase: DatePhrase) -> DatePhrase:
    window = max(0, phrase.start - 48)
    found = _BOUND.search(text[window : phrase.start])
    if found is None:
        if phrase.kind == "clock":
            bound = {"by": Bound.BY, "before": Bound.ON}.get(
                text[phrase.start :].split(" ", maxsplit=1)[0].lower(), Bound.ON
            )
            return replace(phrase, bound=bound)
        return phrase
    word = re.sub(r"(?<=starting|ffective) (?:from|on|with)$|(?<=beginning) (?:from|on)$", "", found["word"].lower())
    bound = _BOUNDS.get(word, Bound.ON)
    if word == "before" and re.search(r"(?:dawn|midnight|noon|dusk|nightfall|sunset)\W", found.group().lower()):
        bound = Bound.ON
    if phrase.kind in ("range", "days") and bound is Bound.FROM:
        bound = Bound.ON
    return replace(phrase, start=window + found.start("word"), bound=bound)


def _is_stamp(text: str, phrase: DatePhrase) -> bool:
    if phrase.kind not in ("date", "exact", "slashed", "weekday", "deictic"):
        return False
    line_start = text.rfind("\n", 0, phrase.start) + 1
    before, after = text[line_start : phrase.start], text[phrase.end :]
    if phrase.kind in ("date", "weekday") and _DATELINE_BEFORE.match(before) and _DATELINE_AFTER.match(after):
        return True
    if phrase.kind == "slashed" and ("|" in before or _STAMP_AFTER.match(after)):
        return True
    return phrase.kind in ("date", "exact") and "|" in before[-40:]
