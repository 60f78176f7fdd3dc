"""Counts in a text: digits and words, ranges and qualifiers, each with the words it rests on."""

import re
from dataclasses import dataclass
from functools import lru_cache

from schemas.vocabulary import Qualifier
from workers.extract.datephrases import spans
from workers.extract.numerals import NUMERAL, value

LARGEST = 50_000_000
"""No single evacuation was ever told to move more people (China's floods of 1998 and 2020 come to some 14 million); larger numbers are money or mistakes."""

BEFORE = {
    Qualifier.MORE_THAN: (
        "more than", "over", "upwards of", "upward of", "in excess of", "above", "well over", "exceeding", "north of", "topping",
        "greater than", "well above", "just over", "slightly over", "a little over", "slightly more than", "just above", "beyond", "well in excess of",
    ),
    Qualifier.AT_LEAST: (
        "at least", "no fewer than", "not fewer than", "a minimum of", "no less than", "not less than", "as few as", "fully",
    ),
    Qualifier.UP_TO: (
        "up to", "as many as", "at most", "no more than", "a maximum of", "not more than", "at the most", "to as many as", "anything up to",
    ),
    Qualifier.NEARLY: (
        "nearly", "almost", "close to", "just under", "under", "fewer than", "less than", "below", "beneath", "not quite", "just short of",
        "just shy of", "shy of", "approaching", "nigh on", "near to", "practically", "virtually", "getting on for", "well under",
    ),
    Qualifier.ABOUT: (
        "about", "around", "some", "roughly", "approximately", "an estimated", "estimated", "circa", "ca.", "perhaps", "maybe", "probably",
        "in the region of", "somewhere around", "something like", "reportedly", "an approximate", "in the order of", "of the order of", "or so",
    ),
}  # fmt: skip
QUALIFIERS = {word: qualifier for qualifier, words in BEFORE.items() for word in words}
_ALTERNATIVES = "|".join(sorted((re.escape(word) for word in QUALIFIERS), key=len, reverse=True))
_AFTER = (
    r"(?:[ -]odd\b| or more\b| and more\b| or so\b| at least\b| plus\b|\+| or thereabouts\b| or fewer\b| at most\b)?"
)
_COUNT = re.compile(
    rf"(?<![\w.,:/$€£#-])(?:(?P<qualifier>{_ALTERNATIVES}) (?:(?:the|a further|another|a total of|a whole) )?)?"
    rf"(?:(?P<between>between) )?(?P<first>{NUMERAL})(?:(?P<link> ?[-–] ?| to (?:as many as )?| and | or )(?:(?:about|around|some|nearly|almost) )?(?P<second>{NUMERAL}))?(?P<after>{_AFTER})(?![\w])(?![.:]\d)",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"(?<![\w-])(?:(?P<qualifier>some|many|several) )?hundreds(?= (?:of|more)\b)", re.IGNORECASE)

