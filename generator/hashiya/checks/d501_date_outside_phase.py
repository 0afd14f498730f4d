"""A claim's date lies in one of the dated entities that it is about.

A claim that is about a phase and falls on no day of it is about another phase, or one of the two
dates is wrong. One overlap is enough; `~` doesn't widen a date. Only entities of a kind with
`dated: true` count.

Wrong: `date: 2026-04-02` with `about: [outage]`, a phase of `2026-03-15/2026-03-21`.

Right: `date: 2026-03-17`; or the phase in which it falls.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity
from hashiya.edtf import overlaps

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each dated claim that overlaps none of its dated entities."""
    head, entities = subject.index.head, subject.index.entities
    for claim in subject.index.claims.values():
        if claim.date is None:
            continue
        about = (entities[ref.id] for ref in claim.about if ref.id in entities)
        phases = {
            entity.id: entity.date
            for entity in about
            if entity.date is not None
            and entity.kind.id in head.kinds
            and head.kinds[entity.kind.id].dated
        }
        if phases and not any(overlaps(claim.date, date) for date in phases.values()):
            dates = ", ".join(f"{id_} ({date.text})" for id_, date in phases.items())
            yield Finding(
                claim.record.at("date"),
                f"the date {claim.date.text} of {claim.id!r}, expected one within {dates}",
            )
