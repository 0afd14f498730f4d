"""What each command works on, what it may leave when it is killed, and how that is looked at.

A scene is a folder with a briefing before a command. Its outcome is known before anything is
killed: the files as they were, and as they are after a command that nobody disturbed. A killed one
must leave each of its outputs as one of the two, and all other files as they were; and the next
run must bring it to its end.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.seedbed import Seedbed
from tests.workbench import surroundings

MKDOCS = """
site_name: Kills
theme: {name: material, font: false}
plugins: [material/search, hashiya]
"""

BOOT = """
import os, signal, sys
last, home = int(sys.argv.pop(1)), os.path.abspath(".")
seen = 0
WRITES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "shutil.rmtree"}
def hook(event, given):
    global seen
    if event == "open":
        path, mode, flags = given
        writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)
    else:
        path, writes = given[0] if given else "", event in WRITES
    if writes and isinstance(path, (str, bytes, os.PathLike)) and "__pycache__" not in str(path):
        if os.path.abspath(os.fsdecode(path)).startswith(home):
            seen += 1
            if seen == last:
                os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(hook)
if sys.argv[1] == "mkdocs":
    from mkdocs.__main__ import cli
    sys.argv.pop(0)
    code = cli(standalone_mode=False) or 0
else:
    from hashiya.cli import main
    code = main(sys.argv[1:])
if last < 0:
    print("writes:", seen, file=sys.stderr)
sys.exit(code)
"""
"""Runs a command, and kills it right before it writes for the n-th time; -1 counts the writes."""

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Scene:
    """A command and the folder that it works on, which is copied for each kill.

    `outputs` are the paths that it writes, files or folders; `together` says that they have to
    agree, so that after a kill they are all old, or all new, or there is a record to finish from.
    `writes` is how often it writes, `seconds` how long it takes undisturbed.
    """

    name: str
    command: tuple[str, ...]
    home: Path
    outputs: tuple[str, ...]
    old: Files
    new: Files
    writes: int
    seconds: float
    together: bool = False


@dataclass(frozen=True, slots=True)
class Left:
    """What a kill left: `killed` is false where the command had ended before.

    `state` is old, new, or between: a folder was moved aside and the new one not yet put there, or
    several files were to be written and their record is there. `faults` is what should not be.
    """

    killed: bool
    state: str
    faults: tuple[str, ...]


def run(home: Path, command: tuple[str, ...], kill: int = -1) -> subprocess.CompletedProcess[str]:
    """Runs a command in a folder; `kill` is the write before which it is killed, from 1."""
    return subprocess.run(
        [sys.executable, "-c", BOOT, str(kill), *command],
        cwd=home,
        env=surroundings(),
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
    )


def run_for(home: Path, command: tuple[str, ...], seconds: float) -> bool:
    """Runs a command and kills it after a time; whether it was killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", BOOT, "0", *command],
        cwd=home,
        env=surroundings(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
    return process.returncode == -signal.SIGKILL


def files_of(home: Path) -> dict[str, bytes]:
    """Every file below a folder, by POSIX path; no byte code."""
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for path in sorted(home.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def set_scenes(folder: Path, names: tuple[str, ...]) -> tuple[Scene, ...]:
    """The scenes of some of the commands fix, lock, export, pdf and build."""
    return tuple(_scene(folder / name, name) for name in names)


COMMANDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...], bool]] = {
    "fix": (
        ("fix", "--apply"),
        (
            "seeds/claims/fault.yml",
            "seeds/claims/ships.yml",
            "seeds/sources.yml",
            "seeds/seeds.lock",
        ),
        True,
    ),
    "lock": (("lock",), ("seeds/seeds.lock",), False),
    "export": (("export", "--to", "out"), ("out",), False),
    "pdf": (("pdf", "--to", "briefing.pdf"), ("briefing.pdf",), False),
    "build": (("mkdocs", "build", "-q"), ("site",), False),
}


