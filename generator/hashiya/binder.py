"""A volume being bound: its words with their ways, its notes numbered, its claims in full or short.

A claim's notes stand in full where it is cited first; from then on it is called by the same number,
and "see p. N" leads there. Labels are the paths of the site's pages, so that what the site calls
`phases/talks` is the same in print.

Shapes of a run of words, by key: `s` text (with `b` strong, `i` emphasis, `m` code, `status` where
it names one, `lang` and `dir` where they differ from the volume's, `to` a label or `url` an
address); `n` the number of a note (with `note`, what it says, where it stands); or `remark`, the runs
of a page's own footnote. Shapes of a block, by `k`: see `volume`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from hashiya.briefing import Footnote, Passage
from hashiya.prose import split_citations
from hashiya.standing import Pair, side_of
from hashiya.views import Folio, Scribe

Run = Mapping[str, object]
Block = Mapping[str, object]


@dataclass(slots=True)
class Binder:
    """One volume being composed. Not frozen: it numbers notes as they come and remembers labels.

    `printed` are the labels of entities that have a section, so that a name can lead there;
    `placed` are the claims that a block already stands for in full.
    """

    scribe: Scribe
    printed: frozenset[str]
    folio: Folio
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    footnotes: list[Footnote] = field(default_factory=list)
    placed: set[str] = field(default_factory=set)

    # --- words ----------------------------------------------------------------------------------

    def text(self, key: str, **fields: str) -> str:
        """An interface string of this language."""
        return self.scribe.catalog.text(key, **fields)

    def runs(self, text: str, here: str = "") -> tuple[Run, ...]:
        """A text of ours, the names in it leading to their sections, save to the section `here`."""
        found: list[Run] = []
        at = 0
        for mention in self.scribe.mentions(text):
            label = self.entity_label(mention.entity)
            if label is None or label == here:
                continue
            found += [{"s": text[at : mention.start]}]
            found += [{"s": text[mention.start : mention.end], "to": label}]
            at = mention.end
        found.append({"s": text[at:]})
        return tuple(run for run in found if run["s"])

    def cited_runs(self, text: str, here: str = "") -> tuple[Run, ...]:
        """A text of one line that cites by `[^claim]`."""
        claims = self.scribe.briefing.index.claims
        found: list[Run] = []
        for words, labels in split_citations(text):
            found += self.runs(words, here)
            found += [run for id_ in labels if id_ in claims for run in self.calls(id_)]
        return tuple(found)

    def entity_label(self, id_: str) -> str | None:
        """Where an entity's section stands, or None where it has none."""
        entity = self.scribe.briefing.index.entities.get(id_)
        label = entity and self.folio.entity_path(entity)
        return label if label in self.printed else None

    def name(self, id_: str) -> Run:
        """An entity's name, which leads to its section where it has one."""
        entity = self.scribe.briefing.index.entities[id_]
        label = self.entity_label(id_)
        return {"s": entity.name[self.scribe.lang]} | ({"to": label} if label else {})

    def names(self, ids: Iterable[str]) -> tuple[Run, ...]:
        """Names with the language's comma between them."""
        return self.listed((self.name(id_),) for id_ in ids)

    def listed(self, parts: Iterable[Sequence[Run]]) -> tuple[Run, ...]:
        """Stretches of runs with the language's comma between them."""
        comma = f"{self.text('list.comma')} "
        found: list[Run] = []
        for part in parts:
            found += [{"s": comma}, *part] if found else part
        return tuple(found)

    # --- notes ----------------------------------------------------------------------------------

    def calls(self, id_: str) -> tuple[Run, ...]:
        """A call for each note of a claim; the first has the note itself with it."""
        found: list[Run] = []
        for footnote in self.scribe.briefing.footnotes[id_]:
            key = (footnote.claim, footnote.source.id)
            new = key not in self.numbers
            if new:
                self.footnotes.append(footnote)
                self.numbers[key] = len(self.footnotes)
            call = {"n": self.numbers[key]}
            found.append(call | {"note": self._note(footnote)} if new else call)
        return tuple(found)

    def _note(self, footnote: Footnote) -> Mapping[str, object]:
        source = footnote.source
        if all(passage.shown == "none" for passage in footnote.passages):
            return {"withheld": self.text("note.withheld-source"), "passages": ()}
        published = self.scribe.date(source.published)
        publisher = self.scribe.briefing.index.entities[source.publisher.id]
        return {
            "withheld": "",
            "publisher": publisher.name[self.scribe.lang],
            "title": source.title[self.scribe.lang],
            "published": published.text if published else self.text("note.undated"),
            "to": f"sources/{source.id}",
            "url": source.url or "",
            "passages": tuple(
                self._passage(number, passage)
                for number, passage in enumerate(footnote.passages, start=1)
            ),
        }

    def _passage(self, number: int, passage: Passage) -> Mapping[str, object]:
        index, evidence = self.scribe.briefing.index, passage.evidence
        speaker = index.entities[evidence.speaker.id] if evidence.speaker else None
        words = self.folio.words(passage)
        marks = self.text("print.marks")
        return {
            "mark": marks[number - 1] if number <= len(marks) else self.scribe.ordinal(number),
            "speaker": speaker.name[self.scribe.lang] if speaker else self.text("note.own-voice"),
            "unnamed": self.text("note.unnamed") if speaker and speaker.anonymous else "",
            "modality": self.text(f"modality.{evidence.modality}"),
            "side": self._side(passage),
            "via": tuple(index.entities[ref.id].name[self.scribe.lang] for ref in evidence.via),
            "paragraph": self.folio.locator(evidence).paragraph,
            "quote": words.quote if words else "",
            "lang": words.lang if words else self.scribe.lang,
            "dir": words.dir if words else self.scribe.catalog.direction,
            "gloss": (words.gloss or "") if words else "",
            "withheld": "" if words else self.text("note.withheld-words"),
        }

    def _side(self, passage: Passage) -> str:
        """That a passage disputes its claim, or stands there for context; "" where it supports."""
        side = side_of(passage.evidence)
        return "" if side == "supports" else self.text(f"side.{side}")

    # --- claims ---------------------------------------------------------------------------------

    def claim(self, id_: str, here: str = "") -> Block:
        """A claim: in full where it comes first, and after that its sentence and the way there."""
        claim = self.scribe.briefing.index.claims[id_]
        first = id_ not in self.placed
        self.placed.add(id_)
        block: dict[str, object] = {
            "k": "claim",
            "runs": (*self.runs(claim.text[self.scribe.lang], here), *self.calls(id_)),
        }
        if not first:
            return block | {"see": f"claims/{id_}"}
        return block | {"label": f"claims/{id_}", "about": self._about(id_)}

    def _about(self, id_: str) -> tuple[tuple[Run, ...], ...]:
        """The line below a claim: status and why, who says it, who disputes it, of when, its id."""
        claim = self.scribe.briefing.index.claims[id_]
        badge = self.folio.badge(id_)
        parts: list[tuple[Run, ...]] = [
            ({"s": badge.name, "b": True, "status": badge.key}, {"s": f": {badge.why}"})
        ]
        speakers = self.folio.speakers(claim, "supports")
        deniers = self.folio.speakers(claim, "disputes")
        if speakers:
            parts.append(self.listed(({"s": chip.text},) for chip in speakers))
        if deniers:
            said = self.listed(({"s": chip.text},) for chip in deniers)
            parts.append(({"s": f"{self.text('claim.denied-by')} "}, *said))
        date = self.scribe.date(claim.date)
        if date:
            parts.append(({"s": f"{self.text('claim.when')} {date.text}"},))
        if claim.judgement:
            parts.append(({"s": self._judgement(id_)},))
        return (*parts, ({"s": id_, "m": True},))

    def _judgement(self, id_: str) -> str:
        judgement = self.scribe.briefing.index.claims[id_].judgement
        if judgement is None:
            raise ValueError(f"{id_} has no judgement")
        date = self.scribe.date(judgement.date)
        comma = self.text("list.comma")
        when = f"{comma} {date.text}" if date else ""
        return (
            f"{self.text('claim.judgement')}: {self.text(f'confidence.{judgement.confidence}')}"
            f"{comma} {judgement.by}{when}: {judgement.basis[self.scribe.lang]}"
        )

    def pair(self, pair: Pair) -> Block:
        """Two claims side by side, and what is said about them."""
        about = self.folio.at_issue(pair) or self.text("dispute.unsaid")
        return {"k": "pair", "about": about, "sides": (self.claim(pair.a), self.claim(pair.b))}
