"""What a volume holds, in which order, for any briefing: short, long, without this or that."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import hashiya
from hashiya.printing import volumes_of
from hashiya.volume import FIRST_SHOWN, MOST_LISTED, Volume
from tests.printed import inside, strings
from tests.seedbed import Seedbed, of_one_language


@pytest.fixture
def bed(tmp_path: Path) -> Seedbed:
    """A copy of the base briefing."""
    return Seedbed.plant(tmp_path / "home")


def volume_of(built: hashiya.Build | Seedbed, lang: str = "en", address: str = "") -> Volume:
    """The volume of one language."""
    built = built.build() if isinstance(built, Seedbed) else built
    (volume,) = volumes_of(built.press, built.subject, lang, address)
    return volume


def said(runs: object) -> str:
    """The words of runs; a call is its number in brackets, a claim's where it is due no more."""
    assert isinstance(runs, tuple)
    return "".join(f"[{run['n']}]" if "n" in run else str(run.get("s", "")) for run in runs)


def headings(volume: Volume, level: int = 1) -> list[str]:
    """The headings of a level, in order."""
    return [said(b["runs"]) for b in volume.blocks if b["k"] == "h" and b["level"] == level]


def section(volume: Volume, title: str) -> list[Mapping[str, Any]]:
    """The blocks below a heading of the first level, without it."""
    blocks: Iterator[Mapping[str, Any]] = iter(volume.blocks)
    for block in blocks:
        if block["k"] == "h" and block["level"] == 1 and said(block["runs"]) == title:
            break
    found = []
    for block in blocks:
        if block["k"] == "h" and block["level"] == 1:
            break
        found.append(block)
    return found


# --- the whole ------------------------------------------------------------------------------------


def test_sections_follow_each_other_from_the_most_wanted_to_the_index(bed: Seedbed) -> None:
    assert headings(volume_of(bed)) == [
        "Key takeaways", "How each claim is supported", "Timeline", "Map", "Actors", "Sites",
        "Phases", "Disagreements", "Quantities", "Sources", "Index of names",
    ]  # fmt: skip


def test_a_volume_is_values_that_json_has(bed: Seedbed) -> None:
    volume = volume_of(bed)
    assert json.loads(json.dumps(volume.blocks)) == json.loads(json.dumps(list(volume.blocks)))
    assert {type(each) for each in volume.blocks} == {dict}


def test_a_volume_says_its_language_its_digits_and_its_day(bed: Seedbed) -> None:
    english, arabic = volume_of(bed), volume_of(bed, "ar")
    assert (english.lang, english.dir, english.digits) == ("en", "ltr", "0123456789")
    assert (arabic.lang, arabic.dir, arabic.digits) == ("ar", "rtl", "٠١٢٣٤٥٦٧٨٩")
    assert english.title == "The Ras al-Zahr outage"
    assert english.edition == "Edition 1, as of 21 March 2026"
    assert english.stamp == arabic.stamp == 1_774_051_200  # 2026-03-21T00:00Z
    assert english.words.keys() == arabic.words.keys()


def test_without_a_day_the_stamp_is_that_of_the_year_2000(tmp_path: Path) -> None:
    assert volume_of(of_one_language(tmp_path)).stamp == 946_684_800


@pytest.mark.parametrize("day, stamp", [("1969-12-31", -86_400), ("1970-01", 30 * 86_400)])
def test_of_a_month_the_last_day_counts(bed: Seedbed, day: str, stamp: int) -> None:
    bed.edit("seeds/briefing.yml", "as_of: 2026-03-21", f"as_of: {day}")
    assert volume_of(bed).stamp == stamp


def test_the_cover_counts_and_says_where_the_site_is(bed: Seedbed) -> None:
    cover = volume_of(bed, address="https://briefing.example/").blocks[0]
    assert cover["counts"] == ("6 claims", "2 sources", "1 disagreement")
    assert cover["address"] == "https://briefing.example/"
    assert volume_of(bed).blocks[0]["address"] == ""


def test_every_way_leads_to_a_label_that_a_block_has(bed: Seedbed) -> None:
    for lang in ("en", "ar"):
        found = list(inside(volume_of(bed, lang).blocks))
        labels = {each["label"] for each in found if "label" in each}
        ways = [each["to"] for each in found if "to" in each]
        assert len(ways) > 10
        assert set(ways) <= labels
        assert not any("due" in each for each in found)


# --- what is not there ----------------------------------------------------------------------------


