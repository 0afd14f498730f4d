"""The same site as a careful author without Hashiya would keep it: Markdown and footnotes.

The words, links and notes of every page are those of Hashiya's page, at the same address. They are
written in plain Markdown: headings, lists, definition lists, tables, links to files, footnotes.
HTML stands only where Markdown has no word for something: the language of a quotation, a date, a
name that runs against the page's direction, a paragraph that can be linked to.

Everything that Markdown could do without, the author leaves out, and so makes the peer faster: ids
that nothing links to, classes, tooltips, labels for screen readers. Only pages that list others
are in the navigation, because a navigation of all pages would make plain MkDocs several times
slower.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape as escape_html
from pathlib import Path
from unicodedata import bidirectional
from urllib.parse import urldefrag

from markdown import markdown

from benchmarks.fragments import Element, parse_fragment
from hashiya import Build
from hashiya.pages import Site, render_prose

EXTENSIONS = ("def_list", "footnotes", "tables")
"""What the Markdown takes beside plain Markdown; each comes with Python-Markdown."""

APART = " · "
"""What stands between things that the design sets apart on Hashiya's pages."""

SET_APART = frozenset({"hy-claim__about", "hy-entity__about", "hy-names", "hy-paragraph__words"})
"""Classes of lines whose parts only the design sets apart."""

DRAWN = frozenset("details figure nav ol svg".split())
"""What the author pastes as HTML, as it is: figures, and lists of links around a page. Markdown
passes it on without a look, which makes the peer faster."""

BLOCKS = DRAWN | frozenset(
    "article blockquote div dl h1 h2 h3 h4 header hr li p section table ul".split()
)
WRAPPERS = frozenset({"article", "div", "header", "section"})
KEPT = {"bdi": ("dir",), "mark": (), "q": ("lang", "dir"), "time": ("datetime",)}
"""Elements of running text for which Markdown has no word, and what the author says of them."""

