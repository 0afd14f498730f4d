"""Says at the end of a run how much was looked at."""

from __future__ import annotations

import pytest

from tests.checks.casebook import counts


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Adds the numbers of rules and cases to the summary."""
    terminalreporter.write_line(counts())
