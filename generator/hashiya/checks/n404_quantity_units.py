"""One quantity of one entity has one unit.

Numbers of one quantity are set side by side. 12 ships beside 12 tonnes, or `km` beside `mile`, is
no comparison. The unit of the first value counts.

Wrong: `{quantity: ships-waiting, of: ras-zahr, n: 12, unit: ship}` and another with `unit: tonne`.

Right: one unit for both; or two quantities.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity, shown

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each value whose unit is not that of the quantity's first."""
    for quantity in subject.derived.quantities:
        first = quantity.values[0]
        for value in quantity.values[1:]:
            if value.unit != first.unit:
                yield Finding(
                    value.where,
                    f"the unit {shown(value.unit)} for {quantity.id!r} of {quantity.of!r}, "
                    f"expected {shown(first.unit)} as in {first.claim!r} ({first.where})",
                )
