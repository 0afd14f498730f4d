"""Numbers in running text, in digits or in words, so that two languages can be compared.

Digits are read in any text; number words in English and Arabic. A phrase is one number however it
is written: `2.5 ألف`, `two thousand five hundred`, `ألفان وخمسمئة` and `2,500` are all 2500. What
can't be read for sure never accuses: it is only kept as a number that the text may have meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from hashiya.fold import fold


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of one text.

    `stated` are demanded of a translation. `optional` may stand for what it states and are never
    demanded: ordinals, a bare "one", words that have a second meaning. `dual` is whether a word
    may be an Arabic dual, which says two without a number word; the form is ambiguous by nature
    (`مسؤولين` is two officials or many), so it answers a 2 and never demands one.
    """

    stated: frozenset[Decimal]
    optional: frozenset[Decimal]
    dual: bool


def find_numbers(text: str, lang: str) -> Numbers:
    """The numbers of `text`; number words are read where `lang` is `en` or `ar`."""
    words = _words(text, lang)
    found = _relate_ranges(_read(words, lang), words)
    stated = {_shortest(n.value) for n in found if n.stated and n.value is not None}
    optional = {_shortest(n.value) for n in found if not n.stated and n.value is not None}
    optional.update(_shortest(value) for n in found for value in n.also)
    taken = {at for n in found for at in range(n.start, n.end)}
    dual = lang == "ar" and any(
        _may_be_dual(words, at) for at in range(len(words)) if at not in taken
    )
    return Numbers(frozenset(stated), frozenset(optional - stated), dual)


def _shortest(value: Decimal) -> Decimal:
    """The value without zeros that say nothing, for messages: 2500 for 2.5 thousand, not 2500.0."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def has(numbers: Numbers, value: Decimal) -> bool:
    """Whether the text says `value`, or may say it."""
    return value in numbers.stated or value in numbers.optional or (value == 2 and numbers.dual)


def missing(wanted: Numbers, offered: Numbers) -> frozenset[Decimal]:
    """What `wanted` states and `offered` neither states nor may mean."""
    return frozenset(value for value in wanted.stated if not has(offered, value))


def disagreement(a: Numbers, b: Numbers) -> frozenset[Decimal]:
    """What either of two texts states and the other neither states nor may mean."""
    return missing(a, b) | missing(b, a)


# --- Words and digits ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Word:
    """A folded word or a number in digits.

    `gap` is what stands between it and the word before; `written` is it before folding; `other`
    is a second reading of digits; `joined` is whether a `و` of its own stood before digits.
    """

    text: str
    gap: str
    written: str
    value: Decimal | None = None
    other: Decimal | None = None
    joined: bool = False


_NOTHING = _Word("", "\n", "")
_SPACED_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)")
_ARABIC_COMMA_GROUPS = re.compile(r"(?<![\d.,،])\d{1,3}(?:،\d{3})+(?![\d،])")
_PERCENT = re.compile(r"\b(و?)(?:في |ب)ال(?:مءه|ماءه|ميه)\b")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*")


def _words(text: str, lang: str) -> tuple[_Word, ...]:
    whole = _SPACED_GROUPS.sub(lambda group: re.sub(r"\s", "", group[0]), text)
    whole = _ARABIC_COMMA_GROUPS.sub(lambda group: group[0].replace("،", ""), whole)
    folded = fold(whole)
    # A percentage is no hundred. Blanked out at its length, so that the map to the text holds.
    plain = _PERCENT.sub(lambda phrase: "%" * len(phrase[0]), folded.text)
    words: list[_Word] = []
    end = 0
    for token in _TOKEN.finditer(plain):
        gap, end = plain[end : token.start()], token.end()
        first, last = folded.original(token.start(), token.end())
        word = _Word(token[0].lower(), gap, whole[first:last])
        words.extend(_digits(word, lang) if token[0][0].isdecimal() else (word,))
    return _with_joins(words) if lang == "ar" else tuple(words)


def _digits(word: _Word, lang: str) -> tuple[_Word, ...]:
    """The number that digits and separators make; several where they make no single one."""
    text = word.text
    if re.fullmatch(r"\d+|\d{1,3}(?:,\d{3})+(?:\.\d+)?", text):
        return (replace(word, value=Decimal(text.replace(",", ""))),)
    if lang != "en" and re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?", text):
        return (replace(word, value=Decimal(text.replace(".", "").replace(",", "."))),)
    if re.fullmatch(r"\d+\.\d+", text):
        # Outside English a point may group thousands: 2.500 is read both ways.
        groups = lang != "en" and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", text)
        other = Decimal(text.replace(".", "")) if groups else None
        return (replace(word, value=Decimal(text), other=other),)
    if lang != "en" and re.fullmatch(r"\d+,\d+", text):
        return (replace(word, value=Decimal(text.replace(",", "."))),)
    first, *rest = re.split("[.,]", text)
    return (
        replace(word, text=first, value=Decimal(first)),
        *(_Word(part, ".", part, value=Decimal(part)) for part in rest),
    )


def _with_joins(words: list[_Word]) -> tuple[_Word, ...]:
    """A lone `و` becomes part of what follows it: `خمسة و عشرون`, `ألف و200`."""
    joined: list[_Word] = []
    waiting: _Word | None = None
    for word in words:
        if waiting is not None and word.gap in ("", " "):
            if word.value is None:
                joined.append(replace(word, text="و" + word.text, gap=waiting.gap))
            else:
                joined.append(replace(word, gap=waiting.gap, joined=True))
            waiting = None
        elif word.text == "و":
            waiting = word
        else:
            waiting = None
            joined.append(word)
    return tuple(joined)


# --- Phrases -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A number and the half-open range of words that it takes.

    `value` is None for a vague one (`hundreds of thousands`), which is taken so that no part of
    it is read alone. `scale` is the smallest thousand, million … that it was counted in, or 1.
    `also` are other values that it may mean.
    """

    start: int
    end: int
    value: Decimal | None
    scale: int = 1
    stated: bool = True
    also: tuple[Decimal, ...] = ()


