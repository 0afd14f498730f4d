"""What is read of a built site: its text files, and its PDFs as text."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from hashiya.outputs import PAGE_END, OutputError, read_outputs, read_pdf
from tests.planted import print_pdf

SENTENCE = "Twelve ships were waiting outside the basin on the day of the fault."


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return print_pdf(SENTENCE, "A newspaper counted seventeen.", lang="en")


def _saved(writer: PdfWriter) -> bytes:
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _locked(pdf: bytes, password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    writer.encrypt(password, "the owner's", algorithm="RC4-128")
    return _saved(writer)


def _blank() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    return _saved(writer)


UNREADABLE = {
    "nothing": b"",
    "something else": b"<p>no PDF</p>",
    "no page": _saved(PdfWriter()),
    "a page without text": _blank(),
}


def test_texts_and_pdfs_are_read_by_path_and_nothing_else(tmp_path: Path, pdf: bytes) -> None:
    (tmp_path / "print").mkdir()
    (tmp_path / "print" / "en.pdf").write_bytes(pdf)
    (tmp_path / "print" / "OLD.PDF").write_bytes(pdf)
    (tmp_path / "index.html").write_text("<p>نص</p>", encoding="utf-8")
    (tmp_path / "card.png").write_bytes(b"\x89PNG")
    (tmp_path / "again.pdf").symlink_to("print/en.pdf")
    (tmp_path / "assets" / "javascripts").mkdir(parents=True)
    (tmp_path / "assets" / "javascripts" / "theme.js").write_text("theirs", encoding="utf-8")
    found = read_outputs(tmp_path)
    assert list(found) == ["index.html", "print/OLD.PDF", "print/en.pdf"]
    assert found["index.html"] == "<p>نص</p>"
    assert found["print/en.pdf"] == found["print/OLD.PDF"] == read_pdf(pdf)


def test_a_pdf_comes_back_page_by_page(pdf: bytes) -> None:
    first, second = read_pdf(pdf).split(PAGE_END)
    assert SENTENCE in first
    assert "seventeen" not in first
    assert "A newspaper counted seventeen." in second


def test_the_title_of_a_pdf_belongs_to_its_first_page(pdf: bytes) -> None:
    first, second = read_pdf(pdf).split(PAGE_END)
    assert "Planted" in first
    assert "Planted" not in second


def test_the_bookmarks_of_a_pdf_belong_to_its_first_page(pdf: bytes) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    writer.add_outline_item(title="A mark of the second page", page_number=1)
    first, second = read_pdf(_saved(writer)).split(PAGE_END)
    assert "A mark of the second page" in first
    assert "A mark of the second page" not in second


def test_a_pdf_with_only_an_owners_password_is_read(pdf: bytes) -> None:
    assert SENTENCE in read_pdf(_locked(pdf, ""))


@pytest.mark.parametrize("what", UNREADABLE)
def test_a_pdf_that_holds_no_text_is_an_error_of_one_line(what: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=", expected "):
        read_pdf(UNREADABLE[what])
    path = tmp_path / "briefing.pdf"
    path.write_bytes(UNREADABLE[what])
    with pytest.raises(OutputError) as raised:
        read_outputs(tmp_path)
    assert str(raised.value).startswith(f"{path}: ")
    assert "\n" not in str(raised.value)


def test_a_pdf_that_asks_for_a_password_is_an_error(pdf: bytes) -> None:
    with pytest.raises(OutputError, match="expected a PDF that opens without a password"):
        read_pdf(_locked(pdf, "the reader's"))


def test_a_pdf_that_was_cut_off_is_an_error(pdf: bytes) -> None:
    with pytest.raises(OutputError):
        read_pdf(pdf[: len(pdf) // 2])
