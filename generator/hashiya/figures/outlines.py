"""Coasts and borders from the file that `generator/make_outlines.py` made, cut to a view.

Coordinates are (longitude, latitude) in degrees. A view may cross the 180th meridian: its
longitudes then go on beyond 180, and the outlines are repeated there.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from types import MappingProxyType

Point = tuple[float, float]
Line = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class View:
    """What a map shows, in degrees; `west` is from -180 to 180, `east` is the larger."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, point: Point) -> bool:
        """Whether a point lies in it, as it stands: no full turns are taken off."""
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north


@dataclass(frozen=True, slots=True)
class Outlines:
    """The lines of the world, each once: `borders` are the numbers of those of two countries.

    A country is its closed rings; each lists its arcs, ~n for arc n from its end to its start.
    """

    arcs: tuple[Line, ...]
    countries: tuple[tuple[tuple[int, ...], ...], ...]
    borders: frozenset[int]
    about: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cut:
    """What of the outlines lies in a view: areas of land, and lines along coasts and borders.

    `named` has the areas of each country that was asked for, `land` those of all others.
    """

    land: tuple[Line, ...]
    named: tuple[tuple[Line, ...], ...]
    coasts: tuple[Line, ...]
    borders: tuple[Line, ...]


@cache
def world() -> Outlines:
    """All outlines that came with the program."""
    return parse_outlines((files("hashiya") / "figures" / "outlines.json").read_text("utf-8"))


def parse_outlines(text: str) -> Outlines:
    """The outlines that a file of `generator/make_outlines.py` holds.

    Raises: ValueError or KeyError where it is none.
    """
    found = json.loads(text)
    arcs = tuple(_arc(flat, found["step"]) for flat in found["arcs"])
    countries = tuple(tuple(map(tuple, country)) for country in found["countries"])
    numbers = (n for country in countries for ring in country for n in ring)
    uses = Counter(n if n >= 0 else ~n for n in numbers)
    borders = frozenset(n for n, times in uses.items() if times > 1)
    about = {key: found[key] for key in ("source", "version", "sha256", "licence")}
    return Outlines(arcs, countries, borders, MappingProxyType(about))


def _arc(flat: Sequence[int], step: float) -> Line:
    x = y = 0
    points = []
    for dx, dy in zip(flat[::2], flat[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x * step, y * step))
    return tuple(points)


def ring_points(outlines: Outlines, ring: Iterable[int]) -> Line:
    """The points of a ring, the first one again at its end."""
    points: list[Point] = []
    for n in ring:
        arc = outlines.arcs[n] if n >= 0 else outlines.arcs[~n][::-1]
        points += arc[1:] if points else arc
    return tuple(points)


def cut(outlines: Outlines, view: View, named: Sequence[Point] = ()) -> Cut:
    """The part of the outlines that lies in a view; `named` has a point of each country to name."""
    land: list[Line] = []
    found: list[list[Line]] = [[] for _ in named]
    coasts: list[Line] = []
    borders: list[Line] = []
    for turn in (-360.0, 0.0, 360.0):
        here = View(view.west - turn, view.south, view.east - turn, view.north)
        if here.east < -180 or here.west > 180:
            continue
        for country in outlines.countries:
            rings = [ring_points(outlines, ring) for ring in country]
            areas = [area_inside(ring, here) for ring in rings if _meets(ring, here)]
            if any(areas):
                asked = (n for n, point in enumerate(named) if within(rings, point))
                place = next(asked, None)
                kept = land if place is None else found[place]
                kept += [_turned(area, turn) for area in areas if area]
        for number, arc in enumerate(outlines.arcs):
            if _meets(arc, here):
                lines = borders if number in outlines.borders else coasts
                lines += (_turned(line, turn) for line in lines_inside(arc, here))
    return Cut(tuple(land), tuple(map(tuple, found)), tuple(coasts), tuple(borders))


