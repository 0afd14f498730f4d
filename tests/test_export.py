"""The exported Markdown is a whole site: another engine builds it, and no link is lost."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

REPOSITORY = Path(__file__).parent.parent
LANGUAGES = ("en", "ar")
ORIGIN = "https://site.example/"


class Targets(HTMLParser):
    """The ids of a page and what its links point at."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.hrefs: list[str] = []
        self.note_calls: list[str] = []
        self.backlinks: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.add(given["id"])
        if tag == "a" and "href" in given:
            self.hrefs.append(given["href"])
            classes = given.get("class", "").split()
            if "footnote-ref" in classes:
                self.note_calls.append(given["href"])
            if "footnote-backref" in classes:
                self.backlinks.append(given["href"])


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real seeds' export, as a user makes it."""
    folder = tmp_path_factory.mktemp("export") / "site"
    command = [sys.executable, "-m", "hashiya.cli", "export", "--to", str(folder)]
    subprocess.run(command, cwd=REPOSITORY, check=True)
    return folder


@pytest.fixture(scope="module")
def built(exported: Path) -> dict[str, Targets]:
    """Every page that Zensical makes of the export, both languages in one site, by address."""
    zensical = Path(sys.executable).with_name("zensical")
    for lang in LANGUAGES:
        run = subprocess.run(
            [zensical, "build", "--strict", "-f", f"mkdocs.{lang}.yml"],
            cwd=exported,
            capture_output=True,
            text=True,
        )
        assert run.returncode == 0, run.stdout + run.stderr
    return dict(_pages(exported / "site"))


def _pages(site: Path) -> Iterator[tuple[str, Targets]]:
    for file in sorted(site.rglob("index.html")):
        folder = file.parent.relative_to(site).as_posix()
        address = "" if folder == "." else f"{folder}/"
        yield address, Targets(file.read_text(encoding="utf-8"))


def _exported_addresses(exported: Path) -> set[str]:
    addresses = set()
    for lang in LANGUAGES:
        docs = exported / "docs" / lang
        for file in docs.rglob("*.md"):
            folder = file.parent.relative_to(docs)
            prefix = PurePosixPath("." if lang == LANGUAGES[0] else lang)
            path = (prefix / folder.as_posix()).as_posix()
            addresses.add("" if path == "." else f"{path}/")
    return addresses


def test_every_exported_page_is_built_in_both_languages(
    exported: Path, built: dict[str, Targets], count: Callable[[str, int], None]
) -> None:
    assert set(built) == _exported_addresses(exported)
    count("pages by Zensical", len(built))
    english = {address for address in built if not address.startswith("ar/")}
    assert set(built) - english == {f"ar/{address}" for address in english}


def test_every_internal_link_of_the_built_export_arrives(built: dict[str, Targets]) -> None:
    lost = []
    for address, page in built.items():
        for href in page.hrefs:
            url, anchor = urldefrag(urljoin(ORIGIN + address, href))
            if not url.startswith(ORIGIN):
                continue
            target = unquote(urlsplit(url).path.removeprefix("/"))
            if target not in built or (anchor and unquote(anchor) not in built[target].ids):
                lost.append(f"/{address} -> {href}")
    # `__skip` is the theme's own and stands where the content begins.
    assert [link for link in lost if not link.endswith("#__skip")] == []


def test_every_note_of_the_built_export_is_reached_and_leads_back(
    built: dict[str, Targets], count: Callable[[str, int], None]
) -> None:
    count("calls in what Zensical built", sum(len(page.note_calls) for page in built.values()))
    for address, page in built.items():
        for href in [*page.note_calls, *page.backlinks]:
            assert href.startswith("#"), address
            assert href[1:] in page.ids, f"/{address}{href}"
        called = {href[1:] for href in page.note_calls}
        assert called == {name for name in page.ids if name.startswith("fn:")}, address


def test_every_page_of_the_built_export_names_the_edition(
    exported: Path, built: dict[str, Targets]
) -> None:
    named = {
        "en": r"<bdi>Edition \d+, as of [^<]+</bdi>",
        "ar": r"<bdi>الطبعة [٠-٩]+، حتى [^<]+</bdi>",
    }
    for address in built:
        html = (exported / "site" / address / "index.html").read_text(encoding="utf-8")
        lang = "ar" if address.startswith("ar/") else "en"
        assert re.search(named[lang], html), address


def test_a_page_is_one_block_of_raw_html(exported: Path) -> None:
    for file in exported.glob("docs/*/claims/*/index.md"):
        front, body = file.read_text(encoding="utf-8").removeprefix("---\n").split("\n---\n\n", 1)
        assert front.startswith("title: ")
        assert body.startswith("<div ")
        assert body.endswith("</div>\n")
        assert "\n\n" not in body


def test_the_export_is_the_same_every_time(exported: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    command = [sys.executable, "-m", "hashiya.cli", "export", "--to", str(again)]
    subprocess.run(command, cwd=REPOSITORY, check=True)
    names = {file.relative_to(again) for file in again.rglob("*") if file.is_file()}
    assert names
    for name in names:
        assert (again / name).read_bytes() == (exported / name).read_bytes(), name
