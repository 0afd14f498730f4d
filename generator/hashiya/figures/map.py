"""The map: the entities that lie somewhere, on coasts and borders, as precisely as is known.

A kind's mark has its own shape; how far a place may lie from its mark is drawn around it. North is
up in every language, and nothing but the words beside the map is mirrored.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from types import MappingProxyType

from hashiya.figures.drawing import (
    Block,
    Box,
    Disc,
    Figure,
    Label,
    Shape,
    Sign,
    Trace,
    diamond,
    make_figure,
    mirrored,
    moved,
    shifted,
    square,
    triangle,
)
from hashiya.figures.lettering import Lettering
from hashiya.figures.outlines import Line, View, cut, lines_outside, world
from hashiya.figures.placing import Spot, place_labels
from hashiya.views import Scribe

SIZE, SMALL = 8.6, 8.0
MARK = 2.7
"""Half the width of a mark."""
RINGS: Mapping[str, float] = MappingProxyType(
    {"exact": 0.0, "site": 0.0, "town": 5.5, "region": 11.0, "country": 0.0}
)
"""Precision to the radius of the ring around a mark; 0 for none."""
REACH: Mapping[str, float] = MappingProxyType(
    {"exact": 30.0, "site": 30.0, "town": 60.0, "region": 100.0, "country": 400.0}
)
"""Precision to the kilometres around a place that a map shows at the least."""
LEAST = 5.0
"""Degrees of latitude across a map at the least, so that a coast or a border shows where it is."""
KM_PER_DEGREE = 111.195
"""Of latitude, on a sphere of the earth's mean radius of 6,371 km."""
FLATTEST, TALLEST = 0.5, 1.15
"""The heights of a map for its width."""
NARROW, UPRIGHT = 250.0, 0.95
"""A map less wide than the one is at least so high for its width: names need the room."""


@dataclass(frozen=True, slots=True)
class Site:
    """An entity on the map: its kind's place among the kinds, its names, where it lies."""

    id: str
    kind: int
    label: str
    one: str
    name: str
    lat: float
    lon: float
    precision: str


@dataclass(frozen=True, slots=True)
class Projection:
    """Degrees to points: as wide per kilometre as high in the middle of the view."""

    view: View
    width: float
    height: float

    @property
    def scale(self) -> float:
        """Points to a degree of latitude."""
        return self.height / (self.view.north - self.view.south)

    def place(self, point: tuple[float, float]) -> tuple[float, float]:
        """Where a point (longitude, latitude) stands on the map."""
        lon, lat = point
        share = (lon - self.view.west) / (self.view.east - self.view.west)
        return share * self.width, (self.view.north - lat) * self.scale


def draw_map(scribe: Scribe, width: float) -> Figure | None:
    """The map of all entities with a place, `width` points wide; None without any."""
    sites = sites_of(scribe)
    if not sites:
        return None
    hand = Lettering(scribe.catalog.direction == "rtl")
    inside, outside = near_and_far(sites)
    projection = _projection(inside, width)
    drawn, unnamed = _drawn(inside, projection, hand)
    legend, height = Legend(scribe, hand, width).compose(inside, outside, unnamed, projection)
    if hand.rtl:
        legend = mirrored(legend, width)
    full = projection.height + 7 + height
    shapes = (
        Block(Box(0, 0, width, full), "ground"),
        *drawn,
        *moved(legend, projection.height + 7),
    )
    catalog = scribe.catalog
    title, description = catalog.text("figure.map"), _description(scribe, inside, outside)
    return make_figure(
        "map",
        scribe.lang,
        (title, description),
        shapes,
        (width, full),
        hand,
        _table(scribe),
        tuple(site.id for site in sites),
    )


def sites_of(scribe: Scribe) -> tuple[Site, ...]:
    """The entities with a place, kind by kind, in the order of the files."""
    index, lang = scribe.briefing.index, scribe.lang
    placed = [entity for entity in index.entities.values() if entity.place is not None]
    kinds = [k for k in index.head.kinds.values() if any(e.kind.id == k.id for e in placed)]
    return tuple(
        Site(
            entity.id,
            number,
            kind.label[lang],
            kind.one[lang],
            entity.name[lang],
            float(entity.place.lat),
            float(entity.place.lon),
            entity.place.precision,
        )
        for number, kind in enumerate(kinds)
        for entity in placed
        if entity.kind.id == kind.id and entity.place is not None
    )


