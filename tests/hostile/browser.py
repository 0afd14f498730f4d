"""A built site in Chromium: does any of it do something, and is each text shown as it stands?

It is opened in three ways. `parse` lets none of the site's own files in, takes the policy away, and
gives all that Chromium made of a page. `run` lets everything run, with the policy or without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Request, Route

from hashiya.markup import is_safe_address
from tests.local_server import BELOW, served
from tests.test_markup import DRAWN, PAINT

BEFORE = """
window.__pwned = 0;
window.pwned = () => { window.__pwned += 1; };
window.__refused = [];
addEventListener("securitypolicyviolation", (event) => window.__refused.push(
    `${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""

SHAPE = """(root) => {
    // Of what is somebody's text the letters may differ. All else is to be equal.
    const TEXTUAL = /^(title|content|alt|value|aria-label|aria-description|data-(?!md-).*)$/;
    const masked = (text) => text.replace(/\\\\S/gu, "x");
    const nodes = [], links = [], acts = [], drawn = [];
    const walk = document.createTreeWalker(
        root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_COMMENT | NodeFilter.SHOW_TEXT);
    for (let node = walk.currentNode; node; node = walk.nextNode()) {
        if (node.nodeType === Node.COMMENT_NODE) nodes.push(`<!--${node.data}-->`);
        if (node.nodeType === Node.TEXT_NODE && !node.parentElement.closest("svg.fig"))
            nodes.push(masked(node.data));
        if (node.nodeType !== Node.ELEMENT_NODE) continue;
        const within = node.parentElement?.closest("svg.fig");
        const names = node.getAttributeNames();
        for (const name of names) {
            const value = node.getAttribute(name);
            if (name.startsWith("on") || /^(srcdoc|autofocus|formaction)$/.test(name))
                acts.push(`${node.tagName} ${name}`);
            if (/^(href|src|action|data|xlink:href|poster|srcset|ping)$/.test(name))
                links.push(value);
        }
        const space = node.namespaceURI.split("/").pop();
        if (within) {
            // A drawing has as many lines as its words need, and is as large as they.
            drawn.push([node.localName, ...names]);
            continue;
        }
        const figure = node.matches("svg.fig");
        const said = names.sort().map((name) => {
            if (figure && /^(width|height|viewbox)$/i.test(name)) return name;
            const value = node.getAttribute(name);
            return `${name}="${TEXTUAL.test(name) ? masked(value) : value}"`;
        });
        nodes.push(`<${space}:${node.localName} ${said.join(" ")}>`);
        if (node.localName === "template") nodes.push(`template ${node.content.childNodes.length}`);
    }
    return { nodes, links, acts, drawn };
}""".replace("\\\\", "\\")

TEXT = """() => {
    const metas = Object.fromEntries([...document.querySelectorAll("meta[content]")]
        .map((e) => [e.getAttribute("name") ?? e.getAttribute("property"), e.content]));
    const heads = [...document.querySelectorAll("[aria-label], [title], [alt]")]
        .map((e) => [e.ariaLabel, e.title, e.alt].join(" "));
    return {
        metas, title: document.title, shape: document.compatMode + document.doctype?.name,
        text: [document.title, document.documentElement.textContent, ...Object.values(metas)]
            .concat(heads).join("\\n"),
    };
}"""

SETTLED = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30)))"
"""What a page does by itself, such as opening and focusing, is done a moment after it is loaded."""

GLOBALS = "() => Object.getOwnPropertyNames(window).filter((name) => !/^[0-9]+$/.test(name))"


@dataclass(slots=True)
class Seen:
    """What a visit to the pages of a site found."""

    pages: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    cards: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    results: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    globals: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All that the pages say."""
        return "\n".join(str(page["text"]) for page in self.pages.values())


def parse(browser: Browser, site: Path, scratch: Path, every: int = 1) -> Seen:
    """What Chromium makes of each page, before any script of the site's has run.

    The policy is out of force: a payload that is live would run. `every` is 1 for all pages, 2 for
    every second, and so on.
    """
    seen = Seen()

    def only_pages(route: Route) -> None:
        if route.request.resource_type == "document":
            route.continue_()
        else:
            route.abort()

    with _opened(browser, site, scratch, seen, policy=False, noisy=True) as (page, root):
        page.context.route("**/*", only_pages)
        for address in _addresses(site)[::every]:
            page.goto(root + quote(address), wait_until="load")
            page.evaluate(SETTLED)
            found = page.evaluate(f"() => ({SHAPE})(document)") | page.evaluate(TEXT)
            seen.pages[address] = found
            seen.wrong += (f"{address}: {each}" for each in _faults(found))
            if page.evaluate("window.__pwned"):
                seen.wrong.append(f"{address}: something ran")
    return seen


def run(
    browser: Browser,
    site: Path,
    scratch: Path,
    queries: Mapping[str, str],
    *,
    policy: bool,
    every: int = 1,
    below: str = "",
) -> Seen:
    """Opens the pages whose address has `below` in it, with all their scripts, points at the first
    note of a claim, and searches.

    `queries` maps a name to what is typed into the search. Without `policy` the page's own is out
    of force.
    """
    seen = Seen()
    with _opened(browser, site, scratch, seen, policy=policy) as (page, root):
        for address in [each for each in _addresses(site)[::every] if below in each]:
            page.goto(root + quote(address), wait_until="load")
            page.evaluate(SETTLED)
            if "claims/" in address:
                _point(page, address, seen)
            _settle(page, address, seen)
        for name, typed in queries.items():
            _search(page, root, name, typed, seen)
            _settle(page, f"the search for {typed!r}", seen)
    return seen


@contextmanager
def _opened(
    browser: Browser,
    site: Path,
    scratch: Path,
    seen: Seen,
    *,
    policy: bool,
    noisy: bool = False,
) -> Iterator[tuple[Page, str]]:
    """A window, and the address of the site: what is asked for, said and opened is noted down.

    `noisy` where files are kept away, of which the console has much to say.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    (scratch / BELOW.rstrip("/")).symlink_to(site, target_is_directory=True)
    context: BrowserContext = browser.new_context(bypass_csp=not policy)
    context.set_default_timeout(60_000)
    context.add_init_script(BEFORE)
    page = context.new_page()
    with served(scratch) as root:

        def asked(request: Request) -> None:
            # The page for wrong addresses asks below the host: it doesn't know the site's address.
            if not request.url.startswith((root.removesuffix(BELOW), "data:", "blob:")):
                seen.wrong.append(f"{page.url} asked for {request.url}")

        def opened(dialog: Dialog) -> None:
            seen.wrong.append(f"{page.url} opened a dialog")
            dialog.dismiss()

        page.on("request", asked)
        page.on("dialog", opened)
        page.on("popup", lambda popup: seen.wrong.append(f"{page.url} opened {popup.url}"))
        page.on("pageerror", lambda error: seen.wrong.append(f"{page.url}: {error}"))
        if not noisy:
            page.on("console", lambda said: seen.wrong.append(f"{page.url} says {said.text}"))
        yield page, root
        context.close()


def _addresses(site: Path) -> list[str]:
    return [file.relative_to(site).as_posix() for file in sorted(site.rglob("*.html"))]


def _faults(found: Mapping[str, Any]) -> Iterator[str]:
    """What of a page acts, or leads where no link may, or has no place in a drawing."""
    yield from found["acts"]
    for link in found["links"]:
        if not is_safe_address(link) and not link.startswith("data:image/"):
            yield f"the address {link!r}"
    for name, *attributes in found["drawn"]:
        if name.lower() not in DRAWN or not {each.lower() for each in attributes} <= PAINT:
            yield f"<{name} {attributes}> in a drawing"


def _point(page: Page, address: str, seen: Seen) -> None:
    """Points at the first note, whose words then stand in a card."""
    call = page.locator(".footnote-ref").first
    if call.count():
        call.hover()
        page.locator("#hy-popup").wait_for(state="visible")
        card = page.locator("#hy-popup .hy-popup__body")
        found = card.evaluate(SHAPE)
        seen.cards[address] = found | {"text": card.evaluate("e => e.textContent")}
        seen.wrong += (f"{address}, a card: {each}" for each in _faults(found))


def _settle(page: Page, where: str, seen: Seen) -> None:
    """What ran, what was refused, and what names there are, after all that was done."""
    if page.evaluate("window.__pwned"):
        seen.wrong.append(f"{where}: something ran")
    seen.wrong += (f"{where}: the policy refused {each}" for each in page.evaluate("__refused"))
    seen.globals |= set(page.evaluate(GLOBALS))


def _search(page: Page, root: str, name: str, typed: str, seen: Seen) -> None:
    page.goto(root)
    page.locator(".md-search__input").click()
    page.keyboard.insert_text(typed)  # Material listens to keys
    page.keyboard.press("End")
    page.locator(".md-search-result__item").first.wait_for(state="attached")
    shown = page.locator(".md-search-result__list")
    found = shown.evaluate(SHAPE)
    seen.results[name] = found | {"text": shown.evaluate("e => e.textContent")}
    seen.wrong += (f"the search for {typed!r}: {each}" for each in _faults(found))
