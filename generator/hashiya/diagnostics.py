"""Places and complaints: where something stands, and what is wrong with it there."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum


class Severity(StrEnum):
    """How much a diagnostic weighs: errors fail a check, warnings fail a strict one."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A line of a file: `path` is POSIX, relative to the folder that holds the seeds; 1-based.

    `span` is the half-open range of code points in the file's text, where it is known.
    """

    path: str
    line: int
    span: tuple[int, int] | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return f"{escaped(self.path)}:{self.line}"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found, before the runner adds the rule's code and name.

    `severity` None means the rule's own; `subject` names the entries, as (namespace, id), whose
    `accept` may silence it besides the entry that encloses `where`.
    """

    where: Location
    message: str
    severity: Severity | None = None
    subject: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding with its rule: what the command line, the site and the tests see."""

    code: str
    name: str
    severity: Severity
    where: Location
    message: str

    @property
    def order(self) -> tuple[str, int, str, str]:
        """Sort key: by place, then by rule."""
        return (self.where.path, self.where.line, self.code, self.message)

    def __str__(self) -> str:
        return f"{self.where}: {self.severity}[{self.code}] {escaped(self.message)}"

    def as_record(self) -> dict[str, str | int]:
        """The public JSON shape of a diagnostic."""
        return {
            "code": self.code,
            "name": self.name,
            "severity": str(self.severity),
            "path": self.where.path,
            "line": self.where.line,
            "message": self.message,
        }


class SeedError(Exception):
    """A seed that can't be read: `code` is the reading rule it breaks."""

    def __init__(self, code: str, where: Location, message: str) -> None:
        super().__init__(f"{where}: {escaped(message)}")
        self.code = code
        self.where = where
        self.message = message


class SeedErrors(ExceptionGroup[SeedError]):
    """Every `SeedError` that one reading met, sorted by place."""

    @property
    def errors(self) -> tuple[SeedError, ...]:
        """The errors, sorted by place; no group stands inside another here."""
        return tuple(error for error in self.exceptions if isinstance(error, SeedError))

    def __new__(cls, message: str, errors: Sequence[SeedError]) -> SeedErrors:
        unique = {(e.where, e.code, e.message): e for e in errors}
        return super().__new__(cls, message, [unique[key] for key in sorted(unique)])

    def derive(self, excs: Sequence[SeedError]) -> SeedErrors:  # type: ignore[override]
        return SeedErrors(self.message, excs)


MOST_COMPLAINTS = 10_000
"""Faults after which a reading stops: a hostile file has one in each of its lines."""


class Complaints:
    """Collects the `SeedError`s of one reading, so that one run reports as many as it can."""

    __slots__ = ("_errors",)

    def __init__(self) -> None:
        self._errors: list[SeedError] = []

    def add(self, code: str, where: Location, message: str) -> None:
        """Notes one error and lets the reading go on, unless there are `MOST_COMPLAINTS` already.

        Raises: SeedErrors, with all that was noted, where there are.
        """
        if len(self._errors) >= MOST_COMPLAINTS:
            most = f"more than {MOST_COMPLAINTS} faults, expected fewer: nothing more is read"
            raise SeedErrors(
                "the seeds can't be read", [*self._errors, SeedError("R119", where, most)]
            )
        self._errors.append(SeedError(code, where, message))

    def extend(self, errors: Iterable[SeedError]) -> None:
        """Notes errors that another reading raised."""
        self._errors.extend(errors)

    @property
    def errors(self) -> tuple[SeedError, ...]:
        """What was noted so far, in that order."""
        return tuple(self._errors)

    def raise_any(self) -> None:
        """Raises: SeedErrors, when anything was noted."""
        if self._errors:
            raise SeedErrors("the seeds can't be read", self._errors)


def nearest(word: str, known: Iterable[str]) -> str:
    """`; did you mean X?` for the most alike of `known`, or nothing where none is alike."""
    found = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"; did you mean {found[0]!r}?" if found else ""


def escaped(text: str) -> str:
    """`text` with what a terminal would obey, or what can't be seen there, by its number.

    Controls, direction marks, line and paragraph separators and halves of characters; the two
    joiners, which Persian is written with, stay.
    """
    if text.isprintable():
        return text
    return "".join(_by_number(c) if is_unseen(c) else c for c in text)


def is_unseen(character: str) -> bool:
    """Whether a character is one that `escaped` writes by its number."""
    return unicodedata.category(character) in _UNSEEN and character not in _JOINERS


def _by_number(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINERS = frozenset("\u200c\u200d")


def shown(text: str, width: int = 80) -> str:
    """`text` in quotation marks, cut to `width` code points, its control characters escaped."""
    plain = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
    return f"“{plain[: width - 1]}…”" if len(plain) > width else f"“{plain}”"
