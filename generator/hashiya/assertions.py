"""Assertions: the numbers, dates and names in a text of ours, for which a reader wants a source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache

from hashiya.diagnostics import shown
from hashiya.edtf import Edtf, Moment
from hashiya.index import Claim, Index
from hashiya.mentions import Names
from hashiya.numerals import Numbers, find_numbers, has

WORDS_READ = frozenset({"en", "ar"})
"""The languages whose number words `numerals` reads. Of others it sees digits only, so that a text
in one of them can state a number and can't be said to lack one."""

# As in CLDR for the Arabic regions: Egypt and the Gulf, the Levant and Iraq, the Maghreb.
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "ar": "يناير فبراير مارس أبريل ابريل إبريل مايو يونيو يوليو أغسطس اغسطس سبتمبر أكتوبر اكتوبر "
    "نوفمبر ديسمبر شباط آذار اذار نيسان أيار ايار حزيران تموز آب أيلول ايلول تشرين كانون "
    "جانفي فيفري أفريل ماي جوان جويلية أوت",
}
_AMBIGUOUS = frozenset("May March مارس آب تشرين كانون ماي أوت".split())
"""Month names that are other words too: alone they are no date."""
_BEFORE_A_MONTH = (
    "in of since until till by from during early mid late last next "
    "في منذ حتى شهر خلال مطلع نهاية أواخر أوائل منتصف بداية"
)
_NAMES = "|".join(sorted(" ".join(_MONTHS.values()).split(), key=len, reverse=True))
_MONTH = re.compile(rf"(?<!\w)[وبل]?(?P<name>{_NAMES})(?!\w)")
_LEAD = re.compile(rf"(?:(?<!\w)(?:{'|'.join(_BEFORE_A_MONTH.split())})|\d)[\s\-]+$", re.IGNORECASE)
_AND_MONTH = (
    r"(?:st|nd|rd|th)?(?:[\s\-–—]*(?:to|and|or|until|of|إلى|حتى|من|شهر|و?\d{1,2}(?:st|nd|rd|th)?))*"
    rf"\s*[وبل]?(?:{_NAMES})(?!\w)"
)
_DAY = re.compile(
    rf"(?<![\w.,])و?(?P<before>\d{{1,2}})(?={_AND_MONTH})"
    rf"|(?<!\w)(?:{_NAMES})\s+(?P<after>\d{{1,2}})(?:st|nd|rd|th)?(?![\w%]|[.,]\d)"
)
_YEAR = re.compile(r"(?<![\w.,])و?(?P<year>\d{4})(?![\w%]|[.,]\d)")
_ISO = re.compile(r"(?<![\w-])(?P<year>\d{4})-\d{2}(?:-(?P<day>\d{2}))?(?![\w-])")


@lru_cache(maxsize=65_536)
def numbers_of(text: str, lang: str) -> Numbers:
    """`find_numbers`, remembered: several rules ask about the same text."""
    return find_numbers(text, lang)


def as_digits(numbers: Iterable[Decimal]) -> str:
    """Numbers for a message, smallest first."""
    return ", ".join(f"{number.normalize():f}" for number in sorted(numbers))


def quoted_numbers(index: Index, claim: Claim) -> tuple[tuple[Numbers, ...], bool]:
    """The numbers of each quotation of a claim, and whether all their languages can be read."""
    found = []
    readable = True
    for evidence in claim.evidence:
        source = index.sources.get(evidence.at.source)
        lang = source.lang if source is not None else ""
        found.append(numbers_of(evidence.quote, lang))
        readable = readable and lang in WORDS_READ
    return tuple(found), readable


def in_any(offered: Iterable[Numbers], value: Decimal) -> bool:
    """Whether one of several texts says `value`, or may say it."""
    return any(has(numbers, value) for numbers in offered)


def without_date(text: str, date: Edtf | None) -> str:
    """`text` without the years and the days of the month that are those of `date`.

    A claim's date has a field of its own, and an article says "yesterday". A day is one only beside
    the name of a month.
    """
    moments = [m for m in (date.start, date.end) if isinstance(m, Moment)] if date else []
    years = {m.year for m in moments if not m.unknown_year_digits}
    days = {m.day for m in moments if m.day is not None}

    def day(match: re.Match[str]) -> str:
        number = match["before"] or match["after"]
        return match[0] if int(number) not in days else match[0].replace(number, " ")

    def year(match: re.Match[str]) -> str:
        ours = int(match["year"]) in years
        return " " if ours and int(match.groupdict().get("day") or 0) in {0, *days} else match[0]

    if not moments:
        return text
    return _YEAR.sub(year, _DAY.sub(day, _ISO.sub(year, text)))


def without_names(text: str, names: Names | None) -> str:
    """`text` with the names of entities blanked out: a number in a name counts nothing."""
    for mention in names.find(text) if names is not None else ():
        blank = " " * (mention.end - mention.start)
        text = text[: mention.start] + blank + text[mention.end :]
    return text


def reason_to_cite(text: str, lang: str, names: Mapping[str, Names]) -> str | None:
    """The number, date or entity's name for which a sentence needs a citation, or None."""
    stated = numbers_of(text, lang).stated
    if stated:
        return f"the number {as_digits([min(stated)])}"
    for month in _MONTH.finditer(text):
        if month["name"] not in _AMBIGUOUS or _LEAD.search(text[: month.start("name")]):
            return f"the date {shown(month['name'])}"
    mentions = names[lang].find(text) if lang in names else ()
    if mentions:
        return f"the name {shown(text[mentions[0].start : mentions[0].end])}"
    return None
