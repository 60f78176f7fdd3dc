"""The 280,000 towns, counties and regions of the data file, looked up by name without building a dictionary of them.

The file is two sorted blocks of text (see `workers.gazetteer.build`). It is kept as bytes (22 MB) with one array of line starts, and a
name is found by bisection: 20 steps, some 10 microseconds, nothing to build at the start beyond the array.
"""

import gzip
from array import array
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place that a name may mean. Coordinates are WGS 84 degrees, None where the sources give none (regions)."""

    name: str
    country: str
    geonames_id: int | None
    lat: float | None
    lon: float | None
    population: int
    feature: str
    """country, region, county, capital, city or area"""
    admin1: str
    timezone: str | None
    alias: bool = False
    """The name it was found by is not its main one."""


class PlaceIndex:
    """The places of the data file by folded name."""

    def __init__(self, blob: bytes) -> None:
        places, names = blob.split(b"\n\n", 1)
        self._places, self._place_starts = places, _line_starts(places)
        self._names, self._name_starts = names, _line_starts(names)

    def find(self, folded: str) -> tuple[tuple[Candidate, ...], bool]:
        """Return the places of a folded name, best known first, and whether the name is also a common English word."""
        key = folded.encode("utf-8")
        low, high = 0, len(self._name_starts)
        while low < high:
            middle = (low + high) // 2
            start = self._name_starts[middle]
            if self._names[start : self._names.index(b"\t", start)] < key:
                low = middle + 1
            else:
                high = middle
        if low == len(self._name_starts):
            return (), False
        start = self._name_starts[low]
        end = self._names.find(b"\n", start)
        name, owners, flags = self._names[start : end if end >= 0 else None].split(b"\t")
        if name != key:
            return (), False
        return tuple(self._place(owner) for owner in owners.split(b",")), flags == b"w"

    def _place(self, owner: bytes) -> Candidate:
        alias = owner.endswith(b"a")
        start = self._place_starts[int(owner.rstrip(b"a"))]
        end = self._places.find(b"\n", start)
        line = self._places[start : end if end >= 0 else None].decode("utf-8")
        ident, name, country, admin1, lat, lon, population, timezone, feature = line.split("\t")
        return Candidate(
            name, country, int(ident) if ident else None, float(lat) if lat else None, float(lon) if lon else None,
            int(population), feature, admin1, timezone or None, alias,
        )  # fmt: skip


def _line_starts(block: bytes) -> "array[int]":
    breaks = np.flatnonzero(np.frombuffer(block, dtype=np.uint8) == ord("\n")) + 1
    starts = array("I", [0])
    starts.frombytes(breaks.astype(np.uint32).tobytes())
    if starts[-1] == len(block):
        starts.pop()
    return starts


@lru_cache(maxsize=1)
def place_index() -> PlaceIndex:
    """Return the index, read once a process (about a quarter of a second)."""
    data = files("workers.gazetteer") / "data" / "places.txt.gz"
    return PlaceIndex(gzip.decompress(data.read_bytes()))
