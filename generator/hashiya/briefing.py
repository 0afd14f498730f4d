"""The briefing: reading order, what may be shown of each source, and who is joined with whom.

Everything here is of no language yet; `views` turns it into one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from hashiya.anchors import Anchor
from hashiya.articles import Part
from hashiya.corrections import Corrected, corrected_sources
from hashiya.coverage import citing_claims
from hashiya.fold import without_direction
from hashiya.index import Entity, Evidence, Index, Source
from hashiya.numbering import FIRST, Numbering
from hashiya.publishing import Ranges, all_excerpts, excerpt_of, merged
from hashiya.standing import Derived, Origin, Pair

JOIN = " […] "

Quoted = tuple[int, int, str]
"""Where a quotation stands in its paragraph, half-open in code points, and whose it is: a claim."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a source: `quoted` when they are the quotation, else the words around it.

    `claims` are those whose quotations hold these words, where the whole paragraph is shown.
    """

    text: str
    quoted: bool
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of evidence as it may be shown.

    `shown` is `words` (quotation, gloss, reference), `link` (the reference only) or `none` (that a
    source is withheld). `quote` and `context` are empty unless it is `words`; `context` is the
    sentence or sentences around the quotation, in pieces.
    """

    evidence: Evidence
    source: Source
    origin: Origin
    shown: str
    quote: str
    context: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Footnote:
    """What a claim rests on in one source: one note, whose passages are told apart inside it."""

    claim: str
    source: Source
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """A paragraph as it may be shown: `pieces` is empty where its words are withheld.

    `whole` says whether all of it is there; `claims` rest on it, in reading order; `unused` is why
    none does, in a preview only: it is a word between authors.
    """

    n: int
    part: Part
    pieces: tuple[Piece, ...]
    whole: bool
    words: int
    claims: tuple[str, ...]
    unused: str | None


@dataclass(frozen=True, slots=True)
class Briefing:
    """An index in reading order. `preview` shows whole paragraphs, for the author's eyes only.

    `order` holds the ids of all claims: by date, then by importance, then as the files have them.
    `joined` counts, for an entity, the claims that it shares with another, most first.
    `conflicts` and `distinctions` leave out pairs of which one claim was withdrawn.
    `footnotes` are a claim's, by source, in the order of its evidence. `corrected` are the sources
    that their publishers corrected or withdrew, by id.
    """

    index: Index
    derived: Derived
    preview: bool
    order: tuple[str, ...]
    passages: Mapping[tuple[str, int], Passage]
    footnotes: Mapping[str, tuple[Footnote, ...]]
    paragraphs: Mapping[str, tuple[ShownParagraph, ...]]
    claims_about: Mapping[str, tuple[str, ...]]
    said_by: Mapping[str, tuple[tuple[str, int], ...]]
    members: Mapping[str, tuple[str, ...]]
    joined: Mapping[str, tuple[tuple[str, int], ...]]
    sources_about: Mapping[str, tuple[tuple[str, int], ...]]
    conflicts: tuple[Pair, ...]
    distinctions: tuple[Pair, ...]
    conflicts_of: Mapping[str, tuple[tuple[str, Pair], ...]]
    distinct_from: Mapping[str, tuple[tuple[str, Pair], ...]]
    superseded_by: Mapping[str, tuple[str, ...]]
    corrected: Mapping[str, Corrected]
    numberings: Mapping[str, Numbering]

    def numbering(self, source: str) -> Numbering:
        """How the paragraphs of a source are named on its page."""
        return self.numberings.get(source, FIRST)

    def has_page(self, entity: str) -> bool:
        """Whether an entity has a page of its own."""
        found = self.index.entities.get(entity)
        return found is not None and found.page and not found.anonymous


def compose(
    index: Index,
    derived: Derived,
    *,
    preview: bool,
    numberings: Mapping[str, Numbering] = MappingProxyType({}),
) -> Briefing:
    """The briefing of an index that has no errors.

    `numberings` are by source; a source without one has never been numbered anew.
    """
    order = reading_order(index)
    passages = {(e.claim, e.number): _passage(index, derived, e, preview) for e in index.evidence()}
    about = claims_about(index, order)
    conflicts = _of_claims(index, derived.conflicts)
    distinctions = _of_claims(index, derived.distinctions)
    return Briefing(
        index,
        derived,
        preview,
        order,
        MappingProxyType(passages),
        MappingProxyType(_footnotes(index, passages)),
        MappingProxyType(_all_paragraphs(index, order, preview)),
        MappingProxyType(about),
        MappingProxyType(said_by(index, order)),
        MappingProxyType(_members(index)),
        MappingProxyType(_joined(index, about)),
        MappingProxyType(_sources_about(index, about)),
        conflicts,
        distinctions,
        MappingProxyType(_from_both_sides(conflicts)),
        MappingProxyType(_from_both_sides(distinctions)),
        MappingProxyType(_superseded_by(index)),
        corrected_sources(index),
        numberings,
    )


