"""A file or folder that is named, or that a briefing must have, is there.

Without the article there is nothing to hold a quotation against. It is reported where it is named.

Wrong: `file: articles/sahil-318.txt`, where the file is called `sahil-0318.txt`.

Right: the name as the folder has it; letter case counts.
"""

from __future__ import annotations

from hashiya.diagnostics import Severity

SEVERITY = Severity.ERROR
