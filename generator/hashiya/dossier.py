"""The page of a source: each of its paragraphs as a cell of a strip and as an entry of a list.

What may be shown of a paragraph is decided in `briefing`; here it is told which of its words are
whose, and what has no words to show is gathered, so that a reader sees what is cited.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from hashiya.articles import Part
from hashiya.briefing import ShownParagraph
from hashiya.index import Source
from hashiya.numbering import Numbering, number_of, words_id
from hashiya.views import ClaimLine, Folio


@dataclass(frozen=True, slots=True)
class Cell:
    """A paragraph in the strip: its id, its number in digits, its state, and the same in words.

    `state` is `cited`, `unused` (body text that no claim cites) or `apart` (not body text).
    """

    id: str
    number: str
    state: str
    label: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of a paragraph; `claims` counts, from 1, which of its claims quote them.

    `begins` has the ids of the claims' words that begin here, each with its claim's number; ids of
    earlier numberings come after the one of today.
    """

    text: str
    claims: tuple[int, ...]
    begins: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Resting:
    """A claim that rests on a paragraph, the `number`-th of it.

    `ids` are where its words would be where none are shown; `words` leads to them where others
    stand beside them.
    """

    number: int
    line: ClaimLine
    ids: tuple[str, ...]
    words: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A paragraph of the list. `withheld` says how many words are not shown, where none are;
    `resting` how many claims rest on it, where any do. `aliases` are its earlier ids, and `earlier`
    says its earlier numbers, where it had others.
    """

    id: str
    aliases: tuple[str, ...]
    earlier: str | None
    number: str
    part: str
    part_name: str
    stretches: tuple[Stretch, ...]
    withheld: str | None
    unused: str | None
    resting: str | None
    claims: tuple[Resting, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Paragraphs that follow each other and have nothing to show, gathered by what they are.

    `parts` are a part's name and its paragraphs: ids, today's first, and number.
    """

    parts: tuple[tuple[str, tuple[tuple[tuple[str, ...], str], ...]], ...]
    withheld: str


def dossier_values(folio: Folio, source: Source) -> dict[str, object]:
    """What the page of a source places of its paragraphs, in their order."""
    catalog = folio.scribe.catalog
    paragraphs = folio.scribe.briefing.paragraphs[source.id]
    numbering = folio.scribe.briefing.numbering(source.id)
    cells = tuple(_cell(folio, numbering, shown) for shown in paragraphs)
    return {
        "cells": cells,
        "gone": tuple((folio.id(id_), catalog.paragraph(number_of(id_))) for id_ in numbering.gone),
        "legend": tuple(
            (
                state,
                catalog.text(f"source.state-{state}"),
                catalog.number(sum(cell.state == state for cell in cells)),
            )
            for state in ("cited", "unused", "apart")
        ),
        "rows": tuple(_rows(folio, numbering, paragraphs)),
    }


def _cell(folio: Folio, numbering: Numbering, shown: ShownParagraph) -> Cell:
    catalog = folio.scribe.catalog
    if shown.claims:
        state, said = "cited", catalog.count("source.cited-by", len(shown.claims))
    elif shown.part is Part.BODY:
        state, said = "unused", catalog.text("source.state-unused")
    else:
        state, said = "apart", catalog.text(f"part.{shown.part}")
    label = catalog.text("source.cell", paragraph=catalog.paragraph(shown.n), state=said)
    return Cell(folio.id(numbering.id(shown.n)), folio.scribe.ordinal(shown.n), state, label)


def _rows(
    folio: Folio, numbering: Numbering, paragraphs: tuple[ShownParagraph, ...]
) -> Iterator[tuple[Gap | None, Entry | None]]:
    """One of the two each time: paragraphs without words in a gap, others as entries."""
    for empty, group in groupby(paragraphs, lambda shown: not (shown.pieces or shown.claims)):
        if empty:
            yield _gap(folio, numbering, tuple(group)), None
        else:
            yield from ((None, _entry(folio, numbering, shown)) for shown in group)


def _gap(folio: Folio, numbering: Numbering, paragraphs: tuple[ShownParagraph, ...]) -> Gap:
    catalog = folio.scribe.catalog
    return Gap(
        tuple(
            (
                catalog.text(f"part.{part}"),
                tuple(
                    (_ids(folio, numbering, shown), catalog.paragraph(shown.n)) for shown in each
                ),
            )
            for part, each in groupby(paragraphs, lambda shown: shown.part)
        ),
        catalog.count("source.words-withheld", sum(shown.words for shown in paragraphs)),
    )


def _ids(folio: Folio, numbering: Numbering, shown: ShownParagraph) -> tuple[str, ...]:
    """The ids of a paragraph: today's, then those that it had before."""
    names = (numbering.id(shown.n), *numbering.aliases_of(shown.n))
    return tuple(folio.id(name) for name in names)


def _entry(folio: Folio, numbering: Numbering, shown: ShownParagraph) -> Entry:
    catalog = folio.scribe.catalog
    ids = _ids(folio, numbering, shown)
    numbers = {id_: number for number, id_ in enumerate(shown.claims, start=1)}
    stretches = tuple(_stretches(folio, ids, shown, numbers))
    begun = {anchor for stretch in stretches for anchor, _ in stretch.begins}
    claims = []
    for id_, number in numbers.items():
        anchors = tuple(folio.id(words_id(name, id_)) for name in ids)
        among_others = anchors[0] in begun and len(numbers) > 1
        claims.append(
            Resting(
                number,
                folio.claim_line(id_, cite=False),
                () if anchors[0] in begun else anchors,
                folio.url(folio.path, anchors[0]) if among_others else None,
            )
        )
    return Entry(
        ids[0],
        ids[1:],
        _earlier(folio, numbering, shown),
        catalog.paragraph(shown.n),
        str(shown.part),
        catalog.text(f"part.{shown.part}"),
        stretches,
        None if shown.pieces else catalog.count("source.words-withheld", shown.words),
        shown.unused,
        catalog.count("source.rests", len(claims)) if claims else None,
        tuple(claims),
    )


def _earlier(folio: Folio, numbering: Numbering, shown: ShownParagraph) -> str | None:
    """The numbers that a paragraph had before, where it had others."""
    numbers = dict.fromkeys(number_of(name) for name in numbering.aliases_of(shown.n))
    numbers.pop(shown.n, None)
    if not numbers:
        return None
    catalog = folio.scribe.catalog
    listed = catalog.text("list.comma") + " "
    return catalog.text(
        "source.earlier", paragraphs=listed.join(catalog.paragraph(n) for n in numbers)
    )


def _stretches(
    folio: Folio, ids: tuple[str, ...], shown: ShownParagraph, numbers: dict[str, int]
) -> Iterator[Stretch]:
    """The paragraph's words; a claim's begin where the first of them stand."""
    begun: set[str] = set()
    for piece in shown.pieces:
        new = [id_ for id_ in piece.claims if id_ not in begun]
        begun.update(new)
        yield Stretch(
            piece.text,
            tuple(numbers[id_] for id_ in piece.claims),
            tuple((folio.id(words_id(name, id_)), numbers[id_]) for id_ in new for name in ids),
        )
