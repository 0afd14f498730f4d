"""The strip: the first dated kind in one line of time, each bar numbered, named and marked off."""

from __future__ import annotations

from datetime import date

import pytest

from hashiya.figures import Figure, draw_strip
from hashiya.figures.drawing import Sign, around, flat
from tests.figures.easel import blocks, find, parts, points, said, scribe_of, scribes_in
from tests.seedbed import BASE, REPOSITORY

WIDTH = 400.0


def _era(id_: str, when: str) -> str:
    return f'{id_}: {{kind: era, name: {{en: Era {id_}, ar: عصر {id_}}}, date: "{when}"}}\n'


def _strip(entities: str, lang: str = "en", *, as_of: str = "", width: float = WIDTH) -> Figure:
    figure = draw_strip(scribe_of(entities, lang, as_of=as_of), width)
    assert figure is not None
    return figure


def _x(day: tuple[int, int, int], first: tuple[int, int, int], last: tuple[int, int, int]) -> float:
    start, end = date(*first).toordinal(), date(*last).toordinal()
    return round(0.5 + (WIDTH - 1) * (date(*day).toordinal() - start) / (end - start), 2)


def test_there_is_no_strip_without_dated_entities() -> None:
    assert draw_strip(scribe_of(""), WIDTH) is None


def test_only_the_first_dated_kind_is_drawn() -> None:
    for folder in (REPOSITORY / "seeds", BASE / "seeds"):
        for scribe in scribes_in(folder).values():
            index = scribe.briefing.index
            first = next(kind for kind in index.head.kinds.values() if kind.dated)
            figure = draw_strip(scribe, WIDTH)
            assert figure is not None
            kinds = {index.entities[id_].kind.id for id_ in figure.subjects}
            assert kinds == {first.id}
            assert figure.title == first.label[scribe.lang]


def test_bars_stand_where_their_dates_say_and_unsure_ends_are_lighter() -> None:
    figure = _strip(_era("a", "2024-01-01/2024-06-30") + _era("b", "2024-09/2024-12-31"))
    span = (2024, 1, 1), (2025, 1, 1)
    assert sorted(blocks(figure, "span")) == [
        (0.5, _x((2024, 7, 1), *span)),
        (_x((2024, 9, 30), *span), WIDTH - 0.5),
    ]
    assert blocks(figure, "unsure") == [(_x((2024, 9, 1), *span), _x((2024, 9, 30), *span))]


def test_an_open_end_is_an_arrow_and_a_closed_one_is_not() -> None:
    assert len(parts(_strip(_era("a", "2024-01/..")), "span")) == 2
    assert len(parts(_strip(_era("a", "2024-01/2024-12")), "span")) == 1


def test_the_editions_date_is_a_line_with_words_and_what_follows_is_set_off() -> None:
    figure = _strip(_era("a", "2024-01-01/2024-12-31"), as_of="2024-06-30")
    span = (2024, 1, 1), (2025, 1, 1)
    (line,) = parts(figure, "now")
    assert {x for x, _ in points(line)[0]} == {_x((2024, 7, 1), *span)}
    assert blocks(figure, "later") == [(_x((2024, 7, 1), *span), WIDTH - 0.5)]
    assert said(find(figure, "as of")) == "as of 30 June 2024"


def test_without_an_editions_date_nothing_is_set_off() -> None:
    figure = _strip(_era("a", "2024-01-01/2024-12-31"))
    assert parts(figure, "now") == parts(figure, "later") == []


def test_bars_that_overlap_lie_in_lanes_of_their_own_and_others_share_one() -> None:
    after = _strip(_era("a", "2020-01-01/2020-12-31") + _era("b", "2022-01-01/2022-12-31"))
    beside = _strip(_era("a", "2020-01-01/2022-12-31") + _era("b", "2021-01-01/2022-12-31"))
    assert len({part.get("y") for part in parts(after, "span")}) == 1
    assert len({part.get("y") for part in parts(beside, "span")}) == 2


def test_every_bar_has_the_number_of_its_name() -> None:
    figure = _strip(_era("a", "2020-01-01/2020-12-31") + _era("b", "2022-01-01/2022-12-31"))
    assert [said(label) for label in figure.labels].count("1") == 2
    assert said(find(figure, "Era b")) == "Era b"
    assert [shape.of for shape in figure.shapes if isinstance(shape, Sign)] == ["a", "b", "a", "b"]


def test_a_day_is_a_mark_and_no_bar() -> None:
    figure = _strip(_era("a", "2020-05-01") + _era("b", "2022-01-01/2022-12-31"))
    assert len(parts(figure, "mark")) == 1
    assert len(blocks(figure, "span")) == 1


@pytest.mark.parametrize("width", [164.0, 340.0, 560.0])
def test_signs_of_the_briefing_keep_off_each_other_and_inside(width: float) -> None:
    looked_at = 0
    for scribe in scribes_in(REPOSITORY / "seeds").values():
        figure = draw_strip(scribe, width)
        assert figure is not None
        signs = [shape for shape in figure.shapes if isinstance(shape, Sign)]
        boxes = [around(sign.shapes, figure.hand) for sign in signs]
        for number, box in enumerate(boxes):
            assert box.x >= -0.01
            assert box.x + box.width <= width + 0.01
            assert not any(box.meets(other) for other in boxes[:number])
            looked_at += 1
    assert looked_at == 28


def test_arabic_runs_from_the_right() -> None:
    entities = _era("a", "2020-01-01/2020-12-31") + _era("b", "2022-01-01/2022-12-31")
    middles = {}
    for lang in ("en", "ar"):
        figure = _strip(entities, lang)
        first = next(shape for shape in figure.shapes if isinstance(shape, Sign))
        box = around(first.shapes, figure.hand)
        middles[lang] = box.x + box.width / 2
    assert middles["en"] < WIDTH / 2 < middles["ar"]


def test_what_is_drawn_is_told_in_words() -> None:
    figure = _strip(_era("a", "2020/2021") + _era("b", "2022"), as_of="2024-06-30")
    assert figure.rows == (
        ("Era", "Era a", "from 2020 to 2021"),
        ("Era", "Era b", "2022"),
    )
    assert figure.description == (
        "Eras: Era a (from 2020 to 2021) and Era b (2022). "
        "What this edition knows ends on 30 June 2024."
    )
    assert len(flat(figure.shapes)) > len(figure.rows)
