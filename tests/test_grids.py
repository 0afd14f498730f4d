"""Grids: a matrix counts what is about both, agreement says who says what, dates stand in time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import hashiya
from hashiya.grids import (
    AXIS_WIDTH,
    WORST_FIRST,
    Agreement,
    Cell,
    Matrix,
    RivalDates,
    Stance,
    compose_agreement,
    compose_matrix,
    compose_rival_dates,
    grid_pages,
    worst,
)
from hashiya.kinds import STATUSES
from hashiya.pages import Page
from hashiya.standing import side_of
from hashiya.views import Folio
from tests.seedbed import REPOSITORY, Seedbed

MATRIX = (
    ("path: actors}", "path: actors, matrix: rows}"),
    ("path: sites, place: true}", "path: sites, place: true, matrix: columns}"),
    ("path: phases, dated: true}", "path: phases, dated: true, matrix: columns}"),
)
QUESTIONS = """
questions:
  fault:
    text: {en: Where did the fault begin?, ar: أين بدأ العطل؟}
    answers:
      control-room: {text: {en: In the control room, ar: في غرفة التحكم}, claims: [fault-1]}
  ships:
    text: {en: How many ships waited?, ar: كم سفينة انتظرت؟}
    answers:
      more: {text: {en: Seventeen, ar: سبع عشرة}, claims: [ships-17]}
      twelve: {text: {en: Twelve, ar: اثنتا عشرة}, claims: [ships-12]}
      some: {text: {en: The port was closed, ar: كان الميناء مغلقا}, claims: [closed-1, berth-1]}
