"""The PDF: a volume → Typst → bytes. Two volumes on facing pages, or one that runs on.

Data goes in as JSON, which is inert; the template is a file of ours, never text that was built.
Fonts come from packages and from nowhere else. The file says that it is PDF/A-2a and PDF/UA-1, and
Typst refuses to write it where it isn't; its warnings are errors here.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import typst
from fontTools.ttLib import TTFont

from hashiya.volume import Volume

PAPERS = ("a4", "us-letter")
STANDARDS: Sequence[typst.PDFStandard] = ("a-2a", "ua-1")
FONTS: Mapping[str, str] = {
    "fontpkg_amiri": "Amiri-Regular.ttf",
    "fontpkg_ibm_plex_serif": "IBMPlexSerif-Regular.ttf",
    "fontpkg_ibm_plex_sans_arabic": "IBMPlexSansArabic-Regular.ttf",
}
"""Package to the file of its regular face, by which its characters are known."""
TEXT_FONTS = ("fontpkg_amiri", "fontpkg_ibm_plex_serif")
"""What text is set in; the third letters figures only."""
INVISIBLE = frozenset("\n\t\u200e\u200f\u2060\u2066\u2067\u2068\u2069")
"""What steers the line and draws nothing."""


class TypesettingError(Exception):
    """Typst refused: its message, which a reader of the template understands."""


def render_pdf(volumes: Sequence[Volume], paper: str = "a4") -> bytes:
    """The PDF of one volume, or of two on facing pages; the same bytes for the same volumes.

    Raises: ValueError for another number of volumes or another paper, TypesettingError.
    """
    if len(volumes) not in (1, 2) or paper not in PAPERS:
        raise ValueError(f"{len(volumes)} volumes on {paper}, expected 1 or 2 on {PAPERS}")
    given = {"paper": paper, "volumes": [_given(volume) for volume in volumes]}
    folders = [str(files(package) / "files") for package in FONTS]
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=folders
    )
    compiler = typst.Compiler(_template(), font_paths=fonts, ignore_system_fonts=True)
    try:
        made, warnings = compiler.compile_with_warnings(
            format="pdf",
            pdf_standards=list(STANDARDS),
            sys_inputs={"volumes": json.dumps(given, ensure_ascii=False)},
            timestamp=volumes[0].stamp,
        )
    except typst.TypstError as error:
        raise TypesettingError(error.diagnostic or error.message) from error
    if warnings:
        raise TypesettingError("\n".join(w.diagnostic or w.message for w in warnings))
    if not isinstance(made, bytes):
        raise TypesettingError("no PDF came out")
    return made


def _given(volume: Volume) -> dict[str, object]:
    """What the template takes: apart from the blocks, `voice` goes into every call and is small."""
    voice = {key: getattr(volume, key) for key in ("lang", "dir", "title", "edition", "digits")}
    return {"voice": voice | {"words": dict(volume.words)}, "blocks": volume.blocks}


def unknown_characters(text: str) -> tuple[str, ...]:
    """The characters of `text` that no font of ours has, each once, in order."""
    return tuple(dict.fromkeys(c for c in text if c not in INVISIBLE and ord(c) not in _known()))


@cache
def _known() -> frozenset[int]:
    """The code points that a font of the text can draw."""
    found: set[int] = set()
    for package in TEXT_FONTS:
        content = (files(package) / "files" / FONTS[package]).read_bytes()
        with TTFont(io.BytesIO(content), lazy=True) as font:
            found |= set(font.getBestCmap())
    return frozenset(found)


@cache
def _template() -> bytes:
    package: Traversable = files("hashiya")
    parts = ("figures/figure.typ", "templates/volume.typ")
    return b"\n".join((package / part).read_bytes() for part in parts)
