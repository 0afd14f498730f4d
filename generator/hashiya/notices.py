"""Notices: what a page says of sources that their publishers corrected or withdrew.

A notice is the publisher's word, as reported. It changes no status; it says which claims of the
page rest on what was corrected, and how they would stand without what was withdrawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hashiya.briefing import policy_of
from hashiya.corrections import Corrected
from hashiya.standing import Standing
from hashiya.views import Badge, Chip, Folio, badge_of

FEW = 3
"""So many claims of a notice stand there at once; of more, only their number until it is opened."""


@dataclass(frozen=True, slots=True)
class RestingClaim:
    """A claim that rests on it: the link, its sentence, how it stands, and would without it.

    `without` is None where the source was only corrected, or is withheld.
    """

    href: str
    text: str
    badge: Badge
    without: Badge | None


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice on a page. `id` is that of its first words, `said`, which name it.

    Of a source that is withheld nothing else is said: `publisher`, `title` and `text` are None.
    `number` counts the claims in words, or says that there are none, and is None where nothing is
    said of them; `few` says that they stand there at once.
    """

    id: str
    said: str
    publisher: Chip | None
    title: Chip | None
    paragraphs: tuple[str, ...]
    dir: str
    text: str | None
    url: str | None
    number: str | None
    few: bool
    claims: tuple[RestingClaim, ...]


def notices_of(folio: Folio) -> tuple[Notice, ...]:
    """The notices of a page on which everything else is placed, in the order of the sources.

    The page of a source has its own first, whether or not a claim rests on it.
    """
    corrected = folio.scribe.briefing.corrected.values()
    found = [
        (own, each)
        for each in corrected
        if (own := _is_own(folio, each)) or not folio.shown.keys().isdisjoint(each.claims)
    ]
    found.sort(key=lambda pair: not pair[0])
    return tuple(_notice(folio, n, each, own=own) for n, (own, each) in enumerate(found, start=1))


def _is_own(folio: Folio, corrected: Corrected) -> bool:
    return folio.path == f"sources/{corrected.source.id}"


def _notice(folio: Folio, number: int, corrected: Corrected, *, own: bool) -> Notice:
    scribe, source, correction = folio.scribe, corrected.source, corrected.correction
    catalog = scribe.catalog
    id_ = folio.id(f"notice-{number}")  # a source that is withheld is named nowhere
    if policy_of(source, preview=scribe.briefing.preview) == "none":
        said = catalog.text(f"notice.withheld-{correction.kind}")
        # Its own page has never said what rests on it.
        claims = (None, True, ()) if own else _claims(folio, corrected, {}, own=own)
        return Notice(id_, said, None, None, (), catalog.direction, None, None, *claims)
    # A page does not lead to itself.
    title = Chip(source.title[scribe.lang]) if own else folio.title(source)
    return Notice(
        id_,
        catalog.text(f"notice.{correction.kind}", date=catalog.date(correction.date)),
        folio.chip(source.publisher.id),
        title,
        tuple(catalog.paragraphs(said.first, said.last) for said in correction.paragraphs),
        catalog.direction,
        correction.text[scribe.lang],
        correction.url,
        *_claims(folio, corrected, corrected.without, own=own),
    )


def _claims(
    folio: Folio, corrected: Corrected, without: Mapping[str, Standing], *, own: bool
) -> tuple[str, bool, tuple[RestingClaim, ...]]:
    """The claims of a page that rest on it in reading order, before that their number and FEW."""
    catalog = folio.scribe.catalog
    claims = tuple(
        _claim(folio, id_, without.get(id_))
        for id_ in folio.scribe.briefing.order
        if id_ in corrected.claims and (own or id_ in folio.shown)
    )
    if not claims:
        return catalog.text("notice.none"), True, ()
    key = "notice.claims-of-paragraphs" if corrected.correction.paragraphs else "notice.claims"
    return catalog.count(key, len(claims)), len(claims) <= FEW, claims


def _claim(folio: Folio, id_: str, without: Standing | None) -> RestingClaim:
    scribe = folio.scribe
    return RestingClaim(
        folio.url(f"claims/{id_}"),
        scribe.briefing.index.claims[id_].text[scribe.lang],
        folio.badge(id_),
        badge_of(scribe.catalog, without) if without else None,
    )