def _scene(home: Path, name: str) -> Scene:
    """One scene: the command has run once, the seeds have changed since, and it runs again."""
    command, outputs, together = COMMANDS[name]
    bed = Seedbed.plant(home)
    bed.write("mkdocs.yml", MKDOCS)
    bed.edit("seeds/claims/fault.yml", "fault-1:\n", "# a note that must stay\nfault-1:  # here\n")
    done = run(home, ("lock",))
    assert done.returncode == 0, done.stderr
    if name not in ("fix", "lock"):
        done = run(home, command)
        assert done.returncode == 0, done.stderr
    article = "seeds/articles/khalij-0319.txt"
    if name == "fix":
        bed.write(article, "A new paragraph.\n\n" + bed.read(article))
    elif name == "lock":
        bed.write(article, bed.read(article) + "\nA new paragraph.\n")
    else:
        bed.edit(
            "seeds/claims/ships.yml", "en: Twelve ships were waiting", "en: Twelve ships waited"
        )
    old = files_of(home)
    after = home.with_name(f"{name}-after")
    shutil.copytree(home, after)
    started = time.monotonic()
    done = run(after, command)
    seconds = time.monotonic() - started
    assert done.returncode == 0, done.stderr
    writes = int(done.stderr.rpartition("writes: ")[2])
    new = files_of(after)
    assert writes > 0
    assert _of(old, outputs) != _of(new, outputs), f"{name}: nothing would be written"
    return Scene(name, command, home, outputs, old, new, writes, seconds, together)


def _of(files: Files, outputs: tuple[str, ...]) -> dict[str, bytes]:
    """The files that are outputs, or lie in one."""
    return {
        path: content
        for path, content in files.items()
        if any(path == output or path.startswith(f"{output}/") for output in outputs)
    }


def kill(scene: Scene, where: Path, *, write: int = 0, seconds: float = 0.0) -> Left:
    """Kills a scene's command before a write or after a time, and looks at what is left.

    The copy at `where` is removed again.
    """
    shutil.copytree(scene.home, where)
    try:
        if write:
            killed = run(where, scene.command, write).returncode == -signal.SIGKILL
        else:
            killed = run_for(where, scene.command, seconds)
        return _look(scene, where, killed=killed)
    finally:
        shutil.rmtree(where)


def _look(scene: Scene, where: Path, *, killed: bool) -> Left:
    found = files_of(where)
    faults = [
        f"{path} was changed"
        for path in scene.old
        if path not in _of(scene.old, scene.outputs) and found.get(path) != scene.old[path]
    ]
    state = _state(scene, where, found, faults)
    again = run(where, scene.command)
    if again.returncode != 0:
        faults.append(f"the next run fails: {again.stderr[-300:]}")
    end = files_of(where)
    if _of(end, scene.outputs) != _of(scene.new, scene.outputs):
        faults.append("the next run does not bring it to its end")
    rest = sorted(set(end) - set(scene.new) - {"seeds/.hashiya-undo.json"})
    if rest or any(path.name.startswith(".") and path.is_dir() for path in where.iterdir()):
        faults.append(f"something is left lying: {rest[:3]}")
    return Left(killed, state, tuple(faults))


def _state(scene: Scene, where: Path, found: Files, faults: list[str]) -> str:
    """Which of the two the outputs are; a fault where they are neither."""
    here = _of(found, scene.outputs)
    if here == _of(scene.old, scene.outputs):
        return "old"
    if here == _of(scene.new, scene.outputs):
        return "new"
    if scene.together:
        half = all(
            found.get(path) in (scene.old.get(path), scene.new.get(path)) for path in scene.outputs
        )
        if half and os.path.lexists(where / "seeds" / ".hashiya-pending.json"):
            return "between"
    elif not here and not (where / scene.outputs[0]).exists():
        aside = f".{scene.outputs[0]}.aside"
        moved = {path.replace(aside, scene.outputs[0], 1): c for path, c in found.items()}
        if _of(moved, scene.outputs) == _of(scene.old, scene.outputs):
            return "between"
    faults.append("the outputs are neither the old ones nor the new")
    return "neither"
