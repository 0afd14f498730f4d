"""The format as data: what each entry may hold, and how one value of each type is read.

A kind of entity is an entry of briefing.yml; a value type is one function here; the shape of an
entry is a row of `SHAPES`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping as ReadMapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from hashiya.articles import Part, is_empty
from hashiya.diagnostics import Complaints, Location, nearest, shown
from hashiya.edtf import Edtf, parse_edtf
from hashiya.seeds import Mapping, Scalar, Sequence, Tree

RESERVED_PATHS = frozenset(
    {
        "claims",
        "sources",
        "disagreements",
        "quantities",
        "standing",
        "changes",
        "rules",
        "timeline",
        "map",
        "who-is-where",
        "agreement",
        "assets",
        "search",
        "export",
    }
)
"""Page paths that the site itself uses, so that no kind may."""

LAST_EDITION = 99_999
"""The highest number of an edition: its record is a file of that name."""

HIGHEST_NUMBER = Decimal(10**21)
"""Every number is below it: Babel can't write all of the higher ones, and nobody counts so far."""

MOST_PLACES = 9
"""Digits after a number's point."""

LONGEST_DATE = 80
"""Characters; a longer one is no date, and no message repeats it."""


@dataclass(frozen=True, slots=True)
class Field:
    """A key that an entry may hold: `type` names a function of `VALUE_TYPES`."""

    key: str
    type: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entity, as briefing.yml declares it. Texts are by language.

    `printed` says whether its entities have a section each in the printed briefing; `matrix`,
    whether they are `rows` or `columns` of the matrix of who is where, or None.
    """

    id: str
    label: ReadMapping[str, str]
    one: ReadMapping[str, str]
    path: str
    place: bool
    dated: bool
    printed: bool
    matrix: str | None
    where: Location


@dataclass(frozen=True, slots=True)
class Ref:
    """An id that names an entry of another place, and where it is named."""

    id: str
    where: Location


@dataclass(frozen=True, slots=True)
class Address:
    """`source#first-last`: 1-based paragraph numbers, both included."""

    source: str
    first: int
    last: int
    where: Location

    def __str__(self) -> str:
        if self.first == self.last:
            return f"{self.source}#{self.first}"
        return f"{self.source}#{self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class PartRange:
    """Paragraphs first..last (1-based, both included) said to be of a part, or unused (None)."""

    part: Part | None
    first: int
    last: int
    reason: str | None
    where: Location


@dataclass(frozen=True, slots=True)
class Record:
    """An entry that was read: its values by key, where each stands, and the lines it covers."""

    where: Location
    last: int
    values: ReadMapping[str, Any]
    places: ReadMapping[str, Location]

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401 (as YAML has it)
        """The value of `key`, or `default` where the entry doesn't say."""
        value = self.values.get(key)
        return default if value is None else value

    def at(self, key: str) -> Location:
        """Where `key` stands, or the entry itself where it doesn't."""
        return self.places.get(key, self.where)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a value function may know: the briefing's languages, and where to complain."""

    languages: tuple[str, ...]
    complaints: Complaints


class _UnreadableError(Exception):
    """A value that was complained about already: the entry goes on without it."""


ValueType = Callable[[Tree, Reading], Any]


def read_record(shape: str, tree: Tree, where: Location, reading: Reading) -> Record | None:
    """An entry of the given shape; None where it is no map or lacks what it must have."""
    if not isinstance(tree, Mapping):
        reading.complaints.add("R104", where, f"{_named(tree)}, expected a map: {_keys(shape)}")
        return None
    fields = {field.key: field for field in SHAPES[shape]}
    values: dict[str, Any] = {}
    places: dict[str, Location] = {}
    sound = True
    for key, value in tree.pairs:
        field = fields.get(key.text)
        if field is None:
            reading.complaints.add(
                "R103",
                key.where,
                f"the unknown key {shown(key.text)} in {_article(shape)}, "
                f"expected one of: {_keys(shape)}{nearest(key.text, fields)}",
            )
            continue
        places[key.text] = key.where
        try:
            values[key.text] = VALUE_TYPES[field.type](value, reading)
        except _UnreadableError:
            sound = False
    for field in SHAPES[shape]:
        if field.required and field.key not in places:
            code = "R109" if field.key == "gloss" else "R105"
            reading.complaints.add(
                code, where, f"{_article(shape)} without {shown(field.key)}, expected it"
            )
            sound = False
    if not sound:
        return None
    last = max(tree.last, where.line)
    return Record(where, last, MappingProxyType(values), MappingProxyType(places))


