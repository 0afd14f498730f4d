"""The record of an edition reads as it was written, and anything else is refused with its line."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hashiya
from hashiya.checks import reading_diagnostics
from hashiya.diagnostics import SeedErrors
from hashiya.editions import (
    Snapshot,
    parse_snapshot,
    parse_snapshots,
    record_name,
    render_snapshot,
    texts_in,
)
from hashiya.seeds import SeedFile
from tests.every_field import as_files, every_field
from tests.seedbed import BASE, REPOSITORY, Seedbed

PATH = "seeds/editions/7.json"
BASE_RECORD = render_snapshot(hashiya.snapshot_of(hashiya.read_index(BASE / "seeds")))


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The record of a briefing that uses every key of the format; its edition is 7."""
    bed = Seedbed(tmp_path_factory.mktemp("editions"))
    for path, text in as_files(every_field(lambda field: f"{field} 7 words")):
        bed.write(path, text)
    return hashiya.snapshot_of(hashiya.read_index(bed.seeds))


@pytest.fixture(scope="module")
def record(snapshot: Snapshot) -> str:
    """Its text."""
    return render_snapshot(snapshot)


# --- writing --------------------------------------------------------------------------------------


def test_a_record_reads_as_it_was_written(snapshot: Snapshot, record: str) -> None:
    assert parse_snapshot(record, PATH) == snapshot
    assert render_snapshot(parse_snapshot(record, PATH)) == record


@pytest.mark.parametrize("seeds", [BASE / "seeds", REPOSITORY / "seeds"])
def test_the_record_of_a_real_briefing_reads_as_it_was_written(seeds: Path) -> None:
    snapshot = hashiya.snapshot_of(hashiya.read_index(seeds))
    path = f"seeds/{record_name(snapshot.edition)}"
    assert len(snapshot.claims) > 5
    assert parse_snapshot(render_snapshot(snapshot), path) == snapshot


def test_a_record_holds_what_the_seeds_say(snapshot: Snapshot) -> None:
    assert (snapshot.edition, snapshot.languages) == (7, ("en", "ar"))
    assert snapshot.as_of is not None
    assert snapshot.as_of.text == "2026-03-21"
    assert set(snapshot.claims) == {"full", "quote", "link", "none", "all", "range"}
    assert set(snapshot.withdrawn) == {"gone"}
    assert [(p.a, p.b) for p in snapshot.conflicts] == [("all", "link"), ("all", "quote")]
    assert [(p.a, p.b) for p in snapshot.distinctions] == [("all", "full")]
    claim = snapshot.claims["range"]
    assert claim.supersedes == ("full",)
    assert [(e.at, e.speaker, e.via, e.modality) for e in claim.evidence] == [
        ("quote#3-4", "speaker", ("paper",), "asserted")
    ]
    assert claim.evidence[0].origin == "council"  # for whom the speaker speaks
    assert snapshot.claims["full"].status == "superseded"
    assert snapshot.claims["full"].because == ("range",)
    assert {id_: s.publish for id_, s in snapshot.sources.items()} == {
        policy: policy for policy in ("full", "quote", "link", "none")
    }


def test_a_briefing_without_a_number_is_edition_1() -> None:
    index = hashiya.read_index(BASE / "seeds")
    assert index.head.edition is None
    assert hashiya.snapshot_of(index).edition == 1


def test_a_claim_a_line_so_that_a_diff_shows_which_changed(record: str) -> None:
    lines = record.splitlines()
    claims = json.loads(record)["claims"]
    for id_, claim in claims.items():
        assert sum(line.startswith(f'  "{id_}": {{"about"') for line in lines) == 1, claim


def test_the_order_of_the_files_and_a_note_are_no_part_of_a_record(tmp_path: Path) -> None:
    bed = Seedbed.plant(tmp_path / "a")
    before = render_snapshot(hashiya.snapshot_of(hashiya.read_index(bed.seeds)))
    bed.write("seeds/claims/a.yml", bed.read("seeds/claims/ships.yml"))
    (bed.seeds / "claims" / "ships.yml").unlink()
    bed.edit("seeds/claims/a.yml", "  importance: 1\n", "  importance: 1\n  note: ask again\n")
    assert render_snapshot(hashiya.snapshot_of(hashiya.read_index(bed.seeds))) == before


def test_the_texts_of_a_record_are_ours_and_no_quotation_or_gloss(snapshot: Snapshot) -> None:
    texts = set(texts_in(snapshot))
    assert {"full-text-en 7 words", "claim-reason-ar 7 words", "by 7 words"} <= texts
    assert not [text for text in texts if "quoted" in text or "gloss" in text]


# --- reading --------------------------------------------------------------------------------------


def complaint(text: str, path: str = PATH) -> str:
    """The one thing that is said to a record."""
    with pytest.raises(SeedErrors) as raised:
        parse_snapshot(text, path)
    (found,) = reading_diagnostics(raised.value)
    assert found.code == "R121"
    return f"{found.where}: {found.message}"


@pytest.mark.parametrize(
    "old, new, line",
    [
        ('"version": 1', '"version": 2', 1),
        ('"version": 1', '"version": 1.0', None),
        ('"edition": 7', '"edition": 8', 1),
        ('"edition": 7', '"edition": true', 1),
        ('"as_of": "2026-03-21"', '"as_of": "yesterday"', 1),
        ('"version": 1,', "", 1),
        ('"version": 1,', '"version": 1, "more": 0,', 1),
        ('"version": 1,', '"version": 1, "version": 1,', 1),
        ('"version": 1,', '"version": NaN,', 1),
        ('"version": 1,', f'"version": {"9" * 5_000},', 1),
        ('"languages": ["en", "ar"]', '"languages": "en"', 1),
        ('"languages": ["en", "ar"]', '"languages": ["en", ""]', 1),
    ],
)
def test_a_record_with_another_head_is_refused(
    record: str, old: str, new: str, line: int | None
) -> None:
    assert record.count(old) == 1
    changed = record.replace(old, new)
    if line is None:  # the same number in JSON
        assert parse_snapshot(changed, PATH).edition == 7
        return
    said = complaint(changed)
    assert said.startswith(f"{PATH}:{line}: no record of edition 7, expected it as")


