"""The impact of a source, of paragraphs of it, or of a claim: what rests on it, and what would be.

How claims would stand without it is derived anew from an index without it; see `corrections`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from hashiya.briefing import claims_about, reading_order, said_by
from hashiya.corrections import fallen_without, resting, standings_without
from hashiya.diagnostics import Location, nearest
from hashiya.disputes import disputes_of
from hashiya.index import Entity, Evidence, Index, Texts
from hashiya.kinds import Address
from hashiya.prose import ProsePage, headings_of
from hashiya.references import advice
from hashiya.standing import Derived, Standing, derive
from hashiya.summaries import summaries_of

GROUPS = ("taken-out", "unsupported", "uncorroborated", "changed", "through", "unchanged")
"""What becomes of a claim, what changes most first; parts of interface strings' keys.

`taken-out` is the claim that was asked about; `through` are claims that rest on something else, and
change because another claim does.
"""

SHOWN = ("entity", "quantity", "disagreement", "question")
"""What shows claims besides their own pages and the lists of all of them."""

_AT = re.compile("([^#]*)#([1-9][0-9]{0,7})(?:-([1-9][0-9]{0,7}))?")


class TargetError(ValueError):
    """What was asked about isn't there; the message says what is nearest."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked about: `namespace` is source or claim.

    `first` and `last` are paragraphs of a source, 1-based and both included; None for all of it.
    """

    namespace: str
    id: str
    first: int | None = None
    last: int | None = None

    def __str__(self) -> str:
        if self.first is None or self.last is None:
            return self.id
        return f"{self.id}#{self.first}" + (f"-{self.last}" if self.last > self.first else "")

    def concerns(self, evidence: Evidence) -> bool:
        """Whether a piece of evidence rests on it; a claim is no evidence."""
        at = evidence.at
        if self.namespace != "source" or at.source != self.id:
            return False
        if self.first is None or self.last is None:
            return True
        return self.first <= at.last and at.first <= self.last


@dataclass(frozen=True, slots=True)
class Effect:
    """What becomes of a claim: how it stands now and would stand without what is asked about.

    `at` are the addresses by which it rests on that. `through` are other claims from which its
    change follows. `without` is None for the claim that was asked about.
    """

    claim: str
    group: str
    at: tuple[Address, ...]
    now: Standing
    without: Standing | None
    through: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A place that cites claims that are concerned; `page` is the address of its page on the site.

    `section` is the heading above it. `text` is the sentence, None where it is none: a table, a
    heading, a note, or editorial words. `bare` says that all it cites would rest on nothing.
    """

    lang: str
    page: str
    section: str | None
    where: Location
    text: str | None
    claims: tuple[str, ...]
    bare: bool


@dataclass(frozen=True, slots=True)
class Showing:
    """A page, or a part of one, that shows claims that are concerned; `name` is None without one.

    `kind` is one of `SHOWN`; `page` is an address on the site.
    """

    kind: str
    page: str
    name: Texts | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Impact:
    """Everything that follows from taking something away.

    `effects` have what changes most first, then what is most important, then the order of reading.
    """

    target: Target
    effects: tuple[Effect, ...]
    cited: tuple[Cited, ...]
    showing: tuple[Showing, ...]

    @property
    def resting(self) -> tuple[Effect, ...]:
        """The claims that rest on what is asked about."""
        return tuple(effect for effect in self.effects if effect.at)

    def counts(self) -> Mapping[str, int]:
        """How many claims rest on it and become what; how many sentences cite them; what shows."""
        groups = [effect.group for effect in self.effects]
        kinds = [shown.kind for shown in self.showing]
        return MappingProxyType(
            {
                "resting": len(self.resting),
                **{group: groups.count(group) for group in GROUPS},
                "cited": len(self.cited),
                "bare": sum(each.bare for each in self.cited),
                **{kind: kinds.count(kind) for kind in SHOWN},
            }
        )


# --- what is asked about --------------------------------------------------------------------------


def parse_target(index: Index, text: str) -> Target:
    """What `text` names: a source, `source#5`, `source#5-6` or a claim.

    An id that a source and a claim share is told apart by `source:` or `claim:` before it.

    Raises: TargetError where it names nothing.
    """
    namespace, colon, rest = text.partition(":")
    if not colon or namespace not in ("source", "claim"):
        namespace, rest = "", text
    id_, number, _ = rest.partition("#")
    if number or namespace == "source":
        return _source_target(index, rest)
    known = {"source": index.sources, "claim": index.claims}
    found = [space for space in known if id_ in known[space] and namespace in ("", space)]
    if len(found) == 2:
        raise TargetError(f"{id_!r} is a source and a claim, expected source:{id_} or claim:{id_}")
    if found:
        return Target(found[0], id_)
    spaces = [namespace] if namespace else list(known)
    _refuse_retired(index, spaces, id_)
    names = [each for space in spaces for each in known[space]]
    raise TargetError(f"no {' or '.join(spaces)} {id_!r}{nearest(id_.lower(), names)}")


