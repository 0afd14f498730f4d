"""The built site in a real browser, below a folder: what a reader sees, points at, types.

Whatever a test looks at, the page asks nothing of another server, no request fails, and nothing is
written to the console: that is checked for every page that any of the tests opens.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, Response, expect

import hashiya
from hashiya.search_index import index_words
from hashiya.views import Folio
from tests.built import BuiltSite
from tests.local_server import BELOW, served
from tests.search_queries import FIRST, PREFIXES, Query, rank_of, read_queries
from tests.workbench import LANGUAGES

Count = Callable[[str, int], None]
Visit = Callable[..., Page]

PATIENCE = 60_000
"""Milliseconds for anything that a test waits for; the machine may be busy."""

expect.set_options(timeout=PATIENCE)

WIDTHS = {"desktop": 1280, "phone": 390}
PAGES = (
    "",
    "bases/ain-al-asad/",
    "claims/talks-aim-end-mission/",
    "sources/araby-1004/",
    "disagreements/",
    "standing/",
)
"""In each language: the home page, an entity, a claim, a source, and two lists."""

WITH_NOTES = tuple(address for address in PAGES if not address.startswith("sources/"))

QUERIES = (
    pytest.param("ar", "التحالف", "تحالف", "actors/international-coalition/", id="the-coalition"),
    pytest.param("ar", "تحالف", "تحالف", "actors/international-coalition/", id="coalition"),
    pytest.param("ar", "الاسد", "اسد", "bases/ain-al-asad/", id="al-asad-without-hamza"),
    pytest.param("ar", "قاعده", "قاعده", "bases/ain-al-asad/", id="base-with-haa"),
    pytest.param("en", "withdrawal", "withdrawal", None, id="withdrawal"),
    pytest.param("en", "Ain al-Asad", "ain al asad", "bases/ain-al-asad/", id="ain-al-asad"),
)
"""Language, what is typed, the folded words that it stands for, the page of what it names."""

EDGES = """() => {
    const root = document.documentElement;
    const before = window.scrollX;
    window.scrollTo(9999, 0);
    const right = window.scrollX;
    window.scrollTo(-9999, 0);
    const left = window.scrollX;
    window.scrollTo(before, 0);
    return {over: root.scrollWidth - root.clientWidth, right, left};
}"""
COLOURS = """(selector) => {
    const element = document.querySelector(selector);
    let behind = element, colour;
    do {
        colour = getComputedStyle(behind).backgroundColor;
        behind = behind.parentElement;
    } while (behind && /rgba\\(.*, 0\\)|transparent/.test(colour));
    return [getComputedStyle(element).color, colour];
}"""


@pytest.fixture(scope="module")
def root(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of the built site, which a server gives below /hashiya/."""
    folder = tmp_path_factory.mktemp("root")
    (folder / BELOW).symlink_to(built_site, target_is_directory=True)
    with served(folder) as url:
        yield url


