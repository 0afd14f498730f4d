"""A volume being bound: its words with their ways, its notes numbered, its claims in full or short.

A claim's notes stand in full where it is cited first; from then on they are called by the same
numbers, and "see p. N" leads there. Labels are the paths of the site's pages, so that what the site
calls `phases/talks` is the same in print.

Shapes of a run of words, by key: `s` text (with `b` strong, `i` emphasis, `m` code, `said` where it
names a speaker, `status` where it names one, `apart` where it must not mix with its neighbours,
`lang` and `dir` where they differ from the volume's, `to` a label or `url` an address); `n` the
number of a note (with `note`, what it says, where it stands); `due`, a claim and a source, until
the number of their note is known; `pages`, calls whose notes' pages are given; or `remark`, the
runs of a page's own footnote. Shapes of a block, by `k`: see `volume`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from hashiya.briefing import Footnote, Passage
from hashiya.prose import split_citations
from hashiya.standing import Pair, side_of
from hashiya.views import Folio, Scribe, opening

Run = Mapping[str, object]
Block = Mapping[str, object]

_PLAIN = frozenset({"single-named", "single-unnamed", "all-unnamed"})
"""Reasons that the name of the status gives already."""


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
            if label is None or label == here or mention.start < at:
                continue
            # Letters that a link parts are not joined in print: it takes in the whole word.
            start, end = mention.start, mention.end
            while start > at and text[start - 1].isalpha():
                start -= 1
            while end < len(text) and text[end].isalpha():
                end += 1
            found += [{"s": text[at:start]}, {"s": text[start:end], "to": label}]
            at = end
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

    @staticmethod
    def with_pages(runs: Sequence[Run]) -> tuple[Run, ...]:
        """`runs`, and behind them the pages of the notes that they call and that aren't there."""
        elsewhere = tuple(run for run in runs if "due" in run or ("n" in run and "note" not in run))
        return (*runs, {"pages": elsewhere}) if elsewhere else tuple(runs)

    def calls_ahead(self, id_: str) -> tuple[Run, ...]:
        """Calls for notes that stand further on, or before: their numbers are given at the end."""
        return tuple({"due": (id_, f.source.id)} for f in self.scribe.briefing.footnotes[id_])

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
        evidence = passage.evidence
        words = self.folio.words(passage)
        marks = self.text("print.marks")
        return {
            "mark": marks[number - 1] if number <= len(marks) else self.scribe.ordinal(number),
            **self._speaker(passage),
            "side": self._side(passage),
            "via": tuple(
                self.scribe.briefing.index.entities[ref.id].name[self.scribe.lang]
                for ref in evidence.via
            ),
            "paragraph": self.folio.locator(evidence).paragraph,
            "quote": words.quote if words else "",
            "lang": words.lang if words else self.scribe.lang,
            "dir": words.dir if words else self.scribe.catalog.direction,
            "gloss": (words.gloss or "") if words else "",
            "withheld": "" if words else self.text("note.withheld-words"),
            "corrected": self.folio.corrected(passage) or "",
        }

    def _speaker(self, passage: Passage) -> Mapping[str, str]:
        """Who says it and how firmly; an article that asserts says no more than that it is its."""
        evidence = passage.evidence
        modality = self.text(f"modality.{evidence.modality}")
        if evidence.speaker is None:
            own = opening(self.text("note.own-voice"))
            plain = evidence.modality == "asserted" and not evidence.via
            return {"speaker": own, "unnamed": "", "modality": "" if plain else modality}
        speaker = self.scribe.briefing.index.entities[evidence.speaker.id]
        unnamed = self.text("note.unnamed") if speaker.anonymous else ""
        name = opening(speaker.name[self.scribe.lang])
        return {"speaker": name, "unnamed": unnamed, "modality": modality}

    def _side(self, passage: Passage) -> str:
        """That a passage disputes its claim, or stands there for context; "" where it supports."""
        side = side_of(passage.evidence)
        plain = side == "supports" or passage.evidence.modality == "denied"
        return "" if plain else self.text(f"side.{side}")

    # --- claims ---------------------------------------------------------------------------------

    def claim(self, id_: str, here: str = "") -> Block:
        """A claim: in full where it comes first, after that its sentence and its notes' pages."""
        claim = self.scribe.briefing.index.claims[id_]
        first = id_ not in self.placed
        self.placed.add(id_)
        runs = (*self.runs(claim.text[self.scribe.lang], here), *self.calls(id_))
        block: Block = {"k": "claim", "runs": self.with_pages(runs)}
        return {**block, "label": f"claims/{id_}", "about": self._about(id_)} if first else block

    def _about(self, id_: str) -> tuple[tuple[Run, ...], ...]:
        """The line below a claim: who says it and who disputes it, its status and why, of when."""
        claim = self.scribe.briefing.index.claims[id_]
        badge = self.folio.badge(id_)
        # Of one origin the name says it all.
        shown = 1 if self.scribe.briefing.derived.standings[id_].reason in _PLAIN else 2
        parts: list[tuple[Run, ...]] = []
        speakers = self.folio.speakers(claim, "supports")
        deniers = self.folio.speakers(claim, "disputes")
        if speakers:
            parts.append(self.listed(({"s": chip.text, "said": True},) for chip in speakers))
        if deniers:
            said = self.listed(({"s": chip.text, "said": True},) for chip in deniers)
            parts.append(({"s": f"{self.text('claim.denied-by')} "}, *said))
        parts.append(
            ({"s": badge.name, "b": True, "status": badge.key}, {"s": f": {badge.why}"})[:shown]
        )
        date = self.scribe.date(claim.date)
        if date:
            parts.append(({"s": f"{self.text('claim.when')} {date.text}"},))
        if claim.judgement:
            parts.append(({"s": self._judgement(id_)},))
        return tuple(parts)

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
        return {"k": "pair", "about": about, "sides": tuple(map(self._side_of, (pair.a, pair.b)))}

    def _side_of(self, id_: str) -> Block:
        """A claim of a pair, and `by` whom it is said."""
        claim = self.scribe.briefing.index.claims[id_]
        speakers = self.folio.speakers(claim, "supports")
        return {**self.claim(id_), "by": self.listed(({"s": chip.text},) for chip in speakers)}
