"""Days on a line: what a date covers, and a linear axis whose marks have room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest

from hashiya.catalog import Catalog, load_catalog
from hashiya.edtf import Edge, parse_edtf
from hashiya.figures.axis import Extent, Scale, Ticks, extent_of, ordinal, rounded_out, ticks


def _extent(text: str) -> Extent:
    return extent_of(parse_edtf(text))


def _days(year: int, month: int = 1, day: int = 1) -> int:
    return date(year, month, day).toordinal()


def _wide(text: str) -> float:
    return 5.0 * len(text)


@pytest.fixture(scope="module")
def en() -> Catalog:
    return load_catalog("en", "en_GB")


@pytest.fixture(scope="module")
def ar() -> Catalog:
    return load_catalog("ar", "ar_IQ")


def _texts(found: Ticks) -> list[str]:
    return [tick.text for tick in found]


def test_a_day_is_a_day_wide() -> None:
    extent = _extent("2024-02-29")
    assert extent.begins == extent.ends == (_days(2024, 2, 29), _days(2024, 3, 1))
    assert extent.known == (_days(2024, 2, 29), _days(2024, 3, 1))
    assert not extent.is_interval


def test_a_month_and_a_year_are_as_wide_as_they_are() -> None:
    assert _extent("2024-02").known == (_days(2024, 2), _days(2024, 3))
    assert _extent("2023").known == (_days(2023), _days(2024))
    assert _extent("202X").known == (_days(2020), _days(2030))


def test_an_interval_surely_lasts_from_its_latest_start_to_its_earliest_end() -> None:
    extent = _extent("2003-03/2011-12")
    assert extent.sure == (_days(2003, 3, 31), _days(2011, 12, 2))
    assert extent.known == (_days(2003, 3), _days(2012))
    assert extent.marks == (_days(2003, 3), _days(2011, 12))


def test_an_interval_of_days_surely_lasts_both_its_ends() -> None:
    extent = _extent("2026-03-17/2026-03-21")
    assert extent.sure == extent.known == (_days(2026, 3, 17), _days(2026, 3, 22))


@pytest.mark.parametrize(
    "text, begins, ends",
    [
        ("2025-09/..", None, Edge.OPEN),
        ("2025-09/", None, Edge.UNKNOWN),
        ("/2025-09", Edge.UNKNOWN, None),
    ],
)
def test_a_side_that_is_no_date_stays_none(
    text: str, begins: Edge | None, ends: Edge | None
) -> None:
    extent = _extent(text)
    month = (_days(2025, 9), _days(2025, 10))
    assert extent.begins == (begins or month)
    assert extent.ends == (ends or month)
    assert extent.known == month


def test_each_side_says_whether_it_is_a_guess() -> None:
    extent = _extent("2024-09-27~/2024-10-01")
    assert (extent.begins_about, extent.ends_about) == (True, False)
    single = _extent("2024?")
    assert (single.begins_about, single.ends_about) == (True, True)


def test_a_scale_is_linear() -> None:
    scale = Scale(_days(2003), _days(2027), 10, 250)
    whole = _days(2027) - _days(2003)
    for day in range(_days(2003), _days(2027), 97):
        assert scale.x(day) == pytest.approx(10 + 240 * (day - _days(2003)) / whole)
    assert scale.x(_days(2002)) < 10
    assert scale.inside(scale.x(_days(2002))) == 10
    assert scale.inside(scale.x(_days(2040))) == 250


def test_a_stretch_is_rounded_out_to_what_suits_its_length() -> None:
    assert rounded_out(_days(2003, 3, 20), _days(2026, 12, 2)) == (_days(2003), _days(2027))
    assert rounded_out(_days(2024, 2, 10), _days(2024, 8, 2)) == (_days(2024, 2), _days(2024, 9))
    assert rounded_out(_days(2024, 2, 10), _days(2024, 2, 12)) == (
        _days(2024, 2, 9),
        _days(2024, 2, 13),
    )


def test_the_last_year_there_is_can_be_rounded_out() -> None:
    first, last = rounded_out(ordinal((9990, 5, 5)), ordinal((9999, 12, 31)) + 1)
    assert (first, last) == (ordinal((9990, 1, 1)), ordinal((9999, 12, 31)) + 1)
    assert rounded_out(1, 2)[0] == 1


def test_years_are_marked_as_densely_as_they_have_room(en: Catalog) -> None:
    span = _days(2003), _days(2027)
    large, small = ticks(Scale(*span, 0, 720), en, _wide, 5)
    assert _texts(large) == [str(year) for year in range(2003, 2027)]
    assert small == ()
    large, _ = ticks(Scale(*span, 0, 360), en, _wide, 5)
    assert _texts(large) == [str(year) for year in range(2004, 2027, 2)]
    assert [tick.day for tick in large] == [_days(year) for year in range(2004, 2027, 2)]


def test_months_are_marked_where_they_have_room_and_else_not(en: Catalog, ar: Catalog) -> None:
    span = _days(2023, 8), _days(2027)
    large, small = ticks(Scale(*span, 0, 450), en, _wide, 5)
    assert _texts(large) == ["2023", "2024", "2025", "2026"]
    assert _texts(small)[:4] == ["Oct", "Jan", "Apr", "Jul"]
    assert ticks(Scale(*span, 0, 120), en, _wide, 5)[1] == ()
    large, small = ticks(Scale(*span, 0, 600), ar, _wide, 5)
    assert _texts(large) == ["٢٠٢٣", "٢٠٢٤", "٢٠٢٥", "٢٠٢٦"]
    assert _texts(small) == ["كانون الثاني", "تموز"] * 3


def test_days_are_marked_below_their_months(en: Catalog, ar: Catalog) -> None:
    scale = Scale(_days(2026, 2, 27), _days(2026, 3, 5), 0, 700)
    large, small = ticks(scale, en, _wide, 5)
    assert _texts(large) == ["February 2026", "March 2026"]
    assert _texts(small) == ["27", "28", "1", "2", "3", "4"]
    assert _texts(ticks(scale, ar, _wide, 5)[1]) == ["٢٧", "٢٨", "١", "٢", "٣", "٤"]


@pytest.mark.parametrize("width", [60, 150, 340, 455, 900])
@pytest.mark.parametrize(
    "first, last",
    [
        ((2026, 3, 16), (2026, 3, 23)),
        ((2026, 2, 1), (2026, 5, 1)),
        ((2023, 8, 1), (2027, 1, 1)),
        ((1914, 1, 1), (2027, 1, 1)),
        ((1, 1, 1), (9999, 12, 31)),
    ],
)
def test_no_mark_runs_into_the_next(
    first: tuple[int, int, int],
    last: tuple[int, int, int],
    width: int,
    en: Catalog,
    count: Callable[[str, int], None],
) -> None:
    scale = Scale(ordinal(first), ordinal(last), 0, width)
    large, small = ticks(scale, en, _wide, 5)
    assert large
    for row in (large, small):
        for tick, following in pairwise(row):
            assert scale.x(tick.day) + _wide(tick.text) + 5 <= scale.x(following.day) + 1e-9
    count("marks of axes", len(large) + len(small))
