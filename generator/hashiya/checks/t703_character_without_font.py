"""Every character of a text that is printed is in a font of the printed edition.

A PDF for the archive (PDF/A) holds no character that its fonts don't draw, so one such character,
an emoji in a quoted post for instance, and there is no PDF. Looked at are the texts of claims,
quotations, glosses, entities, sources and of the briefing, and hand-written pages; the site itself
can show such a character, and is built all the same.

Wrong: `text: {en: "The ministry posted “🙏” after the ships left.", …}`

Right: `text: {en: "The ministry posted a folded-hands emoji after the ships left.", …}`; in a
quotation, a span that ends before it, or `[…]` over it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from hashiya.anchors import Anchor
from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Location, Severity
from hashiya.fonts import missing_from
from hashiya.texts import texts_of

SEVERITY = Severity.WARNING

_NOT_PRINTED = frozenset({"note", "accept", "aliases", "locales", "parts", "unused", "file"})
"""Keys whose texts are for authors, or for a search."""


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each text with such characters, in the order of the index."""
    for text in texts_of(subject.index):
        if text.key not in _NOT_PRINTED and text.key != "quote":
            yield from _finding(text.text, f"“{text.key}” of {text.id!r}", text.where)
    for evidence in subject.index.evidence():
        if isinstance(evidence.anchor, Anchor):
            paragraphs = subject.index.sources[evidence.at.source].article.paragraphs
            quoted = "".join(
                paragraphs[span.n - 1].text[span.start : span.end] for span in evidence.anchor.spans
            )
            what = f"the quotation of {evidence.claim!r}"
            yield from _finding(quoted, what, evidence.record.at("quote"))
    for page in subject.prose:
        for number, line in enumerate(page.text.split("\n"), start=page.skipped + 1):
            yield from _finding(line, "the page", Location(page.file, number))


def _finding(text: str, what: str, where: Location) -> Iterator[Finding]:
    missing = missing_from(text)
    if missing:
        named = ", ".join(
            f"U+{ord(c):04X} {unicodedata.name(c, 'without a name').lower()}" for c in missing
        )
        yield Finding(where, f"{what} has {named}, expected characters that the PDF’s fonts have")
