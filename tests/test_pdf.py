"""A volume becomes a PDF whatever its texts are, and what they say stands in it as text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

import hashiya
from hashiya import pdf
from hashiya.pdf import TypesettingError, render_pdf
from hashiya.printing import print_edition, volumes_of
from hashiya.volume import Volume
from tests.printed import letters, links, pages_of, strings
from tests.seedbed import Seedbed, of_one_language
from tests.test_markup import FOR_AUTHORS, HOSTILE, WITHHELD, fields, plant

Count = Callable[[str, int], None]

TYPST = (
    '#panic("x") #{a + b} $x$ @ref <label> [a] \\ *bold* _em_ = Heading / term: // none /* none */ '
    "~ -- --- ... ' \" `raw` ```typ #panic()``` #set page(width: a) \\u{e} - entry + entry "
)
"""All that means something to Typst."""

EDITIONS = ("en", "ar", "both")


class Press:
    """Briefings printed into a folder, and read back."""

    def __init__(self, pdftotext: str, folder: Path) -> None:
        self._pdftotext = pdftotext
        self._folder = folder

    def pages(self, given: hashiya.Build | Seedbed, edition: str = "en") -> tuple[str, ...]:
        """The letters of each page of a briefing's edition."""
        built = given.build() if isinstance(given, Seedbed) else given
        target = self._folder / "printed.pdf"
        target.write_bytes(print_edition(built.press, built.subject, edition))
        return pages_of(self._pdftotext, target)

    def text(self, given: hashiya.Build | Seedbed, edition: str = "en") -> str:
        """The letters of all its pages."""
        return "".join(self.pages(given, edition))


@pytest.fixture
def press(pdftotext: str, tmp_path: Path) -> Press:
    """A press for one test."""
    return Press(pdftotext, tmp_path)


@pytest.fixture
def bed(tmp_path: Path) -> Seedbed:
    """A copy of the base briefing."""
    return Seedbed.plant(tmp_path / "home")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> hashiya.Build:
    """The briefing that has markup in each text."""
    return plant(tmp_path_factory.mktemp("hostile"), HOSTILE).build()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> hashiya.Build:
    """The base briefing."""
    return Seedbed.plant(tmp_path_factory.mktemp("small") / "home").build()


def volumes(built: hashiya.Build, edition: str = "en") -> tuple[Volume, ...]:
    """The volumes of an edition."""
    return volumes_of(built.press, built.subject, edition, "")


# --- text is text ---------------------------------------------------------------------------------


def test_markup_in_any_text_is_in_the_volume_as_it_was_written(
    hostile: hashiya.Build, count: Count
) -> None:
    found = [
        text for lang in ("en", "ar") for v in volumes(hostile, lang) for text in strings(v.blocks)
    ]
    count("texts with markup in print", sum(HOSTILE in text for text in found))


@pytest.mark.parametrize("edition", EDITIONS)
def test_markup_in_any_text_is_printed_as_text(
    press: Press, hostile: hashiya.Build, edition: str, count: Count
) -> None:
    text = press.text(hostile, edition)
    wanted = {
        field
        for field in fields()
        if not FOR_AUTHORS.search(field)
        and not WITHHELD.search(field)
        and field.endswith("-text-en")
        # The central questions are on the site alone.
        and not field.startswith(("question-", "answer-"))
    }
    if edition == "ar":
        assert letters("alert(1)") in text
        return
    assert [f for f in sorted(wanted) if letters(f"{f} 7 {HOSTILE}") not in text] == []
    count("fields whose markup came back as text", len(wanted))


def test_what_means_something_to_typst_is_printed_as_text(bed: Seedbed, press: Press) -> None:
    payload = TYPST.replace('"', '\\"').replace("\\ ", "\\\\ ").replace("\\u{", "\\\\u{")
    bed.edit(
        "seeds/claims/ships.yml",
        "en: Twelve ships were waiting outside the basin.",
        f'en: "Twelve ships were waiting {payload} outside the basin."',
    )
    old = "en: spokesman for the Gulf Authority,"
    bed.edit("seeds/entities/actors.yml", old, f'en: "{payload}",')
    built = bed.build()
    assert any(TYPST in text for text in strings(volumes(built)[0].blocks))
    text = press.text(built)
    assert letters(f"Twelve ships were waiting {TYPST} outside the basin.") in text


@pytest.mark.parametrize("sign", ["--", "---", "...", "'", '"', "~", "-1", "10^-3"])
def test_signs_are_set_as_they_are_written(tmp_path: Path, sign: str, small: hashiya.Build) -> None:
    (volume,) = volumes(small)
    given = replace(volume, blocks=({"k": "p", "runs": ({"s": f"a{sign}b"},)},))
    target = tmp_path / "a.pdf"
    target.write_bytes(render_pdf([given]))
    with PdfReader(target) as reader:
        assert f"a{sign}b" in reader.pages[0].extract_text()


