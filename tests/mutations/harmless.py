"""Edits that leave every cited word what it was: one function a kind of edit.

An edit of letters takes a stretch of text and gives it back changed, or as it was where it has no
place there. An edit of paragraphs takes a sheet and the citation that it must leave alone, and
gives the edited sheet, or None where it has no place.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random
from typing import Literal

from tests.mutations.sheet import Citation, Sheet, Slip

LetterEdit = Callable[[str, Random], str]
SheetEdit = Callable[[Sheet, Citation, Random, tuple[str, ...]], Sheet | None]

_LETTER = re.compile("[\u0621-\u063a\u0641-\u064a]")
_MARK = re.compile("[\u064b-\u0652\u0670]")
_MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"


def _some(text: str, pattern: re.Pattern[str], rng: Random, write: Callable[[str], str]) -> str:
    """`text` with `write` done to some of what `pattern` finds, to one at the least."""
    found = list(pattern.finditer(text))
    if not found:
        return text
    share = rng.choice((0.05, 0.3, 1.0))
    chosen = {rng.randrange(len(found))} | {k for k in range(len(found)) if rng.random() < share}
    parts: list[str] = []
    at = 0
    for k, match in enumerate(found):
        if k in chosen:
            parts += (text[at : match.start()], write(match[0]))
            at = match.end()
    return "".join((*parts, text[at:]))


def _among(table: Mapping[str, str]) -> LetterEdit:
    """An edit that writes a character of `table` as one of those it stands for."""
    pattern = re.compile(f"[{re.escape(''.join(table))}]")

    def edit(text: str, rng: Random) -> str:
        return _some(text, pattern, rng, lambda c: rng.choice(table[c]))

    return edit


def marks_put_in(text: str, rng: Random) -> str:
    """Tashkeel after letters, one mark or two."""
    return _some(
        text, _LETTER, rng, lambda c: c + "".join(rng.sample(_MARKS, rng.choice((1, 1, 2))))
    )


def marks_taken_out(text: str, rng: Random) -> str:
    """Tashkeel that the author wrote, gone."""
    return _some(text, _MARK, rng, lambda _: "")


def tatweel(text: str, rng: Random) -> str:
    """Letters drawn out."""
    return _some(text, _LETTER, rng, lambda c: c + "\u0640" * rng.choice((1, 1, 2, 5)))


alef_forms = _among(
    {"أ": "اإآٱ", "إ": "اأ", "آ": "اأ", "ا": "أإآٱ", "\u0671": "ا"},
)
hamza_seats = _among({"ؤ": "ئء", "ئ": "ؤء", "ء": "ئؤ"})
ya_and_alef_maqsura = _among({"ى": "ي", "ي": "ى"})
ta_marbuta_and_heh = _among({"ة": "ه", "ه": "ة"})
persian_letters = _among({"ك": "ک", "ي": "ی", "ى": "ی", "ه": "ہە", "ة": "ۃۀ"})
quotation_marks = _among(
    dict.fromkeys('"“”„‟«»', '"“”„‟«»″〝〞') | dict.fromkeys("'‘’‚‛‹›", "'‘’‚‛‹›′`´")
)
dashes = _among(dict.fromkeys("-–—‒―−", "-‐‑‒–—―−﹘﹣－"))


def _forms() -> dict[str, str]:
    """Letters to the presentation forms that NFKC makes plain again."""
    found: defaultdict[str, str] = defaultdict(str)
    for block in (range(0xFB50, 0xFBC2), range(0xFE80, 0xFEFD)):
        for form in map(chr, block):
            plain = unicodedata.normalize("NFKC", form)
            if len(plain) == 1 and plain != form:
                found[plain] += form
    return dict(found)


presentation_forms = _among(_forms())


def ligatures(text: str, rng: Random) -> str:
    """Lam and alef as one character."""
    forms = {"لا": "ﻻﻼ", "لأ": "ﻷﻸ", "لإ": "ﻹﻺ", "لآ": "ﻵﻶ"}
    return _some(text, re.compile("ل[اأإآ]"), rng, lambda c: rng.choice(forms[c]))


def full_width(text: str, rng: Random) -> str:
    """Latin letters, digits and signs in their wide form."""
    return _some(text, re.compile("[!-~]"), rng, lambda c: chr(ord(c) + 0xFEE0))


_SCRIPTS = (0x660, 0x6F0, 0x966, 0x9E6, 0xFF10)


def digit_scripts(text: str, rng: Random) -> str:
    """Whole numbers in the digits of another script, a separator with them."""

    def write(number: str) -> str:
        zero = rng.choice(_SCRIPTS)
        return "".join("٫" if c == "." else chr(zero + int(c)) for c in number)

    return _some(text, re.compile(r"\d+(?:\.\d+)?"), rng, write)


_SPACES = (
    "\u00a0", "  ", "\t", "\u2009", "\u202f", "\u3000", " \u00a0 ", "\u2003", "\u2028", "\x0b",
    "\x85",
)  # fmt: skip


def spaces(text: str, rng: Random) -> str:
    """Spaces of another width, or more than one."""
    return _some(text, re.compile(" "), rng, lambda _: rng.choice(_SPACES))


def direction_marks(text: str, rng: Random) -> str:
    """Direction marks between words, or a word in an embedding, an override or an isolate."""
    pairs = ("\u202a\u202c", "\u202b\u202c", "\u202d\u202c", "\u2067\u2069", "\u2068\u2069")

    def write(word: str) -> str:
        if rng.random() < 0.5:
            return rng.choice("\u200e\u200f\u061c") + word
        pair = rng.choice(pairs)
        return pair[0] + word + pair[1]

    return _some(text, re.compile(r"\S+"), rng, write)


def zero_width(text: str, rng: Random) -> str:
    """Characters without a width, inside words and between them."""
    signs = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e\u2063"
    return _some(text, re.compile(r"\S"), rng, lambda c: c + rng.choice(signs))


def _normal_form(form: Literal["NFD", "NFKD"]) -> LetterEdit:
    def edit(text: str, rng: Random) -> str:  # noqa: ARG001 - as every edit of letters
        return unicodedata.normalize(form, text)

    return edit


decomposed = _normal_form("NFD")
decomposed_compatibly = _normal_form("NFKD")


def composed(text: str, rng: Random) -> str:
    """Compatibility forms composed: of a text with marks in it, so that there is something to do.

    The articles are in NFC as they stand, where their marks are in order.
    """
    return unicodedata.normalize("NFKC", marks_put_in(text, rng))


def composed_canonically(text: str, rng: Random) -> str:
    """As `composed`, without the compatibility forms."""
    return unicodedata.normalize("NFC", marks_put_in(text, rng))


LETTERS: Mapping[str, LetterEdit] = {
    "marks put in": marks_put_in,
    "marks taken out": marks_taken_out,
    "tatweel": tatweel,
    "alef forms": alef_forms,
    "hamza seats": hamza_seats,
    "ya and alef maqsura": ya_and_alef_maqsura,
    "ta marbuta and heh": ta_marbuta_and_heh,
    "Persian letters": persian_letters,
    "presentation forms": presentation_forms,
    "lam-alef ligatures": ligatures,
    "full-width forms": full_width,
    "digits of another script": digit_scripts,
    "quotation marks": quotation_marks,
    "dashes": dashes,
    "spaces": spaces,
    "direction characters": direction_marks,
    "zero-width characters": zero_width,
    "NFD": decomposed,
    "NFKD": decomposed_compatibly,
    "NFC, with marks": composed_canonically,
    "NFKC, with marks": composed,
}


# --- line ends ------------------------------------------------------------------------------------


def line_ends(sheet: Sheet, citation: Citation, rng: Random, donors: tuple[str, ...]) -> Sheet:  # noqa: ARG001
    """CRLF for every line end or for some; a byte order mark; another end of the file."""
    share = rng.choice((1.0, 1.0, 0.5))
    ends = iter(lambda: "\r\n" if rng.random() < share else "\n", None)
    gaps = ["".join(next(ends) if c == "\n" else c for c in gap) for gap in sheet.gaps]
    gaps[-1] += rng.choice(("", "\n", "\r\n", "\n\n"))
    return replace(sheet, gaps=tuple(gaps), mark=rng.choice(("", "\ufeff")))


def blank_lines(sheet: Sheet, citation: Citation, rng: Random, donors: tuple[str, ...]) -> Sheet:  # noqa: ARG001
    """More empty lines or fewer; some hold spaces, direction or zero-width characters."""
    empty = ("", " ", "\u00a0", "\u200b", "\u200f\u200f", "\t", "\ufeff", "\u2066\u2069")
    gaps = [sheet.gaps[0]]
    for gap in sheet.gaps[1:-1]:
        lines = [rng.choice(empty) for _ in range(rng.choice((0, 1, 2, 4)))]
        gaps.append(gap if rng.random() < 0.6 else "".join(f"\n{line}" for line in lines) + "\n")
    return replace(sheet, gaps=(*gaps, sheet.gaps[-1]))


# --- paragraphs -----------------------------------------------------------------------------------


def _between(sheet: Sheet, citation: Citation) -> tuple[int, ...]:
    """The places where a slip may be put in without parting what the citation holds together."""
    places = [sheet.at(n) for n in citation.numbers()]
    return tuple(k for k in range(len(sheet.slips) + 1) if not min(places) < k <= max(places))


def inserted(sheet: Sheet, citation: Citation, rng: Random, donors: tuple[str, ...]) -> Sheet:
    """One to five paragraphs of other articles, each at a place of its own."""
    for text in rng.sample(donors, rng.randint(1, 5)):
        sheet = sheet.put_in(rng.choice(_between(sheet, citation)), Slip(text, ()))
    return sheet


def removed(
    sheet: Sheet,
    citation: Citation,
    rng: Random,
    donors: tuple[str, ...],  # noqa: ARG001
) -> Sheet | None:
    """One to three paragraphs that the citation does not name."""
    for _ in range(rng.randint(1, 3)):
        free = [k for k, s in enumerate(sheet.slips) if not set(s.of) & set(citation.numbers())]
        if not free:
            return None
        sheet = sheet.without(rng.choice(free))
    return sheet


def swapped(
    sheet: Sheet,
    citation: Citation,
    rng: Random,
    donors: tuple[str, ...],  # noqa: ARG001
) -> Sheet | None:
    """Two paragraphs in each other's place, the cited one among them half of the time."""
    count = len(sheet.slips)
    one = sheet.at(citation.first) if rng.random() < 0.5 else rng.randrange(count)
    other = min(one + 1, count - 1) if rng.random() < 0.3 else rng.randrange(count)
    if one == other:
        return None
    slips = list(sheet.slips)
    slips[one], slips[other] = slips[other], slips[one]
    return replace(sheet, slips=tuple(slips))


