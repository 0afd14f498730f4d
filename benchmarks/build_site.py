"""Times whole builds of one invented briefing: by Hashiya, and as plain MkDocs with Material.

    make bench                          1,000 pages beside plain MkDocs, then 4,000; three runs each
    make bench ARGS="--pages 400 --runs 5"

Whole processes are timed, in turns, in a temporary folder; the median counts. Fails where Hashiya
takes more than half of plain MkDocs' time a page, or where a page takes longer on a larger site.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from benchmarks.briefing import invent, write_seeds
from benchmarks.by_hand import EXTENSIONS, navigation, write_markdown
from hashiya import build as build_briefing

MOST_OF_PLAIN = 0.5
"""Time a page, as a part of plain MkDocs' time a page."""

MOST_GROWTH = 1.15
"""Time a page of the larger site, as a multiple of the smaller one's."""

LARGER = 4
"""The larger site has so many times the pages."""

THEME = {"name": "material", "language": "en", "font": False}


@dataclass(slots=True)
class Workload:
    """A site to build: its folder, and what was measured of it so far."""

    name: str
    folder: Path
    pages: int = 0
    source_bytes: int = 0
    html_bytes: int = 0
    seconds: list[float] = field(default_factory=list)
    processor_seconds: list[float] = field(default_factory=list)

    @property
    def ms_a_page(self) -> float:
        """The median, in milliseconds a page."""
        return statistics.median(self.seconds) * 1000 / self.pages

    @property
    def cpu_ms_a_page(self) -> float:
        """The median of the CPU time, in milliseconds a page."""
        return statistics.median(self.processor_seconds) * 1000 / self.pages

    @property
    def spread(self) -> float:
        """How far the slowest run is from the fastest, as a part of the median."""
        return (max(self.seconds) - min(self.seconds)) / statistics.median(self.seconds)


def prepare_hashiya(folder: Path, pages: int) -> Workload:
    """An invented briefing as seeds."""
    folder.mkdir()
    write_seeds(invent(pages), folder)
    config = {
        "site_name": "Benchmark",
        "theme": THEME,
        "plugins": ["material/search", "hashiya"],
        "markdown_extensions": ["attr_list", "def_list", "tables"],
        "validation": {"anchors": "warn"},
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
    return Workload("hashiya", folder)


def prepare_plain(folder: Path, briefing: Path) -> Workload:
    """The pages of the briefing in a folder, written out as Markdown with footnotes."""
    folder.mkdir()
    built = build_briefing(briefing / "seeds", briefing / "docs")
    write_markdown(built, folder)
    config = {
        "site_name": "Benchmark",
        "theme": THEME,
        "plugins": [{"material/search": {"lang": list(built.site.languages)}}],
        "markdown_extensions": list(EXTENSIONS),
        "validation": {"omitted_files": "ignore", "anchors": "warn"},
        "nav": navigation(built.site),
    }
    text = yaml.safe_dump(config, allow_unicode=True, sort_keys=False)
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    return Workload("plain mkdocs", folder)


def build(workload: Workload) -> tuple[float, float]:
    """Builds a site anew; returns the seconds that the process took, and had the processor.

    Raises: SystemExit where MkDocs warns, which it does about a link that leads nowhere.
    """
    folder = workload.folder
    shutil.rmtree(folder / "site", ignore_errors=True)
    started, before = time.perf_counter(), os.times()
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )
    seconds, after = time.perf_counter() - started, os.times()
    if run.returncode != 0:
        raise SystemExit(f"{workload.name} failed:\n{run.stdout}{run.stderr}")
    sizes = [file.stat().st_size for file in (folder / "site").rglob("index.html")]
    workload.pages, workload.html_bytes = len(sizes), sum(sizes)
    workload.source_bytes = sum(
        file.stat().st_size
        for name in ("seeds", "docs")
        for file in (folder / name).rglob("*.*")
        if file.is_file()
    )
    user = after.children_user - before.children_user
    return seconds, user + after.children_system - before.children_system


def measure(workloads: list[Workload], runs: int) -> None:
    """Builds every site `runs` times, in turns."""
    for run in range(1, runs + 1):
        for workload in workloads:
            seconds, processor_seconds = build(workload)
            workload.seconds.append(seconds)
            workload.processor_seconds.append(processor_seconds)
            print(
                f"run {run}/{runs}  {workload.name:<13} {workload.pages:>6} pages {seconds:7.1f} s",
                flush=True,
            )


def report(workloads: list[Workload]) -> None:
    """Prints what was measured."""
    print(
        f"\n{'':<13} {'pages':>7} {'median s':>9} {'ms a page':>10} {'spread':>7} "
        f"{'CPU s':>7} {'read MB':>9} {'HTML MB':>9}"
    )
    for workload in workloads:
        median = statistics.median(workload.seconds)
        print(
            f"{workload.name:<13} {workload.pages:>7} {median:>9.1f} {workload.ms_a_page:>10.2f} "
            f"{workload.spread:>7.0%} "
            f"{statistics.median(workload.processor_seconds):>7.1f} "
            f"{workload.source_bytes / 1e6:>9.2f} {workload.html_bytes / 1e6:>9.2f}"
        )


def judge(small: Workload, plain: Workload, large: Workload) -> bool:
    """Prints both comparisons and whether they hold.

    CPU time decides, because a build is one process and a shared machine's clock counts what
    others do as well.
    """
    ratio = small.cpu_ms_a_page / plain.cpu_ms_a_page
    growth = large.cpu_ms_a_page / small.cpu_ms_a_page
    by_clock = small.ms_a_page / plain.ms_a_page, large.ms_a_page / small.ms_a_page
    print("                                  CPU time   by the clock")
    print(
        f"hashiya / plain mkdocs, a page    {ratio:.2f}       {by_clock[0]:.2f}"
        f"   (at most {MOST_OF_PLAIN})"
    )
    print(
        f"larger / smaller site, a page     {growth:.2f}       {by_clock[1]:.2f}"
        f"   (at most {MOST_GROWTH})"
    )
    return ratio <= MOST_OF_PLAIN and growth <= MOST_GROWTH


def main() -> int:
    """Returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=int, default=1000, help="pages (150 or more)")
    parser.add_argument("--runs", type=int, default=3, help="builds of each site")
    parser.add_argument("--keep", type=Path, help="write the sites here, and leave them there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hashiya-bench-") as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        small = prepare_hashiya(folder / "hashiya", options.pages)
        plain = prepare_plain(folder / "plain", small.folder)
        large = prepare_hashiya(folder / "hashiya-large", options.pages * LARGER)
        for workload in (small, plain):  # caches of the interpreter and the disk
            build(workload)
        workloads = [small, plain, large]
        measure(workloads, options.runs)
        report(workloads)
        return 0 if judge(small, plain, large) else 1


if __name__ == "__main__":
    raise SystemExit(main())
