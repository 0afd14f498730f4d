"""Edits of the articles, harmless ones and such as change meaning: which citations are kept."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from hashiya.drift import Drift
from hashiya.fold import fold_text
from tests.mutations import words
from tests.mutations.corpus import KINDS, Family, Mutation, build_corpus, digest
from tests.mutations.fuzzy import READINGS, SCORERS, best_score
from tests.mutations.harmless import LETTERS
from tests.mutations.meaning import MEANINGS, SAME_TO_A_READER, whole_words
from tests.mutations.program import Judged, judge
from tests.mutations.sheet import Slip, originals, same_words
from tests.mutations.table import DOCUMENT, read_section, rows_of, tally, too_few

REPOSITORY = Path(__file__).parent.parent
LEAST = 2_000
"""Mutations of each of the two families that promises are about."""

PER_KIND = 7
"""Mutations of each kind that the suite runs; `make mutations` runs them all."""


@pytest.fixture(scope="module")
def other_build() -> Iterator[subprocess.Popen[str]]:
    """A build of the corpus by another process, under another seed of Python's hashes."""
    seed = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    code = "from tests.mutations.corpus import *; print(digest(build_corpus()))"
    path = os.pathsep.join((str(REPOSITORY), str(REPOSITORY / "generator")))
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    yield process
    process.kill()
    process.communicate()


@pytest.fixture(scope="module")
def corpus(other_build: subprocess.Popen[str]) -> tuple[Mutation, ...]:  # noqa: ARG001
    """The corpus; the other process begins first, so that the two run side by side."""
    return build_corpus()


@pytest.fixture(scope="module")
def judged(corpus: tuple[Mutation, ...]) -> tuple[Judged, ...]:
    """What the program says of some mutations of every kind."""
    rng = Random(11)  # noqa: S311 - a fixed seed
    by_kind: dict[str, list[Mutation]] = {kind.name: [] for kind in KINDS}
    for mutation in corpus:
        by_kind[mutation.kind.name].append(mutation)
    return tuple(judge(m) for some in by_kind.values() for m in rng.sample(some, PER_KIND))


# --- the corpus -----------------------------------------------------------------------------------


def test_there_are_enough_mutations_of_each_family_and_of_each_kind(
    corpus: tuple[Mutation, ...],
) -> None:
    families = Counter(m.kind.family for m in corpus)
    kinds = Counter(m.kind.name for m in corpus)
    assert families[Family.HARMLESS] >= LEAST
    assert families[Family.MEANING] >= LEAST
    assert {kind.name: kinds[kind.name] for kind in KINDS if kinds[kind.name] < kind.least} == {}
    assert min(kind.least for kind in KINDS if kind.family is not Family.OPEN) >= 100


def test_no_mutation_is_there_twice_and_none_is_the_article(corpus: tuple[Mutation, ...]) -> None:
    keys = Counter((m.kind.name, m.citation, m.raw) for m in corpus)
    assert max(keys.values()) == 1
    assert not [m.id for m in corpus if m.raw == originals()[m.citation.source].raw]


def test_every_citation_of_the_index_is_edited(corpus: tuple[Mutation, ...]) -> None:
    every = {c for original in originals().values() for c in original.citations}
    assert len(every) > 150
    for family in (Family.HARMLESS, Family.MEANING):
        assert {m.citation for m in corpus if m.kind.family is family} == every


def test_edits_lie_in_the_quotation_and_beside_it(corpus: tuple[Mutation, ...]) -> None:
    places = Counter((m.kind.family, m.where) for m in corpus)
    for family in (Family.HARMLESS, Family.MEANING):
        for where in ("quotation", "paragraph"):
            assert places[family, where] > 500


def test_a_corpus_is_the_same_in_every_process(
    corpus: tuple[Mutation, ...], other_build: subprocess.Popen[str]
) -> None:
    other, _ = other_build.communicate(timeout=120)
    assert other_build.returncode == 0
    assert digest(corpus) == other.strip()
    assert digest(corpus) != digest(corpus[1:])


def test_a_change_of_meaning_leaves_the_cited_words_nowhere(corpus: tuple[Mutation, ...]) -> None:
    looked = 0
    for m in corpus:
        if m.kind.family is Family.MEANING:
            text = originals()[m.citation.source].article.paragraphs[m.citation.first - 1].text
            assert not any(
                slip.changed and same_words(slip.text, text) for slip in m.sheet.slips
            ), m.id
            assert any(slip.changed for slip in m.sheet.slips), m.id
            looked += 1
    assert looked >= LEAST


def test_an_edit_of_letters_leaves_every_word_what_it_is(corpus: tuple[Mutation, ...]) -> None:
    looked = 0
    for m in corpus:
        if m.kind.name in LETTERS:
            paragraphs = originals()[m.citation.source].article.paragraphs
            k = m.citation.first - 1
            assert m.sheet.slips[k].text != paragraphs[k].text, m.id
            assert same_words(m.sheet.slips[k].text, paragraphs[k].text), m.id
            looked += 1
    assert looked >= LEAST


@pytest.mark.parametrize("name", sorted({**MEANINGS, **SAME_TO_A_READER}))
def test_an_edit_of_words_changes_the_folded_text(name: str) -> None:
    edit = {**MEANINGS, **SAME_TO_A_READER}[name]
    looked = changed = 0
    for paragraph in originals()["end-by-2025"].article.paragraphs:
        for change in list(edit(paragraph.text))[:5]:
            assert 0 <= change.start <= change.end <= len(paragraph.text)
            assert change.apply(paragraph.text) != paragraph.text
            looked += 1
            changed += not same_words(change.apply(paragraph.text), paragraph.text)
    assert changed >= 0.9 * looked > 0


