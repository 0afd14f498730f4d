"""Notes are numbered once, claims stand in full once, and names lead to their sections."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import hashiya
from hashiya.binder import Binder
from hashiya.views import Folio
from tests.seedbed import Seedbed

PRINTED = frozenset({"sites/ras-zahr", "actors/gulf-authority"})


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> hashiya.Build:
    """The base briefing."""
    return Seedbed.plant(tmp_path_factory.mktemp("binder") / "home").build()


def bound(built: hashiya.Build, lang: str = "en") -> Binder:
    """A volume before its first block."""
    scribe = built.press.scribes[lang]
    return Binder(scribe, PRINTED, Folio(scribe, ""))


@pytest.fixture
def binder(built: hashiya.Build) -> Binder:
    """The English volume before its first block."""
    return bound(built)


# --- notes ----------------------------------------------------------------------------------------


def test_the_first_call_has_the_note_and_later_ones_its_number(binder: Binder) -> None:
    (first,) = binder.calls("ships-12")
    (second,) = binder.calls("ships-17")
    (again,) = binder.calls("ships-12")
    assert (first["n"], second["n"], again["n"]) == (1, 2, 1)
    assert "note" in first
    assert "note" not in again
    assert [footnote.claim for footnote in binder.footnotes] == ["ships-12", "ships-17"]


def test_passages_of_one_source_are_one_note_with_marks(binder: Binder) -> None:
    calls = binder.calls("fault-1")
    assert [call["n"] for call in calls] == [1, 2]
    notes: list[Any] = [call["note"] for call in calls]
    assert [[p["mark"] for p in note["passages"]] for note in notes] == [["a"], ["a", "b"]]
    assert [p["paragraph"] for p in notes[1]["passages"]] == ["¶ 3", "¶ 4"]


def test_marks_are_letters_of_the_language(built: hashiya.Build) -> None:
    note: Any = bound(built, "ar").calls("fault-1")[1]["note"]
    assert [p["mark"] for p in note["passages"]] == ["أ", "ب"]
    assert [p["paragraph"] for p in note["passages"]] == ["¶ ٣", "¶ ٤"]


def test_calls_ahead_number_nothing(binder: Binder) -> None:
    assert binder.calls_ahead("fault-1") == (
        {"due": ("fault-1", "sahil-0318")},
        {"due": ("fault-1", "khalij-0319")},
    )
    assert binder.footnotes == []


def test_a_note_says_who_says_it_and_how(binder: Binder) -> None:
    sahil, khalij = (call["note"] for call in binder.calls("fault-1"))
    assert isinstance(sahil, dict)
    assert isinstance(khalij, dict)
    (official,) = sahil["passages"]
    assert (official["speaker"], official["unnamed"]) == ("An unnamed official", "unnamed")
    assert (official["modality"], official["side"]) == ("asserted it", "")
    own, haddad = khalij["passages"]
    assert (own["speaker"], own["modality"]) == ("The article itself", "")
    assert (haddad["speaker"], haddad["unnamed"]) == ("Sami Haddad", "")
    assert (haddad["modality"], haddad["side"]) == ("denied it", "")
    (berth,) = binder.calls("berth-1")[0]["note"]["passages"]  # type: ignore[index]
    assert berth["via"] == ("Northwire",)


def test_a_note_says_its_source_its_words_and_their_translation(binder: Binder) -> None:
    note: Any = binder.calls("ships-12")[0]["note"]
    assert note["publisher"] == "Sahil"
    assert note["title"] == "Fault at Ras al-Zahr port"
    assert note["published"] == "18 March 2026"
    assert (note["to"], note["url"]) == ("sources/sahil-0318", "https://sahil.example/318")
    (passage,) = note["passages"]
    assert (passage["quote"], passage["lang"], passage["dir"]) == (
        "12 سفينة تنتظر خارج الحوض", "ar", "rtl",
    )  # fmt: skip
    assert passage["gloss"] == "12 ships are waiting outside the basin"
    assert passage["withheld"] == ""


def test_words_of_ones_own_language_need_no_translation(binder: Binder) -> None:
    note: Any = binder.calls("ships-17")[0]["note"]
    (passage,) = note["passages"]
    assert (passage["lang"], passage["dir"], passage["gloss"]) == ("en", "ltr", "")
    assert note["url"] == ""


@pytest.mark.parametrize("policy, shown", [("link", True), ("none", False)])
def test_of_a_source_that_keeps_its_words_a_note_says_that_it_does(
    tmp_path: Path, policy: str, shown: bool
) -> None:
    bed = Seedbed.plant(tmp_path / "home")
    bed.edit(
        "seeds/sources.yml", "published: 2026-03-18", f"published: 2026-03-18\n  publish: {policy}"
    )
    note: Any = bound(bed.build()).calls("ships-12")[0]["note"]
    assert bool(note["passages"]) is shown
    assert bool(note["withheld"]) is not shown
    if shown:
        (passage,) = note["passages"]
        assert (passage["quote"], passage["gloss"]) == ("", "")
        assert passage["withheld"]
        assert passage["paragraph"] == "¶ 4"
    else:
        assert set(note) == {"withheld", "passages"}


# --- claims ---------------------------------------------------------------------------------------


def test_a_claim_stands_in_full_once_and_then_by_its_sentence(binder: Binder) -> None:
    first, again = binder.claim("ships-12"), binder.claim("ships-12")
    assert first["label"] == "claims/ships-12"
    assert set(again) == {"k", "runs"}
    assert binder.placed == {"ships-12"}


def test_a_claim_whose_notes_stand_elsewhere_leads_there(binder: Binder) -> None:
    first: Any = binder.claim("fault-1")["runs"]
    again: Any = binder.claim("fault-1")["runs"]
    assert not any("pages" in run for run in first)
    assert again[-1] == {"pages": ({"n": 1}, {"n": 2})}


def test_below_a_claim_stand_its_speakers_its_status_and_its_time(binder: Binder) -> None:
    about: Any = binder.claim("ships-12")["about"]
    assert ["".join(run["s"] for run in part) for part in about] == [
        "Sami Haddad",
        "contested: it conflicts with 1 other claim",
        "time spoken of: about 18 March 2026",
    ]
    assert about[1][0]["status"] == "contested"


def test_a_denial_is_named_below_its_claim(binder: Binder) -> None:
    about: Any = binder.claim("fault-1")["about"]
    words = ["".join(run["s"] for run in part) for part in about]
    assert words[:2] == ["an unnamed official, the article itself", "disputed by: Sami Haddad"]


def test_a_pair_says_what_is_at_issue_and_who_says_which(built: hashiya.Build) -> None:
    binder = bound(built)
    (conflict,) = built.press.briefing.conflicts
    pair: Any = binder.pair(conflict)
    assert pair["about"] == "How many ships waited"
    assert [side["label"] for side in pair["sides"]] == ["claims/ships-12", "claims/ships-17"]
    assert ["".join(run["s"] for run in side["by"]) for side in pair["sides"]] == [
        "Sami Haddad", "the article itself",
    ]  # fmt: skip
    again: Any = binder.pair(conflict)
    assert not any("label" in side for side in again["sides"])


# --- words ----------------------------------------------------------------------------------------


def test_names_in_a_text_lead_to_sections_that_are_printed(binder: Binder) -> None:
    text = "Traffic at Ras al-Zahr port stopped, says Sami Haddad of the Gulf Authority."
    assert binder.runs(text) == (
        {"s": "Traffic at "},
        {"s": "Ras al-Zahr port", "to": "sites/ras-zahr"},
        {"s": " stopped, says Sami Haddad of "},
        {"s": "the Gulf Authority", "to": "actors/gulf-authority"},
        {"s": "."},
    )


def test_a_name_leads_not_to_where_it_stands(binder: Binder) -> None:
    assert binder.runs("Ras al-Zahr port", "sites/ras-zahr") == ({"s": "Ras al-Zahr port"},)


def test_runs_joined_are_the_text(binder: Binder) -> None:
    for text in ("", "x", "the Gulf Authority", "Ras al-Zahr port, the Gulf Authority"):
        assert "".join(str(run["s"]) for run in binder.runs(text)) == text


def test_a_cited_text_has_its_calls_where_they_stand(binder: Binder) -> None:
    runs = binder.cited_runs("One.[^ships-12] Two.[^ships-17][^ships-12] Three")
    said = [run.get("s", run.get("n")) for run in runs]
    assert said == ["One.", 1, " Two.", 2, 1, " Three"]


def test_names_are_listed_with_the_comma_of_the_language(built: hashiya.Build) -> None:
    for lang, comma in (("en", ", "), ("ar", "، ")):
        runs = bound(built, lang).names(("gulf-authority", "haddad"))
        assert runs[1] == {"s": comma}
        assert len(runs) == 3
        assert runs[0]["to"] == "actors/gulf-authority"
        assert "to" not in runs[2]
    assert bound(built).names(()) == ()
