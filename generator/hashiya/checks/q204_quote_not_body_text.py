"""A quotation is taken from the body of its article.

A title says more than the text under it bears out, and is seldom the reporter's own. A caption may
be years older than the article, a summary or a line of attribution is an editor's. Boilerplate,
such as an advertisement or a list of other articles, belongs to no article. So a title or a subhead
is a notice, a caption, a summary or an attribution a warning, and boilerplate an error.

Wrong: `at: sahil-0318#7`, where `parts` says that 7 is an advertisement marker.

Right: the paragraph of the body that says the same; or, where none does, a reason under `accept`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from hashiya.anchors import Anchor
from hashiya.articles import Part
from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity

SEVERITY = Severity.ERROR

_SEVERITIES: Mapping[Part, Severity] = MappingProxyType(
    {
        Part.TITLE: Severity.NOTICE,
        Part.SUBHEAD: Severity.NOTICE,
        Part.CAPTION: Severity.WARNING,
        Part.SUMMARY: Severity.WARNING,
        Part.ATTRIBUTION: Severity.WARNING,
        Part.BOILERPLATE: Severity.ERROR,
    }
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each paragraph outside the body that a quotation is taken from."""
    for evidence in subject.index.evidence():
        if not isinstance(evidence.anchor, Anchor):
            continue
        source = subject.index.sources[evidence.at.source]
        for n in sorted({span.n for span in evidence.anchor.spans}):
            part = source.part(n)
            if part is not Part.BODY:
                yield Finding(
                    evidence.record.at("at"),
                    f"{source.id}#{n} is {part} of its article, expected a paragraph of the body",
                    _SEVERITIES[part],
                )
