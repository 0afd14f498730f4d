"""A claim that rests on unnamed speakers alone is pointed out.

Nobody answers for it: however many articles have it, it is never corroborated. The unnamed speakers
of one article are one origin together, since nobody can tell them apart.

Wrong: "two officials", in two articles, taken for two confirmations.

Right: the same, shown as resting on unnamed speakers; or a passage whose speaker has a name.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity

SEVERITY = Severity.NOTICE


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each claim whose supporting origins are all unnamed."""
    for claim in subject.index.claims.values():
        origins = subject.derived.standings[claim.id].supporting
        if origins and not any(origin.named for origin in origins):
            yield Finding(
                claim.record.at("evidence"),
                f"only unnamed speakers support {claim.id!r} "
                f"({', '.join(str(origin) for origin in origins)}), expected a named one",
            )
