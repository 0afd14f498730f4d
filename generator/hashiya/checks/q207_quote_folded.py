"""A quotation stands in its paragraph to the letter.

Folding lets a quotation through that differs in marks, tatweel, forms of a letter, digits of
another script, quotation marks, dashes or spaces; `fold.py` is the list. The words are the same, so
this is only a notice: the note shows the spelling of the quotation, the article has another.

Wrong: `quote: الميناء مغلق` where the article has الميناءُ مغلقٌ.

Right: the article's own spelling; `hashiya quote` cuts it from the file.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.anchors import Anchor
from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity, shown

SEVERITY = Severity.NOTICE


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each quotation that folding was needed to find."""
    for evidence in subject.index.evidence():
        anchor = evidence.anchor
        if not isinstance(anchor, Anchor) or anchor.exact:
            continue
        paragraphs = subject.index.sources[evidence.at.source].article.paragraphs
        there = " […] ".join(paragraphs[s.n - 1].text[s.start : s.end] for s in anchor.spans)
        yield Finding(
            evidence.record.at("quote"),
            f"the quotation {shown(evidence.quote)} is in {evidence.at} only after folding, "
            f"expected it to the letter: {shown(there)}",
        )
