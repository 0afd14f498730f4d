"""Hostile input is refused with file and line, or shown as plain text: the quick part.

`make hostile` tries the same and more, measures it, and writes the table of SECURITY.md.
"""

from __future__ import annotations

import contextlib
import io
import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from hashiya.cli import _json, _print_diff, main
from hashiya.diagnostics import MOST_COMPLAINTS, Complaints, Location, SeedErrors, escaped
from hashiya.kinds import SHAPES, VALUE_TYPES
from hashiya.markup import faults_of, inert, is_safe_address
from hashiya.repair import Repair
from tests.every_field import every_field
from tests.hostile.__main__ import (
    differences,
    outcomes_of_pages,
    outcomes_of_print,
)
from tests.hostile.browser import parse
from tests.hostile.files import EVERY_FILE, LIVE_PAGES, HostileFile
from tests.hostile.outputs import faults_of_files
from tests.hostile.payloads import ADDRESSES, REFUSED
from tests.hostile.places import NESTED, TEXTS, WORDLESS, places_of, text_fields
from tests.hostile.printed import faults_of_pdf
from tests.hostile.refused import outcome_of, texts_refused
from tests.hostile.shown import (
    PAYLOADS,
    TURNS,
    build_pair,
    for_readers,
    payloads_of,
)
from tests.hostile.spoken import COMMANDS, Terminal, commands_on_hostile_seeds, obeyed_in
from tests.planted import print_pdf
from tests.seedbed import REPOSITORY, Seedbed, of_one_language
from tests.workbench import surroundings
from tests.wrong_inputs import QUOTE, SAHIL, SHIPS, run

QUICK = [each for each in EVERY_FILE if not each.heavy]
A_PART = QUICK[::9]
HEAVY = [each for each in EVERY_FILE if each.what in ("7,900,000 empty lines", "1,000,000 lines")]


def test_every_value_type_is_said_to_hold_words_or_not() -> None:
    assert {*TEXTS, *NESTED, *WORDLESS} == set(VALUE_TYPES)
    assert TEXTS | NESTED.keys() <= VALUE_TYPES.keys()
    assert set(NESTED.values()) <= SHAPES.keys()


def test_no_text_field_is_missed() -> None:
    places = places_of(every_field(lambda field: f"{field} 7"))
    assert {(place.shape, place.key) for place in places} == text_fields()
    assert len(places) > 150


def test_there_are_enough_inputs_and_each_has_a_name() -> None:
    names = [(each.family, each.what) for each in EVERY_FILE]
    assert len(set(names)) > len(names) * 0.97
    fields = len(places_of(every_field(lambda field: f"{field} 7")))
    assert len(EVERY_FILE) + fields * len(REFUSED) > 3_000
    assert len(PAYLOADS) > 80


@pytest.mark.parametrize("what", sorted(REFUSED))
def test_a_text_is_refused_in_every_field(what: str, count: Callable[[str, int], None]) -> None:
    outcomes = tuple(texts_refused(what))
    assert [each for each in outcomes if each.broken] == []
    count("hostile texts refused with file and line", len(outcomes))


@pytest.mark.parametrize("each", A_PART, ids=lambda each: f"{each.family}-{each.what}"[:60])
def test_a_hostile_file_is_refused(each: HostileFile) -> None:
    outcome = outcome_of(each)
    assert outcome.broken == ""
    assert outcome.refused or not each.path


@pytest.mark.parametrize("each", HEAVY, ids=lambda each: each.what)
def test_a_large_article_is_refused_within_bounds(each: HostileFile) -> None:
    outcome = outcome_of(each)
    assert outcome.broken == ""
    assert outcome.seconds < 20
    assert 0 < outcome.megabytes < 400


def test_a_harmless_file_is_not_refused() -> None:
    harmless = HostileFile("none", "nothing", lambda _: None, "seeds/briefing.yml")
    assert outcome_of(harmless).broken.startswith("neither refused nor read (exit 0)")


# --- one briefing of hostile texts ----------------------------------------------------------------

TURN = random.Random(7).randrange(TURNS)  # noqa: S311
"""A third of the hostile texts in each field; `make hostile` tries all."""


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Seedbed, Seedbed]:
    """Its site, and that of harmless letters."""
    return build_pair(tmp_path_factory.mktemp("hostile"), TURN)


def test_each_hostile_text_is_once_in_each_field() -> None:
    for field in for_readers():
        texts = [text for turn in range(TURNS) for text in payloads_of(field, turn)]
        assert len(texts) == len(PAYLOADS), field
        assert len(set(texts)) >= len(PAYLOADS) - 1, field


