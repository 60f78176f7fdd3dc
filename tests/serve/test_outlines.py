"""The outlines of the map."""

import math

import orjson

from workers.serve.app import STATIC
from workers.serve.outlines import outlines, simplified

WORLD = orjson.loads((STATIC / "world.json").read_bytes())


def points(arc):
    steps = WORLD["arcs"][arc if arc >= 0 else ~arc]
    x = y = 0
    line = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        line.append((x / WORLD["grid"], y / WORLD["grid"]))
    return line if arc >= 0 else line[::-1]


def test_the_rings_of_every_country_are_closed_and_lie_on_the_globe():
    for rings in WORLD["countries"].values():
        for ring in rings:
            line = [point for arc in ring for point in points(arc)]
            assert line[0] == line[-1]
            assert all(-180.1 <= lon <= 180.1 and -90 <= lat <= 90 for lon, lat in line)


def test_countries_are_known_by_their_codes_and_lie_where_they_are():
    for code, lon, lat in (("AM", 44.5, 40.2), ("CL", -71, -35), ("JP", 138, 36), ("XK", 20.9, 42.6)):
        line = [point for ring in WORLD["countries"][code] for arc in ring for point in points(arc)]
        assert min(math.dist(point, (lon, lat)) for point in line) < 5


def test_a_simplified_line_keeps_its_ends_and_strays_no_further_than_told():
    line = [(x / 10, math.sin(x / 10)) for x in range(60)]
    short = simplified(line, 0.05)
    assert short[0] == line[0]
    assert short[-1] == line[-1]
    assert len(short) < len(line) / 3
    assert set(short) <= set(line)


def test_small_islands_go_but_no_country_loses_its_largest():
    square = [[0, 0], [100, 0], [0, 100], [-100, 0], [0, -100]]
    speck = [[900, 900], [1, 0], [0, 1], [-1, 0], [0, -1]]
    topology = {
        "transform": {"scale": [0.1, 0.1], "translate": [0, 0]},
        "arcs": [square, speck],
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "MultiPolygon", "arcs": [[[0]], [[1]]], "id": "001", "properties": {"name": "A"}},
                    {"type": "Polygon", "arcs": [[1]], "id": "002", "properties": {"name": "B"}},
                ]
            }
        },
    }
    assert outlines(topology, {"001": "AA", "002": "BB"})["countries"] == {"AA": [[0]], "BB": [[1]]}
