"""The outlines of the world: whole, closed, shared, and made by a script that can be run again."""

from __future__ import annotations

import hashlib
import json
import re
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

import make_outlines
from hashiya.figures.outlines import (
    View,
    area_inside,
    cut,
    lines_inside,
    lines_outside,
    parse_outlines,
    ring_points,
    within,
    world,
)

SQUARE = ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0))
NEIGHBOURS = {
    "type": "Topology",
    "transform": {"scale": [0.5, 0.5], "translate": [10, 20]},
    "objects": {
        "countries": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "id": "1", "properties": {"name": "West"}, "arcs": [[0, 1]]},
                {
                    "type": "MultiPolygon",
                    "id": "2",
                    "properties": {"name": "East"},
                    "arcs": [[[2, -2]], [[3]]],
                },
            ],
        }
    },
    "arcs": [
        [[4, 0], [-4, 0], [0, 4], [4, 0]],
        [[4, 4], [0, -4]],
        [[4, 4], [4, 0], [0, -4], [-4, 0]],
        [[20, 0], [2, 0], [0, 2], [-2, 0], [0, -2]],
    ],
}
"""Two squares of two degrees that share a border, and an island."""


def test_the_file_says_what_it_was_made_from() -> None:
    text = (files("hashiya") / "figures" / "outlines.json").read_text("utf-8")
    about = json.loads(text)
    assert about["version"] == "2.0.2"
    assert re.fullmatch("[0-9a-f]{64}", about["sha256"])
    assert "Natural Earth" in about["source"]
    assert "public domain" in about["licence"]
    assert len(text.encode()) < 500_000


def test_every_ring_closes_and_lies_on_the_earth() -> None:
    outlines = world()
    rings = [ring for country in outlines.countries for ring in country]
    assert len(outlines.countries) > 200
    assert len(rings) > 1000
    for ring in rings:
        line = ring_points(outlines, ring)
        assert len(line) >= 4
        assert line[0] == line[-1]
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in line)


def test_a_line_that_two_countries_share_is_there_once() -> None:
    outlines = world()
    used = [n if n >= 0 else ~n for rings in outlines.countries for ring in rings for n in ring]
    assert set(used) == set(range(len(outlines.arcs)))
    assert max(used.count(n) for n in outlines.borders) == 2
    assert 300 < len(outlines.borders) < len(outlines.arcs) / 2


@pytest.mark.parametrize(
    "point, countries",
    [((44.4, 33.3), 1), ((38.0, 35.0), 1), ((0.0, 0.0), 0), ((28.2, -29.6), 1), ((-65.0, 30.0), 0)],
)
def test_a_place_lies_in_one_country_or_at_sea(point: tuple[float, float], countries: int) -> None:
    """Baghdad, Palmyra's desert, the Gulf of Guinea, Lesotho inside South Africa, the Atlantic."""
    outlines = world()
    found = [
        country
        for country in outlines.countries
        if within([ring_points(outlines, ring) for ring in country], point)
    ]
    assert len(found) == countries


def test_an_area_is_cut_at_the_view() -> None:
    assert set(area_inside(SQUARE, View(1, 1, 9, 3))) == {(1, 1), (4, 1), (4, 3), (1, 3)}
    assert area_inside(SQUARE, View(-1, -1, 9, 9)) == SQUARE[:-1]
    assert area_inside(SQUARE, View(5, 5, 9, 9)) == ()
    assert set(area_inside(SQUARE, View(1, 1, 2, 2))) == {(1, 1), (2, 1), (2, 2), (1, 2)}


def test_a_line_is_cut_into_the_pieces_inside_and_outside() -> None:
    line = ((0.0, 0.0), (10.0, 0.0), (10.0, 5.0), (0.0, 5.0))
    view = View(2, -1, 8, 9)
    assert lines_inside(line, view) == (((2, 0), (8, 0)), ((8, 5), (2, 5)))
    assert lines_outside(line, view) == (
        ((0, 0), (2, 0)),
        ((8, 0), (10, 0), (10, 5), (8, 5)),
        ((2, 5), (0, 5)),
    )
    assert lines_inside(line, View(20, 20, 30, 30)) == ()
    assert lines_outside(line, View(20, 20, 30, 30)) == (line,)


