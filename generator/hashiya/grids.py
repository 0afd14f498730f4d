"""Grids: what the briefing says of each pair of things, as a table that can be read as a figure.

The matrix of who is where sets the entities of some kinds against those of others. Which kinds make
its rows and columns, `matrix` in briefing.yml says. Agreement sets the sources against the answers
to `questions` of briefing.yml. Rival dates stand side by side where a conflict is `over: date`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hashiya.briefing import Briefing, entities_of_kind, policy_of
from hashiya.catalog import Catalog
from hashiya.edtf import Edtf
from hashiya.figures.axis import Extent, Scale, Tick, extent_of, rounded_out, ticks
from hashiya.index import Answer, Claim, Evidence, Source
from hashiya.standing import Pair, side_of
from hashiya.views import Badge, Chip, Date, Folio, Locator, origin_name

WORST_FIRST = (
    "denied",
    "contested",
    "unsupported",
    "withdrawn",
    "superseded",
    "single-unnamed",
    "all-unnamed",
    "single-origin",
    "corroborated",
)
"""How claims stand, by `standing.status_name`, the worst first: somebody says the opposite; nobody
says it; it no longer stands; nobody who says it has a name; one who has; several."""


@dataclass(frozen=True, slots=True)
class ClaimLink:
    """A claim in a plain list: its link, its sentence and how it stands."""

    href: str
    text: str
    badge: Badge


@dataclass(frozen=True, slots=True)
class Cell:
    """The claims that are about a row and a column at once, at least one.

    `worst` is the badge of the worst of them; `said` says in words what the cell shows. `claims`
    stand in reading order in the section `id`.
    """

    id: str
    href: str
    column: Chip
    worst: Badge
    number: str
    said: str
    claims: tuple[ClaimLink, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """An entity with at least one cell; `cells`, by kind of column, has None where none is."""

    id: str
    href: str
    name: Chip
    number: str
    cells: tuple[tuple[Cell | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix: `columns` by kind, each with its label; `rows` with the most claims first.

    `legend` has a badge for each shape that stands in it, the worst first; `left_out` are the
    entities without a cell.
    """

    caption: str
    columns: tuple[tuple[str, tuple[Chip, ...]], ...]
    rows: tuple[Row, ...]
    legend: tuple[Badge, ...]
    left_out: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A source: who published it and when, with the link to its page, and its title."""

    name: str
    date: str
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Stance:
    """What a source does to an answer: `says`, `denies`, `both` or `silent`, and that in words.

    `href` leads to its claim, or to the answer's claims where it gives several; `places` are its
    paragraphs. Both are empty where it is silent.
    """

    key: str
    word: str
    href: str
    places: tuple[Locator, ...]


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An answer, its claims in the section `id`, whose word it is, and a stance of each source.

    `support` counts the outlets and origins that support it; None where that would tell of a
    withheld source, or nothing does.
    """

    id: str
    href: str
    text: str
    number: str
    speakers: tuple[Chip, ...]
    stances: tuple[Stance, ...]
    support: str | None
    claims: tuple[ClaimLink, ...]


