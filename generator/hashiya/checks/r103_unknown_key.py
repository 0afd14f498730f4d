"""Every key is one that the format knows.

A mistyped key would be passed over, and what it says would be missing from the site. The message
names the nearest known key. A key of a map by language is a language, such as `en`.

Wrong: `speeker: haddad`.

Right: `speaker: haddad`.
"""

from __future__ import annotations

from hashiya.diagnostics import Severity

SEVERITY = Severity.ERROR
