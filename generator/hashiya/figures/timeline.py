"""The timeline: what lasted as bars, what happened as marks, and how sure each date is.

Every panel's axis is linear. Where most dates crowd into a small part of the whole, the whole is
drawn small, with only the rest of the dates named, and the crowded stretch large below it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hashiya.briefing import entities_of_kind
from hashiya.catalog import Catalog
from hashiya.edtf import Edge, parse_edtf
from hashiya.figures.axis import (
    Extent,
    Scale,
    Stretch,
    Tick,
    extent_of,
    rounded_out,
    ticks,
)
from hashiya.figures.drawing import (
    Block,
    Box,
    Figure,
    Label,
    Point,
    Shape,
    Sign,
    Trace,
    diamond,
    flat,
    make_figure,
    mirrored,
    moved,
    shifted,
)
from hashiya.figures.lettering import Lettering
from hashiya.views import Scribe

SIZE, SMALL = 8.6, 8.0
BAR = 6.0
"""The height of a bar."""
MARK = 3.4
"""Half the width of a mark."""
STUB = 7.0
"""The length of an end that is no date, or that is approximate and given to the day."""
GAP = 6.0
"""Between things that stand beside each other."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A dated entity: its kind's id and names, its own, its date in words and in days."""

    id: str
    kind: str
    label: str
    one: str
    name: str
    when: str
    extent: Extent


@dataclass(frozen=True, slots=True)
class Panel:
    """A stretch of time drawn to one scale.

    `entries` are shown with their names, `dim` without: those that another panel names. `lens` is
    the stretch that the next panel enlarges.
    """

    scale: Scale
    entries: tuple[Entry, ...]
    dim: tuple[Entry, ...]
    lens: Stretch | None


@dataclass(frozen=True, slots=True)
class Row:
    """An entry drawn from 0 downwards; `left` to `right` is the room that it takes."""

    shapes: tuple[Shape, ...]
    left: float
    right: float
    height: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """A panel drawn from 0 downwards; its lines hang from `top`, below the names of the axis."""

    shapes: tuple[Shape, ...]
    top: float
    height: float


def draw_timeline(scribe: Scribe, width: float) -> Figure | None:
    """The timeline of all entities of dated kinds, `width` points wide; None without any."""
    entries = entries_of(scribe)
    if not entries:
        return None
    as_of = scribe.briefing.index.head.as_of
    now = extent_of(as_of).known[1] if as_of else None
    desk = Desk(scribe, Lettering(scribe.catalog.direction == "rtl"), width, now)
    shapes, height = desk.compose(entries)
    if desk.hand.rtl:
        shapes = mirrored(shapes, width)
    title, description = scribe.catalog.text("figure.timeline"), _description(scribe, entries)
    head = tuple(scribe.catalog.text(f"figure.{key}") for key in ("kind", "name", "date"))
    rows = tuple((entry.one, entry.name, entry.when) for entry in entries)
    return make_figure(
        "timeline",
        scribe.lang,
        (title, description),
        shapes,
        (width, height),
        desk.hand,
        (head, rows),
        tuple(entry.id for entry in entries),
    )


def entries_of(scribe: Scribe) -> tuple[Entry, ...]:
    """The dated entities, kind by kind, each kind by date."""
    index, lang = scribe.briefing.index, scribe.lang
    return tuple(
        Entry(
            entity.id,
            kind.id,
            kind.label[lang],
            kind.one[lang],
            entity.name[lang],
            scribe.catalog.date(entity.date),
            extent_of(entity.date),
        )
        for kind in index.head.kinds.values()
        if kind.dated
        for entity in entities_of_kind(index, kind.id)
        if entity.date is not None
    )


def _description(scribe: Scribe, entries: Sequence[Entry]) -> str:
    catalog = scribe.catalog
    numbers: dict[str, int] = {}
    for entry in entries:
        numbers[entry.label] = numbers.get(entry.label, 0) + 1
    first = min(entry.extent.known[0] for entry in entries)
    last = max(entry.extent.known[1] for entry in entries) - 1
    texts = [
        catalog.text("figure.timeline.text", span=_span(catalog, first, last)),
        *(f"{label}: {catalog.number(n)}." for label, n in numbers.items()),
    ]
    if as_of := scribe.briefing.index.head.as_of:
        texts.append(catalog.text("figure.timeline.now", date=catalog.date(as_of)))
    return " ".join(texts)


