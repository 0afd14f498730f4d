"""A briefing that uses every key of the format, with a text of one's choice in every text field."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

LANGUAGES = ("en", "ar")
POLICIES = ("full", "quote", "link", "none")

Mark = Callable[[str], str]
"""The name of a field → the text that stands there. It holds the number 7 and ends no sentence."""


def every_field(mark: Mark) -> dict[str, Any]:
    """The files of such a briefing: path → text of an article or a page, or the YAML as values.

    There is one Arabic article for each policy. Claims `full`, `quote`, `link` and `none` rest on
    the article of that name; `all` rests on all of them, `range` on two paragraphs of one.
    """

    def by_language(field: str) -> dict[str, str]:
        return {lang: mark(f"{field}-{lang}") for lang in LANGUAGES}

    return {
        "seeds/briefing.yml": _briefing(mark, by_language),
        "seeds/sources.yml": {
            **{policy: _source(policy, mark, by_language) for policy in POLICIES},
            "gone": _tombstone("source", mark, by_language) | {"see": "full"},
        },
        "seeds/entities/all.yml": _entities(mark, by_language),
        "seeds/claims/all.yml": _claims(mark, by_language),
        **{f"seeds/articles/{policy}.txt": _article(policy, mark) for policy in POLICIES},
        **{f"docs/{lang}/index.md": _prose(lang) for lang in LANGUAGES},
    }


def as_files(files: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The files as texts; JSON is YAML."""
    for path, content in files.items():
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        yield path, text


def _briefing(mark: Mark, by_language: Callable[[str], Any]) -> dict[str, Any]:
    kinds = {
        kind: {
            "label": by_language(f"{kind}-label"),
            "one": by_language(f"{kind}-one"),
            "path": f"{kind}s",
            "place": kind == "site",
            "dated": kind == "phase",
            "print": True,
            "matrix": "columns" if kind == "phase" else "rows",
            "note": mark(f"{kind}-note"),
            "accept": {"P605": mark(f"{kind}-accept")},
        }
        for kind in ("actor", "site", "phase")
    }
    return {
        "title": by_language("briefing-title"),
        "languages": list(LANGUAGES),
        "locales": {"en": "en_GB", "ar": "ar_IQ"},
        "edition": 7,
        "as_of": "2026-03-21",
        "publish": "quote",
        "kinds": kinds,
        "quantities": {
            "boats": {
                "label": by_language("quantity-label"),
                "unit": by_language("quantity-unit"),
                "note": mark("quantity-note"),
            }
        },
        "questions": {
            "when": {
                "text": by_language("question-text"),
                "answers": {
                    "first": {
                        "text": by_language("answer-text"),
                        "claims": [*POLICIES, "all"],
                        "note": mark("answer-note"),
                    }
                },
                "note": mark("question-note"),
            }
        },
        "note": mark("briefing-note"),
        "accept": {"P605": mark("briefing-accept")},
    }


def _source(policy: str, mark: Mark, by_language: Callable[[str], Any]) -> dict[str, Any]:
    return {
        "file": f"articles/{policy}.txt",
        "lang": "ar",
        "title": by_language(f"{policy}-title"),
        "publisher": "paper",
        "published": "2026-03-18",
        "url": f"https://paper.example/{policy}?a=1&b=2",
        "archive": f"https://archive.example/{policy}",
        "author": mark(f"{policy}-author"),
        "retrieved": "2026-03-19",
        "licence": mark(f"{policy}-licence"),
        "reliability": "B",
        "publish": policy,
        "parts": {"title": [1], "caption": {"2": mark(f"{policy}-part")}},
        "unused": {"5": mark(f"{policy}-unused")},
        "correction": {
            "kind": "withdrawn",
            "date": "2026-03-20",
            "text": by_language(f"{policy}-correction"),
            "url": f"https://paper.example/{policy}/notice?a=1&b=2",
            "paragraphs": ["3-4"],
            "note": mark(f"{policy}-correction-note"),
        },
        "note": mark(f"{policy}-note"),
        "accept": {"E601": mark(f"{policy}-accept")},
    }


def _article(policy: str, mark: Mark) -> str:
    return "\n\n".join(
        [
            mark(f"{policy}-headline"),
            mark(f"{policy}-caption"),
            f"{mark(f'{policy}-before')}. {quoted(policy, mark)}. {mark(f'{policy}-after')}.",
            f"{mark(f'{policy}-second')}.",
            f"{mark(f'{policy}-idle')}.",
        ]
    )


def quoted(policy: str, mark: Mark) -> str:
    """The words of the article that its claim quotes: a whole sentence without its stop."""
    return mark(f"{policy}-quoted")


