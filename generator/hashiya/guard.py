"""The guard: what a difference of words touches, so that a reader sees at once what is at stake.

It decides nothing. A quotation that differs from its source by more than folding is refused,
whatever the difference; and of the words that no list here knows, any may turn the meaning.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from hashiya.anchors import Miss
from hashiya.drift import Verdict, named
from hashiya.fold import fold_text
from hashiya.mentions import Names
from hashiya.numerals import find_numbers


class Touch(StrEnum):
    """What a difference of words touches."""

    NUMBER = "a number"
    NEGATION = "a negation"
    NAME = "a name"
    MODAL = "a modal"
    UNIT = "a unit"
    DATE = "a date"
    ORDER = "the order of words"
    WORDS = "other words"


# All words below are folded, and each may carry و or ف, as the pattern that holds them says.

NEGATION = re.compile(
    # لا، لم، لن، ليس، غير، دون، بدون، بلا، عدم
    r"[وف]?(?:لا|لم|لن|ليس(?:ت|وا|تا)?|لست|لسنا|غير|(?:ب|من )?دون|بلا|(?:ب|ل)?عدم|بغير)"
    r"|not|no|never|nor|neither|without|none|cannot|hardly|\w+n't",
    re.IGNORECASE,
)
DENIAL = re.compile(
    # نفى، ينفي، أنكر، ينكر, with their forms; all folded.
    r"[وف]?(?:نفي|نفت|نفوا|نفيا|نافي(?:ا|ه)?|[يتن]نفي|[يت]نفون|نفيه|نفيها|انكر(?:ت|وا)?|[يت]نكر)"
    r"|den(?:y|ies|ied|ying|ial)|disput(?:e[ds]?|ing)|reject(?:s|ed|ing)?",
    re.IGNORECASE,
)
_FALSE = re.compile(
    # كاذب، زائف، باطل، خطأ، with their commonest forms
    r"[وف]?(?:كذب(?:ت|وا)?|كاذب(?:ه)?|زاءف(?:ه)?|باطل(?:ه)?|خطا|خاطء(?:ه)?)"
    r"|nobody|nothing|nowhere|false|falsely|untrue|wrong|wrongly|refut(?:e[sd]?|ing)",
    re.IGNORECASE,
)
"""Words that turn what is said as a negation does, and deny nothing by themselves."""
_MODAL = re.compile(
    # قد، سوف، ربما، لعل؛ يمكن، يجب، ينبغي، يحتمل، يتوقع، ينوي، يعتزم؛ المقرر، المحتمل، المتوقع
    r"[وف]?(?:ل?قد|سوف|ربما|لعل|عسي|كاد|يكاد|[يت]مكن|ممكن|الممكن|[يت]جب|وجب|[يت]نبغي|لابد|بد"
    r"|[يت]حتمل|محتمله?|المحتمله?|احتمال|[يت]توقع(?:ون)?|متوقعه?|المتوقعه?|[يت]رجح|المرجح"
    r"|[يت]نوي|[يت]عتزم(?:ون)?|تعتزم|مقرر|المقرر|مخطط|المخطط|[يت]خطط(?:ون)?|يفترض|المفترض"
    r"|[يت]ستطيع(?:ون)?|[يت]ريد(?:ون)?|[يت]زعم(?:ون)?|يقال|ما زال|قرابه|حوالي|نحو|زهاء|تقريبا)"
    r"|may|might|can|could|shall|should|will|would|must|ought|likely|unlikely|possibly|perhaps"
    r"|probably|plans?|planned|expects?|expected|intends?|about|around|nearly|almost|allegedly"
    r"|reportedly|suspected",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"[وفبل]{0,2}(?:ال)?(?:كيلومترا?|كيلومترات|كم|ميلا?|اميال|مترا?|امتار|قدما?|هكتارا?"
    r"|طنا?|اطنان|كيلوغراما?|كيلو|برميلا?|براميل|دولارا?|دولارات|دينارا?|دنانير|يورو|ريالا?"
    r"|ثانيه|ثوان|ثواني|دقيقه|دقائق|دقاءق|ساعه|ساعات|يوما?|ايام|اسبوعا?|اسابيع|شهرا?|اشهر|شهور"
    r"|سنه|سنوات|سنين|عاما?|اعوام|عقدا?|عقود|قرنا?|قرون|ماءه|مءه|المءه|جنديا?|جنود|عسكريا?|عنصرا?"
    r"|عناصر|فردا?|افراد|مقاتلا?|مقاتلين|شخصا?|اشخاص|قتيلا?|قتلي|جريحا?|جرحي|طاءره|طاءرات|قاعده"
    r"|قواعد|هجوما?|هجمات|صاروخا?|صواريخ|مسيره|مسيرات)"
    r"|kilomet(?:er|re)s?|km|miles?|met(?:er|re)s?|feet|foot|hectares?|tonn?es?|tons?|barrels?"
    r"|dollars?|dinars?|euros?|seconds|minutes?|hours?|days?|weeks?|months?|years?|decades?"
    r"|centur(?:y|ies)|per|percent|soldiers?|troops?|people|killed|wounded|[%$€£٪]",
    re.IGNORECASE,
)
_DATE = re.compile(
    # أشهر بالاسمين، أيام الأسبوع، وما يُنسب إلى وقت
    r"[وفبل]{0,2}(?:ال)?(?:يناير|فبراير|مارس|ابريل|نيسان|مايو|ايار|يونيو|حزيران|يوليو|تموز|اغسطس|اب"
    r"|سبتمبر|ايلول|اكتوبر|نوفمبر|ديسمبر|كانون|تشرين|شباط|اذار|سبت|احد|اثنين|ثلاثاء|اربعاء|خميس"
    r"|جمعه|اول|ثاني|ثان|امس|غدا?|غد|يوم|اليوم|ماضي|ماضيه|مقبل|مقبله|قادم|قادمه|جاري|جاريه|حالي"
    r"|حاليه|قبل|بعد|منذ|حتي|مطلع|منتصف|نهايه|اواخر|اواءل|بحلول|خلال)"
    r"|january|february|march|april|june|july|august|september|october|november|december"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tomorrow|last|next|before|after"
    r"|since|until|by|early|late|mid|ago|(?:1[89]|20)\d\d",
    re.IGNORECASE,
)
_LISTS = (
    (Touch.NEGATION, NEGATION),
    (Touch.NEGATION, DENIAL),
    (Touch.NEGATION, _FALSE),
    (Touch.MODAL, _MODAL),
    (Touch.UNIT, _UNIT),
    (Touch.DATE, _DATE),
)
_BORDERS = re.compile(r"^[^\w%$€£٪]+|[^\w%$€£٪]+$")
_MOST_PLACES = 5
_MOST_WORDS = 2_000
"""Words of a text that are compared: of a longer one, the rest is not shown either."""


@dataclass(frozen=True, slots=True)
class _Side:
    """A text's folded words without the punctuation around them, and which of them changed."""

    text: str
    words: tuple[str, ...]
    changed: frozenset[int]


