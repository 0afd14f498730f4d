"""Grids: what the briefing says of each pair of things, as a table that can be read as a figure.

The matrix of who is where sets the entities of some kinds against those of others. Which kinds make
its rows and columns, `matrix` in briefing.yml says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hashiya.briefing import Briefing, entities_of_kind
from hashiya.views import Badge, Chip, Folio

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
    """An entity with at least one cell; `cells` has None where no claim is about both."""

    id: str
    href: str
    name: Chip
    number: str
    cells: tuple[Cell | None, ...]


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


def worst(shapes: Iterable[str]) -> str:
    """The worst of some statuses, by their names. Raises: ValueError where there are none."""
    return min(shapes, key=WORST_FIRST.index)


def has_matrix(briefing: Briefing) -> bool:
    """Whether there is a matrix: a kind for its rows and one for its columns."""
    return {"rows", "columns"} <= {kind.matrix for kind in briefing.index.head.kinds.values()}


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
    columns = [id_ for _, ids in sides["columns"] for id_ in ids]
    shared = {
        row: tuple(_claims_of_both(briefing, row, column) for column in columns)
        for _, ids in sides["rows"]
        for row in ids
    }
    # The place in the files decides between rows of as many claims, since sorting keeps it.
    ranked = sorted(shared, key=lambda row: -len({id_ for cell in shared[row] for id_ in cell}))
    links: dict[str, ClaimLink] = {}
    rows = tuple(
        _row(folio, row, columns, shared[row], links) for row in ranked if any(shared[row])
    )
    found = {cell.worst.shape: cell.worst for row in rows for cell in row.cells if cell}
    return Matrix(
        catalog.text(
            "matrix.caption",
            rows=catalog.joined([label for label, _ in sides["rows"]]),
            columns=catalog.joined([label for label, _ in sides["columns"]]),
        ),
        tuple((label, tuple(folio.chip(id_) for id_ in ids)) for label, ids in sides["columns"]),
        rows,
        tuple(found[shape] for shape in WORST_FIRST if shape in found),
        tuple(folio.chip(row) for row in ranked if not any(shared[row])),
    )


def _claims_of_both(briefing: Briefing, one: str, other: str) -> tuple[str, ...]:
    """The claims that are about both entities, in reading order."""
    about = set(briefing.claims_about.get(other, ()))
    return tuple(id_ for id_ in briefing.claims_about.get(one, ()) if id_ in about)


def _row(
    folio: Folio,
    row: str,
    columns: Sequence[str],
    shared: Sequence[tuple[str, ...]],
    links: dict[str, ClaimLink],
) -> Row:
    """A row; `links` remembers the claims of the page, which stand in many cells."""
    name = folio.chip(row)
    id_ = f"of-{row}"
    folio.heading_text(name.text, id_)
    cells = tuple(
        _cell(folio, row, column, tuple(_link(folio, claim, links) for claim in claims))
        if claims
        else None
        for column, claims in zip(columns, shared, strict=True)
    )
    total = len({claim for claims in shared for claim in claims})
    return Row(id_, f"#{id_}", name, folio.scribe.catalog.count("count.claims", total), cells)


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
    if claim not in links:
        text = folio.scribe.briefing.index.claims[claim].text[folio.scribe.lang]
        links[claim] = ClaimLink(folio.url(f"claims/{claim}"), text, folio.badge(claim))
    return links[claim]
