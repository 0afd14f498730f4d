"""Shapes, and how they become an SVG that needs nothing else: no script, no style, no request.

A unit is a point. Every shape carries the class `fig-<tone>` besides the look that stands here for
print, so that a site's style sheet can give it another: in SVG, any rule of CSS outweighs an
attribute. A tone is never the only thing that tells two shapes apart.

A figure is drawn as for a language that runs from left to right and then mirrored where need be,
but for what must not be, such as a map. Words are never mirrored, only where they stand.

Words stand by their left end, their middle or their right end, whatever their language: with
`direction` an anchor turns round in a browser, and in other programs doesn't. So the root says
`ltr`, and words of a language that runs from right to left stand inside an isolate (U+2067 …
U+2069), where without one they would come out otherwise than they are read.

Typst 0.15 can't set the words of an SVG in a PDF/A-2a: of a letter that Amiri makes of two glyphs
(a vowelled one, or the yaa of ملكية), one is left without a code point, and Typst refuses that, as
it should. So a figure also comes as `bare`, without its words, and the words as `labels`, which
`figure.typ` sets at their places. Whoever can shape the words of an SVG takes `svg`.

On a page of the site the shapes that stand for something lead to its page: `linked_svg`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from types import MappingProxyType
from typing import Literal

from hashiya.figures.lettering import Lettering, Words, plain

Point = tuple[float, float]
Anchor = Literal["left", "middle", "right"]

_RTL_ISOLATE, _END_OF_ISOLATE = "\u2067", "\u2069"

INKS: Mapping[str, tuple[str, int]] = MappingProxyType(
    {
        "ink": ("#1c2529", 400),
        "soft": ("#535f65", 400),
        "head": ("#1c2529", 600),
        "now-words": ("#8f2c16", 400),
        "country": ("#6a6557", 400),
        "on-span": ("#ffffff", 400),
    }
)
"""The tones of words: colour and weight."""

TONES: Mapping[str, str] = MappingProxyType(
    {
        # grounds
        "ground": 'fill="#ffffff"',
        "later": 'fill="#eef1f2"',
        "sea": 'fill="#e9eff2"',
        "land": 'fill="#f3f0e8"',
        "named": 'fill="#fdfcf9"',
        # lines
        "grid": 'fill="none" stroke="#cfd6d9" stroke-width="0.5"',
        "axis": 'fill="none" stroke="#7d888d" stroke-width="0.7"',
        "lens": 'fill="none" stroke="#535f65" stroke-width="0.7"',
        "now": 'fill="none" stroke="#a3341b" stroke-width="1" stroke-dasharray="3 1.5"',
        "coast": 'fill="none" stroke="#7d9099" stroke-width="0.6" stroke-linejoin="round"',
        "border": 'fill="none" stroke="#98917f" stroke-width="0.6" stroke-linejoin="round" '
        'stroke-dasharray="2.5 1.5"',
        "frame": 'fill="none" stroke="#98a2a6" stroke-width="0.6"',
        "leader": 'fill="none" stroke="#535f65" stroke-width="0.5"',
        # what lasted, and the stretch in which it began or ended
        "span": 'fill="#3b6178"',
        "unsure": 'fill="#b4c6d0"',
        "inferred": 'fill="#ffffff" stroke="#3b6178" stroke-width="0.7" stroke-dasharray="2 1.2"',
        # marks, and the stretch in which they lie
        "mark": 'fill="#1c2529" stroke="#1c2529" stroke-width="0.9"',
        "hollow": 'fill="#ffffff" stroke="#1c2529" stroke-width="0.9"',
        "reach": 'fill="none" stroke="#1c2529" stroke-width="0.7"',
        "town": 'fill="none" stroke="#1c2529" stroke-width="0.7"',
        "region": 'fill="none" stroke="#1c2529" stroke-width="0.7" stroke-dasharray="2 1.6"',
        "guess": 'fill="none" stroke="#1c2529" stroke-width="0.7" stroke-dasharray="2 1.2"',
    }
)
"""The tones of shapes: the attributes that they have where no style sheet says otherwise."""


@dataclass(frozen=True, slots=True)
class Lettered:
    """A line of words at its place: points from the upper left corner, `y` that of the base line.

    `words` are stretches of (text, colour, weight), with a space between two; `tracking` is the
    room between letters, in points.
    """

    x: float
    y: float
    size: float
    anchor: Anchor
    tracking: float
    words: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with what stands for it: `description` in words, `head` and `rows` as a table.

    `width` and `height` are in points, the units of the SVG. `bare` is `svg` without its
    words, and `labels` are these, in the letters of `hand`. `subjects` are what the rows are about:
    ids, one a row, of what the second cell names.
    """

    name: str
    title: str
    description: str
    svg: str
    width: float
    height: float
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    bare: str
    labels: tuple[Lettered, ...]
    hand: Lettering
    lang: str
    shapes: tuple[Shape, ...]
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box, gap: float = 0) -> bool:
        """Whether two boxes overlap, or lie less than `gap` apart."""
        return (
            self.x < other.x + other.width + gap
            and other.x < self.x + self.width + gap
            and self.y < other.y + other.height + gap
            and other.y < self.y + self.height + gap
        )

    def holds(self, other: Box) -> bool:
        """Whether another box lies inside this one; a hair's breadth is forgiven."""
        return (
            self.x - 0.01 <= other.x
            and self.y - 0.01 <= other.y
            and other.x + other.width <= self.x + self.width + 0.01
            and other.y + other.height <= self.y + self.height + 0.01
        )