@pytest.mark.parametrize(
    "old, new",
    [
        ('"modality": "asserted"', '"modality": "sung"'),
        ('"at": "quote#3-4"', '"at": "quote#0"'),
        ('"at": "quote#3-4"', '"at": "quote#4-3"'),
        ('"text": {"ar": "range-text-ar 7 words"', '"text": {"ar": "two\\nlines"'),
        ('"text": {"ar": "range-text-ar 7 words"', '"text": {"ar": "half \\ud800 of one"'),
        ('"text": {"ar": "range-text-ar 7 words"', '"text": {"ar": "  "'),
        ('"text": {"ar": "range-text-ar 7 words"', '"text": {"arabic": "x"'),
        ('"supersedes": ["full"]', '"supersedes": ["../full"]'),
        ('"importance": 1', '"importance": 4'),
        ('"date": "2026-03-17~"', '"date": "2026-13-17"'),
    ],
)
def test_a_damaged_entry_is_named_with_its_line(record: str, old: str, new: str) -> None:
    lines = record.splitlines()
    number = next(n for n, line in enumerate(lines) if line.startswith('  "range": {"about"'))
    assert old in lines[number]
    lines[number] = lines[number].replace(old, new, 1)
    said = complaint("\n".join(lines))
    assert said.startswith(f"{PATH}:{number + 1}: no record of edition 7 at 'range', expected it")


@pytest.mark.parametrize("number", ["1E+21", "1E+999999", "1E-10", "NaN", "Infinity"])
def test_a_number_that_no_page_could_show_is_refused(record: str, number: str) -> None:
    changed = re.sub(r'"low": "[^"]+"', f'"low": "{number}"', record, count=1)
    assert changed != record
    assert "no record of edition 7" in complaint(changed)


def test_a_pair_of_claims_that_it_has_not_is_refused(record: str) -> None:
    assert "no record of edition 7" in complaint(record.replace('["all", "link"', '["all", "lint"'))
    assert "no record of edition 7" in complaint(record.replace('["all", "link"', '["link", "all"'))


def test_a_claim_that_is_withdrawn_as_well_is_refused(record: str) -> None:
    assert "no record of edition 7" in complaint(record.replace('\n  "gone": ', '\n  "full": '))


@pytest.mark.parametrize(
    "text, line", [("", 1), ("{", 1), ("[]", 1), ("null", 1), ("{\n\n,}", 3), ("[" * 100_000, 1)]
)
def test_what_is_no_record_is_refused(text: str, line: int) -> None:
    assert complaint(text).startswith(f"{PATH}:{line}: no record of edition 7")


@pytest.mark.parametrize("name", ["07", "0", "seven", "7.json", "100000", "-7", "٧"])
def test_a_record_is_named_by_its_number(record: str, name: str) -> None:
    path = f"seeds/editions/{name}.json"
    assert complaint(record, path) == (
        f"{path}:1: the name is no number, expected a record of an edition such as 2.json"
    )


def test_records_come_by_number_and_all_that_is_damaged_is_said(record: str) -> None:
    texts = {n: record.replace('"edition": 7', f'"edition": {n}') for n in (10, 9, 2)}
    files = [SeedFile(f"seeds/editions/{n}.json", text) for n, text in texts.items()]
    assert [s.edition for s in parse_snapshots(files)] == [2, 9, 10]
    with pytest.raises(SeedErrors) as raised:
        parse_snapshots([*files, SeedFile("seeds/editions/3.json", "x"), SeedFile("a/b", "x")])
    assert [error.where.path for error in raised.value.errors] == ["a/b", "seeds/editions/3.json"]


WRONG_VALUES: tuple[Any, ...] = (
    None, True, 0, -7, 1.5, "", " ", "x", "one\ntwo", "\udc00", [], [[]], ["x"], {}, {"x": "y"},
    {"en": None}, 10**400, "٣", "2026-13-45", "full#99999", "../x", "1e999999", "nan",
)  # fmt: skip


def places(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value inside another, and its own."""
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from places(inner, (*path, at))


def test_any_value_in_any_place_is_read_or_refused(record: str) -> None:
    tree = json.loads(record)
    read = refused = 0
    for at, path in enumerate(place for place in places(tree) if place):
        for value in WRONG_VALUES[at % 5 :: 5]:
            changed = copy.deepcopy(tree)
            inside: Any = changed
            for step in path[:-1]:
                inside = inside[step]
            inside[path[-1]] = value
            try:
                found = parse_snapshot(json.dumps(changed), PATH)
            except SeedErrors:
                refused += 1
            else:
                read += 1
                assert parse_snapshot(render_snapshot(found), PATH) == found
    assert refused > 1_000
    assert read > 100


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_record_that_lost_or_won_some_characters_is_read_or_refused(data: st.DataObject) -> None:
    text = BASE_RECORD
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    changed = text[:start] + data.draw(st.text(max_size=5)) + text[end:]
    try:
        found = parse_snapshot(changed, "seeds/editions/1.json")
    except SeedErrors as raised:
        lines = [error.where.line for error in raised.errors]
    else:
        lines = [1]
        assert parse_snapshot(render_snapshot(found), "seeds/editions/1.json") == found
    assert all(1 <= line <= changed.count("\n") + 1 for line in lines)
