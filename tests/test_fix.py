"""`hashiya fix`: addresses follow their words, nothing else changes, nothing is half done."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from hashiya.cli import main
from hashiya.lock import parse_lock
from hashiya.seeds import PENDING_NAME
from hashiya.writing import UNDO_NAME, Change, ConflictError, write_together
from tests.seedbed import REPOSITORY, Seedbed
from tests.workbench import copy_briefing

Captured = pytest.CaptureFixture[str]

KHALIJ = "seeds/articles/khalij-0319.txt"
FAULT = "seeds/claims/fault.yml"
LOCK = "seeds/seeds.lock"


@pytest.fixture
def bed(tmp_path: Path, capsys: Captured) -> Seedbed:
    """A copy of the base briefing, locked."""
    bed = Seedbed.plant(tmp_path / "home")
    assert main(["lock", "--seeds", str(bed.seeds)]) == 0
    capsys.readouterr()
    return bed


def fix(bed: Seedbed, capsys: Captured, *words: str) -> tuple[int, str, str]:
    """The command's exit code, standard output and standard error."""
    code = main(["fix", "--seeds", str(bed.seeds), *words])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def files(bed: Seedbed) -> dict[str, bytes]:
    """Every file of the seeds by its path, but the record of the last repair."""
    return {
        path.relative_to(bed.home).as_posix(): path.read_bytes()
        for path in sorted(bed.seeds.rglob("*"))
        if path.is_file() and path.name != UNDO_NAME
    }


def put_in(bed: Seedbed, *paragraphs: str) -> None:
    """Puts paragraphs into an article above all others."""
    bed.write(KHALIJ, "".join(f"{p}\n\n" for p in paragraphs) + bed.read(KHALIJ))


def without_numbers(text: str) -> str:
    """A text without its addresses, to compare all else to the letter."""
    return re.sub(r"(khalij-0319#)[0-9]+(-[0-9]+)?", r"\1", text)


def test_nothing_is_to_be_done_where_nothing_changed(bed: Seedbed, capsys: Captured) -> None:
    before = files(bed)
    for words in ((), ("--apply",)):
        code, out, err = fix(bed, capsys, *words)
        assert (code, out) == (0, "")
        assert re.search(r"^(\d+) citations: \1 unchanged, 0 moved", err, re.MULTILINE)
    assert files(bed) == before


def test_what_would_be_done_is_shown_and_not_done(bed: Seedbed, capsys: Captured) -> None:
    put_in(bed, "New.")
    before = files(bed)
    code, out, err = fix(bed, capsys)
    assert code == 1
    assert "--- a/seeds/claims/fault.yml\n+++ b/seeds/claims/fault.yml\n" in out
    assert "nothing is written yet" in err
    assert files(bed) == before


def test_every_citation_follows_five_new_paragraphs(bed: Seedbed, capsys: Captured) -> None:
    bed.edit(FAULT, "    - at: khalij-0319#3\n", "    - at: 'khalij-0319#3'  # the room\r\n")
    bed.edit(KHALIJ, "The fault began", "The fault began")
    lines = bed.read(KHALIJ).split("\n")
    for at, words in ((0, "One."), (3, "Two."), (5, "Three."), (7, "Four."), (9, "Five.")):
        lines.insert(at, words)
    bed.write(KHALIJ, "\n".join(lines))
    before = files(bed)
    code, _, err = fix(bed, capsys, "--apply")
    after = files(bed)
    assert code == 0, err
    changed = {path for path in after if after[path] != before.get(path)}
    assert changed == {FAULT, "seeds/claims/ships.yml", "seeds/sources.yml", LOCK}
    for path in changed - {LOCK, "seeds/sources.yml"}:
        assert without_numbers(after[path].decode()) == without_numbers(before[path].decode())
    assert "'khalij-0319#" in bed.read(FAULT)
    assert "  # the room\r\n" in bed.read(FAULT)
    code, out, err = fix(bed, capsys)
    assert (code, out) == (0, "")
    assert ", 0 moved, 0 harmlessly edited, 0 edited in meaning, 0 ambiguous, 0 gone" in err


