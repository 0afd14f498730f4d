"""Edits that change what a paragraph says: one function a kind, each naming every place it has.

An edit takes a paragraph's text and gives the changes that it could make there. A change that
folding can't see is none of this family; `corpus.py` leaves it out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tests.mutations.sheet import read_our_index
from tests.mutations.words import (
    ANTONYMS,
    ASIDES,
    FUTURE,
    IMPERFECT,
    LOST_HERE,
    MODALS,
    MONTHS,
    NEAR_LETTERS,
    NEGATION_OUT,
    NUMBER_WORDS,
    PERFECT,
    SAME_MONTH,
    SPELLINGS,
    UNITS,
    Table,
)


@dataclass(frozen=True, slots=True)
class Change:
    """The half-open range [start, end) of a text, and what is written there instead."""

    start: int
    end: int
    new: str

    def apply(self, text: str) -> str:
        """`text` with this change."""
        return text[: self.start] + self.new + text[self.end :]


MeaningEdit = Callable[[str], Iterator[Change]]

_L = "[\\w\u0640\u064b-\u0652\u0670]"
_BEFORE, _AFTER = f"(?<!{_L})", f"(?!{_L})"
_PROCLITICS = "(?:[وف]?[بكل]?(?:ال)?|[وف]?لل)"
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_SENTENCE_END = re.compile('(?<=[.؟!])[”"»]? (?=\\S)')


def whole_words(words: Iterable[str]) -> re.Pattern[str]:
    """The words, the longest first, each whole and with its proclitics (group 1)."""
    longest = "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(f"{_BEFORE}({_PROCLITICS})({longest}){_AFTER}")


def _by_table(table: Table) -> MeaningEdit:
    pattern = whole_words(table)

    def edit(text: str) -> Iterator[Change]:
        for match in pattern.finditer(text):
            for new in table[match[2]]:
                yield Change(*match.span(2), new)

    return edit


def digit_changed(text: str) -> Iterator[Change]:
    """One digit another, one more, one less, two exchanged, a decimal point away."""
    for number in _NUMBER.finditer(text):
        digits = number[0]
        for k, digit in enumerate(digits):
            at = number.start() + k
            if not digit.isdecimal():
                yield Change(at, at + 1, "")
                continue
            for step in (1, 5):
                yield Change(at, at + 1, str((int(digit) + step) % 10))
            yield Change(at, at + 1, digit + "0")
            if len(digits) > 1:
                yield Change(at, at + 1, "")
        for k in range(len(digits) - 1):
            if digits[k] != digits[k + 1] and digits[k : k + 2].isdecimal():
                at = number.start() + k
                yield Change(at, at + 2, digits[k + 1] + digits[k])


number_word = _by_table(NUMBER_WORDS)
unit = _by_table(UNITS)
antonym = _by_table(ANTONYMS)
modal = _by_table(MODALS)
same_month = _by_table(SAME_MONTH)
other_spelling = _by_table(SPELLINGS)
_month = _by_table(MONTHS)
_year = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def month_or_year(text: str) -> Iterator[Change]:
    """Another month, weekday or year."""
    yield from _month(text)
    for match in _year.finditer(text):
        for step in (-10, -1, 1, 2):
            yield Change(*match.span(), str(int(match[0]) + step))


_nominal = _by_table(LOST_HERE)
_future = _by_table({old: (new,) for old, new in FUTURE.items()})
_imperfect = re.compile(f"{_BEFORE}(أن )?([وف]?)({'|'.join(IMPERFECT)}){_AFTER}")
_perfect = re.compile(f"{_BEFORE}([وف]?)({'|'.join(PERFECT)}){_AFTER}")
_NEGATED = tuple("لا لم لن قد وقد ولم ولا ولن ما ألا سوف مما ليس ليست".split())


def negation_put_in(text: str) -> Iterator[Change]:
    """لا before an imperfect, لم and the jussive for a perfect, لن for a future; ليس and غير."""
    yield from _nominal(text)
    yield from _future(text)
    for match in _imperfect.finditer(text):
        if _word_before(text, match.start()) not in _NEGATED:
            no = "ألا " if match[1] else f"{match[2]}لا "
            yield Change(*match.span(), f"{no}{match[3]}")
    for match in _perfect.finditer(text):
        if _word_before(text, match.start()) not in _NEGATED:
            yield Change(*match.span(), f"{match[1]}لم {PERFECT[match[2]]}")


def _word_before(text: str, at: int) -> str:
    words = text[:at].split()
    return words[-1] if words else ""


negation_taken_out = _by_table(NEGATION_OUT)


@lru_cache(maxsize=1)
def names() -> Mapping[str, tuple[str, str]]:
    """Every Arabic name of the index to its entity's id and kind."""
    found: dict[str, tuple[str, str]] = {}
    for id_, entity in sorted(read_our_index().entities.items()):
        for name in (entity.name["ar"], *entity.aliases.get("ar", ())):
            found.setdefault(name, (id_, entity.kind.id))
    return found


