"""The repair: what became of every address of the seeds, and the edits that set moved ones right.

Only addresses whose words are proven to be the same are rewritten, in place: every other byte of a
file stays as it is, comments, quotation marks and order included. All else is left for a person,
and counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from types import MappingProxyType

from hashiya.anchors import Anchor, Miss, word_diff
from hashiya.articles import Article
from hashiya.diagnostics import Complaints, Location
from hashiya.drift import (
    NOT_READ,
    Comparison,
    Drift,
    Run,
    Verdict,
    compare,
    compare_all,
    follow_range,
    named,
    verdicts,
)
from hashiya.fold import FOLD_VERSION
from hashiya.index import Evidence, Index, Source
from hashiya.kinds import PartRange
from hashiya.lock import UNREAD_STATES, Lock, LockedSource, hash_citation, hash_range, lock_source
from hashiya.numbering import Numbering, renumber
from hashiya.seeds import Mapping as YamlMapping
from hashiya.seeds import Scalar, SeedFile, Seeds, Sequence, Tree, parse_yaml

_NUMBERS = re.compile("(?<![0-9])([0-9]+)(?:-([0-9]+))?(?![0-9])")
_ADDRESS = re.compile("#([0-9]+)(?:-([0-9]+))?(?![0-9])")
_NAMED = re.compile(
    "(?<![A-Za-z0-9-])([a-z0-9]+(?:-[a-z0-9]+)*)#([0-9]{1,8})(?:-([0-9]{1,8}))?(?![0-9-])"
)
_REASONS = frozenset({"note", "parts", "unused", "accept"})
_MOST_COMPARED = 20_000
"""Code points of a paragraph whose words are compared; of a longer one the rest is not shown."""
_UNKNOWN = ("0" * 32, "0" * 32)
"""The hashes of a paragraph that nobody has read since it was put in: those of no words."""


@dataclass(frozen=True, slots=True)
class Edit:
    """The numbers of an address in a file's text, as a half-open range, and what they become.

    `other` is whether they are no citation's.
    """

    where: Location
    start: int
    end: int
    old: Run
    new: Run
    other: bool

    @property
    def numbers(self) -> str:
        """The new numbers as an address has them."""
        first, last = self.new
        return f"{first}-{last}" if last > first else f"{first}"


@dataclass(frozen=True, slots=True)
class Leftover:
    """An address that is left to a person, and why."""

    where: Location
    address: str
    reason: str


@dataclass(frozen=True, slots=True)
class Repair:
    """What is to be done after articles have changed.

    `verdicts` has every citation. `others` counts the other addresses: those that say what is no
    body text, or what a correction concerns, and those that notes name. `edits` are sorted by
    place, none within another; `moved` are the sources, sorted, that changed and of which addresses
    have to follow. `left` are the addresses left to a person besides the citations that are not
    kept; `files` maps each path that changes to its old and its new text; `lock` is what the lock
    is then.
    """

    verdicts: tuple[tuple[Evidence, Verdict], ...]
    others: int
    edits: tuple[Edit, ...]
    moved: tuple[str, ...]
    left: tuple[Leftover, ...]
    files: Mapping[str, tuple[str, str]]
    lock: Lock

    @property
    def open(self) -> tuple[tuple[Evidence, Verdict], ...]:
        """The citations that a person has to read."""
        return tuple((e, v) for e, v in self.verdicts if not v.kept)

    def count(self, drift: Drift) -> int:
        """How many citations are in a state."""
        return sum(verdict.drift is drift for _, verdict in self.verdicts)


@dataclass(frozen=True, slots=True)
class _Wish:
    """An address at a place, as `source#first-last`, and what it should become, or why not."""

    where: Location
    source: str
    old: Run
    new: Run | str
    ranges: PartRange | None = None
    other: bool = True
    concerned: bool = False


def repair(
    seeds: Seeds,
    index: Index,
    lock: Lock,
    before: Mapping[str, Article] = MappingProxyType({}),
) -> Repair:
    """What `hashiya fix` would do with the seeds that `index` was read from.

    `before` are articles as they were locked, by source, where somebody still has them: then what
    changed around a quotation can be shown.
    """
    comparisons = compare_all(index, lock)
    found = tuple(
        (e, _with_surroundings(v, before.get(e.at.source), index.sources.get(e.at.source)))
        for e, v in verdicts(index, comparisons)
    )
    wishes = [
        _Wish(e.at.where, e.at.source, v.at, v.places[0], other=False)
        for e, v in found
        if v.drift is Drift.MOVED
    ]
    others = [
        _Wish(
            each.where,
            id_,
            (each.first, each.last),
            _followed(comparison, id_, each),
            ranges=each,
            concerned=each.part is None and each.reason is None,
        )
        for id_, comparison in comparisons.items()
        for each in index.sources[id_].ranges()
    ]
    others = [_apart(wish, others) for wish in others]
    lost = [wish for wish in others if isinstance(wish.new, str)]
    files = {file.path: file for file in (seeds.sources, *seeds.claims, *seeds.entities)}
    named_in_notes = [wish for file in files.values() for wish in _in_notes(file, comparisons)]
    edits, left = _agreed((*wishes, *others, *named_in_notes), files)
    touched = {source for source, _ in edits}
    return Repair(
        found,
        len(others) + len(named_in_notes),
        tuple(edit for _, edit in edits),
        tuple(sorted(id_ for id_ in touched if not comparisons[id_].same_file)),
        tuple(sorted(left, key=lambda each: each.where)),
        MappingProxyType(dict(_rewritten((edit for _, edit in edits), files))),
        MappingProxyType(
            {
                id_: carried(index.sources[id_], comparison, _left(id_, found, lost))
                if id_ in touched
                else comparison.locked
                for id_, comparison in comparisons.items()
            }
        ),
    )


def _apart(wish: _Wish, others: Iterable[_Wish]) -> _Wish:
    """A wish, unless its paragraph was joined with one of which something else is said.

    A paragraph has one part; a correction may concern any.
    """
    if isinstance(wish.new, str) or wish.new == wish.old or wish.concerned:
        return wish
    low, high = wish.new
    for each in others:
        same = each.source == wish.source and not each.concerned and each is not wish
        if same and not isinstance(each.new, str) and each.new[0] <= high and low <= each.new[1]:
            reason = "it stands in one paragraph with another of which something is said"
            return replace(wish, new=reason)
    return wish


def _followed(comparison: Comparison, source: str, each: PartRange) -> Run | str:
    """Where the paragraphs of a range stand now, or why that can't be said."""
    if hash_range(source, each) in dict(comparison.locked.unread):
        return NOT_READ
    return follow_range(comparison, each.first, each.last)


