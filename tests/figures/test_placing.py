"""Names beside their marks: near, apart, and none where there is no room."""

from __future__ import annotations

from itertools import combinations

from hashiya.figures.drawing import Box
from hashiya.figures.placing import Placed, Spot, place_labels

FRAME = Box(0, 0, 300, 200)


def _spot(x: float, y: float, width: float = 50) -> Spot:
    return Spot(x, y, core=3, ring=0, width=width, height=10, has_mark=True)


def _boxes(placed: tuple[Placed | None, ...]) -> list[Box]:
    return [at.box for at in placed if at is not None]


def test_a_name_alone_stands_right_of_its_mark() -> None:
    (at,) = place_labels([_spot(100, 100)], FRAME)
    assert at is not None
    assert at.leader is None
    assert 103 < at.box.x < 108
    assert at.box.y == 95


def test_a_name_at_the_edge_stays_in_the_frame() -> None:
    placed = place_labels([_spot(295, 100), _spot(3, 4), _spot(150, 198)], FRAME)
    assert len(_boxes(placed)) == 3
    assert all(FRAME.holds(box) for box in _boxes(placed))
    assert _boxes(placed)[0].x < 295 - 50


def test_names_of_close_marks_keep_apart_and_off_the_marks() -> None:
    spots = [_spot(100 + 9 * n, 100 + 4 * (n % 3)) for n in range(8)]
    boxes = _boxes(place_labels(spots, FRAME))
    assert len(boxes) == 8
    assert not any(a.meets(b) for a, b in combinations(boxes, 2))
    for box in boxes:
        assert not any(box.meets(Box(spot.x - 2, spot.y - 2, 4, 4)) for spot in spots)


def test_a_name_far_off_has_a_line_to_its_mark() -> None:
    spots = [_spot(100 + 3 * n, 100) for n in range(12)]
    placed = [at for at in place_labels(spots, FRAME) if at is not None]
    led = [at for at in placed if at.leader is not None]
    assert led
    for at in led:
        assert at.leader is not None
        _, end = at.leader
        assert Box(at.box.x - 0.01, at.box.y - 0.01, 50.02, 10.02).holds(Box(*end, 0, 0))


def test_a_name_without_room_has_no_place() -> None:
    assert place_labels([_spot(100, 100, width=400)], FRAME) == (None,)
    crowd = [_spot(20 + n % 3, 10 + n // 3, width=30) for n in range(12)]
    placed = place_labels(crowd, Box(0, 0, 60, 30))
    assert None in placed
    assert not any(a.meets(b) for a, b in combinations(_boxes(placed), 2))


def test_a_name_keeps_off_lines_where_that_costs_little() -> None:
    line = [((20.0, 100.0), (290.0, 100.0))]
    (free,) = place_labels([_spot(100, 100)], FRAME)
    (shy,) = place_labels([_spot(100, 100)], FRAME, line)
    assert free is not None
    assert shy is not None
    assert free.box.y < 100 < free.box.y + 10
    assert not shy.box.y < 100 < shy.box.y + 10


def test_a_name_without_a_mark_stands_on_its_spot_but_not_on_foreign_ground() -> None:
    spot = Spot(100, 100, 0, 0, 40, 10, has_mark=False)
    (at,) = place_labels([spot], FRAME)
    assert at == Placed(Box(80, 95, 40, 10), None)
    foreign = (((90.0, 0.0), (300.0, 0.0), (300.0, 200.0), (90.0, 200.0)),)
    (moved,) = place_labels([Spot(100, 100, 0, 0, 40, 10, has_mark=False, foreign=foreign)], FRAME)
    assert moved is not None
    assert moved.box.x + moved.box.width <= 93


def test_the_same_spots_have_the_same_places_twice() -> None:
    spots = [_spot(50 + 37 * n % 200, 20 + 53 * n % 160) for n in range(15)]
    assert place_labels(spots, FRAME) == place_labels(spots, FRAME)
