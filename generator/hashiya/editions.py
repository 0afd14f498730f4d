"""The record of an edition: what a reader would notice of each claim, as it was when published.

A record is taken from an index, committed as `seeds/editions/<number>.json` by `hashiya edition`,
and compared with what the seeds say later (see `changes`). So the site can say what changed from
the seeds alone, without Git and without a clock.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any, NoReturn, TypeVar

from hashiya.diagnostics import Complaints, Location
from hashiya.edtf import Edtf, parse_edtf
from hashiya.index import Claim, Evidence, Index, Judgement, QuantityName, Texts
from hashiya.kinds import (
    CONFIDENCES,
    LAST_EDITION,
    LONGEST_DATE,
    MODALITIES,
    POLICIES,
    STANCES,
    STATUSES,
    is_id,
    is_number,
)
from hashiya.seeds import EDITIONS_NAME, SeedFile
from hashiya.standing import Derived, Pair, status_name

VERSION = 1
"""Of the record's own shape."""

Shape = TypeVar("Shape")


@dataclass(frozen=True, slots=True)
class RecordedValue:
    """A number as an edition gave it: bounds as in `index.Value`."""

    quantity: str
    of: str
    unit: str
    low: Decimal | None
    high: Decimal | None
    approx: bool


@dataclass(frozen=True, slots=True)
class RecordedEvidence:
    """A passage as an edition cited it: paragraphs first..last (1-based, both included).

    `origin` is whose word it was in the end, as `standing.Origin` prints it. The words of `quote`
    and `gloss` are there to be compared: what may be shown of a source may have changed since.
    """

    source: str
    first: int
    last: int
    quote: str
    gloss: Texts
    speaker: str | None
    via: tuple[str, ...]
    modality: str
    stance: str
    origin: str

    @property
    def at(self) -> str:
        """The address, as a claim writes it."""
        end = f"-{self.last}" if self.last > self.first else ""
        return f"{self.source}#{self.first}{end}"


@dataclass(frozen=True, slots=True)
class RecordedClaim:
    """A claim as an edition had it. `reason` and `because` are as in `standing.Standing`."""

    id: str
    text: Texts
    date: Edtf | None
    about: tuple[str, ...]
    importance: int
    values: tuple[RecordedValue, ...]
    evidence: tuple[RecordedEvidence, ...]
    supersedes: tuple[str, ...]
    judgement: Judgement | None
    status: str
    reason: str
    because: tuple[str, ...]

    @property
    def status_name(self) -> str:
        """The last part of the key of the interface's string for the status."""
        return status_name(self.status, self.reason)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A claim that an edition had withdrawn already."""

    id: str
    retired: Edtf
    reason: Texts
    see: str | None


@dataclass(frozen=True, slots=True)
class RecordedSource:
    """Who published a source, and what might be published of it then."""

    publisher: str
    publish: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An edition: everything by id, sorted; each pair has `a` before `b`, and only living claims.

    `names` and `quantities` hold what the claims name, so that it can be said in words when the
    seeds have it no more; `sources` are all sources, cited or not.
    """

    edition: int
    as_of: Edtf | None
    languages: tuple[str, ...]
    names: Mapping[str, Texts]
    quantities: Mapping[str, QuantityName]
    sources: Mapping[str, RecordedSource]
    claims: Mapping[str, RecordedClaim]
    conflicts: tuple[Pair, ...]
    distinctions: tuple[Pair, ...]
    withdrawn: Mapping[str, Withdrawal]


# --- taking ---------------------------------------------------------------------------------------


