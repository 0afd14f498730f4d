"""What changed between two editions, as JSON: in ids and texts of every language, for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from hashiya.changes import Change, Changes, Fate, Partners
from hashiya.editions import RecordedEvidence, RecordedValue, Snapshot
from hashiya.edtf import Edtf
from hashiya.index import Judgement


def render_json(changes: Changes) -> str:
    """A list of claims for each fate; what doesn't differ in a claim has no key."""
    record = {
        "before": _edition(changes.old),
        "now": _edition(changes.new),
        **{fate.value: [_change(change) for change in changes.of(fate)] for fate in Fate},
        "unchanged": list(changes.unchanged),
        "withdrawn_before": list(changes.withdrawn_before),
    }
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _edition(snapshot: Snapshot) -> Mapping[str, object]:
    return {"edition": snapshot.edition, "as_of": _date(snapshot.as_of)}


def _change(change: Change) -> Mapping[str, object]:
    found: dict[str, object] = {"id": change.id}
    if change.known is not None:
        found["text"] = dict(change.known.text)
    if change.withdrawal is not None:
        found["withdrawal"] = {
            "retired": change.withdrawal.retired.text,
            "reason": dict(change.withdrawal.reason),
            "see": change.withdrawal.see,
        }
    if change.because:
        found["because"] = list(change.because)
    return found | _aspects(change)


def _aspects(change: Change) -> dict[str, Any]:
    a = change.aspects
    found: dict[str, Any] = {
        "wording": {r.lang: _swap(r.before, r.after) for r in a.wording},
        "date": a.date and _swap(*map(_date, a.date)),
        "about": a.about and _listed(*map(list, a.about)),
        "values": a.values and _listed(*([_value(v) for v in side] for side in a.values)),
        "evidence": {
            "removed": [_evidence(e) for e in a.evidence.removed],
            "added": [_evidence(e) for e in a.evidence.added],
            "changed": [
                {**_swap(_evidence(before), _evidence(after)), "fields": list(fields)}
                for before, after, fields in a.evidence.changed
            ],
        },
        "conflicts": _partners(a.conflicts),
        "distinct": _partners(a.distinct),
        "supersedes": a.supersedes and _listed(*map(list, a.supersedes)),
        "importance": a.importance and _swap(*a.importance),
        "judgement": a.judgement and _swap(*map(_judgement, a.judgement)),
        "status": a.status and _swap(*(claim.status for claim in a.status)),
    }
    kept = {key: _without_empty(value) for key, value in found.items()}
    return {key: value for key, value in kept.items() if value}


def _without_empty(value: object) -> object:
    """A map without its empty lists."""
    if not isinstance(value, dict):
        return value
    return {key: inner for key, inner in value.items() if inner != []}


def _swap(before: object, after: object) -> dict[str, object]:
    return {"before": before, "now": after}


def _listed(removed: object, added: object) -> dict[str, object]:
    return {"removed": removed, "added": added}


def _partners(found: Partners) -> dict[str, object]:
    return {
        "removed": list(found.removed),
        "added": list(found.added),
        "reworded": list(found.reworded),
    }


def _date(date: Edtf | None) -> str | None:
    return date.text if date else None


def _value(value: RecordedValue) -> Mapping[str, object]:
    return {
        "quantity": value.quantity,
        "of": value.of,
        "unit": value.unit,
        "low": None if value.low is None else str(value.low),
        "high": None if value.high is None else str(value.high),
        "approx": value.approx,
    }


def _evidence(evidence: RecordedEvidence) -> Mapping[str, object]:
    """A passage without its words: what may be shown of a source is no question of this file."""
    return {
        "at": evidence.at,
        "speaker": evidence.speaker,
        "via": list(evidence.via),
        "modality": evidence.modality,
        "stance": evidence.stance,
        "origin": evidence.origin,
    }


def _judgement(judgement: Judgement | None) -> Mapping[str, object] | None:
    if judgement is None:
        return None
    return {
        "confidence": judgement.confidence,
        "by": judgement.by,
        "date": judgement.date.text,
        "basis": dict(judgement.basis),
        "status": judgement.status,
    }
