"""Where the names on a map go: beside their marks, off each other and off every mark.

Deterministic and greedy: the names with the most neighbours choose first, each the cheapest of its
places; then each may choose again, knowing the others, until none moves.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hashiya.figures.drawing import Box
from hashiya.figures.outlines import within

Point = tuple[float, float]

_DISTANCES = (0.0, 5.0, 11.0, 18.0, 26.0, 36.0, 48.0, 62.0)
_DIRECTIONS = 24
_ROUNDS = 4
_CELL = 4.0
"""The side of a square in which a line is looked for."""
_SQUARE = 32.0
"""The side of a square in which names look for each other: what shares none, is far apart."""
_DEAR = 3.0
"""What a better place must save for it to be worth trying."""
_FEW = 30
"""As many names may be rearranged; a larger crowd has to make do."""
_TRIALS = 60
_ALOOF = 22.0
"""A name without a mark stands no closer to the marks of others, if it can."""
_BESIDE = 6.0
"""Closer to another's mark, a name might be taken for its."""
_HIT = 1000.0
"""The price of lying on another name: more than all else together can cost."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark with a name to place.

    `core` is the radius that nothing may cover, `ring` that of a circle around it, which had better
    be left free. Without a mark, the name stands on the spot itself, or near it, but rather not on
    the areas `foreign`, of which it would be taken for the name.
    """

    x: float
    y: float
    core: float
    ring: float
    width: float
    height: float
    has_mark: bool
    foreign: tuple[tuple[Point, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A name's box, and the line that leads to it where it stands far off."""

    box: Box
    leader: tuple[Point, Point] | None


@dataclass(frozen=True, slots=True)
class _Choice:
    """A place and what it costs alone; `squares` are those that it and its line may touch."""

    placed: Placed
    cost: float
    squares: tuple[tuple[int, int], ...]


def place_labels(
    spots: Sequence[Spot], frame: Box, lines: Iterable[Sequence[Point]] = ()
) -> tuple[Placed | None, ...]:
    """A place for each name, in the order of the spots; None where none is free.

    Names keep off `lines` where that costs them little.
    """
    drawn = _cells(lines)
    choices = [
        sorted(_choices(spot, spots, frame, drawn), key=lambda choice: choice.cost)
        for spot in spots
    ]
    order = sorted(range(len(spots)), key=lambda n: (-_crowd(spots[n], spots), n))
    chosen: dict[int, _Choice] = {}
    for _ in range(_ROUNDS):
        before = dict(chosen)
        for n in order:
            _choose(n, choices, chosen)
        if chosen == before:
            break
    if len(spots) <= _FEW:
        chosen = _rearranged(order, choices, chosen)
    return tuple(_if_free(n, chosen) for n in range(len(spots)))


def _choose(n: int, choices: Sequence[Sequence[_Choice]], chosen: dict[int, _Choice]) -> None:
    """Gives a name the cheapest of its choices, which are sorted by what they cost alone."""
    others = [choice for m, choice in chosen.items() if m != n]
    places = _by_square(others)
    best, least = None, math.inf
    for choice in choices[n]:
        if choice.cost >= least:
            break
        close = {place for square in choice.squares for place in places.get(square, ())}
        cost = _cost(choice, [others[place] for place in sorted(close)], least)
        if cost < least:
            best, least = choice, cost
    if best is not None:
        chosen[n] = best


def _by_square(choices: Sequence[_Choice]) -> dict[tuple[int, int], list[int]]:
    """Which choices touch each square."""
    found: dict[tuple[int, int], list[int]] = {}
    for place, choice in enumerate(choices):
        for square in choice.squares:
            found.setdefault(square, []).append(place)
    return found


def _squares(box: Box, leader: tuple[Point, Point] | None) -> tuple[tuple[int, int], ...]:
    """The squares around a box and its line, and a point beyond, which counts as too close."""
    left, right, upper, lower = _edges(box, leader)
    return tuple(
        (column, row)
        for column in range(int((left - 1) // _SQUARE), int((right + 1) // _SQUARE) + 1)
        for row in range(int((upper - 1) // _SQUARE), int((lower + 1) // _SQUARE) + 1)
    )


def _rearranged(
    order: Sequence[int], choices: Sequence[Sequence[_Choice]], chosen: dict[int, _Choice]
) -> dict[int, _Choice]:
    """The names with some in better places, for which those in their way chose again."""
    for n in (n for n in order if n in chosen):
        present = _cost(chosen[n], [other for m, other in chosen.items() if m != n])
        for choice in choices[n][:_TRIALS]:
            if choice.cost + _DEAR >= present:
                break
            trial = chosen | {n: choice}
            changed = {n}
            for m in order:
                if m != n and m in trial and trial[m].placed.box.meets(choice.placed.box, 1.0):
                    _choose(m, choices, trial)
                    changed.add(m)
            if _price(changed, trial) < _price(changed, chosen) - 0.01:
                chosen = trial
                break
    return chosen


def _price(changed: set[int], chosen: dict[int, _Choice]) -> float:
    """What the places of some names cost: alone, and with all others."""
    rest = [choice for m, choice in chosen.items() if m not in changed]
    total = 0.0
    for n in sorted(changed):
        total += _cost(chosen[n], rest)
        rest.append(chosen[n])
    return total


def _cells(lines: Iterable[Sequence[Point]]) -> frozenset[tuple[int, int]]:
    """The squares of a grid through which lines pass."""
    found = set()
    for line in lines:
        for (ax, ay), (bx, by) in pairwise(line):
            steps = max(1, math.ceil(math.hypot(bx - ax, by - ay) / _CELL * 2))
            found |= {
                (
                    math.floor((ax + (bx - ax) * n / steps) / _CELL),
                    math.floor((ay + (by - ay) * n / steps) / _CELL),
                )
                for n in range(steps + 1)
            }
    return frozenset(found)


def _covered(box: Box, drawn: frozenset[tuple[int, int]]) -> int:
    """How many squares with lines a box covers."""
    return sum(
        (across, down) in drawn
        for across in range(math.floor(box.x / _CELL), math.floor((box.x + box.width) / _CELL) + 1)
        for down in range(math.floor(box.y / _CELL), math.floor((box.y + box.height) / _CELL) + 1)
    )


def _if_free(n: int, chosen: dict[int, _Choice]) -> Placed | None:
    """A name's place; taken from it where it lies on the name of an earlier spot."""
    if n not in chosen:
        return None
    placed = chosen[n].placed
    if any(placed.box.meets(other.placed.box) for m, other in chosen.items() if m < n):
        del chosen[n]
        return None
    return placed


def _crowd(spot: Spot, spots: Sequence[Spot]) -> int:
    """How many marks stand so close that their names could meet."""
    return sum(math.hypot(spot.x - other.x, spot.y - other.y) < 60 for other in spots)


def _cost(choice: _Choice, others: Sequence[_Choice], most: float = math.inf) -> float:
    """What a choice costs among others; where that is more than `most`, anything above it."""
    cost = choice.cost
    box, leader = choice.placed.box, choice.placed.leader
    for other in others:
        their_box, their_leader = other.placed.box, other.placed.leader
        if box.meets(their_box, 1.0):
            cost += _HIT
        if their_leader and _crosses(their_leader, box):
            cost += 60
        if leader and _crosses(leader, their_box):
            cost += 60
        if leader and their_leader and _cross(leader, their_leader):
            cost += 40
        if cost > most:
            break
    return cost


def _choices(
    spot: Spot, spots: Sequence[Spot], frame: Box, drawn: frozenset[tuple[int, int]]
) -> Iterator[_Choice]:
    """The places for a name in the frame and off all marks, each with what it costs on its own."""
    for box, leader, price in _places(spot):
        if not frame.holds(box):
            continue
        close = _close(box, leader, spots, 0.0 if spot.has_mark else _ALOOF)
        if any(_on_core(box, other) for other in close):
            continue
        cost = price + (0.5 if spot.has_mark else 1.0) * _covered(box, drawn)
        for other in close:
            if not spot.has_mark and other.has_mark and _distance(box, (other.x, other.y)) < _ALOOF:
                cost += 8
            if other is not spot and other.has_mark:
                cost += _beside_another(box, other)
            if other is not spot and leader and _near(leader, (other.x, other.y)) < other.core:
                cost += 30
        yield _Choice(Placed(box, leader), cost, _squares(box, leader))


def _close(
    box: Box, leader: tuple[Point, Point] | None, spots: Sequence[Spot], aloof: float
) -> list[Spot]:
    """The spots that may have a say in what a box and its line cost, and some that have none."""
    left, right, upper, lower = _edges(box, leader)
    return [
        other
        for other in spots
        if left - (reach := max(other.ring + _BESIDE, other.core + _BESIDE, aloof)) < other.x
        and other.x < right + reach
        and upper - reach < other.y < lower + reach
    ]


def _edges(box: Box, leader: tuple[Point, Point] | None) -> tuple[float, float, float, float]:
    """Left, right, upper and lower edge of a box with its line."""
    ends = leader or ()
    across = (box.x, box.x + box.width, *(x for x, _ in ends))
    down = (box.y, box.y + box.height, *(y for _, y in ends))
    return min(across), max(across), min(down), max(down)


def _beside_another(box: Box, other: Spot) -> float:
    """What it costs a name to touch another's ring, or to stand so close that it might be its."""
    if _on_ring(box, other):
        return 14
    gap = _distance(box, (other.x, other.y)) - max(other.ring, other.core)
    return 1.2 * max(0.0, _BESIDE - gap)


def _places(spot: Spot) -> Iterator[tuple[Box, tuple[Point, Point] | None, float]]:
    if not spot.has_mark:
        yield from _around_nothing(spot)
        return
    for distance in _DISTANCES:
        for step in range(_DIRECTIONS):
            angle = 2 * math.pi * step / _DIRECTIONS
            across, up = math.cos(angle), math.sin(angle)
            reach = max(spot.ring, spot.core) + 1.8 + distance
            anchor = (spot.x + across * reach, spot.y - up * reach)
            box = _hung(anchor, across, up, spot)
            edge = (spot.x + across * spot.core, spot.y - up * spot.core)
            leader = (edge, _nearest(box, edge)) if distance > 6 else None
            # To the right or the left is read best, then above, then below.
            slant = 3 * abs(up) + (1 if up < -0.5 else 0) + (0.5 if across < 0 else 0)
            yield box, leader, distance * 0.8 + slant + (9 if leader else 0)


def _hung(anchor: Point, across: float, up: float, spot: Spot) -> Box:
    """A box that touches the anchor with the side, or the corner, that faces the mark."""
    left = anchor[0] - spot.width * (1 - across) / 2
    if abs(across) > 0.35:
        left = anchor[0] - (spot.width if across < 0 else 0)
    top = anchor[1] - spot.height * (1 + up) / 2
    return Box(left, top, spot.width, spot.height)


def _around_nothing(spot: Spot) -> Iterator[tuple[Box, None, float]]:
    """The places of a name without a mark: on the spot, then farther and farther off."""
    for ring in range(12):
        for step in range(1 if ring == 0 else 16):
            angle = 2 * math.pi * step / 16
            x = spot.x + math.cos(angle) * ring * 9
            y = spot.y + math.sin(angle) * ring * 6
            box = Box(x - spot.width / 2, y - spot.height / 2, spot.width, spot.height)
            yield box, None, ring * 2.0 + 40 * _on_foreign(box, spot)


def _on_foreign(box: Box, spot: Spot) -> int:
    """How many of the ends and the middle of a name lie on an area that it doesn't name."""
    y = box.y + box.height / 2
    ends = (box.x + box.width * share for share in (0.05, 0.5, 0.95))
    return sum(within(spot.foreign, (x, y)) for x in ends) if spot.foreign else 0


def _on_core(box: Box, spot: Spot) -> bool:
    return spot.has_mark and _distance(box, (spot.x, spot.y)) < spot.core


def _on_ring(box: Box, spot: Spot) -> bool:
    return bool(spot.ring) and _distance(box, (spot.x, spot.y)) < spot.ring


def _nearest(box: Box, point: Point) -> Point:
    """The point of a box nearest to another point."""
    return (
        min(max(point[0], box.x), box.x + box.width),
        min(max(point[1], box.y), box.y + box.height),
    )


def _distance(box: Box, point: Point) -> float:
    near = _nearest(box, point)
    return math.hypot(near[0] - point[0], near[1] - point[1])


def _near(line: tuple[Point, Point], point: Point) -> float:
    """The distance of a point from a segment."""
    (ax, ay), (bx, by) = line
    dx, dy = bx - ax, by - ay
    square = dx * dx + dy * dy
    share = 0.0
    if square:
        share = min(1.0, max(0.0, ((point[0] - ax) * dx + (point[1] - ay) * dy) / square))
    return math.hypot(ax + share * dx - point[0], ay + share * dy - point[1])


def _crosses(line: tuple[Point, Point], box: Box) -> bool:
    """Whether a segment passes through a box."""
    (ax, ay), (bx, by) = line
    first, last = 0.0, 1.0
    for start, step, low, size in (
        (ax, bx - ax, box.x, box.width),
        (ay, by - ay, box.y, box.height),
    ):
        if step == 0:
            if not low < start < low + size:
                return False
            continue
        near, far = (low - start) / step, (low + size - start) / step
        first, last = max(first, min(near, far)), min(last, max(near, far))
    return first < last


def _cross(a: tuple[Point, Point], b: tuple[Point, Point]) -> bool:
    """Whether two segments cross."""

    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return (
        side(a[0], a[1], b[0]) * side(a[0], a[1], b[1]) < 0
        and side(b[0], b[1], a[0]) * side(b[0], b[1], a[1]) < 0
    )
