"""What readers look for: queries with the page that each should find, and where they do find it.

`python -m tests.search_queries` builds this repository's briefing, types the queries of
search_queries.json into the search box of the built site in a Chromium, and prints the table; it
exits 1 where a page is not where it should be. With a folder it takes the site that is there.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from playwright.sync_api import Page, expect, sync_playwright

from benchmarks.chromium import FLAGS, find_browser
from tests.local_server import BELOW, served
from tests.workbench import REPOSITORY, build_site, copy_briefing, surroundings

PREFIXES = {"en": "", "ar": "ar/"}
FIRST = 5
"""How many of the results a reader looks at."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is typed on the home page of `lang`, and the page that should be among the results.

    `why` says what is tried. `within` is the last place, from 1, that is good enough.
    """

    lang: str
    why: str
    typed: str
    expected: str
    within: int


def read_queries() -> tuple[Query, ...]:
    """The queries, in the order of the file."""
    text = (REPOSITORY / "tests" / "search_queries.json").read_text(encoding="utf-8")
    return tuple(Query(**each) for each in json.loads(text))


def results_of(page: Page, typed: str) -> tuple[str, ...]:
    """Types into the search box; gives the first ten results' addresses, in their order as seen."""
    page.locator(".md-search__input").click()
    # At once, or the results would be those of a word half typed. Material listens to keys.
    page.keyboard.insert_text(typed)
    page.keyboard.press("End")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    # A result's first link is that of its page.
    found = page.locator(".md-search-result__item").evaluate_all(
        "all => all.map(each => [each.getBoundingClientRect().top, each.querySelector('a').href])"
    )
    return tuple(unquote(address).partition("#")[0] for _, address in sorted(found))


def rank_of(page: Page, root: str, query: Query) -> tuple[int | None, tuple[str, ...]]:
    """The place of the expected page among the results, from 1, and the results' addresses.

    Addresses are relative to the home page of the query's language.
    """
    home = root + PREFIXES[query.lang]
    page.goto(home)
    found = tuple(each.removeprefix(home) for each in results_of(page, query.typed))
    return (found.index(query.expected) + 1 if query.expected in found else None), found


def _rows(folder: Path) -> Iterator[tuple[Query, int | None, tuple[str, ...]]]:
    chromium = find_browser()
    with tempfile.TemporaryDirectory() as root:
        (Path(root) / BELOW).symlink_to(folder.resolve(), target_is_directory=True)
        with served(Path(root)) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
            page = browser.new_page()
            for query in read_queries():
                yield query, *rank_of(page, url, query)
            browser.close()


def _say(cells: tuple[str, ...]) -> None:
    sys.stdout.write(f"| {' | '.join(cells)} |\n")


def main(arguments: list[str]) -> int:
    """Prints the table; 1 where a page is not where it should be."""
    with tempfile.TemporaryDirectory() as place:
        if arguments:
            folder = Path(arguments[0])
        else:
            copy = copy_briefing(Path(place) / "copy")
            folder = build_site(copy, Path(place) / "site", surroundings())
        missed = 0
        _say(("", "typed", "what is tried", "expected", "first found", "rank"))
        _say(("---",) * 6)
        for query, rank, found in _rows(folder):
            missed += rank is None or rank > query.within
            place_found = str(rank) if rank else "none"
            _say((query.lang, query.typed, query.why, query.expected, found[0], place_found))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
