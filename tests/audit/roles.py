"""Which pages of a briefing to look at: by what a page is for, found in the site.

No name of this repository's briefing stands here, so that another briefing has its pictures too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from hashiya.index import Index
from tests.audit.stage import Stage
from tests.built import BuiltPage

Pages = Mapping[str, BuiltPage]
"""The pages of the first language by address."""

LISTS = (
    "disagreements",
    "timeline",
    "map",
    "who-is-where",
    "agreement",
    "quantities",
    "standing",
    "changes",
)
"""Pages that a briefing has once, by address."""


@dataclass(frozen=True, slots=True)
class Role:
    """A page by what it is for; `address` is without the language's prefix, None if it is missing.

    `act` is what is done there before it is looked at: "", "note" or "search".
    `query` is what is searched for, by language.
    """

    name: str
    address: str | None
    act: str = ""
    anchor: str = ""
    query: Mapping[str, str] | None = None


def find_roles(stage: Stage) -> tuple[Role, ...]:
    """The roles of a site, in the order of a reader's way.

    The page of a kind, or of the claims, is the one with most claims, or notes.
    """
    first, index = stage.pages(stage.languages[0]), stage.index
    claim = _best(first, "claims", lambda page: len(page.notes) + page.classes["hy-dispute"])
    source, anchor = _cited_paragraph(first)
    return (
        Role("home", "" if "" in first else None),
        *_entities(first, index),
        Role("claim", claim),
        Role("source", source, anchor=anchor),
        *(Role(name, f"{name}/" if f"{name}/" in first else None) for name in LISTS),
        Role("search", "" if "" in first else None, "search", query=_query(first, index)),
        Role("note", claim, "note"),
    )


def _best(first: Pages, section: str, worth: Callable[[BuiltPage], int]) -> str | None:
    """The address of the page below a section that is worth most."""
    below = [
        (worth(page), address)
        for address, page in first.items()
        if address.startswith(f"{section}/") and address != f"{section}/"
    ]
    return max(below)[1] if below else None


def _entities(first: Pages, index: Index) -> Iterator[Role]:
    """A page of the first kind without dates and places, of the first with places, with dates.

    It is the one with most claims.
    """
    kinds = tuple(index.head.kinds.values())
    for alike in (
        [kind for kind in kinds if not kind.dated and not kind.place],
        [kind for kind in kinds if kind.place],
        [kind for kind in kinds if kind.dated],
    ):
        for kind in alike[:1]:
            yield Role(kind.id, _best(first, kind.path, lambda page: page.classes["hy-claim"]))


def _cited_paragraph(first: Pages) -> tuple[str | None, str]:
    """The address of a source and the paragraph that most notes lead to."""
    cited = Counter(
        anchor.href.rpartition("sources/")[2]
        for page in first.values()
        for anchor in page.anchors
        if "hy-locator" in anchor.classes and "sources/" in anchor.href and "#p" in anchor.href
    )
    if not cited:
        return None, ""
    most = max(cited, key=lambda target: (cited[target], target))
    address, _, paragraph = most.partition("#")
    return f"sources/{address}", paragraph


def _query(first: Pages, index: Index) -> Mapping[str, str]:
    """The name of that place; of the first kind's entity where there is none."""
    kinds = tuple(index.head.kinds.values())
    kind = next((kind for kind in kinds if kind.place), kinds[0])
    address = _best(first, kind.path, lambda page: page.classes["hy-claim"])
    return index.entities[address.split("/")[1]].name if address else {}