def moved(
    sheet: Sheet,
    citation: Citation,
    rng: Random,
    donors: tuple[str, ...],  # noqa: ARG001
) -> Sheet | None:
    """The cited paragraph at another place."""
    at = sheet.at(citation.first)
    to = rng.randrange(len(sheet.slips))
    return None if to == at else sheet.without(at).put_in(to, sheet.slips[at])


def split_at(sheet: Sheet, k: int, space: int) -> Sheet:
    """The slip at index `k` as two, without the space that stood between them."""
    slip = sheet.slips[k]
    first = replace(slip, text=slip.text[:space].rstrip(), whole=False)
    second = replace(slip, text=slip.text[space:].lstrip(), whole=False)
    slips = (*sheet.slips[:k], first, second, *sheet.slips[k + 1 :])
    gap = sheet.gaps[1] if len(sheet.gaps) > 2 else "\n\n"
    return replace(sheet, slips=slips, gaps=(*sheet.gaps[: k + 1], gap, *sheet.gaps[k + 1 :]))


def split_outside(
    sheet: Sheet,
    citation: Citation,
    rng: Random,
    donors: tuple[str, ...],  # noqa: ARG001
) -> Sheet | None:
    """The cited paragraph in two, outside the quotation; where a clause ends if one does."""
    k = sheet.at(citation.first)
    text = sheet.slips[k].text
    free = [
        m.start()
        for m in re.finditer(" ", text)
        if 10 < m.start() < len(text) - 10
        and not citation.touches(citation.first, m.start(), m.end())
    ]
    ends = [at for at in free if text[at - 1] in ".،؛:"]
    return split_at(sheet, k, rng.choice(ends or free)) if free else None


