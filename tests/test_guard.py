"""What a difference of words touches is named; what no list knows is never called harmless."""

from __future__ import annotations

import pytest

from hashiya.anchors import Miss
from hashiya.drift import Drift, Verdict
from hashiya.guard import Touch, describe, explain, touched
from hashiya.mentions import names_of
from tests.seedbed import index_of

T = Touch


@pytest.mark.parametrize(
    "old, new, found",
    [
        ("12 ships wait", "13 ships wait", (T.NUMBER,)),
        ("twelve ships wait", "thirteen ships wait", (T.NUMBER,)),
        ("the port is closed", "the port is not closed", (T.NEGATION,)),
        ("nobody can say", "nobody could say", (T.MODAL,)),
        ("it plans to leave", "it wants to leave", (T.MODAL,)),
        ("5 miles away", "5 kilometres away", (T.UNIT,)),
        ("in September 2025", "in October 2025", (T.DATE,)),
        ("in September 2025", "in September 2026", (T.NUMBER, T.DATE)),
        ("before the talks", "after the talks", (T.DATE,)),
        ("the port opened", "the port closed", (T.WORDS,)),
        ("Iran struck Iraq", "Iraq struck Iran", (T.ORDER,)),
    ],
)
def test_a_difference_in_english(old: str, new: str, found: tuple[Touch, ...]) -> None:
    assert touched(old, new, "en") == found


@pytest.mark.parametrize(
    "old, new, found",
    [
        ("١٢ سفينة تنتظر", "13 سفينة تنتظر", (T.NUMBER,)),
        ("ثلاثة جنود", "أربعة جنود", (T.NUMBER,)),
        ("ستنتهي المهمة", "لن تنتهي المهمة", (T.NEGATION,)),
        ("ولم تنته المهمة", "وقد تنته المهمة", (T.NEGATION, T.MODAL)),
        ("من المقرر أن تنتهي", "من المحتمل أن تنتهي", (T.MODAL,)),
        ("عشرون كيلومتراً", "عشرون ميلاً", (T.UNIT,)),
        ("في سبتمبر المقبل", "في أكتوبر المقبل", (T.DATE,)),
        ("في سبتمبر المقبل", "في أيلول المقبل", (T.DATE,)),
        ("بداية الانسحاب", "رفض الانسحاب", (T.WORDS,)),
        ("ضرب العراق إيران", "ضرب إيران العراق", (T.ORDER,)),
    ],
)
def test_a_difference_in_arabic(old: str, new: str, found: tuple[Touch, ...]) -> None:
    assert touched(old, new, "ar") == found


def test_a_difference_in_a_name_of_the_index() -> None:
    names = names_of(index_of(), "en")
    assert touched("the Ministry said", "the Herald said", "en", names) == (T.NAME,)
    assert touched("the Ministry said", "the Herald said", "en") == (T.WORDS,)


@pytest.mark.parametrize(
    "old, new",
    [
        ("قاعدة ١٢", "قاعده 12"),
        ("he said “no”,", 'he said "no"'),
        ("a  b", "a b"),
        ("", ""),
    ],
)
def test_what_folding_levels_touches_nothing(old: str, new: str) -> None:
    assert touched(old, new, "ar") == ()


def test_a_near_miss_is_shown_with_what_it_touches() -> None:
    miss = Miss("nowhere", (), 2, "[-12-] {+13+} ships", ("12 ships", "13 ships"), 0.5)
    assert describe(miss, "en") == "[-12-] {+13+} ships (touches a number)"
    assert describe(Miss("nowhere"), "en") == ""


def test_a_verdict_is_told_with_its_places_and_its_difference() -> None:
    miss = Miss("nowhere", (), 2, "[-12-] {+13+} ships", ("12 ships", "13 ships"), 0.5)
    edited = Verdict(Drift.MEANING, (1, 1), ((2, 2),), "other words", miss)
    assert explain(edited, "one", "en") == (
        "edited in meaning: other words (one#2): [-12-] {+13+} ships (touches a number)"
    )
    many = Verdict(Drift.AMBIGUOUS, (1, 1), tuple((n, n) for n in range(2, 9)), "several")
    assert explain(many, "one", "en") == (
        "ambiguous: several (one#2, one#3, one#4, one#5, one#6, …)"
    )
