"""What follows from the index: origins, status and its reason, conflicts, distinctions, numbers.

Nothing here is typed by an author; each result says what it rests on, so that a page can say why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from hashiya.edtf import overlaps
from hashiya.index import Claim, Entity, Evidence, Index, PairRef, Texts, Value


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Whose word a piece of evidence is in the end.

    `id` is an entity's id, or for the unnamed speakers of one article, who are one origin together,
    the source's id with `named` false.
    """

    named: bool
    id: str

    def __str__(self) -> str:
        return self.id if self.named else f"unnamed@{self.id}"


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim's derived status and what it rests on.

    `reason` is the last part of an interface string's key, `reason.<reason>`; `claims` are the ids
    that the reason names, sorted. `supporting` and `disputing` are distinct origins, sorted.
    `derived` is the status without a judgement, the same as `status` where none overrides it.
    """

    status: str
    reason: str
    claims: tuple[str, ...]
    supporting: tuple[Origin, ...]
    disputing: tuple[Origin, ...]
    derived: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims that conflict, or only seem to; `a` is the one that says so first.

    `about` says what is at issue, or what tells the two apart; None where nobody says.
    `settled_by` are the ids of claims that say what would settle it, as both sides name them;
    `over` is "date" where the dates of the two are at issue.
    """

    a: str
    b: str
    about: Texts | None
    settled_by: tuple[str, ...] = ()
    over: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """All the numbers given for one quantity of one entity, in the order of the claims."""

    id: str
    of: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Derived:
    """Everything that follows from an index, by id.

    `distinctions` only seem to be conflicts: no status, and no relation of numbers, follows.
    """

    origins: Mapping[tuple[str, int], Origin]
    conflicts: tuple[Pair, ...]
    distinctions: tuple[Pair, ...]
    standings: Mapping[str, Standing]
    quantities: tuple[Quantity, ...]


def derive(index: Index) -> Derived:
    """All that follows from an index. Unknown ids are passed over."""
    origins = {(e.claim, e.number): origin_of(index, e) for e in index.evidence()}
    conflicts = _pairs(index, lambda claim: claim.conflicts)
    gone = {id_ for (space, id_) in index.tombstones if space == "claim"}
    gone |= {
        c.id for c in index.claims.values() if c.judgement and c.judgement.status == "withdrawn"
    }
    superseded = _superseded(index, gone)
    standings: dict[str, Standing] = {}
    rivals = _rivals(conflicts)
    for claim in index.claims.values():
        live = sorted(r for r in rivals.get(claim.id, ()) if r not in gone and r not in superseded)
        standings[claim.id] = _standing(
            claim, origins, live, claim.id in gone, superseded.get(claim.id, ())
        )
    for space, id_ in index.tombstones:
        if space == "claim":
            standings[id_] = Standing("withdrawn", "withdrawn", (), (), (), "withdrawn")
    return Derived(
        MappingProxyType(origins),
        conflicts,
        _pairs(index, lambda claim: claim.distinct),
        MappingProxyType(standings),
        _quantities(index),
    )


def origin_of(index: Index, evidence: Evidence) -> Origin:
    """The origin of a piece of evidence.

    Its speaker, or whom that speaks for, followed to the end; where there is none, the first hop of
    `via`; where there is none, the publisher.
    """
    source = index.sources.get(evidence.at.source)
    if evidence.speaker is not None:
        start = evidence.speaker.id
    elif evidence.via:
        start = evidence.via[0].id
    else:
        start = source.publisher.id if source else evidence.at.source
    entity = spoken_for(index.entities, start)
    if entity is not None and entity.anonymous:
        return Origin(named=False, id=evidence.at.source)
    return Origin(named=True, id=entity.id if entity else start)


def spoken_for(entities: Mapping[str, Entity], start: str) -> Entity | None:
    """The last of the entities that `start` speaks for; a loop ends where it closes."""
    seen: set[str] = set()
    entity = entities.get(start)
    while entity is not None and entity.speaks_for is not None and entity.id not in seen:
        seen.add(entity.id)
        entity = entities.get(entity.speaks_for.id, entity)
        if entity.id in seen:
            break
    return entity


_UNNAMED = frozenset({"single-unnamed", "all-unnamed"})
"""Reasons that a reader should see in the status's name: nobody who says it has one."""


def status_name(status: str, reason: str) -> str:
    """How a standing is called: the last part of an interface string's key, `status.<name>`."""
    return reason if reason in _UNNAMED else status


def side_of(evidence: Evidence) -> str:
    """`supports`, `disputes` or `neither`: what a piece of evidence does to its claim."""
    return side(evidence.modality, evidence.stance)


def side(modality: str, stance: str) -> str:
    """The same of evidence of that modality and stance."""
    if stance == "context" or modality in ("declined", "asked"):
        return "neither"
    if modality == "denied" or stance == "disputes":
        return "disputes"
    return "supports"