def _source_target(index: Index, text: str) -> Target:
    id_, number, _ = text.partition("#")
    match = _AT.fullmatch(text)
    source = index.sources.get(id_)
    if source is None:
        _refuse_retired(index, ["source"], id_)
        raise TargetError(f"no source {id_!r}{nearest(id_.lower(), index.sources)}")
    if not number:
        return Target("source", id_)
    last = len(source.paragraphs())
    first = int(match[2]) if match else 0
    end = int(match[3] or match[2]) if match else 0
    if not 1 <= first <= end <= last:
        raise TargetError(f"{text}, expected a paragraph from 1 to {last}, such as {id_}#{last}")
    return Target("source", id_, first, end)


def _refuse_retired(index: Index, spaces: Iterable[str], id_: str) -> None:
    for space in spaces:
        tombstone = index.tombstones.get((space, id_))
        if tombstone is not None:
            raise TargetError(f"the {space} {id_!r} is withdrawn; {advice(index, tombstone)}")


# --- what follows ---------------------------------------------------------------------------------


def impact_of(index: Index, derived: Derived, prose: Iterable[ProsePage], target: Target) -> Impact:
    """What rests on the target, and what would follow if it were not there.

    `derived` is what follows from the index as it is; `prose` are all hand-written pages.
    """
    if target.namespace == "claim":
        others = {id_: claim for id_, claim in index.claims.items() if id_ != target.id}
        without = derive(replace(index, claims=MappingProxyType(others))).standings
        fallen = frozenset({target.id})
        rests = {target.id: index.claims[target.id].evidence}
    else:
        without = standings_without(index, target.concerns)
        fallen = fallen_without(index, target.concerns)
        rests = dict(resting(index, target.concerns))
    effects = tuple(_effects(index, derived, without, fallen, rests, target))
    bare = {e.claim for e in effects if e.group in ("taken-out", "unsupported")}
    concerned = {effect.claim for effect in effects}
    return Impact(
        target,
        effects,
        tuple(_cited(index, prose, concerned, bare)),
        tuple(_showing(index, derived, concerned)),
    )


def _effects(
    index: Index,
    derived: Derived,
    without: Mapping[str, Standing],
    fallen: frozenset[str],
    rests: Mapping[str, tuple[Evidence, ...]],
    target: Target,
) -> list[Effect]:
    order = reading_order(index)
    place = {id_: (index.claims[id_].importance, at) for at, id_ in enumerate(order)}
    now = derived.standings
    changed = {x for x in order if x in fallen or _name(now[x]) != _name(without[x])}
    near = _neighbours(index, derived)
    found = []
    for id_ in order:
        if id_ not in rests and id_ not in changed:
            continue
        after = None if target == Target("claim", id_) else without[id_]
        group = _group(now[id_], after, id_ in fallen, id_ in rests)
        follows = id_ in changed and id_ not in fallen
        through = tuple(sorted(near.get(id_, set()) & changed)) if follows else ()
        at = tuple({str(each.at): each.at for each in rests.get(id_, ())}.values())
        found.append(Effect(id_, group, at, now[id_], after, through))
    return sorted(found, key=lambda effect: (GROUPS.index(effect.group), place[effect.claim]))


def _name(standing: Standing) -> tuple[str, str, tuple[str, ...]]:
    """What makes two standings the same for a reader: status, reason, and the claims it names."""
    return standing.status, standing.reason, standing.claims


def _group(now: Standing, after: Standing | None, fallen: bool, rests: bool) -> str:
    if after is None:
        return "taken-out"
    if not rests:
        return "through"
    if fallen or (after.derived == "unsupported" and now.derived != "unsupported"):
        return "unsupported"
    if now.derived == "corroborated" and after.derived != "corroborated":
        return "uncorroborated"
    return "unchanged" if _name(now) == _name(after) else "changed"


def _neighbours(index: Index, derived: Derived) -> Mapping[str, set[str]]:
    """Claim → those on which its status may depend: its rivals, and those that supersede it.

    A rival stops being one when it is superseded itself.
    """
    found: dict[str, set[str]] = {}
    for pair in derived.conflicts:
        found.setdefault(pair.a, set()).add(pair.b)
        found.setdefault(pair.b, set()).add(pair.a)
    for claim in index.claims.values():
        for ref in claim.supersedes:
            found.setdefault(ref.id, set()).add(claim.id)
    return found


