"""The interface's words in one language, and its dates and numbers by CLDR.

Words come from `locale/<lang>.yml`; month names, plural rules, separators, digits and direction
come from CLDR through Babel. Digits are those of the locale's own numbering system, in numbers and
dates alike: Babel 2.18 picks that system's separators but always writes the digits 0 to 9.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from string import Formatter
from types import MappingProxyType
from typing import Literal

import yaml
from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from hashiya.diagnostics import escaped
from hashiya.edtf import Day, Edge, Edtf, Moment

Number = int | float | Decimal
Message = str | Mapping[str, str]
"""A text with {named} fields, or one such text for each plural category of the language."""

# The digit zero of every numbering system that is some locale's default in CLDR, by
# https://github.com/unicode-org/cldr/blob/main/common/supplemental/numberingSystems.xml
_ZEROS = {
    "latn": "0", "arab": "\u0660", "arabext": "\u06f0", "beng": "\u09e6", "deva": "\u0966",
    "mymr": "\u1040", "tibt": "\u0f20", "nkoo": "\u07c0", "olck": "\u1c50",
    "cakm": "\U00011136", "adlm": "\U0001e950", "rohg": "\U00010d30", "mtei": "\uabf0",
    "hmnp": "\U0001e140",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Catalog:
    """One language of the interface; `cldr` is its locale, region included."""

    lang: str
    direction: Literal["ltr", "rtl"]
    endonym: str
    messages: Mapping[str, Message]
    cldr: Locale

    @property
    def digits(self) -> str:
        """The locale's own digits, from zero to nine."""
        return self._in_own_digits("0123456789")

    def text(self, key: str, **fields: str) -> str:
        """The string of `key` with its fields filled in.

        Raises:
            KeyError: there is no such key, or a field of it isn't given.
            ValueError: the string is a counted one, or has no such field.
        """
        message = self.messages[key]
        if not isinstance(message, str):
            raise ValueError(f"{key} is counted; expected a call of count()")
        known = _fields(message)
        return _filled(key, message, fields, known) if known or fields else message

    def count(self, key: str, n: int, **fields: str) -> str:
        """The string of `key` in the plural form that `n` takes, with `n` as its field {n}.

        Raises:
            KeyError: there is no such key, or a field of it isn't given.
            ValueError: the string isn't a counted one, or has no such field.
        """
        message = self.messages[key]
        if isinstance(message, str):
            raise ValueError(f"{key} isn't counted; expected a call of text()")
        form = message[self.cldr.plural_form(n)]
        return _filled(key, form, {"n": self.number(n), **fields}, fields_of(message) | {"n"})

    def forms(self, key: str) -> Mapping[str, str]:
        """The plural forms of `key` by category, with {n} in them, for a script to fill in.

        Raises:
            KeyError: there is no such key.
            ValueError: the string isn't a counted one.
        """
        message = self.messages[key]
        if isinstance(message, str):
            raise ValueError(f"{key} isn't counted; expected a call of text()")
        return message

    def number(self, value: Number) -> str:
        """A number with all its digits, in the locale's digits and separators."""
        # A binary float would show digits that nobody wrote.
        exact = Decimal(str(value)) if isinstance(value, float) else Decimal(value)
        return self._in_own_digits(_written(exact, str(self.cldr)))

    def range(self, low: Number | None, high: Number | None) -> str:
        """Two limits, of which one may be missing: `from 20 to 30`, `at least 20`, `at most 30`.

        Raises:
            ValueError: both are missing.
        """
        if low is not None and high is not None:
            return self.text("number.from-to", min=self.number(low), max=self.number(high))
        if low is not None:
            return self.text("number.at-least", min=self.number(low))
        if high is not None:
            return self.text("number.at-most", max=self.number(high))
        raise ValueError("no limit was found; expected at least one")

    def amount(self, low: Number | None, high: Number | None, *, approx: bool) -> str:
        """A number, the same on both sides, or a range; `approx` makes it `about` that.

        A single limit takes the word in: `at least about 40`.

        Raises:
            ValueError: both are missing.
        """
        one = low if low is not None else high
        if not approx or one is None:
            return self.number(low) if low is not None and low == high else self.range(low, high)
        if low is not None and high is not None and low != high:
            return self.text("number.about", number=self.range(low, high))
        about = self.text("number.about", number=self.number(one))
        if low == high:
            return about
        if low is not None:
            return self.text("number.at-least", min=about)
        return self.text("number.at-most", max=about)

    def paragraph(self, n: int) -> str:
        """The mark of a paragraph, 1-based: `¶ 5`."""
        return self.text("note.paragraph", number=self._plain(n))

    def month(self, n: int) -> str:
        """The short name of a month, 1-based, as it stands alone: on an axis or in a calendar."""
        return str(self.cldr.months["stand-alone"]["abbreviated"][n])

    def paragraphs(self, first: int, last: int) -> str:
        """The mark of a range of paragraphs, 1-based and both included: `¶ 5–6`."""
        if first == last:
            return self.paragraph(first)
        return self.text("note.paragraph", number=f"{self._plain(first)}–{self._plain(last)}")

    def joined(self, texts: Sequence[str]) -> str:
        """A list as the language writes it: `a, b and c`."""
        return format_list(texts, locale=self.cldr)

    def isolated(self, text: str) -> str:
        """`text`, isolated (U+2068 to U+2069) where it runs, or may run, against this language.

        For places where no markup can do it. What in it would be obeyed there is escaped: it could
        end the isolation.
        """
        text = escaped(text)
        against = {"L"} if self.direction == "rtl" else {"R", "AL", "AN"}
        if any(unicodedata.bidirectional(character) in against for character in text):
            return f"\u2068{text}\u2069"
        return text

    def language_name(self, lang: str) -> str:
        """What this language calls another, or the code where CLDR has no name for it."""
        return str(self.cldr.languages.get(lang, lang))

    def date(self, date: Edtf) -> str:
        """A date in words, with what is unknown, uncertain or open said as such."""
        start, end = date.start, date.end
        if isinstance(start, Edge):
            key = "date.until-open" if start is Edge.OPEN else "date.until-unknown"
            return self.text(key, end=self._edge(end))
        if not date.is_interval:
            return self._moment(start)
        if isinstance(end, Edge):
            key = "date.from-open" if end is Edge.OPEN else "date.from-unknown"
            return self.text(key, start=self._moment(start))
        return self.text("date.from-to", start=self._moment(start), end=self._moment(end))

    def _edge(self, end: Moment | Edge) -> str:
        if isinstance(end, Edge):
            raise ValueError("neither side of an interval is a date; expected one")
        return self._moment(end)

    def _moment(self, moment: Moment) -> str:
        date = self._unqualified(moment)
        if moment.qualifier == "~":
            return self.text("date.about", date=date)
        if moment.qualifier == "?":
            return self.text("date.uncertain", date=date)
        if moment.qualifier == "%":
            return self.text("date.about-uncertain", date=date)
        return date

    def _unqualified(self, moment: Moment) -> str:
        first, last = moment.earliest, moment.latest
        if moment.unknown_year_digits == 1 and moment.year > 0:
            return self.text("date.decade", year=self._plain(moment.year))
        if moment.unknown_year_digits:
            years = {"first": self._plain(first[0]), "last": self._plain(last[0])}
            return self.text("date.unknown-year", **years)
        if moment.month_tens is not None or moment.day_tens is not None:
            days = {"first": self._day(first), "last": self._day(last)}
            return self.text("date.some-time", **days)
        if moment.month_unknown:
            key = "date.unknown-day-of-year" if moment.day_unknown else "date.unknown-month"
            return self.text(key, year=self._plain(moment.year))
        if moment.day_unknown:
            return self.text("date.unknown-day-of-month", month=self._month(first))
        if moment.month is None:
            return self._plain(moment.year)
        return self._month(first) if moment.day is None else self._day(first)

    def _day(self, day: Day) -> str:
        return self._by_pattern(day, self.cldr.date_formats["long"].pattern)

    def _month(self, day: Day) -> str:
        # A few locales have no such skeleton; the month before the year is CLDR's root form.
        skeletons = self.cldr.datetime_skeletons
        found = skeletons["yMMMM"].pattern if "yMMMM" in skeletons else "MMMM y"
        return self._by_pattern(day, found)

    def _by_pattern(self, day: Day, pattern: str) -> str:
        return self._in_own_digits(format_date(datetime.date(*day), pattern, locale=self.cldr))

    def _plain(self, n: int) -> str:
        """A number that counts nothing, such as a year: without separators."""
        return self._in_own_digits(str(n))

    def _in_own_digits(self, text: str) -> str:
        zero = ord(_ZEROS[self.cldr.default_numbering_system])
        return text.translate({ord("0") + n: zero + n for n in range(10)})


