"""A sentence with a number, a date or an entity's name has a citation.

Such a sentence says something about the subject, and every word about the subject leads to a
passage. A footnote of the page's own is no citation. Headings, tables, code, and what stands
between `<!-- editorial -->` and `<!-- /editorial -->` are left alone, and `editorial: true` in the
front matter frees a page.

Wrong: `Twelve ships were waiting.`

Right: `Twelve ships were waiting.[^ships-12]`
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.assertions import reason_to_cite
from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity, shown

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each sentence that needs a citation and has none."""
    for page in subject.prose:
        for sentence in page.sentences:
            # A label that cites nothing is P601's, once.
            cited = any(
                label in subject.index.claims or label not in page.own for label in sentence.labels
            )
            reason = None if cited else reason_to_cite(sentence.text, page.lang, subject.names)
            if reason is not None:
                yield Finding(
                    sentence.where,
                    f"the sentence {shown(sentence.text, 60)} has {reason} and no citation, "
                    "expected one such as [^claim-id]",
                )
