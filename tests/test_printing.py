"""The three printed editions of this repository's briefing say what its model says."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pdfua import validate
from pypdf import PdfReader

import hashiya
from hashiya.printing import (
    UnprintableError,
    edition_name,
    editions_of,
    file_name,
    print_edition,
    volumes_of,
)
from hashiya.spreads import opposite
from tests.built import BuiltSite, read_site
from tests.conftest import Printed
from tests.printed import inside, letters, links, quotations, runs_one_way
from tests.seedbed import Seedbed, of_one_language
from tests.workbench import REPOSITORY, SITE_URL, build_site, surroundings

Count = Callable[[str, int], None]

STANDARDS = {"pdfaid:part": "2", "pdfaid:conformance": "A", "pdfuaid:part": "1"}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> hashiya.Build:
    """The base briefing."""
    return Seedbed.plant(tmp_path_factory.mktemp("small") / "home").build()


# --- what comes back of the words -----------------------------------------------------------------


def test_quotations_of_one_direction_come_back_letter_for_letter(
    printed: Printed, count: Count
) -> None:
    """Each that stands on one page by its letters; of the others, most do as well."""
    every = quotations(printed.volumes)
    plain = [quote for quote in every if runs_one_way(quote)]
    back = {quote for quote in every if any(letters(quote) in page for page in printed.pages)}
    # A note that goes on overleaf has the foot of one page and the head of the next in its midst.
    cut = {quote for quote in plain if quote not in back and _is_cut(quote, printed.pages)}
    assert [quote for quote in plain if quote not in back | cut] == []
    assert len(plain) - len(cut) >= 20
    count(f"quotations in one direction in {printed.edition}", len(plain))
    count(f"quotations that came back from {printed.edition}", len(back))
    count(f"quotations in {printed.edition}", len(every))


def _is_cut(quote: str, pages: tuple[str, ...]) -> bool:
    """Whether a quotation begins on one page and ends on the next."""
    text = letters(quote)
    return any(
        text[:at] in one and text[at:] in other
        for one, other in pairwise(pages)
        for at in range(8, len(text) - 8)
    )


def test_notes_are_numbered_without_a_gap_and_all_are_in_the_file(
    printed: Printed, count: Count
) -> None:
    text = "".join(printed.pages)
    found = 0
    for volume in printed.volumes:
        notes = [run for run in inside(volume.blocks) if "note" in run]
        assert [run["n"] for run in notes] == list(range(1, len(volume.notes) + 1))
        digits = str.maketrans("0123456789", volume.digits)
        for run in notes:
            assert str(run["n"]).translate(digits) in text
        found += len(notes)
    count("notes in print", found)


def test_every_note_has_its_publisher_its_title_and_its_paragraph(
    printed: Printed, count: Count
) -> None:
    text = "".join(printed.pages)
    shown = 0
    for volume in printed.volumes:
        for run, footnote in zip(
            (run for run in inside(volume.blocks) if "note" in run), volume.notes, strict=True
        ):
            note = run["note"]
            assert letters(note["publisher"].split("…")[0]) in text
            assert note["to"] == f"sources/{footnote.source.id}"
            for passage, given in zip(note["passages"], footnote.passages, strict=True):
                assert (
                    str(given.evidence.at.first).translate(
                        str.maketrans("0123456789", volume.digits)
                    )
                    in (passage["paragraph"])
                )
                assert letters(passage["paragraph"]) in text
                assert passage["quote"] == given.quote
                shown += 1
    count("passages in print", shown)


def test_every_word_of_a_title_is_in_the_file(printed: Printed, count: Count) -> None:
    text = "".join(printed.pages)
    words = {
        letters(word)
        for volume in printed.volumes
        for note in volume.notes
        for word in note.source.title[volume.lang].split()
    }
    assert [word for word in sorted(words) if word not in text] == []
    count("words of titles in print", len(words))


def test_every_passage_of_every_claim_stands_in_one_note(
    printed: Printed, composed: hashiya.Build, count: Count
) -> None:
    index = composed.subject.index
    wanted = Counter((each.claim, each.number) for each in index.evidence())
    for volume in printed.volumes:
        found = Counter(
            (passage.evidence.claim, passage.evidence.number)
            for note in volume.notes
            for passage in note.passages
        )
        assert found == wanted
        assert set(found.values()) == {1}
        placed = sum(len(run["note"]["passages"]) for run in inside(volume.blocks) if "note" in run)
        assert placed == wanted.total()
    count("passages of claims", wanted.total())


def test_every_claim_stands_in_full_once(
    printed: Printed, composed: hashiya.Build, count: Count
) -> None:
    wanted = {f"claims/{id_}" for id_ in composed.subject.index.claims}
    for volume in printed.volumes:
        claims = [block for block in inside(volume.blocks) if block.get("k") == "claim"]
        full = Counter(block["label"] for block in claims if "label" in block)
        assert set(full) == wanted
        assert set(full.values()) == {1}
    count("claims in print", len(wanted))


def test_the_sentence_of_every_claim_is_in_the_file(
    printed: Printed, composed: hashiya.Build, count: Count
) -> None:
    text = "".join(printed.pages)
    claims = composed.subject.index.claims.values()
    for volume in printed.volumes:
        back = [claim.id for claim in claims if letters(claim.text[volume.lang]) in text]
        # Of Arabic with figures or Latin in it, poppler gives the parts of a line as they are seen.
        wanted = [
            claim.id
            for claim in claims
            if volume.lang != "ar" or runs_one_way(claim.text["ar"].rstrip("."))
        ]
        assert [id_ for id_ in wanted if id_ not in back] == []
        count(f"sentences of claims in {volume.lang} that came back", len(back))


# --- what the file is -----------------------------------------------------------------------------


def test_every_link_leads_to_the_web_or_into_the_file(printed: Printed, count: Count) -> None:
    with PdfReader(printed.pdf) as reader:
        found = list(links(reader))
    assert None not in found
    assert [url for url in found if url and not re.match(r"https?://", url)] == []
    count("links in print", len(found))


def test_the_file_says_that_it_is_for_the_archive_and_for_all_readers(printed: Printed) -> None:
    with PdfReader(printed.pdf) as reader:
        root: Any = reader.trailer["/Root"]
        xmp = root["/Metadata"].get_object().get_data().decode()
        said = {name: re.findall(rf'<{name}>([^<]*)<|{name}="([^"]*)"', xmp) for name in STANDARDS}
        assert {name: "".join(*values) for name, values in said.items()} == STANDARDS
        assert root["/Lang"] == printed.volumes[0].lang
        assert root["/MarkInfo"]["/Marked"].value is True
        assert reader.metadata is not None
        assert reader.metadata.title == " · ".join(volume.title for volume in printed.volumes)
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        titles = {str(each["/Title"]) for each in _flat(reader.outline)}
        assert not reader.is_encrypted
        assert "/AcroForm" not in root
        assert "/OpenAction" not in root
    for volume in printed.volumes:
        sections = {
            "".join(run["s"] for run in block["runs"])
            for block in inside(volume.blocks)
            if block.get("k") == "h" and block["level"] == 1
        }
        assert sections
        assert sections <= titles


def _flat(outline: Iterable[Any]) -> Iterator[Any]:
    """Every entry of an outline, which has lists in it."""
    for each in outline:
        yield from _flat(each) if isinstance(each, list) else (each,)


def test_a_checker_of_accessibility_finds_nothing(printed: Printed, count: Count) -> None:
    report = validate(str(printed.pdf))
    assert [str(finding) for finding in report.findings] == []
    # It stumbles over a destination that is an array, and then leaves out this one rule.
    assert {outcome.rule_id for outcome in report.skipped} <= {"UA-14-001"}
    count("rules of PDF/UA that a checker looked at", len(report.outcomes) - len(report.skipped))


def test_another_process_prints_the_same_bytes(printed: Printed, briefing: Path) -> None:
    if printed.edition != "both":
        return  # the pages of either language are in it
    target = printed.pdf.with_name("again.pdf")
    command = [sys.executable, "-m", "hashiya", "pdf", "--lang", "both", "--to", str(target)]
    environment = surroundings(
        PYTHONHASHSEED="20110711",
        TZ="America/Los_Angeles",
        LC_ALL="C",
        SOURCE_DATE_EPOCH="0",
        PYTHONPATH=str(REPOSITORY / "generator"),
    )
    subprocess.run(command, cwd=briefing, env=environment, check=True, capture_output=True)
    assert target.read_bytes() == printed.pdf.read_bytes()


# --- facing pages ---------------------------------------------------------------------------------


def test_facing_pages_have_the_same_claims(
    printed: Printed, composed: hashiya.Build, count: Count
) -> None:
    if printed.edition != "both":
        return
    begun = _sections(printed.pdf)
    # Of two columns, poppler takes the lines now from this one and now from that one.
    columns = range(begun["en:disagreements"], begun["en:quantities"] + 2)
    pages = {at: page for at, page in enumerate(printed.pages, start=1) if at not in columns}
    seen = 0
    for claim in composed.subject.index.claims.values():
        english, arabic = (
            {at for at, page in pages.items() if letters(text) in page}
            for text in (claim.text["en"], claim.text["ar"])
        )
        # Pages are counted from 1: of a book, left ones have even numbers.
        assert english, claim.id
        assert {at % 2 for at in english} == {0}, claim.id
        # A summary, or a quotation, may have the same words in one language alone.
        facing = english & {at - 1 for at in arabic}
        assert facing or not arabic, claim.id
        seen += len(facing)
    left, right = opposite(*(volume.blocks for volume in printed.volumes))
    for one, other in zip(left, right, strict=True):
        labels = [[each.get("label") for each in inside(block)] for block in (one, other)]
        assert set(labels[0]) == set(labels[1])
    count("sentences of claims on facing pages", seen)


def _sections(pdf: Path) -> dict[str, int]:
    """The number of the page, from 1, on which each section with a label begins."""
    with PdfReader(pdf) as reader:
        numbers = {page.indirect_reference: at for at, page in enumerate(reader.pages, start=1)}
        return {
            name: numbers[each.raw_get("/Page")] for name, each in reader.named_destinations.items()
        }


def test_facing_sections_begin_on_facing_pages(printed: Printed, count: Count) -> None:
    if printed.edition != "both":
        return
    begun = _sections(printed.pdf)
    sections = [name.removeprefix("en:") for name in begun if name.startswith("en:")]
    assert {name.removeprefix("ar:") for name in begun if name.startswith("ar:")} == set(sections)
    assert [s for s in sections if begun[f"ar:{s}"] != begun[f"en:{s}"] + 1] == []
    count("sections on facing pages", len(sections))


def test_facing_pages_are_english_on_the_left_and_arabic_on_the_right(
    printed: Printed, count: Count
) -> None:
    if printed.edition != "both":
        return
    english, arabic = (letters(volume.title) for volume in printed.volumes)
    cover, *inner = printed.pages
    # The first page of a book is a right one; it is the cover of both, and no page is blank.
    assert english in cover
    assert arabic in cover
    assert len(inner) % 2 == 0
    assert "" not in inner
    for at, page in enumerate(inner):
        head, other = (arabic, english) if at % 2 else (english, arabic)
        assert head in page, at
        assert other not in page, at
    count("pages that face another", len(inner))


# --- what can be printed --------------------------------------------------------------------------


def test_editions_are_the_languages_and_both(small: hashiya.Build) -> None:
    assert editions_of(small.press) == ("en", "ar", "both")
    assert file_name(small.press, "both") == "briefing-both.pdf"
    assert edition_name(small.press, "ar", "en") == "Arabic"
    assert edition_name(small.press, "ar", "ar") == "العربية"
    assert edition_name(small.press, "both", "en") == "English and Arabic on facing pages"


def test_of_one_language_there_is_no_facing_edition(tmp_path: Path) -> None:
    built = of_one_language(tmp_path).build()
    assert editions_of(built.press) == ("en",)
    with pytest.raises(ValueError, match="the edition 'both'"):
        volumes_of(built.press, built.subject, "both", "")
    assert print_edition(built.press, built.subject, "en").startswith(b"%PDF-")


@pytest.mark.parametrize("edition", ["fr", "", "BOTH"])
def test_another_edition_is_refused(small: hashiya.Build, edition: str) -> None:
    with pytest.raises(ValueError, match=f"the edition '{edition}', expected one of"):
        print_edition(small.press, small.subject, edition)
    with pytest.raises(ValueError, match=f"the edition '{edition}', expected one of"):
        file_name(small.press, edition)


def test_another_paper_is_refused(small: hashiya.Build) -> None:
    with pytest.raises(ValueError, match="on a5, expected"):
        print_edition(small.press, small.subject, "en", paper="a5")


def test_a_preview_is_not_printed(tmp_path: Path) -> None:
    built = Seedbed.plant(tmp_path / "home").build(preview=True)
    with pytest.raises(ValueError, match="a preview"):
        print_edition(built.press, built.subject, "en")


def test_a_character_that_no_font_has_is_named_before_typst_starts(tmp_path: Path) -> None:
    bed = Seedbed.plant(tmp_path / "home")
    bed.edit("seeds/claims/ships.yml", "en: Twelve ships were", "en: Twelve 🚢 ships were")
    built = bed.build()
    with pytest.raises(UnprintableError) as refused:
        print_edition(built.press, built.subject, "ar")
    (found,) = refused.value.diagnostics
    assert (found.code, found.where.path, found.where.line) == (
        "T703",
        "seeds/claims/ships.yml",
        16,
    )
    assert "“text” of 'ships-12' has U+1F6A2 ship" in str(refused.value)


# --- along with the site --------------------------------------------------------------------------


def _small_site(folder: Path, **environment: str) -> tuple[Seedbed, BuiltSite]:
    """The base briefing as a site, with this repository's configuration."""
    bed = Seedbed.plant(folder / "home")
    bed.write("mkdocs.yml", (REPOSITORY / "mkdocs.yml").read_bytes())
    target = build_site(bed.home, folder / "site", surroundings(SITE_URL=SITE_URL, **environment))
    return bed, read_site(target, SITE_URL)


