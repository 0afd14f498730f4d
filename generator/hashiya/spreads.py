"""Facing pages: the blocks of two volumes, each opposite the one that says the same.

Blocks are matched section by section: where two sections have blocks of the same shapes in the same
order, block stands opposite block; where they haven't, as when a hand-written page has a paragraph
more in one language, the whole section stands opposite the other. What may be long and can be cut
(the rows of a list or a table, a figure and its table) is cut first, so that pages fill.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from hashiya.binder import Block

MOST_ROWS = 8
"""Rows of a table that stay together."""
APART, ABOVE_HEADING, BELOW_HEADING = 6.0, 14.0, 5.0
"""Points above a block of a page, above a heading below the first level, and below a heading."""
ABOVE_NOTES, APART_NOTES = 16.0, 5.0
"""Points that the rule above a page's notes takes, and that stand between two of them."""

Heights = tuple[float, tuple[float, ...]]
"""What a block takes of a page in one language: its own height and its notes', in points."""


@dataclass(frozen=True, slots=True)
class Part:
    """A block of a spread: which it is, from 0; its height and the room above it, in points."""

    at: int
    tall: float
    above: float


def opposite(
    left: Sequence[Block], right: Sequence[Block]
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The blocks of two volumes, as many on either side, each with the `notes` that it carries."""
    sides: tuple[list[Block], list[Block]] = ([], [])
    for one, other in zip_longest(_sections(left), _sections(right), fillvalue=()):
        pieces = [[piece for block in part for piece in _pieces(block)] for part in (one, other)]
        if [_shape(b) for b in pieces[0]] != [_shape(b) for b in pieces[1]]:
            pieces = [[{"k": "group", "parts": (tuple(part),)}] for part in (one, other)]
        for number, found in enumerate(pieces):
            sides[number].extend({**block, "notes": tuple(_notes(block))} for block in found)
    return tuple(sides[0]), tuple(sides[1])


def pack(
    blocks: Sequence[Block], left: Sequence[Heights], right: Sequence[Heights], room: float
) -> tuple[tuple[Part, ...], ...]:
    """The parts of each spread; `blocks` are those of either side, `room` is a page's height.

    The first is the cover.

    A section begins a spread, and a heading stays with what follows it. What is taller than a page
    has a spread of its own, and runs on.
    """
    spreads: list[tuple[Part, ...]] = []
    open_spread: list[Part] = []
    used = 0.0
    for first, last in _units(blocks):
        unit = range(first, last)
        parts = [
            Part(at, max(left[at][0], right[at][0]) + _below(blocks[at]), _above(blocks[at]))
            for at in unit
        ]
        notes = max(
            sum(h + APART_NOTES for at in unit for h in side[at][1]) for side in (left, right)
        )
        needs = sum(part.tall + part.above for part in parts) + notes
        limit = room - (ABOVE_NOTES if notes or _carries(blocks, open_spread) else 0)
        if open_spread and (opens_page(blocks[first]) or used + needs > limit):
            spreads.append(tuple(open_spread))
            open_spread, used = [], 0.0
        open_spread += parts
        used += needs
    if open_spread:
        spreads.append(tuple(open_spread))
    return tuple(spreads)


def _above(block: Block) -> float:
    return ABOVE_HEADING if block["k"] == "h" and block["level"] != 1 else APART


def _below(block: Block) -> float:
    return BELOW_HEADING if block["k"] == "h" else 0.0


def _carries(blocks: Sequence[Block], parts: Sequence[Part]) -> bool:
    """Whether a note stands in full on a spread of these parts."""
    return any(blocks[part.at]["notes"] for part in parts)


def opens_page(block: Block) -> bool:
    """Whether a block begins a page; the template has the same rule for a single volume."""
    return block["k"] in ("cover", "contents") or bool(block.get("opens"))


def _units(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Half-open ranges of blocks that stay together: headings, marks and what follows them."""
    first = 0
    for at, block in enumerate(blocks):
        if block["k"] not in ("h", "mark") or at + 1 == len(blocks) or opens_page(blocks[at + 1]):
            yield first, at + 1
            first = at + 1


def _sections(blocks: Sequence[Block]) -> Iterator[tuple[Block, ...]]:
    """`blocks` cut before each heading of the first level."""
    open_section: list[Block] = []
    for block in blocks:
        if block["k"] == "h" and block["level"] == 1 and open_section:
            yield tuple(open_section)
            open_section = []
        open_section.append(block)
    if open_section:
        yield tuple(open_section)


def _shape(block: Block) -> tuple[object, ...]:
    return block["k"], block.get("level")


def _pieces(block: Block) -> Iterator[Block]:
    """A block cut into what may stand on different pages."""
    rows = block.get("rows")
    if block["k"] == "figure" and isinstance(rows, tuple):
        yield {**block, "rows": ()}
        yield from _pieces({**block, "k": "table"})
    elif block["k"] == "pages" and isinstance(rows, tuple):
        yield from ({"k": "pages", "rows": (row,)} for row in rows)
    elif block["k"] == "table" and isinstance(rows, tuple):
        for at in range(0, len(rows), MOST_ROWS):
            yield {**block, "rows": rows[at : at + MOST_ROWS]}
    elif block["k"] == "list" and isinstance(parts := block["parts"], tuple):
        for number, part in enumerate(parts):
            first = block["first"]
            start = first + number if isinstance(first, int) else None
            yield {"k": "list", "parts": (part,), "first": start}
    else:
        yield block


def _notes(value: object) -> Iterator[object]:
    """The notes that stand in full in a block."""
    if isinstance(value, Mapping):
        if "note" in value:
            yield value["note"]
        for key, inside in value.items():
            if key != "note":
                yield from _notes(inside)
    elif isinstance(value, tuple):
        for inside in value:
            yield from _notes(inside)
