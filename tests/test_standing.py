"""Origin, status and reason follow from the evidence alone, as the format says."""

from __future__ import annotations

import pytest

from hashiya.index import Index
from hashiya.standing import Derived, Standing, derive, related, rival_numbers, side_of
from tests.seedbed import ENTITIES, index_of

PEOPLE = (
    ENTITIES
    + """
minister: {kind: actor, name: {en: the Minister}, speaks_for: ministry}
aide: {kind: actor, name: {en: the aide}, speaks_for: minister}
member: {kind: actor, name: {en: the member}, part_of: ministry}
official: {kind: actor, name: {en: an official}, anonymous: true}
source: {kind: actor, name: {en: a source}, anonymous: true}
hidden: {kind: actor, name: {en: a spokesman}, anonymous: true, speaks_for: ministry}
mouth: {kind: actor, name: {en: a mouth}, speaks_for: official}
here: {kind: actor, name: {en: Here}, speaks_for: there}
there: {kind: actor, name: {en: There}, speaks_for: here}
self: {kind: actor, name: {en: Self}, speaks_for: self}
lost: {kind: actor, name: {en: Lost}, speaks_for: nobody}
"""
)


def claim(id_: str, *evidence: str, more: str = "") -> str:
    """A claim; each piece of evidence is `source [speaker] [<hop…] [modality] [stance]`."""
    rows = []
    for each in evidence:
        source, *words = each.split()
        row = {"at": f"{source}#1", "quote": "words", "modality": "asserted"}
        for word in words:
            if word.startswith("<"):
                row["via"] = f"[{word[1:]}]"
            elif word in {"asserted", "reported", "hedged", "denied", "declined", "asked",
                          "planned", "conditional"}:  # fmt: skip
                row["modality"] = word
            elif word in {"supports", "disputes", "context"}:
                row["stance"] = word
            else:
                row["speaker"] = word
        rows.append("{" + ", ".join(f"{key}: {value}" for key, value in row.items()) + "}")
    return (
        f"{id_}:\n  text: {{en: Words here.}}\n  about: [ministry]\n"
        f"  evidence: [{', '.join(rows)}]\n{more}"
    )


def index(*claims: str) -> Index:
    """The index of some claims."""
    return index_of("".join(claims), entities=PEOPLE)


def standing(*evidence: str, more: str = "", others: tuple[str, ...] = ()) -> Standing:
    """The standing of a claim with this evidence."""
    return derive(index(claim("c", *evidence, more=more), *others)).standings["c"]


def origins(*evidence: str) -> list[str]:
    """The origin of each piece of evidence."""
    derived = derive(index(claim("c", *evidence)))
    return [str(derived.origins["c", n]) for n in range(1, len(evidence) + 1)]


# --- origin ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "evidence, origin",
    [
        ("one", "gazette"),
        ("two", "herald"),
        ("one ministry", "ministry"),
        ("one minister", "ministry"),
        ("one aide", "ministry"),
        ("one member", "member"),
        ("one <herald", "herald"),
        ("one <minister,herald", "ministry"),
        ("one ministry <herald", "ministry"),
        ("one official", "unnamed@one"),
        ("two <official", "unnamed@two"),
        ("one hidden", "ministry"),
        ("one mouth", "unnamed@one"),
        ("one lost", "lost"),
        ("one nobody", "nobody"),
    ],
)
def test_the_origin_is_whose_word_it_is_in_the_end(evidence: str, origin: str) -> None:
    assert origins(evidence) == [origin]


def test_unnamed_speakers_of_one_article_are_one_origin_and_of_two_are_two() -> None:
    found = origins("one official", "one source", "two official")
    assert found == ["unnamed@one", "unnamed@one", "unnamed@two"]


@pytest.mark.parametrize("speaker", ["here", "there", "self"])
def test_a_loop_of_speakers_ends(speaker: str) -> None:
    assert origins(f"one {speaker}")[0] in {"here", "there", "self"}


