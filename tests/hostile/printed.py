"""A printed briefing: is there anything in the file that does something, and do texts stand?"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping

import pikepdf

from hashiya.markup import is_safe_address
from tests.printed import letters

ACTING = frozenset(
    "/JS /JavaScript /Launch /EmbeddedFile /EmbeddedFiles /OpenAction /AA /SubmitForm /ImportData "
    "/GoToR /GoToE /RichMedia /XFA /Movie /Sound /Rendition /Filespec".split()
)
"""Names by which a PDF runs, sends or carries something."""


NOT_PRINTED: Mapping[str, str] = {
    r"^actor-one-": "what one of a kind is called stands in figures, and actors in none of them",
    r"^(question|answer)-text-": "the central questions are a page of the site, and none of print",
    r"-reason-(en|ar)$": "what is retired leads on from its address on the site; print has none",
    r"-alias-(en|ar)$": "print names an entity by its name alone; its aliases are for the search",
    r"^unnamed-role-": "an entity without a page has no section",
    r"^full-(headline|caption|before|after|second|idle)$": "an article's paragraphs stay on the "
    "site: print has what is quoted of them",
}
"""Names of fields for readers that print does not set, and why."""


def is_printed(field: str) -> bool:
    """Whether print sets a field that is for readers."""
    return not any(re.search(each, field) for each in NOT_PRINTED)


def stands_in_print(text: str, given: str, said: str) -> bool:
    """Whether the setter is given a text to the letter, and poppler finds each of its words.

    The words, because where lines run from right to left their order is another. What is at issue
    opens its line with a capital.
    """
    whole = text in given or text[0].upper() + text[1:] in given
    return whole and all(letters(word).lower() in said for word in text.split())


def faults_of_pdf(content: bytes) -> tuple[tuple[str, ...], int]:
    """What of a PDF would do something, and how many of its objects were looked at."""
    found: list[str] = []
    looked = 0
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for each in pdf.objects:
            for name, value in _entries(each):
                looked += 1
                if name in ACTING or str(value) in ACTING:
                    found.append(f"{name} {str(value)[:40]}")
                if name == "/URI" and not is_safe_address(str(value)):
                    found.append(f"an address {str(value)[:60]!r}")
    return tuple(found), looked


def _entries(value: pikepdf.Object, depth: int = 0) -> Iterator[tuple[str, pikepdf.Object]]:
    """The entries of a dictionary, and of those inside it that are no objects of their own."""
    if depth > 0 and value.is_indirect:
        return
    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        for name, inner in value.items():
            yield name, inner
            if isinstance(inner, pikepdf.Object):
                yield from _entries(inner, depth + 1)
    elif isinstance(value, pikepdf.Array):
        for inner in value:
            if isinstance(inner, pikepdf.Object):
                yield from _entries(inner, depth + 1)