def _span(catalog: Catalog, first: int, last: int) -> str:
    """From a day to another in words, as coarse as still tells the two apart."""
    days = [datetime.date.fromordinal(day).isoformat() for day in (first, last)]
    length = next((n for n in (4, 7, 10) if days[0][:n] != days[1][:n]), 10)
    start, end = (day[:length] for day in days)
    return catalog.date(parse_edtf(start if start == end else f"{start}/{end}"))


def crowded(entries: Sequence[Entry]) -> Stretch | None:
    """The stretch of days worth enlarging: much of the dates in little of the time.

    Of all stretches between two dates the one whose share of the dates exceeds its share of the
    time the most. None where that is less than two fifths, or where few dates are left to enlarge.
    """
    marks = sorted(mark for entry in entries for mark in entry.extent.marks)
    whole = marks[-1] - marks[0]
    if len(marks) < 8 or whole == 0:
        return None
    best, found = 0.0, None
    for i, first in enumerate(marks):
        for j in range(i + 3, len(marks)):
            gain = (j - i + 1) / len(marks) - (marks[j] - first) / whole
            if gain > best + 1e-9:
                best, found = gain, (first, marks[j])
    if found is None or best < 0.4 or (found[1] - found[0]) * 3 > whole:
        return None
    reach = [entry.extent.known[1] for entry in entries if found[0] <= entry.extent.known[0]]
    ends = [day for day in reach if day <= found[1] + 366]
    return rounded_out(found[0], max([found[1] + 1, *ends]))


