"""Several citations with one origin behind them are pointed out.

Corroboration counts origins, never articles: three outlets that repeat one briefing are one. Such a
claim has several notes and stays single-origin, and its author should know that this is meant.

Wrong: three outlets that quote one spokesman, taken for three confirmations.

Right: the same three, known to be one; or a passage in which somebody else says it.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity
from hashiya.standing import side_of

SEVERITY = Severity.NOTICE


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each claim with several supporting passages and one origin."""
    for claim in subject.index.claims.values():
        supporting = [e for e in claim.evidence if side_of(e) == "supports"]
        origins = subject.derived.standings[claim.id].supporting
        if len(supporting) > 1 and len(origins) == 1:
            articles = len({e.at.source for e in supporting})
            yield Finding(
                claim.record.at("evidence"),
                f"{len(supporting)} passages of {articles} article{'s' * (articles > 1)} support "
                f"{claim.id!r} and have one origin, {origins[0]}: they count as one, expected no "
                "corroboration from them",
            )
