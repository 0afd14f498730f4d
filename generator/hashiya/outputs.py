"""Outputs: the texts of a built site, for the rules that look at what was published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pypdfium2 import PdfDocument, PdfiumError

SUFFIXES = frozenset({".html", ".json", ".xml", ".txt", ".md", ".yml", ".js", ".css", ".svg"})
"""What holds text of a source as text. A PDF holds it too; fonts and pictures can't."""

THEME_FOLDERS = ("assets/javascripts/", "assets/stylesheets/")
"""Material's program files, copied as they come: megabytes, dictionaries of Thai among them."""

PAGE_END = "\f"
"""What stands between two pages of a PDF's text."""


class OutputError(Exception):
    """An output that can't be read, so nobody can say what is in it; one line."""


def read_outputs(folder: Path) -> dict[str, str]:
    """The texts of the files below `folder` by POSIX path, sorted; links are not followed.

    Those of a PDF are as `read_pdf` gives them.

    Raises: OutputError with the path of a PDF that can't be read.
    """
    found = {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if (path.suffix in SUFFIXES or _is_pdf(path)) and path.is_file() and not path.is_symlink()
    }
    return {name: _read(path) for name, path in found.items() if not name.startswith(THEME_FOLDERS)}


def _is_pdf(path: Path) -> bool:
    return path.suffix.lower() == ".pdf"


def _read(path: Path) -> str:
    if not _is_pdf(path):
        return path.read_text(encoding="utf-8", errors="replace")
    try:
        return read_pdf(path.read_bytes())
    except OutputError as error:
        raise OutputError(f"{path}: {error}") from error


def read_pdf(content: bytes) -> str:
    """The words of a PDF, its pages parted by `PAGE_END`; the bookmarks belong to the first.

    Of 3,659 words of Arabic articles set in Amiri, 98 % come back letter for letter. Of the others,
    most of which carry a tanween, the letters are in another order, and of one in five hundred a
    letter is doubled. Lines come back in their order, but a line with notes' numbers or words of
    the other direction may come back in parts, the last first. A hyphen at a line's end is U+FFFE,
    and its line goes on.

    Raises: OutputError, without a path, where the PDF doesn't open, asks for a password or has no
    text: a page that is a picture can't be searched.
    """
    try:
        document = PdfDocument(content)
    except PdfiumError as error:
        raise OutputError(f"{error}, expected a PDF that opens without a password") from error
    try:
        pages = list(_page_texts(document))
        described = [*document.get_metadata_dict(skip_empty=True).values()]
        described += [bookmark.get_title() for bookmark in document.get_toc()]
    except PdfiumError as error:
        raise OutputError(f"{error}, expected pages that can be read") from error
    finally:
        document.close()
    if not any(text.strip() for text in pages):
        raise OutputError(f"no text on {len(pages)} pages, expected words that can be searched")
    pages[0] = "\n".join((*described, pages[0]))
    return PAGE_END.join(text.replace(PAGE_END, " ") for text in pages)


def _page_texts(document: PdfDocument) -> Iterator[str]:
    """Each page's text, its lines parted by line ends."""
    for page in document:
        words = page.get_textpage()
        yield words.get_text_range()
        words.close()
        page.close()
