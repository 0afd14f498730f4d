"""The same seeds give the same bytes: wherever, whenever and by whomever the site is built."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.workbench import REPOSITORY, build_site, files_of, surroundings

SURROUNDINGS = (
    {
        "PYTHONHASHSEED": "0",
        "TZ": "Asia/Baghdad",
        "LC_ALL": "C.UTF-8",
        "LANG": "ar_IQ.UTF-8",
        "SOURCE_DATE_EPOCH": "0",
    },
    # ASCII unless the program says otherwise: whoever opens a file has to name its encoding.
    {
        "PYTHONHASHSEED": "20110711",
        "TZ": "America/Los_Angeles",
        "LC_ALL": "C",
        "LANG": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    },
)
"""Two users' environments."""


def _clone(target: Path, changed: float) -> Path:
    """Copies what Git tracks and what is new and not ignored; `changed` is every file's time.

    A clone would be of the last commit, and the change under test may not be in it yet.
    """
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    run = subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=True)
    for name in filter(None, run.stdout.decode().split("\0")):
        if (REPOSITORY / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(REPOSITORY / name, target / name)
            os.utime(target / name, (changed, changed))
    return target


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], ...]:
    """The files of two sites, each built by the program of its own clone."""
    home = tmp_path_factory.mktemp("twins")
    clones = (_clone(home / "a", 0.0), _clone(home / "another folder" / "ب", 2_000_000_000.0))

    def build(clone: Path, own: dict[str, str]) -> dict[str, bytes]:
        environment = surroundings(PYTHONPATH=str(clone / "generator"), **own)
        return files_of(build_site(clone, clone / "site", environment))

    with ThreadPoolExecutor() as pool:
        return tuple(pool.map(build, clones, SURROUNDINGS))


def test_two_builds_from_two_clones_are_the_same_bytes(
    twins: tuple[dict[str, bytes], ...], count: Callable[[str, int], None]
) -> None:
    first, second = twins
    assert set(first) == set(second)
    assert [name for name in first if first[name] != second[name]] == []
    count("files the same in two builds", len(first))


def test_no_built_file_says_where_it_was_built(twins: tuple[dict[str, bytes], ...]) -> None:
    folder = b"/another folder/"
    assert [name for name, content in twins[1].items() if folder in content] == []
