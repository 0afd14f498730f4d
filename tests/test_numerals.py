"""Which numbers a text states, which it may mean, and when two texts disagree."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hashiya.numerals import Numbers, disagreement, find_numbers, has, missing


def _numbers(*values: str) -> frozenset[Decimal]:
    return frozenset(Decimal(value) for value in values)


STATED = [
    # digits, in any script and with any separator
    ("en", "2,500 troops", ["2500"]),
    ("en", "2.5", ["2.5"]),
    ("en", "2\u00a0500 and 3\u202f000\u202f000", ["2500", "3000000"]),
    ("en", "2 500", ["2", "500"]),
    ("en", "130", ["130"]),
    ("en", "2026-03-17", ["2026", "3", "17"]),
    ("en", "17.03.2026", ["2026", "3", "17"]),
    ("en", "an F-16 and a 24-hour watch", ["16", "24"]),
    ("en", "50% or 50 per cent", ["50"]),
    ("ar", "٢٬٥٠٠ جندي", ["2500"]),
    ("ar", "٢٫٥", ["2.5"]),
    ("ar", "۲۵۰۰", ["2500"]),
    ("ar", "12،500", ["12500"]),
    ("ar", "2.500.000", ["2500000"]),
    ("ar", "2,5", ["2.5"]),
    ("ar", "خلال الـ12 شهراً و86 دولة", ["12", "86"]),
    ("fr", "2 500,5 et deux", ["2", "500.5"]),
    # digits with a scale
    ("en", "2.5 thousand", ["2500"]),
    ("en", "1.2 million", ["1200000"]),
    ("en", "$2.5bn", ["2500000000"]),
    ("ar", "2.5 ألف", ["2500"]),
    ("ar", "١٫٢ مليون", ["1200000"]),
    ("ar", "3 آلاف و500", ["3500"]),
    ("ar", "مليون و200 ألف", ["1200000"]),
    ("ar", "مئة وأحد عشر جندياً", ["111"]),
    ("ar", "ألف وأحد عشر، وواحد", ["1011"]),
    ("ar", "عام 2014 ألف جندي", ["2014", "1000"]),
    # English words
    ("en", "Twenty-five", ["25"]),
    ("en", "two hundred and fifty", ["250"]),
    ("en", "two hundred and fifty thousand and six", ["250006"]),
    ("en", "three million two hundred thousand and five", ["3200005"]),
    ("en", "twelve hundred", ["1200"]),
    ("en", "a thousand and one", ["1001"]),
    ("en", "a hundred thousand", ["100000"]),
    ("en", "four billion", ["4000000000"]),
    ("en", "a dozen, then two dozen", ["12", "24"]),
    ("en", "between one hundred and two hundred", ["100", "200"]),
    ("en", "between two thousand and five thousand", ["2000", "5000"]),
    ("en", "two, three", ["2", "3"]),
    # Arabic words
    ("ar", "ثلاث سفن وثلاثة زوارق", ["3"]),
    ("ar", "اثنتا عشرة سفينة", ["12"]),
    ("ar", "اثنا عشر واثني عشر", ["12"]),
    ("ar", "أحد عشر وإحدى عشرة", ["11"]),
    ("ar", "خمسة عشر ألفاً", ["15000"]),
    ("ar", "خمسة وعشرون", ["25"]),
    ("ar", "خمسة و عشرين", ["25"]),
    ("ar", "واحد وعشرون", ["21"]),
    ("ar", "ثلاثمئة وثلاثمائة وثلاث مئة", ["300"]),
    ("ar", "مئتان وعشرة", ["210"]),
    ("ar", "مائتي", ["200"]),
    ("ar", "ثلاثمائة وخمسون ألفاً", ["350000"]),
    ("ar", "خمسة آلاف وثلاثمئة واثنين وعشرين", ["5322"]),
    ("ar", "ثلاثة ملايين", ["3000000"]),
    ("ar", "ألفان وخمسمئة", ["2500"]),
    ("ar", "ألفين", ["2000"]),
    ("ar", "ألفي جندي", ["2000"]),
    ("ar", "ألفا جندي", ["2000"]),
    ("ar", "ألفاً", ["1000"]),
    ("ar", "مليونان", ["2000000"]),
    ("ar", "مئة ألف", ["100000"]),
    ("ar", "بثلاثة، والثلاثين، للخمسة", ["3", "30", "5"]),
    ("ar", "ثَلاثة", ["3"]),
    ("ar", "مسؤولين اثنين", ["2"]),
    ("ar", "بين ألف وألفين", ["1000", "2000"]),
    ("ar", "بين مئة وخمسين ومئتين", ["150", "200"]),
    ("ar", "بين خمسة وعشرين", ["5", "20"]),
    ("ar", "خمس سفن", ["5"]),
]


@pytest.mark.parametrize("lang, text, values", STATED)
def test_a_number_is_stated(lang: str, text: str, values: list[str]) -> None:
    assert find_numbers(text, lang).stated == _numbers(*values)


SILENT = [
    ("en", "hundreds of thousands; dozens; tens of thousands"),
    ("en", "several hundred, a few thousand"),
    ("en", "half, a quarter, per cent"),
    ("en", "One soldier was the first, the second and the 20th"),
    ("en", "twenty-first and two hundred and third"),
    ("en", "two-thirds of the camp"),
    ("en", "the 1990s"),
    ("en", "both, twice, a pair"),
    ("ar", "مئات الآلاف، عشرات، آلاف، ملايين"),
    ("ar", "بضعة آلاف"),
    ("ar", "ثلث القوات ونصفها وربعها"),
    ("ar", "ثلاثة أرباع القوات"),
    ("ar", "في المئة، بالمئة، في المائة، بالمائة"),
    ("ar", "يوم الاثنين"),
    ("ar", "الإثنين والأحد والثلاثاء والأربعاء والخميس"),
    ("ar", "جندي واحد، واحدة، أحد الجنود، إحدى السفن"),
    ("ar", "الثاني، الثالثة، أول، الثاني عشر، الحادي والعشرين"),
    ("ar", "خمس السكان"),
    ("ar", "لست أدري"),
    ("ar", "ألّف كتاباً"),
    ("ar", "بلغ العدد ألفا"),
    ("ar", "قاعدتي عين الأسد"),
    ("fr", "deux cents et trois"),
]


@pytest.mark.parametrize("lang, text", SILENT)
def test_no_number_is_stated(lang: str, text: str) -> None:
    assert find_numbers(text, lang).stated == frozenset()


OPTIONAL = [
    ("en", "one ship", "1"),
    ("en", "the 20th", "20"),
    ("en", "twenty-first", "21"),
    ("en", "half a million", "500000"),
    ("en", "two and a half years", "2.5"),
    ("en", "two and a half million", "2500000"),
    ("en", "hundred thousand", "100000"),
    ("ar", "واحدة", "1"),
    ("ar", "الثاني عشر", "12"),
    ("ar", "الحادي والعشرين", "21"),
    ("ar", "نصف مليون", "500000"),
    ("ar", "مليون ونصف المليون", "1500000"),
    ("ar", "ثلاث سنوات ونصف", "3.5"),
    ("ar", "عامين ونصف", "2.5"),
    ("ar", "السفن الخمس", "5"),
    ("ar", "بلغ العدد ألفا", "1000"),
    ("ar", "2.500 جندي", "2500"),
]


@pytest.mark.parametrize("lang, text, value", OPTIONAL)
def test_a_number_may_be_meant_and_is_not_demanded(lang: str, text: str, value: str) -> None:
    numbers = find_numbers(text, lang)
    assert Decimal(value) in numbers.optional
    assert Decimal(value) not in numbers.stated


@pytest.mark.parametrize(
    "text, expected",
    [
        ("خلال سنتين", True),
        ("قاعدتان", True),
        ("ومسؤولين", True),
        ("قاعدتي عين الأسد", True),
        ("قاعدتا الجو", True),
        ("في لبنان وإيران", False),
        ("الذين بين فلسطين", False),
        ("عشرين", False),
        ("ألفان", False),
        ("قاعدة عين الأسد", False),
        ("سفناً كثيرة", False),
    ],
)
def test_a_word_may_be_a_dual(text: str, expected: bool) -> None:
    assert find_numbers(text, "ar").dual is expected


def test_only_arabic_has_duals() -> None:
    assert not find_numbers("سنتين", "en").dual


AGREEING = [
    ("Twelve ships were waiting.", "كانت اثنتا عشرة سفينة تنتظر."),
    ("2,500 troops", "٢٬٥٠٠ جندي"),
    ("2,500 troops", "2.5 ألف جندي"),
    ("two years", "سنتين"),
    ("2 bases", "قاعدتان"),
    ("on 25 March", "في الخامس والعشرين من آذار"),
    ("the 2nd meeting", "الاجتماع"),
    ("one soldier", "جندي"),
    ("a soldier", "جندي واحد"),
    ("both sides", "الطرفان"),
    ("several hundred troops", "عدة مئات من القوات"),
    ("20 to 30 thousand", "20,000 إلى 30,000"),
    ("20,000 to 30,000", "بين 20 و30 ألفاً"),
    ("half a million", "500 ألف"),
    ("three and a half years", "ثلاث سنوات ونصف"),
    ("30 percent", "ثلاثين في المئة"),
    ("on Monday", "يوم الاثنين"),
    ("1,000", "بلغ العدد ألفا"),
    ("2,000 troops", "ألفا جندي"),
    ("1,200", "ألفا ومئتين"),
]


@pytest.mark.parametrize("en, ar", AGREEING)
def test_two_texts_agree(en: str, ar: str) -> None:
    assert disagreement(find_numbers(en, "en"), find_numbers(ar, "ar")) == frozenset()


DIFFERING = [
    ("130 ships", "30 سفينة", ["130", "30"]),
    ("2.5 years", "5 سنوات", ["2.5", "5"]),
    ("2,500 troops", "2,600 جندي", ["2500", "2600"]),
    ("three years", "سنتين", ["3"]),
    ("two years", "سنة", ["2"]),
    ("a soldier", "جنديان اثنان", ["2"]),
    ("fifteen", "خمسون", ["15", "50"]),
    ("25 March", "24 آذار", ["25", "24"]),
    ("2,000 troops", "ألف جندي", ["2000", "1000"]),
    ("30 thousand", "30 مليون", ["30000", "30000000"]),
    ("on 1 September", "في سبتمبر", ["1"]),
]


@pytest.mark.parametrize("en, ar, values", DIFFERING)
def test_two_texts_disagree(en: str, ar: str, values: list[str]) -> None:
    a, b = find_numbers(en, "en"), find_numbers(ar, "ar")
    assert disagreement(a, b) == disagreement(b, a) == _numbers(*values)


def test_a_number_has_no_idle_zeros() -> None:
    shown = sorted(str(value) for value in find_numbers("2.5 thousand, 2.50, 10", "en").stated)
    assert shown == ["10", "2.5", "2500"]


def test_missing_looks_one_way() -> None:
    wanted, offered = find_numbers("12 of 30", "en"), find_numbers("12 and 40", "en")
    assert missing(wanted, offered) == _numbers("30")
    assert missing(offered, wanted) == _numbers("40")


def test_a_text_has_what_it_states_or_may_mean_and_no_part_of_it() -> None:
    numbers = Numbers(_numbers("130"), _numbers("7"), dual=True)
    assert has(numbers, Decimal(130))
    assert has(numbers, Decimal("130.0"))
    assert has(numbers, Decimal(7))
    assert has(numbers, Decimal(2))
    assert not has(numbers, Decimal(30))
    assert not has(Numbers(frozenset(), frozenset(), dual=False), Decimal(2))


def test_a_bare_scale_at_the_beginning_of_a_text_ends() -> None:
    assert find_numbers("(hundred) hundred", "en").optional == _numbers("100")


def test_reading_never_fails_on_odd_text() -> None:
    for text in (
        "",
        "و",
        "و و 5",
        "١",
        "½ ² Ⅷ",
        "and and a half",
        "\u200f\u2068",
        "1.",
        ".5,",
        "İ 3",
    ):
        for lang in ("en", "ar", "fr"):
            find_numbers(text, lang)
