"""Times the printing of one invented briefing: by Hashiya, and of the same words by Chromium.

    make bench-print                       2,000 claims beside Chromium, then this briefing; 3 runs
    make bench-print ARGS="--claims 400 --runs 1"

Whole processes are timed, in turns, in a temporary folder; the median counts. Fails where an
edition of the invented briefing in one language, or one of this repository's own, takes more than
it may.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2

import hashiya
from benchmarks.briefing import LANGUAGES, invent, write_seeds
from benchmarks.chromium import FLAGS, find_browser
from benchmarks.in_browser import render_book
from benchmarks.processes import Run, run_measured
from hashiya import Composed
from hashiya.checks import check_outputs
from hashiya.outputs import read_pdf
from hashiya.pdf import render_pdf
from hashiya.printing import BOTH, volumes_of

MOST_SECONDS, MOST_MEMORY = 15.0, 600.0
"""What 2,000 claims in one language may take, in seconds and MB: acceptance 1 of issue 4."""
MOST_SECONDS_OWN = 10.0
"""What each PDF of this repository's briefing may take: the same acceptance."""

PAGES_A_CLAIM = 2.752
"""Pages of the invented site for each claim, as `briefing.invent` counts them."""

EDITIONS = (*LANGUAGES, BOTH)
PRINTING = ("--headless", *FLAGS, "--no-pdf-header-footer")
"""Those of the browser tests, and a page without the browser's own head and foot."""


@dataclass(slots=True)
class Workload:
    """A PDF to make: the command that makes it in `folder`, and what was measured so far."""

    name: str
    folder: Path
    target: Path
    command: tuple[str, ...]
    runs: list[Run] = field(default_factory=list)
    pages: int = 0
    size: int = 0

    def median(self, of: Callable[[Run], float]) -> float:
        """The median over the runs."""
        return statistics.median(map(of, self.runs))

    @property
    def seconds(self) -> float:
        """By the clock."""
        return self.median(lambda run: run.seconds)

    @property
    def processor_seconds(self) -> float:
        """Of all processors together."""
        return self.median(lambda run: run.processor_seconds)

    @property
    def least(self) -> float:
        """What an idle machine takes at most: the clock counts what others do as well, and CPU
        time counts twice what two processors do at once.
        """
        return min(self.seconds, self.processor_seconds)

    @property
    def memory(self) -> float:
        """The peak, in MB."""
        return self.median(lambda run: run.memory)


def prepare_hashiya(folder: Path, edition: str, name: str, target: Path) -> Workload:
    """The printing of an edition of the briefing in `folder`."""
    command = (sys.executable, "-m", "hashiya", "pdf", "--lang", edition, "--to", str(target))
    return Workload(name, folder, target, command)


def prepare_browser(
    browser: str, composed: Composed, folder: Path, edition: str, name: str
) -> Workload:
    """The printing of the same words by a browser, from one HTML file."""
    book = folder / f"{edition}.html"
    volumes = volumes_of(composed.press, composed.subject, edition, "")
    book.write_text(render_book(volumes), encoding="utf-8")
    target = folder / f"{edition}-browser.pdf"
    profile = f"--user-data-dir={folder / 'profile'}"
    command = (browser, *PRINTING, profile, f"--print-to-pdf={target}", book.as_uri())
    return Workload(name, folder, target, command)


def write_briefing(folder: Path, claims: int) -> None:
    """An invented briefing of about so many claims."""
    folder.mkdir()
    write_seeds(invent(round(claims * PAGES_A_CLAIM)), folder)


def compose(folder: Path) -> Composed:
    """The briefing of a folder, checked."""
    return hashiya.compose_briefing(folder / "seeds", folder / "docs")


def prepare(briefing: Path, browser: str) -> tuple[list[Workload], list[Workload]]:
    """Every edition of a briefing, by Hashiya and by a browser."""
    composed = compose(briefing)
    print(f"{len(composed.subject.index.claims)} claims; the load is {os.getloadavg()[0]:.1f}")
    beside = briefing.parent
    ours = [
        prepare_hashiya(briefing, each, f"hashiya {each}", beside / f"{each}.pdf")
        for each in EDITIONS
    ]
    peers = [
        prepare_browser(browser, composed, beside, each, f"chromium {each}") for each in EDITIONS
    ]
    return ours, peers


