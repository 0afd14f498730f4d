"""The PDF: a volume → Typst → bytes. Two volumes on facing pages, or one that runs on.

Data goes in as JSON, which is inert; the template is a file of ours, never text that was built.
Fonts come from packages and from nowhere else. The file says that it is PDF/A-2a and PDF/UA-1, and
Typst refuses to write it where it isn't; its warnings are errors here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import typst

from hashiya.fonts import typst_fonts
from hashiya.spreads import Heights, Part, opposite, pack
from hashiya.volume import Volume

PAPERS = ("a4", "us-letter")
ROOM: Mapping[str, float] = {"a4": (297 - 42) / 25.4 * 72, "us-letter": (279.4 - 42) / 25.4 * 72}
"""Points from the upper to the lower margin of a page, which the template has as 22 and 20 mm."""
STANDARDS: Sequence[typst.PDFStandard] = ("a-2a", "ua-1")


class TypesettingError(Exception):
    """Typst refused: its message, which a reader of the template understands."""


def render_pdf(volumes: Sequence[Volume], paper: str = "a4") -> bytes:
    """The PDF of one volume, or of two on facing pages; the same bytes for the same volumes.

    Raises: ValueError for another number of volumes or another paper, TypesettingError.
    """
    if len(volumes) not in (1, 2) or paper not in PAPERS:
        raise ValueError(f"{len(volumes)} volumes on {paper}, expected 1 or 2 on {PAPERS}")
    blocks = tuple(volume.blocks for volume in volumes)
    if len(volumes) == 2:
        blocks = opposite(*blocks)
    given: dict[str, object] = {
        "paper": paper,
        "volumes": [
            {"voice": _voice(volume), "blocks": placed}
            for volume, placed in zip(volumes, blocks, strict=True)
        ],
    }
    fonts = typst_fonts()
    if len(volumes) == 2:
        left, right = _heights(given, fonts)
        given |= {"spreads": _plain(pack(blocks[0], left, right, ROOM[paper]))}
    return _compiled(given, fonts, volumes[0].stamp)


def _compiled(given: Mapping[str, object], fonts: typst.Fonts, stamp: int) -> bytes:
    try:
        made, warnings = _compiler(given, fonts).compile_with_warnings(
            format="pdf", pdf_standards=list(STANDARDS), timestamp=stamp
        )
    except typst.TypstError as error:
        raise TypesettingError(error.diagnostic or error.message) from error
    if warnings:
        raise TypesettingError("\n".join(w.diagnostic or w.message for w in warnings))
    if not isinstance(made, bytes):
        raise TypesettingError("no PDF came out")
    return made


def _heights(given: Mapping[str, object], fonts: typst.Fonts) -> tuple[tuple[Heights, ...], ...]:
    """What each block takes of a page, by volume."""
    try:
        found = _compiler(given, fonts).query("<heights>", field="value", one=True)
    except RuntimeError as error:  # a query says no more of what went wrong
        raise TypesettingError(str(error)) from error
    return tuple(
        tuple((text, tuple(notes)) for text, notes in volume) for volume in json.loads(found)
    )


def _compiler(given: Mapping[str, object], fonts: typst.Fonts) -> typst.Compiler:
    return typst.Compiler(
        _template(),
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={"volumes": json.dumps(given, ensure_ascii=False)},
    )


def _plain(spreads: Sequence[Sequence[Part]]) -> list[list[dict[str, float]]]:
    return [[asdict(part) for part in spread] for spread in spreads]


def _voice(volume: Volume) -> dict[str, object]:
    """What the template takes apart from the blocks; it goes into every call and is small."""
    voice = {key: getattr(volume, key) for key in ("lang", "dir", "title", "edition", "digits")}
    return voice | {"words": dict(volume.words)}


@cache
def _template() -> bytes:
    package: Traversable = files("hashiya")
    parts = ("figures/figure.typ", "templates/volume.typ")
    return b"\n".join((package / part).read_bytes() for part in parts)
