"""What a test reads from a built page: one pass over its HTML, nothing is decided here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
"""The elements that have no end tag, by the HTML standard, 13.1.2."""

REQUESTING = {
    "audio": ("src",),
    "embed": ("src",),
    "form": ("action",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src",),
    "link": ("href",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("poster", "src"),
}
"""The attributes for whose sake a browser asks a server, unasked by the reader."""

CSS_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+["']([^"']+)""")
ARABIC = re.compile(r"[\u0621-\u064a]")


@dataclass(frozen=True, slots=True)
class Anchor:
    """An `<a href>`; `inside` are the ids (#) and classes (.) of the elements around it.

    `claim` counts the page's claims from 1: in which of them the link stands; 0 for none.
    """

    href: str
    id: str
    classes: frozenset[str]
    attributes: Mapping[str, str]
    inside: frozenset[str]
    claim: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """A `<q>`, a `<blockquote>` or a source's paragraph, with the attributes of its own."""

    tag: str
    lang: str
    dir: str
    text: str
    inside: frozenset[str]


@dataclass(slots=True)
class _Element:
    tag: str
    id: str = ""
    lang: str = ""
    dir: str = ""
    names: frozenset[str] = frozenset()
    claim: int = 0
    own: tuple[str, str] = ("", "")
    quotation: bool = False
    text: list[str] = field(default_factory=list)


class BuiltPage(HTMLParser):
    """A page of a built site; `address` is its URL below the site's root, "" for the home page."""

    def __init__(self, address: str, html: str) -> None:
        super().__init__()
        self.address = address
        self.html = html
        self.lang = ""
        self.dir = ""
        self.title = ""
        self.ids: Counter[str] = Counter()
        self.anchors: list[Anchor] = []
        self.requests: list[tuple[str, str]] = []
        self.quotations: list[Quotation] = []
        self.texts: dict[str, str] = {}
        self.classes: Counter[str] = Counter()
        self.foreign: list[str] = []
        self.config = ""
        self._open: list[_Element] = []
        self.feed(html)
        self.close()
        self.unclosed = tuple(element.tag for element in self._open)

    # --- what tests ask -------------------------------------------------------------------------

    @property
    def calls(self) -> list[Anchor]:
        """The calls of notes, in document order."""
        return [anchor for anchor in self.anchors if "footnote-ref" in anchor.classes]

    @property
    def notes(self) -> list[str]:
        """The ids of the notes, in document order."""
        return [id_ for id_ in self.ids if id_.startswith("fn:")]

    def in_note(self, note: str, class_: str) -> list[Anchor]:
        """The links with a class in a note, in document order."""
        return [a for a in self.anchors if class_ in a.classes and f"#{note}" in a.inside]

    @property
    def section(self) -> str:
        """The first part of the address after the language: `claims`, `actors`; "" at home."""
        return self.path.partition("/")[0]

    @property
    def path(self) -> str:
        """The address without language and final slash: the same for a page and its counterpart."""
        return self.address.removeprefix("ar/").strip("/")

    @property
    def article(self) -> str:
        """The HTML of what the page says, without the theme around it."""
        return article_of(self.html)

    # --- reading --------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes what an element is and asks for."""
        given = {name: value or "" for name, value in attrs}
        classes = frozenset(given.get("class", "").split())
        self.classes.update(classes)
        if id_ := given.get("id", ""):
            self.ids[id_] += 1
        outer = self._open[-1] if self._open else _Element("")
        if tag == "html":
            self.lang = given.get("lang", "")
        elif tag == "body":
            self.dir = given.get("dir", "")
        elif tag == "a" and "href" in given:
            self.anchors.append(
                Anchor(given["href"], id_, classes, given, outer.names, outer.claim)
            )
        self._note_requests(tag, given)
        if tag in VOID:
            return
        names = {f".{name}" for name in classes} | ({f"#{id_}"} if id_ else set())
        self._open.append(
            _Element(
                tag,
                id_,
                given.get("lang") or outer.lang,
                given.get("dir") or outer.dir,
                outer.names | names if names else outer.names,
                self.classes["hy-claim"] if "hy-claim" in classes else outer.claim,
                (given.get("lang", ""), given.get("dir", "")),
                quotation=tag in ("q", "blockquote") or "hy-para" in classes,
            )
        )

    def _note_requests(self, tag: str, given: Mapping[str, str]) -> None:
        for name in REQUESTING.get(tag, ()):
            value = given.get(name, "")
            for part in value.split(",") if name == "srcset" else [value]:
                if part.strip() and given.get("rel") != "canonical":
                    self.requests.append((tag, part.split()[0]))
        if "style" in given:
            self.requests += (("style", url) for url in css_urls(given["style"]))

    def handle_endtag(self, tag: str) -> None:
        """Closes an element and hands its text outwards."""
        if tag in VOID or not any(element.tag == tag for element in self._open):
            return
        while self._open:
            element = self._open.pop()
            text = "".join(element.text)
            if self._open and element.tag not in ("script", "style"):
                self._open[-1].text.append(text)
            if element.id:
                self.texts[element.id] = text
            if element.quotation:
                self.quotations.append(Quotation(element.tag, *element.own, text, element.names))
            if element.tag == tag:
                break

    def handle_data(self, data: str) -> None:
        """Keeps text, and notes where Arabic stands in what says that it is none."""
        if not self._open:
            return
        element = self._open[-1]
        element.text.append(data)
        if element.tag == "style":
            self.requests += (("style", url) for url in css_urls(data))
        elif element.tag == "title":
            # A drawing has a title as well.
            if not any(each.tag == "svg" for each in self._open):
                self.title += data
        elif element.tag == "script":
            if element.id == "__config":
                self.config = data
        elif ARABIC.search(data) and (element.lang, element.dir) != ("ar", "rtl"):
            self.foreign.append(data.strip())


def article_of(html: str) -> str:
    """The HTML of what a page says, without the theme around it."""
    _, _, rest = html.partition('<article class="md-content__inner')
    return rest.rpartition("</article>")[0].partition(">")[2].strip()


def css_urls(css: str) -> Iterator[str]:
    """The addresses that a stylesheet asks for."""
    for match in CSS_URL.finditer(css):
        if url := next((group for group in match.groups() if group), ""):
            yield url


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """A built site: its folder, where it believes to stand, and its pages by address."""

    folder: Path
    url: str
    pages: Mapping[str, BuiltPage]

    def resolve(self, page: str, href: str) -> tuple[str, str] | None:
        """The address (below the root) and the anchor that a link leads to; None outside the site.

        `page` is the address of the page, or file, that has the link.
        """
        target, anchor = urldefrag(urljoin(self.url + page, href))
        if not target.startswith(self.url):
            return None
        return unquote(target.removeprefix(self.url)), unquote(anchor)


def read_site(folder: Path, url: str) -> BuiltSite:
    """Reads every page of a built site, 404.html not among them."""
    pages = {}
    for file in sorted(folder.rglob("index.html")):
        parent = file.parent.relative_to(folder).as_posix()
        address = "" if parent == "." else f"{parent}/"
        pages[address] = BuiltPage(address, file.read_text(encoding="utf-8"))
    return BuiltSite(folder, url, pages)


@cache
def squeezed(text: str) -> str:
    """`text` with white space made one space: how a browser shows it."""
    return " ".join(text.split())
