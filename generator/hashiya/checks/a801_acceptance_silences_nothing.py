"""An acceptance silences a finding.

`accept` says that someone knows of a finding and why it may stay. When the finding is gone, the
reason stays behind and would silence the next one, which nobody has looked at. An acceptance of a
code that no rule has silences nothing, and neither does one of a reading rule (R…), since what
can't be read can't be accepted, or of an output rule (O…).

Wrong: `accept: {Q203: the words stand twice}` after the quotation was made longer.

Right: no acceptance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hashiya.checks import rules
from hashiya.diagnostics import Finding, Severity, nearest, shown
from hashiya.index import Acceptance

SEVERITY = Severity.WARNING

_NEVER = ("A", "O", "R")


def check(unused: Sequence[Acceptance]) -> Iterator[Finding]:
    """Yields a finding for each acceptance that no finding needed."""
    codes = {rule.code for rule in rules()}
    acceptable = {code for code in codes if code[0] not in _NEVER}
    for acceptance in unused:
        if acceptance.code not in codes:
            near = nearest(acceptance.code.upper(), acceptable)
            yield Finding(
                acceptance.where,
                f"the acceptance of {shown(acceptance.code)}, expected the code of a rule, such as "
                f"Q203{near}",
            )
        elif acceptance.code not in acceptable:
            yield Finding(
                acceptance.where,
                f"the acceptance of {acceptance.code}, expected none: its findings can't be "
                "accepted",
            )
        else:
            yield Finding(
                acceptance.where,
                f"the acceptance of {acceptance.code} silences nothing here, expected a finding "
                "that it accepts: take it out",
            )
