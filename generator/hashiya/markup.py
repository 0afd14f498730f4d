"""Markup that does something: what HTML on a hand-written page may be, and what it may not.

Hand-written pages are Markdown, and Markdown lets HTML through. Whoever may suggest a paragraph
must not thereby run a script in the reader's browser, so only elements and attributes that show
something are let through; `inert` makes text of all else.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from html.parser import HTMLParser

ELEMENTS = frozenset(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em "
    "figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp "
    "section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr "
    # what the program draws
    "svg g path rect circle line polygon text tspan title desc".split()
)
"""Elements that show something, and do nothing."""

ATTRIBUTES = frozenset(
    "align alt cite class colspan data-number data-search-exclude datetime dir height href id "
    "lang loading open rel reversed role rowspan scope span src start style target title type "
    "value width "
    # what the program draws with
    "cx cy d direction fill fill-rule font-family font-size font-style font-weight "
    "letter-spacing paint-order points pointer-events r rx ry stroke stroke-dasharray "
    "stroke-linecap stroke-linejoin stroke-width text-anchor transform unicode-bidi viewbox x x1 "
    "x2 xmlns y y1 y2".split()
)
"""Attributes that may stand on any of these; so may `aria-…`."""

_ADDRESSES = frozenset({"href", "src", "cite"})
_SCHEMES = frozenset({"http", "https", "mailto"})
_SCHEME = re.compile(r"[^/?#]*?:")
_IGNORED = re.compile(r"[\s\0-\x20\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_ALIGNED = re.compile("text-align: ?(?:left|right|center|start|end);?")  # of a table's column
_NAME = re.compile(r"[a-z][a-z0-9-]*")
# A tag that every parser reads alike: what is quoted holds no quotation mark and no bracket.
_PLAIN_TAG = re.compile(r"""<[A-Za-z][A-Za-z0-9]*(?:\s+[A-Za-z][\w:-]*(?:="[^"<>]*")?)*\s*/?>""")
_PLAIN_COMMENT = re.compile(r" ?[\w/ .:-]* ?")
_VOID = frozenset("br col hr img wbr".split())


def is_safe_address(address: str, *, asked_for: bool = False) -> bool:
    """Whether an address leads to a page, or into a letter, and runs nothing.

    `asked_for` says that a browser asks for it unbidden, as for a picture: then it must be of the
    site itself.
    """
    plain = _IGNORED.sub("", html.unescape(address)).replace("\\", "/").lower()
    scheme = _SCHEME.match(plain)
    if asked_for:
        return scheme is None and not plain.startswith("//")
    if plain.startswith("//"):
        return False
    return scheme is None or scheme[0][:-1] in _SCHEMES


def faults_of(markup: str) -> tuple[str, ...]:
    """What of a piece of HTML would be more than shown, each as a few words; none where it's fine.

    A piece may begin or end anywhere: an element needn't be closed in it.
    """
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return tuple(dict.fromkeys(reader.faults))


def attribute_fault(name: str, value: str) -> str | None:
    """What is wrong with an attribute, or None."""
    known = name in ATTRIBUTES or name.startswith("aria-")
    if not known or _NAME.fullmatch(name) is None:
        return f"the attribute {name[:40]!r}"
    if name == "style" and _ALIGNED.fullmatch(value) is None:
        return f"the style {value[:40]!r}"
    if name == "id" and value.startswith("__"):  # the theme looks for its own by such ids
        return f"the id {value[:40]!r}"
    if name in _ADDRESSES and not is_safe_address(value, asked_for=name == "src"):
        return f"the address {value[:80]!r}"
    return None


def inert(markup: str) -> str:
    """The same HTML where it only shows something, to the letter.

    Otherwise each tag is written anew, without the attributes that do something, and what is no
    such tag is text: however a browser reads it, there is nothing else in it.
    """
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return markup if reader.plain and not reader.faults else "".join(reader.written)


class _Reader(HTMLParser):
    """Notes faults, writes what is left, and whether every parser would read it as this one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.faults: list[str] = []
        self.written: list[str] = []
        self.plain = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Writes an element that shows something, and of others their source as text."""
        source = self.get_starttag_text() or ""
        self.plain &= _PLAIN_TAG.fullmatch(source) is not None
        if tag not in ELEMENTS:
            self.faults.append(f"the element <{tag[:40]}>")
            self.written.append(html.escape(source))
            return
        kept = [(name, value or "") for name, value in attrs]
        faults = [attribute_fault(name, value) for name, value in kept]
        self.faults += [fault for fault in faults if fault]
        said = "".join(
            f' {name}="{html.escape(value)}"'
            for (name, value), fault in zip(kept, faults, strict=True)
            if not fault
        )
        closed = "/" if source.endswith("/>") and tag not in _VOID else ""
        self.written.append(f"<{tag}{said}{closed}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """As a start tag, which the base would have followed by an end tag."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Writes the end of what may begin."""
        if tag in ELEMENTS:
            self.written.append(f"</{tag}>")
        else:
            self.written.append(html.escape(f"</{tag}>"))
            self.plain = False

    def handle_data(self, data: str) -> None:
        """Text stays text."""
        self.plain &= "<" not in data
        self.written.append(html.escape(data, quote=False))

    def handle_charref(self, name: str) -> None:
        """A character by its number."""
        self.written.append(f"&#{name};")

    def handle_entityref(self, name: str) -> None:
        """A character by its name."""
        self.written.append(f"&{name};")

    def handle_comment(self, data: str) -> None:
        """Keeps a comment of plain words."""
        if _PLAIN_COMMENT.fullmatch(data):
            self.written.append(f"<!--{data}-->")
        else:
            self.plain = False

    def handle_decl(self, decl: str) -> None:
        """A document has its declaration already."""
        self.faults.append(f"the declaration <!{decl[:40]}>")
        self.written.append(html.escape(f"<!{decl}>"))

    def handle_pi(self, data: str) -> None:
        """HTML has no processing instructions."""
        self.faults.append(f"the instruction <?{data[:40]}>")
        self.written.append(html.escape(f"<?{data}>"))

    def unknown_decl(self, data: str) -> None:
        """HTML has no marked sections."""
        self.faults.append(f"the section <![{data[:40]}]>")
        self.written.append(html.escape(f"<![{data}]>"))


def attribute_list_faults(words: str) -> Iterable[str]:
    """What of an attribute list, the words between `{:` and `}`, would be more than shown."""
    for name, value in re.findall(r"""([^\s=.#{}"']+)\s*=\s*("[^"]*"|'[^']*'|[^\s}]*)""", words):
        fault = attribute_fault(name.lower(), value.strip("\"'"))
        if fault:
            yield fault
