"""The repair: what became of every address of the seeds, and the edits that set moved ones right.

Only addresses whose words are proven to be the same are rewritten, in place: every other byte of a
file stays as it is, comments, quotation marks and order included. All else is left for a person,
and counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from hashiya.diagnostics import Complaints, Location
from hashiya.drift import Comparison, Drift, Run, Verdict, compare, named, verdicts
from hashiya.fold import FOLD_VERSION
from hashiya.index import Evidence, Index, Source
from hashiya.kinds import PartRange
from hashiya.lock import Lock, LockedSource, lock_source
from hashiya.numbering import Numbering, renumber
from hashiya.seeds import Mapping as YamlMapping
from hashiya.seeds import Scalar, Seeds, Sequence, Tree, parse_yaml

_NUMBERS = re.compile("(?<![0-9])([0-9]+)(?:-([0-9]+))?(?![0-9])")
_ADDRESS = re.compile("#([0-9]+)(?:-([0-9]+))?(?![0-9])")
_UNKNOWN = ("0" * 32, "0" * 32)
"""The hashes of a paragraph that nobody has read since it was put in: those of no words."""


@dataclass(frozen=True, slots=True)
class Edit:
    """An address at a place of a file, and the one it becomes; both as paragraph numbers."""

    where: Location
    old: Run
    new: Run


@dataclass(frozen=True, slots=True)
class Leftover:
    """An address that is left to a person, and why."""

    where: Location
    address: str
    reason: str


@dataclass(frozen=True, slots=True)
class Repair:
    """What is to be done after articles have changed.

    `verdicts` has every citation; `parts` counts the other addresses, those that say what is no
    body text, and `parts_moved` those that are rewritten. `edits` are sorted by place, one a place;
    `left` what is left to a person besides the citations that are not kept; `files` maps each path
    that changes to its new text; `lock` is what the lock is then.
    """

    verdicts: tuple[tuple[Evidence, Verdict], ...]
    parts: int
    parts_moved: int
    edits: tuple[Edit, ...]
    left: tuple[Leftover, ...]
    files: Mapping[str, str]
    lock: Lock

    @property
    def open(self) -> tuple[tuple[Evidence, Verdict], ...]:
        """The citations that a person has to read."""
        return tuple((e, v) for e, v in self.verdicts if not v.kept)


def repair(seeds: Seeds, index: Index, lock: Lock) -> Repair:
    """What `hashiya fix` would do with the seeds that `index` was read from."""
    found = tuple(verdicts(index, lock))
    texts = {file.path: file.text for file in (seeds.sources, *seeds.claims)}
    wanted: list[Edit] = []
    left: list[Leftover] = []
    parts = 0
    for evidence, verdict in found:
        if verdict.drift is Drift.MOVED:
            at = evidence.at
            wanted.append(Edit(at.where, (at.first, at.last), verdict.places[0]))
    for id_, source in index.sources.items():
        if id_ in lock:
            comparison = compare(lock[id_], source.article, source.raw)
            for each in (*source.parts, *source.unused):
                parts += 1
                moved = _moved_part(comparison, each)
                if isinstance(moved, str):
                    left.append(Leftover(each.where, named(id_, (each.first, each.last)), moved))
                elif moved != (each.first, each.last):
                    wanted.append(Edit(each.where, (each.first, each.last), moved))
    edits, refused = _agreed(wanted, texts)
    left += (
        Leftover(edit.where, f"#{edit.old[0]}", f"it can't be rewritten in place: {why}")
        for edit, why in refused
    )
    sources_path = seeds.sources.path
    return Repair(
        found,
        parts,
        sum(edit.where.path == sources_path for edit in edits),
        edits,
        tuple(sorted(left, key=lambda each: each.where)),
        MappingProxyType(dict(_rewritten(edits, texts))),
        MappingProxyType({id_: carried(s, lock.get(id_)) for id_, s in index.sources.items()}),
    )


def _moved_part(comparison: Comparison, part: PartRange) -> Run | str:
    """Where the paragraphs of a part stand now, or why that can't be said."""
    numbers: list[int] = []
    if part.last > len(comparison.locked.paragraphs):
        return (part.first, part.last)  # said since the lock, of the article as it is
    for n in range(part.first, part.last + 1):
        runs = comparison.places.get(n, ())
        if len(runs) != 1:
            if comparison.pairs.get(n) == n:
                numbers.append(n)
                continue
            return "its words stand in several places" if runs else "its words are gone or changed"
        numbers += [p for p in range(runs[0][0], runs[0][1] + 1) if p not in numbers]
    if numbers != list(range(numbers[0], numbers[-1] + 1)):
        return "its paragraphs no longer follow each other"
    return numbers[0], numbers[-1]