def test_hostile_texts_are_plain_text_in_chromium(
    pair: tuple[Seedbed, Seedbed],
    browser: Browser,
    tmp_path: Path,
    count: Callable[[str, int], None],
) -> None:
    outcomes = tuple(outcomes_of_pages(browser, *pair, tmp_path, TURN, every=21))
    assert [each.broken for each in outcomes if each.broken] == []
    count("hostile pages opened", len(list((pair[0].home / "site").rglob("*.html"))[::21]))


def test_chromium_sees_a_payload_that_is_live(
    pair: tuple[Seedbed, Seedbed], browser: Browser, tmp_path: Path
) -> None:
    bad = Seedbed(tmp_path / "bad")
    page = (
        pair[0]
        .read("site/index.html")
        .replace(
            "</article>", "<img src=//hostile.example/x.png onerror=pwned()><!--x--></article>"
        )
    )
    bad.write("site/index.html", page)
    seen = parse(browser, bad.home / "site", tmp_path / "a")
    twin = parse(browser, pair[1].home / "site", tmp_path / "b", every=1_000)
    assert {"something ran", "IMG onerror", "the address '//hostile.example/x.png'"} <= {
        each.removeprefix("index.html: ") for each in seen.wrong
    }
    assert any("asked for http://hostile.example/x.png" in each for each in seen.wrong)
    good = {"index.html": next(iter(twin.pages.values()))}
    assert any("has" in each for each in differences(seen.pages, good))


def test_files_beside_the_pages_are_as_those_of_harmless_letters(
    pair: tuple[Seedbed, Seedbed], count: Callable[[str, int], None]
) -> None:
    bed, twin = pair
    faults, looked = faults_of_files(bed.home / "site", twin.home / "site")
    assert faults == ()
    assert looked > 50
    count("files beside hostile pages", looked)


def test_a_file_that_differs_in_more_than_letters_is_seen(tmp_path: Path) -> None:
    index = {"config": {}, "docs": [{"location": "x", "title": "y", "text": "&lt;b&gt;"}]}
    for name, text in (("a", "&lt;b&gt;"), ("b", "<b>"), ("c", "xxx")):
        index["docs"][0]["text"] = text  # type: ignore[index]
        Seedbed(tmp_path / name).write("search_index.json", json.dumps(index))
    assert faults_of_files(tmp_path / "a", tmp_path / "c") == ((), 1)
    assert faults_of_files(tmp_path / "b", tmp_path / "c")[0] != ()
    Seedbed(tmp_path / "a").write("sitemap.xml", "<a>")
    assert len(faults_of_files(tmp_path / "a", tmp_path / "c")[0]) == 1
    Seedbed(tmp_path / "c").write("sitemap.xml", "<a/>")
    assert "unsound" in faults_of_files(tmp_path / "a", tmp_path / "c")[0][0]


def test_a_printed_briefing_of_hostile_texts_does_nothing_and_says_all(
    tmp_path: Path, count: Callable[[str, int], None]
) -> None:
    outcomes = tuple(outcomes_of_print(tmp_path, TURN, editions=1))
    assert [each for each in outcomes if each.broken] == []
    assert len(outcomes) > 500
    count("hostile texts in print", len(outcomes))


def test_what_no_command_prints_is_obeyed_by_a_terminal(tmp_path: Path) -> None:
    said = tuple(commands_on_hostile_seeds(tmp_path))
    assert [(each.words, each.obeyed) for each in said if each.obeyed or not each.text] == []
    done = {each.words[0] for each in said if each.exit in (0, 1)}
    assert done == {words[0] for words in COMMANDS}


@pytest.mark.parametrize(
    "line", ["x\x1by", "x\x9by", "\u2068x", "x\u2069y\u2068", "\u202ex", "\u2067x"]
)
def test_what_a_terminal_obeys_is_seen(line: str) -> None:
    assert [*obeyed_in(f"a\n{line}\nb")]
    assert not [*obeyed_in("a\u2068x\u2068y\u2069\u2069\nب\u200cب")]


def test_what_a_pdf_would_do_is_seen() -> None:
    made = print_pdf("x", lang="en").replace(b"/Type/Catalog", b"/AA<<>>/Type/Catalog")
    made = made if b"/AA" in made else made.replace(b"/Type /Catalog", b"/AA <<>> /Type /Catalog")
    assert faults_of_pdf(made)[0] != ()


# --- what is printed ------------------------------------------------------------------------------

ESCAPES = "x\x1b[2J\x9b3J\x07\u202e\u2028y"


