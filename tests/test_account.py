"""What changed is said in each language's own words, and nothing of a source is said with it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import hashiya
from hashiya.account import Account, Entry, account_of, compared, earlier_editions, edition_line
from hashiya.catalog import Catalog, load_catalog
from hashiya.changes import compare, history_of
from hashiya.editions import Snapshot, parse_snapshot, record_name, render_snapshot
from hashiya.edtf import parse_edtf
from hashiya.exports.changes_json import render_json
from hashiya.exports.changes_text import render_markdown, render_text
from tests.seedbed import Seedbed

SHIPS, FAULT = "seeds/claims/ships.yml", "seeds/claims/fault.yml"
CATALOGS = {"en": load_catalog("en", "en_GB"), "ar": load_catalog("ar", "ar_IQ")}
BOTH = pytest.mark.parametrize("lang", ["en", "ar"])


@pytest.fixture
def bed(tmp_path: Path) -> Seedbed:
    """A copy of the base briefing."""
    return Seedbed.plant(tmp_path / "home")


def snapshot(bed: Seedbed) -> Snapshot:
    """Its record."""
    return hashiya.snapshot_of(hashiya.read_index(bed.seeds))


def told(old: Snapshot, bed: Seedbed, lang: str) -> Account:
    """What changed since a record."""
    return account_of(compare(old, snapshot(bed)), CATALOGS[lang])


def lines(entry: Entry, catalog: Catalog = CATALOGS["en"]) -> list[str]:
    """Everything that is said of a claim, a line each: respect, mark, words."""
    return [
        f"{aspect.label} | {line.label} | "
        + ("" if line.sentence else f"{catalog.text('list.comma')} ").join(
            f"[{part.text}]" if part.tag else part.text for part in line.parts
        )
        for aspect in entry.aspects
        for line in aspect.lines
    ]


def entries(account: Account) -> dict[str, tuple[str, Entry]]:
    """Each claim's section and entry."""
    return {e.id: (section.key, e) for section in account.sections for e in section.entries}


# --- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "before, after, old, new",
    [
        ("a b c", "a x c", "a [b] c", "a [x] c"),
        ("a b", "a b c", "a b", "a b [c]"),
        ("a b", "c d", "[a b]", "[c d]"),
        ("a  b", "a b", "a b", "a b"),
        ("", "a", "", "[a]"),
    ],
)
def test_two_wordings_are_cut_where_they_differ(
    before: str, after: str, old: str, new: str
) -> None:
    was, is_ = compared(before, after)
    assert {s.tag for s in was} <= {"", "del"}
    assert {s.tag for s in is_} <= {"", "ins"}
    assert "".join(f"[{s.text}]" if s.tag else s.text for s in was) == old
    assert "".join(f"[{s.text}]" if s.tag else s.text for s in is_) == new


def test_very_long_wordings_are_marked_whole_and_not_compared() -> None:
    before, after = "a " * 2_000, "b " * 2_000
    assert [[s.tag for s in side] for side in compared(before, after)] == [["del"], ["ins"]]


@pytest.mark.parametrize(
    "lang, as_of, expected",
    [
        ("en", None, "Edition 12"),
        ("en", "2024-10-04", "Edition 12, as of 4 October 2024"),
        ("ar", None, "الطبعة ١٢"),
        ("ar", "2024-10-04", "الطبعة ١٢، حتى تاريخ ٤ تشرين الأول ٢٠٢٤"),
    ],
)
def test_an_edition_is_named_by_its_number_and_its_date(
    lang: str, as_of: str | None, expected: str
) -> None:
    date = parse_edtf(as_of) if as_of else None
    assert edition_line(CATALOGS[lang], 12, date) == expected


def change(bed: Seedbed) -> None:
    """A claim changed in wording, date, number, subject and importance."""
    bed.edit(SHIPS, "en: Twelve ships were waiting", "en: Thirteen ships waited")
    bed.edit(SHIPS, "ar: كانت اثنتا عشرة سفينة", "ar: كانت ثلاث عشرة سفينة")
    bed.edit(SHIPS, "n: 12, unit: ship, approx: true", "n: 13, unit: ship")
    bed.edit(SHIPS, "  conflicts:\n", "  importance: 3\n  conflicts:\n")
    text = bed.read(SHIPS).replace("2026-03-18~", "2026-03-19", 1)
    bed.write(SHIPS, text.replace("about: [ras-zahr, outage]\n  date: 2026-03-19",
                                  "about: [ras-zahr]\n  date: 2026-03-19"))  # fmt: skip