def test_every_citation_of_our_own_follows_five_new_paragraphs(
    tmp_path: Path, capsys: Captured
) -> None:
    bed = Seedbed(copy_briefing(tmp_path / "home"))
    name = str(bed.subject().index.sources["end-by-2025"].record.values["file"])
    lines = bed.read(f"seeds/{name}").split("\n")
    for at in (0, 1, 10, 20, 30):
        lines.insert(at, f"فقرة جديدة رقم {at}.")
    bed.write(f"seeds/{name}", "\n".join(lines))
    cited = sum(e.at.source == "end-by-2025" for e in bed.subject().index.evidence())
    before = files(bed)
    code, out, err = fix(bed, capsys, "--apply")
    assert code == 0, err
    assert f" {cited} moved, 0 harmlessly edited, 0 edited in meaning, 0 ambiguous, 0 gone" in err
    after = files(bed)
    changed = {path for path in after if after[path] != before[path]} - {LOCK}
    assert changed
    for path in changed:
        old, new = (re.sub("[0-9]+", "0", each[path].decode()) for each in (before, after))
        assert old == new
    moved = [line for line in out.splitlines() if line.startswith("+") and "at: " in line]
    assert len(moved) == cited
    code, _, err = fix(bed, capsys)
    assert code == 0
    total = len(bed.subject().index.evidence())
    assert f"{total} citations: {total} unchanged, 0 moved" in err


def test_the_diff_is_one_that_other_programs_take(bed: Seedbed, capsys: Captured) -> None:
    put_in(bed, "New.")
    _, out, _ = fix(bed, capsys)
    (bed.home / "fix.patch").write_text(out, encoding="utf-8")
    subprocess.run(
        ["git", "apply", "fix.patch"], cwd=bed.home, check=True, capture_output=True, timeout=60
    )
    by_hand = {path: content for path, content in files(bed).items() if path.endswith(".yml")}
    subprocess.run(["git", "apply", "-R", "fix.patch"], cwd=bed.home, check=True, timeout=60)
    fix(bed, capsys, "--apply")
    by_fix = {path: content for path, content in files(bed).items() if path.endswith(".yml")}
    assert by_hand == by_fix


def test_parts_unused_paragraphs_and_notes_follow_too(bed: Seedbed, capsys: Captured) -> None:
    sources = "seeds/sources.yml"
    bed.edit(
        sources,
        "  file: articles/khalij-0319.txt\n",
        "  file: articles/khalij-0319.txt\n  note: see khalij-0319#2-3, not other-khalij-0319#2\n",
    )
    put_in(bed, "New.")
    before = bed.read(sources)
    assert "title: [1]" in before
    fix(bed, capsys, "--apply")
    entry = bed.read(sources).partition("khalij-0319:\n")[2]
    assert "note: see khalij-0319#3-4, not other-khalij-0319#2\n" in entry
    assert "title: [2]" in entry
    assert bed.read(sources).partition("khalij-0319:\n")[0] == before.partition("khalij-0319:\n")[0]


def test_what_a_correction_concerns_follows_too(bed: Seedbed, capsys: Captured) -> None:
    sources = "seeds/sources.yml"
    bed.edit(
        sources,
        "  publisher: khalij\n",
        "  publisher: khalij\n  correction: {kind: corrected, date: 2026-03-25, "
        'text: {en: "Not 2, but 3.", ar: "3 لا 2."}, paragraphs: [2, "4-5"]}\n',
    )
    put_in(bed, "New.")
    fix(bed, capsys, "--apply")
    written = (
        'date: 2026-03-25, text: {en: "Not 2, but 3.", ar: "3 لا 2."}, paragraphs: [3, "5-6"]}'
    )
    assert written in bed.read(sources)


@pytest.mark.parametrize(
    "old, new, state, touches",
    [
        ("denied that", "confirmed that", "edited in meaning", "other words"),
        ("began in", "did not begin in", "edited in meaning", "a negation"),
        ("a second berth", "a third berth", "edited in meaning", "a number"),
        ("plans to open", "may open", "edited in meaning", "a modal"),
        ("Seventeen ships", "Seventy ships", "edited in meaning", "a number"),
    ],
)
def test_a_change_of_meaning_is_shown_and_left(
    old: str, new: str, state: str, touches: str, bed: Seedbed, capsys: Captured
) -> None:
    bed.edit(KHALIJ, old, new)
    put_in(bed, "New.")
    code, _, err = fix(bed, capsys, "--apply")
    assert code == 1
    (line,) = [line for line in err.splitlines() if "rests on" in line]
    assert f", {state}: " in line
    assert touches in line
    address = line.partition("rests on ")[2].partition(",")[0]
    claims = bed.read(FAULT) + bed.read("seeds/claims/ships.yml")
    assert f"at: {address}" in claims or f"at: {address}," in claims
    code, out, _ = fix(bed, capsys, "--apply")  # nor is it taken when the rest is in order
    assert (code, out) == (1, "")


