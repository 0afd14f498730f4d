"""What changed between two editions, claim by claim; `account` puts it into words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from hashiya.editions import RecordedClaim, RecordedEvidence, RecordedValue, Snapshot, Withdrawal
from hashiya.edtf import Edtf
from hashiya.index import Judgement, Texts
from hashiya.standing import Pair

Thing = TypeVar("Thing", bound=Hashable)


class Fate(StrEnum):
    """What became of a claim since the earlier edition; each that is not unchanged is in one."""

    NEW = "new"
    CHANGED = "changed"
    FOLLOWED = "followed"
    """Nothing was changed in the claim itself: its status or its pairs follow from another's."""
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    """It was withdrawn, and stands again."""
    GONE = "gone"
    """Its id is in the seeds no more, not even as a tombstone, which the format forbids."""


@dataclass(frozen=True, slots=True)
class Reworded:
    """A text in one language before and after; None where that edition lacked the language."""

    lang: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Passages:
    """Evidence that was taken out, added, or changed (as it was, as it is, in which fields)."""

    removed: tuple[RecordedEvidence, ...] = ()
    added: tuple[RecordedEvidence, ...] = ()
    changed: tuple[tuple[RecordedEvidence, RecordedEvidence, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Partners:
    """Other claims of a claim's pairs: no longer, newly, or with other words about the pair."""

    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    reworded: tuple[str, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        """All that are named."""
        return frozenset((*self.removed, *self.added, *self.reworded))


@dataclass(frozen=True, slots=True)
class Aspects:
    """In which respects a claim differs. What doesn't differ is None or empty.

    `about` and `supersedes` are (removed, added) ids, `values` (removed, added) numbers; the other
    pairs are (before, after). `status` is there when the status has another name, or rests on
    other claims.
    """

    wording: tuple[Reworded, ...] = ()
    date: tuple[Edtf | None, Edtf | None] | None = None
    about: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    values: tuple[tuple[RecordedValue, ...], tuple[RecordedValue, ...]] | None = None
    evidence: Passages = Passages()
    conflicts: Partners = Partners()
    distinct: Partners = Partners()
    supersedes: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    importance: tuple[int, int] | None = None
    judgement: tuple[Judgement | None, Judgement | None] | None = None
    status: tuple[RecordedClaim, RecordedClaim] | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A claim that is not as it was. `before` and `after` are None where it did not stand.

    `withdrawal` is its tombstone, of the later edition or, where that has none, of the earlier.
    `because` are the claims, sorted, from which a new status follows: those that take its place,
    or that it conflicts with no longer, or since.
    """

    id: str
    fate: Fate
    before: RecordedClaim | None
    after: RecordedClaim | None
    withdrawal: Withdrawal | None
    aspects: Aspects
    because: tuple[str, ...] = ()

    @property
    def known(self) -> RecordedClaim | None:
        """The claim as it is, or as it was; None for a tombstone that no edition had living."""
        return self.after or self.before


@dataclass(frozen=True, slots=True)
class Changes:
    """Every claim of two editions, once: in `listed`, `unchanged` or `withdrawn_before`.

    `listed` is in reading order: by date, then by importance, then by id.
    """

    old: Snapshot
    new: Snapshot
    listed: tuple[Change, ...]
    unchanged: tuple[str, ...]
    withdrawn_before: tuple[str, ...]

    def of(self, fate: Fate) -> tuple[Change, ...]:
        """The claims of one fate, in reading order."""
        return tuple(change for change in self.listed if change.fate is fate)


@dataclass(frozen=True, slots=True)
class History:
    """The current edition, the earlier ones on record by number, what changed since the last."""

    current: Snapshot
    earlier: tuple[Snapshot, ...]
    changes: Changes | None


def history_of(current: Snapshot, records: Iterable[Snapshot]) -> History:
    """The history of an edition; records of itself and of later ones are passed over."""
    known = sorted((r for r in records if r.edition < current.edition), key=lambda r: r.edition)
    return History(current, tuple(known), compare(known[-1], current) if known else None)


def compare(old: Snapshot, new: Snapshot) -> Changes:
    """What became of every claim of two editions."""
    came_or_went = frozenset(
        (old.claims.keys() ^ new.claims.keys()) | (old.withdrawn.keys() ^ new.withdrawn.keys())
    )
    sides = _Side.of(old), _Side.of(new)
    listed: list[Change] = []
    unchanged: list[str] = []
    for id_ in sorted(old.claims.keys() | new.claims.keys() | came_or_went):
        change = _change(id_, *sides, came_or_went)
        if change is None:
            unchanged.append(id_)
        else:
            listed.append(change)
    withdrawn_before = (old.withdrawn.keys() & new.withdrawn.keys()) - new.claims.keys()
    return Changes(
        old,
        new,
        tuple(sorted(listed, key=_reading_key)),
        tuple(unchanged),
        tuple(sorted(withdrawn_before)),
    )


def _reading_key(change: Change) -> tuple[object, ...]:
    claim = change.known
    if claim is None:
        return (True, (), 4, change.id)
    dated = claim.date.sort_key if claim.date else ()
    return (claim.date is None, dated, claim.importance, change.id)


_Pairs = Mapping[str, Mapping[str, Texts | None]]
"""Claim → the other claim of each of its pairs → what is said about the pair."""


@dataclass(frozen=True, slots=True)
class _Side:
    """An edition, with its pairs by claim."""

    snapshot: Snapshot
    conflicts: _Pairs
    distinct: _Pairs

    @classmethod
    def of(cls, snapshot: Snapshot) -> _Side:
        """The side that an edition is."""
        return cls(
            snapshot, _pairs_by_claim(snapshot.conflicts), _pairs_by_claim(snapshot.distinctions)
        )


def _pairs_by_claim(pairs: Iterable[Pair]) -> _Pairs:
    found: dict[str, dict[str, Texts | None]] = {}
    for pair in pairs:
        found.setdefault(pair.a, {})[pair.b] = pair.about
        found.setdefault(pair.b, {})[pair.a] = pair.about
    return found


def _change(id_: str, old: _Side, new: _Side, came_or_went: frozenset[str]) -> Change | None:
    """What became of one claim; None where it stands as it stood."""
    was, is_ = old.snapshot, new.snapshot
    before, after = was.claims.get(id_), is_.claims.get(id_)
    withdrawal = is_.withdrawn.get(id_) or was.withdrawn.get(id_)
    if before is not None and after is not None:
        return _living(_aspects(before, after, old, new), before, after, came_or_went)
    if after is not None:
        fate = Fate.RETURNED if id_ in was.withdrawn else Fate.NEW
    else:
        fate = Fate.WITHDRAWN if id_ in is_.withdrawn else Fate.GONE
    return Change(id_, fate, before, after, withdrawal, Aspects())


def _living(
    aspects: Aspects, before: RecordedClaim, after: RecordedClaim, came_or_went: frozenset[str]
) -> Change | None:
    """What became of a claim that both editions have."""
    if aspects == Aspects():
        return None
    because = set(before.because) ^ set(after.because)
    if _newly("superseded", before, after):
        fate, because = Fate.SUPERSEDED, set(after.because)
    elif _newly("withdrawn", before, after):
        fate = Fate.WITHDRAWN
    else:
        fate = Fate.CHANGED if _own(aspects, came_or_went) else Fate.FOLLOWED
    return Change(before.id, fate, before, after, None, aspects, tuple(sorted(because)))


def _newly(status: str, before: RecordedClaim, after: RecordedClaim) -> bool:
    return after.status == status != before.status


def _own(aspects: Aspects, came_or_went: frozenset[str]) -> bool:
    """Whether a claim differs in itself.

    Its status doesn't count, nor do its pairs with claims that came or went.
    """
    named = set(aspects.conflicts.ids | aspects.distinct.ids)
    for ids in aspects.supersedes or ():
        named.update(ids)
    return bool(
        aspects.wording
        or aspects.date
        or aspects.about
        or aspects.values
        or aspects.evidence != Passages()
        or aspects.importance
        or aspects.judgement
        or named - came_or_went
    )


def _aspects(before: RecordedClaim, after: RecordedClaim, old: _Side, new: _Side) -> Aspects:
    id_ = before.id
    differs = (before.status_name, before.because) != (after.status_name, after.because)
    return Aspects(
        _reworded(before.text, after.text),
        _pair_or_none(before.date, after.date),
        _swapped(before.about, after.about),
        _swapped(before.values, after.values),
        _passages(before.evidence, after.evidence),
        _partners(old.conflicts.get(id_, {}), new.conflicts.get(id_, {})),
        _partners(old.distinct.get(id_, {}), new.distinct.get(id_, {})),
        _swapped(before.supersedes, after.supersedes),
        _pair_or_none(before.importance, after.importance),
        _pair_or_none(before.judgement, after.judgement),
        (before, after) if differs else None,
    )


def _pair_or_none(before: Thing, after: Thing) -> tuple[Thing, Thing] | None:
    return None if before == after else (before, after)


def _reworded(before: Texts, after: Texts) -> tuple[Reworded, ...]:
    """The languages in which a text differs, those of the later edition first."""
    return tuple(
        Reworded(lang, before.get(lang), after.get(lang))
        for lang in {**after, **before}
        if before.get(lang) != after.get(lang)
    )


def _swapped(
    before: Iterable[Thing], after: Iterable[Thing]
) -> tuple[tuple[Thing, ...], tuple[Thing, ...]] | None:
    """What was taken out and what was added, in any order; None where nothing was."""
    was, is_ = Counter(before), Counter(after)
    removed, added = tuple((was - is_).elements()), tuple((is_ - was).elements())
    return (removed, added) if removed or added else None


def _partners(before: Mapping[str, Texts | None], after: Mapping[str, Texts | None]) -> Partners:
    return Partners(
        tuple(sorted(before.keys() - after.keys())),
        tuple(sorted(after.keys() - before.keys())),
        tuple(sorted(i for i in before.keys() & after.keys() if before[i] != after[i])),
    )


# --- evidence -------------------------------------------------------------------------------------

_LIKENESS: tuple[Callable[[RecordedEvidence], Hashable], ...] = (
    lambda e: (e.at, e.quote, e.speaker),
    lambda e: (e.at, e.quote),
    lambda e: (e.at, e.speaker),
    lambda e: (e.source, e.quote),
    lambda e: e.at,
)
"""By what a passage is known again, the surest first."""


def _passages(before: Iterable[RecordedEvidence], after: Iterable[RecordedEvidence]) -> Passages:
    """Evidence that was taken out, added or changed; the order of a claim's evidence is none."""
    was, is_ = list(before), list(after)
    for evidence in tuple(was):
        if evidence in is_:
            was.remove(evidence)
            is_.remove(evidence)
    changed: list[tuple[RecordedEvidence, RecordedEvidence, tuple[str, ...]]] = []
    for likeness in _LIKENESS:
        for evidence in tuple(was):
            match = next((e for e in is_ if likeness(e) == likeness(evidence)), None)
            if match is not None:
                was.remove(evidence)
                is_.remove(match)
                changed.append((evidence, match, _fields(evidence, match)))
    return Passages(tuple(was), tuple(is_), tuple(changed))


def _fields(before: RecordedEvidence, after: RecordedEvidence) -> tuple[str, ...]:
    """The names of the fields in which two passages differ: `at`, `quote`, `speaker` and so on."""
    names = ("at", "quote", "gloss", "speaker", "via", "modality", "stance", "origin")
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))