_UNITS = (
    r"per ?cent|percent|pct|%|‰|km|kilomet\w*|kms?|miles?|met(?:er|re)s?|m|mph|kph|acres?|hectares?|square|sq|cubic|degrees?|°|years?|days?|hours?|hrs?"
    r"|minutes?|mins?|weeks?|months?|seconds?|nights?|mornings?|afternoons?|evenings?|decades?|centur\w+|[ap]\.?m\b\.?|o'clock|o’clock|dollars?|euros?|pounds?|rupees|yen|yuan|shillings|feet|foot|ft|inch\w*"
    r"|tonnes?|tons?|kilos?|kilograms?|kg|mm|cm|lit(?:er|re)s?|gallons?|barrels?|times|magnitude|knots|volts|megawatts?|cents?|points?|votes?|fold|million (?:dollars|euros|pounds)"
    r"|storey|story|floor|bed|seat|seater|room|flat|apartment|unit|berth|cabin|noon|midnight|year-old|bedroom|foot-\w+|kilo\b"
)
_MEASURE = re.compile(rf"[ -]?(?:{_UNITS})(?![a-z])", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:^|[\s(\"“/-])(?:levels?|phases?|zones?|stages?|categor(?:y|ies)|routes?|highways?|interstates?|roads?|no\.?|nos\.?|numbers?|articles?|flights?|rooms?|pages?|chapters?|reactors?|magnitudes?"
    r"|aged?|boeings?|airbus|boeing|platforms?|gates?|terminals?|piers?|camps?|wards?|units?|blocks?|modules?|grade|class|step|area|sector|district|precinct|channel|type|tier|version|update|group|top"
    r"|code|alert|condition|signal|operation|psalm|floors?|mileposts?|kilomet(?:re|er)s?|line|exit|junction|covid|u|f|b|c|a|il|tu) ?-?$",
    re.IGNORECASE,
)

_ITEM = re.compile(r"\s*\(?\d{1,2}[.)]\s+(?=[^\W\d])")
"""The number of an item of a list, at the head of its sentence."""

_AGED = re.compile(
    r"\b(?:aged?|babies|infants|toddlers|children|kids|boys|girls|youngsters|minors|pupils|anyone|anybody|everyone|everybody|those|people|adults|men|women) (?:are |is )?(?:under|over|below|above) (?:the age of )?$",
    re.IGNORECASE,
)
"""Words before a number that tells how old they are."""

OLDEST = 100


@dataclass(frozen=True, slots=True)
class Count:
    """A count told in a text: `text[start:end]`, an open side None. `number_start` is where the number proper begins."""

    start: int
    end: int
    number_start: int
    min: int | None
    max: int | None
    qualifier: Qualifier


@lru_cache(maxsize=1024)
def find(text: str) -> tuple[Count, ...]:
    """Return the counts of a text in order: numbers with qualifiers and ranges, without measures, labels, dates and times.

    "Hundreds" counts as 100 or more; other vague words tell no number.
    """
    matches = list(_COUNT.finditer(text))
    dates = spans(text) if matches else []
    item = _ITEM.match(text)
    counts: list[Count] = []
    for match in matches:
        start, end = match.start("first"), match.end()
        if (item is not None and start < item.end()) or any(start < last and first < end for first, last in dates):
            continue
        counts.extend(_read(text, match))
    counts.extend(
        Count(match.start(), match.end(), match.start(), 100, None, Qualifier.AT_LEAST)
        for match in _VAGUE.finditer(text)
    )
    return tuple(sorted(counts, key=lambda count: count.start))


def _read(text: str, match: re.Match[str]) -> list[Count]:
    first = value(match["first"])
    second = value(match["second"]) if match["second"] else None
    if (
        first is None
        or first > LARGEST
        or _LABEL.search(text[max(0, match.start("first") - 24) : match.start("first")])
        or (first <= OLDEST and _AGED.search(text[max(0, match.start("first") - 40) : match.start("first")]))
    ):
        return []
    start, number = match.start(), match.start("first")
    if second is not None and _is_range(match, first, second):
        if _MEASURE.match(text, match.end("second")):
            return []
        return [
            Count(start, match.end(), number, _scaled(match["first"], match["second"], first), second, Qualifier.RANGE)
        ]
    qualifier = QUALIFIERS.get((match["qualifier"] or "").lower(), Qualifier.EXACT)
    alone = match["second"] is None
    end = match.end("after") if alone else match.end("first")
    found: list[Count] = []
    if not _MEASURE.match(text, end):
        low, high, kind = _bounds(first, qualifier, match["after"].strip(" -").lower() if alone else "")
        found.append(Count(start, end, number, low, high, kind))
    if second is not None and second <= LARGEST and not _MEASURE.match(text, match.end("second")):
        found.append(
            Count(match.start("second"), match.end("second"), match.start("second"), second, second, Qualifier.EXACT)
        )
    return found


def _is_range(match: re.Match[str], first: int, second: int) -> bool:
    link = match["link"].strip()
    if link == "and" and not match["between"]:
        return False
    if link == "or":
        return first < second <= 2 * first and match["first"].isdecimal() == match["second"].isdecimal()
    return _scaled(match["first"], match["second"], first) < second


def _scaled(first_words: str, second_words: str, first: int) -> int:
    """Return the lower number of "2 to 3 million" or "30-40,000", which shares the scale of the upper one."""
    scale = re.search(r"(hundred|thousand|million)$", second_words.strip().lower())
    if not scale and first < 1000 and re.fullmatch(r"\d{1,3}[,.]000", second_words.strip()) and first_words.isdecimal():
        return first * 1000 if first * 1000 < int(re.sub(r"\D", "", second_words)) else first
    if scale and not re.search(r"hundred|thousand|million", first_words.lower()) and first < 1000:
        return first * {"hundred": 100, "thousand": 1_000, "million": 1_000_000}[scale[1]]
    return first


def _bounds(number: int, qualifier: Qualifier, after: str) -> tuple[int | None, int | None, Qualifier]:
    if after in ("or more", "and more", "plus", "+", "at least"):
        return number, None, Qualifier.AT_LEAST
    if after in ("or fewer", "at most"):
        return None, number, Qualifier.UP_TO
    if after in ("or so", "odd", "or thereabouts"):
        return number, number, Qualifier.ABOUT
    if qualifier in (Qualifier.MORE_THAN, Qualifier.AT_LEAST):
        return number, None, qualifier
    if qualifier in (Qualifier.UP_TO, Qualifier.NEARLY):
        return None, number, qualifier
    return number, number, qualifier
