"""What may be shown of an article: the ranges of its paragraphs that its policy lets out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from hashiya.anchors import Anchor
from hashiya.articles import sentence_at
from hashiya.index import Evidence, Index

Ranges = tuple[tuple[int, int], ...]
"""Half-open ranges of code points of one paragraph, sorted, none touching another."""


def excerpts(index: Index, source_id: str) -> Mapping[int, Ranges]:
    """What may be shown of one source: paragraph (1-based) → ranges; see `all_excerpts`."""
    return _excerpts(index, source_id, (e for e in index.evidence() if e.at.source == source_id))


def all_excerpts(index: Index) -> Mapping[str, Mapping[int, Ranges]]:
    """What may be shown of each source: source → paragraph (1-based) → ranges.

    Under `full` every paragraph whole; under `quote` the sentences around each quotation of a claim
    that isn't retired; under `link` and `none` nothing. A paragraph of which nothing may be shown
    is left out.
    """
    cited: dict[str, list[Evidence]] = {id_: [] for id_ in index.sources}
    for evidence in index.evidence():
        if evidence.at.source in cited:
            cited[evidence.at.source].append(evidence)
    return MappingProxyType({id_: _excerpts(index, id_, cited[id_]) for id_ in cited})


def excerpt_of(text: str, start: int, end: int) -> tuple[int, int]:
    """The half-open range of `text` that may be shown around the quotation [start, end).

    It is the sentence, or the sentences, that the quotation touches.
    """
    return sentence_at(text, start, end)


def _excerpts(index: Index, source_id: str, evidence: Iterable[Evidence]) -> Mapping[int, Ranges]:
    source = index.sources.get(source_id)
    if source is None or source.publish in ("link", "none"):
        return MappingProxyType({})
    paragraphs = source.article.paragraphs
    if source.publish == "full":
        return MappingProxyType({p.n: ((0, len(p.text)),) for p in paragraphs})
    found: dict[int, set[tuple[int, int]]] = {}
    for each in evidence:
        for span in each.anchor.spans if isinstance(each.anchor, Anchor) else ():
            text = paragraphs[span.n - 1].text
            found.setdefault(span.n, set()).add(excerpt_of(text, span.start, span.end))
    return MappingProxyType({n: merged(paragraphs[n - 1].text, found[n]) for n in sorted(found)})


def merged(text: str, ranges: Iterable[tuple[int, int]]) -> Ranges:
    """`ranges` sorted, those made one that overlap or have only white space between them."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if found and not text[found[-1][1] : start].strip():
            first, last = found.pop()
            found.append((first, max(last, end)))
        else:
            found.append((start, end))
    return tuple(found)
