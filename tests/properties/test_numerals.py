"""A number is the same however it is written, and no text agrees with one that says another."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from hashiya.numerals import disagreement, find_numbers, has
from tests.properties.effort import effort
from tests.properties.texts import DIGITS, NEGATIONS, texts

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
ARABIC_ONES = "_ واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة".split()
ARABIC_TEENS = (
    *("عشرة", "أحد عشر", "اثنا عشر", "ثلاثة عشر", "أربعة عشر", "خمسة عشر", "ستة عشر"),
    *("سبعة عشر", "ثمانية عشر", "تسعة عشر"),
)
ARABIC_TENS = "_ عشرة عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون".split()
ARABIC_HUNDREDS = "_ مئة مئتان ثلاثمئة أربعمئة خمسمئة ستمئة سبعمئة ثمانمئة تسعمئة".split()


def english(n: int) -> str:
    """A number from 0 to 999,999,999 in English words."""
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10] + (f"-{ONES[n % 10]}" if n % 10 else "")
    for size, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= size:
            rest = n % size
            link = " and " if 0 < rest < 100 else " "
            return f"{english(n // size)} {name}" + (link + english(rest) if rest else "")
    raise AssertionError(n)


def arabic(n: int) -> str:
    """A number from 1 to 999,999,999 in Arabic words, as a newspaper has them."""
    parts = []
    millions, thousands, rest = n // 10**6, n // 1000 % 1000, n % 1000
    if millions:
        parts.append(_counted(millions, "مليون", "مليونان", "ملايين"))
    if thousands:
        parts.append(_counted(thousands, "ألف", "ألفان", "آلاف"))
    if rest:
        parts.append(_below_1000(rest))
    return " و".join(parts)


def _counted(n: int, one: str, two: str, few: str) -> str:
    if n <= 2:
        return one if n == 1 else two
    if n % 100 in (1, 2):  # "a hundred and two thousand": the thousand stands in its own words
        return f"{_below_1000(n)} {one}"
    return f"{_below_1000(n)} {few if 3 <= n % 100 <= 10 else one}"


def _below_1000(n: int) -> str:
    hundreds, rest = divmod(n, 100)
    parts = [ARABIC_HUNDREDS[hundreds]] if hundreds else []
    if rest and rest <= 10:
        parts.append(ARABIC_ONES[rest])
    elif rest and rest < 20:
        parts.append(ARABIC_TEENS[rest - 10])
    elif rest:
        tens, ones = divmod(rest, 10)
        parts += [ARABIC_ONES[ones], ARABIC_TENS[tens]] if ones else [ARABIC_TENS[tens]]
    return " و".join(parts)


def in_script(text: str, script: str) -> str:
    """The digits of a text in another script."""
    return text.translate(str.maketrans("0123456789", script))


whole = st.one_of(st.integers(2, 2_000), st.integers(2, 999_999), st.integers(2, 999_999_999))
scripts = st.sampled_from(DIGITS)


@given(whole, scripts, st.sampled_from((",", "٬", "\u00a0", "\u202f", "")))
@effort()
def test_digits_of_any_script_and_any_grouping_are_the_number(
    n: int, script: str, separator: str
) -> None:
    grouped = f"{n:,}".replace(",", separator)
    for lang in ("en", "ar", "fr"):
        found = find_numbers(f"x {in_script(grouped, script)} y", lang)
        assert found.stated == {Decimal(n)}


@given(st.integers(0, 9_999), st.integers(1, 99), scripts)
@effort(0.5)
def test_a_fraction_is_the_number(whole_part: int, hundredths: int, script: str) -> None:
    assume(hundredths % 10)
    for point in (".", "٫"):
        text = in_script(f"{whole_part}{point}{hundredths:02}", script)
        value = Decimal(f"{whole_part}.{hundredths:02}")
        for lang in ("en", "ar"):
            assert has(find_numbers(f"x {text} y", lang), value)


@given(whole)
@effort(2)
def test_english_words_are_the_number(n: int) -> None:
    assert find_numbers(f"about {english(n)} soldiers left", "en").stated == {Decimal(n)}


@given(whole)
@effort(2)
def test_arabic_words_are_the_number(n: int) -> None:
    found = find_numbers(f"غادر {arabic(n)} جندي", "ar")
    assert has(found, Decimal(n))
    assert found.stated <= {Decimal(n)}


@given(whole, whole)
@effort(2)
def test_two_languages_agree_on_a_number_and_on_no_other(n: int, other: int) -> None:
    said = find_numbers(f"غادر {arabic(n)} جندي", "ar")
    assert disagreement(said, find_numbers(f"{n:,} soldiers left", "en")) == frozenset()
    assert disagreement(said, find_numbers(f"{english(n)} soldiers left", "en")) == frozenset()
    if other != n:
        assert Decimal(other) in disagreement(said, find_numbers(f"{other} soldiers left", "en"))


@given(whole, st.integers(0, 8), st.integers(1, 9))
@effort()
def test_one_other_digit_is_another_number(n: int, place: int, by: int) -> None:
    digits = str(n)
    at = place % len(digits)
    changed = digits[:at] + str((int(digits[at]) + by) % 10) + digits[at + 1 :]
    for lang in ("en", "ar"):
        numbers = [find_numbers(f"x {each} y", lang) for each in (digits, changed)]
        assert int(changed) != n
        assert disagreement(*numbers) != frozenset()


@given(whole, st.sampled_from(NEGATIONS), st.sampled_from((("en", english), ("ar", arabic))))
@effort(0.5)
def test_a_negation_beside_a_number_changes_no_number(
    n: int, negation: str, language: tuple[str, object]
) -> None:
    lang, _ = language
    plain = find_numbers(f"x {n} y", lang)
    assert find_numbers(f"{negation} {n} y", lang).stated == plain.stated


@given(texts, texts)
@effort(2)
def test_every_text_has_its_numbers_and_agrees_with_itself(a: str, b: str) -> None:
    for lang in ("en", "ar", "fr"):
        numbers = find_numbers(a, lang)
        assert all(value.is_finite() and value >= 0 for value in numbers.stated)
        assert not numbers.stated & numbers.optional
        assert disagreement(numbers, numbers) == frozenset()
        other = find_numbers(b, lang)
        assert disagreement(numbers, other) == disagreement(other, numbers)
        assert disagreement(numbers, other) <= numbers.stated | other.stated
