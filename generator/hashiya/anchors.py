"""Anchoring: a quotation → its spans in the paragraphs it names, or the nearest miss and why not.

Exact first, then the same after folding, then nothing. A near miss is only ever shown; it is never
taken, since a score can't tell a harmless edit from a change of meaning.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from hashiya.articles import Article, Paragraph
from hashiya.fold import UNSEEN, Folded, fold, fold_text

_JOIN = re.compile(r"\[(?:…|\.\.\.)\]")
_NUMBER = re.compile(r"(?<![\w.,٫٬])[-+±−]?\d+(?:[.,٫٬:/\u2010-\u2015-]\d+)*[%٪‰]?")

_UNSEEN = re.compile(f"[{''.join(sorted(UNSEEN))}]+")

_PUNCTUATION = ".,;:!?…،؛؟۔()[]\"'“”‘’«»-–—"

LONGEST_WORD = 200
"""Characters to each side of a border that are looked at for a word or a number which it cuts.

More are neither; the bound keeps a line of a million letters from being read a million times.
"""

MOST_SPANS = 12
"""A quotation of more spans is a collage; the bound also keeps the search for places short."""

MOST_PAIRS = 250_000
"""Pairs of a quotation's word and the same word in an article; ordinary prose has hundreds."""


@dataclass(frozen=True, slots=True)
class Span:
    """The half-open range [start, end) of code points in the text of paragraph `n` (1-based)."""

    n: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a quotation stands: its spans in order, whether to the letter, and how many times.

    `exact` is false where folding was needed. `occurrences` counts the places in the addressed
    paragraphs where the first span could stand as well: above 1 the quotation is ambiguous.
    """

    spans: tuple[Span, ...]
    exact: bool
    occurrences: int


@dataclass(frozen=True, slots=True)
class Miss:
    """Why a quotation has no anchor.

    `reason` is a clause; `elsewhere` names the paragraphs (1-based) that do hold it; `nearest` is
    the paragraph with the most alike words, None where none shares a word; `difference` the word
    diff against it, as [-quotation-] {+article+}; `words` are the two that it compares, the
    quotation's span and the article's stretch; `likeness` is the share of words that both have in
    the same order, from 0 to 1. It is for showing: no likeness makes a miss an anchor.
    """

    reason: str
    elsewhere: tuple[tuple[int, int], ...] = ()
    nearest: int | None = None
    difference: str = ""
    words: tuple[str, str] = ("", "")
    likeness: float = 0.0


def split_quote(quote: str) -> tuple[str, ...]:
    """The spans of a quotation that `[…]` or `[...]` joins; empty ones stay, as faults."""
    return tuple(part.strip() for part in _JOIN.split(quote))


def locate(article: Article, first: int, last: int, quote: str) -> Anchor | Miss:
    """The anchor of `quote` in paragraphs first..last of `article` (1-based, both included).

    Each span lies in one paragraph, spans stand in order, and every paragraph of the range holds
    one. A span begins and ends at word borders and cuts no number.
    """
    parts = split_quote(quote)
    if not all(parts):
        return Miss("a […] with nothing on one side of it, expected words on both")
    if len(parts) > MOST_SPANS:
        return Miss(f"{len(parts)} spans, expected at most {MOST_SPANS}")
    paragraphs = article.paragraphs[first - 1 : last]
    if len(paragraphs) < last - first + 1:
        return Miss(f"the article has {len(article.paragraphs)} paragraphs only")
    for exact in (True, False):
        found = _place(parts, paragraphs, exact)
        if found:
            occurrences = sum(
                sum(1 for _ in _occurrences(parts[0], p.text, exact, 0)) for p in paragraphs
            )
            return Anchor(found, exact, occurrences)
    return _miss(article, paragraphs, parts)


def _place(parts: Sequence[str], paragraphs: Sequence[Paragraph], exact: bool) -> tuple[Span, ...]:
    """Spans in order that leave out no paragraph, or () where there are none.

    Each span takes its first place in a paragraph: that leaves the most room for the next.
    """

    def search(part: int, at: int, offset: int) -> tuple[Span, ...] | None:
        if part == len(parts):
            return () if at == len(paragraphs) - 1 else None
        for index in (at, at + 1) if part else (0,):
            if index >= len(paragraphs) or len(paragraphs) - index > len(parts) - part:
                continue
            begin = offset if index == at else 0
            paragraph = paragraphs[index]
            found = next(_occurrences(parts[part], paragraph.text, exact, begin), None)
            rest = search(part + 1, index, found[1]) if found else None
            if found and rest is not None:
                return (Span(paragraph.n, *found), *rest)
        return None

    return search(0, 0, 0) or ()


@lru_cache(maxsize=4096)
def _folded(text: str) -> Folded:
    return fold(text)


def _occurrences(quote: str, text: str, exact: bool, begin: int) -> Iterator[tuple[int, int]]:
    """Where `quote` stands whole in `text` from `begin` on, as half-open ranges of `text`."""
    if exact:
        at = text.find(quote, begin)
        while at >= 0:
            if _stands_whole(text, at, at + len(quote)):
                yield at, at + len(quote)
            at = text.find(quote, at + 1)
        return
    folded = _folded(text)
    wanted = fold_text(quote).strip()
    at = folded.text.find(wanted) if wanted else -1
    while at >= 0:
        start, end = folded.original(at, at + len(wanted))
        if start >= begin and _stands_whole(text, start, end):
            yield start, end
        at = folded.text.find(wanted, at + 1)


def cut_word(text: str, start: int, end: int) -> str | None:
    """The word or number of `text` that a span [start, end) cuts, or None where it cuts none.

    Characters that nobody sees neither make a word nor end one, so that 1<zero-width space>30 is
    130 here as it is after folding.
    """
    for border in (start, end):
        if _parts_word(text, border):
            return _word_around(text, border)
    return _cut_number(text, start) or _cut_number(text, end)


def _stands_whole(text: str, start: int, end: int) -> bool:
    """Whether `cut_word` names nothing; what parts a word is told without looking for its ends."""
    if _parts_word(text, start) or _parts_word(text, end):
        return False
    return cut_word(text, start, end) is None


def _seen(text: str, border: int) -> tuple[int, int]:
    """The end of what is seen before a border, and the start of what is seen after it."""
    left = right = border
    while left > 0 and text[left - 1] in UNSEEN:
        left -= 1
    while right < len(text) and text[right] in UNSEEN:
        right += 1
    return left, right


def _parts_word(text: str, border: int) -> bool:
    left, right = _seen(text, border)
    return left > 0 and right < len(text) and _is_word(text[left - 1]) and _is_word(text[right])


def _word_around(text: str, border: int) -> str:
    """The word that a border parts, to the bound of `LONGEST_WORD` on each side."""
    left = right = border
    while left > max(0, border - LONGEST_WORD) and _is_in_word(text[left - 1]):
        left -= 1
    while right < min(len(text), border + LONGEST_WORD) and _is_in_word(text[right]):
        right += 1
    return _UNSEEN.sub("", text[left:right])


def _cut_number(text: str, border: int) -> str | None:
    """The number that a border parts; one of the characters beside it is a digit then."""
    left, right = _seen(text, border)
    if not 0 < left <= right < len(text):
        return None
    if not (text[left - 1].isdecimal() or text[right].isdecimal()):
        return None
    head, tail = _held(text, left, -1)[::-1], _held(text, right, 1)
    for number in _NUMBER.finditer(head + tail):
        if number.start() < len(head) < number.end():
            return number[0]
    return None


def _held(text: str, at: int, step: int) -> str:
    """What is seen from `at` on, or before it where `step` is -1, up to white space."""
    piece = text[at : at + LONGEST_WORD] if step > 0 else text[max(0, at - LONGEST_WORD) : at][::-1]
    if not _UNSEEN.search(piece):  # the quick way, which nearly every text goes
        return "" if piece[:1].isspace() else piece.split(None, 1)[0]
    held: list[str] = []
    place = at if step > 0 else at - 1
    while 0 <= place < len(text) and len(held) < LONGEST_WORD and not text[place].isspace():
        if text[place] not in UNSEEN:
            held.append(text[place])
        place += step
    return "".join(held)


def _is_in_word(character: str) -> bool:
    return character in UNSEEN or _is_word(character)


def _is_word(character: str) -> bool:
    """Letters, digits, marks and the low line."""
    return (
        character.isalnum() or character == "_" or unicodedata.category(character).startswith("M")
    )


def find_stretch(text: str, first: str, last: str) -> tuple[str, ...]:
    """The stretches of `text` from the words `first` up to the next `last`, both included.

    Both are looked for as quotations are; a stretch ends with the first `last` that does not lie
    before the end of `first`, or is `first` itself where the two are the same.
    """
    found: list[str] = []
    for exact in (True, False):
        for start, end in _occurrences(first, text, exact, 0):
            if first == last:
                found.append(text[start:end])
                continue
            stop = next((e for _, e in _occurrences(last, text, exact, start) if e >= end), None)
            if stop is None:  # nor after any later `first`
                break
            found.append(text[start:stop])
        if found:
            break
    return tuple(found)


def _miss(article: Article, named: Sequence[Paragraph], parts: Sequence[str]) -> Miss:
    elsewhere = _windows(article, parts, 1)
    if not elsewhere:
        sizes = {len(named), len(parts)} - {1}
        elsewhere = [window for size in sorted(sizes) for window in _windows(article, parts, size)]
    if elsewhere:
        return Miss("it stands elsewhere in the article", tuple(sorted(set(elsewhere))))
    for part in parts:
        for paragraph in named:
            cut = _cut_in(part, paragraph.text)
            if cut is not None:
                return Miss(f"it cuts {cut}", (), paragraph.n)
    if len(named) > 1 and len(parts) < len(named):
        return Miss("each paragraph of the range must hold a span, joined by […]")
    return _nearest_words(article.paragraphs, named, parts)


def nearest_words(paragraphs: Sequence[Paragraph], named: Sequence[Paragraph], quote: str) -> Miss:
    """The words of `paragraphs` most like those of `quote`, which stands in none of them.

    Where two are alike, one of the paragraphs `named` comes first.
    """
    return _nearest_words(paragraphs, named, split_quote(quote))


def places_of(article: Article, quote: str) -> tuple[tuple[int, int], ...]:
    """The runs of paragraphs, as first and last number, that hold a quotation; sorted.

    Single paragraphs where any holds it all; else the runs, as long as it has spans at most.
    """
    parts = split_quote(quote)
    if not all(parts) or len(parts) > MOST_SPANS:
        return ()
    for size in range(1, len(parts) + 1):
        found = _windows(article, parts, size)
        if found:
            return tuple(found)
    return ()


def _windows(article: Article, parts: Sequence[str], size: int) -> list[tuple[int, int]]:
    """The runs of `size` paragraphs, as first and last number, that hold all the spans."""
    runs = (article.paragraphs[at : at + size] for at in range(len(article.paragraphs) - size + 1))
    return [
        (run[0].n, run[-1].n)
        for run in runs
        if any(_place(parts, run, exact) for exact in (True, False))
    ]


def _cut_in(part: str, text: str) -> str | None:
    """What `part` cuts where its letters do stand in `text`."""
    folded, wanted = _folded(text), fold_text(part).strip()
    at = folded.text.find(wanted) if wanted else -1
    return cut_word(text, *folded.original(at, at + len(wanted))) if at >= 0 else None


def _nearest_words(
    paragraphs: Sequence[Paragraph], named: Sequence[Paragraph], parts: Sequence[str]
) -> Miss:
    """The window of words most like the first span that has no place, as a diff."""
    part = next(
        (p for p in parts if not any(_place([p], [n], exact=False) for n in named)), parts[0]
    )
    words = fold_text(part).split()
    wanted = Counter(words)
    candidates = sorted(
        paragraphs,
        key=lambda p: (
            -sum((Counter(fold_text(p.text[:20_000]).split()) & wanted).values()),
            p not in named,
            p.n,
        ),
    )[:3]
    best: tuple[float, int, str] | None = None
    for paragraph in candidates:
        original = paragraph.text[:20_000].split()
        folded = [fold_text(word) for word in original]
        if _too_alike(words, folded):  # no way to line them up is better than another
            return Miss("it stands nowhere in the article", (), paragraph.n)
        low, high = _window([_bare(word) for word in words], [_bare(word) for word in folded])
        ratio = SequenceMatcher(None, words, folded[low:high], autojunk=False).ratio()
        if ratio > 0 and (best is None or ratio > best[0]):
            stretch = _within_borders(part, " ".join(original[low:high]))
            best = (ratio, paragraph.n, stretch)
    if best is None:
        return Miss("no paragraph shares a word with it")
    likeness, n, stretch = best
    difference = word_diff(part, stretch)
    compared = (part, stretch)
    return Miss("it stands nowhere in the article", (), n, difference, compared, likeness)


def _too_alike(words: Sequence[str], text: Sequence[str]) -> bool:
    """Whether one word stands so often in both that comparing them would take minutes."""
    there = Counter(map(_bare, text))
    return sum(there[_bare(word)] for word in words) > MOST_PAIRS


def _window(words: Sequence[str], text: Sequence[str]) -> tuple[int, int]:
    """The half-open range of `text` that lines up with `words`, two words longer at most."""
    blocks = SequenceMatcher(None, words, text, autojunk=False).get_matching_blocks()[:-1]
    if not blocks:
        return 0, 0
    longest = max(blocks, key=lambda block: block.size)
    low = max(0, longest.b - longest.a)
    high = min(len(text), low + len(words))
    first, last = blocks[0], blocks[-1]
    if first.a == 0 and abs(first.b - low) <= 2:
        low = first.b
    if last.a + last.size == len(words) and abs(last.b + last.size - high) <= 2:
        high = last.b + last.size
    return low, high


def _bare(word: str) -> str:
    """A word without the punctuation around it, for lining words up."""
    return word.strip(_PUNCTUATION) or word


def _within_borders(part: str, stretch: str) -> str:
    """`stretch` without the punctuation at an end where `part` has none: that is no difference."""
    if part[:1] not in _PUNCTUATION:
        stretch = stretch.lstrip(_PUNCTUATION)
    if part[-1:] not in _PUNCTUATION:
        stretch = stretch.rstrip(_PUNCTUATION)
    return stretch


def word_diff(quote: str, text: str) -> str:
    """The words of `quote` turned into those of `text`: [-taken out-] {+put in+}.

    Words that are the same after folding are the same.
    """
    old, new = quote.split(), text.split()
    matcher = SequenceMatcher(
        None, [fold_text(w) for w in old], [fold_text(w) for w in new], autojunk=False
    )
    out: list[str] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            run = old[a:b]
            out += run if len(run) <= 8 else [*run[:3], "…", *run[-3:]]
            continue
        if a < b:
            out.append(f"[-{' '.join(old[a:b])}-]")
        if c < d:
            out.append(f"{{+{' '.join(new[c:d])}+}}")
    return " ".join(out)
