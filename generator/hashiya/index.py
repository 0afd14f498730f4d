"""The fact index: sources, entities, claims and their evidence, read from YAML trees.

What follows from them (origin, status, conflicts, distinctions, quantities) is in `standing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from hashiya.anchors import Anchor, Miss, locate
from hashiya.articles import Article, Paragraph, Part, parse_article
from hashiya.diagnostics import Complaints, Location
from hashiya.edtf import Edtf
from hashiya.kinds import (
    Address,
    Kind,
    PartRange,
    Reading,
    Record,
    Ref,
    read_entries,
    read_languages,
    read_record,
)
from hashiya.seeds import Mapping as YamlMapping
from hashiya.seeds import SeedFile, Seeds

Texts = Mapping[str, str]
"""One line of text by language."""


@dataclass(frozen=True, slots=True)
class QuantityName:
    """What a quantity and its unit are called, by language; its id and unit stay what counts."""

    label: Texts
    unit: Texts | None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question, and the claims that give it."""

    id: str
    text: Texts
    claims: tuple[Ref, ...]
    record: Record


@dataclass(frozen=True, slots=True)
class Question:
    """A question to which every source is held, with the answers that sources give it."""

    id: str
    text: Texts
    answers: tuple[Answer, ...]
    record: Record


@dataclass(frozen=True, slots=True)
class Head:
    """briefing.yml: `languages` has the default first; `publish` is a policy.

    `edition` is None where briefing.yml gives none; `edition_number` is then 1.
    """

    title: Texts
    languages: tuple[str, ...]
    locales: Mapping[str, str]
    edition: int | None
    as_of: Edtf | None
    publish: str
    kinds: Mapping[str, Kind]
    quantities: Mapping[str, QuantityName]
    questions: tuple[Question, ...]
    record: Record

    @property
    def edition_number(self) -> int:
        """The number by which this edition goes, from 1."""
        return self.edition or 1


@dataclass(frozen=True, slots=True)
class Correction:
    """A publisher's word, as reported, that it `corrected` or has `withdrawn` its article.

    `paragraphs` are those that it concerns; empty where it concerns all of them.
    """

    kind: str
    date: Edtf
    text: Texts
    url: str | None
    paragraphs: tuple[PartRange, ...]
    record: Record

    def concerns(self, at: Address) -> bool:
        """Whether it concerns a paragraph of `at`, which is an address of the same source."""
        return not self.paragraphs or any(
            said.first <= at.last and at.first <= said.last for said in self.paragraphs
        )


@dataclass(frozen=True, slots=True)
class Source:
    """One article: where its text is, what it is called, what may be published of it."""

    id: str
    lang: str
    title: Texts
    publisher: Ref
    published: Edtf | None
    url: str | None
    archive: str | None
    author: str | None
    retrieved: Edtf | None
    licence: str | None
    reliability: str | None
    publish: str
    parts: tuple[PartRange, ...]
    unused: tuple[PartRange, ...]
    correction: Correction | None
    note: str | None
    article: Article
    raw: bytes
    record: Record

    def part(self, n: int) -> Part:
        """The part of paragraph `n` (1-based): the first that is said, or body."""
        return next((r.part for r in self.parts if r.part and r.first <= n <= r.last), Part.BODY)

    def unused_reason(self, n: int) -> str | None:
        """Why paragraph `n` (1-based) is cited by nothing, or None where nobody says."""
        return next((r.reason for r in self.unused if r.first <= n <= r.last), None)

    def ranges(self) -> tuple[PartRange, ...]:
        """Every range of paragraphs that the source's entry speaks of."""
        corrected = self.correction.paragraphs if self.correction else ()
        return (*self.parts, *self.unused, *corrected)

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All paragraphs, in order."""
        return self.article.paragraphs


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entity lies: WGS 84 degrees, editorial, no more precise than `precision`."""

    lat: Decimal
    lon: Decimal
    precision: str
    origin: Texts | None


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor, a place, a phase, or whatever `kind` says. `aliases` are by language."""

    id: str
    kind: Ref
    name: Texts
    aliases: Mapping[str, tuple[str, ...]]
    role: Texts | None
    summary: Texts | None
    date: Edtf | None
    place: Place | None
    part_of: Ref | None
    speaks_for: Ref | None
    anonymous: bool
    page: bool
    record: Record


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that a claim rests on: who says it, through whom, how firmly, in which words.

    `number` counts a claim's evidence from 1. `anchor` is None where the source or the paragraph
    it names does not exist. `gloss` is by language and may be empty.
    """

    claim: str
    number: int
    at: Address
    quote: str
    gloss: Texts
    speaker: Ref | None
    via: tuple[Ref, ...]
    modality: str
    stance: str
    anchor: Anchor | Miss | None
    record: Record