def test_a_paragraph_that_is_gone_is_not_found_in_another_later(
    bed: Seedbed, capsys: Captured
) -> None:
    bed.edit(FAULT, "quote: The fault began in the control room", "quote: the control room")
    bed.edit(KHALIJ, "The fault began in the control room.\n", "")
    for known in ("another that was there before", "not read since"):
        code, _, err = fix(bed, capsys, "--apply")
        assert code == 1
        assert "1 gone" in err
        assert known in err
    assert "at: khalij-0319#3" in bed.read(FAULT)
    bed.edit(FAULT, "quote: the control room", "quote: the fault was in the control room")
    assert fix(bed, capsys)[0] == 0  # somebody has read it


def test_a_wrong_address_moves_to_where_its_words_stand(bed: Seedbed, capsys: Captured) -> None:
    bed.edit(FAULT, "at: khalij-0319#3", "at: khalij-0319#2")
    code, out, _ = fix(bed, capsys, "--apply")
    assert code == 0
    assert "+    - at: khalij-0319#3" in out
    assert main(["check", "--seeds", str(bed.seeds), "--quiet"]) == 0


def test_an_address_that_two_citations_share_is_left_where_they_move_apart(
    bed: Seedbed, capsys: Captured
) -> None:
    bed.edit(FAULT, "at: khalij-0319#3", "at: &room khalij-0319#3")
    put_in(bed, "New.")
    code, out, err = fix(bed, capsys, "--apply")
    assert code == 0
    assert "+    - at: &room khalij-0319#4" in out, err


def test_without_a_lock_nothing_is_guessed(bed: Seedbed, capsys: Captured) -> None:
    (bed.seeds / "seeds.lock").unlink()
    put_in(bed, "New.")
    before = files(bed)
    code, out, err = fix(bed, capsys, "--apply")
    assert (code, out) == (2, "")
    assert "run `hashiya lock`" in err
    assert files(bed) == before


def test_every_citation_is_in_the_json(bed: Seedbed, capsys: Captured) -> None:
    bed.edit(KHALIJ, "Seventeen ships", "Seventy ships")
    put_in(bed, "New.")
    _, out, _ = fix(bed, capsys, "--format", "json")
    records = json.loads(out)
    assert len(records) == len(bed.subject().index.evidence())
    (changed,) = [r for r in records if not r["kept"]]
    assert changed["difference"].startswith("[-Seventeen-] {+Seventy+}")
    assert changed["touches"] == ["a number"]
    assert changed["to"] == ["khalij-0319#3"]


def test_what_changed_around_a_quotation_is_shown_where_git_has_the_locked_text(
    bed: Seedbed, capsys: Captured
) -> None:
    bed.edit(KHALIJ, "on Thursday morning", "on Friday morning")
    put_in(bed, "New.")
    _, _, err = fix(bed, capsys)
    assert "the words around it changed" in err
    assert "Thursday" not in err  # nobody knows what it was
    changed = bed.read(KHALIJ)
    bed.edit(KHALIJ, "New.\n\n", "")
    bed.edit(KHALIJ, "on Friday morning", "on Thursday morning")
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for words in (("init", "-q"), ("add", "-A"), (*who, "commit", "-q", "-m", "One")):
        subprocess.run(["git", *words], cwd=bed.home, check=True, timeout=60)
    bed.write(KHALIJ, changed)
    _, _, err = fix(bed, capsys)
    assert "[-Thursday-] {+Friday+}" in err
    assert "(touches a date)" in err