"""
SEVENTEEN = "  date: 2026-03-18~\n  values: [{quantity: ships-waiting, of: ras-zahr, n: 17"


@pytest.fixture
def bed(tmp_path: Path) -> Seedbed:
    """The base briefing with a matrix, questions, and two rival dates."""
    bed = Seedbed.plant(tmp_path / "home")
    for old, new in MATRIX:
        bed.edit("seeds/briefing.yml", old, new)
    bed.write("seeds/briefing.yml", bed.read("seeds/briefing.yml") + QUESTIONS)
    bed.edit("seeds/claims/ships.yml", "about: {en: how", "over: date\n      about: {en: how")
    bed.edit("seeds/claims/ships.yml", SEVENTEEN, SEVENTEEN.replace("18~", "19/.."))
    return bed


def _folio(built: hashiya.Build, path: str, lang: str = "en") -> Folio:
    return Folio(built.press.scribes[lang], path)


def _matrix(bed: Seedbed, lang: str = "en") -> Matrix:
    return compose_matrix(_folio(bed.build(), "who-is-where", lang))


def _agreement(bed: Seedbed) -> Agreement:
    return compose_agreement(_folio(bed.build(), "agreement"))


def _rivals(bed: Seedbed, lang: str = "en") -> tuple[RivalDates, ...]:
    return compose_rival_dates(_folio(bed.build(), "agreement", lang))


def _cells(matrix: Matrix) -> list[Cell]:
    return [cell for row in matrix.rows for group in row.cells for cell in group if cell]


def _page(built: hashiya.Build, path: str, lang: str = "en") -> Page:
    (page,) = (page for page in built.site.pages if (page.lang, page.path) == (lang, path))
    return page


def _stances(agreement: Agreement, answer: str) -> list[Stance]:
    (row,) = (
        row for question in agreement.questions for row in question.answers if row.text == answer
    )
    return list(row.stances)


# --- which pages there are ------------------------------------------------------------------------


def test_a_briefing_that_marks_nothing_has_neither_page_nor_entry(tmp_path: Path) -> None:
    built = Seedbed.plant(tmp_path / "home").build()
    paths = {page.path for page in built.site.pages}
    assert "standing" in paths
    assert grid_pages(built.press.briefing) == ()
    assert paths & {"who-is-where", "agreement"} == set()
    for entries in built.site.nav.values():
        assert {entry.path for entry in entries} & {"who-is-where", "agreement"} == set()


def test_a_matrix_of_one_side_has_no_page(tmp_path: Path) -> None:
    bed = Seedbed.plant(tmp_path / "home")
    bed.edit("seeds/briefing.yml", *MATRIX[0])
    assert grid_pages(bed.build().press.briefing) == ()
    bed.edit("seeds/briefing.yml", *MATRIX[1])
    assert grid_pages(bed.build().press.briefing) == ("who-is-where",)


def test_pages_and_entries_stand_in_every_language_under_their_names(bed: Seedbed) -> None:
    built = bed.build()
    for lang, titles in (
        ("en", {"who-is-where": "Who is where", "agreement": "Central questions: who says what"}),
        ("ar", {"who-is-where": "من وأين ومتى", "agreement": "الأسئلة الرئيسة: من يقول ماذا"}),
    ):
        entries = {entry.path: entry.title for entry in built.site.nav[lang]}
        for path, title in titles.items():
            assert (entries[path], _page(built, path, lang).title) == (title, title)


# --- the matrix -----------------------------------------------------------------------------------


def test_a_cell_holds_the_claims_that_are_about_both_in_reading_order(bed: Seedbed) -> None:
    built = bed.build()
    briefing = built.press.briefing
    cells = _cells(compose_matrix(_folio(built, "who-is-where")))
    assert cells
    for cell in cells:
        row, column = cell.id.removeprefix("of-").split("--")
        both = set(briefing.claims_about[row]) & set(briefing.claims_about[column])
        expected = [f"../claims/{id_}/" for id_ in briefing.order if id_ in both]
        assert [claim.href for claim in cell.claims] == expected
        assert cell.number == str(len(expected))


def test_rows_come_by_the_number_of_their_claims_and_those_without_a_cell_are_named(
    bed: Seedbed,
) -> None:
    matrix = _matrix(bed)
    numbers = [int(row.number.split()[0]) for row in matrix.rows]
    assert numbers == sorted(numbers, reverse=True)
    assert all(any(any(group) for group in row.cells) for row in matrix.rows)
    shown, left = {row.name.text for row in matrix.rows}, {chip.text for chip in matrix.left_out}
    index = bed.subject().index
    actors = {e.name["en"] for e in index.entities.values() if e.kind.id == "actor"}
    assert (shown & left, shown | left) == (set(), actors)
    assert shown
    assert left


def test_left_out_rows_are_counted_and_named_on_the_page(bed: Seedbed) -> None:
    built = bed.build()
    left = compose_matrix(_folio(built, "who-is-where")).left_out
    html = _page(built, "who-is-where").html
    assert f"{len(left)} are left out, as no claim is about them and a column at once:" in html


def test_columns_are_grouped_by_their_kind(bed: Seedbed) -> None:
    matrix = _matrix(bed)
    groups = [(label, len(names)) for label, names in matrix.columns]
    assert groups == [("Sites", 1), ("Phases", 1)]
    assert matrix.caption == "Actors by Sites and Phases"
    for row in matrix.rows:
        assert [len(group) for group in row.cells] == [1, 1]


def test_every_status_has_its_place_in_the_order_of_the_worst() -> None:
    names = {*STATUSES, "single-unnamed", "all-unnamed"}
    assert set(WORST_FIRST) == names
    assert len(WORST_FIRST) == len(names)


@pytest.mark.parametrize(
    "shapes, expected",
    [
        (("corroborated", "contested", "single-origin"), "contested"),
        (("contested", "denied"), "denied"),
        (("superseded", "single-unnamed"), "superseded"),
        (("single-origin", "all-unnamed"), "all-unnamed"),
        (("corroborated",), "corroborated"),
    ],
)
def test_the_worst_is_what_stands_first(shapes: tuple[str, ...], expected: str) -> None:
    assert worst(shapes) == expected


def test_a_cell_shows_the_worst_of_its_claims_and_says_so_in_words(bed: Seedbed) -> None:
    claims = bed.read("seeds/claims/ships.yml")
    bed.write("seeds/claims/ships.yml", claims.replace("[ras-zahr, outage]", "[ras-zahr, haddad]"))
    (cell,) = (c for c in _cells(_matrix(bed)) if c.id == "of-haddad--ras-zahr")
    assert [claim.badge.key for claim in cell.claims] == [
        "single-origin",
        "contested",
        "contested",
    ]
    assert (cell.worst.key, cell.said) == (
        "contested",
        "3 claims, the weakest of them: contested",
    )


def test_one_claim_is_not_the_weakest_of_several(bed: Seedbed) -> None:
    (cell,) = (c for c in _cells(_matrix(bed)) if c.id == "of-gulf-authority--ras-zahr")
    assert cell.said == "1 claim: from one origin"


def test_each_cell_leads_to_its_section_and_the_words_stand_beside_the_shape(bed: Seedbed) -> None:
    built = bed.build()
    page = _page(built, "who-is-where")
    cells = _cells(compose_matrix(_folio(built, "who-is-where")))
    links = re.findall(r'class="hy-cell hy-badge--[a-z-]+" href="#([^"]+)"', page.html)
    assert links == [cell.id for cell in cells]
    assert set(links) <= page.ids
    for cell in cells:
        assert f'<section class="hy-grid-cell" id="{cell.id}">' in page.html
        assert f'hy-shape--{cell.worst.shape}" aria-hidden="true"' in page.html
        assert f'<span class="hy-unseen">{cell.said}</span>' in page.html


def test_the_legend_has_every_shape_that_stands_in_the_matrix_and_no_other(bed: Seedbed) -> None:
    matrix = _matrix(bed)
    shapes = [badge.shape for badge in matrix.legend]
    assert set(shapes) == {cell.worst.shape for cell in _cells(matrix)}
    assert shapes == sorted(shapes, key=WORST_FIRST.index)


def test_digits_of_the_matrix_are_those_of_its_language(bed: Seedbed) -> None:
    assert {cell.number for cell in _cells(_matrix(bed, "ar"))} <= set("١٢٣٤٥٦٧٨٩")
    assert _cells(_matrix(bed, "ar"))


@pytest.mark.parametrize("path", ["who-is-where", "agreement"])
def test_a_table_wider_than_its_page_can_be_reached_and_scrolled_by_keyboard(
    bed: Seedbed, path: str
) -> None:
    (region,) = re.findall(r'<div class="hy-grid-scroll"([^>]*)>', _page(bed.build(), path).html)
    assert 'role="region"' in region
    assert 'tabindex="0"' in region
    assert re.search(r'aria-label="[^"]+"', region)


@pytest.mark.parametrize("path", ["who-is-where", "agreement"])
def test_grids_carry_no_style_of_their_own(bed: Seedbed, path: str) -> None:
    html = _page(bed.build(), path).html
    assert "<table" in html
    assert "style=" not in html
    assert "<script" not in html


# --- agreement ------------------------------------------------------------------------------------


def test_a_source_says_denies_does_both_or_is_silent(bed: Seedbed) -> None:
    bed.edit(
        "seeds/claims/ships.yml",
        "تنتظر خارج الحوض}\n      modality: asserted",
        "تنتظر خارج الحوض}\n      modality: asserted\n      stance: disputes",
    )
    agreement = _agreement(bed)
    keys = {
        answer: [stance.key for stance in _stances(agreement, answer)]
        for answer in ("In the control room", "Twelve", "Seventeen")
    }
    assert keys == {
        "In the control room": ["says", "both"],
        "Twelve": ["says", "silent"],
        "Seventeen": ["silent", "denies"],
    }
    assert [stance.key for stance in agreement.legend] == ["says", "denies", "both", "silent"]


def test_who_declines_to_say_neither_says_nor_denies(bed: Seedbed) -> None:
    bed.edit(
        "seeds/claims/ships.yml",
        "speaker: haddad\n      modality: asserted",
        "speaker: haddad\n      modality: declined",
    )
    assert [stance.key for stance in _stances(_agreement(bed), "Twelve")] == ["silent", "silent"]


def test_a_stance_leads_to_its_one_claim_and_to_the_paragraphs_that_give_it(bed: Seedbed) -> None:
    says, both = _stances(_agreement(bed), "In the control room")
    assert (says.href, [place.href for place in says.places]) == (
        "../claims/fault-1/",
        ["../sources/sahil-0318/#p5-fault-1"],
    )
    assert [place.href for place in both.places] == [
        "../sources/khalij-0319/#p3-fault-1",
        "../sources/khalij-0319/#p4-fault-1",
    ]


def test_a_stance_on_several_claims_leads_to_all_of_the_answer(bed: Seedbed) -> None:
    edited = bed.read("seeds/briefing.yml").replace("[closed-1, berth-1]", "[closed-1, repair-1]")
    bed.write("seeds/briefing.yml", edited)
    says, silent = _stances(_agreement(bed), "The port was closed")
    assert says.href == "#a-ships--some"
    assert (silent.href, silent.places) == ("", ())


def test_questions_and_answers_stand_as_their_author_has_them(bed: Seedbed) -> None:
    found = [(q.text, [a.text for a in q.answers]) for q in _agreement(bed).questions]
    assert found == [
        ("Where did the fault begin?", ["In the control room"]),
        ("How many ships waited?", ["Seventeen", "Twelve", "The port was closed"]),
    ]


def test_support_counts_outlets_and_origins_of_all_that_supports_an_answer(bed: Seedbed) -> None:
    rows = {a.text: a.support for q in _agreement(bed).questions for a in q.answers}
    assert rows["Twelve"] == "1 outlet · 1 origin"
    assert rows["The port was closed"] == "2 outlets · 1 origin"


def test_a_withheld_source_has_no_column_and_tells_nothing_by_a_number(bed: Seedbed) -> None:
    assert len(_agreement(bed).columns) == 2
    bed.edit("seeds/sources.yml", "publisher: khalij", "publisher: khalij\n  publish: none")
    agreement = _agreement(bed)
    assert [column.href for column in agreement.columns] == ["../sources/sahil-0318/"]
    rows = {a.text: a.support for q in agreement.questions for a in q.answers}
    assert (rows["Twelve"], rows["In the control room"]) == ("1 outlet · 1 origin", None)


def test_the_page_lists_the_claims_of_every_answer(bed: Seedbed) -> None:
    page = _page(bed.build(), "agreement")
    for claim in ("fault-1", "ships-17", "ships-12", "closed-1", "berth-1"):
        assert f'<li><a href="../claims/{claim}/">' in page.html
    assert {"q-fault", "q-ships", "a-ships--twelve"} <= page.ids


def test_a_question_is_found_by_its_words_and_those_of_its_answers(bed: Seedbed) -> None:
    records = _page(bed.build(), "agreement").search
    found = {record.anchor: (record.title, record.text) for record in records}
    assert found["q-fault"] == ("Where did the fault begin?", "In the control room")
    assert found["q-ships"][1] == "Seventeen. Twelve. The port was closed"


# --- rival dates ----------------------------------------------------------------------------------


def test_dates_in_dispute_stand_together_the_earliest_first(bed: Seedbed) -> None:
    (dispute,) = _rivals(bed)
    assert dispute.about == ("How many ships waited",)
    assert [(each.date.text, each.claim.href, each.origins) for each in dispute.dates] == [
        ("about 18 March 2026", "../claims/ships-12/", "the Gulf Authority"),
        ("from 19 March 2026 on", "../claims/ships-17/", "Khalij"),
    ]
    assert [each.mark.loose for each in dispute.dates] == [True, False]


def test_a_conflict_over_something_else_is_no_rivalry_of_dates(bed: Seedbed) -> None:
    bed.edit("seeds/claims/ships.yml", "over: date\n      about", "about")
    assert _rivals(bed) == ()
    assert 'id="dates"' not in _page(bed.build(), "agreement").html


def test_either_side_may_say_that_a_conflict_is_over_dates(bed: Seedbed) -> None:
    bed.edit("seeds/claims/ships.yml", "over: date\n      about", "about")
    bed.edit(
        "seeds/claims/ships.yml",
        "تنتظر خارج الحوض}\n      modality: asserted",
        "تنتظر خارج الحوض}\n      modality: asserted\n  conflicts: [{claim: ships-12, over: date}]",
    )
    (pair,) = bed.subject().derived.conflicts
    assert (pair.a, pair.b, pair.over) == ("ships-12", "ships-17", "date")
    assert len(_rivals(bed)) == 1


def test_disputes_that_share_a_claim_are_one_figure(bed: Seedbed) -> None:
    bed.edit(
        "seeds/claims/ships.yml",
        "  importance: 1\n",
        "  importance: 1\n  conflicts: [{claim: ships-17, over: date}]\n",
    )
    (dispute,) = _rivals(bed)
    assert [each.claim.href for each in dispute.dates] == [
        "../claims/closed-1/",
        "../claims/ships-12/",
        "../claims/ships-17/",
    ]
    assert dispute.about == ("How many ships waited",)


def test_a_withheld_source_hides_whose_word_a_date_is(bed: Seedbed) -> None:
    bed.edit("seeds/sources.yml", "publisher: khalij", "publisher: khalij\n  publish: none")
    (dispute,) = _rivals(bed)
    assert [each.origins for each in dispute.dates] == ["the Gulf Authority", None]


def _places(path: str) -> list[float]:
    return [float(x) for x in re.findall(r"[ML]([\d.]+) ", path)]


def test_time_runs_with_the_language_and_stays_on_the_axis(bed: Seedbed) -> None:
    (english,), (arabic,) = _rivals(bed), _rivals(bed, "ar")
    for a, b in zip(english.dates, arabic.dates, strict=True):
        ltr, rtl = _places(a.mark.path), _places(b.mark.path)
        assert all(0 <= x <= AXIS_WIDTH for x in (*ltr, *rtl))
        assert max(ltr) == pytest.approx(AXIS_WIDTH - min(rtl), abs=0.1)
    assert max(_places(english.dates[1].mark.path)) == AXIS_WIDTH
    assert min(_places(arabic.dates[1].mark.path)) == 0
    assert [AXIS_WIDTH - x for x, _ in english.ticks] == [x for x, _ in arabic.ticks]


# --- this repository's briefing -------------------------------------------------------------------


@pytest.fixture(scope="module")
def own() -> hashiya.Build:
    """The briefing of this repository."""
    return hashiya.build(REPOSITORY / "seeds", REPOSITORY / "docs")


def test_the_own_briefing_calls_nobody_a_denier_who_is_silent(own: hashiya.Build) -> None:
    index = own.subject.index
    agreement = compose_agreement(_folio(own, "agreement"))
    seen = 0
    for question, rows in zip(index.head.questions, agreement.questions, strict=True):
        for answer, row in zip(question.answers, rows.answers, strict=True):
            for source, stance in zip(index.sources.values(), row.stances, strict=True):
                sides = {
                    side_of(evidence)
                    for ref in answer.claims
                    for evidence in index.claims[ref.id].evidence
                    if evidence.at.source == source.id
                } - {"neither"}
                assert (stance.key == "silent") == (sides == set())
                seen += 1
    assert len(agreement.questions) == 6
    assert seen == sum(len(q.answers) for q in index.head.questions) * len(index.sources)


def test_the_own_briefing_has_a_matrix_and_a_date_in_dispute(own: hashiya.Build) -> None:
    matrix = compose_matrix(_folio(own, "who-is-where"))
    assert [label for label, _ in matrix.columns] == ["Phases", "Bases"]
    assert len(_cells(matrix)) > 50
    (dispute,) = compose_rival_dates(_folio(own, "agreement"))
    assert [each.origins for each in dispute.dates] == ["Iraqi government", "Tasnim"]
