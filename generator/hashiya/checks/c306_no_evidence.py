"""A claim has evidence.

A sentence that leads to no passage is the project's own word, and this site has none to give.

Wrong: `evidence: []`.

Right: at least one piece of evidence, or no claim.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each claim with an empty list of evidence."""
    for claim in subject.index.claims.values():
        if not claim.evidence:
            yield Finding(
                claim.record.at("evidence"),
                f"no evidence for {claim.id!r}, expected at least one piece",
            )