def _read(words: tuple[_Word, ...], lang: str) -> tuple[_Phrase, ...]:
    phrases: list[_Phrase] = []
    at = 0
    while at < len(words):
        phrase = _phrase_at(words, at, lang)
        if phrase is not None:
            phrases.append(phrase)
        at = at + 1 if phrase is None else phrase.end
    return tuple(phrases)


def _phrase_at(words: tuple[_Word, ...], at: int, lang: str) -> _Phrase | None:
    if lang == "en":
        return _english(words, at)
    if lang == "ar":
        return _arabic(words, at)
    return _plain_digits(words, at)


def _plain_digits(words: tuple[_Word, ...], at: int) -> _Phrase | None:
    word = words[at]
    if word.value is None:
        return None
    if word.other is None:
        return _Phrase(at, at + 1, word.value)
    return _Phrase(at, at + 1, word.value, stated=False, also=(word.other,))


def _word(words: tuple[_Word, ...], at: int) -> _Word:
    """The word at `at`, or one that is nothing and adjoins nothing."""
    return words[at] if 0 <= at < len(words) else _NOTHING


def _relate_ranges(phrases: tuple[_Phrase, ...], words: tuple[_Word, ...]) -> tuple[_Phrase, ...]:
    """`20 to 30 thousand` may mean 20 or 20,000 by its first number, so that one isn't demanded."""
    related = list(phrases)
    for index, (low, high) in enumerate(pairwise(phrases)):
        if low.value is None or high.value is None or low.scale != 1 or high.scale < 1000:
            continue
        if low.value < high.value / high.scale and _is_range(words, low, high):
            also = (*low.also, low.value * high.scale)
            related[index] = replace(low, stated=False, also=also)
    return tuple(related)


def _is_range(words: tuple[_Word, ...], low: _Phrase, high: _Phrase) -> bool:
    after = _word(words, low.end)
    if high.start == low.end:
        if after.gap.strip() == "-":
            return True
        joined = after.joined or after.text.startswith("و")
        return joined and _word(words, low.start - 1).text in ("بين", "وبين")
    if high.start != low.end + 1 or after.gap != " " or _word(words, high.start).gap != " ":
        return False
    if after.text == "and":
        return _word(words, low.start - 1).text == "between"
    return after.text in ("to", "or", "الي", "او")


# --- English -------------------------------------------------------------------------------------


