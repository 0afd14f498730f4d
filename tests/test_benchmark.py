"""The benchmark is fair: both sites hold the same pages, words, quotations, links and notes."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from markdown import markdown
from markupsafe import escape

from benchmarks.build_site import build, prepare_hashiya, prepare_plain
from benchmarks.by_hand import EXTENSIONS, Hand
from benchmarks.fragments import Element, parse_fragment
from tests.built import BuiltPage, BuiltSite, read_site

URL = "https://benchmark.example/"
LEAST_IN_COMMON = 0.99
"""Of the words, and of the links, of a page."""

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