def read_entries(
    shape: str, tree: Tree | None, path: str, reading: Reading
) -> tuple[tuple[str, Record], ...]:
    """The entries of a file that maps ids to entries; a key `retired` makes one a tombstone."""
    if tree is None:
        return ()
    if not isinstance(tree, Mapping):
        reading.complaints.add(
            "R104", Location(path, 1), f"{_named(tree)}, expected a map from ids to entries"
        )
        return ()
    entries: list[tuple[str, Record]] = []
    for key, value in tree.pairs:
        if not is_id(key.text):
            reading.complaints.add(
                "R106",
                key.where,
                f"the id {shown(key.text)}, expected lower-case letters a-z, "
                "digits and single hyphens, at most 64 characters",
            )
            continue
        retired = isinstance(value, Mapping) and value.get("retired") is not None
        record = read_record("tombstone" if retired else shape, value, key.where, reading)
        if record is not None:
            entries.append((key.text, record))
    return tuple(entries)


def read_languages(tree: Tree | None) -> tuple[str, ...]:
    """The briefing's languages, or () where they can't be read; says nothing, the entry will."""
    try:
        return _languages(tree, Reading((), Complaints())) if tree is not None else ()
    except _UnreadableError:
        return ()


def is_id(text: str) -> bool:
    """Whether `text` may be an id."""
    return len(text) <= 64 and re.fullmatch("[a-z0-9]+(?:-[a-z0-9]+)*", text) is not None


def is_number(number: Decimal) -> bool:
    """Whether a value may be `number`: one that is written out in full wherever it is shown."""
    exponent = number.as_tuple().exponent  # a letter where the number is not finite
    return isinstance(exponent, int) and exponent >= -MOST_PLACES and abs(number) < HIGHEST_NUMBER


def _article(shape: str) -> str:
    return f"{'an' if shape[0] in 'aeiou' else 'a'} {shape}"


def _keys(shape: str) -> str:
    return ", ".join(field.key for field in SHAPES[shape])


def _named(tree: Tree) -> str:
    """What a tree is, for a message."""
    if isinstance(tree, Mapping):
        return "a map"
    if isinstance(tree, Sequence):
        return "a list"
    if tree.value is None:
        return "nothing"
    if isinstance(tree.value, bool):
        return f"the truth value {tree.text}"
    if isinstance(tree.value, int | float):
        return f"the number {tree.text if len(tree.text) <= 40 else f'{tree.text[:39]}…'}"
    return f"the text {shown(tree.text)}"


def _refuse(code: str, tree: Tree, expected: str, reading: Reading) -> _UnreadableError:
    reading.complaints.add(code, tree.where, f"{_named(tree)}, expected {expected}")
    return _UnreadableError()


# --- value types ----------------------------------------------------------------------------------


def _text(tree: Tree, reading: Reading) -> str:
    if not isinstance(tree, Scalar) or not isinstance(tree.value, str):
        hint = ""
        if isinstance(tree, Scalar) and tree.value is not None:
            hint = " (in quotation marks, if this is one)"
        raise _refuse("R104", tree, f"text{hint}", reading)
    if is_empty(tree.value):
        raise _refuse("R117", tree, "text that is not empty", reading)
    if len(tree.value.splitlines()) > 1 or "\n" in tree.value:
        raise _refuse("R118", tree, "text of one line", reading)
    if any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in tree.value):
        raise _refuse("R118", tree, "text without control characters", reading)
    return tree.value.strip()


def _id(tree: Tree, reading: Reading) -> str:
    if isinstance(tree, Scalar) and isinstance(tree.value, str | int) and is_id(tree.text):
        return tree.text
    raise _refuse(
        "R106", tree, "an id: a-z, 0-9 and single hyphens, at most 64 characters", reading
    )


