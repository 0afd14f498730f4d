"""A repair as text: a diff of the seeds, and what is left to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import unified_diff
from functools import cache

from hashiya.drift import Drift, Verdict, named
from hashiya.guard import explain, touched
from hashiya.index import Evidence, Index
from hashiya.mentions import Names, names_of
from hashiya.repair import Repair


def repair_diff(found: Repair) -> Iterator[str]:
    """The files that change as a unified diff, which `patch -p1` and `git apply` take."""
    for path, (old, new) in found.files.items():
        before, after = _lines(old), _lines(new)
        for line in unified_diff(before, after, f"a/{path}", f"b/{path}"):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """Lines that end with LF and with nothing else, as a diff counts them."""
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def repair_lines(index: Index, found: Repair) -> Iterator[str]:
    """What a person has to read, by place; then the counts, which leave none out."""
    names = _names(index)
    told = [
        (e.at.where, f"{e.at.where}: {e.claim} rests on {e.at}, {_told(index, names, e, v)}")
        for e, v in found.open
    ]
    told += [
        (each.where, f"{each.where}: the address {each.address} stays: {each.reason}")
        for each in found.left
    ]
    yield from (line for _, line in sorted(told))
    states = ", ".join(
        f"{found.count(drift)} {drift}"
        for drift in Drift
        if drift is not Drift.UNLOCKED or found.count(drift)
    )
    yield f"{len(found.verdicts)} citations: {states}"
    others = sum(edit.other for edit in found.edits)
    yield (
        f"{found.others} other addresses (parts, unused, corrections, notes): "
        f"{others} to rewrite, {len(found.left)} left to you"
    )


def repair_records(index: Index, found: Repair) -> list[dict[str, object]]:
    """The public JSON shape of a repair: a record a citation, in the order of the index.

    `to` are the addresses where it may stand now; `touches` what a difference of words touches,
    empty where there is none to show.
    """
    names = _names(index)
    return [
        {
            "claim": evidence.claim,
            "evidence": evidence.number,
            "path": evidence.at.where.path,
            "line": evidence.at.where.line,
            "at": str(evidence.at),
            "drift": str(verdict.drift),
            "kept": verdict.kept,
            "to": [named(evidence.at.source, run) for run in verdict.places],
            "reason": verdict.reason,
            "difference": verdict.miss.difference if verdict.miss else "",
            "touches": _touches(index, names, evidence, verdict),
        }
        for evidence, verdict in found.verdicts
    ]


_NamesOf = Callable[[str], Names]


def _names(index: Index) -> _NamesOf:
    """The names of all entities in a language, made when one asks for them."""
    return cache(lambda lang: names_of(index, lang))


def _lang(index: Index, evidence: Evidence) -> str:
    source = index.sources.get(evidence.at.source)
    return source.lang if source else ""


def _told(index: Index, names: _NamesOf, evidence: Evidence, verdict: Verdict) -> str:
    lang = _lang(index, evidence)
    return explain(verdict, evidence.at.source, lang, names(lang))


def _touches(index: Index, names: _NamesOf, evidence: Evidence, verdict: Verdict) -> list[str]:
    if verdict.miss is None or not verdict.miss.difference:
        return []
    lang = _lang(index, evidence)
    return [str(touch) for touch in touched(*verdict.miss.words, lang, names(lang))]
