"""Folding makes spellings of one text the same, and keeps everything else apart."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hashiya.fold import (
    direction_faults,
    fold,
    fold_text,
    query_tokens,
    search_tokens,
    without_direction,
)

SAME = {
    "tashkeel": ("قَاعِدَةٌ", "قاعدة"),
    "tanwin and shadda": ("مُحمَّدٌ", "محمد"),
    "superscript alef": ("هٰذا", "هذا"),
    "Quranic marks": ("قالۖ", "قال"),
    "tatweel": ("الـــميناء", "الميناء"),
    "tatweel and marks together": ("مـَـيناء", "ميناء"),
    "alef with hamza above": ("أعلن", "اعلن"),
    "alef with hamza below": ("إعلان", "اعلان"),
    "alef with madda": ("آذار", "اذار"),
    "alef wasla": ("ٱلميناء", "الميناء"),
    "hamza on waw and on its own": ("مسؤول", "مسءول"),
    "hamza on ya and on waw": ("مسئول", "مسؤول"),
    "decomposed hamza": ("ا\u0654علن", "أعلن"),
    "decomposed hamza on waw": ("مسو\u0654ول", "مسؤول"),
    "decomposed hamza on alef maqsura": ("مسى\u0654ول", "مسئول"),
    "decomposed hamza on the Persian ya": ("مسی\u0654ول", "مسئول"),
    "a mark between alef and hamza": ("ا\u064e\u0654علن", "أعلن"),
    "alef maqsura": ("على", "علي"),
    "ta marbuta": ("قاعدة", "قاعده"),
    "Persian ya": ("دبی", "دبي"),
    "Persian kaf": ("ترکيا", "تركيا"),
    "heh goal": ("قاعدہ", "قاعده"),
    "presentation forms": ("ﺍﻟﻤﻴﻨﺎﺀ", "الميناء"),
    "the ligature lam alef": ("ﻻ", "لا"),
    "Arabic-Indic digits": ("١٢٣٤٥٦٧٨٩٠", "1234567890"),
    "Persian digits": ("۱۲۳۴۵۶۷۸۹۰", "1234567890"),
    "Devanagari digits": ("१२", "12"),
    "full-width letters and digits": ("Ａ１２", "A12"),
    "Arabic decimal separator": ("٢٫٥", "2.5"),
    "Arabic thousands separator": ("٢٬٥٠٠", "2,500"),
    "Arabic per cent": ("٥٠٪", "50%"),
    "quotation marks": ("«الميناء» “port” „x‟", '"الميناء" "port" "x"'),
    "single quotation marks": ("don’t ‘x’ ‹y›", "don't 'x' 'y'"),
    "double primes": ("″port″ 〝x〞", '"port" "x"'),
    "an acute accent for a quotation mark": ("`x´", "'x'"),
    "high hamza letters": ("ٵعلن مسٶول مسٸول", "أعلن مسؤول مسئول"),
    "dashes": ("2–3 — 4 ‐ 5 − 6", "2-3 - 4 - 5 - 6"),
    "no-break space": ("12\u00a0ships", "12 ships"),
    "narrow no-break space": ("12\u202fships", "12 ships"),
    "runs of white space": ("12 \t\u2003 ships", "12 ships"),
    "zero-width characters": ("الم\u200cيناء\u200b", "الميناء"),
    "direction marks": ("\u200f12\u200e ships\u202e\u202c", "12 ships"),
    "direction isolates": ("\u206812\u2069 ships", "12 ships"),
    "soft hyphen": ("har\u00adbour", "harbour"),
    "a byte order mark inside": ("ships\ufeff", "ships"),
    "the dots of an ellipsis": ("…", "..."),
    "composed and decomposed Latin": ("cafe\u0301", "café"),
}
APART = {
    "digits": ("12", "13"),
    "digits of other scripts": ("١٢", "١٣"),
    "a superscript and a digit": ("10²", "102"),
    "a circled digit and a digit": ("①", "1"),
    "a fraction and its digits": ("½", "1/2"),
    "a number and a longer one": ("30", "130"),
    "a decimal point and none": ("2.5", "25"),
    "an Arabic decimal separator and none": ("٢٫٥", "٢٥"),
    "a minus and none": ("-5", "5"),
    "per cent and per mille": ("5%", "5‰"),
    "a negation and none": ("لم يعلن", "يعلن"),
    "the negations لا and لم": ("لا", "لم"),
    "no and now": ("no", "now"),
    "a proclitic and none": ("والميناء", "الميناء"),
    "the article and none": ("الميناء", "ميناء"),
    "ح and خ": ("حبر", "خبر"),
    "ز and ر": ("زهر", "رهر"),
    "ض and ظ": ("ضل", "ظل"),
    "ت and ة": ("مدت", "مدة"),
    "و and ؤ": ("رو", "رؤ"),
    "ي and ئ": ("سيل", "سئل"),
    "ء and nothing": ("ماء", "ما"),
    "ه and ح": ("هم", "حم"),
    "letter case": ("Port", "port"),
    "a comma and a full stop": ("a, b", "a. b"),
    "a question and a statement": ("هل؟", "هل"),
    "the full stop ۔ and a dash": ("۔", "-"),
    "a space and none": ("to day", "today"),
    "an accent and none": ("resumé", "resume"),
    "Latin a and Cyrillic а": ("a", "а"),
    "a diaeresis and none": ("für", "fur"),
    "an Arabic comma and a comma": ("،", ","),
    "a thousands separator outside numbers": ("ا٬ب", "ا,ب"),
    "a Hebrew letter with and without its dot": ("שׁ", "ש"),
    "Hindi letters with and without nukta": ("ड़", "ड"),
}

ODD = st.sampled_from(
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآٱؤئىةکیہٸٵ"
    "ًٌٍَُِّْٰٕٔٓۖۗۥࣰ۪ۭـ"
    "٠١٢٣٤٥٦٧٨٩۰۱۲09½²①٫٬٪.,%-–—−«»“”‘’\"'،؛؟!۔…"
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2066\u2069\ufeff\u00ad\u061c"
    " \u00a0\t\u2003\u3000\u0301\u0308\u0327\u093c\u09be\u1161\uac00ﻻﷲﷺﬁAaZé각가ᄀ\U00010a0a"
)
TEXTS = st.one_of(st.text(ODD, max_size=40), st.text(max_size=40))
FAST = settings(max_examples=300, deadline=None, derandomize=True, database=None)


@pytest.mark.parametrize("pair", SAME.values(), ids=SAME.keys())
def test_spellings_of_one_text_are_the_same(pair: tuple[str, str]) -> None:
    assert fold_text(pair[0]) == fold_text(pair[1])


@pytest.mark.parametrize("pair", APART.values(), ids=APART.keys())
def test_different_texts_stay_different(pair: tuple[str, str]) -> None:
    assert fold_text(pair[0]) != fold_text(pair[1])


def test_white_space_at_the_ends_stays_as_one_space() -> None:
    assert fold_text(" \t a  b \u00a0") == " a b "


def test_an_empty_text_folds_to_an_empty_text() -> None:
    assert fold_text("") == fold("").text == ""
    assert fold("\u200b\u200f").text == ""


def test_the_map_leads_back_through_everything_that_fell_away() -> None:
    text = "قا\u064eلـــ\u200f «٢٬٥٠٠»"
    folded = fold(text)
    assert folded.text == 'قال "2,500"'
    at = folded.text.index("2,500")
    start, end = folded.original(at, at + 5)
    assert text[start:end] == "٢٬٥٠٠"
    start, end = folded.original(0, 3)
    assert text[start:end] == "قا\u064eلـــ\u200f"


def test_a_ligature_is_one_place_for_all_its_letters() -> None:
    folded = fold("aﻻb")
    assert folded.text == "aلاb"
    assert folded.original(1, 2) == folded.original(2, 3) == (1, 2)


@pytest.mark.parametrize("marks", ["\u064b\u0651", "\u0301\u0327", "\u1161", "\u0654"], ids=ascii)
def test_a_letter_with_a_hundred_thousand_marks_takes_no_time(marks: str) -> None:
    text = "ا" + marks * 100_000
    began = time.process_time()
    folded = fold(text)
    assert folded.text == fold_text(text)
    assert folded.starts[0] == 0
    assert time.process_time() - began < 10


def test_a_run_of_white_space_is_one_place() -> None:
    assert fold("a \u00a0\t b").original(1, 2) == (1, 5)


@given(TEXTS)
@FAST
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold_text(text)
    assert fold_text(once) == once


@given(TEXTS)
@FAST
def test_the_fast_way_and_the_way_with_a_map_give_the_same(text: str) -> None:
    assert fold_text(text) == fold(text).text


@given(TEXTS)
@FAST
def test_the_map_is_in_order_and_inside_the_text(text: str) -> None:
    folded = fold(text)
    assert len(folded.starts) == len(folded.ends) == len(folded.text)
    for k in range(len(folded.text)):
        assert 0 <= folded.starts[k] < folded.ends[k] <= len(text)
        assert k == 0 or folded.starts[k - 1] <= folded.starts[k]
        assert k == 0 or folded.ends[k - 1] <= folded.ends[k]


@given(TEXTS)
@FAST
def test_what_the_map_leads_back_to_folds_to_the_same(text: str) -> None:
    folded = fold(text)
    for k, character in enumerate(folded.text):
        assert character in fold_text(text[folded.starts[k] : folded.ends[k]]) or character in ".,"


@given(TEXTS)
@FAST
def test_composed_and_decomposed_fold_alike(text: str) -> None:
    assert fold_text(unicodedata.normalize("NFC", text)) == fold_text(
        unicodedata.normalize("NFD", text)
    )


@given(st.text("0123456789", min_size=1, max_size=9), st.text("0123456789", min_size=1, max_size=9))
@FAST
def test_numbers_are_the_same_only_when_they_are(a: str, b: str) -> None:
    indic = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    assert (fold_text(a.translate(indic)) == fold_text(b)) == (a == b)


@given(TEXTS, TEXTS)
@FAST
def test_folding_pieces_cut_at_a_space_is_folding_the_whole(a: str, b: str) -> None:
    joined = fold_text(f"{a}. {b}")
    assert joined.startswith(fold_text(f"{a}."))
    assert joined.replace(" ", "").endswith(fold_text(f"x {b}")[1:].replace(" ", ""))


# --- directions -----------------------------------------------------------------------------------


def test_direction_controls_are_taken_out_of_what_is_shown() -> None:
    assert without_direction("a\u202eb\u202c \u2067c\u2069\u200f") == "ab c\u200f"


@pytest.mark.parametrize(
    "text, faults",
    [
        ("plain", ()),
        ("a \u2067b\u2069 c", ()),
        ("\u2067\u2068b\u2069\u2069", ()),
        ("\u200f marks are no controls \u200e\u061c", ()),
        ("\u202a", ("U+202A",)),
        ("\u202e12\u202c", ("U+202E", "U+202C")),
        ("\u2067b", ("U+2067 that nothing closes",)),
        ("b\u2069", ("U+2069 that closes nothing",)),
        ("\u2069\u2067", ("U+2069 that closes nothing", "U+2067 that nothing closes")),
    ],
)
def test_direction_faults_are_named(text: str, faults: tuple[str, ...]) -> None:
    assert direction_faults(text) == faults


# --- search ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query, text",
    [
        ("التحالف", "قال تحالف دولي"),
        ("تحالف", "أعلن التحالف"),
        ("تحالف", "والتحالف"),
        ("الاسد", "عين الأسد"),
        ("قاعده", "قاعدة جوية"),
        ("قاعدة", "للقاعدة"),
        ("withdrawal", "Withdrawal began"),
        ("AIN", "Ain al-Asad"),
        ("٢٥", "in 25 days"),
    ],
)
def test_a_query_finds_the_word_in_other_forms(query: str, text: str) -> None:
    assert set(query_tokens(query)) <= set(search_tokens(text))


@pytest.mark.parametrize("query, text", [("سد", "الأسد"), ("12", "120"), ("قاعد", "قاعدة")])
def test_a_query_does_not_find_a_part_of_a_word(query: str, text: str) -> None:
    assert not set(query_tokens(query)) <= set(search_tokens(text))