MARKS = {"b": "**", "cite": "*", "em": "*", "i": "*", "strong": "**"}
SEEN_THROUGH = frozenset({"span", "sup"})
_SPECIAL = re.compile(r"([\\`*\[\]]|\b_|_\b|!$)")
_LEADING = re.compile(r"^(?=[-+]\s|#)|(?<=^\d)(?=\.\s)|(?<=^\d\d)(?=\.\s)")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Hand:
    """Writes the fragment of one page, at an address below the site's root.

    `homes` are the addresses of the languages' home pages.
    """

    direction: str
    address: str
    homes: frozenset[str]

    def blocks(self, inside: Iterable[Element | str]) -> list[str]:
        """Markdown's blocks, without the empty lines between them."""
        written: list[str] = []
        line: list[Element | str] = []
        for each in (*inside, None):
            if isinstance(each, str) or (each is not None and each.tag not in BLOCKS):
                line.append(each)
                continue
            written += self.paragraph(line)
            line = []
            if each is not None:
                written += self.block(each)
        return written

    def paragraph(self, inside: Iterable[Element | str]) -> list[str]:
        """One block, or none where nothing is in it."""
        text = self.line(inside)
        return [text] if text else []

    def block(self, element: Element) -> list[str]:
        """What a block of HTML is in Markdown.

        Raises: ValueError where the author would not know how to write it.
        """
        classes = element.classes
        if "hy-notes" in classes:
            return self.notes(element)
        if element.tag in DRAWN or (element.tag == "table" and classes):
            return [self.pasted(element)]
        if "hy-claim" in classes:
            return ["  \n".join(map(self.apart, element.elements))]
        if classes & SET_APART:
            return [self.apart(element)]
        if element.tag in WRAPPERS:
            # MkDocs takes a page's title from a heading that nothing precedes.
            return self.blocks(sorted(element.inside, key=lambda each: not _is_title(each)))
        return self.plain_block(element)

    def plain_block(self, element: Element) -> list[str]:
        """What a block is for which Markdown has a word."""
        match element.tag:
            case "p":
                return self.paragraph(element.inside)
            case "h1" | "h2" | "h3" | "h4":
                return [f"{'#' * int(element.tag[1])} {self.run(element.inside).strip()}"]
            case "hr":
                return ["---"]
            case "ul":
                return [self.bullets(element)]
            case "dl":
                return self.definitions(element)
            case "table":
                return [self.table(element)]
            case "blockquote":
                return [self.raw(element, ("lang", "dir"))]
        raise ValueError(f"<{element.tag}> has no word in Markdown")

    # --- blocks ---------------------------------------------------------------------------------

    def apart(self, element: Element) -> str:
        """The parts of an element in one line; those that only the design sets apart, divided."""
        if element.classes & SET_APART:
            return APART.join(filter(None, (self.line([each]) for each in element.elements)))
        if any(each.tag in BLOCKS for each in element.elements):
            return APART.join(filter(None, map(self.apart, element.elements)))
        return self.line(element.inside)

    def bullets(self, element: Element) -> str:
        """A list with a line for each element."""
        return "\n".join(f"- {self.apart(each)}" for each in element.elements)

    def definitions(self, element: Element) -> list[str]:
        """A definition list: terms with their definitions."""
        return [
            f"{self.line(term.inside)}\n:   {self.line(definition.inside)}"
            for pair in element.elements
            for term, definition in [pair.elements]
        ]

    def table(self, element: Element) -> str:
        """A table whose first row is its head."""
        rows = [
            [self.apart(cell).replace("|", r"\|") for cell in row.elements]
            for row in element.walk()
            if row.tag == "tr"
        ]
        rows.insert(1, ["---"] * len(rows[0]))
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)

    def notes(self, element: Element) -> list[str]:
        """The heading of the notes, then a definition for each of them."""
        heading, notes = element.elements
        written = self.block(heading)
        for note in notes.elements:
            parts = [each for each in note.elements if "hy-note__backs" not in each.classes]
            text = " ".join(self.line(each.inside) for each in parts)
            written.append(f"[^{_note_label(note.given['id'])}]: {text}")
        return written

    # --- running text ---------------------------------------------------------------------------

    def line(self, inside: Iterable[Element | str]) -> str:
        """Running text that begins a block, and means nothing by how it begins."""
        return _LEADING.sub(r"\\", self.run(inside).strip(), count=1)

    def run(self, inside: Iterable[Element | str]) -> str:
        """Running text."""
        return "".join(
            escape(_SPACE.sub(" ", each)) if isinstance(each, str) else self.word(each)
            for each in inside
        )

    def word(self, element: Element) -> str:
        """What an element of running text is in Markdown."""
        if element.tag == "a":
            return self.link(element)
        if element.tag == "code":
            return f"`{_SPACE.sub(' ', element.text)}`"
        text = self.run(element.inside)
        if element.tag in MARKS:
            return f"{MARKS[element.tag]}{text}{MARKS[element.tag]}"
        if element.tag == "bdi" and not self.runs_against(element):
            return text
        if element.tag in KEPT:
            return f"<{element.tag}{_said(element, KEPT[element.tag])}>{text}</{element.tag}>"
        if element.tag in SEEN_THROUGH:
            said = "" if element.tag == "sup" else _said(element, ("lang", "dir"))
            return f"<span{said}>{text}</span>" if said else text
        raise ValueError(f"<{element.tag}> has no word in Markdown")

    def runs_against(self, element: Element) -> bool:
        """Whether an element has words or a direction that are not the page's."""
        other = {"R", "AL"} if self.direction == "ltr" else {"L"}
        return element.given.get("dir", self.direction) != self.direction or any(
            bidirectional(letter) in other for letter in element.text
        )

    def link(self, element: Element) -> str:
        """A link to a Markdown file, to another site or to a place on this page; or a citation."""
        if "footnote-ref" in element.classes:
            return f"[^{_note_label(element.given['href'])}]"
        address, anchor = urldefrag(element.given["href"])
        if address and "://" not in address:
            page = posixpath.normpath(posixpath.join(self.address, address))
            folder = posixpath.dirname(_file_of(self.address, self.homes))
            address = posixpath.relpath(_file_of(page, self.homes), folder or ".")
        target = f"{address}#{anchor}" if anchor else address
        return f"[{self.run(element.inside)}]({target})"

    def pasted(self, element: Element) -> str:
        """An element with all that stands in it and on it."""
        said = "".join(f' {name}="{escape_html(text)}"' for name, text in element.given.items())
        inside = "".join(
            escape_html(each, quote=False) if isinstance(each, str) else self.pasted(each)
            for each in element.inside
        )
        return f"<{element.tag}{said}>{_SPACE.sub(' ', inside)}</{element.tag}>"

    def raw(self, element: Element, names: Iterable[str], more: str = "") -> str:
        """A block of HTML, which Markdown leaves as it is."""
        inside = "".join(
            escape_html(each, quote=False) if isinstance(each, str) else self.raw(each, ())
            for each in element.inside
        )
        return f"<{element.tag}{more}{_said(element, names)}>{inside}</{element.tag}>"


