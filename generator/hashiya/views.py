"""The briefing in one language: plain values that a template only has to place.

A `Scribe` knows the language; a `Folio` is one page being written: it gives out relative links,
numbers the notes in document order, and remembers every id, heading and link for the link checks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from hashiya.briefing import Briefing, Passage, Piece
from hashiya.catalog import Catalog, direction_of
from hashiya.corrections import correction_of
from hashiya.edtf import Edtf
from hashiya.fold import without_direction
from hashiya.index import Claim, Correction, Entity, Evidence, Source, Value
from hashiya.mentions import Mention, Names
from hashiya.prose import split_citations
from hashiya.standing import Origin, Pair, Standing, side_of, status_name

Links = tuple[tuple[str, str], ...]
"""Internal links as (path of the page, anchor), each once."""

Shape = TypeVar("Shape")

Key = tuple[str | int, ...]
"""What a shape looks the same for, wherever it stands: a template may place it from memory."""


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a text; `href` where they name an entity with a page."""

    text: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class NoteRef:
    """A call: note `number` (1-based on its page), the `nth` call of that note."""

    number: int
    nth: int
    shown: str
    label: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A name, with a link where it has a page."""

    text: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Locator:
    """The way to a paragraph: which source, which paragraph, and the link."""

    source: str
    paragraph: str
    href: str
    dir: str


@dataclass(frozen=True, slots=True)
class Reference:
    """What a note or a card says besides the words: who, through whom, how firmly, and where.

    `corrected` says that the publisher corrected or withdrew it, and when.

    References of one `key` are the same.
    """

    key: Key
    speaker: Chip
    unnamed: bool
    chain: tuple[Chip, ...]
    modality: str
    modality_key: str
    publisher: Chip
    title: Chip
    url: str | None
    published: str
    locator: Locator
    reliability: str | None
    corrected: str | None


@dataclass(frozen=True, slots=True)
class Words:
    """A quotation as it may be shown: its language and direction, its context, its gloss."""

    quote: str
    lang: str
    dir: str
    context: tuple[Piece, ...]
    gloss: str | None


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote. `words` is None where the policy withholds them, `reference` where it does all.

    `calls` are the numbers of its calls, from 1.
    """

    number: int
    shown: str
    words: Words | None
    reference: Reference | None
    calls: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Badge:
    """A status: its key for the colour, its shape, its name, and the sentence that says why.

    `shape` is finer than `key`: it tells an origin that has a name from one that has none.
    """

    key: str
    shape: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim in a list. Lines of one `key` differ in nothing but their calls.

    `support` says how many outlets and how many origins stand behind it; `undated` that it is of
    something planned, and that no date is given for it.
    """

    key: Key
    id: str
    href: str
    runs: tuple[Run, ...]
    refs: tuple[NoteRef, ...]
    badge: Badge
    support: str | None
    date: Date | None
    undated: bool
    speakers: tuple[Chip, ...]
    deniers: tuple[Chip, ...]
    locators: tuple[Locator, ...]


@dataclass(frozen=True, slots=True)
class Date:
    """A date in words; `iso` where HTML has a way to write it for machines."""

    text: str
    iso: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """A piece of evidence on a claim's page."""

    number: str
    side: str
    side_name: str
    words: Words | None
    reference: Reference | None
    ref: NoteRef


@dataclass(frozen=True, slots=True)
class Number:
    """A value in words: the number with how exact it is, its unit, and of what it is."""

    text: str
    unit: str
    of: Chip