def test_an_article_that_is_put_back_is_looked_at_again(bed: Seedbed, capsys: Captured) -> None:
    before = bed.read(KHALIJ)
    bed.edit(KHALIJ, "Seventeen ships", "Seventy ships")
    put_in(bed, "New.")
    fix(bed, capsys, "--apply")
    bed.write(KHALIJ, before)
    assert main(["check", "--seeds", str(bed.seeds)]) == 1
    assert "E604" in capsys.readouterr().out
    fix(bed, capsys, "--apply")
    _, _, err = fix(bed, capsys)
    assert "1 edited in meaning" in err or "1 gone" in err


def test_two_parts_that_were_joined_are_left_and_nothing_is_lost(
    bed: Seedbed, capsys: Captured
) -> None:
    sources = "seeds/sources.yml"
    bed.write(sources, bed.read(sources) + '    boilerplate: {"6": one marker, "7": another}\n')
    bed.write(KHALIJ, bed.read(KHALIJ).rstrip() + "\nAn advertisement\nAnother one\n")
    assert main(["lock", "--seeds", str(bed.seeds)]) == 0
    capsys.readouterr()
    bed.edit(KHALIJ, "An advertisement\nAnother one\n", "An advertisement Another one\n")
    put_in(bed, "New.")
    code, _, err = fix(bed, capsys, "--apply")
    assert code == 1
    assert "khalij-0319#6 stays: it stands in one paragraph with another" in err
    assert 'boilerplate: {"6": one marker, "7": another}' in bed.read(sources)
    assert "title: [2]" in bed.read(sources)


# --- what stays left, and what locking takes as read ----------------------------------------------


def state_of(err: str, claim: str) -> str:
    """The line about a claim, without its place."""
    (line,) = [line for line in err.splitlines() if f" {claim} rests on " in line]
    return line.partition(f"{claim} rests on ")[2]


@pytest.mark.parametrize("twist", ["joined", "twice", "removed"])
def test_what_became_of_a_citation_is_the_same_at_the_next_look(
    twist: str, bed: Seedbed, capsys: Captured
) -> None:
    third = "The fault began in the control room."
    if twist == "joined":
        bed.edit(KHALIJ, f"{third}\n", f"{third} ")
        bed.edit(
            KHALIJ, "The Gulf Authority plans", "Nobody believes that the Gulf Authority plans"
        )
        claim = "berth-1"
    elif twist == "twice":
        put_in(bed, "New.", third)
        claim = "fault-1"
    else:
        bed.edit(KHALIJ, f"{third}\n", "")
        claim = "fault-1"
    _, _, first = fix(bed, capsys, "--apply")
    _, _, then = fix(bed, capsys)
    drift = state_of(first, claim).partition(", ")[2].partition(":")[0]
    assert drift in {"edited in meaning", "ambiguous", "gone"}
    assert state_of(then, claim).partition(", ")[2].startswith(f"{drift}: ")
    assert main(["check", "--seeds", str(bed.seeds)]) == 1
    assert f"{claim} rests on" in capsys.readouterr().out


def test_a_false_difference_is_not_shown_after_a_repair(bed: Seedbed, capsys: Captured) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for words in (("init", "-q"), ("add", "-A"), (*who, "commit", "-q", "-m", "One")):
        subprocess.run(["git", *words], cwd=bed.home, check=True, timeout=60)
    put_in(bed, "New.")
    fix(bed, capsys, "--apply")
    bed.edit(KHALIJ, "Sami Haddad", "Rami Haddad")
    _, _, err = fix(bed, capsys)
    assert "edited in meaning" in err
    assert "[-The-]" not in err


def test_what_a_correction_concerns_stays_left_until_it_is_read(
    bed: Seedbed, capsys: Captured
) -> None:
    sources = "seeds/sources.yml"
    text = "correction: {kind: corrected, date: 2026-03-25, text: {en: E, ar: خ}, paragraphs: [2]}"
    bed.write(sources, bed.read(sources) + f"  {text}\n")
    bed.edit(KHALIJ, "Thursday", "Friday")
    put_in(bed, "New.")
    for _ in range(2):
        _, _, err = fix(bed, capsys, "--apply")
        assert "the address khalij-0319#2 stays" in err
        assert main(["check", "--seeds", str(bed.seeds)]) == 1
        assert "the correction concerns khalij-0319#2, and" in capsys.readouterr().out
    assert "paragraphs: [2]" in bed.read(sources)


