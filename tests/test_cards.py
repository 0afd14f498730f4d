"""A social card says what its page is, whole or visibly cut, and never what is withheld."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from mkdocs.exceptions import PluginError

import hashiya
from hashiya import fonts
from hashiya.cards import Card, card_texts, make_card, render_cards, set_cards
from hashiya.plugin import HashiyaPlugin
from tests.checks.casebook import BASE

PLAIN = Card(
    "en", "ltr", "The outage", "Ras al-Zahr", sentence=False, status="", edition="As of 2026"
)
ARABIC = Card("ar", "rtl", "العطل", "رأس الزهر", sentence=True, status="منفية", edition="حتى ٢٠٢٦")
WITHHELD = "يقع الميناء على ساحل الخليج، وقد افتتح في عهد سابق، وتعمل فيه شركات شحن كثيرة"
"""Words of a paragraph that nothing cites: twelve and three more."""

LARGEST = 40_000
"""Bytes that no card exceeds; those of this repository's briefing have 15,000 on average."""


@pytest.fixture(scope="module")
def built() -> hashiya.Build:
    """The base briefing."""
    return hashiya.build(BASE / "seeds")


def _pixels(png: bytes) -> list[list[int]]:
    """The shades of a card's pixels, row by row."""
    width, height, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert (width, height, depth, kind) == (1200, 630, 4, 3)
    at = png.index(b"IDAT")
    (length,) = struct.unpack(">I", png[at - 4 : at])
    raw = zlib.decompress(png[at + 4 : at + 4 + length])
    rows = (raw[start + 1 : start + 601] for start in range(0, len(raw), 601))
    return [[half for byte in row for half in (byte >> 4, byte & 15)] for row in rows]


