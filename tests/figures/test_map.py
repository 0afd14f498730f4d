"""The map: each place where it lies, as precisely as is known, north up, and no name on another."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import combinations

import pytest

from hashiya.figures import Figure, draw_map
from hashiya.figures.drawing import Box
from hashiya.figures.map import (
    KM_PER_DEGREE,
    Projection,
    mark,
    near_and_far,
    sites_of,
    view_of,
)
from hashiya.figures.outlines import View, cut, within, world
from tests.figures.easel import (
    WIDTHS,
    all_figures,
    find,
    map_of,
    middles,
    parts,
    points,
    room,
    said,
    scribe_of,
    scribes_in,
)
from tests.seedbed import REPOSITORY


def _place(
    id_: str, lat: float, lon: float, precision: str = "town", kind: str = "fort", name: str = ""
) -> str:
    english = name or f"Place {id_}"
    return (
        f'{id_}: {{kind: {kind}, name: {{en: "{english}", ar: "مكان {name or id_}"}}, '
        f"place: {{lat: {lat}, lon: {lon}, precision: {precision}, from: an atlas}}}}\n"
    )


def _marks(figure: Figure) -> list[tuple[float, float]]:
    """The middles of the marks on the map itself, without those of the legend."""
    frame = points(parts(figure, "frame")[0])[0]
    bottom = max(y for _, y in frame)
    return [(x, y) for x, y in middles(figure, "mark") if y < bottom]


def test_there_is_no_map_without_places() -> None:
    assert draw_map(scribe_of(""), 400) is None
    assert draw_map(scribe_of("a: {kind: era, name: {en: A, ar: ا}, date: 2020}\n"), 400) is None


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_north_is_up_and_east_is_right_in_every_language(lang: str) -> None:
    figure = map_of(
        _place("a", 30, 40, "exact") + _place("b", 36, 40, "exact") + _place("c", 30, 48, "exact"),
        lang,
    )
    south_west, north, east = _marks(figure)
    assert north[0] == pytest.approx(south_west[0], abs=0.05)
    assert north[1] < south_west[1]
    assert east[1] == pytest.approx(south_west[1], abs=1)
    assert east[0] > south_west[0]


def test_a_degree_is_as_long_as_it_is_and_the_scale_says_so() -> None:
    figure = map_of(_place("a", 33, 44, "exact") + _place("b", 34, 44, "exact"))
    (_, low), (_, high) = _marks(figure)
    bar = points(parts(figure, "reach")[-1])[0]
    long = max(x for x, _ in bar) - min(x for x, _ in bar)
    km = next(label for label in figure.labels if said(label).endswith(" km"))
    told = float(said(km).removesuffix(" km").replace(",", ""))
    assert told in (20, 50, 100, 200)
    assert long / told == pytest.approx((low - high) / KM_PER_DEGREE, rel=0.01)


def test_a_degree_of_longitude_is_shorter_in_the_north() -> None:
    projection = Projection(View(40, 55, 50, 65), 400, 400 / (10 * math.cos(math.radians(60))) * 10)
    left, _ = projection.place((44, 60))
    right, _ = projection.place((45, 60))
    assert right - left == pytest.approx(projection.scale / 2, rel=0.001)


def test_precision_is_a_ring_and_its_line() -> None:
    places = [("town", 1), ("region", 1), ("exact", 0), ("site", 0), ("country", 0)]
    for precision, rings in places:
        figure = map_of(_place("a", 33, 44, precision) + _place("z", 36, 44, "exact"))
        for tone in ("town", "region"):
            expected = rings if tone == precision else 0
            # One on the map, one in the legend.
            assert len(parts(figure, tone)) == 2 * expected, (precision, tone)
    (town, _), (region, _) = (
        parts(map_of(_place("a", 33, 44, precision)), precision) for precision in ("town", "region")
    )
    assert float(town.attrib["r"]) < float(region.attrib["r"])
    assert "stroke-dasharray" not in town.attrib
    assert "stroke-dasharray" in region.attrib


def test_a_country_has_a_name_and_no_mark() -> None:
    figure = map_of(_place("a", 33, 44, "country") + _place("b", 33.3, 44.4, "exact"))
    assert len(_marks(figure)) == 1
    assert find(figure, "Place a").words[0][1] != find(figure, "Place b").words[0][1]
    assert "a country that the briefing names" in [said(label) for label in figure.labels]


def test_kinds_are_told_apart_by_shape() -> None:
    shapes = [mark(kind, 0, 0) for kind in range(12)]
    assert len(set(shapes)) == 12
    figure = map_of(_place("a", 33, 44) + _place("b", 35, 44, kind="spring"))
    assert {part.tag.rpartition("}")[2] for part in parts(figure, "mark")} == {"path", "circle"}
    assert [said(label) for label in figure.labels if said(label) in ("Forts", "Springs")] == [
        "Forts",
        "Springs",
    ]


def test_marks_that_would_cover_each_other_stand_apart_inside_their_rings() -> None:
    figure = map_of(_place("a", 33.3, 44.3) + _place("b", 33.3, 44.32) + _place("c", 36, 40))
    (ax, ay), (bx, by) = _marks(figure)[:2]
    assert math.hypot(ax - bx, ay - by) >= 5.5
    for (x, y), ring in zip(_marks(figure), parts(figure, "town"), strict=False):
        apart = math.hypot(x - float(ring.attrib["cx"]), y - float(ring.attrib["cy"]))
        assert apart <= float(ring.attrib["r"]) - 2.5


def test_exact_marks_are_never_moved() -> None:
    figure = map_of(_place("a", 33.3, 44.3, "exact") + _place("b", 33.3, 44.31, "exact"))
    (ax, ay), (bx, by) = _marks(figure)
    assert ay == by
    assert 0 < bx - ax < 1


def test_what_lies_far_off_is_named_below_the_map() -> None:
    near = "".join(_place(f"n{n}", 33 + n / 2, 44) for n in range(5))
    figure = map_of(near + _place("far", 38.9, -77, name="Farville"))
    assert said(find(figure, "Outside this map")) == "Outside this map: Farville"
    assert "Outside this map: Farville" in figure.description
    assert len(_marks(figure)) == 5
    assert (
        "Fort",
        "Farville",
        "38.9° N",
        "77° W",
        "accurate to the town",
        "an atlas",
    ) in figure.rows


def test_places_in_one_region_are_all_on_the_map() -> None:
    sites = sites_of(
        scribe_of("".join(_place(f"n{n}", 33 + n, 40 + 2 * n, "region") for n in range(5)))
    )
    assert near_and_far(sites) == (sites, ())


@pytest.mark.parametrize("spread", [0.0, 0.3, 1, 2.7, 5, 20])
def test_every_place_is_on_the_map_however_far_they_are_spread(spread: float) -> None:
    figure = map_of(
        _place("a", 33, 44, "exact")
        + _place("b", round(33 + spread, 2), round(44 - spread, 2), "exact")
        + _place("c", round(33 + spread, 2), 44.5, "exact")
    )
    assert len(_marks(figure)) == 3
    for x, y in _marks(figure):
        assert 5 < x < figure.width - 5
        assert y > 5


def test_two_places_half_a_world_apart_are_both_on_the_map() -> None:
    figure = map_of(_place("a", 33, 44) + _place("b", 38.9, -77))
    assert len(_marks(figure)) == 2
    assert "Outside" not in figure.description


def test_a_map_may_cross_the_180th_meridian() -> None:
    places = _place("west", -17, 178, "exact") + _place("east", -17, -178, "exact")
    view = view_of(sites_of(scribe_of(places)))
    assert 177 < view.west < 178
    assert 182 < view.east < 183
    figure = map_of(places)
    (west, _), (east, _) = _marks(figure)
    assert 0 < west < east < figure.width
    assert parts(figure, "land")


def test_the_table_has_the_hemispheres_in_words() -> None:
    figure = map_of(_place("a", -33.5, -70.25, "region"), "ar")
    assert figure.head == ("النوع", "الاسم", "خط العرض", "خط الطول", "درجة الدقة", "مصدر الموقع")
    assert figure.rows == (
        ("حصن", "مكان a", "٣٣٫٥° جنوباً", "٧٠٫٢٥° غرباً", "بدقة المنطقة", "an atlas"),
    )


def test_the_outlines_are_credited(count: Callable[[str, int], None]) -> None:
    for name, _, figure in all_figures():
        if figure.name == "map":
            words = " ".join(said(label) for label in figure.labels)
            assert "Natural Earth" in words, name
            count("maps", 1)


def test_no_name_lies_on_another_on_a_mark_or_outside(count: Callable[[str, int], None]) -> None:
    for name, _, figure in all_figures():
        if figure.name == "map":
            _check_names(figure, name)
            count("labels of maps", len(figure.labels))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_names_in_a_crowd_keep_apart_and_those_without_room_are_listed(
    lang: str, width: float
) -> None:
    crowd = "".join(
        _place(f"n{n}", 33 + n % 8 / 20, 44 + n // 8 / 20, name=f"Place n{n} of a long name, too")
        for n in range(40)
    )
    figure = map_of(crowd, lang, width=width)
    _check_names(figure)
    names = {"en": "Place n", "ar": "مكان Place n"}[lang]
    shown = [label for label in figure.labels if said(label).startswith(names)]
    heading = {"en": "On the map without their names", "ar": "على الخريطة من دون أسمائها"}[lang]
    assert any(said(label).startswith(heading) for label in figure.labels)
    assert 5 < len(shown) < 40


def test_a_country_s_name_stands_on_no_other_country(count: Callable[[str, int], None]) -> None:
    scribes = scribes_in(REPOSITORY / "seeds")
    for lang, scribe in scribes.items():
        for width in WIDTHS:
            figure = draw_map(scribe, width)
            assert figure is not None
            countries = [s for s in sites_of(scribe) if s.precision == "country"]
            near, _ = near_and_far(sites_of(scribe))
            for site in countries:
                label = find(figure, site.name)
                box = room(label)
                middle = _degrees(figure, near, (box.x + box.width / 2, box.y + box.height / 2))
                others = [(s.lon, s.lat) for s in countries if s.id != site.id]
                found = cut(world(), View(20, 20, 60, 45), others)
                foreign = [line for lines in found.named for line in lines]
                assert not within(foreign, middle), (lang, width, site.id)
                count("names of countries", 1)


def _degrees(
    figure: Figure, near: tuple[object, ...], point: tuple[float, float]
) -> tuple[float, float]:
    """Where a point of the real map lies, told from two of its marks."""
    shown = [s for s in near if getattr(s, "precision", "") == "region"]
    rings = [part for part in parts(figure, "region") if float(part.attrib["r"]) > 8]
    one, other = shown[0], shown[-1]
    (ax, ay), (bx, by) = (
        (float(ring.attrib["cx"]), float(ring.attrib["cy"])) for ring in (rings[0], rings[-1])
    )
    lons, lats = ([getattr(site, axis) for site in (one, other)] for axis in ("lon", "lat"))
    lon = lons[0] + (point[0] - ax) * (lons[1] - lons[0]) / (bx - ax)
    lat = lats[0] + (point[1] - ay) * (lats[1] - lats[0]) / (by - ay)
    return lon, lat


def _check_names(figure: Figure, name: str = "") -> None:
    boxes = [(said(label), room(label)) for label in figure.labels]
    for (one, a), (other, b) in combinations(boxes, 2):
        assert not a.meets(b, -0.5), (name, one, other)
    for words, box in boxes:
        assert Box(-0.5, -0.5, figure.width + 1, figure.height + 1).holds(box), (name, words)
        for x, y in _marks(figure):
            assert not box.meets(Box(x - 2, y - 2, 4, 4)), (name, words)
