"""How wide words come out, so that labels can be placed where no typesetter runs.

The widths are those of IBM Plex Serif and, for Arabic, of Amiri, in which figures are set; another
face may differ by a few parts in a hundred, and labels keep that much of a distance.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

# Ems, rounded up to a twentieth, from the advance widths of IBM Plex Serif Regular; a space and a
# parenthesis are Amiri's, where they are wider.
_LATIN = {
    0.25: "'",
    0.3: " !,.:;[]l|‘’",
    0.35: "Ifij{}·",
    0.4: "-/\\t",
    0.45: '"*r',
    0.46: "()",
    0.5: "?Js°“”",
    0.55: "acegvyz«»",
    0.6: "$+0123456789<=>LS^_`bkoqx~–",
    0.65: "CEFPYZdhnpu¶",
    0.7: "#ABRTVX",
    0.75: "&DGKOQU",
    0.8: "HNw—",
    0.9: "M…",
    1.0: "%@mW",
}
# Ems of an Arabic letter at the end of its joined stretch, then followed by a letter that it is
# joined to: the wider of its two forms, from Amiri Regular as Typst sets it.
_ARABIC = {
    (0.24, 0.24): "اإ",
    (0.33, 0.33): "آأٱ",
    (0.38, 0.38): "ءة،؛",
    (0.4, 0.4): "ؤرزوژ؟",
    (0.48, 0.48): "دذ",
    (0.93, 0.25): "بتثپ",
    (0.77, 0.25): "ئىيی",
    (0.62, 0.25): "ن",
    (0.65, 0.2): "ل",
    (0.67, 0.66): "جحخچ",
    (1.08, 0.57): "سش",
    (1.22, 0.73): "صض",
    (0.8, 0.57): "طظ",
    (0.54, 0.48): "عغ",
    (1.01, 0.38): "ف",
    (0.69, 0.38): "ق",
    (0.83, 0.66): "ك",
    (1.21, 0.66): "کگ",
    (0.53, 0.47): "م",
    (0.38, 0.46): "ه",
    (0.59, 0.59): "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹",
    (0.2, 0.2): "ـ",
}
_ENDS_A_STRETCH = frozenset("ءآأؤإاةدذرزوژٱى")
"""Letters that no letter after them is joined to."""
_WIDE = 1.0
"""A character of some other script: one em, that of the widest scripts."""

Words = tuple[str, str]
"""Some words and the name of their tone."""


def _by_letter() -> Mapping[str, tuple[float, float]]:
    latin = {c: (width, width) for width, letters in _LATIN.items() for c in letters}
    arabic = {c: widths for widths, letters in _ARABIC.items() for c in letters}
    return MappingProxyType(latin | arabic)


_WIDTHS = _by_letter()


@dataclass(frozen=True, slots=True)
class Lettering:
    """The hand of one language: `rtl` where it runs from right to left."""

    rtl: bool

    @property
    def scale(self) -> float:
        """What sizes are multiplied by: Amiri's letters are small for their size, Plex's large."""
        return 1.22 if self.rtl else 1.0

    @property
    def faces(self) -> tuple[str, ...]:
        """The families of fonts, the first one first."""
        plex, amiri = "IBM Plex Serif", "Amiri"
        return (amiri, plex) if self.rtl else (plex, amiri)

    @property
    def family(self) -> str:
        """The same for CSS."""
        return ", ".join([*(f"'{face}'" for face in self.faces), "serif"])

    @property
    def leading(self) -> float:
        """From one base line to the next, in ems."""
        return 1.3 if self.rtl else 1.25

    def width(self, text: str, size: float) -> float:
        """The width of a line of text, in the unit of `size`; `size` without the scale."""
        return ems(text) * size * self.scale

    def wrapped(
        self, words: Iterable[Words], size: float, room: float
    ) -> tuple[tuple[Words, ...], ...]:
        """Words in lines no wider than `room`, where their own width allows."""
        lines: list[list[Words]] = [[]]
        for text, tone in words:
            for word in text.split():
                candidate = [*lines[-1], (word, tone)]
                if lines[-1] and self.width(plain(candidate), size) > room:
                    lines.append([(word, tone)])
                else:
                    lines[-1] = candidate
        return tuple(_merged(line) for line in lines if line)


def plain(words: Sequence[Words]) -> str:
    """The words of a line, with a space between two."""
    return " ".join(text for text, _ in words)


def ems(text: str) -> float:
    """The width of a line of text in ems."""
    letters = [c for c in text if unicodedata.category(c) not in ("Mn", "Me", "Cf")]
    total = 0.0
    for letter, follower in zip(letters, [*letters[1:], " "], strict=True):
        ending, joined = _WIDTHS.get(letter) or _other(letter)
        total += joined if _joins(letter, follower) else ending
    return total


def _joins(letter: str, follower: str) -> bool:
    return (
        letter not in _ENDS_A_STRETCH
        and unicodedata.bidirectional(follower) == "AL"
        and unicodedata.category(follower) == "Lo"
        and follower != "ء"
    )


def _other(letter: str) -> tuple[float, float]:
    """The widths of a letter without an entry: those of the letter below its accent, or an em."""
    below = unicodedata.normalize("NFKD", letter)[:1]
    return _WIDTHS.get(below, (_WIDE, _WIDE))


def _merged(line: Sequence[Words]) -> tuple[Words, ...]:
    """Neighbouring words of one tone as one."""
    merged: list[Words] = []
    for text, tone in line:
        if merged and merged[-1][1] == tone:
            merged[-1] = (f"{merged[-1][0]} {text}", tone)
        else:
            merged.append((text, tone))
    return tuple(merged)
