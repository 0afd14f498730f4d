"""A number in a claim's text is in one of its quotations, in digits or words.

A number is what a reader checks first. One that no quotation has was computed, remembered or
mistyped, and the note that should show it doesn't. The year and the day of the claim's own `date`
are left out, since an article says "yesterday"; so are numbers inside the name of an entity.

Wrong: `text: {en: Thirteen ships were waiting., …}` over `quote: ١٢ سفينة تنتظر`.

Right: the number that the quotation has; or a quotation that has the number.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hashiya.assertions import (
    as_digits,
    in_any,
    numbers_of,
    quoted_numbers,
    without_date,
    without_names,
)
from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity
from hashiya.index import Claim

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each number of a text that is in no quotation."""
    for claim in subject.index.claims.values():
        quoted, readable = quoted_numbers(subject.index, claim)
        if not quoted or not readable:
            continue
        lacking: dict[Decimal, list[str]] = {}
        for lang, text in claim.text.items():
            if all(in_any(quoted, number) for number in numbers_of(text, lang).stated):
                continue
            for number in _own_numbers(subject, claim, lang, text):
                if not in_any(quoted, number):
                    lacking.setdefault(number, []).append(lang)
        for number, languages in sorted(lacking.items()):
            yield Finding(
                claim.record.at("text"),
                f"the number {as_digits([number])} of the text ({', '.join(languages)}) is in no "
                f"quotation of {claim.id!r}, expected it in one",
            )


def _own_numbers(subject: Subject, claim: Claim, lang: str, text: str) -> frozenset[Decimal]:
    """What a text states besides the claim's date and the names of entities."""
    bare = without_date(without_names(text, subject.names.get(lang)), claim.date)
    return numbers_of(bare, lang).stated
