"""Changes to a case that keep most of its shape, so that what comes out gets past the first line.

Texts are changed as texts, by lines, blocks and words; now and then as bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from tests.fuzz.corpus import NASTY, NUMBERS, YAML_TOKENS, Files

MOST = 60_000
"""Bytes of a file after a change; what grows beyond is cut."""

_WORD = re.compile(r"[^\s,:\[\]{}\"'#]+")
_NUMBER = re.compile(r"\d+")


class Mutator:
    """Changes cases; the same `rng` gives the same changes."""

    def __init__(self, rng: Random, words: Sequence[str]) -> None:
        self.rng = rng
        self.words = words
        self.changes: tuple[Callable[[str, str], str], ...] = (
            self._put_word,
            self._put_word,
            self._swap_word,
            self._swap_word,
            self._replace_number,
            self._put_nasty,
            self._put_nasty,
            self._put_token,
            self._delete_range,
            self._delete_block,
            self._copy_block,
            self._move_block,
            self._cross,
            self._cross_block,
            self._indent,
            self._repeat,
            self._change_character,
            self._join_lines,
            self._cut,
        )

    def mutate(self, files: Files, other: Files, *, gently: bool = False) -> Files:
        """`files` with one change, or with a few; `other` is a case to take parts of."""
        changed = dict(files)
        for _ in range(1 if gently else 1 + min(7, int(self.rng.expovariate(0.8)))):
            path = self.rng.choice(sorted(changed))
            kind = path.rpartition("/")[0] or path
            pool = [p for p in sorted(other) if (p.rpartition("/")[0] or p) == kind]
            donor = other[self.rng.choice(pool)] if pool else b""
            changed[path] = self._change_file(changed[path], donor)
            if len(changed) > 1 and self.rng.random() < 0.01:
                del changed[self.rng.choice(sorted(changed))]
        return changed

    def _change_file(self, raw: bytes, donor: bytes) -> bytes:
        if self.rng.random() < 0.06:
            return self._change_bytes(raw)[:MOST]
        text = raw.decode("utf-8", "surrogateescape")
        change = self.rng.choice(self.changes)
        changed = change(text, donor.decode("utf-8", "surrogateescape"))
        # Half of a surrogate pair that a cut left can't be encoded, and can't come from a file.
        return changed.encode("utf-8", "surrogateescape")[:MOST]

    def _change_bytes(self, raw: bytes) -> bytes:
        if not raw:
            return self.rng.randbytes(4)
        changed = bytearray(raw)
        for _ in range(self.rng.choice((1, 1, 2, 8))):
            changed[self.rng.randrange(len(changed))] = self.rng.randrange(256)
        if self.rng.random() < 0.1:
            text = raw.decode("utf-8", "replace")
            changed = bytearray(
                text.encode(self.rng.choice(("utf-16", "cp1256", "cp1252")), "replace")
            )
        return bytes(changed)

    def _at(self, text: str) -> int:
        return self.rng.randrange(len(text) + 1)

    def _insert(self, text: str, put: str) -> str:
        at = self._at(text)
        return text[:at] + put + text[at:]

    def _put_nasty(self, text: str, _: str) -> str:
        return self._insert(text, self.rng.choice(NASTY))

    def _put_token(self, text: str, _: str) -> str:
        return self._insert(text, self.rng.choice(YAML_TOKENS))

    def _put_word(self, text: str, _: str) -> str:
        """A known word in the place of another."""
        return self._replace_match(_WORD, text, self.rng.choice(self.words))

    def _replace_number(self, text: str, _: str) -> str:
        return self._replace_match(_NUMBER, text, self.rng.choice(NUMBERS))

    def _replace_match(self, pattern: re.Pattern[str], text: str, put: str) -> str:
        found = pattern.search(text, self._at(text)) or pattern.search(text)
        if found is None:
            return self._insert(text, put)
        return text[: found.start()] + put + text[found.end() :]

    def _swap_word(self, text: str, donor: str) -> str:
        """A word of another case in the place of one of this."""
        found = _WORD.search(donor, self._at(donor)) or _WORD.search(text)
        return self._replace_match(_WORD, text, found[0] if found else "")

    def _delete_range(self, text: str, _: str) -> str:
        at = self._at(text)
        return text[:at] + text[at + self.rng.choice((1, 1, 2, 5, 20, 200)) :]

    def _block(self, text: str) -> tuple[list[str], int, int]:
        """The lines, and the half-open range of one with all that stands deeper below it."""
        lines = text.split("\n")
        first = self.rng.randrange(len(lines))
        depth = len(lines[first]) - len(lines[first].lstrip(" "))
        last = first + 1
        while last < len(lines) and lines[last].startswith(" " * (depth + 1)):
            last += 1
        return lines, first, last

    def _delete_block(self, text: str, _: str) -> str:
        lines, first, last = self._block(text)
        return "\n".join(lines[:first] + lines[last:])

    def _copy_block(self, text: str, _: str) -> str:
        lines, first, last = self._block(text)
        times = self.rng.choice((1, 1, 1, 2, 40))
        return "\n".join(lines[:last] + lines[first:last] * times + lines[last:])

    def _move_block(self, text: str, _: str) -> str:
        lines, first, last = self._block(text)
        block, rest = lines[first:last], lines[:first] + lines[last:]
        at = self.rng.randrange(len(rest) + 1)
        return "\n".join(rest[:at] + block + rest[at:])

    def _cross(self, text: str, donor: str) -> str:
        """The beginning of one and the end of the other."""
        return text[: self._at(text)] + donor[self._at(donor) :]

    def _cross_block(self, text: str, donor: str) -> str:
        lines, first, last = self._block(donor)
        mine = text.split("\n")
        at = self.rng.randrange(len(mine) + 1)
        return "\n".join(mine[:at] + lines[first:last] + mine[at:])

    def _indent(self, text: str, _: str) -> str:
        lines, first, last = self._block(text)
        by = self.rng.choice(("  ", " ", "\t", None))
        changed = [
            line.removeprefix("  ") if by is None else by + line for line in lines[first:last]
        ]
        return "\n".join(lines[:first] + changed + lines[last:])

    def _repeat(self, text: str, _: str) -> str:
        """A stretch many times over."""
        at = self._at(text)
        stretch = text[at : at + self.rng.choice((1, 1, 2, 3, 10, 60))] or "a"
        room = max(1, MOST // 3 // len(stretch.encode("utf-8", "surrogateescape")))
        times = min(room, self.rng.choice((2, 3, 40, 500, 5000, 20000)))
        return text[:at] + stretch * times + text[at:]

    def _change_character(self, text: str, _: str) -> str:
        at = self._at(text)
        base = ord(text[at]) if at < len(text) else 0x20
        if self.rng.random() < 0.3:
            code = self.rng.choice((0x600, 0x700, 0x900, 0x2000, 0xF900, 0x10000, 0x1D000)) + (
                self.rng.randrange(0x600)
            )
        else:
            code = (base + self.rng.choice((-1, 1, 2, -2, 16, -16, 32))) % 0x110000
        put = "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)
        return text[:at] + put + text[at + 1 :]

    def _join_lines(self, text: str, _: str) -> str:
        at = text.find("\n", self._at(text))
        return text[:at] + self.rng.choice(("", " ", "\r\n", "\n\n", ", ")) + text[at + 1 :]

    def _cut(self, text: str, _: str) -> str:
        return text[: self._at(text)] if self.rng.random() < 0.5 else text[self._at(text) :]
