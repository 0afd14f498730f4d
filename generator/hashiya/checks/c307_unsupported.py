"""Some evidence of a claim supports or disputes it.

A question, a refusal to answer and context say nothing for or against. A claim with only these is
shown as unsupported, which is seldom what its author meant. A signed judgement that sets another
status is an answer, and so is superseding or withdrawing the claim.

Wrong: `modality: declined` on the only evidence of "Twelve ships were waiting."

Right: a passage that says so; or a claim about the refusal, "The port declined to say how many."
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity
from hashiya.index import Claim

SEVERITY = Severity.WARNING


def _why(claim: Claim) -> str:
    """What each piece of evidence is instead, once each."""
    kinds = ("context" if e.stance == "context" else e.modality for e in claim.evidence)
    return ", ".join(dict.fromkeys(kinds))


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each claim whose evidence takes no side."""
    for claim in subject.index.claims.values():
        if claim.evidence and subject.derived.standings[claim.id].status == "unsupported":
            yield Finding(
                claim.record.at("evidence"),
                f"{claim.id!r} is unsupported: none of its evidence supports or disputes it "
                f"({_why(claim)}), expected a piece that does",
            )