def escape(text: str) -> str:
    """`text` as Markdown that means just this text, within a line."""
    return _SPECIAL.sub(r"\\\1", escape_html(text, quote=False))


def write_markdown(built: Build, folder: Path) -> None:
    """Writes `docs/` of a built briefing below `folder`."""
    site = built.site
    for page in site.pages:
        _write(folder / "docs", site, page.lang, page.path, page.html)
    for (lang, name), file in built.subject.index.prose.items():
        path = name.removesuffix("index.md").removesuffix(".md")
        html = markdown(render_prose(built.press, lang, path, file.text), extensions=["tables"])
        _write(folder / "docs", site, lang, path, html)


def navigation(site: Site) -> list[Mapping[str, object]]:
    """The value of `nav`: home and the lists of the first language, then a section for each other.

    Plain MkDocs has one navigation for all pages of a site.
    """
    first, *others = site.languages
    return [
        *_entries(site, first),
        *({site.language_names[lang]: _entries(site, lang)} for lang in others),
    ]


def _entries(site: Site, lang: str) -> list[Mapping[str, object]]:
    pages = {site.title[lang]: ""} | {entry.title: entry.path for entry in site.nav[lang]}
    homes = _homes(site)
    return [{title: _file_of(_address(site, lang, path), homes)} for title, path in pages.items()]


def _write(docs: Path, site: Site, lang: str, path: str, html: str) -> None:
    address, homes = _address(site, lang, path), _homes(site)
    text = "\n\n".join(
        Hand(site.directions[lang], address, homes).blocks(parse_fragment(html).inside)
    )
    target = docs / _file_of(address, homes)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f"{text}\n", encoding="utf-8")


def _homes(site: Site) -> frozenset[str]:
    return frozenset(_address(site, lang, "") for lang in site.languages)


def _address(site: Site, lang: str, path: str) -> str:
    """The address of a page below the site's root, without slashes at its ends; "." is the root."""
    return posixpath.normpath(posixpath.join("" if lang == site.languages[0] else lang, path))


def _file_of(address: str, homes: frozenset[str]) -> str:
    """The Markdown file that MkDocs shows at an address: a language's home page is its index."""
    return posixpath.normpath(f"{address}/index.md") if address in homes else f"{address}.md"


def _is_title(each: Element | str) -> bool:
    return isinstance(each, Element) and each.tag == "h1"


def _note_label(reference: str) -> str:
    return reference.removeprefix("#").removeprefix("fn:")


def _said(element: Element, names: Iterable[str]) -> str:
    return "".join(
        f' {name}="{escape_html(element.given[name])}"' for name in names if name in element.given
    )
