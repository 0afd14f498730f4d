"""A paragraph that nothing cites is what it was when the lock was written.

Someone read it and judged that it holds no claim, or that it is no part of the article. That
judgement is about those words: a paragraph that has others now, because it was edited or because
a paragraph was put in above it, has to be judged again. Paragraphs that are cited are E604's.

Wrong: `unused: {"5": background}`, where #5 now says that twelve people were killed.

Right: paragraph 5 read again, cited or left unused, then `hashiya lock`.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.articles import Part
from hashiya.checks import Subject
from hashiya.coverage import citing_claims
from hashiya.diagnostics import Finding, Severity, shown
from hashiya.drift import compare
from hashiya.fold import FOLD_VERSION
from hashiya.index import Source
from hashiya.lock import LockedSource, hash_paragraph

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each uncited paragraph with other words than the lock knows."""
    cited = citing_claims(subject.index)
    for source in subject.index.sources.values():
        locked = (subject.lock or {}).get(source.id)
        if locked is None or locked.fold != FOLD_VERSION:
            continue
        known = compare(locked, source.article)
        for n in _changed(source, locked):
            if (source.id, n) in cited:
                continue
            paragraph = source.article.paragraphs[n - 1]
            words, what = shown(paragraph.text.strip()), f"{source.id}#{n} ({_judged(source, n)})"
            moved = n not in known.open
            yield Finding(
                paragraph.where,
                f"{what} has the words that another number had when the lock was written: {words}, "
                "expected what is said of it moved with it: run `hashiya fix`"
                if moved
                else f"{what} has other words than when the lock was written: {words}, expected "
                "the same: read it again, then run `hashiya lock`",
                subject=(("source", source.id),),
            )


def _changed(source: Source, locked: LockedSource) -> Iterator[int]:
    """The paragraphs (1-based) that differ from the locked ones by more than folding."""
    for paragraph in source.article.paragraphs:
        known = locked.paragraphs[paragraph.n - 1 : paragraph.n]
        if not known or known[0][1] != hash_paragraph(paragraph.text)[1]:
            yield paragraph.n


def _judged(source: Source, n: int) -> str:
    part = source.part(n)
    unused = part is Part.BODY and source.unused_reason(n) is not None
    return "unused" if unused else str(part)