def _superseded(index: Index, gone: set[str]) -> dict[str, tuple[str, ...]]:
    """Claim id → the claims, none of them withdrawn, that supersede it."""
    found: dict[str, list[str]] = {}
    for claim in index.claims.values():
        for ref in claim.supersedes:
            if claim.id not in gone and ref.id != claim.id:
                found.setdefault(ref.id, []).append(claim.id)
    return {id_: tuple(sorted(claims)) for id_, claims in found.items()}


def _rivals(conflicts: Iterable[Pair]) -> dict[str, set[str]]:
    rivals: dict[str, set[str]] = {}
    for conflict in conflicts:
        rivals.setdefault(conflict.a, set()).add(conflict.b)
        rivals.setdefault(conflict.b, set()).add(conflict.a)
    return rivals


def _standing(
    claim: Claim,
    origins: Mapping[tuple[str, int], Origin],
    rivals: Iterable[str],
    gone: bool,
    superseded_by: tuple[str, ...],
) -> Standing:
    """The first status that fits, in the order of the format."""
    sides: dict[str, set[Origin]] = {"supports": set(), "disputes": set(), "neither": set()}
    for evidence in claim.evidence:
        sides[side_of(evidence)].add(origins[evidence.claim, evidence.number])
    supporting, disputing = tuple(sorted(sides["supports"])), tuple(sorted(sides["disputes"]))
    live = tuple(rivals)
    named: tuple[str, ...] = ()
    if superseded_by:
        status, reason, named = "superseded", "superseded", superseded_by
    elif live:
        both = bool(supporting and disputing)
        status, reason, named = "contested", "contested-both" if both else "contested-claims", live
    elif disputing:
        both = bool(supporting)
        status, reason = ("contested", "contested-evidence") if both else ("denied", "denied")
    else:
        status, reason = _support(supporting)
    derived = status
    if gone or (claim.judgement and claim.judgement.status):
        status = "withdrawn" if gone or not claim.judgement else str(claim.judgement.status)
        reason = "judged"
    return Standing(status, reason, named, supporting, disputing, derived)


def _support(supporting: tuple[Origin, ...]) -> tuple[str, str]:
    """The status and its reason of a claim that nothing disputes."""
    if not supporting:
        return "unsupported", "unsupported"
    named = any(origin.named for origin in supporting)
    if len(supporting) == 1:
        return "single-origin", "single-named" if named else "single-unnamed"
    return ("corroborated", "corroborated") if named else ("single-origin", "all-unnamed")


def _pairs(index: Index, said_by: Callable[[Claim], Iterable[PairRef]]) -> tuple[Pair, ...]:
    """Each pair once, with the first words said about it. A claim and itself, unknown ids: none."""
    found: dict[frozenset[str], Pair] = {}
    gone = (id_ for space, id_ in index.tombstones if space == "claim")
    known = {*index.claims, *gone}
    for claim in index.claims.values():
        for said in said_by(claim):
            other = said.claim.id
            if other == claim.id or other not in known:
                continue
            both = frozenset((claim.id, other))
            before = found.setdefault(both, Pair(claim.id, other, said.about))
            settling = dict.fromkeys(
                (*before.settled_by, *(ref.id for ref in said.settled_by if ref.id in known))
            )
            found[both] = replace(
                before,
                about=said.about if before.about is None else before.about,
                settled_by=tuple(settling),
                over=before.over or said.over,
            )
    return tuple(found.values())


def _quantities(index: Index) -> tuple[Quantity, ...]:
    groups: dict[tuple[str, str], list[Value]] = {}
    for claim in index.claims.values():
        for value in claim.values:
            groups.setdefault((value.quantity, value.of.id), []).append(value)
    return tuple(Quantity(q, of, tuple(values)) for (q, of), values in sorted(groups.items()))


def related(index: Index) -> Mapping[str, int]:
    """Claim id → a number that two claims share when `conflicts` and `supersedes` join them."""
    parent: dict[str, str] = {}

    def root(id_: str) -> str:
        parent.setdefault(id_, id_)
        while parent[id_] != id_:
            parent[id_] = parent[parent[id_]]
            id_ = parent[id_]
        return id_

    for claim in index.claims.values():
        root(claim.id)
        for other in (*(c.claim for c in claim.conflicts), *claim.supersedes):
            parent[root(other.id)] = root(claim.id)
    numbers: dict[str, int] = {}
    return MappingProxyType(
        {id_: numbers.setdefault(root(id_), len(numbers)) for id_ in list(parent)}
    )


def rival_numbers(index: Index, quantity: Quantity) -> tuple[tuple[Value, Value], ...]:
    """Pairs of different numbers whose dates overlap, or are not given, in the order of claims."""
    pairs = []
    for place, a in enumerate(quantity.values):
        for b in quantity.values[place + 1 :]:
            first, second = index.claims[a.claim].date, index.claims[b.claim].date
            apart = first is not None and second is not None and not overlaps(first, second)
            if a.claim != b.claim and (a.low, a.high) != (b.low, b.high) and not apart:
                pairs.append((a, b))
    return tuple(pairs)