def joined(
    sheet: Sheet,
    citation: Citation,
    rng: Random,
    donors: tuple[str, ...],  # noqa: ARG001
) -> Sheet | None:
    """Two neighbours in one paragraph, the cited one among them half of the time."""
    count = len(sheet.slips)
    near = sheet.at(citation.first) - rng.randrange(2)
    k = near if rng.random() < 0.5 else rng.randrange(count - 1)
    if not 0 <= k < count - 1:
        return None
    one, two = sheet.slips[k], sheet.slips[k + 1]
    both = Slip(
        f"{one.text} {two.text}",
        (*one.of, *two.of),
        changed=one.changed or two.changed,
        whole=one.whole and two.whole,
    )
    slips = (*sheet.slips[:k], both, *sheet.slips[k + 2 :])
    return replace(sheet, slips=slips, gaps=(*sheet.gaps[: k + 1], *sheet.gaps[k + 2 :]))


PARAGRAPHS: Mapping[str, SheetEdit] = {
    "line ends and byte order mark": line_ends,
    "blank and zero-width lines": blank_lines,
    "paragraphs inserted": inserted,
    "paragraphs removed": removed,
    "paragraphs swapped": swapped,
    "cited paragraph moved": moved,
    "paragraph split outside the quotation": split_outside,
    "paragraphs joined": joined,
}