def test_no_link_of_hostile_texts_leads_to_anything_but_the_web(
    hostile: hashiya.Build, tmp_path: Path, count: Count
) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(print_edition(hostile.press, hostile.subject, "both"))
    with PdfReader(target) as reader:
        found = list(links(reader))
    addresses = {url for url in found if url}
    assert None not in found
    assert addresses
    assert {url.partition(":")[0] for url in addresses} == {"https"}
    assert all(re.fullmatch(r"https://(paper|archive)\.example/\S+", url) for url in addresses)
    count("links among hostile texts", len(found))


def test_isolates_in_a_text_stay_inside_it(small: hashiya.Build, tmp_path: Path) -> None:
    (volume,) = volumes(small)
    runs = ({"s": "\u2067a\u2069 b \u2066ج\u2069"}, {"s": " end"})
    target = tmp_path / "a.pdf"
    target.write_bytes(render_pdf([replace(volume, blocks=({"k": "p", "runs": runs},))]))
    with PdfReader(target) as reader:
        assert "end" in reader.pages[0].extract_text()


# --- policies -------------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", EDITIONS)
def test_what_a_policy_keeps_back_is_in_no_volume_and_no_file(
    press: Press, tmp_path: Path, edition: str, count: Count
) -> None:
    built = plant(tmp_path / "home", "words").build()
    said = "\n".join(text for v in volumes(built, edition) for text in strings(v.blocks))
    printed = press.text(built, edition)
    hidden = sorted(f for f in fields() if FOR_AUTHORS.search(f) or WITHHELD.search(f))
    shown = sorted(f for f in fields() if f.startswith(("quote-quoted", "full-quoted")))
    assert [f for f in hidden if f"{f} 7 words" in said] == []
    assert [f for f in hidden if letters(f"{f} 7 words") in printed] == []
    assert [f for f in shown if f"{f} 7 words" not in said] == []
    assert {f.rpartition("-")[0] for f in hidden if "title" in f} == {"none-title"}
    count("texts kept back from print", len(hidden))


# --- any briefing ---------------------------------------------------------------------------------


def test_a_briefing_with_little_in_it_is_printed(tmp_path: Path, press: Press) -> None:
    text = press.text(of_one_language(tmp_path / "home"))
    assert letters("Words are here") in text
    assert letters("Edition 1") in text


def test_a_briefing_without_prose_is_printed_in_every_edition(bed: Seedbed, press: Press) -> None:
    for lang in ("en", "ar"):
        (bed.home / f"docs/{lang}/index.md").unlink()
    for edition in EDITIONS:
        assert letters("Sahil") in press.text(bed, edition)


def test_a_page_with_everything_is_printed(bed: Seedbed, press: Press) -> None:
    page = (
        "# T\n\n**Bold**, *leaning*, `code`, [a page](more.md), [none](../x.md), "
        "[web](https://x.example/a?b=1#c).[^own]\n\n> Quoted.\n>\n> - one\n>     1. inner\n\n"
        "| a | b |\n|---|---|\n| cell[^ships-12] | [c](https://y.example) |\n| only |\n\n---\n\n"
        "```\n#panic()\n\n  two\n```\n\n5. five\n6. six\n\n## Below\n\n##### Far below\n\nEnd.\n\n"
        "[^own]: My *own* note.[^fault-1]\n"
    )
    for lang in ("en", "ar"):
        bed.write(f"docs/{lang}/index.md", page)
        bed.write(f"docs/{lang}/more.md", "---\neditorial: true\n---\n# More\n\nHere.\n")
    for edition in ("en", "both"):
        text = press.text(bed, edition)
        for words in ("Bold, leaning, code", "Quoted", "inner", "cell", "panic()", "Far below"):
            assert letters(words) in text, words
        assert letters("My own note") in text


def test_two_languages_that_say_more_and_less_face_each_other(bed: Seedbed, press: Press) -> None:
    bed.write("docs/en/index.md", "# T\n\nOne.\n\n- a\n- b\n\n> c\n")
    bed.write("docs/ar/index.md", "# ع\n\nواحد.\n")
    bed.write("docs/en/more.md", "---\neditorial: true\n---\n# M\n\n## N\n\n### O\n\nOnly here.\n")
    bed.write("docs/ar/more.md", "---\neditorial: true\n---\n# م\n")
    pages = press.pages(bed, "both")
    assert sum(letters("Only here") in page for page in pages) == 1
    assert len(pages) % 2 == 1


def many(number: int, words: str = "words here") -> str:
    """A claim that rests on a passage so many times."""
    evidence = "".join(f"    - {{at: one#{n}, quote: {words} {n}, modality: asserted}}\n" for n in
                       range(1, number + 1))  # fmt: skip
    return f"said:\n  text: {{en: Words are here}}\n  about: [ministry]\n  evidence:\n{evidence}"


