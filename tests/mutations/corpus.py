"""The corpus: every mutation with its kind, its citation, its bytes and its expected outcome.

Seeded, and the same bytes whenever and wherever it is built from the same articles and index.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from random import Random

from hashiya.anchors import Anchor, locate
from hashiya.articles import Article
from hashiya.drift import Drift
from tests.mutations.harmless import LETTERS, PARAGRAPHS, split_at
from tests.mutations.meaning import MEANINGS, SAME_TO_A_READER, Change, MeaningEdit
from tests.mutations.sheet import Citation, Original, Sheet, Slip, originals, same_words
from tests.mutations.words import SETTINGS

SEED = 5
"""The number of the issue that asked for this."""

ACCEPTED = frozenset((Drift.UNCHANGED, Drift.MOVED, Drift.HARMLESS))
"""The program keeps the citation or writes its address anew; nobody has to look."""

REFUSED = frozenset((Drift.MEANING, Drift.AMBIGUOUS, Drift.GONE))


class Family(StrEnum):
    """What a kind of edit does; the promises are about the first two."""

    HARMLESS = "harmless"
    MEANING = "meaning"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of edit; `wanted` is how many of it are built, `least` how many there must be."""

    name: str
    family: Family
    wanted: int
    least: int


@dataclass(frozen=True, slots=True)
class Expected:
    """The outcomes that are right for a citation, and the addresses that are; no address is all."""

    drifts: frozenset[Drift]
    places: frozenset[tuple[int, int]] = frozenset()

    @property
    def keeps(self) -> bool | None:
        """Whether the citation ought to be kept; None where either will do."""
        return True if self.drifts <= ACCEPTED else False if self.drifts <= REFUSED else None


@dataclass(frozen=True, slots=True)
class Mutation:
    """An edited article, with the citation that the edit was made for.

    `where` says where the edit lies: in the quotation, elsewhere in its paragraph, or elsewhere.
    """

    id: str
    kind: Kind
    citation: Citation
    where: str
    sheet: Sheet
    raw: bytes

    def expected(self, article: Article, citation: Citation) -> Expected:
        """What is right for `citation`, any of the article's, in `article`, which is this edited.

        A paragraph whose words changed or went is refused, whatever its quotation says; every
        other one is accepted where it stands now.
        """
        if self.kind.name == REPEATED:
            range_ = citation.first != citation.last
            return Expected(ACCEPTED | (REFUSED if range_ else {Drift.AMBIGUOUS}))
        fates = [self._pieces(n) for n in citation.numbers()]
        if not all(fates) or any(self.sheet.slips[k].changed for ks in fates for k in ks):
            return Expected(REFUSED)
        if all(len(ks) == 1 and _is_alone(self.sheet.slips[ks[0]]) for ks in fates):
            return self._expected_of_whole(citation, [ks[0] + 1 for ks in fates])
        if citation.first != citation.last:
            # Kept where its words are still found by one address, for a person where they aren't.
            return Expected(ACCEPTED | REFUSED)
        stands = frozenset(
            (k + 1, k + 1)
            for k in sorted({k for ks in fates for k in ks})
            if isinstance(locate(article, k + 1, k + 1, citation.quote), Anchor)
        )
        # A quotation that a split cut through stands in no paragraph any more.
        return (
            Expected(frozenset((Drift.MOVED, Drift.HARMLESS)), stands)
            if stands
            else Expected(REFUSED)
        )

    def _pieces(self, n: int) -> list[int]:
        return [k for k, slip in enumerate(self.sheet.slips) if n in slip.of]

    def _expected_of_whole(self, citation: Citation, now: list[int]) -> Expected:
        before = originals()[citation.source].article.paragraphs
        same = all(
            self.sheet.slips[at - 1].text == before[n - 1].text
            for n, at in zip(citation.numbers(), now, strict=True)
        )
        if now != list(range(now[0], now[0] + len(now))):
            return Expected(REFUSED)
        stays = now[0] == citation.first
        drifts = (
            {Drift.UNCHANGED if same else Drift.HARMLESS}
            if stays
            else {Drift.MOVED} | (set() if same else {Drift.HARMLESS})
        )
        return Expected(frozenset(drifts), frozenset([(now[0], now[-1])]))