ONE_WAY: Mapping[str, words.Table] = {
    "number words": words.NUMBER_WORDS,
    "units": words.UNITS,
    "months": words.MONTHS,
    "modals": words.MODALS,
    "negations put in": words.LOST_HERE,
    "negations taken out": words.NEGATION_OUT,
}


@pytest.mark.parametrize("name", sorted(ONE_WAY))
def test_every_word_of_a_table_stands_in_an_article(name: str) -> None:
    table = ONE_WAY[name]
    found = {
        match[2]
        for original in originals().values()
        for paragraph in original.article.paragraphs
        for match in whole_words(table).finditer(paragraph.text)
    }
    assert set(table) - found == set()


def test_ranges_are_asked_about_too(judged: tuple[Judged, ...]) -> None:
    assert sum(len(original.ranges) for original in originals().values()) > 40
    states = {
        o.drift for j in judged for o in j.others if o.citation.first != o.citation.last and o.right
    }
    assert {Drift.UNCHANGED, Drift.MOVED, Drift.HARMLESS, Drift.MEANING} <= states


def test_a_sheet_is_the_article_and_can_be_put_together_anew() -> None:
    for original in originals().values():
        sheet = original.sheet
        assert sheet.encode() == original.raw
        end = len(sheet.slips)
        for k in (0, 1, end):
            more = sheet.put_in(k, Slip("new", ()))
            assert more.slips[k].text == "new"
            assert more.encode() != original.raw
        assert sheet.put_in(1, Slip("new", ())).without(1).encode() == original.raw
        assert sheet.without(0).encode().decode().startswith(sheet.slips[1].text)


# --- the program ----------------------------------------------------------------------------------


def test_no_change_of_meaning_is_kept(judged: tuple[Judged, ...]) -> None:
    changed = [j for j in judged if j.mutation.kind.family is Family.MEANING]
    assert len(changed) >= 100
    assert [j.mutation.id for j in changed if j.own.accepted] == []


def test_harmless_edits_are_kept_where_they_stand(judged: tuple[Judged, ...]) -> None:
    harmless = [j for j in judged if j.mutation.kind.family is Family.HARMLESS]
    assert len(harmless) >= 200
    assert [j.mutation.id for j in harmless if not j.own.accepted] == []


def test_every_outcome_is_an_expected_one(judged: tuple[Judged, ...]) -> None:
    wrong = [
        (j.mutation.id, str(outcome.drift), outcome.citation.first)
        for j in judged
        for outcome in (j.own, *j.others)
        if not outcome.right
    ]
    assert wrong == []


def test_as_many_verdicts_come_out_as_citations_go_in(judged: tuple[Judged, ...]) -> None:
    found = tally(judged)
    assert found.in_ == found.out > 10_000
    assert found.kept == found.to_keep > 5_000
    assert found.slipped == 0 < found.to_refuse
    assert found.broken() == ()
    assert too_few(judged) != ()


def test_a_broken_promise_is_noticed(judged: tuple[Judged, ...]) -> None:
    def with_drift(family: Family, drift: Drift) -> list[Judged]:
        return [
            replace(j, own=replace(j.own, drift=drift)) if j.mutation.kind.family is family else j
            for j in judged
        ]

    assert (
        "changes of meaning are kept" in tally(with_drift(Family.MEANING, Drift.MOVED)).broken()[0]
    )
    assert "harmless edits are kept" in tally(with_drift(Family.HARMLESS, Drift.GONE)).broken()[0]
    assert "verdicts came out" in tally(with_drift(Family.OPEN, Drift.UNLOCKED)).broken()[0]
    others = [
        replace(j, others=tuple(replace(o, drift=Drift.UNCHANGED) for o in j.others))
        for j in judged
    ]
    assert "whose paragraph changed" in tally(others).broken()[0]
    assert len(tally([]).broken()) == 2


# --- the fuzzy matcher, and the document ----------------------------------------------------------


def test_a_fuzzy_score_tells_no_digit_from_another(corpus: tuple[Mutation, ...]) -> None:
    digit = [m for m in corpus if m.kind.name == "digit" and m.where == "quotation"][:5]
    moved = [m for m in corpus if m.kind.name == "cited paragraph moved"][:5]
    for scorer in SCORERS:
        for reading in READINGS:
            assert all(best_score(m, scorer, reading) == 100 for m in moved)
            assert all(best_score(m, scorer, reading) >= 90 for m in digit)
        assert any(best_score(m, "`ratio`", "after our folding") < 100 for m in digit)


def test_the_document_has_every_kind_and_none_of_meaning_kept() -> None:
    rows = [row for row in rows_of(read_section()) if len(row) == 10 and row[0] != "kind of edit"]
    counted = {row[0]: row for row in rows if not row[0].startswith(("---", "**"))}
    assert list(counted) == [kind.name for kind in KINDS], "run `make mutations`"
    for kind in KINDS:
        edits, _, unchanged, moved, harmless, *_, wrong = (
            int(cell.replace(",", "")) for cell in counted[kind.name][1:]
        )
        assert edits >= kind.least
        if kind.family is Family.MEANING:
            assert (unchanged, moved, harmless, wrong) == (0, 0, 0, 0)
        if kind.family is Family.HARMLESS:
            assert unchanged + moved + harmless >= edits - 2


def test_what_folding_merges_is_said_in_the_document() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    for one, other in words.MERGED.values():
        assert one != other
        assert fold_text(one) == fold_text(other)
        assert f"{one} / {other}" in text
