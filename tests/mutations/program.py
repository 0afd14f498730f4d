"""The corpus run through the program: what becomes of every citation of an edited article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from hashiya.anchors import Anchor, locate
from hashiya.articles import Article, parse_article
from hashiya.drift import Drift, Verdict, compare, follow
from hashiya.lock import LockedSource, lock_source
from tests.mutations.corpus import ACCEPTED, Expected, Mutation
from tests.mutations.sheet import Citation, originals


@dataclass(frozen=True, slots=True)
class Outcome:
    """The program's word on one citation; `right` where it is an expected one.

    `keeps` says whether the citation ought to be kept; None where either will do.
    """

    citation: Citation
    drift: Drift
    right: bool
    keeps: bool | None

    @property
    def accepted(self) -> bool:
        """Whether the citation is kept without anybody looking."""
        return self.drift in ACCEPTED


@dataclass(frozen=True, slots=True)
class Judged:
    """A mutation with the outcome for its own citation and for the others of the article."""

    mutation: Mutation
    own: Outcome
    others: tuple[Outcome, ...]


@lru_cache(maxsize=1)
def _locks() -> Mapping[str, LockedSource]:
    return {id_: lock_source(o.raw, o.article) for id_, o in originals().items()}


def judge(mutation: Mutation) -> Judged:
    """What the program says of every citation of a mutated article."""
    original = originals()[mutation.citation.source]
    article = parse_article(mutation.raw, original.path)
    comparison = compare(_locks()[original.source], article, mutation.raw)
    outcomes = []
    for citation in (*original.citations, *original.ranges):
        verdict = follow(comparison, citation.first, citation.last, citation.quote)
        expected = mutation.expected(article, citation)
        right = is_right(verdict, expected, article, citation)
        outcomes.append(Outcome(citation, verdict.drift, right, expected.keeps))
    at = original.citations.index(mutation.citation)
    return Judged(mutation, outcomes[at], (*outcomes[:at], *outcomes[at + 1 :]))


def is_right(verdict: Verdict, expected: Expected, article: Article, citation: Citation) -> bool:
    """Whether a verdict is an expected one.

    One that keeps the citation names the one place where it is, and its words do stand there.
    """
    if verdict.drift not in expected.drifts:
        return False
    if verdict.drift not in ACCEPTED:
        return True
    if len(verdict.places) != 1 or (expected.places and verdict.places[0] not in expected.places):
        return False
    return isinstance(locate(article, *verdict.places[0], citation.quote), Anchor)