@dataclass(frozen=True, slots=True)
class Desk:
    """What every part of the drawing goes by. `now` is the first day after the edition's date."""

    scribe: Scribe
    hand: Lettering
    width: float
    now: int | None
    thick: float = BAR

    # --- panels ---------------------------------------------------------------------------------

    def compose(self, entries: Sequence[Entry]) -> tuple[tuple[Shape, ...], float]:
        """All panels and what explains them, and the height that they take."""
        panels = self._panels(entries)
        shapes: list[Shape] = []
        y = 0.0
        for number, panel in enumerate(panels):
            if number:
                before = panels[number - 1]
                shapes += self._lens(before, y, y + 16)
                y += 16
            drawn = self._draw(panel)
            shapes += moved(drawn.shapes, y)
            y += drawn.height
        named, height = self._as_of(panels[-1].scale)
        shapes += moved(named, y)
        y += height + 5
        legend, height = self._legend(panels)
        shapes += moved(legend, y)
        return (Block(Box(0, 0, self.width, y + height), "ground"), *shapes), y + height

    def _as_of(self, scale: Scale) -> tuple[tuple[Shape, ...], float]:
        """The edition's date below its line."""
        as_of, now = self.scribe.briefing.index.head.as_of, self.now
        if as_of is None or now is None or not scale.first <= now <= scale.last:
            return (), 0
        catalog, size = self.scribe.catalog, SMALL * self.hand.scale
        text = catalog.text("figure.now", date=catalog.date(as_of))
        half = self.hand.width(text, SMALL) / 2
        x = max(half, min(scale.x(now), self.width - half))
        stem = Trace((((scale.x(now), 0), (scale.x(now), 3)),), "now")
        return (stem, Label(x, 3 + size, ((text, "now-words"),), SMALL, "middle")), 4 + 1.2 * size

    def _panels(self, entries: Sequence[Entry]) -> tuple[Panel, ...]:
        first = min(entry.extent.known[0] for entry in entries)
        last = max(entry.extent.known[1] for entry in entries)
        if self.now is not None:
            first, last = min(first, self.now - 1), max(last, self.now)
        whole = self._scale(rounded_out(first, last))
        near = crowded(entries)
        if near is None:
            return (Panel(whole, tuple(entries), (), None),)
        inside = tuple(entry for entry in entries if _lies_in(entry.extent, near))
        through = {e.id for e in entries if _lasts_through(e.extent, near)}
        outside = tuple(entry for entry in entries if entry not in inside)
        large = tuple(e for e in entries if e in inside or e.id in through)
        return (Panel(whole, outside, inside, near), Panel(self._scale(near), large, (), None))

    def _scale(self, days: Stretch) -> Scale:
        return Scale(*days, 0.5, self.width - 0.5)

    def _lens(self, panel: Panel, top: float, bottom: float) -> tuple[Shape, ...]:
        """The lines from the stretch in one panel to the next panel, which is that stretch."""
        if panel.lens is None:
            return ()
        near = [panel.scale.x(day) for day in panel.lens]
        far = [panel.scale.left, panel.scale.right]
        lines = tuple(((a, top), (b, bottom)) for a, b in zip(near, far, strict=True))
        return (Trace(lines, "lens"),)

    def _draw(self, panel: Panel) -> Drawn:
        """A panel: its axis above, then its rows by kind."""
        axis, top = self._axis(panel.scale)
        y = top + 3
        placed: list[Shape] = []
        for kind in dict.fromkeys(e.kind for e in (*panel.entries, *panel.dim)):
            named = [entry for entry in panel.entries if entry.kind == kind]
            dim = [entry for entry in panel.dim if entry.kind == kind]
            shapes, height = self._kind(panel, named, dim)
            placed += moved(shapes, y)
            y += height
        boxes = [each.box(self.hand) for each in flat(placed) if isinstance(each, Label)]
        ground = self._ground(panel, top, y, boxes)
        return Drawn((*ground, *moved(axis, 0), *placed), top, y)

    def _ground(
        self, panel: Panel, top: float, bottom: float, boxes: Sequence[Box]
    ) -> tuple[Shape, ...]:
        """What lies behind the rows. Its lines leave out the boxes of words."""
        scale = panel.scale
        shapes: list[Shape] = []
        now = None if self.now is None else scale.x(self.now)
        if now is not None and now < scale.right:
            start = max(now, scale.left)
            shapes.append(Block(Box(start, top, scale.right - start, bottom - top), "later"))
        for tick in self._ticks(scale)[0]:
            x = scale.x(tick.day)
            shapes.append(Trace(_upright(x, top, bottom, boxes), "grid"))
        shapes.append(Trace((((scale.left, bottom), (scale.right, bottom)),), "grid"))
        if panel.lens is not None:
            left, right = (scale.x(day) for day in panel.lens)
            shapes.append(
                Trace(
                    (
                        *_upright(left, top, bottom, boxes),
                        *_upright(right, top, bottom, boxes),
                        ((left, top), (right, top)),
                    ),
                    "lens",
                )
            )
        if now is not None and scale.left <= now <= scale.right:
            shapes.append(Trace(_upright(now, top, bottom, boxes), "now"))
        return tuple(shapes)

    # --- the axis -------------------------------------------------------------------------------

    def _ticks(self, scale: Scale) -> tuple[tuple[Tick, ...], tuple[Tick, ...]]:
        return ticks(
            scale,
            self.scribe.catalog,
            lambda text: self.hand.width(text, SMALL),
            5,
        )

    def _axis(self, scale: Scale) -> tuple[tuple[Shape, ...], float]:
        """The names of the axis in one row or two, and how far down its line is."""
        large, small = self._ticks(scale)
        line = SMALL * self.hand.scale * 1.3
        shapes: list[Shape] = []
        y = 0.0
        for row, tone in ((large, "head"), (small, "soft")):
            if not row:
                continue
            y += line
            for tick in row:
                if scale.x(tick.day) + self.hand.width(tick.text, SMALL) + 2.5 > self.width:
                    continue
                shapes.append(Label(scale.x(tick.day) + 2.5, y - 2.5, ((tick.text, tone),), SMALL))
        starts = [scale.x(tick.day) for tick in large]
        notches = tuple(((x, y - line + 2), (x, y)) for x in starts)
        fine = tuple(((scale.x(t.day), y - 2.5), (scale.x(t.day), y)) for t in small)
        shapes.append(Trace((*notches, *fine, ((scale.left, y), (scale.right, y))), "axis"))
        return tuple(shapes), y

    # --- rows -----------------------------------------------------------------------------------

    def _kind(
        self, panel: Panel, named: Sequence[Entry], dim: Sequence[Entry]
    ) -> tuple[tuple[Shape, ...], float]:
        """A kind: its name, then its entries in rows."""
        size = SMALL * self.hand.scale
        label = (named or dim)[0].label
        head = Label(3, 1.15 * size, ((label, "head"),), SMALL)
        y = 1.5 * size
        shapes: list[Shape] = [head]
        rows = [self._row(panel, entry) for entry in named if entry.extent.is_interval]
        rows += [self._bare(panel.scale, entry) for entry in dim if entry.extent.is_interval]
        marks = [self._row(panel, entry) for entry in named if not entry.extent.is_interval]
        points = [entry for entry in dim if not entry.extent.is_interval]
        for lines in (rows, marks):
            for line in _in_lines(lines):
                for row in line:
                    shapes += moved(row.shapes, y)
                y += max(row.height for row in line)
        if points:
            shapes += moved(self._crowd(panel.scale, points), y)
            y += 2 * MARK + 4
        return tuple(shapes), y + 3

    def _bare(self, scale: Scale, entry: Entry) -> Row:
        """A bar without its name."""
        bar, left, right = self.bar_of(scale, entry.extent, 2)
        return Row((_sign(entry, bar),), left, right, BAR + 4)

    def _crowd(self, scale: Scale, entries: Sequence[Entry]) -> tuple[Shape, ...]:
        """Marks without their names, which stand on the panel that enlarges them."""
        places = [scale.x(_middle(entry.extent)) for entry in entries]
        return (Trace(tuple(((x, 1), (x, 1 + 2 * MARK)) for x in places), "reach"),)

    def _row(self, panel: Panel, entry: Entry) -> Row:
        if entry.extent.is_interval:
            return self._bar_row(panel.scale, entry)
        return self._mark_row(panel, entry)

    def _words(self, entry: Entry, room: float) -> tuple[tuple[tuple[str, str], ...], ...]:
        """The name and the date, on one line where they fit, else the date on its own."""
        both = ((entry.name, "ink"), (f"· {entry.when}", "soft"))
        together = self.hand.wrapped(both, SIZE, room)
        if len(together) == 1:
            return together
        apart = self.hand.wrapped(((entry.name, "ink"),), SIZE, room)
        return apart + self.hand.wrapped(((entry.when, "soft"),), SIZE, room)

    def _bar_row(self, scale: Scale, entry: Entry) -> Row:
        """A bar with its words above it."""
        size = SIZE * self.hand.scale
        lines = self._words(entry, self.width - 8)
        wide = max(Label(0, 0, line, SIZE).width(self.hand) for line in lines)
        height = (len(lines) - 1) * size * self.hand.leading + 1.2 * size
        bar, left, right = self.bar_of(scale, entry.extent, height + 1.5)
        x = max(3, min(left, self.width - 4 - wide))
        step = size * self.hand.leading
        labels = [Label(x, 0.95 * size + n * step, line, SIZE) for n, line in enumerate(lines)]
        shapes = (_sign(entry, (*labels, *bar)),)
        return Row(shapes, min(x, left), max(x + wide, right), height + BAR + 5.5)

    def _mark_row(self, panel: Panel, entry: Entry) -> Row:
        """A mark with its words beside it, where there is more room."""
        scale, size = panel.scale, SIZE * self.hand.scale
        left, right = self.mark_ends(scale, entry.extent)
        wall = scale.x(panel.lens[0]) if panel.lens else self.width
        after = (wall if right < wall else self.width) - 3 - right - GAP
        before = left - GAP - 3
        wide = Label(0, 0, ((f"{entry.name} · {entry.when}", "ink"),), SIZE).width(self.hand)
        behind = after >= min(wide, before)
        room = after if behind else before
        lines = self._words(entry, room)
        step = size * self.hand.leading
        x = right + GAP if behind else left - GAP
        anchored = [
            Label(x, 0.95 * size + n * step, line, SIZE, "left" if behind else "right")
            for n, line in enumerate(lines)
        ]
        taken = max(label.width(self.hand) for label in anchored)
        mark = self.mark_of(scale, entry.extent, 0.62 * size)
        start, end = (left, x + taken) if behind else (x - taken, right)
        shapes = (_sign(entry, (*mark, *anchored)),)
        return Row(shapes, start, end, (len(lines) - 1) * step + 1.2 * size + 1.8)

    # --- marks and bars -------------------------------------------------------------------------

    def mark_ends(self, scale: Scale, extent: Extent) -> tuple[float, float]:
        """How far a mark and the stretch in which it lies reach."""
        first, last = extent.known
        middle = scale.inside(scale.x(_middle(extent)))
        left = min(scale.inside(scale.x(first)), middle - MARK)
        right = max(scale.inside(scale.x(last)), middle + MARK)
        return left, right

    def mark_of(self, scale: Scale, extent: Extent, y: float) -> tuple[Shape, ...]:
        """A mark in the middle of the stretch in which it lies; hollow where that is a guess."""
        middle = scale.inside(scale.x(_middle(extent)))
        shapes: list[Shape] = []
        first, last = extent.known
        left, right = scale.inside(scale.x(first)), scale.inside(scale.x(last))
        if right - left > 2 * MARK and last - first > 1:
            tone = "guess" if extent.begins_about else "reach"
            shapes.append(Trace((((left, y), (right, y)),), tone))
            ends = tuple(((x, y - 2), (x, y + 2)) for x in (left, right))
            shapes.append(Trace(ends, "reach"))
        tone = "hollow" if extent.begins_about else "mark"
        return (*shapes, Trace((diamond(middle, y, MARK),), tone, closed=True))

    def bar_of(
        self, scale: Scale, extent: Extent, y: float
    ) -> tuple[tuple[Shape, ...], float, float]:
        """A bar, and how far it reaches: what it surely lasts, and its ends as far as known."""
        first, last = extent.sure
        start = self._end(scale, extent.begins, extent.begins_about, y, (first, last), -1)
        finish = self._end(scale, extent.ends, extent.ends_about, y, (last, first), 1)
        shapes: list[Shape] = [*start.shapes, *finish.shapes]
        left, right = scale.inside(start.edge), scale.inside(finish.edge)
        if right > left:
            shapes.append(Block(Box(left, y, right - left, self.thick), "span"))
        return tuple(shapes), min(start.reach, finish.edge), max(finish.reach, start.edge)

    def _end(
        self,
        scale: Scale,
        side: Stretch | Edge,
        about: bool,
        y: float,
        sure: tuple[int | None, int | None],
        way: int,
    ) -> End:
        """One end of a bar; `way` is -1 where it begins and 1 where it ends.

        `sure` is the last day of the sure part on this side, then that on the other side.
        """
        if side is Edge.OPEN:
            return _open_end(scale, y, way, self.thick)
        if isinstance(side, Edge):
            known = scale.x(sure[1] if sure[1] is not None else scale.first)
            return self._unknown_end(scale, known, y, way)
        near = scale.inside(scale.x(sure[0] if sure[0] is not None else side[0]))
        far = scale.inside(scale.x(side[0] if way < 0 else side[1]))
        if about and abs(far - near) < STUB:
            # Given to the day, or too fine to see: a stub says all the same that it is a guess.
            near = scale.inside(far - way * STUB / 2)
            far = scale.inside(far + way * STUB / 2)
        if abs(far - near) < 0.05:
            return End((), near, near)
        box = Box(min(near, far), y, abs(far - near), self.thick)
        return End((_framed(box) if about else Block(box, "unsure"),), near, far)

    def _unknown_end(self, scale: Scale, known: float, y: float, way: int) -> End:
        """An end that there is and nobody dates: a stub of no meaning, and a question mark."""
        near = scale.inside(known)
        far = scale.inside(near + way * 2 * STUB)
        box = Box(min(near, far), y, abs(far - near), self.thick)
        size = SMALL * self.hand.scale
        mark = Label(
            (near + far) / 2, y + self.thick / 2 + 0.3 * size, (("?", "ink"),), SMALL, "middle"
        )
        return End((_framed(box), mark), near, far)

    # --- the legend -----------------------------------------------------------------------------

    def _legend(self, panels: Sequence[Panel]) -> tuple[tuple[Shape, ...], float]:
        """What each sign means, of those that were drawn, in lines as wide as the drawing."""
        size = SMALL * self.hand.scale
        x, y = 0.0, 0.0
        shapes: list[Shape] = []
        for key, sample, wide in self._signs(panels):
            text = self.scribe.catalog.text(f"figure.sign.{key}")
            room = self.hand.width(text, SMALL)
            if x and x + wide + 4 + room > self.width:
                x, y = 0.0, y + 1.45 * size
            shapes += moved(shifted(sample, x), y + 0.64 * size)
            for n, line in enumerate(
                self.hand.wrapped(((text, "soft"),), SMALL, self.width - x - wide - 4)
            ):
                y += 1.3 * size if n else 0
                shapes.append(Label(x + wide + 4, y + 0.95 * size, line, SMALL))
            x += wide + 4 + room + 12
        return tuple(shapes), y + 1.5 * size

    def _signs(self, panels: Sequence[Panel]) -> Iterator[tuple[str, tuple[Shape, ...], float]]:
        """The signs in use: name, sample around the base line 0, width."""
        extents = [entry.extent for panel in panels for entry in panel.entries]
        bars = [extent for extent in extents if extent.is_interval]
        marks = [extent for extent in extents if not extent.is_interval]
        sample = Scale(0, 1000, 0, 20)
        top = -BAR / 2

        def bar(begins: Stretch | Edge, ends: Stretch | Edge, about: bool) -> tuple[Shape, ...]:
            extent = Extent(begins, ends, True, False, about)  # noqa: FBT003
            return self.bar_of(sample, extent, top)[0]

        sides = [side for extent in bars for side in (extent.begins, extent.ends)]
        stretches = [side for side in sides if not isinstance(side, Edge)]
        if any(last - first > 1 for first, last in stretches):
            yield "unsure", bar((0, 1), (550, 1000), about=False), 20
        if any(extent.begins_about or extent.ends_about for extent in bars):
            yield "inferred", bar((0, 1), (550, 1000), about=True), 20
        if Edge.OPEN in sides:
            yield "open", bar((0, 1), Edge.OPEN, about=False), 20
        if Edge.UNKNOWN in sides:
            yield "unknown", bar((0, 1), Edge.UNKNOWN, about=False), 20
        if any(last - first > 1 for extent in marks for first, last in [extent.known]):
            yield "reach", self.mark_of(sample, _single((0, 1000), about=False), 0), 20
        if any(extent.begins_about for extent in marks):
            yield "hollow", (Trace((diamond(4, 0, MARK),), "hollow", closed=True),), 8
        dim = [entry.extent.is_interval for panel in panels for entry in panel.dim]
        if dim:
            # As they are drawn there: bars without their names, and strokes for marks.
            block = (Block(Box(0, top, 11, BAR), "span"),) if any(dim) else ()
            places = () if all(dim) else (14.0, 17.0)
            strokes = tuple(((x, -MARK), (x, MARK)) for x in places)
            yield "dim", (*block, *((Trace(strokes, "reach"),) if strokes else ())), 19
        if self.now is not None:
            line = Trace((((0.5, -4), (0.5, 4)),), "now")
            yield "later", (Block(Box(0.5, -4, 12, 8), "later"), line), 13


