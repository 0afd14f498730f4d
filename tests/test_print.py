"""A page printed by a real browser: what it says with its notes, where it is from, and no more.

Read back by PDFium. Chromium's PDF gives an Arabic word's letters in one order or the other, so
words are compared as bags of letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.local_server import BELOW, served
from tests.workbench import LANGUAGES, SITE_URL

Count = Callable[[str, int], None]
Visit = Callable[[str], Page]

ADDRESSES = {
    "": (4, 14),
    "actors/iran/": (1, 8),
    "bases/ain-al-asad/": (1, 4),
    "claims/talks-aim-end-mission/": (1, 3),
    "sources/araby-1004/": (2, 10),
    "disagreements/": (6, 36),
}
"""The pages that are printed, with the fewest and the most sheets of A4 that they may take."""

PREFIXES = {"en": "", "ar": "ar/"}
EACH = [
    pytest.param(prefix + address, id=f"{lang}-{address.strip('/').replace('/', '-') or 'home'}")
    for address in ADDRESSES
    for lang, prefix in PREFIXES.items()
]

POINTS = 72 / 25.4
"""Points in a millimetre."""
EDGE = 12 * POINTS
"""What stays white at the left and at the right; print.css leaves 17 mm."""
SHEET = 665
"""Pixels between the margins of A4: 210 mm without 17 at each side."""
BAND = 18 * POINTS
"""The height at a sheet's foot in which only the number of the sheet stands."""

READ_BACK = 0.85
"""Of a text's words, how many come back from a PDF of Chromium: it joins some and splits others."""

AROUND = """() => {
    const shown = [...document.querySelectorAll(
        ".md-header, .md-sidebar, .md-footer, .md-top, .md-skip, .hy-popup")];
    const search = document.querySelector(".md-search__input");
    return [...shown.map(element => element.textContent), search.placeholder].join(" ");
}"""
BLOCKS = "all => all.map(e => [...e.children].map(c => c.innerText).join(' '))"
WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A printed page: its size in points, its text, and stretches of it from top to bottom.

    A stretch is its left, bottom, right and top edge, and its text.
    """

    text: str
    width: float
    height: float
    stretches: tuple[tuple[float, float, float, float, str], ...]

    @property
    def words(self) -> frozenset[str]:
        """The words, each as its letters in order of the alphabet."""
        return frozenset(_letters(self.text))


@dataclass(frozen=True, slots=True)
class Printed:
    """A page of the site as a browser shows it, and its sheets of A4.

    `around` is the text of what stands around the page's article; `blocks` are the texts of its
    claims, cards and notes; `overflow` is in pixels; `imprint` is what it says on paper only.
    """

    article: str
    around: str
    notes: tuple[str, ...]
    blocks: tuple[str, ...]
    overflow: int
    imprint: str
    sheets: tuple[Sheet, ...]

    @property
    def words(self) -> frozenset[str]:
        """The words of all sheets."""
        return _words(self.sheets)


def _letters(text: str) -> list[str]:
    """The words of a text, without marks and controls, each as its sorted letters."""
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKC", text)
        if unicodedata.category(letter) not in ("Mn", "Cf") and letter != "ـ"
    )
    return ["".join(sorted(word)) for word in WORD.findall(plain)]


def _words(sheets: Iterable[Sheet]) -> frozenset[str]:
    return frozenset().union(*(sheet.words for sheet in sheets))


def _share(text: str, found: frozenset[str]) -> float:
    """How many of a text's words are among those found; a text has at least one."""
    words = _letters(text)
    return sum(word in found for word in words) / len(words)


