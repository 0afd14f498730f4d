"""Figures to look at: of the real seeds, of the base briefing, of small seeds in memory."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

import hashiya
from hashiya.briefing import compose
from hashiya.changes import history_of
from hashiya.editions import take_snapshot
from hashiya.figures import Figure, draw_map, draw_timeline
from hashiya.figures.drawing import Box, Lettered
from hashiya.figures.lettering import ems
from hashiya.pages import make_press
from hashiya.standing import derive
from hashiya.views import Scribe
from tests.seedbed import BASE, REPOSITORY, index_of

WIDTHS = (455.0, 340.0)
"""The measure of an A4 page in points, and that of a phone."""
BRIEFING = """
title: {en: A briefing, ar: إحاطة}
languages: [en, ar]
locales: {en: en_GB, ar: ar_IQ}
%s
kinds:
  actor: {label: {en: Actors, ar: الجهات}, one: {en: Actor, ar: جهة}, path: actors}
  era: {label: {en: Eras, ar: العصور}, one: {en: Era, ar: عصر}, path: eras, dated: true}
  fort: {label: {en: Forts, ar: الحصون}, one: {en: Fort, ar: حصن}, path: forts, place: true}
  spring: {label: {en: Springs, ar: العيون}, one: {en: Spring, ar: عين}, path: springs, place: true}
"""
ACTOR = "gazette: {kind: actor, name: {en: the Gazette, ar: الجريدة}}\n"
SOURCES = "one: {file: one.txt, lang: en, title: {en: One, ar: واحد}, publisher: gazette}\n"

SVG = "{http://www.w3.org/2000/svg}"


def scribe_of(entities: str, lang: str = "en", *, as_of: str = "") -> Scribe:
    """The scribe of a briefing that has no more than these entities and their source."""
    index = index_of(
        entities=ACTOR + entities,
        sources=SOURCES,
        briefing=BRIEFING % (f"as_of: {as_of}" if as_of else ""),
        articles={"one.txt": "words here\n"},
    )
    briefing = compose(index, derive(index), preview=False)
    history = history_of(take_snapshot(index, briefing.derived), ())
    return make_press(briefing, hashiya.load_catalogs(index), (), history).scribes[lang]


def scribes_in(folder: Path) -> dict[str, Scribe]:
    """The scribes of a seeds folder."""
    subject = hashiya.read_subject(folder)
    briefing = compose(subject.index, subject.derived, preview=False)
    history = history_of(take_snapshot(subject.index, subject.derived), ())
    return dict(make_press(briefing, hashiya.load_catalogs(subject.index), (), history).scribes)


@cache
def all_figures() -> tuple[tuple[str, Scribe, Figure], ...]:
    """Every figure of the real seeds and of the base briefing, with a name for it."""
    return tuple(draw_all())


def draw_all() -> Iterator[tuple[str, Scribe, Figure]]:
    """The same, drawn anew."""
    draw: tuple[Callable[[Scribe, float], Figure | None], ...] = (draw_timeline, draw_map)
    for folder in (REPOSITORY / "seeds", BASE / "seeds"):
        for lang, scribe in scribes_in(folder).items():
            for width in WIDTHS:
                for make in draw:
                    figure = make(scribe, width)
                    assert figure is not None
                    yield f"{figure.name} {lang} {width:g} of {folder.parent.name}", scribe, figure


def fonts() -> list[str]:
    """The folders of the fonts in which figures are set."""
    return [
        str(files(package) / "files") for package in ("fontpkg_amiri", "fontpkg_ibm_plex_serif")
    ]


def timeline(entities: str, lang: str = "en", *, as_of: str = "", width: float = 400) -> Figure:
    """The timeline of some entities."""
    figure = draw_timeline(scribe_of(entities, lang, as_of=as_of), width)
    assert figure is not None
    return figure


def map_of(entities: str, lang: str = "en", *, width: float = 400) -> Figure:
    """The map of some entities."""
    figure = draw_map(scribe_of(entities, lang), width)
    assert figure is not None
    return figure


def parts(figure: Figure, tone: str) -> list[ElementTree.Element]:
    """The elements of a tone, in the order in which they are drawn."""
    root = ElementTree.fromstring(figure.svg)  # noqa: S314
    return [element for element in root.iter() if element.get("class") == f"fig-{tone}"]


def blocks(figure: Figure, tone: str) -> list[tuple[float, float]]:
    """From where to where the rectangles of a tone reach, from the left."""
    found = [part for part in parts(figure, tone) if part.tag == f"{SVG}rect"]
    spans = [(float(part.attrib["x"]), float(part.attrib["width"])) for part in found]
    return [(x, round(x + width, 2)) for x, width in spans]


def points(path: ElementTree.Element) -> list[list[tuple[float, float]]]:
    """The lines of a path, each as its points."""
    lines: list[list[tuple[float, float]]] = []
    for command, x, y in re.findall(r"([Ml])(-?[\d.]+) (-?[\d.]+)", path.attrib["d"]):
        if command == "M":
            lines.append([(float(x), float(y))])
        else:
            before = lines[-1][-1]
            lines[-1].append((before[0] + float(x), before[1] + float(y)))
    return lines


def middles(figure: Figure, tone: str) -> list[tuple[float, float]]:
    """The middles of the closed shapes of a tone."""
    found = []
    for part in parts(figure, tone):
        if part.tag == f"{SVG}circle":
            found.append((float(part.attrib["cx"]), float(part.attrib["cy"])))
        elif part.tag == f"{SVG}path":
            for line in points(part):
                across, up = [x for x, _ in line], [y for _, y in line]
                found.append(((min(across) + max(across)) / 2, (min(up) + max(up)) / 2))
    return found


def said(label: Lettered) -> str:
    """The words of a label."""
    return " ".join(text for text, _, _ in label.words)


def room(label: Lettered) -> Box:
    """The box of a label, as wide as its letters are in Plex Serif and Amiri."""
    text = said(label)
    width = ems(text) * label.size + len(text) * label.tracking
    left = {"left": 0.0, "middle": width / 2, "right": width}[label.anchor]
    return Box(label.x - left, label.y - 0.75 * label.size, width, 0.95 * label.size)


def find(figure: Figure, start: str) -> Lettered:
    """The one label that starts with these words."""
    found = [label for label in figure.labels if said(label).startswith(start)]
    assert len(found) == 1, [said(label) for label in figure.labels]
    return found[0]
