"""A PDF of a few paragraphs, set in the fonts of the briefing's own."""

from __future__ import annotations

import json
from collections.abc import Sequence

import typst

from hashiya.fonts import typst_fonts

_TEMPLATE = """
#let given = json(bytes(sys.inputs.given))
#let arabic = ((name: "IBM Plex Serif", covers: regex("[A-Za-z0-9]")), "Amiri", "IBM Plex Serif")
#let tongues = (
  ar: body => text(lang: "ar", dir: rtl, font: arabic, body),
  en: body => text(lang: "en", dir: ltr, font: ("IBM Plex Serif", "Amiri"), body),
)
#set document(title: "Planted")
#set page(width: given.width * 1cm, height: 20cm, margin: 1.5cm, header: [headline], numbering: "1")
#set par(justify: true)
#set footnote(numbering: "1")
#set text(size: given.size * 1pt, fallback: false, lang: given.lang)
#set text(dir: if given.lang == "ar" { rtl } else { ltr })
#for (i, paragraph) in given.paragraphs.enumerate() {
  if i > 0 { pagebreak() }
  let said = paragraph.map(tongues.at(given.in)).join([\\u{2060}#footnote[note] ])
  show: tongues.at(given.lang)
  if given.in == given.lang { par(said) } else { block(said) }
}
"""


def print_pdf(
    *paragraphs: str | Sequence[str],
    lang: str,
    within: str | None = None,
    size: float = 11,
    width: float = 21,
) -> bytes:
    """A PDF with each paragraph on a page; where one has parts, notes are called between them.

    `lang` is that of the paragraphs, `within` that of the document if it is another; `size` is in
    points (notes have 7.7 to 8.9), the page's `width` in centimetres, of which 3 are its margins.
    """
    given = {
        "paragraphs": [[p] if isinstance(p, str) else list(p) for p in paragraphs],
        "in": lang,
        "lang": within or lang,
        "size": size,
        "width": width,
    }
    made, warnings = typst.Compiler(
        _TEMPLATE.encode(), font_paths=typst_fonts(), ignore_system_fonts=True
    ).compile_with_warnings(
        format="pdf",
        sys_inputs={"given": json.dumps(given, ensure_ascii=False)},
        timestamp=0,
    )
    assert isinstance(made, bytes)
    assert not warnings, [warning.message for warning in warnings]
    return made
