"""Withheld words of the real articles, planted in each kind of output, and the real PDFs."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType

import pytest

import hashiya
from hashiya.checks import Subject, check_outputs
from hashiya.outputs import PAGE_END, read_pdf
from hashiya.pdf import render_pdf
from hashiya.publishing import all_excerpts
from hashiya.volume import compose_volume
from tests.planted import print_pdf
from tests.workbench import LANGUAGES, REPOSITORY

Plant = Callable[[str], Mapping[str, str]]
"""A text → the output that it was planted in, by path."""

Count = Callable[[str, int], None]

PLAIN, TANWEEN = ("araby-1004", 8), ("araby-1004", 9)
"""Paragraphs that nothing cites; the first words of the second carry tanween."""

BODY, NOTE = 11, 7.7
"""Sizes of type, in points."""


@pytest.fixture(scope="module")
def built() -> hashiya.Build:
    """The briefing of this repository."""
    return hashiya.build(REPOSITORY / "seeds", REPOSITORY / "docs")


@pytest.fixture(scope="module")
def subject(built: hashiya.Build) -> Subject:
    return built.subject


@pytest.fixture(scope="module")
def links_only(subject: Subject) -> Subject:
    """The same briefing, had no source allowed more than a link."""
    sources = {id_: replace(s, publish="link") for id_, s in subject.index.sources.items()}
    return replace(subject, index=replace(subject.index, sources=MappingProxyType(sources)))


def _words(text: str, number: int) -> str:
    """The first words of a text with what stands between them; marks are parts of words."""
    match = re.match(rf"(?:[^\w]*[\w\u064b-\u0652]+){{{number}}}", text)
    assert match, text
    return match[0].lstrip("- ")


def _of(subject: Subject, place: tuple[str, int], number: int) -> str:
    paragraph = subject.index.paragraph(*place)
    assert paragraph is not None
    assert all_excerpts(subject.index)[place[0]].get(place[1], ()) == ()
    return _words(paragraph.text, number)


def _found(subject: Subject, outputs: Mapping[str, str]) -> list[tuple[str, int, str]]:
    """Path, line and source#paragraph of each finding."""
    found = []
    for diagnostic in check_outputs(subject, outputs):
        named = re.search(r"withheld words of (\S+): ", diagnostic.message)
        assert named, diagnostic
        found.append((diagnostic.where.path, diagnostic.where.line, named[1]))
    return found


# --- the five kinds of output ---------------------------------------------------------------------


def _page(words: str) -> Mapping[str, str]:
    return {"ar/index.html": f"<p>كلام <b>من عندنا</b> {html.escape(words)} وغيره</p>"}


def _search_index(words: str) -> Mapping[str, str]:
    records = [{"location": "ar/", "title": "عنوان", "text": f"<p>كلام {words} وغيره</p>"}]
    return {"search/search_index.json": json.dumps({"docs": records})}


def _export(words: str) -> Mapping[str, str]:
    return {"docs/ar/index.md": f"---\ntitle: عنوان\n---\n\n- كلام: {words} وغيره\n"}


def _card(words: str) -> Mapping[str, str]:
    """A card is a picture; what is drawn on it stands under its path."""
    return {"assets/hashiya/cards/ar/index.png": f"عنوان الموقع\n{words}\nقول واحد"}


def _pdf(words: str, size: float = BODY, width: float = 21) -> Mapping[str, str]:
    texts = ("صفحة أولى", f"كلام من عندنا {words} وغيره مما كتبنا")
    return {"ar.pdf": read_pdf(print_pdf(*texts, lang="ar", size=size, width=width))}


PLANTS: Mapping[str, Plant] = {
    "page": _page,
    "search index": _search_index,
    "export": _export,
    "card": _card,
    "PDF": _pdf,
    "PDF, in a note's size": partial(_pdf, size=NOTE),
    "PDF, with line ends": partial(_pdf, width=8),
    "PDF, with line ends, in a note's size": partial(_pdf, size=NOTE, width=8),
}


@pytest.mark.parametrize("place", [PLAIN, TANWEEN], ids=["plain", "tanween"])
@pytest.mark.parametrize("kind", PLANTS)
def test_twelve_withheld_words_are_found(
    kind: str, place: tuple[str, int], subject: Subject
) -> None:
    outputs = PLANTS[kind](_of(subject, place, 12))
    [(path, _, named)] = _found(subject, outputs)
    assert [path] == list(outputs)
    assert named == f"{place[0]}#{place[1]}"


@pytest.mark.parametrize("place", [PLAIN, TANWEEN], ids=["plain", "tanween"])
@pytest.mark.parametrize("kind", PLANTS)
def test_eleven_withheld_words_are_not(kind: str, place: tuple[str, int], subject: Subject) -> None:
    assert _found(subject, PLANTS[kind](_of(subject, place, 11))) == []


# --- PDFs -----------------------------------------------------------------------------------------


