"""A quotation stands in the paragraph that its address names.

A note that points at words which are not there is worse than none. A quotation is looked for to
the letter, then after folding (see `fold.py`), and never by likeness: a near miss is shown as a
word diff that says what it touches, and is not taken. A quotation begins
and ends at word borders and cuts no number. When it stands elsewhere in the article, Q202 says
where.

Wrong: `at: sahil-0318#5` with `quote: ١٣ سفينة تنتظر`, where the paragraph has ١٢ سفينة تنتظر.

Right: the words as the paragraph has them; `hashiya quote` cuts them from the file.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.anchors import Miss
from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity, shown
from hashiya.guard import describe

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each quotation without an anchor."""
    for evidence in subject.index.evidence():
        miss = evidence.anchor
        if not isinstance(miss, Miss) or miss.elsewhere:
            continue
        nearest = ""
        if miss.difference:
            lang = subject.index.sources[evidence.at.source].lang
            shown_difference = describe(miss, lang, subject.names.get(lang))
            nearest = f"; nearest in #{miss.nearest}: {shown_difference}"
        yield Finding(
            evidence.record.at("quote"),
            f"the quotation {shown(evidence.quote)} is not in {evidence.at}: {miss.reason}, "
            f"expected a verbatim span of that paragraph{nearest}",
        )
