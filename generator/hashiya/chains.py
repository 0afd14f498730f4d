"""The chain of a claim: who told whom, from each origin to this briefing.

Evidence that goes back to one origin, or through one outlet on its way, shares that stretch of the
chain: so it can be seen when two outlets have one origin behind them, and when they have two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hashiya.briefing import Passage
from hashiya.standing import side_of
from hashiya.views import Chip, Folio, Locator, origin_name

SIDES = ("supports", "disputes", "neither")
"""The sides of evidence, in the order in which they are drawn."""


@dataclass(frozen=True, slots=True)
class Hop:
    """Somebody a word passed through, and whom it reached from there.

    `role` is `origin` (for whom the next one speaks), `speaker`, `unnamed` (a speaker without a
    name), `article` (its own voice), `via` or `outlet`; `said` is the same in words. An outlet has
    the `paragraph` that carries the word and the id of its piece of `evidence`.
    """

    role: str
    said: str
    name: Chip
    paragraph: Locator | None
    evidence: str | None
    onward: tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class Strand:
    """The chains on one side of a claim: the side's key, what they do to the claim, the origins."""

    side: str
    said: str
    origins: tuple[Hop, ...]


_Step = tuple[str, str, Chip]
"""A hop without what follows: its role, the same in words, its name."""


def strands_of(folio: Folio, claim: str) -> tuple[Strand, ...]:
    """The chains of a claim by side. What a withheld source carries is in none of them."""
    briefing, catalog = folio.scribe.briefing, folio.scribe.catalog
    paths: dict[str, list[tuple[tuple[_Step, ...], Hop]]] = {side: [] for side in SIDES}
    for evidence in briefing.index.claims[claim].evidence:
        passage = briefing.passages[claim, evidence.number]
        if passage.shown != "none":
            path = (tuple(_steps(folio, passage)), _outlet(folio, passage))
            paths[side_of(evidence)].append(path)
    return tuple(
        Strand(side, catalog.text(f"chain.{side}"), _joined(found))
        for side, found in paths.items()
        if found
    )


def _steps(folio: Folio, passage: Passage) -> Iterator[_Step]:
    """The way of a word to its outlet, the origin first."""
    evidence, catalog = passage.evidence, folio.scribe.catalog
    index = folio.scribe.briefing.index
    hops = [ref.id for ref in evidence.via]
    if evidence.speaker is not None:
        speaker = index.entities[evidence.speaker.id]
        if passage.origin.named and passage.origin.id != speaker.id:
            name = Chip(origin_name(folio.scribe, passage.origin))
            if passage.origin.id in index.entities:
                name = folio.chip(passage.origin.id)
            yield "origin", catalog.text("chain.origin"), name
        role = "unnamed" if speaker.anonymous else "speaker"
        yield role, catalog.text(f"modality.{evidence.modality}"), folio.chip(speaker.id)
    elif not hops:
        yield "article", catalog.text(f"modality.{evidence.modality}"), _own_voice(folio)
    for id_ in hops:
        yield "via", catalog.text("chain.via"), folio.chip(id_)


def _own_voice(folio: Folio) -> Chip:
    return Chip(folio.scribe.catalog.text("note.own-voice"))


def _outlet(folio: Folio, passage: Passage) -> Hop:
    publisher = folio.chip(passage.source.publisher.id)
    locator = folio.locator(passage.evidence)
    evidence = f"evidence-{passage.evidence.number}"
    said = folio.scribe.catalog.text("chain.outlet")
    return Hop("outlet", said, publisher, locator, evidence, ())


def _joined(paths: list[tuple[tuple[_Step, ...], Hop]]) -> tuple[Hop, ...]:
    """Paths as trees: what two have in common from their start on stands once."""
    onward: dict[_Step | Hop, list[tuple[tuple[_Step, ...], Hop]]] = {}
    for steps, outlet in paths:
        if steps and (steps[0][0] != "article"):
            onward.setdefault(steps[0], []).append((steps[1:], outlet))
        else:  # each article's own voice is a voice of its own
            onward[outlet] = [(steps, outlet)]
    return tuple(
        Hop(*first, None, None, _joined(rest)) if isinstance(first, tuple) else _alone(*rest[0])
        for first, rest in onward.items()
    )


def _alone(steps: tuple[_Step, ...], outlet: Hop) -> Hop:
    return Hop(*steps[0], None, None, (outlet,)) if steps else outlet
