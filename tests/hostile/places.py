"""Every place of the format where a text may stand, by the shapes of `kinds`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hashiya.kinds import SHAPES

TEXTS = frozenset(
    {"text", "by language", "text or by language", "gloss", "aliases", "parts", "unused", "accept"}
)
"""The value types that hold words."""

NESTED: Mapping[str, str] = {
    "kinds": "kind",
    "quantities": "quantity",
    "questions": "question",
    "answers": "answer",
    "place": "place",
    "judgement": "judgement",
    "evidence": "evidence",
    "values": "value",
    "conflicts": "conflict",
    "distinctions": "distinction",
    "correction": "correction",
}
"""The value types that hold entries, and of which shape."""

WORDLESS = frozenset(
    {
        "address",
        "at issue",
        "boolean",
        "confidence",
        "date",
        "edition",
        "id",
        "importance",
        "kind of correction",
        "paragraphs",
        "language",
        "languages",
        "latitude",
        "locales",
        "longitude",
        "matrix side",
        "modality",
        "number",
        "path",
        "policy",
        "precision",
        "ref",
        "refs",
        "reliability",
        "some refs",
        "stance",
        "status",
        "url",
    }
)
"""All others: ids, dates, numbers, addresses, enumerations."""

FILES: Mapping[str, str] = {
    "seeds/sources.yml": "source",
    "seeds/entities/all.yml": "entity",
    "seeds/claims/all.yml": "claim",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A text of a file: the shape and the key that it belongs to, and the way to it."""

    shape: str
    key: str
    file: str
    path: tuple[str | int, ...]


def text_fields() -> frozenset[tuple[str, str]]:
    """Each (shape, key) of the format that holds words; a file's name is one of its own kind."""
    return frozenset(
        (shape, field.key)
        for shape, fields in SHAPES.items()
        for field in fields
        if field.type in TEXTS and field.key != "file"
    )


def places_of(files: Mapping[str, Any]) -> tuple[Place, ...]:
    """Every place of a briefing's files where a text stands."""
    found = list(_in_entry("briefing", files["seeds/briefing.yml"], "seeds/briefing.yml", ()))
    for file, shape in FILES.items():
        for id_, entry in files[file].items():
            kind = "tombstone" if "retired" in entry else shape
            found += _in_entry(kind, entry, file, (id_,))
    return tuple(found)


def _in_entry(
    shape: str, entry: Mapping[str, Any], file: str, path: tuple[str | int, ...]
) -> Iterator[Place]:
    types = {field.key: field.type for field in SHAPES[shape]}
    for key, value in entry.items():
        way = (*path, key)
        kind = types.get(key)
        if kind in TEXTS and key != "file":
            yield from (Place(shape, key, file, inner) for inner in _texts(value, way))
        elif kind is not None and kind in NESTED:
            inner_shape = NESTED[kind]
            if isinstance(value, list):
                for at, each in enumerate(value):
                    if isinstance(each, dict):
                        yield from _in_entry(inner_shape, each, file, (*way, at))
            elif kind in ("place", "judgement", "correction"):
                yield from _in_entry(inner_shape, value, file, way)
            else:
                for id_, each in value.items():
                    yield from _in_entry(inner_shape, each, file, (*way, id_))


def _texts(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, str):
        yield path
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _texts(inner, (*path, at))


def with_text(files: Mapping[str, Any], place: Place, text: str) -> None:
    """Puts a text in its place."""
    at: Any = files[place.file]
    for step in place.path[:-1]:
        at = at[step]
    at[place.path[-1]] = text


def text_at(files: Mapping[str, Any], place: Place) -> str:
    """The text that stands there."""
    at: Any = files[place.file]
    for step in place.path:
        at = at[step]
    assert isinstance(at, str)
    return at


def lined(content: Mapping[str, Any]) -> str:
    """YAML, which JSON is, with a line for each value; what YAML refuses in a file is escaped."""
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    return "".join(f"\\u{ord(c):04x}" if _FOREIGN.match(c) else c for c in text)


_FOREIGN = re.compile("[\u0300-\u036f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
