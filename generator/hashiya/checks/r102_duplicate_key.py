"""A key stands once in its map.

Most readers of YAML keep the last of two and drop the first without a word; a claim would then lose
its evidence, or an id its first entry, and no one would see.

Wrong: `speaker: haddad` and, three lines on, `speaker: sahil` in one piece of evidence.

Right: one `speaker`; a second voice is a second piece of evidence.
"""

from __future__ import annotations

from hashiya.diagnostics import Severity

SEVERITY = Severity.ERROR
