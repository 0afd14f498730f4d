"""Markup in any text of the seeds, or in an article, is text on every page and in every output.

Each test builds the briefing of `every_field` twice, once with markup in each text and once with
as many harmless letters: all that may differ are the letters.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
import yaml
from markdown_it import MarkdownIt

import hashiya
from hashiya.exports.markdown import export_markdown
from hashiya.pages import Site, render_prose
from tests.every_field import as_files, every_field
from tests.seedbed import REPOSITORY, Seedbed
from tests.workbench import surroundings

HOSTILE = (
    "<script>alert(1)</script> \"><img src=x onerror=alert(1)> ' onload=alert(1) {{ 7*7 }} "
    '{% raw %} [x](javascript:alert(1)) [^note] *a* _b_ `c` #import "x" </section></div> '
    "&lt;b&gt; &amp; <!-- editorial --> \\ ${x} ]]> %s"
)
"""HTML that opens, closes and breaks out; Jinja, Markdown, Typst, entities, comments, formats."""

FOR_AUTHORS = re.compile("-(?:note|accept|part|unused)$")
WITHHELD = re.compile(
    "^none-(?!text)|^link-(?:headline|caption|before|quoted|after|second|idle|gloss)$"
    "|^quote-(?:headline|caption|before|after|idle)$|^unnamed-(?:summary|alias)"
)
"""What a policy keeps back, and what is said of an entity that has no page."""


def harmless(text: str) -> str:
    """As many letters, in words of the same length."""
    return re.sub(r"\S", "x", text)


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A document's tags with their attributes, in order, and its words."""

    tags: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    text: str


# What a drawing is made of. How many of each depends on the words: a longer name breaks its line.
DRAWN = frozenset("a circle desc g line path polygon rect text title tspan".split())
PAINT = frozenset(
    "aria-label class cx cy d direction fill font-family font-size font-style font-weight height "
    "href id letter-spacing paint-order pointer-events points r rx stroke stroke-dasharray "
    "stroke-linejoin stroke-width text-anchor textlength lengthadjust unicode-bidi width x x1 x2 "
    "xml:lang lang y y1 y2 transform stroke-linecap fill-rule".split()
)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.drawing = False
        self.drawn: list[str] = []
        self.tags: list[tuple[str, tuple[tuple[str, str], ...]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.drawing:
            assert tag in DRAWN, tag
            assert {name for name, _ in attrs} <= PAINT, attrs
            self.drawn.append(tag)
            return
        self.drawing = tag == "svg" and (dict(attrs).get("class") or "").startswith("fig ")
        acts = ("href", "src", "style", "id", "class")
        self.tags.append(
            (
                tag,
                tuple(
                    (n, (v or "") if n in acts or n.startswith("on") else harmless(v or ""))
                    for n, v in attrs
                    if not (self.drawing and n in ("width", "height", "viewbox"))
                ),
            )
        )

    def handle_endtag(self, tag: str) -> None:
        if self.drawing and tag != "svg":
            return
        self.drawing = False
        self.tags.append((f"/{tag}", ()))

    def handle_comment(self, data: str) -> None:
        self.tags.append(("!--", ((data, ""),)))

    def handle_data(self, data: str) -> None:
        if self.drawing and self.drawn[-1:] not in (["title"], ["desc"]):
            return
        self.words.append(data)


def skeleton(document: str) -> Skeleton:
    """What an HTML parser sees."""
    reader = _Reader()
    reader.feed(document)
    reader.close()
    return Skeleton(tuple(reader.tags), "".join(reader.words))


def plant(home: Path, payload: str) -> Seedbed:
    """The briefing with `payload` after the name of each field."""

    def mark(field: str) -> str:
        text = payload
        if "-summary-" in field:  # there `[^…]` is a citation, and checked to be one
            text = _without_note(payload)
        elif WITHHELD.search(field):  # twelve words of it elsewhere would count as a leak
            text = payload[: HOSTILE.index(" {{")]
        return f"{field} 7 {text}"

    bed = Seedbed(home)
    for path, text in as_files(every_field(mark)):
        bed.write(path, text)
    return bed


def _without_note(payload: str) -> str:
    at = HOSTILE.index("[^note]")
    return payload[:at] + payload[at + len("[^note] ") :]


def assert_same_shape(hostile: Mapping[str, str], plain: Mapping[str, str]) -> int:
    """Documents that differ in nothing but the letters of the payload; how many times it stood."""
    assert hostile.keys() == plain.keys()
    shown = 0
    for name, document in hostile.items():
        bad, good = skeleton(document), skeleton(plain[name])
        assert bad.tags == good.tags, name
        assert harmless(bad.text) == harmless(good.text), name
        assert bad.text.count(HOSTILE) == good.text.count(harmless(HOSTILE)), name
        shown += bad.text.count(HOSTILE)
    assert hostile
    return shown


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], hashiya.Build]:
    """The briefing with a payload, built."""

    @cache
    def build(payload: str) -> hashiya.Build:
        return plant(tmp_path_factory.mktemp("markup"), payload).build()

    return build


