"""Words and texts to try properties on: Arabic as it is written, and all that Unicode has."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

LETTERS = "ءابتثجحخدذرزسشصضطظعغفقكلمنهوي"
"""The letters that fold to themselves."""
FORMS = {
    "ا": "اأإآٱٲٳٵ",
    "ء": "ءؤئٶٸ",
    "ي": "يىی",
    "ه": "هةہەۃۀ",
    "ك": "كک",
}
"""The classes of the specification: each letter with the spellings that are taken for it."""

MARKS = "".join(
    chr(code)
    for first, last in ((0x610, 0x61A), (0x64B, 0x652), (0x656, 0x65F), (0x670, 0x670))
    for code in range(first, last + 1)
)
"""Marks that fall away and make no other letter of the one before, as a hamza (U+0654) does."""
INVISIBLE = (
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
TATWEEL = "\u0640"
NOTHING = MARKS + INVISIBLE + TATWEEL
"""What may stand anywhere in an Arabic text without being there after folding."""

NEGATIONS = (
    *("لا", "لم", "لن", "ليس", "ليست", "غير", "دون", "ما", "بدون", "بلا", "عدم"),
    *("not", "no", "never", "nor", "neither", "without", "none", "cannot"),
)
DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")

PLAIN_WORDS = (
    *("الميناء", "سفينة", "تنتظر", "خارج", "الحوض", "قال", "مسؤول", "إن", "العراق", "قاعدة"),
    *("الأمن", "على", "ماء", "لأن", "لمن", "اليسار", "غيره", "دونه", "عدمي", "بلاد", "لان"),
    *("ships", "wait", "outside", "the", "basin", "official", "said", "now", "note", "another"),
)
"""Words without a number or a negation in them; some look like one."""

arabic_words = st.text(LETTERS, min_size=1, max_size=6)
plain_words = st.one_of(
    st.sampled_from(PLAIN_WORDS), arabic_words.filter(lambda word: word not in NEGATIONS)
)
numbers = st.builds(
    lambda n, script: "".join(DIGITS[script][int(digit)] for digit in str(n)),
    st.integers(0, 99_999),
    st.integers(0, 2),
)

characters = st.characters(categories=None, exclude_categories=["Cs"])
arabic_characters = st.sampled_from(
    LETTERS + "".join(FORMS.values()) + NOTHING + "".join(DIGITS) + " \u00a0\t.,،؛؟!«»\"'“”-–٫٬٪ﻻﷲﷺ"
)
odd_characters = st.sampled_from(
    "½²①⑴㋀Ⅻﬁ𝟘𝟎０Ａéüñ\u0301\u0308\u0327\u0345\u0654\u0655\u0653\u093c\u09be\u09c7\u1161\u11a8가각ᄀ"
    "\u0344\u0f73\u034f\u0360\ufe0f\u20e3´″‴⁗…‼\u2024\u2025\u1fbd\u1fef\u2002\u202f\u3000\u1680"
    "\U0001f1f8\U0001d15e\u212b\u2126\u1e9e\u0130\u01c4\u3300\u33ff\u32c0\uff9e\u3099か゚"
)
texts = st.one_of(
    st.text(arabic_characters, max_size=30),
    st.text(st.one_of(arabic_characters, odd_characters), max_size=30),
    st.text(characters, max_size=30),
)


sprinklings = st.lists(st.tuples(st.integers(0, 60), st.sampled_from(NOTHING)), max_size=8)
"""Characters that fall away, and where they are put."""


def sprinkled(text: str, places: list[tuple[int, str]]) -> str:
    """`text` with characters put in at places (any number, taken modulo its length)."""
    for place, put in places:
        at = place % (len(text) + 1)
        text = text[:at] + put + text[at:]
    return text


def is_safe_for_nfkc(text: str) -> bool:
    """Whether NFKC makes no digit of a character that is none, as it does of ² and ½.

    Nor takes apart a character that the specification folds as it is.
    """
    return not set(text) & set("´″ٵٶٸ") and not any(
        any(c.isdecimal() for c in unicodedata.normalize("NFKC", character))
        and not character.isdecimal()
        for character in text
    )
