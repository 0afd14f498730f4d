"""A record in `editions/` is as `hashiya edition` wrote it.

The record of an edition says what its readers were told: the site compares with it, and says what
changed. One that was edited by hand, or cut short by a merge, would report a change that wasn't
made, or hide one that was. Its name is its edition's number.

Wrong: two records merged by hand; a record of edition 1 that was renamed to 2.json.

Right: the file from the commit that published the edition.
"""

from __future__ import annotations

from hashiya.diagnostics import Severity

SEVERITY = Severity.ERROR
