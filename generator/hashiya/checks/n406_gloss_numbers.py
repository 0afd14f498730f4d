"""A gloss states the numbers of its quotation, and no others.

A gloss is what readers of the other language see of a source. A number that it changes, adds or
drops is a false quotation to them. Quotations in a language whose number words can't be read are
left out.

Wrong: `quote: ١٢ سفينة تنتظر` with `gloss: {en: twenty ships are waiting}`.

Right: `gloss: {en: twelve ships are waiting}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.assertions import WORDS_READ, as_digits, numbers_of
from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity
from hashiya.numerals import missing

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each gloss whose numbers are not those of its quotation."""
    for evidence in subject.index.evidence():
        source = subject.index.sources.get(evidence.at.source)
        if source is None or source.lang not in WORDS_READ:
            continue
        quoted = numbers_of(evidence.quote, source.lang)
        for lang, text in evidence.gloss.items():
            if lang not in WORDS_READ:
                continue
            glossed = numbers_of(text, lang)
            added, dropped = missing(glossed, quoted), missing(quoted, glossed)
            if added:
                yield Finding(
                    evidence.record.at("gloss"),
                    f"{as_digits(added)} in the gloss ({lang}) and not in the quotation, expected "
                    "the same numbers in both",
                )
            if dropped:
                yield Finding(
                    evidence.record.at("gloss"),
                    f"{as_digits(dropped)} in the quotation and not in its gloss ({lang}), "
                    "expected the same numbers in both",
                )
