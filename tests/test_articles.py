"""An article's paragraphs are its non-empty lines, whatever its lines end with and begin with."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hashiya.articles import is_empty, parse_article, sentence_at

FAST = settings(max_examples=200, deadline=None, derandomize=True, database=None)


def texts(raw: bytes) -> list[str]:
    """The paragraphs of an article."""
    return [paragraph.text for paragraph in parse_article(raw, "a.txt").paragraphs]


def test_paragraphs_are_counted_from_one_and_know_their_line() -> None:
    article = parse_article(b"\n\none\n \ntwo\n", "seeds/a.txt")
    assert [(p.n, p.text, str(p.where)) for p in article.paragraphs] == [
        (1, "one", "seeds/a.txt:3"),
        (2, "two", "seeds/a.txt:5"),
    ]


def test_a_paragraph_is_found_by_its_number_and_by_no_other() -> None:
    article = parse_article(b"one\ntwo", "a.txt")
    second = article.paragraph(2)
    assert second is not None
    assert second.text == "two"
    assert [article.paragraph(n) for n in (-1, 0, 3)] == [None, None, None]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"], ids=["no BOM", "BOM"])
def test_line_ends_and_a_byte_order_mark_change_nothing(end: bytes, start: bytes) -> None:
    assert texts(start + end.join([b"one", b"", b"two", b""])) == ["one", "two"]


def test_line_ends_may_be_mixed() -> None:
    assert texts(b"one\r\ntwo\nthree") == ["one", "two", "three"]


def test_the_last_line_needs_no_end() -> None:
    assert texts(b"one\ntwo") == texts(b"one\ntwo\n\n\n") == ["one", "two"]


@pytest.mark.parametrize(
    "character", ["\r", "\u2028", "\u2029", "\u0085", "\v", "\f", "\x1c", "\x1e"], ids=ascii
)
def test_nothing_else_ends_a_line(character: str) -> None:
    assert texts(f"one{character}two\nthree".encode()) == [f"one{character}two", "three"]


@pytest.mark.parametrize(
    "line",
    ["", " ", "\t", "\u00a0", "\u202f", "\u3000", "\u200b", "\u200f\u200e", "\u202b\u202c",
     "\ufeff", "\u2067\u2069", "\u061c", "\u00ad", "\u2060", "\u180e", "\r", " \u200f \u00a0"],
    ids=ascii,
)  # fmt: skip
def test_a_line_of_nothing_visible_is_empty(line: str) -> None:
    assert is_empty(line)
    assert texts(f"one\n{line}\ntwo\n".encode()) == ["one", "two"]


@pytest.mark.parametrize("line", [".", "_", "\u0640", "\u064e", "\u200fa", "-", "¶", "\u2800"])
def test_a_line_with_something_on_it_counts(line: str) -> None:
    assert not is_empty(line)
    assert len(texts(f"one\n{line}\ntwo\n".encode())) == 3


def test_a_paragraph_keeps_every_character() -> None:
    line = " \u200f\u202bقا\u064eل  \u00a0«x»\u202c "
    assert texts(f"{line}\r\n".encode()) == [line]


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"\xef\xbb\xbf", "\u200b\n\u200f".encode()])
def test_an_article_without_a_paragraph_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError, match="an empty file, expected an article"):
        parse_article(raw, "a.txt")


@pytest.mark.parametrize(
    "raw, encoding",
    [
        ("عطل في الميناء".encode("utf-16"), "UTF-16"),
        ("Port closed".encode("utf-16-be"), "UTF-16 without a byte order mark"),
        ("عطل في الميناء\n".encode("utf-16-le"), "UTF-16 without a byte order mark"),
        ("عطل في الميناء".encode("utf-32"), "UTF-32"),
        ("أعلنت السلطة عن عطل".encode("windows-1256"), "windows-1256"),
        ("أعلنت السلطة عن عطل".encode("iso8859-6"), "ISO 8859-6"),
        ("Un café fermé".encode("windows-1252"), "an 8-bit encoding such as windows-1252"),
        (b"text\n\x00\x01\x02more\x00\x00", "a binary file"),
    ],
)
def test_another_encoding_is_named(raw: bytes, encoding: str) -> None:
    with pytest.raises(ValueError, match=f"looks like {encoding}, expected UTF-8"):
        parse_article(raw, "a.txt")


def test_the_line_where_utf8_ends_is_named() -> None:
    with pytest.raises(ValueError, match=r"no UTF-8 in line 3 \(byte 9\)"):
        parse_article(b"one\ntwo\n\xff", "a.txt")


# --- sentences ------------------------------------------------------------------------------------


def around(text: str, words: str) -> str:
    """The sentences that the words touch."""
    start = text.index(words)
    first, last = sentence_at(text, start, start + len(words))
    return text[first:last]


@pytest.mark.parametrize(
    "text, words, sentence",
    [
        ("One here. Two here. Three.", "Two", "Two here."),
        ("One here. Two here. Three.", "One", "One here."),
        ("One here. Two here. Three", "Three", "Three"),
        ("One here. Two here. Three.", "here. Two", "One here. Two here."),
        ("It cost 2.5 million. More.", "cost", "It cost 2.5 million."),
        ("At 5.30 p.m.they left. More.", "left", "At 5.30 p.m.they left."),
        ("هل عاد؟ نعم عاد. انتهى", "عاد؟", "هل عاد؟"),
        ("هل عاد؟ نعم عاد. انتهى", "نعم", "نعم عاد."),
        ("کیا؟ ہاں۔ اور", "ہاں", "ہاں۔"),
        ("Stop! Now? Yes… Then", "Now", "Now?"),
        ("Stop! Now? Yes… Then", "Yes", "Yes…"),
        ("He said “go.” She went.", "go", "He said “go.”"),
        ("قال: «اذهب.» وذهبت.", "وذهبت", "وذهبت."),
        ("(One.) Two.", "Two", "Two."),
        ("  One.  Two.  ", "Two", "Two."),
        ("No end at all", "end", "No end at all"),
        ("What?! Really.", "Really", "Really."),
        ("One.\u00a0Two.", "Two", "Two."),
    ],
)
def test_the_sentence_around_some_words(text: str, words: str, sentence: str) -> None:
    assert around(text, words) == sentence


def test_words_that_end_with_the_stop_stay_in_their_sentence() -> None:
    assert around("One. Two. Three.", "Two.") == "Two."


@given(st.text("ab .!؟\u00a0\n”", max_size=30), st.data())
@FAST
def test_the_sentences_hold_the_words_and_end_at_no_white_space(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = sentence_at(text, start, end)
    assert 0 <= first <= start
    assert end <= last <= len(text)
    assert first == start or not text[first].isspace()
    assert last == end or not text[last - 1].isspace()


@pytest.mark.parametrize("row", [".", ".)", '.."'])
def test_a_row_of_stops_is_read_once(row: str) -> None:
    text = f"One. {row * 100_000}x Two. Three."
    began = time.process_time()
    assert sentence_at(text, 6, 7) == (5, len(text) - len(" Three."))
    assert time.process_time() - began < 5
