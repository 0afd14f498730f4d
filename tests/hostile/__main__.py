"""Tries every hostile input, prints what became of them, and writes it into SECURITY.md.

`python -m tests.hostile`, which is `make hostile`, takes some minutes.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

import hashiya
from benchmarks.chromium import FLAGS, find_browser
from hashiya.fonts import missing_from
from hashiya.outputs import read_pdf
from hashiya.printing import UnprintableError, editions_of, print_edition, volumes_of
from tests.hostile.browser import Seen, parse, run
from tests.hostile.files import EVERY_FILE
from tests.hostile.outputs import faults_of_export, faults_of_files, search_words
from tests.hostile.payloads import REFUSED
from tests.hostile.printed import faults_of_pdf, is_printed, stands_in_print
from tests.hostile.refused import Outcome, outcome_of, texts_refused
from tests.hostile.shown import (
    PAGES,
    PAYLOADS,
    TURNS,
    build_pair,
    for_readers,
    payloads_of,
    plant,
    shown_value,
)
from tests.hostile.spoken import commands_on_hostile_seeds
from tests.printed import letters, strings
from tests.seedbed import REPOSITORY, Seedbed

FEWEST = 20_000
SECURITY = REPOSITORY / "SECURITY.md"
BEGIN, END = "<!-- hostile inputs: written by `make hostile` -->", "<!-- /hostile inputs -->"
SEARCHED = ("full-text-en", "all-text-en", "port-name-en")


def outcomes_of_turn(browser: Browser, home: Path, turn: int) -> Iterator[Outcome]:
    """Builds one briefing of hostile texts, reads all that is made of it, and prints it."""
    bed, twin = build_pair(home, turn)
    yield from outcomes_of_pages(browser, bed, twin, home / f"{turn}-pages", turn)
    yield from outcomes_of_files(bed, twin, turn)
    yield from outcomes_of_print(home / f"{turn}-print", turn)
    yield from outcomes_of_fonts(home / f"{turn}-fonts", turn)


def outcomes_of_pages(
    browser: Browser, bed: Seedbed, twin: Seedbed, scratch: Path, turn: int, every: int = 1
) -> Iterator[Outcome]:
    """What Chromium made of a hostile site and of its twin, and what of it ran.

    Of `every` n-th page, 1 for all; each text is looked for only where all are read.
    """
    bad, good = (
        parse(browser, each.home / "site", scratch / each.home.name, every) for each in (bed, twin)
    )
    wrong = [*bad.wrong, *good.wrong, *differences(bad.pages, good.pages)]
    queries = {field: f"{field} 7" for field in SEARCHED[: 3 if every == 1 else 1]}
    site = bed.home / "site"
    twins = run(
        browser,
        twin.home / "site",
        scratch / "twin",
        queries,
        policy=False,
        every=every,
        below="claims/",
    )
    wrong += twins.wrong
    known = _makes(
        n for each in (*twins.results.values(), *good.pages.values()) for n in each["nodes"]
    )
    for name, policy in (("under the policy", True), ("without it", False)):
        ran = run(browser, site, scratch / name, queries, policy=policy, every=every)
        wrong += (f"{name}: {each}" for each in ran.wrong)
        wrong += (f"{name}: the global {each!r}" for each in sorted(ran.globals - twins.globals))
        wrong += (f"{name}, a card: {each}" for each in differences(ran.cards, twins.cards))
        wrong += faults_of_results(ran, known, turn)
    said = f"{bad.text}\n{search_words(bed.home / 'site')}"
    for field in for_readers() if every == 1 else ():
        value = shown_value(field, turn)
        shown = value in said or value[0].upper() + value[1:] in said
        for text in payloads_of(field, turn):
            what = f"{text} in {field}"
            yield _shown("texts: markup", what, "" if shown else "not shown")
    for name in PAGES if every == 1 else ():
        there = f"{name}/index.html" in bad.pages and f"ar/{name}/index.html" in bad.pages
        yield _shown(
            "hand-written pages", f"the page {name}, turn {turn}", "" if there else "no page"
        )
    for each in wrong:
        yield _broken("texts: markup", f"turn {turn}", each)


def differences(
    bad: Mapping[str, Mapping[str, Any]], good: Mapping[str, Mapping[str, Any]]
) -> Iterator[str]:
    """Where two trees have other elements, comments, attributes, addresses or words."""
    if not bad.keys() & good.keys():
        yield "nothing was compared"
    for address in sorted(bad.keys() - good.keys()):
        yield f"{address} is in one of the two only"
    for address in sorted(bad.keys() & good.keys()):
        one, other = bad[address]["nodes"], good[address]["nodes"]
        if one != other:
            pairs = zip(one, other, strict=False)
            at = next((n for n, (x, y) in enumerate(pairs) if x != y), -1)
            yield f"{address} has {one[at][:200]!r}, expected {other[at][:200]!r}"
        if sorted(bad[address]["links"]) != sorted(good[address]["links"]):
            yield f"{address} has other addresses"
        if bad[address].get("metas", {}).keys() != good[address].get("metas", {}).keys():
            yield f"{address} has other metadata"


def faults_of_results(ran: Seen, known: set[str], turn: int) -> Iterator[str]:
    """Whether a search shows a text as it stands, of elements that are `known`."""
    for field, found in ran.results.items():
        text = shown_value(field, turn)
        if " ".join(text.split()) not in " ".join(found["text"].split()):
            yield f"the search for {field} doesn't show {text[:80]!r} but {found['text'][:300]!r}"
        # Which results there are depends on the words; what a result is made of doesn't.
        for each in sorted(_makes(found["nodes"]) - known):
            yield f"the search for {field} has {each}"


def _makes(nodes: Iterable[str]) -> set[str]:
    """The elements of a tree, each with the names of its attributes."""
    return {re.sub(r'="[^"]*"', "", each) for each in nodes if re.match("<(xhtml|svg):", each)}


def outcomes_of_files(bed: Seedbed, twin: Seedbed, turn: int) -> Iterator[Outcome]:
    """What stands beside the pages, and in an export as a reader of Markdown takes it."""
    for family, (faults, number) in (
        ("files beside the pages", faults_of_files(bed.home / "site", twin.home / "site")),
        ("files of an export", faults_of_export(bed, twin)),
    ):
        for each in faults:
            yield _broken(family, f"turn {turn}", each)
        for at in range(number - len(faults)):
            yield _shown(family, f"file {at}, turn {turn}", "")


def outcomes_of_print(home: Path, turn: int, editions: int = 3) -> Iterator[Outcome]:
    """What stands in the printed editions of a briefing of hostile texts."""
    bed = plant(home, turn, printed=True)
    composed = hashiya.compose_briefing(bed.seeds)
    said, given = "", ""
    for edition in editions_of(composed.press)[:editions]:
        address = "https://a.example"
        for volume in volumes_of(composed.press, composed.subject, edition, address):
            given += "\n".join([volume.title, *strings(volume.blocks)])
        made = print_edition(composed.press, composed.subject, edition, address=address)
        said += letters(read_pdf(made)).lower()
        faults, looked = faults_of_pdf(made)
        if faults or not looked:
            yield _broken("texts: print", f"{edition}, turn {turn}", "; ".join(faults) or "nothing")
    for field in for_readers():
        value = shown_value(field, turn, printed=True)
        there = stands_in_print(value, given, said)
        if not is_printed(field):
            # Else the list of what print leaves out would grow old.
            if there:
                yield _broken("texts: print", field, "printed, and said not to be")
        elif editions == 3 or not field.endswith("-ar"):
            for text in payloads_of(field, turn, printed=True):
                yield _shown("texts: print", f"{text} in {field}", "" if there else "not printed")


def outcomes_of_fonts(home: Path, turn: int) -> Iterator[Outcome]:
    """What no font of print has: where it stands is said, and nothing is printed."""
    missing = [p for _, p in PAYLOADS[turn::TURNS] if missing_from(p)]
    composed = hashiya.compose_briefing(plant(home, turn).seeds)
    try:
        print_edition(composed.press, composed.subject, "en")
        said = ""
    except UnprintableError as error:
        said = str(error)
    for text in missing:
        names = [f"U+{ord(c):04X}" for c in missing_from(text)]
        refused = bool(re.search(r"^seeds/\S+:\d+: ", said)) and all(name in said for name in names)
        broken = "" if refused else "neither printed nor refused"
        yield Outcome(
            "texts: print", ascii(text), refused=refused, shown=False, traceback=False, live=False,
            seconds=0, megabytes=0, broken=broken,
        )  # fmt: skip


def outcomes_of_commands(home: Path) -> Iterator[Outcome]:
    """What each command prints of seeds with characters that a terminal obeys."""
    for spoken in commands_on_hostile_seeds(home):
        broken = "; ".join(spoken.obeyed) or ("" if spoken.text.strip() else "nothing was said")
        yield _shown("what commands print", " ".join(spoken.words), broken)


def _shown(family: str, what: str, broken: str) -> Outcome:
    return Outcome(
        family, what, refused=False, shown=not broken, traceback=False, live=False,
        seconds=0, megabytes=0, broken=broken,
    )  # fmt: skip


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
        yield from outcomes_of_commands(Path(home) / "commands")


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
