"""The sitemap names every page and its other languages, and no date."""

from __future__ import annotations

import gzip
from xml.etree import ElementTree

from hashiya.sitemap import compress, render_sitemap

XHTML = "{http://www.w3.org/1999/xhtml}"
BOTH = {"en": "https://x.example/a&b/", "ar": "https://x.example/ar/a&b/"}


def test_a_page_names_all_its_languages() -> None:
    root = ElementTree.fromstring(render_sitemap([(BOTH["en"], BOTH)]))  # noqa: S314 our own text
    links = {link.get("hreflang"): link.get("href") for link in root.iter(f"{XHTML}link")}
    assert links == BOTH


def test_a_page_in_one_language_names_none() -> None:
    assert "hreflang" not in render_sitemap([(BOTH["en"], {"en": BOTH["en"]})])


def test_there_is_no_date() -> None:
    assert "lastmod" not in render_sitemap([(BOTH["en"], BOTH)])


def test_compressed_bytes_hold_no_time() -> None:
    packed = compress("text")
    # RFC 1952, 2.3.1: bytes 4 to 8 are the time, zero for none.
    assert packed[4:8] == bytes(4)
    assert gzip.decompress(packed) == b"text"
