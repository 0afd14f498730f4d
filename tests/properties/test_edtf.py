"""A date says the days that it may cover; what is no date is refused in words."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.catalog import load_catalog
from hashiya.edtf import Day, Edtf, Moment, overlaps, parse_edtf, within
from tests.properties.effort import effort
from tests.properties.texts import texts

CATALOGS = (load_catalog("en", "en_GB"), load_catalog("ar", "ar_IQ"))

years = st.one_of(
    st.integers(1, 9999).map("{:04}".format),
    st.integers(0, 999).map("{:03}X".format),
    st.integers(0, 99).map("{:02}XX".format),
    st.integers(0, 9).map("{}XXX".format),
)
months = st.one_of(st.integers(1, 12).map("{:02}".format), st.sampled_from(("0X", "1X", "XX")))
days = st.one_of(st.integers(1, 31).map("{:02}".format), st.sampled_from(("0X", "1X", "2X", "XX")))
marks = st.sampled_from(("", "~", "?", "%"))


@st.composite
def moments(draw: st.DrawFn) -> str:
    """A date of level 0 or 1, unknown digits at the right."""
    written = draw(years)
    if draw(st.booleans()):
        written += "-" + ("XX" if "X" in written else draw(months))
        if draw(st.booleans()):
            if "X" in written:
                written += "-XX"
            else:
                longest = monthrange(int(written[:4]), int(written[5:]))[1]
                day = draw(days.filter(lambda d: "X" in d or int(d) <= longest))
                written += f"-{day}"
    return written + draw(marks)


def fits(number: int, written: str) -> bool:
    """Whether a number may be the one written, digit by digit."""
    return all(w in ("X", d) for w, d in zip(written, f"{number:0{len(written)}}", strict=True))


def covered(written: str) -> tuple[Day, Day]:
    """The first and the last day of a date, by trying the calendar: slow, and sure."""
    fields = [*written.rstrip("~?%").split("-"), "XX", "XX"]
    year = fields[0]
    low, high = max(1, int(year.replace("X", "0"))), int(year.replace("X", "9"))
    found = [
        (y, m, d)
        for y in {low, high}
        for m in range(1, 13)
        if fits(m, fields[1])
        for d in range(1, monthrange(y, m)[1] + 1)
        if fits(d, fields[2])
    ]
    return min(found), max(found)


@given(moments())
@effort(2)
def test_a_date_covers_the_days_that_it_may_be(written: str) -> None:
    found = parse_edtf(written)
    assert found.text == written
    assert not found.is_interval
    assert isinstance(found.start, Moment)
    assert found.start.qualifier == (written[-1] if written[-1] in "~?%" else "")
    assert (found.earliest, found.latest) == covered(written)


def rendered(moment: Moment) -> str:
    """A date written anew from its fields alone."""

    def two(value: int | None, unknown: bool, tens: int | None) -> str:
        if value is not None:
            return f"-{value:02}"
        return ("-XX" if tens is None else f"-{tens}X") if unknown else ""

    unknown = moment.unknown_year_digits
    year = f"{moment.year:04}"[: 4 - unknown] + "X" * unknown
    month = two(moment.month, moment.month_unknown, moment.month_tens)
    return year + month + two(moment.day, moment.day_unknown, moment.day_tens) + moment.qualifier


@given(moments())
@effort()
def test_the_fields_of_a_date_say_all_that_was_written(written: str) -> None:
    start = parse_edtf(written).start
    assert isinstance(start, Moment)
    assert rendered(start) == written


@given(moments(), moments())
@effort(2)
def test_an_interval_runs_forward_or_is_refused(start: str, end: str) -> None:
    first, last = parse_edtf(start), parse_edtf(end)
    assert first.earliest is not None
    assert last.latest is not None
    written = f"{start}/{end}"
    if first.earliest > last.latest:
        with pytest.raises(ValueError, match="runs backward"):
            parse_edtf(written)
        return
    found = parse_edtf(written)
    assert (found.text, found.is_interval) == (written, True)
    assert (found.earliest, found.latest) == (first.earliest, last.latest)
    assert within(first, found) == (first.latest is not None and first.latest <= last.latest)


@given(moments(), st.sampled_from(("{}/..", "../{}", "{}/", "/{}")))
@effort(0.5)
def test_an_open_end_covers_all_on_its_side(written: str, shape: str) -> None:
    found, date_itself = parse_edtf(shape.format(written)), parse_edtf(written)
    assert (found.earliest is None) == shape.startswith(("..", "/"))
    assert (found.latest is None) == shape.endswith(("..", "/"))
    assert within(date_itself, found)
    assert overlaps(date_itself, found)


dates = st.one_of(
    moments(),
    st.builds("{}/..".format, moments()),
    st.builds("../{}".format, moments()),
).map(parse_edtf)


@given(dates, dates)
@effort(2)
def test_comparisons_are_those_of_sets_of_days(a: Edtf, b: Edtf) -> None:
    assert overlaps(a, a)
    assert within(a, a)
    assert overlaps(a, b) == overlaps(b, a)
    first = max(each.earliest or (1, 1, 1) for each in (a, b))
    last = min(each.latest or (9999, 12, 31) for each in (a, b))
    assert overlaps(a, b) == (first <= last)
    if within(a, b):
        assert overlaps(a, b)
        assert not within(b, a) or a.sort_key == b.sort_key


@given(st.dates(), st.integers(1, 400))
@effort(0.5)
def test_days_sort_as_the_calendar_does(day: date, later: int) -> None:
    if (date.max - day).days <= later:
        return
    a, b = parse_edtf(day.isoformat()), parse_edtf((day + timedelta(later)).isoformat())
    assert a.sort_key < b.sort_key
    assert not overlaps(a, b)
    assert overlaps(parse_edtf(f"{a.text}/{b.text}"), b)


@given(dates)
@effort()
def test_every_date_can_be_shown_in_both_languages(found: Edtf) -> None:
    for catalog in CATALOGS:
        shown = catalog.date(found)
        assert shown.strip() == shown != ""
        assert "{" not in shown


@given(
    st.one_of(
        texts,
        st.text("0123456789X-/.~?%T: ", max_size=14),
        st.builds(
            lambda written, at, put: written[:at] + put + written[at:],
            moments(),
            st.integers(0, 11),
            st.sampled_from("0X-/.~?% xuT:٣"),
        ),
    )
)
@effort(3)
def test_any_text_is_a_date_or_refused_in_words(text: str) -> None:
    try:
        found = parse_edtf(text)
    except ValueError as error:
        assert "expected" in str(error)  # noqa: PT017 (both ways are right, and each has its own)
        return
    assert found.text == text
    assert set(text) <= set("0123456789X-/.~?%")
    assert found.earliest is None or found.latest is None or found.earliest <= found.latest
