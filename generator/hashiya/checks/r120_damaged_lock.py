"""`seeds.lock` is as `hashiya lock` wrote it.

The lock says what each address pointed at when someone last looked. A lock that was edited by hand,
or cut short by a merge, would report a drift that isn't there, or hide one that is.

Wrong: a hash that lost a digit in a merge.

Right: the file from the last commit, or a new one from `hashiya lock` after reading again what
moved.
"""

from __future__ import annotations

from hashiya.diagnostics import Severity

SEVERITY = Severity.ERROR
