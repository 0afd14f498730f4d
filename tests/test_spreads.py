"""Block stands opposite block, and spreads fill without running over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.binder import Block
from hashiya.spreads import (
    ABOVE_HEADING,
    ABOVE_NOTES,
    APART,
    APART_NOTES,
    BELOW_HEADING,
    MOST_ROWS,
    Heights,
    Part,
    opens_page,
    opposite,
    pack,
)

ROOM = 700.0


def heading(level: int = 2, *, opens: bool = False) -> Block:
    """A heading."""
    return {"k": "h", "level": level, "runs": ({"s": "Heading"},), "opens": opens}


def paragraph(text: str = "", *notes: object) -> Block:
    """A paragraph with notes."""
    return {"k": "p", "runs": ({"s": text}, *({"n": n, "note": n} for n in notes))}


def shapes(blocks: Sequence[Block]) -> list[object]:
    """The shapes of blocks, in order."""
    return [block["k"] for block in blocks]


# --- opposite -------------------------------------------------------------------------------------


def test_blocks_of_the_same_shapes_stand_opposite_each_other() -> None:
    left = (heading(1), paragraph("a"), paragraph("b"))
    right = (heading(1), paragraph("ا"), paragraph("ب"))
    placed = opposite(left, right)
    assert [shapes(side) for side in placed] == [["h", "p", "p"]] * 2
    assert [block["runs"] for block in placed[1]] == [block["runs"] for block in right]


def test_sections_of_other_shapes_stand_opposite_as_a_whole() -> None:
    left = (heading(1), paragraph("a"), heading(1), paragraph("c"))
    right = (heading(1), paragraph("ا"), paragraph("ب"), heading(1), paragraph("ج"))
    placed = opposite(left, right)
    assert [shapes(side) for side in placed] == [["group", "h", "p"]] * 2
    assert placed[1][0]["parts"] == (right[:3],)


def test_a_section_that_one_language_has_alone_stands_opposite_nothing() -> None:
    left = (heading(1), paragraph("a"))
    right = (*left, heading(1), paragraph("b"))
    placed = opposite(left, right)
    assert [len(side) for side in placed] == [3, 3]
    assert placed[0][2]["parts"] == ((),)


def test_levels_count_as_shape() -> None:
    placed = opposite((heading(1), heading(2)), (heading(1), heading(3)))
    assert [shapes(side) for side in placed] == [["group"], ["group"]]


def test_what_can_be_cut_is_cut() -> None:
    rows = tuple((({"s": str(n)},),) for n in range(MOST_ROWS + 1))
    table = {"k": "table", "head": (), "rows": rows}
    entries = {"k": "list", "parts": ((paragraph("a"),), (paragraph("b"),)), "first": 4}
    pages = {"k": "pages", "rows": ({"runs": (), "pages": ()},) * 3}
    figure = {"k": "figure", "drawing": {}, "head": (), "rows": rows}
    both = (table, entries, pages, figure)
    side: Sequence[Mapping[str, Any]] = opposite(both, both)[0]
    cut = ["table"] * 2 + ["list"] * 2 + ["pages"] * 3 + ["figure"] + ["table"] * 2
    assert shapes(side) == cut
    assert [len(block["rows"]) for block in side[:2]] == [MOST_ROWS, 1]
    assert [block["first"] for block in side[2:4]] == [4, 5]
    assert side[7]["rows"] == ()
    assert (*side[8]["rows"], *side[9]["rows"]) == rows


def test_a_list_without_numbers_gets_none() -> None:
    entries = {"k": "list", "parts": ((paragraph("a"),), (paragraph("b"),)), "first": None}
    assert [block["first"] for block in opposite((entries,), (entries,))[0]] == [None, None]


def test_a_block_carries_the_notes_that_stand_in_full_in_it() -> None:
    inner = {"k": "quote", "parts": ((paragraph("a", "first"), paragraph("b", "second")),)}
    called = {"k": "p", "runs": ({"n": 1},)}
    side, _ = opposite((inner, called), (inner, called))
    assert [block["notes"] for block in side] == [("first", "second"), ()]


# --- pack -----------------------------------------------------------------------------------------


def packed(
    blocks: Sequence[Block], heights: Sequence[float], notes: Sequence[Sequence[float]] = ()
) -> list[list[int]]:
    """The numbers of the blocks of each spread."""
    noted = [*notes, *[()] * (len(blocks) - len(notes))]
    sides: list[Heights] = [(h, tuple(n)) for h, n in zip(heights, noted, strict=True)]
    given = [{**block, "notes": tuple(n)} for block, n in zip(blocks, noted, strict=True)]
    return [[part.at for part in spread] for spread in pack(given, sides, sides, ROOM)]


def test_blocks_fill_a_spread_and_go_on_with_the_next() -> None:
    fits = ROOM / 2 - APART
    assert packed([paragraph()] * 3, [fits] * 3) == [[0, 1], [2]]
    assert packed([paragraph()] * 3, [fits + 1] * 3) == [[0], [1], [2]]


def test_a_block_is_as_tall_as_in_the_language_that_needs_more() -> None:
    blocks = [{**paragraph(), "notes": ()}] * 2
    left: list[Heights] = [(10.0, ()), (30.0, ())]
    right: list[Heights] = [(20.0, ()), (10.0, ())]
    assert pack(blocks, left, right, ROOM) == ((Part(0, 20.0, APART), Part(1, 30.0, APART)),)


def test_notes_take_room_with_their_rule() -> None:
    block = ROOM - ABOVE_NOTES - 10 - APART_NOTES - 100 - 2 * APART
    assert packed([paragraph()] * 2, [block, 100.0], [[10.0]]) == [[0, 1]]
    assert packed([paragraph()] * 2, [block + 1, 100.0], [[10.0]]) == [[0], [1]]
    assert packed([paragraph()] * 2, [block + 1, 100.0]) == [[0, 1]]


def test_what_opens_a_page_begins_a_spread() -> None:
    blocks = [paragraph(), heading(1, opens=True), paragraph(), {"k": "contents"}, heading(1)]
    assert packed(blocks, [1.0] * 5) == [[0], [1, 2], [3, 4]]


def test_room_above_a_heading_is_larger_than_above_other_blocks() -> None:
    fits = ROOM - ABOVE_HEADING - BELOW_HEADING - APART
    assert packed([heading(2), paragraph()], [1.0, fits - 1]) == [[0, 1]]
    assert packed([paragraph(), heading(2), paragraph()], [1.0, 1.0, fits - 2]) == [[0], [1, 2]]
    first_level = [paragraph(), heading(1), paragraph()]
    fits = ROOM - 3 * APART - BELOW_HEADING - 2
    assert packed(first_level, [1.0, 1.0, fits]) == [[0, 1, 2]]


def test_a_heading_stays_with_what_follows_it() -> None:
    blocks = [paragraph(), heading(2), heading(3), paragraph()]
    assert packed(blocks, [ROOM - 100, 30.0, 30.0, 30.0]) == [[0], [1, 2, 3]]
    assert packed(blocks, [ROOM - 200, 30.0, 30.0, 30.0]) == [[0, 1, 2, 3]]


def test_a_mark_stays_with_what_follows_it() -> None:
    blocks: list[Block] = [paragraph(), {"k": "mark", "notes": ()}, paragraph()]
    assert packed(blocks, [ROOM - 50, 10.0, 60.0]) == [[0], [1, 2]]
    assert packed(blocks, [ROOM - 150, 10.0, 60.0]) == [[0, 1, 2]]


def test_a_heading_at_the_end_stays_alone() -> None:
    assert packed([paragraph(), heading(2)], [ROOM, 30.0]) == [[0], [1]]


def test_what_is_taller_than_a_page_has_a_spread_of_its_own() -> None:
    assert packed([paragraph()] * 3, [10.0, 3 * ROOM, 10.0]) == [[0], [1], [2]]


def test_of_no_block_there_is_no_spread() -> None:
    assert pack([], [], [], ROOM) == ()


@given(
    st.lists(
        st.tuples(
            st.sampled_from([paragraph(), heading(2), heading(1, opens=True), {"k": "contents"}]),
            st.tuples(st.floats(1, 900), st.lists(st.floats(1, 90), max_size=3)),
            st.tuples(st.floats(1, 900), st.lists(st.floats(1, 90), max_size=3)),
        ),
        max_size=40,
    )
)
def test_every_block_stands_on_one_spread_in_order(
    rows: list[tuple[Block, tuple[float, list[float]], tuple[float, list[float]]]],
) -> None:
    blocks = [{**block, "notes": (*one[1], *other[1])} for block, one, other in rows]
    left: list[Heights] = [(height, tuple(notes)) for _, (height, notes), _ in rows]
    right: list[Heights] = [(height, tuple(notes)) for _, _, (height, notes) in rows]
    spreads = pack(blocks, left, right, ROOM)
    assert [part.at for spread in spreads for part in spread] == list(range(len(rows)))
    assert all(spread for spread in spreads)
    for spread in spreads:
        assert not any(opens_page(blocks[part.at]) for part in spread[1:])
        if len(spread) > 1 and not any(blocks[part.at]["k"] == "h" for part in spread):
            assert sum(part.tall + part.above for part in spread) <= ROOM


@pytest.mark.parametrize(
    "block, opens",
    [
        (heading(1, opens=True), True),
        (heading(1), False),
        (heading(2), False),
        ({"k": "contents"}, True),
        ({"k": "cover"}, True),
        (paragraph(), False),
    ],
)
def test_only_what_says_so_the_contents_and_the_cover_open_a_page(
    block: Block, opens: bool
) -> None:
    assert opens_page(block) is opens
