"""What every command prints of hostile seeds: nothing that a terminal would obey."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hashiya.cli import main
from hashiya.diagnostics import is_unseen
from tests.every_field import as_files, every_field
from tests.seedbed import Seedbed

ESCAPES = "x\x1b[2J\x1b]0;pwned\x07\x9b3J\x9d0;x\x9c\x08\x7f\u202e\u2067\u2069\u2028\u2066y"
"""What an article may hold, and no line that is printed: ESC, C1, bells, direction, line ends."""

DIRECTIONS = "x\u202ey\u2069\u2067z"
"""What an index may hold until it is checked: an override, and isolates that aren't balanced."""

COMMANDS: tuple[tuple[str, ...], ...] = (
    *(("check", "--format", form) for form in ("text", "json", "github")),
    *(("claims", "--format", form) for form in ("text", "json")),
    ("coverage",),
    *(("paragraphs", source) for source in ("full", "quote", "link", "none", f"no{ESCAPES}")),
    *(
        ("impact", target, "--lang", lang, "--format", form)
        for target in ("source:full", "quote#3", "claim:all", f"no{ESCAPES}")
        for lang in ("en", "ar")
        for form in ("text", "json")
    ),
    *(
        ("diff", "{older}", "{seeds}", "--lang", lang, "--format", form)
        for lang in ("en", "ar")
        for form in ("text", "markdown", "json")
    ),
    ("diff", f"no{ESCAPES}"),
    *(("fix", "--format", form) for form in ("text", "json")),
    ("explain",),
    ("explain", f"no{ESCAPES}"),
    ("quote", "full", f"no{ESCAPES}"),
    ("quote", "full", "full-idle", "y"),
    ("pdf", "--to", "{home}/x.pdf"),
    ("pdf", "--to", f"{{home}}/no{ESCAPES}/x.pdf"),
    ("export", "--to", "{home}/export"),
    ("edition",),
    ("lock",),
    ("lock", "--anew"),
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A command, its exit code, and what it printed; `obeyed` is what a terminal would obey."""

    words: tuple[str, ...]
    exit: int
    text: str
    obeyed: tuple[str, ...]


class Terminal(io.StringIO):
    """A stream that says it is a terminal, and keeps what it is given."""

    def isatty(self) -> bool:
        return True


def commands_on_hostile_seeds(home: Path) -> Iterator[Spoken]:
    """Runs every command on a terminal, of seeds with an earlier state and a changed article."""
    older = _plant(home / "older", "")
    bed = _plant(home / "now", "other")
    _say(("lock", "--seeds", str(bed.seeds)))
    article = bed.read("seeds/articles/quote.txt")
    bed.write("seeds/articles/quote.txt", f"A new paragraph {ESCAPES}.\n\n{article}")
    places = {"older": str(older.seeds), "seeds": str(bed.seeds), "home": str(bed.home)}
    for words in COMMANDS:
        given = tuple(re.sub(r"\{(\w+)\}", lambda m: places[m[1]], word) for word in words)
        seeds = () if words[0] == "explain" else ("--seeds", str(bed.seeds))
        yield _say((*given, *seeds))


def _plant(home: Path, more: str) -> Seedbed:
    """Every text has marks of direction; the articles have all else too, where nothing is quoted.

    `more` stands in the claims, so that two such briefings differ.
    """

    def mark(field: str) -> str:
        name = f"{more} {field}".strip() if field.endswith(("-text-en", "-text-ar")) else field
        if field.endswith("-idle"):
            return f"{name} 7 {ESCAPES}"
        return f"{name} 7 {DIRECTIONS}"

    bed = Seedbed(home)
    files: Mapping[str, Any] = every_field(mark)
    for path, text in as_files(files):
        bed.write(path, text)
    return bed


def _say(words: tuple[str, ...]) -> Spoken:
    out, err = Terminal(), Terminal()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(words)
    text = out.getvalue() + err.getvalue()
    return Spoken(words, code, text, tuple(obeyed_in(text)))


def obeyed_in(text: str) -> Iterator[str]:
    """Lines that a terminal would obey: of unseen characters only isolates may be, balanced."""
    for line in text.split("\n"):
        rest = line
        while rest != (rest := re.sub("\u2068[^\u2068\u2069]*\u2069", "", rest)):
            pass
        if any(is_unseen(c) for c in rest) or any(
            is_unseen(c) and c not in "\u2068\u2069" for c in line
        ):
            yield ascii(line[:200])
