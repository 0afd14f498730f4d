"""A value out of a fixed list is one of that list.

Modality, stance, policy, confidence, precision and the like decide what is counted and what is
published, so a value that nobody defined must not pass for a default. The message names the nearest
known one. The same goes for coordinates that are no degrees, for `n` beside `min` or `max`, for a
`min` above its `max`, and for a kind's path that the site uses itself.

Wrong: `modality: said`.

Right: `modality: asserted`.
"""

from __future__ import annotations

from hashiya.diagnostics import Severity

SEVERITY = Severity.ERROR