def _table(scribe: Scribe) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The places as a table."""
    catalog, entities = scribe.catalog, scribe.briefing.index.entities
    keys = ("kind", "name", "latitude", "longitude", "precision", "from")
    rows = []
    for site in sites_of(scribe):
        place = entities[site.id].place
        if place is None:
            continue
        north = "north" if place.lat >= 0 else "south"
        east = "east" if place.lon >= 0 else "west"
        rows.append(
            (
                site.one,
                site.name,
                catalog.text(f"figure.{north}", degrees=catalog.number(abs(place.lat))),
                catalog.text(f"figure.{east}", degrees=catalog.number(abs(place.lon))),
                catalog.text(f"precision.{place.precision}"),
                place.origin[scribe.lang] if place.origin else "",
            )
        )
    return tuple(catalog.text(f"figure.{key}") for key in keys), tuple(rows)


def _description(scribe: Scribe, inside: Sequence[Site], outside: Sequence[Site]) -> str:
    catalog = scribe.catalog
    groups: dict[str, list[str]] = {}
    for site in inside:
        groups.setdefault(site.label, []).append(site.name)
    named = [f"{label}: {catalog.joined(names)}." for label, names in groups.items()]
    text = catalog.text("figure.map.text", places=" ".join(named))
    if not outside:
        return text
    return f"{text} {catalog.text('figure.outside', places=_names(scribe, outside))}"


def _names(scribe: Scribe, sites: Sequence[Site]) -> str:
    return scribe.catalog.joined([site.name for site in sites])


# --- the view -------------------------------------------------------------------------------------


def near_and_far(sites: Sequence[Site]) -> tuple[tuple[Site, ...], tuple[Site, ...]]:
    """The sites that one map can show well, and those so far off that it would show nothing else.

    The farthest goes as long as the map becomes twice as large without it, and no more than a
    quarter of them go.
    """
    near = list(sites)
    allowed = len(sites) // 4
    while allowed and len(near) > 1:
        allowed -= 1
        spans = [_span(near[:n] + near[n + 1 :]) for n in range(len(near))]
        best = min(range(len(near)), key=lambda n: (spans[n], n))
        if spans[best] * 2 > _span(near):
            break
        del near[best]
    far = tuple(site for site in sites if site not in near)
    return tuple(near), far


def _span(sites: Sequence[Site]) -> float:
    """The longer side of the smallest view of some sites, in degrees of latitude."""
    view = view_of(sites)
    narrow = math.cos(math.radians((view.north + view.south) / 2))
    return max((view.east - view.west) * narrow, view.north - view.south)


def view_of(sites: Sequence[Site]) -> View:
    """The smallest view with all sites and as much around each as its precision asks for.

    It crosses the 180th meridian where that makes it narrower.
    """
    boxes = []
    for site in sites:
        up = REACH[site.precision] / KM_PER_DEGREE
        across = up / max(0.1, math.cos(math.radians(site.lat)))
        boxes.append((site.lon - across, site.lon + across, site.lat - up, site.lat + up))
    west, east = _narrowest([(box[0], box[1]) for box in boxes])
    return View(
        west, max(-90.0, min(b[2] for b in boxes)), east, min(90.0, max(b[3] for b in boxes))
    )


def _narrowest(spans: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The shortest stretch of longitudes, from west to east, with all of the given ones."""
    best = (-180.0, 180.0)
    turned = sorted((west % 360, west % 360 + east - west) for west, east in spans)
    after = list(accumulate((east for _, east in reversed(turned)), max))[::-1]
    before = -math.inf  # the farthest end of those that start farther west, once around
    for (start, east), end in zip(turned, after, strict=True):
        farthest = max(end, before)
        if farthest - start < best[1] - best[0]:
            best = (start, farthest)
        before = max(before, east + 360)
    turn = 360 * math.floor((best[0] + 180) / 360)
    return best[0] - turn, best[1] - turn


