"""A map by language holds the languages of the briefing and no other.

A text in a language that the briefing lacks is shown to nobody: most often the code is mistyped, or
the language was dropped from the briefing. A source's title may also be in the source's own
language, because a note shows it.

Wrong: `gloss: {eng: twelve ships}` in a briefing with `languages: [en, ar]`.

Right: `gloss: {en: twelve ships}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity, shown
from hashiya.texts import Text, texts_of

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each language that a map holds and the briefing doesn't."""
    languages = subject.index.head.languages
    seen: set[Text] = set()
    for text in texts_of(subject.index):
        if text.lang is None or text.lang in languages or _is_own_title(subject, text):
            continue
        place = Text(text.namespace, text.id, text.key, text.lang, "", text.where)
        if place not in seen:
            seen.add(place)
            yield Finding(
                text.where,
                f"“{text.key}” of {text.id!r} in the language {shown(text.lang)}, expected one of "
                f"the briefing's: {', '.join(languages)}",
            )


def _is_own_title(subject: Subject, text: Text) -> bool:
    source = subject.index.sources.get(text.id) if text.namespace == "source" else None
    return source is not None and text.key == "title" and text.lang == source.lang
