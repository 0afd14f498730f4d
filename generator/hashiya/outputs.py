"""Outputs: the text files of a built site, for the rules that look at what was published."""

from __future__ import annotations

from pathlib import Path

SUFFIXES = frozenset({".html", ".json", ".xml", ".txt", ".md", ".yml", ".js", ".css", ".svg"})
"""What may hold text of a source. Fonts and pictures can't, and no PDF is made yet."""

THEME_FOLDERS = ("assets/javascripts/", "assets/stylesheets/")
"""Material's program files, copied as they come: megabytes, dictionaries of Thai among them."""


def read_outputs(folder: Path) -> dict[str, str]:
    """The text files below `folder` by POSIX path, sorted; links are not followed."""
    found = {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.suffix in SUFFIXES and path.is_file() and not path.is_symlink()
    }
    return {
        name: path.read_text(encoding="utf-8", errors="replace")
        for name, path in found.items()
        if not name.startswith(THEME_FOLDERS)
    }
