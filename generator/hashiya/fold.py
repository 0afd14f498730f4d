"""Folding: text → comparable text, with a map back to the original offsets.

Specification, version 1. Two texts are the same after folding when they differ in nothing but:

1.  compatibility forms: NFKC is applied to each base character with the marks that follow it, so
    presentation forms, ligatures and full-width letters become plain letters. Where NFKC would
    make decimal digits of something that is none (superscripts, fractions, circled digits), the
    character is left as it is, or `10²` would be the same as `102`. What rules 4, 5 and 8 name is
    theirs: NFKC would make ″ two characters, and of ´ a space and a mark;
2.  marks: tashkeel and Quranic marks (U+0610-061A, 064B-065F, 0670, 06D6-06DC, 06DF-06E8,
    06EA-06ED, 08CA-08E1, 08E3-08FF) fall away. Marks of other scripts stay: they make letters;
3.  tatweel (U+0640) falls away;
4.  alef forms أ إ آ ٱ ٲ ٳ ٵ become ا;
5.  hamza on a seat, ؤ ئ ٶ ٸ, becomes ء, as it does where it is a mark of its own above و ي ى ی;
6.  ى and the Persian ی become ي; ة and the heh forms ہ ە ۃ ۀ become ه; the Persian ک becomes ك;
7.  decimal digits of every script become 0-9; ٪ becomes %, ٫ becomes ., ٬ becomes ,
    when it stands between two digits;
8.  quotation marks: double ones (“ ” „ ‟ « » ″ 〝 〞) become ", single ones (‘ ’ ‚ ‛ ‹ › ′ ` ´)
    become ';
9.  dashes and minus signs (U+2010-2015, 2212, FE58, FE63, FF0D, 2E3A, 2E3B, 06D4 is no dash)
    become -;
10. white space: each run becomes one space, at the ends of the text too;
11. zero-width and direction characters (U+00AD, 061C, 180E, 200B-200F, 202A-202E, 2060-2064,
    2066-2069, FEFF) fall away.

Nothing else is folded: not case, not the proclitics, not punctuation, not a digit into another
digit, and no word into another. The list of letters follows Lucene's ArabicNormalizer, which leaves
hamza seats alone; here مسئول and مسؤول are one spelling of one word. A change to this list is a new
`FOLD_VERSION`, because `seeds.lock` holds hashes of folded paragraphs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

FOLD_VERSION = 1

_MARKS = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u08ca-\u08e1\u08e3-\u08ff]"
)
_INVISIBLE = frozenset(
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
DIRECTION_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e")
ISOLATE_OPENERS = frozenset("\u2066\u2067\u2068")
ISOLATE_CLOSER = "\u2069"
_DIRECTION = DIRECTION_OVERRIDES | ISOLATE_OPENERS | {ISOLATE_CLOSER}

_LETTERS = {
    **dict.fromkeys("أإآٱٲٳٵ", "ا"),
    **dict.fromkeys("ؤئٶٸ", "ء"),
    **dict.fromkeys("ىی", "ي"),
    **dict.fromkeys("ةہەۃۀ", "ه"),
    "ک": "ك",
    "٪": "%",
    **dict.fromkeys("“”„‟«»″〝〞", '"'),
    **dict.fromkeys("‘’‚‛‹›′`´", "'"),
    **dict.fromkeys(
        "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u2e3a\u2e3b", "-"
    ),
}
_BEFORE_NFKC = str.maketrans({c: _LETTERS[c] for c in "ٵٶٸ″´ىی"})
"""What is looked up before NFKC is applied: it takes the first five apart, and knows no ئ of which
the seat is written as ى or ی, with a hamza above it."""
_SEPARATORS = {"٫": ".", "٬": ","}
_TATWEEL = "\u0640"

MOST_MARKS = 64
"""Marks that are put in order after one letter; more are no text, and begin anew.