@dataclass(frozen=True, slots=True)
class Value:
    """A number: `low` and `high` are the bounds, the same for a single number, None where open."""

    claim: str
    quantity: str
    of: Ref
    unit: str
    low: Decimal | None
    high: Decimal | None
    approx: bool
    where: Location

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """The numbers that the text and a quotation must state, smallest first."""
        return tuple(sorted({n for n in (self.low, self.high) if n is not None}))


@dataclass(frozen=True, slots=True)
class PairRef:
    """One side's word that it conflicts with `claim`, or only seems to.

    `about` says what is at issue, or what tells the two apart; None where a conflict says nothing.
    `settled_by` are claims that say what would settle it; `over` is "date" where the dates of the
    two are at issue.
    """

    claim: Ref
    about: Texts | None
    settled_by: tuple[Ref, ...]
    over: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """An analyst's signed word beside the derived status; with `status` it overrides it."""

    confidence: str
    by: str
    date: Edtf
    basis: Texts
    status: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition in the project's own words, and what it rests on."""

    id: str
    text: Texts
    about: tuple[Ref, ...]
    date: Edtf | None
    values: tuple[Value, ...]
    evidence: tuple[Evidence, ...]
    conflicts: tuple[PairRef, ...]
    distinct: tuple[PairRef, ...]
    supersedes: tuple[Ref, ...]
    importance: int
    judgement: Judgement | None
    record: Record


@dataclass(frozen=True, slots=True)
class Tombstone:
    """An entry that was withdrawn: its id stays, with the reason and what to see instead."""

    namespace: str
    id: str
    retired: Edtf
    reason: Texts
    see: Ref | None
    record: Record


@dataclass(frozen=True, slots=True)
class Acceptance:
    """An entry's word that findings of `code` inside it are known, in lines first..last of path."""

    namespace: str
    id: str
    code: str
    reason: str
    where: Location
    path: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Index:
    """Everything the seeds say, by id, in the order of the files.

    `lock` is seeds.lock's text; `editions` are the records of editions as they are written.
    """

    name: str
    head: Head
    sources: Mapping[str, Source]
    entities: Mapping[str, Entity]
    claims: Mapping[str, Claim]
    tombstones: Mapping[tuple[str, str], Tombstone]
    acceptances: tuple[Acceptance, ...]
    prose: Mapping[tuple[str, str], SeedFile]
    lock: str | None
    editions: tuple[SeedFile, ...]

    def paragraph(self, source: str, n: int) -> Paragraph | None:
        """Paragraph `n` (1-based) of a source, or None where there is none."""
        found = self.sources.get(source)
        return found.article.paragraph(n) if found else None

    def evidence(self) -> tuple[Evidence, ...]:
        """All evidence, claim by claim."""
        return tuple(e for claim in self.claims.values() for e in claim.evidence)


def parse_index(seeds: Seeds) -> Index:
    """The index that the seeds hold.

    Raises: SeedErrors with everything that couldn't be read, or is not of the format.
    """
    complaints = Complaints()
    complaints.extend(seeds.errors)
    head, reading = _parse_head(seeds.briefing, complaints)
    sources = _unique("source", [seeds.sources], reading)
    entities = _unique("entity", seeds.entities, reading)
    claims = _unique("claim", seeds.claims, reading)
    tombstones = {
        (space, id_): _tombstone(space, id_, record)
        for space, records in (("source", sources), ("entity", entities), ("claim", claims))
        for id_, record in records.items()
        if "retired" in record.values
    }
    parsed_sources = {
        id_: source
        for id_, record in sources.items()
        if "retired" not in record.values
        and (source := _source(id_, record, seeds, head, complaints)) is not None
    }
    parsed_entities = {
        id_: _entity(id_, record, head, complaints)
        for id_, record in entities.items()
        if "retired" not in record.values
    }
    parsed_claims = {
        id_: _claim(id_, record, parsed_sources, reading)
        for id_, record in claims.items()
        if "retired" not in record.values
    }
    complaints.raise_any()
    if head is None:
        raise AssertionError("a head that can't be read is complained about")
    return Index(
        seeds.name,
        head,
        MappingProxyType(parsed_sources),
        MappingProxyType(parsed_entities),
        MappingProxyType(parsed_claims),
        MappingProxyType(tombstones),
        tuple(_acceptances(head, sources, entities, claims)),
        MappingProxyType(dict(seeds.prose)),
        seeds.lock,
        seeds.editions,
    )