@dataclass(slots=True)
class Memory:
    """What one language's pages have in common, made once a build. Not frozen: it only grows.

    `lines` and `references` hold a shape with the links that it makes, for pages as deep in the
    site: relative links are the same there.
    """

    mentions: dict[str, tuple[Mention, ...]] = field(default_factory=dict)
    ordinals: dict[int, str] = field(default_factory=dict)
    dates: dict[str, Date] = field(default_factory=dict)
    lines: dict[Key, tuple[ClaimLine, Links]] = field(default_factory=dict)
    references: dict[Key, tuple[Reference, Links]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scribe:
    """One language of a briefing. `names` finds the mentions of entities in it."""

    briefing: Briefing
    lang: str
    catalog: Catalog
    names: Names
    memory: Memory

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The mentions in a text; remembered, since a claim stands on many pages."""
        known = self.memory.mentions
        if text not in known:
            known[text] = self.names.find(text)
        return known[text]

    def ordinal(self, n: int) -> str:
        """A small whole number in this language's digits; remembered."""
        known = self.memory.ordinals
        if n not in known:
            known[n] = self.catalog.number(n)
        return known[n]

    def direction(self, lang: str) -> str:
        """`rtl` or `ltr`."""
        return direction_of(lang)

    def date(self, value: Edtf | None) -> Date | None:
        """An EDTF date in words; None stays None."""
        if value is None:
            return None
        known, text = self.memory.dates, value.text
        if text not in known:
            plain = len(text) in (4, 7, 10) and text.replace("-", "").isdecimal()
            known[text] = Date(self.catalog.date(value), text if plain else None)
        return known[text]

    def correction(self, correction: Correction) -> str:
        """That a source was corrected or withdrawn, and when, as a mark beside its name."""
        date = self.catalog.date(correction.date)
        return self.catalog.text(f"note.{correction.kind}", date=date)


@dataclass(slots=True)
class Folio:
    """One page being written; `path` as in `pages.Page`. Not frozen: it gathers as it goes.

    `shown` are the claims that the page shows or cites, in the order in which they came.
    """

    scribe: Scribe
    path: str
    ids: set[str] = field(default_factory=set)
    links: dict[tuple[str, str], None] = field(default_factory=dict)
    headings: list[tuple[int, str, str]] = field(default_factory=list)
    shown: dict[str, None] = field(default_factory=dict)
    _numbers: dict[tuple[object, ...], int] = field(default_factory=dict)
    _cited: list[Passage] = field(default_factory=list)
    _calls: list[int] = field(default_factory=list)

    # --- places ---------------------------------------------------------------------------------

    @property
    def depth(self) -> int:
        """How many folders below its language's home page this page stands."""
        return self.path.count("/") + 1 if self.path else 0

    def url(self, path: str, anchor: str = "") -> str:
        """The link from this page to another of the same language, with directory URLs."""
        self.links[path, anchor] = None
        hash_ = f"#{anchor}" if anchor else ""
        if path == self.path:
            return hash_ or "./"
        up = "../" * self.depth
        return f"{up}{path}/{hash_}" if path else f"{up}{hash_}"

    def paragraph_url(self, path: str, n: int | None) -> str:
        """The link to a page, or to paragraph `n` (1-based) of the source that is there."""
        if n is None:
            return self.url(path)
        numbering = self.scribe.briefing.numbering(path.removeprefix("sources/"))
        return self.url(path, numbering.id(n))

    def id(self, name: str) -> str:
        """An id of this page, remembered."""
        self.ids.add(name)
        return name

    def heading(self, key: str, id_: str, level: int = 2) -> str:
        """The text of a heading, remembered for the table of contents."""
        return self.heading_text(self.scribe.catalog.text(key), id_, level)

    def heading_text(self, text: str, id_: str, level: int = 2) -> str:
        """A heading's own text, remembered for the table of contents."""
        self.ids.add(id_)
        self.headings.append((level, id_, text))
        return text

    def _remembered(
        self, known: dict[Key, tuple[Shape, Links]], name: Key, make: Callable[[Folio, Key], Shape]
    ) -> Shape:
        """A shape and its links from memory, or made now, as any page of this depth has it.

        A page that the shape links to has it made on its own: there the link leads nowhere else.
        """
        key: Key = (self.scribe.lang, self.depth, *name)
        if key not in known:
            neutral = Folio(self.scribe, "/".join("-" * self.depth))
            known[key] = (make(neutral, key), tuple(neutral.links))
        shape, links = known[key]
        if any(path == self.path for path, _ in links):
            own = Folio(self.scribe, self.path)
            shape, links = make(own, (*key, self.path)), tuple(own.links)
        self.links.update(dict.fromkeys(links))
        return shape

    # --- entities -------------------------------------------------------------------------------

    def entity_path(self, entity: Entity) -> str:
        """The path of an entity's page."""
        kind = self.scribe.briefing.index.head.kinds[entity.kind.id]
        return f"{kind.path}/{entity.id}"

    def chip(self, id_: str) -> Chip:
        """An entity's name, linked where it has a page."""
        entity = self.scribe.briefing.index.entities[id_]
        href = None
        if self.scribe.briefing.has_page(id_):
            href = self.url(self.entity_path(entity))
        return Chip(entity.name[self.scribe.lang], href)

    def runs(self, text: str) -> tuple[Run, ...]:
        """A text with every mention of an entity linked to its page, but not to this one."""
        entities = self.scribe.briefing.index.entities
        found: list[Run] = []
        at = 0
        for mention in self.scribe.mentions(text):
            entity = entities[mention.entity]
            path = self.entity_path(entity)
            if path == self.path or not self.scribe.briefing.has_page(entity.id):
                continue
            found += [
                Run(text[at : mention.start]),
                Run(text[mention.start : mention.end], self.url(path)),
            ]
            at = mention.end
        found.append(Run(text[at:]))
        return tuple(run for run in found if run.text)

    # --- notes ----------------------------------------------------------------------------------

    def cite(self, evidence: Evidence) -> NoteRef:
        """A call for a piece of evidence; the same passage said the same way is one note."""
        self.shown[evidence.claim] = None
        key = (
            str(evidence.at),
            evidence.quote,
            evidence.speaker and evidence.speaker.id,
            tuple(ref.id for ref in evidence.via),
            evidence.modality,
            tuple(sorted(evidence.gloss.items())),
        )
        if key not in self._numbers:
            self._cited.append(self.scribe.briefing.passages[evidence.claim, evidence.number])
            self._calls.append(0)
            self._numbers[key] = len(self._cited)
            self.ids.add(f"fn:{len(self._cited)}")
        number = self._numbers[key]
        self._calls[number - 1] += 1
        nth = self._calls[number - 1]
        self.ids.add(f"fnref:{number}:{nth}")
        shown = self.scribe.ordinal(number)
        return NoteRef(number, nth, shown, self.scribe.catalog.text("note.call", n=shown))

    def cite_claim(self, id_: str) -> tuple[NoteRef, ...]:
        """Calls for all the evidence of a claim, in its order."""
        return tuple(self.cite(e) for e in self.scribe.briefing.index.claims[id_].evidence)

    def notes(self) -> tuple[Note, ...]:
        """The notes that were called so far, by number."""
        if self._cited:
            self.ids.add("notes")
        return tuple(
            Note(
                number,
                self.scribe.ordinal(number),
                self.words(passage),
                self.reference(passage),
                tuple(range(1, self._calls[number - 1] + 1)),
            )
            for number, passage in enumerate(self._cited, start=1)
        )

    def words(self, passage: Passage) -> Words | None:
        """The quotation and its gloss, or None where the policy withholds them."""
        if passage.shown != "words":
            return None
        lang = passage.source.lang
        gloss = passage.evidence.gloss.get(self.scribe.lang)
        return Words(
            passage.quote,
            lang,
            self.scribe.direction(lang),
            passage.context,
            gloss if lang != self.scribe.lang else None,
        )

    def reference(self, passage: Passage) -> Reference | None:
        """Who says it, through whom, and where; None where all of it is withheld."""
        if passage.shown == "none":
            return None
        evidence = passage.evidence
        return self._remembered(
            self.scribe.memory.references,
            (evidence.claim, evidence.number),
            lambda folio, key: folio._reference(key, passage),
        )

    def _reference(self, key: Key, passage: Passage) -> Reference:
        catalog = self.scribe.catalog
        evidence, source = passage.evidence, passage.source
        index = self.scribe.briefing.index
        unnamed = False
        if evidence.speaker is not None:
            speaker = self.chip(evidence.speaker.id)
            unnamed = index.entities[evidence.speaker.id].anonymous
        else:
            speaker = Chip(catalog.text("note.own-voice"))
        published = self.scribe.date(source.published)
        return Reference(
            key,
            speaker,
            unnamed,
            tuple(self.chip(ref.id) for ref in evidence.via),
            catalog.text(f"modality.{evidence.modality}"),
            evidence.modality,
            self.chip(source.publisher.id),
            self.title(source),
            source.url,
            published.text if published else catalog.text("note.undated"),
            self.locator(passage.evidence),
            source.reliability,
            self.corrected(passage),
        )

    def corrected(self, passage: Passage) -> str | None:
        """That the publisher corrected or withdrew what a passage is from, and when, or None."""
        correction = correction_of(self.scribe.briefing.index, passage.evidence)
        return self.scribe.correction(correction) if correction else None

    def title(self, source: Source) -> Chip:
        """A source's title in this language, linked to its page."""
        return Chip(source.title[self.scribe.lang], self.url(f"sources/{source.id}"))

    def locator(self, evidence: Evidence) -> Locator:
        """The link to the first paragraph that a piece of evidence names."""
        at = evidence.at
        source = self.scribe.briefing.index.sources[at.source]
        catalog = self.scribe.catalog
        publisher = self.scribe.briefing.index.entities[source.publisher.id]
        return Locator(
            publisher.name[self.scribe.lang],
            catalog.paragraphs(at.first, at.last),
            self.url(
                f"sources/{source.id}",
                self.scribe.briefing.numbering(source.id).words_id(at.first, evidence.claim),
            ),
            catalog.direction,
        )

    # --- claims ---------------------------------------------------------------------------------

    def claim_line(self, id_: str, *, cite: bool = True, shown: bool = True) -> ClaimLine:
        """A claim for a list, with its calls unless `cite` is false.

        Where `shown` is false it is but a way to another page.
        """
        if shown:
            self.shown[id_] = None
        line = self._remembered(
            self.scribe.memory.lines, (id_,), lambda folio, key: folio._claim_line(key, id_)
        )
        return replace(line, refs=self.cite_claim(id_)) if cite else line

    def _claim_line(self, key: Key, id_: str) -> ClaimLine:
        claim = self.scribe.briefing.index.claims[id_]
        return ClaimLine(
            key,
            id_,
            self.url(f"claims/{id_}"),
            self.runs(claim.text[self.scribe.lang]),
            (),
            self.badge(id_),
            self.support(claim),
            self.scribe.date(claim.date),
            claim.date is None and any(each.modality == "planned" for each in claim.evidence),
            self.speakers(claim, "supports"),
            self.speakers(claim, "disputes"),
            self.locators(claim),
        )

    def speakers(self, claim: Claim, side: str) -> tuple[Chip, ...]:
        """Who supports or disputes it, each once; last, where an article says it in its own voice.

        Who declined to say, or stands there for context, is in the claim's notes alone.
        """
        found: dict[Chip, None] = {}
        own = False
        for evidence in claim.evidence:
            shown = self.scribe.briefing.passages[claim.id, evidence.number].shown
            if side_of(evidence) != side or shown == "none":
                continue
            if evidence.speaker is None:
                own = True
            else:
                found[self.chip(evidence.speaker.id)] = None
        if own:
            found[Chip(self.scribe.catalog.text("note.own-voice"))] = None
        return tuple(found)

    def locators(self, claim: Claim) -> tuple[Locator, ...]:
        """Direct links to the paragraphs that a claim rests on, each once."""
        passages = (self.scribe.briefing.passages[claim.id, e.number] for e in claim.evidence)
        found = {self.locator(p.evidence): None for p in passages if p.shown != "none"}
        return tuple(found)

    def badge(self, id_: str) -> Badge:
        """A claim's status and why."""
        return badge_of(self.scribe.catalog, self.scribe.briefing.derived.standings[id_])

    def support(self, claim: Claim) -> str | None:
        """How many outlets support a claim and from how many origins: "2 outlets · 1 origin".

        None where nothing supports it, or a passage of it is withheld: a number would tell of it.
        """
        index, passages = self.scribe.briefing.index, self.scribe.briefing.passages
        if any(passages[claim.id, each.number].shown == "none" for each in claim.evidence):
            return None
        outlets = {
            index.sources[each.at.source].publisher.id
            for each in claim.evidence
            if side_of(each) == "supports"
        }
        origins = self.scribe.briefing.derived.standings[claim.id].supporting
        count = self.scribe.catalog.count
        if not outlets:
            return None
        return f"{count('count.outlets', len(outlets))} · {count('count.origins', len(origins))}"

    def others(self, pairs: Iterable[tuple[str, Pair]]) -> tuple[tuple[str | None, ClaimLine], ...]:
        """The other claims of a claim's pairs, and what is said about each pair."""
        return tuple((self.at_issue(pair), self.claim_line(other)) for other, pair in pairs)

    def at_issue(self, pair: Pair) -> str | None:
        """What is said about a pair, as it opens a line."""
        return opening(pair.about[self.scribe.lang]) if pair.about else None

    def card(self, evidence: Evidence) -> Card:
        """A piece of evidence, with all that may be shown of it."""
        passage = self.scribe.briefing.passages[evidence.claim, evidence.number]
        side = side_of(evidence)
        return Card(
            self.scribe.ordinal(evidence.number),
            side,
            self.scribe.catalog.text(f"side.{side}"),
            self.words(passage),
            self.reference(passage),
            self.cite(evidence),
        )

    def number(self, value: Value) -> Number:
        """A value in words: about 2,500; 40 or more; from 2 to 3."""
        text = self.scribe.catalog.amount(value.low, value.high, approx=value.approx)
        return Number(text, self.unit_name(value), self.chip(value.of.id))

    def quantity_name(self, id_: str) -> str:
        """What briefing.yml calls a quantity, or the words of its id."""
        named = self.scribe.briefing.index.head.quantities.get(id_)
        return named.label[self.scribe.lang] if named else id_.replace("-", " ")

    def unit_name(self, value: Value) -> str:
        """What briefing.yml calls a quantity's unit, or the unit as the claim writes it."""
        named = self.scribe.briefing.index.head.quantities.get(value.quantity)
        return named.unit[self.scribe.lang] if named and named.unit else value.unit

    def cited_runs(self, text: str) -> tuple[tuple[tuple[Run, ...], tuple[NoteRef, ...]], ...]:
        """A text that cites by `[^claim]`, in stretches: words, then the calls that follow them."""
        claims = self.scribe.briefing.index.claims
        return tuple(
            (
                self.runs(words),
                tuple(ref for label in labels if label in claims for ref in self.cite_claim(label)),
            )
            for words, labels in split_citations(text)
        )


def badge_of(catalog: Catalog, standing: Standing) -> Badge:
    """A status and why, of a claim as it stands or would stand."""
    shape = status_name(standing.status, standing.reason)
    return Badge(standing.status, shape, catalog.text(f"status.{shape}"), why(catalog, standing))


def why(catalog: Catalog, standing: Standing) -> str:
    """The sentence that says why a claim has its status."""
    if standing.reason == "judged":
        return catalog.text("reason.judged", derived=catalog.text(f"status.{standing.derived}"))
    number = len(standing.claims) or len(standing.supporting)
    return catalog.count(f"reason.{standing.reason}", number)


def origin_name(scribe: Scribe, origin: Origin) -> str:
    """An origin in words."""
    index = scribe.briefing.index
    if origin.named:
        entity = index.entities.get(origin.id)
        return entity.name[scribe.lang] if entity else origin.id
    source = index.sources[origin.id]
    return scribe.catalog.text("origin.unnamed", source=source.title[scribe.lang])


def opening(text: str) -> str:
    """A text as it opens a line of its own: with a capital, where its script has any."""
    return text[:1].upper() + text[1:]


def plain(text: str) -> str:
    """A text of ours for a place where no markup is: no citations, one space between words."""
    return " ".join("".join(words for words, _ in split_citations(text)).split())


def shown_paragraph_text(pieces: Iterable[Piece]) -> str:
    """The words of a paragraph's pieces."""
    return without_direction("".join(piece.text for piece in pieces))
