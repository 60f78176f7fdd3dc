"""Countries, their adjectives and nationals, and the offices and metonyms that stand for a state; read from `data/*.psv`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from workers.gazetteer.fold import fold


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory by its ISO 3166 alpha-2 code, with the words English has for it and its people."""

    code: str
    name: str
    others: tuple[str, ...]
    adjectives: tuple[str, ...]
    nationals: tuple[str, ...]
    capital: str
    geonames_id: int | None


@dataclass(frozen=True, slots=True)
class Office:
    """A body of a state that the press names in the state's place ("Downing Street", "the Pentagon")."""

    name: str
    country: str
    kind: str
    """government or military"""


@dataclass(frozen=True, slots=True)
class Area:
    """A place in the news that is neither a town nor an administrative unit, such as an island or a coast."""

    name: str
    country: str


@dataclass(frozen=True, slots=True)
class Names:
    """All of it by folded name (several countries may share one: "Congo", "Dominican"); `abbreviations` are the exact spellings of names in capitals ("US", "CAR"), never matched folded."""

    countries: dict[str, Country]
    by_name: dict[str, tuple[Country, ...]]
    by_adjective: dict[str, tuple[Country, ...]]
    by_national: dict[str, tuple[Country, ...]]
    by_capital: dict[str, tuple[Country, ...]]
    offices: dict[str, Office]
    areas: dict[str, Area]
    abbreviations: frozenset[str]


def _rows(name: str) -> Iterator[list[str]]:
    for line in (files("workers.gazetteer") / "data" / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("|")


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _singular(plural: str) -> str | None:
    if plural.endswith("men"):
        return plural[:-3] + "man"
    return plural[:-1] if plural.endswith("s") else None


def _add(table: dict[str, tuple[Country, ...]], words: Iterable[str], country: Country) -> None:
    for word in words:
        owners = table.get(fold(word), ())
        if country not in owners:
            table[fold(word)] = (*owners, country)


@lru_cache(maxsize=1)
def names() -> Names:
    """Return the tables, read once a process."""
    countries: dict[str, Country] = {}
    for code, name, others, adjectives, nationals, capital, ident in _rows("countries.psv"):
        words = _several(others), _several(adjectives), _several(nationals)
        countries[code] = Country(code, name, *words, capital, int(ident) if ident else None)
    by_name: dict[str, tuple[Country, ...]] = {}
    by_adjective: dict[str, tuple[Country, ...]] = {}
    by_national: dict[str, tuple[Country, ...]] = {}
    by_capital: dict[str, tuple[Country, ...]] = {}
    abbreviations: set[str] = set()
    for country in countries.values():
        spellings = (country.name, *country.others)
        abbreviations.update(s for s in (*spellings, *country.adjectives) if s.replace(".", "").isupper())
        singular = tuple(single for word in country.nationals if (single := _singular(word)))
        _add(by_name, spellings, country)
        _add(by_adjective, country.adjectives, country)
        _add(by_capital, (country.capital,), country)
        _add(by_national, (*country.nationals, *singular), country)
    offices = {
        fold(office): Office(office, code, kind)
        for code, kind, listed in _rows("offices.psv")
        for office in _several(listed)
    }
    abbreviations.update(office.name for office in offices.values() if office.name.isupper())
    areas: dict[str, Area] = {}
    for area, code, others in _rows("extra.psv"):
        for spelling in (area, *_several(others)):
            areas.setdefault(fold(spelling), Area(area, code))
    return Names(countries, by_name, by_adjective, by_national, by_capital, offices, areas, frozenset(abbreviations))
