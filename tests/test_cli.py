"""The commands' contract: what they print where, what they write, and how they exit."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from pypdf import PdfReader

import hashiya
from hashiya import __version__
from hashiya.checks import Rule, rules
from hashiya.cli import main
from hashiya.printing import print_edition
from hashiya.writing import write_file
from tests.planted import print_pdf
from tests.printed import links
from tests.seedbed import REPOSITORY, Seedbed

KEYS = ["code", "name", "severity", "path", "line", "message"]
SHIPS = "seeds/claims/ships.yml"

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def bed(tmp_path: Path) -> Seedbed:
    """A copy of the base briefing."""
    return Seedbed.plant(tmp_path / "home")


@pytest.fixture
def locked(bed: Seedbed, capsys: Captured) -> Seedbed:
    """The same with its lock, so that there is nothing to say about it."""
    assert main(["lock", "--seeds", str(bed.seeds)]) == 0
    capsys.readouterr()
    return bed


def run(bed: Seedbed, capsys: Captured, *words: str) -> tuple[int, str, str]:
    """A command on a briefing: its exit code, standard output and standard error."""
    command, *rest = words
    code = main([command, "--seeds", str(bed.seeds), *rest])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def records(out: str) -> list[Mapping[str, Any]]:
    """The JSON of a check, each record of the public shape."""
    found: list[Mapping[str, Any]] = json.loads(out)
    assert isinstance(found, list)
    for record in found:
        assert list(record) == KEYS
        assert isinstance(record["line"], int)
        assert record["line"] >= 1
        assert record["severity"] in {"error", "warning", "notice"}
        assert all(isinstance(record[key], str) for key in KEYS if key != "line")
        assert not Path(record["path"]).is_absolute()
    return found


def files(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


# --- check ----------------------------------------------------------------------------------------


def wrong(bed: Seedbed) -> None:
    """An error in the seeds."""
    bed.edit(SHIPS, "speaker: haddad", "speaker: hadad")


def doubtful(bed: Seedbed) -> None:
    """A warning in the seeds."""
    bed.edit("seeds/entities/actors.yml", "[the authority]", "[the authority, the port]")


def unreadable(bed: Seedbed) -> None:
    """An error that leaves no index."""
    bed.edit(SHIPS, "speaker: haddad", "speeker: haddad")


@pytest.mark.parametrize(
    "change, strict, code, codes",
    [
        (None, False, 0, []),
        (None, True, 0, []),
        (wrong, False, 1, ["C301"]),
        (doubtful, False, 0, ["C310"]),
        (doubtful, True, 1, ["C310"]),
        (unreadable, False, 2, ["R103"]),
        (unreadable, True, 2, ["R103"]),
    ],
)
def test_json_is_a_list_of_records_on_every_exit(
    change: Callable[[Seedbed], None] | None,
    strict: bool,
    code: int,
    codes: list[str],
    locked: Seedbed,
    capsys: Captured,
) -> None:
    if change:
        change(locked)
    words = ["check", "--format", "json", *(["--strict"] if strict else [])]
    exit_code, out, err = run(locked, capsys, *words)
    assert exit_code == code
    assert [record["code"] for record in records(out)] == codes
    assert ("the seeds can't be read" in err) == (code == 2)
    assert ("checked: 2 sources, 12 paragraphs" in err) == (code != 2)


def test_the_names_in_json_are_those_of_the_rules(bed: Seedbed, capsys: Captured) -> None:
    wrong(bed)
    _, out, _ = run(bed, capsys, "check", "--format", "json")
    names = {rule.code: rule.name for rule in rules()}
    assert [(r["code"], r["name"]) for r in records(out)] == [
        (code, names[code]) for code in ("C301", "E605")
    ]


def test_text_has_a_line_for_each_finding_and_then_the_counts(
    bed: Seedbed, capsys: Captured
) -> None:
    wrong(bed)
    code, out, err = run(bed, capsys, "check")
    assert (code, err) == (1, "")
    finding, lock, totals, checked = out.splitlines()
    assert finding.startswith(f"{SHIPS}:26: error[C301] ")
    assert lock.startswith("seeds/seeds.lock:1: notice[E605] ")
    assert totals == "1 error, 0 warnings, 1 notice"
    assert checked == (
        "checked: 2 sources, 12 paragraphs, 8 entities, 6 claims, 8 evidence, 1 conflicts, "
        "0 apparent conflicts, 1 quantities, 2 prose pages, 6 prose sentences, "
        f"{len(rules())} rules, 0 accepted findings"
    )


def test_unreadable_seeds_are_counted_on_standard_error(bed: Seedbed, capsys: Captured) -> None:
    unreadable(bed)
    code, out, err = run(bed, capsys, "check")
    assert code == 2
    assert [line.split(": ")[1] for line in out.splitlines()] == ["error[R103] the unknown key “speeker” in an evidence, expected one of"]  # fmt: skip  # noqa: E501
    assert re.fullmatch(r"1 errors?; the seeds can't be read\n", err)


def test_github_gets_an_annotation_for_each_finding(bed: Seedbed, capsys: Captured) -> None:
    wrong(bed)
    code, out, _ = run(bed, capsys, "check", "--format", "github")
    lines = [line for line in out.splitlines() if line.startswith("::")]
    assert code == 1
    assert len(lines) == 2
    assert lines[0].startswith(f"::error file={SHIPS},line=26,title=C301 unknown-id::")
    assert lines[1].startswith("::notice file=seeds/seeds.lock,line=1,title=E605 no-lock::")


def test_an_annotation_cannot_be_ended_by_a_message(bed: Seedbed, capsys: Captured) -> None:
    bed.edit(SHIPS, "n: 12, unit", "n: '50%,::error::x', unit")
    code, out, _ = run(bed, capsys, "check", "--format", "github")
    (line,) = [line for line in out.splitlines() if line.startswith("::")]
    assert code == 2
    assert "50%25,::error::x" in line
    assert line.count("\n") == 0


def test_a_path_in_an_annotation_is_escaped(bed: Seedbed, capsys: Captured) -> None:
    (bed.home / "seeds").rename(bed.home / "see,ds: 1%")
    (bed.home / "see,ds: 1%" / "sources.yml").unlink()
    main(["check", "--format", "github", "--seeds", str(bed.home / "see,ds: 1%")])
    assert "::error file=see%2Cds%3A 1%25/sources.yml,line=1," in capsys.readouterr().out


def test_github_seeds_that_cannot_be_read_are_annotated_too(bed: Seedbed, capsys: Captured) -> None:
    unreadable(bed)
    code, out, _ = run(bed, capsys, "check", "--format", "github")
    assert code == 2
    assert out.startswith(f"::error file={SHIPS},line=26,title=R103 unknown-key::")


def test_quiet_leaves_out_notices_and_nothing_else(bed: Seedbed, capsys: Captured) -> None:
    wrong(bed)
    code, out, _ = run(bed, capsys, "check", "--quiet")
    assert code == 1
    assert "notice[" not in out
    assert "error[C301]" in out
    assert "1 error, 0 warnings, 1 notice" in out


def test_an_accepted_finding_is_listed_and_fails_nothing(locked: Seedbed, capsys: Captured) -> None:
    doubtful(locked)
    locked.edit("seeds/entities/actors.yml", "ar: [السلطة]}\n",
                "ar: [السلطة]}\n  accept: {C310: known}\n")  # fmt: skip
    locked.edit("seeds/entities/places.yml", "ar: [الميناء]}\n",
                "ar: [الميناء]}\n  accept: {C310: known}\n")  # fmt: skip
    code, out, _ = run(locked, capsys, "check", "--strict")
    assert code == 0, out
    assert "accepted[C310]" in out
    assert "(accepted: known)" in out
    assert re.search(r"[12] accepted findings", out)


# --- where things are -----------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["absolute", "nested", "inside", "slash", "dots"])
def test_paths_start_with_the_seeds_folder_wherever_the_command_runs(
    how: str, bed: Seedbed, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong(bed)
    bed.edit("docs/en/index.md", "[^fault-1]", "[^fault-2]")
    (bed.home / "elsewhere").mkdir()
    folder, seeds = {
        "absolute": (bed.home / "elsewhere", str(bed.seeds)),
        "nested": (bed.home.parent, f"{bed.home.name}/seeds"),
        "inside": (bed.seeds, "."),
        "slash": (bed.home, "seeds/"),
        "dots": (bed.home / "elsewhere", "../seeds"),
    }[how]
    monkeypatch.chdir(folder)
    assert main(["check", "--seeds", seeds, "--format", "json"]) == 1
    errors = [r for r in records(capsys.readouterr().out) if r["severity"] == "error"]
    assert [(r["path"], r["line"]) for r in errors] == [("docs/en/index.md", 6), (SHIPS, 26)]


def test_the_seeds_are_the_folder_seeds_unless_told(
    bed: Seedbed, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(bed.home)
    assert main(["check"]) == 0
    monkeypatch.chdir(bed.home.parent)
    assert main(["check"]) == 2
    assert "seeds:1: error[R115] no such folder" in capsys.readouterr().out


def test_the_prose_may_stand_elsewhere(bed: Seedbed, capsys: Captured) -> None:
    (bed.home / "docs").rename(bed.home / "pages")
    code, out, _ = run(bed, capsys, "check")
    assert code == 0
    assert "0 prose pages" in out
    bed.edit("pages/en/index.md", "[^fault-1]", "[^fault-2]")
    code, out, _ = run(bed, capsys, "check", "--docs", str(bed.home / "pages"))
    assert code == 1
    assert "pages/en/index.md:6: error[P601]" in out
    assert "2 prose pages" in out


def test_prose_outside_the_folder_of_the_seeds_is_named_from_there(
    bed: Seedbed, capsys: Captured
) -> None:
    (bed.home / "docs").rename(bed.home.parent / "pages")
    (bed.home.parent / "pages" / "en" / "index.md").write_text("x[^y]\n", encoding="utf-8")
    code, out, _ = run(bed, capsys, "check", "--docs", str(bed.home.parent / "pages"))
    assert code == 1
    assert "../pages/en/index.md:1: error[P601]" in out


# --- looking --------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_every_rule_is_explained_by_code_and_by_name(rule: Rule, capsys: Captured) -> None:
    for word in (rule.code, rule.code.lower(), rule.name):
        assert main(["explain", word]) == 0
        out = capsys.readouterr().out
        assert out.startswith(f"{rule.code} {rule.name} ({rule.severity})\n\n")
        assert "Wrong: " in out
        assert "Right: " in out


def test_explain_lists_all_rules(capsys: Captured) -> None:
    assert main(["explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" ")[0] for line in lines] == [rule.code for rule in rules()]


def test_an_unknown_rule_is_said_with_the_nearest(capsys: Captured) -> None:
    assert main(["explain", "quote-fuond"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "no rule 'quote-fuond'; did you mean 'quote-found'?" in printed.err


def test_claims_are_listed_with_origins_status_and_reason(bed: Seedbed, capsys: Captured) -> None:
    code, out, _ = run(bed, capsys, "claims", "--format", "json")
    found = {row["id"]: row for row in json.loads(out)}
    assert code == 0
    assert set(found) == {"closed-1", "ships-12", "ships-17", "ships-9", "repair-1", "fault-1",
                          "berth-1"}  # fmt: skip
    fault = found["fault-1"]
    assert (fault["status"], fault["evidence"]) == ("contested", 3)
    assert fault["supporting"] == ["unnamed@sahil-0318", "khalij"]
    assert fault["disputing"] == ["gulf-authority"]
    assert fault["reason"] == "there is evidence on both sides"
    assert found["ships-12"]["claims"] == ["ships-17"]
    assert found["closed-1"]["status"] == "single-origin"
    assert (found["ships-9"]["status"], found["ships-9"]["text"]) == ("withdrawn", None)


def test_claims_as_text_are_a_line_each(bed: Seedbed, capsys: Captured) -> None:
    code, out, _ = run(bed, capsys, "claims")
    lines = out.splitlines()
    assert code == 0
    assert lines[-1] == "7 claims"
    assert len(lines) == 8
    assert "ships-12: contested; it conflicts with 1 other claim (ships-17); origins: " \
        "gulf-authority" in lines  # fmt: skip


def test_claims_of_unreadable_seeds_are_json_too(bed: Seedbed, capsys: Captured) -> None:
    unreadable(bed)
    code, out, _ = run(bed, capsys, "claims", "--format", "json")
    assert code == 2
    assert [record["code"] for record in records(out)] == ["R103"]


def test_paragraphs_are_numbered_with_part_and_claims(bed: Seedbed, capsys: Captured) -> None:
    code, out, _ = run(bed, capsys, "paragraphs", "sahil-0318")
    heads = [line for line in out.splitlines() if not line.startswith("    ")]
    assert code == 0
    assert heads == [
        "sahil-0318#1 [title] -",
        "sahil-0318#2 [body] closed-1",
        "sahil-0318#3 [caption] -",
        "sahil-0318#4 [body] repair-1, ships-12",
        "sahil-0318#5 [body] fault-1",
        "sahil-0318#6 [body] unused: general background, no claim in it",
        "sahil-0318#7 [boilerplate] -",
    ]
    assert "    إعلان" in out


def test_a_paragraph_that_nobody_cites_is_open(bed: Seedbed, capsys: Captured) -> None:
    bed.edit("seeds/sources.yml", '  unused: {"6": "general background, no claim in it"}\n', "")
    _, out, _ = run(bed, capsys, "paragraphs", "sahil-0318")
    assert "sahil-0318#6 [body] OPEN" in out


def test_paragraphs_are_printed_without_direction_controls(bed: Seedbed, capsys: Captured) -> None:
    path = "seeds/articles/sahil-0318.txt"
    bed.write(path, bed.read(path).replace("إعلان", "\u202eإعلان\u202c"))
    _, out, _ = run(bed, capsys, "paragraphs", "sahil-0318")
    assert "\u202e" not in out


def test_an_unknown_source_is_said_with_the_nearest(bed: Seedbed, capsys: Captured) -> None:
    for words in (["paragraphs", "sahil-318"], ["quote", "sahil-318", "x"]):
        code, out, err = run(bed, capsys, *words)
        assert (code, out) == (2, "")
        assert "no source 'sahil-318'; did you mean 'sahil-0318'?" in err


def test_coverage_says_what_is_cited_unused_and_open(bed: Seedbed, capsys: Captured) -> None:
    code, out, _ = run(bed, capsys, "coverage")
    assert code == 0
    assert "sahil-0318: 7 paragraphs; body 4: 3 cited, 1 unused with a reason, 0 open; other " \
        "parts: 1 title, 1 caption, 1 boilerplate" in out  # fmt: skip
    assert out.splitlines()[-1] == "2 sources, 0 body paragraphs open"


def test_coverage_fails_on_an_open_paragraph(bed: Seedbed, capsys: Captured) -> None:
    bed.edit("seeds/sources.yml", '  unused: {"6": "general background, no claim in it"}\n', "")
    code, out, _ = run(bed, capsys, "coverage")
    assert code == 1
    assert "    #6 OPEN: يقع الميناء" in out


# --- quote ----------------------------------------------------------------------------------------


def test_a_quotation_is_cut_from_the_article_as_an_entry(bed: Seedbed, capsys: Captured) -> None:
    code, out, _ = run(bed, capsys, "quote", "sahil-0318", "12 سفينه", "الحوض")
    assert code == 0
    (entry,) = yaml.safe_load(out)
    assert entry["at"] == "sahil-0318#4"
    assert entry["quote"] == "12 سفينة تنتظر خارج الحوض"
    assert entry["gloss"] == {"en": ""}
    assert entry["modality"] == "asserted"


def test_a_printed_entry_can_be_pasted_into_a_claim(bed: Seedbed, capsys: Captured) -> None:
    _, out, _ = run(bed, capsys, "quote", "sahil-0318", "وقال مسؤول", "غرفة التحكم")
    lines = out.replace('en: ""', "en: an official said it began in the control room")
    indented = "".join(f"    {line}\n" for line in lines.splitlines())
    bed.edit(
        "seeds/claims/fault.yml", "    - at: sahil-0318#5\n", f"{indented}    - at: sahil-0318#5\n"
    )
    code, out, _ = run(bed, capsys, "check")
    assert code == 0, out


def test_the_first_words_alone_are_a_quotation(bed: Seedbed, capsys: Captured) -> None:
    code, out, _ = run(bed, capsys, "quote", "khalij-0319", "The fault began")
    assert code == 0
    (entry,) = yaml.safe_load(out)
    assert (entry["at"], entry["quote"]) == ("khalij-0319#3", "The fault began")
    assert entry["gloss"] == {"ar": ""}


@pytest.mark.parametrize("words", [["No such words"], ["began", "no such end"], ["room", "began"],
                                   ["egan"], ["The fault", "roo"]])  # fmt: skip
def test_words_that_stand_nowhere_or_are_cut_print_no_entry(
    words: list[str], bed: Seedbed, capsys: Captured
) -> None:
    code, out, err = run(bed, capsys, "quote", "khalij-0319", *words)
    assert (code, out) == (2, "")
    assert "no paragraph of khalij-0319 has" in err


def test_words_that_stand_several_times_need_a_paragraph(bed: Seedbed, capsys: Captured) -> None:
    code, out, err = run(bed, capsys, "quote", "khalij-0319", "the control room")
    assert (code, out) == (2, "")
    assert "the words stand 2 times (#3, #4)" in err
    code, out, _ = run(bed, capsys, "quote", "khalij-0319", "the control room", "--paragraph", "4")
    assert code == 0
    assert yaml.safe_load(out)[0]["at"] == "khalij-0319#4"


def test_a_quotation_with_any_character_is_sound_yaml(bed: Seedbed, capsys: Captured) -> None:
    line = "He said: \"don't\" # & *x* {a: b} \\ 'y' — \u200fتم, [ok] | > % @ `z`"
    path = "seeds/articles/khalij-0319.txt"
    bed.write(path, bed.read(path) + line + "\n")
    code, out, _ = run(bed, capsys, "quote", "khalij-0319", "He said", "z")
    assert code == 0
    assert yaml.safe_load(out)[0]["quote"] == line.removesuffix("`")


# --- lock -----------------------------------------------------------------------------------------


def test_a_lock_is_written_once_and_then_unchanged(bed: Seedbed, capsys: Captured) -> None:
    before = files(bed.home)
    code, out, _ = run(bed, capsys, "lock")
    assert code == 0
    assert "written; 2 sources, 12 paragraphs" in out
    written = files(bed.home)
    assert set(written) - set(before) == {"seeds/seeds.lock"}
    code, out, _ = run(bed, capsys, "lock")
    assert code == 0
    assert "unchanged; 2 sources, 12 paragraphs" in out
    assert files(bed.home) == written


def test_a_lock_is_the_same_on_another_machine(bed: Seedbed, tmp_path: Path) -> None:
    other = Seedbed.plant(tmp_path / "other")
    for each in (bed, other):
        assert main(["lock", "--seeds", str(each.seeds)]) == 0
    assert bed.read("seeds/seeds.lock") == other.read("seeds/seeds.lock")


def test_a_lock_follows_the_articles_and_nothing_else(locked: Seedbed, capsys: Captured) -> None:
    before = locked.read("seeds/seeds.lock")
    locked.edit(SHIPS, "en: Twelve ships were waiting", "en: Twelve ships waited")
    assert "unchanged" in run(locked, capsys, "lock")[1]
    locked.edit("seeds/articles/sahil-0318.txt", "إعلان", "إعلان آخر")
    assert "written" in run(locked, capsys, "lock")[1]
    assert locked.read("seeds/seeds.lock") != before


def test_a_damaged_lock_is_not_lost_unless_one_says_so(locked: Seedbed, capsys: Captured) -> None:
    sound = locked.read("seeds/seeds.lock")
    damaged = "<<<<<<< ours\n" + sound
    locked.write("seeds/seeds.lock", damaged)
    code, out, _ = run(locked, capsys, "check")
    assert code == 2
    assert "seeds/seeds.lock:1: error[R101] the mark of a merge" in out
    code, _, err = run(locked, capsys, "lock")
    assert code == 2
    assert "`hashiya lock --anew`" in err
    assert locked.read("seeds/seeds.lock") == damaged
    code, out, _ = run(locked, capsys, "lock", "--anew")
    assert code == 0, out
    assert locked.read("seeds/seeds.lock") == sound


def test_no_lock_is_written_of_unreadable_seeds(bed: Seedbed, capsys: Captured) -> None:
    unreadable(bed)
    assert run(bed, capsys, "lock")[0] == 2
    assert not (bed.seeds / "seeds.lock").exists()


def test_a_file_is_the_old_one_or_the_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "seeds.lock"
    target.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device", "x")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        write_file(target, b"new")
    assert files(tmp_path) == {"seeds.lock": b"old"}
    monkeypatch.undo()
    write_file(target, b"new")
    assert files(tmp_path) == {"seeds.lock": b"new"}
    assert target.stat().st_mode & 0o777 == 0o644


# --- export ---------------------------------------------------------------------------------------


def test_an_export_is_written_to_a_new_folder(bed: Seedbed, capsys: Captured) -> None:
    target = bed.home / "out" / "site"
    code, out, _ = run(bed, capsys, "export", "--to", str(target))
    assert code == 0, out
    written = files(target)
    assert "docs/en/claims/ships-12/index.md" in written
    assert "docs/ar/index.md" in written
    assert "mkdocs.ar.yml" in written
    assert f"{len(written) - 1} files written" in out
    assert [p.name for p in target.parent.iterdir()] == ["site"]


def test_an_export_takes_the_place_of_an_older_one_whole(bed: Seedbed, capsys: Captured) -> None:
    target = bed.home / "out"
    assert run(bed, capsys, "export", "--to", str(target))[0] == 0
    first = files(target)
    (target / "left-over.md").write_text("old", encoding="utf-8")
    assert run(bed, capsys, "export", "--to", str(target))[0] == 0
    assert files(target) == first
    assert sorted(p.name for p in bed.home.iterdir()) == ["docs", "out", "seeds"]


def test_an_empty_folder_may_be_exported_to(bed: Seedbed, capsys: Captured) -> None:
    (bed.home / "out").mkdir()
    assert run(bed, capsys, "export", "--to", str(bed.home / "out"))[0] == 0


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_what_is_in_the_way_of_an_export_is_left_alone(
    kind: str, bed: Seedbed, capsys: Captured
) -> None:
    target = bed.home / "out"
    if kind == "folder":
        bed.write("out/letter.txt", "mine")
    elif kind == "file":
        bed.write("out", "mine")
    else:
        bed.write("there/letter.txt", "mine")
        target.symlink_to(bed.home / "there")
    before = files(bed.home)
    code, _, err = run(bed, capsys, "export", "--to", str(target))
    assert code == 2
    assert "is in the way: expected no folder, an empty one, or an export" in err
    assert files(bed.home) == before


def test_nothing_is_exported_of_seeds_with_errors(bed: Seedbed, capsys: Captured) -> None:
    wrong(bed)
    code, out, err = run(bed, capsys, "export", "--to", str(bed.home / "out"))
    assert code == 1
    assert "error[C301]" in out
    assert "1 error" in err
    assert not (bed.home / "out").exists()


def test_an_export_of_withheld_sources_has_none_of_their_words(
    bed: Seedbed, capsys: Captured
) -> None:
    bed.edit("seeds/briefing.yml", "publish: quote", "publish: none")
    code, said, _ = run(bed, capsys, "export", "--to", str(bed.home / "out"))
    assert code == 1  # a claim in the article's own words would show what is withheld
    assert "error[O901] withheld words of khalij-0319#5" in said
    assert not (bed.home / "out").exists()
    ours = "A second berth is planned by the Gulf Authority, should the repair be delayed."
    theirs = "en: The Gulf Authority plans to open a second berth if the repair is delayed."
    bed.edit("seeds/claims/fault.yml", theirs, f"en: {ours}")
    assert run(bed, capsys, "export", "--to", str(bed.home / "out"))[0] == 0
    text = b"\n".join(files(bed.home / "out").values()).decode()
    assert "متوقفة منذ" not in text
    assert "the newspaper counted" not in text


def test_a_built_site_is_looked_through_for_withheld_words(bed: Seedbed, capsys: Captured) -> None:
    words = bed.read("seeds/articles/sahil-0318.txt").splitlines()[10]
    bed.write("site/index.html", f"<p>{words}</p>")
    code, out, _ = run(bed, capsys, "check", "--site", str(bed.home / "site"))
    assert code == 1
    assert "index.html:1: error[O901]" in out
    assert "1 output files" in out
    bed.write("site/index.html", "<p>Nothing.</p>")
    assert run(bed, capsys, "check", "--site", str(bed.home / "site"))[0] == 0
    assert run(bed, capsys, "check", "--site", str(bed.home / "nowhere"))[0] == 2


def test_a_pdf_is_looked_through_for_withheld_words(bed: Seedbed, capsys: Captured) -> None:
    words = bed.read("seeds/articles/sahil-0318.txt").splitlines()[10]
    bed.write("site/index.html", "<p>Nothing.</p>")
    bed.write("site/ar.pdf", print_pdf("لا شيء", words, lang="ar"))
    code, out, _ = run(bed, capsys, "check", "--site", str(bed.home / "site"))
    assert code == 1
    assert "ar.pdf:2: error[O901] page 2: withheld words of sahil-0318#6: " in out
    assert "2 output files" in out
    bed.write("site/ar.pdf", print_pdf("لا شيء", lang="ar"))
    code, out, _ = run(bed, capsys, "check", "--site", str(bed.home / "site"))
    assert code == 0
    assert "2 output files" in out


def test_a_pdf_that_cant_be_read_is_no_pdf_without_withheld_words(
    bed: Seedbed, capsys: Captured
) -> None:
    bed.write("site/index.html", "<p>Nothing.</p>")
    bed.write("site/ar.pdf", b"%PDF-1.7\n")
    code, _, said = run(bed, capsys, "check", "--site", str(bed.home / "site"))
    assert code == 2
    [line] = said.splitlines()
    assert line.startswith(f"hashiya: {bed.home / 'site' / 'ar.pdf'}: ")
    assert "expected a PDF that opens without a password" in line


# --- pdf ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [[], ["--lang", "ar"], ["--lang", "both"]])
def test_an_edition_is_printed_into_a_file(
    bed: Seedbed, capsys: Captured, words: list[str]
) -> None:
    target = bed.home / "briefing.pdf"
    code, out, said = run(bed, capsys, "pdf", *words, "--to", str(target))
    assert code == 0
    assert re.fullmatch(rf"{re.escape(str(target))}: \d+\.\d MB\n", out)
    assert said == f"{target}: setting type …\n"
    built = hashiya.build(bed.seeds)
    edition = words[-1] if words else "en"
    assert target.read_bytes() == print_edition(built.press, built.subject, edition)
    assert [p.name for p in bed.home.iterdir() if p.name.startswith(".")] == []


def test_paper_and_address_are_printed(bed: Seedbed, capsys: Captured) -> None:
    target = bed.home / "briefing.pdf"
    words = ["--paper", "us-letter", "--url", "https://briefing.example/x/"]
    assert run(bed, capsys, "pdf", *words, "--to", str(target))[0] == 0
    with PdfReader(target) as reader:
        assert [round(float(n)) for n in reader.pages[0].mediabox] == [0, 0, 612, 792]
        assert list(links(reader)).count("https://briefing.example/x/") >= 1


@pytest.mark.parametrize(
    "words, complaint",
    [
        (["--lang", "fr"], "--lang fr: expected one of en, ar, both"),
        (["--lang", "bth"], "--lang bth: expected one of en, ar, both"),
        (["--url", "javascript:alert(1)"], "--url javascript:alert(1): expected an http or https"),
        (["--to", "."], ". is a folder, expected the name of a file"),
        (["--to", "nowhere/a.pdf"], "nowhere: no such folder"),
    ],
)
def test_what_cannot_be_printed_so_is_said_in_a_line(
    bed: Seedbed, capsys: Captured, words: list[str], complaint: str
) -> None:
    target = bed.home / "briefing.pdf"
    target.write_bytes(b"old")
    code, out, said = run(bed, capsys, "pdf", "--to", str(target), *words)
    assert code == 2
    assert out == ""
    (line,) = said.splitlines()
    assert line.startswith(f"hashiya: {complaint}")
    assert target.read_bytes() == b"old"


def test_another_paper_is_no_command(bed: Seedbed, capsys: Captured) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(bed, capsys, "pdf", "--paper", "a5", "--to", "x.pdf")
    assert stopped.value.code == 2


@pytest.mark.parametrize("lang", ["en", "ar", "both"])
def test_a_character_that_no_font_has_stops_the_print_and_says_where(
    bed: Seedbed, capsys: Captured, lang: str
) -> None:
    bed.edit(SHIPS, "en: Twelve ships were", "en: Twelve 🚢 ships were")
    target = bed.home / "briefing.pdf"
    target.write_bytes(b"old")
    code, out, said = run(bed, capsys, "pdf", "--lang", lang, "--to", str(target))
    assert code == 1
    assert f"{SHIPS}:16: warning[T703] “text” of 'ships-12' has U+1F6A2 ship" in out
    assert "1 text can't be printed" in said
    assert target.read_bytes() == b"old"


def test_seeds_with_errors_are_not_printed(bed: Seedbed, capsys: Captured) -> None:
    wrong(bed)
    target = bed.home / "briefing.pdf"
    code, out, _ = run(bed, capsys, "pdf", "--to", str(target))
    assert code == 1
    assert "error[C301]" in out
    assert not target.exists()


def test_withheld_words_are_not_printed(bed: Seedbed, capsys: Captured) -> None:
    words = bed.read("seeds/articles/sahil-0318.txt").splitlines()[10]
    bed.edit("seeds/entities/places.yml", "ar: العطل}", f'ar: "{words}"}}')
    target = bed.home / "briefing.pdf"
    code, out, _ = run(bed, capsys, "pdf", "--lang", "ar", "--to", str(target))
    assert code == 1
    assert re.match(r"briefing\.pdf:1: error\[O901\] page 1: withheld words of sahil-0318#6", out)
    assert not target.exists()


def test_a_print_that_is_killed_leaves_the_old_file(bed: Seedbed) -> None:
    target = bed.home / "briefing.pdf"
    target.write_bytes(b"old")
    before = files(bed.home)
    command = [sys.executable, "-m", "hashiya.cli", "pdf", "--to", str(target)]
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY / "generator")}
    with subprocess.Popen(command, cwd=bed.home, env=env, stderr=subprocess.PIPE) as running:
        assert running.stderr is not None
        assert "setting type" in running.stderr.readline().decode()
        running.kill()
    assert running.returncode == -9
    assert files(bed.home) == before


# --- the command itself ---------------------------------------------------------------------------


def test_the_version_is_that_of_the_package(capsys: Captured) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out == f"hashiya {__version__}\n"


@pytest.mark.parametrize("words", [[], ["nonsense"], ["check", "--format", "xml"], ["export"]])
def test_a_command_that_is_none_exits_2(words: list[str], capsys: Captured) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2
    assert "usage: hashiya" in capsys.readouterr().err


def in_a_process(bed: Seedbed, *words: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "hashiya.cli", *words],
        cwd=bed.home,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY / "generator"), **env},
        capture_output=True,
        timeout=60,
    )


def test_a_process_exits_as_main_returns(bed: Seedbed) -> None:
    assert in_a_process(bed, "check").returncode == 0
    wrong(bed)
    done = in_a_process(bed, "check", "--format", "json")
    assert done.returncode == 1
    assert records(done.stdout.decode())
    assert b"checked: " in done.stderr


def test_a_terminal_without_utf8_gets_utf8_and_no_traceback(bed: Seedbed) -> None:
    done = in_a_process(bed, "paragraphs", "sahil-0318", PYTHONUTF8="0", LC_ALL="C",
                        PYTHONIOENCODING="", PYTHONCOERCECLOCALE="0")  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    assert "إعلان" in done.stdout.decode("utf-8")
    done = in_a_process(bed, "check", PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr.decode()


def test_a_reader_that_has_seen_enough_is_no_error(bed: Seedbed) -> None:
    command = f"{sys.executable} -m hashiya.cli explain | head -n 1"
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY / "generator")}
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], cwd=bed.home, env=env,
                          capture_output=True, timeout=60)  # fmt: skip
    assert done.stderr == b""


def test_the_order_of_findings_does_not_depend_on_hashing(bed: Seedbed) -> None:
    wrong(bed)
    doubtful(bed)
    bed.edit("docs/en/index.md", "[^fault-1]", "[^fault-2]")
    printed = {in_a_process(bed, "check", PYTHONHASHSEED=seed).stdout for seed in ("0", "1", "2")}
    assert len(printed) == 1


def test_a_folder_of_pages_that_is_not_there_is_said(bed: Seedbed, capsys: Captured) -> None:
    code, out, _ = run(bed, capsys, "check", "--docs", str(bed.home / "dosc"))
    assert code == 2
    assert "dosc:1: error[R115] no such folder, expected the hand-written pages" in out


def test_lock_says_what_it_takes_anew_and_that_errors_are_open(
    bed: Seedbed, capsys: Captured
) -> None:
    assert run(bed, capsys, "lock")[0] == 0
    bed.edit("seeds/articles/khalij-0319.txt", "Seventeen ships", "Seventy ships")
    code, out, said = run(bed, capsys, "lock")
    assert code == 0
    assert "khalij-0319#2: changed, “Seventy ships" in out
    assert "still open; see `hashiya check`" in said