def test_a_correction_of_a_paragraph_that_moved_moves_with_it(
    bed: Seedbed, capsys: Captured
) -> None:
    sources = "seeds/sources.yml"
    text = "correction: {kind: corrected, date: 2026-03-25, text: {en: E, ar: خ}, paragraphs: [2]}"
    bed.write(sources, bed.read(sources) + f"  {text}\n")
    put_in(bed, "New.")
    assert main(["check", "--seeds", str(bed.seeds)]) == 1
    assert "whose words stand in khalij-0319#3" in capsys.readouterr().out
    fix(bed, capsys, "--apply")
    assert "paragraphs: [3]" in bed.read(sources)


def test_nothing_is_locked_while_addresses_have_still_to_move(
    bed: Seedbed, capsys: Captured
) -> None:
    put_in(bed, "New.")
    before = files(bed)
    assert main(["lock", "--seeds", str(bed.seeds)]) == 2
    err = capsys.readouterr().err
    assert "run `hashiya fix --apply` first" in err
    assert files(bed) == before
    assert main(["lock", "--anew", "--seeds", str(bed.seeds)]) == 0


def test_locking_says_which_citations_it_takes_as_read(bed: Seedbed, capsys: Captured) -> None:
    bed.edit(KHALIJ, "on Thursday morning", "on Friday morning")
    assert main(["lock", "--seeds", str(bed.seeds)]) == 0
    assert "taken as read: ships-17 rests on khalij-0319#2, edited" in capsys.readouterr().out
    assert main(["lock", "--seeds", str(bed.seeds)]) == 0
    assert "taken as read" not in capsys.readouterr().out


def test_a_citation_without_its_words_is_not_taken_as_read(bed: Seedbed, capsys: Captured) -> None:
    bed.edit(KHALIJ, "Seventeen ships", "It is not true that seventeen ships")
    put_in(bed, "New.")
    fix(bed, capsys, "--apply")
    assert main(["lock", "--seeds", str(bed.seeds)]) == 0
    assert "still to be read: ships-17" in capsys.readouterr().out
    before = bed.read("seeds/claims/ships.yml")
    assert fix(bed, capsys, "--apply")[0] == 1
    assert bed.read("seeds/claims/ships.yml") == before


def test_a_paragraph_that_only_moved_is_not_called_changed(bed: Seedbed, capsys: Captured) -> None:
    put_in(bed, "New.")
    main(["check", "--seeds", str(bed.seeds)])
    lines = [line for line in capsys.readouterr().out.splitlines() if "[E606]" in line]
    assert any("“Port still closed”" not in line and "“New.”" in line for line in lines)
    assert all("run `hashiya fix`" in line for line in lines if "“New.”" not in line)


# --- taking back, and interruptions ---------------------------------------------------------------


def test_the_last_repair_can_be_taken_back_once(bed: Seedbed, capsys: Captured) -> None:
    put_in(bed, "New.")
    before = files(bed)
    fix(bed, capsys, "--apply")
    assert files(bed) != before
    assert fix(bed, capsys, "--undo")[0] == 0
    assert files(bed) == before
    code, _, err = fix(bed, capsys, "--undo")
    assert (code, "nothing to take back" in err) == (2, True)
    assert files(bed) == before


def test_nothing_is_taken_back_where_nothing_was_done(bed: Seedbed, capsys: Captured) -> None:
    code, _, err = fix(bed, capsys, "--undo")
    assert code == 2
    assert "nothing to take back" in err


def test_a_repair_is_not_taken_back_over_somebody_elses_change(
    bed: Seedbed, capsys: Captured
) -> None:
    put_in(bed, "New.")
    fix(bed, capsys, "--apply")
    bed.write(FAULT, bed.read(FAULT) + "# more\n")
    before = files(bed)
    code, _, err = fix(bed, capsys, "--undo")
    assert code == 2
    assert "changed since" in err
    assert files(bed) == before


