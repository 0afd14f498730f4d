"""A quotation is found where it stands, whole and to the letter, or it isn't found at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hashiya.anchors import (
    MOST_SPANS,
    Anchor,
    Miss,
    cut_word,
    find_stretch,
    locate,
    split_quote,
    word_diff,
)
from hashiya.articles import Article, parse_article

FAST = settings(max_examples=200, deadline=None, derandomize=True, database=None)


def article(*paragraphs: str) -> Article:
    """An article of these paragraphs."""
    return parse_article("\n".join(paragraphs).encode(), "a.txt")


def words_of(found: Article, anchor: Anchor | Miss) -> list[str]:
    """The words that an anchor's spans cover."""
    assert isinstance(anchor, Anchor), anchor
    return [found.paragraphs[s.n - 1].text[s.start : s.end] for s in anchor.spans]


ARABIC = article(
    "عطل في الميناء",
    "وقال سامي حدّاد إنّ ١٢ سفينة تنتظر «خارج الحوض». وأضاف أن 130 سفينة غادرت، و30 بقيت.",
    "يقع الميناء على الساحل.",
)


def test_a_quotation_to_the_letter_is_exact() -> None:
    found = locate(ARABIC, 2, 2, "١٢ سفينة تنتظر «خارج الحوض»")
    assert words_of(ARABIC, found) == ["١٢ سفينة تنتظر «خارج الحوض»"]
    assert isinstance(found, Anchor)
    assert (found.exact, found.occurrences) == (True, 1)


@pytest.mark.parametrize(
    "quote, there",
    [
        ("وقال سامي حداد إن 12 سفينه", "وقال سامي حدّاد إنّ ١٢ سفينة"),
        ('تنتظر "خارج الحوض"', "تنتظر «خارج الحوض»"),
        ("وأضاف  أن\u00a0130 سفينة", "وأضاف أن 130 سفينة"),
        ("واضاف ان ۱۳۰", "وأضاف أن 130"),
        ("\u200fيقع المينـــاء", "يقع الميناء"),
    ],
)
def test_a_quotation_up_to_folding_is_found_and_not_exact(quote: str, there: str) -> None:
    n = 3 if "يقع" in quote else 2
    found = locate(ARABIC, n, n, quote)
    assert words_of(ARABIC, found) == [there]
    assert isinstance(found, Anchor)
    assert not found.exact


def test_an_exact_place_is_preferred_to_an_earlier_folded_one() -> None:
    twice = article("قاعده هنا ثم قاعدة هنا")
    found = locate(twice, 1, 1, "قاعدة هنا")
    assert isinstance(found, Anchor)
    assert found.exact
    assert found.spans[0].start == len("قاعده هنا ثم ")


@pytest.mark.parametrize(
    "quote, cuts",
    [
        ("ال سامي", "وقال"),
        ("سفينة تنتظ", "تنتظر"),
        ("2 سفينة", "١٢"),
        ("و", "وقال"),
        ("13", "130"),
        ("حد", "حدّاد"),
    ],
)
def test_a_quotation_begins_and_ends_at_word_borders(quote: str, cuts: str) -> None:
    found = locate(ARABIC, 2, 2, quote)
    assert isinstance(found, Miss)
    assert found.reason == f"it cuts {cuts}"
    assert found.nearest == 2


@pytest.mark.parametrize(
    "text, quote",
    [
        ("about 130 ships", "30 ships"),
        ("about 2.5 million", "5 million"),
        ("about 2.5 million", "about 2"),
        ("about 2,500 ships", "500 ships"),
        ("about 2,500 ships", "about 2"),
        ("about ٢٫٥ million", "٥ million"),
        ("about ٢٬٥٠٠ ships", "٥٠٠ ships"),
        ("from 20-30 ships", "30 ships"),
        ("from 20–30 ships", "from 20"),
        ("on 17/3/2026 it", "17/3"),
        ("at 5:30 today", "30 today"),
        ("fell by -5 degrees", "5 degrees"),
        ("rose 50% since", "rose 50"),
        ("rose ٥٠٪ since", "rose ٥٠"),
        ("the F16 left", "16 left"),
        ("the A-10s left", "the A-10"),
        ("there were 1\u200b30 ships", "30 ships"),
        ("there were 1\u00ad30 ships", "30 ships"),
        ("about 2.\u20605 million", "5 million"),
        ("the 1\u200e.\u200e5 million", "the 1"),
    ],
)
def test_a_number_is_never_cut(text: str, quote: str) -> None:
    assert isinstance(locate(article(text), 1, 1, quote), Miss)