def load_catalog(lang: str, locale: str) -> Catalog:
    """Read the words of `lang` and join them to CLDR's data for `locale`, such as `ar_IQ`.

    Raises:
        ValueError: no words for that language, an unknown locale, a locale of another language,
            or a file whose strings don't have the form that this module describes.
    """
    if lang not in languages_known():
        raise ValueError(f"{lang!r} has no interface; expected one of {languages_known()}")
    if not locale_known(locale):
        raise ValueError(f"{locale!r} is no locale of CLDR; expected one such as en_GB or ar_IQ")
    cldr = Locale.parse(locale)
    if cldr.language != lang:
        raise ValueError(f"{locale!r} is a locale of {cldr.language!r}; expected one of {lang!r}")
    name = Locale(lang).get_language_name(lang) or lang
    return Catalog(lang, direction_of(lang), name, _read_messages(lang, cldr), cldr)


@cache
def direction_of(lang: str) -> Literal["ltr", "rtl"]:
    """Which way a language runs by CLDR; left to right where CLDR doesn't know it."""
    try:
        order = Locale.parse(lang).character_order
    except (ValueError, UnknownLocaleError):
        return "ltr"
    return "rtl" if order == "right-to-left" else "ltr"


def locale_known(locale: str) -> bool:
    """Whether CLDR, as Babel carries it, has a locale of that name, and this module its digits."""
    # Babel overlooks an encoding or a modifier: to it, en_GB.UTF-8 is en_GB.
    if not re.fullmatch("[A-Za-z0-9_]+", locale):
        return False
    try:
        return Locale.parse(locale).default_numbering_system in _ZEROS
    except (ValueError, UnknownLocaleError):
        return False