def _ref(tree: Tree, reading: Reading) -> Ref:
    return Ref(_id(tree, reading), tree.where)


def _each(value_type: ValueType, tree: Tree, reading: Reading, what: str) -> tuple[Any, ...]:
    if not isinstance(tree, Sequence):
        raise _refuse("R104", tree, f"a list of {what}", reading)
    found = []
    sound = True
    for value in tree.values:
        try:
            found.append(value_type(value, reading))
        except _UnreadableError:
            sound = False
    if not sound:
        raise _UnreadableError
    return tuple(found)


def _refs(tree: Tree, reading: Reading) -> tuple[Ref, ...]:
    return _each(_ref, tree, reading, "ids")


def _some_refs(tree: Tree, reading: Reading) -> tuple[Ref, ...]:
    refs = _refs(tree, reading)
    if not refs:
        raise _refuse("R117", tree, "at least one id", reading)
    return refs


def _by_language(tree: Tree, reading: Reading) -> ReadMapping[str, str]:
    found = _languages_map(_text, tree, reading)
    missing = [language for language in reading.languages if language not in found]
    if missing:
        reading.complaints.add(
            "R108",
            tree.where,
            f"no text in {', '.join(missing)}, expected one in each language "
            f"of the briefing: {', '.join(reading.languages)}",
        )
        raise _UnreadableError
    return found


def _text_or_by_language(tree: Tree, reading: Reading) -> ReadMapping[str, str]:
    """A map by language, or one text that stands for all of them."""
    if isinstance(tree, Mapping):
        return _by_language(tree, reading)
    text = _text(tree, reading)
    return MappingProxyType(dict.fromkeys(reading.languages, text))


def _gloss(tree: Tree, reading: Reading) -> ReadMapping[str, str]:
    # Which languages it needs depends on the source's own, so the index looks at that.
    return _languages_map(_text, tree, reading)


def _languages_map(value_type: ValueType, tree: Tree, reading: Reading) -> ReadMapping[str, Any]:
    if not isinstance(tree, Mapping):
        raise _refuse("R104", tree, "a map by language, such as {en: …, ar: …}", reading)
    found: dict[str, Any] = {}
    sound = True
    for key, value in tree.pairs:
        if not _is_language(key.text):
            reading.complaints.add(
                "R103",
                key.where,
                f"the key {shown(key.text)}, expected a language such as en or ar",
            )
            sound = False
            continue
        try:
            found[key.text] = value_type(value, reading)
        except _UnreadableError:
            sound = False
    if not sound:
        raise _UnreadableError
    return MappingProxyType(found)


def _is_language(text: str) -> bool:
    return re.fullmatch("[a-z]{2,3}", text) is not None


def _aliases(tree: Tree, reading: Reading) -> ReadMapping[str, tuple[str, ...]]:
    return _languages_map(lambda t, r: _each(_text, t, r, "texts"), tree, reading)


def _language(tree: Tree, reading: Reading) -> str:
    if isinstance(tree, Scalar) and isinstance(tree.value, str) and _is_language(tree.text):
        return tree.text
    raise _refuse("R112", tree, "a language such as en or ar", reading)


def _languages(tree: Tree, reading: Reading) -> tuple[str, ...]:
    found = _each(_language, tree, reading, "languages")
    if not found:
        raise _refuse("R117", tree, "at least one language", reading)
    if len(set(found)) < len(found):
        raise _refuse("R112", tree, "each language once", reading)
    return found


def _locale(tree: Tree, reading: Reading) -> str:
    text = _text(tree, reading)
    if re.fullmatch("[a-z]{2,3}(?:_[A-Z][a-z]{3})?_(?:[A-Z]{2}|[0-9]{3})", text):
        return text
    raise _refuse("R112", tree, "a CLDR locale with its region, such as en_GB or ar_IQ", reading)