@pytest.mark.parametrize(
    "text, quote",
    [
        ("about 130 ships", "130"),
        ("about 2.5 million", "2.5"),
        ("about 2,500 ships.", "2,500 ships"),
        ("in 2026, 12 ships", "12 ships"),
        ("in 2026, 12 ships", "in 2026"),
        ("12 ships. 5 left", "12 ships"),
        ("it was 30. Then", "it was 30"),
        ("ships (12) left", "12"),
        ("the end-of-day count", "of-day"),
    ],
)
def test_a_whole_number_is_not_taken_for_a_cut_one(text: str, quote: str) -> None:
    assert words_of(article(text), locate(article(text), 1, 1, quote)) == [quote]


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\u0640"])
def test_what_nobody_sees_neither_ends_a_word_nor_makes_one(unseen: str) -> None:
    cut = article(f"foo{unseen}bar")
    assert isinstance(locate(cut, 1, 1, "foo"), Miss)
    assert isinstance(locate(cut, 1, 1, "bar"), Miss)
    beside = article(f"“{unseen}foo{unseen}” bar")
    assert words_of(beside, locate(beside, 1, 1, "foo")) == ["foo"]
    assert cut_word(f"foo{unseen}bar", 0, 3) == "foobar"


def test_a_cut_word_further_on_does_not_hide_a_whole_one() -> None:
    found = locate(article("130 and 30 ships"), 1, 1, "30 ships")
    assert words_of(article("130 and 30 ships"), found) == ["30 ships"]


def test_the_word_that_a_span_cuts_is_named() -> None:
    assert cut_word("130 ships", 1, 3) == "130"
    assert cut_word("130 ships", 0, 6) == "ships"
    assert cut_word("130 ships", 0, 3) is None
    assert cut_word("٢٫٥ ships", 0, 1) == "٢٫٥"


# --- joins ----------------------------------------------------------------------------------------

LONG = article("One two three. Four five six.", "Seven eight nine. Ten.", "Eleven twelve. One two.")


@pytest.mark.parametrize("join", [" […] ", "[…]", " [...] ", "[...]"])
def test_a_join_leaves_words_out(join: str) -> None:
    found = locate(LONG, 1, 1, f"One two{join}five six")
    assert words_of(LONG, found) == ["One two", "five six"]


def test_spans_stand_in_order() -> None:
    assert isinstance(locate(LONG, 1, 1, "five six […] One two"), Miss)


def test_spans_do_not_overlap() -> None:
    assert isinstance(locate(article("one two one"), 1, 1, "one two […] two one"), Miss)
    assert isinstance(locate(article("one two"), 1, 1, "one […] one"), Miss)


def test_spans_may_lie_in_several_paragraphs() -> None:
    found = locate(LONG, 1, 3, "five six […] Seven […] Ten […] Eleven")
    assert isinstance(found, Anchor)
    assert [span.n for span in found.spans] == [1, 2, 2, 3]


def test_a_later_place_is_tried_where_the_first_leaves_no_room() -> None:
    found = locate(article("a b", "b c"), 1, 2, "a […] b […] c")
    assert isinstance(found, Anchor)
    assert found.spans[0].n == 1
    assert found.spans[-1].n == 2


