"""Hand-written Markdown: its citations, its own notes, and its sentences.

Block structure comes from markdown-it-py, so that code is never taken for a citation; inside a
block one small scanner finds citations, the same for reading and for rewriting.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from markdown_it import MarkdownIt
from markdown_it.token import Token

from hashiya.diagnostics import Complaints, Location, nearest, shown
from hashiya.markup import attribute_fault, attribute_list_faults, faults_of
from hashiya.seeds import LIMITS, Mapping, Scalar, SeedFile, parse_yaml

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_CITATION = re.compile(r"\[\^([^\]\[\s^]+)\]")
_DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\[\s^]+)\]:[ \t]*(.*)$")
_EDITORIAL = re.compile(
    r"(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)|<!--\s*(?P<end>/?)editorial\s*-->", re.DOTALL
)
"""Where editorial words begin and end; code is matched too, so that a mark inside it is none."""
_INSET = re.compile(r"<!--[ \t]*inset:[ \t]*([^\s]*)[ \t]*-->")
_SKIP = re.compile(r"\\.|(?P<ticks>`+)|<!--.*?-->|</?[A-Za-z][^<>]*>", re.DOTALL)
_NESTING = re.compile(r"(?:[ \t]*(?:>|[*+-](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*")
"""What stands before the words of a line: the marks of quotations and lists, and white space."""
_ATTRIBUTES = re.compile(r"\{:?([^{}\n]*)\}")
_LIST, _QUOTE, _TABLE = "list", "quote", "table"
_SENTENCE = re.compile(
    # Possessive, and from the first stop of a row only: a row of thousands is tried once.
    "(?<![.!?\u061f\u06d4\u2026])[.!?\u061f\u06d4\u2026]++[\"'\u201d\u2019\u00bb)\\]*_]*+"
    "(?:\\[\\^[^\\]\\[\\s^]+\\])*+(?=\\s|$)"
)

FRONT_MATTER = ("title", "description", "editorial", "order", "hide", "search", "tags")
"""What front matter may say. A theme's `template` and `icon` would name files to be read."""

INSETS = ("glance", "strip", "map", "timeline", "cards")
"""What a page may ask for, with a line such as `<!-- inset: cards -->`."""


@dataclass(frozen=True, slots=True)
class Inset:
    """A call for an inset, and where it stands."""

    name: str
    where: Location


@dataclass(frozen=True, slots=True)
class Citation:
    """A footnote reference, `[^label]`, and where it stands."""

    label: str
    where: Location


@dataclass(frozen=True, slots=True)
class Live:
    """HTML, a link or an attribute that would do more than show something: what, and where."""

    what: str
    where: Location


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph or a list, without its markup, and the labels it cites."""

    text: str
    labels: tuple[str, ...]
    where: Location


@dataclass(frozen=True, slots=True)
class Words:
    """A run of inline text: what it looks like, where its link leads, or the label that it cites.

    `text` is empty where `label` is not: a citation has no words of its own.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    href: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a page, for a setter that knows no HTML.

    `shape` is heading, paragraph, code or rule, which have `words`; list, whose `parts` are its
    entries; quote, whose one part is its blocks; or table, whose `rows` are cells, the head first.
    `level` is a heading's, from 1; `first` an ordered list's first number, else None.
    """

    shape: str
    words: tuple[Words, ...] = ()
    level: int = 0
    first: int | None = None
    parts: tuple[tuple[Block, ...], ...] = ()
    rows: tuple[tuple[tuple[Words, ...], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ProsePage:
    """A hand-written page: `path` is below its language's folder, such as `index.md`.

    `sentences` leaves out headings, tables, code, notes and what is marked editorial; it is empty
    where the front matter frees the whole page. `own` maps the labels of the page's own footnotes
    to their Markdown; `insets` are those that it asks for; `live` is what no page may hold. `order`
    is its place among the pages, infinity where it names none; `skipped` counts the lines of front
    matter, which `text` leaves out.
    """

    lang: str
    path: str
    file: str
    title: str | None
    editorial: bool
    citations: tuple[Citation, ...]
    insets: tuple[Inset, ...]
    own: dict[str, str]
    sentences: tuple[Sentence, ...]
    live: tuple[Live, ...]
    text: str
    order: float
    skipped: int

    @property
    def address(self) -> str:
        """The path of its page: `guide.md` and `guide/index.md` give `guide`, `index.md` ""."""
        path = self.path.removesuffix(".md")
        return "" if path == "index" else path.removesuffix("/index")


def parse_prose(file: SeedFile, lang: str, path: str) -> ProsePage:
    """Reads one hand-written page.

    Raises: SeedErrors where its front matter is no YAML or has a key that isn't known, and where
    the page is more than `LIMITS` allow.
    """
    text = file.text.replace("\r\n", "\n")
    _expect_bounded(text, file.path)
    front = _FRONT_MATTER.match(text)
    skipped = text[: front.end()].count("\n") if front else 0
    title, editorial, order = _front_matter(front[1] or "" if front else "", file.path)
    body = text[front.end() :] if front else text
    tokens = _markdown().parse(body)
    own = dict(_own_notes(body, tokens))
    where = _locator(file.path, skipped)
    lines = body.split("\n")
    citations = tuple(
        Citation(match[1], where(first + text_before.count("\n")))
        for first, last in _inline_ranges(tokens)
        for match, text_before in _scan("\n".join(lines[first:last]))
    )
    sentences = () if editorial else tuple(_sentences(tokens, where))
    return ProsePage(
        lang,
        path,
        file.path,
        title or _first_heading(tokens),
        editorial,
        citations,
        tuple(Inset(name, where(line)) for line, name in _insets(tokens)),
        own,
        sentences,
        tuple(_live(body, where)),
        body,
        order,
        skipped,
    )


def parse_blocks(markdown: str) -> tuple[Block, ...]:
    """A page's Markdown, without its front matter, as blocks; definitions of own notes left out.

    HTML tags are dropped and the words between them kept; a block of HTML is left out.
    """
    tokens = [t for t in _markdown().parse(markdown) if t.type != "html_block"]
    return _Blocks(tokens).read(None)


def parse_words(markdown: str) -> tuple[Words, ...]:
    """Inline Markdown, such as an own footnote's, as runs of words."""
    (inline,) = _markdown().parseInline(markdown)
    return _words_of(inline)


