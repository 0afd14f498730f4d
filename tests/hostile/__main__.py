"""Tries every hostile input, prints what became of them, and writes it into SECURITY.md.

`python -m tests.hostile`, which is `make hostile`, takes some minutes.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

import hashiya
from benchmarks.chromium import FLAGS, find_browser
from hashiya.outputs import read_pdf
from hashiya.printing import editions_of, print_edition
from tests.hostile.browser import Seen, visit
from tests.hostile.files import EVERY_FILE
from tests.hostile.payloads import REFUSED
from tests.hostile.printed import faults_of_pdf
from tests.hostile.refused import Outcome, outcome_of, texts_refused
from tests.hostile.shown import PAGES, add_pages, for_readers, marked, plant
from tests.printed import letters
from tests.seedbed import REPOSITORY
from tests.workbench import surroundings

FEWEST = 300
TURNS = 2
SECURITY = REPOSITORY / "SECURITY.md"
BEGIN, END = "<!-- hostile inputs: written by `make hostile` -->", "<!-- /hostile inputs -->"


def outcomes_of_turn(browser: Browser, home: Path, turn: int) -> Iterator[Outcome]:
    """Builds one briefing of hostile texts, reads every page of it, and prints it."""
    sites = {}
    for hostile in (True, False):
        bed = plant(home / f"{turn}-{hostile}", turn, hostile=hostile)
        add_pages(bed)  # to both, or their navigation would differ
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
        run = subprocess.run(
            command, cwd=bed.home, env=surroundings(), capture_output=True, text=True
        )
        if run.returncode != 0:
            yield _broken("texts: markup", f"turn {turn}", run.stderr[-500:])
            return
        sites[hostile] = bed.home / "site"
    queries = {f"{field}-text-en": marked(f"{field}-text-en", turn) for field in ("full", "all")}
    bad = visit(browser, sites[True], home / f"{turn}-a", queries)
    good = visit(browser, sites[False], home / f"{turn}-b", {})
    yield from outcomes_of_visit(bad, good, turn)
    yield from outcomes_of_print(home / f"{turn}-print", turn)


def outcomes_of_visit(bad: Seen, good: Seen, turn: int) -> Iterator[Outcome]:
    """What Chromium saw of a hostile site, beside one of harmless letters."""
    wrong = [*bad.wrong, *good.wrong]
    for address, page in good.pages.items():
        if bad.pages[address]["tags"] != page["tags"]:
            wrong.append(f"{address} has other elements or attributes than with harmless letters")
    for field in for_readers():
        text = marked(field, turn)
        shown = text in bad.text or text[0].upper() + text[1:] in bad.text
        yield Outcome(
            "texts: markup", text, refused=False, shown=shown, traceback=False,
            live=False, seconds=0, megabytes=0, broken="" if shown else "not shown",
        )  # fmt: skip
    for name in PAGES:
        shown = f"{name}/index.html" in bad.pages and f"ar/{name}/index.html" in bad.pages
        yield Outcome(
            "hand-written pages", f"the page {name}, turn {turn}", refused=False, shown=shown,
            traceback=False, live=False, seconds=0, megabytes=0, broken="" if shown else "no page",
        )  # fmt: skip
    for each in wrong:
        yield _broken("texts: markup", f"turn {turn}", each)


def outcomes_of_print(home: Path, turn: int) -> Iterator[Outcome]:
    """What stands in the printed editions of a briefing of hostile texts."""
    bed = plant(home, turn, printed=True)
    composed = hashiya.compose_briefing(bed.seeds)
    said = ""
    for edition in editions_of(composed.press):
        made = print_edition(composed.press, composed.subject, edition, address="https://a.example")
        said += letters(read_pdf(made))
        faults, looked = faults_of_pdf(made)
        if faults or not looked:
            yield _broken("texts: print", f"{edition}, turn {turn}", "; ".join(faults) or "nothing")
    for field in PRINTED:
        text = marked(field, turn, printed=True)
        shown = letters(text) in said
        yield Outcome(
            "texts: print", text, refused=False, shown=shown, traceback=False, live=False,
            seconds=0, megabytes=0, broken="" if shown else "not printed",
        )  # fmt: skip


PRINTED = ("full-text-en", "quote-text-en", "link-text-en", "all-text-en", "port-name-en")


def _broken(family: str, what: str, why: str) -> Outcome:
    return Outcome(
        family, what, refused=False, shown=False, traceback="Traceback" in why, live=True,
        seconds=0, megabytes=0, broken=why,
    )  # fmt: skip


def table(outcomes: Sequence[Outcome]) -> str:
    """What became of the inputs, by family."""
    lines = [
        "| Family | Inputs | Refused with file and line | Shown as plain text | Tracebacks | "
        "Live markup | Slowest | Most memory |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    families = dict.fromkeys(each.family for each in outcomes)
    for family in (*families, "all"):
        mine = [each for each in outcomes if family in ("all", each.family)]
        memory = max(each.megabytes for each in mine)
        cells = (
            family,
            f"{len(mine):,}",
            f"{sum(each.refused for each in mine):,}",
            f"{sum(each.shown for each in mine):,}",
            str(sum(each.traceback for each in mine)),
            str(sum(each.live for each in mine)),
            f"{max(each.seconds for each in mine):.1f} s",
            f"{memory:.0f} MB" if memory else "–",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def every_outcome() -> Iterator[Outcome]:
    """Tries all there is."""
    for what in REFUSED:
        yield from texts_refused(what)
    for each in EVERY_FILE:
        yield outcome_of(each)
    with tempfile.TemporaryDirectory(prefix="hostile-") as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        for turn in range(TURNS):
            yield from outcomes_of_turn(browser, Path(home), turn)
        browser.close()


def told(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Says how far it is, and at once what is broken."""
    for number, each in enumerate(outcomes, start=1):
        if each.broken:
            print(f"BROKEN {each.family}: {each.what[:80]!r}: {each.broken}", flush=True)
        elif number % 500 == 0 or each.seconds > 1:
            print(f"{number:,} … {each.what[:60]!r} {each.seconds:.1f} s", flush=True)
        yield each


def main() -> int:
    """Tries everything. 1 where a promise is broken, or too few inputs were tried."""
    outcomes = tuple(told(every_outcome()))
    made = table(outcomes)
    print(made, end="")
    broken = sum(bool(each.broken) for each in outcomes)
    print(f"{len(outcomes):,} inputs, {broken} promises broken")
    text = SECURITY.read_text(encoding="utf-8")
    found = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
    if broken or len(outcomes) < FEWEST or not found.search(text):
        return 1
    SECURITY.write_text(found.sub(f"{BEGIN}\n\n{made}\n{END}", text), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
