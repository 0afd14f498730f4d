"""The Chromium that tests, audits and benchmarks start: where it is, and how it is started."""

from __future__ import annotations

import os
import shutil

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",  # root, as in a container, has none
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    # What a browser asks of its maker is no business of a test or a measurement.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def look_for_browser() -> str | None:
    """The path of the one that CHROMIUM names, or else of the first there is; None without one."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def find_browser() -> str:
    """The path of a Chromium.

    Raises: SystemExit where there is none.
    """
    found = look_for_browser()
    if not found:
        raise SystemExit("no Chromium: install one, or name it with CHROMIUM=/path/to/it")
    return found
