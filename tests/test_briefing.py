"""What may be shown of a source is what its policy says, and no word more."""

from __future__ import annotations

import pytest

from hashiya.articles import Part
from hashiya.briefing import Briefing, compose, entities_of_kind, policy_of, reading_order
from hashiya.standing import derive
from tests.seedbed import BRIEFING, ENTITIES, index_of

ARTICLE = "\n".join(
    [
        "A headline",
        "Before it. He said 12 ships \u202ewait\u202c here. After it.",
        "One two. Three four. Five six.",
        "Nobody cites this.",
    ]
)
CITES = """
c:
  text: {en: Twelve.}
  about: [ministry]
  evidence: [{at: one#2, quote: 12 ships wait, modality: asserted}]
d:
  text: {en: Other.}
  about: [ministry, herald]
  evidence:
    - {at: one#3, quote: One, modality: asserted, speaker: ministry}
    - {at: one#3, quote: Five six, modality: asserted}
"""


def briefing(policy: str = "quote", claims: str = CITES, *, preview: bool = False) -> Briefing:
    """The briefing of one article under a policy."""
    source = (
        f"one: {{file: one.txt, lang: en, title: {{en: One}}, publisher: gazette, "
        f"publish: {policy}, "
        'parts: {title: [1]}, unused: {"4": no claim}}\n'
    )
    index = index_of(claims, sources=source, articles={"one.txt": ARTICLE})
    return compose(index, derive(index), preview=preview)


def shown(found: Briefing) -> list[str]:
    """What is shown of each paragraph, the quoted words between «»."""
    return [
        "".join(f"«{p.text}»" if p.quoted else p.text for p in paragraph.pieces)
        for paragraph in found.paragraphs["one"]
    ]


# --- policies -------------------------------------------------------------------------------------


def test_full_shows_whole_paragraphs() -> None:
    assert shown(briefing("full")) == [
        "A headline",
        "Before it. He said «12 ships wait» here. After it.",
        "«One» two. Three four. «Five six».",
        "Nobody cites this.",
    ]


def test_quote_shows_the_quoted_words_with_their_sentence_and_never_the_rest() -> None:
    assert shown(briefing("quote")) == [
        "",
        "[…] He said «12 ships wait» here. […]",
        "«One» two. […] «Five six».",
        "",
    ]


@pytest.mark.parametrize("policy", ["link", "none"])
def test_link_and_none_show_no_word(policy: str) -> None:
    found = briefing(policy)
    assert shown(found) == ["", "", "", ""]
    for passage in found.passages.values():
        assert (passage.shown, passage.quote, passage.context) == (policy, "", ())


@pytest.mark.parametrize("policy", ["full", "quote", "link", "none"])
def test_a_preview_shows_everything(policy: str) -> None:
    found = briefing(policy, preview=True)
    assert shown(found) == shown(briefing("full"))
    assert found.preview
    assert {passage.shown for passage in found.passages.values()} == {"words"}


def test_a_preview_has_no_policy_of_its_own() -> None:
    source = briefing("none").index.sources["one"]
    assert policy_of(source, preview=False) == "none"
    assert policy_of(source, preview=True) == "full"


def test_a_paragraph_knows_whether_all_of_it_is_there() -> None:
    assert [p.whole for p in briefing("full").paragraphs["one"]] == [True] * 4
    assert [p.whole for p in briefing("quote").paragraphs["one"]] == [False] * 4
    whole = CITES.replace("12 ships wait", "Before it. He said 12 ships wait here. After it.")
    assert briefing("quote", whole).paragraphs["one"][1].whole


def test_a_paragraph_knows_its_part_its_claims_and_why_it_is_unused() -> None:
    first, second, third, fourth = briefing().paragraphs["one"]
    assert (first.n, first.part, first.claims, first.unused) == (1, Part.TITLE, (), None)
    assert (second.part, second.claims) == (Part.BODY, ("c",))
    assert third.claims == ("d",)
    assert (fourth.claims, fourth.unused) == ((), None)  # a reason is a word between authors
    assert briefing(preview=True).paragraphs["one"][3].unused == "no claim"
    assert [p.words for p in (first, second, third, fourth)] == [2, 10, 6, 3]


# --- passages -------------------------------------------------------------------------------------


def test_direction_controls_of_an_article_are_taken_out_of_everything_shown() -> None:
    found = briefing("full")
    passage = found.passages["c", 1]
    assert passage.quote == "12 ships wait"
    pieces = [p for paragraph in found.paragraphs["one"] for p in paragraph.pieces]
    text = "".join(p.text for p in (*passage.context, *pieces))
    assert not {"\u202e", "\u202c"} & set(text)


def test_the_context_is_the_sentence_with_the_quotation_told_apart() -> None:
    context = briefing().passages["c", 1].context
    assert [(p.text, p.quoted) for p in context] == [
        ("He said ", False), ("12 ships wait", True), (" here.", False),
    ]  # fmt: skip