def _agreed(
    wanted: Iterable[Edit], texts: Mapping[str, str]
) -> tuple[tuple[Edit, ...], list[tuple[Edit, str]]]:
    """One edit a place, and those that can't be made, with the reason.

    Two citations share a place where one is an alias of the other; they may not disagree.
    """
    by_place: dict[tuple[str, tuple[int, int] | None], list[Edit]] = {}
    for edit in wanted:
        by_place.setdefault((edit.where.path, edit.where.span), []).append(edit)
    agreed: list[Edit] = []
    refused: list[tuple[Edit, str]] = []
    for (path, span), edits in by_place.items():
        if len({edit.new for edit in edits}) > 1:
            refused.append((edits[0], "two citations share it by an alias, and moved apart"))
        elif span is None or _numbers_in(texts[path][slice(*span)], edits[0].old) is None:
            refused.append((edits[0], "it is not written as plain digits"))
        else:
            agreed.append(edits[0])
    return tuple(sorted(agreed, key=lambda e: (e.where.path, e.where.span or (0, 0)))), refused


def _numbers_in(written: str, old: Run) -> tuple[int, int] | None:
    """Where the numbers of an address stand in a scalar as it is written, or None."""
    pattern = _ADDRESS if "#" in written else _NUMBERS
    found = list(pattern.finditer(written))
    if len(found) != 1 or (int(found[0][1]), int(found[0][2] or found[0][1])) != old:
        return None
    return found[0].start(1), found[0].end()


def _rewritten(edits: Iterable[Edit], texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each file that changes, as it is then.

    Raises: AssertionError where a file would read back with anything else changed: a bug.
    """
    by_path: dict[str, list[Edit]] = {}
    for edit in edits:
        by_path.setdefault(edit.where.path, []).append(edit)
    for path, here in by_path.items():
        text = texts[path]
        for edit in reversed(here):
            start, end = edit.where.span or (0, 0)
            found = _numbers_in(text[start:end], edit.old)
            if found is None:
                raise AssertionError(f"{edit.where}: an address that was there is not")
            first, last = edit.new
            numbers = f"{first}-{last}" if last > first else f"{first}"
            text = text[: start + found[0]] + numbers + text[start + found[1] :]
        _expect_only_addresses(path, texts[path], text, len(here))
        yield path, text


def _expect_only_addresses(path: str, old: str, new: str, most: int) -> None:
    """Raises: AssertionError where two texts read as more different than `most` addresses are."""
    complaints = Complaints()
    before, after = (_scalars(parse_yaml(text, path, complaints)) for text in (old, new))
    places = {a.where.span for a, b in zip(before, after, strict=True) if a.text != b.text}
    if complaints.errors or len(places) > most:
        raise AssertionError(f"{path}: more would change than addresses")


def _scalars(tree: Tree | None) -> list[Scalar]:
    if isinstance(tree, Scalar):
        return [tree]
    if isinstance(tree, Sequence):
        return [scalar for value in tree.values for scalar in _scalars(value)]
    if isinstance(tree, YamlMapping):
        return [s for key, value in tree.pairs for s in (key, *_scalars(value))]
    return []


# --- the lock after it ----------------------------------------------------------------------------


def relocked(index: Index, before: Lock) -> Lock:
    """The lock of an index as it is: all of it is taken as read. Earlier names stay as aliases."""
    return MappingProxyType(
        {id_: _relocked(source, before.get(id_)) for id_, source in index.sources.items()}
    )


def _relocked(source: Source, before: LockedSource | None) -> LockedSource:
    fresh = lock_source(source.raw, source.article)
    if before is None or before.file == fresh.file:
        return fresh if before is None else replace(fresh, numbering=before.numbering)
    return replace(fresh, numbering=_renumbered(compare(before, source.article)))


def carried(source: Source, before: LockedSource | None) -> LockedSource:
    """The lock of a source after its addresses were set right, in which nothing more is read.

    A paragraph that is proven to be what it was is locked at its new number. One that stands in the
    place of a changed one keeps the hashes of that, so that it is still known as changed; any other
    gets those of no words. The hash of the file stays the old one while anything is left to read.
    """
    fresh = lock_source(source.raw, source.article)
    if before is None or before.file == fresh.file:
        return before or fresh
    comparison = compare(before, source.article)
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
