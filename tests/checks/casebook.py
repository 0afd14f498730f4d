"""The cases of the rules: small changes to a valid briefing, and what a rule says to each.

`checks/cases/<rule's file>.yml` has two lists, `fires` and `silent`. A case is the base briefing
`checks/cases/base/` with changes, made in this order:

- `lock: base` adds the `seeds.lock` of the base briefing, before all that follows;
- `record: base` adds the record of it as edition 1, likewise;
- `files`: path → whole text, or null to delete the file;
- `bytes`: path → the file's bytes in base64; `link`: path → the target of a symbolic link;
- `edit`: path → list of [old, new]; each old text stands in the file exactly once;
- `lock: case` adds the `seeds.lock` of the briefing that came out, `record: case` its record.

`outputs`: path → text of a built site, for the rules that look at one. A case that fires lists in
`expect` every finding of the rule: `path`, `line`, `says` (part of the message) and, where it isn't
the rule's own, `severity`. A silent case gives no finding of the rule.
"""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from hashiya import read_subject, snapshot_of
from hashiya.checks import check_outputs, reading_diagnostics, rules, run_checks
from hashiya.diagnostics import Diagnostic, SeedErrors
from hashiya.editions import record_name, render_snapshot
from hashiya.index import parse_index
from hashiya.lock import lock_of, render_lock
from hashiya.seeds import LOCK_NAME, read_seeds

CHECKS = Path(__file__).parent.parent.parent / "generator" / "hashiya" / "checks"
BASE = CHECKS / "cases" / "base"

_KEYS = {"name", "lock", "record", "files", "bytes", "link", "edit", "outputs", "expect"}


@dataclass(frozen=True, slots=True)
class Expectation:
    """A finding that a case must give; `severity` None means the rule's own."""

    path: str
    line: int
    says: str
    severity: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """A case of the rule in `checks/<stem>.py`; `changes` are as the file has them."""

    stem: str
    name: str
    fires: bool
    changes: Mapping[str, Any]
    expect: tuple[Expectation, ...]

    @property
    def code(self) -> str:
        """The code of the case's rule."""
        return self.stem[:4].upper()

    def __str__(self) -> str:
        return f"{self.code}-{'fires' if self.fires else 'silent'}-{self.name}"


def rule_stems() -> tuple[str, ...]:
    """The rules' file names without their ending, sorted."""
    return tuple(sorted(path.stem for path in CHECKS.glob("[a-z][0-9]*.py")))


def case_stems() -> tuple[str, ...]:
    """The case files' names without their ending, sorted."""
    return tuple(sorted(path.stem for path in (CHECKS / "cases").glob("*.yml")))


def read_cases() -> tuple[Case, ...]:
    """Every case of every rule.

    Raises: ValueError where a case file has keys that it can't have.
    """
    return tuple(case for stem in case_stems() for case in _cases_of(stem))


def _cases_of(stem: str) -> Iterator[Case]:
    path = CHECKS / "cases" / f"{stem}.yml"
    lists = yaml.safe_load(path.read_text(encoding="utf-8"))
    if set(lists) != {"fires", "silent"}:
        raise ValueError(f"{path.name}: expected the two lists `fires` and `silent`")
    for part in ("fires", "silent"):
        for case in lists[part] or ():
            if set(case) - _KEYS or ("expect" in case) != (part == "fires"):
                raise ValueError(f"{path.name}: {case.get('name')}: expected other keys")
            expect = tuple(
                Expectation(e["path"], e["line"], e["says"], e.get("severity"))
                for e in case.get("expect", ())
            )
            yield Case(stem, case["name"], part == "fires", case, expect)


def write_case(case: Case, home: Path) -> None:
    """Writes the briefing of a case, `seeds` and `docs`, into the folder `home`.

    Raises: ValueError where an edit's old text doesn't stand in its file exactly once.
    """
    changes = case.changes
    shutil.copytree(BASE, home, dirs_exist_ok=True)
    _write_what_is_made(changes, "base", home)
    for path, text in changes.get("files", {}).items():
        if text is None:
            (home / path).unlink()
        else:
            _write(home / path, text.encode())
    for path, encoded in changes.get("bytes", {}).items():
        _write(home / path, base64.b64decode(encoded))
    for path, target in changes.get("link", {}).items():
        (home / path).unlink(missing_ok=True)
        (home / path).symlink_to(target)
    for path, pairs in changes.get("edit", {}).items():
        text = (home / path).read_bytes().decode()
        for old, new in pairs:
            if text.count(old) != 1:
                raise ValueError(f"{case}: {old!r} stands {text.count(old)} times in {path}")
            text = text.replace(old, new)
        _write(home / path, text.encode())
    _write_what_is_made(changes, "case", home)


def _write_what_is_made(changes: Mapping[str, Any], moment: str, home: Path) -> None:
    """Writes lock and record where a case wants them at that moment."""
    if changes.get("lock") == moment:
        write_lock(home)
    if changes.get("record") == moment:
        write_record(home)


def write_record(home: Path) -> None:
    """Writes the record of the edition in `home`."""
    snapshot = snapshot_of(parse_index(read_seeds(home / "seeds")))
    _write(home / "seeds" / record_name(snapshot.edition), render_snapshot(snapshot).encode())


def write_lock(home: Path) -> None:
    """Writes the lock of the briefing in `home`."""
    text = render_lock(lock_of(parse_index(read_seeds(home / "seeds"))))
    _write(home / "seeds" / LOCK_NAME, text.encode())


def _write(path: Path, raw: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)


def diagnose(home: Path, outputs: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """Everything that all rules say to the briefing in `home` and to the texts built from it."""
    try:
        subject = read_subject(home / "seeds")
    except SeedErrors as errors:
        return reading_diagnostics(errors)
    return (*run_checks(subject).diagnostics, *check_outputs(subject, outputs))


def counts() -> str:
    """How many rules there are, and how many cases, in one line."""
    cases = read_cases()
    firing = sum(case.fires for case in cases)
    return (
        f"{len(rules())} rules; cases that fire: {firing}; "
        f"cases that are silent: {len(cases) - firing}"
    )
