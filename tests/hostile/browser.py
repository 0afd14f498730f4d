"""A built site in Chromium: does any of it do something, and is each text shown as it stands?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, Dialog, Page, Request

from hashiya.markup import is_safe_address
from tests.local_server import BELOW, served

BEFORE = "window.__pwned = 0; window.pwned = () => { window.__pwned += 1; };"

SHARE = "javascript:void(0)"
"""What the theme's link to share a search has in place of an address, until it is used."""

LOOK = """() => {
    // The theme's script sets these by how much room there is, and when it has looked.
    const THEMES = /^(style|title|hidden|tabindex|data-md-.*)$/;
    const tags = [], links = [], acts = [];
    for (const element of document.querySelectorAll('*')) {
        const names = element.getAttributeNames();
        for (const name of names) {
            if (name.startsWith('on') || name === 'srcdoc') acts.push(element.tagName + ' ' + name);
            if (name === 'style' && /fixed|inset|url/.test(element.getAttribute(name)))
                acts.push(element.tagName + ' ' + element.getAttribute(name));
            if (/^(href|src|action|formaction|data|xlink:href|poster)$/.test(name))
                links.push(element.getAttribute(name));
        }
        // A drawing has as many lines as its words need.
        if (element.closest('svg.fig') === null || element.matches('svg.fig'))
            tags.push(element.tagName + ' ' + names.filter(n => !THEMES.test(n)).sort().join(' '));
    }
    const heads = [...document.querySelectorAll('meta[content], [aria-label], [title], [alt]')]
        .map(e => [e.content, e.ariaLabel, e.title, e.alt].join(' '));
    return {
        tags, links, acts, pwned: window.__pwned,
        text: [document.title, document.documentElement.textContent, ...heads].join('\\n'),
    };
}"""


@dataclass(slots=True)
class Seen:
    """What a visit to every page of a site found."""

    pages: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    links: int = 0

    @property
    def text(self) -> str:
        """All that the pages say."""
        return "\n".join(str(page["text"]) for page in self.pages.values())


@contextmanager
def _window(browser: Browser, root: str, seen: Seen) -> Iterator[Page]:
    context = browser.new_context()
    context.add_init_script(BEFORE)
    page = context.new_page()

    def asked(request: Request) -> None:
        # The page for wrong addresses asks below the host, where the site's address isn't known.
        if not request.url.startswith((root.removesuffix(BELOW), "data:", "blob:")):
            seen.wrong.append(f"{page.url} asked for {request.url}")

    def opened(dialog: Dialog) -> None:
        seen.wrong.append(f"{page.url} opened a dialog")
        dialog.dismiss()

    page.on("request", asked)
    page.on("dialog", opened)
    page.on("pageerror", lambda error: seen.wrong.append(f"{page.url}: {error}"))
    yield page
    context.close()


def visit(
    browser: Browser, site: Path, scratch: Path, queries: Mapping[str, str], every: int = 1
) -> Seen:
    """Opens each page of a site, points at its first note, and looks for `queries`.

    `every` is 1 for all pages, 2 for every second, and so on.

    `queries` maps what is typed into the search to what must then be shown.
    """
    seen = Seen()
    scratch.mkdir(parents=True, exist_ok=True)
    (scratch / BELOW.rstrip("/")).symlink_to(site, target_is_directory=True)
    with served(scratch) as root, _window(browser, root, seen) as page:
        for file in sorted(site.rglob("*.html"))[::every]:
            address = file.relative_to(site).as_posix()
            page.goto(root + quote(address), wait_until="load")
            call = page.locator(".footnote-ref").first
            if call.count() and "claims/" in address:
                call.hover()
            _look(page, address, seen)
        for typed, shown in queries.items():
            _search(page, root, typed, shown, seen)
    return seen


def _look(page: Page, address: str, seen: Seen) -> None:
    found = page.evaluate(LOOK)
    seen.pages[address] = found
    seen.links += len(found["links"])
    if found["pwned"]:
        seen.wrong.append(f"{address}: something ran")
    seen.wrong += (f"{address}: {act}" for act in found["acts"])
    seen.wrong += (
        f"{address}: {link!r}"
        for link in found["links"]
        if not is_safe_address(link) and not link.startswith("data:image/") and link != SHARE
    )


def _search(page: Page, root: str, typed: str, shown: str, seen: Seen) -> None:
    page.goto(root)
    page.locator(".md-search__input").click()
    page.keyboard.insert_text(typed)  # Material listens to keys
    page.keyboard.press("End")
    results = page.locator(".md-search-result__item")
    results.first.wait_for(state="attached", timeout=60_000)
    said = page.locator(".md-search-result__list").inner_text()
    if " ".join(shown.split()) not in " ".join(said.split()):
        seen.wrong.append(f"the search for {typed!r} doesn't show {shown!r} but {said[:300]!r}")
    if page.evaluate("window.__pwned"):
        seen.wrong.append(f"the search for {typed!r} ran something")
    if page.locator(".md-search-result__list :is(script, img, iframe, svg[onload])").count():
        seen.wrong.append(f"the search for {typed!r} made an element")