def _entities(mark: Mark, by_language: Callable[[str], Any]) -> dict[str, Any]:
    def bare(id_: str, kind: str, **more: object) -> dict[str, Any]:
        return {"kind": kind, "name": by_language(f"{id_}-name"), **more}

    def entity(id_: str, kind: str, **more: object) -> dict[str, Any]:
        return {
            **bare(id_, kind, **more),
            "aliases": {lang: [mark(f"{id_}-alias-{lang}")] for lang in LANGUAGES},
            "role": by_language(f"{id_}-role"),
            "summary": {lang: mark(f"{id_}-summary-{lang}") + " [^quote]" for lang in LANGUAGES},
            "note": mark(f"{id_}-note"),
            "accept": {"C311": mark(f"{id_}-accept")},
        }

    place = {"lat": 26.1, "lon": 50.2, "precision": "town", "from": mark("port-from")}
    return {
        "paper": entity("paper", "actor", part_of="council", page=True),
        "council": bare("council", "actor"),
        "speaker": entity("speaker", "actor", speaks_for="council", date="1970"),
        "unnamed": entity("unnamed", "actor", anonymous=True),
        "port": entity("port", "site", place=place),
        "dock": bare("dock", "site", place={"lat": 26, "lon": -50, "precision": "exact"}),
        "outage": bare("outage", "phase", date="2026-03-17/2026-03-21"),
        "old": _tombstone("old", mark, by_language) | {"see": "port"},
    }


def _tombstone(id_: str, mark: Mark, by_language: Callable[[str], Any]) -> dict[str, Any]:
    return {
        "retired": "2026-03-20",
        "reason": by_language(f"{id_}-reason"),
        "note": mark(f"{id_}-note"),
        "accept": {"P605": mark(f"{id_}-accept")},
    }


def _claims(mark: Mark, by_language: Callable[[str], Any]) -> dict[str, Any]:
    def evidence(policy: str, **more: object) -> dict[str, Any]:
        return {
            "at": f"{policy}#3",
            "quote": quoted(policy, mark),
            "gloss": {"en": mark(f"{policy}-gloss")},
            "speaker": "speaker",
            "via": ["paper"],
            "modality": "asserted",
            "stance": "supports",
            "note": mark(f"{policy}-evidence-note"),
            "accept": {"Q207": mark(f"{policy}-evidence-accept")},
            **more,
        }

    def claim(id_: str, *rests_on: dict[str, Any], **more: object) -> dict[str, Any]:
        return {
            "text": by_language(f"{id_}-text"),
            "about": ["port", "outage", "paper"],
            "date": "2026-03-17~",
            "evidence": list(rests_on),
            "importance": 1,
            "note": mark(f"{id_}-note"),
            "accept": {"C308": mark(f"{id_}-accept")},
            **more,
        }

    value = {
        "quantity": "ships",
        "of": "port",
        "unit": mark("unit"),
        "n": 7,
        "approx": True,
        "note": mark("value-note"),
        "accept": {"N405": mark("value-accept")},
    }
    bounds = {"quantity": "boats", "of": "port", "unit": "boat", "min": 7, "max": 7}
    judgement = {
        "confidence": "moderate",
        "by": mark("by"),
        "date": "2026-03-22",
        "basis": by_language("basis"),
        "status": "contested",
        "note": mark("judgement-note"),
    }
    conflict = {
        "claim": "link",
        "about": by_language("conflict-about"),
        "settled_by": ["range"],
        "over": "date",
        "note": mark("c-note"),
    }
    distinction = {
        "claim": "full",
        "about": by_language("distinct-about"),
        "note": mark("distinct-note"),
    }
    both = f"{quoted('quote', mark)} […] {mark('quote-second')}"
    return {
        **{policy: claim(policy, evidence(policy)) for policy in POLICIES},
        "all": claim(
            "all",
            evidence("full", speaker="unnamed"),
            *(evidence(policy, modality="denied") for policy in POLICIES[1:]),
            date="2026-03-18~",
            values=[value, bounds],
            conflicts=[conflict, "quote"],
            distinct=[distinction],
            judgement=judgement,
        ),
        "range": claim("range", evidence("quote", at="quote#3-4", quote=both), supersedes=["full"]),
        "gone": _tombstone("claim", mark, by_language) | {"see": "quote"},
    }


def _prose(lang: str) -> str:
    return (
        f"# Home {lang}\n\nFirst[^all] and second.[^range][^quote] Own.[^own]\n\n"
        "- in a list[^full]\n\n| in a table |\n|---|\n| cell[^link] |\n\n"
        "[^own]: A note of *this* page.\n"
    )
