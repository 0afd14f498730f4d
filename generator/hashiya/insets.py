"""Insets: what the program places on a hand-written page where its author asks for it.

A line `<!-- inset: cards -->` is replaced by that inset. What it shows is composed here; where each
part stands, in `templates/inset_<name>.html`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from hashiya.briefing import entities_of_kind, policy_of
from hashiya.disputes import disputes_of
from hashiya.grids import grid_pages
from hashiya.kinds import Kind
from hashiya.plates import FIGURES, plate_of, strip_plate
from hashiya.standing import status_name
from hashiya.views import Chip, Folio

NAMES_SHOWN = 5
"""Names on a card: enough to see what the kind is about, few enough to read at a glance."""

# How claims stand, the best supported first; and where on the page of all statuses they are listed.
_STANDINGS = (
    ("corroborated", "known"),
    ("single-origin", "one-side"),
    ("single-unnamed", "one-side"),
    ("all-unnamed", "one-side"),
    ("contested", "disputed"),
    ("denied", "disputed"),
    ("unsupported", "set-aside"),
    ("superseded", "set-aside"),
    ("withdrawn", "set-aside"),
)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many claims stand in one way: the shape's key, the number in words, and the link."""

    shape: str
    key: str
    number: str
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Deck:
    """What a card shows of one kind: its name and link, how many there are, and some of them.

    `names` are pairs of a name and the number of claims about it.
    """

    name: str
    href: str
    number: str
    names: tuple[tuple[Chip, str], ...]
    more: str | None


def inset_values(folio: Folio, name: str) -> Mapping[str, object]:
    """What the template of an inset places. Raises: KeyError where there is none of that name."""
    return _VALUES[name](folio)


def _glance(folio: Folio) -> Mapping[str, object]:
    """What a reader has to know before the first sentence: how much there is, and how it stands."""
    scribe = folio.scribe
    briefing, catalog = scribe.briefing, scribe.catalog
    numbers: dict[str, int] = {}
    keys: dict[str, str] = {}
    for id_ in briefing.order:
        standing = briefing.derived.standings[id_]
        shape = status_name(standing.status, standing.reason)
        numbers[shape] = numbers.get(shape, 0) + 1
        keys[shape] = standing.status
    shown = sum(
        policy_of(source, preview=briefing.preview) != "none"
        for source in briefing.index.sources.values()
    )
    return {
        "as_of": scribe.date(briefing.index.head.as_of),
        "sources": (catalog.count("count.sources", shown), folio.url("sources")),
        "claims": (catalog.count("count.claims", len(briefing.order)), folio.url("claims")),
        "questions": (
            catalog.count("count.central-questions", len(briefing.index.head.questions)),
            folio.url("agreement"),
        )
        if "agreement" in grid_pages(briefing)
        else None,
        "quantities": (catalog.text("page.quantities"), folio.url("quantities")),
        "disagreements": (
            catalog.count("count.disputed-questions", len(disputes_of(briefing.conflicts))),
            folio.url("disagreements"),
        ),
        "tallies": tuple(
            Tally(
                shape,
                keys[shape],
                catalog.number(numbers[shape]),
                catalog.text(f"status.{shape}"),
                folio.url("standing", anchor),
            )
            for shape, anchor in _STANDINGS
            if shape in numbers
        ),
    }


def _cards(folio: Folio) -> Mapping[str, object]:
    """A card for each kind that has entities with pages, and one for the sources."""
    kinds = folio.scribe.briefing.index.head.kinds.values()
    decks = (*(_deck(folio, kind) for kind in kinds), _sources(folio))
    return {"decks": tuple(deck for deck in decks if deck.names)}


def _deck(folio: Folio, kind: Kind) -> Deck:
    briefing, catalog = folio.scribe.briefing, folio.scribe.catalog
    about = briefing.claims_about
    paged = [e.id for e in entities_of_kind(briefing.index, kind.id) if briefing.has_page(e.id)]
    # What has dates is a story and stays in its order; of the rest the most spoken of come first.
    ranked = paged if kind.dated else sorted(paged, key=lambda id_: -len(about.get(id_, ())))
    names = tuple(
        (folio.chip(id_), catalog.count("count.claims", len(about.get(id_, ()))))
        for id_ in ranked[:NAMES_SHOWN]
    )
    return Deck(
        kind.label[folio.scribe.lang],
        folio.url(kind.path),
        catalog.number(len(paged)),
        names,
        _more(folio, len(paged)),
    )


def _sources(folio: Folio) -> Deck:
    briefing, catalog = folio.scribe.briefing, folio.scribe.catalog
    shown = [
        source
        for source in briefing.index.sources.values()
        if policy_of(source, preview=briefing.preview) != "none"
    ]
    names = tuple(
        (
            folio.title(source),
            catalog.count(
                "count.claims",
                len({id_ for each in briefing.paragraphs[source.id] for id_ in each.claims}),
            ),
        )
        for source in shown[:NAMES_SHOWN]
    )
    return Deck(
        catalog.text("page.sources"),
        folio.url("sources"),
        catalog.number(len(shown)),
        names,
        _more(folio, len(shown)),
    )


def _more(folio: Folio, total: int) -> str | None:
    return (
        folio.scribe.catalog.text("inset.more", n=folio.scribe.catalog.number(total - NAMES_SHOWN))
        if total > NAMES_SHOWN
        else None
    )


def _plate(folio: Folio, path: str) -> Mapping[str, object]:
    """A figure as its own page has it, without its table: that is on the page."""
    catalog = folio.scribe.catalog
    folio.id(path)
    return {
        "plate": plate_of(folio, FIGURES[path], catalog.text(f"plate.{path}.caption")),
        "path": path,
        "href": folio.url(path),
        "heading": catalog.text(f"figure.{path}"),
    }


_VALUES: Mapping[str, Callable[[Folio], Mapping[str, object]]] = MappingProxyType(
    {
        "glance": _glance,
        "cards": _cards,
        "strip": lambda folio: {"plate": strip_plate(folio)},
        "map": lambda folio: _plate(folio, "map"),
        "timeline": lambda folio: _plate(folio, "timeline"),
    }
)
