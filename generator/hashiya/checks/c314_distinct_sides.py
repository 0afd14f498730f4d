"""What is distinct only seems to conflict: two claims, named once a side, in no conflict as well.

`distinct` says that two claims look like a contradiction and are none, and `about` says why. Saying
it once is enough, and saying it on both sides is allowed. A claim that is distinct from itself or
names another twice is an error, and so is a pair that stands under `conflicts` as well: a reader
would be told both. Where both sides say in different words what tells them apart, only the first
are shown: that is a warning.

Wrong: `{distinct: [{claim: ships-17, about: …}], conflicts: [ships-17]}`.

Right: `{distinct: [{claim: ships-17, about: …}]}`, or `{conflicts: [ships-17]}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity
from hashiya.index import PairRef, Texts
from hashiya.texts import differ

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yields findings about claims and themselves, repetitions, conflicts, sides that differ."""
    sides: dict[tuple[str, str], Texts | None] = {}
    conflicts = {frozenset((c.a, c.b)) for c in subject.derived.conflicts}
    for claim in subject.index.claims.values():
        for said in claim.distinct:
            other, where = said.claim.id, said.claim.where
            if other == claim.id:
                yield Finding(
                    where, f"{claim.id!r} is distinct from itself, expected another claim's id"
                )
            elif (claim.id, other) in sides:
                yield Finding(
                    where, f"{other!r} again under distinct of {claim.id!r}, expected it once"
                )
            else:
                sides[claim.id, other] = said.about
                if frozenset((claim.id, other)) in conflicts:
                    yield _both(claim.id, said)
                if differ(sides.get((other, claim.id)), said.about):
                    yield _differing(claim.id, said)


def _both(claim: str, said: PairRef) -> Finding:
    other = said.claim.id
    return Finding(
        said.claim.where,
        f"{claim!r} is distinct from {other!r} and conflicts with it, expected one of the two",
        None,
        (("claim", claim), ("claim", other)),
    )


def _differing(claim: str, said: PairRef) -> Finding:
    other = said.claim.id
    return Finding(
        said.claim.where,
        f"other words than those of {other!r} about what tells them apart, expected the same, or "
        "one side to say nothing: the first are shown",
        Severity.WARNING,
        (("claim", claim), ("claim", other)),
    )
