"""The recipe of print: what has to hold, the volumes of an edition, their PDF.

An edition is printed in one language, or in two on facing pages.
"""

from __future__ import annotations

from hashiya.checks import Subject, findings_of
from hashiya.diagnostics import Diagnostic
from hashiya.figures import Figure, draw_map, draw_timeline
from hashiya.pages import Press
from hashiya.pdf import render_pdf
from hashiya.views import Scribe
from hashiya.volume import Volume, compose_volume

BOTH = "both"
"""The edition of the first two languages on facing pages."""

_FIGURE_WIDTH = 455
"""Points: what is left of A4 and of Letter between the margins, or a little less."""


class UnprintableError(Exception):
    """A character that no font has; `diagnostics` say which, and where."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("\n".join(map(str, diagnostics)))
        self.diagnostics = diagnostics


def editions_of(press: Press) -> tuple[str, ...]:
    """What can be printed: each language, and both where there are two or more."""
    languages = press.briefing.index.head.languages
    return (*languages, BOTH) if len(languages) > 1 else languages


def volumes_of(press: Press, subject: Subject, edition: str, address: str) -> tuple[Volume, ...]:
    """The volumes of an edition; `address` is where the site stands, "" where nobody says.

    Raises: ValueError where there is no such edition, or the press is one of a preview.
    """
    if press.briefing.preview:
        raise ValueError("a preview shows whole paragraphs and must not be printed")
    if edition not in editions_of(press):
        raise ValueError(f"the edition {edition!r}, expected one of {editions_of(press)}")
    languages = press.briefing.index.head.languages
    chosen = languages[:2] if edition == BOTH else (edition,)
    return tuple(
        compose_volume(scribe, subject.prose, _figures(scribe), address)
        for scribe in (press.scribes[lang] for lang in chosen)
    )


def print_edition(
    press: Press, subject: Subject, edition: str, *, paper: str = "a4", address: str = ""
) -> bytes:
    """The PDF of an edition, the same bytes for the same seeds.

    Raises: UnprintableError, pdf.TypesettingError, and ValueError as `volumes_of`.
    """
    unprintable = findings_of(subject, "T703")
    if unprintable:
        raise UnprintableError(unprintable)
    return render_pdf(volumes_of(press, subject, edition, address), paper)


def file_name(press: Press, edition: str) -> str:
    """What an edition's file is called: `briefing-en.pdf`."""
    if edition not in editions_of(press):
        raise ValueError(f"the edition {edition!r}, expected one of {editions_of(press)}")
    return f"briefing-{edition}.pdf"


def edition_name(press: Press, edition: str, lang: str) -> str:
    """What a language calls an edition: `Arabic`, or `English and Arabic on facing pages`."""
    catalog = press.scribes[lang].catalog
    if edition != BOTH:
        return catalog.language_name(edition)
    languages = press.briefing.index.head.languages[:2]
    names = catalog.joined([catalog.language_name(each) for each in languages])
    return catalog.text("print.facing", languages=names)


def _figures(scribe: Scribe) -> tuple[Figure, ...]:
    drawn = (draw_timeline(scribe, _FIGURE_WIDTH), draw_map(scribe, _FIGURE_WIDTH))
    return tuple(figure for figure in drawn if figure is not None)
