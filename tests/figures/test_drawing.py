"""An SVG that needs nothing, harms nothing and says what it shows."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
import typst
from pypdf import PdfReader

from hashiya.figures import draw_map, draw_timeline, typeset
from hashiya.figures.drawing import (
    INKS,
    TONES,
    Block,
    Box,
    Disc,
    Label,
    Shape,
    Trace,
    make_figure,
    mirrored,
)
from hashiya.figures.lettering import Lettering
from tests.figures.easel import (
    SVG,
    all_figures,
    draw_all,
    fonts,
    map_of,
    parts,
    said,
    scribe_of,
    timeline,
)

HOSTILE = '</title><script>alert(1)</script>"&amp; <b onclick=x'


def _made(*shapes: Shape, rtl: bool = False, title: str = "T", text: str = "D") -> str:
    table: tuple[tuple[str, ...], tuple[tuple[str, ...], ...]] = ((), ())
    hand = Lettering(rtl)
    return make_figure("f", "en", (title, text), shapes, (100, 50), hand, table).svg


def test_shapes_are_drawn_where_they_are() -> None:
    svg = _made(
        Block(Box(1.005, 2, 3.333333, 4), "span"),
        Disc(5, 6.126, 7, "town"),
        Trace((((0, 0), (1.5, 2), (1.5, -3)),), "mark", closed=True),
    )
    assert f'<rect x="1" y="2" width="3.33" height="4" class="fig-span" {TONES["span"]}/>' in svg
    assert f'<circle cx="5" cy="6.13" r="7" class="fig-town" {TONES["town"]}/>' in svg
    assert '<path d="M0 0l1.5 2l0 -5Z" ' in svg


def test_steps_are_taken_between_rounded_points_so_that_lines_meet() -> None:
    svg = _made(Trace((tuple((n / 3, 0.0) for n in range(31)),), "grid"))
    path = re.search(r'd="M0 0([^"]*)"', svg)
    assert path is not None
    steps = [float(x) for x in re.findall(r"l([\d.]+) 0", path[1])]
    assert len(steps) == 30
    assert sum(steps) == pytest.approx(10)


def test_hostile_words_stay_words() -> None:
    svg = _made(Label(0, 0, ((HOSTILE, "ink"),), 8), title=HOSTILE, text=HOSTILE)
    root = ElementTree.fromstring(svg)  # noqa: S314
    found = [element.text for element in root.iter() if element.text and element.text.strip()]
    assert found == [HOSTILE, HOSTILE, HOSTILE]
    assert {element.tag.removeprefix(SVG) for element in root.iter()} == {
        "svg", "title", "desc", "text",
    }  # fmt: skip


def test_what_xml_refuses_is_replaced() -> None:
    svg = _made(title="a\x00b\x0bc\ud800d\ufffee", text="tab\tline\nend")
    root = ElementTree.fromstring(svg)  # noqa: S314
    assert [element.text for element in root] == ["a\ufffdb\ufffdc\ufffdd\ufffde", "tab\tline\nend"]


def test_a_mirror_turns_places_and_anchors_and_not_words() -> None:
    shapes: tuple[Shape, ...] = (
        Block(Box(10, 1, 30, 2), "span"),
        Trace((((0, 5), (20, 6)),), "grid"),
        Disc(25, 7, 3, "town"),
        Label(12, 8, (("from 2003", "ink"),), 8, "left"),
        Label(50, 9, (("middle", "ink"),), 8, "middle"),
    )
    assert mirrored(shapes, 100) == (
        Block(Box(60, 1, 30, 2), "span"),
        Trace((((100, 5), (80, 6)),), "grid"),
        Disc(75, 7, 3, "town"),
        Label(88, 8, (("from 2003", "ink"),), 8, "right"),
        Label(50, 9, (("middle", "ink"),), 8, "middle"),
    )
    assert mirrored(mirrored(shapes, 100), 100) == shapes


@pytest.mark.parametrize(
    "words, isolated",
    [
        ("قاعدة عين الأسد", False),
        ("من آذار ٢٠٠٣ إلى ٢٠١١", False),
        ("مسمّاة", False),
        ("ترسمها Natural Earth كما هي", True),
        ("عام 2024", True),
        ("إلى أعلى.", True),
        ("(داعش)", True),
    ],
)
def test_arabic_words_are_isolated_where_a_line_from_the_left_would_turn_them(
    words: str, isolated: bool
) -> None:
    svg = _made(Label(0, 0, ((words, "ink"),), 8), rtl=True)
    assert ("\u2067" in svg) is isolated
    assert svg.count("\u2067") == svg.count("\u2069")


def test_words_from_the_left_need_no_isolate() -> None:
    assert "\u2067" not in _made(Label(0, 0, (("see قاعدة (2024)", "ink"),), 8))


def test_every_figure_is_complete_in_itself(count: Callable[[str, int], None]) -> None:
    for name, scribe, figure in all_figures():
        root = ElementTree.fromstring(figure.svg)  # noqa: S314
        tags = {element.tag.removeprefix(SVG) for element in root.iter()}
        assert tags <= {"svg", "title", "desc", "rect", "path", "circle", "text", "tspan"}, name
        assert "url(" not in figure.svg
        assert re.findall(r"[a-z]+://[^\"]*", figure.svg) == ["http://www.w3.org/2000/svg"]
        assert root.get("role") == "img"
        ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
        prefix = f"{figure.name}-{scribe.lang}-"
        assert ids == [f"{prefix}title", f"{prefix}desc"]
        assert root.attrib["aria-labelledby"].split() == ids
        assert [root[0].text, root[1].text] == [figure.title, figure.description]
        assert root.attrib["viewBox"] == f"0 0 {figure.width:g} {round(figure.height, 2):g}"
        count("figures", 1)


def test_every_figure_is_the_same_bytes_twice() -> None:
    first = [(name, figure) for name, _, figure in all_figures()]
    assert [(name, figure) for name, _, figure in draw_all()] == first


def test_no_letter_is_smaller_than_eight_points(count: Callable[[str, int], None]) -> None:
    for name, _, figure in all_figures():
        assert min(label.size for label in figure.labels) >= 8, name
        count("labels of figures", len(figure.labels))


def test_the_bare_drawing_is_the_drawing_without_its_words() -> None:
    for name, _, figure in all_figures():
        assert "<text" not in figure.bare, name
        lines = [line for line in figure.svg.splitlines() if not line.startswith("<text")]
        assert lines == figure.bare.splitlines()
        root = ElementTree.fromstring(figure.svg)  # noqa: S314
        texts = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
        words = [text.strip("\u2067\u2069") for text in texts]
        assert words == [said(label) for label in figure.labels]


def test_words_can_be_read_on_every_ground() -> None:
    """By WCAG 2.2, 1.4.3: a contrast of 4.5 at least."""
    grounds = [_colour(TONES[tone]) for tone in ("ground", "later", "sea", "land", "named")]
    for tone, (colour, _) in INKS.items():
        # The numbers of a strip stand in its bars, and nowhere else.
        for ground in [_colour(TONES["span"])] if tone == "on-span" else grounds:
            light, dark = sorted((_luminance(colour), _luminance(ground)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (colour, ground)


def _colour(look: str) -> str:
    found = re.search(r'fill="(#[0-9a-f]{6})"', look)
    assert found is not None
    return found[1]


def _luminance(colour: str) -> float:
    """By https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_tone_of_a_figure_is_a_class_for_a_style_sheet() -> None:
    for name, _, figure in all_figures():
        shown = set(re.findall(r'class="fig-([a-z-]+)"', figure.svg))
        assert shown <= {*TONES, *INKS}, name
        assert len(shown) > 5


