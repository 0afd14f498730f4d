"""What is committed belongs to nobody's machine, and the articles are as they were received."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
LARGEST_FILE = 1_500_000

ARTICLES = {
    "000_d0a881a33f63421c.txt": "cebda5adde38a8638a47e4be997eb343e3fd6ced7a4d717ffe08d3d37c7b03bc",
    "001_006c943ceaa1779e.txt": "f4aa1f64e3e07e3c0173f17b49f3c03bf0acdababfd4ea7a27b114d1f8e14b85",
    "002_132dcbf3b4cce48d.txt": "5a94c536bed1908c276163283c75d065e9b6a0df72af658158b92fbe34a3247d",
    "003_0d3db50cd5f363af.txt": "32d902a821c8f4701b5d87173b95b041872f39456d5c2587303364f4667ce4e4",
    "004_3c403e77d02799f6.txt": "f4f7081cbc163645b20dd7eb6416147cb79a29ab7d165d4247c4eea417f43406",
}
"""SHA-256 of the articles that the project began with."""

# Bracketed, so that this file doesn't hold what it forbids.
REGISTRY = re.compile(r"pypi[.]org|python[h]osted[.]org|registry[.]npmjs|npmjs[.]org")
MACHINE_PATH = re.compile(r"(?<![\w.:/~])/(?:root|home|work|opt|tmp|Users|private)/\w")
INDEX_OPTION = re.compile(r"--(?:extra-)?index[-]url|--find[-]links|--trusted[-]host")


def _files() -> tuple[Path, ...]:
    """What is tracked, and what is new and not ignored."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    run = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True)
    if run.returncode != 0:
        pytest.skip("not a git checkout")
    files = (REPOSITORY / name for name in run.stdout.split("\0") if name)
    return tuple(sorted(file for file in files if file.is_file()))


def _texts() -> Iterator[tuple[str, str]]:
    """Path and content of every text file of ours; the articles are others' words."""
    for file in _files():
        content = file.read_bytes()
        name = file.relative_to(REPOSITORY).as_posix()
        if b"\0" not in content and not name.startswith("seeds/articles/"):
            yield name, content.decode("utf-8")


@pytest.mark.parametrize("pattern", [REGISTRY, MACHINE_PATH, INDEX_OPTION])
def test_no_file_names_a_registry_or_a_place_on_a_machine(pattern: re.Pattern[str]) -> None:
    found = [
        f"{name}:{number}: {line.strip()[:80]}"
        for name, text in _texts()
        if pattern.search(text)
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


def test_every_text_file_ends_with_a_newline() -> None:
    assert [name for name, text in _texts() if text and not text.endswith("\n")] == []


def test_no_file_is_large() -> None:
    assert [file for file in _files() if file.stat().st_size > LARGEST_FILE] == []


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_article_is_as_it_was_received(name: str) -> None:
    content = (REPOSITORY / "seeds" / "articles" / name).read_bytes()
    assert hashlib.sha256(content).hexdigest() == ARTICLES[name]


def test_git_leaves_the_bytes_of_articles_alone() -> None:
    names = [f"seeds/articles/{name}" for name in sorted(ARTICLES)]
    command = ["git", "check-attr", "text", "--", *names]
    run = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == [f"{name}: text: unset" for name in names]


def test_the_licence_is_here_and_speaks_of_the_quotations() -> None:
    licence = (REPOSITORY / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
    assert "publishers" in (REPOSITORY / "NOTICE").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [".ci/run", ".ci/chromium", "requirements/install"])
def test_script_can_be_run(name: str) -> None:
    assert os.access(REPOSITORY / name, os.X_OK)
