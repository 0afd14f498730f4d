"""Briefings of hostile texts that are to be shown: which text stands where, and what is built."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.every_field import as_files, every_field
from tests.hostile.payloads import SHOWN
from tests.seedbed import REPOSITORY, Seedbed
from tests.test_markup import FOR_AUTHORS, WITHHELD, harmless

PAYLOADS = tuple((family, text) for family, texts in SHOWN.items() for text in texts)

PAGES: Mapping[str, str] = {
    "jinja": "{{ pwned() }} {% include '/etc/passwd' %} {{ config.items() }}",
    "typst": '#import "/etc/passwd" #eval("panic()") $x^y$ @a <b> `c`',
    "snippet": '--8<-- "/etc/passwd"\n\n--8<-- "../../seeds/briefing.yml"',
    "admonition": '!!! danger "<b>"\n    pwned() {: .x }\n\n??? note\n    x',
    "emphasis": "**[_x*_](y.png) ~~z~~ ==x== :smile: [[x]]",
    "code": "`<script>pwned()</script>`\n\n    <script>pwned()\n\n```\n</code><script>\n```",
    "entities": "&lt;script&gt;pwned()&lt;/script&gt; &amp;lt;b&gt; &#60;i&#62;",
    "escaped": "\\<script\\>pwned()\\</script\\> \\[x\\](javascript:pwned\\())",
    "table": "| a | b |\n|---|:-:|\n| &lt;b&gt; | `<i>` \\| x |",
    "plain": "<kbd>x</kbd> <abbr title='\"><script>pwned()</script>'>y</abbr> <p class=x>z</p>",
    "unclosed": "<section> <b> <i> </article> </div> </main>",
    "abbreviation": '*[x]: "><b>\n\nx [^y]\n\n[^y]: <i>own</i> {{ pwned() }}',
    "comment": "<!-- </script> --> <!-- editorial --> a <!-- /editorial --> <!--> b",
    "bare": "https://hostile.example/x www.hostile.example <https://hostile.example>",
    "heading": "## `<img src=x onerror=pwned()>` &lt;svg onload=pwned()&gt;",
    "metadata": "Template: x\nOnload: pwned()",
}
"""Name of a page → its Markdown, which is sound and is to do nothing."""

TITLE = "\"'><img src=x onerror=pwned()></title><script>pwned()</script>"


def payload_of(field: str, turn: int, *, printed: bool = False) -> str:
    """The text that a field has in one turn; the same for a field in each language."""
    base = field.removesuffix("-en").removesuffix("-ar")
    choice = [p for p in PAYLOADS if not printed or p[1].isascii()]
    number = FIELDS.index(base) + turn * 7
    text = choice[number % len(choice)][1]
    return text.replace("[^note] [^full] [^x]: y", "[x]") if "-summary" in field else text


def marked(field: str, turn: int, *, printed: bool = False) -> str:
    """What stands in a field: its name, by which it is found again, and a hostile text."""
    return f"{field} 7 {payload_of(field, turn, printed=printed)}"


def _bases() -> tuple[str, ...]:
    found: dict[str, None] = {}

    def mark(field: str) -> str:
        found[field.removesuffix("-en").removesuffix("-ar")] = None
        return f"{field} 7"

    every_field(mark)
    return tuple(found)


FIELDS = _bases()


def fields() -> tuple[str, ...]:
    """The names of all text fields, one for each language."""
    found: dict[str, None] = {}

    def mark(field: str) -> str:
        found[field] = None
        return field

    every_field(mark)
    return tuple(found)


def for_readers() -> tuple[str, ...]:
    """The fields that some page shows."""
    return tuple(f for f in fields() if not FOR_AUTHORS.search(f) and not WITHHELD.search(f))


def plant(home: Path, turn: int, *, hostile: bool = True, printed: bool = False) -> Seedbed:
    """A briefing with a hostile text in every field, or with harmless ones of the same length."""

    def mark(field: str) -> str:
        text = payload_of(field, turn, printed=printed)
        return f"{field} 7 {text if hostile else harmless(text)}"

    bed = Seedbed(home)
    files: dict[str, Any] = every_field(mark)
    for path, text in as_files(files):
        bed.write(path, text)
    config = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    bed.write("mkdocs.yml", config)
    return bed


def add_pages(bed: Seedbed) -> None:
    """Adds hand-written pages with hostile words, titles and descriptions."""
    for name, text in PAGES.items():
        for lang in ("en", "ar"):
            title = TITLE.replace("'", "''")
            front = f"---\ntitle: '{title}'\ndescription: '{title}'\neditorial: true\n---\n"
            head = "" if name == "metadata" else f"{front}\n# {name}\n\n"
            bed.write(f"docs/{lang}/{name}.md", f"{head}{text}\n")
