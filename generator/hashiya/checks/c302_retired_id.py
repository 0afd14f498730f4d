"""No id that is named was retired.

A withdrawn entry stays as a tombstone, so that old links find its notice. Nothing that stands may
rest on it: the index names what replaced it. A tombstone's own `see` that leads to another
tombstone is a warning, since a reader is only sent on twice.

Wrong: `conflicts: [ships-9]`, where ships-9 was retired in favour of ships-12.

Right: `conflicts: [ships-12]`.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity
from hashiya.references import advice, references_of, with_article

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each reference to a tombstone."""
    index = subject.index
    for reference in references_of(index):
        tombstone = index.tombstones.get((reference.namespace, reference.id))
        if tombstone is None:
            continue
        yield Finding(
            reference.where,
            f"“{reference.key}: {reference.id}” names {with_article(reference.namespace)} that was "
            f"retired on {tombstone.retired.text}, {advice(index, tombstone)}",
            Severity.WARNING if reference.key == "see" else None,
        )
