"""An entry has every key that it must have.

A source without a publisher has no origin, a claim without evidence nothing to rest on. Some keys
depend on another: `place` where the kind has `place: true`, `date` where it is dated, and in a
value one of `n`, `min` and `max`.

Wrong: a piece of evidence without `modality`.

Right: `modality: asserted`, or whichever it is: how firmly something is said is never assumed.
"""

from __future__ import annotations

from hashiya.diagnostics import Severity

SEVERITY = Severity.ERROR
