"""A URL is http or https, without spaces, quotation marks or a password.

A link is followed by readers. Other schemes run scripts or open programs, a password is nobody's
business, and invisible characters hide where a link leads.

Wrong: `url: javascript:alert(1)` or `url: sahil.example/318`.

Right: `url: https://sahil.example/318`.
"""

from __future__ import annotations

from hashiya.diagnostics import Severity

SEVERITY = Severity.ERROR
