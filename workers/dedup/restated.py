"""What a house style writes otherwise and means the same: a figure in other units, a capital by its name or as its country's."""

import re
from collections.abc import Iterator, Set
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from workers.dedup.terms import COUNTRY, INSIDE, KIND_SHIFT, LONGEST_FIGURE, NAME, NOTHING, SIGN_BITS, figure_term
from workers.gazetteer.countries import names as country_names


class Unit(NamedTuple):
    """A unit of measure. A value in it is `value * factor + offset` in the measure's own unit (metres, kelvins, ...)."""

    measure: str
    factor: float
    words: tuple[str, ...]
    offset: float = 0.0


class Measure(NamedTuple):
    """A figure with its unit: where the figure stands, the terms of both."""

    start: int
    end: int
    terms: frozenset[int]
    unit: Unit


UNITS = (
    Unit("length", 1_609.344, ("miles", "mile", "mi")), Unit("length", 0.3048, ("feet", "foot", "ft")), Unit("length", 0.9144, ("yards", "yard")),
    Unit("length", 0.0254, ("inches", "inch", "in")), Unit("length", 1_000, ("kilometres", "kilometre", "kilometers", "kilometer", "km", "kms")),
    Unit("length", 1, ("metres", "metre", "meters", "meter", "m")), Unit("length", 0.01, ("centimetres", "centimeters", "centimetre", "centimeter", "cm")),
    Unit("length", 0.001, ("millimetres", "millimeters", "mm")),
    Unit("area", 4_046.856, ("acres", "acre", "sections of land")), Unit("area", 10_000, ("hectares", "hectare", "ha")),
    Unit("area", 2_589_988, ("square miles", "square mile", "sq miles")), Unit("area", 1e6, ("square kilometres", "square kilometers", "sq km")),
    Unit("mass", 0.45359, ("pounds", "pound", "lbs", "lb")), Unit("mass", 1, ("kilograms", "kilogrammes", "kilogram", "kilos", "kg")),
    Unit("mass", 907.185, ("tons", "ton")), Unit("mass", 1_000, ("tonnes", "tonne")),
    Unit("volume", 3.78541, ("gallons", "gallon")), Unit("volume", 1, ("litres", "liters", "litre", "liter")),
    Unit("volume", 1_000, ("cubic metres", "cubic meters", "cubic metre", "cubic meter")), Unit("volume", 28.3168, ("cubic feet", "cubic foot")),
    Unit("speed", 1_609.344, ("miles an hour", "miles per hour", "mph")),
    Unit("speed", 1_000, ("kilometres an hour", "kilometers an hour", "kilometres per hour", "kilometers per hour", "km/h", "kph", "kmh")),
    Unit("heat", 1, ("degrees Celsius", "Celsius", "degrees C", "degrees", "C"), 273.15), Unit("heat", 5 / 9, ("degrees Fahrenheit", "Fahrenheit", "degrees F", "F"), 255.372),
)  # fmt: skip
"""Factors exact or to five places (the international yard and pound, 1959). Bare degrees are the rest of the world's; "sections of land" is what
spinning machines make of acres."""
BY_WORD = {word: unit for unit in UNITS for word in unit.words}
MEASURED = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?[\s°º-]{0,2}\s?("
    + "|".join(re.escape(word) for word in sorted(BY_WORD, key=len, reverse=True))
    + r")\b"
)
"""A figure with its unit."""
SLACK, SLACK_SMALL, SLACK_ALWAYS = 0.03, 0.1, 0.02
"""How far a converted figure may be off for having been rounded: a share of it, of figures below ten ("2 miles" for 3 km), and in any case."""
CANDIDATES = 1_000
"""Figures tried, at most, as the one that was converted."""


def restated(body: str, own: Set[int], known: Set[int], passage: Set[int]) -> set[int]:
    """Return the terms of a sentence that only say otherwise what the story's passage says. `own`: its terms; `known`: those that the story
    has anywhere; `passage`: the terms of the passage."""
    found = _capital(own, known, passage)
    for measure in measures(body):
        terms = measure.terms & own
        if not terms <= passage and _is_converted(body[measure.start : measure.end], measure.unit, passage):
            found |= terms
    return found


