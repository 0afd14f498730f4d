"""A source that its publisher corrected or withdrew: a notice wherever a claim rests on it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

import hashiya
from hashiya.briefing import compose
from hashiya.cli import main
from hashiya.corrections import corrected_sources, correction_of
from hashiya.exports.markdown import export_markdown
from hashiya.index import Index
from hashiya.pages import Page, render_prose
from hashiya.pdf import render_pdf
from hashiya.printing import volumes_of
from hashiya.prose import parse_prose, under_title
from hashiya.seeds import SeedFile
from tests.printed import inside
from tests.seedbed import BASE, Seedbed

LANGUAGES = ("en", "ar")
NOTICE = re.compile(r'<div class="hy-notice".*?</div>', re.DOTALL)
WITHDRAWN: Mapping[str, Any] = {
    "kind": "withdrawn",
    "date": "2026-03-25",
    "text": {"en": "Its reporter was not there.", "ar": "لم يكن مراسلها هناك."},
    "url": "https://khalij.example/notice?a=1&b=2",
}
CORRECTED: Mapping[str, Any] = {
    "kind": "corrected",
    "date": "2026-03-24",
    "text": {"en": "The crane is the second one.", "ar": "الرافعة هي الثانية."},
    "paragraphs": ["4", "6-7"],
}


def plant(home: Path, **marked: Mapping[str, Any]) -> Seedbed:
    """The base briefing with more keys for its sources: `khalij` and `sahil`."""
    bed = Seedbed.plant(home)
    sources = yaml.safe_load(bed.read("seeds/sources.yml"))
    for source in sources.values():
        source["published"] = str(source["published"])
        source.update(marked.get(source["publisher"], {}))
    bed.write("seeds/sources.yml", json.dumps(sources, ensure_ascii=False))
    return bed


def made(home: Path, **marked: Mapping[str, Any]) -> hashiya.Build:
    """That briefing, built."""
    return plant(home, **marked).build()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> hashiya.Build:
    """The one source withdrawn, of the other two paragraphs corrected."""
    home = tmp_path_factory.mktemp("notices")
    return made(home, khalij={"correction": WITHDRAWN}, sahil={"correction": CORRECTED})


def pages(build: hashiya.Build) -> dict[tuple[str, str], Page]:
    """The generated pages by language and path."""
    return {(page.lang, page.path): page for page in build.site.pages}


def notices(html: str) -> list[str]:
    """The words of each notice of a page."""
    return [" ".join(re.sub(r"<[^>]+>", " ", found).split()) for found in NOTICE.findall(html)]


def prose(build: hashiya.Build, lang: str, markdown: str) -> str:
    """A hand-written page, rendered."""
    return render_prose(build.press, lang, "guide", markdown)


# --- on pages -------------------------------------------------------------------------------------


def test_the_page_of_the_source_says_it_below_its_title_with_what_rests_on_it(
    built: hashiya.Build,
) -> None:
    html = pages(built)["en", "sources/khalij-0319"].html
    first, *others = notices(html)
    assert first == (
        "A source withdrawn by its publisher on 25 March 2026: Khalij , Port still closed "
        "What the publisher says, as reported here: Its reporter was not there. "
        "the publisher’s notice 3 claims on this page rest on it "
        "Seventeen ships were waiting outside the basin. contested without it: unsupported "
        "The fault began in the control room. contested without it: from one unnamed origin "
        "The Gulf Authority plans to open a second berth if the repair is delayed. "
        "from one origin without it: unsupported"
    )
    assert others == []
    assert html.index("</h1>") < html.index("hy-notice") < html.index("<dl")
    assert 'href="https://khalij.example/notice?a=1&amp;b=2"' in html


def test_a_notice_is_a_note_that_its_first_words_name(built: hashiya.Build) -> None:
    looked = 0
    for page in built.site.pages:
        for found in NOTICE.findall(page.html):
            looked += 1
            role = re.match(r'<div class="hy-notice" role="note" aria-labelledby="([^"]+)"', found)
            assert role
            assert f'<strong id="{role[1]}">' in found
            assert role[1] in page.ids
    assert looked > 20


def test_every_page_has_the_notices_of_the_claims_that_it_shows_and_no_others(
    built: hashiya.Build,
) -> None:
    found = {
        path: len(notices(page.html)) for (lang, path), page in pages(built).items() if lang == "en"
    }
    assert {path for path, number in found.items() if number == 2} == {
        "claims", "standing", "disagreements", "quantities", "sites/ras-zahr", "phases/outage",
        "actors/haddad", "claims/ships-12", "claims/ships-17", "sources/sahil-0318",
    }  # fmt: skip
    assert {path for path, number in found.items() if number == 1} == {
        "sources/khalij-0319", "claims/fault-1", "claims/berth-1", "claims/repair-1",
        "actors/gulf-authority",
    }  # fmt: skip
    assert found["claims/closed-1"] == 0  # it rests on a paragraph that was not corrected
    assert found["actors"] == found["rules"] == found["actors/sahil"] == 0


def test_a_claim_beside_its_rival_has_a_notice_that_names_which_of_the_two(
    built: hashiya.Build,
) -> None:
    html = pages(built)["en", "claims/ships-12"].html
    corrected, withdrawn = sorted(notices(html))
    assert "Khalij" not in corrected
    assert ", ¶ 4 , ¶ 6–7 What the publisher says" in corrected
    assert corrected.endswith(
        "1 claim on this page rests on the part in question "
        "Twelve ships were waiting outside the basin. contested"
    )
    assert withdrawn.endswith(
        "1 claim on this page rests on it "
        "Seventeen ships were waiting outside the basin. contested without it: unsupported"
    )


def test_few_claims_stand_there_and_many_are_counted_until_one_asks(
    built: hashiya.Build, tmp_path: Path
) -> None:
    few = NOTICE.findall(pages(built)["en", "sources/khalij-0319"].html)[0]
    assert '<details class="hy-notice__claims" open>\n<summary>3 claims on this page' in few
    whole = {key: value for key, value in CORRECTED.items() if key != "paragraphs"}
    build = made(tmp_path, sahil={"correction": whole})
    many = NOTICE.findall(pages(build)["en", "sources/sahil-0318"].html)[0]
    assert '<details class="hy-notice__claims">\n<summary>4 claims on this page' in many
    assert many.count("<li>") == 4


def test_a_correction_changes_no_status(built: hashiya.Build, tmp_path: Path) -> None:
    plain = made(tmp_path)
    assert built.subject.derived.standings == plain.subject.derived.standings
    assert not any("hy-notice" in page.html for page in plain.site.pages)
    assert not any("hy-mark--corrected" in page.html for page in plain.site.pages)


def test_a_source_on_which_nothing_rests_has_its_notice_on_its_own_page_alone(
    tmp_path: Path,
) -> None:
    nothing = {"correction": {**CORRECTED, "paragraphs": [3, "6-7"]}}
    build = made(tmp_path, sahil=nothing)
    noticed = [page for page in build.site.pages if "hy-notice" in page.html]
    assert {page.path for page in noticed} == {"sources/sahil-0318"}
    assert notices(noticed[0].html)[0].endswith("No claim of this briefing rests on it.")
    assert "<details" not in NOTICE.findall(noticed[0].html)[0]


def test_the_notice_speaks_the_language_of_its_page(built: hashiya.Build) -> None:
    (said,) = notices(pages(built)["ar", "sources/khalij-0319"].html)
    assert said.startswith(
        "مصدر سحبه ناشره بتاريخ ٢٥ آذار ٢٠٢٦: صحيفة الخليج ، الميناء ما زال مغلقا "
        "ما يقوله الناشر، كما يُنقل هنا: لم يكن مراسلها هناك. بيان الناشر ٣ إفادات"
    )


def test_the_list_of_sources_marks_them(built: hashiya.Build) -> None:
    html = pages(built)["en", "sources"].html
    marks = re.findall(r'<strong class="hy-mark hy-mark--corrected"><bdi>([^<]+)', html)
    assert marks == ["corrected on 24 March 2026", "withdrawn on 25 March 2026"]


# --- in notes -------------------------------------------------------------------------------------


def test_a_note_says_when_what_it_cites_was_corrected_or_withdrawn(built: hashiya.Build) -> None:
    def marks(path: str) -> list[str | None]:
        notes = re.findall(r'<li id="fn:\d+".*?</li>', pages(built)["en", path].html, re.DOTALL)
        found = [re.search(r'hy-mark--corrected"><bdi>([^<]+)', note) for note in notes]
        return [match[1] if match else None for match in found]

    assert marks("claims/ships-17")[0] == "withdrawn on 25 March 2026"
    assert marks("claims/repair-1") == ["corrected on 24 March 2026"]
    assert marks("claims/closed-1") == [None]
    assert marks("claims/fault-1") == [None, *["withdrawn on 25 March 2026"] * 2]


# --- on hand-written pages ------------------------------------------------------------------------


def test_a_hand_written_page_has_it_below_its_title(built: hashiya.Build) -> None:
    html = prose(built, "en", "# A guide\n\nSeventeen.[^ships-17]\n")
    assert html.startswith('# A guide\n\n<div class="hy-notice"')
    assert "</div>\n\n\nSeventeen." in html
    assert len(notices(html)) == 1
    assert "hy-notice" not in prose(built, "en", "# A guide\n\nOn 17 March.[^closed-1]\n")


def test_a_page_whose_own_note_cites_has_it_too(built: hashiya.Build) -> None:
    html = prose(built, "en", "# A\n\nSo.[^own]\n\n[^own]: As said.[^ships-17]\n")
    assert len(notices(html)) == 1


@pytest.mark.parametrize(
    "markdown, expected",
    [
        ("# A\n\nb\n", "# A\n\n<p>\n\n\nb\n"),
        ("A\n===\nb\n", "A\n===\n\n<p>\n\nb\n"),
        ("b\n\n# A\n", "<p>\n\nb\n\n# A\n"),
        ("## A\n\nb\n", "<p>\n\n## A\n\nb\n"),
        ("\n\n# A\n", "\n\n# A\n\n<p>\n\n"),
        ("", "<p>\n\n"),
    ],
)
def test_what_stands_under_the_title_stands_above_all_where_there_is_none(
    markdown: str, expected: str
) -> None:
    assert under_title(markdown, "<p>") == expected


def test_the_title_of_a_page_stays_its_title(built: hashiya.Build) -> None:
    html = prose(built, "ar", "# دليل\n\nسبع عشرة.[^ships-17]\n")
    assert parse_prose(SeedFile("a.md", html), "ar", "a.md").title == "دليل"


# --- withheld -------------------------------------------------------------------------------------


def test_of_a_withheld_source_the_notice_says_that_and_no_more(tmp_path: Path) -> None:
    build = made(tmp_path, khalij={"publish": "none", "correction": WITHDRAWN})
    found = [said for page in build.site.pages for said in notices(page.html) if page.lang == "en"]
    assert found
    for said in found:
        assert said.startswith("A source that is withheld was withdrawn by its publisher.")
        assert "without it" not in said
    (own,) = notices(pages(build)["en", "sources/khalij-0319"].html)
    assert own == "A source that is withheld was withdrawn by its publisher."
    assert "Seventeen ships" in notices(pages(build)["en", "claims/ships-17"].html)[0]
    text = "".join(page.html for page in build.site.pages)
    assert "Its reporter" not in text
    assert "khalij.example" not in text
    assert "25 March 2026" not in text
    (volume,) = volumes_of(build.press, build.subject, "en", "")
    words = [str(each["s"]) for each in inside(volume.blocks) if "s" in each]
    assert words.count("A source that is withheld was withdrawn by its publisher.") == 1
    assert "Its reporter was not there." not in words


# --- in print, in the export, in the claims -------------------------------------------------------


def test_print_says_it_in_the_note_and_once_at_the_source(built: hashiya.Build) -> None:
    (volume,) = volumes_of(built.press, built.subject, "en", "")
    passages = [each for each in inside(volume.blocks) if "paragraph" in each]
    assert {(p["paragraph"], p["corrected"]) for p in passages} >= {
        ("¶ 2", "withdrawn on 25 March 2026"),
        ("¶ 4", "corrected on 24 March 2026"),
        ("¶ 2", ""),
    }
    words = [str(each["s"]) for each in inside(volume.blocks) if "s" in each]
    assert words.count("Its reporter was not there.") == 1
    assert words.count("The crane is the second one.") == 1
    assert " contested; without it: unsupported" in words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_setter_takes_it(lang: str, built: hashiya.Build) -> None:
    assert render_pdf(volumes_of(built.press, built.subject, lang, "")).startswith(b"%PDF")


def test_the_export_has_the_notices_of_generated_and_of_hand_written_pages(
    built: hashiya.Build,
) -> None:
    written = {
        (page.lang, page.path): render_prose(built.press, page.lang, page.address, page.text)
        for page in built.subject.prose
    }
    files = export_markdown(built.site, written)
    for name in ("docs/en/index.md", "docs/ar/index.md", "docs/en/sources/khalij-0319/index.md"):
        assert b'<div class="hy-notice" role="note"' in files[name]
    assert b".hy-notice" in files["docs/en/assets/hashiya/hashiya.css"]


def test_the_list_of_claims_names_the_corrections(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bed = plant(tmp_path, khalij={"correction": WITHDRAWN}, sahil={"correction": CORRECTED})
    assert main(["claims", "--seeds", str(bed.seeds), "--format", "json"]) == 0
    rows = {row["id"]: row["corrections"] for row in json.loads(capsys.readouterr().out)}
    withdrawn = {"source": "khalij-0319", "kind": "withdrawn", "date": "2026-03-25"}
    assert rows["fault-1"] == rows["ships-17"] == [withdrawn]
    assert rows["closed-1"] == rows["ships-9"] == []
    assert main(["claims", "--seeds", str(bed.seeds)]) == 0
    lines = capsys.readouterr().out.splitlines()
    (line,) = [line for line in lines if line.startswith("ships-17:")]
    assert line.endswith("; khalij-0319 withdrawn 2026-03-25")


# --- what it concerns -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def index(built: hashiya.Build) -> Index:
    """The index of that briefing."""
    return built.subject.index


def test_a_correction_of_paragraphs_concerns_these_alone(index: Index) -> None:
    concerned = {str(e.at) for e in index.evidence() if correction_of(index, e)}
    assert concerned == {"sahil-0318#4", *(f"khalij-0319#{n}" for n in range(2, 6))}


def test_only_what_was_withdrawn_has_a_status_without_it(index: Index) -> None:
    corrected = corrected_sources(index)
    assert list(corrected) == ["sahil-0318", "khalij-0319"]
    assert corrected["sahil-0318"].claims == ("repair-1", "ships-12")
    assert dict(corrected["sahil-0318"].without) == {}
    assert {id_: each.status for id_, each in corrected["khalij-0319"].without.items()} == {
        "fault-1": "single-origin",
        "berth-1": "unsupported",
        "ships-17": "unsupported",
    }


def test_a_briefing_without_corrections_has_none() -> None:
    plain = hashiya.read_subject(BASE / "seeds", BASE / "docs")
    assert dict(compose(plain.index, plain.derived, preview=False).corrected) == {}
