"""Runs `hashiya check` on hostile inputs: is each refused with file and line, and at what cost?"""

from __future__ import annotations

import contextlib
import copy
import io
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hashiya.cli import main
from tests.every_field import every_field
from tests.hostile.files import HostileFile
from tests.hostile.payloads import REFUSED
from tests.hostile.places import lined, places_of, text_at, with_text
from tests.seedbed import REPOSITORY, Seedbed

MOST_SECONDS, MOST_MEGABYTES = 30, 1_000
"""What one command may take; a process that wants more is stopped."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an input: `broken` says which promise was broken, "" where none was."""

    family: str
    what: str
    refused: bool
    shown: bool
    traceback: bool
    live: bool
    seconds: float
    megabytes: float
    broken: str


def outcome_of(each: HostileFile) -> Outcome:
    """Checks the base briefing with one hostile file in it."""
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        bed = Seedbed.plant(Path(folder))
        each.change(bed)
        started = time.perf_counter()
        exit_code, out, err, megabytes = (_apart if each.heavy else _here)(bed)
        seconds = time.perf_counter() - started
        pwned = (bed.home / "pwned").exists()
    place = re.compile(rf"^{re.escape(each.path)}:\d+: error\[", re.MULTILINE)
    traceback = "Traceback" in out + err or exit_code not in (0, 1, 2)
    refused = exit_code in (1, 2) and place.search(out) is not None
    raw = [c for c in out + err if (ord(c) < 32 and c != "\n") or 0x7F <= ord(c) < 0xA0]
    broken = [
        "traceback" if traceback else "",
        "neither refused nor read" if each.path and not refused else "",
        "refused" if not each.path and exit_code == 2 and "hostile" not in out else "",
        "something ran" if pwned else "",
        "a terminal would obey" if raw else "",
        "too slow" if seconds > MOST_SECONDS else "",
        "too large" if megabytes > MOST_MEGABYTES else "",
    ]
    said = ", ".join(filter(None, broken))
    if said:
        said += f" (exit {exit_code}): {(out + err)[-600:]!r}"
    return Outcome(
        each.family, each.what, refused, not refused, traceback, pwned, seconds, megabytes, said
    )


def _here(bed: Seedbed) -> tuple[int, str, str, float]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main(["check", "--seeds", str(bed.seeds)])
        except Exception as error:
            return 70, out.getvalue(), f"Traceback: {error!r}", 0
    return code, out.getvalue(), err.getvalue(), 0


MEASURED = """
import sys
from hashiya.cli import main
try:
    code = main(["check"])
finally:
    with open("/proc/self/status", encoding="ascii") as status:
        peak = next(line.split()[1] for line in status if line.startswith("VmHWM:"))
    print("peak of memory in kB:", peak, file=sys.stderr)
sys.exit(code)
"""
"""A check that says at its end how much memory it took at most, since it is this program."""


def _apart(bed: Seedbed) -> tuple[int, str, str, float]:
    """In a process of its own, which may take no more than twice what is allowed."""

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEGABYTES * 2_000_000,) * 2)
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS * 2,) * 2)

    command = [sys.executable, "-c", MEASURED]
    surroundings = {**os.environ, "PYTHONPATH": str(REPOSITORY / "generator")}
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(
            command,
            cwd=bed.home,
            env=surroundings,
            stdout=out,
            stderr=err,
            preexec_fn=bound,  # noqa: PLW1509
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        said, wrong = (stream.read().decode("utf-8", "replace") for stream in (out, err))
        before, measured, peak = wrong.rpartition("peak of memory in kB: ")
        # What the system counts of a process that was killed has that of its parent in it.
        kilobytes = int(peak) if measured else used.ru_maxrss
        return process.returncode, said, before if measured else wrong, kilobytes / 1_000


def texts_refused(what: str) -> Iterator[Outcome]:
    """Puts one text into every field in turn, and looks for each in one report of all."""
    payload, codes = REFUSED[what]
    files = every_field(lambda field: f"{field} 7 words")
    hostile = copy.deepcopy(files)
    places = places_of(files)
    invisible = codes == {"R117"}
    for place in places:
        text = payload if invisible else f"{text_at(files, place)} {payload}"
        with_text(hostile, place, text)
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        bed = Seedbed(Path(folder))
        for path, content in hostile.items():
            bed.write(path, content if isinstance(content, str) else lined(content))
        started = time.perf_counter()
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(["check", "--seeds", str(bed.seeds), "--format", "json"])
        seconds = time.perf_counter() - started
        found = {(d["path"], d["line"]) for d in json.loads(out.getvalue()) if d["code"] in codes}
        syntax = {d["path"] for d in json.loads(out.getvalue()) if d["code"] == "R101"}
        lines = {path: bed.read(path).split("\n") for path in hostile}
    for place in places:
        line = _line_of(lines[place.file], place.path)
        near = any((place.file, at) in found for at in line) or place.file in syntax & {
            file for file, _ in found
        }
        broken = "" if near and code in (1, 2) else f"not refused, exit {code}, at {line}"
        name = f"{what} in {place.shape}.{place.key} {'/'.join(map(str, place.path))}"
        yield Outcome(
            "texts: controls",
            name,
            refused=near,
            shown=False,
            traceback=False,
            live=False,
            seconds=seconds / len(places),
            megabytes=0,
            broken=broken,
        )


def _line_of(lines: list[str], path: tuple[str | int, ...]) -> tuple[int, ...]:
    """The lines (1-based) of the value at `path` and of what holds it, the entry left out.

    With an indentation of one a level, as `lined` writes.
    """
    found: list[int] = []
    at = 0
    for level, step in enumerate(path, start=1):
        if isinstance(step, str):
            start = " " * level + json.dumps(step, ensure_ascii=False) + ":"
            at = next(n for n in range(at, len(lines)) if lines[n].startswith(start))
        else:
            heads = [
                n
                for n in range(at + 1, len(lines))
                if lines[n].startswith(" " * level) and lines[n][level : level + 1] not in " ]}"
            ]
            at = heads[step]
        found.append(at + 1)
    return tuple(found[-4:])