def _projection(sites: Sequence[Site], width: float) -> Projection:
    """A map of that width, widened to a shape that can be printed, with a margin."""
    view = view_of(sites)
    middle = (view.north + view.south) / 2
    narrow = max(0.1, math.cos(math.radians(middle)))
    across, up = (view.east - view.west) * 1.04, (view.north - view.south) * 1.04
    across, up = max(across, LEAST / narrow), max(up, LEAST * FLATTEST)
    ratio = up / (across * narrow)
    flattest = UPRIGHT if width < NARROW else FLATTEST
    if ratio < flattest:
        up = flattest * across * narrow
    elif ratio > TALLEST:
        across = up / (TALLEST * narrow)
    centre = (view.east + view.west) / 2
    shown = View(centre - across / 2, middle - up / 2, centre + across / 2, middle + up / 2)
    return Projection(shown, width, width * up / (across * narrow))


# --- the map itself -------------------------------------------------------------------------------


def _drawn(
    sites: Sequence[Site], projection: Projection, hand: Lettering
) -> tuple[tuple[Shape, ...], tuple[Site, ...]]:
    """The ground, the marks and the labels; and the sites for whose names there was no room."""
    centres = _apart([_centre(site, projection) for site in sites], sites)
    frame = Box(1, 1, projection.width - 2, projection.height - 2)
    ground = Ground.under(sites, projection)
    spots = [
        replace(_spot(site, centre, hand), foreign=ground.foreign(site))
        for site, centre in zip(sites, centres, strict=True)
    ]
    placed = place_labels(spots, frame, (*ground.coasts, *ground.borders))
    rings: list[Shape] = []
    signs: list[Shape] = []
    for site, spot, centre, at in zip(sites, spots, centres, placed, strict=True):
        shapes: tuple[Shape, ...] = ()
        if at is not None:
            leader = (Trace((at.leader,), "leader"),) if at.leader else ()
            shapes = (*leader, _name(site, spot, at.box, hand))
        if site.precision != "country":
            rings += _ring(_centre(site, projection), site.precision)
            shapes = (*shapes, *mark(site.kind, *centre))
        if shapes:
            signs.append(Sign(site.id, site.name, shapes))
    unnamed = tuple(site for site, at in zip(sites, placed, strict=True) if at is None)
    boxes = [at.box for at in placed if at is not None]
    return (*ground.shapes(boxes), *rings, *signs, _frame(projection)), unnamed


@dataclass(frozen=True, slots=True)
class Ground:
    """Sea, land and the lines along it, on paper."""

    size: Box
    land: tuple[Line, ...]
    named: Mapping[str, tuple[Line, ...]]
    coasts: tuple[Line, ...]
    borders: tuple[Line, ...]

    @classmethod
    def under(cls, sites: Sequence[Site], projection: Projection) -> Ground:
        """The ground of a map; the countries among the sites are set off."""
        countries = [site for site in sites if site.precision == "country"]
        points = [(site.lon, site.lat) for site in countries]
        found = cut(world(), projection.view, points)

        def on_paper(lines: Sequence[Line]) -> tuple[Line, ...]:
            return tuple(tuple(projection.place(point) for point in line) for line in lines)

        return cls(
            Box(0, 0, projection.width, projection.height),
            on_paper(found.land),
            MappingProxyType(
                {s.id: on_paper(lines) for s, lines in zip(countries, found.named, strict=True)}
            ),
            on_paper(found.coasts),
            on_paper(found.borders),
        )

    def foreign(self, site: Site) -> tuple[Line, ...]:
        """All land but the country that a site names; none for a site that is no country."""
        if site.precision != "country":
            return ()
        others = (lines for id_, lines in self.named.items() if id_ != site.id)
        return (*self.land, *(line for lines in others for line in lines))

    def shapes(self, boxes: Sequence[Box]) -> tuple[Shape, ...]:
        """The shapes; borders leave out the boxes of the names."""
        borders = self.borders
        for box in boxes:
            hole = View(box.x - 1, box.y, box.x + box.width + 1, box.y + box.height)
            borders = tuple(piece for line in borders for piece in lines_outside(line, hole))
        layers: tuple[tuple[str, tuple[Line, ...], bool], ...] = (
            ("land", self.land, True),
            ("named", tuple(line for lines in self.named.values() for line in lines), True),
            ("border", borders, False),
            ("coast", self.coasts, False),
        )
        traces = (Trace(lines, tone, closed) for tone, lines, closed in layers if lines)
        return (Block(self.size, "sea"), *traces)


