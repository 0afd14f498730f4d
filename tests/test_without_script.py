"""The built site in a browser that runs no script: everything is there, and can be reached."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.local_server import BELOW, served
from tests.workbench import LANGUAGES

Count = Callable[[str, int], None]

PREFIXES = {"en": "", "ar": "ar/"}
WITH_NOTES = (
    "",
    "actors/us-forces-in-iraq/",
    "claims/no-intention-to-withdraw/",
    "disagreements/",
    "known-and-disputed/",
    "phases/talks/",
    "quantities/",
    "standing/",
)
WITHOUT_NOTES = ("bases/", "claims/", "sources/", "sources/araby-1004/", "rules/", "method/")
"""A page of each template."""

OPTIONAL = ("timeline/", "map/", "who-is-where/", "agreement/", "changes/")
"""Pages that a briefing has only where there is something to show."""

# On a phone the cells of a row stand below each other, and the table's head is put away.
UNSEEN = """() => [...document.querySelectorAll("main article *")]
    .filter((element) => [...element.childNodes].some((child) =>
        child.nodeType === Node.TEXT_NODE && child.data.trim()))
    .filter((element) => !element.checkVisibility({visibilityProperty: true, opacityProperty: true})
        || element.getBoundingClientRect().height === 0)
    .filter((element) => !element.closest(
        "title, desc, script, style, .headerlink, details:not([open]), thead,"
        + ".hy-plate__drawing, .hy-trail [aria-current], .hy-back, .hy-part"))
    .map((element) => `${element.localName}.${element.className}: ${element.textContent}`)"""
# Of a figure that is drawn for several widths, how many drawings are seen.
DRAWINGS = """() => [...document.querySelectorAll("main article .hy-plate")]
    .map((plate) => [...plate.querySelectorAll(".hy-plate__drawing svg")]
        .filter((drawing) => drawing.checkVisibility()).length)"""
FLAT = """() => [...document.querySelectorAll("main article :is(svg, table)")]
    .filter((element) => !element.closest("svg svg, .twemoji, a"))
    .filter((element) => !element.closest(".hy-plate__drawing") || element.checkVisibility())
    .map((element) => element.getBoundingClientRect())
    .map((box) => Math.min(box.width, box.height))"""


@pytest.fixture(scope="module")
def root(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of the built site."""
    folder = tmp_path_factory.mktemp("without-script")
    (folder / BELOW).symlink_to(built_site, target_is_directory=True)
    with served(folder) as url:
        yield url


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    """A phone's window in which no script runs."""
    context = browser.new_context(
        viewport={"width": 390, "height": 800},
        has_touch=True,
        is_mobile=True,
        java_script_enabled=False,
    )
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


def _open(page: Page, root: str, lang: str, address: str) -> None:
    answer = page.goto(root + PREFIXES[lang] + address)
    if address in OPTIONAL and answer is not None and answer.status == 404:
        pytest.skip(f"the briefing has no {address}")
    assert answer is not None
    assert answer.ok


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", [*WITH_NOTES, *WITHOUT_NOTES, *OPTIONAL])
def test_every_word_figure_and_table_of_a_page_is_seen(
    phone: Page, root: str, count: Count, lang: str, address: str
) -> None:
    _open(phone, root, lang, address)
    expect(phone.locator("main article h1")).to_be_visible()
    assert phone.evaluate(UNSEEN) == []
    assert set(phone.evaluate(DRAWINGS)) <= {1}
    sizes = phone.evaluate(FLAT)
    assert all(size > 20 for size in sizes)
    count("pages read without script", 1)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", WITH_NOTES)
def test_a_call_leads_to_its_note_and_the_note_back(
    phone: Page, root: str, count: Count, lang: str, address: str
) -> None:
    _open(phone, root, lang, address)
    calls = phone.locator("main a.footnote-ref")
    targets = [
        unquote(href or "")[1:] for href in calls.evaluate_all("all => all.map(a => a.hash)")
    ]
    notes = set(phone.locator("main .hy-note").evaluate_all("all => all.map(e => e.id)"))
    assert targets
    assert set(targets) == notes
    last = len(targets) - 1
    for nth in {0, last}:
        calls.nth(nth).tap()
        note = phone.locator(f'[id="{targets[nth]}"]')
        expect(note).to_be_in_viewport()
        back = note.locator(".footnote-backref").first
        home = unquote(back.get_attribute("href") or "")[1:]
        back.tap()
        expect(phone.locator(f'[id="{home}"]')).to_be_in_viewport()
        count("notes reached without script", 1)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_navigation_opens_and_leads_to_a_page(phone: Page, root: str, lang: str) -> None:
    _open(phone, root, lang, "disagreements/")
    links = phone.locator(".md-nav--primary .hy-nav__list a.md-nav__link")
    expect(links.first).not_to_be_in_viewport()
    phone.locator("label.md-header__button[for=__drawer]").tap()
    expect(links.first).to_be_in_viewport(ratio=1)
    assert links.count() > 10
    links.last.scroll_into_view_if_needed()
    target = links.last.evaluate("a => a.href")
    links.last.tap()
    phone.wait_for_url(target)
    assert target.startswith(root + PREFIXES[lang])


@pytest.mark.parametrize("address", ["", "claims/no-intention-to-withdraw/"])
def test_the_other_language_is_one_tap_away(phone: Page, root: str, address: str) -> None:
    _open(phone, root, "en", address)
    for lang in ("ar", "en"):
        phone.locator("a.hy-languages__link").tap()
        phone.wait_for_url(f"{root}{PREFIXES[lang]}{address}")


def test_what_would_do_nothing_without_script_is_not_shown(phone: Page, root: str) -> None:
    _open(phone, root, "en", "")
    dead = (
        ".md-search",
        "label[for=__search]",
        "form[data-md-component=palette] label",
        "#hy-popup",
    )
    for selector in dead:
        for nth in range(phone.locator(selector).count()):
            expect(phone.locator(selector).nth(nth)).to_be_hidden()


def test_a_source_opens_at_the_paragraph_that_a_note_names(phone: Page, root: str) -> None:
    _open(phone, root, "en", "claims/no-intention-to-withdraw/")
    locator = phone.locator(".hy-note a.hy-locator").first
    target = locator.evaluate("a => a.hash")[1:]
    locator.tap()
    phone.wait_for_url(f"**/sources/**#{target}")
    expect(phone.locator(f"#{target}")).to_be_in_viewport()
