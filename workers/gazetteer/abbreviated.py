"""A state or province as the press writes it behind a town: "Paradise, Calif.", "Kamloops, B.C.", "Lismore NSW"."""

import re
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files

from workers.gazetteer.places import Candidate

TOWN = re.compile(r"(?<!\w)[A-ZÀ-Þ][\w'’-]*(?P<gap>, | )$")
LONGEST_TOWN = 30
"""Characters in which the last word of a town's name stands."""

BARE = frozenset(("NSW", "QLD", "Qld"))
"""Behind a town without a comma, as Australians write it."""


@lru_cache(maxsize=1)
def _spelled() -> tuple[re.Pattern[str], dict[str, list[tuple[str, str]]]]:
    """Return what finds a spelling, and the (region, country) of each; read from `data/regions.psv`."""
    told: dict[str, list[tuple[str, str]]] = {}
    for line in (files("workers.gazetteer") / "data" / "regions.psv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            spellings, region, country = line.split("|")
            for spelling in spellings.split(";"):
                told.setdefault(spelling, []).append((region, country))
    longest = sorted(told, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest))})(?![\w.]\w)(?!\w)"), told


def region_at(
    text: str, start: int, lookup: Callable[[str], tuple[Candidate, ...]]
) -> tuple[int, tuple[Candidate, ...]] | None:
    """Return where a region's abbreviation that begins at a character ends, and the regions it may mean; None where none stands there behind a town."""
    town = TOWN.search(text, max(0, start - LONGEST_TOWN), start)
    if town is None:
        return None
    pattern, told = _spelled()
    match = pattern.match(text, start)
    if match is None or (town["gap"] == " " and match.group() not in BARE):
        return None
    if town.group().isupper() and match.group().isalpha() and match.group() not in BARE:
        return None
    regions = [
        candidate
        for region, country in told[match.group()]
        for candidate in lookup(region)
        if candidate.country == country and candidate.feature in ("region", "area", "country")
    ]
    return match.end(), tuple(regions)
