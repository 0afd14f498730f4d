"""A quotation stands at its address, not at another of the article.

The words are there, but the note leads the reader to another paragraph. It happens when an article
is replaced by a longer text, or an address is typed from memory.

Wrong: `at: sahil-0318#5` with words that stand in `sahil-0318#4`.

Right: `at: sahil-0318#4`.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.anchors import Miss
from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity, shown

SEVERITY = Severity.ERROR

_MOST_SHOWN = 5


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each quotation that another paragraph of its article holds."""
    for evidence in subject.index.evidence():
        miss = evidence.anchor
        if not isinstance(miss, Miss) or not miss.elsewhere:
            continue
        places = [
            f"{evidence.at.source}#{first}" + (f"-{last}" if last > first else "")
            for first, last in miss.elsewhere
        ]
        listed = ", ".join(places[:_MOST_SHOWN]) + (", …" if len(places) > _MOST_SHOWN else "")
        yield Finding(
            evidence.record.at("at"),
            f"the quotation {shown(evidence.quote)} is not in {evidence.at}, expected the address "
            f"where it stands: {listed}",
        )