def take_snapshot(index: Index, derived: Derived) -> Snapshot:
    """The record of what an index says now. Names that lead nowhere are left out."""
    claims = [_recorded_claim(claim, derived) for claim in index.claims.values()]
    sources = {
        source.id: RecordedSource(source.publisher.id, source.publish)
        for source in index.sources.values()
    }
    named = {id_ for claim in claims for id_ in _entities_named(claim)}
    named |= {source.publisher for source in sources.values()}
    counted = {value.quantity for claim in claims for value in claim.values}
    head = index.head
    return Snapshot(
        head.edition_number,
        head.as_of,
        head.languages,
        _sorted({id_: index.entities[id_].name for id_ in named & index.entities.keys()}),
        _sorted({id_: head.quantities[id_] for id_ in counted & head.quantities.keys()}),
        _sorted(sources),
        _sorted({claim.id: claim for claim in claims}),
        _pairs(index, derived.conflicts),
        _pairs(index, derived.distinctions),
        _sorted(
            {
                t.id: Withdrawal(t.id, t.retired, t.reason, t.see.id if t.see else None)
                for t in index.tombstones.values()
                if t.namespace == "claim"
            }
        ),
    )


def _recorded_claim(claim: Claim, derived: Derived) -> RecordedClaim:
    standing = derived.standings[claim.id]
    return RecordedClaim(
        claim.id,
        claim.text,
        claim.date,
        tuple(ref.id for ref in claim.about),
        claim.importance,
        tuple(
            RecordedValue(v.quantity, v.of.id, v.unit, v.low, v.high, v.approx)
            for v in claim.values
        ),
        tuple(_recorded_evidence(evidence, derived) for evidence in claim.evidence),
        tuple(ref.id for ref in claim.supersedes),
        claim.judgement,
        standing.status,
        standing.reason,
        standing.claims,
    )


def _recorded_evidence(evidence: Evidence, derived: Derived) -> RecordedEvidence:
    return RecordedEvidence(
        evidence.at.source,
        evidence.at.first,
        evidence.at.last,
        evidence.quote,
        evidence.gloss,
        evidence.speaker.id if evidence.speaker else None,
        tuple(ref.id for ref in evidence.via),
        evidence.modality,
        evidence.stance,
        str(derived.origins[evidence.claim, evidence.number]),
    )


def _entities_named(claim: RecordedClaim) -> Iterator[str]:
    yield from claim.about
    yield from (value.of for value in claim.values)
    for evidence in claim.evidence:
        yield from evidence.via
        if evidence.speaker is not None:
            yield evidence.speaker


