"""Two numbers for one quantity at one time are related by a conflict or by one superseding another.

Where sources give different numbers, the site says so. Two numbers for one quantity of one entity,
whose dates overlap or are not given, are joined by a path of `conflicts` and `supersedes`,
approximate or not. Numbers of different dates are a course of events and need nothing.

Wrong: 12 ships in one claim, 15 in another, both on 17 March, and neither names the other.

Right: `conflicts: [ships-17]` on one of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.assertions import as_digits
from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity
from hashiya.index import Value
from hashiya.standing import related, rival_numbers

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each pair of claims whose numbers are rivals and not related."""
    groups = related(subject.index)
    for quantity in subject.derived.quantities:
        if len({groups[value.claim] for value in quantity.values}) == 1:
            continue
        said: set[tuple[str, str]] = set()
        for a, b in rival_numbers(subject.index, quantity):
            if groups[a.claim] == groups[b.claim] or (a.claim, b.claim) in said:
                continue
            said.add((a.claim, b.claim))
            yield Finding(
                b.where,
                f"{quantity.id!r} of {quantity.of!r} is {_bounds(b)} in {b.claim!r} and "
                f"{_bounds(a)} in {a.claim!r} ({a.where}), expected a path of conflicts and "
                "supersedes between the two",
                None,
                (("claim", a.claim), ("claim", b.claim)),
            )


def _bounds(value: Value) -> str:
    if value.low is None or value.high is None:
        word = "at least" if value.high is None else "at most"
        return f"{word} {as_digits(value.numbers)}"
    return as_digits(value.numbers).replace(", ", " to ")