Ordering takes the square of their number. Unicode's stream-safe format (UAX 15) stops at 30.
"""
UNSEEN = _INVISIBLE | {_TATWEEL}
"""What stands in a word without being of it, and so ends none: zero-width, direction, tatweel."""


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text and where each of its characters came from.

    `starts[k]` and `ends[k]` are the half-open range of code points in the original that became
    character `k`; a mark that fell away belongs to the range of the letter before it.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The original half-open range of the folded half-open range; the range is not empty."""
        return self.starts[start], self.ends[end - 1]


_PLAIN = frozenset(
    character
    for block in (
        range(0x20, 0x7F),
        range(0xA1, 0x300),
        range(0x60C, 0x620),
        range(0x621, 0x63B),
        range(0x641, 0x64B),
        range(0x2010, 0x2400),
    )
    for character in map(chr, block)
    if unicodedata.is_normalized("NFKC", character)
    and unicodedata.combining(character) == 0
    and character not in _INVISIBLE
    and not _MARKS.match(character)
    and (character == " " or not character.isspace())
) | frozenset("\t\n\r\u00a0٠١٢٣٤٥٦٧٨٩")
"""Characters that fold each to one other, whatever stands before them."""

_ODD = re.compile(f"[^{re.escape(''.join(sorted(_PLAIN)))}]+")
_TABLE = {
    **{ord(k): v for k, v in _LETTERS.items()},
    **{0x660 + digit: str(digit) for digit in range(10)},
    **dict.fromkeys(map(ord, "\t\n\r\u00a0"), " "),
}
_SPACES = re.compile("  +")
_DIGIT_SEPARATOR = re.compile("(?<=[0-9])[٫٬](?=[0-9])")


def fold_text(text: str) -> str:
    """`text` folded; see the module's specification. The same as `fold(text).text`, but faster."""
    parts: list[str] = []
    for start, end, plain in _stretches(text):
        if plain:
            parts.append(text[start:end].translate(_TABLE))
        else:
            parts += [folded for folded, _, _ in _clusters(text, start, end)]
    return _DIGIT_SEPARATOR.sub(
        lambda match: _SEPARATORS[match[0]], _SPACES.sub(" ", "".join(parts))
    )


def fold(text: str) -> Folded:
    """Folds `text` and keeps the map back. Folding twice changes nothing more."""
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, plain in _stretches(text):
        if plain:
            characters += text[start:end].translate(_TABLE)
            starts += range(start, end)
            ends += range(start + 1, end + 1)
            continue
        for folded, first, last in _clusters(text, start, end):
            if not folded and ends:
                ends[-1] = last
            characters += folded
            starts += [first] * len(folded)
            ends += [last] * len(folded)
    joined = "".join(characters)
    for space in reversed(tuple(_SPACES.finditer(joined))):
        first, last = space.span()
        ends[first] = ends[last - 1]
        del starts[first + 1 : last], ends[first + 1 : last]
    once = _DIGIT_SEPARATOR.sub(lambda match: _SEPARATORS[match[0]], _SPACES.sub(" ", joined))
    return Folded(once, tuple(starts), tuple(ends))


def _stretches(text: str) -> Iterator[tuple[int, int, bool]]:
    """The half-open ranges of `text`, in order, and whether a range is plain.

    What is odd goes together with the character before it, which it may compose with.
    """
    at = 0
    for odd in _ODD.finditer(text):
        start = max(at, odd.start() - 1)
        if start > at:
            yield at, start, True
        yield start, odd.end(), False
        at = odd.end()
    if at < len(text):
        yield at, len(text), True


