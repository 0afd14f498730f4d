"""Every claim of two editions is in exactly one place, and what differs in it is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hashiya
from hashiya.changes import (
    Aspects,
    Change,
    Changes,
    Fate,
    Partners,
    Passages,
    Reworded,
    compare,
    history_of,
)
from hashiya.editions import RecordedClaim, Snapshot, Withdrawal
from hashiya.edtf import parse_edtf
from hashiya.index import Judgement
from hashiya.standing import Pair
from tests.seedbed import index_of

SAID = "evidence: [{at: one#1, quote: words here, modality: asserted}]"


def claims(**entries: str) -> Snapshot:
    """The record of a briefing with these claims, each given as the lines of its entry."""
    lines = [f"{id_}: {{{entry}}}" for id_, entry in entries.items()]
    return hashiya.snapshot_of(index_of("\n".join(lines)))


def claim(text: str = "It closed.", more: str = "", evidence: str = SAID) -> str:
    """The inside of a claim's entry."""
    return f"text: {{en: {text}}}, about: [ministry], {evidence}" + (f", {more}" if more else "")


def fates(changes: Changes) -> dict[str, str]:
    """What became of each claim that is not as it was."""
    assert_adds_up(changes)
    return {change.id: change.fate.value for change in changes.listed}


def only(changes: Changes) -> Change:
    """The one claim that is not as it was."""
    (change,) = changes.listed
    return change


def assert_adds_up(changes: Changes) -> None:
    """Each id of either side is in exactly one place."""
    sides = (changes.old, changes.new)
    everything = {id_ for side in sides for id_ in (*side.claims, *side.withdrawn)}
    listed = [change.id for change in changes.listed]
    found = [*listed, *changes.unchanged, *changes.withdrawn_before]
    assert sorted(found) == sorted(everything)
    assert sorted(c.id for fate in Fate for c in changes.of(fate)) == sorted(listed)


TOMBSTONE = "retired: 2026-03-20, reason: {en: A misreading.}"


# --- fates ----------------------------------------------------------------------------------------


def test_nothing_changed_where_nothing_did() -> None:
    snapshot = claims(a=claim(), b=claim("It opened."), c=TOMBSTONE)
    changes = compare(snapshot, snapshot)
    assert fates(changes) == {}
    assert changes.unchanged == ("a", "b")
    assert changes.withdrawn_before == ("c",)


def test_a_claim_that_was_not_there_is_new() -> None:
    changes = compare(claims(a=claim()), claims(a=claim(), b=claim("It opened.")))
    assert fates(changes) == {"b": "new"}
    assert only(changes).before is None


def test_a_claim_that_became_a_tombstone_is_withdrawn_with_its_reason() -> None:
    changes = compare(claims(a=claim(), b=claim()), claims(a=claim(), b=f"{TOMBSTONE}, see: a"))
    assert fates(changes) == {"b": "withdrawn"}
    change = only(changes)
    assert change.withdrawal is not None
    assert (dict(change.withdrawal.reason), change.withdrawal.see) == ({"en": "A misreading."}, "a")
    assert change.known is not None
    assert change.known.text["en"] == "It closed."


def test_a_tombstone_that_no_edition_had_living_is_withdrawn_too() -> None:
    changes = compare(claims(a=claim()), claims(a=claim(), b=TOMBSTONE))
    assert fates(changes) == {"b": "withdrawn"}
    assert only(changes).known is None


def test_a_claim_or_a_tombstone_that_vanished_is_gone() -> None:
    changes = compare(claims(a=claim(), b=claim(), c=TOMBSTONE), claims(a=claim()))
    assert fates(changes) == {"b": "gone", "c": "gone"}


def test_a_tombstone_that_lives_again_returned_and_is_not_new() -> None:
    changes = compare(claims(a=TOMBSTONE), claims(a=claim()))
    assert fates(changes) == {"a": "returned"}
    assert only(changes).withdrawal is not None


def test_a_claim_whose_place_is_taken_is_superseded_and_says_by_what() -> None:
    changes = compare(
        claims(a=claim()), claims(a=claim(), b=claim("It opened.", "supersedes: [a]"))
    )
    assert fates(changes) == {"a": "superseded", "b": "new"}
    assert changes.of(Fate.SUPERSEDED)[0].because == ("b",)