def _drawn(given: Sequence[Card]) -> list[str]:
    """The text of each card, read back; where a line ends is a space."""
    with pypdfium2.PdfDocument(set_cards(given)) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def _boxes(card: Card) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right and top of each stretch of text on a card, in points from its foot."""
    with pypdfium2.PdfDocument(set_cards([card])) as document:
        text = document[0].get_textpage()
        return [text.get_rect(number) for number in range(text.count_rects())]


# --- what a card says -----------------------------------------------------------------------------


def test_the_card_of_a_claim_says_its_sentence_and_its_status(built: hashiya.Build) -> None:
    card = make_card(built.press, "en", "claims/repair-1", "Shortened…")
    claim = built.subject.index.claims["repair-1"]
    assert card.text == claim.text["en"]
    assert card.sentence
    assert card.status == "from one origin"
    assert card.edition == "Edition 1, as of 21 March 2026"
    assert card.site == "The Ras al-Zahr outage"


def test_the_card_of_another_page_says_its_title_and_no_status(built: hashiya.Build) -> None:
    card = make_card(built.press, "ar", "actors/ministry", "الوزارة")
    assert (card.text, card.status, card.sentence) == ("الوزارة", "", False)
    assert (card.lang, card.dir) == ("ar", "rtl")
    assert card.edition == "الطبعة ١، حتى تاريخ ٢١ آذار ٢٠٢٦"


def test_the_card_of_the_home_page_says_the_sites_name_once(built: hashiya.Build) -> None:
    card = make_card(built.press, "en", "", "The Ras al-Zahr outage")
    assert (card.site, card.text) == ("", "The Ras al-Zahr outage")


def test_a_page_of_a_withdrawn_claim_says_what_it_is_called(built: hashiya.Build) -> None:
    assert make_card(built.press, "en", "claims/gone", "Withdrawn: gone").text == "Withdrawn: gone"


def test_all_that_a_card_says_is_drawn_and_told() -> None:
    (drawn,) = _drawn([replace(PLAIN, status="denied", sentence=True)])
    told = card_texts({"a.png": replace(PLAIN, status="denied")})
    assert told == {"a.png": "The outage\nRas al-Zahr\ndenied\nAs of 2026"}
    for line in told["a.png"].split("\n"):
        assert line in drawn


def test_text_is_text_and_no_program() -> None:
    hostile = '#panic("x") $x$ *b* _c_ \\ "quoted" <a> @b [c] // d /* e */ `f`'
    (drawn,) = _drawn([replace(PLAIN, text=hostile)])
    assert hostile in drawn


# --- how it fits ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "W" * 2000,
        "W " * 1000,
        "whatever the ministry says " * 60,
        "ص" * 2000,
        "وصّى المستخلصون بتخصيص الحصص " * 60,
        "ﷺ " * 300,
        "wWw\u0301" * 300,
    ],
)
@pytest.mark.parametrize("base", [PLAIN, ARABIC], ids=["en", "ar"])
@pytest.mark.parametrize("sentence", [True, False])
def test_no_text_is_too_long_for_its_card(base: Card, text: str, sentence: bool) -> None:
    card = replace(base, text=text, site=text, sentence=sentence)
    boxes = _boxes(card)
    assert len(boxes) > 2
    for left, bottom, right, top in boxes:
        start, end = (132, 1200) if base.dir == "ltr" else (0, 1200 - 132)
        assert start <= left <= right <= end
        assert 20 <= bottom <= top <= 630 - 20
    assert len(render_cards([card])[0]) < LARGEST


def test_a_long_text_is_visibly_cut_and_a_short_one_is_not() -> None:
    long, short = card_texts({"long": replace(PLAIN, text="word " * 100), "short": PLAIN}).values()
    assert "word…" in long
    assert "…" not in short


def test_a_longer_text_is_set_smaller() -> None:
    def height(card: Card) -> float:
        return max(top - bottom for _, bottom, _, top in _boxes(card))

    assert height(PLAIN) > 1.4 * height(replace(PLAIN, text="word " * 60))


def test_letters_that_no_font_has_are_left_out_or_marked() -> None:
    given = replace(PLAIN, text="Port 漢字 🎉 of\u0007 e\u20dd Zahr\u2069 \U0010ffff")
    (told,) = card_texts({"a": given}).values()
    assert told.split("\n")[1] == "Port … … of e Zahr"
    (drawn,) = _drawn([given])
    assert "Port … … of e Zahr" in drawn


@pytest.mark.parametrize("letters", ["پچگی", "é", "ﷺ", "“»٪–—…", "٠١٢٣٤٥٦٧٨٩", "بَيَّنَ"])
def test_letters_that_a_font_has_stay(letters: str) -> None:
    assert letters in card_texts({"a": replace(ARABIC, text=letters)})["a"]


# --- the picture ----------------------------------------------------------------------------------


def test_a_card_is_a_small_picture_with_its_margin_where_lines_begin() -> None:
    english, arabic = render_cards([PLAIN, ARABIC])
    assert max(len(english), len(arabic)) < LARGEST
    for rows, margin, paper in ((_pixels(english), 5, -5), (_pixels(arabic), -5, 5)):
        assert len(rows) == 630
        assert {row[paper] for row in rows} == {15}
        assert {row[margin] for row in rows} == {13}
        assert min(min(row) for row in rows) == 0


def test_the_same_cards_are_the_same_bytes() -> None:
    assert render_cards([PLAIN, ARABIC]) == render_cards([PLAIN, ARABIC])


def test_each_card_is_its_own() -> None:
    assert len(set(render_cards([PLAIN, ARABIC, replace(PLAIN, text="Other")]))) == 3


def test_no_cards_are_no_pictures() -> None:
    assert render_cards([]) == ()


def test_typst_sees_no_font_but_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "FACES", {"fontpkg_amiri": "Amiri-Regular.ttf"})
    with pytest.raises(RuntimeError, match="unknown font family"):
        set_cards([PLAIN])


# --- what is withheld -----------------------------------------------------------------------------


def _leaks(built: hashiya.Build, folder: Path, text: str) -> list[str]:
    (folder / "index.json").write_text(json.dumps("nothing"), encoding="utf-8")
    drawn = card_texts({"cards/ar/a.png": replace(ARABIC, text=text)})
    return [str(leak) for leak in hashiya.check_site(built.subject, folder, drawn)]


def test_twelve_withheld_words_on_a_card_are_found(built: hashiya.Build, tmp_path: Path) -> None:
    (leak,) = _leaks(built, tmp_path, " ".join(WITHHELD.split()[:12]))
    assert leak.startswith("cards/ar/a.png:2: error[O901] withheld words of sahil-0318#6")


def test_eleven_words_on_a_card_are_no_leak(built: hashiya.Build, tmp_path: Path) -> None:
    assert _leaks(built, tmp_path, " ".join(WITHHELD.split()[:11])) == []


def test_the_plugin_refuses_a_site_whose_cards_show_withheld_words(
    built: hashiya.Build, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text("nothing", encoding="utf-8")
    plugin = HashiyaPlugin()
    plugin._built = built
    plugin._cards = {"cards/en/index.png": PLAIN}
    plugin._expect_no_leak(tmp_path)
    plugin._cards = {"cards/en/index.png": PLAIN, "cards/ar/a.png": replace(ARABIC, text=WITHHELD)}
    with pytest.raises(PluginError, match=r"cards/ar/a\.png:2: error\[O901\]"):
        plugin._expect_no_leak(tmp_path)
