"""Disagreements: conflicts over one question, side by side as columns.

Never are two claims set against each other that don't conflict: a column holds claims that leave
each other alone, and each of them conflicts with every claim of every other column.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hashiya.briefing import Passage
from hashiya.index import Texts
from hashiya.standing import Origin, Pair, side_of
from hashiya.views import Chip, ClaimLine, Folio, Locator, opening, origin_name

Columns = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """One question and the claims that part over it: two columns or more, ids by first mention.

    `about` and `settled_by` are those of its pairs; the id is made of its first pair.
    """

    id: str
    about: Texts | None
    columns: Columns
    settled_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose word a claim is: who says it, through whom, for whom in the end, in which outlets.

    `places` are these outlets, each with the way to the paragraph. `origin` is None where the
    speaker is the origin. `disputes` says that they deny the claim.
    """

    speaker: Chip
    unnamed: bool
    chain: tuple[Chip, ...]
    origin: str | None
    places: tuple[tuple[Chip, Locator], ...]
    disputes: bool


@dataclass(frozen=True, slots=True)
class Stand:
    """A claim in a column: whose word it is, then what is said. `here` on its own page.

    `locators` lead to what it rests on besides these words.
    """

    voices: tuple[Voice, ...]
    line: ClaimLine
    locators: tuple[Locator, ...]
    here: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A disagreement as it is placed: what is at issue, its columns, what would settle it.

    A column has its heading first. `number` counts the claims, in words.
    """

    id: str
    about: str | None
    columns: tuple[tuple[str, tuple[Stand, ...]], ...]
    settled_by: tuple[ClaimLine, ...]
    number: str


def disputes_of(pairs: Iterable[Pair]) -> tuple[Dispute, ...]:
    """The pairs as disagreements, in their order.

    Pairs with the same words about them are one, where their claims fall into columns; otherwise,
    and where nothing is said about a pair, each is one of its own.
    """
    found: list[Dispute] = []
    groups: dict[object, list[Pair]] = {}
    for pair in pairs:
        about = tuple(sorted(pair.about.items())) if pair.about else (pair.a, pair.b)
        groups.setdefault(about, []).append(pair)
    for group in groups.values():
        columns = columns_of([(pair.a, pair.b) for pair in group])
        found += (
            [_dispute(group, columns)]
            if columns
            else [_dispute([pair], ((pair.a,), (pair.b,))) for pair in group]
        )
    return tuple(found)


def columns_of(pairs: Iterable[tuple[str, str]]) -> Columns | None:
    """The columns into which the claims of conflicting pairs fall; None where they don't.

    They do where conflicts join every two claims of different columns, and no two of one: the
    graph of conflicts is complete multipartite.
    """
    rivals: dict[str, set[str]] = {}
    for a, b in pairs:
        rivals.setdefault(a, set()).add(b)
        rivals.setdefault(b, set()).add(a)
    columns: dict[frozenset[str], list[str]] = {}
    for id_ in rivals:
        columns.setdefault(frozenset(rivals[id_]), []).append(id_)
    whole = set(rivals)
    if any(whole - against != set(column) for against, column in columns.items()):
        return None
    return tuple(tuple(column) for column in columns.values())


def _dispute(pairs: list[Pair], columns: Columns) -> Dispute:
    settled_by = dict.fromkeys(id_ for pair in pairs for id_ in pair.settled_by)
    first = pairs[0]
    return Dispute(f"d-{first.a}-{first.b}", first.about, columns, tuple(settled_by))


def place_question(folio: Folio, dispute: Dispute, *, here: str | None = None) -> Question:
    """A disagreement on a page; `here` is the claim that the page is about: it comes first."""
    catalog = folio.scribe.catalog
    claims = folio.scribe.briefing.index.claims
    columns = tuple(
        (
            catalog.text(_heading(number, len(column))),
            tuple(_stand(folio, id_, here=id_ == here) for id_ in column),
        )
        for number, column in enumerate(
            sorted(dispute.columns, key=lambda column: here not in column if here else False)
        )
    )
    return Question(
        dispute.id,
        opening(dispute.about[folio.scribe.lang]) if dispute.about else None,
        columns,
        tuple(folio.claim_line(id_) for id_ in dispute.settled_by if id_ in claims),
        catalog.count("count.claims", sum(map(len, dispute.columns))),
    )


def _heading(column: int, claims: int) -> str:
    """The key of a column's heading: the first is one word, the others are others'."""
    if column == 0:
        return "dispute.one" if claims == 1 else "dispute.some"
    return "dispute.another" if claims == 1 else "dispute.others"


def place_pairs(folio: Folio, pairs: Iterable[Pair]) -> tuple[Question, ...]:
    """Pairs that are no disagreements, each placed in the same two columns."""
    return tuple(
        place_question(folio, replace(_dispute([pair], ((pair.a,), (pair.b,))), settled_by=()))
        for pair in pairs
    )


def _stand(folio: Folio, id_: str, *, here: bool) -> Stand:
    voices, line = voices_of(folio, id_), folio.claim_line(id_)
    said = {locator for voice in voices for _, locator in voice.places}
    return Stand(voices, line, tuple(each for each in line.locators if each not in said), here)


def voices_of(folio: Folio, id_: str) -> tuple[Voice, ...]:
    """Whose word a claim is, each voice once, with all the places that have it.

    Evidence that neither supports nor disputes is no voice in a disagreement, and a source that is
    withheld is named nowhere.
    """
    briefing = folio.scribe.briefing
    found: dict[tuple[object, ...], Voice] = {}
    for evidence in briefing.index.claims[id_].evidence:
        passage = briefing.passages[id_, evidence.number]
        side = side_of(evidence)
        if side == "neither" or passage.shown == "none":
            continue
        voice = _voice(folio, passage, disputes=side == "disputes")
        key = (voice.speaker, voice.chain, voice.origin, voice.disputes)
        known = found.get(key)
        if known is not None:
            voice = replace(voice, places=(*known.places, *voice.places))
        found[key] = voice
    return tuple(found.values())


def _voice(folio: Folio, passage: Passage, *, disputes: bool) -> Voice:
    evidence, entities = passage.evidence, folio.scribe.briefing.index.entities
    places = ((folio.chip(passage.source.publisher.id), folio.locator(evidence)),)
    chain = tuple(folio.chip(ref.id) for ref in evidence.via)
    if evidence.speaker is None:
        speaker, unnamed = Chip(folio.scribe.catalog.text("note.own-voice")), False
        return Voice(speaker, unnamed, chain, None, places, disputes)
    return Voice(
        folio.chip(evidence.speaker.id),
        entities[evidence.speaker.id].anonymous,
        chain,
        _spoken_for(folio, evidence.speaker.id, passage.origin),
        places,
        disputes,
    )


def _spoken_for(folio: Folio, speaker: str, origin: Origin) -> str | None:
    return origin_name(folio.scribe, origin) if origin.named and origin.id != speaker else None