@dataclass(frozen=True, slots=True)
class End:
    """One end of a bar: its shapes, where the sure part meets it, and how far it reaches."""

    shapes: tuple[Shape, ...]
    edge: float
    reach: float


def _sign(entry: Entry, shapes: tuple[Shape, ...]) -> Sign:
    return Sign(entry.id, f"{entry.name} · {entry.when}", shapes)


def _open_end(scale: Scale, y: float, way: int, thick: float) -> End:
    """An end that lies open: an arrow out of the panel."""
    tip = scale.right if way > 0 else scale.left
    neck = tip - way * STUB
    head = ((neck, y - 2), (tip, y + thick / 2), (neck, y + thick + 2))
    return End((Trace((head,), "span", closed=True),), neck, tip)


def _framed(box: Box) -> Trace:
    left, top, right, bottom = box.x, box.y + 0.35, box.x + box.width, box.y + box.height - 0.35
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    return Trace((corners,), "inferred", closed=True)


def _single(stretch: Stretch, about: bool) -> Extent:
    return Extent(stretch, stretch, False, about, about)  # noqa: FBT003


def _middle(extent: Extent) -> float:
    first, last = extent.known
    return (first + last) / 2


def _lies_in(extent: Extent, days: Stretch) -> bool:
    """Whether an entry begins in a stretch and has its known end there."""
    first, last = extent.known
    return days[0] <= first and last <= days[1]