def print_once(workload: Workload) -> Run:
    """Makes the PDF anew.

    Raises: SystemExit where the program fails, or leaves no PDF with pages.
    """
    workload.target.unlink(missing_ok=True)
    run = run_measured(workload.command, workload.folder, dict(os.environ))
    if not workload.target.exists():
        raise SystemExit(f"{workload.name}: no PDF came out")
    workload.size = workload.target.stat().st_size
    with pypdfium2.PdfDocument(workload.target) as document:
        workload.pages = len(document)
    return run


def measure(workloads: Sequence[Workload], runs: int) -> None:
    """Makes every PDF `runs` times, in turns."""
    for turn in range(1, runs + 1):
        for workload in workloads:
            workload.runs.append(print_once(workload))
            print(
                f"run {turn}/{runs}  {workload.name:<22} {workload.runs[-1].seconds:7.1f} s"
                f"  (load {os.getloadavg()[0]:.1f})",
                flush=True,
            )


def report(workloads: Sequence[Workload]) -> None:
    """Prints what was measured."""
    print(f"\n{'':<22} {'pages':>6} {'median s':>9} {'CPU s':>7} {'MB':>7} {'PDF MB':>7}")
    for each in workloads:
        print(
            f"{each.name:<22} {each.pages:>6} {each.seconds:>9.1f} {each.processor_seconds:>7.1f} "
            f"{each.memory:>7.0f} {each.size / 1e6:>7.2f}"
        )


def compare(ours: Workload, peer: Workload) -> None:
    """Prints ours as a part of the peer's."""
    print(
        f"{ours.name} / {peer.name}: CPU time {ours.processor_seconds / peer.processor_seconds:.2f}"
        f", by the clock {ours.seconds / peer.seconds:.2f}, memory {ours.memory / peer.memory:.2f}"
    )


def holds(workload: Workload, most_seconds: float, most_memory: float | None = None) -> bool:
    """Prints what a PDF may take, and whether that holds."""
    found = workload.least <= most_seconds
    said = f"{workload.least:.1f} s (at most {most_seconds:.0f})"
    if most_memory is not None:
        found = found and workload.memory <= most_memory
        said += f", {workload.memory:.0f} MB (at most {most_memory:.0f})"
    print(f"{'holds' if found else 'FAILS'}  {workload.name}: {said}")
    return found


def stages(folder: Path, edition: str) -> tuple[tuple[str, float], ...]:
    """Where the CPU time goes, in seconds, in this very process: stage by stage, in order."""
    found: list[tuple[str, float]] = []

    @contextmanager
    def stage(name: str) -> Iterator[None]:
        started = time.process_time()
        yield
        found.append((name, time.process_time() - started))

    with stage("read and check"):
        composed = compose(folder)
    with stage("compose"):
        volumes = volumes_of(composed.press, composed.subject, edition, "")
    with stage("set type"):
        made = render_pdf(volumes)
    with stage("look for leaks"):
        check_outputs(composed.subject, {"briefing.pdf": read_pdf(made)})
    return tuple(found)


def main() -> int:
    """Returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--claims", type=int, default=2000, help="claims (60 or more)")
    parser.add_argument("--runs", type=int, default=3, help="printings of each PDF")
    parser.add_argument("--keep", type=Path, help="write everything here, and leave it there")
    options = parser.parse_args()
    browser = find_browser()
    with tempfile.TemporaryDirectory(prefix="hashiya-bench-") as temporary:
        folder = (options.keep or Path(temporary)).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        briefing = folder / "briefing"
        write_briefing(briefing, options.claims)
        ours, peers = prepare(briefing, browser)
        own = [
            prepare_hashiya(Path.cwd(), each, f"this briefing {each}", folder / f"own-{each}.pdf")
            for each in EDITIONS
        ]
        measure([each for pair in zip(ours, peers, strict=True) for each in pair], options.runs)
        measure(own, 1)
        report([*ours, *peers, *own])
        for pair in zip(ours, peers, strict=True):
            compare(*pair)
        for edition in EDITIONS:
            shares = ", ".join(f"{name} {took:.1f}" for name, took in stages(briefing, edition))
            print(f"CPU s of hashiya {edition}: {shares}", flush=True)
        kept = [holds(each, MOST_SECONDS, MOST_MEMORY) for each in ours[: len(LANGUAGES)]]
        kept += [holds(each, MOST_SECONDS_OWN) for each in own]
        return 0 if all(kept) else 1


if __name__ == "__main__":
    raise SystemExit(main())