def test_an_unknown_source_has_its_id_for_an_origin() -> None:
    assert origins("six") == ["six"]


# --- sides ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words, side",
    [
        ("asserted", "supports"),
        ("reported", "supports"),
        ("hedged", "supports"),
        ("planned", "supports"),
        ("conditional", "supports"),
        ("denied", "disputes"),
        ("declined", "neither"),
        ("asked", "neither"),
        ("asserted disputes", "disputes"),
        ("hedged disputes", "disputes"),
        ("denied disputes", "disputes"),
        ("asserted context", "neither"),
        ("denied context", "neither"),
        ("declined disputes", "neither"),
        ("asked supports", "neither"),
    ],
)
def test_evidence_takes_a_side_by_its_stance_and_modality(words: str, side: str) -> None:
    evidence = index(claim("c", f"one {words}")).claims["c"].evidence[0]
    assert side_of(evidence) == side


# --- status ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "evidence, status, reason",
    [
        (("one",), "single-origin", "single-named"),
        (("one official",), "single-origin", "single-unnamed"),
        (("one", "three"), "single-origin", "single-named"),
        (("one minister", "two aide", "three ministry"), "single-origin", "single-named"),
        (("one <herald", "two"), "single-origin", "single-named"),
        (("one official", "one source"), "single-origin", "single-unnamed"),
        (("one official", "two official"), "single-origin", "all-unnamed"),
        (("one", "two"), "corroborated", "corroborated"),
        (("one", "one ministry"), "corroborated", "corroborated"),
        (("one official", "two"), "corroborated", "corroborated"),
        (("one", "two asked"), "single-origin", "single-named"),
        (("one", "two context"), "single-origin", "single-named"),
        (("one", "two denied"), "contested", "contested-evidence"),
        (("one", "one denied"), "contested", "contested-evidence"),
        (("one", "two", "three ministry disputes"), "contested", "contested-evidence"),
        (("one denied",), "denied", "denied"),
        (("one denied", "two asked"), "denied", "denied"),
        (("one disputes", "two denied"), "denied", "denied"),
        (("one declined",), "unsupported", "unsupported"),
        (("one asked", "two context"), "unsupported", "unsupported"),
    ],
)
def test_the_status_follows_from_the_evidence(
    evidence: tuple[str, ...], status: str, reason: str
) -> None:
    found = standing(*evidence)
    assert (found.status, found.reason, found.derived) == (status, reason, status)
    assert found.claims == ()


def test_corroboration_counts_origins_and_not_articles() -> None:
    found = standing("one minister", "two aide", "three ministry")
    assert [str(origin) for origin in found.supporting] == ["ministry"]
    found = standing("one minister", "one")
    assert [str(origin) for origin in found.supporting] == ["gazette", "ministry"]


def test_an_origin_on_both_sides_is_named_on_both() -> None:
    found = standing("one", "one denied")
    assert found.supporting == found.disputing
    assert len(found.supporting) == 1


CONFLICT = "  conflicts: [d]\n"
D = claim("d", "two")


def test_a_conflict_with_a_living_claim_contests_both() -> None:
    derived = derive(index(claim("c", "one", "two", more=CONFLICT), D))
    for id_, other in (("c", "d"), ("d", "c")):
        found = derived.standings[id_]
        assert (found.status, found.reason, found.claims) == (
            "contested", "contested-claims", (other,),
        )  # fmt: skip


def test_a_conflict_and_evidence_on_both_sides_are_both_said() -> None:
    found = standing("one", "two denied", more=CONFLICT, others=(D,))
    assert (found.status, found.reason, found.claims) == ("contested", "contested-both", ("d",))


def test_a_conflict_goes_before_a_denial() -> None:
    assert standing("one denied", more=CONFLICT, others=(D,)).status == "contested"
    assert standing("one asked", more=CONFLICT, others=(D,)).status == "contested"