def test_an_interrupted_repair_stops_all_else_and_is_finished(
    bed: Seedbed, capsys: Captured
) -> None:
    put_in(bed, "New.")
    before = files(bed)
    fix(bed, capsys, "--apply")
    after = files(bed)
    record = (bed.seeds / UNDO_NAME).read_bytes()
    for path in (FAULT, LOCK):  # as if it had been killed between its files
        bed.write(path, before[path])
    (bed.seeds / UNDO_NAME).rename(bed.seeds / PENDING_NAME)
    assert main(["check", "--seeds", str(bed.seeds)]) == 2
    assert "R122" in capsys.readouterr().out
    code, _, err = fix(bed, capsys)
    assert code == 0
    assert "finished what was interrupted" in err
    assert files(bed) == after
    assert (bed.seeds / UNDO_NAME).read_bytes() == record


@pytest.mark.parametrize(
    "record",
    [
        "{",
        "[]",
        '{"version": 2, "files": []}',
        '{"version": 1, "files": [["../x", "a", "b"]]}',
        '{"version": 1, "files": [["/etc/x", "a", "b"]]}',
        '{"version": 1, "files": [["x", 1, 2]]}',
        '{"version": 1, "files": ["x"]}',
        '{"version": 1}',
        "[" * 100_000,
    ],
)
def test_a_record_that_is_none_of_ours_writes_nothing(
    record: str, bed: Seedbed, capsys: Captured
) -> None:
    bed.write(f"seeds/{PENDING_NAME}", record)
    before = files(bed)
    code, _, err = fix(bed, capsys)
    assert code == 2
    assert "damaged" in err
    assert files(bed) == before


def test_files_that_go_together_are_not_written_over_a_change(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old a", encoding="utf-8")
    (tmp_path / "b").write_text("other", encoding="utf-8")
    changes = (Change("a", "old a", "new a"), Change("b", "old b", "new b"))
    with pytest.raises(ConflictError, match="changed since"):
        write_together(tmp_path, changes)
    assert (tmp_path / "a").read_text(encoding="utf-8") == "old a"
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["a", "b"]


def test_files_that_go_together_are_not_written_through_a_link(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("old", encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a").symlink_to(outside)
    with pytest.raises(ConflictError):
        write_together(tmp_path / "seeds", (Change("a", "old", "new"),))
    assert outside.read_text(encoding="utf-8") == "old"


# --- earlier links --------------------------------------------------------------------------------


def test_the_lock_keeps_the_names_that_paragraphs_had(bed: Seedbed, capsys: Captured) -> None:
    put_in(bed, "New.")
    fix(bed, capsys, "--apply")
    for _ in range(2):
        numbering = parse_lock(bed.read(LOCK), "seeds")["khalij-0319"].numbering
        assert numbering.revision == 2
        assert numbering.aliases[0] == ("p1", 2)
        assert main(["lock", "--seeds", str(bed.seeds)]) == 0
    put_in(bed, "Newer.")
    fix(bed, capsys, "--apply")
    numbering = parse_lock(bed.read(LOCK), "seeds")["khalij-0319"].numbering
    assert numbering.id(4) == "r3-p4"
    assert numbering.aliases_of(4) == ("p2", "r2-p3")
    untouched = parse_lock(bed.read(LOCK), "seeds")["sahil-0318"].numbering
    assert (untouched.revision, untouched.aliases) == (1, ())


def test_an_earlier_link_leads_to_the_words_it_was_made_for(bed: Seedbed, capsys: Captured) -> None:
    put_in(bed, "New.")
    fix(bed, capsys, "--apply")
    bed.write("seeds/sources.yml", bed.read("seeds/sources.yml") + "  unused: {'1': new}\n")
    pages = {(p.lang, p.path): p for p in bed.build().site.pages}
    page = pages["en", "sources/khalij-0319"]
    assert {"p3", "p3-fault-1", "r2-p4", "r2-p4-fault-1"} <= page.ids
    words = page.html[page.html.index('id="r2-p4-fault-1"') :]
    assert '<span class="hy-begin hy-begin--1" id="p3-fault-1"></span><mark' in words
    assert "The fault began in the control room" in words[:300]
    assert "earlier ¶ 3" in page.html
    claim = pages["en", "claims/fault-1"]
    assert "sources/khalij-0319/#r2-p4-fault-1" in claim.html


def test_the_repository_keeps_no_record_of_a_repair() -> None:
    ignored = (REPOSITORY / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "/seeds/.hashiya-*" in ignored
