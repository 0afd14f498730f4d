"""The runner: every rule is one file of this package; its name is its code and its name.

A rule's file has a docstring, which is its only documentation, a `SEVERITY`, and, unless reading
itself finds it (codes R…), a function `check`:

- codes R… (reading): no function; `seeds`, `kinds`, `index` and `lock` raise `SeedError`s of them;
- codes O… (output): `check(subject: Subject, outputs: Mapping[str, str]) -> Iterator[Finding]`,
  run over texts of the built site, by path;
- code A801: `check(unused: Sequence[Acceptance]) -> Iterator[Finding]`, run last;
- all others: `check(subject: Subject) -> Iterator[Finding]`.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from hashiya.diagnostics import Diagnostic, Finding, SeedErrors, Severity
from hashiya.editions import Snapshot
from hashiya.index import Acceptance, Index
from hashiya.lock import Lock
from hashiya.mentions import Names
from hashiya.prose import ProsePage
from hashiya.standing import Derived

_FILE = re.compile(r"([a-z])(\d{3})_([a-z0-9_]+)")
_OUTPUT, _READING, _ACCEPTANCE = "O", "R", "A"


@dataclass(frozen=True, slots=True)
class Subject:
    """All that a rule may look at.

    `lock` is None where there is no seeds.lock; `editions` are the records of editions, by number.
    """

    index: Index
    derived: Derived
    prose: tuple[ProsePage, ...]
    names: Mapping[str, Names]
    lock: Lock | None
    editions: tuple[Snapshot, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as its file states it: `name` has hyphens, `documentation` is the docstring."""

    code: str
    name: str
    severity: Severity
    documentation: str
    module: ModuleType

    @property
    def family(self) -> str:
        """The letter of the code: R reading, O output, A acceptance, others the index."""
        return self.code[0]


@dataclass(frozen=True, slots=True)
class Report:
    """What a run found, sorted by place, what was accepted with which reason, and the counts."""

    diagnostics: tuple[Diagnostic, ...]
    accepted: tuple[tuple[Diagnostic, str], ...]
    counts: Mapping[str, int]


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, sorted by code.

    Raises: ValueError where a file of this package isn't named, or documented, as a rule must be.
    """
    found = []
    for module_name in sorted(m.name for m in pkgutil.iter_modules(__path__)):
        match = _FILE.fullmatch(module_name)
        if not match:
            raise ValueError(f"checks/{module_name}.py: expected a name such as q201_quote_found")
        module = importlib.import_module(f"{__name__}.{module_name}")
        documentation = inspect.getdoc(module)
        if not documentation:
            raise ValueError(f"checks/{module_name}.py: no docstring, expected the rule's text")
        code = match[1].upper() + match[2]
        found.append(Rule(code, match[3].replace("_", "-"), module.SEVERITY, documentation, module))
    return tuple(sorted(found, key=lambda rule: rule.code))


def rule(code: str) -> Rule | None:
    """The rule of a code or a name, in any case; None where there is none."""
    return _named().get(code.strip().lower())


@cache
def _named() -> Mapping[str, Rule]:
    """The rules by code and by name: one is looked up for each complaint, of which there may be
    many.
    """
    return {word: each for each in rules() for word in (each.name, each.code.lower())}


def run_checks(subject: Subject) -> Report:
    """Runs every rule that looks at the index and the prose, then counts what was looked at."""
    found: list[tuple[Rule, Finding]] = []
    for each in rules():
        if each.family not in (_OUTPUT, _READING, _ACCEPTANCE):
            found += [(each, finding) for finding in each.module.check(subject)]
    kept, accepted, unused = _accept(found, subject.index.acceptances)
    for each in rules():
        if each.family == _ACCEPTANCE:
            kept += [_diagnostic(each, finding) for finding in each.module.check(unused)]
    return Report(
        tuple(sorted(set(kept), key=lambda d: d.order)),
        tuple(sorted(accepted, key=lambda pair: pair[0].order)),
        _counts(subject, len(accepted)),
    )


def findings_of(subject: Subject, code: str) -> tuple[Diagnostic, ...]:
    """What one rule of the index finds, accepted or not, sorted by place.

    Raises: ValueError where no rule has the code.
    """
    found = rule(code)
    if found is None:
        raise ValueError(f"no rule {code!r}")
    diagnostics = {_diagnostic(found, each) for each in found.module.check(subject)}
    return tuple(sorted(diagnostics, key=lambda d: d.order))


def check_outputs(subject: Subject, outputs: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """Runs the output rules over built texts by path, such as pages, a search index, an export."""
    found = [
        _diagnostic(each, finding)
        for each in rules()
        if each.family == _OUTPUT
        for finding in each.module.check(subject, outputs)
    ]
    return tuple(sorted(set(found), key=lambda d: d.order))


def reading_diagnostics(errors: SeedErrors) -> tuple[Diagnostic, ...]:
    """What a reading raised, in the shape of all other diagnostics, sorted by place."""
    found = []
    for error in errors.errors:
        known = rule(error.code)
        name = known.name if known else "unreadable"
        found.append(Diagnostic(error.code, name, Severity.ERROR, error.where, error.message))
    return tuple(sorted(found, key=lambda d: d.order))


def _diagnostic(each: Rule, finding: Finding) -> Diagnostic:
    severity = finding.severity or each.severity
    return Diagnostic(each.code, each.name, severity, finding.where, finding.message)


def _accept(
    found: Iterable[tuple[Rule, Finding]], acceptances: tuple[Acceptance, ...]
) -> tuple[list[Diagnostic], list[tuple[Diagnostic, str]], list[Acceptance]]:
    """Sorts findings into those that stay and those an entry accepts; says what accepts none."""
    by_code: dict[str, list[Acceptance]] = {}
    for acceptance in acceptances:
        by_code.setdefault(acceptance.code, []).append(acceptance)
    kept: list[Diagnostic] = []
    accepted: dict[Diagnostic, str] = {}
    used: set[int] = set()
    for each, finding in found:
        diagnostic = _diagnostic(each, finding)
        covering = [a for a in by_code.get(each.code, ()) if _covers(a, finding)]
        used |= {id(a) for a in covering}
        if covering:
            accepted[diagnostic] = covering[0].reason
        else:
            kept.append(diagnostic)
    return kept, list(accepted.items()), [a for a in acceptances if id(a) not in used]


def _covers(acceptance: Acceptance, finding: Finding) -> bool:
    if (acceptance.namespace, acceptance.id) in finding.subject:
        return True
    inside = acceptance.path == finding.where.path
    return inside and acceptance.first <= finding.where.line <= acceptance.last


def _counts(subject: Subject, accepted: int) -> Mapping[str, int]:
    index = subject.index
    return {
        "sources": len(index.sources),
        "paragraphs": sum(len(s.article.paragraphs) for s in index.sources.values()),
        "entities": len(index.entities),
        "claims": len(index.claims),
        "evidence": len(index.evidence()),
        "conflicts": len(subject.derived.conflicts),
        "apparent conflicts": len(subject.derived.distinctions),
        "quantities": len(subject.derived.quantities),
        "prose pages": len(subject.prose),
        "prose sentences": sum(len(page.sentences) for page in subject.prose),
        "rules": len(rules()),
        "accepted findings": accepted,
    }
