"""Every body paragraph is cited by some claim, or stands under `unused` with a reason.

What an index leaves out can't be seen in it. Coverage makes leaving out a decision that somebody
wrote down, paragraph by paragraph. Titles, captions and the like need neither.

Wrong: a body paragraph that no address names and no reason explains.

Right: a claim that cites it, or `unused: {"21": "general background, no claim in it"}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.articles import Part
from hashiya.checks import Subject
from hashiya.coverage import citing_claims, numbered
from hashiya.diagnostics import Finding, Severity, shown

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each body paragraph without a citation or a reason, at its line."""
    cited = citing_claims(subject.index)
    for source in subject.index.sources.values():
        parts, unused = numbered(source, source.parts), numbered(source, source.unused)
        for paragraph in source.article.paragraphs:
            said = parts.get(paragraph.n)
            body = said is None or said.part is Part.BODY
            if body and paragraph.n not in unused and (source.id, paragraph.n) not in cited:
                yield Finding(
                    paragraph.where,
                    f"paragraph {source.id}#{paragraph.n} {shown(paragraph.text, 60)} is cited by "
                    "no claim, expected a citation, or a reason under “unused”",
                    None,
                    (("source", source.id),),
                )
