"""Makes the map's outlines: `python generator/make_outlines.py package/countries-50m.json`.

Run by hand, and only when the outlines are to change; a build never needs it, nor Node. To get the
file, which is Natural Earth's countries at 1:50m as TopoJSON:

    npm pack world-atlas@2.0.2 && tar -xzf world-atlas-2.0.2.tgz package/countries-50m.json

It writes `hashiya/figures/outlines.json`, or the file named as a second argument:

- `step`: the degrees that one unit of a coordinate is;
- `arcs`: lines as x, y of the first point (east and north), then the differences from point to
  point. A line that two countries share is there once, so that their borders stay one;
- `countries`: for each, its rings as numbers of arcs; ~n is arc n from its end to its start.

The names and codes of the countries are left out: what a place is called, the briefing says.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parent / "hashiya" / "figures" / "outlines.json"
SOURCE = "world-atlas 2.0.2, countries-50m.json: Natural Earth, Admin 0 countries, 1:50m"
LICENCE = "Natural Earth is in the public domain; its arrangement as TopoJSON is under ISC"
STEP = 0.01
"""Degrees; about a kilometre. On a map of one country, a third of a point."""
TOLERANCE = 0.012
"""Degrees that a line may stray from the one it simplifies."""

Point = tuple[float, float]


def main(arguments: Sequence[str]) -> int:
    """Reads the TopoJSON file named first and writes the outlines; 2 where that can't be done."""
    if len(arguments) not in (1, 2):
        sys.stderr.write(
            "Expected the path of countries-50m.json, and of what to write if need be.\n"
        )
        return 2
    source, target = Path(arguments[0]), Path(arguments[1]) if arguments[1:] else TARGET
    try:
        content = source.read_bytes()
        text = outlines(content)
    except OSError as error:
        sys.stderr.write(f"{source}: {error.strerror}, expected a TopoJSON file\n")
        return 2
    except (KeyError, TypeError, ValueError, IndexError) as error:
        sys.stderr.write(
            f"{source}: no outlines in it ({error!r}), expected TopoJSON's countries\n"
        )
        return 2
    beside = target.with_name(f".{target.name}")
    beside.write_text(text, "utf-8")
    beside.replace(target)
    return 0


def outlines(content: bytes) -> str:
    """The outlines that a TopoJSON file holds, as JSON with an arc on each line.

    Raises: KeyError, TypeError, ValueError or IndexError where it is no TopoJSON with countries.
    """
    topology: Mapping[str, Any] = json.loads(content)
    arcs = [_flat(simplified(arc, TOLERANCE)) for arc in _arcs(topology)]
    countries = [_rings(found) for found in topology["objects"]["countries"]["geometries"]]
    head = {
        "source": SOURCE,
        "version": "2.0.2",
        "sha256": hashlib.sha256(content).hexdigest(),
        "licence": LICENCE,
        "step": STEP,
        "tolerance": TOLERANCE,
    }
    told = [f" {json.dumps(key)}: {json.dumps(value)}" for key, value in head.items()]
    told += [f' "arcs": [\n{_lines(arcs)}\n ]', f' "countries": [\n{_lines(countries)}\n ]']
    return "{\n" + ",\n".join(told) + "\n}\n"


def _lines(values: Iterable[object]) -> str:
    return ",\n".join(json.dumps(value, separators=(",", ":")) for value in values)


def _arcs(topology: Mapping[str, Any]) -> Iterator[list[Point]]:
    """The arcs in degrees: TopoJSON's are whole numbers, each point the step from the last."""
    (across, up), (west, south) = (topology["transform"][key] for key in ("scale", "translate"))
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((west + across * x, south + up * y))
        yield points


def _rings(geometry: Mapping[str, Any]) -> list[list[int]]:
    """All rings of a polygon or of several, outer and inner alike."""
    if geometry["type"] == "Polygon":
        return list(geometry["arcs"])
    if geometry["type"] == "MultiPolygon":
        return [ring for polygon in geometry["arcs"] for ring in polygon]
    raise ValueError(f"the shape {geometry['type']!r}, expected a polygon")


def simplified(points: Sequence[Point], tolerance: float) -> list[Point]:
    """A line with fewer points, none of the old ones farther from it than `tolerance`.

    By Ramer, Douglas and Peucker. Both ends stay, so that lines which meet still do, and the point
    farthest from them, so that two lines which close a ring still do.
    """
    if len(points) < 5:
        return list(points)
    last = len(points) - 1
    far = max(range(1, last), key=lambda n: _apart(points[n], points[0], points[last]))
    cuts = [(0, far), (far, last)]
    kept = {0, far, last}
    while cuts:
        first, end = cuts.pop()
        if end - first < 2:
            continue
        inner = range(first + 1, end)
        far = max(inner, key=lambda n: _apart(points[n], points[first], points[end]))
        if _apart(points[far], points[first], points[end]) > tolerance:
            kept.add(far)
            cuts += [(first, far), (far, end)]
    # A ring has four points at the least, its first one twice.
    small = points[0] == points[last] and len(kept) < 4
    return list(points) if small else [points[n] for n in sorted(kept)]


def _apart(point: Point, a: Point, b: Point) -> float:
    """The distance of a point from the stretch between two, in degrees."""
    along, up = b[0] - a[0], b[1] - a[1]
    square = along * along + up * up
    share = 0.0
    if square:
        share = ((point[0] - a[0]) * along + (point[1] - a[1]) * up) / square
        share = min(1.0, max(0.0, share))
    return float(
        ((a[0] + share * along - point[0]) ** 2 + (a[1] + share * up - point[1]) ** 2) ** 0.5
    )


def _flat(points: Iterable[Point]) -> list[int]:
    """x, y, then differences, in units of STEP, without points that became the same."""
    flat: list[int] = []
    before = (0, 0)
    for x, y in points:
        here = (round(x / STEP), round(y / STEP))
        if here == before and flat:
            continue
        flat += [here[0] - before[0], here[1] - before[1]]
        before = here
    if len(flat) == 2:  # all of it is smaller than a step: a line all the same
        flat += [0, 0]
    return flat


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
