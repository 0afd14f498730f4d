"""The timeline: everything where its date says, unsure dates drawn as unsure, words apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import combinations

import pytest

from hashiya.figures import Figure, draw_timeline
from tests.figures.easel import (
    WIDTHS,
    all_figures,
    blocks,
    find,
    middles,
    parts,
    points,
    room,
    said,
    scribe_of,
    scribes_in,
    timeline,
)
from tests.seedbed import REPOSITORY

WIDTH = 400


def _era(id_: str, when: str) -> str:
    return f'{id_}: {{kind: era, name: {{en: Era {id_}, ar: عصر {id_}}}, date: "{when}"}}\n'


def _x(day: tuple[int, int, int], first: tuple[int, int, int], last: tuple[int, int, int]) -> float:
    """Where a day stands on the axis of a timeline without a second panel."""
    start, end = date(*first).toordinal(), date(*last).toordinal()
    return round(0.5 + (WIDTH - 1) * (date(*day).toordinal() - start) / (end - start), 2)


def test_there_is_no_timeline_without_dated_entities() -> None:
    assert draw_timeline(scribe_of(""), WIDTH) is None
    place = "a: {kind: fort, name: {en: A, ar: ا}, place: {lat: 1, lon: 1, precision: town}}\n"
    assert draw_timeline(scribe_of(place), WIDTH) is None


def test_a_bar_ends_where_its_dates_say() -> None:
    figure = timeline(_era("a", "2024-01-01/2024-03-31") + _era("b", "2024-03-10/2024-12-31"))
    span = (2024, 1, 1), (2025, 1, 1)
    assert blocks(figure, "span") == [
        (0.5, _x((2024, 4, 1), *span)),
        (_x((2024, 3, 10), *span), WIDTH - 0.5),
    ]
    assert blocks(figure, "unsure") == []
    assert parts(figure, "inferred") == []


def test_the_stretch_in_which_a_bar_begins_or_ends_is_lighter() -> None:
    figure = timeline(_era("a", "2024-02/2024-11") + _era("b", "2024-01-01/2024-12-31"))
    span = (2024, 1, 1), (2025, 1, 1)
    whole, sure = sorted(blocks(figure, "span")[:-1])  # the last one is the legend's
    assert whole == (0.5, WIDTH - 0.5)
    assert sure == (_x((2024, 2, 29), *span), _x((2024, 11, 2), *span))
    assert blocks(figure, "unsure")[:-1] == [
        (_x((2024, 2, 1), *span), _x((2024, 2, 29), *span)),
        (_x((2024, 11, 2), *span), _x((2024, 12, 1), *span)),
    ]


def test_an_approximate_end_is_broken_and_a_firm_one_is_not() -> None:
    figure = timeline(_era("a", "2024-02~/2024-11-30") + _era("b", "2024-01-01/2024-12-31"))
    broken, _of_the_legend = parts(figure, "inferred")
    assert "stroke-dasharray" in broken.attrib
    across = [x for x, _ in points(broken)[0]]
    span = (2024, 1, 1), (2025, 1, 1)
    assert (min(across), max(across)) == pytest.approx(
        (_x((2024, 2, 1), *span), _x((2024, 2, 29), *span)), abs=0.02
    )
    assert "the date of this end is approximate or uncertain" in _words(figure)


def test_an_approximate_day_has_a_stub_that_can_be_seen() -> None:
    figure = timeline(_era("a", "2024-06-01~/2024-11-30") + _era("b", "2024-01-01/2024-12-31"))
    broken, _of_the_legend = parts(figure, "inferred")
    across = [x for x, _ in points(broken)[0]]
    day = _x((2024, 6, 1), (2024, 1, 1), (2025, 1, 1))
    assert (min(across), max(across)) == pytest.approx((day - 3.5, day + 3.5), abs=0.02)


def test_an_open_end_is_an_arrow_to_the_edge() -> None:
    figure = timeline(_era("a", "2024-06-01/..") + _era("b", "2024-01-01/2024-12-31"))
    arrow = next(part for part in parts(figure, "span") if part.tag.endswith("path"))
    assert max(x for x, _ in points(arrow)[0]) == WIDTH - 0.5
    assert "no end is given" in _words(figure)
    assert "the date of this end is not known" not in _words(figure)


def test_an_unknown_end_is_a_question_mark_after_what_is_known() -> None:
    figure = timeline(_era("a", "2024-06-15/") + _era("b", "2024-01-01/2024-12-31"))
    mark = next(label for label in figure.labels if said(label) == "?")
    day = _x((2024, 6, 15), (2024, 1, 1), (2025, 1, 1))
    assert day < mark.x < day + 14
    assert "no end is given" not in _words(figure)
    assert "the date of this end is not known" in _words(figure)


def test_a_mark_stands_in_the_middle_of_its_day_and_is_hollow_where_it_is_a_guess() -> None:
    figure = timeline(
        _era("a", "2024-01-01/2024-12-31") + _era("b", "2024-05-05") + _era("c", "2024-08-09~")
    )
    span = (2024, 1, 1), (2025, 1, 1)
    half = (WIDTH - 1) / 366 / 2
    (firm,), guesses = middles(figure, "mark"), middles(figure, "hollow")
    assert firm[0] == pytest.approx(_x((2024, 5, 5), *span) + half, abs=0.02)
    # The last hollow mark is that of the legend.
    assert [x for x, _ in guesses[:-1]] == [pytest.approx(_x((2024, 8, 9), *span) + half, abs=0.02)]


def test_a_mark_of_a_month_shows_how_far_the_month_reaches() -> None:
    figure = timeline(
        _era("a", "2024-01-01/2024-12-31") + _era("b", "2024-05") + _era("c", "2024-08~")
    )
    span = (2024, 1, 1), (2025, 1, 1)
    reach = points(parts(figure, "reach")[0])[0]
    assert [x for x, _ in reach] == [_x((2024, 5, 1), *span), _x((2024, 6, 1), *span)]
    guess = points(parts(figure, "guess")[0])[0]
    assert [x for x, _ in guess] == [_x((2024, 8, 1), *span), _x((2024, 9, 1), *span)]


def test_the_edition_ends_after_its_day() -> None:
    eras = _era("a", "2024-01-01/2024-12-31")
    figure = timeline(eras, as_of="2024-10-04")
    span = (2024, 1, 1), (2025, 1, 1)
    line = points(parts(figure, "now")[0])
    assert {x for piece in line for x, _ in piece} == {_x((2024, 10, 5), *span)}
    assert blocks(figure, "later")[0] == (_x((2024, 10, 5), *span), WIDTH - 0.5)
    assert find(figure, "as of").words[0][0] == "as of 4 October 2024"
    assert "What this edition knows ends on 4 October 2024." in figure.description


def test_an_edition_without_a_date_has_no_such_line() -> None:
    figure = timeline(_era("a", "2024-01-01/2024-12-31"))
    assert parts(figure, "now") == parts(figure, "later") == []
    assert "edition" not in figure.description


def test_time_runs_from_right_to_left_where_the_language_does() -> None:
    eras = _era("a", "2024-01-01/2024-03-31") + _era("b", "2024-05") + _era("c", "2024-02/..")
    left, right = (timeline(eras, lang, as_of="2024-10-04") for lang in ("en", "ar"))
    for tone, number in (("span", 2), ("unsure", 1), ("later", 1)):
        there = blocks(left, tone)[:number]  # what follows is the legend's
        assert len(there) == number
        turned = [(round(WIDTH - end, 2), round(WIDTH - start, 2)) for start, end in there]
        assert blocks(right, tone)[:number] == turned
        assert there != turned
    (across, _), (turned_across, _) = middles(left, "mark")[0], middles(right, "mark")[0]
    assert turned_across == pytest.approx(WIDTH - across, abs=0.02)
    assert find(left, "Eras").anchor == "left"
    assert find(right, "العصور").anchor == "right"
    assert find(right, "العصور").x > WIDTH / 2


def test_dates_are_in_the_digits_and_months_of_the_locale() -> None:
    figure = timeline(_era("a", "2024-01/2024-11") + _era("b", "2024-09-20~"), "ar")
    assert find(figure, "عصر a").words[1][0] == "· من كانون الثاني ٢٠٢٤ إلى تشرين الثاني ٢٠٢٤"
    assert find(figure, "عصر b").words[1][0] == "· نحو ٢٠ أيلول ٢٠٢٤"
    axis = {said(label) for label in figure.labels}
    assert {"٢٠٢٤", "آذار", "أيلول"} <= axis
    assert not re.search("[0-9]", " ".join(axis))


def test_the_table_says_the_same() -> None:
    figure = timeline(_era("b", "2024-05~") + _era("a", "2024-02/.."))
    assert figure.head == ("Kind", "Name", "Date")
    assert figure.rows == (
        ("Era", "Era a", "from February 2024 on"),
        ("Era", "Era b", "about May 2024"),
    )
    assert figure.description.startswith("A timeline: from February 2024 to May 2024. Eras: 2.")


def test_a_crowded_stretch_is_enlarged_and_each_entry_named_once() -> None:
    early = "".join(_era(f"old-{n}", str(1990 + 5 * n)) for n in range(4))
    late = "".join(_era(f"new-{n}", f"2024-{n + 1:02}-10") for n in range(9))
    figure = timeline(early + late)
    names = [said(label) for label in figure.labels if said(label).startswith("Era ")]
    assert sorted(name.split(" ·")[0] for name in names) == sorted(
        [f"Era old-{n}" for n in range(4)] + [f"Era new-{n}" for n in range(9)]
    )
    (lens, leads) = (part for part in parts(figure, "lens"))
    assert len(points(leads)) == 2
    start, end = (1990, 1, 1), (2025, 1, 1)
    left, right = sorted({x for line in points(lens) for x, _ in line})
    assert left == _x((2024, 1, 1), start, end)
    assert right == pytest.approx(_x((2024, 10, 1), start, end), abs=1.2)


def test_dates_that_are_spread_evenly_are_not_enlarged() -> None:
    figure = timeline("".join(_era(f"n{n}", str(1990 + 3 * n)) for n in range(12)))
    assert parts(figure, "lens") == []


def test_the_real_timeline_enlarges_the_years_of_the_talks() -> None:
    scribe = scribes_in(REPOSITORY / "seeds")["en"]
    figure = draw_timeline(scribe, 455)
    assert figure is not None
    years = [said(label) for label in figure.labels if re.fullmatch("20[0-9]{2}", said(label))]
    assert years[-4:] == ["2023", "2024", "2025", "2026"]
    entities = scribe.briefing.index.entities
    for id_ in ("talks", "joint-statement-day", "invasion-begins"):
        find(figure, entities[id_].name["en"])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_names_wrap_rather_than_leave_the_drawing(lang: str, width: float) -> None:
    long = "A very long name of an era indeed " * 4
    eras = "".join(
        f'a{n}: {{kind: era, name: {{en: "{long}", ar: "اسم طويل جداً لعصر من العصور {n}"}}, '
        f'date: "2024-{n:02}-1X"}}\n'
        for n in range(1, 13)
    )
    figure = timeline(eras, lang, width=width, as_of="2024-07-01")
    _check_words(figure)


def test_no_word_lies_on_another_and_none_outside(count: Callable[[str, int], None]) -> None:
    for name, _, figure in all_figures():
        if figure.name == "timeline":
            _check_words(figure, name)
            count("labels of timelines", len(figure.labels))


def test_no_upright_line_crosses_a_name(count: Callable[[str, int], None]) -> None:
    seen = 0
    for name, _, figure in all_figures():
        if figure.name != "timeline":
            continue
        boxes = [room(label) for label in figure.labels if len(label.words) > 1]
        for tone in ("grid", "now", "lens"):
            lines = [line for part in parts(figure, tone) for line in points(part)]
            upright = [line for line in lines if abs(line[0][0] - line[-1][0]) < 0.01]
            seen += len(upright)
            for (x, top), (_, bottom) in (line[:2] for line in upright):
                crossed = [
                    box
                    for box in boxes
                    if box.x < x < box.x + box.width
                    and top < box.y + box.height - 1
                    and box.y + 1 < bottom
                ]
                assert crossed == [], name
    count("upright lines of timelines", seen)


def _check_words(figure: Figure, name: str = "") -> None:
    boxes = [(said(label), room(label)) for label in figure.labels]
    for (one, a), (other, b) in combinations(boxes, 2):
        assert not a.meets(b, -0.5), (name, one, other)
    for words, box in boxes:
        assert box.x >= -0.5, (name, words)
        assert box.x + box.width <= figure.width + 0.5, (name, words)
        assert box.y >= -0.5, (name, words)
        assert box.y + box.height <= figure.height + 0.5, (name, words)


def _words(figure: Figure) -> str:
    return " ".join(said(label) for label in figure.labels)
