"""An id is made of a-z, 0-9 and single hyphens, at most 64 characters.

Ids become addresses of pages, labels in prose and names of anchors, so they must pass through all
of these unchanged, and be told apart in any script's keyboard.

Wrong: `Ships_12`, `ships--12` or `سفن-12`.

Right: `ships-12`.
"""

from __future__ import annotations

from hashiya.diagnostics import Severity

SEVERITY = Severity.ERROR
