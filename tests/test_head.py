"""The head of every page: what others read of it, in its language and with its own card."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.built import BuiltPage, BuiltSite
from tests.seedbed import Seedbed
from tests.workbench import LANGUAGES, REPOSITORY, SITE_URL, build_site, surroundings

Count = Callable[[str, int], None]

LOCALES = {"en": "en_GB", "ar": "ar_IQ"}
META = re.compile(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">')


def _head(page: BuiltPage) -> dict[str, str]:
    """What the head says by name; that nothing is said twice is checked as well."""
    found = [(name, html.unescape(content)) for name, content in META.findall(page.html)]
    names = [name for name, _ in found if name != "og:locale:alternate"]
    assert len(set(names)) == len(names), page.address
    return dict(found)


def _small_site(tmp_path: Path, options: str, **environment: str) -> Path:
    """The base briefing, built with this repository's configuration but other options of ours."""
    bed = Seedbed.plant(tmp_path / "briefing")
    bed.write("mkdocs.yml", (REPOSITORY / "mkdocs.yml").read_bytes())
    text = bed.read("mkdocs.yml")
    before, after = re.split(r"      seeds: seeds\n(?:      .*\n)*", text)
    bed.write("mkdocs.yml", f"{before}      seeds: seeds\n{options}{after}")
    return build_site(bed.home, tmp_path / "site", surroundings(**environment))


def test_every_page_says_what_it_is(site: BuiltSite, count: Count) -> None:
    for address, page in site.pages.items():
        said = _head(page)
        title = page.title.strip()
        name = said["og:site_name"]
        assert title in (f"{said['og:title']} – {name}", name), address
        assert said["og:title"], address
        assert said["og:type"] == "website"
        assert said.get("og:description") == said.get("description"), address
        assert said["og:url"] == SITE_URL + address
        assert f'<link rel="canonical" href="{SITE_URL}{address}">' in page.html
        assert said["og:locale"] == LOCALES[page.lang]
        (other,) = set(LANGUAGES) - {page.lang}
        assert said["og:locale:alternate"] == LOCALES[other]
        assert "author" not in said
        assert 'rel="alternate"' not in page.html  # Material would ask for a sitemap each
    count("heads of pages", len(site.pages))


def test_nearly_every_page_has_a_description(site: BuiltSite) -> None:
    without = [address for address, page in site.pages.items() if "description" not in _head(page)]
    by_hand = {path.stem for path in (REPOSITORY / "docs" / "en").glob("*.md")} - {"index"}
    allowed = {"", *(f"{name}/" for name in by_hand)}
    assert {address.removeprefix("ar/") for address in without} <= allowed


def test_every_page_names_a_card_of_its_own_that_is_there(site: BuiltSite, count: Count) -> None:
    named = {}
    for address, page in site.pages.items():
        said = _head(page)
        assert said["twitter:card"] == "summary_large_image"
        assert said["og:image"].startswith(f"{SITE_URL}assets/hashiya/cards/{page.lang}/"), address
        assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
        assert said["og:image:alt"], address
        named[said["og:image"].removeprefix(SITE_URL)] = address
    assert len(named) == len(site.pages)
    drawn = {
        file.relative_to(site.folder).as_posix(): file.stat().st_size
        for file in site.folder.rglob("assets/hashiya/cards/**/*.png")
    }
    assert set(drawn) == set(named)
    assert sum(drawn.values()) / len(drawn) < 25_000
    assert max(drawn.values()) < 40_000
    count("social cards", len(drawn))


def test_a_claims_page_says_its_sentence_and_the_home_page_its_site(site: BuiltSite) -> None:
    said = _head(site.pages["ar/"])
    assert said["og:title"] == said["og:site_name"] == said["og:image:alt"]
    claim = _head(site.pages["claims/talks-aim-end-mission/"])
    assert claim["og:image:alt"].startswith("The final aim of the talks")


def test_the_page_for_what_is_not_there_says_nothing_to_share(site: BuiltSite) -> None:
    text = (site.folder / "404.html").read_text(encoding="utf-8")
    assert "og:" not in text
    assert "twitter:" not in text
    assert "canonical" not in text


def test_the_mark_of_the_site_is_its_own(site: BuiltSite) -> None:
    for page in site.pages.values():
        (icon,) = re.findall(r'<link rel="icon" href="([^"]+)">', page.html)
        assert site.resolve(page.address, icon) == ("assets/hashiya/favicon.svg", "")
    assert (site.folder / "assets/hashiya/favicon.svg").read_text("utf-8").startswith("<svg ")


def test_programs_find_what_they_look_for_at_the_root(site: BuiltSite) -> None:
    robots = (site.folder / "robots.txt").read_text(encoding="utf-8")
    assert robots == f"User-agent: *\nAllow: /\nSitemap: {SITE_URL}sitemap.xml\n"
    assert (site.folder / ".nojekyll").read_bytes() == b""


# --- other options --------------------------------------------------------------------------------


def test_a_site_without_an_address_names_no_address(tmp_path: Path) -> None:
    folder = _small_site(tmp_path, "      cards: true\n")
    said = _head(BuiltPage("", (folder / "index.html").read_text(encoding="utf-8")))
    assert said["og:title"] == "The Ras al-Zahr outage"
    assert {"og:url", "og:image"} & set(said) == set()
    assert said["twitter:card"] == "summary"
    assert not (folder / "assets/hashiya/cards").exists()
    assert "Sitemap" not in (folder / "robots.txt").read_text(encoding="utf-8")


def test_no_card_is_drawn_unasked(tmp_path: Path) -> None:
    folder = _small_site(tmp_path, "", SITE_URL=SITE_URL)
    said = _head(BuiltPage("", (folder / "index.html").read_text(encoding="utf-8")))
    assert said["og:url"] == SITE_URL
    assert "og:image" not in said
    assert not (folder / "assets/hashiya/cards").exists()


@pytest.mark.parametrize("name", ["robots.txt", "CNAME"])
def test_a_file_of_the_users_own_comes_first(tmp_path: Path, name: str) -> None:
    own = tmp_path / "briefing" / "docs" / name
    own.parent.mkdir(parents=True)
    own.write_text("mine\n", encoding="utf-8")
    folder = _small_site(tmp_path, "")
    assert (folder / name).read_text(encoding="utf-8") == "mine\n"
