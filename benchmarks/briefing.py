"""An invented briefing of any size: the same size and seed give the same bytes."""

from __future__ import annotations

import itertools
import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = ("en", "ar")
KINDS = {
    "body": ("bodies", {"en": "Bodies", "ar": "الهيئات"}, {"en": "Body", "ar": "هيئة"}),
    "port": ("ports", {"en": "Ports", "ar": "الموانئ"}, {"en": "Port", "ar": "ميناء"}),
    "spell": ("spells", {"en": "Spells", "ar": "الفترات"}, {"en": "Spell", "ar": "فترة"}),
}
"""Kind to its path, label and singular."""

NOUNS = {
    "body": {"en": "Bureau", "ar": "مكتب"},
    "port": {"en": "Harbour", "ar": "مرفأ"},
    "spell": {"en": "Spell", "ar": "فترة"},
}
SYLLABLES = tuple(
    zip(
        "ba ta ja da ra za sa fa ka la ma na bu tu ru zu su fu ku mu".split(),
        "با تا جا دا را زا سا فا كا لا ما نا بو تو رو زو سو فو كو مو".split(),
        strict=True,
    )
)
CARGO = tuple(
    zip(
        ("crates", "barrels", "pallets", "bundles", "trucks"),
        ("صندوقا", "برميلا", "لوحا", "حزمة", "شاحنة"),
        ("crate", "barrel", "pallet", "bundle", "truck"),
        strict=True,
    )
)
FILLERS = {
    "en": (
        "Crews kept working under floodlights while the wind picked up along the quay",
        "The schedule had been posted at the gate and drivers read it without comment",
        "Officials asked residents to stay away from the fence until the area was clear",
        "Nobody at the site would describe the contents or say where they were bound",
        "A spokesperson repeated that the work followed the published timetable",
        "Local shops stayed open and the road to the market was passable all day",
    ),
    "ar": (
        "واصلت الفرق عملها تحت الأضواء بينما اشتدت الرياح على طول الرصيف",
        "كان الجدول معلقا عند البوابة وقرأه السائقون من دون تعليق",
        "طلب المسؤولون من السكان الابتعاد عن السياج إلى أن تصبح المنطقة خالية",
        "لم يصف أحد في الموقع المحتويات ولم يقل إلى أين تتجه",
        "كرر متحدث أن العمل يجري وفق الجدول المنشور",
        "بقيت المتاجر مفتوحة وكان الطريق إلى السوق سالكا طوال النهار",
    ),
}
CLAIMS_PER_SOURCE = 10
FIRST_DAY = date(2010, 1, 1)
HEADER_LINES = 2
"""A title and a byline stand before an article's first body paragraph."""


@dataclass(frozen=True, slots=True)
class Entity:
    """An invented entity; `outlet` publishes articles."""

    id: str
    kind: str
    name: Mapping[str, str]
    outlet: bool


@dataclass(frozen=True, slots=True)
class Source:
    """An invented article, whose paragraphs are written from what its claims quote."""

    id: str
    lang: str
    title: Mapping[str, str]
    publisher: Entity
    published: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words in both languages; the source's own are the quotation, the others its gloss."""

    source: Source
    paragraph: int
    words: Mapping[str, str]
    speaker: Entity
    modality: str


@dataclass(frozen=True, slots=True)
class Claim:
    """An invented claim and what it rests on."""

    id: str
    text: Mapping[str, str]
    about: tuple[Entity, ...]
    date: str
    value: Mapping[str, Any] | None
    evidence: tuple[Evidence, ...]
    conflicts: tuple[str, ...]
    supersedes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """A whole invented briefing, which `by_hand` and `write_seeds` write in their own ways."""

    entities: tuple[Entity, ...]
    sources: tuple[Source, ...]
    claims: tuple[Claim, ...]