def _printed(data: list[dict[str, object]], folder: Path) -> tuple[bytes, list[str]]:
    """A PDF/A-2a that is PDF/UA-1 of figures, and what Typst has to say about it."""
    template = (files("hashiya") / "figures" / "figure.typ").read_text("utf-8")
    source = (
        '#set document(title: "T", date: datetime(year: 2024, month: 10, day: 4))\n'
        "#set page(width: 500pt, height: 720pt, margin: 20pt)\n"
        '#set text(font: "IBM Plex Serif", fallback: false)\n'
        '#for fig in json("figures.json") { drawn(fig) }\n'
    )
    (folder / "figures.json").write_text(json.dumps(data), "utf-8")
    (folder / "main.typ").write_text(template + source, "utf-8")
    compiler = typst.Compiler(
        str(folder / "main.typ"), root=str(folder), font_paths=fonts(), ignore_system_fonts=True
    )
    pdf, warnings = compiler.compile_with_warnings(
        format="pdf",
        pdf_standards=["a-2a", "ua-1"],
        timestamp=int(datetime(2024, 10, 4, tzinfo=UTC).timestamp()),
    )
    assert isinstance(pdf, bytes)
    return pdf, [str(warning) for warning in warnings]


def test_typst_sets_every_figure_in_an_accessible_archive(
    tmp_path: Path, count: Callable[[str, int], None]
) -> None:
    figures = [figure for _, _, figure in all_figures()]
    pdf, warnings = _printed([typeset(figure) for figure in figures], tmp_path)
    assert warnings == []
    pages = PdfReader(BytesIO(pdf)).pages
    text = " ".join(page.extract_text() for page in pages)
    assert len(pages) >= len(figures) // 2
    for words in ("The Higher Military Commission is announced", "Camp Victory, Baghdad"):
        assert words in " ".join(text.split())
    count("pages with figures", len(pages))


def test_typst_sets_vowels_and_letters_of_two_glyphs(tmp_path: Path) -> None:
    """In an SVG it refuses these; see `drawing`."""
    entities = (
        'a: {kind: era, name: {en: A, ar: "مُحمّد والملكيّة"}, date: 2020/2021}\n'
        "b: {kind: fort, name: {en: B, ar: مِلكيّة}, "
        "place: {lat: 33, lon: 44, precision: town}}\n"
    )
    scribe = scribe_of(entities, "ar")
    figures = [draw_timeline(scribe, 400), draw_map(scribe, 400)]
    pdf, warnings = _printed([typeset(figure) for figure in figures if figure], tmp_path)
    assert warnings == []
    assert pdf.startswith(b"%PDF-1.7")


def test_hostile_names_reach_neither_markup_nor_typst(tmp_path: Path) -> None:
    name = json.dumps(HOSTILE + ' #panic("x") $x$ \\ ')
    entities = (
        f"a: {{kind: era, name: {{en: {name}, ar: س}}, date: 2020/2021}}\n"
        f"b: {{kind: fort, name: {{en: {name}, ar: س}}, "
        "place: {lat: 33, lon: 44, precision: town}}\n"
    )
    for figure in (timeline(entities), map_of(entities)):
        root = ElementTree.fromstring(figure.svg)  # noqa: S314
        assert f"{SVG}script" not in {element.tag for element in root.iter()}
        assert any("<script>" in said(label) for label in figure.labels)
        assert parts(figure, "ink")
        _, warnings = _printed([typeset(figure)], tmp_path)
        assert warnings == []
