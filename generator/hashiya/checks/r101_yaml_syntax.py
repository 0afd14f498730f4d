"""A seeds file is one document of YAML 1.2.

Everything is read from these files, so one that can't be parsed stops the rest. YAML is read by the
core schema of 1.2: `no`, `on` and `2026-03-18` are text. Tags are refused, because they are no
data, and so is a second document, an alias to nothing, and front matter of a page that is no YAML.

Wrong: `gloss: {en: the port: closed}`, where the second colon makes no map and no text.

Right: `gloss: {en: "the port: closed"}`.
"""

from __future__ import annotations

from hashiya.diagnostics import Severity

SEVERITY = Severity.ERROR