def test_an_old_claim_that_now_takes_a_place_is_changed() -> None:
    changes = compare(
        claims(a=claim(), b=claim()), claims(a=claim(), b=claim(more="supersedes: [a]"))
    )
    assert fates(changes) == {"a": "superseded", "b": "changed"}
    assert changes.of(Fate.CHANGED)[0].aspects == Aspects(supersedes=((), ("a",)))


def test_a_claim_that_is_superseded_already_is_not_superseded_again() -> None:
    before = claims(a=claim(), b=claim(more="supersedes: [a]"))
    after = claims(a=claim("It shut."), b=claim(more="supersedes: [a]"))
    assert fates(compare(before, after)) == {"a": "changed"}


def test_a_claim_judged_withdrawn_is_withdrawn() -> None:
    judged = "judgement: {confidence: high, by: RH, date: 2026-03-22, basis: {en: x}, status: %s}"
    changes = compare(claims(a=claim()), claims(a=claim(more=judged % "withdrawn")))
    assert fates(changes) == {"a": "withdrawn"}
    changes = compare(claims(a=claim()), claims(a=claim(more=judged % "contested")))
    assert fates(changes) == {"a": "changed"}


# --- what follows from another claim --------------------------------------------------------------


def test_a_status_that_follows_from_a_new_claim_is_not_a_change_of_its_own() -> None:
    changes = compare(claims(a=claim()), claims(a=claim(), b=claim("It opened.", "conflicts: [a]")))
    assert fates(changes) == {"a": "followed", "b": "new"}
    (followed,) = changes.of(Fate.FOLLOWED)
    assert followed.because == ("b",)
    assert followed.aspects.conflicts == Partners(added=("b",))
    assert followed.aspects.status is not None
    assert [c.status for c in followed.aspects.status] == ["single-origin", "contested"]


def test_a_status_follows_from_a_claim_that_is_withdrawn_or_superseded() -> None:
    conflict = claim("It opened.", "conflicts: [a]")
    changes = compare(claims(a=claim(), b=conflict), claims(a=claim(), b=TOMBSTONE))
    assert fates(changes) == {"a": "followed", "b": "withdrawn"}
    assert changes.of(Fate.FOLLOWED)[0].because == ("b",)
    later = claim("It reopened.", "supersedes: [b]")
    changes = compare(claims(a=claim(), b=conflict), claims(a=claim(), b=conflict, c=later))
    assert fates(changes) == {"a": "followed", "b": "superseded", "c": "new"}
    assert changes.of(Fate.FOLLOWED)[0].because == ("b",)


def test_a_claim_that_conflicts_with_one_more_follows_though_its_status_is_the_same() -> None:
    first = claim("It opened.", "conflicts: [a]")
    second = claim("It never closed.", "conflicts: [a]")
    changes = compare(claims(a=claim(), b=first), claims(a=claim(), b=first, c=second))
    assert fates(changes) == {"a": "followed", "c": "new"}
    assert changes.of(Fate.FOLLOWED)[0].because == ("c",)


def test_a_conflict_found_between_two_old_claims_changes_both() -> None:
    before = claims(a=claim(), b=claim("It opened."))
    after = claims(a=claim(), b=claim("It opened.", "conflicts: [a]"))
    assert fates(compare(before, after)) == {"a": "changed", "b": "changed"}


def test_a_conflict_that_is_said_by_the_other_side_is_no_change() -> None:
    before = claims(a=claim(more="conflicts: [b]"), b=claim("It opened."))
    after = claims(a=claim(), b=claim("It opened.", "conflicts: [a]"))
    assert fates(compare(before, after)) == {}


def test_a_claim_with_a_change_of_its_own_is_changed_though_its_status_follows() -> None:
    changes = compare(
        claims(a=claim()), claims(a=claim("It shut."), b=claim("It opened.", "conflicts: [a]"))
    )
    assert fates(changes) == {"a": "changed", "b": "new"}