def _with_surroundings(verdict: Verdict, old: Article | None, source: Source | None) -> Verdict:
    """The verdict on a quotation that stands in a changed paragraph, with what changed there."""
    edited = verdict.drift is Drift.MEANING and verdict.miss is None and len(verdict.places) == 1
    if not edited or old is None or source is None or verdict.at[1] > len(old.paragraphs):
        return verdict
    place = verdict.places[0]
    texts = [
        " ".join(p.text for p in article.paragraphs[first - 1 : last])[:_MOST_COMPARED]
        for article, (first, last) in ((old, verdict.at), (source.article, place))
    ]
    words = (texts[0], texts[1])
    return replace(verdict, miss=Miss(verdict.reason, (), place[0], word_diff(*words), words))


def _in_notes(file: SeedFile, comparisons: Mapping[str, Comparison]) -> Iterator[_Wish]:
    """The addresses that the notes and reasons of a file name, for their authors' own use."""
    for scalar in _notes(file.tree):
        start, end = scalar.where.span or (0, 0)
        for match in _NAMED.finditer(file.text, start, end):
            comparison = comparisons.get(match[1])
            old = (int(match[2]), int(match[3] or match[2]))
            if comparison is not None and 0 < old[0] <= old[1]:
                where = replace(scalar.where, span=(match.start(2), match.end()))
                yield _Wish(where, match[1], old, follow_range(comparison, *old))


