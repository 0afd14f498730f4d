"""An article taken apart, so that an edit can be made and every paragraph's fate be known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import hashiya
from hashiya.anchors import Anchor, Span, locate
from hashiya.articles import Article
from hashiya.fold import fold_text
from hashiya.index import Index

SEEDS = Path(__file__).parent.parent.parent / "seeds"


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage that the index cites, with the spans where its quotation stands."""

    source: str
    first: int
    last: int
    quote: str
    spans: tuple[Span, ...]

    def numbers(self) -> range:
        """The paragraphs it addresses, 1-based."""
        return range(self.first, self.last + 1)

    def touches(self, n: int, start: int, end: int) -> bool:
        """Whether the quotation and the range [start, end) of paragraph `n` share a character."""
        return any(s.n == n and s.start < end and start < s.end for s in self.spans)


@dataclass(frozen=True, slots=True)
class Slip:
    """A paragraph of an edited article.

    `of` are the paragraphs of the original (1-based) whose words it holds, none where it is new;
    `changed` says that the words are others now; `whole` that it holds all of them.
    """

    text: str
    of: tuple[int, ...]
    changed: bool = False
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """An article: its paragraphs, and what stands before, between and after them.

    `gaps` is one longer than `slips`. `mark` is what the file begins with.
    """

    slips: tuple[Slip, ...]
    gaps: tuple[str, ...]
    mark: str = ""

    def encode(self) -> bytes:
        """The file."""
        parts = [self.mark, self.gaps[0]]
        for slip, gap in zip(self.slips, self.gaps[1:], strict=True):
            parts += (slip.text, gap)
        return "".join(parts).encode()

    def at(self, n: int) -> int:
        """Where the words of the original's paragraph `n` stand first, as an index of `slips`."""
        return next(k for k, slip in enumerate(self.slips) if n in slip.of)

    def written(self, k: int, text: str, *, changed: bool = False) -> Sheet:
        """The same with another text on the slip at index `k`."""
        slips = list(self.slips)
        slips[k] = replace(slips[k], text=text, changed=slips[k].changed or changed)
        return replace(self, slips=tuple(slips))

    def put_in(self, k: int, slip: Slip) -> Sheet:
        """The same with one slip more, before the one at index `k`, or at the end."""
        # A line ends somewhere in each inner gap, so a copy of one keeps two paragraphs apart.
        inner = self.gaps[1] if len(self.gaps) > 2 else "\n\n"
        slips = (*self.slips[:k], slip, *self.slips[k:])
        if k == len(self.slips):
            return replace(self, slips=slips, gaps=(*self.gaps[:-1], inner, self.gaps[-1]))
        return replace(self, slips=slips, gaps=(*self.gaps[: k + 1], inner, *self.gaps[k + 1 :]))

    def without(self, k: int) -> Sheet:
        """The same without the slip at index `k`; the gap before it goes with it."""
        gone = k if k else 1
        gaps = (*self.gaps[:gone], *self.gaps[gone + 1 :])
        return replace(self, slips=(*self.slips[:k], *self.slips[k + 1 :]), gaps=gaps)


@dataclass(frozen=True, slots=True)
class Original:
    """An article as it was received, and all that is cited of it.

    No citation of this index is of a range, so `ranges` are made of two neighbours that are cited
    each; the program is asked about them with every mutation, but no edit is made for them.
    """

    source: str
    path: str
    raw: bytes
    article: Article
    citations: tuple[Citation, ...]
    ranges: tuple[Citation, ...]
    sheet: Sheet


@lru_cache(maxsize=1)
def read_our_index() -> Index:
    """The index of this repository's own briefing."""
    return hashiya.read_index(SEEDS)


@lru_cache(maxsize=1)
def originals() -> dict[str, Original]:
    """The articles of this repository by source, each citation once."""
    index = read_our_index()
    found: dict[str, Original] = {}
    for id_, source in sorted(index.sources.items()):
        cited = {
            (e.at.first, e.at.last, e.quote): Citation(
                id_, e.at.first, e.at.last, e.quote, e.anchor.spans
            )
            for e in index.evidence()
            if e.at.source == id_ and isinstance(e.anchor, Anchor)
        }
        citations = tuple(cited[key] for key in sorted(cited))
        found[id_] = Original(
            id_,
            source.article.path,
            source.raw,
            source.article,
            citations,
            tuple(_ranges(source.article, citations)),
            take_apart(source.raw, source.article),
        )
    return found


def _ranges(article: Article, citations: Iterable[Citation]) -> Iterator[Citation]:
    """A citation of every two neighbours that are cited, by the first words cited of each."""
    firsts: dict[int, Citation] = {}
    for citation in citations:
        firsts.setdefault(citation.first, citation)
    for n, one in firsts.items():
        if n + 1 in firsts:
            quote = f"{one.quote} […] {firsts[n + 1].quote}"
            anchor = locate(article, n, n + 1, quote)
            if isinstance(anchor, Anchor):
                yield Citation(one.source, n, n + 1, quote, anchor.spans)


def take_apart(raw: bytes, article: Article) -> Sheet:
    """The sheet of an article; encoded again it is the same bytes."""
    text, at = raw.decode(), 0
    gaps: list[str] = []
    for paragraph in article.paragraphs:
        start = text.index(paragraph.text, at)
        gaps.append(text[at:start])
        at = start + len(paragraph.text)
    slips = tuple(Slip(p.text, (p.n,)) for p in article.paragraphs)
    return Sheet(slips, (*gaps, text[at:]))


@lru_cache(maxsize=256)
def _folded(text: str) -> str:
    return fold_text(text).strip()


def same_words(edited: str, text: str) -> bool:
    """Whether folding can't tell a paragraph from what it was edited into."""
    return fold_text(edited).strip() == _folded(text)
