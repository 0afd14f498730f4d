"""A footnote reference is the id of a claim, or a footnote of its own page.

A label that is neither is shown as it was typed, or as nothing: the sentence looks as if it had a
source. In a summary, which has no footnotes of its own, only claims count.

Wrong: `Twelve ships were waiting.[^ship-12]`, where the claim is called ships-12.

Right: `Twelve ships were waiting.[^ships-12]`
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Location, Severity, nearest, shown
from hashiya.index import Index
from hashiya.prose import ProsePage
from hashiya.summaries import summaries_of

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each citation on a page or in a summary that cites nothing."""
    index = subject.index
    for page in subject.prose:
        for citation in page.citations:
            if not _is_known(index, citation.label, page):
                yield _finding(index, citation.label, citation.where, page)
    for entity, _, summary in summaries_of(index):
        for citation in summary.citations:
            if not _is_known(index, citation.label, None):
                yield _finding(index, citation.label, entity.record.at("summary"), None)


def _is_known(index: Index, label: str, page: ProsePage | None) -> bool:
    known = label in index.claims or ("claim", label) in index.tombstones
    return known or (page is not None and label in page.own)


def _finding(index: Index, label: str, where: Location, page: ProsePage | None) -> Finding:
    own = " or a footnote of this page" if page is not None else ""
    known = {*index.claims, *(page.own if page is not None else ())}
    return Finding(
        where,
        f"the citation {shown(f'[^{label}]')} of nothing, expected the id of a claim{own}"
        f"{nearest(label, known)}",
    )
