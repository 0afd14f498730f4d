"""The benchmark is fair: both sites hold the same pages, words, quotations, links and notes."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import pytest
from markdown import markdown
from markupsafe import escape

from benchmarks.build_site import build, prepare_hashiya, prepare_plain
from benchmarks.by_hand import EXTENSIONS, Hand
from benchmarks.fragments import Element, parse_fragment
from benchmarks.in_browser import render_book
from benchmarks.print_briefing import (
    EDITIONS,
    MOST_MEMORY,
    Workload,
    compose,
    holds,
    write_briefing,
)
from benchmarks.processes import Run, run_measured
from hashiya.printing import volumes_of
from tests.built import BuiltPage, BuiltSite, read_site

URL = "https://benchmark.example/"
LEAST_IN_COMMON = 0.99
"""Of the words, and of the links, of a page."""
MOST_OF_A_BOOK = 0.92
"""Of the words of a book; the browser's adds its contents and what the template says itself."""
LETTERS = re.compile(r"[^\W\d_]+")

Count = Callable[[str, int], None]
T = TypeVar("T")
Pair = tuple[BuiltPage, BuiltPage]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[BuiltSite, BuiltSite]:
    """The smallest benchmark, built by Hashiya and by plain MkDocs."""
    folder = tmp_path_factory.mktemp("benchmark")
    ours = prepare_hashiya(folder / "hashiya", pages=0)
    plain = prepare_plain(folder / "plain", ours.folder)
    for workload in (ours, plain):
        build(workload)
    return read_site(ours.folder / "site", URL), read_site(plain.folder / "site", URL)


@pytest.fixture(scope="module")
def pairs(sites: tuple[BuiltSite, BuiltSite]) -> list[Pair]:
    """The pages of both sites, side by side."""
    ours, plain = sites
    return [(ours.pages[address], plain.pages[address]) for address in ours.pages]


def test_both_sites_have_the_same_pages(sites: tuple[BuiltSite, BuiltSite], count: Count) -> None:
    ours, plain = sites
    assert ours.pages.keys() == plain.pages.keys()
    count("pages of the benchmark", len(plain.pages))


def test_every_page_says_the_same_words(pairs: list[Pair], count: Count) -> None:
    for ours, plain in pairs:
        common = in_common(words(ours), words(plain))
        assert common >= LEAST_IN_COMMON, (ours.address, common)
    count("words of the benchmark", sum(words(plain).total() for _, plain in pairs))


def test_every_page_quotes_the_same_words_in_the_same_language(
    pairs: list[Pair], count: Count
) -> None:
    for ours, plain in pairs:
        assert quotations(ours) == quotations(plain), ours.address
    count("quotations of the benchmark", sum(quotations(plain).total() for _, plain in pairs))


def test_every_page_links_to_the_same_places(
    sites: tuple[BuiltSite, BuiltSite], pairs: list[Pair], count: Count
) -> None:
    for ours, plain in pairs:
        here, there = links(sites[0], ours), links(sites[1], plain)
        alike = here == there  # the page of rules has no link at all
        assert alike or in_common(here, there) >= LEAST_IN_COMMON, ours.address
    count("links of the benchmark", sum(links(sites[1], plain).total() for _, plain in pairs))


def test_every_page_has_as_many_calls_and_notes(pairs: list[Pair], count: Count) -> None:
    for ours, plain in pairs:
        assert len(ours.calls) == len(plain.calls), ours.address
        assert len(ours.notes) == len(plain.notes), ours.address
    count("notes of the benchmark", sum(len(plain.notes) for _, plain in pairs))


def test_what_only_one_page_says_is_not_in_common() -> None:
    assert in_common(Counter("ab"), Counter("ab")) == 1
    assert in_common(Counter("abcd"), Counter("abc")) == 0.75
    assert in_common(Counter("abc"), Counter("abcd")) == 0.75
    assert in_common(Counter("aa"), Counter("a")) == 0.5


@pytest.mark.parametrize(
    "text",
    [
        "a *b* _c_ **d** `e` f_g",
        "<b>no</b> &amp; & <!-- no -->",
        "[a](b.md) [^1] [a][b] ![a](b.png)",
        "- a",
        "+ a",
        "# a",
        "7. a",
        "12. a",
        "> a",
        r"a\*b | c",
    ],
)
def test_words_that_look_like_markdown_stay_words(text: str) -> None:
    hand = Hand("ltr", ".", frozenset({"."}))
    blocks = hand.blocks(parse_fragment(f"<p>{escape(text)}</p>").inside)
    made = parse_fragment(markdown("\n\n".join(blocks), extensions=list(EXTENSIONS)))
    assert [element.tag for element in made.elements] == ["p"]
    assert [element.tag for element in made.elements[0].elements] == []
    assert made.text == text


def test_the_author_leaves_nothing_out_silently() -> None:
    hand = Hand("ltr", ".", frozenset({"."}))
    with pytest.raises(ValueError, match="<svg> has no word in Markdown"):
        hand.blocks(parse_fragment("<p><svg></svg></p>").inside)


