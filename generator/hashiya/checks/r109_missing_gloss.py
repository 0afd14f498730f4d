"""A quotation has a gloss in every language of the briefing but its source's own.

A note in a language that the reader doesn't know proves nothing to them. The gloss says what the
quoted words say, and stands beside them, never in their place.

Wrong: an Arabic quotation without a `gloss` in a briefing with `languages: [en, ar]`.

Right: `gloss: {en: 12 ships are waiting outside the basin}`.
"""

from __future__ import annotations

from hashiya.diagnostics import Severity

SEVERITY = Severity.ERROR
