"""What this project promises of its own briefing, beyond what the rules ask of any briefing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hashiya import read_subject
from hashiya.articles import Part
from hashiya.checks import Subject, run_checks
from hashiya.coverage import citing_claims
from hashiya.diagnostics import Severity
from hashiya.summaries import summaries_of

Count = Callable[[str, int], None]


@pytest.fixture(scope="module")
def subject(briefing: Path) -> Subject:
    """The briefing of the checkout, read."""
    return read_subject(briefing / "seeds", briefing / "docs")


def test_every_page_of_an_entity_opens_with_two_to_four_cited_sentences(
    subject: Subject, count: Count
) -> None:
    index = subject.index
    found = {(entity.id, lang): page for entity, lang, page in summaries_of(index)}
    expected = {
        (entity.id, lang)
        for entity in index.entities.values()
        if entity.page
        for lang in index.head.languages
    }
    assert expected - found.keys() == set()
    for place in sorted(expected):
        sentences = found[place].sentences
        assert 2 <= len(sentences) <= 4, place
        assert all(sentence.labels for sentence in sentences), place
    count("summaries", len(expected))


def test_the_sentences_of_a_summary_cite_the_same_in_every_language(
    subject: Subject, count: Count
) -> None:
    cited: dict[str, dict[str, list[str]]] = {}
    for entity, lang, page in summaries_of(subject.index):
        labels = [label for sentence in page.sentences for label in sentence.labels]
        cited.setdefault(entity.id, {})[lang] = labels
    assert {id_ for id_, by in cited.items() if by["en"] != by["ar"]} == set()
    count("summaries in two languages", len(cited))


def test_every_body_paragraph_is_cited_and_none_is_set_aside(
    subject: Subject, count: Count
) -> None:
    index = subject.index
    cited = citing_claims(index)
    body = [
        (source.id, n)
        for source in index.sources.values()
        for n in range(1, len(source.paragraphs()) + 1)
        if source.part(n) is Part.BODY
    ]
    assert [place for place in body if not cited.get(place)] == []
    count("body paragraphs", len(body))


def test_every_conflict_says_in_both_languages_what_is_at_issue(
    subject: Subject, count: Count
) -> None:
    conflicts = subject.derived.conflicts
    assert len(conflicts) >= 20
    assert [c for c in conflicts if not c.about or set(c.about) != {"en", "ar"}] == []
    count("conflicts", len(conflicts))


def test_no_finding_is_a_warning(subject: Subject) -> None:
    report = run_checks(subject)
    assert [str(d) for d in report.diagnostics if d.severity is not Severity.NOTICE] == []


def test_every_prose_page_cites_or_says_that_it_is_editorial(
    subject: Subject, count: Count
) -> None:
    for page in subject.prose:
        assert page.editorial or page.citations, page.file
    count("prose pages", len(subject.prose))