Builds = Callable[[str], hashiya.Build]


def pages_of(build: hashiya.Build) -> dict[str, str]:
    """Fragments by address."""
    return {f"{page.lang}/{page.path}": page.html for page in build.site.pages}


def prose_of(build: hashiya.Build) -> dict[tuple[str, str], str]:
    """The hand-written pages with their calls and notes."""
    return {
        (page.lang, page.path): render_prose(build.press, page.lang, "", page.text)
        for page in build.subject.prose
    }


def test_markup_in_any_field_is_text_on_every_generated_page(builds: Builds) -> None:
    shown = assert_same_shape(pages_of(builds(HOSTILE)), pages_of(builds(harmless(HOSTILE))))
    assert shown > 100


def test_markup_is_text_in_a_preview_too(tmp_path: Path) -> None:
    hostile = plant(tmp_path / "a", HOSTILE).build(preview=True)
    plain = plant(tmp_path / "b", harmless(HOSTILE)).build(preview=True)
    assert assert_same_shape(pages_of(hostile), pages_of(plain)) > 200


def fields() -> frozenset[str]:
    """The names of all text fields."""
    found: list[str] = []

    def mark(field: str) -> str:
        found.append(field)
        return field

    every_field(mark)
    return frozenset(found)


def words_of(site: Site) -> list[str]:
    """All that a site says besides its fragments, as plain text."""
    found = [*site.title.values()]
    found += [entry.title for entries in site.nav.values() for entry in entries]
    for page in site.pages:
        found += [page.title, page.description, *(h.title for h in page.headings)]
        found += [text for record in page.search for text in (record.title, record.text)]
    return found


def test_every_field_for_readers_is_seen_with_its_markup(builds: Builds) -> None:
    build = builds(HOSTILE)
    text = "\n".join([*(skeleton(d).text for d in pages_of(build).values()), *words_of(build.site)])
    readers = {f for f in fields() if not FOR_AUTHORS.search(f) and not WITHHELD.search(f)}
    assert len(readers) > 80
    marks = {f: f"{f} 7 {HOSTILE[:20]}" for f in sorted(readers)}
    # What is at issue opens its line with a capital.
    assert [
        f for f, m in marks.items() if m not in text and m.capitalize()[0] + m[1:] not in text
    ] == []


def test_words_for_authors_and_withheld_words_are_nowhere(builds: Builds) -> None:
    build = builds(HOSTILE)
    text = "\n".join([*pages_of(build).values(), *words_of(build.site)])
    hidden = {f for f in fields() if FOR_AUTHORS.search(f) or WITHHELD.search(f)}
    assert len(hidden) > 60
    assert [f for f in sorted(hidden) if f"{f} 7 " in text] == []


def test_no_page_has_a_tag_or_an_attribute_that_runs(builds: Builds) -> None:
    for name, document in pages_of(builds(HOSTILE)).items():
        for tag, attributes in skeleton(document).tags:
            assert tag not in {"script", "img", "!--", "iframe", "object", "style"}, name
            for attribute, value in attributes:
                assert not attribute.startswith("on"), name
                assert "javascript" not in value, name


def test_titles_descriptions_headings_and_search_records_are_plain_text(builds: Builds) -> None:
    hostile, plain = builds(HOSTILE).site, builds(harmless(HOSTILE)).site

    assert [harmless(t) for t in words_of(hostile)] == [harmless(t) for t in words_of(plain)]
    assert sum(HOSTILE in text for text in words_of(hostile)) > 50
    assert not any("&amp;lt;" in text for text in words_of(hostile))


def test_notes_on_a_hand_written_page_hold_markup_as_text(builds: Builds) -> None:
    def rendered(build: hashiya.Build) -> dict[str, str]:
        return {
            f"{lang}/{path}": markdown.markdown(
                text, extensions=["attr_list", "def_list", "tables", "toc", "footnotes"]
            )
            for (lang, path), text in prose_of(build).items()
        }

    shown = assert_same_shape(rendered(builds(HOSTILE)), rendered(builds(harmless(HOSTILE))))
    assert shown >= 12