def _lasts_through(extent: Extent, days: Stretch) -> bool:
    """Whether what an entry surely lasts has days in a stretch."""
    first, last = extent.sure
    if not extent.is_interval:
        return False
    after = last is None or last > days[0] + 1
    return after and (first is None or first < days[1] - 1)


def _in_lines(rows: Iterable[Row]) -> list[list[Row]]:
    """Rows in lines, in their order: one goes beside the row before it where there is room."""
    lines: list[list[Row]] = []
    for row in rows:
        apart = lines and all(
            row.left >= other.right + GAP or row.right <= other.left - GAP for other in lines[-1]
        )
        if apart:
            lines[-1].append(row)
        else:
            lines.append([row])
    return lines


def _upright(
    x: float, top: float, bottom: float, boxes: Iterable[Box]
) -> tuple[tuple[Point, ...], ...]:
    """An upright line in pieces that leave out every box it would cross."""
    pieces: list[tuple[Point, ...]] = []
    y = top
    for box in sorted(boxes, key=lambda box: box.y):
        if box.x - 1.5 < x < box.x + box.width + 1.5 and box.y + box.height > y:
            if box.y > y:
                pieces.append(((x, y), (x, min(box.y, bottom))))
            y = max(y, box.y + box.height)
    if y < bottom:
        pieces.append(((x, y), (x, bottom)))
    return tuple(pieces)
