"""An address is a source, #, and a paragraph or a range of them.

The address is what a note links to. Paragraphs count from 1, a range runs forward, and its ends are
both included. In `parts` and `unused` the number or range stands alone.

Wrong: `at: sahil-0318 ¶5`, `at: sahil-0318#6-5` or `at: sahil-0318#0`.

Right: `at: sahil-0318#5` or `at: sahil-0318#5-6`.
"""

from __future__ import annotations

from hashiya.diagnostics import Severity

SEVERITY = Severity.ERROR