def test_every_paragraph_of_a_range_holds_a_span() -> None:
    found = locate(LONG, 1, 3, "five six […] Eleven twelve")
    assert isinstance(found, Miss)
    assert found.reason == "each paragraph of the range must hold a span, joined by […]"


def test_a_span_lies_in_one_paragraph() -> None:
    assert isinstance(locate(LONG, 1, 2, "Four five six. Seven eight"), Miss)


@pytest.mark.parametrize("quote", ["[…] One", "One […]", "One […] […] two", "[…]"])
def test_a_join_with_nothing_on_one_side_is_refused(quote: str) -> None:
    found = locate(LONG, 1, 1, quote)
    assert isinstance(found, Miss)
    assert "with nothing on one side" in found.reason


def test_a_collage_is_refused() -> None:
    text = " ".join(f"w{n}" for n in range(MOST_SPANS + 1))
    quote = " […] ".join(text.split())
    found = locate(article(text), 1, 1, quote)
    assert isinstance(found, Miss)
    assert found.reason == f"{MOST_SPANS + 1} spans, expected at most {MOST_SPANS}"
    assert isinstance(locate(article(text), 1, 1, quote.rpartition(" […] ")[0]), Anchor)


def test_an_ellipsis_of_the_article_is_no_join() -> None:
    assert split_quote("one… two ... three [sic]") == ("one… two ... three [sic]",)
    text = article("one… two ... three [sic]")
    assert isinstance(locate(text, 1, 1, "one… two ... three [sic]"), Anchor)


def test_a_search_for_many_spans_is_short() -> None:
    text = article(*(["a " * 200] * 6))
    assert isinstance(locate(text, 1, 6, " […] ".join(["a"] * 11 + ["b"])), Miss)


# --- misses ---------------------------------------------------------------------------------------


def test_words_that_stand_in_another_paragraph_are_told_where() -> None:
    found = locate(LONG, 1, 1, "Seven eight")
    assert isinstance(found, Miss)
    assert found.elsewhere == ((2, 2),)


def test_words_that_stand_in_several_others_are_told_all() -> None:
    found = locate(LONG, 2, 2, "One two")
    assert isinstance(found, Miss)
    assert found.elsewhere == ((1, 1), (3, 3))


def test_a_range_that_moved_is_told_where() -> None:
    moved = article("new", *(paragraph.text for paragraph in LONG.paragraphs))
    found = locate(moved, 1, 2, "five six […] Seven eight")
    assert isinstance(found, Miss)
    assert found.elsewhere == ((2, 3),)


@pytest.mark.parametrize(
    "quote, difference",
    [
        ("13 ships are waiting", "[-13-] {+12+} ships are waiting"),
        ("12 ships were waiting", "12 ships [-were-] {+are+} waiting"),
        ("12 ships waiting outside", "12 ships {+are+} waiting outside"),
        ("12 ships are still waiting", "12 ships are [-still-] waiting"),
        ("12 boats are waiting outside the basin", "12 [-boats-] {+ships+} are waiting outside "
         "the basin"),
    ],
)  # fmt: skip
def test_a_near_miss_is_shown_word_by_word_and_not_taken(quote: str, difference: str) -> None:
    text = article("Port closed", "He said 12 ships are waiting outside the basin. More later.")
    found = locate(text, 2, 2, quote)
    assert isinstance(found, Miss)
    assert (found.nearest, found.difference) == (2, difference)


def test_words_like_no_paragraph_have_no_nearest() -> None:
    found = locate(LONG, 1, 1, "xyz")
    assert found == Miss("no paragraph shares a word with it")


def test_a_paragraph_that_is_not_there_is_said() -> None:
    found = locate(LONG, 3, 4, "Eleven […] x")
    assert found == Miss("the article has 3 paragraphs only")


def test_a_diff_leaves_out_the_middle_of_long_runs() -> None:
    words = "a b c d e f g h i j"
    assert word_diff(f"{words} x", f"{words} y") == "a b c … h i j [-x-] {+y+}"


