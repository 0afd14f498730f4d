"""The whole corpus through the program and through RapidFuzz, and the tables in DRIFT.md."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import rapidfuzz

from hashiya.drift import Drift
from tests.mutations.corpus import KINDS, Family, Kind, build_corpus, digest
from tests.mutations.fuzzy import READINGS, SCORERS, THRESHOLDS, best_score
from tests.mutations.program import Judged, Outcome, judge
from tests.mutations.sheet import Original, originals

DOCUMENT = Path(__file__).parent.parent.parent / "DRIFT.md"
BEGIN = "<!-- mutations: written by `make mutations`, not to be edited -->"
END = "<!-- /mutations -->"

LEAST_HARMLESS = 0.995
"""The share of harmless edits that has to be accepted."""

STATES = (
    Drift.UNCHANGED, Drift.MOVED, Drift.HARMLESS, Drift.MEANING, Drift.AMBIGUOUS, Drift.GONE,
)  # fmt: skip
_HEADS = ("unchanged", "moved", "harmless", "meaning", "ambiguous", "gone")

_TITLES = {
    Family.HARMLESS: "Harmless edits: to be kept",
    Family.MEANING: "Edits that change meaning: never to be kept",
    Family.OPEN: "Neither: a reader sees the same, or the words are gone or twice there",
}

Scores = dict[tuple[str, str], float]
"""The best score of one mutation by scorer and reading."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What the promises are about; `in_` and `out` are citations and their verdicts.

    `kept` and `to_keep` are other citations of an edited article, ranges among them, whose
    paragraphs have their words still, `slipped` and `to_refuse` those of which one has not.
    """

    harmless: int
    harmless_kept: int
    meaning: int
    meaning_kept: int
    in_: int
    out: int
    to_keep: int
    kept: int
    to_refuse: int
    slipped: int

    def broken(self) -> tuple[str, ...]:
        """The promises that don't hold, a clause each."""
        found = []
        if self.meaning_kept or not self.meaning:
            found.append(f"{self.meaning_kept} of {self.meaning} changes of meaning are kept")
        if not self.harmless or self.harmless_kept < LEAST_HARMLESS * self.harmless:
            found.append(f"{self.harmless_kept} of {self.harmless} harmless edits are kept")
        if self.in_ != self.out:
            found.append(f"{self.in_} citations went in, and {self.out} verdicts came out")
        if self.slipped:
            found.append(f"{self.slipped} other citations are kept whose paragraph changed")
        return tuple(found)


def tally(judged: Sequence[Judged]) -> Tally:
    """Counts what the promises are about."""
    harmless = [j for j in judged if j.mutation.kind.family is Family.HARMLESS]
    meaning = [j for j in judged if j.mutation.kind.family is Family.MEANING]
    outcomes = [o for j in judged for o in (j.own, *j.others)]
    keep = [o for j in judged for o in j.others if o.keeps]
    refuse = [o for j in judged for o in j.others if o.keeps is False]
    return Tally(
        len(harmless),
        _accepted(j.own for j in harmless),
        len(meaning),
        _accepted(j.own for j in meaning),
        sum(_count(originals()[j.mutation.citation.source]) for j in judged),
        sum(o.drift in STATES for o in outcomes),
        len(keep),
        _accepted(keep),
        len(refuse),
        _accepted(refuse),
    )


def _count(original: Original) -> int:
    return len(original.citations) + len(original.ranges)


def _accepted(outcomes: Iterable[Outcome]) -> int:
    return sum(o.accepted for o in outcomes)


