"""Coverage: which paragraphs of an article are cited, and which an author spoke of by number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hashiya.index import Index, Source
from hashiya.kinds import PartRange


def citing_claims(
    index: Index, order: Iterable[str] | None = None
) -> Mapping[tuple[str, int], tuple[str, ...]]:
    """(source, paragraph) → the claims with an address that covers it; 1-based.

    The claims stand in the order of the files, or as `order` has their ids.
    """
    found: dict[tuple[str, int], dict[str, None]] = {}
    for id_ in index.claims if order is None else order:
        for evidence in index.claims[id_].evidence:
            source = index.sources.get(evidence.at.source)
            last = min(evidence.at.last, len(source.article.paragraphs)) if source else 0
            for n in range(evidence.at.first, last + 1):
                found.setdefault((evidence.at.source, n), {})[id_] = None
    return {place: tuple(claims) for place, claims in found.items()}


def numbered(source: Source, ranges: Iterable[PartRange]) -> Mapping[int, PartRange]:
    """Paragraph (1-based, of those the article has) → the first of `ranges` that holds it."""
    found: dict[int, PartRange] = {}
    for said in ranges:
        for n in range(said.first, min(said.last, len(source.article.paragraphs)) + 1):
            found.setdefault(n, said)
    return found