GONE = "d: {retired: 2026, reason: {en: wrong}}\n"
SUPERSEDED = D + claim("e", "one", more="  supersedes: [d]\n")
WITHDRAWN = claim(
    "d", "two",
    more="  judgement: {confidence: low, by: RH, date: 2026, basis: {en: x}, status: withdrawn}\n",
)  # fmt: skip


@pytest.mark.parametrize("other", [GONE, SUPERSEDED, WITHDRAWN, ""],
                         ids=["retired", "superseded", "judged withdrawn", "unknown"])  # fmt: skip
def test_a_conflict_with_a_claim_that_is_gone_contests_nothing(other: str) -> None:
    assert standing("one", more=CONFLICT, others=(other,)).status == "single-origin"


def test_a_conflict_with_itself_contests_nothing() -> None:
    assert standing("one", more="  conflicts: [c]\n").status == "single-origin"


def test_a_superseded_claim_is_superseded_whatever_its_evidence() -> None:
    later = claim("e", "one", more="  supersedes: [c]\n")
    last = claim("f", "one", more="  supersedes: [c]\n")
    found = standing("one", "two denied", more=CONFLICT, others=(D, last, later))
    assert (found.status, found.reason, found.claims) == ("superseded", "superseded", ("e", "f"))


def test_a_claim_superseded_by_one_that_is_withdrawn_is_not_superseded() -> None:
    judged = WITHDRAWN.replace("d:\n", "e:\n") + "  supersedes: [c]\n"
    assert standing("one", others=(judged,)).status == "single-origin"


def test_a_claim_that_supersedes_itself_is_not_superseded() -> None:
    assert standing("one", more="  supersedes: [c]\n").status == "single-origin"


def test_a_tombstone_is_withdrawn() -> None:
    found = derive(index(GONE)).standings["d"]
    assert (found.status, found.reason, found.supporting) == ("withdrawn", "withdrawn", ())


@pytest.mark.parametrize(
    "status", ["withdrawn", "superseded", "contested", "denied", "unsupported", "corroborated",
               "single-origin"]
)  # fmt: skip
def test_a_judgement_with_a_status_overrides_and_the_derived_one_is_kept(status: str) -> None:
    judged = f"{{confidence: high, by: RH, date: 2026, basis: {{en: x}}, status: {status}}}"
    found = standing("one", "two", more=f"  judgement: {judged}\n")
    assert (found.status, found.reason, found.derived) == (status, "judged", "corroborated")


def test_a_judgement_without_a_status_changes_nothing() -> None:
    judged = "{confidence: high, by: RH, date: 2026, basis: {en: x}}"
    found = standing("one", more=f"  judgement: {judged}\n")
    assert (found.status, found.reason) == ("single-origin", "single-named")


# --- conflicts ------------------------------------------------------------------------------------


def conflicts(*claims: str) -> list[tuple[str, str, str | None]]:
    """The conflicts of some claims and what each is about."""
    derived: Derived = derive(index(*claims))
    return [(c.a, c.b, c.about["en"] if c.about else None) for c in derived.conflicts]


def test_a_conflict_said_once_or_twice_is_one() -> None:
    once = conflicts(claim("c", "one", more=CONFLICT), D)
    twice = conflicts(
        claim("c", "one", more=CONFLICT), claim("d", "two", more="  conflicts: [c]\n")
    )
    assert once == twice == [("c", "d", None)]


def test_a_conflict_has_the_first_words_that_are_said_about_it() -> None:
    about = "  conflicts: [{claim: c, about: {en: which}}]\n"
    said = conflicts(claim("c", "one", more=CONFLICT), claim("d", "two", more=about))
    assert said == [("c", "d", "which")]


def test_a_conflict_with_a_tombstone_is_kept_and_with_an_unknown_claim_is_not() -> None:
    assert conflicts(claim("c", "one", more=CONFLICT), GONE) == [("c", "d", None)]
    assert conflicts(claim("c", "one", more=CONFLICT)) == []


# --- distinctions ---------------------------------------------------------------------------------

DISTINCT = "  distinct: [{claim: d, about: {en: which}}]\n"


