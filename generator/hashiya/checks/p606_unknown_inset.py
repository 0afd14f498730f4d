"""What a page asks for with `<!-- inset: … -->` is an inset that the program has.

Of any other name nothing is shown, and nobody who reads the page can see that something is missing.

Wrong: `<!-- inset: carts -->`

Right: `<!-- inset: cards -->`
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity, nearest, shown
from hashiya.prose import INSETS

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each call for an inset that there isn't."""
    for page in subject.prose:
        for inset in page.insets:
            if inset.name not in INSETS:
                yield Finding(
                    inset.where,
                    f"the inset {shown(inset.name)}, expected one of {', '.join(INSETS)}"
                    f"{nearest(inset.name, INSETS)}",
                )
