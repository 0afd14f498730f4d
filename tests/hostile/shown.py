"""Briefings of hostile texts that are to be shown: which text stands where, and what is built."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from hashiya.fold import without_direction
from hashiya.fonts import missing_from
from tests.every_field import as_files, every_field
from tests.hostile.payloads import SHOWN
from tests.seedbed import REPOSITORY, Seedbed
from tests.test_markup import FOR_AUTHORS, WITHHELD, harmless
from tests.workbench import SITE_URL, surroundings

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


OF_AN_ARTICLE = re.compile("-(?:headline|caption|before|quoted|after|second|idle)$")
"""Names of fields whose text is an article's, or is quoted of it."""

TURNS = 3
"""Briefings among which the texts are dealt out: a value has a third of all, and each is once in
every field. With more in one value, words of a withheld field would be too many in a row."""


def payloads_of(field: str, turn: int, *, printed: bool = False) -> tuple[str, ...]:
    """The hostile texts that a field has in one turn, in an order of the field's own."""
    known = printable() if printed else PAYLOADS
    texts = [text for _, text in known[turn::TURNS]]
    random.Random(f"{field} {turn}").shuffle(texts)  # noqa: S311
    # In a summary `[^…]` is a citation, and checked to be one.
    note = "[^note] [^full] [^x]: y"
    return tuple(t.replace(note, "[x]") if "-summary" in field else t for t in texts)


def value_of(field: str, turn: int, *, hostile: bool = True, printed: bool = False) -> str:
    """What stands in a field: its name, by which it is found again, and its hostile texts.

    The name stands between them too, so that no two fields have twelve words in a row. Where it is
    not `hostile`, they are harmless letters, in words of the same length.
    """
    texts = payloads_of(field, turn, printed=printed)
    words = texts if hostile else tuple(harmless(as_shown(field, text)) for text in texts)
    return f"{field} 7 {' '.join(f'{text} {field}' for text in words)}"


def as_shown(field: str, text: str) -> str:
    """A text as a reader is to see it: an article is shown without its marks of direction."""
    return without_direction(text) if OF_AN_ARTICLE.search(field) else text


def shown_value(field: str, turn: int, *, printed: bool = False) -> str:
    """A field's hostile value as a reader is to see it."""
    return as_shown(field, value_of(field, turn, printed=printed))


@cache
def printable() -> tuple[tuple[str, str], ...]:
    """The payloads whose every character some font of print has."""
    return tuple(each for each in PAYLOADS if not missing_from(each[1]))


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
    """A briefing with hostile texts in every field, or with harmless ones of the same length."""

    def mark(field: str) -> str:
        return value_of(field, turn, hostile=hostile, printed=printed)

    bed = Seedbed(home)
    files: dict[str, Any] = every_field(mark)
    for path, text in as_files(files):
        bed.write(path, text)
    config = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    bed.write("mkdocs.yml", config)
    return bed


def build_pair(home: Path, turn: int) -> tuple[Seedbed, Seedbed]:
    """The site of hostile texts and its harmless twin, built; the same pages by hand in both."""
    beds = [plant(home / f"{turn}-{hostile}", turn, hostile=hostile) for hostile in (True, False)]
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    running = []
    for bed in beds:
        add_pages(bed)
        said = (bed.home / "said.txt").open("w")
        here = surroundings(SITE_URL=SITE_URL)
        running.append(subprocess.Popen(command, cwd=bed.home, env=here, stdout=said, stderr=said))
        said.close()
    for bed, process in zip(beds, running, strict=True):
        if process.wait() != 0:
            raise AssertionError(f"turn {turn} isn't built: {bed.read('said.txt')[-2_000:]}")
    return beds[0], beds[1]


def add_pages(bed: Seedbed) -> None:
    """Adds hand-written pages with hostile words, titles and descriptions."""
    for name, text in PAGES.items():
        for lang in ("en", "ar"):
            title = TITLE.replace("'", "''")
            front = f"---\ntitle: '{title}'\ndescription: '{title}'\neditorial: true\n---\n"
            head = "" if name == "metadata" else f"{front}\n# {name}\n\n"
            bed.write(f"docs/{lang}/{name}.md", f"{head}{text}\n")
