"""Weighs the home page and times its first paint, beside the same text in stock Material.

    make bench-page                              both home pages, both languages, five cold loads
    make bench-page ARGS="--runs 9 --width 390"

Both sites are built here and given by one server of this machine, compressed as hosts do. Every
load has an empty cache. The largest paint and the shifts of the layout are read from Chromium's own
trace; the weight is of what the server was asked for, compressed. Fonts and the search index, which
is asked for by a worker after the page stands, are weighed apart. Stock Material is given no fonts
(by itself it asks a server of others for them).

Ends with 1 where the page's HTML, CSS, script and SVG are over 150 KB, anything shifts, or the
median of the largest paint is a second or more.
"""

from __future__ import annotations

import argparse
import gzip
import json
import mimetypes
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from threading import Thread
from typing import Any

import yaml
from playwright.sync_api import Browser, sync_playwright

from benchmarks.chromium import FLAGS, find_browser

MOST_WEIGHT = 150_000
"""Bytes of HTML, CSS, script and SVG of the home page, compressed."""

MOST_SECONDS = 1.0
"""Until the largest paint, the median."""

WEIGHED = ("html", "css", "script", "svg")
KINDS = {
    ".html": "html",
    ".css": "css",
    ".js": "script",
    ".svg": "svg",
    ".json": "search index",
    ".woff": "font",
    ".woff2": "font",
    ".ttf": "font",
}
COMPRESSED = {".html", ".css", ".js", ".svg", ".json", ".xml", ".ttf"}
"""What hosts compress; WOFF and pictures are compressed already."""

SETTLED = 1_500
"""Milliseconds after the page is loaded in which late paints and shifts are still counted."""

TRACED = ["loading", "devtools.timeline", "blink.user_timing"]
PAGES = {"en": "", "ar": "ar/"}


@dataclass(frozen=True, slots=True)
class Load:
    """One cold load: seconds until the first and the largest paint, the sum of the shifts."""

    first: float
    largest: float
    what: str
    shift: float


@dataclass(slots=True)
class Subject:
    """A home page: its site's name, language and folder, and what was measured of it so far."""

    site: str
    lang: str
    folder: Path
    files: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    loads: list[Load] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What it is called in a table."""
        return f"{self.site} {self.lang}"

    def weight(self, *kinds: str) -> int:
        """Compressed bytes of some kinds of files."""
        return sum(sent for path, (_, sent) in self.files.items() if kind_of(path) in kinds)

    @property
    def largest(self) -> float:
        """The median of the largest paint, in seconds."""
        return statistics.median(load.largest for load in self.loads)


def kind_of(path: str) -> str:
    """What a file is counted as."""
    return KINDS.get(PurePosixPath(path).suffix, "other")


# --- the sites ------------------------------------------------------------------------------------


def build_ours(folder: Path) -> None:
    """Builds the checkout's site."""
    _mkdocs(Path.cwd(), folder)


def build_stock(folder: Path, draft: Path) -> None:
    """Builds the hand-written pages with Material as it comes, its search switched on."""
    shutil.copytree("docs", draft / "docs")
    for page in (draft / "docs" / "en").iterdir():
        shutil.move(page, draft / "docs" / page.name)
    config = {
        "site_name": "Stock",
        "theme": {"name": "material", "font": False},
        "plugins": ["search"],
        "markdown_extensions": ["attr_list", "def_list", "tables"],
    }
    (draft / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    _mkdocs(draft, folder)


def _mkdocs(project: Path, target: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "-d", str(target)],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "CARDS": "false", "PDF": "false"},
        capture_output=True,
        text=True,
    )
    if run.returncode != 0:
        raise SystemExit(f"the site can't be built:\n{run.stdout}{run.stderr}")


# --- the server -----------------------------------------------------------------------------------


@cache
def prepared(file: Path) -> tuple[bytes, bytes]:
    """A file as it is and as it is sent; hosts compress a file once."""
    content = file.read_bytes()
    small = file.suffix in COMPRESSED
    return content, gzip.compress(content, 9, mtime=0) if small else content


class _Host(SimpleHTTPRequestHandler):
    """Gives files compressed, and notes which were asked for: bytes as they are, and as sent."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, asked: dict[str, tuple[int, int]], **options: Any) -> None:  # noqa: ANN401
        self.asked = asked
        super().__init__(*args, **options)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: ANN401 as the base has it
        """Says nothing."""

    def do_GET(self) -> None:
        """Answers with a file."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        content, sent = prepared(file)
        name = file.relative_to(Path(self.directory)).as_posix()
        self.asked[name] = (len(content), len(sent))
        self.send_response(200)
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        self.send_header("Content-Type", kind)
        if file.suffix in COMPRESSED:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(sent)))
        self.send_header("Cache-Control", "max-age=600")  # as GitHub Pages says
        self.end_headers()
        self.wfile.write(sent)


@contextmanager
def hosted(folder: Path) -> Iterator[tuple[str, dict[str, tuple[int, int]]]]:
    """The URL of a folder's files, and what was asked for."""
    asked: dict[str, tuple[int, int]] = {}
    handler = partial(_Host, directory=str(folder), asked=asked)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/", asked
        finally:
            server.shutdown()


# --- the browser ----------------------------------------------------------------------------------


