"""What rests on a source, on paragraphs of it or on a claim, and what would be without it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import hashiya
from hashiya.catalog import load_catalog
from hashiya.cli import main
from hashiya.corrections import standings_without
from hashiya.exports.impact_text import render_impact
from hashiya.impact import GROUPS, SHOWN, Impact, TargetError, impact_of, parse_target
from hashiya.index import Index
from hashiya.prose import headings_of, parse_prose
from hashiya.seeds import SeedFile
from hashiya.standing import derive
from tests.seedbed import BASE, Seedbed, index_of

Count = Callable[[str, int], None]
Captured = pytest.CaptureFixture[str]


def impact(index: Index, target: str) -> Impact:
    """The impact of a target on an index and its prose."""
    prose = [parse_prose(file, lang, path) for (lang, path), file in index.prose.items()]
    return impact_of(index, derive(index), prose, parse_target(index, target))


def claim(id_: str, *evidence: str, more: str = "") -> str:
    """A claim; `evidence` are addresses, each with a speaker after a space where it has one."""
    pieces = []
    for each in evidence:
        at, _, speaker = each.partition(" ")
        said = f", speaker: {speaker}" if speaker else ""
        pieces.append(f"{{at: {at}, quote: words here, modality: asserted{said}}}")
    return (
        f"{id_}:\n  text: {{en: The claim {id_}}}\n  about: [ministry]\n"
        f"  evidence: [{', '.join(pieces)}]\n{more}"
    )


def became(found: Impact) -> dict[str, tuple[str, str | None]]:
    """Claim → its group, and its status without the target."""
    return {e.claim: (e.group, e.without.status if e.without else None) for e in found.effects}


@pytest.fixture(scope="module")
def base() -> Index:
    """The index of the base briefing."""
    return hashiya.read_index(BASE / "seeds", BASE / "docs")


# --- how claims would stand -----------------------------------------------------------------------


def test_a_claim_with_its_whole_evidence_there_is_unsupported() -> None:
    index = index_of(claim("alone", "one#1") + claim("other", "two#1"))
    found = impact(index, "one")
    assert became(found) == {"alone": ("unsupported", "unsupported")}
    (effect,) = found.effects
    assert (effect.now.status, [str(at) for at in effect.at]) == ("single-origin", ["one#1"])


def test_a_claim_that_loses_its_second_origin_is_corroborated_no_more() -> None:
    index = index_of(claim("both", "one#1", "two#1"))
    assert became(impact(index, "two")) == {"both": ("uncorroborated", "single-origin")}


def test_a_claim_that_keeps_two_origins_stands_as_before() -> None:
    index = index_of(claim("many", "one#1", "two#1", "three#1 ministry"))
    found = impact(index, "three")
    assert became(found) == {"many": ("unchanged", "corroborated")}
    (effect,) = found.effects
    assert effect.without is not None
    assert (len(effect.now.supporting), len(effect.without.supporting)) == (3, 2)


def test_two_articles_of_one_origin_are_one_and_the_loss_of_one_changes_nothing() -> None:
    index = index_of(claim("echo", "one#1 ministry", "two#1 ministry"))
    assert became(impact(index, "one")) == {"echo": ("unchanged", "single-origin")}


def test_the_rival_of_a_claim_that_falls_is_contested_no_more() -> None:
    index = index_of(
        claim("fallen", "one#1", more="  conflicts: [rival]\n") + claim("rival", "two#1")
    )
    found = impact(index, "one")
    assert became(found) == {
        "fallen": ("unsupported", "unsupported"),
        "rival": ("through", "single-origin"),
    }
    assert [(e.claim, e.through) for e in found.effects] == [("fallen", ()), ("rival", ("fallen",))]
    assert [e.claim for e in found.resting] == ["fallen"]


def test_the_rival_of_a_claim_that_keeps_evidence_stays_contested() -> None:
    index = index_of(
        claim("kept", "one#1", "two#1", more="  conflicts: [rival]\n") + claim("rival", "two#1")
    )
    assert became(impact(index, "one")) == {"kept": ("unchanged", "contested")}


def test_what_a_fallen_claim_had_superseded_stands_again_and_contests_again() -> None:
    index = index_of(
        claim("newer", "one#1", more="  supersedes: [older]\n")
        + claim("older", "two#1", more="  conflicts: [third]\n")
        + claim("third", "two#1")
    )
    found = impact(index, "one")
    assert became(found) == {
        "newer": ("unsupported", "unsupported"),
        "older": ("through", "contested"),
        "third": ("through", "contested"),
    }
    assert {e.claim: e.through for e in found.effects} == {
        "newer": (),
        "older": ("newer", "third"),
        "third": ("older",),
    }


def test_a_claim_that_is_taken_out_frees_its_rival_and_has_no_status_without_itself() -> None:
    index = index_of(
        claim("taken", "one#1", more="  conflicts: [rival]\n") + claim("rival", "one#1")
    )
    found = impact(index, "taken")
    assert became(found) == {"taken": ("taken-out", None), "rival": ("through", "single-origin")}


def test_evidence_on_the_other_side_is_evidence_too() -> None:
    index = index_of(
        claim("denied", "one#1", "two#1").replace(
            "at: two#1, quote: words here, modality: asserted",
            "at: two#1, quote: words here, modality: denied",
        )
    )
    assert became(impact(index, "two")) == {"denied": ("changed", "single-origin")}
    assert became(impact(index, "one")) == {"denied": ("changed", "denied")}


def test_a_signed_status_stays_but_what_is_derived_below_it_falls() -> None:
    judged = "  judgement: {confidence: low, by: RH, date: 2026, basis: {en: b}, status: denied}\n"
    found = impact(index_of(claim("signed", "one#1", more=judged)), "one")
    assert became(found) == {"signed": ("unsupported", "denied")}
    (effect,) = found.effects
    assert effect.without is not None
    assert effect.without.derived == "unsupported"


def test_paragraphs_concern_the_ranges_that_meet_them_and_no_others(base: Index) -> None:
    assert became(impact(base, "sahil-0318#4")).keys() == {"repair-1", "ships-12", "ships-17"}
    assert became(impact(base, "sahil-0318#2")).keys() == {"closed-1"}
    assert became(impact(base, "sahil-0318#4-5")).keys() == {
        "repair-1", "ships-12", "ships-17", "fault-1"
    }  # fmt: skip
    long = {"one.txt": "words\nhere\nwords here\n", "two.txt": "a\n", "three.txt": "a\n"}
    spread = claim("range", "one#1-2").replace("words here", '"words […] here"')
    index = index_of(spread + claim("last", "one#3"), articles=long)
    assert became(impact(index, "one#2")).keys() == {"range"}
    assert became(impact(index, "one#3")).keys() == {"last"}


def test_the_whole_is_derived_anew_and_agrees_with_seeds_that_never_had_the_source() -> None:
    shared = claim("c", "two#1", more="  conflicts: [a]\n") + claim("d", "three#1", "two#1")
    whole = claim("a", "one#1") + claim("b", "one#1", "two#1 ministry") + shared
    never = claim("b", "two#1 ministry") + shared.replace("  conflicts: [a]\n", "")
    index = index_of(whole)
    without = standings_without(index, parse_target(index, "one").concerns)
    fresh = derive(index_of(never)).standings
    assert {id_: without[id_] for id_ in fresh} == dict(fresh)


def test_nothing_rests_on_a_source_that_no_claim_cites() -> None:
    index = index_of(claim("a", "one#1"))
    found = impact(index, "three")
    assert (found.effects, found.cited, found.showing) == ((), (), ())
    assert set(found.counts().values()) == {0}


def test_what_changes_most_comes_first_then_what_is_most_important(base: Index) -> None:
    groups = [effect.group for effect in impact(base, "khalij-0319").effects]
    assert groups == sorted(groups, key=GROUPS.index)
    assert impact(base, "sahil-0318").effects[0].claim == "closed-1"


# --- who cites and who shows them -----------------------------------------------------------------

PAGE = """# Home

