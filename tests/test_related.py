"""Which claims are related, and why: of this repository's briefing, and of nothing else."""

from __future__ import annotations

import hashiya
from hashiya.briefing import Briefing
from hashiya.related import MOST, SUBJECTS, Related, related_claims


def _paragraphs(briefing: Briefing, id_: str) -> set[tuple[str, int]]:
    return {
        (each.at.source, n)
        for each in briefing.index.claims[id_].evidence
        for n in range(each.at.first, each.at.last + 1)
    }


def _subjects(briefing: Briefing, id_: str) -> set[str]:
    claim = briefing.index.claims[id_]
    return {ref.id for ref in claim.about} | {value.of.id for value in claim.values}


def test_related_claims_share_what_is_said_of_them(composed: hashiya.Build) -> None:
    briefing = composed.press.briefing
    seen = 0
    for id_, related in related_claims(briefing).items():
        assert len(related) <= MOST
        assert len({each.claim for each in related}) == len(related)
        for each in related:
            both = _paragraphs(briefing, id_) & _paragraphs(briefing, each.claim)
            assert each.paragraphs == len(both)
            assert set(each.subjects) == _subjects(briefing, id_) & _subjects(briefing, each.claim)
            assert each.paragraphs > 0 or len(each.subjects) >= SUBJECTS
            seen += 1
    assert seen > 500


def test_a_claim_that_the_page_names_already_is_not_named_again(composed: hashiya.Build) -> None:
    briefing = composed.press.briefing
    related = related_claims(briefing)
    assert briefing.conflicts
    assert briefing.distinctions
    for pair in (*briefing.conflicts, *briefing.distinctions):
        assert pair.b not in {each.claim for each in related[pair.a]}
        assert pair.a not in {each.claim for each in related[pair.b]}
    assert all(id_ not in {each.claim for each in found} for id_, found in related.items())


def test_a_shared_paragraph_comes_before_shared_subjects(composed: hashiya.Build) -> None:
    related = related_claims(composed.press.briefing)
    for found in related.values():
        counts = [each.paragraphs for each in found]
        assert counts == sorted(counts, reverse=True)
    first = related["ain-al-asad-vacated"][0]
    assert first == Related("baghdad-presence-reduced", 1, ("international-coalition",))


def test_all_that_share_a_paragraph_or_two_subjects_are_named_unless_there_are_too_many(
    composed: hashiya.Build,
) -> None:
    briefing = composed.press.briefing
    complete = 0
    for id_, found in related_claims(briefing).items():
        if len(found) == MOST:
            continue
        other_ways = {other for other, _ in briefing.conflicts_of.get(id_, ())}
        other_ways |= {other for other, _ in briefing.distinct_from.get(id_, ())}
        other_ways |= {ref.id for ref in briefing.index.claims[id_].supersedes}
        other_ways |= set(briefing.superseded_by.get(id_, ()))
        expected = {
            other
            for other in briefing.order
            if other != id_
            and (
                _paragraphs(briefing, id_) & _paragraphs(briefing, other)
                or len(_subjects(briefing, id_) & _subjects(briefing, other)) >= SUBJECTS
            )
        }
        assert {each.claim for each in found} == expected - other_ways, id_
        complete += 1
    assert complete > 20
