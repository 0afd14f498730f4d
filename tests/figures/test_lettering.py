"""How wide words are is told well enough to place them by."""

from __future__ import annotations

import json
from pathlib import Path
from statistics import median

import pytest
import typst

from hashiya.figures.lettering import Lettering, ems, plain
from tests.figures.easel import fonts, scribes_in
from tests.seedbed import REPOSITORY


def _measured(texts: list[str], face: str, direction: str, folder: Path) -> list[float]:
    """The widths of texts in ems, as Typst sets them."""
    (folder / "texts.json").write_text(json.dumps(texts), "utf-8")
    (folder / "measure.typ").write_text(
        f'#set text(font: "{face}", size: 100pt, fallback: false, dir: {direction})\n'
        '#context [#metadata(json("texts.json").map(t => measure(t).width.pt() / 100)) <widths>]\n',
        "utf-8",
    )
    found = typst.query(
        str(folder / "measure.typ"),
        "<widths>",
        field="value",
        one=True,
        font_paths=fonts(),
        ignore_system_fonts=True,
    )
    widths = json.loads(found)
    assert isinstance(widths, list)
    return widths


@pytest.mark.parametrize(
    "lang, face, direction", [("en", "IBM Plex Serif", "ltr"), ("ar", "Amiri", "rtl")]
)
def test_the_names_of_the_briefing_are_as_wide_as_told(
    lang: str, face: str, direction: str, tmp_path: Path
) -> None:
    entities = scribes_in(REPOSITORY / "seeds")[lang].briefing.index.entities
    names = sorted({entity.name[lang] for entity in entities.values()})
    assert len(names) > 60
    widths = _measured(names, face, direction, tmp_path)
    ratios = [ems(name) / width for name, width in zip(names, widths, strict=True)]
    assert min(ratios) > 0.96, names[ratios.index(min(ratios))]
    assert 1 <= median(ratios) < 1.13


def test_marks_over_letters_have_no_width() -> None:
    assert ems("محمّد") == ems("محمد")
    assert ems("e\u0301") == ems("e") == ems("é")


def test_joined_letters_are_narrower_than_letters_apart() -> None:
    assert ems("بب") < ems("ب") * 2
    assert ems("دب") == ems("د") + ems("ب")
    assert ems("بء") == ems("ب") + ems("ء")


def test_an_unknown_letter_is_an_em_wide() -> None:
    assert ems("漢") == 1
    assert ems("ŵ") == ems("w")


def test_words_wrap_where_they_must_and_keep_their_tone() -> None:
    hand = Lettering(rtl=False)
    words = (("one two three", "ink"), ("four", "soft"))
    wide = hand.width("one two three four", 8)
    assert hand.wrapped(words, 8, wide) == ((("one two three", "ink"), ("four", "soft")),)
    narrow = hand.wrapped(words, 8, hand.width("three four", 8))
    assert narrow == ((("one two", "ink"),), (("three", "ink"), ("four", "soft")))
    assert [plain(line) for line in narrow] == ["one two", "three four"]
    assert len(hand.wrapped(words, 8, 1)) == 4


def test_arabic_is_set_larger_to_look_alike() -> None:
    assert Lettering(rtl=True).width("بيت", 10) == pytest.approx(ems("بيت") * 12.2)
    assert Lettering(rtl=True).faces[0] == "Amiri"
    assert Lettering(rtl=False).family == "'IBM Plex Serif', 'Amiri', serif"