def _is_alone(slip: Slip) -> bool:
    return slip.whole and len(slip.of) == 1


COMBINED = "two or three of these at once"
SETTING = "quotation in another setting"
MOVED_TOO = "changed, and moved, split or joined"
DISGUISED = "changed, under harmless edits"
REPEATED = "cited paragraph repeated"
REMOVED = "cited paragraph removed"
CUT = "paragraph split inside the quotation"

_LEAST = 100


def _kinds() -> Iterator[Kind]:
    for name in (*LETTERS, *PARAGRAPHS):
        yield Kind(name, Family.HARMLESS, 120, _LEAST)
    yield Kind(COMBINED, Family.HARMLESS, 400, 300)
    for name in MEANINGS:
        yield Kind(name, Family.MEANING, 200, _LEAST)
    for name in (SETTING, MOVED_TOO, DISGUISED):
        yield Kind(name, Family.MEANING, 200, 150)
    for name in SAME_TO_A_READER:
        yield Kind(name, Family.OPEN, 120, 60)
    for name in (REPEATED, REMOVED, CUT):
        yield Kind(name, Family.OPEN, 120, _LEAST)


KINDS: tuple[Kind, ...] = tuple(_kinds())
Draft = tuple[Citation, str, Sheet]
"""A citation, where the edit lies, and the edited sheet."""


@lru_cache(maxsize=1)
def build_corpus() -> tuple[Mutation, ...]:
    """Every mutation, by kind; no two have the same bytes and the same citation."""
    found: list[Mutation] = []
    for kind in KINDS:
        drafts = _drafts(kind, Random(f"{SEED}: {kind.name}"))  # noqa: S311 - a fixed seed
        seen: set[tuple[bytes, int, int, str]] = set()
        for citation, where, sheet in drafts:
            raw = sheet.encode()
            key = (raw, citation.first, citation.last, citation.quote)
            if key in seen or raw == originals()[citation.source].raw:
                continue
            seen.add(key)
            id_ = f"{kind.name} {len(seen)}"
            found.append(Mutation(id_, kind, citation, where, sheet, raw))
            if len(seen) == kind.wanted:
                break
    return tuple(found)


def digest(corpus: tuple[Mutation, ...]) -> str:
    """The SHA-256 of a corpus: every id, citation, place and byte."""
    total = hashlib.sha256()
    for m in corpus:
        c = m.citation
        total.update(f"{m.id}|{c.source}|{c.first}|{c.last}|{c.quote}|{m.where}|".encode())
        total.update(hashlib.sha256(m.raw).digest())
    return total.hexdigest()


def _citations(rng: Random) -> list[Citation]:
    """All citations of all articles, shuffled."""
    found = [c for original in originals().values() for c in original.citations]
    rng.shuffle(found)
    return found


def _drafts(kind: Kind, rng: Random) -> Iterator[Draft]:
    """Edits of a kind without end, or as many as there are."""
    makers: dict[str, Callable[[Random], Iterator[Draft]]] = {
        COMBINED: _combined,
        SETTING: _in_other_settings,
        MOVED_TOO: _changed_and_moved,
        DISGUISED: _changed_in_disguise,
        REPEATED: _repeated,
        REMOVED: _removed,
        CUT: _cut_through,
    }
    if kind.name in makers:
        return makers[kind.name](rng)
    if kind.name in LETTERS:
        return _of_letters((kind.name,), rng)
    if kind.name in PARAGRAPHS:
        return _of_paragraphs((kind.name,), rng)
    return _of_meaning({**MEANINGS, **SAME_TO_A_READER}[kind.name], rng)


_ROUNDS = 40
"""How often the citations are gone through for one kind, at most."""