def test_what_a_briefing_has_not_has_no_section(tmp_path: Path) -> None:
    volume = volume_of(of_one_language(tmp_path))
    assert headings(volume) == [
        "How each claim is supported",
        "Actors",
        "Sources",
        "Index of names",
    ]
    assert len(volume.notes) == 1


def test_a_kind_that_is_not_printed_has_no_section_and_its_claims_stand_apart(
    bed: Seedbed,
) -> None:
    bed.edit("seeds/briefing.yml", "path: phases, dated: true", "path: phases, print: false")
    bed.edit("seeds/briefing.yml", "path: sites, place: true", "path: sites, print: false")
    volume = volume_of(bed)
    assert {"Sites", "Phases"} & set(headings(volume)) == set()
    left = section(volume, "Other claims")
    assert [block["label"] for block in left] == [
        "claims/closed-1",
        "claims/ships-12",
        "claims/ships-17",
        "claims/repair-1",
        "claims/fault-1",
    ]
    found = list(inside(volume.blocks))
    assert not any(str(each.get("to", "")).startswith(("sites/", "phases/")) for each in found)
    assert any(str(each.get("to", "")).startswith("actors/") for each in found)


def test_a_kind_is_printed_unless_it_says_no(bed: Seedbed) -> None:
    bed.edit("seeds/briefing.yml", "path: phases, dated: true", "path: phases, print: true")
    assert "Phases" in headings(volume_of(bed))


def test_entities_without_a_page_have_no_section(bed: Seedbed) -> None:
    found = headings(volume_of(bed), 2)
    assert "Sami Haddad" in found
    assert "an unnamed official" not in found


def test_without_a_home_page_the_first_claims_stand_for_the_takeaways(bed: Seedbed) -> None:
    (bed.home / "docs/en/index.md").unlink()
    (bed.home / "docs/ar/index.md").unlink()
    volume = volume_of(bed)
    assert [block.get("label") for block in section(volume, "Key takeaways")] == ["claims/closed-1"]
    assert FIRST_SHOWN > 1


# --- hand-written pages ---------------------------------------------------------------------------

PAGE = """---
title: A page
editorial: true
order: 3
---
# Another title

**Bold**, *leaning* and `code[^no]`, a [page](guide.md#x), a [list](../sources.md), the
[home](index.md) and [the web](https://x.example/?a=1&b=2),
[mail](mailto:a@b.example).[^own]

> Quoted.
>
> - one
> - two
>     1. inner
>     2. inner

| a | b |
|---|---|
| 1[^ships-12] | [x](https://y.example) |

---

5. five
6. six

```
<b>[^fault-1]
```

<div>gone</div>

[^own]: A note of *this* page, see [it](https://z.example) and a claim[^fault-1].
"""


@pytest.fixture
def written(bed: Seedbed) -> list[Mapping[str, Any]]:
    """The blocks of such a page."""
    bed.write("docs/en/page.md", PAGE)
    bed.write("docs/ar/page.md", "---\neditorial: true\n---\n# صفحة\n")
    bed.write("docs/en/guide.md", "# Guide\n\nWords.[^closed-1]\n")
    bed.write("docs/ar/guide.md", "# دليل\n\nكلام.[^closed-1]\n")
    return section(volume_of(bed), "A page")


def test_a_page_keeps_its_shapes(written: list[Mapping[str, Any]]) -> None:
    assert [block["k"] for block in written] == ["p", "quote", "table", "rule", "list", "code"]
    (quoted,) = written[1]["parts"]
    assert [block["k"] for block in quoted] == ["p", "list"]
    assert quoted[1]["parts"][1][1]["first"] == 1
    assert quoted[1]["first"] is None
    assert written[4]["first"] == 5
    assert said(written[5]["runs"]) == "<b>[^fault-1]"
    assert "gone" not in list(strings(written))


def test_a_page_keeps_what_its_words_look_like(written: list[Mapping[str, Any]]) -> None:
    looks = {run["s"]: set(run) - {"s"} for run in written[0]["runs"] if "s" in run}
    assert looks["Bold"] == {"b"}
    assert looks["leaning"] == {"i"}
    assert looks["code[^no]"] == {"m"}


def test_a_link_leads_to_a_section_or_to_the_web_or_nowhere(
    written: list[Mapping[str, Any]],
) -> None:
    runs = {run["s"]: run for run in written[0]["runs"] if "s" in run}
    assert runs["page"]["to"] == "guide"
    assert runs["home"]["to"] == "home"
    assert runs["the web"]["url"] == "https://x.example/?a=1&b=2"
    for word in ("list", "mail"):
        assert set(runs[word]) == {"s"}