@pytest.fixture(scope="module")
def root(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of the built site."""
    folder = tmp_path_factory.mktemp("root")
    (folder / BELOW).symlink_to(built_site, target_is_directory=True)
    with served(folder) as url:
        yield url


@pytest.fixture(scope="module")
def visit(browser: Browser, root: str) -> Iterator[Visit]:
    """Opens a page for a reader who prefers the dark: paper is white all the same."""
    with browser.new_context(color_scheme="dark") as context:

        def open_page(address: str) -> Page:
            page = context.new_page()
            page.goto(root + address)
            page.wait_for_load_state("networkidle")
            assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
            return page

        yield open_page


@pytest.fixture(scope="module")
def printed(visit: Visit) -> Callable[[str], Printed]:
    """Prints a page, once for all tests."""

    @cache
    def print_once(address: str) -> Printed:
        page = visit(address)
        expect(page.locator(".hy-imprint")).to_be_hidden()
        found = Printed(
            page.locator("article.md-content__inner").inner_text(),
            str(page.evaluate(AROUND)),
            tuple(page.locator(".hy-notes li").all_inner_texts()),
            tuple(page.locator(".hy-claim, .hy-card, .hy-notes li").evaluate_all(BLOCKS)),
            _overflow(page),
            page.locator(".hy-imprint").text_content() or "",
            read_sheets(print_page(page)),
        )
        page.close()
        return found

    return print_once


def _overflow(page: Page) -> int:
    """Pixels that the page is too wide for its sheet: a browser prints all of it smaller."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": SHEET, "height": 900})
    root = "document.documentElement"
    return int(page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))


def print_page(page: Page, paper: str = "A4") -> bytes:
    """The page as a PDF, backgrounds too: what is dark on the screen would show."""
    page.evaluate("document.fonts.ready")
    return page.pdf(format=paper, print_background=True)


def read_sheets(document: bytes) -> tuple[Sheet, ...]:
    """The sheets of a PDF."""
    found = []
    with pypdfium2.PdfDocument(document) as pdf:
        for page in pdf:
            text = page.get_textpage()
            rectangles = [text.get_rect(number) for number in range(text.count_rects())]
            stretches = [(*each, text.get_text_bounded(*each)) for each in rectangles]
            stretches.sort(key=lambda each: -each[1])
            width, height = page.get_size()
            found.append(Sheet(text.get_text_range(), width, height, tuple(stretches)))
            text.close()
            page.close()
    return tuple(found)


@pytest.mark.parametrize("address", EACH)
def test_a_printed_page_has_its_words_and_its_notes_and_nothing_of_the_site_around_it(
    printed: Callable[[str], Printed], count: Count, address: str
) -> None:
    page = printed(address)
    assert bool(page.notes) == ("sources/" not in address)
    fewest, most = ADDRESSES[address.removeprefix("ar/")]
    assert fewest <= len(page.sheets) <= most
    assert _share(page.article, page.words) >= READ_BACK
    for note in page.notes:
        assert _share(note, page.words) >= READ_BACK, note
    own = {*_letters(page.article), *_letters(page.imprint)}
    # The letters of a short word may be those of another.
    strangers = {word for word in _letters(page.around) if len(word) > 3} - own
    assert strangers
    assert strangers & page.words == set()
    count("sheets printed", len(page.sheets))
    count("notes printed", len(page.notes) or 1)


@pytest.mark.parametrize("address", EACH)
def test_nothing_on_paper_reaches_its_edges(
    printed: Callable[[str], Printed], count: Count, address: str
) -> None:
    sheets = printed(address).sheets
    assert printed(address).overflow == 0
    for sheet in sheets:
        _expect_white_edges(sheet)
    count("stretches of text on paper", sum(len(sheet.stretches) for sheet in sheets))


def _expect_white_edges(sheet: Sheet) -> None:
    assert sheet.stretches
    for left, bottom, right, top, text in sheet.stretches:
        assert EDGE <= left <= right <= sheet.width - EDGE, text
        assert EDGE / 2 <= bottom <= top <= sheet.height - EDGE, text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_reaches_the_edges_of_the_other_paper(visit: Visit, lang: str) -> None:
    for sheet in read_sheets(print_page(visit(f"{PREFIXES[lang]}quantities/"), "Letter")):
        assert (sheet.width, sheet.height) == (612, 792)
        _expect_white_edges(sheet)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_paper_is_white_though_the_screen_is_dark(visit: Visit, lang: str) -> None:
    page = visit(f"{PREFIXES[lang]}claims/talks-aim-end-mission/")
    with pypdfium2.PdfDocument(print_page(page)) as pdf:
        for sheet in pdf:
            pixels = bytes(sheet.render(scale=1, grayscale=True).buffer)
            assert sum(pixel > 250 for pixel in pixels) > 0.85 * len(pixels)
            assert min(pixels) < 80  # and the letters are black


