"""`hashiya edition` and `hashiya diff`, on folders and on a real repository, and the page."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import hashiya
from hashiya.cli import main
from hashiya.pages import Page
from tests.seedbed import REPOSITORY, Seedbed

BRIEFING, SHIPS, FAULT = "seeds/briefing.yml", "seeds/claims/ships.yml", "seeds/claims/fault.yml"
RECORD = "seeds/editions/1.json"
BOTH = pytest.mark.parametrize("lang", ["en", "ar"])

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def bed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Seedbed:
    """A copy of the base briefing, in whose folder the commands run."""
    bed = Seedbed.plant(tmp_path / "home")
    monkeypatch.chdir(bed.home)
    return bed


def run(capsys: Captured, *words: str) -> tuple[int, str, str]:
    """A command: its exit code, standard output and standard error."""
    code = main(list(words))
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def git(*words: str) -> str:
    """A command of Git in the current folder, as nobody in particular."""
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=m")
    # The tests may run inside a hook of the repository that they belong to.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    command = ("git", *identity, *words)
    return subprocess.run(
        command, check=True, capture_output=True, text=True, env=environment
    ).stdout


def commit(message: str) -> None:
    """Everything in the current folder, committed."""
    if not Path(".git").exists():
        git("init", "--quiet")
    git("add", "--all")
    git("commit", "--quiet", "--message", message)


def make_three_changes(bed: Seedbed) -> None:
    """A claim changed, one added, one withdrawn; nothing else."""
    bed.edit(FAULT, "en: The fault began in", "en: The fault started in")
    bed.edit(
        FAULT, "ar: بدأ العطل في غرفة التحكم.\n  about", "ar: نشأ العطل في غرفة التحكم.\n  about"
    )
    text = bed.read(FAULT)
    start, stop = text.index("repair-1:\n"), text.index("fault-1:\n")
    entry = text[start:stop]
    bed.write(
        FAULT,
        text.replace(entry, entry.replace("repair-1:", "repair-2:"))
        + "\nrepair-1:\n  retired: 2026-03-22\n  reason: {en: It was split., ar: قُسمت.}\n"
        "  see: repair-2\n",
    )


EXPECTED = {
    "en": """\
1 new claim, 1 changed, 1 withdrawn and 4 unchanged

New

  Repairing the main crane may take two weeks if the spare parts arrive from abroad. (repair-2)

Changed

  The fault started in the control room. (fault-1)
    Wording (before): The fault [-began-] in the control room.
    Wording (now): The fault {+started+} in the control room.
    Wording (changed): in Arabic as well

Withdrawn

  Repairing the main crane may take two weeks if the spare parts arrive from abroad. (repair-1)
    Withdrawn on 22 March 2026: It was split.
    Withdrawn on 22 March 2026 (see instead): Repairing the main crane may take two weeks if the \
spare parts arrive from abroad.
""",
    "ar": """\
إفادة جديدة واحدة وإفادة معدّلة واحدة وإفادة مسحوبة واحدة و٤ إفادات على حالها

إفادات جديدة

  قد يستغرق إصلاح الرافعة الرئيسية أسبوعين إذا وصلت قطع الغيار من الخارج. (\u2068repair-2\u2069)

إفادات معدّلة

  نشأ العطل في غرفة التحكم. (\u2068fault-1\u2069)
    الصياغة (قبل): [-بدأ-] العطل في غرفة التحكم.
    الصياغة (الآن): {+نشأ+} العطل في غرفة التحكم.
    الصياغة (تعديل): وفي النص باللغة الإنجليزية أيضاً

إفادات مسحوبة

  قد يستغرق إصلاح الرافعة الرئيسية أسبوعين إذا وصلت قطع الغيار من الخارج. (\u2068repair-1\u2069)
    سُحبت بتاريخ ٢٢ آذار ٢٠٢٦: قُسمت.
    سُحبت بتاريخ ٢٢ آذار ٢٠٢٦ (انظر بدلاً منها): قد يستغرق إصلاح الرافعة الرئيسية أسبوعين إذا وصلت \
