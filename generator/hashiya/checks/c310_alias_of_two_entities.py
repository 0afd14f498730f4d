"""A name or an alias belongs to one entity.

A name that two entities share can't be linked, and a reader can't tell whom it means. Names are
compared after folding, in one language at a time.

Wrong: `aliases: {en: [the port]}` on two ports.

Right: `the port` on one of them, or on neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity, shown
from hashiya.fold import fold_text
from hashiya.index import Entity
from hashiya.mentions import entity_names

SEVERITY = Severity.WARNING

_WORD = re.compile(r"\w+")


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each entity that has a name which an entity before it has."""
    for lang in subject.index.head.languages:
        owners: dict[tuple[str, ...], Entity] = {}
        for entity in subject.index.entities.values():
            names = {tuple(_WORD.findall(fold_text(n))): n for n in entity_names(entity, lang)}
            for words, name in names.items():
                owner = owners.setdefault(words, entity) if words else entity
                if owner is not entity:
                    is_name = name == entity.name.get(lang)
                    yield Finding(
                        entity.record.at("name" if is_name else "aliases"),
                        f"{shown(name)} ({lang}) names {entity.id!r} and {owner.id!r}, expected a "
                        "name of one entity: it is never linked",
                        None,
                        (("entity", entity.id), ("entity", owner.id)),
                    )