def _notes(tree: Tree | None) -> Iterator[Scalar]:
    """The values of `note`, and the reasons of parts, of what is unused and of what is accepted."""
    if isinstance(tree, Sequence):
        for each in tree.values:
            yield from _notes(each)
    elif isinstance(tree, YamlMapping):
        for key, value in tree.pairs:
            if key.text in _REASONS:
                yield from _scalars(value, keys=False)
            else:
                yield from _notes(value)


def _agreed(
    wishes: Iterable[_Wish], files: Mapping[str, SeedFile]
) -> tuple[list[tuple[str, Edit]], list[Leftover]]:
    """The edits, sorted, one a place, with the sources they speak of, and what is left.

    Two citations share a place where one is an alias of the other; they may not disagree.
    """
    by_place: dict[tuple[str, Run | None], list[_Wish]] = {}
    for wish in wishes:
        by_place.setdefault((wish.where.path, wish.where.span), []).append(wish)
    edits: list[tuple[str, Edit]] = []
    left: list[Leftover] = []
    for (path, span), same in by_place.items():
        wish = same[0]
        address = named(wish.source, wish.old)
        if isinstance(wish.new, str):
            left.append(Leftover(wish.where, address, wish.new))
        elif len({each.new for each in same}) > 1:
            reason = "two citations share it by an alias, and moved apart"
            left.append(Leftover(wish.where, address, reason))
        elif wish.new != wish.old:
            written = _numbers_in(files[path].text[slice(*span)], wish.old) if span else None
            if span is None or written is None:
                reason = f"it moved to {named(wish.source, wish.new)} and is not written plainly"
                left.append(Leftover(wish.where, address, reason))
            else:
                start, end = span[0] + written[0], span[0] + written[1]
                edits.append(
                    (wish.source, Edit(wish.where, start, end, wish.old, wish.new, wish.other))
                )
    return sorted(edits, key=lambda pair: (pair[1].where.path, pair[1].start)), left


def _numbers_in(written: str, old: Run) -> tuple[int, int] | None:
    """Where the numbers of an address stand in a scalar as it is written, or None."""
    pattern = _ADDRESS if "#" in written else _NUMBERS
    found = list(pattern.finditer(written))
    if len(found) != 1 or (int(found[0][1]), int(found[0][2] or found[0][1])) != old:
        return None
    return found[0].start(1), found[0].end()