def test_a_diff_takes_spellings_of_one_word_as_the_same() -> None:
    assert word_diff("قاعدة ١٢", "قاعده 12") == "قاعدة ١٢"


# --- places ---------------------------------------------------------------------------------------


def test_words_that_stand_twice_are_counted() -> None:
    text = article("12 ships came. 12 ships left. 112 ships.")
    found = locate(text, 1, 1, "12 ships")
    assert isinstance(found, Anchor)
    assert found.occurrences == 2


def test_a_folded_quotation_that_stands_twice_is_counted() -> None:
    found = locate(article("قاعدة هنا وقاعده هناك ثم قاعده"), 1, 1, "قَاعِدة")
    assert isinstance(found, Anchor)
    assert found.occurrences == 2


def test_a_stretch_goes_from_the_first_words_to_the_next_last_words() -> None:
    text = "One two three. Four five six. One two six."
    assert find_stretch(text, "Four", "six") == ("Four five six",)
    assert find_stretch(text, "two three", "two three") == ("two three",)
    assert find_stretch(text, "One two", "six") == ("One two three. Four five six", "One two six")
    assert find_stretch(text, "six", "Four") == ()
    assert find_stretch(text, "wo", "six") == ()


def test_a_stretch_is_cut_from_the_article_not_typed() -> None:
    assert find_stretch("قال حدّاد إنّ ١٢ سفينة", "حداد", "12") == ("حدّاد إنّ ١٢",)


WORDS = st.sampled_from(["12", "30", "سفينة", "قاعدة", "لم", "x", "2.5"])


@given(st.lists(WORDS, min_size=1, max_size=12), st.data())
@FAST
def test_any_run_of_whole_words_is_found(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    text = article(" ".join(words))
    quote = " ".join(words[start:end])
    assert words_of(text, locate(text, 1, 1, quote)) == [quote]


@given(st.text("123 ab", min_size=1, max_size=12), st.text("123 ab", min_size=1, max_size=6))
@FAST
def test_what_is_found_is_whole_words_of_the_article(text: str, quote: str) -> None:
    if not text.strip() or not quote.strip():
        return
    found = locate(article(text), 1, 1, quote)
    if isinstance(found, Anchor):
        (span,) = found.spans
        assert " ".join(text[span.start : span.end].split()) == " ".join(quote.split())
        assert not f"{text[: span.start]}|".split("|")[0][-1:].isalnum()
        assert not text[span.end : span.end + 1].isalnum()


def test_a_number_is_not_cut_however_long_it_is() -> None:
    years = "-".join(map(str, range(2014, 2027)))
    article = parse_article(f"In {years} it was so.".encode(), "one.txt")
    assert isinstance(locate(article, 1, 1, f"In {years} it"), Anchor)
    for cut in ("2025-2026 it was so", "In 2014-2015", "2020-2021"):
        found = locate(article, 1, 1, cut)
        assert isinstance(found, Miss)
        assert found.reason == f"it cuts {years}"


@pytest.mark.parametrize("number", ["1{}30", "1{},30", "1,{}30", "1{},{}30"])
def test_no_row_of_unseen_characters_parts_a_number(number: str) -> None:
    hidden, plain = (number.replace("{}", between) for between in ("\u200b" * 900, ""))
    article = parse_article(f"about {hidden} ships".encode(), "one.txt")
    assert isinstance(locate(article, 1, 1, "30 ships"), Miss)
    assert isinstance(locate(article, 1, 1, f"about {plain} ships"), Anchor)


@pytest.mark.parametrize("letter", ["_", "ا", "1", "."])
def test_a_line_of_letters_without_end_takes_no_time(letter: str) -> None:
    article = parse_article(f"{letter * 60_000} words".encode(), "one.txt")
    began = time.process_time()
    assert isinstance(locate(article, 1, 1, f"{letter * 50} […] {letter * 50} […] nothing"), Miss)
    assert find_stretch(article.paragraphs[0].text, letter, "nothing") == ()
    assert time.process_time() - began < 10
