"""A conflict has two claims, each names the other once at most, and both say the same is at issue.

Saying a conflict once is enough, and saying it on both sides is allowed. A claim that conflicts
with itself, or names another twice, is an error. Where both sides say what is at issue in different
words, only the first is shown: that is a warning. What would settle a conflict is said by a claim
that is neither of the two.

Wrong: `ships-12: {conflicts: [ships-12]}`, or `conflicts: [ships-17, ships-17]`, or
`{claim: ships-17, settled_by: [ships-17]}`.

Right: `ships-12: {conflicts: [ships-17]}`, with or without `ships-17: {conflicts: [ships-12]}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity
from hashiya.index import Texts
from hashiya.texts import differ

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yields findings about self-conflicts, repetitions, and sides that differ."""
    sides: dict[tuple[str, str], Texts | None] = {}
    for claim in subject.index.claims.values():
        for said in claim.conflicts:
            other, where = said.claim.id, said.claim.where
            for ref in said.settled_by:
                if ref.id in (claim.id, other):
                    yield Finding(
                        ref.where,
                        f"{ref.id!r} as what would settle a conflict of its own, expected a claim "
                        "that is neither of the two",
                    )
            if other == claim.id:
                yield Finding(
                    where, f"{claim.id!r} conflicts with itself, expected another claim's id"
                )
            elif (claim.id, other) in sides:
                yield Finding(
                    where, f"{other!r} again under conflicts of {claim.id!r}, expected it once"
                )
            else:
                sides[claim.id, other] = said.about
                if differ(sides.get((other, claim.id)), said.about):
                    yield Finding(
                        where,
                        f"other words than those of {other!r} about what is at issue, expected the "
                        "same or none: the first are shown",
                        Severity.WARNING,
                        (("claim", claim.id), ("claim", other)),
                    )