def test_a_quotation_of_several_spans_is_joined() -> None:
    claims = CITES.replace("quote: Five six", "quote: 'Three […] six'")
    passage = briefing("quote", claims).passages["d", 2]
    assert passage.quote == "Three […] six"
    # The sentences are neighbours: nothing is left out between them.
    assert "".join(p.text for p in passage.context) == "Three four. Five six."


def test_neighbouring_sentences_are_shown_without_a_gap() -> None:
    claims = CITES.replace("quote: Five six", "quote: 'Three […] six'")
    assert shown(briefing("quote", claims))[2] == "«One» two. «Three» four. Five «six»."


def test_the_quotation_is_cut_from_the_article_and_not_typed() -> None:
    typed = CITES.replace("12 ships wait", "١٢  ships\u00a0wait")
    assert briefing("quote", typed).passages["c", 1].quote == "12 ships wait"


def test_a_quotation_without_an_anchor_shows_nothing() -> None:
    missing = CITES.replace("12 ships wait", "13 ships wait")
    passage = briefing("quote", missing).passages["c", 1]
    assert (passage.quote, passage.context) == ("", ())


# --- order ----------------------------------------------------------------------------------------


def test_claims_are_read_by_date_then_importance_then_as_written() -> None:
    rows = [
        ("undated-3", "", 3), ("late", "2026-03-19", 1), ("undated-1", "", 1),
        ("day", "2026-03-18", 2),
        ("day-1", "2026-03-18", 1), ("day-too", "2026-03-18", 2), ("month", "2026-03", 3),
        ("span", "2026-03-18/2026-03-20", 1), ("open", "2026-03-18/..", 1), ("early", "2025~", 3),
    ]  # fmt: skip
    claims = "".join(
        f"{id_}: {{text: {{en: x}}, about: [ministry], importance: {importance}, "
        f"{f'date: {date}, ' if date else ''}evidence: []}}\n"
        for id_, date, importance in rows
    )
    assert reading_order(index_of(claims)) == (
        "early", "month", "day-1", "day", "day-too", "span", "open", "late", "undated-1",
        "undated-3",
    )  # fmt: skip


def test_entities_of_a_dated_kind_stand_by_date_and_others_as_written() -> None:
    entities = ENTITIES + "".join(
        f"{id_}: {{kind: phase, name: {{en: {id_}}}, date: {date}}}\n"
        for id_, date in (("b", "2026-03"), ("a", "2026-04"), ("c", "2025"))
    )
    index = index_of(entities=entities)
    assert [e.id for e in entities_of_kind(index, "phase")] == ["c", "b", "a"]
    assert [e.id for e in entities_of_kind(index, "actor")] == ["gazette", "herald", "ministry"]


# --- who with whom --------------------------------------------------------------------------------


def test_entities_are_joined_by_the_claims_they_share() -> None:
    found = briefing()
    assert found.claims_about["ministry"] == ("c", "d")
    assert found.claims_about["herald"] == ("d",)
    assert found.joined["herald"] == (("ministry", 1),)
    assert found.joined["gazette"] == ()
    assert found.said_by == {"ministry": (("d", 1),)}
    assert found.sources_about["ministry"] == (("one", 3),)


def test_the_entity_of_a_value_is_joined_too() -> None:
    value = "  values: [{quantity: q, of: gazette, unit: u, n: 1}]\n"
    found = briefing(claims=CITES + value)
    assert found.claims_about["gazette"] == ("d",)


def test_conflicts_and_successors_are_known_from_both_sides() -> None:
    found = briefing(claims=CITES + "  conflicts: [c]\n  supersedes: [c]\n")
    assert [other for other, _ in found.conflicts_of["c"]] == ["d"]
    assert [other for other, _ in found.conflicts_of["d"]] == ["c"]
    assert found.superseded_by == {"c": ("d",)}


def test_what_is_distinct_is_known_from_both_sides_and_is_no_conflict() -> None:
    found = briefing(claims=CITES + "  distinct: [{claim: c, about: {en: which}}]\n")
    assert [(other, (d.about or {})["en"]) for other, d in found.distinct_from["c"]] == [
        ("d", "which")
    ]
    assert [(other, (d.about or {})["en"]) for other, d in found.distinct_from["d"]] == [
        ("c", "which")
    ]
    assert found.conflicts_of == {}


def test_an_unnamed_entity_or_one_without_a_page_has_none() -> None:
    entities = ENTITIES + (
        "x: {kind: actor, name: {en: X}, anonymous: true}\n"
        "y: {kind: actor, name: {en: Y}, page: false}\n"
    )
    index = index_of(entities=entities, briefing=BRIEFING)
    found = compose(index, derive(index), preview=False)
    assert [id_ for id_ in (*index.entities, "nobody") if found.has_page(id_)] == [
        "gazette", "herald", "ministry",
    ]  # fmt: skip