def test_a_change_is_told_respect_by_respect(bed: Seedbed) -> None:
    old = snapshot(bed)
    change(bed)
    account = told(old, bed, "en")
    assert account.summary == "1 changed and 5 unchanged"
    key, entry = entries(account)["ships-12"]
    assert (key, entry.text) == ("changed", "Thirteen ships waited outside the basin.")
    assert lines(entry) == [
        "Wording | before | [Twelve] ships [were waiting] outside the basin.",
        "Wording | now | [Thirteen] ships [waited] outside the basin.",
        "Wording | changed | in Arabic as well",
        "Date | before | about 18 March 2026",
        "Date | now | 19 March 2026",
        "About | taken out | the outage",
        "Numbers | taken out | ships waiting, Ras al-Zahr port, about 12 (ship)",
        "Numbers | added | ships waiting, Ras al-Zahr port, 13 (ship)",
        "Importance | before | normal",
        "Importance | now | detail",
    ]


def test_a_change_is_told_in_arabic_with_its_digits(bed: Seedbed) -> None:
    old = snapshot(bed)
    change(bed)
    account = told(old, bed, "ar")
    assert account.summary == "إفادة معدّلة واحدة و٥ إفادات على حالها"
    _, entry = entries(account)["ships-12"]
    assert lines(entry, CATALOGS["ar"]) == [
        "الصياغة | قبل | كانت [اثنتا] عشرة سفينة تنتظر خارج الحوض.",
        "الصياغة | الآن | كانت [ثلاث] عشرة سفينة تنتظر خارج الحوض.",
        "الصياغة | تعديل | وفي النص باللغة الإنجليزية أيضاً",
        "التاريخ | قبل | نحو ١٨ آذار ٢٠٢٦",
        "التاريخ | الآن | ١٩ آذار ٢٠٢٦",
        "الموضوع | حذف | العطل",
        "الأعداد | حذف | ships waiting، ميناء رأس الزهر، نحو ١٢ (ship)",
        "الأعداد | إضافة | ships waiting، ميناء رأس الزهر، ١٣ (ship)",
        "الأهمية | قبل | عادية",
        "الأهمية | الآن | تفصيل",
    ]


def test_a_wording_that_changed_in_the_other_language_only_is_said_so(bed: Seedbed) -> None:
    old = snapshot(bed)
    bed.edit(SHIPS, "en: Twelve ships were waiting", "en: Twelve ships waited")
    _, entry = entries(told(old, bed, "ar"))["ships-12"]
    assert lines(entry) == ["الصياغة | تعديل | في النص باللغة الإنجليزية فقط"]


def test_evidence_is_told_by_speaker_manner_and_place(bed: Seedbed) -> None:
    old = snapshot(bed)
    bed.edit(FAULT, "      via: [northwire]\n      modality: planned", "      modality: reported")
    bed.edit(FAULT, "      speaker: official-318\n", "")
    bed.edit(FAULT, "quote: إصلاح الرافعة الرئيسية قد يستغرق", "quote: الرافعة الرئيسية قد يستغرق")
    found = entries(told(old, bed, "en"))
    assert lines(found["berth-1"][1]) == [
        "Evidence | before | the Gulf Authority, announced it as a plan, via Northwire, Khalij ¶ 5",
        "Evidence | now | the Gulf Authority, passed it on, Khalij ¶ 5",
    ]
    assert lines(found["fault-1"][1]) == [
        "Evidence | before | an unnamed official, asserted it, Sahil ¶ 5",
        "Evidence | now | the article itself, asserted it, Sahil ¶ 5",
    ]
    assert lines(found["repair-1"][1]) == [
        "Evidence | changed in the words quoted | Sami Haddad, said it on a condition, Sahil ¶ 4",
    ]
    assert "[إصلاح" not in str(found)


def test_a_paragraph_is_linked_where_it_is_cited_now(bed: Seedbed) -> None:
    old = snapshot(bed)
    bed.edit(FAULT, "via: [northwire]", "via: []")
    (aspect,) = entries(told(old, bed, "en"))["berth-1"][1].aspects
    before, now = (line.parts[-1] for line in aspect.lines)
    assert (before.path, now.path, now.paragraph) == (None, "sources/khalij-0319", 5)