@pytest.mark.parametrize("words", [(), ("--format", "json"), ("--format", "github")])
def test_no_escape_of_an_article_reaches_the_terminal(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    bed = Seedbed.plant(tmp_path / "home")
    bed.write(SAHIL, bed.read(SAHIL) + f"{ESCAPES}\n::error::z\n")
    bed.edit(SHIPS, QUOTE, "      quote: x y")
    outcome = run(bed, *words)
    assert outcome.exit == 1
    assert not set(outcome.out + outcome.err) & set(ESCAPES) - set("x[2J3y")
    assert "\\u001b" in outcome.out
    assert not any(line.startswith("::error::") for line in outcome.out.splitlines())
    if "json" in words:
        assert any("\\u001b" in each["message"] for each in json.loads(outcome.out))


def test_the_name_of_what_cannot_be_written_is_escaped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bed = of_one_language(tmp_path)
    bed.write(ESCAPES, "a file, and no folder")
    assert main(["export", "--seeds", str(bed.seeds), "--to", f"{bed.home}/{ESCAPES}/x"]) == 2
    said = capsys.readouterr().err
    assert "\\u001b[2J" in said
    assert not [*obeyed_in(said)]


def test_a_diff_in_a_pipe_is_to_the_letter_and_on_a_terminal_escaped() -> None:
    old, new = "x \u202e\nsame\n", "y \u202e\nsame\n"
    found = Repair((), 0, (), (), (), {"seeds/a.yml": (old, new)}, {})
    for out, terminal in ((Terminal(), True), (io.StringIO(), False)):
        with contextlib.redirect_stdout(out):
            _print_diff(found)
        assert ("+y \u202e\n" in out.getvalue()) != terminal
        assert ("+y \\u202e\n" in out.getvalue()) == terminal
        assert out.getvalue().endswith(" same\n")


def test_a_reading_stops_at_ten_thousand_faults() -> None:
    complaints = Complaints()
    where = Location("seeds/a.yml", 1)
    for number in range(MOST_COMPLAINTS):
        complaints.add("R103", where, str(number))
    with pytest.raises(SeedErrors) as raised:
        complaints.add("R103", where, "one more")
    errors = raised.value.errors
    assert len(errors) == MOST_COMPLAINTS + 1
    assert [each.code for each in errors].count("R119") == 1
    assert "one more" not in {each.message for each in errors}


def test_json_that_is_printed_has_every_character_by_its_number() -> None:
    assert json.loads(_json({"a": "\x9b\U000e0061\u200cب"})) == {"a": "\x9b\U000e0061\u200cب"}
    assert _json("\U000e0061") == '"\\udb40\\udc61"'
    assert escaped("a\u200cb é") == "a\u200cb é"


# --- pages' files ---------------------------------------------------------------------------------


def test_a_file_that_a_browser_runs_is_not_published(tmp_path: Path) -> None:
    bed = of_one_language(tmp_path)
    bed.write("mkdocs.yml", (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8"))
    bed.write("docs/en/x.SVG", "<svg onload=pwned()>")
    bed.write("docs/en/x.txt", "words")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    done = subprocess.run(command, cwd=bed.home, env=surroundings(), capture_output=True, text=True)
    assert done.returncode != 0
    assert "docs/en/x.SVG:1: a file that runs" in done.stderr
    assert "x.txt" not in done.stderr
    assert "Traceback" not in done.stderr


# --- markup ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [a for a in ADDRESSES if ":" in a.split("/")[0]][:16])
def test_an_address_that_runs_is_none(address: str) -> None:
    safe = address.startswith(("http", "mailto"))
    assert is_safe_address(address) == safe


@pytest.mark.parametrize(
    "address", ["x", "../x#y", "#x", "?x=a:b", "https://a.example", "mailto:a@b"]
)
def test_an_address_that_leads_somewhere_is_one(address: str) -> None:
    assert is_safe_address(address)


@pytest.mark.parametrize("text", [text for text in LIVE_PAGES[:26] if text[1:2].isalpha()])
def test_html_that_does_something_becomes_text(text: str) -> None:
    made = inert(text)
    assert faults_of(text)
    assert made != text
    assert not faults_of(made)


@pytest.mark.parametrize(
    "text",
    [
        '<p>x &amp; <b class="y">z</b><br></p>',
        '<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>',
        "<!-- editorial --> x",
        '<td style="text-align: right;">1</td>',
    ],
)
def test_html_that_shows_something_stays_as_it_is(text: str) -> None:
    assert inert(text) == text
    assert faults_of(text) == ()


def test_html_that_another_parser_would_read_otherwise_is_written_anew() -> None:
    assert inert("<b <script>x") == "<b>x" or "<script" not in inert("<b <script>x")
    assert inert("x <img src=x onerror=pwned()") == "x &lt;img src=x onerror=pwned()"
    assert "<script" not in inert("<!--> <script>pwned()</script>")
