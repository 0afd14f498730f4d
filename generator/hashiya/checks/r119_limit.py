"""A file keeps within the limits of size, depth and number.

A few lines of YAML can expand to gigabytes, and a briefing that reads any file must say where it
stops. The limits are far beyond what people write: 16 MB for a YAML file, 20,000 characters for a
text in it, 8 MB and 100,000 lines for an article, 100,000 characters for a paragraph, 500 kB for a
page of prose, 32 levels of nesting, 10,000 values made by aliases, 30 marks on one letter. After
10,000 faults nothing more is read.

Wrong: nine lists, each of nine aliases to the one before.

Right: the values written out.
"""

from __future__ import annotations

from hashiya.diagnostics import Severity

SEVERITY = Severity.ERROR
