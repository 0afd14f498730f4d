"""A paragraph's name belongs to the words that it was given to."""

from __future__ import annotations

import pytest

from hashiya.numbering import FIRST, Numbering, number_of, renumber, words_id


def test_the_first_numbering_has_plain_names() -> None:
    assert FIRST.id(5) == "p5"
    assert FIRST.words_id(5, "ships-12") == "p5-ships-12"
    assert (FIRST.aliases_of(5), FIRST.gone) == ((), ())


def test_a_later_numbering_has_names_of_its_own() -> None:
    later = Numbering(2, (("p5", 6), ("p6", None)))
    assert later.id(5) == "r2-p5"
    assert later.aliases_of(6) == ("p5",)
    assert later.gone == ("p6",)
    assert words_id("p5", "x") == "p5-x"


@pytest.mark.parametrize("name, number", [("p5", 5), ("r2-p17", 17), ("r12-p3", 3)])
def test_a_name_tells_its_number(name: str, number: int) -> None:
    assert number_of(name) == number


def test_what_stays_where_it_was_keeps_its_name() -> None:
    assert renumber(FIRST, {1: 1, 2: 2}, 2, before_count=2) == FIRST
    assert renumber(FIRST, {1: 1, 2: 2}, 9, before_count=2) == FIRST


def test_what_fell_away_at_the_end_is_remembered() -> None:
    found = renumber(FIRST, {1: 1}, 1, before_count=2)
    assert found == Numbering(1, (("p2", None),))


def test_a_number_that_comes_again_begins_a_new_numbering() -> None:
    shorter = renumber(FIRST, {1: 1}, 1, before_count=2)
    longer = renumber(shorter, {1: 1}, 2, before_count=1)
    assert longer == Numbering(2, (("p2", None), ("p1", 1)))


def test_a_paragraph_put_in_begins_a_new_numbering() -> None:
    found = renumber(FIRST, {1: 2, 2: 3}, 3, before_count=2)
    assert found == Numbering(2, (("p1", 2), ("p2", 3)))


def test_earlier_names_go_on_with_their_words() -> None:
    before = Numbering(2, (("p1", 2), ("p2", None)))
    found = renumber(before, {1: 2, 2: 3}, 3, before_count=2)
    assert found.revision == 3
    assert found.aliases == (("p1", 3), ("p2", None), ("r2-p1", 2), ("r2-p2", 3))


def test_a_paragraph_taken_out_below_which_others_stand_begins_a_new_numbering() -> None:
    found = renumber(FIRST, {1: None, 2: 1}, 1, before_count=2)
    assert found == Numbering(2, (("p1", None), ("p2", 1)))
