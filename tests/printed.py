"""What a test reads from a printed edition: its pages' words by poppler, its parts by pypdf.

Words are compared by their letters. Where Arabic and Latin stand on one line, poppler gives the
stretches of it in the order in which they are seen, not in which they are read.
"""

from __future__ import annotations

import subprocess
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.generic import PdfObject

from hashiya.volume import Volume


@cache
def letters(text: str) -> str:
    """The letters and figures of `text`: NFKC, without marks, tatweel, punctuation and spaces.

    Of marks, poppler puts the last of a line of two directions first, and drops hyphens at its end.
    """
    shown = unicodedata.normalize("NFKC", text).replace("ـ", "")
    return "".join(c for c in shown if unicodedata.category(c)[0] in "LN")


def pages_of(pdftotext: str, pdf: Path) -> tuple[str, ...]:
    """The letters of each page, as poppler gives them."""
    run = subprocess.run([pdftotext, str(pdf), "-"], capture_output=True, check=True, text=True)
    *pages, rest = run.stdout.split("\f")
    assert rest == ""
    return tuple(letters(page) for page in pages)


def runs_one_way(text: str) -> bool:
    """Whether a text is Arabic letters and spaces alone, so that no line of it has two directions.

    A tanween is none of them: Amiri draws its bearer with it, and poppler gives that letter twice.
    """
    bare = all(unicodedata.bidirectional(c) in {"AL", "NSM"} or c == " " for c in text)
    return bare and not set(text) & set("\u064b\u064c\u064d")


def quotations(volumes: tuple[Volume, ...]) -> tuple[str, ...]:
    """Every quotation in a note of the volumes, each once."""
    notes = (passage.quote for v in volumes for note in v.notes for passage in note.passages)
    return tuple(dict.fromkeys(quote for quote in notes if quote))


def inside(value: object) -> Iterator[Mapping[str, Any]]:
    """Every mapping in a block or in blocks, in reading order, the outer before the inner."""
    if isinstance(value, Mapping):
        yield value
        for each in value.values():
            yield from inside(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from inside(each)


def strings(value: object) -> Iterator[str]:
    """Every text in a block or in blocks."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from strings(each)


def links(reader: PdfReader) -> Iterator[str | None]:
    """Each link's address; "" of one that leads to a page of the same file, None of any other."""
    pages = {page.indirect_reference for page in reader.pages}
    for page in reader.pages:
        for reference in page.get("/Annots", ()):
            link: Any = reference.get_object()
            action = link.get("/A")
            if link["/Subtype"] != "/Link":
                yield None
            elif action is None:
                yield "" if _leads_to(reader, link["/Dest"]) in pages else None
            else:
                yield str(action["/URI"]) if action["/S"] == "/URI" else None


def _leads_to(reader: PdfReader, destination: str | PdfObject) -> object:
    """The page that a destination is of: a name of one, or the destination itself."""
    if isinstance(destination, str):
        return reader.named_destinations[destination].raw_get("/Page")
    found: Any = destination.get_object()
    return list.__getitem__(found, 0)  # itself it would give the page, not which it is
