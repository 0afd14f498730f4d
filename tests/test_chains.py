"""The chain of a claim: what shares an origin stands once, what doesn't stands apart."""

from __future__ import annotations

from typing import Any

from hashiya.briefing import compose
from hashiya.catalog import load_catalog
from hashiya.chains import Hop, strands_of
from hashiya.mentions import names_of
from hashiya.standing import derive
from hashiya.views import Folio, Memory, Scribe
from tests.seedbed import ENTITIES, index_of

MORE = """
wire: {kind: actor, name: {en: the Wire}}
minister: {kind: actor, name: {en: a Minister}, speaks_for: ministry}
source: {kind: actor, name: {en: a source}, anonymous: true}
"""
SOURCES = """
one: {file: one.txt, lang: en, title: {en: One}, publisher: gazette}
two: {file: two.txt, lang: en, title: {en: Two}, publisher: herald}
hidden: {file: three.txt, lang: en, title: {en: Three}, publisher: wire, publish: none}
"""


def chains(*evidence: str) -> dict[str, list[Any]]:
    """The chains of a claim with such evidence, by side: [name, onward …], outlets with their ¶."""
    lines = "\n".join(f"    - {{quote: words here, {each}}}" for each in evidence)
    claim = f"said:\n  text: {{en: Words}}\n  about: [ministry]\n  evidence:\n{lines}\n"
    index = index_of(claim, entities=ENTITIES + MORE, sources=SOURCES)
    briefing = compose(index, derive(index), preview=False)
    scribe = Scribe(briefing, "en", load_catalog("en", "en_GB"), names_of(index, "en"), Memory())
    strands = strands_of(Folio(scribe, "claims/said"), "said")
    return {strand.side: [_told(hop) for hop in strand.origins] for strand in strands}


def _told(hop: Hop) -> list[Any]:
    name = f"{hop.role} {hop.name.text}"
    if hop.paragraph is not None:
        return [f"{name} {hop.paragraph.paragraph} {hop.evidence}"]
    return [name, *(_told(each) for each in hop.onward)]


def test_two_outlets_with_one_origin_have_one_chain_that_parts() -> None:
    found = chains(
        "at: one#1, speaker: ministry, via: [wire], modality: asserted",
        "at: two#1, speaker: ministry, via: [wire], modality: asserted",
    )
    outlets = [["outlet the Gazette ¶ 1 evidence-1"], ["outlet the Herald ¶ 1 evidence-2"]]
    assert found == {"supports": [["speaker the Ministry", ["via the Wire", *outlets]]]}


def test_two_origins_have_two_chains() -> None:
    found = chains(
        "at: one#1, speaker: ministry, modality: asserted",
        "at: two#1, speaker: wire, modality: asserted",
    )
    assert [told[0] for told in found["supports"]] == ["speaker the Ministry", "speaker the Wire"]


def test_whom_a_speaker_speaks_for_stands_before_them() -> None:
    found = chains("at: one#1, speaker: minister, modality: asserted")
    outlet = ["outlet the Gazette ¶ 1 evidence-1"]
    assert found == {"supports": [["origin the Ministry", ["speaker a Minister", outlet]]]}


def test_no_name_and_the_articles_own_voice_are_told_apart() -> None:
    found = chains(
        "at: one#1, speaker: source, modality: asserted",
        "at: one#1, modality: asserted",
        "at: two#1, modality: asserted",
    )
    assert [told[0] for told in found["supports"]] == [
        "unnamed a source",
        "article the article itself",
        "article the article itself",
    ]


def test_what_disputes_a_claim_or_does_neither_has_a_side_of_its_own() -> None:
    found = chains(
        "at: one#1, speaker: ministry, modality: declined",
        "at: two#1, speaker: ministry, modality: denied",
        "at: one#1, speaker: ministry, modality: asserted",
    )
    assert list(found) == ["supports", "disputes", "neither"]


def test_a_withheld_source_is_in_no_chain() -> None:
    assert chains("at: hidden#1, speaker: ministry, modality: asserted") == {}
