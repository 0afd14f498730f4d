"""Every id that is named is there.

A speaker, a publisher, a conflict or a source that does not exist leaves a note that leads nowhere.
Ids live in namespaces: a source's id is no entity's, even where both are spelled alike.

Wrong: `speaker: hadad`, where the entity is called haddad.

Right: `speaker: haddad`.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity, nearest
from hashiya.index import Index
from hashiya.references import NAMESPACES, Reference, living, references_of, with_article

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each reference to an id that its namespace has never had."""
    index = subject.index
    said: dict[tuple[str, str], str] = {}
    for reference in references_of(index):
        space, id_ = reference.namespace, reference.id
        if id_ in living(index, space) or (space, id_) in index.tombstones:
            continue
        if (space, id_) not in said:
            said[space, id_] = _expectation(index, reference)
        yield Finding(
            reference.where,
            f"“{reference.key}: {id_}” names no {space}, expected the id of one{said[space, id_]}",
        )


def _expectation(index: Index, reference: Reference) -> str:
    others = [space for space in NAMESPACES if reference.id in living(index, space)]
    if others:
        return f"; {reference.id!r} is the id of {with_article(others[0])}"
    return nearest(reference.id, living(index, reference.namespace))
