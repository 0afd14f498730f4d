"""An edition that was recorded stays as it was published.

Readers cite an edition by its number, and two texts under one number can't be cited. So once the
record of an edition is written, the next change of a claim belongs to the next edition, whose page
“What changed” will say it.

Wrong: `edition: 1` with its record in `editions/1.json`, and a claim worded anew since.

Right: `edition: 2`; or `hashiya edition --again`, where edition 1 was never published.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.changes import Changes, compare
from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity
from hashiya.editions import record_name, take_snapshot

SEVERITY = Severity.WARNING

_NAMED = 5
"""Claims that a finding names."""


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding where the seeds differ from the record of their own edition."""
    head = subject.index.head
    for recorded in subject.editions:
        if recorded.edition != head.edition_number:
            continue
        changes = compare(recorded, take_snapshot(subject.index, subject.derived))
        if changes.listed or changes.old.as_of != changes.new.as_of:
            yield Finding(
                head.record.at("edition"),
                f"edition {recorded.edition} differs from its record "
                f"{record_name(recorded.edition)} ({_summary(changes)}), expected the same: raise "
                f"“edition” to {recorded.edition + 1}",
                subject=(("briefing", "briefing"),),
            )


def _summary(changes: Changes) -> str:
    """What differs, claims by their ids."""
    ids = [change.id for change in changes.listed]
    more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
    other_date = ["as_of"] if changes.old.as_of != changes.new.as_of else []
    return ", ".join([*other_date, *ids[:_NAMED]]) + more
