"""No repair of the addresses is half done.

`hashiya fix --apply` changes several files, which have to agree with each other. It writes down
first what it is about to do, in a file of the seeds folder; while that file is there, it was
interrupted, and some addresses are old while others are new. Nothing is built from such seeds.

Wrong: a file `.hashiya-pending.json` in the seeds folder.

Right: `hashiya fix`, which finishes what was begun.
"""

from __future__ import annotations

from hashiya.diagnostics import Severity

SEVERITY = Severity.ERROR
