"""Whatever is wrong with the seeds, the command says where, what it found, what it expected."""

from __future__ import annotations

import copy
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hashiya.checks import Subject, reading_diagnostics, run_checks
from hashiya.cli import main
from hashiya.diagnostics import SeedErrors
from hashiya.index import Index
from hashiya.kinds import SHAPES
from hashiya.standing import derive
from tests.every_field import as_files, every_field
from tests.seedbed import REPOSITORY, Seedbed, index_of
from tests.wrong_inputs import ROWS, SAHIL, SHIPS, WrongInput, run, table

LINE = re.compile(r"[^\n:]+:\d+: (?:error|warning|notice)\[[A-Z]\d{3}\] [^\n]+")
NAMES = [row.what for row in ROWS]
IN_A_PROCESS = ("a YAML bomb", "pipe", "UTF-16", "no seeds folder", "climbs out", "one digit")


@pytest.fixture
def bed(tmp_path: Path) -> Seedbed:
    """A copy of the base briefing."""
    return Seedbed.plant(tmp_path / "home")


def test_the_table_is_long_enough_and_says_each_thing_once() -> None:
    assert len(ROWS) >= 40
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_a_wrong_input_is_reported_with_its_place(row: WrongInput, bed: Seedbed) -> None:
    row.change(bed)
    outcome = run(bed, "--format", "json")
    assert outcome.exit == row.exit
    errors = [d for d in json.loads(outcome.out) if d["severity"] == "error"]
    own = [
        d
        for d in errors
        if (f"{d['path']}:{d['line']}", d["code"]) == (row.where, row.code)
        and row.found in d["message"]
        and row.expected in d["message"]
    ]
    assert len(own) == 1, errors
    assert {d["code"] for d in errors} <= {row.code, *row.besides.split()}
    assert "Traceback" not in outcome.out + outcome.err


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_the_text_has_a_line_for_each_finding(row: WrongInput, bed: Seedbed) -> None:
    row.change(bed)
    outcome = run(bed)
    assert outcome.exit == row.exit
    *findings, last = (
        outcome.out.rstrip("\n").split("\n")
        if row.exit == 1
        else (
            *outcome.out.rstrip("\n").split("\n"),
            outcome.err.rstrip("\n"),
        )
    )
    findings = [line for line in findings if not re.match(r"\d+ errors?, ", line)]
    assert all(LINE.fullmatch(line) for line in findings), findings
    assert any(line.startswith(f"{row.where}: error[{row.code}] ") for line in findings)
    assert re.match(r"checked: |\d+ errors?; the seeds can't be read", last)


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if any(name in row.what for name in IN_A_PROCESS)],
    ids=lambda row: row.what,
)
def test_the_command_itself_exits_as_told(row: WrongInput, bed: Seedbed) -> None:
    row.change(bed)
    command = [sys.executable, "-W", "error", "-m", "hashiya.cli", "check"]
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY / "generator")}
    done = subprocess.run(
        command, cwd=bed.home, env=env, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == row.exit
    assert f"{row.where}: error[{row.code}] " in done.stdout
    assert "Traceback" not in done.stderr


def test_nothing_that_a_tag_names_is_run(bed: Seedbed) -> None:
    row = next(row for row in ROWS if row.what == "a tag that would make an object")
    row.change(bed)
    run(bed)
    assert not (Path.cwd() / "pwned").exists()
    assert not (bed.home / "pwned").exists()


def test_errors_of_many_files_are_reported_together(bed: Seedbed) -> None:
    for row in ROWS:
        if row.what in {"an unknown key", "an absolute path", "an id in capital letters"}:
            row.change(bed)
    found = json.loads(run(bed, "--format", "json").out)
    assert [d["code"] for d in found] == ["R106", "R103", "R114"]
    assert found == sorted(found, key=lambda d: (d["path"], d["line"]))


@pytest.mark.skipif(os.geteuid() == 0, reason="to root every file is open")
@pytest.mark.parametrize("path", [SHIPS, SAHIL])
def test_a_file_that_may_not_be_read_is_reported(path: str, bed: Seedbed) -> None:
    (bed.home / path).chmod(0)
    outcome = run(bed)
    assert outcome.exit == 2
    assert "Permission denied" in outcome.out


def test_the_table_can_be_printed() -> None:
    lines = table().splitlines()
    assert len(lines) == len(ROWS) + 2
    assert all(re.fullmatch(r"\| .+ \| [12] \| `` .+ `` \|", line) for line in lines[2:])


# --- any value in any place -----------------------------------------------------------------------

WRONG_VALUES: tuple[Any, ...] = (
    None, True, 0, -7, 1.5, "", " ", "x", "\u202e", "one\ntwo", "<b>", [], [[]], ["x"], {},
    {"x": "y"}, {"en": None, "ar": ["x"]}, "9" * 5_000, "٣", "2026-13-45", "full#99999", "../x",
    "a" * 200,
)  # fmt: skip


def places(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value inside another, and its own."""
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from places(inner, (*path, at))


def with_value(files: dict[str, Any], path: tuple[Any, ...], value: object) -> dict[str, Any]:
    """A copy of the files with another value in one place."""
    changed = copy.deepcopy(files)
    at: Any = changed
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return changed


def index_from(files: dict[str, Any]) -> Index:
    """The index of files in memory."""
    texts = dict(as_files(files))
    return index_of(
        texts["seeds/claims/all.yml"],
        entities=texts["seeds/entities/all.yml"],
        sources=texts["seeds/sources.yml"],
        briefing=texts["seeds/briefing.yml"],
        articles={
            path.removeprefix("seeds/"): text
            for path, text in texts.items()
            if path.startswith("seeds/articles/")
        },
    )


KIND = {"actor": {"label": {"en": "a", "ar": "a"}, "one": {"en": "a", "ar": "a"}, "path": "a"}}
EVERY_FIELD = every_field(lambda field: f"{field} 7 words")
PLACES = [
    (file, *path)
    for file, content in EVERY_FIELD.items()
    if file.endswith(".yml")
    for path in places(content)
]


def test_the_briefing_of_every_field_has_every_key_of_the_format() -> None:
    keys = {step for path in PLACES for step in path if isinstance(step, str)}
    wanted = {field.key for fields in SHAPES.values() for field in fields}
    assert wanted - keys == set()


def test_any_value_in_any_place_is_read_or_refused_with_its_line() -> None:
    refused = read = 0
    for at, path in enumerate(PLACES):
        for value in WRONG_VALUES[at % 23 :: 23]:
            files = with_value(EVERY_FIELD, path, value)
            try:
                index = index_from(files)
            except SeedErrors as errors:
                refused += 1
                for found in reading_diagnostics(errors):
                    assert found.where.line >= 1
                    assert "\n" not in found.message
                    assert len(found.message) < 1_000
            else:
                read += 1
                derive(index)
    assert refused > 250
    assert read > 20


@pytest.mark.parametrize("seed", range(3))
def test_what_can_be_read_can_be_checked(seed: int, tmp_path: Path) -> None:
    checked = 0
    for at, path in enumerate(PLACES[seed::40]):
        files = with_value(EVERY_FIELD, path, WRONG_VALUES[(at * 7 + seed) % len(WRONG_VALUES)])
        bed = Seedbed(tmp_path / str(at))
        for name, text in as_files(files):
            bed.write(name, text)
        assert main(["check", "--seeds", str(bed.seeds), "--format", "json"]) in (0, 1, 2)
        checked += 1
    assert checked > 10


def test_a_rule_runs_on_an_empty_briefing() -> None:
    index = index_from(
        {
            **EVERY_FIELD,
            "seeds/briefing.yml": EVERY_FIELD["seeds/briefing.yml"]
            | {"accept": {}, "kinds": KIND, "questions": {}},
            "seeds/sources.yml": {},
            "seeds/entities/all.yml": {},
            "seeds/claims/all.yml": {},
        }
    )
    report = run_checks(Subject(index, derive(index), (), {}, None))
    assert {d.code for d in report.diagnostics} == {"C312", "E605"}
