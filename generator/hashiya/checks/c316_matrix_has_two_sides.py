"""A matrix has two sides: where a kind makes its rows, another makes its columns.

Which kinds form the matrix of who is where, `matrix` in briefing.yml says. With rows alone, or
columns alone, there is no cell in which a claim could stand, so the page is left out.

Wrong: `actor: {…, matrix: rows}`, and no kind with `matrix: columns`.

Right: `actor: {…, matrix: rows}` and `site: {…, matrix: columns}`, or neither.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity
from hashiya.kinds import MATRIX_SIDES

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each side that stands alone, at the first kind that is marked so."""
    kinds = subject.index.head.kinds.values()
    marked = {side: [kind for kind in kinds if kind.matrix == side] for side in MATRIX_SIDES}
    for side, other in (MATRIX_SIDES, MATRIX_SIDES[::-1]):
        if marked[side] and not marked[other]:
            kind = marked[side][0]
            yield Finding(
                kind.where,
                f"“matrix: {side}” at {kind.id!r} and no kind with “matrix: {other}”, expected "
                "one: there is no matrix",
            )
