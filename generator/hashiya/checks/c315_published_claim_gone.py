"""A claim that an edition published stays in the index, as a claim or as a tombstone.

Its id is the address of its page, and readers have it. A claim that simply disappears leaves them
with a page that is no more and no word about why; a tombstone keeps the page and says it. Ids are
never used for anything else, so an id that is in the record of an edition is still an id today.

Wrong: an entry that was deleted from `claims/` after edition 1 was published with it.

Right: `ships-9: {retired: 2026-03-22, reason: {en: …, ar: …}, see: ships-12}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Location, Severity
from hashiya.editions import record_name

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each claim of a record that the seeds have in no way."""
    index = subject.index
    known = {*index.claims, *(id_ for space, id_ in index.tombstones if space == "claim")}
    last: dict[str, int] = {}
    for snapshot in subject.editions:
        last |= dict.fromkeys((*snapshot.claims, *snapshot.withdrawn), snapshot.edition)
    for id_ in sorted(last.keys() - known):
        yield Finding(
            Location(f"{index.name}/{record_name(last[id_])}", 1),
            f"the claim {id_!r} of edition {last[id_]} is gone, expected it, or a tombstone with "
            "the reason",
            subject=(("briefing", "briefing"),),
        )