def test_nothing_outside_the_view_is_drawn() -> None:
    view = View(33, 29, 49, 39)
    found = cut(world(), view, [(44.0, 33.0)])
    lines = (*found.land, *found.named[0], *found.coasts, *found.borders)
    assert len(lines) > 20
    for x, y in (point for line in lines for point in line):
        assert view.west - 1e-9 <= x <= view.east + 1e-9
        assert view.south - 1e-9 <= y <= view.north + 1e-9


def test_the_view_may_go_on_beyond_the_180th_meridian() -> None:
    found = cut(world(), View(175, -50, 200, -10))
    assert {x > 180 for line in found.land for x, _ in line} == {True, False}
    straight = [
        line
        for line in found.coasts
        for a, b in pairwise(line)
        if abs(a[0] - 180) < 0.02 and abs(b[0] - 180) < 0.02
    ]
    assert straight == []


def test_the_script_makes_the_outlines_of_a_tiny_world(tmp_path: Path) -> None:
    source, target = tmp_path / "tiny.json", tmp_path / "outlines.json"
    source.write_text(json.dumps(NEIGHBOURS), "utf-8")
    assert make_outlines.main([str(source), str(target)]) == 0
    outlines = parse_outlines(target.read_text("utf-8"))
    assert outlines.about["sha256"] == hashlib.sha256(source.read_bytes()).hexdigest()
    assert outlines.arcs[1] == ((12, 22), (12, 20))
    assert outlines.countries == (((0, 1),), ((2, -2), (3,)))
    assert outlines.borders == {1}
    west, island = ring_points(outlines, (0, 1)), ring_points(outlines, (3,))
    assert west == ((12, 20), (10, 20), (10, 22), (12, 22), (12, 20))
    assert island == ((20, 20), (21, 20), (21, 21), (20, 21), (20, 20))
    assert "East" not in target.read_text("utf-8")
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["outlines.json", "tiny.json"]


def test_the_script_makes_the_same_bytes_twice() -> None:
    content = json.dumps(NEIGHBOURS).encode()
    assert make_outlines.outlines(content) == make_outlines.outlines(content)


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"arcs": [], "objects": {}}', json.dumps({**NEIGHBOURS, "arcs": 3})],
)
def test_what_is_no_topology_is_refused_in_one_line(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "wrong.json", tmp_path / "outlines.json"
    source.write_text(content, "utf-8")
    assert make_outlines.main([str(source), str(target)]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"{source}: no outlines in it")
    assert said.count("\n") == 1
    assert not target.exists()


def test_a_missing_file_and_a_missing_argument_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "none.json"
    assert make_outlines.main([str(missing)]) == 2
    assert capsys.readouterr().err == (
        f"{missing}: No such file or directory, expected a TopoJSON file\n"
    )
    assert make_outlines.main([]) == 2
    assert capsys.readouterr().err.startswith("Expected the path of countries-50m.json")


def test_a_line_is_simplified_within_the_tolerance() -> None:
    line = [(n / 10, 0.01 * (n % 2)) for n in range(21)]
    assert make_outlines.simplified(line, 0.02) == [line[0], line[1], line[-1]]
    assert make_outlines.simplified(line, 0.005) == line
    corner = [(0.0, 0.0), (1.0, 0.001), (2.0, 0.0), (2.0, 1.0), (2.001, 2.0), (2.0, 3.0)]
    assert make_outlines.simplified(corner, 0.01) == [(0.0, 0.0), (2.0, 0.0), (2.0, 3.0)]


def test_a_ring_stays_a_ring_however_small() -> None:
    ring = [(0.0, 0.0), (0.001, 0.0), (0.001, 0.001), (0.0005, 0.002), (0.0, 0.001), (0.0, 0.0)]
    assert make_outlines.simplified(ring, 0.5) == ring
