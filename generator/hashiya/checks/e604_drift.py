"""What an address points at is what it pointed at when the lock was written.

An article that is received again may have lost, gained or changed a paragraph. Each citation is
then unchanged, moved (a warning that says where to), harmlessly edited (a notice), edited in
meaning, ambiguous or gone (errors: read it again). So is what a correction says it concerns. A
source that the lock doesn't know is a warning. A citation is kept only where its whole paragraph
has the words that were locked: the same quotation in changed surroundings may mean something else.
For a quotation that has other words now, the difference is shown, and what it touches.

Wrong: a paragraph put into an article above the ones that are cited.

Right: `hashiya fix --apply` for what has moved, the other citations read again, then
`hashiya lock`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Location, Severity
from hashiya.drift import (
    NOT_READ,
    Comparison,
    Drift,
    Verdict,
    compare_all,
    follow_range,
    named,
    verdicts,
)
from hashiya.guard import explain
from hashiya.index import Evidence, Source
from hashiya.lock import hash_range

SEVERITY = Severity.WARNING

_SEVERITIES: Mapping[Drift, Severity] = MappingProxyType(
    {
        Drift.MOVED: Severity.WARNING,
        Drift.HARMLESS: Severity.NOTICE,
        Drift.MEANING: Severity.ERROR,
        Drift.AMBIGUOUS: Severity.ERROR,
        Drift.GONE: Severity.ERROR,
    }
)
_EXPECTED: Mapping[Drift, str] = MappingProxyType(
    {
        Drift.MOVED: "that address: `hashiya fix` writes it",
        Drift.HARMLESS: "the locked text: run `hashiya lock`",
        Drift.MEANING: "the words that were locked: read it again (`hashiya fix` says more), "
        "then run `hashiya lock`",
        Drift.AMBIGUOUS: "one place",
        Drift.GONE: "the words that were cited",
    }
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each citation that changed, and one for each source out of the lock."""
    if subject.lock is None:
        return
    index, comparisons = subject.index, compare_all(subject.index, subject.lock)
    # Byte for byte the file that was locked: then no address moved.
    same = {id_ for id_, comparison in comparisons.items() if comparison.same_file}
    unlocked: dict[str, Location] = {}
    for evidence, verdict in verdicts(index, comparisons, same):
        id_ = evidence.at.source
        if id_ not in index.sources:
            continue
        if verdict.drift is Drift.UNLOCKED:
            unlocked.setdefault(id_, index.sources[id_].record.where)
        elif verdict.drift is not Drift.UNCHANGED:
            yield _finding(subject, evidence, verdict)
    for id_, where in unlocked.items():
        yield Finding(
            where,
            f"citations of {id_!r} that seeds.lock doesn't know, expected them there: run "
            "`hashiya lock`",
        )
    for id_, comparison in comparisons.items():
        if id_ not in same:
            yield from _corrected(index.sources[id_], comparison)


def _corrected(source: Source, comparison: Comparison) -> Iterator[Finding]:
    """A finding for each range of a correction whose words have another number, or none."""
    for each in source.correction.paragraphs if source.correction else ():
        address = named(source.id, (each.first, each.last))
        unread = hash_range(source.id, each) in dict(comparison.locked.unread)
        now = NOT_READ if unread else follow_range(comparison, each.first, each.last)
        if isinstance(now, str):
            yield Finding(
                each.where,
                f"the correction concerns {address}, and {now}, expected the paragraph that it "
                "means: read it again, then run `hashiya lock`",
                Severity.ERROR,
            )
        elif now != (each.first, each.last):
            yield Finding(
                each.where,
                f"the correction concerns {address}, whose words stand in {named(source.id, now)}, "
                "expected that address: `hashiya fix` writes it",
            )


def _finding(subject: Subject, evidence: Evidence, verdict: Verdict) -> Finding:
    lang = subject.index.sources[evidence.at.source].lang
    found = explain(verdict, evidence.at.source, lang, subject.names.get(lang))
    return Finding(
        evidence.at.where,
        f"{evidence.claim} rests on {evidence.at}, {found}, expected {_EXPECTED[verdict.drift]}",
        _SEVERITIES[verdict.drift],
    )
