"""A file is text in UTF-8.

In any other encoding the letters are a guess, and a quotation of guessed letters is none. The
message names the encoding that the bytes look like; nothing is converted by itself. Lines end with
LF or CRLF: a page in which CR alone ends one is read as other lines by each program.

Wrong: an article saved as windows-1256, as older Arabic editors do.

Right: the same file after `iconv -f windows-1256 -t utf-8`.
"""

from __future__ import annotations

from hashiya.diagnostics import Severity

SEVERITY = Severity.ERROR
