"""Drift: what became of each citation since the lock was written.

The lock holds no words, only hashes; so it can prove that words are the same, and never that others
mean the same. What a paragraph was is looked for in the article as it is now: at its number, then
at any other, then cut in two, then joined with its neighbours. A citation whose paragraph is found
so, and whose quotation stands there, is unchanged, harmlessly edited or moved. Every other one is
for a person to read: the words around a quotation can turn its meaning, so that a quotation which
still stands, in a paragraph that has other words than it had, proves nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from hashiya.anchors import Anchor, Miss, locate, nearest_words, places_of
from hashiya.articles import Article, Paragraph
from hashiya.fold import FOLD_VERSION, fold_text
from hashiya.index import Evidence, Index
from hashiya.lock import (
    HASH_DIGITS,
    Lock,
    LockedSource,
    hash_citation,
    hash_paragraph,
    lock_source,
)

MOST_JOINED = 12
"""Paragraphs that one is looked for in, where it was cut: more are another text."""

NEAR = 0.5
"""The share of words in common from which a miss is shown as an edited quotation, not as gone.

Which of the two is said decides nothing: neither is ever taken.
"""


class Drift(StrEnum):
    """What became of a citation since the lock; each is in exactly one state."""

    UNCHANGED = "unchanged"
    MOVED = "moved"
    HARMLESS = "harmlessly edited"
    MEANING = "edited in meaning"
    AMBIGUOUS = "ambiguous"
    GONE = "gone"
    UNLOCKED = "not in the lock"


KEPT = frozenset({Drift.UNCHANGED, Drift.MOVED, Drift.HARMLESS})
"""The states in which the words are proven to be those that were cited."""

NOT_READ = "it was so when the other addresses were set right, and was not read since"

Run = tuple[int, int]
"""Paragraphs that follow each other, as first and last number, 1-based and both included."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one citation: `at` is its address, `places` where it may stand now.

    `places` has one run where the citation is kept, and where an edited one is recognised; several
    where it is ambiguous; `reason` is a clause that says why, empty for what is unchanged. `miss`
    is the nearest there is, for a quotation that stands nowhere.
    """

    drift: Drift
    at: Run
    places: tuple[Run, ...] = ()
    reason: str = ""
    miss: Miss | None = None

    @property
    def kept(self) -> bool:
        """Whether the words are proven to be the same, folding aside."""
        return self.drift in KEPT


@dataclass(frozen=True, slots=True)
class Comparison:
    """An article beside what the lock knows of it.

    `places` maps each locked paragraph (1-based) to the runs of paragraphs that hold its words, and
    nothing but its words or those of other locked ones: one run where that is sure, several where
    it can't be told, none where the words are gone or changed. `open` are the paragraphs of the
    article that are not proven to be what any locked one was. `pairs` maps each locked paragraph
    whose words changed to the one that stands in its place between the same neighbours, where as
    many stand there as before. `same_file` is whether the article is the one that was locked.
    """

    locked: LockedSource
    article: Article
    places: Mapping[int, tuple[Run, ...]]
    open: frozenset[int]
    pairs: Mapping[int, int]
    same_file: bool

    def is_whole(self, then: int, now: int) -> bool:
        """Whether paragraph `now` is all of what paragraph `then` was, folded or to the letter."""
        pairs = zip(
            self.locked.paragraphs[then - 1],
            hash_paragraph(self.article.paragraphs[now - 1].text),
            strict=True,
        )
        return any(before == after for before, after in pairs)

    def exact(self, then: int, now: int) -> bool:
        """Whether paragraph `now` is to the letter what paragraph `then` was."""
        text = self.article.paragraphs[now - 1].text
        return self.locked.paragraphs[then - 1][0] == hash_paragraph(text)[0]


def compare(locked: LockedSource, article: Article, raw: bytes | None = None) -> Comparison:
    """What an article has of each paragraph that was locked.

    `raw` are the bytes of the article, where it may be the very file that was locked.
    """
    now = tuple(hash_paragraph(p.text) for p in article.paragraphs)
    # Folded hashes of another version of folding can't be compared; those of the bytes can.
    side = 1 if locked.fold == FOLD_VERSION else 0
    places = dict(_whole(tuple(p[side] for p in locked.paragraphs), tuple(p[side] for p in now)))
    known = {n for runs in places.values() for first, last in runs for n in range(first, last + 1)}
    lost = [n for n in range(1, len(locked.paragraphs) + 1) if n not in places]
    fresh = [p.n for p in article.paragraphs if p.n not in known]
    if side == 1:
        cut = dict(_cut(locked, lost, article, fresh))
        places.update(cut)
        taken = {n for runs in cut.values() for run in runs for n in range(run[0], run[1] + 1)}
        fresh = [n for n in fresh if n not in taken]
        joined = dict(_joined(locked, [n for n in lost if n not in cut], article, fresh))
        places.update(joined)
        taken = {n for runs in joined.values() for n, _ in runs}
        fresh = [n for n in fresh if n not in taken]
    return Comparison(
        locked,
        article,
        MappingProxyType(places),
        frozenset(fresh),
        MappingProxyType(_pairs(len(locked.paragraphs), places, fresh)),
        raw is not None and locked.is_same_file(lock_source(raw, article)),
    )


def _whole(then: Sequence[str], now: Sequence[str]) -> Iterator[tuple[int, tuple[Run, ...]]]:
    """Each earlier paragraph that stands somewhere as one, with the places where it may stand.

    Of equal ones the first is still the first where there are as many as before; where there are
    more or fewer, one that stands at its number is taken to be there.
    """
    places: dict[str, list[int]] = {}
    for n, key in enumerate(now, start=1):
        places.setdefault(key, []).append(n)
    seen: dict[str, int] = {}
    counts: dict[str, int] = {}
    for key in then:
        counts[key] = counts.get(key, 0) + 1
    for n, key in enumerate(then, start=1):
        found = places.get(key, [])
        rank = seen[key] = seen.get(key, 0) + 1
        if len(found) == counts[key]:
            yield n, ((found[rank - 1], found[rank - 1]),)
        elif n in found:
            yield n, ((n, n),)
        elif found:
            yield n, tuple((p, p) for p in found)


def _cut(
    locked: LockedSource, lost: Sequence[int], article: Article, fresh: Sequence[int]
) -> Iterator[tuple[int, tuple[Run, ...]]]:
    """Each lost paragraph whose words stand in several that follow each other."""
    wanted = {locked.paragraphs[n - 1][1] for n in lost}
    found: dict[str, list[Run]] = {}
    free = set(fresh)
    for first in fresh:
        digest = _Digest()
        for n in range(first, min(first + MOST_JOINED, len(article.paragraphs) + 1)):
            if n not in free:
                break
            digest.add(fold_text(article.paragraphs[n - 1].text).split(" "))
            if n > first and digest.value in wanted:
                found.setdefault(digest.value, []).append((first, n))
    for n in lost:
        runs = found.get(locked.paragraphs[n - 1][1])
        if runs:
            yield n, tuple(runs)


def _joined(
    locked: LockedSource, lost: Sequence[int], article: Article, fresh: Sequence[int]
) -> Iterator[tuple[int, tuple[Run, ...]]]:
    """Each lost paragraph that stands, with its neighbours and nothing else, in one."""
    missing = set(lost)
    by_hash: dict[str, list[int]] = {}
    for old in lost:
        by_hash.setdefault(locked.paragraphs[old - 1][1], []).append(old)
    found: dict[int, list[Run]] = {}
    for n in fresh:
        words = fold_text(article.paragraphs[n - 1].text).strip().split(" ")
        starts = _beginnings(set(by_hash), words)
        for old, start in sorted((old, end) for key, end in starts.items() for old in by_hash[key]):
            end, last = start, old
            while 0 < end < len(words) and last + 1 in missing:
                last += 1
                end = _end_of(locked.paragraphs[last - 1][1], words, end)
            if end == len(words) and last > old:
                for each in range(old, last + 1):
                    found.setdefault(each, []).append((n, n))
                break
    yield from ((old, tuple(runs)) for old, runs in found.items())


def _beginnings(wanted: set[str], words: Sequence[str]) -> dict[str, int]:
    """Which of the hashes `wanted` are those of the first words, and of how many."""
    digest, found = _Digest(), {}
    for end, word in enumerate(words, start=1):
        digest.add((word,))
        if digest.value in wanted:
            found[digest.value] = end
    return found


def _end_of(wanted: str, words: Sequence[str], start: int) -> int:
    """The end of the words from `start` that have the hash `wanted`, or 0."""
    digest = _Digest()
    for end in range(start, len(words)):
        digest.add((words[end],))
        if digest.value == wanted:
            return end + 1
    return 0


class _Digest:
    """The folded hash of words joined by spaces, word by word: linear for any number of them."""

    __slots__ = ("_empty", "_hash")

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._empty = True

    def add(self, words: Sequence[str]) -> None:
        """Adds folded words; empty ones count for nothing."""
        for word in words:
            if word:
                self._hash.update((word if self._empty else f" {word}").encode())
                self._empty = False

    @property
    def value(self) -> str:
        """The hash of what was added so far, as the lock holds it."""
        return self._hash.hexdigest()[:HASH_DIGITS]


def _pairs(
    count: int, places: Mapping[int, tuple[Run, ...]], fresh: Sequence[int]
) -> dict[int, int]:
    """Each lost paragraph with the one that stands where it stood, between known neighbours."""
    pairs: dict[int, int] = {}
    free = set(fresh)
    lost: list[int] = []
    at = 1  # where the next paragraph would stand, after the last that is known
    for n in range(1, count + 2):
        if n <= count and n not in places:
            lost.append(n)
            continue
        here = _here(places.get(n, ()))
        end = here[0] if here else at + len(lost)
        gap = [each for each in range(at, end) if each in free]
        if here is None and n > count:  # at the end: all that is left
            while at + len(gap) in free:
                gap.append(at + len(gap))
        if len(gap) == len(lost) == end - at:
            pairs.update(zip(lost, gap, strict=True))
        lost = []
        if here:
            at = here[1] + 1
    return pairs


def _here(runs: tuple[Run, ...]) -> Run | None:
    return runs[0] if len(runs) == 1 else None


def follow(comparison: Comparison, first: int, last: int, quote: str) -> Verdict:
    """What became of the citation of paragraphs `first` to `last` by the words `quote`."""
    at = (first, last)
    if last > len(comparison.locked.paragraphs):
        return Verdict(Drift.UNLOCKED, at, reason="the lock knows no such paragraph")
    runs = [comparison.places.get(n, ()) for n in range(first, last + 1)]
    if not all(runs):
        return _reread(comparison, at, quote)
    if any(len(each) > 1 for each in runs):
        return _of_several(comparison, at, quote, runs)
    numbers: list[int] = []
    for n, (run,) in enumerate(runs, start=first):
        # One that was joined with the one before it stands in the same; an equal one is missing.
        if numbers[-1:] != [run[0]] or comparison.is_whole(n, run[0]):
            numbers += range(run[0], run[1] + 1)
    if numbers != list(range(numbers[0], numbers[-1] + 1)):
        return Verdict(Drift.MEANING, at, reason="its paragraphs no longer follow each other")
    return _kept(comparison, at, quote, (numbers[0], numbers[-1]))


def _kept(comparison: Comparison, at: Run, quote: str, whole: Run) -> Verdict:
    """The verdict on words that are proven to stand in the run `whole`."""
    article = comparison.article
    if whole[1] - whole[0] == at[1] - at[0]:  # neither cut nor joined: the address keeps its width
        places = [whole] if isinstance(locate(article, *whole, quote), Anchor) else []
    else:
        places = [p for p in places_of(article, quote) if whole[0] <= p[0] and p[1] <= whole[1]]
    if len(places) > 1:
        return Verdict(Drift.AMBIGUOUS, at, tuple(places), "its paragraph was cut in two")
    if not places:
        return _misaddressed(comparison, at, quote, whole)
    place = places[0]
    if place != at:
        return Verdict(Drift.MOVED, at, (place,), "the same words, in another paragraph")
    numbers = range(at[0], at[1] + 1)
    if all(comparison.exact(n, n) for n in numbers):
        return Verdict(Drift.UNCHANGED, at, (at,))
    return Verdict(Drift.HARMLESS, at, (at,), "the same words after folding")


def _of_several(
    comparison: Comparison, at: Run, quote: str, runs: Sequence[tuple[Run, ...]]
) -> Verdict:
    """The verdict on a citation of which a paragraph may stand in several places."""
    width = at[1] - at[0]
    starts = [
        (low, low + width)
        for low, _ in runs[0]
        if all(any(run == (low + n, low + n) for run in each) for n, each in enumerate(runs))
        and isinstance(locate(comparison.article, low, low + width, quote), Anchor)
    ]
    if len(starts) == 1:
        return Verdict(Drift.MOVED, at, (starts[0],), "the same words, in another paragraph")
    if starts:
        return Verdict(
            Drift.AMBIGUOUS, at, tuple(starts), "its paragraph stands there several times"
        )
    return _reread(comparison, at, quote)


def _misaddressed(comparison: Comparison, at: Run, quote: str, whole: Run) -> Verdict:
    """The verdict where the cited paragraph is what it was, and never held the quotation whole.

    In the very file that was locked, words that stand at one other place are what was meant. In
    another file they may be somebody else's; but a citation that was made since, or repaired
    already, stands where it says.
    """
    if whole[1] - whole[0] != at[1] - at[0]:
        return Verdict(Drift.MEANING, at, (whole,), "the quotation is cut in two")
    if isinstance(locate(comparison.article, *at, quote), Anchor):
        numbers = range(at[0], at[1] + 1)
        if comparison.open.isdisjoint(numbers):
            return Verdict(Drift.UNCHANGED, at, (at,))
        return Verdict(Drift.UNLOCKED, at, (at,), "the lock doesn't know that paragraph")
    places = places_of(comparison.article, quote)
    if places and not comparison.same_file:
        return Verdict(
            Drift.GONE,
            at,
            places,
            "it stands in another paragraph; are the addresses older than the lock?",
        )
    if len(places) == 1:
        return Verdict(Drift.MOVED, at, places, "it stands there, not at its address")
    if places:
        return Verdict(Drift.AMBIGUOUS, at, places, "the quotation stands in several paragraphs")
    return _near(comparison, at, quote, comparison.article.paragraphs)


def _reread(comparison: Comparison, at: Run, quote: str) -> Verdict:
    """The verdict on a citation whose paragraph is nowhere as it was."""
    article = comparison.article
    places = [
        run
        for run in places_of(article, quote)
        if not comparison.open.isdisjoint(range(run[0], run[1] + 1))
    ]
    if at in places:
        return Verdict(
            Drift.MEANING, at, (at,), "the quotation stands, the words around it changed"
        )
    paired = tuple(comparison.pairs.get(n, 0) for n in range(at[0], at[1] + 1))
    if len(places) > 1 and (paired[0], paired[-1]) in places:
        places = [(paired[0], paired[-1])]
    if len(places) == 1:
        reason = "the quotation stands elsewhere, and the words around it changed"
        return Verdict(Drift.MEANING, at, tuple(places), reason)
    if places:
        return Verdict(
            Drift.AMBIGUOUS, at, tuple(places), "the quotation stands in several changed paragraphs"
        )
    candidates = [p for p in article.paragraphs if p.n in comparison.open]
    return _near(comparison, at, quote, candidates)


def _near(comparison: Comparison, at: Run, quote: str, candidates: Sequence[Paragraph]) -> Verdict:
    """The verdict on a quotation that stands nowhere it could: edited, or gone."""
    article = comparison.article
    numbers = {comparison.pairs.get(n, n) for n in range(at[0], at[1] + 1)}
    named = [p for p in article.paragraphs if p.n in numbers]
    miss = nearest_words(candidates, named, quote)
    if miss.nearest is not None and miss.likeness >= NEAR:
        near = (miss.nearest, miss.nearest)
        return Verdict(Drift.MEANING, at, (near,), "the quotation has other words there", miss)
    others = places_of(article, quote)
    if others:
        reason = "its paragraph is gone; the same words stand in another that was there before"
        return Verdict(Drift.GONE, at, others, reason, miss)
    return Verdict(Drift.GONE, at, (), "its words are gone", miss)


def compare_all(index: Index, lock: Lock) -> Mapping[str, Comparison]:
    """Each source that the lock knows, beside what it was."""
    return MappingProxyType(
        {
            id_: compare(lock[id_], source.article, source.raw)
            for id_, source in index.sources.items()
            if id_ in lock
        }
    )


def verdicts(
    index: Index, comparisons: Mapping[str, Comparison], known: Container[str] = ()
) -> Iterator[tuple[Evidence, Verdict]]:
    """What became of each citation of an index, in its order; of none from the sources `known`."""
    for evidence in index.evidence():
        id_, at = evidence.at.source, (evidence.at.first, evidence.at.last)
        if id_ in known:
            continue
        if id_ not in index.sources:
            yield evidence, Verdict(Drift.GONE, at, reason="its source is no more")
        elif id_ not in comparisons:
            yield evidence, Verdict(Drift.UNLOCKED, at, reason="the lock doesn't know its source")
        else:
            comparison = comparisons[id_]
            state = dict(comparison.locked.unread).get(hash_citation(evidence))
            if state is None:
                yield evidence, follow(comparison, *at, evidence.quote)
            else:
                yield evidence, _unread(comparison, at, evidence.quote, Drift(state))


def _unread(comparison: Comparison, at: Run, quote: str, state: Drift) -> Verdict:
    """The verdict on a citation that had no place when the others were last given theirs.

    Its number is of an earlier numbering, so that what stands there now proves nothing.
    """
    return replace(_reread(comparison, at, quote), drift=state, reason=NOT_READ)


def follow_range(comparison: Comparison, first: int, last: int) -> Run | str:
    """Where paragraphs that are spoken of stand now, or why that can't be said.

    A changed one that stands where it stood is still the one that was meant.
    """
    if last > len(comparison.locked.paragraphs):
        return (first, last)  # said since the lock, of the article as it is
    numbers: list[int] = []
    for n in range(first, last + 1):
        runs = comparison.places.get(n, ())
        if len(runs) > 1:
            return "its words stand in several places"
        if not runs and comparison.pairs.get(n) != n:
            return "its words are gone or changed"
        low, high = runs[0] if runs else (n, n)
        numbers += [p for p in range(low, high + 1) if p not in numbers]
    if numbers != list(range(numbers[0], numbers[-1] + 1)):
        return "its paragraphs no longer follow each other"
    return numbers[0], numbers[-1]


def named(source: str, run: Run) -> str:
    """A run of paragraphs as an address is written."""
    return f"{source}#{run[0]}" if run[0] == run[1] else f"{source}#{run[0]}-{run[1]}"
