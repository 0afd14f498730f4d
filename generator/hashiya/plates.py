"""Plates: figures as a page of the site has them, and the pages that are figures.

A plate is one figure in several drawings, of which a style sheet shows the one that fits, and the
same in a table. Nothing of it needs a script.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from markupsafe import Markup

from hashiya.figures import Figure, draw_map, draw_strip, draw_timeline
from hashiya.figures.drawing import linked_svg
from hashiya.grids import AXIS_WIDTH, compose_rival_dates
from hashiya.views import Chip, Folio, Scribe

PIXELS = 2.0
"""Pixels to a unit of a drawing on the site: the smallest words, of 8 units, are of 16 pixels."""

WIDTHS: Mapping[str, int] = MappingProxyType({"narrow": 328, "middle": 680, "wide": 1120})
"""What the drawings of a plate are called in figures.css, and their widths there, in pixels."""

_ID = re.compile(r'<[a-z]+ id="([^"]+)"')

Draw = Callable[[Scribe, float], Figure | None]


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing of a plate: `size` is a key of `WIDTHS`."""

    size: str
    svg: Markup


@dataclass(frozen=True, slots=True)
class Plate:
    """A figure on a page: `drawings` show the same for different widths, as `rows` say it."""

    name: str
    title: str
    caption: str
    drawings: tuple[Drawing, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[Chip, ...], ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page that is a figure, to be finished by `pages`: its template and what that places.

    `search` holds what can be found on it: anchor, title, text.
    """

    folio: Folio
    template: str
    title: str
    intro: str
    search: tuple[tuple[str, str, str], ...]
    values: Mapping[str, object] = field(default_factory=dict)


def plate_of(folio: Folio, draw: Draw, caption: str = "") -> Plate | None:
    """A figure for a page, its signs and rows linked from there; None where there is none."""
    figures = {size: draw(folio.scribe, width / PIXELS) for size, width in WIDTHS.items()}
    drawn = {size: figure for size, figure in figures.items() if figure is not None}
    if not drawn:
        return None
    first = next(iter(drawn.values()))
    chips = {id_: folio.chip(id_) for id_ in first.subjects}
    hrefs = {id_: chip.href for id_, chip in chips.items() if chip.href is not None}
    drawings = {size: linked_svg(each, hrefs, size, PIXELS) for size, each in drawn.items()}
    for svg in drawings.values():
        for id_ in _ID.findall(svg):
            folio.id(id_)
    return Plate(
        first.name,
        first.title,
        caption or first.description,
        # Everything in a drawing is escaped where it is made.
        tuple(Drawing(size, Markup(svg)) for size, svg in drawings.items()),  # noqa: S704
        first.head,
        tuple(
            tuple(chips[id_] if place == 1 else Chip(cell) for place, cell in enumerate(row))
            for id_, row in zip(first.subjects, first.rows, strict=True)
        ),
    )


def strip_plate(folio: Folio) -> Plate | None:
    """The strip of the first dated kind, for a page that has more to show; None without one."""
    return plate_of(folio, draw_strip, folio.scribe.catalog.text("plate.strip.caption"))


FIGURES: Mapping[str, Draw] = MappingProxyType({"timeline": draw_timeline, "map": draw_map})
"""The figures that are drawn and have a page: its path to who draws it."""


def plate_paths(scribe: Scribe) -> tuple[str, ...]:
    """The paths of the pages that `leaves_of` makes, in their order."""
    index = scribe.briefing.index
    kinds = index.head.kinds
    dated = any(e.date and kinds[e.kind.id].dated for e in index.entities.values())
    placed = any(e.place for e in index.entities.values())
    there = {"timeline": dated, "map": placed}
    return tuple(path for path, is_there in there.items() if is_there)


def leaves_of(scribe: Scribe) -> Iterator[Leaf]:
    """The pages that are figures."""
    for path in plate_paths(scribe):
        yield _drawn_leaf(scribe, path)


def _drawn_leaf(scribe: Scribe, path: str) -> Leaf:
    catalog = scribe.catalog
    folio = Folio(scribe, path)
    plate = plate_of(folio, FIGURES[path], catalog.text(f"plate.{path}.caption"))
    title, intro = catalog.text(f"figure.{path}"), catalog.text(f"plate.{path}.intro")
    names = " ".join(row[1].text for row in plate.rows) if plate else ""
    return Leaf(
        folio,
        "plate.html",
        title,
        intro,
        (("", title, f"{intro} {names}"),),
        {
            "plate": plate,
            # A line of time is where one looks for dates that contradict each other.
            "rival_dates": compose_rival_dates(folio) if path == "timeline" else (),
            "axis_width": AXIS_WIDTH,
        },
    )