class _Watch:
    """What went wrong in a window, and how much was asked for."""

    def __init__(self, page: Page, root: str) -> None:
        self.root = root
        self.wrong: list[str] = []
        self.asked = 0
        page.on("request", self._request)
        page.on("response", self._response)
        page.on("requestfailed", self._failure)
        page.on("console", lambda said: self.wrong.append(f"{said.type}: {said.text}"))
        page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))

    def _request(self, request: Request) -> None:
        self.asked += 1
        if not request.url.startswith((self.root, "data:", "blob:")):
            self.wrong.append(f"asked {request.url}")

    def _failure(self, request: Request) -> None:
        # What was still on its way when the reader left the page has not failed.
        if request.failure != "net::ERR_ABORTED":
            self.wrong.append(f"{request.failure} {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.wrong.append(f"{response.status} {response.url}")


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a window; those of one kind share a cache and what they remember."""
    contexts: dict[tuple[object, ...], BrowserContext] = {}

    def open_window(device: str, **options: Any) -> Page:  # noqa: ANN401 Playwright's own options
        kind = (device, *options.items())
        if kind not in contexts:
            phone = device == "phone"
            contexts[kind] = browser.new_context(
                viewport={"width": WIDTHS[device], "height": 800},
                has_touch=phone,
                is_mobile=phone,
                **options,
            )
            contexts[kind].set_default_timeout(PATIENCE)
        return contexts[kind].new_page()

    yield open_window
    for context in contexts.values():
        context.close()


@pytest.fixture
def visit(windows: Callable[..., Page], root: str, count: Count) -> Iterator[Visit]:
    """Opens a page of the site in a window of its own; says at the end what went wrong in it."""
    opened: list[tuple[Page, _Watch]] = []

    def open_page(address: str, device: str = "desktop", **options: Any) -> Page:  # noqa: ANN401
        page = windows(device, **options)
        opened.append((page, _Watch(page, root)))
        page.goto(root + address)
        return page

    yield open_page
    for page, _ in opened:
        page.close()
    watches = [watch for _, watch in opened]
    assert [wrong for watch in watches for wrong in watch.wrong] == []
    count("pages opened in Chromium", len(watches))
    count("requests of Chromium", sum(watch.asked for watch in watches))


# --- pages and notes ------------------------------------------------------------------------------


@pytest.mark.parametrize("device", WIDTHS)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", PAGES)
def test_page_fits_and_its_notes_open_inside_the_window(
    visit: Visit, count: Count, address: str, lang: str, device: str
) -> None:
    page = visit(PREFIXES[lang] + address, device)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(EDGES) == {"over": 0, "right": 0, "left": 0}
    expect(page.locator("article.md-content__inner h1")).to_be_visible()
    calls = page.locator("a.footnote-ref")
    assert (calls.count() > 0) == (address in WITH_NOTES)
    for nth in _at_the_edges(calls):
        call = calls.nth(nth)
        card = page.locator("#hy-popup")
        if device == "phone":
            call.scroll_into_view_if_needed()
            call.tap()
        else:
            call.hover()
        expect(card).to_be_visible()
        _expect_inside_the_window(page, card)
        note = page.locator(f'[id="{(call.get_attribute("href") or "")[1:]}"]')
        words = note.locator("q").text_content() or ""
        assert words
        assert words in (card.text_content() or "")
        page.keyboard.press("Escape")
        expect(card).to_be_hidden()
        if device == "desktop":
            page.mouse.move(0, 0)
        count("notes opened", 1)


def _at_the_edges(calls: Locator) -> list[int]:
    """Which calls to try: the leftmost, the rightmost and the last."""
    across = [
        call["x"] for call in calls.evaluate_all("all => all.map(e => e.getBoundingClientRect())")
    ]
    if not across:
        return []
    tried = (across.index(min(across)), across.index(max(across)), len(across) - 1)
    return list(dict.fromkeys(tried))


def _expect_inside_the_window(page: Page, element: Locator, least: float = 40) -> None:
    # A drawer or a search that slides in is looked at where it comes to rest.
    page.evaluate("Promise.all(document.getAnimations().map((each) => each.finished))")
    box = element.bounding_box()
    window = page.viewport_size
    assert box
    assert window
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= window["width"]
    # Layout is in 64ths of a pixel.
    assert box["y"] + box["height"] <= window["height"] + 1 / 64
    assert min(box["width"], box["height"]) > least


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sheet_on_a_phone_closes_by_its_button_and_leads_to_the_note(
    visit: Visit, lang: str
) -> None:
    page = visit(f"{PREFIXES[lang]}disagreements/", "phone")
    card = page.locator("#hy-popup")
    calls = page.locator("a.footnote-ref")
    calls.nth(1).tap()
    expect(card).to_have_role("dialog")
    box = card.bounding_box()
    assert box
    assert box["y"] + box["height"] == pytest.approx(800, abs=1)
    assert box["width"] == WIDTHS["phone"]
    page.locator(".hy-popup__close").tap()
    expect(card).to_be_hidden()
    calls.nth(1).tap()
    page.locator(".hy-popup__go").tap()
    expect(card).to_be_hidden()
    target = calls.nth(1).get_attribute("href") or ""
    assert page.evaluate("decodeURIComponent(location.hash)") == target
    expect(page.locator(f'[id="{target[1:]}"]')).to_be_in_viewport()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_keyboard_opens_and_closes_a_note(visit: Visit, lang: str) -> None:
    page = visit(f"{PREFIXES[lang]}bases/ain-al-asad/")
    card = page.locator("#hy-popup")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # past the navigation
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('a.footnote-ref')"):
            break
    expect(card).to_be_visible()
    _expect_inside_the_window(page, card)
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('a.footnote-ref')")
    page.keyboard.press("Enter")  # to the note itself
    number = page.evaluate("decodeURIComponent(location.hash)")
    assert re.fullmatch(r"#fn:\d+", number)
    expect(page.locator(f'[id="{number[1:]}"]')).to_be_in_viewport()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_click_in_a_note_leads_to_the_paragraph(visit: Visit, root: str, lang: str) -> None:
    page = visit(f"{PREFIXES[lang]}claims/talks-aim-end-mission/")
    page.locator("a.footnote-ref").first.hover()
    locator = page.locator("#hy-popup a.hy-locator")
    target = locator.get_attribute("href") or ""
    locator.click()
    page.wait_for_url(re.compile(r".*/sources/[a-z0-9-]+/#p\d+-talks-aim-end-mission$"))
    assert page.url.startswith(f"{root}{PREFIXES[lang]}sources/")
    assert page.url.endswith(target.rpartition("/")[2])
    words = page.locator(f"#{target.rpartition('#')[2]} + mark")
    expect(words).to_be_in_viewport()
    header = page.locator(".md-header").bounding_box()
    box = words.bounding_box()
    assert header
    assert box
    assert box["y"] >= header["y"] + header["height"]


def test_without_script_a_number_is_a_link_to_its_note(visit: Visit) -> None:
    page = visit("disagreements/", java_script_enabled=False)
    call = page.locator("a.footnote-ref").nth(2)
    target = call.get_attribute("href") or ""
    call.click()
    assert page.url.endswith(f"/disagreements/{target}")
    expect(page.locator(f'[id="{target[1:]}"]')).to_be_in_viewport()
    expect(page.locator("#hy-popup")).to_be_hidden()


# --- search ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang,query,words,wanted", QUERIES)
def test_the_search_finds_what_it_should_in_its_own_language(
    visit: Visit,
    root: str,
    site: BuiltSite,
    count: Count,
    lang: str,
    query: str,
    words: str,
    wanted: str | None,
) -> None:
    page = visit(PREFIXES[lang])
    found = [unquote(address) for address in _search(page, query)]
    home = root + PREFIXES[lang]
    assert all(address.startswith(home) for address in found)
    places = [address.removeprefix(home).partition("#")[::2] for address in found]
    assert all(lang == "ar" or not address.startswith("ar/") for address, _ in places)
    for address, anchor in places:
        assert not anchor or anchor in site.pages[PREFIXES[lang] + address].ids, address
    pages = {address for address, _ in places}
    expected = _pages_with(site, lang, words.split())
    assert wanted is None or wanted in pages
    # A page that has only some of the words is not shown, where another has all of them.
    assert pages <= expected
    assert _number_found(page, lang) == len(expected)
    expect(page.locator(".md-search-result mark").first).to_be_visible()
    count("search results", len(found))


@pytest.mark.parametrize("query", read_queries(), ids=lambda query: f"{query.lang}-{query.typed}")
def test_a_reader_finds_what_they_look_for_among_the_first_five(
    visit: Visit, root: str, query: Query, count: Count
) -> None:
    assert query.within <= FIRST
    rank, found = rank_of(visit(PREFIXES[query.lang]), root, query)
    assert rank is not None, found
    assert rank <= query.within, found
    assert len(set(found)) == len(found)
    count("search queries", 1)


def test_the_queries_are_twelve_in_each_language() -> None:
    asked = Counter(query.lang for query in read_queries())
    assert asked == dict.fromkeys(LANGUAGES, 12)
    assert len({(query.lang, query.typed) for query in read_queries()}) == 24


@pytest.mark.parametrize("device", WIDTHS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_claim_is_a_result_of_its_own_and_shows_its_status(
    visit: Visit, lang: str, device: str, composed: hashiya.Build
) -> None:
    page = visit(PREFIXES[lang], device)
    text = composed.subject.index.claims["dozens-left-ain-al-asad"].text[lang]
    badge = composed.press.scribes[lang]
    status = Folio(badge, "").badge("dozens-left-ain-al-asad")
    _search(page, text, device)
    results = page.locator(".md-search-result__item")
    claim = results.filter(has=page.locator('a[href$="/claims/dozens-left-ain-al-asad/"]'))
    expect(claim).to_have_count(1)
    expect(results.first.locator("h1")).to_contain_text(text)
    shown = results.first.locator(".hy-badge")
    expect(shown).to_have_text(status.name)
    expect(shown).to_have_class(re.compile(rf"\bhy-badge--{status.key}\b"))
    expect(results.first.locator("h1 .hy-found__kind")).to_have_text(
        badge.catalog.text("found.claim")
    )
    _expect_inside_the_window(page, shown, least=16)
    # No page of an entity repeats the claim in place of telling of itself.
    assert page.locator('a.md-search-result__link[href*="#claim-"]').count() == 0
    assert page.evaluate(EDGES)["over"] == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_entity_says_of_what_kind_it_is_and_by_which_name_it_was_found(
    visit: Visit, lang: str
) -> None:
    page = visit(PREFIXES[lang])
    _search(page, {"en": "عين الأسد", "ar": "Ain al-Asad"}[lang])
    first = page.locator(".md-search-result__item").first
    expect(first.locator("h1 .hy-found__kind")).to_have_text({"en": "Base", "ar": "قاعدة"}[lang])
    expect(first.locator(".hy-badge")).to_have_count(0)
    other = {"en": "قاعدة عين الأسد الجوية", "ar": "Ain al-Asad air base"}[lang]
    expect(first.locator(".hy-found__name")).to_have_text(other)


@pytest.mark.parametrize(
    "lang,query,said",
    [
        ("en", "HMC", "1 result"),
        ("en", "baghu", "8 results"),
        ("ar", "Pentagon", "نتيجة واحدة"),
        ("ar", "الفراغ الأمني", "٤ نتائج"),
    ],
)
def test_the_results_are_counted_as_the_language_counts(
    visit: Visit, lang: str, query: str, said: str
) -> None:
    page = visit(PREFIXES[lang])
    _search(page, query)
    expect(page.locator(".md-search-result__meta")).to_have_text(said)
    expect(page.locator(".md-search-result__meta")).to_have_role("status")


def test_the_link_that_shares_a_search_copies_what_was_typed_last(visit: Visit, root: str) -> None:
    page = visit("")
    share = page.locator("[data-md-component=search-share]")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".md-search__input").click()
    page.keyboard.type("Ain al-Asad")
    expect(share).to_have_attribute("href", f"{root}?q=Ain+al-Asad")
    share.click()
    assert page.evaluate("navigator.clipboard.readText()") == f"{root}?q=Ain+al-Asad"
    assert page.url == root


def test_the_link_that_shares_a_search_needs_no_script(site: BuiltSite) -> None:
    for file in site.folder.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"""=["']?javascript:""", text), file
        (link,) = re.findall(r'<a href="([^"]*)"[^>]*data-md-component="search-share"', text)
        assert link == "#", file


def test_nothing_is_found_by_a_short_word_beside_one_that_is_nowhere(visit: Visit) -> None:
    page = visit("")
    page.locator(".md-search__input").click()
    page.keyboard.insert_text("Zzyzx al-Zzyzx")
    page.keyboard.press("End")
    expect(page.locator(".md-search-result__meta")).to_have_text("Nothing found")
    expect(page.locator(".md-search-result__item")).to_have_count(0)


def _search(page: Page, query: str, device: str = "desktop") -> list[str]:
    """Types a query and gives the addresses that are shown at once: those of ten pages."""
    if device == "phone":
        page.locator("label.md-header__button[for=__search]").tap()
    page.locator(".md-search__input").click()
    # At once, or the results would be those of a word half typed. Material listens to keys.
    page.keyboard.insert_text(query)
    page.keyboard.press("End")
    results = page.locator("a.md-search-result__link")
    expect(results.first).to_be_visible()
    found = results.evaluate_all("all => all.map(a => a.href)")
    return [str(address) for address in found]


def _number_found(page: Page, lang: str) -> int:
    said = page.locator(".md-search-result__meta").inner_text()
    (number,) = re.findall(r"\d+", said)
    assert number.isascii() == (lang == "en"), said
    return int(number)


def _pages_with(site: BuiltSite, lang: str, words: list[str]) -> set[str]:
    """The pages with a place that has all the words in what is searched, by our own reading."""
    file = site.folder / PREFIXES[lang] / "search/search_index.json"
    return {
        record["location"].partition("#")[0]
        for record in json.loads(file.read_text(encoding="utf-8"))["docs"]
        if _has(" ".join((record["title"], record["text"], *record.get("names", ()))), words)
    }


def _has(markup: str, words: list[str]) -> bool:
    text = html.unescape(re.sub(r"<[^>]*>", " ", markup))
    has = index_words(text).split()
    return all(any(each.startswith(word) for each in has) for word in words)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_for_what_is_not_there_searches_in_each_language(
    visit: Visit, root: str, lang: str
) -> None:
    page = visit("404.html")
    form = page.locator(f".hy-lost[lang={lang}] form")
    form.locator("input").fill("Pentagon")
    form.locator("button").click()
    first = page.locator("a.md-search-result__link").first
    expect(first).to_be_visible()
    assert (first.get_attribute("href") or "").startswith(f"{root}{PREFIXES[lang]}actors/pentagon/")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_angles_of_the_way_down_point_the_way_one_reads(visit: Visit, lang: str) -> None:
    page = visit(f"{PREFIXES[lang]}actors/iraqi-government/")
    steps = page.locator(".hy-trail li")
    expect(steps).to_have_count(3)
    lefts = [box["x"] for box in (steps.nth(n).bounding_box() for n in range(3)) if box]
    assert lefts == sorted(lefts, reverse=lang == "ar")
    turned = "e => getComputedStyle(e, '::before').rotate"
    expected = {"en": "45deg", "ar": "-45deg"}[lang]
    assert steps.nth(1).evaluate(turned) == expected
    box = steps.nth(1).locator("a").bounding_box()
    assert box


# --- around the page ------------------------------------------------------------------------------


@pytest.mark.parametrize("device", WIDTHS)
@pytest.mark.parametrize("address", ["", "claims/talks-aim-end-mission/", "how-to-read/"])
def test_the_language_switch_stays_on_the_page(
    visit: Visit, root: str, address: str, device: str
) -> None:
    page = visit(address, device)
    for lang in ("ar", "en"):
        switch = page.locator("a.hy-languages__link")
        expect(switch).to_be_in_viewport(ratio=1)
        switch.click()
        page.wait_for_url(f"{root}{PREFIXES[lang]}{address}")
        assert page.evaluate("document.documentElement.lang") == lang
        assert page.evaluate("getComputedStyle(document.body).direction") == LANGUAGES[lang]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_reader_who_prefers_the_dark_gets_it(visit: Visit, lang: str) -> None:
    page = visit(f"{PREFIXES[lang]}claims/talks-aim-end-mission/", color_scheme="dark")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.locator("a.footnote-ref").first.hover()
    expect(page.locator("#hy-popup")).to_be_visible()
    for place in ("h1", ".hy-quote p", ".hy-gloss", ".hy-badge", "#hy-popup .hy-note__words"):
        if lang == "ar" and place == ".hy-gloss":
            continue  # an Arabic reader needs none
        letters, ground = map(_luminance, page.evaluate(COLOURS, place))
        assert ground < 0.2, place
        # WCAG 2.2, 1.4.3
        assert (letters + 0.05) / (ground + 0.05) >= 4.5, place


def _luminance(colour: str) -> float:
    """The relative luminance of `rgb(…)`, by WCAG 2.2."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * p for weight, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_the_choice_of_colours_is_one_for_both_languages(visit: Visit, root: str) -> None:
    page = visit("", color_scheme="light")
    scheme = page.locator("body")
    assert scheme.get_attribute("data-md-color-scheme") == "default"
    for _ in range(2):  # from the system's to light, from light to dark
        page.locator("form[data-md-component=palette] label:visible").click()
    expect(scheme).to_have_attribute("data-md-color-scheme", "slate")
    page.locator("a.hy-languages__link").click()
    page.wait_for_url(f"{root}ar/")
    expect(scheme).to_have_attribute("data-md-color-scheme", "slate")


# --- to a source and back -------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_keyboard_reaches_the_links_of_a_card_and_leaves_it_again(
    visit: Visit, lang: str
) -> None:
    page = visit(f"{PREFIXES[lang]}disagreements/")
    card, call = page.locator("#hy-popup"), page.locator("a.footnote-ref").first
    page.keyboard.press("Tab")  # from here on, focus is the keyboard's
    call.focus()
    expect(card).to_be_visible()
    expect(page.locator(".hy-popup__keys")).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.matches('.hy-popup__body')")
    links = card.locator(".hy-popup__body a[href]").count()
    assert links > 1
    for nth in range(links):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "[...document.querySelectorAll('.hy-popup__body a[href]')]"
            ".indexOf(document.activeElement)"
        )
        assert focused == nth
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    assert call.evaluate("element => element === document.activeElement")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(card).to_be_visible()
    page.keyboard.press("ArrowDown")
    for _ in range(links + 1):
        page.keyboard.press("Tab")
    assert not page.evaluate("document.querySelector('#hy-popup').contains(document.activeElement)")
    assert not call.evaluate("element => element === document.activeElement")


@pytest.mark.parametrize("device", WIDTHS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_way_back_from_a_paragraph_leads_to_the_very_call(
    visit: Visit, root: str, lang: str, device: str
) -> None:
    page = visit(f"{PREFIXES[lang]}disagreements/", device)
    call = page.locator("a.footnote-ref").nth(3)
    name = call.get_attribute("id")
    call.scroll_into_view_if_needed()
    call.tap() if device == "phone" else call.hover()
    page.locator("#hy-popup a.hy-locator").click()
    page.wait_for_url(re.compile(r".*/sources/[a-z0-9-]+/#p\d+-[a-z0-9-]+$"))
    lit = page.locator(".hy-paragraph:has(:target)")
    expect(lit).to_have_count(1)
    expect(lit.locator("mark").first).to_be_visible()
    back = page.locator(".hy-back a")
    expect(back).to_be_visible()
    # Another claim may begin at the same word.
    expect(page.locator(".hy-begin:target ~ mark").first).to_be_in_viewport()
    back.click()
    page.wait_for_url(f"{root}{PREFIXES[lang]}disagreements/#{name}")
    expect(page.locator(f'[id="{name}"]')).to_be_in_viewport()


def test_who_comes_from_nowhere_is_offered_no_way_back(visit: Visit) -> None:
    page = visit("sources/araby-1004/#p14")
    expect(page.locator("#p14:target")).to_be_in_viewport()
    expect(page.locator(".hy-back")).to_be_hidden()
    page.locator("a.hy-cell").nth(15).click()
    expect(page.locator("#p16:target")).to_be_in_viewport()
    expect(page.locator(".hy-back")).to_be_hidden()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_script_a_paragraph_is_lit_and_names_the_claims_that_rest_on_it(
    visit: Visit, lang: str
) -> None:
    address = f"{PREFIXES[lang]}sources/araby-1004/#p14-talks-not-americans-alone"
    page = visit(address, java_script_enabled=False)
    lit = page.locator(".hy-paragraph:has(:target)")
    assert lit.get_attribute("id") == "p14"
    assert lit.locator(".hy-rests a.hy-rests__claim").count() == 7
    decorated = "e => getComputedStyle(e).textDecorationThickness"
    assert lit.locator("mark.hy-quoted--2").first.evaluate(decorated) == "3px"
    assert lit.locator("mark.hy-quoted--1").first.evaluate(decorated) != "3px"
    expect(page.locator(".hy-back")).to_be_hidden()


@pytest.mark.parametrize("device", WIDTHS)
def test_the_cells_of_a_strip_are_large_enough_for_a_finger(visit: Visit, device: str) -> None:
    page = visit("sources/round-two/", device)
    cells = page.locator("a.hy-cell").evaluate_all("all => all.map(e => e.getBoundingClientRect())")
    assert len(cells) == 46
    assert min(min(cell["width"], cell["height"]) for cell in cells) >= 24  # WCAG 2.2, 2.5.8