@pytest.mark.parametrize("address", EACH)
def test_a_printed_page_says_where_it_is_from(
    printed: Callable[[str], Printed], address: str
) -> None:
    page = printed(address)
    assert page.imprint.split()[-1] == SITE_URL + address
    *others, last = page.sheets
    assert _share(page.imprint, last.words) >= READ_BACK
    (folder,) = _letters(BELOW)
    assert folder in last.words
    assert [sheet for sheet in others if folder in sheet.words] == []
    # An imprint alone on a sheet belongs to nothing.
    assert len(last.words - set(_letters(page.imprint))) > 5


@pytest.mark.parametrize("address", EACH)
def test_a_claim_or_a_note_is_not_torn_between_two_sheets(
    printed: Callable[[str], Printed], count: Count, address: str
) -> None:
    page = printed(address)
    for text in page.blocks:
        # The ways to a claim's page and back to a call are not printed.
        assert max(_share(text, sheet.words) for sheet in page.sheets) >= 0.8, text
    count("claims, cards and notes on one sheet", len(page.blocks) or 1)


# --- what no page of this briefing has, put on one ------------------------------------------------


def _add(page: Page, markup: str) -> None:
    page.evaluate(
        "markup => document.querySelector('article.md-content__inner h1')"
        ".insertAdjacentHTML('afterend', markup)",
        markup,
    )


@pytest.mark.parametrize("level", [2, 3])
def test_no_heading_stands_at_the_foot_of_a_sheet(visit: Visit, level: int) -> None:
    page = visit("method/")
    # Three lines each, which are not torn: without a rule every few sheets would end in a heading.
    parts = (f"<h{level}>Quagga</h{level}><p>{'words ' * 40}</p>" for _ in range(120))
    _add(page, "".join(parts))
    sheets = [sheet for sheet in read_sheets(print_page(page)) if "Quagga" in sheet.text]
    assert len(sheets) > 5
    for sheet in sheets:
        foot = min(bottom for _, bottom, *_ in sheet.stretches if bottom > BAND)
        line = "".join(text for _, bottom, *_, text in sheet.stretches if 0 <= bottom - foot < 8)
        assert "Q" not in line  # words may come back in pieces


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_folded_is_printed(visit: Visit, lang: str) -> None:
    page = visit(f"{PREFIXES[lang]}method/")
    _add(page, "<details><summary>Outside</summary><p>Zanzibar underneath</p></details>")
    expect(page.get_by_text("Zanzibar underneath")).to_be_hidden()
    words = _words(read_sheets(print_page(page)))
    assert _share("Outside Zanzibar underneath", words) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_address_is_printed_where_a_link_leads_out_of_the_site_and_only_there(
    visit: Visit, lang: str
) -> None:
    page = visit(f"{PREFIXES[lang]}method/")
    out, written = "https://example.org/a/b?c=1", "https://example.org/written"
    _add(
        page,
        f'<p><a href="{out}">Out</a> <a href="../claims/">In</a></p><dl class="hy-facts"><div>'
        f'<dt>Address</dt><dd><a href="{written}">{written}</a></dd></div></dl>',
    )
    text = "".join("".join(sheet.text for sheet in read_sheets(print_page(page))).split())
    assert f"<{out}>" in text
    assert text.count(written) == 1
    assert "../claims" not in text


def test_the_head_of_a_table_is_repeated_on_every_sheet(visit: Visit) -> None:
    page = visit("method/")
    rows = "".join(f"<tr><td>Row {n}</td><td>{'word ' * 12}</td></tr>" for n in range(120))
    head = "<thead><tr><th>Quagga</th><th>Words</th></tr></thead>"
    _add(page, f"<table>{head}<tbody>{rows}</tbody></table>")
    sheets = [sheet for sheet in read_sheets(print_page(page)) if "Row " in sheet.text]
    assert len(sheets) > 2
    assert [sheet.text.count("Quagga") for sheet in sheets] == [1] * len(sheets)


def test_a_long_word_is_broken_and_not_cut(visit: Visit) -> None:
    page = visit("method/")
    _add(page, f"<p>{'w' * 300}</p><pre><code>{'c' * 300}</code></pre>")
    sheets = read_sheets(print_page(page))
    text = "".join("".join(sheet.text for sheet in sheets).split())
    assert "w" * 300 in text
    assert "c" * 300 in text
    for sheet in sheets:
        _expect_white_edges(sheet)
