"""What an address points at is what it pointed at when the lock was written.

An article that is received again may have lost, gained or changed a paragraph. Each citation is
then unchanged, moved (a warning that says where to), harmlessly edited (a notice), edited in
meaning (a warning: read it again), ambiguous or gone (errors). A source that the lock doesn't know
is a notice.

Wrong: a paragraph put into an article above the ones that are cited.

Right: the addresses changed with it, the citations read again, then `hashiya lock`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Location, Severity
from hashiya.fold import FOLD_VERSION
from hashiya.index import Evidence, Index
from hashiya.lock import Drift, Lock, drift_of

SEVERITY = Severity.WARNING

_WORDS: Mapping[Drift, tuple[Severity, str]] = MappingProxyType(
    {
        Drift.MOVED: (
            Severity.WARNING,
            "the paragraph stands in {places} now, expected that address",
        ),
        Drift.HARMLESS: (
            Severity.NOTICE,
            "the paragraph was edited harmlessly since the lock, expected the locked text: run "
            "`hashiya lock`",
        ),
        Drift.MEANING: (
            Severity.WARNING,
            "the paragraph was edited since the lock, expected the locked text: read it again, "
            "then run `hashiya lock`",
        ),
        Drift.AMBIGUOUS: (
            Severity.ERROR,
            "the paragraph may stand in {places} now, expected one place",
        ),
        Drift.GONE: (Severity.ERROR, "the locked paragraph is gone, expected its words"),
    }
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each citation that changed, and one for each source out of the lock."""
    if subject.lock is None:
        return
    index, lock = subject.index, subject.lock
    same = {id_ for id_ in index.sources if _is_unchanged(index, lock, id_)}
    unlocked: dict[str, Location] = {}
    for evidence in index.evidence():
        id_ = evidence.at.source
        if id_ in same or id_ not in index.sources:
            continue
        drift, places = drift_of(index, lock, evidence)
        if drift is Drift.UNLOCKED:
            unlocked.setdefault(id_, index.sources[id_].record.where)
        elif drift is not Drift.UNCHANGED:
            yield _finding(evidence, drift, places)
    for id_, where in unlocked.items():
        yield Finding(
            where,
            f"citations of {id_!r} that seeds.lock doesn't know, expected them there: run "
            "`hashiya lock`",
            Severity.NOTICE,
        )


def _is_unchanged(index: Index, lock: Lock, id_: str) -> bool:
    """Whether the file is the one that was locked, byte for byte: then no address moved."""
    locked = lock.get(id_)
    return (
        locked is not None
        and locked.fold == FOLD_VERSION
        and locked.file == hashlib.sha256(index.sources[id_].raw).hexdigest()
    )


def _finding(evidence: Evidence, drift: Drift, places: tuple[int, ...]) -> Finding:
    severity, words = _WORDS[drift]
    joint = ", " if drift is Drift.AMBIGUOUS else "-"
    ends = places if drift is Drift.AMBIGUOUS else dict.fromkeys((*places[:1], *places[-1:]))
    named = "#" + joint.join(str(n) for n in ends)
    return Finding(
        evidence.at.where,
        f"{evidence.claim} rests on {evidence.at}: {words.format(places=named)}",
        severity,
    )