def run() -> int:
    """Runs everything, writes the tables, and says whether the promises hold: 0, or 1."""
    corpus = build_corpus()
    _say(f"{len(corpus):,} mutations")
    judged: list[Judged] = []
    scores: list[Scores] = []
    for n, mutation in enumerate(corpus, start=1):
        judged.append(judge(mutation))
        scores.append({(s, r): best_score(mutation, s, r) for r in READINGS for s in SCORERS})
        if n % 500 == 0:
            _say(f"{n:,} of {len(corpus):,}")
    for one in judged:
        if not one.own.right:
            _say(f"not as expected: {one.mutation.id}, {one.own.drift}")
    found = tally(judged)
    write_section(
        "\n\n".join(
            (_head(judged), _program_tables(judged), _totals(found), _fuzzy(judged, scores))
        )
    )
    broken = [*found.broken(), *too_few(judged)]
    for promise in broken:
        _say(f"broken: {promise}")
    return 1 if broken else 0


def too_few(judged: Sequence[Judged]) -> tuple[str, ...]:
    """The kinds that have fewer mutations than they must have."""
    counts = Counter(j.mutation.kind.name for j in judged)
    return tuple(
        f"{counts[kind.name]} of {kind.name}, expected {kind.least}"
        for kind in KINDS
        if counts[kind.name] < kind.least
    )


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def write_section(section: str) -> None:
    """Puts the tables between their marks in DRIFT.md, which may be there already."""
    text = DOCUMENT.read_text(encoding="utf-8") if DOCUMENT.exists() else ""
    if BEGIN not in text:
        text = f"{text}\n{BEGIN}\n{END}\n".lstrip()
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    DOCUMENT.write_text(f"{before}{BEGIN}\n\n{section}\n\n{END}{after}", encoding="utf-8")


def read_section() -> str:
    """The tables as they stand in DRIFT.md."""
    text = DOCUMENT.read_text(encoding="utf-8")
    return text.partition(BEGIN)[2].partition(END)[0]


def rows_of(section: str) -> list[tuple[str, ...]]:
    """The cells of every row of a section's tables, heads and rulers among them."""
    return [
        tuple(cell.strip() for cell in line.strip("|").split("|"))
        for line in section.splitlines()
        if line.startswith("|")
    ]


