"""The strip: the entities of the first dated kind on one line of time, numbered, named below.

For a place where the timeline has no room. Bars lie beside each other in as few lanes as they need;
how sure their ends are is drawn as on the timeline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hashiya.figures.axis import Scale, extent_of, rounded_out, ticks
from hashiya.figures.drawing import (
    Block,
    Box,
    Figure,
    Label,
    Shape,
    Sign,
    Trace,
    make_figure,
    mirrored,
    moved,
)
from hashiya.figures.lettering import Lettering
from hashiya.figures.timeline import Desk, Entry, entries_of
from hashiya.views import Scribe

SIZE = 8.0
BAR = 9.5
"""The height of a bar, in which its number stands."""
LANE = BAR + 3
GAP = 1.5
"""Between two bars in a lane."""


COLUMN = 220.0
"""Below this width each name has a line of its own."""


@dataclass(frozen=True, slots=True)
class Bar:
    """An entry's bar with its number, drawn from 0 downwards; `left` to `right` is its room."""

    entry: Entry
    shapes: tuple[Shape, ...]
    left: float
    right: float


def draw_strip(scribe: Scribe, width: float) -> Figure | None:
    """The strip, `width` points wide; None where no entity of a dated kind has a date."""
    dated = entries_of(scribe)
    if not dated:
        return None
    entries = [entry for entry in dated if entry.kind == dated[0].kind]
    as_of = scribe.briefing.index.head.as_of
    now = extent_of(as_of).known[1] if as_of else None
    desk = Desk(scribe, Lettering(scribe.catalog.direction == "rtl"), width, now, BAR)
    shapes, height = _compose(desk, entries)
    if desk.hand.rtl:
        shapes = mirrored(shapes, width)
    catalog = scribe.catalog
    named = catalog.joined([f"{entry.name} ({entry.when})" for entry in entries])
    description = f"{entries[0].label}: {named}."
    if as_of:
        description += f" {catalog.text('figure.timeline.now', date=catalog.date(as_of))}"
    return make_figure(
        "strip",
        scribe.lang,
        (entries[0].label, description),
        shapes,
        (width, height),
        desk.hand,
        (
            tuple(catalog.text(f"figure.{key}") for key in ("kind", "name", "date")),
            tuple((entry.one, entry.name, entry.when) for entry in entries),
        ),
        tuple(entry.id for entry in entries),
    )


def _compose(desk: Desk, entries: Sequence[Entry]) -> tuple[tuple[Shape, ...], float]:
    """The axis, the edition's date, the bars in their lanes, then the names; and the height."""
    scale = _scale(desk, entries)
    size = SIZE * desk.hand.scale
    line = 1.3 * size
    lanes = _lanes([_bar(desk, scale, entry, n) for n, entry in enumerate(entries, start=1)])
    marked = _as_of(desk, scale)
    if marked is not None:
        words = marked.box(desk.hand)
        if any(bar.left < words.x + words.width and words.x < bar.right for bar in lanes[-1]):
            lanes.append([])
    top = line + 2.5
    bottom = top + len(lanes) * LANE
    shapes: list[Shape] = [*_ground(desk, scale, line, bottom), *_axis(desk, scale, line)]
    if marked is not None:
        shapes += moved((marked,), bottom - LANE)
    for number, lane in enumerate(lanes):
        for bar in lane:
            sign = Sign(bar.entry.id, f"{bar.entry.name} · {bar.entry.when}", bar.shapes)
            shapes += moved((sign,), top + number * LANE)
    names, height = _names(desk, entries)
    shapes += moved(names, bottom + 4)
    full = bottom + 4 + height
    return (Block(Box(0, 0, desk.width, full), "ground"), *shapes), full


def _scale(desk: Desk, entries: Sequence[Entry]) -> Scale:
    first = min(entry.extent.known[0] for entry in entries)
    last = max(entry.extent.known[1] for entry in entries)
    if desk.now is not None:
        first, last = min(first, desk.now - 1), max(last, desk.now)
    return Scale(*rounded_out(first, last), 0.5, desk.width - 0.5)


def _axis(desk: Desk, scale: Scale, line: float) -> tuple[Shape, ...]:
    """The names of the larger marks, and their line below them."""
    hand = desk.hand
    large, _ = ticks(scale, desk.scribe.catalog, lambda text: hand.width(text, SIZE), 5)
    placed = [(scale.x(tick.day), tick.text) for tick in large]
    shapes: list[Shape] = [
        Label(x + 2.5, line - 2.5, ((text, "soft"),), SIZE)
        for x, text in placed
        if x + hand.width(text, SIZE) + 2.5 <= desk.width
    ]
    notches = tuple(((x, 2), (x, line)) for x, _ in placed)
    shapes.append(Trace((*notches, ((scale.left, line), (scale.right, line))), "axis"))
    return tuple(shapes)


