"""What `make audit` measures beside axe: each defect, planted in a page, is found, and no other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.audit.every_page import MEASURES, Finding, axe_script, summarize

FRAME = """<!doctype html><html lang="en"><title>t</title><body dir="ltr">
<style>body {{ margin: 0; font: 18px sans-serif }}</style>
<a class="md-skip" href="#top">Skip</a><header>Name</header><nav aria-label="Pages">Pages</nav>
<main><h1 id="top">Heading</h1>{content}</main><footer>End</footer></body></html>"""

TWO_SMALL = (
    '<p><button style="all:unset;width:12px;height:12px">a</button>'
    '<button style="all:unset;width:12px;height:12px">b</button></p>'
)
APART = TWO_SMALL.replace("</button><", '</button><span style="padding:0 20px"></span><')

PLANTED: tuple[tuple[str, str, list[str]], ...] = (
    ("overflow()", '<div style="width:600px">wide</div>', ["overflow", "sticks-out"]),
    (
        "overflow()",
        '<div style="overflow-x:auto"><div style="width:600px">wide</div></div>',
        [],
    ),
    ("overflow()", "<p>narrow</p>", []),
    ("sizes(16)", '<p style="font-size:15px">small</p>', ["small-text"]),
    ("sizes(16)", '<p style="font-size:16px">enough</p>', []),
    ("sizes(16)", '<p>call<sup class="hy-ref"><a style="font-size:10px">1</a></sup></p>', []),
    ("sizes(16)", '<p hidden style="font-size:10px">hidden</p>', []),
    (
        "sizes(16)",
        '<svg viewBox="0 0 100 100" width="50" height="50"><text y="50" font-size="20">ab</text>'
        "</svg>",
        ["small-text"],
    ),
    (
        "sizes(16)",
        '<svg viewBox="0 0 100 100" width="200" height="200"><text y="50" font-size="8">ab</text>'
        "</svg>",
        [],
    ),
    ("targets()", TWO_SMALL, ["small-target", "small-target"]),
    ("targets()", APART, []),
    ("targets()", '<p>In a sentence <a href="#top">one</a> <a href="#top">b</a></p>', []),
    ("structure()", "<p>whole</p>", []),
    ("structure()", "<h1>Another</h1>", ["h1"]),
    ("structure()", "<h3>Deep</h3>", ["heading-order"]),
    ("structure()", '<p id="a"></p><p id="a"></p>', ["duplicate-id"]),
    ("structure()", '<a href="#nowhere">go</a>', ["dead-anchor"]),
    ("structure()", "<nav>nameless</nav>", ["landmark"]),
)


@pytest.fixture
def blank(browser: Browser) -> Iterator[Page]:
    """A phone's window with nothing in it."""
    page = browser.new_page(viewport={"width": 390, "height": 800})
    yield page
    page.close()


def _rules(page: Page, html: str, measure: str) -> list[str]:
    page.set_content(html)
    page.evaluate(axe_script())
    page.evaluate(MEASURES)
    return [found["rule"] for found in page.evaluate(f"hashiyaAudit.{measure}")]


@pytest.mark.parametrize("measure,content,rules", PLANTED)
def test_each_planted_defect_is_found_and_no_other(
    blank: Page, measure: str, content: str, rules: list[str]
) -> None:
    assert _rules(blank, FRAME.format(content=content), measure) == rules


@pytest.mark.parametrize(
    "missing,rule",
    [
        (' lang="en"', "lang"),
        (' dir="ltr"', "dir"),
        ("<footer>End</footer>", "landmark"),
        (' class="md-skip"', "skip-link"),
    ],
)
def test_a_frame_without_its_parts_is_found(blank: Page, missing: str, rule: str) -> None:
    html = FRAME.format(content="<p>text</p>")
    assert missing in html
    assert _rules(blank, html.replace(missing, ""), "structure()") == [rule]


@pytest.mark.parametrize("colour,found", [("#888", ["contrast"]), ("#333", [])])
def test_a_contrast_that_axe_cant_tell_is_computed(
    blank: Page, colour: str, found: list[str]
) -> None:
    blank.set_content(FRAME.format(content=f'<p id="faint" style="color:{colour}">text</p>'))
    blank.evaluate(MEASURES)
    said = blank.evaluate("hashiyaAudit.contrast(['#faint'])")
    assert [each["rule"] for each in said] == found


def test_axe_is_there_and_finds_an_image_without_words(blank: Page) -> None:
    blank.set_content(FRAME.format(content='<img src="data:,">'))
    blank.evaluate(axe_script())
    blank.evaluate(MEASURES)
    found = blank.evaluate("hashiyaAudit.axe({})")["found"]
    assert [each["rule"] for each in found] == ["axe:image-alt"]


def test_alike_findings_are_one_line_with_their_pages() -> None:
    findings = [
        Finding("/a/", "1280", "small-text", "p", "12.0 px: x"),
        Finding("/b/", "390", "small-text", "p", "12.0 px: y"),
        Finding("/b/", "390", "overflow", "html", "wide"),
    ]
    assert summarize(findings) == (
        "overflow: html (390; 1 × on 1 pages, as /b/): wide",
        "small-text: p (1280, 390; 2 × on 2 pages, as /a/): 12.0 px: x",
    )