def test_an_export_read_as_markdown_holds_the_same_pages(builds: Builds) -> None:
    def rendered(build: hashiya.Build) -> dict[str, str]:
        files = export_markdown(build.site, prose_of(build))
        found = {}
        for name, content in files.items():
            if name.endswith(".md") and name != "README.md":
                _, _, body = content.decode().rpartition("\n---\n")
                extensions = ["abbr", "admonition", "attr_list", "def_list", "footnotes", "tables"]
                found[name] = markdown.markdown(body, extensions=extensions)
        return found

    shown = assert_same_shape(rendered(builds(HOSTILE)), rendered(builds(harmless(HOSTILE))))
    assert shown > 100


def test_titles_in_an_export_are_escaped_data(builds: Builds) -> None:
    """Themes print `site_name`, titles of the navigation and of pages as they find them."""
    files = export_markdown(builds(HOSTILE).site, {})
    titles = builds(HOSTILE).site.title
    for lang in ("en", "ar"):
        config = yaml.safe_load(files[f"mkdocs.{lang}.yml"])
        assert html.unescape(config["site_name"]) == titles[lang]
        entries = [title for each in config["nav"] if isinstance(each, dict) for title in each]
        assert not set("<>") & set("".join([config["site_name"], *entries]))
    for page in builds(HOSTILE).site.pages:
        name = "/".join(part for part in ("docs", page.lang, page.path, "index.md") if part)
        front = files[name].decode().split("\n---\n")[0].removeprefix("---\n")
        read = yaml.safe_load(front)
        assert html.unescape(read["title"]) == page.title
        assert html.unescape(read["description"]) == page.description
        assert not set("<>") & set(read["title"])
        assert not set('<>"') & set(read["description"])


def test_what_has_no_sign_of_markup_stands_in_an_export_as_it_is(tmp_path: Path) -> None:
    build = Seedbed.plant(tmp_path).build()
    files = export_markdown(build.site, {})
    assert yaml.safe_load(files["mkdocs.en.yml"])["site_name"] == build.site.title["en"]
    assert files["README.md"].decode().startswith(f"# {build.site.title['en']}\n")


def test_a_title_is_text_in_the_read_me_of_an_export(builds: Builds) -> None:
    files = export_markdown(builds(HOSTILE).site, {})
    read = skeleton(MarkdownIt().render(files["README.md"].decode()))
    assert {tag for tag, _ in read.tags if not tag.startswith("/")} <= {"h1", "p", "code", "pre"}
    assert builds(HOSTILE).site.title["en"] in read.text


def test_the_first_lines_of_an_exported_page_instruct_nobody(builds: Builds) -> None:
    prose = {("en", "x.md"): "Template: x\nOnload: pwned()\n"}
    files = export_markdown(builds(HOSTILE).site, prose)
    assert files["docs/en/x/index.md"].startswith(b"\nTemplate: x\n")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The site as MkDocs writes it, hostile and harmless."""
    found = []
    for payload in (HOSTILE, harmless(HOSTILE)):
        home = plant(tmp_path_factory.mktemp("mkdocs"), payload).home
        config = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
        (home / "mkdocs.yml").write_text(config, encoding="utf-8")
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
        run = subprocess.run(command, cwd=home, env=surroundings(), capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        found.append(home / "site")
    return found[0], found[1]


def test_markup_is_text_in_the_theme_around_the_pages(sites: tuple[Path, Path]) -> None:
    def pages(site: Path) -> dict[str, str]:
        return {
            path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(site.rglob("*.html"))
        }

    hostile, plain = (pages(site) for site in sites)
    assert len(hostile) > 40
    assert assert_same_shape(hostile, plain) > 200


def test_search_indexes_hold_markup_escaped(sites: tuple[Path, Path]) -> None:
    found = 0
    for folder in ("search", "ar/search"):
        path = f"{folder}/search_index.json"
        hostile, plain = (json.loads((s / path).read_text(encoding="utf-8")) for s in sites)
        for bad, good in zip(hostile["docs"], plain["docs"], strict=True):
            assert bad["location"] == good["location"]
            for key in ("title", "text"):
                assert not set("<>") & set(bad[key])
                assert harmless(html.unescape(bad[key])) == harmless(html.unescape(good[key]))
                found += HOSTILE in html.unescape(bad[key])
    assert found > 50