def test_a_finding_in_a_pdf_names_the_page(subject: Subject) -> None:
    [found] = check_outputs(subject, _pdf(_of(subject, PLAIN, 12)))
    assert found.where.line == 2
    assert found.message.startswith("page 2: withheld words of araby-1004#8: ")


def test_a_run_in_the_narrow_pdf_goes_over_line_ends(subject: Subject) -> None:
    words = _of(subject, PLAIN, 12)
    [text] = _pdf(words, width=8).values()
    assert max(len(row.split()) for row in text.split(PAGE_END)[1].splitlines()) < 12
    [text] = _pdf(words, NOTE).values()
    assert max(len(row.split()) for row in text.split(PAGE_END)[1].splitlines()) > 12


def test_words_with_tanween_come_back_otherwise_than_they_were_written(subject: Subject) -> None:
    [text] = _pdf(_of(subject, TANWEEN, 12)).values()
    assert "بياناً" not in text
    assert "جماعة" in text


def test_what_is_found_in_a_page_is_found_in_a_pdf(subject: Subject, count: Count) -> None:
    runs = [
        " ".join(chunks[at : at + 13])
        for id_, ranges in all_excerpts(subject.index).items()
        for paragraph in subject.index.sources[id_].article.paragraphs
        if paragraph.n not in ranges
        for chunks in (paragraph.text.split(),)
        for at in range(len(chunks) - 12)
    ]
    pages = {f"{n}.html": f"<p>كلام {run} وغيره</p>" for n, run in enumerate(runs, start=1)}
    wanted = {(int(path.split(".")[0]), named) for path, _, named in _found(subject, pages)}
    printed = print_pdf(*(f"كلام من عندنا {run} وغيره" for run in runs), lang="ar", width=12)
    found = {(page, named) for _, page, named in _found(subject, {"ar.pdf": read_pdf(printed)})}
    assert found == wanted
    count("withheld runs planted in a PDF", len(wanted))


def test_a_notes_number_hides_nothing_in_a_line_of_its_own_direction(links_only: Subject) -> None:
    words = _gloss(links_only, 14).split()
    halves = (" ".join(words[:7]), " ".join(words[7:]))
    outputs = {"en.pdf": read_pdf(print_pdf(halves, lang="en"))}
    assert " ".join(words) not in outputs["en.pdf"]
    assert len(_found(links_only, outputs)) == 1


def test_words_in_another_order_are_not_found_in_a_pdf(subject: Subject) -> None:
    first, second, *others = _of(subject, PLAIN, 12).split()
    assert _found(subject, _pdf(" ".join((second, first, *others)))) == []


# --- glosses --------------------------------------------------------------------------------------


def _gloss(subject: Subject, number: int) -> str:
    """The first words of an English gloss, no two in one chunk, in which no number stands."""
    for evidence in subject.index.evidence():
        words = evidence.gloss.get("en", "").split()[:number]
        if len(words) == number and all(re.fullmatch(r"[A-Za-z]{2,}", word) for word in words):
            return " ".join(words)
    pytest.fail(f"no gloss begins with {number} plain words")


@pytest.mark.parametrize("size", [BODY, NOTE])
@pytest.mark.parametrize("width", [21.0, 8.0])
@pytest.mark.parametrize("within", LANGUAGES)
def test_twelve_words_of_a_gloss_that_may_not_be_shown_are_found_in_a_pdf(
    within: str, width: float, size: float, links_only: Subject, subject: Subject
) -> None:
    for number, times in ((12, 1), (11, 0)):
        text = f"Ours, ours. {_gloss(links_only, number)} ours."
        printed = print_pdf(text, lang="en", within=within, size=size, width=width)
        outputs = {"print.pdf": read_pdf(printed)}
        assert len(_found(links_only, outputs)) == times
        assert _found(subject, outputs) == []  # under `quote` a gloss may be shown


# --- the real PDFs --------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=list(LANGUAGES))
def real_pdf(built: hashiya.Build, request: pytest.FixtureRequest) -> str:
    """The text of the briefing's PDF in one language."""
    volume = compose_volume(built.press.scribes[request.param], built.subject.prose, ())
    return read_pdf(render_pdf([volume]))


def test_nothing_withheld_is_in_the_real_pdf(real_pdf: str, subject: Subject, count: Count) -> None:
    assert _found(subject, {"briefing.pdf": real_pdf}) == []
    words = len(re.findall(r"\w+", real_pdf))
    assert words > 1_000
    count("words of real PDFs searched for withheld ones", words)


def test_every_long_quotation_in_the_real_pdf_would_be_found_if_it_were_withheld(
    real_pdf: str, links_only: Subject, count: Count
) -> None:
    found = {named for _, _, named in _found(links_only, {"briefing.pdf": real_pdf})}
    shown = {
        f"{evidence.at.source}#{evidence.at.first}"
        for evidence in links_only.index.evidence()
        if len(re.findall(r"\w+", evidence.quote)) >= 14
    }
    assert shown - found == set()
    count("quotations found in real PDFs", len(shown))