@BOTH
def test_nothing_is_told_of_a_source_that_is_withheld_now(bed: Seedbed, lang: str) -> None:
    old = snapshot(bed)
    bed.edit(FAULT, "via: [northwire]", "via: []")
    bed.edit("seeds/sources.yml", "  publisher: khalij\n", "  publisher: khalij\n  publish: none\n")
    account = told(old, bed, lang)
    _, entry = entries(account)["berth-1"]
    withheld = {"en": "The source is withheld.", "ar": "المصدر محجوب."}[lang]
    assert [part.text for a in entry.aspects for x in a.lines for part in x.parts] == [withheld]
    assert "Northwire" not in str(account)
    assert "Khalij" not in str(account)


def test_nothing_is_told_of_a_source_that_is_no_more_and_was_withheld(bed: Seedbed) -> None:
    old = snapshot(bed)
    text = render_snapshot(old).replace(
        '"sahil-0318": {"publish": "quote"', '"sahil-0320": {"publish": "none"'
    )
    evidence = '{"at": "sahil-0318#2", "gloss"'
    old = parse_snapshot(text.replace(evidence, evidence.replace("0318", "0320")),
                         "seeds/editions/1.json")  # fmt: skip
    _, entry = entries(told(old, bed, "en"))["closed-1"]
    assert "Evidence | taken out | The source is withheld." in lines(entry)


def test_no_word_of_an_article_or_a_gloss_is_told(bed: Seedbed) -> None:
    old = snapshot(bed)
    text = bed.read(FAULT) + bed.read(SHIPS)
    words = re.findall(r"(?:quote: |gloss: \{\w+: )\"?([^\n}\"]+)", text)
    assert len(words) == 16
    for path in (SHIPS, FAULT):  # every quotation is shorter by its last word, every gloss gone
        changed = re.sub(r"(quote: .*) \S+\n", r"\1\n", bed.read(path))
        bed.write(path, re.sub(r"(gloss: \{\w+: )[^}]+", r"\1x", changed))
    account = told(old, bed, "en")
    assert len(entries(account)) == 6
    said = str(account)
    assert [w for w in words if w in said and w not in bed.read(SHIPS) + bed.read(FAULT)] == []


# --- fates ----------------------------------------------------------------------------------------


def withdraw(bed: Seedbed) -> None:
    """ships-17 withdrawn, and with it what ships-12 said of it."""
    text = bed.read(SHIPS)
    start, stop = text.index("ships-17:\n"), text.index("ships-9:\n")
    conflict = text[text.index("  conflicts:\n") : start]
    bed.write(
        SHIPS,
        f"{(text[:start] + text[stop:]).replace(conflict, '')}\nships-17:\n  retired: 2026-03-22\n"
        "  reason: {en: It was counted twice., ar: عُدّت مرتين.}\n  see: ships-12\n",
    )


def replace_berth(bed: Seedbed) -> None:
    """berth-1 deleted, and a new claim in its words that takes the place of closed-1."""
    bed.edit(FAULT, "berth-1:\n", "berth-2:\n  supersedes: [closed-1]\n")


def test_each_fate_is_told_with_what_belongs_to_it(bed: Seedbed) -> None:
    old = snapshot(bed)
    withdraw(bed)
    replace_berth(bed)
    account = told(old, bed, "en")
    assert account.summary == (
        "1 new claim, 1 changed through another, 1 superseded, 1 withdrawn, "
        "1 gone without a word and 2 unchanged"
    )
    found = entries(account)
    assert {id_: key for id_, (key, _) in found.items()} == {
        "berth-2": "new",
        "ships-12": "followed",
        "closed-1": "superseded",
        "ships-17": "withdrawn",
        "berth-1": "gone",
    }
    twelve = "Twelve ships were waiting outside the basin."
    seventeen = "Seventeen ships were waiting outside the basin."
    berth = "The Gulf Authority plans to open a second berth if the repair is delayed."
    assert lines(found["berth-2"][1]) == []
    assert lines(found["ships-12"][1]) == [
        "Status | before | contested",
        "Status | now | from one origin",
        f"Status | follows from | {seventeen}",
        f"Contradicts | taken out | {seventeen}",
    ]
    assert lines(found["closed-1"][1]) == [
        f"Its place was taken by |  | {berth}",
        "Status | before | from one origin",
        "Status | now | superseded",
    ]
    assert lines(found["ships-17"][1]) == [
        "Withdrawn on 22 March 2026 |  | It was counted twice.",
        f"Withdrawn on 22 March 2026 | see instead | {twelve}",
    ]
    assert lines(found["berth-1"][1]) == [
        "Why |  | It is in the index no more, and no reason is given.",
    ]
    paths = {id_: (e.path, e.living, e.text) for id_, (_, e) in found.items()}
    assert paths["ships-17"] == ("claims/ships-17", False, seventeen)
    assert paths["berth-1"] == (None, False, berth)
    assert paths["berth-2"] == ("claims/berth-2", True, berth)


