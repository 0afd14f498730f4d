"""`mkdocs gh-deploy`: what it pushes, served as GitHub Pages would, is whole.

The small example with this repository's configuration, deployed to a bare repository, checked out
and served below a folder; everything that is asked for is asked of that server.
"""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, Response

from tests.built import BuiltPage, BuiltSite, css_urls, read_site
from tests.local_server import BELOW, served
from tests.seedbed import Seedbed
from tests.workbench import LANGUAGES, REPOSITORY, surroundings

Count = Callable[[str, int], None]

GIT = {
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_SYSTEM": "/dev/null",
    "GIT_AUTHOR_NAME": "a",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@example.org",
}
LOCATION = re.compile(r"<loc>([^<]+)</loc>")
HREF = re.compile(r' href="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Deployed:
    """A deployed site: the URL where it is served, its pages, and what the command said."""

    url: str
    site: BuiltSite
    said: str


def _git(folder: Path, *words: str) -> None:
    command = ["git", "-C", str(folder), *words]
    run = subprocess.run(command, env=surroundings(**GIT), capture_output=True, encoding="utf-8")
    assert run.returncode == 0, run.stderr


def _clone(folder: Path) -> Path:
    """The small example in a repository of its own, with a bare one as its origin."""
    bed = Seedbed.plant(folder / "clone")
    bed.write("mkdocs.yml", (REPOSITORY / "mkdocs.yml").read_bytes())
    bed.write("docs/CNAME", "briefing.example\n")
    _git(folder, "init", "--quiet", "--bare", "origin.git")
    _git(bed.home, "init", "--quiet", "--initial-branch=main")
    _git(bed.home, "remote", "add", "origin", str(folder / "origin.git"))
    _git(bed.home, "add", "--all")
    _git(bed.home, "commit", "--quiet", "--message=x")
    return bed.home


def _deploy(clone: Path, *words: str, **environment: str) -> str:
    """Runs `mkdocs gh-deploy`; gives back what it said."""
    command = [sys.executable, "-m", "mkdocs", "gh-deploy", *words]
    run = subprocess.run(
        command,
        cwd=clone,
        env=surroundings(**GIT, **environment),
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout + run.stderr


@pytest.fixture(scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    """The branch that a deployment pushed, checked out and served where it believes to stand."""
    folder = tmp_path_factory.mktemp("deployed")
    with served(folder) as url:
        said = _deploy(_clone(folder), SITE_URL=url, CARDS="true", PDF="true")
        command = ["clone", "--quiet", "--branch=gh-pages", str(folder / "origin.git")]
        _git(folder, *command, str(folder / BELOW))
        yield Deployed(url, read_site(folder / BELOW, url), said)


class _Wire:
    """What a window asks for, and what is answered with an error."""

    def __init__(self, page: Page) -> None:
        self.asked: list[str] = []
        self.failed: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("response", self._hear)

    def _hear(self, response: Response) -> None:
        if response.status >= 400:
            self.failed.append(response.url)


def _answer(url: str) -> bytes:
    with urlopen(url) as answer:  # noqa: S310 our own server
        body: bytes = answer.read()
    return body


def test_a_deployment_with_an_address_warns_of_nothing(deployed: Deployed) -> None:
    assert "WARNING" not in deployed.said.replace(
        "WARNING -  Version check skipped: No version specified in previous deployment.", ""
    )
    assert "site_url" not in deployed.said


def test_a_deployment_without_an_address_says_what_is_missing(tmp_path: Path) -> None:
    clone = _clone(tmp_path)
    said = _deploy(clone, "--no-history")
    (line,) = (line for line in said.splitlines() if "site_url" in line)
    assert line.startswith("WARNING")
    for word in ("sitemap", "canonical", "social cards", "wrong addresses"):
        assert word in line
    _git(tmp_path / "origin.git", "cat-file", "-e", "gh-pages:index.html")


def test_every_internal_link_and_anchor_of_what_was_pushed_arrives(
    deployed: Deployed, count: Count
) -> None:
    site = deployed.site
    lost, links = [], 0
    for address, page in site.pages.items():
        for anchor in page.anchors:
            target = site.resolve(address, anchor.href)
            if target is None or (anchor.href == "#" and ".hy-popup" in anchor.inside):
                continue
            links += 1
            found = site.pages.get(target[0])
            is_file = target[0] != "" and (site.folder / target[0]).is_file()
            if not is_file and (found is None or (target[1] and target[1] not in found.ids)):
                lost.append(f"/{address} -> {anchor.href}")
    assert lost == []
    count("internal links of a deployment", links)


def test_every_address_in_both_sitemaps_answers(deployed: Deployed, count: Count) -> None:
    plain = _answer(f"{deployed.url}sitemap.xml")
    assert gzip.decompress(_answer(f"{deployed.url}sitemap.xml.gz")) == plain
    text = plain.decode()
    named = LOCATION.findall(text)
    assert sorted(named) == sorted(deployed.url + address for address in deployed.site.pages)
    others = set(HREF.findall(text))
    assert others == set(named)
    for url in named:
        assert b"<h1" in _answer(url), url
    count("addresses of a sitemap that answer", len(named))


def test_every_page_has_its_card_and_its_canonical_address(
    deployed: Deployed, count: Count
) -> None:
    for address, page in deployed.site.pages.items():
        (card,) = re.findall(r'<meta property="og:image" content="([^"]+)">', page.html)
        assert card.startswith(deployed.url)
        assert _answer(card).startswith(b"\x89PNG"), card
        assert f'<link rel="canonical" href="{deployed.url}{address}">' in page.html
    count("cards that answer", len(deployed.site.pages))


def test_the_printed_editions_that_home_pages_name_answer(deployed: Deployed, count: Count) -> None:
    seen = 0
    for address in ("", "ar/"):
        found = [a for a in deployed.site.pages[address].anchors if ".hy-downloads" in a.inside]
        assert len(found) == 3
        for anchor in found:
            assert _answer(urljoin(deployed.url + address, anchor.href)).startswith(b"%PDF-")
            seen += 1
    count("printed editions that answer", seen)


def test_what_programs_look_for_is_there(deployed: Deployed) -> None:
    assert f"Sitemap: {deployed.url}sitemap.xml\n".encode() in _answer(f"{deployed.url}robots.txt")
    assert _answer(f"{deployed.url}.nojekyll") == b""
    assert _answer(f"{deployed.url}assets/hashiya/favicon.svg").startswith(b"<svg ")
    assert _answer(f"{deployed.url}CNAME") == b"briefing.example\n"


def test_every_file_that_pages_and_styles_ask_for_answers(deployed: Deployed, count: Count) -> None:
    asked = {
        target[0]
        for address, page in deployed.site.pages.items()
        for _, url in page.requests
        if not url.startswith("data:")
        for target in [deployed.site.resolve(address, url)]
        if target is not None
    }
    for style in [name for name in asked if name.endswith(".css")]:
        for url in css_urls((deployed.site.folder / style).read_text(encoding="utf-8")):
            target = None if url.startswith("data:") else deployed.site.resolve(style, url)
            asked |= {target[0]} if target and "." in target[0].rpartition("/")[2] else set()
    for name in asked:
        assert _answer(deployed.url + name), name
    count("files that pages ask for", len(asked))


def test_a_wrong_address_deep_in_the_site_is_answered_in_both_languages(
    deployed: Deployed, browser: Browser
) -> None:
    wrong = f"{deployed.url}ar/claims/none/such/page/"
    with pytest.raises(HTTPError) as error:
        _answer(wrong)
    assert error.value.code == 404
    page = browser.new_page()
    wire = _Wire(page)
    page.goto(wrong)
    page.wait_for_load_state("networkidle")
    assert wire.failed == [wrong]
    assert [url for url in wire.asked if not url.startswith(deployed.url)] == []
    sections = page.locator("article section")
    for number, (lang, direction) in enumerate(LANGUAGES.items()):
        section = sections.nth(number)
        assert (section.get_attribute("lang"), section.get_attribute("dir")) == (lang, direction)
        prefix = "" if number == 0 else f"{lang}/"
        link = section.get_by_role("link").first
        assert link.evaluate("a => a.href") == deployed.url + prefix
    sections.nth(1).get_by_role("link").first.click()
    page.wait_for_url(f"{deployed.url}ar/")
    assert page.evaluate("document.documentElement.lang") == "ar"
    page.close()


def test_no_request_leaves_and_none_fails(
    deployed: Deployed, browser: Browser, count: Count
) -> None:
    page = browser.new_page()
    wire = _Wire(page)
    for address in deployed.site.pages:
        page.goto(deployed.url + address)
        page.wait_for_load_state("networkidle")
    page.close()
    assert [url for url in wire.asked if not url.startswith((deployed.url, "data:"))] == []
    assert wire.failed == []
    count("requests of a deployed site", len(wire.asked))


def test_the_page_for_wrong_addresses_depends_on_no_address(deployed: Deployed) -> None:
    html = (deployed.site.folder / "404.html").read_text(encoding="utf-8")
    page = BuiltPage("404.html", html)
    for anchor in page.anchors:
        deep = deployed.site.resolve("x/y/z/", anchor.href)
        assert anchor.href.startswith("#") or deep == deployed.site.resolve("", anchor.href)