def languages_known() -> tuple[str, ...]:
    """The languages that the interface is written in, sorted."""
    names = (entry.name for entry in (files("hashiya") / "locale").iterdir())
    return tuple(sorted(name.removesuffix(".yml") for name in names if name.endswith(".yml")))


def fields_of(message: Message) -> frozenset[str]:
    """The {named} fields of a string, or of any form of a counted one."""
    if isinstance(message, str):
        return _fields(message)
    return frozenset().union(*(_fields(form) for form in message.values()))


def _read_messages(lang: str, cldr: Locale) -> Mapping[str, Message]:
    text = (files("hashiya") / "locale" / f"{lang}.yml").read_text("utf-8")
    messages = yaml.safe_load(text)
    if not isinstance(messages, dict):
        raise ValueError(f"locale/{lang}.yml is no mapping; expected keys with their strings")
    categories = {"other", *cldr.plural_form.tags}
    for key, message in messages.items():
        if isinstance(message, str) or _is_counted(message, categories):
            continue
        expected = ", ".join(sorted(categories))
        raise ValueError(f"locale/{lang}.yml: {key} is no text; expected one, or {expected}")
    return MappingProxyType(messages)


def _is_counted(message: object, categories: set[str]) -> bool:
    """Whether each plural category has its text, and nothing else has one."""
    if not isinstance(message, dict) or set(message) != categories:
        return False
    return all(isinstance(form, str) for form in message.values())


@lru_cache(maxsize=65_536)
def _written(value: Decimal, locale: str) -> str:
    """A number in a locale's separators; Babel takes its time, and most numbers come often."""
    cldr = Locale.parse(locale)
    return format_decimal(
        value,
        locale=cldr,
        decimal_quantization=False,
        numbering_system=cldr.default_numbering_system,
    )


@cache
def _fields(template: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name is not None)


def _filled(key: str, template: str, given: Mapping[str, str], known: frozenset[str]) -> str:
    if unknown := sorted(given.keys() - known):
        raise ValueError(f"{key} has no field {', '.join(unknown)}; expected {sorted(known)}")
    return template.format_map(given)