# --- aspects --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "before, after, expected",
    [
        ("", "date: 2026-03", Aspects(date=(None, parse_edtf("2026-03")))),
        ("importance: 1", "", Aspects(importance=(1, 2))),
        ("importance: 2", "", Aspects()),
        ("note: x", "note: y", Aspects()),
        ("distinct: [{claim: z, about: {en: x}}]", "", Aspects(distinct=Partners(removed=("z",)))),
        (
            "conflicts: [{claim: z, about: {en: x}}]",
            "conflicts: [{claim: z, about: {en: y}}]",
            Aspects(conflicts=Partners(reworded=("z",))),
        ),
    ],
)
def test_an_aspect_is_named_and_no_other(before: str, after: str, expected: Aspects) -> None:
    other = claim("Another.")
    changes = compare(claims(a=claim(more=before), z=other), claims(a=claim(more=after), z=other))
    found = {change.id: change.aspects for change in changes.listed}
    assert found.get("a", Aspects()) == expected


def test_the_wording_is_given_before_and_after_in_each_language_that_differs() -> None:
    changes = compare(claims(a=claim()), claims(a=claim("It shut.")))
    assert fates(changes) == {"a": "changed"}
    assert only(changes).aspects == Aspects(wording=(Reworded("en", "It closed.", "It shut."),))


def test_subjects_and_numbers_are_given_as_taken_out_and_added() -> None:
    number = "values: [{quantity: ships, of: ministry, n: %s, unit: ship}]"
    before = claims(a=claim(more=number % 12))
    after = claims(a=claim(more=number % 13).replace("[ministry]", "[herald, gazette]"))
    aspects = only(compare(before, after)).aspects
    assert aspects.about == (("ministry",), ("herald", "gazette"))
    assert aspects.values is not None
    assert [[str(v.low) for v in side] for side in aspects.values] == [["12"], ["13"]]


def test_subjects_and_numbers_in_another_order_are_no_change() -> None:
    a, b = (f"{{quantity: ships, of: ministry, n: {n}, unit: ship}}" for n in (12, 13))
    before = claim(more=f"values: [{a}, {b}]").replace("[ministry]", "[ministry, herald]")
    after = claim(more=f"values: [{b}, {a}]").replace("[ministry]", "[herald, ministry]")
    assert fates(compare(claims(a=before), claims(a=after))) == {}


def test_a_judgement_is_given_before_and_after() -> None:
    judged = "judgement: {confidence: high, by: RH, date: 2026-03-22, basis: {en: x}}"
    aspects = only(compare(claims(a=claim()), claims(a=claim(more=judged)))).aspects
    judgement = Judgement(
        "high", "RH", parse_edtf("2026-03-22"), MappingProxyType({"en": "x"}), None
    )
    assert aspects == Aspects(judgement=(None, judgement))


# --- evidence -------------------------------------------------------------------------------------


def passages(before: str, after: str) -> Passages:
    """What differs in the evidence of a claim."""
    old, new = (claims(a=claim(evidence=f"evidence: [{e}]")) for e in (before, after))
    return only(compare(old, new)).aspects.evidence


ONE = "{at: one#1, quote: words here, modality: asserted}"
OTHER = "{at: two#1, quote: words here, modality: asserted}"


def test_evidence_is_added_or_taken_out() -> None:
    added = passages(ONE, f"{ONE}, {OTHER}")
    assert [e.at for e in added.added] == ["two#1"]
    assert (added.removed, added.changed) == ((), ())
    removed = passages(f"{ONE}, {OTHER}", OTHER)
    assert [e.at for e in removed.removed] == ["one#1"]
    assert (removed.added, removed.changed) == ((), ())


def test_evidence_in_another_order_is_no_change() -> None:
    old, new = (
        claims(a=claim(evidence=f"evidence: [{e}]")) for e in (f"{ONE}, {OTHER}", f"{OTHER}, {ONE}")
    )
    assert fates(compare(old, new)) == {}


@pytest.mark.parametrize(
    "after, fields",
    [
        ("{at: one#1, quote: words here, modality: hedged}", ("modality",)),
        (
            "{at: one#1, quote: words here, modality: asserted, speaker: ministry}",
            ("speaker", "origin"),
        ),
        ("{at: one#1, quote: words here, modality: asserted, via: [gazette]}", ("via",)),
        ("{at: one#1, quote: words, modality: asserted}", ("quote",)),
        ("{at: one#1, quote: words here, modality: asserted, gloss: {ar: x}}", ("gloss",)),
        ("{at: one#1, quote: words here, modality: asserted, stance: context}", ("stance",)),
        ("{at: one#2, quote: words here, modality: asserted}", ("at",)),
    ],
)
def test_evidence_that_is_known_again_is_changed_in_its_fields(
    after: str, fields: tuple[str, ...]
) -> None:
    found = passages(ONE, after)
    assert (found.removed, found.added) == ((), ())
    assert [names for _, _, names in found.changed] == [fields]


