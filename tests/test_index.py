"""The index holds what the seeds say, in their order, and nothing that they don't say."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from hashiya.anchors import Anchor, Miss
from hashiya.articles import Part
from hashiya.checks import reading_diagnostics
from hashiya.diagnostics import SeedErrors
from hashiya.index import Index
from tests.seedbed import BRIEFING, ENTITIES, SOURCES, index_of

CLAIM = """
ships-1:
  text: {en: Two ships came.}
  about: [gazette]
  evidence: [{at: one#1, quote: words, modality: asserted}]
"""


def refused(**files: str) -> list[str]:
    """What is wrong with some seeds, with its place."""
    with pytest.raises(SeedErrors) as raised:
        index_of(**files)  # type: ignore[arg-type]
    return [f"{d.where.path}:{d.where.line}: {d.code} {d.message}"
            for d in reading_diagnostics(raised.value)]  # fmt: skip


def with_claim(more: str = "", **evidence: str) -> Index:
    """The index with one claim; `more` are lines of it, `evidence` replaces its keys."""
    keys = {"at": "one#1", "quote": "words", "modality": "asserted"} | evidence
    row = ", ".join(f"{key}: {value}" for key, value in keys.items())
    return index_of(
        f"c:\n  text: {{en: Two.}}\n  about: [gazette]\n  evidence: [{{{row}}}]\n{more}"
    )


def test_entries_keep_the_order_of_the_files() -> None:
    index = index_of("z: {retired: 2026, reason: {en: x}}\n" + CLAIM + CLAIM.replace("-1", "-0"))
    assert list(index.claims) == ["ships-1", "ships-0"]
    assert list(index.sources) == ["one", "two", "three"]
    assert list(index.tombstones) == [("claim", "z")]


def test_what_is_left_out_has_its_default() -> None:
    index = index_of(CLAIM)
    claim, source, entity = (
        index.claims["ships-1"],
        index.sources["one"],
        index.entities["gazette"],
    )
    assert (claim.date, claim.values, claim.conflicts, claim.supersedes) == (None, (), (), ())
    assert claim.distinct == ()
    assert (claim.importance, claim.judgement) == (2, None)
    assert claim.evidence[0].stance == "supports"
    assert (claim.evidence[0].speaker, claim.evidence[0].via, claim.evidence[0].gloss) == (
        None, (), {},
    )  # fmt: skip
    assert (source.publish, source.parts, source.unused, source.published) == (
        "quote",
        (),
        (),
        None,
    )
    assert (entity.anonymous, entity.page, entity.place, entity.aliases) == (False, True, None, {})


def test_a_source_has_the_policy_of_the_briefing_unless_it_says_its_own() -> None:
    sources = SOURCES.replace("title: {en: Two}", "title: {en: Two}, publish: full")
    index = index_of(briefing=BRIEFING + "publish: link\n", sources=sources)
    assert [source.publish for source in index.sources.values()] == ["link", "full", "link"]


def test_evidence_is_numbered_from_one_and_anchored() -> None:
    index = index_of(
        CLAIM.replace(
            "modality: asserted}",
            "modality: asserted}, {at: two#1, quote: other, modality: hedged}, "
            "{at: two#2, quote: words, modality: hedged}, {at: six#1, quote: x, modality: hedged}",
        )
    )
    evidence = index.claims["ships-1"].evidence
    assert [(e.claim, e.number) for e in evidence] == [("ships-1", n) for n in (1, 2, 3, 4)]
    assert isinstance(evidence[0].anchor, Anchor)
    assert isinstance(evidence[1].anchor, Miss)
    assert evidence[2].anchor is None
    assert evidence[3].anchor is None
    assert index.evidence() == evidence


def test_an_address_names_both_ends_of_a_range() -> None:
    one = with_claim().claims["c"].evidence[0].at
    assert (one.source, one.first, one.last, str(one)) == ("one", 1, 1, "one#1")
    some = with_claim(at="one#2-11").claims["c"].evidence[0].at
    assert (some.first, some.last, str(some)) == (2, 11, "one#2-11")


@pytest.mark.parametrize(
    "at",
    "one one# #1 one#0 one#01 one#2-2-3 one#3-2 one#-1 one#1- One#1 one#١ one#1,3 one#123456789 "
    "one#1\u200f one#1#2 one_1 one#1–2 one¶1 1".split(),
)
def test_any_other_address_is_refused(at: str) -> None:
    found = refused(claims=CLAIM.replace("one#1", json.dumps(at)))
    assert found[0].startswith("seeds/claims/all.yml:5: R110")


def test_a_paragraph_has_the_part_that_is_said_or_body() -> None:
    sources = (
        "one: {file: one.txt, lang: en, title: {en: One}, publisher: gazette, "
        'parts: {title: [1], caption: [3, 5-6], boilerplate: {"8-9": x}}, unused: {"2": y, "4": z}}'
    )
    source = index_of(sources=sources).sources["one"]
    parts = {n: source.part(n) for n in range(1, 11)}
    assert [n for n in parts if parts[n] is Part.BODY] == [2, 4, 7, 10]
    assert [n for n in parts if parts[n] is Part.CAPTION] == [3, 5, 6]
    assert (parts[1], parts[9]) == (Part.TITLE, Part.BOILERPLATE)
    assert (source.unused_reason(2), source.unused_reason(3)) == ("y", None)


def test_unused_without_a_reason_is_refused() -> None:
    sources = SOURCES.replace("title: {en: Two}", "title: {en: Two}, unused: [1]")
    assert refused(sources=sources) == [
        "seeds/sources.yml:3: R104 a list, expected a map from paragraph numbers or ranges to a "
        "reason"
    ]


@pytest.mark.parametrize(
    "value, bounds",
    [
        ("n: 12", ("12", "12")),
        ("n: 2.5", ("2.5", "2.5")),
        ("n: 0", ("0", "0")),
        ("n: -5", ("-5", "-5")),
        ("min: 2, max: 3", ("2", "3")),
        ("min: 2", ("2", None)),
        ("max: 3", (None, "3")),
        ("min: 0, max: 0", ("0", "0")),
    ],
)
def test_a_value_has_its_bounds(value: str, bounds: tuple[str | None, str | None]) -> None:
    index = with_claim(f"  values: [{{quantity: q, of: gazette, unit: ship, {value}}}]\n")
    (found,) = index.claims["c"].values
    assert (found.low, found.high) == tuple(b and Decimal(b) for b in bounds)
    assert found.numbers == tuple(sorted({Decimal(b) for b in bounds if b}))


@pytest.mark.parametrize(
    "value, fault",
    [
        ("approx: true", "R105 a value without a number"),
        ("n: 1, min: 1", "R112 n beside min or max"),
        ("min: 3, max: 2", "R112 min 3 above max 2"),
        ("n: '12'", "R104 the text “12”, expected a number"),
        ("n: true", "R104 the truth value true, expected a number"),
        ("n: .inf", "R104 the number .inf, expected a number"),
        ("n: 1, approx: 1", "R104 the number 1, expected true or false"),
        ("n: ١٢", "R104 the text “١٢”, expected a number"),
    ],
)
def test_any_other_value_is_refused(value: str, fault: str) -> None:
    more = f"  values: [{{quantity: q, of: gazette, unit: ship, {value}}}]\n"
    found = refused(claims=CLAIM + more)
    assert len(found) == 1
    assert fault in found[0]


def test_a_conflict_is_an_id_or_an_entry() -> None:
    index = with_claim("  conflicts: [a, {claim: b, about: {en: which}}]\n")
    said = index.claims["c"].conflicts
    assert [(c.claim.id, c.about and c.about["en"]) for c in said] == [("a", None), ("b", "which")]


def test_what_is_distinct_says_what_tells_the_two_apart() -> None:
    index = with_claim("  distinct: [{claim: a, about: {en: which}, note: ours}]\n")
    said = index.claims["c"].distinct
    assert [(d.claim.id, dict(d.about or {})) for d in said] == [("a", {"en": "which"})]
    assert (said[0].claim.where.line, index.claims["c"].conflicts) == (5, ())


@pytest.mark.parametrize(
    "said, fault",
    [
        ("[a]", "R104 the text “a”, expected a map: claim, about, note"),
        ("a", "R104 the text “a”, expected a list of entries with claim, about, note"),
        ("[{claim: a}]", "R105 a distinction without “about”, expected it"),
        ("[{about: {en: which}}]", "R105 a distinction without “claim”, expected it"),
        ("[{claim: a, about: which}]", "R104 the text “which”, expected a map by language"),
        ("[{claim: a, about: {ar: x}}]", "R108 no text in en"),
        ("[{claim: a, about: {en: ''}}]", "R117 the text “”, expected text that is not empty"),
        ('[{claim: a, about: {en: "x\\ny"}}]', "expected text of one line"),
        ("[{claim: A, about: {en: x}}]", "R106 the text “A”, expected an id"),
        ("[{claim: a, about: {en: x}, why: y}]", "R103 the unknown key “why” in a distinction"),
    ],
)
def test_any_other_word_on_what_is_distinct_is_refused(said: str, fault: str) -> None:
    found = refused(claims=CLAIM + f"  distinct: {said}\n")
    assert len(found) == 1
    assert found[0].startswith("seeds/claims/all.yml:6: ")
    assert fault in found[0]


def test_a_judgement_is_signed() -> None:
    signed = "{confidence: low, by: RH, date: 2026-03, basis: {en: x}, status: denied}"
    judgement = with_claim(f"  judgement: {signed}\n").claims["c"].judgement
    assert judgement is not None
    assert (judgement.by, judgement.status, judgement.date.text) == ("RH", "denied", "2026-03")
    for key in ("confidence: low, ", "by: RH, ", "date: 2026-03, ", "basis: {en: x}, "):
        found = refused(claims=CLAIM + f"  judgement: {signed.replace(key, '')}\n")
        assert "R105 a judgement without" in found[0]


def test_a_tombstone_is_no_living_entry() -> None:
    index = index_of(
        "a: {retired: 2026-03-20, reason: {en: wrong}, see: b}\n",
        entities=ENTITIES + "x: {retired: 2026, reason: {en: gone}}\n",
        sources=SOURCES + "y: {retired: 2026, reason: {en: gone}}\n",
    )
    assert set(index.tombstones) == {("claim", "a"), ("entity", "x"), ("source", "y")}
    assert index.tombstones["claim", "a"].see is not None
    assert not {"a", "x", "y"} & {*index.claims, *index.entities, *index.sources}


def test_a_tombstone_has_no_other_keys() -> None:
    found = refused(claims="a: {retired: 2026, reason: {en: x}, text: {en: y}}\n")
    assert "R103 the unknown key “text” in a tombstone" in found[0]


def test_an_id_is_one_entry_of_its_namespace() -> None:
    assert index_of(CLAIM.replace("ships-1", "gazette")).claims.keys() == {"gazette"}
    entities = ENTITIES + "gazette: {retired: 2026, reason: {en: x}}\n"
    assert "R102" in refused(entities=entities)[0]


def test_two_kinds_cannot_share_a_path() -> None:
    found = refused(briefing=BRIEFING.replace("path: phases", "path: actors"))
    assert "R107 the path 'actors' again" in found[0]
    assert "the kind 'actor' has it" in found[0]


def test_an_entity_of_a_dated_kind_needs_its_date() -> None:
    entities = ENTITIES + "week: {kind: phase, name: {en: the week}}\n"
    assert refused(entities=entities) == [
        "seeds/entities/all.yml:5: R105 an entity of the kind 'phase' without “date”, expected it"
    ]
    dated = index_of(entities=entities.replace("phase, name:", "phase, date: 2026, name:"))
    assert dated.entities["week"].date is not None


def test_a_fourth_kind_needs_no_code() -> None:
    briefing = BRIEFING + "  weapon: {label: {en: Weapons}, one: {en: Weapon}, path: weapons}\n"
    index = index_of(
        briefing=briefing, entities=ENTITIES + "drone: {kind: weapon, name: {en: a drone}}\n"
    )
    assert index.head.kinds["weapon"].path == "weapons"
    assert index.entities["drone"].kind.id == "weapon"


@pytest.mark.parametrize("key", ["title", "languages", "locales", "kinds"])
def test_the_briefing_says_what_it_must(key: str) -> None:
    lines = BRIEFING.strip().split("\n")
    kept = [line for line in lines if not line.startswith(f"{key}:")]
    if key == "kinds":
        kept = [line for line in kept if not line.startswith("  ")]
    found = (
        refused(briefing="\n".join(kept))
        if key != "kinds"
        else refused(briefing="\n".join(kept), entities="{}")
    )
    assert any(f"R105 a briefing without “{key}”" in line for line in found)


@pytest.mark.parametrize(
    "old, new, fault",
    [
        ("languages: [en]", "languages: []", "R117"),
        ("languages: [en]", "languages: [en, en]", "R112"),
        ("languages: [en]", "languages: [English]", "R112"),
        ("languages: [en]", "languages: en", "R104"),
        ("en: en_GB", "en: en", "R112"),
        ("en: en_GB", "en: en-GB", "R112"),
        ("{en: en_GB}", "{ar: ar_IQ}", "R108 no locale for en"),
        ("path: actors", "path: sources", "R112"),
        ("path: actors", "path: en", "R112"),
        ("path: actors", "path: a/b", "R106"),
        ("actor: {label", "Actor: {label", "R106"),
        ("title: {en: A briefing}", "title: {en: A briefing, fr: x}", ""),
        ("title: {en: A briefing}", "title: A briefing", "R104"),
        ("title: {en: A briefing}", "title: {}", "R108"),
        ("title:", "publish: some\ntitle:", "R112"),
        ("title:", "as_of: yesterday\ntitle:", "R111"),
    ],
)
def test_a_briefing_with_a_wrong_value_is_refused(old: str, new: str, fault: str) -> None:
    assert BRIEFING.count(old) == 1
    briefing = BRIEFING.replace(old, new)
    if not fault:
        assert index_of(briefing=briefing).head.languages == ("en",)
        return
    assert any(fault in line for line in refused(briefing=briefing))


def test_texts_are_trimmed_and_otherwise_as_written() -> None:
    index = with_claim(quote="'  words  '")
    assert index.claims["c"].evidence[0].quote == "words"


def test_a_year_may_be_written_bare() -> None:
    assert with_claim("  date: 2026\n").claims["c"].date is not None
    for date in ("2026.5", "true", "[2026]", "''", "~"):
        with pytest.raises(SeedErrors):
            with_claim(f"  date: {date}\n")


@pytest.mark.parametrize("url", ["http://a.example", "https://a.example:8080/ب?x=1&y=2#z",
                                 "https://xn--mgb.example/"])  # fmt: skip
def test_a_plain_url_is_taken_as_it_is(url: str) -> None:
    sources = SOURCES.replace("title: {en: Two}", f"title: {{en: Two}}, url: '{url}'")
    assert index_of(sources=sources).sources["two"].url == url


@pytest.mark.parametrize(
    "url",
    "javascript:alert(1) JAVASCRIPT:alert(1) data:text/html,x file:///etc/passwd ftp://a.example "
    "//a.example a.example http: https:// http:/a mailto:a@b vbscript:x https://u:p@a.example "
    "https://a.example:port/ https://[::1 https://a.example/<script> https://a.example/\u202e "
    "https://a.example\\\\@b http://a.example/'x'".split(),
)
def test_any_other_url_is_refused(url: str) -> None:
    sources = SOURCES.replace("title: {en: Two}", f'title: {{en: Two}}, url: "{url}"')
    assert [line.split(" ")[1] for line in refused(sources=sources)] == ["R113"]


def test_acceptances_know_the_lines_of_their_entry() -> None:
    index = index_of(CLAIM + "  accept: {C309: known}\n")
    (accepted,) = index.acceptances
    assert (accepted.namespace, accepted.id, accepted.code, accepted.reason) == (
        "claim", "ships-1", "C309", "known",
    )  # fmt: skip
    assert (accepted.path, accepted.first, accepted.last) == ("seeds/claims/all.yml", 2, 6)


def test_a_gloss_is_asked_for_in_each_language_but_the_sources_own() -> None:
    briefing = """
title: {en: A, ar: ب, fr: C}
languages: [en, ar, fr]
locales: {en: en_GB, ar: ar_IQ, fr: fr_FR}
kinds:
  actor: {label: {en: A, ar: ب, fr: C}, one: {en: A, ar: ب, fr: C}, path: actors}
"""
    sources = "one: {file: one.txt, lang: ar, title: {en: A, ar: ب, fr: C}, publisher: gazette}\n"
    entities = "gazette: {kind: actor, name: {en: A, ar: ب, fr: C}}\n"
    claim = """
c:
  text: {en: A, ar: ب, fr: C}
  about: [gazette]
  evidence: [{at: one#1, quote: words, modality: asserted, gloss: GLOSS}]
"""
    sound = {"briefing": briefing, "sources": sources, "entities": entities}
    index = index_of(claim.replace("GLOSS", "{en: x, fr: y}"), **sound)  # type: ignore[arg-type]
    assert index.claims["c"].evidence[0].gloss == {"en": "x", "fr": "y"}
    found = refused(claims=claim.replace("GLOSS", "{en: x}"), **sound)
    assert "R109 no gloss in fr" in found[0]
    own = {**sound, "sources": sources.replace("lang: ar", "lang: de")}
    assert (
        "R109 no gloss in ar" in refused(claims=claim.replace("GLOSS", "{en: x, fr: y}"), **own)[0]
    )
