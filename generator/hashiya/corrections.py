"""Without a source: what rests on it, and how claims would stand if it were not there.

A claim that keeps no evidence rests on nothing any more: it contests no other claim then, takes the
place of none, and is unsupported. Nothing else is decided here: the rest is derived anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from hashiya.index import Correction, Evidence, Index, Source
from hashiya.standing import Standing, derive

Concerned = Callable[[Evidence], bool]
"""Whether a piece of evidence is one of those that are asked about."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A source that its publisher corrected or withdrew, and what rests on what that concerns.

    `claims` are ids in the order of the files. `without` says how each of them would stand without
    what was withdrawn; it is empty where the source was only corrected.
    """

    source: Source
    correction: Correction
    claims: tuple[str, ...]
    without: Mapping[str, Standing]


def corrected_sources(index: Index) -> Mapping[str, Corrected]:
    """The sources with a correction, by id, in the order of the files."""
    found: dict[str, Corrected] = {}
    for source in index.sources.values():
        if source.correction is not None:
            found[source.id] = _corrected(index, source, source.correction)
    return MappingProxyType(found)


def _corrected(index: Index, source: Source, correction: Correction) -> Corrected:
    def concerned(evidence: Evidence) -> bool:
        return evidence.at.source == source.id and correction.concerns(evidence.at)

    claims = tuple(resting(index, concerned))
    without: Mapping[str, Standing] = {}
    if correction.kind == "withdrawn":
        standings = standings_without(index, concerned)
        without = {id_: standings[id_] for id_ in claims}
    return Corrected(source, correction, claims, MappingProxyType(without))


def correction_of(index: Index, evidence: Evidence) -> Correction | None:
    """The correction that concerns a passage, or None where there is none."""
    source = index.sources.get(evidence.at.source)
    correction = source.correction if source else None
    return correction if correction and correction.concerns(evidence.at) else None


def resting(index: Index, concerned: Concerned) -> Mapping[str, tuple[Evidence, ...]]:
    """The claims with evidence that is asked about, in the order of the files, and what it is."""
    found: dict[str, list[Evidence]] = {}
    for evidence in index.evidence():
        if concerned(evidence):
            found.setdefault(evidence.claim, []).append(evidence)
    return MappingProxyType({id_: tuple(each) for id_, each in found.items()})


def fallen_without(index: Index, concerned: Concerned) -> frozenset[str]:
    """The claims whose whole evidence is asked about: without it they rest on nothing."""
    rests = resting(index, concerned)
    return frozenset(id_ for id_, each in rests.items() if each == index.claims[id_].evidence)


def standings_without(index: Index, concerned: Concerned) -> Mapping[str, Standing]:
    """How every claim would stand without the evidence that is asked about."""
    rests = resting(index, concerned)
    fallen = fallen_without(index, concerned)
    emptied = {
        id_: replace(
            index.claims[id_],
            evidence=tuple(e for e in index.claims[id_].evidence if not concerned(e)),
        )
        for id_ in rests
    }
    kept = {
        id_: emptied.get(id_, claim) for id_, claim in index.claims.items() if id_ not in fallen
    }
    found = dict(derive(replace(index, claims=MappingProxyType(kept))).standings)
    for id_ in fallen:
        alone = replace(index, claims=MappingProxyType({id_: emptied[id_]}))
        found[id_] = derive(alone).standings[id_]
    return MappingProxyType(found)