def _pairs(index: Index, pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """The pairs of living claims, each with its lesser id first, sorted."""
    living = [pair for pair in pairs if pair.a in index.claims and pair.b in index.claims]
    ordered = [Pair(min(p.a, p.b), max(p.a, p.b), p.about) for p in living]
    return tuple(sorted(ordered, key=lambda pair: (pair.a, pair.b)))


def _sorted(found: Mapping[str, Shape]) -> Mapping[str, Shape]:
    return MappingProxyType({key: found[key] for key in sorted(found)})


def texts_in(snapshot: Snapshot) -> Iterator[str]:
    """Every text of ours that a record holds and a page may show; no quotation and no gloss."""
    for names in snapshot.names.values():
        yield from names.values()
    for quantity in snapshot.quantities.values():
        yield from quantity.label.values()
        yield from (quantity.unit or {}).values()
    for claim in snapshot.claims.values():
        yield from claim.text.values()
        yield from (value.unit for value in claim.values)
        if claim.judgement is not None:
            yield claim.judgement.by
            yield from claim.judgement.basis.values()
    for pair in (*snapshot.conflicts, *snapshot.distinctions):
        yield from (pair.about or {}).values()
    for withdrawal in snapshot.withdrawn.values():
        yield from withdrawal.reason.values()


# --- writing --------------------------------------------------------------------------------------


def record_name(edition: int) -> str:
    """The path of an edition's record below the seeds folder."""
    return f"{EDITIONS_NAME}/{edition}.json"


def render_snapshot(snapshot: Snapshot) -> str:
    """The text of a record: JSON with one claim, name, source or pair a line, sorted."""
    head = {
        "version": VERSION,
        "edition": snapshot.edition,
        "as_of": _date_text(snapshot.as_of),
        "languages": list(snapshot.languages),
    }
    lines = [f'"{key}": {_json(value)}' for key, value in head.items()]
    lines += [
        _block("names", {id_: dict(names) for id_, names in snapshot.names.items()}),
        _block(
            "quantities",
            {
                id_: {"label": dict(named.label), "unit": dict(named.unit) if named.unit else None}
                for id_, named in snapshot.quantities.items()
            },
        ),
        _block(
            "sources",
            {
                id_: {"publisher": source.publisher, "publish": source.publish}
                for id_, source in snapshot.sources.items()
            },
        ),
        _block("claims", {id_: _claim_json(claim) for id_, claim in snapshot.claims.items()}),
        _block("conflicts", _pairs_json(snapshot.conflicts)),
        _block("distinct", _pairs_json(snapshot.distinctions)),
        _block(
            "withdrawn",
            {
                id_: {"retired": w.retired.text, "reason": dict(w.reason), "see": w.see}
                for id_, w in snapshot.withdrawn.items()
            },
        ),
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _claim_json(claim: RecordedClaim) -> dict[str, object]:
    judgement = claim.judgement
    return {
        "text": dict(claim.text),
        "date": _date_text(claim.date),
        "about": list(claim.about),
        "importance": claim.importance,
        "values": [
            {
                "quantity": value.quantity,
                "of": value.of,
                "unit": value.unit,
                "low": None if value.low is None else str(value.low),
                "high": None if value.high is None else str(value.high),
                "approx": value.approx,
            }
            for value in claim.values
        ],
        "evidence": [
            {
                "at": evidence.at,
                "quote": evidence.quote,
                "gloss": dict(evidence.gloss),
                "speaker": evidence.speaker,
                "via": list(evidence.via),
                "modality": evidence.modality,
                "stance": evidence.stance,
                "origin": evidence.origin,
            }
            for evidence in claim.evidence
        ],
        "supersedes": list(claim.supersedes),
        "judgement": judgement
        and {
            "confidence": judgement.confidence,
            "by": judgement.by,
            "date": judgement.date.text,
            "basis": dict(judgement.basis),
            "status": judgement.status,
        },
        "status": claim.status,
        "reason": claim.reason,
        "because": list(claim.because),
    }


def _pairs_json(pairs: Iterable[Pair]) -> list[object]:
    return [[pair.a, pair.b, dict(pair.about) if pair.about else None] for pair in pairs]


def _block(name: str, found: Mapping[str, object] | list[object]) -> str:
    """A member of the record, an entry a line."""
    if isinstance(found, Mapping):
        inside = [f"  {_json(key)}: {_json(value)}" for key, value in found.items()]
        opening, closing = "{", "}"
    else:
        inside = [f"  {_json(value)}" for value in found]
        opening, closing = "[", "]"
    body = "\n" + ",\n".join(inside) + "\n" if inside else ""
    return f'"{name}": {opening}{body}{closing}'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _date_text(date: Edtf | None) -> str | None:
    return date.text if date is not None else None


# --- reading --------------------------------------------------------------------------------------


class _DamagedError(Exception):
    """A value of a record that `render_snapshot` would not have written."""


def parse_snapshots(files: Iterable[SeedFile]) -> tuple[Snapshot, ...]:
    """The records of editions, by number.

    Raises: SeedErrors where a file is anything else.
    """
    complaints = Complaints()
    found = [_parsed(file, complaints) for file in files]
    complaints.raise_any()
    return tuple(sorted((s for s in found if s is not None), key=lambda each: each.edition))


def parse_snapshot(text: str, path: str) -> Snapshot:
    """The record that `render_snapshot` wrote into the file `path`, such as seeds/editions/2.json.

    Raises: SeedErrors where it is anything else, or its number isn't that of its name.
    """
    (found,) = parse_snapshots((SeedFile(path, text),))
    return found


def _parsed(file: SeedFile, complaints: Complaints) -> Snapshot | None:
    path, text = file.path, file.text
    named = re.search(r"/([1-9][0-9]{0,4})\.json$", path)
    if named is None:
        complaints.add(
            "R121",
            Location(path, 1),
            "the name is no number, expected a record of an edition such as 2.json",
        )
        return None
    try:
        tree = json.loads(text, object_pairs_hook=_unique_keys, parse_constant=_refuse_constant)
        return _snapshot(tree, int(named[1]))
    except _EntryError as error:
        line, what = _line_of(text, error.block, error.entry), f" at {error.entry!r}"
    except json.JSONDecodeError as error:
        line, what = error.lineno, ""
    except (ValueError, RecursionError, _DamagedError):
        line, what = 1, ""
    complaints.add(
        "R121",
        Location(path, line),
        f"no record of edition {named[1]}{what}, expected it as `hashiya edition` writes it",
    )
    return None


class _EntryError(Exception):
    """An entry of a record that is damaged; `block` is the member in which it stands."""

    def __init__(self, block: str, entry: str) -> None:
        super().__init__(block, entry)
        self.block = block
        self.entry = entry


def _line_of(text: str, block: str, entry: str) -> int:
    """The line (1-based) where an entry begins, as `render_snapshot` puts them."""
    start = max(0, text.find(f'\n"{block}": '))
    return text.count("\n", 0, max(start, text.find(f"\n  {_json(entry)}: ", start)) + 1) + 1


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _DamagedError
    return found


def _refuse_constant(_: str) -> NoReturn:
    raise _DamagedError


_KEYS = (
    "version edition as_of languages names quantities sources claims conflicts distinct withdrawn"
)


def _snapshot(tree: object, number: int) -> Snapshot:
    given = _entry(tree, _KEYS)
    if given["version"] != VERSION or _whole(given["edition"], LAST_EDITION) != number:
        raise _DamagedError
    claims = _entries(given, "claims", _claim)
    withdrawn = _entries(given, "withdrawn", _withdrawal)
    if claims.keys() & withdrawn.keys():
        raise _DamagedError
    return Snapshot(
        number,
        _optional(_date, given["as_of"]),
        _each(_language, given["languages"]),
        _entries(given, "names", lambda _, names: _texts(names)),
        _entries(given, "quantities", _quantity),
        _entries(given, "sources", _source),
        claims,
        _each(lambda pair: _pair(pair, claims), given["conflicts"]),
        _each(lambda pair: _pair(pair, claims), given["distinct"]),
        withdrawn,
    )


def _entries(
    given: Mapping[str, Any], block: str, read: Callable[[str, object], Shape]
) -> Mapping[str, Shape]:
    """The entries of a member, each by its id, sorted."""
    if not isinstance(given[block], dict):
        raise _DamagedError
    found: dict[str, Shape] = {}
    for id_, entry in given[block].items():
        try:
            found[_id(id_)] = read(id_, entry)
        except (ValueError, _DamagedError) as error:
            raise _EntryError(block, id_) from error
    return _sorted(found)


def _claim(id_: str, raw: object) -> RecordedClaim:
    given = _entry(
        raw,
        "text date about importance values evidence supersedes judgement status reason because",
    )
    return RecordedClaim(
        id_,
        _texts(given["text"]),
        _optional(_date, given["date"]),
        _each(_id, given["about"]),
        _whole(given["importance"], 3),
        _each(_value, given["values"]),
        _each(_evidence, given["evidence"]),
        _each(_id, given["supersedes"]),
        _optional(_judgement, given["judgement"]),
        _one_of(STATUSES, given["status"]),
        _id(given["reason"]),
        _each(_id, given["because"]),
    )


def _value(raw: object) -> RecordedValue:
    given = _entry(raw, "quantity of unit low high approx")
    if not isinstance(given["approx"], bool) or given["low"] is given["high"] is None:
        raise _DamagedError
    return RecordedValue(
        _id(given["quantity"]),
        _id(given["of"]),
        _text(given["unit"]),
        _optional(_decimal, given["low"]),
        _optional(_decimal, given["high"]),
        given["approx"],
    )


def _evidence(raw: object) -> RecordedEvidence:
    given = _entry(raw, "at quote gloss speaker via modality stance origin")
    at = re.fullmatch("([^#]+)#([1-9][0-9]{0,7})(?:-([1-9][0-9]{0,7}))?", _text(given["at"]))
    first, last = (int(at[2]), int(at[3] or at[2])) if at else (1, 0)
    if at is None or first > last:
        raise _DamagedError
    return RecordedEvidence(
        _id(at[1]),
        first,
        last,
        _text(given["quote"]),
        _texts(given["gloss"]),
        _optional(_id, given["speaker"]),
        _each(_id, given["via"]),
        _one_of(MODALITIES, given["modality"]),
        _one_of(STANCES, given["stance"]),
        _text(given["origin"]),
    )


def _judgement(raw: object) -> Judgement:
    given = _entry(raw, "confidence by date basis status")
    return Judgement(
        _one_of(CONFIDENCES, given["confidence"]),
        _text(given["by"]),
        _date(given["date"]),
        _texts(given["basis"]),
        _optional(lambda status: _one_of(STATUSES, status), given["status"]),
    )


def _quantity(_: str, raw: object) -> QuantityName:
    given = _entry(raw, "label unit")
    return QuantityName(_texts(given["label"]), _optional(_texts, given["unit"]))


def _source(_: str, raw: object) -> RecordedSource:
    given = _entry(raw, "publisher publish")
    return RecordedSource(_id(given["publisher"]), _one_of(POLICIES, given["publish"]))


def _withdrawal(id_: str, raw: object) -> Withdrawal:
    given = _entry(raw, "retired reason see")
    return Withdrawal(
        id_, _date(given["retired"]), _texts(given["reason"]), _optional(_id, given["see"])
    )


def _pair(raw: object, claims: Mapping[str, RecordedClaim]) -> Pair:
    if not isinstance(raw, list) or len(raw) != 3:
        raise _DamagedError
    a, b, about = _id(raw[0]), _id(raw[1]), _optional(_texts, raw[2])
    if not a < b or a not in claims or b not in claims:
        raise _DamagedError
    return Pair(a, b, about)


def _entry(raw: object, keys: str) -> dict[str, Any]:
    if not isinstance(raw, dict) or raw.keys() != set(keys.split()):
        raise _DamagedError
    return raw


def _each(read: Callable[[object], Shape], raw: object) -> tuple[Shape, ...]:
    if not isinstance(raw, list):
        raise _DamagedError
    return tuple(read(value) for value in raw)


def _optional(read: Callable[[object], Shape], raw: object) -> Shape | None:
    return None if raw is None else read(raw)


def _text(raw: object) -> str:
    """A text as the seeds may have it: one line, no control characters, nothing half of one."""
    sound = isinstance(raw, str) and raw.strip() and len(raw.splitlines()) == 1
    if not sound or not isinstance(raw, str):
        raise _DamagedError
    if any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0xD800 <= ord(c) < 0xE000 for c in raw):
        raise _DamagedError
    return raw


def _texts(raw: object) -> Texts:
    if not isinstance(raw, dict):
        raise _DamagedError
    return MappingProxyType({_language(lang): _text(text) for lang, text in raw.items()})


def _language(raw: object) -> str:
    if not isinstance(raw, str) or re.fullmatch("[a-z]{2,3}", raw) is None:
        raise _DamagedError
    return raw


def _id(raw: object) -> str:
    if not isinstance(raw, str) or not is_id(raw):
        raise _DamagedError
    return raw


def _date(raw: object) -> Edtf:
    text = _text(raw)
    if len(text) > LONGEST_DATE:
        raise _DamagedError
    return parse_edtf(text)


def _decimal(raw: object) -> Decimal:
    try:
        number = Decimal(_text(raw))
    except InvalidOperation:
        raise _DamagedError from None
    if not is_number(number):
        raise _DamagedError
    return number


def _whole(raw: object, most: int) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or not 1 <= raw <= most:
        raise _DamagedError
    return raw


def _one_of(values: tuple[str, ...], raw: object) -> str:
    if not isinstance(raw, str) or raw not in values:
        raise _DamagedError
    return raw
