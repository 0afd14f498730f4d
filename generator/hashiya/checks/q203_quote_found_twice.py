"""A quotation stands in its paragraph once.

Where the same words stand twice, nobody can tell which of the two is meant, and the sentence that
is shown around them may be the wrong one. A few words more tell them apart.

Wrong: `quote: ships` in a paragraph with *12 ships are waiting* and *two ships have left*.

Right: `quote: 12 ships`.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.anchors import Anchor
from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity, shown

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each quotation whose first span has several places."""
    for evidence in subject.index.evidence():
        anchor = evidence.anchor
        if isinstance(anchor, Anchor) and anchor.occurrences > 1:
            yield Finding(
                evidence.record.at("quote"),
                f"the quotation {shown(evidence.quote)} starts at {anchor.occurrences} places in "
                f"{evidence.at}, expected words that stand there once: quote a few more",
            )
