"""`mkdocs serve` shows an author each change, and nothing that an author types stops it.

One real server on a copy of the briefing. A change is waited for as a browser waits, by the
server's own long poll, so that a reload that is switched off is found too.
"""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser

import hashiya
from hashiya.articles import Paragraph
from hashiya.index import Index, Source
from tests.built import BuiltPage, squeezed
from tests.test_print import print_page, read_sheets
from tests.workbench import copy_briefing, surroundings

PATIENCE = 120.0
"""Seconds for one change; a build takes four, but the machine may be busy."""

_LIVERELOAD = re.compile(r"livereload\((\d+), (\d+)\)")


@dataclass(frozen=True, slots=True)
class Server:
    """A running `mkdocs serve`; `home` is the folder of the briefing that it shows."""

    home: Path
    url: str
    log: Path
    process: subprocess.Popen[bytes]

    def page(self, address: str) -> BuiltPage:
        """A page as the server gives it now."""
        return BuiltPage(address, self._get(address, PATIENCE))

    def change(self, address: str, edit: Callable[[], None]) -> BuiltPage:
        """Makes an edit and waits until the server tells browsers to reload; gives the page."""
        epoch, request = _LIVERELOAD.findall(self._get(address, PATIENCE))[-1]
        edit()
        deadline = monotonic() + PATIENCE
        while monotonic() < deadline:
            assert self.process.poll() is None, self.said()
            if int(self._get(f"livereload/{epoch}/{request}", PATIENCE)) > int(epoch):
                return self.page(address)
        pytest.fail(f"no reload of {address} in {PATIENCE:.0f} s\n{self.said()}")

    def said(self) -> str:
        """All that the server has logged."""
        return self.log.read_text(encoding="utf-8")

    def _get(self, address: str, timeout: float) -> str:
        with urlopen(self.url + address, timeout=timeout) as answer:  # noqa: S310 our own server
            body: bytes = answer.read()
        return body.decode("utf-8")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on a copy of the briefing; it ends with the tests, however they end."""
    folder = tmp_path_factory.mktemp("served")
    home = copy_briefing(folder / "copy")
    log = folder / "log.txt"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with log.open("wb") as stream:
        process = subprocess.Popen(
            command,
            cwd=home,
            env=surroundings(PYTHONUNBUFFERED="1"),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
    try:
        running = Server(home, f"http://127.0.0.1:{port}/", log, process)
        _wait_for_start(running)
        yield running
    finally:
        process.kill()
        process.wait()


def _wait_for_start(server: Server) -> None:
    deadline = monotonic() + PATIENCE
    while "Serving on" not in server.said():
        assert server.process.poll() is None, server.said()
        assert monotonic() < deadline, server.said()
        try:
            server.process.wait(0.1)
        except subprocess.TimeoutExpired:
            continue
    # It says so a moment before it listens.
    while True:
        try:
            server.page("")
        except URLError:
            assert monotonic() < deadline, server.said()
        else:
            return


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_bytes().decode("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
    file.write_bytes(text.replace(old, new).encode("utf-8"))


def _uncited(home: Path) -> tuple[Source, Paragraph]:
    """A paragraph that no claim rests on, so that a word more in it breaks no quotation."""
    index = hashiya.read_subject(home / "seeds").index
    cited = {(e.at.source, n) for e in index.evidence() for n in range(e.at.first, e.at.last + 1)}
    return next(
        (source, paragraph)
        for source in index.sources.values()
        for paragraph in source.article.paragraphs
        if (source.id, paragraph.n) not in cited and len(paragraph.text.split()) > 20
    )


def _article(home: Path, source: Source) -> Path:
    """The file of a source's article."""
    (name,) = re.findall(
        rf"^{source.id}:\n(?:  .*\n)*?  file: (\S+)$",
        (home / "seeds" / "sources.yml").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    return home / "seeds" / str(name)


def test_whole_paragraphs_are_shown_below_a_banner_that_says_so(server: Server) -> None:
    source, paragraph = _uncited(server.home)
    for prefix, word in (("", "preview"), ("ar/", "معاينة")):
        page = server.page(f"{prefix}sources/{source.id}/")
        shown = [squeezed(quotation.text) for quotation in page.quotations]
        assert squeezed(paragraph.text) in shown
        assert page.classes["hy-banner"] == 1
        assert word in page.html.lower()
        assert page.classes["hy-withheld"] == 0
    assert server.page("404.html").classes["hy-banner"] == 1


def test_no_sheet_of_a_preview_can_pass_for_an_edition(server: Server, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{server.url}sources/araby-1004/")
    sheets = read_sheets(print_page(page))
    page.close()
    assert len(sheets) > 2
    assert [sheet.text.count("Preview for authors") for sheet in sheets] == [1] * len(sheets)


def test_live_reload_works_under_the_policy_of_a_preview(server: Server, browser: Browser) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    with page.expect_console_message(timeout=PATIENCE * 1000):
        page.goto(server.url)
    page.close()
    assert said == ["Enabled live reload"]
    assert "script-src 'self' 'unsafe-inline';" in server.page("").html


def test_a_claim_that_is_edited_changes_its_pages(server: Server) -> None:
    index = hashiya.read_subject(server.home / "seeds").index
    claim = index.claims["second-round"]
    english, arabic = claim.text["en"], claim.text["ar"]
    file = server.home / claim.record.where.path

    def edit() -> None:
        _replace(file, english, f"{english} Zanzibar.")
        _replace(file, arabic, f"{arabic} زنجبار.")

    assert "Zanzibar" not in server.page(f"claims/{claim.id}/").article
    assert "Zanzibar" in server.change(f"claims/{claim.id}/", edit).article
    assert "زنجبار" in server.page(f"ar/claims/{claim.id}/").article
    assert "Zanzibar" in server.page(f"{_entity_path(index, claim.about[0].id)}/").article


def _entity_path(index: Index, id_: str) -> str:
    kind = index.head.kinds[index.entities[id_].kind.id]
    return f"{kind.path}/{id_}"


def test_an_article_that_is_edited_changes_the_page_of_its_source(server: Server) -> None:
    source, paragraph = _uncited(server.home)
    file = _article(server.home, source)
    page = server.change(
        f"sources/{source.id}/",
        lambda: _replace(file, paragraph.text, f"{paragraph.text} زنجبار"),
    )
    assert page.quotations[paragraph.n - 1].text.endswith(" زنجبار")


def test_an_article_that_is_renamed_is_followed(server: Server) -> None:
    source, paragraph = _uncited(server.home)
    file = _article(server.home, source)
    renamed = file.with_name("renamed.txt")
    address = f"sources/{source.id}/"
    before = server.page(address).article

    def rename() -> None:
        file.rename(renamed)

    # Its source still names the old file: the author is told, and keeps the page.
    assert server.change(address, rename).article == before
    assert re.search(rf"ERROR .*seeds/sources\.yml:\d+: .*{re.escape(file.name)}", server.said())

    def name_and_edit() -> None:
        _replace(server.home / "seeds" / "sources.yml", file.name, renamed.name)
        _replace(renamed, paragraph.text, f"{paragraph.text} مدغشقر")

    page = server.change(address, name_and_edit)
    assert page.quotations[paragraph.n - 1].text.endswith(" مدغشقر")


def test_a_page_by_hand_that_is_edited_changes(server: Server) -> None:
    file = server.home / "docs" / "ar" / "how-to-read.md"

    def edit() -> None:
        file.write_text(file.read_text(encoding="utf-8") + "\nزنجبار.\n", encoding="utf-8")

    assert "زنجبار" in server.change("ar/how-to-read/", edit).article


def test_yaml_that_is_none_stops_nothing_and_the_page_recovers(server: Server) -> None:
    file = server.home / "seeds" / "briefing.yml"
    sound = file.read_bytes()
    before = server.page("standing/").article

    def spoil() -> None:
        file.write_bytes(sound + b"\n  : [broken\n")

    def mend() -> None:
        file.write_bytes(sound.replace(b"The end of the", b"The very end of the"))

    assert server.change("standing/", spoil).article == before
    assert re.search(r"ERROR .*seeds/briefing\.yml:\d+: .*YAML", server.said())
    assert "Traceback" not in server.said()
    assert "The very end of the" in server.change("standing/", mend).title
    assert server.process.poll() is None
