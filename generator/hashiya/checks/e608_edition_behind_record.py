"""No record is of a later edition than the briefing's own.

An edition's number only rises. A briefing that calls itself edition 1 while the record of edition 2
exists was put back, or its number was never raised: its readers could not tell which of the two
they have, and its page “What changed” would be silent about the later one.

Wrong: `edition: 1` beside `editions/2.json`.

Right: `edition: 2`, or `edition: 3` for what comes after it.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity
from hashiya.editions import record_name

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for the latest record that is later than the briefing."""
    head = subject.index.head
    last = max((snapshot.edition for snapshot in subject.editions), default=0)
    if last > head.edition_number:
        named = "no edition" if head.edition is None else f"edition {head.edition}"
        yield Finding(
            head.record.at("edition"),
            f"{named} beside the record {record_name(last)}, expected {last} or a later number",
            subject=(("briefing", "briefing"),),
        )
