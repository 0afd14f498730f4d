"""An id names one entry of its namespace, whichever file it stands in.

A label that names two claims names none. Sources, entities and claims have a namespace each, so a
source and an entity may share an id. A withdrawn entry keeps its id. A kind's `path` is its own in
the same way.

Wrong: `ships-12` in `claims/port.yml` and again in `claims/ships.yml`.

Right: `ships-12` and `ships-13`.
"""

from __future__ import annotations

from hashiya.diagnostics import Severity

SEVERITY = Severity.ERROR
