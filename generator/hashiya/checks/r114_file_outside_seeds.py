"""A file is a regular file inside the seeds folder, reached by no symbolic link.

What is read may be published, so a path that climbs out, or a link that leads out, could put any
file of the machine on the site.

Wrong: `file: ../letters/private.txt`.

Right: `file: articles/sahil-0318.txt`.
"""

from __future__ import annotations

from hashiya.diagnostics import Severity

SEVERITY = Severity.ERROR
