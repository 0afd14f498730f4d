"""A text is one line without control characters.

Texts stand in notes, cards, tables, feeds and exports, and a line end or a control character breaks
some of these. A long text may be written over several lines of YAML where YAML folds them into one.

Wrong: a `quote` in a block after `|`, of two lines.

Right: the same after `>-`; or two spans joined by `[…]` where they stand in two paragraphs.
"""

from __future__ import annotations

from hashiya.diagnostics import Severity

SEVERITY = Severity.ERROR