def rewrite_citations(markdown: str, replace: Callable[[str], str | None]) -> str:
    """`markdown` with each citation replaced by `replace(label)`; None leaves it as it is.

    Definitions of own notes are taken out, and what they cite isn't met; see `render_note`. Other
    citations are met in document order.
    """
    tokens = _markdown().parse(markdown)
    lines = markdown.split("\n")
    for first, last in _definition_lines(markdown, tokens).values():
        lines[first:last] = [""] * (last - first)
    for first, last in sorted(_inline_ranges(tokens)):
        block = "\n".join(lines[first:last])
        out: list[str] = []
        at = 0
        for match, _ in _scan(block):
            out += [block[at : match.start()], replace(match[1]) or match[0]]
            at = match.end()
        changed = "".join([*out, block[at:]]).split("\n")
        # A replacement has no line ends, so that later ranges keep their lines.
        lines[first:last] = changed
    return "\n".join(lines)


def rewrite_insets(markdown: str, replace: Callable[[str], str]) -> str:
    """`markdown` with each line that asks for an inset replaced by `replace(name)`.

    A replacement is HTML without an empty line. A name that is not in `INSETS` is left out.
    """
    lines = markdown.split("\n")
    for line, name in _insets(_markdown().parse(markdown)):
        lines[line] = replace(name) if name in INSETS else ""
    return "\n".join(lines)


def under_title(markdown: str, html: str) -> str:
    """`markdown` with a block of HTML below its title, or above all where it begins with none.

    The HTML has no empty line.
    """
    tokens = _markdown().parse(markdown)
    titled = bool(tokens) and tokens[0].type == "heading_open" and tokens[0].tag == "h1"
    at = tokens[0].map[1] if titled and tokens[0].map else 0
    lines = markdown.split("\n")
    return "\n".join([*lines[:at], *([""] if at else []), html, "", *lines[at:]])


def headings_of(page: ProsePage) -> tuple[tuple[int, str], ...]:
    """The headings of a page without their markup, each with its line in the file, from 1."""
    tokens = _markdown().parse(page.text)
    return tuple(
        (token.map[0] + page.skipped + 1, _plain(tokens[at + 1].content))
        for at, token in enumerate(tokens)
        if token.type == "heading_open" and token.map
    )