def test_a_site_has_every_edition_and_its_home_pages_lead_there(tmp_path: Path) -> None:
    bed, site = _small_site(tmp_path, PDF="true")
    built = bed.build()
    names = [file_name(built.press, edition) for edition in editions_of(built.press)]
    assert sorted(path.name for path in site.folder.rglob("*.pdf")) == sorted(names)
    for edition, name in zip(editions_of(built.press), names, strict=True):
        made = print_edition(built.press, built.subject, edition, address=SITE_URL)
        assert (site.folder / name).read_bytes() == made
    for address, page in site.pages.items():
        found = [a for a in page.anchors if ".hy-downloads" in a.inside]
        if address in ("", "ar/"):
            assert [site.resolve(address, a.href) for a in found] == [(n, "") for n in names]
            for edition in editions_of(built.press):
                assert edition_name(built.press, edition, page.lang) in page.article
        else:
            assert found == [], address


def test_a_site_without_print_has_no_edition_and_no_way_to_one(tmp_path: Path) -> None:
    _, site = _small_site(tmp_path)
    assert list(site.folder.rglob("*.pdf")) == []
    assert sum(page.classes["hy-downloads"] for page in site.pages.values()) == 0


def test_a_site_with_a_character_that_no_font_has_is_built_but_not_with_print(
    tmp_path: Path,
) -> None:
    bed = Seedbed.plant(tmp_path / "home")
    bed.write("mkdocs.yml", (REPOSITORY / "mkdocs.yml").read_bytes())
    bed.edit("seeds/claims/ships.yml", "en: Twelve ships were", "en: Twelve 🚢 ships were")
    command = [sys.executable, "-m", "mkdocs", "build", "-d", str(tmp_path / "site")]
    for asked, code in (("false", 0), ("true", 1)):
        run = subprocess.run(
            command, cwd=bed.home, env=surroundings(PDF=asked), capture_output=True, text=True
        )
        assert run.returncode == code, run.stderr
        assert ("briefing-en.pdf can't be printed:\nseeds/claims/ships.yml:16: " in run.stderr) is (
            asked == "true"
        )
