"""Folding levels what the specification names, and never a digit, a negation or another letter."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from hypothesis import assume, given
from hypothesis import strategies as st

from hashiya.fold import fold, fold_text
from tests.properties.effort import effort
from tests.properties.texts import (
    DIGITS,
    FORMS,
    LETTERS,
    NEGATIONS,
    NOTHING,
    arabic_words,
    is_safe_for_nfkc,
    numbers,
    plain_words,
    sprinkled,
    sprinklings,
    texts,
)

CLASS = {form: letter for letter, forms in FORMS.items() for form in forms}
"""Each spelling to its letter, written out here once more: the test must not ask the program."""


def same_letters(a: str, b: str) -> bool:
    """Whether two words of plain Arabic letters are one by the classes of the specification."""
    return [CLASS.get(c, c) for c in a] == [CLASS.get(c, c) for c in b]


phrases = st.lists(st.one_of(plain_words, numbers, st.sampled_from(NEGATIONS)), max_size=6)


@given(texts)
@effort(3)
def test_folding_again_changes_nothing_and_both_ways_are_one(text: str) -> None:
    folded = fold(text)
    assert folded.text == fold_text(text)
    assert fold_text(folded.text) == folded.text
    assert fold(folded.text).text == folded.text


@given(texts, st.data())
@effort(3)
def test_every_range_leads_back_to_words_that_fold_to_it(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    assert len(folded.starts) == len(folded.ends) == len(folded.text)
    assert list(folded.starts) == sorted(folded.starts)
    assert list(folded.ends) == sorted(folded.ends)
    assume(folded.text)
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    first, last = folded.original(start, end)
    assert 0 <= first < last <= len(text)
    # A separator is one between digits only, so that at a border it stays what it was.
    back = fold_text(text[first:last]).replace("٫", ".").replace("٬", ",")
    assert folded.text[start:end].replace("٫", ".").replace("٬", ",") in back


@given(texts, texts, st.sampled_from(" \n\u00a0"))
@effort(2)
def test_what_white_space_parts_folds_apart(a: str, b: str, space: str) -> None:
    assume(not b or unicodedata.combining(b[0]) == 0)
    apart = re.sub(" +", " ", f"{fold_text(a)} {fold_text(b)}")
    assume(fold_text(b) == fold_text(f" {b}")[1:])
    assert fold_text(a + space + b) == apart


@given(texts)
@effort(3)
def test_the_digits_are_the_same_in_the_same_order(text: str) -> None:
    before = [unicodedata.decimal(c) for c in text if c.isdecimal()]
    after = [unicodedata.decimal(c) for c in fold_text(text) if c.isdecimal()]
    assert after == before


@given(texts)
@effort(2)
def test_no_number_in_one_character_becomes_another(text: str) -> None:
    """Fractions, superscripts and circled digits stay; Roman ones may become letters."""

    def values(of: str) -> list[float]:
        return [unicodedata.numeric(c) for c in of if unicodedata.category(c) in ("No", "Nd")]

    assume(is_safe_for_nfkc(text) or all(len(unicodedata.normalize("NFKC", c)) == 1 for c in text))
    kept = [c for c in text if unicodedata.category(c) == "No" and not is_safe_for_nfkc(c)]
    assert Counter(kept) <= Counter(fold_text(text))
    assert values("".join(kept)) == [unicodedata.numeric(c) for c in fold_text(text) if c in kept]


@given(st.lists(numbers, min_size=1, max_size=4), st.lists(numbers, min_size=1, max_size=4))
@effort()
def test_texts_with_other_numbers_are_never_the_same(a: list[str], b: list[str]) -> None:
    values = [[int(number) for number in each] for each in (a, b)]
    left, right = (fold_text(" سفن ".join(each)) for each in (a, b))
    assert (left == right) == (values[0] == values[1])


@given(st.sampled_from("-−–+±.,٫٬%٪‰/:"), numbers)
@effort(0.5)
def test_a_sign_before_or_in_a_number_never_falls_away(sign: str, number: str) -> None:
    assert fold_text(sign + number) != fold_text(number)
    assert fold_text(f"1{sign}{number}") != fold_text(f"1{number}")


def negations(text: str) -> Counter[str]:
    """The negations among the words of a folded text."""
    known = {fold_text(word) for word in NEGATIONS}
    return Counter(word for word in text.split() if word in known)


@given(phrases, st.integers(0, 6), st.sampled_from(NEGATIONS), sprinklings, sprinklings)
@effort(2)
def test_a_negation_put_in_is_never_folded_away(
    words: list[str],
    at: int,
    negation: str,
    here: list[tuple[int, str]],
    there: list[tuple[int, str]],
) -> None:
    denied = [*words[:at], negation, *words[at:]]
    plain, other = (
        fold_text(sprinkled(" ".join(each), places))
        for each, places in ((words, here), (denied, there))
    )
    assert plain != other
    assert negations(other) == negations(plain) + Counter([fold_text(negation)])


@given(phrases, st.sampled_from(NEGATIONS), st.sampled_from(NEGATIONS), sprinklings)
@effort()
def test_a_negation_never_becomes_another(
    words: list[str], one: str, other: str, places: list[tuple[int, str]]
) -> None:
    a, b = (sprinkled(" ".join([*words, each, *words]), places) for each in (one, other))
    assert (fold_text(a) == fold_text(b)) == (one == other)


@given(
    st.lists(st.one_of(arabic_words, numbers, st.sampled_from(NEGATIONS)), max_size=6), sprinklings
)
@effort(3)
def test_marks_tatweel_and_invisible_characters_change_nothing(
    words: list[str], places: list[tuple[int, str]]
) -> None:
    text = " ".join(words)
    assert fold_text(sprinkled(text, places)) == fold_text(text)


@given(texts)
@effort(3)
def test_every_normal_form_folds_alike(text: str) -> None:
    assert fold_text(unicodedata.normalize("NFC", text)) == fold_text(text)
    assert fold_text(unicodedata.normalize("NFD", text)) == fold_text(text)
    if is_safe_for_nfkc(text):
        assert fold_text(unicodedata.normalize("NFKC", text)) == fold_text(text)
        assert fold_text(unicodedata.normalize("NFKD", text)) == fold_text(text)


@given(
    st.text(LETTERS + "".join(FORMS.values()), min_size=1, max_size=5),
    st.text(LETTERS + "".join(FORMS.values()), min_size=1, max_size=5),
)
@effort()
def test_other_words_stay_other_words(a: str, b: str) -> None:
    assert (fold_text(a) == fold_text(b)) == same_letters(a, b)


@given(st.text(LETTERS, min_size=1, max_size=6), st.integers(0, 5), st.sampled_from(LETTERS))
@effort(2)
def test_one_other_letter_is_another_word(word: str, at: int, letter: str) -> None:
    at %= len(word)
    other = word[:at] + letter + word[at + 1 :]
    assert (fold_text(other) == fold_text(word)) == (other == word)
    assert fold_text(word[:at] + letter + word[at:]) != fold_text(word)


def test_every_spelling_of_a_class_is_its_letter_and_no_other() -> None:
    for letter, forms in FORMS.items():
        assert {fold_text(form) for form in forms} == {letter}
    assert len({fold_text(letter) for letter in LETTERS}) == len(LETTERS)


QUOTES = {**dict.fromkeys("“”„‟«»″〝〞", '"'), **dict.fromkeys("‘’‚‛‹›′`´", "'")}
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u2e3a\u2e3b"


def specified(character: str) -> str:
    """What the specification makes of one character, rule by rule and without haste."""
    if character in QUOTES:
        return QUOTES[character]
    if character in DASHES:
        return "-"
    if character in CLASS:
        return CLASS[character]
    if character.isspace():
        return " "
    composed = unicodedata.normalize("NFKC", character)
    if any(c.isdecimal() for c in composed) and not character.isdecimal():
        return character
    kept = [c for c in composed if c not in NOTHING and c not in QURANIC]
    return re.sub(" +", " ", "".join(one_letter(c) for c in kept))


QURANIC = {
    chr(code)
    for first, last in ((0x653, 0x655), (0x6D6, 0x6DC), (0x6DF, 0x6E8), (0x6EA, 0x6ED))
    for code in range(first, last + 1)
} | {chr(code) for code in (*range(0x8CA, 0x8E2), *range(0x8E3, 0x900))}


def one_letter(character: str) -> str:
    """A character without a compatibility form, by the classes."""
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if character.isspace():
        return " "
    if character == "٪":
        return "%"
    return {**QUOTES, **dict.fromkeys(DASHES, "-")}.get(character, CLASS.get(character, character))


def test_every_character_of_unicode_folds_as_the_specification_says() -> None:
    wrong = [
        f"U+{code:04X} {fold_text(chr(code))!r}, expected {specified(chr(code))!r}"
        for code in range(0x110000)
        if not 0xD800 <= code < 0xE000
        if unicodedata.category(chr(code)) not in ("Cn", "Co")
        if fold_text(chr(code)) != specified(chr(code))
    ]
    assert wrong == []


def test_there_are_digits_of_three_scripts_to_try() -> None:
    assert [fold_text(digits) for digits in DIGITS] == ["0123456789"] * 3