def split_citations(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """A text of one line that cites by `[^claim]`, in stretches: words, then the labels after them.

    The words of all stretches, joined, are the text without its citations.
    """
    found: list[tuple[str, tuple[str, ...]]] = []
    at = 0
    for match in re.finditer(rf"(?:\s*{_CITATION.pattern})+", text):
        found.append((text[at : match.start()], tuple(_CITATION.findall(match[0]))))
        at = match.end()
    if text[at:] or not found:
        found.append((text[at:], ()))
    return tuple(found)


def render_note(markdown: str, replace: Callable[[str], str | None]) -> str:
    """The text of a page's own footnote as inline HTML, its citations replaced as in the text.

    markdown-it-py escapes what is no Markdown, passes no HTML on and makes no link to a script.
    """
    html: str = MarkdownIt("commonmark", {"html": False}).renderInline(markdown)
    pieces = re.split(r"(<code>.*?</code>|<[^>]*>)", html)
    for at in range(0, len(pieces), 2):
        pieces[at] = _CITATION.sub(lambda found: replace(found[1]) or found[0], pieces[at])
    return "".join(pieces)


def _markdown() -> MarkdownIt:
    # `[^a]: b` would be a link's definition by CommonMark.
    # What is escaped stays a token of its own, so that it is never taken for a citation's bracket.
    return MarkdownIt("commonmark").enable("table").disable(["reference", "text_join"])


def _expect_bounded(text: str, path: str) -> None:
    """Raises: SeedErrors where lines end as Markdown alone counts them, and at the block that would
    take a reader of Markdown minutes, or is too deep.
    """
    complaints = Complaints()
    if "\r" in text:  # which ends a line for MkDocs and for Markdown, and for no editor
        where = Location(path, text.count("\n", 0, text.index("\r")) + 1)
        complaints.add("R116", where, "a line that ends with CR alone, expected LF or CRLF")
        complaints.raise_any()
    rows, most = text.split("\n"), LIMITS["lines of a prose page"]
    if len(rows) > most:
        complaints.add("R119", Location(path, most + 1), f"over {most} lines, expected fewer")
        complaints.raise_any()
    first, size, brackets = 0, 0, 0
    for number, line in enumerate(rows, start=1):
        if not line.strip():
            first, size, brackets = number, 0, 0
            continue
        size += len(line)
        brackets += line.count("[") + line.count("<")
        start = _NESTING.match(line)
        before = start[0] if start else ""
        levels = sum(map(before.count, ">*+-")) + len(before.expandtabs(4)) // 4
        for what, found in (
            ("characters of a block of prose", size),
            ("brackets in a block of prose", brackets),
            ("levels in prose", levels),
        ):
            if found > LIMITS[what]:
                where = Location(path, first + 1)
                complaints.add("R119", where, f"over {LIMITS[what]} {what}, expected fewer")
                complaints.raise_any()


def _live(body: str, where: Callable[[int], Location]) -> Iterator[Live]:
    """HTML that does something, links that run something, attribute lists that add either."""
    tokens = _open_markdown().parse(body)
    for token in tokens:
        line = token.map[0] if token.map else 0
        for inner in (token, *(token.children or ())):
            yield from (Live(what, where(line)) for what in _faults(inner))
            line += inner.type in ("softbreak", "hardbreak")
    code = {
        line
        for token in tokens
        if token.type in ("fence", "code_block") and token.map
        for line in range(*token.map)
    }
    for line, words in enumerate(body.split("\n")):
        if line not in code:
            for found in _ATTRIBUTES.finditer(words):
                yield from (Live(what, where(line)) for what in attribute_list_faults(found[1]))


def _faults(token: Token) -> tuple[str, ...]:
    """What is wrong with a token of HTML, or of a link."""
    if token.type in ("html_block", "html_inline"):
        return faults_of(token.content)
    name = {"link_open": "href", "image": "src"}.get(token.type)
    address = str(token.attrGet(name) or "") if name else ""
    fault = attribute_fault(name, address) if name else None
    return (fault,) if fault else ()


def _open_markdown() -> MarkdownIt:
    """A reader that makes a link of whatever looks like one, as other engines do."""
    reader = MarkdownIt("commonmark").enable("table")
    reader.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    return reader


def _locator(path: str, skipped: int) -> Callable[[int], Location]:
    return lambda line: Location(path, line + skipped + 1)


def _front_matter(text: str, path: str) -> tuple[str | None, bool, float]:
    complaints = Complaints()
    tree = parse_yaml("\n" + text, path, complaints) if text.strip() else None
    complaints.raise_any()
    if not isinstance(tree, Mapping):
        return None, False, math.inf
    for key, _ in tree.pairs:
        if key.text not in FRONT_MATTER:
            known = ", ".join(FRONT_MATTER)
            complaints.add(
                "R103",
                key.where,
                f"the unknown key {shown(key.text)} in front matter, expected one of: {known}"
                f"{nearest(key.text, FRONT_MATTER)}",
            )
    complaints.raise_any()
    title, editorial, order = tree.get("title"), tree.get("editorial"), tree.get("order")
    place = order.value if isinstance(order, Scalar) else None
    return (
        title.text if isinstance(title, Scalar) and title.value is not None else None,
        isinstance(editorial, Scalar) and editorial.value is True,
        place if isinstance(place, int | float) and not isinstance(place, bool) else math.inf,
    )


def _first_heading(tokens: list[Token]) -> str | None:
    for at, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h1":
            return _plain(tokens[at + 1].content)
    return None


def _inline_ranges(tokens: list[Token]) -> list[tuple[int, int]]:
    """The half-open 0-based line ranges of blocks with inline text, each once, in order."""
    ranges = {
        (token.map[0], token.map[1]) for token in tokens if token.type == "inline" and token.map
    }
    return sorted(ranges)


def _insets(tokens: list[Token]) -> Iterator[tuple[int, str]]:
    """The 0-based lines that ask for an inset, and its name; only a line of its own does."""
    for token in tokens:
        found = _INSET.fullmatch(token.content.strip()) if token.type == "html_block" else None
        if found and token.map and not token.level:
            yield token.map[0], found[1]


def _scan(block: str) -> Iterator[tuple[re.Match[str], str]]:
    """The citations of a block, each with the text before it; code, tags, escapes are skipped."""
    at = 0
    while at < len(block):
        skip = _SKIP.search(block, at)
        stop = skip.start() if skip else len(block)
        for match in _CITATION.finditer(block, at, stop):
            defines = (
                block[match.end() : match.end() + 1] == ":"
                and not block[: match.start()].rpartition("\n")[2].strip()
            )
            if not defines:
                yield match, block[: match.start()]
        if skip is None:
            return
        at = skip.end()
        if skip["ticks"]:
            close = re.compile(f"(?<!`){skip['ticks']}(?!`)").search(block, at)
            at = close.end() if close else at


def _definition_lines(body: str, tokens: list[Token]) -> dict[str, tuple[int, int]]:
    """Label → half-open 0-based lines of its definition, with indented lines that go on."""
    lines = body.split("\n")
    found: dict[str, tuple[int, int]] = {}
    for first, last in _inline_ranges(tokens):
        starts = [n for n in range(first, last) if _DEFINITION.match(lines[n])]
        for place, start in enumerate(starts):
            end = starts[place + 1] if place + 1 < len(starts) else last
            match = _DEFINITION.match(lines[start])
            if match:
                found.setdefault(match[1], (start, end))
    return found


def _own_notes(body: str, tokens: list[Token]) -> Iterator[tuple[str, str]]:
    lines = body.split("\n")
    for label, (first, last) in _definition_lines(body, tokens).items():
        text = " ".join(line.strip() for line in lines[first:last])
        yield label, re.sub(r"^\[\^[^\]]+\]:\s*", "", text)


def _sentences(tokens: list[Token], where: Callable[[int], Location]) -> Iterator[Sentence]:
    editorial = False
    table = 0
    heading = False
    for token in tokens:
        if token.type == "html_block":
            _, editorial = _without_editorial(token.content, editorial)
        table += token.type == "table_open"
        table -= token.type == "table_close"
        heading = token.type == "heading_open" or (heading and token.type != "heading_close")
        if token.type != "inline" or table or heading or token.map is None:
            continue
        if _DEFINITION.match(token.content):
            continue
        content, editorial = _without_editorial(token.content, editorial)
        for text, offset in _split(content):
            plain = _plain(text)
            if plain:
                labels = tuple(match[1] for match, _ in _scan(text))
                line = token.map[0] + content[:offset].count("\n")
                yield Sentence(plain, labels, where(line))


def _without_editorial(content: str, editorial: bool) -> tuple[str, bool]:
    """`content` with spaces for editorial words and their marks, and whether they go on after it.

    `editorial` says whether they went on before it. Offsets and lines stay as they are.
    """
    out: list[str] = []
    at = 0
    for mark in (m for m in _EDITORIAL.finditer(content) if not m["ticks"]):
        out += [_blank(content[at : mark.start()], editorial), " " * len(mark[0])]
        editorial, at = not mark["end"], mark.end()
    return "".join([*out, _blank(content[at:], editorial)]), editorial


def _blank(text: str, editorial: bool) -> str:
    return re.sub(r"[^\n]", " ", text) if editorial else text


def _split(content: str) -> Iterator[tuple[str, int]]:
    """The sentences of a block's source, each with its offset; citations after a stop belong."""
    at = 0
    for boundary in _SENTENCE.finditer(content):
        yield content[at : boundary.end()], _after_space(content, at)
        at = boundary.end()
    if content[at:].strip():
        yield content[at:], _after_space(content, at)


def _after_space(content: str, at: int) -> int:
    while at < len(content) and content[at].isspace():
        at += 1
    return at


def _plain(source: str) -> str:
    """Inline Markdown without its markup, roughly: enough to look for numbers and names."""
    text = re.sub(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", " ", source, flags=re.DOTALL)
    text = re.sub(r"<!--.*?-->|</?[A-Za-z][^<>]*>", " ", text, flags=re.DOTALL)
    text = _CITATION.sub("", text)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"<(?:https?|mailto):[^>]*>|https?://\S+", " ", text)
    bare = re.sub(r"\\([^\w\s])|[*_~]+", lambda found: found[1] or "", text)
    return " ".join(bare.split())


class _Blocks:
    """Reads tokens into blocks, one after another."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def read(self, closing: str | None) -> tuple[Block, ...]:
        """The blocks up to the token of the type `closing`, or to the end."""
        found: list[Block] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token.type == closing:
                break
            block = self._block(token)
            if block is not None:
                found.append(block)
        return tuple(found)

    def _block(self, token: Token) -> Block | None:
        match token.type:
            case "heading_open":
                return Block("heading", self._inline(), level=int(token.tag[1:]))
            case "paragraph_open":
                defines = _DEFINITION.match(self._tokens[self._at].content)
                words = self._inline()
                return None if defines else Block("paragraph", words)
            case "bullet_list_open" | "ordered_list_open":
                return self._list(token)
            case "blockquote_open":
                return Block(_QUOTE, parts=(self.read("blockquote_close"),))
            case "table_open":
                return Block(_TABLE, rows=self._rows())
            case "fence" | "code_block":
                return Block("code", (Words(token.content.rstrip("\n"), code=True),))
            case "hr":
                return Block("rule")
            case _:
                return None

    def _inline(self) -> tuple[Words, ...]:
        inline = self._tokens[self._at]
        self._at += 2  # what closes the block stands behind it
        return _words_of(inline)

    def _list(self, opening: Token) -> Block:
        closing = opening.type.replace("open", "close")
        parts: list[tuple[Block, ...]] = []
        while self._tokens[self._at].type != closing:
            self._at += 1
            parts.append(self.read("list_item_close"))
        self._at += 1
        ordered = opening.type.startswith("ordered")
        first = int(opening.attrGet("start") or 1) if ordered else None
        return Block(_LIST, parts=tuple(parts), first=first)

    def _rows(self) -> tuple[tuple[tuple[Words, ...], ...], ...]:
        rows: list[list[tuple[Words, ...]]] = []
        while (token := self._tokens[self._at]).type != "table_close":
            self._at += 1
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(_words_of(token))
        self._at += 1
        return tuple(tuple(row) for row in rows)


def _words_of(inline: Token) -> tuple[Words, ...]:
    """The runs of an inline token: words and citations, in order."""
    found: list[Words] = []
    looks = Words("")
    for kind, tokens in groupby(inline.children or (), lambda token: token.type):
        if kind == "text":  # one text may come in several tokens
            found += _cited_words("".join(token.content for token in tokens), looks)
            continue
        for token in tokens:
            looks = _looks_after(token, looks)
            if kind == "code_inline":
                found.append(Words(token.content, code=True))
            elif kind in ("softbreak", "hardbreak"):
                found.append(Words(" "))
            elif kind == "text_special":
                found.append(replace(looks, text=token.content))
    return tuple(found)


def _cited_words(text: str, looks: Words) -> Iterator[Words]:
    """A text's words and its citations, in order."""
    for number, part in enumerate(_CITATION.split(text)):
        if number % 2:
            yield Words("", label=part)
        elif part:
            yield replace(looks, text=part)


def _looks_after(token: Token, looks: Words) -> Words:
    """What words look like behind a token that opens or closes something."""
    match token.type:
        case "strong_open" | "strong_close":
            return replace(looks, strong=token.nesting > 0)
        case "em_open" | "em_close":
            return replace(looks, emphasis=token.nesting > 0)
        case "link_open":
            return replace(looks, href=str(token.attrGet("href") or ""))
        case "link_close":
            return replace(looks, href=None)
        case _:
            return looks
