"""No paragraph is both cited and unused.

The reason why a paragraph is not used is untrue as soon as a claim cites it.

Wrong: `unused: {"5": no claim in it}` with `at: sahil-0318#5` in a claim.

Right: one of the two.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.checks import Subject
from hashiya.coverage import citing_claims, numbered
from hashiya.diagnostics import Finding, Severity

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each unused paragraph that a claim cites."""
    cited = citing_claims(subject.index)
    for source in subject.index.sources.values():
        for n, said in sorted(numbered(source, source.unused).items()):
            for claim in cited.get((source.id, n), ())[:1]:
                yield Finding(
                    said.where,
                    f"paragraph {n} of {source.id} is unused and {claim!r} cites it, expected one "
                    "of the two",
                )
