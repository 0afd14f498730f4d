"""Articles: the text as it was received → numbered paragraphs, each with its part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from hashiya.diagnostics import Location
from hashiya.seeds import LIMITS, ExcessError, decode_utf8

_EMPTY = re.compile(
    "^[\\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]*$"
)


class Part(StrEnum):
    """What a paragraph is of its article; `BODY` when the index says nothing else."""

    TITLE = "title"
    SUBHEAD = "subhead"
    CAPTION = "caption"
    SUMMARY = "summary"
    ATTRIBUTION = "attribution"
    BOILERPLATE = "boilerplate"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A non-empty line: `n` counts them from 1, `where` is the line in the file."""

    n: int
    text: str
    where: Location


@dataclass(frozen=True, slots=True)
class Article:
    """The paragraphs of one file; `paragraphs[n - 1]` is the one with the address n."""

    path: str
    paragraphs: tuple[Paragraph, ...]

    def paragraph(self, n: int) -> Paragraph | None:
        """Paragraph `n` (1-based), or None where the article has none of that number."""
        return self.paragraphs[n - 1] if 1 <= n <= len(self.paragraphs) else None


def is_empty(line: str) -> bool:
    """Whether `line` holds only white space, zero-width or direction characters."""
    return _EMPTY.match(line) is not None


def parse_article(raw: bytes, path: str) -> Article:
    """Numbers the non-empty lines of an article.

    Lines end with LF or CRLF and with nothing else. A line is empty when it holds only white
    space, no-break spaces, zero-width or direction characters.
    Raises: ValueError where the bytes are no UTF-8 or hold no paragraph, ExcessError where they
    are more than `LIMITS` allow.
    """
    paragraphs: list[Paragraph] = []
    most, longest = LIMITS["lines of an article"], LIMITS["characters of a paragraph"]
    if (lines := raw.count(b"\n") + 1) > most:
        raise ExcessError(f"{lines} lines, expected at most {most}")
    for number, line in enumerate(decode_utf8(raw).split("\n"), start=1):
        text = line.removesuffix("\r")
        if len(text) > longest:
            raise ExcessError(
                f"{len(text)} characters in line {number}, expected at most {longest}"
            )
        if not is_empty(text):
            paragraphs.append(Paragraph(len(paragraphs) + 1, text, Location(path, number)))
    if not paragraphs:
        raise ValueError("an empty file, expected an article")
    return Article(path, tuple(paragraphs))


_BOUNDARY = re.compile(
    # Possessive, and from the first stop of a row only: a row of thousands is tried once.
    "(?<![.!?\u061f\u06d4\u2026])[.!?\u061f\u06d4\u2026]++[\"'\u201d\u2019\u00bb)\\]]*+(?=\\s)"
)


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """The half-open range of the sentences of `text` that the range [start, end) touches.

    A sentence ends with . ! ? ؟ ۔ or …, closing marks included, before white space; a full stop
    inside a number or an abbreviation without a space after it ends nothing. White space around
    the sentences is left out.
    """
    first, last = 0, len(text)
    for boundary in _BOUNDARY.finditer(text):
        if boundary.end() <= start:
            first = boundary.end()
        elif boundary.end() >= end:
            last = boundary.end()
            break
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last
