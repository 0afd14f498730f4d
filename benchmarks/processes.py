"""What a program takes, with all the processes that it starts: seconds, CPU time and memory.

Memory is read from Linux' `/proc`; a process that lives for less than a look is not seen there.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

LOOK_EVERY = 0.05
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took: by the clock, of the processor, and at its peak of memory, in MB.

    `memory` is the sum over the processes that lived at the same time, each with the part of what
    it shares with others that falls to it (PSS), at the look that found most of it.
    """

    seconds: float
    processor_seconds: float
    memory: float


def run_measured(command: Sequence[str], folder: Path, env: Mapping[str, str]) -> Run:
    """Runs a program to its end, in a session of its own.

    Raises: SystemExit with what it said, where it fails.
    """
    with tempfile.TemporaryFile() as said:
        started, before, most = time.perf_counter(), os.times(), 0
        seen: dict[int, float] = {}
        process = subprocess.Popen(
            command, cwd=folder, env=env, stdout=said, stderr=said, start_new_session=True
        )
        while process.poll() is None:
            family = _family(process.pid)
            seen |= family
            most = max(most, sum(map(_memory_of, family)))
            time.sleep(LOOK_EVERY)
        seconds, after = time.perf_counter() - started, os.times()
        if process.returncode != 0:
            said.seek(0)
            text = said.read().decode(errors="replace")
            raise SystemExit(f"{command[0]} failed with {process.returncode}:\n{text}")
    user = after.children_user - before.children_user
    system = after.children_system - before.children_system
    # A browser doesn't wait for its children, whose time is then lost to the one and not the other.
    return Run(seconds, max(user + system, sum(seen.values())), most / 1000)


def _family(pid: int) -> dict[int, float]:
    """The CPU seconds so far of a process and of all that descend from it and live."""
    children: dict[int, list[int]] = {}
    taken: dict[int, float] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            each = int(folder.name)
            parent, taken[each] = _parent_and_time(folder)
            children.setdefault(parent, []).append(each)
    found = [pid]
    for each in found:  # which grows meanwhile
        found += children.get(each, ())
    return {each: taken.get(each, 0.0) for each in found}


def _parent_and_time(folder: Path) -> tuple[int, float]:
    """The parent of a process and its CPU seconds; zeros where it is gone meanwhile."""
    try:
        # The name of the program, in brackets, may hold anything.
        fields = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
        return int(fields[1]), (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, IndexError, ValueError):
        return 0, 0.0


def _memory_of(pid: int) -> int:
    """The memory of a process in kB, in parts where it is shared; 0 where it is gone meanwhile."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