@dataclass(frozen=True, slots=True)
class QuestionRows:
    """A question and its answers, as the author has them; `id` is that of its claims' section."""

    id: str
    text: str
    answers: tuple[AnswerRow, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """The sources that may be shown against the questions, and the stances that occur."""

    columns: tuple[Column, ...]
    questions: tuple[QuestionRows, ...]
    legend: tuple[Stance, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A date on the axis of its figure: its outline as an SVG path, `AXIS_WIDTH` by 24 units.

    A diamond where it is too short to have a width, else a bar, with a point where it goes on
    without an end. `loose` says that it is approximate or uncertain.
    """

    path: str
    loose: bool


@dataclass(frozen=True, slots=True)
class RivalDate:
    """A date that others dispute: whose word it is (None where a source is withheld), and where."""

    date: Date
    claim: ClaimLink
    origins: str | None
    mark: Mark


@dataclass(frozen=True, slots=True)
class RivalDates:
    """The dates that are in dispute with each other, the earliest first, on one axis.

    `about` says what is at issue, once for each pair that says it; `ticks` are pairs of a place on
    the axis and what to write there.
    """

    id: str
    about: tuple[str, ...]
    dates: tuple[RivalDate, ...]
    ticks: tuple[tuple[float, str], ...]


STANCES = ("says", "denies", "both", "silent")
AXIS_WIDTH = 240
"""Units of an axis of rival dates: CSS pixels, so that it fits beside the text and in 320 px."""
_LETTER, _GAP, _NARROW = 10, 12, 5
"""Units: about the width of a letter or digit of 16 px, the room between two marks of the axis, and
below which width a stretch of days is drawn as one mark."""


def worst(shapes: Iterable[str]) -> str:
    """The worst of some statuses, by their names. Raises: ValueError where there are none."""
    return min(shapes, key=WORST_FIRST.index)


def grid_pages(briefing: Briefing) -> tuple[str, ...]:
    """The paths of the grids that a briefing has: a matrix needs a kind on each side of it."""
    head = briefing.index.head
    sides = {kind.matrix for kind in head.kinds.values()}
    matrix = ("who-is-where",) if {"rows", "columns"} <= sides else ()
    return (*matrix, "agreement") if head.questions else matrix


def compose_matrix(folio: Folio) -> Matrix:
    """The matrix as a page places it; its rows' headings and the cells' sections are remembered."""
    briefing, catalog = folio.scribe.briefing, folio.scribe.catalog
    lang, kinds = folio.scribe.lang, briefing.index.head.kinds.values()
    sides = {
        side: [
            (kind.label[lang], [each.id for each in entities_of_kind(briefing.index, kind.id)])
            for kind in kinds
            if kind.matrix == side
        ]
        for side in ("rows", "columns")
    }
    columns = [ids for _, ids in sides["columns"]]
    shared = {
        row: {each: _claims_of_both(briefing, row, each) for ids in columns for each in ids}
        for _, ids in sides["rows"]
        for row in ids
    }
    # The place in the files decides between rows of as many claims, since sorting keeps it.
    ranked = sorted(shared, key=lambda row: -len(_all(shared[row])))
    links: dict[str, ClaimLink] = {}
    rows = tuple(
        _row(folio, row, columns, shared[row], links) for row in ranked if _all(shared[row])
    )
    cells = [cell for row in rows for group in row.cells for cell in group]
    found = {cell.worst.shape: cell.worst for cell in cells if cell}
    return Matrix(
        catalog.text(
            "matrix.caption",
            rows=catalog.joined([label for label, _ in sides["rows"]]),
            columns=catalog.joined([label for label, _ in sides["columns"]]),
        ),
        tuple((label, tuple(folio.chip(id_) for id_ in ids)) for label, ids in sides["columns"]),
        rows,
        tuple(found[shape] for shape in WORST_FIRST if shape in found),
        tuple(folio.chip(row) for row in ranked if not _all(shared[row])),
    )


def _claims_of_both(briefing: Briefing, one: str, other: str) -> tuple[str, ...]:
    """The claims that are about both entities, in reading order."""
    about = set(briefing.claims_about.get(other, ()))
    return tuple(id_ for id_ in briefing.claims_about.get(one, ()) if id_ in about)


def _all(shared: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The claims of a row, each once."""
    return {claim for claims in shared.values() for claim in claims}


def _row(
    folio: Folio,
    row: str,
    columns: Iterable[Iterable[str]],
    shared: Mapping[str, tuple[str, ...]],
    links: dict[str, ClaimLink],
) -> Row:
    """A row; `links` remembers the claims of the page, which stand in many cells."""
    name = folio.chip(row)
    id_ = f"of-{row}"
    folio.heading_text(name.text, id_)
    cells = tuple(
        tuple(
            _cell(folio, row, column, tuple(_link(folio, claim, links) for claim in shared[column]))
            if shared[column]
            else None
            for column in group
        )
        for group in columns
    )
    total = folio.scribe.catalog.count("count.claims", len(_all(shared)))
    return Row(id_, f"#{id_}", name, total, cells)


def _cell(folio: Folio, row: str, column: str, claims: tuple[ClaimLink, ...]) -> Cell:
    # No id has two hyphens in a row, so no two pairs share an anchor.
    id_ = folio.id(f"of-{row}--{column}")
    badges = {claim.badge.shape: claim.badge for claim in claims}
    badge = badges[worst(badges)]
    catalog = folio.scribe.catalog
    return Cell(
        id_,
        f"#{id_}",
        folio.chip(column),
        badge,
        catalog.number(len(claims)),
        catalog.count("matrix.cell", len(claims), status=badge.name),
        claims,
    )


def _link(folio: Folio, claim: str, links: dict[str, ClaimLink]) -> ClaimLink:
    folio.shown[claim] = None
    if claim not in links:
        text = folio.scribe.briefing.index.claims[claim].text[folio.scribe.lang]
        links[claim] = ClaimLink(folio.url(f"claims/{claim}"), text, folio.badge(claim))
    return links[claim]


# --- agreement ------------------------------------------------------------------------------------


def compose_agreement(folio: Folio) -> Agreement:
    """The table of sources against answers; its sections' ids and headings are remembered."""
    briefing = folio.scribe.briefing
    sources = tuple(
        source
        for source in briefing.index.sources.values()
        if policy_of(source, preview=briefing.preview) != "none"
    )
    questions = tuple(
        QuestionRows(
            f"q-{question.id}",
            folio.heading_text(question.text[folio.scribe.lang], f"q-{question.id}"),
            tuple(_answer(folio, question.id, answer, sources) for answer in question.answers),
        )
        for question in briefing.index.head.questions
    )
    found = {
        stance.key: stance
        for question in questions
        for answer in question.answers
        for stance in answer.stances
    }
    return Agreement(
        tuple(_column(folio, source) for source in sources),
        questions,
        tuple(found[key] for key in STANCES if key in found),
    )


def _column(folio: Folio, source: Source) -> Column:
    scribe = folio.scribe
    publisher = scribe.briefing.index.entities[source.publisher.id]
    published = scribe.date(source.published)
    return Column(
        scribe.catalog.text("agreement.unnamed-outlet")
        if publisher.anonymous
        else publisher.name[scribe.lang],
        published.text if published else scribe.catalog.text("note.undated"),
        folio.url(f"sources/{source.id}"),
        source.title[scribe.lang],
    )


def _answer(folio: Folio, question: str, answer: Answer, sources: Iterable[Source]) -> AnswerRow:
    scribe = folio.scribe
    claims = [scribe.briefing.index.claims[ref.id] for ref in answer.claims]
    id_ = folio.id(f"a-{question}--{answer.id}")
    return AnswerRow(
        id_,
        f"#{id_}",
        answer.text[scribe.lang],
        scribe.catalog.count("count.claims", len(claims)),
        tuple(dict.fromkeys(who for each in claims for who in folio.speakers(each, "supports"))),
        tuple(_stance(folio, claims, source, f"#{id_}") for source in sources),
        _support(folio, claims),
        tuple(_link(folio, claim.id, {}) for claim in claims),
    )


def _stance(folio: Folio, claims: Iterable[Claim], source: Source, all_claims: str) -> Stance:
    """What a source does to an answer, by the evidence for its claims that stands in it."""
    found = [
        evidence
        for claim in claims
        for evidence in claim.evidence
        if evidence.at.source == source.id and side_of(evidence) != "neither"
    ]
    sides = {side_of(evidence) for evidence in found}
    key = {
        frozenset(("supports",)): "says",
        frozenset(("disputes",)): "denies",
        frozenset(("supports", "disputes")): "both",
    }.get(frozenset(sides), "silent")
    word = folio.scribe.catalog.text(f"agreement.{key}")
    if not found:
        return Stance(key, word, "", ())
    given = {evidence.claim for evidence in found}
    href = folio.url(f"claims/{next(iter(given))}") if len(given) == 1 else all_claims
    places = dict.fromkeys(folio.locator(evidence) for evidence in _in_order(found))
    return Stance(key, word, href, tuple(places))


def _in_order(found: Iterable[Evidence]) -> list[Evidence]:
    return sorted(found, key=lambda evidence: (evidence.at.first, evidence.at.last))


def _support(folio: Folio, claims: Iterable[Claim]) -> str | None:
    """How many outlets and origins support an answer, as `Folio.support` says it of a claim."""
    briefing, catalog = folio.scribe.briefing, folio.scribe.catalog
    evidence = [each for claim in claims for each in claim.evidence]
    if any(briefing.passages[each.claim, each.number].shown == "none" for each in evidence):
        return None
    supporting = [each for each in evidence if side_of(each) == "supports"]
    outlets = {briefing.index.sources[each.at.source].publisher.id for each in supporting}
    origins = {briefing.derived.origins[each.claim, each.number] for each in supporting}
    if not outlets:
        return None
    return (
        f"{catalog.count('count.outlets', len(outlets))} · "
        f"{catalog.count('count.origins', len(origins))}"
    )


# --- rival dates ----------------------------------------------------------------------------------


def compose_rival_dates(folio: Folio) -> tuple[RivalDates, ...]:
    """The dates in dispute, by dispute; claims without a date, and pairs of these, are left out.

    Their figures' ids, `dates-1` and so on, are remembered.
    """
    claims = folio.scribe.briefing.index.claims
    pairs = [
        pair
        for pair in folio.scribe.briefing.conflicts
        if pair.over == "date" and claims[pair.a].date and claims[pair.b].date
    ]
    return tuple(
        _rival_dates(folio, folio.id(f"dates-{number}"), group)
        for number, group in enumerate(_joined(pairs), start=1)
    )


def _joined(pairs: Iterable[Pair]) -> list[list[Pair]]:
    """Pairs that share a claim, directly or through others, together."""
    groups: list[list[Pair]] = []
    for pair in pairs:
        near = [group for group in groups if _claims(group) & {pair.a, pair.b}]
        apart = [group for group in groups if group not in near]
        groups = [*apart, [*(each for group in near for each in group), pair]]
    return groups


def _claims(group: Iterable[Pair]) -> set[str]:
    return {id_ for pair in group for id_ in (pair.a, pair.b)}


def _rival_dates(folio: Folio, id_: str, group: Sequence[Pair]) -> RivalDates:
    scribe = folio.scribe
    index = scribe.briefing.index
    disputed = _claims(group)
    dated = [(id_, index.claims[id_].date) for id_ in scribe.briefing.order if id_ in disputed]
    extents = {claim: extent_of(date) for claim, date in dated if date is not None}
    first = min(extent.known[0] for extent in extents.values())
    last = max(extent.known[1] for extent in extents.values())
    scale = Scale(*rounded_out(first, last), 0, AXIS_WIDTH)
    mirrored = scribe.catalog.direction == "rtl"
    return RivalDates(
        id_,
        tuple(dict.fromkeys(about for pair in group if (about := folio.at_issue(pair)))),
        tuple(
            RivalDate(
                _date(folio, date),
                _link(folio, claim, {}),
                _whose_word(folio, claim),
                _mark(extents[claim], scale, mirrored=mirrored),
            )
            for claim, date in dated
            if date is not None
        ),
        tuple(
            (_mirrored(scale.inside(scale.x(tick.day)), mirrored=mirrored), tick.text)
            for tick in _ticks(scale, scribe.catalog)
        ),
    )


def _date(folio: Folio, date: Edtf) -> Date:
    found = folio.scribe.date(date)
    if found is None:
        raise AssertionError("a date has words")
    return found


def _whose_word(folio: Folio, claim: str) -> str | None:
    """Who supports a claim in the end; None where a source of it is withheld, or nobody does."""
    briefing = folio.scribe.briefing
    evidence = briefing.index.claims[claim].evidence
    if any(briefing.passages[claim, each.number].shown == "none" for each in evidence):
        return None
    origins = briefing.derived.standings[claim].supporting
    names = [origin_name(folio.scribe, origin) for origin in origins]
    return folio.scribe.catalog.joined(names) if names else None


def _ticks(scale: Scale, catalog: Catalog) -> tuple[Tick, ...]:
    """The larger marks of the axis, or the smaller ones where only these have room."""
    larger, smaller = ticks(scale, catalog, lambda text: _LETTER * len(text), _GAP)
    return larger or smaller


def _mark(extent: Extent, scale: Scale, *, mirrored: bool) -> Mark:
    loose = extent.begins_about or extent.ends_about
    first, last = (scale.x(day) for day in extent.known)
    open_at = (not isinstance(extent.begins, tuple), not isinstance(extent.ends, tuple))
    ends = (scale.left if open_at[0] else first, scale.right if open_at[1] else last)
    if ends[1] - ends[0] < _NARROW:
        middle = _mirrored((first + last) / 2, mirrored=mirrored)
        return Mark(f"M{middle:g} 5l7 7l-7 7l-7 -7z", loose)
    left, right = sorted(_mirrored(x, mirrored=mirrored) for x in ends)
    points = open_at[::-1] if mirrored else open_at
    return Mark(
        f"M{left:g} 12L{left + 6 * points[0]:g} 7L{right - 6 * points[1]:g} 7L{right:g} 12"
        f"L{right - 6 * points[1]:g} 17L{left + 6 * points[0]:g} 17z",
        loose,
    )


def _mirrored(x: float, *, mirrored: bool) -> float:
    return round(AXIS_WIDTH - x if mirrored else x, 2)