def _rounds(rng: Random) -> Iterator[tuple[Original, Citation, str]]:
    """Citations with where to edit, each citation at each place in the course of the rounds."""
    places = ("quotation", "paragraph", "article")
    citations = _citations(rng)
    for turn in range(_ROUNDS):
        for k, citation in enumerate(citations):
            yield originals()[citation.source], citation, places[(turn + k) % 3]


# --- harmless -------------------------------------------------------------------------------------


def _of_letters(names: tuple[str, ...], rng: Random) -> Iterator[Draft]:
    for original, citation, where in _rounds(rng):
        sheet = _letters(original.sheet, citation, where, names, rng)
        if sheet is not None:
            yield citation, where, sheet


def _letters(
    sheet: Sheet, citation: Citation, where: str, names: tuple[str, ...], rng: Random
) -> Sheet | None:
    """Edits of letters in the quotation, beside it, or all over; None where none fits."""
    # Normal forms come first: NFKC takes ″ and ´ apart, which are quotation marks as they stand.
    names = tuple(sorted(names, key=lambda name: not name.startswith("NF")))

    def written(text: str) -> str:
        for name in names:
            text = LETTERS[name](text, rng)
        return text

    span = citation.spans[0]
    k = sheet.at(span.n)
    text = sheet.slips[k].text
    if where == "article":
        slips = tuple(replace(slip, text=written(slip.text)) for slip in sheet.slips)
        return None if slips[k].text == text else replace(sheet, slips=slips)
    before, within, after = text[: span.start], text[span.start : span.end], text[span.end :]
    if where == "quotation":
        within = written(within)
    else:
        before, after = written(before), written(after)
    edited = before + within + after
    return None if edited == text else sheet.written(k, edited)


@lru_cache(maxsize=8)
def _donors(source: str) -> tuple[str, ...]:
    """Paragraphs of the other articles."""
    return tuple(
        p.text
        for other, original in originals().items()
        if other != source
        for p in original.article.paragraphs
    )


def _paragraphs(
    sheet: Sheet, citation: Citation, names: tuple[str, ...], rng: Random
) -> Sheet | None:
    for name in names:
        edited = PARAGRAPHS[name](sheet, citation, rng, _donors(citation.source))
        if edited is None:
            return None
        sheet = edited
    return sheet


def _of_paragraphs(names: tuple[str, ...], rng: Random) -> Iterator[Draft]:
    for _, citation, _ in _rounds(rng):
        sheet = _paragraphs(originals()[citation.source].sheet, citation, names, rng)
        if sheet is not None:
            touched = not _is_alone(sheet.slips[sheet.at(citation.first)])
            yield citation, "paragraph" if touched else "article", sheet


_AFTER_OTHERS = "paragraph split outside the quotation"
"""It looks for the quotation where the index says that it stands, so letters come after it."""


def _combined(rng: Random) -> Iterator[Draft]:
    letters = tuple(LETTERS)
    paragraphs = tuple(name for name in PARAGRAPHS if name != _AFTER_OTHERS)
    for original, citation, where in _rounds(rng):
        few = rng.choice((2, 2, 3))
        of_paragraphs = rng.sample(paragraphs, rng.randint(0, min(2, few)))
        of_letters = rng.sample(letters, few - len(of_paragraphs))
        sheet: Sheet | None = original.sheet
        if of_letters:
            sheet = _letters(original.sheet, citation, where, tuple(of_letters), rng)
        if sheet is not None:
            sheet = _paragraphs(sheet, citation, tuple(of_paragraphs), rng)
        if sheet is not None:
            yield citation, where if of_letters else "article", sheet


# --- meaning --------------------------------------------------------------------------------------


def _changes(edit: MeaningEdit, rng: Random) -> list[tuple[Citation, Change]]:
    """Every change of a kind for every citation, shuffled: one of each paragraph comes first."""
    by_paragraph: dict[tuple[str, int], list[tuple[Citation, Change]]] = {}
    for original in originals().values():
        for citation in original.citations:
            text = original.article.paragraphs[citation.first - 1].text
            fitting = by_paragraph.setdefault((citation.source, citation.first), [])
            fitting += ((citation, change) for change in edit(text))
    for fitting in by_paragraph.values():
        rng.shuffle(fitting)
    queues = list(by_paragraph.values())
    rng.shuffle(queues)
    longest = max(map(len, queues))
    return [queue[k] for k in range(longest) for queue in queues if k < len(queue)]