def distinctions(*claims: str) -> list[tuple[str, str, str]]:
    """The apparent conflicts of some claims and what tells each pair apart."""
    return [(d.a, d.b, (d.about or {})["en"]) for d in derive(index(*claims)).distinctions]


def test_a_distinction_said_once_or_twice_is_one_with_the_first_words() -> None:
    once = distinctions(claim("c", "one", more=DISTINCT), D)
    again = "  distinct: [{claim: c, about: {en: other}}]\n"
    twice = distinctions(claim("c", "one", more=DISTINCT), claim("d", "two", more=again))
    assert once == twice == [("c", "d", "which")]


def test_a_distinction_with_a_tombstone_is_kept_and_with_itself_or_nothing_is_not() -> None:
    assert distinctions(claim("c", "one", more=DISTINCT), GONE) == [("c", "d", "which")]
    assert distinctions(claim("c", "one", more=DISTINCT)) == []
    assert distinctions(claim("d", "one", more=DISTINCT)) == []


def test_a_distinction_contests_nothing_and_is_no_conflict() -> None:
    plain = derive(index(claim("c", "one", "two denied"), D))
    found = derive(index(claim("c", "one", "two denied", more=DISTINCT), D))
    assert found.distinctions
    assert (found.standings, found.conflicts) == (plain.standings, ())
    assert found.standings["d"].status == "single-origin"


# --- quantities -----------------------------------------------------------------------------------


def value(id_: str, number: str, of: str = "ministry", date: str = "", more: str = "") -> str:
    """A claim with a number."""
    when = f"  date: {date}\n" if date else ""
    return claim(
        id_, "one", more=f"{when}  values: [{{quantity: q, of: {of}, unit: u, {number}}}]\n{more}"
    )


def rivals(*claims: str) -> list[tuple[str, str]]:
    """The pairs of claims whose numbers differ."""
    found = index(*claims)
    (quantity,) = derive(found).quantities
    return [(a.claim, b.claim) for a, b in rival_numbers(found, quantity)]


def test_numbers_of_one_quantity_of_one_entity_are_together() -> None:
    found = derive(index(value("c", "n: 1"), value("d", "n: 2"), value("e", "n: 3", of="herald")))
    assert [(q.id, q.of, [v.claim for v in q.values]) for q in found.quantities] == [
        ("q", "herald", ["e"]),
        ("q", "ministry", ["c", "d"]),
    ]


@pytest.mark.parametrize(
    "a, b, dates, rival",
    [
        ("n: 1", "n: 2", ("", ""), True),
        ("n: 1", "n: 1", ("", ""), False),
        ("n: 1", "n: 1.0", ("", ""), False),
        ("n: 1", "min: 1", ("", ""), True),
        ("n: 1, approx: true", "n: 2", ("", ""), True),
        ("n: 1", "n: 2", ("2026-03-17", ""), True),
        ("n: 1", "n: 2", ("2026-03-17", "2026-03"), True),
        ("n: 1", "n: 2", ("2026-03-17", "2026-03-18"), False),
        ("n: 1", "n: 2", ("2026-03-17/..", "2026-05"), True),
        ("n: 1", "n: 2", ("2025~", "2026~"), False),
    ],
)
def test_numbers_are_rivals_when_they_differ_for_one_time(
    a: str, b: str, dates: tuple[str, str], rival: bool
) -> None:
    found = rivals(value("c", a, date=dates[0]), value("d", b, date=dates[1]))
    assert found == ([("c", "d")] if rival else [])


def test_claims_are_related_through_others() -> None:
    found = related(
        index(
            claim("a", "one", more="  conflicts: [b]\n"),
            claim("b", "one"),
            claim("c", "one", more="  supersedes: [b]\n"),
            claim("d", "one"),
        )
    )
    assert found["a"] == found["b"] == found["c"] != found["d"]


def test_claims_that_only_seem_to_conflict_are_not_related() -> None:
    found = related(index(claim("c", "one", more=DISTINCT), D))
    assert found["c"] != found["d"]
