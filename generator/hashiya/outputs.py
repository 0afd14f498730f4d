"""Outputs: the text files of a built site, for the rules that look at what was published."""

from __future__ import annotations

from pathlib import Path

SUFFIXES = frozenset({".html", ".json", ".xml", ".txt", ".md", ".yml", ".js", ".css", ".svg"})
"""What may hold text of a source. Fonts and pictures can't, and no PDF is made yet."""


def read_outputs(folder: Path) -> dict[str, str]:
    """The text files below `folder` by POSIX path, sorted; links are not followed."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in sorted(folder.rglob("*"))
        if path.suffix in SUFFIXES and path.is_file() and not path.is_symlink()
    }