قطع الغيار من الخارج.
""",
}


@BOTH
def test_a_claim_changed_one_added_and_one_withdrawn_between_two_commits_is_said(
    bed: Seedbed, capsys: Captured, lang: str
) -> None:
    commit("First")
    make_three_changes(bed)
    commit("Second")
    assert run(capsys, "check", "--quiet")[0] == 0
    code, out, err = run(capsys, "diff", "HEAD~1", "HEAD", "--lang", lang)
    head, _, said = out.partition("\n\n")
    assert (code, err, said) == (0, "", EXPECTED[lang])
    for name, line in zip(("HEAD~1", "HEAD"), head.splitlines(), strict=True):
        assert line.endswith((f"({name})", f"(\u2068{name}\u2069)"))


@BOTH
def test_the_page_says_the_same(bed: Seedbed, capsys: Captured, lang: str) -> None:
    assert run(capsys, "edition")[0] == 0
    make_three_changes(bed)
    bed.edit(BRIEFING, "as_of: 2026-03-21", "edition: 2\nas_of: 2026-03-22")
    page = page_of(bed, lang)
    words = " ".join(re.sub(r"<[^>]+>", " ", page.html).split())
    summary, *_ = EXPECTED[lang].splitlines()
    assert summary in words
    assert re.findall(r'id="change-([^"]+)"', page.html) == ["repair-2", "fault-1", "repair-1"]
    headings = [(h.level, h.id) for h in page.headings]
    assert headings == [(2, "new"), (2, "changed"), (2, "withdrawn"), (2, "earlier")]
    old, new = {"en": ("began", "started"), "ar": ("بدأ", "نشأ")}[lang]
    assert re.findall(r"<del>(.*?)</del>", page.html) == [old]
    assert re.findall(r"<ins>(.*?)</ins>", page.html) == [new]
    reason = {"en": "It was split.", "ar": "قُسمت."}[lang]
    assert reason in words
    for link in (("claims/repair-1", ""), ("claims/repair-2", ""), ("claims/fault-1", "")):
        assert link in {(found.path, found.anchor) for found in page.links}


def page_of(bed: Seedbed, lang: str, path: str = "changes") -> Page:
    """A page of the built site."""
    (page,) = (p for p in bed.build().site.pages if (p.lang, p.path) == (lang, path))
    return page


# --- the page -------------------------------------------------------------------------------------


@BOTH
def test_the_page_of_a_first_edition_says_that_it_is_the_first(bed: Seedbed, lang: str) -> None:
    first = {"en": "This is the first edition", "ar": "هذه هي الطبعة الأولى"}[lang]
    assert first in page_of(bed, lang).html
    bed.edit(BRIEFING, "as_of: 2026-03-21", "edition: 2\nas_of: 2026-03-22")
    assert first not in page_of(bed, lang).html
    unknown = {"en": "No earlier edition is on record", "ar": "لا سجل لطبعة أسبق"}[lang]
    assert unknown in page_of(bed, lang).html


@BOTH
def test_the_page_says_that_nothing_changed(bed: Seedbed, capsys: Captured, lang: str) -> None:
    run(capsys, "edition")
    bed.edit(BRIEFING, "as_of: 2026-03-21", "edition: 2\nas_of: 2026-03-22")
    page = page_of(bed, lang)
    said = {"en": "Nothing changed among 6 claims.", "ar": "لم يتغيّر شيء في ٦ إفادات."}[lang]
    assert said in page.html
    assert [h.id for h in page.headings] == ["earlier"]


def test_the_page_is_in_the_navigation_and_can_be_searched(bed: Seedbed, capsys: Captured) -> None:
    run(capsys, "edition")
    make_three_changes(bed)
    bed.edit(BRIEFING, "as_of: 2026-03-21", "edition: 2\nas_of: 2026-03-22")
    site = bed.build().site
    assert ("What changed", "changes") in {(e.title, e.path) for e in site.nav["en"]}
    assert ("ما الذي تغيّر", "changes") in {(e.title, e.path) for e in site.nav["ar"]}
    records = {record.anchor: record.text for record in page_of(bed, "en").search}
    assert set(records) == {"", "change-repair-2", "change-fault-1", "change-repair-1"}
    assert "The fault began in the control room." in records["change-fault-1"]


def test_the_page_shows_no_quotation_of_before_but_those_of_now_in_its_notes(
    bed: Seedbed, capsys: Captured
) -> None:
    bed.edit(
        FAULT, "quote: العطل بدأ في غرفة التحكم", "quote: وقال مسؤول لم يذكر اسمه إن العطل بدأ"
    )
    run(capsys, "edition")
    bed.edit(
        FAULT, "quote: وقال مسؤول لم يذكر اسمه إن العطل بدأ", "quote: العطل بدأ في غرفة التحكم"
    )
    bed.edit(BRIEFING, "as_of: 2026-03-21", "edition: 2\nas_of: 2026-03-22")
    html = page_of(bed, "en").html
    assert "changed in the words quoted" in html
    assert '<q lang="ar" dir="rtl">العطل بدأ في غرفة التحكم</q>' in html
    assert "وقال مسؤول لم يذكر" not in html


@pytest.mark.parametrize("policy", ["link", "none"])
def test_an_export_of_what_changed_has_no_words_that_were_shown_before(
    policy: str, bed: Seedbed, tmp_path: Path, capsys: Captured
) -> None:
    run(capsys, "edition")
    published = "  publisher: sahil\n"
    bed.edit("seeds/sources.yml", published, f"{published}  publish: {policy}\n")
    text = re.sub("modality: (asserted|planned|conditional)", "modality: reported", bed.read(FAULT))
    bed.write(FAULT, text.replace("speaker: haddad", "speaker: gulf-authority"))
    bed.edit(BRIEFING, "as_of: 2026-03-21", "edition: 2\nas_of: 2026-03-22")
    target = tmp_path / "out"
    assert run(capsys, "export", "--to", str(target))[0] == 0
    page = (target / "docs/en/changes/index.md").read_text(encoding="utf-8")
    assert page.count('id="change-') == 3
    assert not re.search("two weeks, if|العطل بدأ", page)
    assert ("Sami Haddad, said it on a condition" in page.replace("</bdi>", "").replace("<bdi>", "")
            ) == (policy == "link")  # fmt: skip


def test_a_record_has_no_markup_for_the_page(bed: Seedbed, capsys: Captured) -> None:
    run(capsys, "edition")
    hostile = "<script>x</script> &amp; <b onclick=x>"
    bed.edit(RECORD, "Twelve ships were waiting outside the basin.", hostile)
    bed.edit(BRIEFING, "as_of: 2026-03-21", "edition: 2\nas_of: 2026-03-22")
    html = page_of(bed, "en").html
    assert "<script>" not in html
    assert "&lt;script&gt;x&lt;/script&gt; &amp;amp; &lt;b onclick=x&gt;" in html


def test_the_same_seeds_give_the_same_page_and_the_same_record(
    bed: Seedbed, capsys: Captured
) -> None:
    run(capsys, "edition")
    record = bed.read(RECORD)
    run(capsys, "edition", "--again")
    assert bed.read(RECORD) == record
    make_three_changes(bed)
    bed.edit(BRIEFING, "as_of: 2026-03-21", "edition: 2\nas_of: 2026-03-22")
    assert page_of(bed, "ar") == page_of(bed, "ar")
    command = "import hashiya, pathlib; print([p.html for p in hashiya.build(pathlib.Path('seeds'))"
    command += ".site.pages if p.path == 'changes'])"
    outs = {
        subprocess.run(
            [sys.executable, "-c", command],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(REPOSITORY / "generator")},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outs) == 1


def test_every_language_names_the_edition(bed: Seedbed) -> None:
    assert dict(bed.build().site.edition) == {
        "en": "Edition 1, as of 21 March 2026",
        "ar": "الطبعة ١، حتى تاريخ ٢١ آذار ٢٠٢٦",
    }
    bed.edit(BRIEFING, "as_of: 2026-03-21", "edition: 12")
    assert dict(bed.build().site.edition) == {"en": "Edition 12", "ar": "الطبعة ١٢"}


# --- edition --------------------------------------------------------------------------------------


def test_an_edition_is_recorded_once_and_then_unchanged(bed: Seedbed, capsys: Captured) -> None:
    code, out, err = run(capsys, "edition")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        f"{RECORD}: written; Edition 1, as of 21 March 2026: 6 claims, 1 withdrawn",
        "briefing.yml names no edition, so it is taken for the first",
    ]
    before = (bed.home / RECORD).stat().st_mtime_ns
    assert run(capsys, "edition")[1].startswith(f"{RECORD}: unchanged; ")
    assert (bed.home / RECORD).stat().st_mtime_ns == before
    assert [path.name for path in (bed.seeds / "editions").iterdir()] == ["1.json"]


def test_the_next_edition_says_what_changed_since_the_last(bed: Seedbed, capsys: Captured) -> None:
    run(capsys, "edition")
    make_three_changes(bed)
    bed.edit(BRIEFING, "as_of: 2026-03-21", "edition: 2\nas_of: 2026-03-22")
    assert run(capsys, "edition")[1].splitlines() == [
        "seeds/editions/2.json: written; Edition 2, as of 22 March 2026: 6 claims, 2 withdrawn",
        "since edition 1: 1 new claim, 1 changed, 1 withdrawn and 4 unchanged",
    ]


def test_a_record_that_differs_is_not_written_over_unless_again(
    bed: Seedbed, capsys: Captured
) -> None:
    run(capsys, "edition")
    record = bed.read(RECORD)
    make_three_changes(bed)
    code, out, err = run(capsys, "edition")
    assert (code, out) == (2, "")
    assert err.startswith(f"hashiya: {RECORD} records other claims under the same number; raise ")
    assert bed.read(RECORD) == record
    code, out, _ = run(capsys, "edition", "--again")
    assert (code, out.splitlines()[0]) == (
        0, f"{RECORD}: written; Edition 1, as of 21 March 2026: 6 claims, 2 withdrawn",
    )  # fmt: skip
    assert bed.read(RECORD) != record


def test_a_damaged_record_is_in_nobodys_way_but_without_again(
    bed: Seedbed, capsys: Captured
) -> None:
    run(capsys, "edition")
    record = bed.read(RECORD)
    bed.write(RECORD, "{")
    code, out, _ = run(capsys, "edition")
    assert (code, "error[R121]" in out) == (2, True)
    assert run(capsys, "edition", "--again")[0] == 0
    assert bed.read(RECORD) == record


def broken(bed: Seedbed) -> None:
    """An error that a check finds."""
    bed.edit(SHIPS, "speaker: haddad", "speaker: hadad")


def unreadable(bed: Seedbed) -> None:
    """An error that leaves no index."""
    bed.edit(SHIPS, "speaker: haddad", "speeker: haddad")


def put_back(bed: Seedbed) -> None:
    """A number below that of a record."""
    bed.edit(BRIEFING, "as_of: 2026-03-21", "edition: 5\nas_of: 2026-03-22")
    assert main(["edition"]) == 0
    bed.edit(BRIEFING, "edition: 5", "edition: 4")


@pytest.mark.parametrize(
    "change, exit_code, says",
    [(broken, 1, "C301"), (unreadable, 2, "R103"), (put_back, 1, "E608")],
)
def test_nothing_is_recorded_of_seeds_with_errors(
    change: Callable[[Seedbed], None], exit_code: int, says: str, bed: Seedbed, capsys: Captured
) -> None:
    change(bed)
    before = sorted((bed.seeds / "editions").glob("*")) if change is put_back else []
    capsys.readouterr()
    code, out, _ = run(capsys, "edition")
    assert (code, says in out) == (exit_code, True)
    assert sorted((bed.seeds / "editions").glob("*")) == before


# --- diff -----------------------------------------------------------------------------------------


def test_two_folders_are_compared_each_given_as_seeds_or_as_what_holds_them(
    bed: Seedbed, tmp_path: Path, capsys: Captured
) -> None:
    other = Seedbed.plant(tmp_path / "other")
    make_three_changes(other)
    said = {
        run(capsys, "diff", str(old), str(new))[1].partition("\n\n")[2]
        for old in (bed.home, bed.seeds, "seeds", ".")
        for new in (other.home, other.seeds)
    }
    assert said == {EXPECTED["en"]}


def test_without_a_second_side_it_is_the_seeds_as_they_are(bed: Seedbed, capsys: Captured) -> None:
    commit("First")
    code, out, _ = run(capsys, "diff", "HEAD")
    assert (code, out.splitlines()[-1]) == (0, "Nothing changed among 6 claims.")
    make_three_changes(bed)
    assert run(capsys, "diff", "HEAD")[1].partition("\n\n")[2] == EXPECTED["en"]
    assert run(capsys, "diff", ".", "HEAD")[1].startswith("before: ")


def test_the_language_is_the_briefings_first_and_none_that_it_lacks(
    bed: Seedbed, capsys: Captured
) -> None:
    bed.edit(BRIEFING, "languages: [en, ar]", "languages: [ar, en]")
    assert run(capsys, "diff", ".")[1].startswith("قبل: ")
    assert run(capsys, "diff", ".", "--lang", "en")[1].startswith("before: ")
    code, out, err = run(capsys, "diff", ".", "--lang", "fr")
    assert (code, out) == (2, "")
    assert err == "hashiya: the briefing has no language 'fr', expected one of: ar, en\n"


@pytest.mark.usefixtures("bed")
def test_other_formats_say_the_same(tmp_path: Path, capsys: Captured) -> None:
    other = Seedbed.plant(tmp_path / "other")
    make_three_changes(other)
    found = json.loads(run(capsys, "diff", ".", str(other.home), "--format", "json")[1])
    assert [c["id"] for c in found["new"]] == ["repair-2"]
    assert [c["id"] for c in found["changed"]] == ["fault-1"]
    assert [c["id"] for c in found["withdrawn"]] == ["repair-1"]
    text = run(capsys, "diff", ".", str(other.home), "--format", "markdown")[1]
    assert re.findall(r"^## (.*)$", text, re.M) == ["New", "Changed", "Withdrawn"]


@pytest.mark.parametrize("name", ["v1", "HEAD~1", "HEAD~1:seeds", "v1:", "first", "HASH"])
def test_a_revision_goes_by_any_name_that_git_knows(
    name: str, bed: Seedbed, capsys: Captured
) -> None:
    commit("First")
    git("tag", "v1")
    git("branch", "first")
    name = name.replace("HASH", git("rev-parse", "--short", "HEAD").strip())
    make_three_changes(bed)
    commit("Second")
    code, out, _ = run(capsys, "diff", name)
    assert (code, out.partition("\n\n")[2]) == (0, EXPECTED["en"])


def test_a_revision_has_its_seeds_where_the_folder_has_them(
    bed: Seedbed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    commit("First")
    make_three_changes(bed)
    assert run(capsys, "diff", "HEAD", "--seeds", "home/seeds")[1].endswith(EXPECTED["en"])
    assert run(capsys, "diff", "HEAD", "--seeds", str(bed.seeds))[1].endswith(EXPECTED["en"])
    assert run(capsys, "diff", "HEAD:home", str(bed.home))[1].endswith(EXPECTED["en"])
    monkeypatch.chdir(bed.home)
    assert run(capsys, "diff", "HEAD")[1].endswith(EXPECTED["en"])
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, "diff", "HEAD", str(bed.home))
    assert (code, out) == (2, "")
    assert err == "hashiya: no folder 'seeds' in the revision 'HEAD'\n"


def test_a_revision_is_read_byte_for_byte_and_nothing_is_checked_out(
    bed: Seedbed, capsys: Captured
) -> None:
    bed.write(".gitattributes", "*.txt export-ignore\n*.yml export-subst ident eol=crlf\n")
    commit("First")
    bed.edit(SHIPS, "en: Twelve ships were waiting", "en: Twelve ships waited")
    before = git("status", "--short")
    assert run(capsys, "diff", "HEAD")[0] == 0
    assert git("status", "--short") == before != ""


def test_a_revision_that_cannot_be_read_is_said_with_file_and_line(
    bed: Seedbed, capsys: Captured
) -> None:
    unreadable(bed)
    commit("First")
    bed.edit(SHIPS, "speeker: haddad", "speaker: haddad")
    code, out, err = run(capsys, "diff", "HEAD")
    assert code == 2
    assert out.startswith(f"{SHIPS}:26: error[R103] the unknown key “speeker”")
    assert err == "hashiya: 1 error; the seeds of 'HEAD' can't be read\n"


def test_seeds_with_a_finding_are_compared_all_the_same(bed: Seedbed, capsys: Captured) -> None:
    commit("First")
    broken(bed)
    code, out, _ = run(capsys, "diff", "HEAD")
    assert code == 0
    assert "Evidence (before): Sami Haddad, asserted it, Sahil ¶ 4" in out


def test_a_symbolic_link_in_a_revision_leads_nowhere(bed: Seedbed, capsys: Captured) -> None:
    (bed.seeds / "claims" / "more.yml").symlink_to("/etc/passwd")
    (bed.seeds / "entities" / "up").symlink_to("..")
    commit("First")
    code, out, _ = run(capsys, "diff", "HEAD", "HEAD")
    assert code == 2
    assert "seeds/claims/more.yml:1: error[R114]" in out
    assert "seeds/entities/up:1: error[R114]" in out
    assert "root:" not in out


@pytest.mark.parametrize(
    "name, says",
    [
        ("xyz", "no folder and no git revision 'xyz'"),
        ("HEAD~9", "no folder and no git revision 'HEAD~9'"),
        ("HEAD:docs/en/index.md", "no folder and no git revision 'HEAD:docs/en/index.md'"),
        ("HEAD:nowhere", "no folder and no git revision 'HEAD:nowhere'"),
        ("--all", "no folder and no git revision '--all'"),
        ("HEAD; touch pwned", "no folder and no git revision 'HEAD; touch pwned'"),
        ("", "no folder and no git revision ''"),
    ],
)
def test_what_is_no_revision_is_said_in_a_line(
    name: str, says: str, bed: Seedbed, capsys: Captured
) -> None:
    commit("First")
    code, out, err = run(capsys, "diff", "--", name)
    assert (code, out, err) == (2, "", f"hashiya: {says}\n")
    assert not (bed.home / "pwned").exists()


def test_outside_of_a_repository_that_is_said(
    bed: Seedbed, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(bed.home.parent))
    _, _, err = run(capsys, "diff", "HEAD")
    assert err == (
        "hashiya: no folder and no git revision 'HEAD' (this folder is in no git repository)\n"
    )


def test_without_git_folders_can_still_be_compared(
    bed: Seedbed, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(bed.home))
    assert run(capsys, "diff", ".")[0] == 0
    code, _, err = run(capsys, "diff", "HEAD")
    assert (code, err) == (2, "hashiya: no git is here to look for a revision\n")


@pytest.mark.usefixtures("bed")
def test_a_folder_without_seeds_is_said(capsys: Captured) -> None:
    code, out, err = run(capsys, "diff", "docs")
    assert code == 2
    assert "docs/briefing.yml:1: error[R115] no file “briefing.yml”" in out
    assert err.endswith("the seeds of 'docs' can't be read\n")


@pytest.mark.parametrize("command", ["diff", "edition"])
def test_the_commands_explain_themselves(command: str, capsys: Captured) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([command, "--help"])
    assert stopped.value.code == 0
    assert "--seeds DIR" in capsys.readouterr().out


def test_build_reads_records_without_git(bed: Seedbed, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["edition"]) == 0
    monkeypatch.setenv("PATH", "")
    bed.edit(BRIEFING, "as_of: 2026-03-21", "edition: 2\nas_of: 2026-03-22")
    built = hashiya.build(bed.seeds)
    assert built.press.history.changes is not None