def _locales(tree: Tree, reading: Reading) -> ReadMapping[str, str]:
    found = _languages_map(_locale, tree, reading)
    missing = [language for language in reading.languages if language not in found]
    if missing:
        reading.complaints.add(
            "R108",
            tree.where,
            f"no locale for {', '.join(missing)}, expected one for each language of the briefing",
        )
        raise _UnreadableError
    return found


def _date(tree: Tree, reading: Reading) -> Edtf:
    if not isinstance(tree, Scalar) or isinstance(tree.value, bool | float) or tree.value is None:
        raise _refuse("R104", tree, "a date in EDTF, such as 2026-03-17", reading)
    if len(tree.text) > LONGEST_DATE:
        raise _refuse("R111", tree, "a date in EDTF, such as 2026-03-17", reading)
    try:
        return parse_edtf(tree.text.strip())
    except ValueError as error:
        reading.complaints.add("R111", tree.where, str(error))
        raise _UnreadableError from error


def _url(tree: Tree, reading: Reading) -> str:
    text = _text(tree, reading)
    expected = "an http or https URL without spaces, quotation marks or a password"
    if re.search(r"[\s\"'<>`\\{}|^\u200b-\u200f\u202a-\u202e\u2060-\u2069]", text):
        raise _refuse("R113", tree, expected, reading)
    try:
        parts = urlsplit(text)
        host, password, _ = parts.hostname, parts.username, parts.port
    except ValueError:
        raise _refuse("R113", tree, expected, reading) from None
    if parts.scheme not in ("http", "https") or not host or password is not None:
        raise _refuse("R113", tree, expected, reading)
    return text


def _number(tree: Tree, reading: Reading) -> Decimal:
    sound = isinstance(tree, Scalar) and not isinstance(tree.value, bool)
    if sound and isinstance(tree, Scalar) and isinstance(tree.value, int | float):
        number = Decimal(str(tree.value))
        # A float that isn't what was written has lost digits.
        whole = isinstance(tree.value, int)
        if is_number(number) and (whole or number == Decimal(tree.text)):
            return number
    digits = HIGHEST_NUMBER.adjusted()
    expected = f"a number of at most {digits} digits, and {MOST_PLACES} after the point"
    raise _refuse("R104", tree, expected, reading)


def _edition(tree: Tree, reading: Reading) -> int:
    expected = f"a whole number from 1 to {LAST_EDITION:,}"
    number = tree.value if isinstance(tree, Scalar) else None
    if isinstance(number, bool) or not isinstance(number, int):
        raise _refuse("R104", tree, expected, reading)
    if not 1 <= number <= LAST_EDITION:
        raise _refuse("R112", tree, expected, reading)
    return number


def _boolean(tree: Tree, reading: Reading) -> bool:
    if isinstance(tree, Scalar) and isinstance(tree.value, bool):
        return tree.value
    raise _refuse("R104", tree, "true or false", reading)


def _one_of(*values: str) -> ValueType:
    def read(tree: Tree, reading: Reading) -> str:
        if isinstance(tree, Scalar) and tree.text in values and tree.value is not None:
            return tree.text
        near = nearest(tree.text, values) if isinstance(tree, Scalar) else ""
        raise _refuse("R112", tree, f"one of: {', '.join(values)}{near}", reading)

    return read


def _coordinate(limit: int) -> ValueType:
    def read(tree: Tree, reading: Reading) -> Decimal:
        number = _number(tree, reading)
        if abs(number) > limit:
            raise _refuse("R112", tree, f"degrees from -{limit} to {limit}", reading)
        return number

    return read


def _address(tree: Tree, reading: Reading) -> Address:
    if isinstance(tree, Scalar) and isinstance(tree.value, str):
        match = re.fullmatch("([^#]*)#([1-9][0-9]{0,7})(?:-([1-9][0-9]{0,7}))?", tree.text.strip())
        if match and is_id(match[1]):
            first = int(match[2])
            last = int(match[3]) if match[3] else first
            if first < last or not match[3]:
                return Address(match[1], first, last, tree.where)
    raise _refuse("R110", tree, "an address such as sahil-0318#5 or sahil-0318#5-6", reading)


