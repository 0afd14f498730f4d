"""No page and no summary cites a claim that was retired.

Its page stays, with a notice that it was withdrawn. A sentence that still rests on it is as
withdrawn as the claim is.

Wrong: `Nine ships were waiting.[^ships-9]`, where ships-9 was retired in favour of ships-12.

Right: `Twelve ships were waiting.[^ships-12]`
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Location, Severity
from hashiya.references import advice
from hashiya.summaries import summaries_of

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each citation of a tombstone."""
    for label, where in _citations(subject):
        tombstone = subject.index.tombstones.get(("claim", label))
        if tombstone is not None:
            yield Finding(
                where,
                f"the citation [^{label}] of a claim that was retired on {tombstone.retired.text}, "
                f"{advice(subject.index, tombstone)}",
            )


def _citations(subject: Subject) -> Iterator[tuple[str, Location]]:
    for page in subject.prose:
        yield from ((citation.label, citation.where) for citation in page.citations)
    for entity, _, summary in summaries_of(subject.index):
        where = entity.record.at("summary")
        yield from ((citation.label, where) for citation in summary.citations)
