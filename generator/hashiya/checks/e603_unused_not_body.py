"""What is under `unused` is body text.

Only body paragraphs have to be covered. A caption or an advertisement under `unused` is said twice,
and the second time it hides that somebody may have taken it for body text.

Wrong: `parts: {caption: [4]}` with `unused: {"4": a caption}`.

Right: `parts: {caption: {"4": reason}}`, and nothing under `unused`.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.articles import Part
from hashiya.checks import Subject
from hashiya.coverage import numbered
from hashiya.diagnostics import Finding, Severity

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each unused paragraph that is of another part than the body."""
    for source in subject.index.sources.values():
        parts = numbered(source, source.parts)
        for n, said in sorted(numbered(source, source.unused).items()):
            other = parts.get(n)
            if other is not None and other.part is not None and other.part is not Part.BODY:
                yield Finding(
                    said.where,
                    f"paragraph {n} of {source.id} under unused, expected body text: it is of the "
                    f"part {other.part.value} (line {other.where.line})",
                )