def reading_order(index: Index) -> tuple[str, ...]:
    """The ids of all claims: dated ones by date first, then by importance, then as written."""
    place = {id_: number for number, id_ in enumerate(index.claims)}

    def key(id_: str) -> tuple[object, ...]:
        claim = index.claims[id_]
        dated = claim.date.sort_key if claim.date else ()
        return (claim.date is None, dated, claim.importance, place[id_])

    return tuple(sorted(index.claims, key=key))


def policy_of(source: Source, *, preview: bool) -> str:
    """What may be shown of a source: its policy, or all of it in a preview."""
    return "full" if preview else source.publish


def _passage(index: Index, derived: Derived, evidence: Evidence, preview: bool) -> Passage:
    source = index.sources[evidence.at.source]
    policy = policy_of(source, preview=preview)
    shown = {"full": "words", "quote": "words"}.get(policy, policy)
    origin = derived.origins[evidence.claim, evidence.number]
    anchor = evidence.anchor
    if shown != "words" or not isinstance(anchor, Anchor):
        return Passage(evidence, source, origin, shown, "", ())
    texts = {p.n: p.text for p in source.article.paragraphs}
    quote = JOIN.join(without_direction(texts[s.n][s.start : s.end]) for s in anchor.spans)
    return Passage(evidence, source, origin, shown, quote, _context(texts, anchor))


def _footnotes(
    index: Index, passages: Mapping[tuple[str, int], Passage]
) -> dict[str, tuple[Footnote, ...]]:
    """Claim → its notes, one for each source that it rests on."""
    found: dict[str, tuple[Footnote, ...]] = {}
    for claim in index.claims.values():
        by_source: dict[str, list[Passage]] = {}
        for evidence in claim.evidence:
            passage = passages[claim.id, evidence.number]
            by_source.setdefault(passage.source.id, []).append(passage)
        found[claim.id] = tuple(
            Footnote(claim.id, index.sources[id_], tuple(each)) for id_, each in by_source.items()
        )
    return found


def _context(texts: Mapping[int, str], anchor: Anchor) -> tuple[Piece, ...]:
    """The sentences around the spans, with the spans told apart."""
    by_paragraph: dict[int, list[tuple[int, int]]] = {}
    for span in anchor.spans:
        by_paragraph.setdefault(span.n, []).append((span.start, span.end))
    pieces: list[Piece] = []
    for n, spans in by_paragraph.items():
        text = texts[n]
        ranges = merged(text, (excerpt_of(text, start, end) for start, end in spans))
        for first, last in ranges:
            if pieces:
                pieces.append(_around(JOIN))
            inside = [(s, e) for s, e in spans if first <= s and e <= last]
            pieces += _pieces(text, first, last, inside)
    return tuple(pieces)


def _around(text: str) -> Piece:
    return Piece(text, quoted=False)


def _pieces(text: str, first: int, last: int, spans: Iterable[tuple[int, int]]) -> list[Piece]:
    """text[first:last] cut at the spans, which are sorted and apart; no direction controls."""
    found: list[Piece] = []
    at = first
    for start, end in spans:
        found += [_around(text[at:start]), Piece(text[start:end], quoted=True)]
        at = end
    found.append(_around(text[at:last]))
    shown = (Piece(without_direction(piece.text), piece.quoted) for piece in found)
    return [piece for piece in shown if piece.text]


def _all_paragraphs(
    index: Index, order: tuple[str, ...], preview: bool
) -> dict[str, tuple[ShownParagraph, ...]]:
    """Source → its paragraphs as they may be shown."""
    cited = citing_claims(index, order)
    allowed = all_excerpts(index)
    spans: dict[tuple[str, int], list[Quoted]] = {}
    for evidence in index.evidence():
        for span in evidence.anchor.spans if isinstance(evidence.anchor, Anchor) else ():
            quoted = (span.start, span.end, evidence.claim)
            spans.setdefault((evidence.at.source, span.n), []).append(quoted)
    return {
        source.id: _shown_paragraphs(source, allowed[source.id], spans, cited, preview)
        for source in index.sources.values()
    }


def _shown_paragraphs(
    source: Source,
    allowed: Mapping[int, Ranges],
    spans: Mapping[tuple[str, int], Sequence[Quoted]],
    cited: Mapping[tuple[str, int], tuple[str, ...]],
    preview: bool,
) -> tuple[ShownParagraph, ...]:
    shown: list[ShownParagraph] = []
    for paragraph in source.article.paragraphs:
        length = len(paragraph.text)
        ranges = ((0, length),) if preview else allowed.get(paragraph.n, ())
        quoted = spans.get((source.id, paragraph.n), ())
        claims = cited.get((source.id, paragraph.n), ())
        pieces: list[Piece] = []
        for number, (first, last) in enumerate(ranges):
            if first > 0 or number > 0:
                pieces.append(_around(JOIN if number else JOIN.lstrip()))
            pieces += _quoted_pieces(paragraph.text, first, last, quoted, claims)
        if ranges and ranges[-1][1] < length:
            pieces.append(_around(JOIN.rstrip()))
        shown.append(
            ShownParagraph(
                paragraph.n,
                source.part(paragraph.n),
                tuple(pieces),
                ranges == ((0, length),),
                len(paragraph.text.split()),
                claims,
                source.unused_reason(paragraph.n) if preview else None,
            )
        )
    return tuple(shown)


