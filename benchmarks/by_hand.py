"""The same briefing as a careful author without Hashiya would keep it: Markdown and footnotes.

Every note is written out where it is cited, a page has the address that it has on Hashiya's site,
and only the pages that list others are in the navigation, because a navigation of all pages would
make plain MkDocs several times slower.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from benchmarks.briefing import (
    KINDS,
    LANGUAGES,
    Briefing,
    Claim,
    Entity,
    Evidence,
    Source,
    home_page,
    paragraph,
)

LISTS = ("claims", "sources", "disagreements", "quantities", "standing")


def write_markdown(briefing: Briefing, folder: Path) -> None:
    """Writes `docs/` of the briefing below `folder`: English at the root, Arabic under `ar`."""
    about: dict[str, list[Claim]] = defaultdict(list)
    quoting: dict[str, list[tuple[Claim, Evidence]]] = defaultdict(list)
    for claim in briefing.claims:
        for entity in claim.about:
            about[entity.id].append(claim)
        for evidence in claim.evidence:
            quoting[evidence.source.id].append((claim, evidence))
    for lang in LANGUAGES:
        docs = folder / "docs" / ("" if lang == LANGUAGES[0] else lang)
        pages = {
            "index.md": home_page(briefing, lang) + _notes(briefing.claims[:5], lang, ""),
            **_list_pages(briefing, lang),
        }
        for entity in briefing.entities:
            path = f"{KINDS[entity.kind][0]}/{entity.id}.md"
            pages[path] = _entity_page(entity, about[entity.id], lang)
        for claim in briefing.claims:
            pages[f"claims/{claim.id}.md"] = _claim_page(claim, lang)
        for source in briefing.sources:
            pages[f"sources/{source.id}.md"] = _source_page(source, quoting[source.id], lang)
        for path, text in pages.items():
            (docs / path).parent.mkdir(parents=True, exist_ok=True)
            (docs / path).write_text(text, encoding="utf-8")


def list_paths() -> tuple[str, ...]:
    """The Markdown files of the navigation."""
    names = [*(path for path, *_ in KINDS.values()), *LISTS]
    return tuple(
        f"{'' if lang == LANGUAGES[0] else lang + '/'}{name}.md"
        for lang in LANGUAGES
        for name in ("index", *names)
    )


def _list_pages(briefing: Briefing, lang: str) -> dict[str, str]:
    claims = [f"- [{claim.text[lang]}](claims/{claim.id}.md)" for claim in briefing.claims]
    disputed = [
        line for line, claim in zip(claims, briefing.claims, strict=True) if claim.conflicts
    ]
    pages = {
        "claims": claims,
        "sources": [
            f"- [{source.title[lang]}](sources/{source.id}.md), {source.publisher.name[lang]}"
            for source in briefing.sources
        ],
        "disagreements": disputed,
        "standing": claims,
        "quantities": [
            "| | | |\n|---|---|---|",
            *(
                f"| {claim.about[0].name[lang]} | {claim.value['n']} | {claim.value['unit']} |"
                for claim in briefing.claims
                if claim.value
            ),
        ],
    }
    for kind, (path, *_) in KINDS.items():
        pages[path] = [
            f"- [{entity.name[lang]}]({path}/{entity.id}.md)"
            for entity in briefing.entities
            if entity.kind == kind
        ]
    return {
        f"{path}.md": f"# {path.title()}\n\n" + "\n".join(lines) + "\n"
        for path, lines in pages.items()
    }


def _entity_page(entity: Entity, claims: list[Claim], lang: str) -> str:
    links = sorted(
        {
            f"- [{other.name[lang]}](../{KINDS[other.kind][0]}/{other.id}.md)"
            for claim in claims
            for other in claim.about
            if other != entity
        }
    )
    lines = [f"- {claim.text[lang]}[^{claim.id}]" for claim in claims]
    return (
        f"# {entity.name[lang]}\n\n## What is said\n\n"
        + "\n".join(lines)
        + "\n\n## See also\n\n"
        + "\n".join(links)
        + "\n"
        + _notes(claims, lang, "../")
    )


def _claim_page(claim: Claim, lang: str) -> str:
    about = ", ".join(
        f"[{entity.name[lang]}](../{KINDS[entity.kind][0]}/{entity.id}.md)"
        for entity in claim.about
    )
    return (
        f"# {claim.text[lang]}\n\n{claim.text[lang]}[^{claim.id}]\n\n{claim.date}. {about}\n"
        + _notes([claim], lang, "../")
    )


def _source_page(source: Source, quoting: Iterable[tuple[Claim, Evidence]], lang: str) -> str:
    parts = [f"# {source.title[lang]}\n\n{source.publisher.name[lang]}, {source.published}"]
    for claim, evidence in sorted(quoting, key=lambda pair: pair[1].paragraph):
        shown = paragraph(evidence).split(". ")[0]
        direction = "ltr" if source.lang == "en" else "rtl"
        parts.append(
            f'<p id="p{evidence.paragraph}" lang="{source.lang}" dir="{direction}">{shown}.</p>\n\n'
            f"- [{claim.text[lang]}](../claims/{claim.id}.md)"
        )
    return "\n\n".join(parts) + "\n"


def _notes(claims: Iterable[Claim], lang: str, up: str) -> str:
    return "".join(f"\n[^{claim.id}]:\n{_note(claim, lang, up)}" for claim in claims)


def _note(claim: Claim, lang: str, up: str) -> str:
    lines = []
    for evidence in claim.evidence:
        source = evidence.source
        direction = "ltr" if source.lang == "en" else "rtl"
        gloss = f" ({evidence.words[lang]})" if lang != source.lang else ""
        quote = f'<q lang="{source.lang}" dir="{direction}">{evidence.words[source.lang]}</q>'
        told = f"{evidence.speaker.name[lang]}; {source.publisher.name[lang]}"
        address = f"{up}sources/{source.id}.md#p{evidence.paragraph}"
        lines.append(
            f"    {quote}{gloss} {told}, *{source.title[lang]}*, "
            f'<time dir="ltr">{source.published}</time>, [¶ {evidence.paragraph}]({address})'
        )
    return "\n\n".join(lines) + "\n"
