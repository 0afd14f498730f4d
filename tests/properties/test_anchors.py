"""A quotation is found where its words stand, whole, and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import assume, given
from hypothesis import strategies as st

from hashiya.anchors import (
    Anchor,
    Miss,
    Span,
    cut_word,
    find_stretch,
    locate,
    split_quote,
    word_diff,
)
from hashiya.articles import Article, parse_article
from hashiya.fold import fold_text
from tests.properties.effort import effort
from tests.properties.texts import (
    DIGITS,
    FORMS,
    MARKS,
    NEGATIONS,
    NOTHING,
    PLAIN_WORDS,
    numbers,
    sprinkled,
    sprinklings,
    texts,
)

signs = st.sampled_from(("", "", "", "،", ".", "؟", ":", "»", ")", "%"))
words = st.builds(str.__add__, st.one_of(st.sampled_from(PLAIN_WORDS), numbers), signs)
negated_words = st.one_of(words, st.sampled_from(NEGATIONS))
paragraphs = st.lists(negated_words, min_size=1, max_size=9)
articles = st.lists(paragraphs, min_size=1, max_size=5)

Words = Sequence[Sequence[str]]


def article_of(written: Words) -> Article:
    """An article of these words, a paragraph a line."""
    lines = "\n".join(" ".join(paragraph) for paragraph in written)
    return parse_article(lines.encode(), "one.txt")


@st.composite
def cuts(draw: st.DrawFn, paragraph: Sequence[str]) -> list[str]:
    """Some words of a paragraph that follow each other."""
    start = draw(st.integers(0, len(paragraph) - 1))
    return list(paragraph[start : draw(st.integers(start + 1, len(paragraph)))])


@st.composite
def quotations(draw: st.DrawFn) -> tuple[list[list[str]], int, list[str]]:
    """An article, the number of a paragraph, and words of it."""
    written = draw(articles)
    n = draw(st.integers(1, len(written)))
    return written, n, draw(cuts(written[n - 1]))


def expect_sound(article: Article, first: int, last: int, quote: str, found: Anchor) -> None:
    """Spans in order, one a paragraph at least, that cut nothing and hold the words."""
    parts = split_quote(quote)
    assert len(found.spans) == len(parts)
    assert {span.n for span in found.spans} == set(range(first, last + 1))
    assert found.occurrences >= 1
    before = Span(0, 0, 0)
    for part, span in zip(parts, found.spans, strict=True):
        text = article.paragraphs[span.n - 1].text
        assert 0 <= span.start < span.end <= len(text)
        assert (before.n, before.end) <= (span.n, span.start)
        assert cut_word(text, span.start, span.end) is None
        assert fold_text(text[span.start : span.end]).strip() == fold_text(part).strip()
        assert not found.exact or text[span.start : span.end] == part
        before = span


@given(quotations())
@effort(2)
def test_words_of_a_paragraph_are_found_in_it(case: tuple[list[list[str]], int, list[str]]) -> None:
    written, n, quoted = case
    article, quote = article_of(written), " ".join(quoted)
    found = locate(article, n, n, quote)
    assert isinstance(found, Anchor)
    assert found.exact
    expect_sound(article, n, n, quote, found)


def respelled(text: str, choices: list[int]) -> str:
    """The same words by other forms of their letters and digits."""
    out = []
    for place, character in enumerate(text):
        choice = choices[place % len(choices)]
        scripts = ("".join(digits) for digits in zip(*DIGITS, strict=True))
        known = (*FORMS.values(), *scripts)
        forms = next((each for each in known if character in each), character)
        out.append(forms[choice % len(forms)])
    return "".join(out)


@given(quotations(), st.lists(st.integers(0, 9), min_size=1, max_size=9), sprinklings)
@effort(2)
def test_a_harmless_edit_of_the_quotation_hides_nothing(
    case: tuple[list[list[str]], int, list[str]],
    choices: list[int],
    places: list[tuple[int, str]],
) -> None:
    written, n, quoted = case
    article = article_of(written)
    quote = sprinkled(respelled(" ".join(quoted), choices), places)
    assume(quote.strip() == quote)
    found = locate(article, n, n, quote)
    assert isinstance(found, Anchor)
    expect_sound(article, n, n, quote, found)


@given(quotations(), st.lists(st.integers(0, 9), min_size=1, max_size=9), st.data())
@effort(2)
def test_a_harmless_edit_of_the_article_hides_nothing(
    case: tuple[list[list[str]], int, list[str]], choices: list[int], data: st.DataObject
) -> None:
    written, n, quoted = case
    edited = [[respelled(word, choices) for word in paragraph] for paragraph in written]
    marks = data.draw(st.text(NOTHING, min_size=1, max_size=3))
    edited = [[word[:1] + marks + word[1:] for word in paragraph] for paragraph in edited]
    article, quote = article_of(edited), " ".join(quoted)
    found = locate(article, n, n, quote)
    assert isinstance(found, Anchor)
    expect_sound(article, n, n, quote, found)


@given(articles, st.data())
@effort()
def test_spans_are_joined_in_order_over_every_paragraph_of_a_range(
    written: list[list[str]], data: st.DataObject
) -> None:
    first = data.draw(st.integers(1, len(written)))
    last = data.draw(st.integers(first, len(written)))
    spans: list[str] = []
    for paragraph in written[first - 1 : last]:
        middle = data.draw(st.integers(1, len(paragraph)))
        halves = [paragraph[:middle], paragraph[middle:]]
        both: bool = data.draw(st.booleans())
        chosen = halves if halves[1] and both else halves[:1]
        spans += (" ".join(half) for half in chosen)
    quote = data.draw(st.sampled_from((" […] ", " [...] ", "[…]"))).join(spans)
    article = article_of(written)
    found = locate(article, first, last, quote)
    assert isinstance(found, Anchor)
    expect_sound(article, first, last, quote, found)
    if last > first:
        short = " […] ".join(spans[:1])
        assert isinstance(locate(article, first, last, short), Miss)


@given(articles, st.text(max_size=20) | st.text(NOTHING + " .،«1٢", max_size=8), st.data())
@effort(2)
def test_whatever_is_found_is_sound(
    written: list[list[str]], made_up: str, data: st.DataObject
) -> None:
    article = article_of(written)
    n = data.draw(st.integers(1, len(written)))
    text = article.paragraphs[n - 1].text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for quote in (text[start:end], made_up, f"{text[start:end]} […] {made_up}"):
        found = locate(article, n, n, quote)
        if isinstance(found, Anchor):
            expect_sound(article, n, n, quote, found)
        else:
            assert found.reason != ""
            assert all(1 <= low <= high <= len(written) for low, high in found.elsewhere)


@given(quotations(), st.data())
@effort(2)
def test_a_quotation_with_another_digit_is_never_found_in_its_place(
    case: tuple[list[list[str]], int, list[str]], data: st.DataObject
) -> None:
    written, n, quoted = case
    number = data.draw(numbers)
    at = data.draw(st.integers(0, len(quoted)))
    quote = [*quoted[:at], number, *quoted[at:]]
    start = next(
        k for k in range(len(written[n - 1])) if written[n - 1][k:][: len(quoted)] == quoted
    )
    stands = [*written[n - 1]]
    stands[start : start + len(quoted)] = quote
    article = article_of([*written[: n - 1], stands, *written[n:]])
    assert isinstance(locate(article, n, n, " ".join(quote)), Anchor)
    digit = data.draw(st.integers(0, len(number) - 1))
    other = data.draw(st.sampled_from("0123456789").filter(lambda d: int(d) != int(number[digit])))
    changed = [*quoted[:at], number[:digit] + other + number[digit + 1 :], *quoted[at:]]
    # The article may say the other number too, by chance; then that is where it is found.
    assume(fold_text(" ".join(changed)) not in fold_text(article.paragraphs[n - 1].text))
    assert isinstance(locate(article, n, n, " ".join(changed)), Miss)


@given(quotations(), st.sampled_from(NEGATIONS), st.sampled_from(NEGATIONS), st.data())
@effort(2)
def test_a_quotation_with_a_negation_put_in_or_taken_out_is_never_found(
    case: tuple[list[list[str]], int, list[str]], negation: str, other: str, data: st.DataObject
) -> None:
    written, n, quoted = case
    assume(len(quoted) >= 2)
    at = data.draw(st.integers(1, len(quoted) - 1))
    denied = [*quoted[:at], negation, *quoted[at:]]
    article = article_of(written)
    folded = fold_text(article.paragraphs[n - 1].text)
    assume(fold_text(" ".join(denied)) not in folded)
    assert isinstance(locate(article, n, n, " ".join(denied)), Miss)
    only = article_of([denied])
    assert isinstance(locate(only, 1, 1, " ".join(denied)), Anchor)
    if fold_text(" ".join(quoted)) not in fold_text(" ".join(denied)):
        assert isinstance(locate(only, 1, 1, " ".join(quoted)), Miss)
    if other != negation:
        turned = " ".join([*quoted[:at], other, *quoted[at:]])
        assert isinstance(locate(only, 1, 1, turned), Miss)


@given(quotations(), st.data())
@effort()
def test_a_quotation_that_cuts_a_word_or_a_number_is_refused(
    case: tuple[list[list[str]], int, list[str]], data: st.DataObject
) -> None:
    written, _, quoted = case
    word = data.draw(st.one_of(st.sampled_from(PLAIN_WORDS), numbers).filter(lambda w: len(w) > 1))
    cut = data.draw(st.integers(1, len(word) - 1))
    article = article_of([[*quoted, word]])
    assert isinstance(locate(article, 1, 1, " ".join([*quoted, word])), Anchor)
    short = " ".join([*quoted, word[:cut]])
    assume(fold_text(short) not in fold_text(" ".join(quoted)))
    assert isinstance(locate(article, 1, 1, short), Miss)
    assert len(written) > 0


@given(paragraphs, st.data())
@effort()
def test_a_stretch_runs_from_the_first_words_to_the_last(
    paragraph: list[str], data: st.DataObject
) -> None:
    text = " ".join(paragraph)
    start = data.draw(st.integers(0, len(paragraph) - 1))
    end = data.draw(st.integers(start, len(paragraph) - 1))
    found = find_stretch(text, paragraph[start], paragraph[end])
    assert len(found) >= 1
    for stretch in found:
        assert stretch in text
        assert stretch.startswith(paragraph[start])
        assert stretch.endswith(paragraph[end])


def taken_apart(difference: str, sign: str) -> list[str]:
    """The words of a word diff without those that only the other side has; "…" where cut short."""
    other = {"-": ("{+", "+}"), "+": ("[-", "-]")}[sign]
    mine = {"-": ("[-", "-]"), "+": ("{+", "+}")}[sign]
    out, skipping = [], False
    for word in difference.split():
        skipping = skipping or word.startswith(other[0])
        if not skipping:
            out.append(word.removeprefix(mine[0]).removesuffix(mine[1]))
        skipping = skipping and not word.endswith(other[1])
    return out


plain = st.lists(st.sampled_from(PLAIN_WORDS), max_size=8)


@given(plain, plain)
@effort()
def test_a_word_diff_has_the_words_of_both_sides(old: list[str], new: list[str]) -> None:
    difference = word_diff(" ".join(old), " ".join(new))
    assert ("[-" in difference or "{+" in difference) == (
        [fold_text(w) for w in old] != [fold_text(w) for w in new]
    )
    assert taken_apart(difference, "-") == old
    folded = [fold_text(word) for word in taken_apart(difference, "+")]
    assert folded == [fold_text(word) for word in new]


@given(texts, texts)
@effort(2)
def test_any_text_is_located_or_refused_in_words(text: str, quote: str) -> None:
    try:
        article = parse_article(text.encode(), "one.txt")
    except ValueError:
        return
    found = locate(article, 1, 1, quote)
    if isinstance(found, Anchor):
        expect_sound(article, 1, 1, quote, found)
    else:
        assert found.reason != ""
    assert isinstance(
        locate(article, len(article.paragraphs), len(article.paragraphs) + 1, quote), Miss
    )


def test_the_marks_that_are_put_in_are_marks() -> None:
    assert all(fold_text(f"ا{mark}ب") == "اب" for mark in MARKS)
