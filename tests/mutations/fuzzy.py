"""The corpus run through RapidFuzz, as people use it: the best score, and a threshold.

Each matcher looks for the citation in the edited article and takes what scores best. Whether it
found the right paragraph isn't asked, and every score at the threshold or above it is an
acceptance: where this comparison is not even, it is so in favour of RapidFuzz.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from rapidfuzz import fuzz, utils

from hashiya.fold import fold_text
from tests.mutations.corpus import Mutation
from tests.mutations.sheet import originals

THRESHOLDS = (80, 90, 95)
"""RapidFuzz sets none: `score_cutoff` is 0 unless it is given. These three are what one finds given
to it in public programs."""

Scorer = Callable[[str, str], float]


def _as_written(text: str) -> str:
    return text


def _folded(text: str) -> str:
    return fold_text(text).strip()


READINGS: Mapping[str, Callable[[str], str]] = {
    "as written": _as_written,
    "`default_process`": utils.default_process,
    "after our folding": _folded,
}
"""What is done to the quotation and the article alike before they are compared."""

QUOTATION: Mapping[str, Scorer] = {"`partial_ratio`": fuzz.partial_ratio}
"""Scorers that look for the quotation inside each paragraph."""

PARAGRAPH: Mapping[str, Scorer] = {
    "`ratio`": fuzz.ratio,
    "`WRatio`": fuzz.WRatio,
    "`token_set_ratio`": fuzz.token_set_ratio,
}
"""Scorers that look for the cited paragraph among the paragraphs."""

SCORERS: Mapping[str, Scorer] = {**QUOTATION, **PARAGRAPH}


@lru_cache(maxsize=200_000)
def _read(reading: str, text: str) -> str:
    return READINGS[reading](text)


@lru_cache(maxsize=1_000_000)
def _score(scorer: str, wanted: str, text: str) -> float:
    return SCORERS[scorer](wanted, text)


def best_score(mutation: Mutation, scorer: str, reading: str) -> float:
    """The best score, 0 to 100, that anything in the edited article reaches."""
    citation = mutation.citation
    wanted = citation.quote
    if scorer in PARAGRAPH:
        wanted = originals()[citation.source].article.paragraphs[citation.first - 1].text
    wanted = _read(reading, wanted)
    best = 0.0
    # From where it was outwards: most often the first is the best, and nothing is above 100.
    near = sorted(range(len(mutation.sheet.slips)), key=lambda k: abs(k + 1 - citation.first))
    for k in near:
        best = max(best, _score(scorer, wanted, _read(reading, mutation.sheet.slips[k].text)))
        if best == 100:
            break
    return best
