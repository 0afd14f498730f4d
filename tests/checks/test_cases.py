"""Every rule fires where it must and is silent where it must be; see `casebook`."""

from __future__ import annotations

from pathlib import Path

import pytest

from hashiya.checks import rules
from tests.checks.casebook import (
    BASE,
    Case,
    case_stems,
    diagnose,
    read_cases,
    rule_stems,
    write_case,
)

CASES = read_cases()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case, tmp_path: Path) -> None:
    write_case(case, tmp_path)
    found = diagnose(tmp_path, case.changes.get("outputs", {}))
    unreadable = [d for d in found if d.code.startswith("R")]
    if not case.code.startswith("R"):
        assert unreadable == [], "\n".join(map(str, unreadable))
    mine = [d for d in found if d.code == case.code]
    listed = "\n".join(str(d) for d in found)
    severity = next(rule.severity for rule in rules() if rule.code == case.code)
    wanted = sorted((e.path, e.line, e.severity or severity) for e in case.expect)
    assert sorted((d.where.path, d.where.line, d.severity) for d in mine) == wanted, listed
    for e in case.expect:
        messages = [d.message for d in mine if (d.where.path, d.where.line) == (e.path, e.line)]
        assert any(e.says in message for message in messages), listed


def test_base_briefing_has_no_finding_but_that_it_has_no_lock() -> None:
    assert {d.name for d in diagnose(BASE, {})} <= {"no-lock"}


def test_every_rule_has_cases_and_every_case_a_rule() -> None:
    assert case_stems() == rule_stems()


@pytest.mark.parametrize("stem", rule_stems())
def test_rule_has_two_cases_that_fire_and_two_that_are_silent(stem: str) -> None:
    names = [(case.fires, case.name) for case in CASES if case.stem == stem]
    assert len(set(names)) == len(names)
    assert sum(fires for fires, _ in names) >= 2
    assert sum(not fires for fires, _ in names) >= 2


def test_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in rules()}) == len({rule.name for rule in rules()})
    assert len({rule.code for rule in rules()}) == len(rules())


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_rule_is_documented_as_all_rules_are(rule: object) -> None:
    documentation = getattr(rule, "documentation", "")
    first = documentation.splitlines()[0]
    assert first.endswith(".")
    assert "\nWrong: " in documentation or "\nWrong:\n" in documentation
    assert "\nRight: " in documentation or "\nRight:\n" in documentation
