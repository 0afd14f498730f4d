"""A name in a text is found whole, the longest first, and never where it could be two."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hashiya.mentions import Names, entity_names, names_of
from tests.seedbed import index_of

FAST = settings(max_examples=150, deadline=None, derandomize=True, database=None)
BRIEFING = """
title: {en: A, ar: ب}
languages: [en, ar]
locales: {en: en_GB, ar: ar_IQ}
kinds:
  actor: {label: {en: A, ar: ب}, one: {en: A, ar: ب}, path: actors}
"""
ENTITIES = """
coalition: {kind: actor, name: {en: the coalition, ar: التحالف}, aliases: {ar: [قوات التحالف]}}
base: {kind: actor, name: {en: Ain al-Asad, ar: عين الأسد}}
airbase: {kind: actor, name: {en: Ain al-Asad air base, ar: قاعدة عين الأسد الجوية}}
us:
  kind: actor
  name: {en: US, ar: أمريكا}
  aliases: {en: [the United States], ar: [الولايات المتحدة]}
ministry:
  kind: actor
  name: {en: the ministry, ar: وزارة الدفاع}
  aliases: {en: [M.O.D.], ar: [الوزارة]}
army: {kind: actor, name: {en: the army, ar: الجيش}, aliases: {en: [the forces, the joint forces]}}
police: {kind: actor, name: {en: the police, ar: الشرطة}, aliases: {en: [the forces], ar: [القوات]}}
joint: {kind: actor, name: {en: joint, ar: مشترك}}
kirkuk: {kind: actor, name: {en: Kirkuk, ar: كركوك}}
"""
INDEX = index_of(entities=ENTITIES, sources="{}", briefing=BRIEFING)
NAMES = {lang: names_of(INDEX, lang) for lang in ("en", "ar")}


def found(lang: str, text: str) -> list[tuple[str, str]]:
    """The words that name an entity, and which."""
    return [(text[m.start : m.end], m.entity) for m in NAMES[lang].find(text)]


@pytest.mark.parametrize(
    "text, mentions",
    [
        ("the coalition left", [("the coalition", "coalition")]),
        ("The coalition left", [("The coalition", "coalition")]),
        ("THE COALITION left", []),
        ("coalition forces", []),
        ("the coalitions left", []),
        ("US forces told us so", [("US", "us")]),
        ("the United States' base", [("the United States", "us")]),
        ("Ain al-Asad, Ain al‑Asad", [("Ain al-Asad", "base"), ("Ain al‑Asad", "base")]),
        ("Ain al-Asad air base", [("Ain al-Asad air base", "airbase")]),
        ("Ain al-Asad air raid", [("Ain al-Asad", "base")]),
        ("Ain al-Asad air base.", [("Ain al-Asad air base", "airbase")]),
        ("the M.O.D. said", [("M.O.D", "ministry")]),
        ("the forces left", []),
        ("the joint forces left", [("the joint forces", "army")]),
        ("joint forces", [("joint", "joint")]),
        ("(the ministry)", [("the ministry", "ministry")]),
        ("to Ain, al-Asad; Ain. al-Asad", []),
        ("the\u00a0 ministry", [("the\u00a0 ministry", "ministry")]),
        ("", []),
        ("…", []),
    ],
)
def test_english_names_are_found(text: str, mentions: list[tuple[str, str]]) -> None:
    assert found("en", text) == mentions


@pytest.mark.parametrize(
    "text, mentions",
    [
        ("انسحب التحالف", [("التحالف", "coalition")]),
        ("والتحالف", [("التحالف", "coalition")]),
        ("بالتحالف", [("التحالف", "coalition")]),
        ("وبالتحالف", [("التحالف", "coalition")]),
        ("فالتحالف كالتحالف", [("التحالف", "coalition"), ("التحالف", "coalition")]),
        ("للتحالف", [("للتحالف", "coalition")]),
        ("وللتحالف", [("للتحالف", "coalition")]),
        ("تحالف", []),
        ("قوات التحالف", [("قوات التحالف", "coalition")]),
        ("وقوات التحالف", [("قوات التحالف", "coalition")]),
        ("عين الاسد", [("عين الاسد", "base")]),
        ("عَيْن الأَسَد", [("عَيْن الأَسَد", "base")]),
        ("في قاعدة عين الأسد الجوية", [("قاعدة عين الأسد الجوية", "airbase")]),
        ("في قاعدة عين الأسد", [("عين الأسد", "base")]),
        ("وزارة الدفاع", [("وزارة الدفاع", "ministry")]),
        ("ووزارة الدفاع", [("وزارة الدفاع", "ministry")]),
        ("بوزارة الدفاع", [("وزارة الدفاع", "ministry")]),
        ("كركوك وكركوك", [("كركوك", "kirkuk"), ("كركوك", "kirkuk")]),
        ("الجيشان", []),
        ("القوات", [("القوات", "police")]),
        ("إلى عين. الأسد غادر، في عين، الأسد", []),
        ("للولايات المتحدة", [("للولايات المتحدة", "us")]),
    ],
)
def test_arabic_names_are_found_and_proclitics_stay_outside(
    text: str, mentions: list[tuple[str, str]]
) -> None:
    assert found("ar", text) == mentions


def test_a_name_of_one_language_is_not_looked_for_in_another() -> None:
    assert found("ar", "the coalition") == []
    assert found("en", "التحالف") == []


def test_a_shared_alias_is_never_linked_and_hides_the_name_inside_it() -> None:
    entities = """
a: {kind: actor, name: {en: Gulf Port, ar: ب}, aliases: {en: [the port authority]}}
b: {kind: actor, name: {en: Other, ar: ج}, aliases: {en: [the port authority]}}
c: {kind: actor, name: {en: the port, ar: د}}
"""
    names = names_of(index_of(entities=entities, sources="{}", briefing=BRIEFING), "en")
    assert [m.entity for m in names.find("the port authority")] == []
    assert [m.entity for m in names.find("the port authority of the port")] == ["c"]


def test_one_entity_may_have_one_name_twice() -> None:
    entities = "a: {kind: actor, name: {en: Port, ar: ب}, aliases: {en: [Port, PORT]}}\n"
    names = names_of(index_of(entities=entities, sources="{}", briefing=BRIEFING), "en")
    assert [m.entity for m in names.find("Port and PORT")] == ["a", "a"]


def test_a_name_of_no_word_names_nothing() -> None:
    entities = "a: {kind: actor, name: {en: '…', ar: ب}}\n"
    names = names_of(index_of(entities=entities, sources="{}", briefing=BRIEFING), "en")
    assert names.find("… …") == ()


def test_the_names_of_an_entity_are_its_name_and_its_aliases() -> None:
    assert entity_names(INDEX.entities["us"], "en") == ("US", "the United States")
    assert entity_names(INDEX.entities["base"], "fr") == ()


PIECES = st.sampled_from(
    [
        "the ",
        "coalition ",
        "Ain ",
        "al-Asad ",
        "air ",
        "base ",
        "joint ",
        "forces ",
        ", ",
        "\u200f",
        "x",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
@FAST
def test_mentions_are_in_order_and_apart(text: str) -> None:
    names: Names = NAMES["en"]
    mentions = names.find(text)
    for mention in mentions:
        assert 0 <= mention.start < mention.end <= len(text)
    for before, after in pairwise(mentions):
        assert before.end <= after.start
