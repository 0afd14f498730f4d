"""Disagreements: which conflicts are one question, what stands in which column, whose word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hashiya.disputes import columns_of, disputes_of
from hashiya.standing import Pair
from tests.seedbed import Seedbed

SHIPS = "seeds/claims/ships.yml"
ABOUT = {"en": "how many"}
ARABIC = "ar: عدد السفن المنتظرة}"


@pytest.mark.parametrize(
    "pairs, columns",
    [
        (["a b"], (("a",), ("b",))),
        (["a b", "a c"], (("a",), ("b", "c"))),
        (["a b", "a c", "b c"], (("a",), ("b",), ("c",))),
        (["a b", "a c", "d b", "d c"], (("a", "d"), ("b", "c"))),
        (["a b", "b c", "c d"], None),
        (["a b", "c d"], None),
        (["a b", "a c", "b c", "c d"], None),
    ],
)
def test_claims_fall_into_columns_only_where_all_that_face_each_other_conflict(
    pairs: list[str], columns: tuple[tuple[str, ...], ...] | None
) -> None:
    found = columns_of((a, b) for a, b in (pair.split() for pair in pairs))
    assert found == columns


def test_pairs_about_one_question_are_one_disagreement_and_others_are_their_own() -> None:
    pairs = (
        Pair("a", "b", ABOUT),
        Pair("a", "c", {"en": "who"}),
        Pair("d", "a", ABOUT, ("s",)),
        Pair("a", "e", None),
        Pair("a", "f", None),
    )
    found = disputes_of(pairs)
    assert [(each.id, each.columns, each.settled_by) for each in found] == [
        ("d-a-b", (("a",), ("b", "d")), ("s",)),
        ("d-a-c", (("a",), ("c",)), ()),
        ("d-a-e", (("a",), ("e",)), ()),
        ("d-a-f", (("a",), ("f",)), ()),
    ]


def test_pairs_about_one_question_that_form_no_columns_stay_apart() -> None:
    found = disputes_of((Pair("a", "b", ABOUT), Pair("b", "c", ABOUT), Pair("c", "d", ABOUT)))
    assert [each.columns for each in found] == [
        (("a",), ("b",)),
        (("b",), ("c",)),
        (("c",), ("d",)),
    ]


def _page(bed: Seedbed, lang: str, path: str) -> str:
    return next(p.html for p in bed.build().site.pages if (p.lang, p.path) == (lang, path))


@pytest.fixture
def bed(tmp_path: Path) -> Seedbed:
    return Seedbed.plant(tmp_path / "home")


def test_each_column_says_first_whose_word_it_is(bed: Seedbed) -> None:
    html = _page(bed, "en", "disagreements")
    section = html[html.index('<section class="hy-dispute"') :].partition("</section>")[0]
    assert re.findall(r'hy-column__head">(.*?)<', section) == ["One says", "Another says"]
    for stand in section.split("<article")[1:]:
        assert stand.index('class="hy-voice"') < stand.index('class="hy-claim__text"')
        assert stand.count('class="hy-locator"') == 1
    assert "hy-settle" not in html


def test_the_questions_stand_first_and_lead_to_their_disagreements(bed: Seedbed) -> None:
    html = _page(bed, "ar", "disagreements")
    overview = html[html.index('class="hy-questions"') :].partition("</nav>")[0]
    links = re.findall(r'<a href="#(.*?)">(.*?)</a> <span class="hy-count">(.*?)<', overview)
    assert links == [("d-ships-12-ships-17", "عدد السفن المنتظرة", "إفادتان")]
    assert 'id="d-ships-12-ships-17"' in html
    assert "مسألة واحدة" in overview


@pytest.mark.parametrize("path", ["disagreements", "sites/ras-zahr", "claims/ships-17"])
def test_what_would_settle_it_is_shown_with_its_note_wherever_the_two_part(
    bed: Seedbed, path: str
) -> None:
    bed.edit(SHIPS, ARABIC, f"{ARABIC}\n      settled_by: [closed-1]")
    html = _page(bed, "en", path)
    settle = html[html.index('class="hy-settle"') :].partition("</section>")[0]
    assert "What would settle it" in settle
    assert 'claims/closed-1/">evidence</a>' in settle
    assert 'role="doc-noteref"' in settle


def test_on_its_own_page_a_claim_stands_in_the_first_column(bed: Seedbed) -> None:
    html = _page(bed, "en", "claims/ships-17")
    section = html[html.index('id="contradicts"') :]
    first, second = section.split('<div class="hy-column">')[1:3]
    assert "hy-stand--here" in first
    assert 'hy-permalink" href="./"' in first
    assert "hy-stand--here" not in second
    assert "claims/ships-12/" in second
