"""What changed, in the words of one language: plain values that a page or a printer only places.

Of evidence it gives the address, the speaker and the manner, and never a word of the source: what
an earlier edition could show may be withheld now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from hashiya.catalog import Catalog
from hashiya.changes import Change, Changes, Fate, History, Partners, Passages
from hashiya.editions import RecordedEvidence, RecordedValue, Snapshot
from hashiya.edtf import Edtf
from hashiya.index import Judgement, Texts
from hashiya.standing import side

LONGEST_COMPARISON = 1_000_000
"""Pairs of words that are compared one by one; of longer texts all words are marked."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words; `path` where they lead to a page, on a source's page to `paragraph` (1-based).

    `tag` is the HTML element of words that differ, del or ins; else it is empty.
    """

    text: str
    tag: str = ""
    path: str | None = None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was or is: `mark` is before, now, removed, added, changed or plain.

    `parts` stand one after another: as they are in a `sentence`, else with a comma between.
    """

    mark: str
    label: str
    parts: tuple[Stretch, ...]
    sentence: bool = False


@dataclass(frozen=True, slots=True)
class Aspect:
    """One respect in which a claim differs, or one thing that is to be said of it."""

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim that is not as it was: `text` as it stands, or stood; `path` where it has a page.

    `living` says whether it stands in this edition; `lang` is None where `text` is only its id.
    """

    id: str
    text: str
    lang: str | None
    path: str | None
    living: bool
    aspects: tuple[Aspect, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The claims of one fate; `key` is the fate's name."""

    key: str
    title: str
    intro: str
    total: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """What changed between two editions, each named in `before` and `now`."""

    before: str
    now: str
    summary: str
    sections: tuple[Section, ...]


def edition_line(catalog: Catalog, number: int, as_of: Edtf | None) -> str:
    """An edition's name: its number, and up to when it knows anything."""
    n = catalog.number(number)
    if as_of is None:
        return catalog.text("site.edition", n=n)
    return catalog.text("site.edition-as-of", n=n, date=catalog.date(as_of))


def earlier_editions(history: History, catalog: Catalog) -> tuple[str, ...]:
    """The names of the earlier editions on record, the latest first."""
    return tuple(
        edition_line(catalog, each.edition, each.as_of) for each in reversed(history.earlier)
    )


def account_of(changes: Changes, catalog: Catalog) -> Account:
    """What changed, in the language of `catalog`."""
    teller = _Teller(changes.old, changes.new, catalog)
    sections = []
    for fate in Fate:
        found = changes.of(fate)
        if found:
            sections.append(
                Section(
                    fate.value,
                    catalog.text(f"changes.{fate}"),
                    catalog.text(f"changes.{fate}.intro"),
                    catalog.count(f"changes.count.{fate}", len(found)),
                    tuple(teller.entry(change) for change in found),
                )
            )
    same = len(changes.unchanged)
    if sections:
        counts = [section.total for section in sections]
        summary = catalog.joined([*counts, catalog.count("changes.count.unchanged", same)])
    else:
        summary = catalog.count("changes.nothing", same)
    old, new = changes.old, changes.new
    return Account(
        edition_line(catalog, old.edition, old.as_of),
        edition_line(catalog, new.edition, new.as_of),
        summary,
        tuple(sections),
    )


