"""Copies of the checkout, and the real programs run in them.

A copy holds what a clone would: `mkdocs.yml`, `docs/`, `seeds/`. The program is the one under test,
unless a test says which.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
SITE_URL = "https://briefing.example/hashiya/"
"""Where the built site believes that it stands: below a folder, as a project's pages do."""

LANGUAGES: Mapping[str, str] = {"en": "ltr", "ar": "rtl"}
"""The languages of this repository's briefing, the one at the root first, with their directions."""


def copy_briefing(target: Path) -> Path:
    """Copies the briefing, without what Git ignores; gives back `target`."""
    target.mkdir(parents=True)
    shutil.copyfile(REPOSITORY / "mkdocs.yml", target / "mkdocs.yml")
    for folder in ("docs", "seeds"):
        shutil.copytree(REPOSITORY / folder, target / folder)
    return target


def surroundings(**values: str) -> dict[str, str]:
    """The environment of a program: this one's, without what would change a site, and `values`.

    Social cards and PDFs, which take longer than all else, are made only where `values` say so.
    """
    kept = {key: value for key, value in os.environ.items() if key != "SITE_URL"}
    return kept | {"NO_MKDOCS_2_WARNING": "1", "CARDS": "false", "PDF": "false"} | values


def build_site(
    folder: Path, target: Path, environment: Mapping[str, str], engine: str = "mkdocs"
) -> Path:
    """Builds the briefing in `folder` as a user does; gives back `target`.

    A strict build that says anything above INFO has failed, even where it wrote a site.
    """
    # The module, not the script beside it: a clone's own program is found by PYTHONPATH.
    command = [sys.executable, "-m", engine, "build", "--strict", "-f", "mkdocs.yml", "-d"]
    run = subprocess.run(
        [*command, str(target)],
        cwd=folder,
        env=dict(environment),
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    loud = [line for line in (run.stdout + run.stderr).splitlines() if not line.startswith("INFO")]
    assert not loud, "\n".join(loud)
    return target


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by POSIX path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