def test_each_fate_is_told_in_arabic(bed: Seedbed) -> None:
    old = snapshot(bed)
    withdraw(bed)
    replace_berth(bed)
    account = told(old, bed, "ar")
    assert account.summary == (
        "إفادة جديدة واحدة وإفادة واحدة تغيّرت تبعاً لغيرها وإفادة واحدة حلّت محلها أخرى "
        "وإفادة مسحوبة واحدة وإفادة واحدة اختفت بلا بيان وإفادتان على حالهما"
    )
    found = entries(account)
    assert lines(found["ships-17"][1]) == [
        "سُحبت بتاريخ ٢٢ آذار ٢٠٢٦ |  | عُدّت مرتين.",
        "سُحبت بتاريخ ٢٢ آذار ٢٠٢٦ | انظر بدلاً منها | كانت اثنتا عشرة سفينة تنتظر خارج الحوض.",
    ]
    said = re.sub(r"[\w-]+-\d+|path='[^']*'", "", " ".join(e.text for _, e in found.values()))
    assert not re.search("[A-Za-z]", said)


def test_a_claim_that_stands_again_tells_that_it_had_been_withdrawn(bed: Seedbed) -> None:
    old = snapshot(bed)
    text = bed.read(SHIPS)
    bed.write(SHIPS, text[: text.index("ships-9:\n")])
    bed.edit(FAULT, "repair-1:\n", "ships-9:\n")
    found = entries(told(old, bed, "en"))
    assert {id_: key for id_, (key, _) in found.items()} == {
        "ships-9": "returned",
        "repair-1": "gone",
    }
    assert lines(found["ships-9"][1]) == [
        "Had been withdrawn on 20 March 2026 |  | The number was a misreading.",
    ]


def test_a_judgement_that_withdraws_a_claim_is_told_with_its_basis(bed: Seedbed) -> None:
    old = snapshot(bed)
    judged = (
        "  judgement: {confidence: high, by: RH, date: 2026-03-22, status: withdrawn, "
        "basis: {en: Of another day., ar: ليوم آخر.}}\n"
    )
    bed.edit(FAULT, "repair-1:\n", f"repair-1:\n{judged}")
    key, entry = entries(told(old, bed, "en"))["repair-1"]
    assert (key, entry.living) == ("withdrawn", True)
    assert lines(entry) == [
        "Status | before | from one origin",
        "Status | now | withdrawn",
        "Judgement | before | none",
        "Judgement | now | withdrawn, high confidence, RH, 22 March 2026, Of another day.",
    ]


def test_a_text_that_an_edition_lacks_in_a_language_is_told_by_its_id(bed: Seedbed) -> None:
    text = render_snapshot(snapshot(bed)).replace('"ships-17": {"about"', '"old-1": {"about"')
    text = text.replace('["ships-12", "ships-17", ', '["old-1", "ships-12", ')
    old = parse_snapshot(re.sub(r'"ar": "كانت سبع[^"]*", ', "", text), "seeds/editions/1.json")
    _, entry = entries(told(old, bed, "ar"))["old-1"]
    assert (entry.text, entry.lang, entry.path) == ("old-1", None, None)


def test_earlier_editions_are_named_the_latest_first(bed: Seedbed) -> None:
    now = snapshot(bed)
    assert earlier_editions(history_of(now, ()), CATALOGS["en"]) == ()
    bed.edit("seeds/briefing.yml", "as_of: 2026-03-21", "as_of: 2026-03-25\nedition: 3")
    text = render_snapshot(now).replace('"edition": 1', '"edition": 2').replace("-03-21", "-03-23")
    second = parse_snapshot(text, f"seeds/{record_name(2)}")
    assert earlier_editions(history_of(snapshot(bed), (now, second)), CATALOGS["en"]) == (
        "Edition 2, as of 23 March 2026",
        "Edition 1, as of 21 March 2026",
    )


