"""The interface's words are the same set in every language; dates and numbers follow CLDR."""

from __future__ import annotations

import re
from decimal import Decimal
from importlib.resources import files

import pytest

from hashiya.catalog import Catalog, fields_of, languages_known, load_catalog, locale_known
from hashiya.edtf import parse_edtf

LOCALES = {"ar": "ar_IQ", "en": "en_GB"}


def _catalog(lang: str) -> Catalog:
    return load_catalog(lang, LOCALES[lang])


@pytest.fixture(scope="module")
def en() -> Catalog:
    return _catalog("en")


@pytest.fixture(scope="module")
def ar() -> Catalog:
    return _catalog("ar")


def test_the_interface_is_written_in_these_languages() -> None:
    assert languages_known() == ("ar", "en")


def test_every_language_has_the_same_keys_and_fields(en: Catalog, ar: Catalog) -> None:
    def shape(catalog: Catalog) -> dict[str, tuple[bool, frozenset[str]]]:
        return {k: (isinstance(m, str), fields_of(m)) for k, m in catalog.messages.items()}

    assert shape(ar) == shape(en)


@pytest.mark.parametrize("lang", sorted(LOCALES))
def test_no_key_stands_twice_and_no_string_is_empty(lang: str) -> None:
    text = (files("hashiya") / "locale" / f"{lang}.yml").read_text("utf-8")
    keys = re.findall(r"^([^\s#:]+):", text, flags=re.MULTILINE)
    assert len(keys) == len(set(keys)) == len(_catalog(lang).messages)
    assert all(re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", key) for key in keys)
    for message in _catalog(lang).messages.values():
        forms = [message] if isinstance(message, str) else list(message.values())
        assert all(form.strip() == form != "" for form in forms)


def test_a_missing_key_is_an_error_and_never_a_fallback(en: Catalog, ar: Catalog) -> None:
    for catalog in (en, ar):
        with pytest.raises(KeyError, match=r"status\.verified"):
            catalog.text("status.verified")
        with pytest.raises(KeyError, match=r"count\.ghosts"):
            catalog.count("count.ghosts", 2)


def test_fields_are_filled_all_of_them_and_no_others(en: Catalog, ar: Catalog) -> None:
    assert en.text("date.about", date="A") == "about A"
    assert ar.text("date.about", date="أ") == "نحو أ"
    assert en.text("date.about", date="{x}") == "about {x}"
    with pytest.raises(KeyError, match="date"):
        en.text("date.about")
    with pytest.raises(ValueError, match="no field name; expected"):
        en.text("date.about", date="A", name="B")


def test_a_counted_string_is_not_read_as_a_plain_one_nor_the_other_way(en: Catalog) -> None:
    with pytest.raises(ValueError, match="is counted"):
        en.text("count.claims")
    with pytest.raises(ValueError, match="isn't counted"):
        en.count("page.claims", 2)


@pytest.mark.parametrize(
    "n, english, arabic",
    [
        (0, "0 claims", "لا إفادات"),
        (1, "1 claim", "إفادة واحدة"),
        (2, "2 claims", "إفادتان"),
        (3, "3 claims", "٣ إفادات"),
        (11, "11 claims", "١١ إفادة"),
        (100, "100 claims", "١٠٠ إفادة"),
        (1103, "1,103 claims", "١٬١٠٣ إفادات"),
    ],
)
def test_counts_take_the_plural_form_of_the_language(
    en: Catalog, ar: Catalog, n: int, english: str, arabic: str
) -> None:
    assert en.count("count.claims", n) == english
    assert ar.count("count.claims", n) == arabic


@pytest.mark.parametrize(
    "number, english, arabic",
    [
        (5, "5", "٥"),
        (2500, "2,500", "٢٬٥٠٠"),
        (Decimal("2.5"), "2.5", "٢٫٥"),
        (2.1, "2.1", "٢٫١"),
        (Decimal("0.12345"), "0.12345", "٠٫١٢٣٤٥"),
        (Decimal("2500.0"), "2,500", "٢٬٥٠٠"),
        (-3, "-3", "-٣"),
    ],
)
def test_numbers_have_the_digits_and_separators_of_the_locale(
    en: Catalog, ar: Catalog, number: int | float | Decimal, english: str, arabic: str
) -> None:
    assert en.number(number) == english
    assert ar.number(number) == arabic


def test_digits_follow_the_region_and_not_the_language() -> None:
    assert load_catalog("ar", "ar_MA").number(Decimal("2500.5")) == "2.500,5"
    assert load_catalog("ar", "ar_EG").number(2500) == "٢٬٥٠٠"
    assert load_catalog("ar", "ar_MA").date(parse_edtf("2024-09-20")) == "20 شتنبر 2024"
    assert load_catalog("en", "en_US").date(parse_edtf("2024-09-20")) == "September 20, 2024"


def test_a_range_may_miss_one_limit_and_not_both(en: Catalog, ar: Catalog) -> None:
    assert en.range(20, 2500) == "from 20 to 2,500"
    assert en.range(20, None) == "at least 20"
    assert en.range(None, Decimal("2.5")) == "at most 2.5"
    assert en.range(0, 0) == "from 0 to 0"
    assert ar.range(20, 30) == "من ٢٠ إلى ٣٠"
    with pytest.raises(ValueError, match="no limit"):
        en.range(None, None)


@pytest.mark.parametrize(
    "date, english, arabic",
    [
        ("2024", "2024", "٢٠٢٤"),
        ("2024-09", "September 2024", "أيلول ٢٠٢٤"),
        ("2024-09-20", "20 September 2024", "٢٠ أيلول ٢٠٢٤"),
        ("2026-03-01", "1 March 2026", "١ آذار ٢٠٢٦"),
        ("2026-03~", "about March 2026", "نحو آذار ٢٠٢٦"),
        ("2026?", "2026 (uncertain)", "٢٠٢٦ (غير مؤكد)"),
        ("2026-03-17%", "about 17 March 2026 (uncertain)", "نحو ١٧ آذار ٢٠٢٦ (غير مؤكد)"),
        ("202X", "the 2020s", "عقد ٢٠٢٠"),
        ("202X~", "about the 2020s", "نحو عقد ٢٠٢٠"),
        ("000X", "an unknown year from 1 to 9", "سنة غير معروفة بين ١ و٩"),
        ("20XX", "an unknown year from 2000 to 2099", "سنة غير معروفة بين ٢٠٠٠ و٢٠٩٩"),
        ("2026-XX", "an unknown month of 2026", "شهر غير معروف من عام ٢٠٢٦"),
        ("2026-XX-XX", "an unknown day of 2026", "يوم غير معروف من عام ٢٠٢٦"),
        ("2026-03-XX", "an unknown day of March 2026", "يوم غير معروف من آذار ٢٠٢٦"),
        (
            "2026-03-1X",
            "some time from 10 March 2026 to 19 March 2026",
            "وقت ما بين ١٠ آذار ٢٠٢٦ و١٩ آذار ٢٠٢٦",
        ),
        (
            "2026-1X",
            "some time from 1 October 2026 to 31 December 2026",
            "وقت ما بين ١ تشرين الأول ٢٠٢٦ و٣١ كانون الأول ٢٠٢٦",
        ),
        (
            "2026-03/2026-05~",
            "from March 2026 to about May 2026",
            "من آذار ٢٠٢٦ إلى نحو أيار ٢٠٢٦",
        ),
        ("2026-03/..", "from March 2026 on", "من آذار ٢٠٢٦ فصاعداً"),
        ("../2026-03", "up to March 2026", "حتى آذار ٢٠٢٦"),
        ("2026/", "from 2026 to an unknown date", "من ٢٠٢٦ إلى تاريخ غير معروف"),
        ("/2026", "from an unknown date to 2026", "من تاريخ غير معروف إلى ٢٠٢٦"),
    ],
)
def test_dates_are_said_in_words(
    en: Catalog, ar: Catalog, date: str, english: str, arabic: str
) -> None:
    assert en.date(parse_edtf(date)) == english
    assert ar.date(parse_edtf(date)) == arabic


def test_arabic_digits_are_never_mixed_with_latin_ones(ar: Catalog) -> None:
    shown = (ar.date(parse_edtf("2024-09-20")), ar.number(2500), ar.paragraph(1205))
    assert not re.search("[0-9]", "".join(shown))


def test_a_paragraph_has_a_mark_and_no_separator(en: Catalog, ar: Catalog) -> None:
    assert en.paragraph(5) == "¶ 5"
    assert en.paragraph(1205) == "¶ 1205"
    assert ar.paragraph(5) == "¶ ٥"


def test_lists_are_joined_as_the_language_does(en: Catalog, ar: Catalog) -> None:
    assert en.joined(("a", "b", "c")) == "a, b and c"
    assert en.joined(("a",)) == "a"
    assert en.joined(()) == ""
    assert ar.joined(("أحمد", "سعيد")) == "أحمد وسعيد"


def test_direction_and_name_are_those_of_the_language(en: Catalog, ar: Catalog) -> None:
    assert (en.direction, en.endonym) == ("ltr", "English")
    assert (ar.direction, ar.endonym) == ("rtl", "العربية")


@pytest.mark.parametrize("locale", ["en_GB", "ar_IQ", "ar", "fa_IR"])
def test_a_locale_of_cldr_is_known(locale: str) -> None:
    assert locale_known(locale)


@pytest.mark.parametrize("locale", ["", "ar-IQ", "zz", "ar_XX", "../en", "en_GB.UTF-8"])
def test_what_is_no_locale_is_not_known(locale: str) -> None:
    assert not locale_known(locale)


@pytest.mark.parametrize(
    "lang, locale, complaint",
    [
        ("fr", "fr_FR", "has no interface"),
        ("../en", "en_GB", "has no interface"),
        ("en", "en_XX", "is no locale of CLDR"),
        ("en", "ar_IQ", "is a locale of 'ar'"),
    ],
)
def test_what_cannot_be_loaded_is_refused(lang: str, locale: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        load_catalog(lang, locale)
