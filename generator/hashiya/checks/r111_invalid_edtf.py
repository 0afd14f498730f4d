"""A date is in EDTF, level 0 or 1, without seasons and times.

The Extended Date/Time Format (ISO 8601-2:2019) can say how much of a date is known: a month only,
about, unknown digits, an interval. A date in any other form can't be put on a timeline, and
17/03/2026 and 03/17/2026 can't be told apart for long.

Wrong: `date: 17 March 2026`, `date: 2026-02-30` or `date: 2026-03/2026-01`.

Right: `date: 2026-03-17`, `date: 2026-03~` or `date: 2026-01/2026-03`.
"""

from __future__ import annotations

from hashiya.diagnostics import Severity

SEVERITY = Severity.ERROR
