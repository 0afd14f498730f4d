"""There is a seeds.lock.

Without it nothing can be said about drift: whether an article that was received again still has the
words where an address points. It is written by `hashiya lock` and committed.

Wrong: a seeds folder without seeds.lock.

Right: `hashiya lock`, once the citations were read.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Location, Severity
from hashiya.seeds import LOCK_NAME

SEVERITY = Severity.NOTICE


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding where there is no lock."""
    if subject.lock is None:
        yield Finding(
            Location(f"{subject.index.name}/{LOCK_NAME}", 1),
            "no lock, so nothing is said about drift; expected one from `hashiya lock`",
            None,
            (("briefing", "briefing"),),
        )