def touched(old: str, new: str, lang: str, names: Names | None = None) -> tuple[Touch, ...]:
    """What the difference between two texts of one language touches, in the order of `Touch`.

    Empty where folding and the punctuation around words level it. Names are those of `names`;
    the other kinds are known in English and Arabic, digits in any language.
    """
    sides = _sides(old, new)
    changed = [side.words[at] for side in sides for at in sorted(side.changed)]
    if not changed:
        return ()
    found = {touch for touch, pattern in _LISTS if any(pattern.fullmatch(word) for word in changed)}
    if _numbers_differ(sides, lang):
        found.add(Touch.NUMBER)
    if names is not None and any(_is_named(side, names) for side in sides):
        found.add(Touch.NAME)
    moved = Counter(_changed(sides[0])) & Counter(_changed(sides[1]))
    if moved:
        found.add(Touch.ORDER)
    if not found:
        found.add(Touch.WORDS)
    return tuple(touch for touch in Touch if touch in found)


def describe(miss: Miss, lang: str, names: Names | None = None) -> str:
    """The word diff of a near miss and what it touches; empty where nothing is near."""
    if not miss.difference:
        return ""
    touches = touched(*miss.words, lang, names)
    return f"{miss.difference} ({_listed(touches)})" if touches else miss.difference


def explain(verdict: Verdict, source: str, lang: str, names: Names | None = None) -> str:
    """What became of a citation of `source`, whose language is `lang`: a clause for a message."""
    places = ", ".join(named(source, run) for run in verdict.places[:_MOST_PLACES])
    if len(verdict.places) > _MOST_PLACES:
        places += ", …"
    words = f"{verdict.drift}: {verdict.reason}" + (f" ({places})" if places else "")
    difference = describe(verdict.miss, lang, names) if verdict.miss else ""
    return f"{words}: {difference}" if difference else words


def _listed(touches: Iterable[Touch]) -> str:
    return f"touches {', '.join(touches)}"


def _sides(old: str, new: str) -> tuple[_Side, _Side]:
    words = [_words(old), _words(new)]
    changed: tuple[set[int], set[int]] = (set(), set())
    matcher = SequenceMatcher(None, words[0], words[1], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            changed[0].update(range(a, b))
            changed[1].update(range(c, d))
    return (
        _Side(" ".join(words[0]), words[0], frozenset(changed[0])),
        _Side(" ".join(words[1]), words[1], frozenset(changed[1])),
    )


def _words(text: str) -> tuple[str, ...]:
    words = (_BORDERS.sub("", word) for word in fold_text(text).split()[:_MOST_WORDS])
    return tuple(word for word in words if word)


def _changed(side: _Side) -> list[str]:
    return [side.words[at] for at in sorted(side.changed)]


def _numbers_differ(sides: tuple[_Side, _Side], lang: str) -> bool:
    """Whether a changed word is, or is part of, a number, or the texts state other numbers."""
    for side in sides:
        for word in _changed(side):
            numbers = find_numbers(word, lang)
            if numbers.stated or numbers.optional or any(c.isdecimal() for c in word):
                return True
    return find_numbers(sides[0].text, lang).stated != find_numbers(sides[1].text, lang).stated


def _is_named(side: _Side, names: Names) -> bool:
    """Whether a changed word stands in a name."""
    starts: list[int] = []
    at = 0
    for word in side.words:
        starts.append(at)
        at += len(word) + 1
    return any(
        mention.start < starts[n] + len(side.words[n]) and starts[n] < mention.end
        for mention in names.find(side.text)
        for n in side.changed
    )
