"""A sentence of a summary that has a number, a date or an entity's name has a citation.

A summary stands at the head of an entity's page and cites as prose does (P603). It has no editorial
marks: what is no claim about the subject says nothing of the kind.

Wrong: `summary: {en: "A port where twelve ships waited.", …}`

Right: `summary: {en: "A port where twelve ships waited.[^ships-12]", …}`
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.assertions import reason_to_cite
from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity, shown
from hashiya.summaries import summaries_of

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each sentence of a summary that needs a citation and has none."""
    for entity, lang, summary in summaries_of(subject.index):
        for sentence in summary.sentences:
            if sentence.labels:
                continue
            reason = reason_to_cite(sentence.text, lang, subject.names)
            if reason is not None:
                yield Finding(
                    entity.record.at("summary"),
                    f"the sentence {shown(sentence.text, 60)} ({lang}) has {reason} and no "
                    "citation, expected one such as [^claim-id]",
                )