@dataclass(frozen=True, slots=True)
class Block:
    """A filled rectangle."""

    box: Box
    tone: str


@dataclass(frozen=True, slots=True)
class Trace:
    """Lines or areas in one stroke of the pen; `closed` joins each one's end to its start.

    Where areas overlap, they cut each other out.
    """

    lines: tuple[tuple[Point, ...], ...]
    tone: str
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle."""

    x: float
    y: float
    radius: float
    tone: str


@dataclass(frozen=True, slots=True)
class Label:
    """A line of words; `y` is its base line, `x` where its `anchor` is, `size` without the scale.

    `spread` is the room between letters, in ems; joined letters have none.
    """

    x: float
    y: float
    words: tuple[Words, ...]
    size: float
    anchor: Anchor = "left"
    spread: float = 0

    def box(self, hand: Lettering) -> Box:
        """The room that the words take, from the highest letters to the lowest."""
        size = self.size * hand.scale
        width = self.width(hand)
        left = {"left": 0.0, "middle": width / 2, "right": width}[self.anchor]
        return Box(self.x - left, self.y - 0.78 * size, width, 1.02 * size)

    def width(self, hand: Lettering) -> float:
        """The width of the words."""
        text = plain(self.words)
        return hand.width(text, self.size) + len(text) * self.spread * self.size


@dataclass(frozen=True, slots=True)
class Sign:
    """Shapes that stand for something together: `of` is its id, `name` what it is called.

    On paper it is no more than its shapes; on a page of the site it leads to its page.
    """

    of: str
    name: str
    shapes: tuple[Shape, ...]


Shape = Block | Trace | Disc | Label | Sign


def flat(shapes: Iterable[Shape]) -> tuple[Block | Trace | Disc | Label, ...]:
    """The shapes in their order, those of a sign in its place."""
    found: list[Block | Trace | Disc | Label] = []
    for shape in shapes:
        if isinstance(shape, Sign):
            found += flat(shape.shapes)
        else:
            found.append(shape)
    return tuple(found)


def mirrored(shapes: Iterable[Shape], width: float) -> tuple[Shape, ...]:
    """The shapes as a mirror shows them that stands upright in a drawing of that width."""
    return tuple(_mirrored(shape, width) for shape in shapes)


def moved(shapes: Iterable[Shape], down: float) -> tuple[Shape, ...]:
    """The shapes, so much farther down."""
    return tuple(_moved(shape, down, 0) for shape in shapes)


def shifted(shapes: Iterable[Shape], right: float) -> tuple[Shape, ...]:
    """The shapes, so much farther to the right."""
    return tuple(_moved(shape, 0, right) for shape in shapes)


def make_figure(
    name: str,
    lang: str,
    words: tuple[str, str],
    shapes: Sequence[Shape],
    size: tuple[float, float],
    hand: Lettering,
    table: tuple[tuple[str, ...], tuple[tuple[str, ...], ...]],
    subjects: tuple[str, ...] = (),
) -> Figure:
    """A figure of shapes, the first one lowest; `words` are its title and its description.

    `name` and `lang` begin every id, so that several figures can stand on one page.
    """
    drawn = flat(shapes)
    labels = [shape for shape in drawn if isinstance(shape, Label)]
    rest = [shape for shape in drawn if not isinstance(shape, Label)]
    return Figure(
        name,
        *words,
        _svg(name, lang, words, drawn, size, hand),
        *size,
        *table,
        _svg(name, lang, words, rest, size, hand),
        tuple(_lettered(label, hand) for label in labels),
        hand,
        lang,
        tuple(shapes),
        subjects,
    )


def linked_svg(figure: Figure, hrefs: Mapping[str, str], variant: str, enlarged: float) -> str:
    """The figure for a page: its signs lead to `hrefs`, by id; a unit is `enlarged` pixels.

    `variant` tells the ids of several drawings of one figure apart. A sign without a page is drawn
    without a link. With links in it the drawing is a group, since what is in an image is hidden
    from those who hear the page.
    """
    leads = any(isinstance(shape, Sign) and shape.of in hrefs for shape in figure.shapes)
    prefix = f"{figure.name}-{figure.lang}-{variant}"
    lines = [
        _opening(
            figure.name,
            figure.lang,
            (figure.width, figure.height),
            figure.hand,
            prefix,
            enlarged,
            "group" if leads else "img",
        ),
        *_words_of(prefix, (figure.title, figure.description)),
        *(_linked(shape, figure.hand, hrefs) for shape in figure.shapes),
        "</svg>",
    ]
    return "\n".join(lines)


def _linked(shape: Shape, hand: Lettering, hrefs: Mapping[str, str]) -> str:
    """A shape, or a link around the shapes of a sign, with ground for whoever aims at it."""
    if not isinstance(shape, Sign):
        return _render(shape, hand)
    inner = "".join(_render(each, hand) for each in flat(shape.shapes))
    href = hrefs.get(shape.of)
    if href is None:
        return inner
    box = around(shape.shapes, hand)
    target = f'<rect {_sides(box)} fill="none" pointer-events="all"/>'
    named = f' aria-label="{_escaped(shape.name)}"'
    return f'<a class="fig-link" href="{_escaped(href)}"{named}>{target}{inner}</a>'


def around(shapes: Iterable[Shape], hand: Lettering) -> Box:
    """The smallest box with all shapes in it."""
    boxes = [_box(shape, hand) for shape in flat(shapes)]
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right = max(box.x + box.width for box in boxes)
    return Box(left, top, right - left, max(box.y + box.height for box in boxes) - top)


def _box(shape: Block | Trace | Disc | Label, hand: Lettering) -> Box:
    if isinstance(shape, Block):
        return shape.box
    if isinstance(shape, Label):
        return shape.box(hand)
    if isinstance(shape, Disc):
        side = 2 * shape.radius
        return Box(shape.x - shape.radius, shape.y - shape.radius, side, side)
    across = [x for line in shape.lines for x, _ in line]
    up = [y for line in shape.lines for _, y in line]
    return Box(min(across), min(up), max(across) - min(across), max(up) - min(up))


def typeset(figure: Figure) -> dict[str, object]:
    """What `figure.typ` needs of a figure, for JSON."""
    return {
        "svg": figure.bare,
        "width": figure.width,
        "height": figure.height,
        "description": figure.description,
        "rtl": figure.hand.rtl,
        "fonts": list(figure.hand.faces),
        "labels": [asdict(label) for label in figure.labels],
    }


def _lettered(label: Label, hand: Lettering) -> Lettered:
    return Lettered(
        _rounded(label.x),
        _rounded(label.y),
        _rounded(label.size * hand.scale),
        label.anchor,
        _rounded(label.spread * label.size),
        tuple((text, *INKS[tone]) for text, tone in label.words),
    )


def _svg(
    name: str,
    lang: str,
    words: tuple[str, str],
    shapes: Iterable[Shape],
    size: tuple[float, float],
    hand: Lettering,
) -> str:
    prefix = f"{name}-{lang}"
    lines = [
        _opening(name, lang, size, hand, prefix, 1, "img"),
        *_words_of(prefix, words),
        *(_render(shape, hand) for shape in shapes),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _opening(
    name: str,
    lang: str,
    size: tuple[float, float],
    hand: Lettering,
    prefix: str,
    enlarged: float,
    role: str,
) -> str:
    """The tag that opens a drawing, `enlarged` times as large as its units."""
    width, height = (_number(side) for side in size)
    shown_width, shown_height = (_number(side * enlarged) for side in size)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="fig fig-{_escaped(name)}" '
        f'width="{shown_width}" height="{shown_height}" viewBox="0 0 {width} {height}" '
        f'role="{role}" '
        f'lang="{_escaped(lang)}" direction="ltr" font-family="{_escaped(hand.family)}" '
        f'aria-labelledby="{_escaped(prefix)}-title {_escaped(prefix)}-desc">'
    )


def _words_of(prefix: str, words: tuple[str, str]) -> tuple[str, str]:
    """What a drawing is called and what it shows, for those who don't see it."""
    title, description = (_escaped(text) for text in words)
    return (
        f'<title id="{_escaped(prefix)}-title">{title}</title>',
        f'<desc id="{_escaped(prefix)}-desc">{description}</desc>',
    )


