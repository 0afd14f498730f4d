"""What a date may look like, which days it covers, and how two of them compare."""

from __future__ import annotations

import re

import pytest

from hashiya.edtf import Day, Edge, Edtf, Moment, overlaps, parse_edtf, within


def _moment(text: str) -> Moment:
    start = parse_edtf(text).start
    assert isinstance(start, Moment)
    return start


@pytest.mark.parametrize(
    "text, earliest, latest",
    [
        ("2026", (2026, 1, 1), (2026, 12, 31)),
        ("2026-03", (2026, 3, 1), (2026, 3, 31)),
        ("2026-02", (2026, 2, 1), (2026, 2, 28)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2026-03-17", (2026, 3, 17), (2026, 3, 17)),
        ("2024-02-29", (2024, 2, 29), (2024, 2, 29)),
        ("2026~", (2026, 1, 1), (2026, 12, 31)),
        ("2026-03?", (2026, 3, 1), (2026, 3, 31)),
        ("2026-03-17%", (2026, 3, 17), (2026, 3, 17)),
        ("202X", (2020, 1, 1), (2029, 12, 31)),
        ("20XX", (2000, 1, 1), (2099, 12, 31)),
        ("000X", (1, 1, 1), (9, 12, 31)),
        ("202X~", (2020, 1, 1), (2029, 12, 31)),
        ("202X-XX", (2020, 1, 1), (2029, 12, 31)),
        ("2026-XX", (2026, 1, 1), (2026, 12, 31)),
        ("2026-1X", (2026, 10, 1), (2026, 12, 31)),
        ("2026-0X", (2026, 1, 1), (2026, 9, 30)),
        ("2026-02-XX", (2026, 2, 1), (2026, 2, 28)),
        ("2026-XX-XX", (2026, 1, 1), (2026, 12, 31)),
        ("2026-03-1X", (2026, 3, 10), (2026, 3, 19)),
        ("2026-03-3X", (2026, 3, 30), (2026, 3, 31)),
        ("2026-02-2X", (2026, 2, 20), (2026, 2, 28)),
        ("2026-03/2026-05", (2026, 3, 1), (2026, 5, 31)),
        ("2026-03~/2026-05-02?", (2026, 3, 1), (2026, 5, 2)),
        ("2026-03-17/2026-03", (2026, 3, 17), (2026, 3, 31)),
        ("2026/2026", (2026, 1, 1), (2026, 12, 31)),
        ("2026-03/..", (2026, 3, 1), None),
        ("2026-03/", (2026, 3, 1), None),
        ("../2026-03", None, (2026, 3, 31)),
        ("/2026-03", None, (2026, 3, 31)),
    ],
)
def test_a_date_covers_these_days(text: str, earliest: Day | None, latest: Day | None) -> None:
    date = parse_edtf(text)
    assert (date.text, date.earliest, date.latest) == (text, earliest, latest)


@pytest.mark.parametrize(
    "text, complaint",
    [
        ("", "no date was found"),
        (" 2026", "is no date"),
        ("2026-03-17\n", "is no date"),
        ("26", "is no date"),
        ("20260317", "is no date"),
        ("2026-3", "is no date"),
        ("2026-03-1", "is no date"),
        ("17-03-2026", "is no date"),
        ("2026/03/17", "more than one slash"),
        ("-2026", "is no date"),
        ("Y20260", "is no date"),
        ("2026-03~?", "is no date"),
        ("~2026", "is no date"),
        ("2026~-03", "is no date"),
        ("2026-00", "the month 00; expected a month from 01 to 12"),
        ("2026-13", "the month 13"),
        ("2026-2X", "the month 2X"),
        ("2026-21", "a season 21; expected a month"),
        ("2026-24", "a season 24"),
        ("2026-03-00", "the day 00; expected a day from 01 to 31"),
        ("2026-04-31", "expected a day from 01 to 30"),
        ("2026-02-30", "expected a day from 01 to 28"),
        ("2026-02-29", "expected a day from 01 to 28"),
        ("2024-02-30", "expected a day from 01 to 29"),
        ("1900-02-29", "expected a day from 01 to 28"),
        ("2026-02-3X", "the day 3X"),
        ("0000", "the year 0000"),
        ("2X26", "a known digit after an unknown one"),
        ("2026-X3", "a known digit after an unknown one"),
        ("2026-XX-17", "a known digit after an unknown one"),
        ("202X-03", "a known digit after an unknown one"),
        ("XXXX", "no known digit"),
        ("202x", "expected a capital X"),
        ("202u", "expected a capital X"),
        ("٢٠٢٦", "digits of another script"),
        ("2026-03-17T10:00:00Z", "a time of day"),
        ("2026-05/2026-03", "runs backward"),
        ("2026-03-18/2026-03-17", "runs backward"),
        ("../..", "no date on either side"),
        ("/", "no date on either side"),
        ("../", "no date on either side"),
        ("/..", "no date on either side"),
        ("..", "is no date"),
        ("2026-03/2026-02-30", "'2026-02-30' in '2026-03/2026-02-30'"),
        ("2026/open", "'open' in '2026/open' is no date"),
    ],
)
def test_what_is_no_date_is_refused_and_the_message_says_why(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=re.escape(complaint)) as refusal:
        parse_edtf(text)
    assert "expected" in str(refusal.value)


def test_a_moment_keeps_what_was_written() -> None:
    assert _moment("2026-03-17~") == Moment(
        year=2026,
        unknown_year_digits=0,
        month=3,
        month_unknown=False,
        month_tens=None,
        day=17,
        day_unknown=False,
        day_tens=None,
        qualifier="~",
        earliest=(2026, 3, 17),
        latest=(2026, 3, 17),
    )


def test_a_moment_tells_unwritten_from_unknown() -> None:
    assert (_moment("2026").month, _moment("2026").month_unknown) == (None, False)
    assert (_moment("2026-XX").month, _moment("2026-XX").month_unknown) == (None, True)
    assert (_moment("2026-03").day, _moment("2026-03").day_unknown) == (None, False)
    assert (_moment("2026-03-XX").day, _moment("2026-03-XX").day_unknown) == (None, True)


def test_a_moment_keeps_the_known_digit_of_a_half_known_part() -> None:
    assert (_moment("2026-1X").month_tens, _moment("2026-XX").month_tens) == (1, None)
    assert (_moment("2026-03-2X").day_tens, _moment("2026-03-XX").day_tens) == (2, None)
    assert (_moment("20XX").year, _moment("20XX").unknown_year_digits) == (2000, 2)


def test_each_end_of_an_interval_has_its_own_qualifier() -> None:
    date = parse_edtf("2026-03~/2026-05?")
    assert isinstance(date.start, Moment)
    assert isinstance(date.end, Moment)
    assert (date.start.qualifier, date.end.qualifier) == ("~", "?")


def test_an_open_end_is_not_an_unknown_end() -> None:
    assert parse_edtf("2026/..").end is Edge.OPEN
    assert parse_edtf("2026/").end is Edge.UNKNOWN
    assert parse_edtf("../2026").start is Edge.OPEN
    assert parse_edtf("/2026").start is Edge.UNKNOWN


def test_only_a_slash_makes_an_interval() -> None:
    assert parse_edtf("2026/2026").is_interval
    assert not parse_edtf("202X").is_interval


@pytest.mark.parametrize(
    "a, b, expected",
    [
        ("2026", "2026-03", True),
        ("2026-03", "2026-03-31", True),
        ("2026-03", "2026-04", False),
        ("2026-03-31", "2026-04", False),
        ("202X", "2026-04", True),
        ("202X", "2030", False),
        ("2026-03~", "2026-04", False),
        ("2026-03/2026-05", "2026-05-31/2026-07", True),
        ("2026-03/..", "2099", True),
        ("2026-03/..", "2026-02", False),
        ("../2026-03", "/2020", True),
        ("../2026-03", "2026-04/..", False),
        ("2026-03/", "2027", True),
    ],
)
def test_overlap_is_symmetric(a: str, b: str, expected: bool) -> None:
    assert overlaps(parse_edtf(a), parse_edtf(b)) is expected
    assert overlaps(parse_edtf(b), parse_edtf(a)) is expected


@pytest.mark.parametrize(
    "a, b, expected",
    [
        ("2026-03", "2026", True),
        ("2026", "2026-03", False),
        ("2026", "2026", True),
        ("2026-03-17", "2026-03/2026-04", True),
        ("2026-05", "2026-03/2026-04", False),
        ("2026", "2020/..", True),
        ("2020/..", "2026", False),
        ("2026/..", "2020/..", True),
        ("../2026", "2020/..", False),
        ("../2026", "/2027", True),
    ],
)
def test_within_asks_for_every_day(a: str, b: str, expected: bool) -> None:
    assert within(parse_edtf(a), parse_edtf(b)) is expected


def test_dates_sort_by_first_day_and_then_by_last() -> None:
    in_order = ["../2026", "2026-03-01", "2026-03", "2026-03/..", "2026-03-02"]
    dates: list[Edtf] = [parse_edtf(text) for text in reversed(in_order)]
    assert [date.text for date in sorted(dates, key=lambda date: date.sort_key)] == in_order