def _made(citation: Citation, change: Change, sheet: Sheet) -> Draft:
    """A change made on the sheet of an original."""
    n = citation.first
    k = sheet.at(n)
    edited = sheet.written(k, change.apply(sheet.slips[k].text), changed=True)
    inside = citation.touches(n, change.start, max(change.end, change.start + 1))
    return citation, "quotation" if inside else "paragraph", edited


def _of_meaning(edit: MeaningEdit, rng: Random) -> Iterator[Draft]:
    for citation, change in _changes(edit, rng):
        sheet = originals()[citation.source].sheet
        text = sheet.slips[sheet.at(citation.first)].text
        # What folding can't see is no change of this family: DRIFT.md says which pairs it merges.
        if not same_words(change.apply(text), text):
            yield _made(citation, change, sheet)


def _of_any_meaning(rng: Random) -> Iterator[Draft]:
    """Changes of every kind in turn, without end."""
    queues = [_of_meaning(edit, rng) for edit in MEANINGS.values()]
    while queues:
        for queue in tuple(queues):
            draft = next(queue, None)
            if draft is None:
                queues.remove(queue)
            else:
                yield draft


def _changed_and_moved(rng: Random) -> Iterator[Draft]:
    ways = tuple(name for name in PARAGRAPHS if name.startswith(("paragraph", "cited")))
    for citation, where, changed in _of_any_meaning(rng):
        sheet = _paragraphs(changed, citation, (rng.choice(ways),), rng)
        # A split may undo the change: a sentence put in at the end is then a paragraph put in.
        if sheet is not None and not _stands(citation, sheet):
            yield citation, where, sheet


def _stands(citation: Citation, sheet: Sheet) -> bool:
    """Whether some paragraph has the words that the cited one had."""
    text = originals()[citation.source].article.paragraphs[citation.first - 1].text
    return any(same_words(slip.text, text) for slip in sheet.slips)


def _changed_in_disguise(rng: Random) -> Iterator[Draft]:
    for citation, where, changed in _of_any_meaning(rng):
        names = tuple(rng.sample(tuple(LETTERS), rng.choice((1, 2, 3))))
        sheet = _letters(changed, citation, "article", names, rng)
        if sheet is not None:
            yield citation, where, sheet


def _in_other_settings(rng: Random) -> Iterator[Draft]:
    for original, citation, _ in _rounds(rng):
        k = original.sheet.at(citation.first)
        if citation.quote == original.sheet.slips[k].text:
            continue
        text = rng.choice(SETTINGS).format(quote=citation.quote)
        sheet = original.sheet.written(k, text, changed=True)
        if rng.random() < 0.5:
            to = rng.randrange(len(sheet.slips))
            sheet = sheet.without(k).put_in(to, sheet.slips[k])
        yield citation, "paragraph", sheet


# --- neither --------------------------------------------------------------------------------------


def _repeated(rng: Random) -> Iterator[Draft]:
    for original, citation, _ in _rounds(rng):
        slip = original.sheet.slips[citation.first - 1]
        to = rng.randrange(len(original.sheet.slips) + 1)
        yield citation, "article", original.sheet.put_in(to, slip)


def _removed(rng: Random) -> Iterator[Draft]:
    for original, citation, _ in _rounds(rng):
        yield citation, "quotation", original.sheet.without(citation.first - 1)


def _cut_through(rng: Random) -> Iterator[Draft]:
    for original, citation, _ in _rounds(rng):
        span = citation.spans[0]
        k = original.sheet.at(span.n)
        spaces = [
            at
            for at in range(span.start + 1, span.end - 1)
            if original.sheet.slips[k].text[at] == " "
        ]
        if spaces:
            yield citation, "quotation", split_at(original.sheet, k, rng.choice(spaces))