@dataclass(frozen=True, slots=True)
class _Teller:
    """Puts the claims of two editions into words."""

    old: Snapshot
    new: Snapshot
    catalog: Catalog

    def entry(self, change: Change) -> Entry:
        """A claim that is not as it was."""
        text = self._own(change.known.text) if change.known else None
        return Entry(
            change.id,
            text or change.id,
            self.catalog.lang if text else None,
            self._path(change.id),
            change.after is not None,
            tuple(a for a in self._aspects(change) if a.lines),
        )

    def _aspects(self, change: Change) -> Iterator[Aspect]:
        yield from self._fate(change)
        yield from self._differences(change)
        if change.fate is Fate.WITHDRAWN and change.after and not change.aspects.judgement:
            yield Aspect(self._text("claim.judgement"), self._judgement(change.after.judgement))

    def _fate(self, change: Change) -> Iterator[Aspect]:
        """What is to be said of a claim besides how it differs."""
        withdrawal = change.withdrawal
        if change.fate is Fate.GONE:
            yield Aspect(self._text("changes.why"), (self._plain(self._text("changes.vanished")),))
        elif withdrawal is not None:
            key = "changes.withdrawn-on"
            if change.fate is Fate.RETURNED:
                key = "changes.had-been-withdrawn-on"
            reason = self._own(withdrawal.reason)
            lines = [self._plain(reason)] if reason else []
            if withdrawal.see is not None and change.fate is Fate.WITHDRAWN:
                see = self._claim(withdrawal.see)
                lines.append(Line("plain", self._text("changes.see"), (see,)))
            date = self.catalog.date(withdrawal.retired)
            yield Aspect(self._text(key, date=date), tuple(lines))
        elif change.fate is Fate.SUPERSEDED:
            lines = [Line("plain", "", (self._claim(id_),)) for id_ in change.because]
            yield Aspect(self._text("claim.superseded-by"), tuple(lines))

    def _differences(self, change: Change) -> Iterator[Aspect]:
        found = change.aspects
        yield Aspect(self._text("changes.wording"), tuple(self._wording(change)))
        yield Aspect(self._text("changes.status"), tuple(self._status(change)))
        if found.date:
            yield Aspect(self._text("claim.date"), self._swap(*map(self._date, found.date)))
        if found.about:
            removed, added = (map(self._name, ids) for ids in found.about)
            yield Aspect(self._text("claim.about"), self._listed(removed, added))
        if found.values:
            numbers = [[self._number(value) for value in side_] for side_ in found.values]
            lines = [
                *(self._line("removed", *parts) for parts in numbers[0]),
                *(self._line("added", *parts) for parts in numbers[1]),
            ]
            yield Aspect(self._text("changes.numbers"), tuple(lines))
        yield Aspect(self._text("page.evidence"), tuple(self._evidence(found.evidence)))
        yield Aspect(self._text("claim.contradicts"), tuple(self._partners(found.conflicts)))
        yield Aspect(self._text("claim.distinct"), tuple(self._partners(found.distinct)))
        if found.supersedes:
            removed, added = (map(self._claim, ids) for ids in found.supersedes)
            yield Aspect(self._text("claim.supersedes"), self._listed(removed, added))
        if found.importance:
            names = (self._text(f"importance.{n}") for n in found.importance)
            yield Aspect(self._text("claim.importance"), self._swap(*map(Stretch, names)))
        if found.judgement:
            before, after = found.judgement
            lines = [
                Line("before", self._mark("before"), self._judgement_parts(before)),
                Line("now", self._mark("now"), self._judgement_parts(after)),
            ]
            yield Aspect(self._text("claim.judgement"), tuple(lines))

    # --- one respect each -----------------------------------------------------------------------

    def _wording(self, change: Change) -> Iterator[Line]:
        lang = self.catalog.lang
        own = next((r for r in change.aspects.wording if r.lang == lang), None)
        if own and own.before and own.after:
            before, after = compared(own.before, own.after)
            yield Line("before", self._mark("before"), before, sentence=True)
            yield Line("now", self._mark("now"), after, sentence=True)
        key = "changes.also-in" if own else "changes.only-in"
        for reworded in change.aspects.wording:
            if reworded.lang != lang:
                language = self.catalog.language_name(reworded.lang)
                yield self._line("changed", Stretch(self._text(key, language=language)))

    def _status(self, change: Change) -> Iterator[Line]:
        if change.aspects.status is None:
            return
        before, after = (self._text(f"status.{c.status_name}") for c in change.aspects.status)
        if before != after:
            yield from self._swap(Stretch(before), Stretch(after))
        if change.fate is Fate.FOLLOWED:
            for id_ in change.because:
                yield Line("plain", self._text("changes.follows-from"), (self._claim(id_),))

    def _evidence(self, found: Passages) -> Iterator[Line]:
        for evidence in found.removed:
            yield self._line("removed", *self._passage(evidence, linked=False))
        for evidence in found.added:
            yield self._line("added", *self._passage(evidence, linked=True))
        for before, after, fields in found.changed:
            was, now = (self._passage(e, linked=False) for e in (before, after))
            linked = self._passage(after, linked=True)
            if was != now:
                yield self._line("before", *was)
                yield self._line("now", *linked)
            else:
                names = [self._text(f"changes.field.{name}") for name in fields]
                label = self._text("changes.changed-in", fields=self.catalog.joined(names))
                yield Line("changed", label, linked)

    def _passage(self, evidence: RecordedEvidence, *, linked: bool) -> tuple[Stretch, ...]:
        """Who says it, how firmly, through whom and where; nothing of it where all is withheld."""
        source = self.new.sources.get(evidence.source) or self.old.sources.get(evidence.source)
        if source is None or source.publish == "none":
            return (Stretch(self._text("note.withheld-source")),)
        speaker = (
            self._name(evidence.speaker)
            if evidence.speaker
            else Stretch(self._text("note.own-voice"))
        )
        parts = [speaker, Stretch(self._text(f"modality.{evidence.modality}"))]
        stands = side(evidence.modality, evidence.stance)
        if stands != "supports":
            parts.append(Stretch(self._text(f"side.{stands}")))
        if evidence.via:
            hops = [self._name(id_).text for id_ in evidence.via]
            chain = f" {self._text('note.hop')} ".join(hops)
            parts.append(Stretch(f"{self._text('note.chain')} {chain}"))
        number = self.catalog.paragraphs(evidence.first, evidence.last)
        where = f"{self._name(source.publisher).text} {number}"
        path = f"sources/{evidence.source}" if linked else None
        parts.append(Stretch(where, path=path, paragraph=evidence.first if linked else None))
        return tuple(parts)

    def _partners(self, found: Partners) -> Iterator[Line]:
        yield from self._listed(map(self._claim, found.removed), map(self._claim, found.added))
        for id_ in found.reworded:
            yield Line("changed", self._text("changes.about-reworded"), (self._claim(id_),))

    def _number(self, value: RecordedValue) -> tuple[Stretch, Stretch, Stretch]:
        """What the quantity is called, of what it is, and the number with its unit."""
        known = self.new.quantities.get(value.quantity) or self.old.quantities.get(value.quantity)
        unit = known.unit.get(self.catalog.lang) if known and known.unit else None
        label = known.label.get(self.catalog.lang) if known else None
        amount = self.catalog.amount(value.low, value.high, approx=value.approx)
        return (
            Stretch(label or value.quantity.replace("-", " ")),
            self._name(value.of),
            Stretch(f"{amount} ({unit or value.unit})"),
        )

    def _judgement(self, judgement: Judgement | None) -> tuple[Line, ...]:
        return (Line("plain", "", self._judgement_parts(judgement)),) if judgement else ()

    def _judgement_parts(self, judgement: Judgement | None) -> tuple[Stretch, ...]:
        if judgement is None:
            return (Stretch(self._text("changes.none")),)
        status = (self._text(f"status.{judgement.status}"),) if judgement.status else ()
        confidence = self._text(f"confidence.{judgement.confidence}")
        date, basis = self.catalog.date(judgement.date), self._own(judgement.basis)
        words = (*status, confidence, judgement.by, date, basis)
        return tuple(Stretch(text) for text in words if text)

    # --- words ----------------------------------------------------------------------------------

    def _text(self, key: str, **fields: str) -> str:
        return self.catalog.text(key, **fields)

    def _mark(self, mark: str) -> str:
        return self._text(f"changes.mark.{mark}")

    def _line(self, mark: str, *parts: Stretch) -> Line:
        return Line(mark, self._mark(mark), parts)

    def _plain(self, text: str) -> Line:
        return Line("plain", "", (Stretch(text),))

    def _swap(self, before: Stretch, after: Stretch) -> tuple[Line, Line]:
        return self._line("before", before), self._line("now", after)

    def _listed(self, removed: Iterable[Stretch], added: Iterable[Stretch]) -> tuple[Line, ...]:
        return (
            *(self._line("removed", each) for each in removed),
            *(self._line("added", each) for each in added),
        )

    def _own(self, texts: Texts) -> str | None:
        """A text in this language, or None: an edition may have been without it."""
        return texts.get(self.catalog.lang)

    def _date(self, date: Edtf | None) -> Stretch:
        return Stretch(self.catalog.date(date) if date else self._text("changes.none"))

    def _name(self, id_: str) -> Stretch:
        """What an entity is called, or was, or its id."""
        names = self.new.names.get(id_) or self.old.names.get(id_) or {}
        return Stretch(names.get(self.catalog.lang, id_))

    def _claim(self, id_: str) -> Stretch:
        """What a claim says, or said, or its id; with the way to its page."""
        claim = self.new.claims.get(id_) or self.old.claims.get(id_)
        text = self._own(claim.text) if claim else None
        return Stretch(text or id_, path=self._path(id_))

    def _path(self, id_: str) -> str | None:
        """The page of a claim, or of its tombstone."""
        has_page = id_ in self.new.claims or id_ in self.new.withdrawn
        return f"claims/{id_}" if has_page else None


def compared(before: str, after: str) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Two texts, each cut where it differs from the other, word by word; differing words marked."""
    old, new = before.split(), after.split()
    if len(old) * len(new) > LONGEST_COMPARISON:
        return (Stretch(before, "del"),), (Stretch(after, "ins"),)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return (
        _stretches((old[a:b], "" if step == "equal" else "del") for step, a, b, _, _ in steps),
        _stretches((new[c:d], "" if step == "equal" else "ins") for step, _, _, c, d in steps),
    )


def _stretches(runs: Iterable[tuple[list[str], str]]) -> tuple[Stretch, ...]:
    """Runs of words, each with its tag, and the spaces between them, which have none."""
    found: list[Stretch] = []
    for words, tag in runs:
        if not words:
            continue
        if found:
            found.append(Stretch(" "))
        found.append(Stretch(" ".join(words), tag))
    return tuple(found)