def test_a_claim_with_thirty_pieces_of_evidence_has_thirty_marks(
    tmp_path: Path, press: Press
) -> None:
    bed = of_one_language(tmp_path / "home", many(30))
    bed.write("seeds/one.txt", "".join(f"words here {n}\n\n" for n in range(1, 31)))
    built = bed.build()
    (volume,) = volumes(built)
    (note,) = volume.notes
    assert len(note.passages) == 30
    found: list[Any] = [run["note"] for b in volume.blocks for run in _runs(b) if "note" in run]
    marks = [passage["mark"] for passage in found[0]["passages"]]
    assert len(set(marks)) == 30
    text = press.text(built)
    assert all(letters(f"words here {n}") in text for n in range(1, 31))


def _runs(block: Any) -> tuple[Any, ...]:  # noqa: ANN401
    return block.get("runs", ()) if block["k"] == "claim" else ()


def distinct(number: int) -> list[str]:
    """So many words without figures, none inside another."""
    return [
        f"qq{a}{b}{c}zzzzzzzzz"
        for a in "abcd"
        for b in "abcdefghijklmnop"
        for c in "abcdefghijklmnopqrst"
    ][:number]


@pytest.mark.parametrize("edition", ["en", "both"])
def test_a_note_longer_than_a_page_goes_on_overleaf(
    bed: Seedbed, press: Press, edition: str
) -> None:
    words = distinct(1200)
    gloss = "gloss: {en: 12 ships are waiting outside the basin}"
    long = f"gloss:\n        en: 12 ships {' '.join(words)}"
    bed.edit("seeds/claims/ships.yml", gloss, long)
    pages = press.pages(bed, edition)
    text = "".join(pages)
    assert [word for word in words if word not in text] == []
    assert sum("qq" in page for page in pages) >= 2


def test_a_claim_longer_than_a_page_is_printed_in_every_edition(bed: Seedbed, press: Press) -> None:
    words = distinct(900)
    bed.edit("seeds/claims/ships.yml", "en: Twelve ships", f"en: Twelve ships {' '.join(words)}")
    for edition in ("en", "both"):
        text = press.text(bed, edition)
        assert [word for word in words if word not in text] == []


# --- the file -------------------------------------------------------------------------------------


def test_the_same_volumes_are_the_same_bytes(small: hashiya.Build) -> None:
    for edition in EDITIONS:
        given = volumes(small, edition)
        assert render_pdf(given) == render_pdf(given)


def test_paper_is_a4_or_letter(small: hashiya.Build, tmp_path: Path) -> None:
    for edition in ("en", "both"):
        for paper, size in (("a4", (595, 842)), ("us-letter", (612, 792))):
            target = tmp_path / f"{paper}.pdf"
            target.write_bytes(render_pdf(volumes(small, edition), paper))
            with PdfReader(target) as reader:
                found = {tuple(round(float(n)) for n in page.mediabox[2:]) for page in reader.pages}
            assert found == {size}


def test_the_day_of_the_file_is_that_of_the_edition(small: hashiya.Build, tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(render_pdf(volumes(small)))
    with PdfReader(target) as reader:
        assert reader.metadata is not None
        assert str(reader.metadata["/CreationDate"]) == "D:20260321000000Z"


@pytest.mark.parametrize("number", [0, 3])
def test_another_number_of_volumes_is_refused(small: hashiya.Build, number: int) -> None:
    with pytest.raises(ValueError, match=f"{number} volumes on a4, expected 1 or 2"):
        render_pdf(volumes(small) * number)


def test_a_character_that_no_font_has_is_refused_by_typst_too(small: hashiya.Build) -> None:
    (volume,) = volumes(small)
    with pytest.raises(TypesettingError):
        render_pdf([replace(volume, blocks=({"k": "p", "runs": ({"s": "🚢"},)},))])


def test_a_block_that_the_template_does_not_know_is_refused(small: hashiya.Build) -> None:
    (volume,) = volumes(small)
    wrong = replace(volume, blocks=({"k": "picture"},))
    with pytest.raises(TypesettingError, match="no such block: picture"):
        render_pdf([wrong])
    with pytest.raises(TypesettingError, match="no such block: picture"):
        render_pdf([wrong, wrong])


def test_typst_sees_no_font_but_ours(small: hashiya.Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "hashiya.fonts.FACES", {"fontpkg_ibm_plex_serif": "IBMPlexSerif-Regular.ttf"}
    )
    with pytest.raises(TypesettingError, match="unknown font family"):
        render_pdf(volumes(small))


def test_the_room_of_a_page_is_that_of_the_template() -> None:
    template = pdf._template().decode()
    assert "top: 22mm, bottom: 20mm" in template
    assert set(pdf.ROOM) == set(pdf.PAPERS)