def diamond(x: float, y: float, radius: float) -> tuple[Point, ...]:
    """A square on its corner."""
    return ((x - radius, y), (x, y - radius), (x + radius, y), (x, y + radius))


def square(x: float, y: float, radius: float) -> tuple[Point, ...]:
    """A square whose side is twice `radius`."""
    return (
        (x - radius, y - radius),
        (x + radius, y - radius),
        (x + radius, y + radius),
        (x - radius, y + radius),
    )


def triangle(x: float, y: float, radius: float) -> tuple[Point, ...]:
    """A triangle that stands on its side."""
    return ((x - radius, y + 0.8 * radius), (x, y - radius), (x + radius, y + 0.8 * radius))


def _mirrored(shape: Shape, width: float) -> Shape:
    if isinstance(shape, Block):
        box = shape.box
        return replace(shape, box=replace(box, x=width - box.x - box.width))
    if isinstance(shape, Trace):
        lines = tuple(tuple((width - x, y) for x, y in line) for line in shape.lines)
        return replace(shape, lines=lines)
    if isinstance(shape, Disc):
        return replace(shape, x=width - shape.x)
    if isinstance(shape, Sign):
        return replace(shape, shapes=mirrored(shape.shapes, width))
    turned: Mapping[Anchor, Anchor] = {"left": "right", "middle": "middle", "right": "left"}
    return replace(shape, x=width - shape.x, anchor=turned[shape.anchor])


