"""References: every id that the index names, what it must be the id of, and where it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from hashiya.diagnostics import Location
from hashiya.index import Claim, Entity, Index, Tombstone
from hashiya.kinds import Ref


@dataclass(frozen=True, slots=True)
class Reference:
    """An id under `key`; `namespace` is kind, source, entity or claim: what it must name."""

    namespace: str
    key: str
    id: str
    where: Location


NAMESPACES = ("kind", "source", "entity", "claim")


def references_of(index: Index) -> Iterator[Reference]:
    """All references of an index, those of briefing.yml first, tombstones' `see` last."""
    for question in index.head.questions:
        for answer in question.answers:
            for ref in answer.claims:
                yield _reference("claim", "claims", ref)
    for source in index.sources.values():
        yield _reference("entity", "publisher", source.publisher)
    for entity in index.entities.values():
        yield from _of_entity(entity)
    for claim in index.claims.values():
        yield from _of_claim(claim)
    for tombstone in index.tombstones.values():
        if tombstone.see is not None:
            yield _reference(tombstone.namespace, "see", tombstone.see)


def _of_entity(entity: Entity) -> Iterator[Reference]:
    yield _reference("kind", "kind", entity.kind)
    if entity.part_of is not None:
        yield _reference("entity", "part_of", entity.part_of)
    if entity.speaks_for is not None:
        yield _reference("entity", "speaks_for", entity.speaks_for)


def _of_claim(claim: Claim) -> Iterator[Reference]:
    for ref in claim.about:
        yield _reference("entity", "about", ref)
    for value in claim.values:
        yield _reference("entity", "of", value.of)
    for evidence in claim.evidence:
        yield Reference("source", "at", evidence.at.source, evidence.at.where)
        if evidence.speaker is not None:
            yield _reference("entity", "speaker", evidence.speaker)
        for ref in evidence.via:
            yield _reference("entity", "via", ref)
    for conflict in claim.conflicts:
        yield _reference("claim", "conflicts", conflict.claim)
        for ref in conflict.settled_by:
            yield _reference("claim", "settled_by", ref)
    for said in claim.distinct:
        yield _reference("claim", "distinct", said.claim)
    for ref in claim.supersedes:
        yield _reference("claim", "supersedes", ref)


def _reference(namespace: str, key: str, ref: Ref) -> Reference:
    return Reference(namespace, key, ref.id, ref.where)


def living(index: Index, namespace: str) -> Collection[str]:
    """The ids of a namespace that may be named: tombstones are not among them."""
    ids: dict[str, Collection[str]] = {
        "kind": index.head.kinds,
        "source": index.sources,
        "entity": index.entities,
        "claim": index.claims,
    }
    return ids[namespace]


def with_article(namespace: str) -> str:
    """`a claim`, `an entity`: a namespace for a message."""
    return f"an {namespace}" if namespace == "entity" else f"a {namespace}"


def successor(index: Index, tombstone: Tombstone) -> str | None:
    """The living id that `see` leads to, through other tombstones; None where it leads to none."""
    seen: set[str] = set()
    at: Tombstone | None = tombstone
    while at is not None and at.see is not None and at.id not in seen:
        seen.add(at.id)
        if at.see.id in living(index, tombstone.namespace):
            return at.see.id
        at = index.tombstones.get((tombstone.namespace, at.see.id))
    return None


def advice(index: Index, tombstone: Tombstone) -> str:
    """What to name instead of a tombstone, as the end of a message."""
    instead = successor(index, tombstone)
    if instead is None:
        expected = with_article(tombstone.namespace)
        return f"expected {expected} that stands; it names none to see instead"
    return f"see {instead!r}"
