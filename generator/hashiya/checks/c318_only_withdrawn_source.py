"""A claim rests on more than a source that its publisher withdrew.

A correction changes no status: the words were in the article, and the site says that it was
withdrawn. But a claim that rests on nothing else says what its only witness no longer says. Look
for another source, withdraw the claim, or say in an acceptance why it stays.

Wrong: `correction: {kind: withdrawn, …}` on the only source of "Twelve ships were waiting."

Right: a second passage, of a source that stands; or `ships-12: {retired: 2026-03-26, …}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.checks import Subject
from hashiya.corrections import correction_of
from hashiya.diagnostics import Finding, Severity

SEVERITY = Severity.WARNING

_SET_ASIDE = frozenset({"withdrawn", "superseded"})
"""A claim that stands no more needs no other source."""


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each claim all of whose evidence was withdrawn."""
    for claim in subject.index.claims.values():
        if subject.derived.standings[claim.id].status in _SET_ASIDE:
            continue
        corrections = [correction_of(subject.index, evidence) for evidence in claim.evidence]
        if claim.evidence and all(each and each.kind == "withdrawn" for each in corrections):
            sources = ", ".join(dict.fromkeys(evidence.at.source for evidence in claim.evidence))
            yield Finding(
                claim.record.at("evidence"),
                f"{claim.id!r} rests on nothing but what was withdrawn ({sources}), expected a "
                "source that stands as well",
                subject=(("claim", claim.id),),
            )
