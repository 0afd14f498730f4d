"""The page of a source: which state each paragraph has, whose words are whose, what is gathered."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hashiya.pages import Page
from tests.seedbed import of_one_language

ARTICLE = "A headline\nOne two three. Four five six.\nIdle words.\nA caption\nAn advertisement\n"
PARTS = "parts: {title: [1], caption: [4], boilerplate: [5]}, unused: {'3': nothing in it}"
CLAIMS = """
early:
  text: {en: Early words}
  about: [ministry]
  evidence: [{at: one#2, quote: One two three, modality: asserted}]
late:
  text: {en: Late words}
  about: [ministry]
  evidence: [{at: one#2, quote: two three. Four, modality: asserted}]
"""


def page_of(home: Path, policy: str = "quote", *, preview: bool = False, more: str = "") -> Page:
    """The page of an article whose second paragraph two claims quote in part."""
    bed = of_one_language(home, CLAIMS)
    bed.write("seeds/one.txt", ARTICLE)
    bed.write(
        "seeds/sources.yml",
        "one: {file: one.txt, lang: en, title: {en: One}, publisher: gazette, "
        f"publish: {policy}, {PARTS}{more}}}\n",
    )
    site = bed.build(preview=preview).site
    return next(page for page in site.pages if page.path == "sources/one")


def paragraph(page: Page) -> str:
    """The HTML of the cited paragraph, claims included."""
    return page.html[page.html.index('id="p2"') :].partition('<li class="hy-gap">')[0]


def test_each_paragraph_is_a_cell_with_its_state_in_words(tmp_path: Path) -> None:
    page = page_of(tmp_path)
    cells = re.findall(
        r'<a class="hy-cell hy-cell--(\w+)" href="#(p\d)" aria-label="(.*?)">', page.html
    )
    assert cells == [
        ("apart", "p1", "¶ 1: title"),
        ("cited", "p2", "¶ 2: cited by 2 claims"),
        ("unused", "p3", "¶ 3: body text that no claim cites"),
        ("apart", "p4", "¶ 4: caption"),
        ("apart", "p5", "¶ 5: not the article"),
    ]
    legend = re.findall(r"hy-cell--(\w+)\" aria-hidden.*?<b>(\d)</b>", page.html)
    assert legend == [("cited", "1"), ("unused", "1"), ("apart", "3")]


def test_words_that_two_claims_quote_are_of_both(tmp_path: Path) -> None:
    html = paragraph(page_of(tmp_path))
    marks = re.findall(r'<mark class="(.*?)">(.*?)</mark>', html)
    assert marks == [
        ("hy-quoted--1", "One "),
        ("hy-quoted--1 hy-quoted--2", "two three"),
        ("hy-quoted--2", ". Four"),
    ]
    words = re.sub(r"<[^>]*>", "", html.partition("<p ")[2].partition("</p>")[0])
    assert words.endswith(">One two three. Four five six.")


def test_a_claims_words_begin_where_the_first_of_them_stand(tmp_path: Path) -> None:
    page = page_of(tmp_path)
    html = paragraph(page)
    assert '<span class="hy-begin hy-begin--1" id="p2-early"></span><mark' in html
    assert 'id="p2-late"></span><mark class="hy-quoted--1 hy-quoted--2">' in html
    assert html.count('id="p2-late"') == 1
    assert {"p1", "p2", "p3", "p4", "p5", "p2-early", "p2-late"} <= page.ids
    assert re.findall(r'hy-rests__words" href="(.*?)"', html) == ["#p2-early", "#p2-late"]


def test_where_no_words_are_shown_the_claim_itself_has_their_place(tmp_path: Path) -> None:
    page = page_of(tmp_path, "link")
    html = paragraph(page)
    assert "<mark" not in html
    assert "hy-rests__words" not in html
    assert '<li class="hy-rests hy-rests--1" id="p2-early">' in html
    assert "6 words, not shown here" in html
    assert "p2-late" in page.ids


def test_paragraphs_without_words_to_show_are_gathered_by_what_they_are(tmp_path: Path) -> None:
    page = page_of(tmp_path)
    gaps = re.findall(r'<li class="hy-gap">(.*?)</li>', page.html)
    assert [re.findall(r'id="(p\d)"', gap) for gap in gaps] == [["p1"], ["p3", "p4", "p5"]]
    text = " ".join(re.sub(r"<[^>]*>", " ", gaps[1]).split())
    assert text == "body ¶ 3 caption ¶ 4 not the article ¶ 5 6 words, not shown here"


def test_a_preview_gathers_nothing(tmp_path: Path) -> None:
    page = page_of(tmp_path, preview=True)
    assert "hy-gap" not in page.html
    assert page.html.count('<li class="hy-paragraph ') == 5
    assert "nothing in it" in page.html


@pytest.mark.parametrize("more, said", [("", "not graded"), (", reliability: B", "B, usually")])
def test_the_head_says_how_reliable_a_source_is_or_that_nobody_said(
    tmp_path: Path, more: str, said: str
) -> None:
    facts = page_of(tmp_path, more=more).html.partition("</dl>")[0]
    assert said in facts
    assert ("not graded" in facts) == (not more)
