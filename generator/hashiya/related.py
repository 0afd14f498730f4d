"""Which claims are related: they rest on one paragraph, or are about the same two subjects.

Nothing is guessed from words. Claims that a claim's page names for another reason (a conflict, a
distinction, a claim that takes another's place) are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from hashiya.briefing import Briefing

MOST = 6
"""How many related claims a claim's page names at most."""
SUBJECTS = 2
"""How many subjects two claims must share: one alone joins too many."""


@dataclass(frozen=True, slots=True)
class Related:
    """A claim that is related to another: how many paragraphs both rest on, and their subjects.

    `subjects` are in the order of the other claim's, and fewer than two where a paragraph is why.
    """

    claim: str
    paragraphs: int
    subjects: tuple[str, ...]


def related_claims(briefing: Briefing) -> Mapping[str, tuple[Related, ...]]:
    """Claim → the claims related to it, at most `MOST`.

    Those that rest on most paragraphs of its own come first, then those that share most subjects,
    of which one that few claims are about counts for more; then they stand in reading order.
    """
    subjects: dict[str, list[str]] = {id_: [] for id_ in briefing.order}
    for entity, claims in briefing.claims_about.items():
        for claim in claims:
            subjects[claim].append(entity)
    place = {id_: number for number, id_ in enumerate(briefing.order)}
    return MappingProxyType(
        {id_: _related(briefing, id_, subjects, place) for id_ in briefing.order}
    )


def _related(
    briefing: Briefing, id_: str, subjects: Mapping[str, list[str]], place: Mapping[str, int]
) -> tuple[Related, ...]:
    paragraphs = Counter(
        other for claims in _paragraphs(briefing, id_) for other in dict.fromkeys(claims)
    )
    shared: Counter[str] = Counter()
    for entity in subjects[id_]:
        shared.update(briefing.claims_about[entity])
    named = _named_already(briefing, id_)
    found = [
        Related(other, paragraphs[other], tuple(s for s in subjects[id_] if s in subjects[other]))
        for other in dict.fromkeys((*paragraphs, *shared))
        if other not in named and (paragraphs[other] or shared[other] >= SUBJECTS)
    ]

    def key(related: Related) -> tuple[float, ...]:
        rare = sum(1 / len(briefing.claims_about[entity]) for entity in related.subjects)
        return (-related.paragraphs, -rare, place[related.claim])

    return tuple(sorted(found, key=key)[:MOST])


def _paragraphs(briefing: Briefing, id_: str) -> Iterator[tuple[str, ...]]:
    """Of each paragraph that a claim rests on, the claims that do; not of a withheld source's."""
    seen = {
        (evidence.at.source, n)
        for evidence in briefing.index.claims[id_].evidence
        for n in range(evidence.at.first, evidence.at.last + 1)
        if briefing.passages[id_, evidence.number].shown != "none"
    }
    for source, n in sorted(seen):
        yield briefing.paragraphs[source][n - 1].claims


def _named_already(briefing: Briefing, id_: str) -> frozenset[str]:
    """The claims that a claim's page names for another reason, itself among them."""
    pairs = (*briefing.conflicts_of.get(id_, ()), *briefing.distinct_from.get(id_, ()))
    return frozenset(
        (
            id_,
            *(other for other, _ in pairs),
            *(ref.id for ref in briefing.index.claims[id_].supersedes),
            *briefing.superseded_by.get(id_, ()),
        )
    )