def test_notes_of_a_pages_own_are_remarks(
    written: list[Mapping[str, Any]],
) -> None:
    (remark,) = [run["remark"] for run in written[0]["runs"] if "remark" in run]
    assert said(remark).startswith("A note of this page, see it and a claim[")
    assert [run.get("url") for run in remark if run.get("s") == "it"] == ["https://z.example"]


def test_a_link_that_runs_a_script_is_not_printed(bed: Seedbed) -> None:
    bed.write("docs/en/index.md", "# T\n\n[x](javascript:alert(1)) [y](data:text/html,1)\n")
    with pytest.raises(hashiya.CheckError, match="P607"):
        volume_of(bed)


def test_pages_that_cite_stand_before_the_claims_and_editorial_ones_after(bed: Seedbed) -> None:
    for lang in ("en", "ar"):
        bed.write(f"docs/{lang}/b.md", "---\norder: 2\n---\n# B\n\nWords.[^closed-1]\n")
        bed.write(f"docs/{lang}/c.md", "---\norder: 1\n---\n# C\n\nWords.[^closed-1]\n")
        bed.write(f"docs/{lang}/a.md", "---\neditorial: true\n---\n# A\n\nMethod.\n")
    found = headings(volume_of(bed))
    assert found[:3] == ["Key takeaways", "C", "B"]
    assert found[-2:] == ["A", "Index of names"]


# --- notes ----------------------------------------------------------------------------------------


def test_the_home_page_calls_notes_that_stand_further_on(bed: Seedbed) -> None:
    volume = volume_of(bed)
    first = section(volume, "Key takeaways")
    assert said(first[0]["runs"][:2]) == "Twelve ships were waiting outside the basin.[3]"
    assert not any("note" in each for each in inside(tuple(first)))
    assert [each["pages"] for each in inside(tuple(first)) if "pages" in each]


def test_notes_are_numbered_as_they_come(bed: Seedbed) -> None:
    volume = volume_of(bed)
    numbers = [run["n"] for run in inside(volume.blocks) if "note" in run]
    assert numbers == list(range(1, 8))
    assert len(volume.notes) == 7


def test_a_short_section_is_in_the_contents_and_a_long_one_only_by_its_heading(
    tmp_path: Path,
) -> None:
    names = "".join(
        f"a{n}: {{kind: actor, name: {{en: Actor {n}}}, page: true}}\n" for n in range(9)
    )
    bed = of_one_language(tmp_path)
    bed.write("seeds/entities/more.yml", names)
    listed = [b["listed"] for b in volume_of(bed).blocks if b["k"] == "h" and b["level"] == 2]
    actors = [b for b in volume_of(bed).blocks if str(b.get("label", "")).startswith("actors/")]
    assert len(actors) > MOST_LISTED
    assert not any(block["listed"] for block in actors)
    assert any(listed)


# --- policies -------------------------------------------------------------------------------------


@pytest.mark.parametrize("policy", ["link", "none"])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_words_of_a_source_that_keeps_them_are_nowhere(
    bed: Seedbed, policy: str, lang: str
) -> None:
    bed.edit(
        "seeds/sources.yml",
        "  published: 2026-03-18\n",
        f"  published: 2026-03-18\n  publish: {policy}\n",
    )
    built = bed.build()
    everything = json.dumps([volume_of(built, lang).blocks], ensure_ascii=False)
    withheld = [each for each in built.subject.index.evidence() if each.at.source == "sahil-0318"]
    assert len(withheld) == 4
    for evidence in withheld:
        assert evidence.quote not in everything
        for gloss in (evidence.gloss or {}).values():
            assert gloss not in everything
    shown = "Fault at Ras al-Zahr port" in everything or "عطل في ميناء رأس الزهر" in everything
    assert shown is (policy == "link")
    assert ("https://sahil.example/318" in everything) is (policy == "link")
    assert "Port still closed" in everything or "الميناء ما زال مغلقا" in everything


def test_words_of_a_source_that_shows_them_are_there(bed: Seedbed) -> None:
    everything = json.dumps([volume_of(bed).blocks], ensure_ascii=False)
    assert "12 سفينة تنتظر خارج الحوض" in everything
    assert "12 ships are waiting outside the basin" in everything
