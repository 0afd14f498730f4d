"""A command that is killed before any of its writes loses nothing, and the next run finishes it.

Here `fix` before each of its writes, and `lock`; `python -m tests.kills` kills all five commands.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from hashiya.writing import folder_beside, put_in_place, restore, write_file
from tests.kills.scenes import kill, set_scenes


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the scenes of this file."""
    return tmp_path_factory.mktemp("kills")


def test_a_repair_that_is_killed_between_its_files_is_finished(scenes: Path) -> None:
    (scene,) = set_scenes(scenes, ("fix",))
    assert scene.writes >= 10  # five files: each is opened, made readable and renamed
    states = []
    for write in range(1, scene.writes + 1, 3):
        left = kill(scene, scenes / "copy", write=write)
        assert left.killed
        assert left.faults == (), f"before write {write}"
        states.append(left.state)
    assert states[0] == "old"
    assert "between" in states


def test_a_lock_that_is_killed_is_the_old_one(scenes: Path) -> None:
    (scene,) = set_scenes(scenes, ("lock",))
    left = kill(scene, scenes / "copy", write=scene.writes)
    assert (left.killed, left.state, left.faults) == (True, "old", ())


def test_a_command_that_ends_in_time_is_not_killed(scenes: Path) -> None:
    (scene,) = set_scenes(scenes / "more", ("lock",))
    left = kill(scene, scenes / "copy", write=scene.writes + 1)
    assert (left.killed, left.state, left.faults) == (False, "new", ())


# --- folders --------------------------------------------------------------------------------------


def folder(home: Path, name: str, words: str) -> Path:
    """A folder with one file."""
    (home / name).mkdir()
    (home / name / "page").write_text(words, encoding="utf-8")
    return home / name


def test_a_folder_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    target = folder(tmp_path, "site", "old")
    fresh = folder_beside(target)
    (fresh / "page").write_text("new", encoding="utf-8")
    assert (target / "page").read_text(encoding="utf-8") == "old"
    put_in_place(fresh, target)
    assert (target / "page").read_text(encoding="utf-8") == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_that_was_moved_aside_comes_back(tmp_path: Path) -> None:
    folder(tmp_path, ".site.aside", "old")
    restore(tmp_path / "site")
    assert (tmp_path / "site" / "page").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_that_was_replaced_already_does_not_come_back(tmp_path: Path) -> None:
    folder(tmp_path, ".site.aside", "old")
    folder(tmp_path, "site", "new")
    restore(tmp_path / "site")
    assert (tmp_path / "site" / "page").read_text(encoding="utf-8") == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_a_dead_process_left_goes_and_nothing_else(tmp_path: Path) -> None:
    dead = tmp_path / ".seeds.lock.999999999-abc"
    others = [
        ".seeds.lock",
        ".seeds.lock.x-y",
        ".seeds.lock.12",
        "seeds.lock.999999999-abc",
        ".a.1-b",
    ]
    for path in (dead, *(tmp_path / name for name in others)):
        path.write_text("", encoding="utf-8")
    write_file(tmp_path / "seeds.lock", b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*others, "seeds.lock"])