def _parse_head(file: SeedFile, complaints: Complaints) -> tuple[Head | None, Reading]:
    """The head, and how to read the rest: the languages first, since all texts need them."""
    tree = file.tree.get("languages") if isinstance(file.tree, YamlMapping) else None
    languages = read_languages(tree)
    reading = Reading(languages, complaints)
    if file.tree is None:
        return None, reading
    record = read_record("briefing", file.tree, Location(file.path, 1), reading)
    if record is None:
        return None, reading
    kinds: dict[str, Kind] = {}
    paths: dict[str, str] = {}
    for id_, kind in record.values["kinds"]:
        path = kind.get("path")
        if "retired" in kind.values or path is None:
            complaints.add("R103", kind.where, "a retired kind, expected none: drop it instead")
            continue
        if path in paths:
            complaints.add(
                "R107",
                kind.at("path"),
                f"the path {path!r} again, expected one of its "
                f"own: the kind {paths[path]!r} has it",
            )
        paths[path] = id_
        kinds[id_] = Kind(
            id_,
            kind.get("label"),
            kind.get("one"),
            path,
            kind.get("place", False),
            kind.get("dated", False),
            kind.get("print", True),
            kind.get("matrix"),
            kind.where,
        )
    head = Head(
        record.get("title"),
        languages,
        record.get("locales"),
        record.get("edition"),
        record.get("as_of"),
        record.get("publish", "quote"),
        MappingProxyType(kinds),
        MappingProxyType(
            {
                id_: QuantityName(named.get("label"), named.get("unit"))
                for id_, named in record.get("quantities", ())
            }
        ),
        _questions(record, complaints),
        record,
    )
    return head, reading


def _questions(record: Record, complaints: Complaints) -> tuple[Question, ...]:
    found = []
    for id_, question in _standing("question", record.get("questions", ()), complaints):
        answers = tuple(
            Answer(each, answer.get("text"), answer.get("claims"), answer)
            for each, answer in _standing("answer", question.get("answers"), complaints)
        )
        found.append(Question(id_, question.get("text"), answers, question))
    return tuple(found)


def _standing(
    shape: str, entries: Iterable[tuple[str, Record]], complaints: Complaints
) -> Iterable[tuple[str, Record]]:
    """The entries that are no tombstones: none of these has a page that could be kept."""
    for id_, entry in entries:
        if "retired" in entry.values:
            complaints.add(
                "R103", entry.where, f"a retired {shape}, expected none: drop it instead"
            )
        else:
            yield id_, entry


def _unique(shape: str, files: Iterable[SeedFile], reading: Reading) -> dict[str, Record]:
    """The entries of all files of a namespace, each id once."""
    found: dict[str, Record] = {}
    for file in files:
        for id_, record in read_entries(shape, file.tree, file.path, reading):
            if id_ in found:
                reading.complaints.add(
                    "R107",
                    record.where,
                    f"the {shape} {id_!r} again, expected an id of its own: "
                    f"it stands at {found[id_].where} already",
                )
            else:
                found[id_] = record
    return found


def _source(
    id_: str, record: Record, seeds: Seeds, head: Head | None, complaints: Complaints
) -> Source | None:
    raw = seeds.articles.get(record.values["file"])
    if raw is None:
        return None
    try:
        article = parse_article(raw, f"{seeds.name}/{record.values['file']}")
    except ValueError as error:
        code = "R117" if "empty" in str(error) else "R116"
        complaints.add(code, record.at("file"), f"{record.values['file']}: {error}")
        return None
    get = record.get
    policy = get("publish", head.publish if head else "quote")
    return Source(
        id_,
        get("lang"),
        get("title"),
        get("publisher"),
        get("published"),
        get("url"),
        get("archive"),
        get("author"),
        get("retrieved"),
        get("licence"),
        get("reliability"),
        policy,
        get("parts", ()),
        get("unused", ()),
        _correction(get("correction")),
        get("note"),
        article,
        raw,
        record,
    )


def _correction(record: Record | None) -> Correction | None:
    if record is None:
        return None
    get = record.get
    return Correction(
        get("kind"), get("date"), get("text"), get("url"), get("paragraphs", ()), record
    )


