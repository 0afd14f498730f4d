"""How a page of ours becomes MkDocs' page. The built site is looked at in the end-to-end tests."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

import hashiya
from hashiya import pages, plugin
from tests.planted import print_pdf
from tests.seedbed import BASE

PLAIN = pages.Page(
    lang="en",
    path="claims/a",
    title="Twelve <ships> & more",
    description='They "wait"',
    html='<h1 class="x" id="top">Twelve</h1><h2 id="e">Evidence</h2>',
    headings=(
        pages.Heading(2, "e", "Evidence"),
        pages.Heading(3, "e1", "First & last"),
        pages.Heading(2, "n", "Notes"),
    ),
    ids=frozenset({"top", "e", "e1", "n"}),
    links=(),
    search=(),
    section="claims",
)


def _rendered(
    fragment: pages.Page, targets: dict[tuple[str, str], File] | None = None
) -> plugin.FragmentPage:
    config = MkDocsConfig()
    config.load_dict({"site_name": "x", "validation": {"not_found": "warn"}})
    config.validate()
    file = File("en/claims/a.md", None, "site", use_directory_urls=True)
    page = plugin.FragmentPage(fragment, None, file, config, targets or {})
    page.read_source(config)
    page.render(config, Files([file]))
    return page


def test_texts_that_the_theme_prints_as_they_are_hold_no_markup() -> None:
    page = _rendered(PLAIN)
    assert page.meta["title"] == "Twelve &lt;ships&gt; &amp; more"
    assert page.meta["description"] == "They &#34;wait&#34;"
    assert page.title == "Twelve &lt;ships&gt; &amp; more"


def test_headings_become_a_tree_below_the_first_one() -> None:
    (first,) = _rendered(PLAIN).toc
    assert [(each.level, each.id) for each in first.children] == [(2, "e"), (2, "n")]
    assert [each.title for each in first.children[0].children] == ["First &amp; last"]
    assert (first.level, first.url) == (1, "#top")


def test_a_page_whose_first_heading_has_no_id_lists_the_others() -> None:
    page = _rendered(replace(PLAIN, html="<h1>Twelve</h1>"))
    assert [each.id for each in page.toc] == ["e", "n"]


def test_ids_and_links_are_handed_to_the_link_check() -> None:
    target = File("en/sources/s.md", None, "site", use_directory_urls=True)
    links = (pages.Link("en", "sources/s", "p5"), pages.Link("en", "sources/s", ""))
    page = _rendered(replace(PLAIN, links=links), {("en", "sources/s"): target})
    assert page.present_anchor_ids == {"top", "e", "e1", "n"}
    assert page.links_to_anchors == {target: {"p5": "en/sources/s#p5"}}


def test_a_link_to_no_page_is_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        _rendered(replace(PLAIN, links=(pages.Link("en", "sources/none", ""),)))
    assert "'en/claims/a.md' links to 'en/sources/none', which is no page" in caplog.text


def test_a_palette_switch_says_what_comes_next() -> None:
    words = {"palette-light": "L", "palette-dark": "D", "palette-system": "S"}
    options = [
        {"media": "(prefers-color-scheme)", "toggle": {"icon": "i"}},
        {"media": "(prefers-color-scheme: light)", "scheme": "default", "toggle": {"icon": "i"}},
        {"scheme": "slate"},
    ]
    assert plugin._palette(options, words) == [
        {"media": "(prefers-color-scheme)", "toggle": {"icon": "i", "name": "L"}},
        {
            "media": "(prefers-color-scheme: light)",
            "scheme": "default",
            "toggle": {"icon": "i", "name": "D"},
        },
        {"scheme": "slate"},
    ]


def test_a_palette_of_one_colour_has_no_switch() -> None:
    assert plugin._palette({"scheme": "slate"}, {}) == {"scheme": "slate"}


def test_every_file_that_the_plugin_adds_is_there() -> None:
    own = [plugin.PACKAGE / name for name in plugin.OWN_FILES]
    assert [str(path) for path in own if not path.is_file()] == []
    fonts = {place.rpartition("/")[2]: content for place, content in plugin._font_files()}
    assert all(content for content in fonts.values())
    first = {name for names in plugin.FIRST_FONTS.values() for name in names}
    assert {f"{name}.woff" for name in (*first, plugin.QUOTATION_FONT)} <= set(fonts)


def test_a_page_asks_early_for_the_font_of_quotations_only_where_it_has_one() -> None:
    quotation = '<blockquote class="hy-quote" lang="ar" dir="rtl">'
    amiri = "assets/hashiya/fonts/Amiri-Regular.woff"
    assert amiri in plugin._first_fonts("ltr", quotation)
    assert amiri not in plugin._first_fonts("ltr", quotation.replace('"ar"', '"en"'))
    assert amiri not in plugin._first_fonts("rtl", "<p>")


def test_a_site_with_a_pdf_that_cant_be_read_is_refused_in_one_line(tmp_path: Path) -> None:
    made = plugin.HashiyaPlugin()
    made._built = hashiya.build(BASE / "seeds")
    (tmp_path / "briefing.pdf").write_bytes(b"%PDF-1.7\n")
    with pytest.raises(PluginError) as refused:
        made._expect_no_leak(tmp_path)
    assert f"{tmp_path / 'briefing.pdf'}: " in str(refused.value)
    assert "\n" not in str(refused.value)
    (tmp_path / "briefing.pdf").write_bytes(print_pdf("Ours.", lang="en"))
    made._expect_no_leak(tmp_path)
