"""Texts: every text that the index holds, with its place, so that a rule can look at them all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hashiya.diagnostics import Location
from hashiya.fold import fold_text
from hashiya.index import Index, Texts
from hashiya.kinds import SHAPES, PartRange, Record

_BY_LANGUAGE = frozenset(
    field.key
    for fields in SHAPES.values()
    for field in fields
    if field.type in ("by language", "text or by language", "gloss", "aliases", "locales")
)


@dataclass(frozen=True, slots=True)
class Text:
    """One text of an entry: `lang` is its language in a map by language, None elsewhere.

    `namespace` and `id` name the entry, `key` the innermost key that holds the text.
    """

    namespace: str
    id: str
    key: str
    lang: str | None
    text: str
    where: Location


def texts_of(index: Index) -> Iterator[Text]:
    """Every text of every entry, tombstones included, in the order of the index."""
    yield from _of_record("briefing", "briefing", index.head.record)
    for namespace, entries in (
        ("source", index.sources),
        ("entity", index.entities),
        ("claim", index.claims),
    ):
        for id_, entry in entries.items():
            yield from _of_record(namespace, id_, entry.record)
    for (namespace, id_), tombstone in index.tombstones.items():
        yield from _of_record(namespace, id_, tombstone.record)


def differ(a: Texts | None, b: Texts | None) -> bool:
    """Whether two texts say other words in a language that both have, folded."""
    if a is None or b is None:
        return False
    return any(fold_text(a[lang]) != fold_text(b[lang]) for lang in a if lang in b)


def _of_record(namespace: str, id_: str, record: Record) -> Iterator[Text]:
    for key, value in record.values.items():
        for lang, text, where in _of_value(namespace, id_, key, value, record.at(key)):
            if isinstance(text, Text):
                yield text
            else:
                yield Text(namespace, id_, key, lang, text, where)


def _of_value(
    namespace: str, id_: str, key: str, value: object, where: Location
) -> Iterator[tuple[str | None, str | Text, Location]]:
    """The texts in one value of an entry; those of entries inside it are whole already."""
    if isinstance(value, str):
        yield None, value, where
    elif isinstance(value, PartRange):
        if value.reason is not None:
            yield None, value.reason, value.where
    elif isinstance(value, Record):
        yield from ((None, text, text.where) for text in _of_record(namespace, id_, value))
    elif isinstance(value, tuple):
        for each in value:
            yield from _of_value(namespace, id_, key, each, where)
    elif isinstance(value, Mapping):
        for name, each in value.items():
            lang = name if key in _BY_LANGUAGE else None
            for _, text, place in _of_value(namespace, id_, key, each, where):
                yield lang, text, place
