"""Writing: a file or a folder is the old one or the new, and several files change together.

A file is written beside its place and renamed there; so is a folder. Where several files have to
agree, all of their new texts are written down first, in one file; whoever comes after an
interruption finishes from it. Nothing here knows what the files mean.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from hashiya.seeds import PENDING_NAME

UNDO_NAME = ".hashiya-undo.json"
"""The last change of several files, kept to be taken back; in the folder of the seeds."""


class ConflictError(Exception):
    """Several files should have changed together, and one of them is neither old nor new."""


@dataclass(frozen=True, slots=True)
class Change:
    """A file's old and new text; `path` is POSIX, relative to the folder."""

    path: str
    old: str
    new: str


def write_file(target: Path, content: bytes) -> None:
    """Writes a file beside its place and renames it there, so that it is the old one or the new."""
    _sweep(target)
    descriptor, name = tempfile.mkstemp(prefix=_prefix(target), dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


# --- folders --------------------------------------------------------------------------------------


def replace_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Writes a folder beside its place and puts it there."""
    fresh = folder_beside(target)
    try:
        for name, content in files.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        put_in_place(fresh, target)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def folder_beside(target: Path) -> Path:
    """A new empty folder beside `target`, to be filled and put in its place.

    What an interrupted writing left there goes; an older folder that it had moved aside comes back.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    restore(target)
    _sweep(target)
    fresh = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent))
    fresh.chmod(0o755)
    return fresh


def put_in_place(fresh: Path, target: Path) -> None:
    """Renames a folder to `target`; an older one makes room first, and goes after.

    Between the two renamings neither is in place, for as long as a renaming takes; `restore` brings
    the older one back.
    """
    aside = target.parent / f".{target.name}.aside"
    old = target.exists()
    if old:
        target.replace(aside)
    fresh.replace(target)
    if old:
        shutil.rmtree(aside)


def restore(target: Path) -> None:
    """Brings back a folder that an interrupted writing moved aside, and clears away one that it
    had replaced already.
    """
    aside = target.parent / f".{target.name}.aside"
    if not aside.is_dir() or aside.is_symlink():
        return
    if target.exists():
        shutil.rmtree(aside)
    else:
        aside.replace(target)


def _prefix(target: Path) -> str:
    """How the name of what is written beside `target` begins: with the process that writes."""
    return f".{target.name}.{os.getpid()}-"


def _sweep(target: Path) -> None:
    """Removes what processes that are no more left beside `target`."""
    start = f".{target.name}."
    for path in target.parent.iterdir() if target.parent.is_dir() else ():
        process, dash, _ = path.name.removeprefix(start).partition("-")
        if not (path.name.startswith(start) and dash and process.isdecimal()):
            continue
        if _runs(int(process)):
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


# --- several files --------------------------------------------------------------------------------


def write_together(folder: Path, changes: tuple[Change, ...]) -> None:
    """Writes several files of a folder, so that after an interruption all can be finished.

    Raises: ConflictError where a file is not what `changes` says it is; then none is written.
    """
    for change in changes:
        _expect(folder, change, {change.old})
    record = {"version": 1, "files": [[c.path, c.old, c.new] for c in changes]}
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    write_file(folder / PENDING_NAME, text.encode())
    finish(folder)


def finish(folder: Path) -> tuple[str, ...]:
    """Finishes what an interruption left undone: the paths it wrote; none where nothing was.

    Raises: ConflictError where a file is neither what it was nor what it should become.
    """
    pending = folder / PENDING_NAME
    _sweep(pending)
    if not os.path.lexists(pending):
        return ()
    changes = _read(pending)
    for change in changes:
        _expect(folder, change, {change.old, change.new})
    for change in changes:
        _sweep(folder / change.path)
        if _text(folder / change.path) != change.new:
            write_file(folder / change.path, change.new.encode())
    pending.replace(folder / UNDO_NAME)
    return tuple(change.path for change in changes)


def take_back(folder: Path) -> tuple[str, ...]:
    """Writes the files of the last change as they were before it: the paths; none where none was.

    Raises: ConflictError where a file has changed since.
    """
    last = folder / UNDO_NAME
    if not os.path.lexists(last):
        return ()
    changes = tuple(Change(c.path, c.new, c.old) for c in _read(last))
    write_together(folder, changes)
    last.unlink()
    return tuple(change.path for change in changes)


def _read(path: Path) -> tuple[Change, ...]:
    """The changes that a file holds.

    Raises: ConflictError where it is none of ours, or names a file outside its folder.
    """
    try:
        if path.is_symlink():
            raise ValueError
        record = json.loads(path.read_text(encoding="utf-8"))
        changes = tuple(_changes(record))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ConflictError(f"{path}: damaged; remove it, and look what differs") from error
    return changes


def _changes(record: object) -> Iterator[Change]:
    if not isinstance(record, dict) or record.get("version") != 1:
        raise ValueError
    for entry in record["files"]:
        path, old, new = entry
        pure = PurePosixPath(path)
        if pure.is_absolute() or ".." in pure.parts or not isinstance(old + new, str):
            raise ValueError
        yield Change(path, old, new)


def _expect(folder: Path, change: Change, known: set[str]) -> None:
    path = folder / change.path
    parts = PurePosixPath(change.path).parts
    steps = (folder.joinpath(*parts[: n + 1]) for n in range(len(parts)))
    if any(step.is_symlink() for step in steps) or _text(path) not in known:
        raise ConflictError(f"{path}: changed since; nothing is written")


def _text(path: Path) -> str | None:
    """The text of a file to the letter, its line ends included; None where it can't be read."""
    try:
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return None
