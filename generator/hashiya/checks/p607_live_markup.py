"""A page of prose holds no HTML, link or attribute that does more than show something.

Pages are Markdown, which lets HTML through: a script in one would run in the browser of whoever
reads it, and a link to `javascript:` in that of whoever follows it. Elements and attributes that
show something may stand; addresses are relative, http, https or mailto; a picture is the site's
own, because one from elsewhere tells another server who reads.

Wrong: `[the report](javascript:alert(1))`, `<script>…</script>`, `<b onclick="…">`

Right: `[the report](https://sahil.example/318)`, `<kbd>Esc</kbd>`; in code anything may stand.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity, shown

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each live thing on each page."""
    for page in subject.prose:
        for live in page.live:
            yield Finding(
                live.where,
                f"{shown(live.what, 120)} on a page, expected what shows something and does "
                "nothing: plain HTML, addresses by http, https or mailto, pictures of the site",
            )
