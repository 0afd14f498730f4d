"""There is something to check: a source, a claim, and a piece of evidence.

A check that passes because nothing was there is no check. An empty briefing is a folder that was
misnamed or lost, or one that was just begun.

Wrong: an empty sources.yml, or a folder `claims` without a claim.

Right: one source, one claim and one piece of evidence, and more from there.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Location, Severity

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each of the three that the index lacks altogether."""
    index = subject.index
    if not index.sources:
        where = Location(f"{index.name}/sources.yml", 1)
        yield Finding(where, "no sources, expected at least one: there is nothing to check")
    if not index.claims:
        where = Location(f"{index.name}/claims", 1)
        yield Finding(where, "no claims, expected at least one: there is nothing to check")
    elif not index.evidence():
        where = Location(f"{index.name}/claims", 1)
        yield Finding(where, "no evidence in any claim, expected some: there is nothing to check")