def _quoted_pieces(
    text: str, first: int, last: int, quoted: Iterable[Quoted], claims: Iterable[str]
) -> list[Piece]:
    """text[first:last] cut wherever a quotation begins or ends, each piece with its claims.

    Quotations may overlap. Those of a piece stand in the order of `claims`.
    """
    inside = [(start, end, id_) for start, end, id_ in quoted if first <= start and end <= last]
    edges = sorted({first, last, *(edge for start, end, _ in inside for edge in (start, end))})
    found: list[Piece] = []
    for start, end in pairwise(edges):
        holders = {id_ for s, e, id_ in inside if s <= start and end <= e}
        ordered = tuple(id_ for id_ in claims if id_ in holders)
        found.append(Piece(without_direction(text[start:end]), bool(holders), ordered))
    return [piece for piece in found if piece.text]


def claims_about(index: Index, order: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Entity → the claims about it, or with a number of it."""
    found: dict[str, dict[str, None]] = {id_: {} for id_ in index.entities}
    for id_ in order:
        claim = index.claims[id_]
        named = [ref.id for ref in claim.about] + [value.of.id for value in claim.values]
        for entity in named:
            found.setdefault(entity, {})[id_] = None
    return {entity: tuple(claims) for entity, claims in found.items()}


def said_by(index: Index, order: tuple[str, ...]) -> dict[str, tuple[tuple[str, int], ...]]:
    """Speaker → what it says: a claim, and which of its evidence."""
    found: dict[str, list[tuple[str, int]]] = {}
    for id_ in order:
        for evidence in index.claims[id_].evidence:
            if evidence.speaker is not None:
                found.setdefault(evidence.speaker.id, []).append((id_, evidence.number))
    return {speaker: tuple(said) for speaker, said in found.items()}


def _members(index: Index) -> dict[str, tuple[str, ...]]:
    """Entity → those that are part of it, in the order of the files."""
    found: dict[str, list[str]] = {}
    for entity in index.entities.values():
        if entity.part_of is not None:
            found.setdefault(entity.part_of.id, []).append(entity.id)
    return {id_: tuple(members) for id_, members in found.items()}


def _joined(
    index: Index, about: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[tuple[str, int], ...]]:
    by_claim: dict[str, list[str]] = {}
    for entity, claims in about.items():
        for claim in claims:
            by_claim.setdefault(claim, []).append(entity)
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    place = {id_: number for number, id_ in enumerate(index.entities)}
    for entity, claims in about.items():
        counts = Counter(other for claim in claims for other in by_claim[claim] if other != entity)
        known = [(other, count) for other, count in counts.items() if other in place]
        found[entity] = tuple(sorted(known, key=lambda pair: (-pair[1], place[pair[0]])))
    return found


def _sources_about(
    index: Index, about: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[tuple[str, int], ...]]:
    """Entity → its claims' sources with the number of passages, in the order of sources.yml."""
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for entity, claims in about.items():
        counts = Counter(e.at.source for claim in claims for e in index.claims[claim].evidence)
        found[entity] = tuple((id_, counts[id_]) for id_ in index.sources if counts[id_])
    return found


def _of_claims(index: Index, pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    return tuple(pair for pair in pairs if pair.a in index.claims and pair.b in index.claims)


def _from_both_sides(pairs: Iterable[Pair]) -> dict[str, tuple[tuple[str, Pair], ...]]:
    """Claim → the other claims of its pairs, each with the pair."""
    found: dict[str, list[tuple[str, Pair]]] = {}
    for pair in pairs:
        found.setdefault(pair.a, []).append((pair.b, pair))
        found.setdefault(pair.b, []).append((pair.a, pair))
    return {id_: tuple(others) for id_, others in found.items()}


def _superseded_by(index: Index) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for claim in index.claims.values():
        for ref in claim.supersedes:
            found.setdefault(ref.id, []).append(claim.id)
    return {id_: tuple(claims) for id_, claims in found.items()}


def entities_of_kind(index: Index, kind: str) -> tuple[Entity, ...]:
    """The living entities of a kind: dated kinds by date, others as the files have them."""
    found = [entity for entity in index.entities.values() if entity.kind.id == kind]
    if index.head.kinds[kind].dated:
        found.sort(key=lambda entity: entity.date.sort_key if entity.date else ((9999, 1, 1),) * 2)
    return tuple(found)
