"""A value is of the type that its key asks for.

A list where a text is expected, a number where a sentence is, or a word where a truth value is,
can't be shown. Text that looks like a number or a truth value stands in quotation marks.

Wrong: `about: ras-zahr`, or `quote: 12`.

Right: `about: [ras-zahr]`, and `quote: "12"`.
"""

from __future__ import annotations

from hashiya.diagnostics import Severity

SEVERITY = Severity.ERROR
