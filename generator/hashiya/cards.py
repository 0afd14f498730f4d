"""Social cards: for each page a picture that other sites show where somebody links to it.

A card says what the page is called (of a claim: its sentence and its status), of which site it is,
and of which edition. Typst sets all cards as one document, from data; PDFium draws it. Typst draws
PNG too, but in true colours with transparency, and three times the bytes: here a card has sixteen
shades of one ink.
"""

from __future__ import annotations

import json
import struct
import unicodedata
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib import resources

import pypdfium2
import typst

from hashiya.account import edition_line
from hashiya.fonts import characters, typst_fonts
from hashiya.pages import Press, shorten
from hashiya.views import Folio

WIDTH, HEIGHT = 1200, 630
"""Pixels: the size that the readers of Open Graph tags ask for (1.91 to 1)."""

LONGEST_TEXT, LONGEST_LINE, LONGEST_WORD = 300, 64, 30
"""Code points of a card's text, of its other lines, and of a word: card.typ has room for these."""

INK, PAPER = (0x12, 0x2C, 0x35), (0xFF, 0xFF, 0xFF)
"""The colours of the darkest and the lightest shade, as tokens.css has them."""

SHADES = 16
"""As many as half a byte can name."""

_JOINERS = "\u200c\u200d"
"""Invisible, and without them some words are joined wrongly."""


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card; `dir` is that of its language; `status` and `site` may be empty.

    `text` is the page's title, or a `sentence` in the face that sentences are set in.
    """

    lang: str
    dir: str
    site: str
    text: str
    sentence: bool
    status: str
    edition: str


def make_card(press: Press, lang: str, path: str, title: str) -> Card:
    """The card of a page; `path` as in `pages.Page`, `title` what the page is called."""
    scribe = press.scribes[lang]
    head = press.briefing.index.head
    claim = press.briefing.index.claims.get(path.removeprefix("claims/"))
    if not path.startswith("claims/") or (claim and claim.id not in press.briefing.order):
        claim = None
    return Card(
        lang=lang,
        dir=scribe.catalog.direction,
        site=head.title[lang] if title != head.title[lang] else "",
        text=claim.text[lang] if claim else title,
        sentence=claim is not None,
        status=Folio(scribe, path).badge(claim.id).name if claim else "",
        edition=edition_line(scribe.catalog, head.edition_number, head.as_of),
    )


def card_texts(cards: Mapping[str, Card]) -> Mapping[str, str]:
    """All the text that is drawn on each card, by the card's path: what a check can search."""
    return {path: "\n".join(_lines(_drawable(card))) for path, card in cards.items()}


def render_cards(cards: Sequence[Card]) -> tuple[bytes, ...]:
    """Each card as a PNG of `WIDTH` by `HEIGHT`, in order; the same bytes for the same cards."""
    if not cards:
        return ()
    document = pypdfium2.PdfDocument(set_cards(cards))
    try:
        return tuple(_png(_shades(page)) for page in document)
    finally:
        document.close()


def set_cards(cards: Sequence[Card]) -> bytes:
    """The cards as a PDF, a page each.

    Raises: RuntimeError where Typst has anything to say: a font that isn't found draws nothing.
    """
    ours = resources.files("hashiya")
    inputs = {
        "cards": json.dumps([asdict(_drawable(card)) for card in cards], ensure_ascii=False),
        "mark": (ours / "styles" / "favicon.svg").read_text("utf-8"),
    }
    document, warnings = typst.compile_with_warnings(
        (ours / "templates" / "card.typ").read_bytes(),
        format="pdf",
        font_paths=typst_fonts(),
        ignore_system_fonts=True,
        sys_inputs=inputs,
        timestamp=0,
        pdf_tags=False,
    )
    if warnings or not isinstance(document, bytes):
        raise RuntimeError(f"Typst on the cards: {'; '.join(w.message for w in warnings)}")
    return document


def _lines(card: Card) -> Iterator[str]:
    yield from filter(None, (card.site, card.text, card.status, card.edition))


def _drawable(card: Card) -> Card:
    """A card with each of its texts as short as there is room, and of letters that there are."""
    return replace(
        card,
        site=_written(card.site, LONGEST_LINE),
        text=_written(card.text, LONGEST_TEXT),
        status=_written(card.status, LONGEST_LINE),
        edition=_written(card.edition, LONGEST_LINE),
    )


def _written(text: str, longest: int) -> str:
    """`text` in letters that the fonts have, cut with … where it or a word of it is too long.

    Marks and controls that no font has are left out; for other letters … says that they are.
    """
    known = characters()
    shown = "".join(
        letter if letter in known or letter in _JOINERS or letter.isspace() else _instead(letter)
        for letter in text
    )
    while "……" in shown:
        shown = shown.replace("……", "…")
    return shorten(" ".join(shorten(word, LONGEST_WORD) for word in shown.split()), longest)


def _instead(letter: str) -> str:
    return "" if unicodedata.category(letter)[0] in "MC" else "…"


def _shades(page: pypdfium2.PdfPage) -> bytes:
    """A page as rows of shades, each from 0 (ink) to 15 (paper), two to a byte, the first high."""
    bitmap = page.render(scale=1, grayscale=True)
    greys = bytes(bitmap.buffer)
    bitmap.close()
    page.close()
    high, low = (
        int.from_bytes(greys[first::2].translate(table), "big")
        for first, table in enumerate(_tables())
    )
    return (high | low).to_bytes(WIDTH * HEIGHT // 2, "big")


@cache
def _tables() -> tuple[bytes, bytes]:
    """From a grey (0 to 255) to the nearest shade, in the high and in the low half of a byte."""
    step = 255 // (SHADES - 1)
    shades = [(grey + step // 2) // step for grey in range(256)]
    return bytes(shade << 4 for shade in shades), bytes(shades)


def _png(shades: bytes) -> bytes:
    """Rows of shades as a PNG with a palette. Source: https://www.w3.org/TR/png-3/, 11.2."""
    palette = bytes(
        ink + (paper - ink) * shade // (SHADES - 1)
        for shade in range(SHADES)
        for ink, paper in zip(INK, PAPER, strict=True)
    )
    row = WIDTH // 2
    rows = b"".join(b"\0" + shades[at : at + row] for at in range(0, len(shades), row))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(name, content)
        for name, content in (
            (b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 4, 3, 0, 0, 0)),
            (b"PLTE", palette),
            (b"IDAT", zlib.compress(rows)),
            (b"IEND", b""),
        )
    )


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)
