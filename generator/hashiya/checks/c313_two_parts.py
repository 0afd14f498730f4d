"""A paragraph has one part, and one reason to be unused.

What stands under two parts has none: coverage and what may be cited depend on which is meant. Twice
under one part is a slip of the same kind, two ranges that overlap.

Wrong: `parts: {title: [1], subhead: [1-2]}`.

Right: `parts: {title: [1], subhead: [2]}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity
from hashiya.kinds import PartRange

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each stretch of paragraphs that two ranges share."""
    for source in subject.index.sources.values():
        last = len(source.article.paragraphs)
        yield from _overlaps(source.parts, last)
        yield from _overlaps(source.unused, last)


def _overlaps(ranges: Sequence[PartRange], last: int) -> Iterator[Finding]:
    """`last` bounds the work: a range may be mistyped, and what lies beyond is C303's."""
    taken: dict[int, PartRange] = {}
    for said in ranges:
        numbers = range(said.first, min(said.last, last) + 1)
        again = [n for n in numbers if n in taken]
        for before, group in groupby(again, key=lambda n: taken[n]):
            shared = list(group)
            stretch = f"{shared[0]}-{shared[-1]}" if len(shared) > 1 else f"{shared[0]}"
            yield Finding(
                said.where,
                f"paragraph {stretch} under {_name(said)}, expected it in one place: it stands "
                f"under {_name(before)} already (line {before.where.line})",
            )
        for n in numbers:
            taken.setdefault(n, said)


def _name(said: PartRange) -> str:
    return said.part.value if said.part is not None else "unused"