def _range(text: str, where: Location, part: Part | None, reason: str | None) -> PartRange | None:
    match = re.fullmatch("([1-9][0-9]{0,7})(?:-([1-9][0-9]{0,7}))?", text.strip())
    if not match:
        return None
    first = int(match[1])
    last = int(match[2]) if match[2] else first
    return PartRange(part, first, last, reason, where) if first <= last else None


def _ranges(tree: Tree, part: Part | None, reading: Reading) -> list[PartRange]:
    """A list of numbers and ranges, or a map from these to a reason."""
    pairs: list[tuple[Tree, str | None]] = []
    if isinstance(tree, Sequence) and part is not None:
        pairs = [(value, None) for value in tree.values]
    elif isinstance(tree, Mapping):
        for key, value in tree.pairs:
            pairs.append((key, _text(value, reading)))
    else:
        raise _refuse(
            "R104",
            tree,
            "a list of paragraph numbers and ranges, or a map from these to a reason"
            if part
            else "a map from paragraph numbers or ranges to a reason",
            reading,
        )
    return [_one_range(value, part, reason, reading) for value, reason in pairs]


def _one_range(tree: Tree, part: Part | None, reason: str | None, reading: Reading) -> PartRange:
    named = isinstance(tree, Scalar) and isinstance(tree.value, str | int)
    read = (
        _range(tree.text, tree.where, part, reason)
        if (isinstance(tree, Scalar) and named)
        else None
    )
    if read is None:
        expected = "a paragraph number such as 4, or a range such as 2-3"
        raise _refuse("R110", tree, expected, reading)
    return read


def _parts(tree: Tree, reading: Reading) -> tuple[PartRange, ...]:
    if not isinstance(tree, Mapping):
        raise _refuse("R104", tree, "a map from parts to paragraphs", reading)
    names = [part.value for part in Part]
    found: list[PartRange] = []
    for key, value in tree.pairs:
        if key.text not in names:
            reading.complaints.add(
                "R112",
                key.where,
                f"the part {shown(key.text)}, expected one "
                f"of: {', '.join(names)}{nearest(key.text, names)}",
            )
            raise _UnreadableError
        found += _ranges(value, Part(key.text), reading)
    return tuple(found)


def _unused(tree: Tree, reading: Reading) -> tuple[PartRange, ...]:
    return tuple(_ranges(tree, None, reading))


def _paragraphs(tree: Tree, reading: Reading) -> tuple[PartRange, ...]:
    """A list of paragraph numbers and ranges, of which there is at least one."""
    found: tuple[PartRange, ...] = _each(
        lambda value, reading: _one_range(value, None, None, reading),
        tree,
        reading,
        "paragraph numbers and ranges",
    )
    if not found:
        raise _refuse("R117", tree, "at least one paragraph number", reading)
    return found


def _accept(tree: Tree, reading: Reading) -> ReadMapping[str, tuple[str, Location]]:
    if not isinstance(tree, Mapping):
        raise _refuse("R104", tree, "a map from codes to reasons", reading)
    return MappingProxyType(
        {key.text: (_text(value, reading), key.where) for key, value in tree.pairs}
    )


def _record(shape: str) -> ValueType:
    def read(tree: Tree, reading: Reading) -> Record:
        record = read_record(shape, tree, tree.where, reading)
        if record is None:
            raise _UnreadableError
        return record

    return read


def _records(shape: str) -> ValueType:
    def read(tree: Tree, reading: Reading) -> tuple[Record, ...]:
        return _each(_record(shape), tree, reading, f"entries with {_keys(shape)}")

    return read


def _conflicts(tree: Tree, reading: Reading) -> tuple[Record, ...]:
    def read(tree: Tree, reading: Reading) -> Record:
        if isinstance(tree, Scalar):
            values = {"claim": _ref(tree, reading)}
            return Record(
                tree.where,
                tree.where.line,
                MappingProxyType(values),
                MappingProxyType({"claim": tree.where}),
            )
        found: Record = _record("conflict")(tree, reading)
        return found

    return _each(read, tree, reading, "claim ids, or of {claim: …, about: …}")


