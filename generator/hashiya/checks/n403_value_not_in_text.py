"""The numbers of a value stand in its claim's text and in a quotation.

A value feeds tables and figures, far from its note: it must be the number that was read and cited.
In every language of the text, in digits or words. A one is left out, since a singular noun says it,
and "no ships" says zero.

Wrong: `n: 21` on "Twelve ships were waiting."

Right: `n: 12`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hashiya.assertions import WORDS_READ, as_digits, in_any, numbers_of, quoted_numbers
from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity
from hashiya.index import Claim
from hashiya.numerals import has

SEVERITY = Severity.ERROR

_NONE = re.compile(
    r"(?<!\w)(?:no|none|not|nothing|never|without|zero|و?لا|و?لم|و?لن|و?ليس|و?ليست|دون|بدون|بلا|غير"
    r"|صفر|أي)(?!\w)",
    re.IGNORECASE,
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each number of a value that the text, or every quotation, lacks."""
    for claim in subject.index.claims.values():
        for value, record in zip(claim.values, claim.record.get("values", ()), strict=True):
            for number in value.numbers:
                key = "n" if record.get("n") is not None else "min"
                key = "max" if key == "min" and number != record.get("min") else key
                places = [*_texts_without(claim, abs(number))]
                if not _is_quoted(subject, claim, abs(number)):
                    places.append("any quotation")
                if places:
                    yield Finding(
                        record.at(key),
                        f"{key}: {as_digits([number])} of {value.quantity!r} is not in "
                        f"{' and not in '.join(places)} of {claim.id!r}, expected the number there",
                    )


def _texts_without(claim: Claim, number: Decimal) -> Iterator[str]:
    for lang, text in claim.text.items():
        said = number == 1 or has(numbers_of(text, lang), number)
        said = said or (number == 0 and _NONE.search(text) is not None)
        if lang in WORDS_READ and not said:
            yield f"the text ({lang})"


def _is_quoted(subject: Subject, claim: Claim, number: Decimal) -> bool:
    quoted, readable = quoted_numbers(subject.index, claim)
    if number == 1 or not quoted or not readable:
        return True  # an empty list of evidence is C306's
    none = number == 0 and any(_NONE.search(e.quote) for e in claim.evidence)
    return none or in_any(quoted, number)