# --- as text, Markdown and JSON -------------------------------------------------------------------


def test_text_names_both_sides_and_isolates_what_runs_against_it(bed: Seedbed) -> None:
    old = snapshot(bed)
    bed.edit(SHIPS, "ar: كانت اثنتا عشرة سفينة تنتظر", "ar: كانت اثنتا عشرة سفينة راسية")
    text = render_text(told(old, bed, "ar"), CATALOGS["ar"], ("v1", "seeds"))
    assert text == (
        "قبل: الطبعة ١، حتى تاريخ ٢١ آذار ٢٠٢٦ (\u2068v1\u2069)\n"
        "الآن: الطبعة ١، حتى تاريخ ٢١ آذار ٢٠٢٦ (\u2068seeds\u2069)\n\n"
        "إفادة معدّلة واحدة و٥ إفادات على حالها\n\nإفادات معدّلة\n\n"
        "  كانت اثنتا عشرة سفينة راسية خارج الحوض. (\u2068ships-12\u2069)\n"
        "    الصياغة (قبل): كانت اثنتا عشرة سفينة [-تنتظر-] خارج الحوض.\n"
        "    الصياغة (الآن): كانت اثنتا عشرة سفينة {+راسية+} خارج الحوض.\n"
    )


@BOTH
def test_text_says_that_nothing_changed(bed: Seedbed, lang: str) -> None:
    text = render_text(told(snapshot(bed), bed, lang), CATALOGS[lang], ("a", "b"))
    said = {"en": "Nothing changed among 6 claims.", "ar": "لم يتغيّر شيء في ٦ إفادات."}
    assert text.splitlines()[-1] == said[lang]


def test_markdown_has_no_markup_of_a_claim(bed: Seedbed) -> None:
    old = snapshot(bed)
    hostile = "1. <b>x</b> [a](b) `c` *d* _e_ # f"
    bed.edit(SHIPS, "en: Twelve ships were waiting outside the basin.", f"en: '{hostile}'")
    text = render_markdown(told(old, bed, "en"), CATALOGS["en"], ("v<1>", "seeds"))
    assert text.startswith(
        "# What changed\n\n- before: Edition 1, as of 21 March 2026 (v\\<1\\>)\n"
    )
    escaped = r"1\. \<b\>x\</b\> \[a\](b) \`c\` \*d\* \_e\_ \# f"
    assert f"\n- {escaped} (`ships-12`)\n" in text
    assert "<del>Twelve ships were waiting outside the basin.</del>\n" in text


def test_json_has_ids_and_texts_of_every_language_and_no_words_of_a_source(bed: Seedbed) -> None:
    old = snapshot(bed)
    withdraw(bed)
    replace_berth(bed)
    bed.edit(FAULT, "via: [northwire]", "via: []")
    found = json.loads(render_json(compare(old, snapshot(bed))))
    assert found["before"] == found["now"] == {"edition": 1, "as_of": "2026-03-21"}
    assert {key: [c["id"] for c in found[key]] for key in found if isinstance(found[key], list)
            and key not in ("unchanged", "withdrawn_before")} == {
        "new": ["berth-2"], "changed": [], "followed": ["ships-12"], "superseded": ["closed-1"],
        "withdrawn": ["ships-17"], "returned": [], "gone": ["berth-1"],
    }  # fmt: skip
    assert (found["unchanged"], found["withdrawn_before"]) == (["fault-1", "repair-1"], ["ships-9"])
    assert found["followed"][0]["status"] == {"before": "contested", "now": "single-origin"}
    assert found["withdrawn"][0]["withdrawal"]["see"] == "ships-12"
    assert set(found["withdrawn"][0]["text"]) == {"en", "ar"}
    assert "quote" not in json.dumps(found)


def test_json_of_evidence_says_where_and_how(bed: Seedbed) -> None:
    old = snapshot(bed)
    bed.edit(FAULT, "via: [northwire]", "via: []")
    (found,) = json.loads(render_json(compare(old, snapshot(bed))))["changed"]
    (changed,) = found["evidence"]["changed"]
    assert changed["fields"] == ["via"]
    assert (changed["before"]["via"], changed["now"]["via"]) == (["northwire"], [])
    assert set(found) == {"id", "text", "evidence"}
