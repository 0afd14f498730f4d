"""A conflict over dates is one between two claims that have them, and not the same.

`over: date` on a conflict says that the dates of its two claims are at issue: the site draws them
side by side. A claim without a date has no place there, and two dates that cover the same days are
no rivals: what the two claims differ in is something else. `~`, `?` and `%` are left out of the
comparison.

Wrong: `conflicts: [{claim: closed-2, over: date}]`, where both claims have `date: 2026-03-17`.

Right: the same where one of them has `date: 2026-03-16`; or the conflict without `over`.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity
from hashiya.index import Claim

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each conflict over dates that are not there, or not apart."""
    claims = subject.index.claims
    for claim in claims.values():
        for said in claim.conflicts:
            other = claims.get(said.claim.id)
            if said.over != "date" or other is None or other is claim:
                continue
            for each in (claim, other):
                if each.date is None:
                    yield Finding(
                        said.claim.where,
                        f"a conflict over dates, and {each.id!r} has none, expected one",
                    )
            if _same(claim, other):
                yield Finding(
                    said.claim.where,
                    f"a conflict over dates, and {claim.id!r} and {other.id!r} have the same, "
                    "expected two that differ",
                )


def _same(one: Claim, other: Claim) -> bool:
    if one.date is None or other.date is None:
        return False
    return one.date.sort_key == other.date.sort_key