def _clusters(text: str, at: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Each character of a range with all that composes with it: folded, and where it stood."""
    while at < end:
        last = _cluster_end(text, at)
        yield _fold_cluster(text[at:last]), at, last
        at = last


def _cluster_end(text: str, at: int) -> int:
    """The end of the base character at `at` and of all that composes with it."""
    end, marks = at + 1, 0
    while end < len(text) and marks < MOST_MARKS:
        character = text[end]
        if character in _INVISIBLE or character == _TATWEEL:
            end += 1
            continue
        if character < "\u0300":
            break
        if unicodedata.combining(character) == 0 and not _composes(text[at:end], character):
            break
        end += 1
        marks += 1
    return end


def _composes(before: str, character: str) -> bool:
    """Whether a starter melts into what stands before it (Hangul, a few Indic vowels)."""
    if "\u0600" <= character <= "\u06ff" or character < "\u09be":
        return False
    before = "".join(c for c in _MARKS.sub("", before) if c not in _INVISIBLE and c != _TATWEEL)
    joined = unicodedata.normalize("NFKC", before + character)
    apart = unicodedata.normalize("NFKC", before) + unicodedata.normalize("NFKC", character)
    return joined != apart


def _fold_cluster(cluster: str) -> str:
    if len(cluster) == 1 and cluster.isascii():
        return " " if cluster.isspace() else _LETTERS.get(cluster, cluster)
    visible = "".join(c for c in cluster if c not in _INVISIBLE and c != _TATWEEL)
    if not visible:
        return ""
    visible = visible.translate(_BEFORE_NFKC)
    composed = unicodedata.normalize("NFKC", visible)
    if any(c.isdecimal() for c in composed) and not visible[0].isdecimal():
        return unicodedata.normalize("NFC", _MARKS.sub("", visible))
    # A mark that fell away may have kept two others from composing, so normalise once more.
    bare = unicodedata.normalize("NFKC", _MARKS.sub("", composed))
    return "".join(_fold_character(c) for c in bare if c not in _INVISIBLE and c != _TATWEEL)


def _fold_character(character: str) -> str:
    if character.isspace():
        return " "
    if character in _LETTERS:
        return _LETTERS[character]
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)


def without_direction(text: str) -> str:
    """`text` without direction overrides, embeddings and isolates, as articles are shown."""
    return "".join(c for c in text if c not in _DIRECTION)


def direction_faults(text: str) -> tuple[str, ...]:
    """The direction controls that text of ours may not hold, as `U+202E`; sorted by place.

    Overrides and embeddings always; isolates where they are not closed, or closed unopened.
    Source: Unicode Standard Annex 9, section 2, and CVE-2021-42574.
    """
    faults: list[str] = []
    opened: list[str] = []
    for character in text:
        if character in DIRECTION_OVERRIDES:
            faults.append(f"U+{ord(character):04X}")
        elif character in ISOLATE_OPENERS:
            opened.append(f"U+{ord(character):04X}")
        elif character == ISOLATE_CLOSER and opened:
            opened.pop()
        elif character == ISOLATE_CLOSER:
            faults.append("U+2069 that closes nothing")
    return (*faults, *(f"{name} that nothing closes" for name in opened))


_WORD = re.compile(r"\w+", re.UNICODE)
_ARTICLE = re.compile("^[وف]?(?:[بكل]?ال|لل)(?=.{2,})")
_PROCLITIC = re.compile("^[وفبكل](?=.{3,})")


def search_tokens(text: str) -> tuple[str, ...]:
    """The words of `text` as the search index holds them: folded and in lower case.

    An Arabic word is followed by itself without the article and the proclitics before it, where
    two letters or more remain, or else without a one-letter proclitic, where three or more remain:
    whether the ب of a word is a proclitic can't be seen, so both readings are found.
    """
    tokens: list[str] = []
    for word in _words(text):
        tokens.append(word)
        bare = _ARTICLE.sub("", word, count=1) if _is_arabic(word) else word
        if bare == word and _is_arabic(word):
            bare = _PROCLITIC.sub("", word, count=1)
        if bare != word:
            tokens.append(bare)
    return tuple(tokens)


def query_tokens(text: str) -> tuple[str, ...]:
    """The words of a search query: folded, lower case, Arabic ones without the article."""
    return tuple(_ARTICLE.sub("", w, count=1) if _is_arabic(w) else w for w in _words(text))


def _words(text: str) -> list[str]:
    return _WORD.findall(fold_text(text).lower())


def _is_arabic(word: str) -> bool:
    return "\u0621" <= word[0] <= "\u064a"
