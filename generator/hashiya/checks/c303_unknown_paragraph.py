"""A paragraph number is one that the article has.

Paragraphs are the article's non-empty lines, counted from 1. A number beyond the last one, in an
address or under `parts`, `unused` and `correction`, points at nothing: the article was shortened,
or the number was mistyped.

Wrong: `at: sahil-0318#31`, where the article has 22 paragraphs.

Right: `at: sahil-0318#21`.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity
from hashiya.index import Source
from hashiya.kinds import PartRange

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each address and each range that ends beyond its article."""
    index = subject.index
    for evidence in index.evidence():
        source = index.sources.get(evidence.at.source)
        if source is not None and evidence.at.last > len(source.article.paragraphs):
            yield Finding(
                evidence.at.where,
                f"the address {evidence.at}, expected a paragraph from 1 to "
                f"{len(source.article.paragraphs)}, the last of {source.id}",
            )
    for source in index.sources.values():
        last = len(source.article.paragraphs)
        for said in (*source.parts, *source.unused):
            if said.last > last:
                yield _beyond(said, said.part.value if said.part is not None else "unused", source)
        for said in source.correction.paragraphs if source.correction else ():
            if said.last > last:
                yield _beyond(said, "correction", source)


def _beyond(said: PartRange, key: str, source: Source) -> Finding:
    last = len(source.article.paragraphs)
    return Finding(
        said.where,
        f"paragraph {said.last} under {key}, expected one from 1 to {last}, the last of "
        f"{source.id}",
    )
