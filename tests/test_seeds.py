"""YAML is read by the 1.2 core schema, every value with its line, and files only where they lie."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hashiya.checks import reading_diagnostics
from hashiya.diagnostics import Complaints, SeedErrors
from hashiya.index import parse_index
from hashiya.seeds import (
    LIMITS,
    Mapping,
    Scalar,
    Sequence,
    Tree,
    decode_utf8,
    guess_encoding,
    parse_yaml,
    read_seeds,
    resolve_plain,
)
from tests.seedbed import Seedbed

FAST = settings(max_examples=200, deadline=None, derandomize=True, database=None)


def parsed(text: str) -> Tree:
    """The tree of a YAML text without faults."""
    complaints = Complaints()
    tree = parse_yaml(text, "a.yml", complaints)
    complaints.raise_any()
    assert tree is not None
    return tree


def faults(text: str) -> list[str]:
    """What is wrong with a YAML text, with its place."""
    complaints = Complaints()
    parse_yaml(text, "a.yml", complaints)
    return [f"{error.where}: {error.code} {error.message}" for error in complaints.errors]


def plain(tree: Tree) -> object:
    """A tree without its places."""
    if isinstance(tree, Mapping):
        return {key.text: plain(value) for key, value in tree.pairs}
    if isinstance(tree, Sequence):
        return [plain(value) for value in tree.values]
    return tree.value


# --- the core schema ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["no", "No", "NO", "yes", "on", "Off", "y", "n", "2026-03-18", "2026-03-18 10:00:00", "1:30",
     "190:20:30", "1_000", "0b101", "1.2.3", "1e", "e1", "+", "-", ".", "..", "0o8", "0xG", "nan",
     "inf", "tRue", "nULL", "=", "<<", "١٢", "12٫5", "-0x1F", "+.nan", "0o", "--1", "1,5"],
)  # fmt: skip
def test_everything_else_is_text(text: str) -> None:
    assert resolve_plain(text) == text


@pytest.mark.parametrize(
    "text, value",
    [
        ("true", True), ("True", True), ("TRUE", True), ("false", False), ("FALSE", False),
        ("0", 0), ("12", 12), ("-12", -12), ("+12", 12), ("007", 7), ("0o17", 15), ("0x1f", 31),
        ("2026", 2026), ("1.5", 1.5), ("-1.5e3", -1500.0), (".5", 0.5), ("5.", 5.0),
        ("1e3", 1000.0), (".inf", math.inf), ("-.Inf", -math.inf), ("+.INF", math.inf),
        ("", None), ("~", None), ("null", None), ("Null", None), ("NULL", None),
    ],
)  # fmt: skip
def test_what_the_core_schema_names_is_a_value(text: str, value: object) -> None:
    found = resolve_plain(text)
    assert found == value
    assert type(found) is type(value)


def test_not_a_number_is_a_number() -> None:
    found = resolve_plain(".nan")
    assert isinstance(found, float)
    assert math.isnan(found)


@pytest.mark.parametrize("quoted", ['"12"', "'12'", "|-\n  12", ">-\n  12"])
def test_a_quoted_or_block_scalar_is_always_text(quoted: str) -> None:
    assert plain(parsed(f"a: {quoted}\n")) == {"a": "12"}


def test_a_value_keeps_what_was_written() -> None:
    tree = parsed("a: 007\nb: 2026-03-18\nc: No\n")
    assert isinstance(tree, Mapping)
    assert [v.text for _, v in tree.pairs if isinstance(v, Scalar)] == ["007", "2026-03-18", "No"]


@pytest.mark.parametrize("text", ["", "\n", "# only words\n", "---\n", "---\n...\n", "\ufeff"])
def test_an_empty_document_is_an_empty_map(text: str) -> None:
    assert plain(parsed(text.removeprefix("\ufeff"))) == {}


@given(st.recursive(st.none() | st.booleans() | st.integers(-999, 999) | st.text("ab #:-'\"[]{}"),
                    lambda inner: st.lists(inner, max_size=3)
                    | st.dictionaries(st.text("abc", min_size=1), inner, max_size=3),
                    max_leaves=8))  # fmt: skip
@FAST
def test_what_a_yaml_writer_writes_reads_the_same(value: object) -> None:
    import json

    assert plain(parsed(json.dumps({"a": value}))) == {"a": value}


# --- lines ----------------------------------------------------------------------------------------


def test_every_value_knows_its_line() -> None:
    tree = parsed("# words\na:\n  b: 1\n\n  c:\n    - x\n    - y: 2\nd: {e: 3,\n  f: 4}\n")
    assert isinstance(tree, Mapping)
    lines: dict[str, int] = {}

    def walk(name: str, at: Tree) -> None:
        lines[name] = at.where.line
        if isinstance(at, Mapping):
            for key, value in at.pairs:
                lines[f"{name}.{key.text} key"] = key.where.line
                walk(f"{name}.{key.text}", value)
        elif isinstance(at, Sequence):
            for n, value in enumerate(at.values):
                walk(f"{name}.{n}", value)

    walk("", tree)
    assert lines[".a key"] == 2
    assert (lines[".a.b key"], lines[".a.b"]) == (3, 3)
    assert (lines[".a.c key"], lines[".a.c.0"], lines[".a.c.1.y"]) == (5, 6, 7)
    assert (lines[".d.e"], lines[".d.f"]) == (8, 9)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_are_counted_alike_with_either_end(end: str) -> None:
    tree = parsed(end.join(["a: 1", "", "b: |", "  x", "c: 2", ""]))
    assert isinstance(tree, Mapping)
    assert [key.where.line for key, _ in tree.pairs] == [1, 3, 5]


def test_a_map_knows_its_last_line() -> None:
    tree = parsed("a:\n  b: 1\n  c:\n    d: 2\ne:\n  f: 3\n")
    assert isinstance(tree, Mapping)
    first, second = (value for _, value in tree.pairs)
    assert isinstance(first, Mapping)
    assert isinstance(second, Mapping)
    assert first.last == 4
    assert second.last == 6


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, fault",
    [
        ("a: 1\nb: 2\na: 3\n", "a.yml:3: R102 the key “a” again, expected it once: it stands in "
         "line 1 already"),
        ("{a: 1, a: 1}", "a.yml:1: R102 the key “a” again"),
        ("x:\n  a: 1\n  'a': 1\n", "a.yml:3: R102 the key “a” again"),
        ("1: x\n'1': y\n", "a.yml:2: R102 the key “1” again"),
        ("a: 1\n---\nb: 2\n", "a.yml:2: R101 a second document"),
        ("a: !!str x\n", "a.yml:1: R101 the tag “tag:yaml.org,2002:str”"),
        ("a:\n  - !x y\n", "a.yml:2: R101 the tag “!x”"),
        ("!!map {a: 1}\n", "a.yml:1: R101 the tag"),
        ("? [a]\n: 1\n", "a.yml:1: R104 a key that is no scalar"),
        ("? {a: 1}\n: 1\n", "a.yml:1: R104 a key that is no scalar"),
        ("a: *b\n", "a.yml:1: R101 the alias *b to nothing"),
        ("a: [1, 2\nb: 3\n", "a.yml:2: R101 no YAML"),
        ("a: 1\nb: 'x\nc: 2\n", "a.yml:2: R101 no YAML"),
        ("a: [\n\n", "a.yml:1: R101 no YAML"),
        ("a: @x\n", "a.yml:1: R101 no YAML"),
        ("a: 1\n b: 2\n", "a.yml:2: R101 no YAML"),
        ("%YAML 9.9\n---\na: 1\n", "a.yml:1: R101 no YAML"),
        ("a: 1\nb: x\x00y\n", "a.yml:2: R101 no YAML: the character U+0000"),
        ("a: 1\nb: x\u2029y\n", "a.yml:2: R101 no YAML: the character U+2029"),
        ("a: 1\rb: 2\n", "a.yml:1: R101 no YAML: the character U+000D"),
        (f"a: {'[' * 99}{']' * 99}\n", "a.yml:1: R119 values nested deeper than 32"),
    ],
    ids=lambda text: ascii(text[:30]),
)  # fmt: skip
def test_what_no_seed_may_hold_is_refused_with_its_line(text: str, fault: str) -> None:
    found = faults(text)
    assert len(found) == 1
    assert found[0].startswith(fault)


def test_all_duplicate_keys_are_reported() -> None:
    assert len(faults("a: 1\na: 2\nb: 1\nb: 2\na: 3\n")) == 3


def test_a_merge_key_is_a_key_like_any_other() -> None:
    assert plain(parsed("a: &a {b: 1}\nc: {<<: *a}\n")) == {"a": {"b": 1}, "c": {"<<": {"b": 1}}}


def test_an_alias_is_what_it_names() -> None:
    assert plain(parsed("a: &x [1, &y 2]\nb: *x\nc: *y\n")) == {"a": [1, 2], "b": [1, 2], "c": 2}


def test_aliases_may_make_as_many_values_as_the_limit_says() -> None:
    anchor = f"a: &a [{', '.join(['x'] * 99)}]\n"
    uses = LIMITS["values made by aliases"] // 100
    assert faults(f"{anchor}b: [{', '.join(['*a'] * uses)}]\n") == []
    assert len(faults(f"{anchor}b: [{', '.join(['*a'] * (uses + 1))}]\n")) == 1


def test_an_empty_value_at_the_end_stands_in_the_last_line() -> None:
    complaints = Complaints()
    tree = parse_yaml("a: 1\n? b", "a.yml", complaints)
    assert isinstance(tree, Mapping)
    assert [value.where.line for _, value in tree.pairs] == [1, 2]


@pytest.mark.parametrize("depth, sound", [(30, True), (32, False)])
def test_depth_is_limited(depth: int, sound: bool) -> None:
    assert (faults(f"a: {'[' * depth}{']' * depth}\n") == []) is sound


@given(st.text("ab:-[]{}&*!|>'\"#%@`,? \n\t\x00\u2028\r0", max_size=30))
@FAST
def test_any_text_is_read_or_refused(text: str) -> None:
    complaints = Complaints()
    tree = parse_yaml(text, "a.yml", complaints)
    assert (tree is None) <= bool(complaints.errors)
    assert all(error.where.line <= text.count("\n") + 2 for error in complaints.errors)


# --- encodings ------------------------------------------------------------------------------------


def test_a_byte_order_mark_is_dropped() -> None:
    assert decode_utf8("\ufeffنص".encode()) == "نص"
    assert decode_utf8("نص\ufeff".encode()) == "نص\ufeff"


def test_an_encoding_is_only_ever_guessed_for_a_message() -> None:
    assert guess_encoding("أعلنت السلطة".encode("windows-1256")) == "windows-1256"
    assert guess_encoding("Café".encode("latin-1")) == "an 8-bit encoding such as windows-1252"
    assert guess_encoding(b"\xff\xfe\x00\x00a\x00\x00\x00") == "UTF-32"


# --- files ----------------------------------------------------------------------------------------


@pytest.fixture
def bed(tmp_path: Path) -> Seedbed:
    """A copy of the base briefing."""
    return Seedbed.plant(tmp_path / "home")


def complaints_of(bed: Seedbed) -> list[str]:
    """What a reading of the whole briefing says."""
    with pytest.raises(SeedErrors) as raised:
        bed.subject()
    return [f"{d.where}: {d.code}" for d in reading_diagnostics(raised.value)]


def test_a_folder_is_read_whole(bed: Seedbed) -> None:
    seeds = read_seeds(bed.seeds)
    assert seeds.name == "seeds"
    assert [file.path for file in seeds.entities] == [
        "seeds/entities/actors.yml",
        "seeds/entities/places.yml",
    ]
    assert set(seeds.articles) == {"articles/sahil-0318.txt", "articles/khalij-0319.txt"}
    assert set(seeds.prose) == {("en", "index.md"), ("ar", "index.md")}
    assert seeds.lock is None
    assert seeds.errors == ()


def test_files_in_folders_below_are_read_and_other_files_are_not(bed: Seedbed) -> None:
    bed.write("seeds/claims/more/late.yaml", "x-1: {retired: 2026, reason: {en: a, ar: b}}\n")
    bed.write("seeds/claims/notes.txt", "not: [yaml")
    bed.write("seeds/claims/old.yml~", "not: [yaml")
    assert [file.path for file in read_seeds(bed.seeds).claims] == [
        "seeds/claims/fault.yml",
        "seeds/claims/more/late.yaml",
        "seeds/claims/ships.yml",
    ]


def test_the_bytes_of_an_article_are_as_received(bed: Seedbed) -> None:
    raw = b"\xef\xbb\xbfone\r\n\r\ntwo \xe2\x80\x8f\r\n"
    bed.write("seeds/articles/khalij-0319.txt", raw)
    assert read_seeds(bed.seeds).articles["articles/khalij-0319.txt"] == raw


def test_prose_may_stand_elsewhere(bed: Seedbed) -> None:
    (bed.home / "docs").rename(bed.home / "pages")
    assert read_seeds(bed.seeds).prose == {}
    seeds = read_seeds(bed.seeds, bed.home / "pages")
    assert seeds.prose["en", "index.md"].path == "pages/en/index.md"


def test_prose_of_another_language_is_left_alone(bed: Seedbed) -> None:
    bed.write("docs/fr/index.md", "# Bonjour [^rien]\n")
    bed.write("docs/notes.md", "[^nothing]\n")
    assert {lang for lang, _ in read_seeds(bed.seeds).prose} == {"en", "ar"}


def test_paths_in_messages_start_with_the_folder_of_the_seeds(bed: Seedbed) -> None:
    bed.seeds.rename(bed.home / "graines")
    bed.edit("graines/claims/ships.yml", "speaker: haddad", "speeker: haddad")
    with pytest.raises(SeedErrors) as raised:
        parse_index(read_seeds(bed.home / "graines"))
    assert str(raised.value.exceptions[0]).startswith("graines/claims/ships.yml:26: ")


def test_what_cannot_be_read_is_reported_with_what_can(bed: Seedbed) -> None:
    (bed.seeds / "articles/sahil-0318.txt").unlink()
    bed.write("seeds/entities/places.yml", "a: [")
    bed.edit("seeds/claims/ships.yml", "speaker: haddad", "speeker: haddad")
    assert complaints_of(bed) == [
        "seeds/claims/ships.yml:26: R103",
        "seeds/entities/places.yml:1: R101",
        "seeds/sources.yml:2: R115",
    ]


def test_a_file_named_twice_is_reported_at_each_name(bed: Seedbed) -> None:
    bed.edit("seeds/sources.yml", "articles/khalij-0319.txt", "../sahil.txt")
    bed.edit("seeds/sources.yml", "articles/sahil-0318.txt", "../sahil.txt")
    assert complaints_of(bed) == ["seeds/sources.yml:2: R114", "seeds/sources.yml:15: R114"]


@pytest.mark.parametrize("path", [".", "articles", "articles/.", "./articles/", "articles//"])
def test_a_folder_is_no_article(path: str, bed: Seedbed) -> None:
    bed.edit("seeds/sources.yml", "articles/khalij-0319.txt", path)
    assert complaints_of(bed) == ["seeds/sources.yml:15: R114"]


def test_a_link_that_leads_back_into_the_folder_is_refused_too(bed: Seedbed) -> None:
    link = bed.seeds / "articles" / "link.txt"
    link.symlink_to("sahil-0318.txt")
    bed.edit("seeds/sources.yml", "articles/khalij-0319.txt", "articles/link.txt")
    assert complaints_of(bed) == ["seeds/sources.yml:15: R114"]


def test_a_dangling_lock_or_one_that_is_a_link_is_refused(bed: Seedbed) -> None:
    (bed.seeds / "seeds.lock").symlink_to("nowhere")
    assert complaints_of(bed) == ["seeds/seeds.lock:1: R114"]


def test_the_seeds_folder_itself_may_be_reached_by_a_link(bed: Seedbed, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(bed.seeds)
    assert read_seeds(tmp_path / "link").errors == ()


def test_a_yaml_file_as_large_as_the_limit_is_read(bed: Seedbed) -> None:
    limit = LIMITS["bytes of an article"]
    bed.write("seeds/articles/khalij-0319.txt", b"x" * limit)
    assert read_seeds(bed.seeds).errors == ()
    bed.write("seeds/articles/khalij-0319.txt", b"x" * (limit + 1))
    assert [error.code for error in read_seeds(bed.seeds).errors] == ["R119"]