def _rewritten(
    edits: Iterable[Edit], files: Mapping[str, SeedFile]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each file that changes, as it is and as it is then.

    Raises: AssertionError where a file would read back with anything else changed: a bug.
    """
    for path, here in groupby(edits, key=lambda edit: edit.where.path):
        old, parts, at = files[path].text, [], 0
        changes = 0
        for edit in here:
            parts += [old[at : edit.start], edit.numbers]
            at = edit.end
            changes += 1
        new = "".join((*parts, old[at:]))
        _expect_only_addresses(path, old, new, changes)
        yield path, (old, new)


def _expect_only_addresses(path: str, old: str, new: str, most: int) -> None:
    """Raises: AssertionError where two texts read as more different than `most` addresses are."""
    complaints = Complaints()
    before, after = (_scalars(parse_yaml(text, path, complaints)) for text in (old, new))
    places = {a.where.span for a, b in zip(before, after, strict=True) if a.text != b.text}
    if complaints.errors or len(places) > most:
        raise AssertionError(f"{path}: more would change than addresses")


def _scalars(tree: Tree | None, *, keys: bool = True) -> list[Scalar]:
    if isinstance(tree, Scalar):
        return [tree]
    if isinstance(tree, Sequence):
        return [scalar for value in tree.values for scalar in _scalars(value, keys=keys)]
    if isinstance(tree, YamlMapping):
        return [
            scalar
            for key, value in tree.pairs
            for scalar in (*((key,) if keys else ()), *_scalars(value, keys=keys))
        ]
    return []


# --- the lock after it ----------------------------------------------------------------------------


def relocked(index: Index, before: Lock, found: Iterable[tuple[Evidence, Verdict]]) -> Lock:
    """The lock of an index as it is: all of it is taken as read. Earlier names stay as aliases.

    `found` is what became of each citation since the lock `before`. A citation whose words don't
    stand at its address can't have been read; it stays remembered.
    """
    unread: dict[str, list[tuple[str, str]]] = {}
    for evidence, verdict in found:
        if str(verdict.drift) in UNREAD_STATES and not isinstance(evidence.anchor, Anchor):
            entry = (hash_citation(evidence), str(verdict.drift))
            unread.setdefault(evidence.at.source, []).append(entry)
    return MappingProxyType(
        {
            id_: _relocked(source, before.get(id_), tuple(unread.get(id_, ())))
            for id_, source in index.sources.items()
        }
    )


def _relocked(
    source: Source, before: LockedSource | None, unread: tuple[tuple[str, str], ...]
) -> LockedSource:
    fresh = lock_source(source.raw, source.article)
    if before is None:
        return fresh
    same = before.is_same_file(fresh)
    numbering = before.numbering if same else _renumbered(compare(before, source.article))
    return replace(fresh, numbering=numbering, unread=tuple(sorted(set(unread))))


def _left(
    source: str, found: Iterable[tuple[Evidence, Verdict]], lost: Iterable[_Wish]
) -> tuple[tuple[str, str], ...]:
    """What of a source keeps its old numbers because it is for a person to read."""
    citations = (
        (hash_citation(evidence), str(verdict.drift))
        for evidence, verdict in found
        if evidence.at.source == source and str(verdict.drift) in UNREAD_STATES
    )
    ranges = (
        (hash_range(source, wish.ranges), str(Drift.GONE))
        for wish in lost
        if wish.source == source and wish.ranges is not None
    )
    return tuple(sorted(dict((*citations, *ranges)).items()))


def carried(
    source: Source, comparison: Comparison, left: tuple[tuple[str, str], ...]
) -> LockedSource:
    """The lock of a source after its addresses were set right, in which nothing more is read.

    A paragraph that is proven to be what it was is locked at its new number. One that stands in the
    place of a changed one keeps the hashes of that, so that it is still known as changed; any other
    gets those of no words. The hash of the file stays the old one while anything is left to read,
    and what is `left` is remembered, because it keeps its old numbers.
    """
    before = comparison.locked
    if comparison.same_file:
        return before
    fresh = lock_source(source.raw, source.article)
    old = {now: then for then, now in comparison.pairs.items()}
    paragraphs = []
    for paragraph, hashes in zip(source.article.paragraphs, fresh.paragraphs, strict=True):
        if paragraph.n not in comparison.open:
            paragraphs.append(hashes)
        elif paragraph.n in old and before.fold == FOLD_VERSION:
            paragraphs.append(before.paragraphs[old[paragraph.n] - 1])
        else:
            paragraphs.append(_UNKNOWN)
    sure = sum(len(runs) == 1 for runs in comparison.places.values())
    settled = not comparison.open and sure == len(before.paragraphs)
    return LockedSource(
        fresh.file if settled else before.file,
        FOLD_VERSION,
        tuple(paragraphs),
        _renumbered(comparison),
        left,
    )


def _renumbered(comparison: Comparison) -> Numbering:
    """The names of the paragraphs after a change; a changed one keeps those of its place."""
    count = len(comparison.locked.paragraphs)
    places: dict[int, int | None] = {}
    for n in range(1, count + 1):
        runs = comparison.places.get(n, ())
        places[n] = runs[0][0] if len(runs) == 1 else comparison.pairs.get(n)
    return renumber(
        comparison.locked.numbering,
        places,
        len(comparison.article.paragraphs),
        before_count=count,
    )