def _moved(shape: Shape, down: float, right: float) -> Shape:
    if isinstance(shape, Block):
        box = shape.box
        return replace(shape, box=replace(box, x=box.x + right, y=box.y + down))
    if isinstance(shape, Trace):
        lines = tuple(tuple((x + right, y + down) for x, y in line) for line in shape.lines)
        return replace(shape, lines=lines)
    if isinstance(shape, Sign):
        return replace(shape, shapes=tuple(_moved(each, down, right) for each in shape.shapes))
    return replace(shape, x=shape.x + right, y=shape.y + down)


def _render(shape: Shape, hand: Lettering) -> str:
    if isinstance(shape, Sign):
        return "".join(_render(each, hand) for each in shape.shapes)
    if isinstance(shape, Label):
        return _rendered_label(shape, hand)
    look = f'class="fig-{shape.tone}" {TONES[shape.tone]}'
    if isinstance(shape, Block):
        return f"<rect {_sides(shape.box)} {look}/>"
    if isinstance(shape, Disc):
        return (
            f'<circle cx="{_number(shape.x)}" cy="{_number(shape.y)}" '
            f'r="{_number(shape.radius)}" {look}/>'
        )
    end = "Z" if shape.closed else ""
    path = "".join(_path(line) + end for line in shape.lines)
    return f'<path d="{path}" fill-rule="evenodd" {look}/>'