def _kinds(tree: Tree, reading: Reading) -> tuple[tuple[str, Record], ...]:
    found = read_entries("kind", tree, tree.where.path, reading)
    if isinstance(tree, Mapping) and not tree.pairs:
        raise _refuse("R117", tree, "at least one kind", reading)
    return found


def _quantities(tree: Tree, reading: Reading) -> tuple[tuple[str, Record], ...]:
    return read_entries("quantity", tree, tree.where.path, reading)


def _questions(tree: Tree, reading: Reading) -> tuple[tuple[str, Record], ...]:
    return read_entries("question", tree, tree.where.path, reading)


def _answers(tree: Tree, reading: Reading) -> tuple[tuple[str, Record], ...]:
    if isinstance(tree, Mapping) and not tree.pairs:
        raise _refuse("R117", tree, "at least one answer", reading)
    return read_entries("answer", tree, tree.where.path, reading)


def _path(tree: Tree, reading: Reading) -> str:
    text = _id(tree, reading)
    if text in RESERVED_PATHS or text in reading.languages:
        raise _refuse(
            "R112",
            tree,
            "a path that the site does not use itself: not "
            + ", ".join(sorted(RESERVED_PATHS | set(reading.languages))),
            reading,
        )
    return text


POLICIES = ("full", "quote", "link", "none")
MODALITIES = (
    "asserted",
    "reported",
    "hedged",
    "denied",
    "declined",
    "asked",
    "planned",
    "conditional",
)
STANCES = ("supports", "disputes", "context")
STATUSES = (
    "withdrawn",
    "superseded",
    "contested",
    "denied",
    "unsupported",
    "corroborated",
    "single-origin",
)
CORRECTIONS = ("corrected", "withdrawn")
CONFIDENCES = ("low", "moderate", "high")
MATRIX_SIDES = ("rows", "columns")
PRECISIONS = ("exact", "site", "town", "region", "country")

VALUE_TYPES: ReadMapping[str, ValueType] = MappingProxyType(
    {
        "text": _text,
        "id": _id,
        "ref": _ref,
        "refs": _refs,
        "some refs": _some_refs,
        "by language": _by_language,
        "text or by language": _text_or_by_language,
        "gloss": _gloss,
        "aliases": _aliases,
        "language": _language,
        "languages": _languages,
        "locales": _locales,
        "date": _date,
        "url": _url,
        "number": _number,
        "edition": _edition,
        "boolean": _boolean,
        "address": _address,
        "parts": _parts,
        "unused": _unused,
        "paragraphs": _paragraphs,
        "accept": _accept,
        "kinds": _kinds,
        "quantities": _quantities,
        "questions": _questions,
        "answers": _answers,
        "path": _path,
        "latitude": _coordinate(90),
        "longitude": _coordinate(180),
        "policy": _one_of(*POLICIES),
        "modality": _one_of(*MODALITIES),
        "stance": _one_of(*STANCES),
        "status": _one_of(*STATUSES),
        "kind of correction": _one_of(*CORRECTIONS),
        "confidence": _one_of(*CONFIDENCES),
        "precision": _one_of(*PRECISIONS),
        "matrix side": _one_of(*MATRIX_SIDES),
        "at issue": _one_of("date"),
        "reliability": _one_of("A", "B", "C", "D", "E", "F"),
        "importance": _one_of("1", "2", "3"),
        "place": _record("place"),
        "judgement": _record("judgement"),
        "correction": _record("correction"),
        "evidence": _records("evidence"),
        "values": _records("value"),
        "conflicts": _conflicts,
        "distinctions": _records("distinction"),
    }
)