def measures(body: str) -> Iterator[Measure]:
    """Yield the figures with a unit in a text."""
    for match in MEASURED.finditer(body):
        terms = frozenset(_term(word) for word in match.group().replace("-", " ").split())
        yield Measure(match.start(1), max(match.end(1), match.end(2)), terms - {NOTHING}, BY_WORD[match[3]])


def _is_converted(written: str, unit: Unit, passage: Set[int]) -> bool:
    return len(written.partition(".")[0].replace(",", "")) <= LONGEST_FIGURE and any(
        not _candidates(written, unit, other).isdisjoint(passage)
        for other in UNITS
        if other.measure == unit.measure and other is not unit and _named(other, passage)
    )


def _named(unit: Unit, passage: Set[int]) -> bool:
    """Whether a passage names a unit, or words it by one of its words."""
    return any(all(term in passage for term in terms) for terms in wordings(unit))


@lru_cache(maxsize=len(UNITS))
def wordings(unit: Unit) -> tuple[tuple[int, ...], ...]:
    """Return the terms of each of a unit's words that carry something."""
    return tuple(
        tuple(term for part in word.split() if (term := _term(part)) >= 0) for word in unit.words if len(word) > 1
    )


@lru_cache(maxsize=1 << 10)
def _candidates(written: str, unit: Unit, other: Unit) -> frozenset[int]:
    """Return the terms of the figures that in another unit may have been this one."""
    digits = written.replace(",", "")
    value = float(digits)
    half = 0.05 if "." in digits else 0.5 * 10 ** (len(digits) - len(digits.rstrip("0")))
    slack = max(min(half, (SLACK_SMALL if value < 10 else SLACK) * value), SLACK_ALWAYS * value)
    low, high = (
        ((value + change) * unit.factor + unit.offset - other.offset) / other.factor for change in (-slack, slack)
    )
    low, step = max(low, 0), 1
    while (high - low) / step > CANDIDATES:
        step *= 10
    found = {figure_term(n) for n in range(ceil(low / step) * step, int(high) + 1, step)}
    if 10 * (high - low) <= CANDIDATES:
        found |= {_term(f"{n // 10}.{n % 10}") for n in range(ceil(low * 10), int(high * 10) + 1) if n % 10}
    return frozenset(found)


def _capital(own: Set[int], known: Set[int], passage: Set[int]) -> set[int]:
    """Return the terms that name a capital for "the capital", or say "the capital" for its name."""
    word = _term("capital")
    table = _capitals()
    if word in passage:
        return {
            term
            for term in own - passage
            if term >> KIND_SHIFT == NAME and term in table and (term in known or not table[term].isdisjoint(passage))
        }
    if word in own:
        countries = {country for term in passage - own if term in table for country in table[term]}
        if countries:
            return {word, *(term for term in own if term >> KIND_SHIFT == COUNTRY and term in countries)}
    return set()


@lru_cache(maxsize=1)
def _capitals() -> dict[int, frozenset[int]]:
    """The countries' terms by the terms of their capitals' names."""
    table: dict[int, set[int]] = {}
    for country in country_names().countries.values():
        own = {_term(word) for word in (country.name, *country.adjectives)}
        for word in country.capital.split():
            if (term := _term(word)) >> KIND_SHIFT == NAME:
                table.setdefault(term, set()).update(t for t in own if t >> KIND_SHIFT == COUNTRY)
    return {term: frozenset(found) for term, found in table.items()}


@lru_cache(maxsize=1)
def unit_terms() -> frozenset[int]:
    """Return the terms of the words for units."""
    words = (word.rpartition(" ")[2] for unit in UNITS for word in unit.words)
    return frozenset(term for word in words if len(word) > 1 and (term := _term(word)) >= 0)


def _term(word: str) -> int:
    return INSIDE[word] >> SIGN_BITS