## What they say

Both say so.[^a][^b] One says so.[^a] None of these.[^c]

## In a table

| who |
|---|
| one[^a] |

<!-- editorial -->
An aside.[^a]
<!-- /editorial -->

[^own]: A note on it.[^a]
"""


def test_every_place_that_cites_is_found_with_its_section_and_what_it_would_rest_on() -> None:
    claims = claim("a", "one#1") + claim("b", "two#1") + claim("c", "two#1")
    index = index_of(claims, prose={("en", "index.md"): PAGE})
    found = impact(index, "one").cited
    assert [(c.where.line, c.section, c.text, c.claims, c.bare) for c in found] == [
        (5, "What they say", "Both say so.", ("a",), False),
        (5, "What they say", "One says so.", ("a",), True),
        (11, "In a table", None, ("a",), True),
        (14, "In a table", None, ("a",), True),
        (17, "In a table", None, ("a",), True),
    ]
    assert {(c.lang, c.page, c.where.path) for c in found} == {("en", "", "docs/en/index.md")}


def test_front_matter_counts_among_the_lines_of_a_file() -> None:
    page = "---\ntitle: Home\n---\n\n## Said\n\nSo it is.[^a]\n"
    index = index_of(claim("a", "one#1"), prose={("en", "index.md"): page})
    (cited,) = impact(index, "one").cited
    assert (cited.where.line, cited.section) == (7, "Said")


def test_a_summary_cites_at_its_own_line(base: Index) -> None:
    cited = [c for c in impact(base, "closed-1").cited if c.page]
    assert [(c.lang, c.page, c.section) for c in cited] == [
        ("en", "sites/ras-zahr", "Ras al-Zahr port"),
        ("ar", "sites/ras-zahr", "ميناء رأس الزهر"),
    ]
    assert {c.where for c in cited} == {base.entities["ras-zahr"].record.at("summary")}


def test_what_shows_them_is_what_the_site_shows(tmp_path: Path) -> None:
    """Every page with a notice is one that impact names, of those that it can name; and back."""
    bed = Seedbed.plant(tmp_path / "home")
    bed.edit(
        "seeds/sources.yml",
        "  publisher: khalij\n",
        "  publisher: khalij\n  correction: {kind: corrected, date: 2026-03-25, "
        "text: {en: Amended., ar: عُدّل.}}\n",
    )
    built = bed.build()
    index = built.subject.index
    rests = {effect.claim for effect in impact(index, "khalij-0319").resting}
    showing = impact(index, "khalij-0319").showing
    kinds = {kind.path for kind in index.head.kinds.values()}
    named = {shown.page.partition("#")[0] for shown in showing if rests.intersection(shown.claims)}
    for lang in ("en", "ar"):
        noticed = {
            page.path for page in built.site.pages if page.lang == lang and "hy-notice" in page.html
        }
        entities = {path for path in noticed if "/" in path and path.split("/")[0] in kinds}
        assert entities == {page for page in named if "/" in page}
        assert named <= noticed
    assert {shown.kind for shown in showing} == {"entity", "quantity", "disagreement"}


def test_of_the_real_briefing_every_source_is_felt_where_the_index_says(
    briefing: Path, count: Count
) -> None:
    subject = hashiya.read_subject(briefing / "seeds", briefing / "docs")
    index = subject.index
    looked = 0
    for id_ in index.sources:
        found = impact_of(index, subject.derived, subject.prose, parse_target(index, id_))
        cites = {e.claim for e in index.evidence() if e.at.source == id_}
        assert {effect.claim for effect in found.resting} == cites
        labels = {
            (citation.where, citation.label)
            for page in subject.prose
            for citation in page.citations
            if citation.label in cites
        }
        places = {
            (lang, claim)
            for lang in index.head.languages
            for claim in cites
            if any(c.lang == lang and claim in c.claims for c in found.cited if not c.page)
        }
        home = {
            (page.lang, label)
            for page in subject.prose
            if not page.address
            for citation in page.citations
            if (label := citation.label) in cites
        }
        assert places == home
        assert labels
        assert all(shown.kind in SHOWN for shown in found.showing)
        looked += len(found.effects)
    count("effects of sources", looked)
    assert looked > 100


# --- what is asked about --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, shown",
    [
        ("sahil-0318", "sahil-0318"),
        ("source:sahil-0318", "sahil-0318"),
        ("sahil-0318#4", "sahil-0318#4"),
        ("sahil-0318#4-5", "sahil-0318#4-5"),
        ("sahil-0318#4-4", "sahil-0318#4"),
        ("ships-12", "ships-12"),
        ("claim:ships-12", "ships-12"),
    ],
)
def test_a_target_is_read(text: str, shown: str, base: Index) -> None:
    assert str(parse_target(base, text)) == shown


@pytest.mark.parametrize(
    "text, message",
    [
        ("sahil-318", "no source or claim 'sahil-318'; did you mean 'sahil-0318'?"),
        ("source:sahil-318", "no source 'sahil-318'; did you mean 'sahil-0318'?"),
        ("sahil-318#4", "no source 'sahil-318'; did you mean 'sahil-0318'?"),
        ("claim:sahil-0318", "no claim 'sahil-0318'"),
        ("sahil-0318#8", "sahil-0318#8, expected a paragraph from 1 to 7, such as sahil-0318#7"),
        ("sahil-0318#0", "sahil-0318#0, expected a paragraph from 1 to 7"),
        ("sahil-0318#5-4", "sahil-0318#5-4, expected a paragraph from 1 to 7"),
        ("sahil-0318#", "sahil-0318#, expected a paragraph from 1 to 7"),
        ("sahil-0318#x", "sahil-0318#x, expected a paragraph from 1 to 7"),
        ("ships-12#1", "no source 'ships-12'"),
        ("ships-9", "the claim 'ships-9' is withdrawn; see 'ships-12'"),
        ("", "no source or claim ''"),
    ],
)
def test_a_target_that_is_not_there_is_refused_with_what_is(
    text: str, message: str, base: Index
) -> None:
    with pytest.raises(TargetError) as raised:
        parse_target(base, text)
    assert str(raised.value).startswith(message)


def test_an_id_of_a_source_and_a_claim_wants_to_be_told_apart() -> None:
    index = index_of(claim("one", "one#1"))
    with pytest.raises(TargetError, match="'one' is a source and a claim, expected source:one or"):
        parse_target(index, "one")
    assert parse_target(index, "source:one").namespace == "source"
    assert parse_target(index, "claim:one").namespace == "claim"
    assert parse_target(index, "one#1").namespace == "source"


# --- the command ----------------------------------------------------------------------------------


def run(capsys: Captured, *words: str, seeds: Path = BASE / "seeds") -> tuple[int, str, str]:
    """The command on a briefing: its exit code, standard output and standard error."""
    code = main(["impact", "--seeds", str(seeds), *words])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_the_text_names_places_and_has_what_changes_most_first(capsys: Captured) -> None:
    code, out, err = run(capsys, "sahil-0318")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "4 claims rest on sahil-0318 (Sahil, Fault at Ras al-Zahr port). Without it:"
    assert lines[2] == "Would rest on nothing that supports or disputes it: 3 claims"
    assert lines[3].startswith("  seeds/claims/ships.yml:1: closed-1: Traffic at Ras al-Zahr port")
    assert lines[4].startswith("    from one origin (all its evidence goes back to one named ori")
    assert lines[4].endswith(" → unsupported (no evidence supports or disputes it); sahil-0318#2")
    at = lines.index("Where the pages cite them: 8 places, 4 of them would rest on nothing")
    assert lines[at + 1 : at + 3] == [
        "  docs/en/index.md:3: Twelve ships were waiting outside the basin.",
        "    en: home page › The Ras al-Zahr outage; ships-12; would rest on nothing",
    ]
    assert "    quantities#q-ships-waiting-ras-zahr: 2 claims" in lines
    at = lines.index("Would stand otherwise through another claim: 1 claim")
    assert lines[at + 2].endswith("; through ships-12")
    assert lines[-1].startswith("Would rest on nothing that supports or disputes it: 3; ")


def test_the_text_in_arabic_isolates_what_runs_the_other_way(capsys: Captured) -> None:
    _, out, _ = run(capsys, "ships-12", "--lang", "ar")
    assert out.splitlines()[0] == "من دون الإفادة \u2068ships-12\u2069:"
    assert " ← تُحذف؛ \u2068sahil-0318#4\u2069\n" in out
    assert "→" not in out


def test_json_has_the_same_for_programs(capsys: Captured) -> None:
    code, out, err = run(capsys, "sahil-0318#4", "--format", "json")
    assert (code, err) == (0, "")
    record = json.loads(out)
    assert record["target"] == {"namespace": "source", "id": "sahil-0318", "paragraphs": [4, 4]}
    assert record["counts"]["resting"] == 2
    assert [c["id"] for c in record["claims"] if c["at"]] == ["ships-12", "repair-1"]
    first = record["claims"][0]
    assert (first["path"], first["line"], first["group"]) == (
        "seeds/claims/ships.yml", 15, "unsupported"
    )  # fmt: skip
    assert (first["now"]["status"], first["without"]["status"]) == ("contested", "unsupported")
    assert {each["rests_on_nothing"] for each in record["citations"]} == {True, False}
    assert {each["kind"] for each in record["pages"]} == {"entity", "quantity", "disagreement"}


def test_a_source_on_which_nothing_rests_is_said_so_and_no_failure(capsys: Captured) -> None:
    code, out, err = run(capsys, "sahil-0318#6")
    assert (code, err) == (0, "")
    assert out == "No claim rests on sahil-0318#6 (Sahil, Fault at Ras al-Zahr port).\n"


@pytest.mark.parametrize(
    "words, message",
    [
        (["sahil-0319"], "hashiya: no source or claim 'sahil-0319'; did you mean 'sahil-0318'?\n"),
        (["ships-12", "--lang", "fr"], "hashiya: the briefing has no language 'fr', expected one"),
    ],
)
def test_a_wrong_word_ends_with_two_and_one_line(
    words: list[str], message: str, capsys: Captured
) -> None:
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert err.startswith(message)
    assert err.count("\n") == 1


def test_seeds_with_errors_are_no_hindrance(tmp_path: Path, capsys: Captured) -> None:
    bed = Seedbed.plant(tmp_path / "home")
    bed.edit("seeds/claims/ships.yml", "speaker: haddad", "speaker: hadad")
    bed.edit("seeds/claims/ships.yml", "at: khalij-0319#2", "at: khalij-0391#2")
    bed.edit("seeds/entities/places.yml", "kind: phase", "kind: fase")
    code, out, _ = run(capsys, "sahil-0318", seeds=bed.seeds)
    assert code == 0
    assert out.startswith("4 claims rest on sahil-0318")


def test_the_same_seeds_give_the_same_text(base: Index) -> None:
    catalog = load_catalog("en", "en_GB")
    texts = {render_impact(impact(base, "sahil-0318"), base, catalog) for _ in range(2)}
    assert len(texts) == 1


def test_help_has_examples_that_are_read(base: Index, capsys: Captured) -> None:
    with pytest.raises(SystemExit):
        main(["impact", "--help"])
    shown = [line.split() for line in capsys.readouterr().out.splitlines()]
    examples = [words[2] for words in shown if words[:2] == ["hashiya", "impact"]]
    assert len(examples) == 5
    for target in examples:
        try:
            parse_target(base, target)
        except TargetError as error:  # the example's article is longer than this one
            assert "expected a paragraph from" in str(error)  # noqa: PT017


def test_headings_are_found_with_their_lines_in_the_file() -> None:
    text = "---\norder: 1\n---\n# A *b*\n\nx\n\n## C\n"
    page = parse_prose(SeedFile("docs/en/a.md", text), "en", "a.md")
    assert headings_of(page) == ((4, "A b"), (8, "C"))
