"""A built site, served on this machine, and what the commands that look at one share."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.chromium import FLAGS as PLAIN_FLAGS
from hashiya import read_index
from hashiya.index import Index
from tests.built import BuiltPage, BuiltSite, read_site
from tests.local_server import BELOW, served
from tests.workbench import SITE_URL, build_site, surroundings

FLAGS = (
    *PLAIN_FLAGS,
    # The same letters on every machine.
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
)
SCHEMES = ("light", "dark")
WIDTHS = (1280, 390)
"""A laptop's and a phone's window, in CSS pixels."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A site that is served: its folder, its URL, its pages as files have them, and its index."""

    folder: Path
    url: str
    site: BuiltSite
    index: Index

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the site, the one at its root first."""
        return tuple(self.index.head.languages)

    def prefix(self, lang: str) -> str:
        """Where the pages of a language stand, below the root."""
        return "" if lang == self.languages[0] else f"{lang}/"

    def pages(self, lang: str) -> dict[str, BuiltPage]:
        """A language's pages by address without its prefix, sorted."""
        prefix = self.prefix(lang)
        others = tuple(f"{other}/" for other in self.languages[1:])
        return {
            address.removeprefix(prefix): page
            for address, page in sorted(self.site.pages.items())
            if (address.startswith(prefix) if prefix else not address.startswith(others))
        }


@contextmanager
def staged(site: Path | None) -> Iterator[Stage]:
    """Serves a built site of the briefing in the working folder; without one, builds it first.

    Raises: SystemExit where it can't be built, or has no page.
    """
    with tempfile.TemporaryDirectory(prefix="hashiya-audit-") as temporary:
        folder = Path(temporary)
        if site is None:
            say("building the site …")
            site = _built(folder / "site")
        pages = read_site(site, SITE_URL)
        if not pages.pages:
            raise SystemExit(f"{site}: no page, expected a built site")
        (folder / BELOW).symlink_to(site.absolute(), target_is_directory=True)
        with served(folder) as url:
            yield Stage(site, url, pages, read_index(Path.cwd() / "seeds"))


def _built(target: Path) -> Path:
    try:
        return build_site(Path.cwd(), target, surroundings(SITE_URL=SITE_URL))
    except AssertionError as error:
        raise SystemExit(f"the site can't be built:\n{error}") from error


def command_line(doc: str | None) -> argparse.ArgumentParser:
    """A parser with what every command here takes; `doc` is the module's docstring."""
    parser = argparse.ArgumentParser(
        description=doc, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--site", type=Path, help="a built site, in place of building this one")
    return parser


def say(line: str) -> None:
    """Prints a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