def _frame(projection: Projection) -> Shape:
    return _edge(Box(0.3, 0.3, projection.width - 0.6, projection.height - 0.6))


def _edge(box: Box) -> Shape:
    right, bottom = box.x + box.width, box.y + box.height
    corners = ((box.x, box.y), (right, box.y), (right, bottom), (box.x, bottom))
    return Trace((corners,), "frame", closed=True)


def _centre(site: Site, projection: Projection) -> tuple[float, float]:
    turn = 360 if site.lon < projection.view.west else 0
    return projection.place((site.lon + turn, site.lat))


def _apart(
    centres: Sequence[tuple[float, float]], sites: Sequence[Site]
) -> tuple[tuple[float, float], ...]:
    """The centres of the marks, moved off each other where they would cover each other.

    A mark stays within its ring, which does not move: it may lie anywhere in it.
    """
    moving = [list(centre) for centre in centres]
    room = [max(0.0, RINGS[site.precision] - MARK) for site in sites]
    least = 2 * MARK + 1.2
    for _ in range(20):
        for a in range(len(moving)):
            for b in range(a):
                if "country" in (sites[a].precision, sites[b].precision):
                    continue
                _push(moving[a], moving[b], least)
        for here, home, most in zip(moving, centres, room, strict=True):
            _pull(here, home, most)
    return tuple((x, y) for x, y in moving)


def _push(a: list[float], b: list[float], least: float) -> None:
    """Moves two points apart along the line between them, each by half of what is missing."""
    dx, dy = a[0] - b[0], a[1] - b[1]
    far = math.hypot(dx, dy)
    if far >= least:
        return
    if far == 0:
        dx, dy, far = 1.0, 0.0, 1.0
        missing = least / 2
    else:
        missing = (least - far) / 2
    for point, way in ((a, 1), (b, -1)):
        point[0] += way * missing * dx / far
        point[1] += way * missing * dy / far


def _pull(here: list[float], home: tuple[float, float], most: float) -> None:
    """Moves a point back to where it is no farther than `most` from its home."""
    dx, dy = here[0] - home[0], here[1] - home[1]
    far = math.hypot(dx, dy)
    if far > most:
        here[0], here[1] = home[0] + most * dx / far, home[1] + most * dy / far


def _spot(site: Site, centre: tuple[float, float], hand: Lettering) -> Spot:
    """What the placing of a label has to know."""
    box = _label(site, 0, 0, hand).box(hand)
    country = site.precision == "country"
    return Spot(
        *centre,
        core=0 if country else MARK + 0.6,
        ring=RINGS[site.precision],
        width=box.width,
        height=box.height,
        has_mark=not country,
    )


def _label(site: Site, x: float, y: float, hand: Lettering) -> Label:
    if site.precision != "country":
        return Label(x, y, ((site.name, "ink"),), SIZE)
    # Letters that are joined have no room between them.
    return Label(x, y, ((site.name, "country"),), SIZE + 1.4, spread=0 if hand.rtl else 0.12)


def _name(site: Site, spot: Spot, box: Box, hand: Lettering) -> Label:
    """The label in its box, held by the end that faces the mark: its width is only an estimate."""
    y = box.y - _label(site, 0, 0, hand).box(hand).y
    if box.x + box.width <= spot.x:
        return replace(_label(site, box.x + box.width, y, hand), anchor="right")
    if spot.x <= box.x:
        return _label(site, box.x, y, hand)
    return replace(_label(site, box.x + box.width / 2, y, hand), anchor="middle")


def _ring(centre: tuple[float, float], precision: str) -> tuple[Shape, ...]:
    radius = RINGS[precision]
    if not radius:
        return ()
    return (Disc(*centre, radius, "region" if precision == "region" else "town"),)