def invent(pages: int, seed: int = 1) -> Briefing:
    """A briefing whose site has about `pages` pages in both languages, three in four of claims."""
    chance = random.Random(seed)  # noqa: S311
    each = max(pages // len(LANGUAGES) - 12, 60)  # 12 pages list the others
    count = round(each * 0.73)
    entities = _entities(chance, round(each * 0.19))
    sources = _sources(chance, entities, max(count // CLAIMS_PER_SOURCE, 2))
    return Briefing(entities, sources, _claims(chance, entities, sources, count))


def _entities(chance: random.Random, count: int) -> tuple[Entity, ...]:
    names = chance.sample(list(itertools.product(SYLLABLES, repeat=3)), count)
    kinds = ["body", "port", "body", "port", "spell"]
    entities = []
    for number, (name, kind) in enumerate(zip(names, itertools.cycle(kinds), strict=False)):
        latin = "".join(syllable[0] for syllable in name)
        arabic = "".join(syllable[1] for syllable in name)
        noun = NOUNS[kind]
        entities.append(
            Entity(
                id=f"{kind}-{latin}",
                kind=kind,
                name={"en": f"{noun['en']} {latin.title()}", "ar": f"{noun['ar']} {arabic}"},
                outlet=kind == "body" and number < count // 5,
            )
        )
    return tuple(entities)


def _sources(chance: random.Random, entities: tuple[Entity, ...], count: int) -> tuple[Source, ...]:
    outlets = [entity for entity in entities if entity.outlet]
    return tuple(
        Source(
            id=f"report-{number}",
            lang=LANGUAGES[number % 2],
            title={"en": "Cargo moves along the quay", "ar": "البضائع تتحرك على طول الرصيف"},
            publisher=chance.choice(outlets),
            published=(FIRST_DAY + timedelta(days=number * CLAIMS_PER_SOURCE)).isoformat(),
        )
        for number in range(count)
    )


def _claims(
    chance: random.Random,
    entities: tuple[Entity, ...],
    sources: tuple[Source, ...],
    count: int,
) -> tuple[Claim, ...]:
    ports, bodies, spells = (
        [entity for entity in entities if entity.kind == kind and not entity.outlet]
        for kind in ("port", "body", "spell")
    )
    lengths = {source.id: HEADER_LINES for source in sources}
    claims: list[Claim] = []
    for number in range(count):
        port, body, spell = chance.choice(ports), chance.choice(bodies), chance.choice(spells)
        amount = chance.randint(101, 9899)
        english, arabic, unit = chance.choice(CARGO)
        words = {
            "en": f"{amount} {english} were moved from {port.name['en']} to the storage area "
            "while crews waited at the gate",
            "ar": f"{amount} {arabic} نقلت من {port.name['ar']} إلى منطقة التخزين بينما كانت "
            "الفرق تنتظر عند البوابة",
        }
        given = [sources[number * len(sources) // count]]
        if number % 5 == 0:
            given.append(chance.choice([source for source in sources if source != given[0]]))
        evidence = []
        for position, source in enumerate(given):
            lengths[source.id] += 1
            evidence.append(
                Evidence(
                    source=source,
                    paragraph=lengths[source.id],
                    words=words,
                    speaker=body if position == 0 else chance.choice(bodies),
                    modality="denied" if position and number % 30 == 0 else "asserted",
                )
            )
        claims.append(
            Claim(
                id=f"move-{number}",
                text={
                    "en": f"{amount} {english} left {port.name['en']} for the storage area.",
                    "ar": f"غادر {amount} {arabic} {port.name['ar']} إلى منطقة التخزين.",
                },
                about=(port, body, spell),
                date=(FIRST_DAY + timedelta(days=number)).isoformat(),
                value={"quantity": f"{unit}s-moved", "of": port.id, "n": amount, "unit": unit}
                if number % 3 == 0
                else None,
                evidence=tuple(evidence),
                conflicts=(f"move-{number - 1}",) if number % 25 == 24 else (),
                supersedes=(f"move-{number - 2}",) if number % 40 == 39 else (),
            )
        )
    return tuple(claims)


def paragraph(evidence: Evidence) -> str:
    """The paragraph of the article that the evidence quotes, the quotation within it."""
    lang = evidence.source.lang
    fillers = FILLERS[lang]
    start = evidence.paragraph % len(fillers)
    more = ". ".join((fillers * 2)[start : start + 4])
    name, words = evidence.speaker.name[lang], evidence.words[lang]
    told = (
        f"{name} told reporters that {words}" if lang == "en" else f"قال {name} للصحفيين إن {words}"
    )
    return f"{told}. {more}."


def write_seeds(briefing: Briefing, folder: Path) -> None:
    """Writes `seeds/` and `docs/` of an invented briefing below `folder`."""
    seeds = folder / "seeds"
    for name in ("articles", "entities", "claims"):
        (seeds / name).mkdir(parents=True)
    _write_yaml(seeds / "briefing.yml", _briefing_entry())
    quoted: dict[str, list[Evidence]] = {source.id: [] for source in briefing.sources}
    filed: dict[str, dict[str, Any]] = {source.id: {} for source in briefing.sources}
    for claim in briefing.claims:
        filed[claim.evidence[0].source.id][claim.id] = _claim_entry(claim)
        for evidence in claim.evidence:
            quoted[evidence.source.id].append(evidence)
    entries = {}
    for source in briefing.sources:
        in_order = sorted(quoted[source.id], key=lambda evidence: evidence.paragraph)
        byline = {"en": "By our correspondent", "ar": "بقلم مراسلنا"}[source.lang]
        last = FILLERS[source.lang][0] + "."
        lines = [source.title[source.lang], byline, *map(paragraph, in_order), last]
        (seeds / "articles" / f"{source.id}.txt").write_text(
            "\n\n".join(lines) + "\n", encoding="utf-8"
        )
        entries[source.id] = _source_entry(source, len(lines))
        _write_yaml(seeds / "claims" / f"{source.id}.yml", filed[source.id])
    _write_yaml(seeds / "sources.yml", entries)
    cited = {entity.id: claim for claim in briefing.claims for entity in claim.about}
    for kind in KINDS:
        _write_yaml(
            seeds / "entities" / f"{kind}.yml",
            {
                entity.id: _entity_entry(entity, cited.get(entity.id))
                for entity in briefing.entities
                if entity.kind == kind
            },
        )
    for lang in LANGUAGES:
        (folder / "docs" / lang).mkdir(parents=True)
        text = home_page(briefing, lang)
        (folder / "docs" / lang / "index.md").write_text(text, encoding="utf-8")


def home_page(briefing: Briefing, lang: str) -> str:
    """A hand-written home page that cites five claims."""
    title = {"en": "Cargo on the quay", "ar": "البضائع على الرصيف"}[lang]
    lines = (f"{claim.text[lang]}[^{claim.id}]" for claim in briefing.claims[:5])
    return f"# {title}\n\n" + "\n\n".join(lines) + "\n"


def _briefing_entry() -> dict[str, Any]:
    return {
        "title": {"en": "Cargo on the quay", "ar": "البضائع على الرصيف"},
        "languages": list(LANGUAGES),
        "locales": {"en": "en_GB", "ar": "ar_IQ"},
        "as_of": "2026-01-01",
        "publish": "quote",
        "kinds": {
            kind: {"label": label, "one": one, "path": path}
            | ({"place": True} if kind == "port" else {})
            | ({"dated": True} if kind == "spell" else {})
            for kind, (path, label, one) in KINDS.items()
        },
    }


def _source_entry(source: Source, lines: int) -> dict[str, Any]:
    return {
        "file": f"articles/{source.id}.txt",
        "lang": source.lang,
        "title": dict(source.title),
        "publisher": source.publisher.id,
        "published": source.published,
        "url": f"https://outlet.example/{source.id}",
        "parts": {"title": [1], "attribution": [2]},
        "unused": {str(lines): "scene-setting, no claim in it"},
    }


def _entity_entry(entity: Entity, claim: Claim | None) -> dict[str, Any]:
    entry: dict[str, Any] = {"kind": entity.kind, "name": dict(entity.name)}
    if claim is not None:
        entry["summary"] = {
            lang: f"{claim.text[lang].removesuffix('.')}[^{claim.id}]." for lang in LANGUAGES
        }
    if entity.kind == "port":
        spread = sum(map(ord, entity.id))
        entry["place"] = {
            "lat": 20 + spread % 100 / 10,
            "lon": 40 + spread % 170 / 10,
            "precision": "town",
            "from": "invented",
        }
    if entity.kind == "spell":
        entry["date"] = "2010/2026"
    return entry


def _claim_entry(claim: Claim) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "text": dict(claim.text),
        "about": [entity.id for entity in claim.about],
        "date": claim.date,
        "evidence": [
            {
                "at": f"{evidence.source.id}#{evidence.paragraph}",
                "quote": evidence.words[evidence.source.lang],
                "gloss": {
                    lang: words
                    for lang, words in evidence.words.items()
                    if lang != evidence.source.lang
                },
                "speaker": evidence.speaker.id,
                "modality": evidence.modality,
            }
            for evidence in claim.evidence
        ],
    }
    if claim.value is not None:
        entry["values"] = [dict(claim.value)]
    if claim.conflicts:
        entry["conflicts"] = list(claim.conflicts)
    if claim.supersedes:
        entry["supersedes"] = list(claim.supersedes)
    return entry


def _write_yaml(file: Path, content: object) -> None:
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text = yaml.dump(content, Dumper=dumper, allow_unicode=True, sort_keys=False, width=10_000)
    file.write_text(text, encoding="utf-8")
