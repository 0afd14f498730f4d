"""A text, a list that must name something, and an article are not empty.

An empty text satisfies a key without saying anything: an empty gloss looks like a translation until
someone reads it.

Wrong: `gloss: {en: ""}` or `about: []`.

Right: words; or, where the key may be left out, no key.
"""

from __future__ import annotations

from hashiya.diagnostics import Severity

SEVERITY = Severity.ERROR
