"""The impact of a source, of paragraphs or of a claim, as JSON: ids and texts, for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping

from hashiya.diagnostics import Location
from hashiya.impact import Cited, Effect, Impact, Showing
from hashiya.index import Index
from hashiya.standing import Standing


def render_impact_json(impact: Impact, index: Index) -> str:
    """The target, the counts, and every claim, citation and page that is concerned."""
    target = impact.target
    record = {
        "target": {
            "namespace": target.namespace,
            "id": target.id,
            "paragraphs": None if target.first is None else [target.first, target.last],
        },
        "counts": dict(impact.counts()),
        "claims": [_effect(effect, index) for effect in impact.effects],
        "citations": [_cited(each) for each in impact.cited],
        "pages": [_showing(each) for each in impact.showing],
    }
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _place(where: Location) -> Mapping[str, object]:
    return {"path": where.path, "line": where.line}


def _effect(effect: Effect, index: Index) -> Mapping[str, object]:
    claim = index.claims[effect.claim]
    return {
        "id": effect.claim,
        **_place(claim.record.where),
        "text": dict(claim.text),
        "group": effect.group,
        "at": [str(at) for at in effect.at],
        "now": _standing(effect.now),
        "without": _standing(effect.without) if effect.without else None,
        "through": list(effect.through),
    }


def _standing(standing: Standing) -> Mapping[str, object]:
    return {
        "status": standing.status,
        "derived": standing.derived,
        "reason": standing.reason,
        "claims": list(standing.claims),
        "supporting": [str(origin) for origin in standing.supporting],
        "disputing": [str(origin) for origin in standing.disputing],
    }


def _cited(each: Cited) -> Mapping[str, object]:
    return {
        **_place(each.where),
        "lang": each.lang,
        "page": each.page,
        "section": each.section,
        "text": each.text,
        "claims": list(each.claims),
        "rests_on_nothing": each.bare,
    }


def _showing(each: Showing) -> Mapping[str, object]:
    return {
        "kind": each.kind,
        "page": each.page,
        "name": dict(each.name) if each.name else None,
        "claims": list(each.claims),
    }
