"""What the fonts of print have, and what they haven't, is known without Typst."""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from hashiya.fonts import (
    FACES,
    INVISIBLE,
    TEXT,
    characters,
    missing_from,
    typst_fonts,
    web_font,
)


def test_the_letters_of_both_languages_are_there() -> None:
    known = characters(TEXT)
    assert set("The Ras al-Zahr outage, “1–2” … é ‘ — ·") <= known
    assert set("عطل ميناء رأس الزهر، ٠١٢٣٤٥٦٧٨٩ «؟؛ پچگ ةىئؤإآ") <= known
    assert missing_from("The Ras al-Zahr outage · عطلٌ في ميناءٍ، ٣٫٥٪ […] «»") == ()


def test_what_no_font_has_is_named_once_and_in_order() -> None:
    assert missing_from("a 🚢 b 漢 c 🚢 漢") == ("🚢", "漢")
    assert missing_from("\u0007\U0010ffff") == ("\u0007", "\U0010ffff")


def test_nothing_is_missing_from_nothing() -> None:
    assert missing_from("") == ()


@pytest.mark.parametrize("sign", sorted(INVISIBLE), ids=lambda c: f"U+{ord(c):04X}")
def test_what_draws_nothing_needs_no_font(sign: str) -> None:
    assert missing_from(f"a{sign}ب") == ()


def test_running_text_has_not_the_font_of_headings() -> None:
    assert characters(TEXT) < characters()
    assert set(TEXT) < set(FACES)
    only_there = sorted(characters() - characters(TEXT) - INVISIBLE)
    assert only_there
    assert missing_from(only_there) == tuple(only_there)


@pytest.mark.parametrize("package", sorted(FACES))
def test_each_package_has_its_face_and_its_licence(package: str) -> None:
    assert (files(package) / "files" / FACES[package]).is_file()
    assert (files(package) / "LICENSE").is_file()
    assert len(characters((package,))) > 500


def test_typst_is_given_the_fonts_of_the_packages_and_no_other() -> None:
    families = set(typst_fonts().families())
    assert {"Amiri", "IBM Plex Serif"} <= families
    assert all(family.startswith(("Amiri", "IBM Plex")) for family in families)


def test_a_web_font_is_the_same_font_in_half_the_bytes() -> None:
    package, file = "fontpkg_amiri", "Amiri-Regular.ttf"
    made = web_font(package, file)
    path = files(package) / "files" / file
    assert made[:4] == b"wOFF"
    assert len(made) < 0.6 * len(path.read_bytes())
    with TTFont(BytesIO(made)) as woff, TTFont(str(path)) as original:
        tables = set(original.reader.keys())
        assert set(woff.reader.keys()) == tables
        changed = {tag for tag in tables if woff.getTableData(tag) != original.getTableData(tag)}
    assert changed == set()
    assert web_font.__wrapped__(package, file) == made