def load_once(browser: Browser, url: str, width: int, trace: Path) -> Load:
    """Opens a page with an empty cache and reads Chromium's trace of it."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    browser.start_tracing(page=page, path=trace, categories=TRACED)
    page.goto(url, wait_until="load")
    page.wait_for_timeout(SETTLED)
    browser.stop_tracing()
    context.close()
    return read_trace(json.loads(trace.read_text(encoding="utf-8"))["traceEvents"], url)


def read_trace(events: Sequence[Mapping[str, Any]], url: str) -> Load:
    """The paints and shifts of the page at `url`; times are microseconds in a trace.

    Raises: SystemExit where the trace has no paint of it.
    """
    starts = [
        event
        for event in events
        if event["name"] == "navigationStart"
        and event["args"].get("data", {}).get("documentLoaderURL") == url
    ]
    if not starts:
        raise SystemExit(f"{url}: the trace has no beginning")
    begun, frame = starts[-1]["ts"], starts[-1]["args"]["frame"]
    of_page = [e for e in events if e["ts"] >= begun and e["args"].get("frame") == frame]
    firsts = [e["ts"] for e in of_page if e["name"] == "firstContentfulPaint"]
    largest = [e for e in of_page if e["name"] == "largestContentfulPaint::Candidate"]
    if not firsts or not largest:
        raise SystemExit(f"{url}: the trace has no paint")
    last = max(largest, key=lambda e: int(e["args"]["data"]["candidateIndex"]))
    shifts = [e["args"]["data"] for e in events if e["name"] == "LayoutShift" and e["ts"] >= begun]
    return Load(
        (firsts[0] - begun) / 1e6,
        (last["ts"] - begun) / 1e6,
        f"{last['args']['data'].get('nodeName') or last['args']['data'].get('type', '')}",
        sum(shift["score"] for shift in shifts if not shift["had_recent_input"]),
    )


def measure(subjects: Sequence[Subject], runs: int, width: int, folder: Path) -> None:
    """Loads every page `runs` times, in turns, and once before without counting it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        for run in range(runs + 1):
            for subject in subjects:
                with hosted(subject.folder) as (url, asked):
                    page = url + PAGES[subject.lang]
                    load = load_once(browser, page, width, folder / "trace.json")
                subject.files = dict(asked)
                if run:
                    subject.loads.append(load)
                    print(
                        f"load {run}/{runs}  {subject.name:<12} first paint {load.first:.2f} s, "
                        f"largest {load.largest:.2f} s ({load.what}), shift {load.shift:.4f}",
                        flush=True,
                    )
        browser.close()


# --- what came of it ------------------------------------------------------------------------------


def report(subjects: Sequence[Subject]) -> None:
    """Prints what was measured, and each of our files."""
    ours = subjects[0]
    print(f"\n{ours.name}, file by file: bytes, compressed")
    for path, (size, sent) in sorted(ours.files.items(), key=lambda each: -each[1][1]):
        print(f"  {kind_of(path):<12} {size:>9,} {sent:>9,}  {path}")
    kinds = (*WEIGHED, "font", "search index", "other")
    print(f"\nKB compressed{'':<3}" + "".join(f"{kind:>13}" for kind in kinds) + f"{'weighed':>9}")
    for each in subjects:
        row = "".join(f"{each.weight(kind) / 1e3:>13.1f}" for kind in kinds)
        print(f"{each.name:<16}{row}{each.weight(*WEIGHED) / 1e3:>9.1f}")
    print(f"\n{'':<16}{'first paint':>13}{'largest':>9}{'slowest':>9}{'shift':>8}")
    for each in subjects:
        first = statistics.median(load.first for load in each.loads)
        print(
            f"{each.name:<16}{first:>11.2f} s{each.largest:>7.2f} s"
            f"{max(load.largest for load in each.loads):>7.2f} s"
            f"{max(load.shift for load in each.loads):>8.4f}"
        )


def judge(subjects: Sequence[Subject]) -> bool:
    """Prints, for each of our pages, whether it keeps its limits; returns whether all do."""
    verdicts: dict[str, list[bool]] = defaultdict(list)
    for each in subjects:
        weight = each.weight(*WEIGHED)
        for name, holds, said in (
            ("weight", weight <= MOST_WEIGHT, f"{weight / 1e3:.1f} KB (at most 150)"),
            ("shift", all(not load.shift for load in each.loads), "nothing may shift"),
            ("paint", each.largest < MOST_SECONDS, f"{each.largest:.2f} s (below 1)"),
        ):
            verdicts[each.name].append(holds)
            print(f"{'holds' if holds else 'FAILS'}  {each.name} {name}: {said}")
    return bool(verdicts) and all(all(each) for each in verdicts.values())


def main() -> int:
    """Returns the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--site", type=Path, help="our site, in place of building it")
    parser.add_argument("--runs", type=int, default=5, help="loads of each page")
    parser.add_argument("--width", type=int, default=1280, help="of the window, in CSS pixels")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hashiya-bench-") as temporary:
        folder = Path(temporary)
        site = options.site or folder / "ours"
        if options.site is None:
            print("building the site …", flush=True)
            build_ours(site)
        (folder / "draft").mkdir()
        build_stock(folder / "stock", folder / "draft")
        ours = [Subject("hashiya", lang, site) for lang in PAGES]
        stock = [Subject("stock", lang, folder / "stock") for lang in PAGES]
        measure([*ours, *stock], options.runs, options.width, folder)
    report([*ours, *stock])
    return 0 if judge(ours) else 1


if __name__ == "__main__":
    raise SystemExit(main())
