"""The lock: what each address pointed at when an author last looked, and what moved since."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from hashiya.anchors import Anchor
from hashiya.diagnostics import Complaints, Location, shown
from hashiya.fold import FOLD_VERSION, fold_text
from hashiya.index import Evidence, Index
from hashiya.seeds import LOCK_NAME, Scalar, Sequence, parse_yaml
from hashiya.seeds import Mapping as YamlMapping

_HASH_DIGITS = 32
"""Hexadecimal digits kept of a paragraph's SHA-256: 128 bits tell any two paragraphs apart."""


@dataclass(frozen=True, slots=True)
class LockedSource:
    """What a source was: the file's SHA-256, and per paragraph its hash and its folded hash."""

    file: str
    fold: int
    paragraphs: tuple[tuple[str, str], ...]


Lock = Mapping[str, LockedSource]


class Drift(StrEnum):
    """What became of a citation since the lock; each is in exactly one state."""

    UNCHANGED = "unchanged"
    MOVED = "moved"
    HARMLESS = "harmlessly edited"
    MEANING = "edited in meaning"
    AMBIGUOUS = "ambiguous"
    GONE = "gone"
    UNLOCKED = "not in the lock"


@lru_cache(maxsize=65_536)
def hash_paragraph(text: str) -> tuple[str, str]:
    """The hash of a paragraph as it stands, and after folding and trimming."""
    return _digest(text), _digest(fold_text(text).strip())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_HASH_DIGITS]


def render_lock(index: Index) -> str:
    """The text of seeds.lock for an index; sources in the order of their ids."""
    lines = [
        "# Written by `hashiya lock`. What each address pointed at; not to be edited.",
        "version: 1",
        "sources:" if index.sources else "sources: {}",
    ]
    for id_, source in sorted(index.sources.items()):
        lines += [
            f"  {id_}:",
            f"    file: {hashlib.sha256(source.raw).hexdigest()}",
            f"    fold: {FOLD_VERSION}",
            "    paragraphs:",
        ]
        for paragraph in source.article.paragraphs:
            plain, folded = hash_paragraph(paragraph.text)
            lines.append(f'      - ["{plain}", "{folded}"]')
    return "\n".join(lines) + "\n"


def parse_lock(text: str, folder: str) -> Lock:
    """The lock that `render_lock` wrote.

    Raises: SeedErrors where it is anything else.
    """
    path = f"{folder}/{LOCK_NAME}"
    complaints = Complaints()
    tree = parse_yaml(text, path, complaints)
    complaints.raise_any()
    sources = tree.get("sources") if isinstance(tree, YamlMapping) else None
    found: dict[str, LockedSource] = {}
    version = tree.get("version") if isinstance(tree, YamlMapping) else None
    if not isinstance(sources, YamlMapping) or getattr(version, "value", None) != 1:
        complaints.add(
            "R120",
            Location(path, 1),
            "no lock of version 1, expected one as `hashiya lock` writes it",
        )
        complaints.raise_any()
        return found
    for key, entry in sources.pairs:
        locked = _locked_source(entry)
        if locked is None:
            complaints.add(
                "R120",
                key.where,
                f"the lock of {shown(key.text)} is damaged, expected "
                "it as `hashiya lock` writes it",
            )
        else:
            found[key.text] = locked
    complaints.raise_any()
    return found


def changes_since(index: Index, lock: Lock) -> tuple[str, ...]:
    """What an index has that a lock has not, a line each: sources, and paragraphs by address."""
    found: list[str] = [f"{id_}: gone" for id_ in sorted(lock.keys() - index.sources.keys())]
    for id_, source in sorted(index.sources.items()):
        if id_ not in lock:
            found.append(f"{id_}: new")
            continue
        before, now = lock[id_].paragraphs, source.article.paragraphs
        for n in range(1, max(len(before), len(now)) + 1):
            if n > len(now):
                found.append(f"{id_}#{n}: gone")
            elif n > len(before):
                found.append(f"{id_}#{n}: new, {shown(now[n - 1].text.strip(), 60)}")
            elif hash_paragraph(now[n - 1].text) != before[n - 1]:
                found.append(f"{id_}#{n}: changed, {shown(now[n - 1].text.strip(), 60)}")
    return tuple(found)


def _locked_source(entry: object) -> LockedSource | None:
    if not isinstance(entry, YamlMapping):
        return None
    file, fold, rows = entry.get("file"), entry.get("fold"), entry.get("paragraphs")
    if not (
        isinstance(file, Scalar)
        and re.fullmatch("[0-9a-f]{64}", file.text)
        and isinstance(fold, Scalar)
        and isinstance(fold.value, int)
        and isinstance(rows, Sequence)
    ):
        return None
    hashes: list[tuple[str, str]] = []
    for row in rows.values:
        if not isinstance(row, Sequence) or len(row.values) != 2:
            return None
        plain, folded = (v.text if isinstance(v, Scalar) else "" for v in row.values)
        if not all(re.fullmatch(f"[0-9a-f]{{{_HASH_DIGITS}}}", h) for h in (plain, folded)):
            return None
        hashes.append((plain, folded))
    return LockedSource(file.text, fold.value, tuple(hashes))


def drift_of(index: Index, lock: Lock, evidence: Evidence) -> tuple[Drift, tuple[int, ...]]:
    """What became of a citation, and the paragraphs (1-based) where its words stand now."""
    source = index.sources.get(evidence.at.source)
    locked = lock.get(evidence.at.source)
    if source is None:
        return Drift.GONE, ()
    numbers = range(evidence.at.first, evidence.at.last + 1)
    if locked is None or locked.fold != FOLD_VERSION or numbers[-1] > len(locked.paragraphs):
        return Drift.UNLOCKED, ()
    now = [hash_paragraph(p.text) for p in source.article.paragraphs]
    here = [now[n - 1] if n <= len(now) else ("", "") for n in numbers]
    then = [locked.paragraphs[n - 1] for n in numbers]
    if here == then:
        return Drift.UNCHANGED, tuple(numbers)
    if [folded for _, folded in here] == [folded for _, folded in then]:
        return Drift.HARMLESS, tuple(numbers)
    wanted = [folded for _, folded in then]
    width = len(wanted)
    places = [
        at + 1
        for at in range(len(now) - width + 1)
        if [folded for _, folded in now[at : at + width]] == wanted
    ]
    if len(places) == 1:
        return Drift.MOVED, tuple(range(places[0], places[0] + width))
    if places:
        return Drift.AMBIGUOUS, tuple(places)
    return _drift_by_quotation(evidence)


def _drift_by_quotation(evidence: Evidence) -> tuple[Drift, tuple[int, ...]]:
    """What became of a citation whose whole paragraph stands nowhere any more."""
    numbers = range(evidence.at.first, evidence.at.last + 1)
    if isinstance(evidence.anchor, Anchor):
        return Drift.MEANING, tuple(numbers)
    elsewhere = evidence.anchor.elsewhere if evidence.anchor is not None else ()
    if len(elsewhere) == 1:
        return Drift.MOVED, tuple(range(elsewhere[0][0], elsewhere[0][1] + 1))
    if elsewhere:
        return Drift.AMBIGUOUS, tuple(first for first, _ in elsewhere)
    near = evidence.anchor.nearest if evidence.anchor is not None else None
    if near is not None and near in numbers:
        return Drift.MEANING, (near,)
    return Drift.GONE, ()