def mark(kind: int, x: float, y: float) -> tuple[Shape, ...]:
    """The mark of the kind with that number, from 0. After six shapes they come again, hollow."""
    tone = "mark" if kind < 6 else "hollow"
    form = kind % 6
    if form == 1:
        return (Disc(x, y, MARK * 0.85, tone),)
    corners = {
        0: square(x, y, MARK * 0.9),
        2: triangle(x, y, MARK * 1.1),
        3: diamond(x, y, MARK * 1.2),
        4: tuple(
            (x + dx, 2 * y - up)
            for dx, up in ((px - x, py) for px, py in triangle(x, y, MARK * 1.1))
        ),
        5: _cross(x, y, MARK * 1.1),
    }[form]
    return (Trace((corners,), tone, closed=True),)


def _cross(x: float, y: float, radius: float) -> tuple[tuple[float, float], ...]:
    """An upright cross with arms a third as thick as it is wide."""
    r, t = radius, radius / 3
    steps = (
        (-t, -r), (t, -r), (t, -t), (r, -t), (r, t), (t, t),
        (t, r), (-t, r), (-t, t), (-r, t), (-r, -t), (-t, -t),
    )  # fmt: skip
    return tuple((x + dx, y + dy) for dx, dy in steps)


# --- the legend -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Legend:
    """What explains the map, below it."""

    scribe: Scribe
    hand: Lettering
    width: float

    def compose(
        self,
        inside: Sequence[Site],
        outside: Sequence[Site],
        unnamed: Sequence[Site],
        projection: Projection,
    ) -> tuple[tuple[Shape, ...], float]:
        """The signs in lines, the scale, then what is to be said; and the height of it all."""
        size = SMALL * self.hand.scale
        x, y = 0.0, 0.0
        shapes: list[Shape] = []
        for text, sample, wide in self._signs(inside, projection):
            room = self.hand.width(text, SMALL)
            if x and x + wide + 4 + room > self.width:
                x, y = 0.0, y + 1.5 * size
            shapes += shifted(moved(sample, y + 0.66 * size), x)
            shapes.append(Label(x + wide + 4, y + 0.95 * size, ((text, "soft"),), SMALL))
            x += wide + 4 + room + 12
        y += 1.5 * size
        for text in self._remarks(outside, unnamed):
            for line in self.hand.wrapped(((text, "soft"),), SMALL, self.width):
                shapes.append(Label(0, y + 0.95 * size, line, SMALL))
                y += 1.3 * size
        return tuple(shapes), y + 2

    def _signs(
        self, sites: Sequence[Site], projection: Projection
    ) -> Iterator[tuple[str, tuple[Shape, ...], float]]:
        """The signs in use: text, sample around the base line 0, width."""
        catalog = self.scribe.catalog
        shown = [site for site in sites if site.precision != "country"]
        for kind, label in dict.fromkeys((site.kind, site.label) for site in shown):
            yield label, mark(kind, MARK, 0), 2 * MARK
        precisions = {site.precision for site in shown}
        if "town" in precisions:
            yield catalog.text("precision.town"), (Disc(5, 0, 4.6, "town"),), 10
        if "region" in precisions:
            yield catalog.text("precision.region"), (Disc(5, 0, 4.6, "region"),), 10
        if precisions & {"exact", "site"} and precisions & {"town", "region"}:
            yield catalog.text("figure.sign.site"), (), 0
        if any(site.precision == "country" for site in sites):
            swatch = Box(0, -3.5, 10, 7)
            yield catalog.text("figure.sign.country"), (Block(swatch, "named"), _edge(swatch)), 10
        km = _round_length(self.width / 4 * KM_PER_DEGREE / projection.scale)
        long = km / KM_PER_DEGREE * projection.scale
        bar = Trace((((0, -2.5), (0, 1), (long, 1), (long, -2.5)),), "reach")
        yield catalog.text("figure.km", n=catalog.number(km)), (bar,), long

    def _remarks(self, outside: Sequence[Site], unnamed: Sequence[Site]) -> Iterator[str]:
        catalog = self.scribe.catalog
        if outside:
            yield catalog.text("figure.outside", places=_names(self.scribe, outside))
        if unnamed:
            yield catalog.text("figure.unnamed", places=_names(self.scribe, unnamed))
        yield catalog.text("figure.outlines")


def _round_length(most: float) -> int:
    """The largest round number of kilometres that is no longer than `most`; at least 1."""
    found = 1
    for power in range(5):
        for first in (1, 2, 5):
            if first * 10**power <= most:
                found = first * 10**power
    return found
