"""A hand-written page has its counterpart, under the same path, in every language.

The language switch stays on the page that is read. A page that one language lacks is a dead end,
and a text that only some readers get.

Wrong: `docs/en/method.md` without `docs/ar/method.md`.

Right: both.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Location, Severity
from hashiya.prose import ProsePage

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each page and language that lacks it, at a page that is there."""
    pages: dict[str, dict[str, ProsePage]] = {}
    for page in subject.prose:
        pages.setdefault(page.path, {})[page.lang] = page
    for path, by_language in pages.items():
        there = next(iter(by_language.values()))
        docs = there.file.removesuffix(f"{there.lang}/{path}")
        for lang in subject.index.head.languages:
            if lang not in by_language:
                yield Finding(
                    Location(there.file, 1),
                    f"no counterpart in {lang}, expected the file {docs}{lang}/{path}",
                )
