"""Mentions: where a text of ours names an entity, by its names and aliases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from hashiya.fold import fold, fold_text
from hashiya.index import Entity, Index

_WORD = re.compile(r"\w+", re.UNICODE)
_PROCLITICS = re.compile("^(?:[وف]?[بكل]?)(?=.)")
_ARTICLE_AFTER_LAM = re.compile("^([وف]?)لل(?=.{2})")
_PAUSE = re.compile(r"[,;:!?،؛؟()\[\]]|\.\s")

_Word = tuple[str, int, int, bool]
"""A folded word, its half-open range in the folded text, and whether a pause stands before it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """The half-open range of code points in a text that names `entity`."""

    start: int
    end: int
    entity: str


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one language: first folded word → names that begin so, longest first.

    A name is its folded words and its entity, None where two entities share it: a shared name is
    never linked by itself, but it still hides the shorter names inside it.
    """

    lang: str
    by_first_word: Mapping[str, tuple[tuple[tuple[str, ...], str | None], ...]]

    def find(self, text: str) -> tuple[Mention, ...]:
        """The mentions in `text`, in order, none inside another; the longest name wins.

        An Arabic word may carry proclitics (و ف ب ل ك), which stay outside the mention, save the
        article's own lam in للتحالف. A name doesn't go on beyond a comma or the end of a sentence.
        """
        folded = fold(text)
        words: list[_Word] = []
        for m in _WORD.finditer(folded.text):
            before = folded.text[words[-1][2] : m.start()] if words else ""
            words.append((m[0], m.start(), m.end(), _PAUSE.search(before) is not None))
        found: list[Mention] = []
        at = 0
        while at < len(words):
            match = self._match(words, at)
            if match is None:
                at += 1
                continue
            entity, length, start = match
            if entity is not None:
                begin, _ = folded.original(start, start + 1)
                _, end = folded.original(words[at + length - 1][1], words[at + length - 1][2])
                found.append(Mention(begin, end, entity))
            at += length
        return tuple(found)

    def _match(self, words: list[_Word], at: int) -> tuple[str | None, int, int] | None:
        """The longest name at word `at`: entity, number of words, folded offset of its start."""
        word, start, *_ = words[at]
        for form, cut in _forms(word, self.lang):
            for name, entity in self.by_first_word.get(form, ()):
                rest = words[at + 1 : at + len(name)]
                if len(rest) == len(name) - 1 and all(
                    w[0] == n and not w[3] for w, n in zip(rest, name[1:], strict=True)
                ):
                    return entity, len(name), start + cut
        return None


def _forms(word: str, lang: str) -> Iterable[tuple[str, int]]:
    """A word as it stands, then without proclitics, with the number of characters left out."""
    yield word, 0
    if lang == "en" and word[:1].isupper():
        yield word[0].lower() + word[1:], 0
    if not "\u0621" <= word[0] <= "\u064a":
        return
    lam = _ARTICLE_AFTER_LAM.match(word)
    if lam:
        yield "ال" + word[lam.end() :], len(lam[1])
    proclitics = _PROCLITICS.match(word)
    if proclitics and proclitics.end():
        for cut in range(1, proclitics.end() + 1):
            yield word[cut:], cut


def names_of(index: Index, lang: str) -> Names:
    """The names and aliases of all entities in one language."""
    owners: dict[tuple[str, ...], set[str]] = {}
    for entity in index.entities.values():
        for text in entity_names(entity, lang):
            words = tuple(_WORD.findall(fold_text(text)))
            if words:
                owners.setdefault(words, set()).add(entity.id)
    table: dict[str, list[tuple[tuple[str, ...], str | None]]] = {}
    for words, entities in owners.items():
        owner = next(iter(entities)) if len(entities) == 1 else None
        table.setdefault(words[0], []).append((words, owner))
    return Names(
        lang,
        MappingProxyType(
            {
                first: tuple(sorted(names, key=lambda n: (-len(n[0]), n[0])))
                for first, names in table.items()
            }
        ),
    )


def entity_names(entity: Entity, lang: str) -> tuple[str, ...]:
    """The name and the aliases of an entity in one language."""
    name = (entity.name[lang],) if lang in entity.name else ()
    return (*name, *entity.aliases.get(lang, ()))