SHAPES: ReadMapping[str, tuple[Field, ...]] = MappingProxyType(
    {
        "briefing": (
            Field("title", "by language", required=True),
            Field("languages", "languages", required=True),
            Field("locales", "locales", required=True),
            Field("edition", "edition"),
            Field("as_of", "date"),
            Field("publish", "policy"),
            Field("kinds", "kinds", required=True),
            Field("quantities", "quantities"),
            Field("questions", "questions"),
            Field("note", "text"),
            Field("accept", "accept"),
        ),
        "quantity": (
            Field("label", "by language", required=True),
            Field("unit", "by language"),
            Field("note", "text"),
        ),
        "question": (
            Field("text", "by language", required=True),
            Field("answers", "answers", required=True),
            Field("note", "text"),
        ),
        "answer": (
            Field("text", "by language", required=True),
            Field("claims", "some refs", required=True),
            Field("note", "text"),
        ),
        "kind": (
            Field("label", "by language", required=True),
            Field("one", "by language", required=True),
            Field("path", "path", required=True),
            Field("place", "boolean"),
            Field("dated", "boolean"),
            Field("print", "boolean"),
            Field("matrix", "matrix side"),
            Field("note", "text"),
            Field("accept", "accept"),
        ),
        "source": (
            Field("file", "text", required=True),
            Field("lang", "language", required=True),
            Field("title", "by language", required=True),
            Field("publisher", "ref", required=True),
            Field("published", "date"),
            Field("url", "url"),
            Field("archive", "url"),
            Field("author", "text"),
            Field("retrieved", "date"),
            Field("licence", "text"),
            Field("reliability", "reliability"),
            Field("publish", "policy"),
            Field("parts", "parts"),
            Field("unused", "unused"),
            Field("correction", "correction"),
            Field("note", "text"),
            Field("accept", "accept"),
        ),
        "correction": (
            Field("kind", "kind of correction", required=True),
            Field("date", "date", required=True),
            Field("text", "by language", required=True),
            Field("url", "url"),
            Field("paragraphs", "paragraphs"),
            Field("note", "text"),
        ),
        "entity": (
            Field("kind", "ref", required=True),
            Field("name", "by language", required=True),
            Field("aliases", "aliases"),
            Field("role", "by language"),
            Field("summary", "by language"),
            Field("date", "date"),
            Field("place", "place"),
            Field("part_of", "ref"),
            Field("speaks_for", "ref"),
            Field("anonymous", "boolean"),
            Field("page", "boolean"),
            Field("note", "text"),
            Field("accept", "accept"),
        ),
        "place": (
            Field("lat", "latitude", required=True),
            Field("lon", "longitude", required=True),
            Field("precision", "precision", required=True),
            Field("from", "text or by language"),
        ),
        "claim": (
            Field("text", "by language", required=True),
            Field("about", "some refs", required=True),
            Field("date", "date"),
            Field("values", "values"),
            Field("evidence", "evidence", required=True),
            Field("conflicts", "conflicts"),
            Field("distinct", "distinctions"),
            Field("supersedes", "refs"),
            Field("importance", "importance"),
            Field("judgement", "judgement"),
            Field("note", "text"),
            Field("accept", "accept"),
        ),
        "evidence": (
            Field("at", "address", required=True),
            Field("quote", "text", required=True),
            Field("gloss", "gloss"),
            Field("speaker", "ref"),
            Field("via", "refs"),
            Field("modality", "modality", required=True),
            Field("stance", "stance"),
            Field("note", "text"),
            Field("accept", "accept"),
        ),
        "value": (
            Field("quantity", "id", required=True),
            Field("of", "ref", required=True),
            Field("unit", "text", required=True),
            Field("n", "number"),
            Field("min", "number"),
            Field("max", "number"),
            Field("approx", "boolean"),
            Field("note", "text"),
            Field("accept", "accept"),
        ),
        "conflict": (
            Field("claim", "ref", required=True),
            Field("about", "by language"),
            Field("settled_by", "some refs"),
            Field("over", "at issue"),
            Field("note", "text"),
        ),
        "distinction": (
            Field("claim", "ref", required=True),
            Field("about", "by language", required=True),
            Field("note", "text"),
        ),
        "judgement": (
            Field("confidence", "confidence", required=True),
            Field("by", "text", required=True),
            Field("date", "date", required=True),
            Field("basis", "by language", required=True),
            Field("status", "status"),
            Field("note", "text"),
        ),
        "tombstone": (
            Field("retired", "date", required=True),
            Field("reason", "by language", required=True),
            Field("see", "ref"),
            Field("note", "text"),
            Field("accept", "accept"),
        ),
    }
)
