"""The lock: what each address pointed at when an author last looked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from hashiya.articles import Article
from hashiya.diagnostics import Complaints, Location, shown
from hashiya.fold import FOLD_VERSION, fold_text
from hashiya.index import Evidence, Index
from hashiya.kinds import PartRange
from hashiya.numbering import FIRST, Numbering
from hashiya.seeds import LOCK_NAME, Scalar, Sequence, parse_yaml
from hashiya.seeds import Mapping as YamlMapping

UNREAD_STATES = frozenset({"edited in meaning", "ambiguous", "gone"})
HASH_DIGITS = 32
"""Hexadecimal digits kept of a paragraph's SHA-256: 128 bits tell any two paragraphs apart."""

_PARAGRAPH_ID = re.compile("(?:r([1-9][0-9]{0,5})-)?p[1-9][0-9]{0,8}")


@dataclass(frozen=True, slots=True)
class LockedSource:
    """What a source was: the file's SHA-256, and per paragraph its hash and its folded hash.

    `numbering` is how its paragraphs are named on its page. `unread` are the citations and the
    ranges, as `hash_citation` and `hash_range` have them, that were not kept when the other
    addresses were last set right, each with what had become of it: until somebody reads them, their
    old numbers mean nothing.
    """

    file: str
    fold: int
    paragraphs: tuple[tuple[str, str], ...]
    numbering: Numbering = FIRST
    unread: tuple[tuple[str, str], ...] = ()

    def is_same_file(self, other: LockedSource) -> bool:
        """Whether both are of one file, byte for byte and paragraph by paragraph.

        The hash of the file alone doesn't say so: a lock that was carried over to a changed article
        keeps it while anything is left to read, and then the article may be put back.
        """
        plain = [[each for each, _ in source.paragraphs] for source in (self, other)]
        return self.file == other.file and plain[0] == plain[1]


Lock = Mapping[str, LockedSource]


@lru_cache(maxsize=65_536)
def hash_paragraph(text: str) -> tuple[str, str]:
    """The hash of a paragraph as it stands, and after folding and trimming."""
    return _digest(text), _digest(fold_text(text).strip())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:HASH_DIGITS]


def hash_file(raw: bytes) -> str:
    """The hash of an article as it was received."""
    return hashlib.sha256(raw).hexdigest()


def hash_citation(evidence: Evidence) -> str:
    """The hash of a citation: its claim, its address and its words, folded."""
    return _digest(f"{evidence.claim} {evidence.at}\n{fold_text(evidence.quote).strip()}")


def hash_range(source: str, each: PartRange) -> str:
    """The hash of what a source's entry says of paragraphs: which ones, and what they are."""
    return _digest(f"{source} {each.part or '-'} {each.first}-{each.last}")


def lock_source(raw: bytes, article: Article) -> LockedSource:
    """What an article is now, its paragraphs numbered for the first time."""
    hashes = tuple(hash_paragraph(paragraph.text) for paragraph in article.paragraphs)
    return LockedSource(hash_file(raw), FOLD_VERSION, hashes)


def lock_of(index: Index) -> Lock:
    """What each source of an index is now, numbered for the first time."""
    return {id_: lock_source(s.raw, s.article) for id_, s in index.sources.items()}


def render_lock(lock: Lock) -> str:
    """The text of seeds.lock; sources in the order of their ids."""
    lines = [
        "# Written by `hashiya lock`. What each address pointed at; not to be edited.",
        "version: 1",
        "sources:" if lock else "sources: {}",
    ]
    for id_, source in sorted(lock.items()):
        lines += [f"  {id_}:", f"    file: {source.file}", f"    fold: {source.fold}"]
        numbering = source.numbering
        if numbering.revision > 1:
            lines.append(f"    revision: {numbering.revision}")
        if numbering.aliases:
            lines.append("    aliases:")
            lines += [f"      {old}: {n or 'null'}" for old, n in numbering.aliases]
        if source.unread:
            lines.append("    unread:")
            lines += [f"      {key}: {state}" for key, state in sorted(source.unread)]
        lines.append("    paragraphs:")
        lines += [f'      - ["{plain}", "{folded}"]' for plain, folded in source.paragraphs]
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
        if not all(re.fullmatch(f"[0-9a-f]{{{HASH_DIGITS}}}", h) for h in (plain, folded)):
            return None
        hashes.append((plain, folded))
    numbering, unread = _numbering(entry, len(hashes)), _unread(entry)
    if numbering is None or unread is None:
        return None
    return LockedSource(file.text, fold.value, tuple(hashes), numbering, unread)


def _unread(entry: YamlMapping) -> tuple[tuple[str, str], ...] | None:
    """The citations that nobody has read, or None where that is damaged."""
    found = entry.get("unread")
    if found is None:
        return ()
    pairs = found.pairs if isinstance(found, YamlMapping) else ()
    unread = {key.text: value.text for key, value in pairs if isinstance(value, Scalar)}
    sound = all(re.fullmatch(f"[0-9a-f]{{{HASH_DIGITS}}}", key) for key in unread)
    if not unread or not sound or set(unread.values()) - UNREAD_STATES:
        return None
    return tuple(unread.items())


def _numbering(entry: YamlMapping, count: int) -> Numbering | None:
    """How the paragraphs are named, or None where that is damaged."""
    revision, aliases = entry.get("revision"), entry.get("aliases")
    number = revision.value if isinstance(revision, Scalar) else 1 if revision is None else None
    pairs = () if aliases is None else aliases.pairs if isinstance(aliases, YamlMapping) else None
    if not isinstance(number, int) or isinstance(number, bool) or number < 1 or pairs is None:
        return None
    named: list[tuple[str, int | None]] = []
    for key, value in pairs:
        n = value.value if isinstance(value, Scalar) else 0
        known = n is None or (isinstance(n, int) and not isinstance(n, bool) and 1 <= n <= count)
        match = _PARAGRAPH_ID.fullmatch(key.text)
        if not known or not match or int(match[1] or 1) >= number + (n is None):
            return None
        named.append((key.text, n if isinstance(n, int) else None))
    return Numbering(number, tuple(named))
