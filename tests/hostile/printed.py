"""A printed briefing: is there anything in the file that does something, and do texts stand?"""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf

from hashiya.markup import is_safe_address

ACTING = frozenset(
    "/JS /JavaScript /Launch /EmbeddedFile /EmbeddedFiles /OpenAction /AA /SubmitForm /ImportData "
    "/GoToR /GoToE /RichMedia /XFA /Movie /Sound /Rendition /Filespec".split()
)
"""Names by which a PDF runs, sends or carries something."""


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