# --- where it is cited and shown ------------------------------------------------------------------


def _cited(
    index: Index, prose: Iterable[ProsePage], concerned: set[str], bare: set[str]
) -> Iterator[Cited]:
    for page in prose:
        headings = headings_of(page)
        for lang, where, text, labels in _places(page):
            claims = tuple(dict.fromkeys(label for label in labels if label in index.claims))
            if concerned.intersection(claims):
                section = next(
                    (words for line, words in reversed(headings) if line <= where.line), None
                )
                yield _citing(lang, page.address, section, where, text, claims, concerned, bare)
    for entity, lang, page in summaries_of(index):
        address = _address(index, entity)
        where = entity.record.at("summary")
        for sentence in page.sentences:
            claims = tuple(dict.fromkeys(x for x in sentence.labels if x in index.claims))
            if concerned.intersection(claims):
                name = entity.name.get(lang)
                yield _citing(lang, address, name, where, sentence.text, claims, concerned, bare)


def _citing(
    lang: str,
    page: str,
    section: str | None,
    where: Location,
    text: str | None,
    claims: tuple[str, ...],
    concerned: set[str],
    bare: set[str],
) -> Cited:
    of_these = tuple(id_ for id_ in claims if id_ in concerned)
    return Cited(lang, page, section, where, text, of_these, bare.issuperset(claims))


def _places(page: ProsePage) -> Iterator[tuple[str, Location, str | None, tuple[str, ...]]]:
    """The sentences of a page that cite, and the citations that stand in no sentence."""
    cited = [s for s in page.sentences if s.labels]
    yield from ((page.lang, s.where, s.text, s.labels) for s in cited)
    due = [(label, s.where.line) for s in cited for label in s.labels]
    for citation in page.citations:
        if due and due[0][0] == citation.label and due[0][1] <= citation.where.line:
            del due[0]
        else:
            yield page.lang, citation.where, None, (citation.label,)


def _showing(index: Index, derived: Derived, concerned: set[str]) -> Iterator[Showing]:
    """The parts of the site that show claims that are concerned, those of a kind together."""
    for kind, page, name, ids in _shown(index, derived):
        claims = tuple(dict.fromkeys(id_ for id_ in ids if id_ in concerned))
        if claims:
            yield Showing(kind, page, name, claims)


def _shown(
    index: Index, derived: Derived
) -> Iterator[tuple[str, str, Texts | None, Iterable[str]]]:
    order = reading_order(index)
    about, said = claims_about(index, order), said_by(index, order)
    head = index.head
    rivals: dict[str, list[str]] = {}
    for pair in derived.conflicts:
        for id_ in (pair.a, pair.b):
            rivals.setdefault(id_, []).extend((pair.a, pair.b, *pair.settled_by))
    for entity in index.entities.values():
        if entity.page and not entity.anonymous:
            own = about.get(entity.id, ())
            words = [
                id_
                for id_, number in said.get(entity.id, ())
                if _has_words(index, index.claims[id_].evidence[number - 1])
            ]
            ids = [*own, *(other for id_ in own for other in rivals.get(id_, ())), *words]
            yield "entity", _address(index, entity), entity.name, ids
    for quantity in derived.quantities:
        named = head.quantities.get(quantity.id)
        page = f"quantities#q-{quantity.id}-{quantity.of}"
        yield "quantity", page, named.label if named else None, [v.claim for v in quantity.values]
    pairs = [pair for pair in derived.conflicts if {pair.a, pair.b} <= index.claims.keys()]
    for dispute in disputes_of(pairs):
        ids = [*(id_ for column in dispute.columns for id_ in column), *dispute.settled_by]
        yield "disagreement", f"disagreements#{dispute.id}", dispute.about, ids
    for question in head.questions:
        ids = [ref.id for answer in question.answers for ref in answer.claims]
        yield "question", "agreement", question.text, ids


def _address(index: Index, entity: Entity) -> str:
    """The address of an entity's page; only its id where its kind is unknown, which C301 says."""
    kind = index.head.kinds.get(entity.kind.id)
    return f"{kind.path}/{entity.id}" if kind else entity.id


def _has_words(index: Index, evidence: Evidence) -> bool:
    """Whether the words of a passage may be shown, so that a speaker's page has them."""
    source = index.sources.get(evidence.at.source)
    return source is not None and source.publish in ("full", "quote")
