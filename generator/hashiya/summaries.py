"""Summaries: what an entity's entry says about it, sentence by sentence, with what it cites."""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.index import Entity, Index
from hashiya.prose import ProsePage, parse_prose
from hashiya.seeds import SeedFile


def summaries_of(index: Index) -> Iterator[tuple[Entity, str, ProsePage]]:
    """The summaries of an index with their entity and language, read as one-line pages.

    A summary cites as prose does. All of it stands at `entity.record.at("summary")`; the lines of
    the page are of no use.
    """
    for entity in index.entities.values():
        path = entity.record.at("summary").path
        for lang, text in (entity.summary or {}).items():
            yield entity, lang, parse_prose(SeedFile(path, text), lang, "")
