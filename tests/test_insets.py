"""Insets show what the briefing holds, where a page asks for them and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import hashiya
from hashiya.insets import inset_values
from hashiya.pages import render_prose
from hashiya.prose import INSETS
from hashiya.views import Folio
from tests.seedbed import Seedbed


@pytest.fixture
def build(tmp_path: Path) -> hashiya.Build:
    """The base briefing, built."""
    return Seedbed.plant(tmp_path / "home").build()


def test_the_glance_counts_every_claim_once_by_how_it_stands(build: hashiya.Build) -> None:
    values = inset_values(Folio(build.press.scribes["en"], ""), "glance")
    tallies = values["tallies"]
    assert isinstance(tallies, tuple)
    assert sum(int(each.number) for each in tallies) == len(build.subject.index.claims) > 2
    assert [each.href for each in tallies if each.key == "contested"] == ["standing/#disputed"]
    assert values["claims"] == (f"{len(build.subject.index.claims)} claims", "claims/")


def test_a_withheld_source_is_in_no_count(tmp_path: Path) -> None:
    bed = Seedbed.plant(tmp_path / "home")
    before = len(bed.build().subject.index.sources)
    bed.edit("seeds/briefing.yml", "publish: quote", "publish: none")
    folio = Folio(bed.build().press.scribes["en"], "")
    assert before > 0
    assert inset_values(folio, "glance")["sources"] == ("0 sources", "sources/")


def test_cards_name_the_most_spoken_of_first_and_link_to_their_pages(build: hashiya.Build) -> None:
    html = render_prose(build.press, "en", "guide/ships", "<!-- inset: cards -->\n")
    assert "<!--" not in html
    decks = re.findall(r'<h3 class="hy-deck__name"><a href="([^"]+)">([^<]+)</a>', html)
    assert ("../../sources/", "Sources") in decks
    assert len(decks) > 2
    counts = [
        [int(n) for n in re.findall(r'hy-count">(\d+) claims?<', deck)]
        for deck in html.split("<section")[1:]
    ]
    assert any(len(each) > 1 for each in counts)
    kinds = build.subject.index.head.kinds.values()
    undated = {kind.label["en"] for kind in kinds if not kind.dated}
    for (_, name), each in zip(decks, counts, strict=True):
        if name in undated:
            assert each == sorted(each, reverse=True)


def test_an_inset_leaves_the_page_around_it_as_it_was(build: hashiya.Build) -> None:
    text = "# Title\n\nBefore.\n\n<!-- inset: glance -->\n\nAfter, and `<!-- inset: cards -->`.\n"
    html = render_prose(build.press, "ar", "", text)
    before, after = html.split("\n\n", 2)[:2], html.rpartition("\n\n")[2]
    assert before == ["# Title", "Before."]
    assert after == "After, and `<!-- inset: cards -->`.\n"
    assert 'class="hy-glance"' in html
    assert "hy-deck" not in html
    inset = html.split("\n\n")[2]
    assert inset.startswith("<div")
    assert inset.endswith("</div>")


@pytest.mark.parametrize("name", INSETS)
def test_every_inset_is_drawn_in_both_languages(build: hashiya.Build, name: str) -> None:
    for lang in ("en", "ar"):
        html = render_prose(build.press, lang, "", f"<!-- inset: {name} -->\n")
        assert "inset:" not in html
        assert len(html) > 100
        assert "\n\n" not in html.strip()