def _ground(desk: Desk, scale: Scale, top: float, bottom: float) -> tuple[Shape, ...]:
    """What comes after the edition's date, set off, and the line of that date."""
    if desk.now is None:
        return ()
    x = scale.x(desk.now)
    later = Block(Box(x, top, max(0, scale.right - x), bottom - top), "later")
    return (later, Trace((((x, top), (x, bottom)),), "now"))


def _as_of(desk: Desk, scale: Scale) -> Label | None:
    """The edition's date beside its line, in the lane that starts at 0."""
    as_of = desk.scribe.briefing.index.head.as_of
    if desk.now is None or as_of is None:
        return None
    catalog, x = desk.scribe.catalog, scale.x(desk.now)
    words = ((catalog.text("figure.now", date=catalog.date(as_of)), "now-words"),)
    after = Label(x + 4, _base(desk), words, SIZE)
    before = Label(x - 4, _base(desk), words, SIZE, "right")
    return before if before.box(desk.hand).x >= 0 else after


def _base(desk: Desk) -> float:
    """The base line of words in the middle of a bar, from its top."""
    return BAR / 2 + 0.33 * SIZE * desk.hand.scale * (0.85 if desk.hand.rtl else 1)


def _bar(desk: Desk, scale: Scale, entry: Entry, number: int) -> Bar:
    """A bar or a mark, with its number in it where it fits, else behind it."""
    text = desk.scribe.catalog.number(number)
    wide = desk.hand.width(text, SIZE)
    base = _base(desk)
    if entry.extent.is_interval:
        shapes, left, right = desk.bar_of(scale, entry.extent, 0)
        solid = [each.box for each in shapes if isinstance(each, Block) and each.tone == "span"]
        if solid and solid[0].width >= wide + 1:
            middle = solid[0].x + solid[0].width / 2
            label = Label(middle, base, ((text, "on-span"),), SIZE, "middle")
            return Bar(entry, (*shapes, label), left, right)
    else:
        left, right = desk.mark_ends(scale, entry.extent)
        shapes = desk.mark_of(scale, entry.extent, BAR / 2)
    if right + 2 + wide <= desk.width:
        label = Label(right + 2, base, ((text, "ink"),), SIZE)
        return Bar(entry, (*shapes, label), left, right + 2 + wide)
    label = Label(left - 2, base, ((text, "ink"),), SIZE, "right")
    return Bar(entry, (*shapes, label), left - 2 - wide, right)


def _lanes(bars: Sequence[Bar]) -> list[list[Bar]]:
    """The bars in lanes: each in the first where it has room."""
    lanes: list[list[Bar]] = []
    for bar in bars:
        free = (
            lane
            for lane in lanes
            if all(bar.left >= other.right + GAP or bar.right + GAP <= other.left for other in lane)
        )
        lane = next(free, None)
        if lane is None:
            lanes.append([bar])
        else:
            lane.append(bar)
    return lanes


def _names(desk: Desk, entries: Sequence[Entry]) -> tuple[tuple[Shape, ...], float]:
    """The numbers with their names, in lines as wide as the strip, and their height."""
    hand = desk.hand
    size = SIZE * hand.scale
    step = 1.5 * size
    x, y = 0.0, 0.0
    shapes: list[Shape] = []
    for n, entry in enumerate(entries, start=1):
        number = desk.scribe.catalog.number(n)
        indent = hand.width(number, SIZE) + 4
        room = hand.width(entry.name, SIZE)
        if x and (desk.width < COLUMN or x + indent + room > desk.width):
            x, y = 0.0, y + step
        lines = hand.wrapped(((entry.name, "ink"),), SIZE, desk.width - x - indent)
        labels = [
            Label(x + indent, y + 0.95 * size + place * 1.25 * size, words, SIZE)
            for place, words in enumerate(lines)
        ]
        mark = Label(x, y + 0.95 * size, ((number, "head"),), SIZE)
        shapes.append(Sign(entry.id, entry.name, (mark, *labels)))
        y += (len(lines) - 1) * 1.25 * size
        x += indent + room + 12
    return tuple(shapes), y + step