def test_each_passage_is_known_again_by_what_is_surest() -> None:
    before = "{at: one#1, quote: words here, modality: asserted, speaker: %s}"
    found = passages(
        f"{before % 'ministry'}, {before % 'herald'}",
        f"{(before % 'herald').replace('asserted', 'hedged')}, "
        f"{(before % 'ministry').replace('words here', 'words')}",
    )
    assert {b.speaker: names for b, _, names in found.changed} == {
        "herald": ("modality",),
        "ministry": ("quote",),
    }


# --- the order, and any two editions --------------------------------------------------------------


def test_what_changed_is_in_reading_order() -> None:
    after = claims(
        a=claim(), b=claim(more="date: 2026"), c=claim(more="date: 2025"),
        d=claim(more="importance: 1"),
    )  # fmt: skip
    assert [change.id for change in compare(claims(), after).listed] == ["c", "b", "d", "a"]


def test_a_history_compares_with_the_last_earlier_edition_and_passes_later_ones_over() -> None:
    now = replace(claims(a=claim(), b=claim()), edition=4)
    records = [replace(claims(a=claim()), edition=n) for n in (5, 3, 4, 1)]
    history = history_of(now, records)
    assert [s.edition for s in history.earlier] == [1, 3]
    assert history.changes is not None
    assert history.changes.old.edition == 3
    assert fates(history.changes) == {"b": "new"}
    assert history_of(now, records[:1]).changes is None


IDS = ("a", "b", "c", "d")
TEXTS = MappingProxyType({"en": "One."}), MappingProxyType({"en": "Two.", "ar": "اثنان"})


def recorded(
    id_: str, text: Mapping[str, str], status: str, because: frozenset[str]
) -> RecordedClaim:
    """A claim of a record."""
    return RecordedClaim(
        id_, text, None, ("x",), 2, (), (), (), None, status, status, tuple(sorted(because))
    )


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    """A record of some of four claims, living or withdrawn, with any status and any conflicts."""
    states = {id_: draw(st.sampled_from(("living", "withdrawn", "nowhere"))) for id_ in IDS}
    living = [id_ for id_ in IDS if states[id_] == "living"]
    status = st.sampled_from(("single-origin", "contested", "superseded", "withdrawn"))
    pairs = [(a, b) for a in living for b in living if a < b]
    chosen = draw(st.sets(st.sampled_from(pairs))) if pairs else set()
    return replace(
        claims(),
        claims=MappingProxyType(
            {
                id_: recorded(
                    id_,
                    draw(st.sampled_from(TEXTS)),
                    draw(status),
                    draw(st.frozensets(st.sampled_from(IDS))),
                )
                for id_ in living
            }
        ),
        conflicts=tuple(Pair(a, b, None) for a, b in sorted(chosen)),
        withdrawn=MappingProxyType(
            {
                id_: Withdrawal(id_, parse_edtf("2026"), TEXTS[0], None)
                for id_, state in states.items()
                if state == "withdrawn"
            }
        ),
    )


@given(snapshots(), snapshots())
def test_every_claim_of_any_two_editions_is_in_exactly_one_place(
    old: Snapshot, new: Snapshot
) -> None:
    changes, back = compare(old, new), compare(new, old)
    assert_adds_up(changes)
    assert compare(old, old).listed == ()
    assert set(changes.unchanged) == set(back.unchanged)
    came = {c.id for c in changes.listed if c.fate in (Fate.NEW, Fate.RETURNED)}
    assert came == {c.id for c in back.listed if c.before and not c.after}
    for change in changes.listed:
        assert (change.before, change.after) == (
            old.claims.get(change.id),
            new.claims.get(change.id),
        )
        assert (change.fate is Fate.GONE) == (change.id not in {*new.claims, *new.withdrawn})