def _each(words: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(words.split())


def _counted(words: str, first: int, step: int = 1) -> dict[str, int]:
    """The words of a list with their numbers, which go up from `first`."""
    return {word: first + step * index for index, word in enumerate(words.split())}


_EN_SMALL = _counted(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen",
    0,
)
_EN_SMALL_ORDINALS = _counted(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth",
    1,
)
_EN_TENS = _counted("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
_EN_TEN_ORDINALS = {name[:-1] + "ieth": value for name, value in _EN_TENS.items()}
_EN_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_EN_SCALES |= {name + "s": value for name, value in _EN_SCALES.items()}
_EN_GLUED_SCALES = {"k": 10**3, "mn": 10**6, "bn": 10**9, "tn": 10**12}
_EN_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th", "s"})  # 20th, and the 1990s
_EN_MAYBE = {"both": 2, "pair": 2, "couple": 2, "twice": 2, "double": 2, "once": 1, "single": 1}
_EN_VAGUE = frozenset({"few", "several", "many", "couple", "some", "of", "by", "hundreds"})
_EN_PARTS = _each("halves thirds quarters fourths fifths sixths sevenths eighths ninths tenths")
_EN_GAPS = (" ", "-")


@dataclass(frozen=True, slots=True)
class _Term:
    """A part of a phrase: a count below a thousand or digits, times its scale.

    `magnitude` is what a part that is added to it must stay below; `loose` is whether it is only
    a number of rank, or one whose reading is open.
    """

    value: Decimal
    end: int
    magnitude: int
    scale: int = 1
    loose: bool = False
    also: tuple[Decimal, ...] = ()


def _english(words: tuple[_Word, ...], at: int) -> _Phrase | None:
    text = words[at].text
    if text in ("half", "quarter"):
        return _english_part_of_scale(words, at)
    if text == "and" and _follows(words, at + 1, "a", "half"):
        return _Phrase(at, at + 3, None, also=(Decimal("1.5"),))  # a year and a half
    if text in _EN_MAYBE:
        return _Phrase(at, at + 1, Decimal(_EN_MAYBE[text]), stated=False)
    if text in ("hundred", "dozen", *_EN_SCALES):
        return _english_bare_scale(words, at)
    term = _english_term(words, at)
    return None if term is None else _english_phrase(words, at, term)


def _english_phrase(words: tuple[_Word, ...], start: int, term: _Term) -> _Phrase:
    """The longest number that begins with `term`, and whether it is demanded."""
    total, last = term.value, term
    while not last.loose and last.magnitude >= 1000:
        at = last.end + (_follows(words, last.end, "and"))
        more = _english_term(words, at) if _word(words, at).gap in _EN_GAPS else None
        if more is None or _word(words, at).value is not None or more.value >= last.magnitude:
            break
        total, last = total + more.value, more
    end, scale = last.end, max(term.scale if last is term else last.scale, 1)
    if _follows(words, end, "and", "a", "half"):
        return _english_and_a_half(words, start, end, total, scale)
    if _follows(words, end + 1, "and", "a", "half"):  # two years and a half
        also = (total + Decimal("0.5"),)
        return _Phrase(start, end, total, scale, stated=False, also=also)
    alone = end == start + 1 and words[start].text in ("one", "zero")
    part = _word(words, end).gap in _EN_GAPS and _word(words, end).text in _EN_PARTS
    stated = not (last.loose or alone or part)
    return _Phrase(start, end, total, scale, stated, last.also)


def _english_term(words: tuple[_Word, ...], at: int) -> _Term | None:
    word = _word(words, at)
    if word.value is not None:
        return _english_digits(words, at, word.value)
    term = _english_below_100(words, at)
    return term if term is None or term.loose else _english_enlarged(words, term)


def _english_enlarged(words: tuple[_Word, ...], term: _Term) -> _Term:
    """A count below 100 with the hundreds and the scales that follow it."""
    if _next_text(words, term.end) in ("hundred", "hundredth"):
        loose = _next_text(words, term.end) == "hundredth"
        term = _Term(term.value * 100, term.end + 1, 100, loose=loose)
        rest_at = term.end + (_follows(words, term.end, "and"))
        rest = _english_below_100(words, rest_at) if _adjoins(words, rest_at) else None
        if rest is not None and _next_text(words, rest.end) != "hundred" and not loose:
            term = replace(rest, value=term.value + rest.value)
    return term if term.loose else _english_scaled(words, term)


def _english_below_100(words: tuple[_Word, ...], at: int) -> _Term | None:
    text = _word(words, at).text
    if text in _EN_SMALL:
        return _Term(Decimal(_EN_SMALL[text]), at + 1, 1)
    ordinal = _EN_SMALL_ORDINALS.get(text) or _EN_TEN_ORDINALS.get(text)
    if ordinal is not None:
        return _Term(Decimal(ordinal), at + 1, 1, loose=True)
    if text not in _EN_TENS:
        return None
    unit = _next_text(words, at + 1)
    if 0 < _EN_SMALL.get(unit, 0) < 10:
        return _Term(Decimal(_EN_TENS[text] + _EN_SMALL[unit]), at + 2, 1)
    if _EN_SMALL_ORDINALS.get(unit, 10) < 10:
        return _Term(Decimal(_EN_TENS[text] + _EN_SMALL_ORDINALS[unit]), at + 2, 1, loose=True)
    return _Term(Decimal(_EN_TENS[text]), at + 1, 1)


def _english_digits(words: tuple[_Word, ...], at: int, value: Decimal) -> _Term:
    after = _word(words, at + 1)
    if after.gap == "" and after.text in _EN_ORDINAL_ENDS:
        return _Term(value, at + 2, 1, loose=True)
    if after.gap == "" and after.text == "m":  # metres or millions
        return _Term(value, at + 2, 1, loose=True, also=(value * 10**6,))
    if after.gap == "" and after.text in _EN_GLUED_SCALES:
        scale = _EN_GLUED_SCALES[after.text]
        return _Term(value * scale, at + 2, scale, scale)
    if _next_text(words, at + 1) == "hundred":
        return _english_scaled(words, _Term(value * 100, at + 2, 100))
    return _english_scaled(words, _Term(value, at + 1, 1))


def _english_scaled(words: tuple[_Word, ...], term: _Term) -> _Term:
    """The term times the scales that follow it: dozen, thousand, hundred thousand million."""
    while True:
        text = _next_text(words, term.end)
        if text in ("dozen", "thousandth", "millionth"):
            scale = {"dozen": 12, "thousandth": 10**3, "millionth": 10**6}[text]
            return _Term(term.value * scale, term.end + 1, 1, loose=text != "dozen")
        if text not in _EN_SCALES:
            return term
        scale = _EN_SCALES[text]
        term = _Term(term.value * scale, term.end + 1, scale, term.scale * scale)


def _english_bare_scale(words: tuple[_Word, ...], at: int) -> _Phrase:
    """A scale with no count before it: `a hundred` is one, `several hundred` says no number."""
    before = _word(words, at - 1).text
    text = words[at].text
    if text in _EN_SCALES and text.endswith("s"):
        return _Phrase(at, at + 1, None)
    if before in _EN_VAGUE:
        end = at + 1
        while _next_text(words, end) in _EN_SCALES:
            end += 1
        return _Phrase(at, end, None)
    one = (_Word("one", " ", "one"), replace(words[at], gap=" "), *words[at + 1 :])
    phrase = _english_phrase(one, 0, _english_enlarged(one, _Term(Decimal(1), 1, 1)))
    shift = at - 1
    stated = phrase.stated and before in ("a", "an")
    return replace(phrase, start=at, end=phrase.end + shift, stated=stated)


def _english_part_of_scale(words: tuple[_Word, ...], at: int) -> _Phrase | None:
    """`half a million`, `a quarter of a million`, `half-million`: may mean 500,000 or 250,000."""
    part = Decimal("0.5") if words[at].text == "half" else Decimal("0.25")
    end = at + 1
    end += _follows(words, end, "of")
    end += _follows(words, end, "a")
    text = _next_text(words, end)
    if text == "dozen":
        return _Phrase(at, end + 1, part * 12, stated=False)
    if text in _EN_SCALES and not text.endswith("s"):
        return _Phrase(at, end + 1, part * _EN_SCALES[text], stated=False)
    return None


def _english_and_a_half(
    words: tuple[_Word, ...], start: int, end: int, whole: Decimal, scale: int
) -> _Phrase:
    """`two and a half`, `two and a half million`: one number, whose whole part isn't demanded."""
    half = Decimal("0.5") * scale
    after = _EN_SCALES.get(_next_text(words, end + 3), 1)
    value = (whole + half) * after
    return _Phrase(start, end + 3 + (after > 1), value, stated=False, also=(whole, whole * after))


def _adjoins(words: tuple[_Word, ...], at: int) -> bool:
    return _word(words, at).gap in _EN_GAPS


def _next_text(words: tuple[_Word, ...], at: int) -> str:
    """The text of the word at `at` where nothing but a space or a hyphen stands before it."""
    return _word(words, at).text if _adjoins(words, at) else ""


def _follows(words: tuple[_Word, ...], at: int, *texts: str) -> int:
    """How many words the given ones take from `at` on: their number, or 0 if they don't follow."""
    same = all(_next_text(words, at + index) == text for index, text in enumerate(texts))
    return len(texts) if same else 0


# --- Arabic --------------------------------------------------------------------------------------
# All words here are folded: hamza forms, ة and ى as in fold.py, no marks.

_AR_UNITS = {
    **dict.fromkeys(("واحد", "واحده", "احد", "احدي"), 1),
    **dict.fromkeys(("اثنان", "اثنين", "اثنتان", "اثنتين"), 2),
    **dict.fromkeys(("ثلاثه", "ثلاث"), 3),
    **dict.fromkeys(("اربعه", "اربع"), 4),
    **dict.fromkeys(("خمسه", "خمس"), 5),
    **dict.fromkeys(("سته", "ست"), 6),
    **dict.fromkeys(("سبعه", "سبع"), 7),
    **dict.fromkeys(("ثمانيه", "ثماني", "ثمان"), 8),
    **dict.fromkeys(("تسعه", "تسع"), 9),
    **dict.fromkeys(("عشره", "عشر"), 10),
}
_AR_TWO_OF_TWELVE = {"اثنا": 2, "اثني": 2, "اثنتا": 2, "اثنتي": 2}
# A fifth, a seventh, a ninth, a tenth; a lady or a lion; "it holds": five words with two readings.
_AR_TWO_READINGS = frozenset({"خمس", "سبع", "تسع", "عشر", "ست"})
_AR_TENS = {
    root + ending: value
    for root, value in _counted("عشر ثلاث اربع خمس ست سبع ثمان تسع", 20, 10).items()
    for ending in ("ون", "ين")
}
_AR_HUNDRED = ("مءه", "ماءه", "مءات")
_AR_HUNDREDS = {
    **dict.fromkeys(("مءه", "ماءه"), 100),
    **dict.fromkeys((f"{m}{e}" for m in ("مءت", "ماءت") for e in ("ان", "ين", "ا", "ي")), 200),
    **{
        root + hundred: value
        for root, value in (
            *_counted("ثلاث اربع خمس ست سبع", 300, 100).items(),
            *(("ثمان", 800), ("ثماني", 800), ("تسع", 900)),
        )
        for hundred in ("مءه", "ماءه")
    },
}
_AR_SCALE_NAMES = (
    ("الف", "الاف", 10**3),
    ("مليون", "ملايين", 10**6),
    ("مليار", "مليارات", 10**9),
    ("بليون", "بلايين", 10**9),
    ("تريليون", "تريليونات", 10**12),
    ("ترليون", "ترليونات", 10**12),
)
_AR_SCALES = {
    form: value
    for singular, plural, value in _AR_SCALE_NAMES
    for form in (singular, singular + "ا", plural)
}
_AR_SCALE_DUALS = {
    singular + ending: 2 * value
    for singular, _, value in _AR_SCALE_NAMES
    for ending in ("ان", "ين", "ي")
}
_AR_VAGUE = frozenset({"مءات", "عشرات", *(plural for _, plural, _ in _AR_SCALE_NAMES)})
_AR_ORDINALS = {
    **dict.fromkeys(("اول", "اولي", "اولا", "حادي", "حاديه"), 1),
    **dict.fromkeys(("ثان", "ثاني", "ثانيه", "ثانيا"), 2),
    **{
        root + ending: value
        for root, value in _counted("ثالث رابع خامس سادس سابع ثامن تاسع عاشر", 3).items()
        for ending in ("", "ه", "ا")
    },
}
_AR_MAYBE = {"كلا": 2, "كلتا": 2, "كليهما": 2, "كلتيهما": 2, "كلاهما": 2, "زوج": 2}
_AR_PARTS_OF = {"نصف": Decimal("0.5"), "ربع": Decimal("0.25")}
_AR_PARTS = _each("انصاف اثلاث ارباع اخماس اسداس اسباع اثمان اتساع اعشار")
_AR_FEW = frozenset({"بضع", "بضعه", "عده", "نيف"})
_AR_YEAR = frozenset({"عام", "العام", "سنه", "السنه"})
_AR_KNOWN = frozenset().union(
    _AR_UNITS, _AR_TWO_OF_TWELVE, _AR_TENS, _AR_HUNDREDS, _AR_SCALES, _AR_SCALE_DUALS,
    _AR_VAGUE, _AR_ORDINALS, _AR_MAYBE, _AR_PARTS_OF,
)  # fmt: skip
_AR_PREFIXES = tuple(
    sorted(
        {a + b for a in ("", "و", "ف") for b in ("", "ب", "ل", "ك", "ال", "بال", "كال", "لل")},
        key=len,
    )
)
_AR_SHADDA, _AR_TANWIN = "\u0651", "\u064b"


def _stem(text: str) -> tuple[str, str]:
    """The number word in `text` and the prefix before it; the whole text where there is none."""
    for prefix in _AR_PREFIXES:
        if text.startswith(prefix) and text[len(prefix) :] in _AR_KNOWN:
            return text[len(prefix) :], prefix
    return text, ""


def _arabic(words: tuple[_Word, ...], at: int) -> _Phrase | None:
    stem, prefix = _stem(words[at].text)
    if stem in _AR_ORDINALS:
        return _arabic_ordinal(words, at, _AR_ORDINALS[stem])
    if stem in _AR_VAGUE:
        return _arabic_vague(words, at)
    if stem in _AR_MAYBE:
        return _Phrase(at, at + 1, Decimal(_AR_MAYBE[stem]), stated=False)
    if stem in _AR_PARTS_OF:
        return _arabic_part(words, at, stem, prefix)
    term = _arabic_term(words, at)
    if term is None:
        return None
    if term.end == at + 1 and _is_weekday(words, at, stem, prefix):
        return _Phrase(at, at + 1, None)
    return _arabic_phrase(words, at, term)


def _arabic_phrase(words: tuple[_Word, ...], start: int, term: _Term) -> _Phrase:
    """The longest number that begins with `term`, and whether it is demanded."""
    if term.end == start + 2 and _is_between_two(words, start, term):
        return _Phrase(start, start + 1, term.value % 10, stated=term.value % 10 != 1)
    total, last = term.value, term
    while last.magnitude > 1 and _is_joined(words, last.end):
        more = _arabic_term(words, last.end)
        if more is None or more.value >= last.magnitude:
            break
        total, last = total + more.value, more
    end = last.end
    loose = end == start + 1 and _is_loose(words, start)
    also = tuple(value + total - term.value for value in term.also)
    loose = loose or term.loose or _word(words, start - 1).text in _AR_FEW
    loose = loose or _word(words, end).text in _AR_PARTS
    half = Decimal("0.5") * last.scale
    if _word(words, end).text == "ونصف":
        repeats = _stem(_word(words, end + 1).text)[0] in _AR_SCALES  # ونصف المليون
        return _Phrase(
            start, end + 1 + repeats, total + half, last.scale, stated=False, also=(total,)
        )
    if _word(words, end + 1).text == "ونصف":  # ثلاث سنوات ونصف
        return _Phrase(start, end, total, last.scale, stated=False, also=(total + half,))
    return _Phrase(start, end, total, last.scale, not loose, also)


def _arabic_term(words: tuple[_Word, ...], at: int) -> _Term | None:
    stem, _ = _stem(_word(words, at).text)
    if stem in _AR_SCALE_DUALS:
        value = _AR_SCALE_DUALS[stem]
        return _Term(Decimal(value), at + 1, value // 2, value // 2)
    if stem in _AR_SCALES:
        return _arabic_bare_scale(words, at, _AR_SCALES[stem])
    term = _arabic_count(words, at)
    if term is None:
        return None
    dated = words[at].value is not None and _word(words, at - 1).text in _AR_YEAR
    return term if dated else _arabic_scaled(words, term)


def _arabic_bare_scale(words: tuple[_Word, ...], at: int, scale: int) -> _Term | None:
    """A scale with no count before it.

    `ألفا جندي` is two thousand and `ألفاً` one thousand, which is often written without its mark.
    Before another word it is read as two and may mean one; elsewhere neither is demanded.
    """
    written = words[at].written
    if _stem(words[at].text)[0] in _AR_VAGUE or (scale == 1000 and _AR_SHADDA in written):
        return None  # plurals are vague, and ألّف is a verb
    if _stem(words[at].text)[0].endswith("ا") and _AR_TANWIN not in written:
        loose = not _near(words, at + 1).text or _is_joined(words, at + 1)
        one = (Decimal(scale),)
        return _Term(Decimal(2 * scale), at + 1, scale, scale, loose, one)
    return _arabic_scaled(words, _Term(Decimal(scale), at + 1, scale, scale))


def _arabic_scaled(words: tuple[_Word, ...], term: _Term) -> _Term:
    """The term times the scales that follow it without a `و`."""
    while True:
        stem, prefix = _stem(_near(words, term.end).text)
        if stem not in _AR_SCALES or prefix not in ("", "ال"):
            return term
        scale = _AR_SCALES[stem]
        term = _Term(term.value * scale, term.end + 1, scale, term.scale * scale)


def _arabic_count(words: tuple[_Word, ...], at: int) -> _Term | None:
    """Digits, or a count below a thousand in words."""
    word = _word(words, at)
    if word.value is not None:
        also = () if word.other is None else (word.other,)
        return _Term(word.value, at + 1, 1, loose=bool(also), also=also)
    hundreds = _arabic_hundreds(words, at)
    if hundreds is None:
        return _arabic_below_100(words, at)
    if _is_joined(words, hundreds.end) and _arabic_hundreds(words, hundreds.end) is None:
        rest = _arabic_below_100(words, hundreds.end)
        if rest is not None:
            return replace(rest, value=hundreds.value + rest.value)
    return hundreds


def _arabic_hundreds(words: tuple[_Word, ...], at: int) -> _Term | None:
    stem, _ = _stem(_word(words, at).text)
    if stem in _AR_HUNDREDS:
        return _Term(Decimal(_AR_HUNDREDS[stem]), at + 1, 100)
    unit = _AR_UNITS.get(stem, 0)
    if 3 <= unit <= 9 and _near(words, at + 1).text in _AR_HUNDRED:
        return _Term(Decimal(unit * 100), at + 2, 100)
    return None


def _arabic_below_100(words: tuple[_Word, ...], at: int) -> _Term | None:
    stem, _ = _stem(_word(words, at).text)
    if stem in _AR_TENS:
        return _Term(Decimal(_AR_TENS[stem]), at + 1, 1)
    unit = _AR_UNITS.get(stem) or _AR_TWO_OF_TWELVE.get(stem)
    if unit is None:
        return None
    if unit < 10:
        if _near(words, at + 1).text in ("عشر", "عشره"):
            return _Term(Decimal(10 + unit), at + 2, 1)
        tens = _joined_tens(words, at + 1)
        if tens:
            return _Term(Decimal(unit + tens), at + 2, 1)
    return None if stem in _AR_TWO_OF_TWELVE else _Term(Decimal(unit), at + 1, 1)


def _arabic_ordinal(words: tuple[_Word, ...], at: int, unit: int) -> _Phrase:
    """A rank: `الثاني`, `الثاني عشر`, `الخامس والعشرين`."""
    if unit < 10:
        if _near(words, at + 1).text in ("عشر", "عشره"):
            return _Phrase(at, at + 2, Decimal(10 + unit), stated=False)
        tens = _joined_tens(words, at + 1)
        if tens:
            return _Phrase(at, at + 2, Decimal(unit + tens), stated=False)
    return _Phrase(at, at + 1, Decimal(unit), stated=False)


def _arabic_vague(words: tuple[_Word, ...], at: int) -> _Phrase:
    """`مئات`, `عشرات الآلاف`: many, and no number, whatever scale follows."""
    end = at + 1
    while True:
        stem, prefix = _stem(_near(words, end).text)
        if stem not in (*_AR_VAGUE, *_AR_SCALES) or prefix not in ("", "ال"):
            return _Phrase(at, end, None)
        end += 1


def _arabic_part(words: tuple[_Word, ...], at: int, stem: str, prefix: str) -> _Phrase | None:
    """`نصف مليون` may mean 500,000; `عام ونصف` one and a half; a half alone is no number."""
    part = _AR_PARTS_OF[stem]
    scale_word, scale_prefix = _stem(_near(words, at + 1).text)
    if scale_word in _AR_SCALES and scale_prefix in ("", "ال"):
        return _Phrase(at, at + 2, part * _AR_SCALES[scale_word], stated=False)
    if prefix != "و":
        return None
    count = 2 if _may_be_dual(words, at - 1) else 1
    return _Phrase(at, at + 1, None, also=(count + part,))


def _near(words: tuple[_Word, ...], at: int) -> _Word:
    """The word at `at` where nothing but a space stands before it."""
    word = _word(words, at)
    return word if word.gap in ("", " ") else _NOTHING


def _is_joined(words: tuple[_Word, ...], at: int) -> bool:
    """Whether the word at `at` is a number word or digits that a `و` joins to what is before."""
    word = _near(words, at)
    if word.text == "واحد" and _near(words, at + 1).text in ("عشر", "عشره"):
        return True  # وأحد عشر, which folds to the word for one
    return word.joined or _stem(word.text)[1] in ("و", "وال")


def _joined_tens(words: tuple[_Word, ...], at: int) -> int:
    """The tens of `خمسة وعشرون`, or 0."""
    stem, prefix = _stem(_near(words, at).text)
    return _AR_TENS.get(stem, 0) if prefix in ("و", "وال") else 0


def _is_between_two(words: tuple[_Word, ...], at: int, term: _Term) -> bool:
    """Whether `بين خمسة وعشرين` has no further number, and so means five and twenty."""
    compound = term.value < 100 and _joined_tens(words, at + 1) > 0
    between = _word(words, at - 1).text in ("بين", "وبين")
    return compound and between and not _is_joined(words, term.end)


def _is_loose(words: tuple[_Word, ...], at: int) -> bool:
    """Whether a number word that stands alone isn't demanded."""
    stem, prefix = _stem(words[at].text)
    if _AR_UNITS.get(stem) == 1 or (stem == "اثنان" and prefix.endswith("ال")):
        return True
    if stem not in _AR_TWO_READINGS:
        return False
    after = _near(words, at + 1)
    if prefix.endswith(("ال", "لل")) or after.value is not None or after.text.startswith("ال"):
        return True  # the five or the fifth; خمس السكان is a fifth of the people
    return words[at].text in ("لست", "لتسع")  # "I am not"; "that it may hold"


def _is_weekday(words: tuple[_Word, ...], at: int, stem: str, prefix: str) -> bool:
    """Monday and Sunday; the other days have no number's spelling."""
    named = prefix.endswith(("ال", "لل")) or _word(words, at - 1).text == "يوم"
    return named and stem in ("اثنين", "احد")


_AR_NO_DUALS = _each(  # Common words that end as a dual does and aren't one.
    "لبنان ايران برلمان سودان سليمان طيران ميدان انسان نيسان حزيران رمضان عدوان سلطان عنوان "
    "عثمان تركمان باكستان افغانستان كردستان طالبان اليونان الامكان امكان اركان نقصان فقدان "
    "فلسطين الذين مسكين حسين تعيين تامين تدشين تكوين تمكين تحسين تموين قوانين موازين تخمين "
    "تخزين تضمين تشرين برلين بوتين ستالين اوكرانين دواوين ميادين براهين الاحيان احيان الالوان "
    "علي الي التي حتي لدي سوي متي الذي هذا لهذا بهذا هكذا ايضا كذا لذا اذا ماذا لماذا مهما "
    "عندما حينما بينما كما ربما انما مما فيما لما حيثما تركيا سوريا روسيا المانيا ليبيا "
    "بريطانيا ايطاليا اسبانيا اوروبا امريكا اميركا حماسا"
)
_AR_PREFIX = re.compile("^[وف]?(?:[بكل]?ال|لل|[بكل](?=.{4}))?(?=.{3})")


def _may_be_dual(words: tuple[_Word, ...], at: int) -> bool:
    """Whether the form of a word allows a dual: `قاعدتان`, `سنتين`, `قاعدتي عين الأسد`."""
    word = _word(words, at)
    readings = {word.text, _AR_PREFIX.sub("", word.text, count=1), word.text.lstrip("وف")}
    if word.value is not None or readings & _AR_NO_DUALS:
        return False
    bare = min(readings, key=len)
    if bare.endswith(("ان", "ين")):
        return len(bare) >= 5
    # The construct form stands before another noun, and has no article and no tanwin.
    if not _near(words, at + 1).text or "ال" in word.text[:4] or _AR_TANWIN in word.written:
        return False
    return bare.endswith(("ا", "ي")) and not bare.endswith("وا") and len(bare) >= 5
