"""A claim gives one answer to a question, and is named there once.

The answers to a question are told apart by their claims: a claim under two of them would have its
sources give both answers at once.

Wrong: `answers: {twelve: {…, claims: [ships-12]}, seventeen: {…, claims: [ships-12]}}`.

Right: `answers: {twelve: {…, claims: [ships-12]}, seventeen: {…, claims: [ships-17]}}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each claim that a question names again."""
    for question in subject.index.head.questions:
        first: dict[str, str] = {}
        for answer in question.answers:
            for ref in answer.claims:
                if ref.id in first:
                    yield Finding(
                        ref.where,
                        f"{ref.id!r} again among the answers to {question.id!r}, expected it once: "
                        f"the answer {first[ref.id]!r} names it already",
                    )
                first.setdefault(ref.id, answer.id)
