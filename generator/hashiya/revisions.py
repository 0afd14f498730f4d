"""Seeds as they were: the files of a Git revision, written to a folder that is not the author's.

Files are taken as the repository holds them: no checkout, no conversion of line ends, nothing that
a `.gitattributes` asks for. Git is asked for objects by their ids, and never for the network.
"""

from __future__ import annotations

import hashlib
import os
import posixpath
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from hashiya.seeds import LIMITS

MOST_BYTES = 256_000_000
"""Of all files of a revision's seeds together; a briefing's articles and claims are far below."""

MOST_VERSIONS = 200
"""Changes of one file that are looked through for an earlier text."""

_SYMBOLIC_LINK = "120000"


class RevisionError(Exception):
    """There is no such revision, or no seeds in it; the message is one line."""


@dataclass(frozen=True, slots=True)
class _Blob:
    mode: str
    id: str
    size: int
    path: str


def write_revision(revision: str, seeds: Path, target: Path) -> Path:
    """Writes the seeds of a revision below `target`, and gives back their folder.

    `revision` is anything by which Git knows a commit, or `commit:path` for a folder in it; `seeds`
    is where the seeds lie now, relative to the current folder. The folder found may be that of the
    seeds, or one that holds it under the name `seeds`.
    Raises: RevisionError.
    """
    tree, name = _seeds_tree(revision, seeds)
    folder = target / name
    folder.mkdir(parents=True)
    blobs = tuple(_blobs(tree))
    if sum(blob.size for blob in blobs) > MOST_BYTES:
        raise RevisionError(f"the seeds of {revision!r} are larger than {MOST_BYTES:,} bytes")
    for blob, content in zip(blobs, _contents(blobs), strict=True):
        path = _inside(folder, blob.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        if blob.mode == _SYMBOLIC_LINK:
            path.symlink_to(".")  # where it led is nobody's business; that it is one, is refused
        else:
            path.write_bytes(content)
    return folder


def find_version(folder: Path, path: str, sha256: str) -> bytes | None:
    """The bytes that a file of `folder` once had, by their SHA-256.

    None where Git knows no such version among the last `MOST_VERSIONS` changes of the file, or
    where there is no Git or no repository.
    """
    words = ("-C", str(folder), "--literal-pathspecs", "log", f"--max-count={MOST_VERSIONS}")
    try:
        listed = _git(*words, "--format=", "--raw", "--no-abbrev", "--no-renames", "--", path)
        ids = [id_ for row in (listed or "").splitlines() for id_ in reversed(row.split()[2:4])]
        for id_ in dict.fromkeys(ids):
            size = _git("-C", str(folder), "cat-file", "-s", id_)
            if size is None or int(size) > LIMITS["bytes of an article"]:
                continue
            content = _run(("-C", str(folder), "cat-file", "blob", id_), b"")
            if hashlib.sha256(content).hexdigest() == sha256:
                return content
    except (RevisionError, subprocess.CalledProcessError):
        pass
    return None


def _seeds_tree(revision: str, seeds: Path) -> tuple[str, str]:
    """The id of the tree that holds the seeds of a revision, and the name of its folder."""
    named_well = revision != "" and not revision.startswith("-")
    root = _tree(f"{revision}^{{tree}}") if named_well else None
    if root is not None:
        path = _path_in_repository(seeds)
        found = _tree(f"{root}:{path}")
        if found is None:
            raise RevisionError(f"no folder {path!r} in the revision {revision!r}")
        return found, posixpath.basename(path)
    named = _tree(revision) if named_well and ":" in revision else None
    if named is None:
        outside = _git("rev-parse", "--git-dir") is None
        why = " (this folder is in no git repository)" if outside else ""
        raise RevisionError(f"no folder and no git revision {revision!r}{why}")
    if _tree(f"{named}:claims") is None and (inner := _tree(f"{named}:seeds")) is not None:
        return inner, "seeds"
    return named, posixpath.basename(revision.partition(":")[2].rstrip("/")) or "seeds"


def _path_in_repository(seeds: Path) -> str:
    """Where the seeds lie below the repository's top folder, as POSIX path."""
    below = Path(os.path.relpath(seeds)).as_posix()
    prefix = _git("rev-parse", "--show-prefix") or ""
    path = posixpath.normpath(posixpath.join(prefix.strip("\n"), below))
    return path if not path.startswith("..") else "seeds"


def _tree(name: str) -> str | None:
    """The id of the tree of that name, or None where there is none."""
    found = (_git("rev-parse", "--verify", "--quiet", name) or "").strip()
    if not found or (_git("cat-file", "-t", found) or "").strip() != "tree":
        return None
    return found


def _blobs(tree: str) -> Iterator[_Blob]:
    """The files of a tree; commits of other repositories in it are none.

    Raises: RevisionError where a clone holds only a part of it.
    """
    listed = _git("ls-tree", "-r", "-z", "-l", "--full-tree", tree)
    if listed is None:
        raise RevisionError("git does not have all folders of the seeds here")
    for row in filter(None, listed.split("\0")):
        about, _, path = row.partition("\t")
        mode, kind, id_, size = about.split()
        if kind == "blob" and not size.isdecimal():
            raise RevisionError(f"git does not have the content of {path!r} here")
        if kind == "blob":
            yield _Blob(mode, id_, int(size), path)


def _contents(blobs: Sequence[_Blob]) -> Iterator[bytes]:
    """The content of each file, in order, from one run of Git."""
    wanted = "".join(f"{blob.id}\n" for blob in blobs).encode()
    try:
        out = _run(("cat-file", "--batch"), wanted)
    except subprocess.CalledProcessError:
        out = b""
    at = 0
    for blob in blobs:
        start = out.find(b"\n", at) + 1
        if out[at:start] != f"{blob.id} blob {blob.size}\n".encode():
            raise RevisionError(f"git does not have the content of {blob.path!r} here")
        yield out[start : start + blob.size]
        at = start + blob.size + 1


def _inside(folder: Path, path: str) -> Path:
    """A path of a tree below `folder`; a tree made by no Git could name one outside."""
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or "\\" in path:
        raise RevisionError(f"the path {path!r} leaves the folder of the seeds")
    return folder / pure


def _git(*words: str) -> str | None:
    """What Git prints, or None where it says no."""
    try:
        return _run(words, b"").decode("utf-8", "surrogateescape")
    except subprocess.CalledProcessError:
        return None


def _run(words: Sequence[str], given: bytes) -> bytes:
    program = shutil.which("git")
    if program is None:
        raise RevisionError("no git is here to look for a revision")
    quiet = {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    done = subprocess.run(  # noqa: S603 (the program is Git, and no word of it comes from a shell)
        (program, *words), input=given, capture_output=True, check=True, env=os.environ | quiet
    )
    return done.stdout