# --- print ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_browser_is_given_the_words_that_are_printed(
    edition: str, tmp_path: Path, count: Count
) -> None:
    write_briefing(tmp_path / "briefing", claims=0)
    composed = compose(tmp_path / "briefing")
    volumes = volumes_of(composed.press, composed.subject, edition, "")
    book = parse_fragment(render_book(volumes).partition("<body>")[2])
    printed = Counter(_words_of([volume.blocks for volume in volumes]))
    given = Counter(LETTERS.findall(" ".join(_texts(book))))
    assert printed - given == Counter()
    assert in_common(printed, given) >= MOST_OF_A_BOOK
    notes = [each for each in book.walk() if each.tag == "li" and "-note-" in each.given["id"]]
    assert len(notes) == sum(len(volume.notes) for volume in volumes)
    ways = [each.given["href"] for each in book.walk() if each.tag == "a"]
    ids = {f"#{each.given['id']}" for each in book.walk() if "id" in each.given}
    assert {way for way in ways if way.startswith("#")} <= ids
    count("ways in the browser's book", len(ways))


def _words_of(value: object) -> Iterator[str]:
    """The words of a volume's blocks that are set in type."""
    if isinstance(value, str):
        colour = re.fullmatch("#[0-9a-f]{6}", value)
        yield from () if colour else LETTERS.findall(value)
    elif isinstance(value, Mapping):
        left_out = {"k", "label", "to", "see", "status", "lang", "dir"}
        left_out |= {"mark"} if "gloss" in value else set()  # set only where a note has several
        left_out |= {"pages"} if "s" not in value else set()  # labels, or calls
        left_out |= {"url"} if "s" in value else set()
        left_out |= {"svg", "fonts", "anchor", "description"} if "svg" in value else set()
        left_out |= {"anchor"} if "tracking" in value else set()
        yield from _words_of([inside for key, inside in value.items() if key not in left_out])
    elif isinstance(value, tuple | list):
        for inside in value:
            yield from _words_of(inside)


def test_a_run_counts_the_children_that_a_program_starts(tmp_path: Path) -> None:
    child = "import time; x = bytearray(80_000_000); time.sleep(1)"
    program = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    alone = run_measured((sys.executable, "-c", "import time; time.sleep(0.5)"), tmp_path, {})
    run = run_measured((sys.executable, "-c", program), tmp_path, {})
    assert run.memory > alone.memory + 70
    assert run.seconds > 1
    assert run.processor_seconds < run.seconds


def test_a_program_that_fails_ends_the_benchmark_with_its_words(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no paper"):
        run_measured((sys.executable, "-c", "raise SystemExit('no paper')"), tmp_path, {})


def test_a_limit_holds_by_clock_or_processor_and_fails_by_both_or_by_memory() -> None:
    def taking(seconds: float, processor: float, memory: float) -> Workload:
        run = Run(seconds, processor, memory)
        return Workload("printing", Path(), Path(), (), [run])

    assert holds(taking(20, 14, 500), 15, MOST_MEMORY)
    assert holds(taking(14, 20, 500), 15, MOST_MEMORY)
    assert not holds(taking(16, 20, 500), 15, MOST_MEMORY)
    assert not holds(taking(5, 5, 601), 15, MOST_MEMORY)
    assert holds(taking(5, 5, 601), 15)


# --- what a page holds ----------------------------------------------------------------------------


def words(page: BuiltPage) -> Counter[str]:
    """The words that a reader sees, with how often; a number in its European digits."""
    text = " ".join(_texts(parse_fragment(page.article)))
    digits = "".join(str(unicodedata.decimal(letter, letter)) for letter in text)
    return Counter(re.findall(r"\w+", digits))


def _texts(element: Element) -> Iterator[str]:
    for each in element.inside:
        if isinstance(each, str):
            yield each
        elif "footnote-backref" not in each.classes:
            yield from _texts(each)


def quotations(page: BuiltPage) -> Counter[tuple[str, str, str, str]]:
    """Element, language, direction and words of every quotation."""
    return Counter(
        (each.tag, each.lang, each.dir, each.text)
        for each in page.quotations
        if each.tag in {"q", "blockquote"}
    )


def links(site: BuiltSite, page: BuiltPage) -> Counter[tuple[str, str]]:
    """Where the links of a page's text lead on the site; those of notes are counted as calls."""
    article = (each for each in parse_fragment(page.article).walk() if each.tag == "a")
    found = (
        site.resolve(page.address, each.given["href"])
        for each in article
        if not each.classes & {"footnote-ref", "footnote-backref"}
    )
    return Counter(place for place in found if place is not None)


def in_common(one: Counter[T], other: Counter[T]) -> float:
    """What two counts share, as a part of the larger; 0 where both are empty."""
    most = max(one.total(), other.total())
    return (one & other).total() / most if most else 0.0
