"""A revision's seeds are written into a folder of their own, and nothing leaves that folder."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from hashiya.revisions import RevisionError, write_revision
from tests.seedbed import Seedbed


@pytest.fixture
def bed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Seedbed:
    """A copy of the base briefing in a repository, in whose folder the test runs."""
    bed = Seedbed.plant(tmp_path / "home")
    monkeypatch.chdir(bed.home)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    git("init", "--quiet")
    git("add", "--all")
    git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "First")
    return bed


def git(*words: str, given: bytes = b"") -> str:
    """A command of Git in the current folder; what it prints, without the line's end."""
    done = subprocess.run(("git", *words), input=given, check=True, capture_output=True)
    return done.stdout.decode().strip()


def tree(*rows: tuple[str, str, str]) -> str:
    """The id of a tree with these entries (mode, name, id), whether or not Git likes the names."""
    raw = b"".join(f"{mode} {name}\0".encode() + bytes.fromhex(id_) for mode, name, id_ in rows)
    return git("hash-object", "-t", "tree", "--literally", "-w", "--stdin", given=raw)


def test_the_files_are_those_of_the_revision_byte_for_byte(bed: Seedbed, tmp_path: Path) -> None:
    bed.write("seeds/articles/khalij-0319.txt", "a\r\nb\n\0\xff")
    names = git("ls-tree", "-r", "--name-only", "HEAD:seeds").splitlines()
    expected = {name: git("show", f"HEAD:seeds/{name}") for name in names}
    folder = write_revision("HEAD", Path("seeds"), tmp_path / "out")
    assert folder == tmp_path / "out" / "seeds"
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes().decode().strip()
        for path in folder.rglob("*") if path.is_file()
    }  # fmt: skip
    assert found == expected
    assert len(found) > 5


@pytest.mark.parametrize("name", ["..", "../..", "/etc", "a\\..\\b"])
def test_a_tree_that_climbs_out_is_refused(name: str, bed: Seedbed, tmp_path: Path) -> None:
    blob = git("rev-parse", "HEAD:seeds/briefing.yml")
    inner = tree(("100644", "evil", blob))
    rows = (("40000", name, inner),) if "\\" not in name else (("100644", name, blob),)
    outer = tree(*rows)
    with pytest.raises(RevisionError, match="leaves the folder of the seeds"):
        write_revision(f"{tree(('40000', 'seeds', outer))}:seeds", bed.seeds, tmp_path / "out")
    written = [p.name for p in (tmp_path / "out").rglob("*") if p.is_file()]
    assert written == []
    assert not (tmp_path / "evil").exists()


def test_another_repository_inside_is_no_file(bed: Seedbed, tmp_path: Path) -> None:
    blob, commit = git("rev-parse", "HEAD:seeds/briefing.yml"), git("rev-parse", "HEAD")
    made = tree(("100644", "briefing.yml", blob), ("160000", "module", commit))
    folder = write_revision(f"{tree(('40000', 'seeds', made))}:seeds", bed.seeds, tmp_path / "out")
    assert [path.name for path in folder.iterdir()] == ["briefing.yml"]


def test_content_that_is_not_here_is_said_and_not_fetched(bed: Seedbed, tmp_path: Path) -> None:
    for name, says in (
        ("briefing.yml", "the content of 'briefing.yml'"),
        ("claims", "all folders"),
    ):
        id_ = git("rev-parse", f"HEAD:seeds/{name}")
        (bed.home / ".git" / "objects" / id_[:2] / id_[2:]).unlink()
        with pytest.raises(RevisionError, match=f"^git does not have {says}"):
            write_revision("HEAD", Path("seeds"), tmp_path / name)


def test_seeds_that_are_too_large_are_not_read(
    bed: Seedbed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bed.seeds.is_dir()
    monkeypatch.setattr("hashiya.revisions.MOST_BYTES", 1_000)
    with pytest.raises(RevisionError, match="are larger than 1,000 bytes"):
        write_revision("HEAD", Path("seeds"), tmp_path / "out")