def within(rings: Iterable[Line], point: Point) -> bool:
    """Whether a point lies in an area: a ray from it crosses its rings an odd number of times.

    Rings need not have their first point again at their end.
    """
    x, y = point
    crossings = 0
    for ring in rings:
        for (ax, ay), (bx, by) in pairwise((*ring, ring[0])):
            if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
                crossings += 1
    return crossings % 2 == 1


def _turned(line: Line, turn: float) -> Line:
    return tuple((x + turn, y) for x, y in line)


def _meets(points: Sequence[Point], view: View) -> bool:
    """Whether the bounds of a line meet the view's."""
    across = [x for x, _ in points]
    up = [y for _, y in points]
    return (
        min(across) <= view.east
        and max(across) >= view.west
        and min(up) <= view.north
        and max(up) >= view.south
    )


def area_inside(ring: Sequence[Point], view: View) -> Line:
    """The part of a ring's area that lies in a view, by Sutherland and Hodgman; () for none."""
    points: list[Point] = list(ring[:-1] if ring[0] == ring[-1] else ring)
    sides: tuple[tuple[Callable[[Point], bool], int, float], ...] = (
        (lambda p: p[0] >= view.west, 0, view.west),
        (lambda p: p[0] <= view.east, 0, view.east),
        (lambda p: p[1] >= view.south, 1, view.south),
        (lambda p: p[1] <= view.north, 1, view.north),
    )
    for within, axis, limit in sides:
        kept: list[Point] = []
        for before, here in zip([*points[-1:], *points[:-1]], points, strict=True):
            if within(before) != within(here):
                kept.append(_crossing(before, here, axis, limit))
            if within(here):
                kept.append(here)
        points = kept
    return tuple(points)


def _crossing(a: Point, b: Point, axis: int, limit: float) -> Point:
    """Where the line from a to b has the value `limit` on an axis."""
    share = (limit - a[axis]) / (b[axis] - a[axis])
    return (a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]))


def lines_inside(line: Sequence[Point], view: View) -> tuple[Line, ...]:
    """The pieces of a line that lie in a view."""
    pieces: list[Line] = []
    piece: list[Point] = []
    for a, b in pairwise(line):
        inside = None if _is_seam(a, b) else _segment_inside(a, b, view)
        if inside is None:
            continue
        start, end = inside
        if piece and piece[-1] == start:
            piece.append(end)
        else:
            if len(piece) > 1:
                pieces.append(tuple(piece))
            piece = [start, end]
    if len(piece) > 1:
        pieces.append(tuple(piece))
    return tuple(pieces)


def lines_outside(line: Sequence[Point], view: View) -> tuple[Line, ...]:
    """The pieces of a line that lie outside a view."""
    pieces: list[list[Point]] = [[line[0]]]
    for a, b in pairwise(line):
        inside = _segment_inside(a, b, view)
        if inside is None:
            pieces[-1].append(b)
            continue
        start, end = inside
        if start != a:
            pieces[-1].append(start)
        pieces.append([end])
        if end != b:
            pieces[-1].append(b)
    return tuple(tuple(piece) for piece in pieces if len(piece) > 1)


def _is_seam(a: Point, b: Point) -> bool:
    """Whether a segment runs along the edge of the flat world: no coast, but where it was cut."""
    return (abs(a[0]) > 179.98 and abs(b[0]) > 179.98) or (a[1] < -89.98 and b[1] < -89.98)


def _segment_inside(a: Point, b: Point, view: View) -> tuple[Point, Point] | None:
    """The part of a segment in a view, by Liang and Barsky; None where it is none, or a point."""
    first, last = 0.0, 1.0
    dx, dy = b[0] - a[0], b[1] - a[1]
    for step, room in (
        (-dx, a[0] - view.west),
        (dx, view.east - a[0]),
        (-dy, a[1] - view.south),
        (dy, view.north - a[1]),
    ):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            first = max(first, room / step)
        else:
            last = min(last, room / step)
    if first >= last:
        return None
    start = a if first == 0 else (a[0] + first * dx, a[1] + first * dy)
    end = b if last == 1 else (a[0] + last * dx, a[1] + last * dy)
    return start, end
