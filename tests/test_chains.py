"""The chain of a claim: what shares an origin stands once, what doesn't stands apart."""

from __future__ import annotations

from pathlib import Path

import hashiya
from hashiya.chains import Hop, strands_of
from hashiya.views import Folio
from tests.seedbed import ENTITIES, of_one_language

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


def chains(home: Path, *evidence: str) -> dict[str, list[object]]:
    """The chains of a claim with such evidence, by side: [name, onward …], outlets with their ¶."""
    lines = "\n".join(f"    - {{quote: words here, {each}}}" for each in evidence)
    claim = f"said:\n  text: {{en: Words}}\n  about: [ministry]\n  evidence:\n{lines}\n"
    bed = of_one_language(home, claim)
    bed.write("seeds/sources.yml", SOURCES)
    bed.write("seeds/entities/all.yml", ENTITIES + MORE)
    for name in ("one", "two", "three"):
        bed.write(f"seeds/{name}.txt", "words here\n")
    scribe = hashiya.build(bed.seeds).press.scribes["en"]
    strands = strands_of(Folio(scribe, "claims/said"), "said")
    return {strand.side: [_told(hop) for hop in strand.origins] for strand in strands}


def _told(hop: Hop) -> list[object]:
    name = f"{hop.role} {hop.name.text}"
    if hop.paragraph is not None:
        return [f"{name} {hop.paragraph.paragraph} {hop.evidence}"]
    return [name, *(_told(each) for each in hop.onward)]


def test_two_outlets_with_one_origin_have_one_chain_that_parts(tmp_path: Path) -> None:
    found = chains(
        tmp_path,
        "at: one#1, speaker: ministry, via: [wire], modality: asserted",
        "at: two#1, speaker: ministry, via: [wire], modality: asserted",
    )
    outlets = [["outlet the Gazette ¶ 1 evidence-1"], ["outlet the Herald ¶ 1 evidence-2"]]
    assert found == {"supports": [["speaker the Ministry", ["via the Wire", *outlets]]]}


def test_two_origins_have_two_chains(tmp_path: Path) -> None:
    found = chains(
        tmp_path,
        "at: one#1, speaker: ministry, modality: asserted",
        "at: two#1, speaker: wire, modality: asserted",
    )
    assert [told[0] for told in found["supports"]] == ["speaker the Ministry", "speaker the Wire"]


def test_whom_a_speaker_speaks_for_stands_before_them(tmp_path: Path) -> None:
    found = chains(tmp_path, "at: one#1, speaker: minister, modality: asserted")
    outlet = ["outlet the Gazette ¶ 1 evidence-1"]
    assert found == {"supports": [["origin the Ministry", ["speaker a Minister", outlet]]]}


def test_no_name_and_the_articles_own_voice_are_told_apart(tmp_path: Path) -> None:
    found = chains(
        tmp_path,
        "at: one#1, speaker: source, modality: asserted",
        "at: one#1, modality: asserted",
        "at: two#1, modality: asserted",
    )
    assert [told[0] for told in found["supports"]] == [
        "unnamed a source",
        "article the article itself",
        "article the article itself",
    ]


def test_what_disputes_a_claim_or_does_neither_has_a_side_of_its_own(tmp_path: Path) -> None:
    found = chains(
        tmp_path,
        "at: one#1, speaker: ministry, modality: declined",
        "at: two#1, speaker: ministry, modality: denied",
        "at: one#1, speaker: ministry, modality: asserted",
    )
    assert list(found) == ["supports", "disputes", "neither"]


def test_a_withheld_source_is_in_no_chain(tmp_path: Path) -> None:
    assert chains(tmp_path, "at: hidden#1, speaker: ministry, modality: asserted") == {}
