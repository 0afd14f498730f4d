"""One real build that the tests of the site share, the browser, and the counts of what was seen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

import hashiya
from benchmarks.chromium import FLAGS, look_for_browser
from hashiya.printing import print_edition, volumes_of
from hashiya.volume import Volume
from tests.built import BuiltSite, read_site
from tests.printed import pages_of
from tests.properties.effort import SUITE
from tests.workbench import SITE_URL, build_site, copy_briefing, surroundings

settings.load_profile(SUITE)
COUNTS = pytest.StashKey[dict[str, int]]()


def pytest_configure(config: pytest.Config) -> None:
    """Makes the place where the tests leave their counts."""
    config.stash[COUNTS] = {}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says at the end of a run how much the tests looked at."""
    counts = terminalreporter.config.stash[COUNTS]
    if counts:
        said = ", ".join(f"{number:,} {name}" for name, number in counts.items())
        terminalreporter.write_line(f"looked at: {said}")


@pytest.fixture(scope="session")
def count(pytestconfig: pytest.Config) -> Callable[[str, int], None]:
    """Says how many of something a test looked at; none is a failure, for it proves nothing."""

    def add(name: str, number: int) -> None:
        assert number > 0, f"the test looked at no {name}"
        counts = pytestconfig.stash[COUNTS]
        counts[name] = counts.get(name, 0) + number

    return add


@pytest.fixture(scope="session")
def briefing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout's briefing. Tests only read it."""
    return copy_briefing(tmp_path_factory.mktemp("briefing") / "copy")


@pytest.fixture(scope="session")
def built_site(briefing: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site that `mkdocs build --strict` makes of it, below SITE_URL."""
    target = tmp_path_factory.mktemp("built") / "site"
    return build_site(briefing, target, surroundings(SITE_URL=SITE_URL, CARDS="true"))


@pytest.fixture(scope="session")
def site(built_site: Path) -> BuiltSite:
    """The pages of that site, read."""
    return read_site(built_site, SITE_URL)


@dataclass(frozen=True, slots=True)
class Printed:
    """One edition of this repository's briefing: its volumes, its file, the words of its pages."""

    edition: str
    volumes: tuple[Volume, ...]
    pdf: Path
    pages: tuple[str, ...]


@pytest.fixture(scope="session")
def composed(briefing: Path) -> hashiya.Build:
    """The copy's briefing in memory."""
    return hashiya.build(briefing / "seeds")


@pytest.fixture(scope="session")
def pdftotext() -> str:
    """The path of poppler's pdftotext; where there is none, tests are skipped, but not in CI."""
    found = shutil.which("pdftotext")
    if found:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail("no pdftotext is here, and in CI nothing is skipped", pytrace=False)
    pytest.skip("no pdftotext is here")


@pytest.fixture(scope="session", params=("en", "ar", "both"))
def printed(
    request: pytest.FixtureRequest,
    composed: hashiya.Build,
    pdftotext: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Printed:
    """Each edition of it, printed once."""
    edition: str = request.param
    volumes = volumes_of(composed.press, composed.subject, edition, "")
    pdf = tmp_path_factory.mktemp("printed") / f"{edition}.pdf"
    pdf.write_bytes(print_edition(composed.press, composed.subject, edition))
    return Printed(edition, volumes, pdf, pages_of(pdftotext, pdf))


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; where there is none, tests are skipped, but not in CI."""
    named = os.environ.get("CHROMIUM")
    found = look_for_browser()
    if found:
        return found
    missing = f"CHROMIUM={named} is no program" if named else "no Chromium or Chrome is here"
    if os.environ.get("CI") == "true":
        pytest.fail(f"{missing}, and in CI nothing is skipped", pytrace=False)
    pytest.skip(missing)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """A real browser; each test opens a context of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield browser
        browser.close()
