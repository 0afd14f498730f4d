"""A paragraph's number counts the lines on which something can be seen, however lines end."""

from __future__ import annotations

import unicodedata

from hypothesis import assume, given
from hypothesis import strategies as st

from hashiya.articles import is_empty, parse_article, sentence_at
from hashiya.seeds import decode_utf8
from tests.properties.effort import effort
from tests.properties.texts import INVISIBLE, characters, texts

BOM = b"\xef\xbb\xbf"
EMPTY = "".join(INVISIBLE) + " \t\u00a0\u202f\u3000\u2003\u1680\x0b\x0c\u2028\u2029\u0085"

blank = st.text(EMPTY, max_size=4)
seen = st.builds(
    lambda left, middle, right: left + middle + right,
    blank,
    st.text(characters, min_size=1, max_size=12).filter(lambda text: not is_empty(text)),
    blank,
).filter(lambda line: "\n" not in line and "\0" not in line and not line.endswith("\r"))
lines = st.lists(st.one_of(blank, seen), min_size=1, max_size=8)
ends = st.sampled_from(("\n", "\r\n"))


@given(lines, st.lists(ends, min_size=8, max_size=8), st.booleans(), st.booleans())
@effort(2)
def test_numbers_count_the_lines_that_are_not_empty(
    written: list[str], line_ends: list[str], mark: bool, last: bool
) -> None:
    assume(mark or not written[0].startswith("\ufeff"))  # which would be the mark itself
    expected = [(n, line) for n, line in enumerate(written, 1) if _is_seen(line)]
    text = "".join(line + end for line, end in zip(written, line_ends, strict=False))
    raw = (BOM if mark else b"") + (text if last else text.rstrip("\r\n")).encode()
    try:
        article = parse_article(raw, "a.txt")
    except ValueError as error:
        assert str(error) == "an empty file, expected an article"  # noqa: PT017 (it may be read)
        assert expected == []
        return
    assert [(p.where.line, p.text) for p in article.paragraphs] == expected
    assert [p.n for p in article.paragraphs] == list(range(1, len(expected) + 1))


def _is_seen(line: str) -> bool:
    """Whether a line has more on it than spaces and characters without a form."""
    return any(not character.isspace() and character not in INVISIBLE for character in line)


@given(lines, blank, st.integers(0, 8))
@effort()
def test_an_empty_line_moves_no_number(written: list[str], line: str, at: int) -> None:
    """Nor does a line end of the other kind."""
    if not any(_is_seen(each) for each in written):
        return
    assume(not (written[0] + line).startswith("\ufeff") and not line.startswith("\ufeff"))
    before = parse_article("\n".join(written).encode(), "a.txt")
    after = parse_article("\r\n".join([*written[:at], line, *written[at:]]).encode(), "a.txt")
    assert [(p.n, p.text) for p in after.paragraphs] == [(p.n, p.text) for p in before.paragraphs]


@given(st.binary(max_size=40))
@effort(2)
def test_any_bytes_are_an_article_or_refused_in_words(raw: bytes) -> None:
    try:
        article = parse_article(raw, "a.txt")
    except ValueError as error:
        assert "expected" in str(error)  # noqa: PT017 (both ways are right, and each has its own)
        return
    assert decode_utf8(raw).encode() == raw.removeprefix(BOM)
    assert len(article.paragraphs) >= 1


@given(texts, st.sampled_from(("utf-16", "utf-16-le", "utf-32", "cp1256")))
@effort()
def test_no_other_encoding_is_taken_for_utf_8(text: str, encoding: str) -> None:
    wide = f"الميناء {text} port"
    raw = wide.encode(encoding, "ignore")
    try:
        decode_utf8(raw)
    except ValueError as error:
        assert "expected UTF-8" in str(error)  # noqa: PT017
        return
    raise AssertionError(f"{encoding} was read as UTF-8")


@given(texts, st.integers(0, 60), st.integers(0, 60))
@effort(2)
def test_a_sentence_holds_the_range_that_it_is_asked_for(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    first, last = sentence_at(text, start, end)
    assert 0 <= first <= start <= end <= last <= len(text)


def test_what_is_called_empty_here_is_empty_in_unicode() -> None:
    kinds = {unicodedata.category(c) for c in EMPTY}
    assert kinds == {"Cf", "Zs", "Zl", "Zp", "Cc"}