def _entity(id_: str, record: Record, head: Head | None, complaints: Complaints) -> Entity:
    get = record.get
    kind = head.kinds.get(get("kind").id) if head else None
    for needed, key in ((kind and kind.place, "place"), (kind and kind.dated, "date")):
        if needed and key not in record.values:
            complaints.add(
                "R105",
                record.where,
                f"an entity of the kind {get('kind').id!r} without “{key}”, expected it",
            )
    place: Record | None = get("place")
    return Entity(
        id_,
        get("kind"),
        get("name"),
        get("aliases", MappingProxyType({})),
        get("role"),
        get("summary"),
        get("date"),
        Place(place.get("lat"), place.get("lon"), place.get("precision"), place.get("from"))
        if place
        else None,
        get("part_of"),
        get("speaks_for"),
        get("anonymous", False),
        get("page", True),
        record,
    )


def _claim(id_: str, record: Record, sources: Mapping[str, Source], reading: Reading) -> Claim:
    get = record.get
    judgement: Record | None = get("judgement")
    return Claim(
        id_,
        get("text"),
        get("about"),
        get("date"),
        tuple(_value(id_, value, reading.complaints) for value in get("values", ())),
        tuple(
            _evidence(id_, number, evidence, sources, reading)
            for number, evidence in enumerate(get("evidence", ()), start=1)
        ),
        _pair_refs(get("conflicts", ())),
        _pair_refs(get("distinct", ())),
        get("supersedes", ()),
        int(get("importance", "2")),
        Judgement(
            judgement.get("confidence"),
            judgement.get("by"),
            judgement.get("date"),
            judgement.get("basis"),
            judgement.get("status"),
        )
        if judgement
        else None,
        record,
    )


def _pair_refs(records: Iterable[Record]) -> tuple[PairRef, ...]:
    return tuple(
        PairRef(r.get("claim"), r.get("about"), r.get("settled_by", ()), r.get("over"))
        for r in records
    )


def _evidence(
    claim: str, number: int, record: Record, sources: Mapping[str, Source], reading: Reading
) -> Evidence:
    get = record.get
    at: Address = get("at")
    source = sources.get(at.source)
    gloss: Texts = get("gloss", MappingProxyType({}))
    if source is not None:
        missing = [x for x in reading.languages if x != source.lang and x not in gloss]
        if missing:
            reading.complaints.add(
                "R109",
                record.at("gloss"),
                f"no gloss in {', '.join(missing)}, expected one in "
                f"every language of the briefing but the source's own ({source.lang})",
            )
    anchor = None
    if source is not None and at.last <= len(source.article.paragraphs):
        anchor = locate(source.article, at.first, at.last, get("quote"))
    return Evidence(
        claim,
        number,
        at,
        get("quote"),
        gloss,
        get("speaker"),
        get("via", ()),
        get("modality"),
        get("stance", "supports"),
        anchor,
        record,
    )


def _value(claim: str, record: Record, complaints: Complaints) -> Value:
    n, low, high = record.get("n"), record.get("min"), record.get("max")
    if n is None and low is None and high is None:
        complaints.add("R105", record.where, "a value without a number, expected n, min or max")
    elif n is not None and (low is not None or high is not None):
        complaints.add("R112", record.at("n"), "n beside min or max, expected one or the other")
    elif low is not None and high is not None and low > high:
        complaints.add("R112", record.at("min"), f"min {low} above max {high}, expected it below")
    return Value(
        claim,
        record.get("quantity"),
        record.get("of"),
        record.get("unit"),
        low if n is None else n,
        high if n is None else n,
        record.get("approx", False),
        record.where,
    )


def _tombstone(namespace: str, id_: str, record: Record) -> Tombstone:
    return Tombstone(
        namespace, id_, record.get("retired"), record.get("reason"), record.get("see"), record
    )


def _acceptances(head: Head, *spaces: Mapping[str, Record]) -> list[Acceptance]:
    found: list[Acceptance] = []

    def collect(namespace: str, id_: str, record: Record) -> None:
        for code, (reason, where) in record.get("accept", {}).items():
            found.append(
                Acceptance(
                    namespace,
                    id_,
                    code,
                    reason,
                    where,
                    record.where.path,
                    record.where.line,
                    record.last,
                )
            )
        for key in ("evidence", "values"):
            for inner in record.get(key, ()):
                collect("", id_, inner)

    whole = Record(head.record.where, head.record.last, head.record.values, head.record.places)
    collect("briefing", "briefing", whole)
    for id_, kind in head.record.values["kinds"]:
        collect("kind", id_, kind)
    for namespace, records in zip(("source", "entity", "claim"), spaces, strict=True):
        for id_, record in records.items():
            collect(namespace, id_, record)
    return found