def _rows(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    ruler = ["---", *("---:" for _ in heads[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, ruler, *rows))


def _share(part: int, whole: int) -> str:
    """A percentage that never rounds up to all, nor down to nothing."""
    if not whole:
        return ""
    share = f"{100 * part / whole:.1f}"
    if share == "100.0" and part < whole:
        share = "99.9"
    if share == "0.0" and part:
        share = "< 0.1"
    return f"{re.sub(r'[.]0$', '', share)} %"


# --- the program ----------------------------------------------------------------------------------


def _head(judged: Sequence[Judged]) -> str:
    corpus = tuple(j.mutation for j in judged)
    citations = sum(len(o.citations) for o in originals().values())
    ranges = sum(len(o.ranges) for o in originals().values())
    files = len({m.raw for m in corpus})
    return (
        f"{len(corpus):,} mutations, which are {files:,} different files, for {citations} "
        f"citations of {len(originals())} articles. The program is asked about {ranges} ranges "
        f"besides, each of two neighbours that are cited. SHA-256 of the corpus: "
        f"`{digest(corpus)[:16]}…`."
    )


def _program_tables(judged: Sequence[Judged]) -> str:
    return "\n\n".join(_program_table(judged, family) for family in Family)


def _program_table(judged: Sequence[Judged], family: Family) -> str:
    rows = []
    for kind in (*(k for k in KINDS if k.family is family), None):
        chosen = [j for j in judged if j.mutation.kind.family is family]
        if kind is not None:
            chosen = [j for j in chosen if j.mutation.kind is kind]
        drifts = Counter(j.own.drift for j in chosen)
        where = Counter(j.mutation.where for j in chosen)
        wrong = sum(not j.own.right for j in chosen)
        cells = [
            len(chosen), where["quotation"], *(drifts[state] for state in STATES), wrong,
        ]  # fmt: skip
        rows.append((kind.name if kind else "**all**", *(f"{cell:,}" for cell in cells)))
    heads = ("kind of edit", "edits", "in the quotation", *_HEADS, "wrong")
    return f"### {_TITLES[family]}\n\n{_rows(heads, rows)}"


def _totals(found: Tally) -> str:
    rows = (
        ("harmless edits kept", found.harmless_kept, found.harmless),
        ("changes of meaning kept", found.meaning_kept, found.meaning),
        ("verdicts out, of citations in", found.out, found.in_),
        ("other citations kept, whose paragraph has its words still", found.kept, found.to_keep),
        ("other citations kept, whose paragraph changed or went", found.slipped, found.to_refuse),
    )
    table = _rows(
        ("", "", "of", "share"),
        ((name, f"{part:,}", f"{whole:,}", _share(part, whole)) for name, part, whole in rows),
    )
    return f"### In all\n\n{table}"


# --- RapidFuzz ------------------------------------------------------------------------------------


def _fuzzy(judged: Sequence[Judged], scores: Sequence[Scores]) -> str:
    version = rapidfuzz.__version__
    return (
        f"### Beside RapidFuzz {version}\n\n{_by_scorer(judged, scores)}\n\n"
        f"### Beside RapidFuzz {version}, kind by kind, after our folding: the share kept\n\n"
        f"{_by_kind(judged, scores)}"
    )


def _by_scorer(judged: Sequence[Judged], scores: Sequence[Scores]) -> str:
    pairs = list(zip(judged, scores, strict=True))
    rows = []
    for scorer in SCORERS:
        for reading in READINGS:
            key = (scorer, reading)
            harmless = [s[key] for j, s in pairs if j.mutation.kind.family is Family.HARMLESS]
            meaning = [s[key] for j, s in pairs if j.mutation.kind.family is Family.MEANING]
            inside = [
                s[key]
                for j, s in pairs
                if j.mutation.kind.family is Family.MEANING and j.mutation.where == "quotation"
            ]
            top = max(meaning)
            rows.append(
                (
                    f"{scorer}, {reading}",
                    *(_at(harmless, t) for t in THRESHOLDS),
                    *(_at(meaning, t) for t in THRESHOLDS),
                    *(_at(inside, t) for t in THRESHOLDS),
                    f"{top:.2f}".removesuffix(".00"),
                    _share(sum(score > top for score in harmless), len(harmless)),
                )
            )
    own = tally(judged)
    kept = _share(own.harmless_kept, own.harmless)
    lost = _share(own.meaning_kept, own.meaning)
    rows.append(("**Hashiya**, no threshold", "", kept, "", "", lost, "", "", lost, "", "", kept))
    heads = (
        "scorer, and what is compared",
        *(f"harmless kept, ≥ {t}" for t in THRESHOLDS),
        *(f"meaning kept, ≥ {t}" for t in THRESHOLDS),
        *(f"in the quotation, ≥ {t}" for t in THRESHOLDS),
        "highest score of a change",
        "harmless above it",
    )
    return _rows(heads, rows)


def _at(scores: Sequence[float], threshold: float) -> str:
    return _share(sum(score >= threshold for score in scores), len(scores))


def _by_kind(judged: Sequence[Judged], scores: Sequence[Scores]) -> str:
    pairs = list(zip(judged, scores, strict=True))
    columns = [(scorer, threshold) for scorer in SCORERS for threshold in THRESHOLDS[1:]]
    rows = [_kind_row(kind, pairs, columns) for kind in KINDS]
    heads = ("kind of edit", "family", *(f"{s} ≥ {t}" for s, t in columns), "Hashiya")
    return _rows(heads, rows)


def _kind_row(
    kind: Kind, pairs: Sequence[tuple[Judged, Scores]], columns: Sequence[tuple[str, int]]
) -> tuple[str, ...]:
    chosen = [(j, s) for j, s in pairs if j.mutation.kind is kind]
    folded = "after our folding"
    shares = (_at([s[scorer, folded] for _, s in chosen], t) for scorer, t in columns)
    own = _share(_accepted(j.own for j, _ in chosen), len(chosen))
    return (kind.name, kind.family.value, *shares, own)
