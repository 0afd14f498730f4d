"""No text of ours holds a direction override, an embedding, or an isolate that isn't closed.

These characters can't be seen and change the order in which others are shown: with one of them,
12 reads as 21, or a negation moves to another sentence, for the reader but not for the checks
(CVE-2021-42574). U+202A to U+202E are refused, and U+2066 to U+2069 where they don't balance; in
prose also when written as character references. The records of editions are looked at as well. In
an article they stay in the bytes, count for nothing in comparisons, and are taken out where the
text is shown.

Wrong: `note: "U+202E before a number"`, with the character itself.

Right: plain text; the site isolates what runs the other way by itself.
"""

from __future__ import annotations

import html
from collections.abc import Iterator

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Location, Severity
from hashiya.editions import record_name, texts_in
from hashiya.fold import direction_faults
from hashiya.texts import texts_of

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each text of the index, and each block of prose, that holds some."""
    for text in texts_of(subject.index):
        faults = direction_faults(text.text)
        if faults:
            yield _finding(text.where, f"“{text.key}” of {text.id!r}", faults)
    for snapshot in subject.editions:
        where = Location(f"{subject.index.name}/{record_name(snapshot.edition)}", 1)
        for recorded in texts_in(snapshot):
            faults = direction_faults(recorded)
            if faults:
                yield _finding(where, f"the record of edition {snapshot.edition}", faults)
    for file in subject.index.prose.values():
        for line, faults in _blocks_with_faults(file.text):
            yield _finding(Location(file.path, line), "the paragraph", faults)


def _finding(where: Location, what: str, faults: tuple[str, ...]) -> Finding:
    names = ", ".join(dict.fromkeys(faults))
    return Finding(
        where,
        f"{what} holds {names}, expected no direction override or embedding and "
        "no unbalanced isolate",
    )


def _blocks_with_faults(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The first faulty line (1-based) of each block between empty lines, and the block's faults.

    An isolate may be closed on a later line of its paragraph, and ends with the paragraph.
    """
    block: list[str] = []
    for number, row in enumerate((*text.split("\n"), ""), start=1):
        if row.strip():
            block.append(html.unescape(row))
            continue
        faults = direction_faults("\n".join(block))
        if faults:
            offset = next(at for at, line in enumerate(block) if direction_faults(line))
            yield number - len(block) + offset, faults
        block = []