def _sides(box: Box) -> str:
    sides = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    return " ".join(f'{side}="{_number(value)}"' for side, value in sides.items())


def _path(line: Sequence[Point]) -> str:
    """A line as a path: where it starts, then the steps, each from the rounded point before."""
    at = (_rounded(line[0][0]), _rounded(line[0][1]))
    steps = [f"M{_number(at[0])} {_number(at[1])}"]
    for x, y in line[1:]:
        to = (_rounded(x), _rounded(y))
        steps.append(f"l{_number(to[0] - at[0])} {_number(to[1] - at[1])}")
        at = to
    return "".join(steps)


def _rendered_label(label: Label, hand: Lettering) -> str:
    before, after = _isolate(plain(label.words)) if hand.rtl else ("", "")
    anchor = {"left": "start", "middle": "middle", "right": "end"}[label.anchor]
    spread = f' letter-spacing="{_number(label.spread * label.size)}"' if label.spread else ""
    looks = [_ink(tone) for _, tone in label.words]
    pieces = [_escaped(text) for text, _ in label.words]
    if len(set(looks)) == 1:
        inner, look = " ".join(pieces), f" {looks[0]}"
    else:
        spans = zip(looks, pieces, strict=True)
        inner, look = " ".join(f"<tspan {look}>{piece}</tspan>" for look, piece in spans), ""
    return (
        f'<text x="{_number(label.x)}" y="{_number(label.y)}" '
        f'font-size="{_number(label.size * hand.scale)}" text-anchor="{anchor}"{spread}{look}>'
        f"{before}{inner}{after}</text>"
    )


def _ink(tone: str) -> str:
    colour, weight = INKS[tone]
    heavy = f' font-weight="{weight}"' if weight != 400 else ""
    return f'class="fig-{tone}" fill="{colour}"{heavy}'


def _isolate(text: str) -> tuple[str, str]:
    """What goes around words that run from right to left, in a line that starts from the left.

    Nothing where the line would show them the same: then whoever copies them gets the words alone.
    """
    classes = [unicodedata.bidirectional(c) for c in text]
    ends_strong = all(end in ("R", "AL", "AN", "NSM") for end in (classes[:1] + classes[-1:]))
    if ends_strong and not set(classes) & {"L", "EN"}:
        return "", ""
    return _RTL_ISOLATE, _END_OF_ISOLATE


def _rounded(value: float) -> float:
    return round(value, 2) + 0.0


def _number(value: float) -> str:
    """A number with at most two decimals, without a sign before zero."""
    text = f"{_rounded(value):.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _escaped(text: str) -> str:
    """Text for XML: no markup, and no character that XML 1.0 refuses."""
    allowed = "".join(c if _allowed(c) else "\ufffd" for c in text)
    for char, name in (("&", "amp"), ("<", "lt"), (">", "gt"), ('"', "quot")):
        allowed = allowed.replace(char, f"&{name};")
    return allowed


def _allowed(char: str) -> bool:
    """Whether XML 1.0 allows a character: https://www.w3.org/TR/xml/#charsets."""
    code = ord(char)
    return (
        code in (0x9, 0xA, 0xD)
        or 0x20 <= code <= 0xD7FF
        or 0xE000 <= code <= 0xFFFD
        or code >= 0x10000
    )
