"""The fonts of print and screen: where they are, and which characters they have.

They come as packages, and no other font is looked at: the same text looks the same anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from io import BytesIO

import typst
from fontTools.ttLib import TTFont

FACES: Mapping[str, str] = {
    "fontpkg_amiri": "Amiri-Regular.ttf",
    "fontpkg_ibm_plex_sans_arabic": "IBMPlexSansArabic-SemiBold.ttf",
    "fontpkg_ibm_plex_serif": "IBMPlexSerif-Regular.ttf",
}
"""Package to the face that says what characters it has."""

TEXT = ("fontpkg_amiri", "fontpkg_ibm_plex_serif")
"""The packages that running text is set in."""

INVISIBLE = frozenset("\n\t\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069")
"""What steers a line or joins letters, and draws nothing: no font needs to have it."""


def typst_fonts() -> typst.Fonts:
    """The fonts of all packages, for a Typst that looks nowhere else."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(files(package) / "files") for package in FACES],
    )


@cache
def characters(packages: tuple[str, ...] = tuple(FACES)) -> frozenset[str]:
    """Every character that a font of one of the packages has."""
    found: set[str] = set()
    for package in packages:
        with TTFont(str(files(package) / "files" / FACES[package]), lazy=True) as font:
            found.update(map(chr, font.getBestCmap()))
    return frozenset(found)


def missing_from(text: Iterable[str]) -> tuple[str, ...]:
    """The characters of a text that no font of running text has, each once, in order."""
    known = characters(TEXT)
    return tuple(dict.fromkeys(c for c in text if c not in known and c not in INVISIBLE))


@cache
def web_font(package: str, file: str) -> bytes:
    """A font of a package as WOFF: the same font in a compressed envelope.

    Nothing in it is changed, as the Plex' licence asks of what bears their name (OFL FAQ, 2.2). A
    host that compresses no fonts sends half of what the file has.
    """
    woff = BytesIO()
    with TTFont(str(files(package) / "files" / file), recalcTimestamp=False) as font:
        font.flavor = "woff"
        font.save(woff, reorderTables=False)
    return woff.getvalue()