@lru_cache(maxsize=1)
def _peers() -> Mapping[str, tuple[str, ...]]:
    """Every Arabic name to the first names of the other entities of its kind."""
    firsts = [
        (entity.name["ar"], id_, entity.kind.id)
        for id_, entity in sorted(read_our_index().entities.items())
    ]
    return {
        name: tuple(first for first, other, same in firsts if other != id_ and same == kind)
        for name, (id_, kind) in names().items()
    }


@lru_cache(maxsize=1)
def _names_pattern() -> re.Pattern[str]:
    return whole_words(names())


def name_swapped(text: str) -> Iterator[Change]:
    """A name of the index in the place of another of its kind."""
    for match in _names_pattern().finditer(text):
        peers = _peers()[match[2]]
        # Every seventh, from a place that the text decides: enough kinds of names, and no chance.
        for new in peers[match.start() % 7 :: 7]:
            yield Change(*match.span(2), new)


def name_misspelt(text: str) -> Iterator[Change]:
    """One letter of a name another that looks like it."""
    for match in _names_pattern().finditer(text):
        for at in range(match.start(2), match.end(2)):
            if at < match.start(2) + 2 and match[2].startswith("ال"):
                continue
            for new in NEAR_LETTERS.get(text[at], ""):
                yield Change(at, at + 1, new)


def order(text: str) -> Iterator[Change]:
    """Two names, two numbers or two sentences in each other's place.

    Names that only an "and" joins are left where they are: the order of a list says little.
    """
    found = [(*match.span(2), match[2]) for match in _names_pattern().finditer(text)]
    entities = names()
    for one, two in _neighbours(found):
        between = text[one[1] : two[0]]
        if entities[one[2]][0] != entities[two[2]][0] and between.strip() not in {"و", "،"}:
            yield Change(one[0], two[1], two[2] + between + one[2])
    numbers = [(*match.span(), match[0]) for match in _NUMBER.finditer(text)]
    for one, two in _neighbours(numbers):
        if one[2] != two[2]:
            yield Change(one[0], two[1], two[2] + text[one[1] : two[0]] + one[2])
    starts = [0, *(m.end() for m in _SENTENCE_END.finditer(text)), len(text) + 1]
    for a, b, c in zip(starts, starts[1:], starts[2:], strict=False):
        yield Change(a, c - 1, f"{text[b : c - 1]} {text[a : b - 1]}")


Place = tuple[int, int, str]


def _neighbours(found: list[Place]) -> Iterator[tuple[Place, Place]]:
    """Each with the next, and with the one after that."""
    for step in (1, 2):
        yield from zip(found, found[step:], strict=False)


def sentence(text: str) -> Iterator[Change]:
    """A sentence put in that turns the paragraph, or one of its own taken out."""
    ends = [m.end() for m in _SENTENCE_END.finditer(text)]
    for k, at in enumerate((*ends, len(text))):
        for aside in ASIDES[(at + k) % 2 :: 2]:
            yield Change(at, at, f"{aside} " if at < len(text) else f" {aside}")
    starts = [0, *ends, len(text)]
    if len(starts) > 2:
        for start, end in pairwise(starts):
            yield Change(start, end, "")


def word_lost(text: str) -> Iterator[Change]:
    """One word of four letters or more, gone."""
    for match in re.finditer(f"{_BEFORE}[\u0621-\u064a]{{4,}} ", text):
        yield Change(*match.span(), "")


def punctuation(text: str) -> Iterator[Change]:
    """A comma or a full stop that was not there, or one gone."""
    for match in re.finditer("[،.؛:](?= )", text):
        yield Change(*match.span(), "")
    for match in re.finditer(" (?=و)", text):
        yield Change(*match.span(), "، ")


MEANINGS: Mapping[str, MeaningEdit] = {
    "digit": digit_changed,
    "number word": number_word,
    "negation put in": negation_put_in,
    "negation taken out": negation_taken_out,
    "name swapped": name_swapped,
    "letter of a name": name_misspelt,
    "modal": modal,
    "unit": unit,
    "month, day or year": month_or_year,
    "antonym": antonym,
    "order": order,
    "sentence put in or taken out": sentence,
    "word lost": word_lost,
}

SAME_TO_A_READER: Mapping[str, MeaningEdit] = {
    "same month, other name": same_month,
    "same word, other spelling": other_spelling,
    "punctuation": punctuation,
}
"""Edits of words or signs that mean the same, or nearly; the program can't know and asks."""
