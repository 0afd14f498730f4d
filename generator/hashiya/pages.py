"""The site: a briefing → pages of HTML in memory, with their headings, ids, links, search records.

Which pages there are is decided here; what stands on them, in `views`; where it stands, in
`templates/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from types import MappingProxyType

import jinja2
from markupsafe import Markup

from hashiya.account import Entry, account_of, earlier_editions, edition_line
from hashiya.briefing import Briefing, entities_of_kind, policy_of
from hashiya.catalog import Catalog
from hashiya.chains import strands_of
from hashiya.changes import History
from hashiya.disputes import Dispute, disputes_of, place_pairs, place_question
from hashiya.dossier import dossier_values
from hashiya.grids import (
    compose_agreement,
    compose_matrix,
    grid_pages,
)
from hashiya.index import Claim, Entity, Index, Source, Tombstone
from hashiya.insets import inset_values
from hashiya.mentions import names_of
from hashiya.notices import notices_of
from hashiya.plates import Leaf, leaves_of, plate_paths
from hashiya.prose import (
    INSETS,
    parse_prose,
    render_note,
    rewrite_citations,
    rewrite_insets,
    under_title,
)
from hashiya.related import SUBJECTS, Related, related_claims
from hashiya.seeds import SeedFile
from hashiya.standing import Pair, Quantity
from hashiya.views import (
    Badge,
    Card,
    Chip,
    ClaimLine,
    Folio,
    Key,
    Memory,
    Scribe,
    origin_name,
    plain,
    shown_paragraph_text,
)

DESCRIPTION_WIDTH = 160
"""Code points of a page's description: what search engines show of it."""

CRUMB_WIDTH = 48
"""Code points of a page's name at the end of the way down to it: it stands below in full."""

MOST_CONNECTED = 8
"""How many entities an entity's page names that share claims with it."""

GROUPS = ("read", "figures", "claims", "look-up", "sources")
"""The groups of the navigation in their order; pages by hand stand in the first."""

# Which group a generated list is in. The kinds of entities are in "look-up".
LISTS = (
    ("claims", ("standing", "disagreements", "quantities", "claims")),
    ("sources", ("sources", "changes", "rules")),
)

LEAST_IMPORTANT = 3
"""The last of the grades that a claim's `importance` has, from 1."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the first, for the table of contents: level 2 to 4."""

    level: int
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """A place that can be found: `anchor` "" is the page itself; plain text without markup.

    A line of `text` is shown as one, in the direction of its own language.
    `kind` says what it is where its title doesn't; `badge` is HTML, a claim's status as on pages.
    `names` are all that the page may be called, in any language: who types one means this page.
    Of what is found alike, the heavier comes first: an entity weighs the claims about it, a claim
    its importance.
    """

    anchor: str
    title: str
    text: str
    kind: str = ""
    badge: str = ""
    names: tuple[str, ...] = ()
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """An internal link that a page makes: to a page of the site, `anchor` "" or an id on it."""

    lang: str
    path: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page: `path` without language prefix and slashes at the ends; "" is the home page.

    `html` is a fragment with its h1 and without an empty line, its links relative, with directory
    URLs. `section` is the first segment of the path. A `wide` page takes the room beside it too.
    """

    lang: str
    path: str
    title: str
    description: str
    html: str
    headings: tuple[Heading, ...]
    ids: frozenset[str]
    links: tuple[Link, ...]
    search: tuple[SearchRecord, ...]
    section: str
    wide: bool = False


@dataclass(frozen=True, slots=True)
class NavEntry:
    """An entry of the navigation: what it is called, the path of its page, the group it is in."""

    title: str
    path: str
    group: str


@dataclass(frozen=True, slots=True)
class Site:
    """All that an engine needs: texts by language, and the generated pages, sorted.

    `languages` has the one at the root first; `pages` are sorted by language and path; `nav` holds
    the generated index pages in order; `banner` is empty unless this is a preview; `edition` names
    the edition and up to when it knows anything.
    """

    title: Mapping[str, str]
    edition: Mapping[str, str]
    languages: tuple[str, ...]
    directions: Mapping[str, str]
    language_names: Mapping[str, str]
    pages: tuple[Page, ...]
    preview: bool
    banner: Mapping[str, str]
    nav: Mapping[str, tuple[NavEntry, ...]]


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule as readers see it; its documentation is written in English only."""

    code: str
    name: str
    severity: str
    documentation: str


@dataclass(frozen=True, slots=True)
class Press:
    """A briefing with everything that writing its pages takes; made once a build."""

    briefing: Briefing
    scribes: Mapping[str, Scribe]
    templates: jinja2.Environment
    rules: tuple[RuleText, ...]
    history: History
    related: Mapping[str, tuple[Related, ...]]


def make_press(
    briefing: Briefing,
    catalogs: Mapping[str, Catalog],
    rules: tuple[RuleText, ...],
    history: History,
) -> Press:
    """Everything that writing the pages of a briefing takes."""
    index = briefing.index
    scribes = {
        lang: Scribe(briefing, lang, catalogs[lang], names_of(index, lang), Memory())
        for lang in index.head.languages
    }
    return Press(
        briefing, MappingProxyType(scribes), environment(), rules, history, related_claims(briefing)
    )


def environment() -> jinja2.Environment:
    """The templates: autoescape on, an undefined name an error.

    Their global `once(key, macro, …)` places a macro's output for the shapes of one key, and
    renders it the first time only.
    """
    rendered: dict[tuple[str, Key], Markup] = {}

    def once(key: Key, macro: jinja2.runtime.Macro, *arguments: object) -> Markup:
        place = (macro.name, key)
        if place not in rendered:
            rendered[place] = Markup(macro(*arguments))  # noqa: S704 (a macro escapes)
        return rendered[place]

    made = jinja2.Environment(
        loader=jinja2.PackageLoader("hashiya", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["once"] = once
    return made


def make_site(press: Press) -> Site:
    """The whole generated site, in every language."""
    briefing = press.briefing
    head = briefing.index.head
    languages = head.languages
    pages = [page for lang in languages for page in _pages(press, press.scribes[lang])]
    place = {lang: number for number, lang in enumerate(languages)}
    pages.sort(key=lambda page: (place[page.lang], page.path))
    catalogs = {lang: press.scribes[lang].catalog for lang in languages}
    return Site(
        MappingProxyType({lang: head.title[lang] for lang in languages}),
        MappingProxyType(
            {
                lang: edition_line(catalogs[lang], head.edition_number, head.as_of)
                for lang in languages
            }
        ),
        languages,
        MappingProxyType({lang: catalogs[lang].direction for lang in languages}),
        MappingProxyType({lang: catalogs[lang].endonym for lang in languages}),
        tuple(pages),
        briefing.preview,
        MappingProxyType(
            {
                lang: catalogs[lang].text("site.preview") if briefing.preview else ""
                for lang in languages
            }
        ),
        MappingProxyType({lang: _navigation(press.scribes[lang]) for lang in languages}),
    )


def _navigation(scribe: Scribe) -> tuple[NavEntry, ...]:
    catalog, kinds = scribe.catalog, scribe.briefing.index.head.kinds.values()
    entries = [
        *(
            NavEntry(catalog.text(f"figure.{path}"), path, "figures")
            for path in plate_paths(scribe)
        ),
        *(
            NavEntry(catalog.text(f"page.{path}"), path, "figures")
            for path in grid_pages(scribe.briefing)
        ),
        *(NavEntry(kind.label[scribe.lang], kind.path, "look-up") for kind in kinds),
        *(
            NavEntry(catalog.text(f"page.{path}"), path, group)
            for group, paths in LISTS
            for path in paths
        ),
    ]
    return tuple(sorted(entries, key=lambda entry: GROUPS.index(entry.group)))


def render_prose(press: Press, lang: str, path: str, markdown: str) -> str:
    """A hand-written page's Markdown with its calls and notes as HTML.

    `path` is that of the page, as in `Page.path`; `markdown` is without front matter. The page's
    own footnotes are numbered apart, with an asterisk, and stand below the others.
    """
    folio = Folio(press.scribes[lang], path)
    own = parse_prose(SeedFile(path, markdown), lang, path).own
    claims = press.briefing.index.claims
    macros = press.templates.get_template("macros.html").module
    own_calls: dict[str, int] = {}

    def replace(label: str) -> str | None:
        if label in claims:
            return "".join(str(macros.call(ref)) for ref in folio.cite_claim(label))  # type: ignore[attr-defined]
        if label in own:
            own_calls[label] = own_calls.get(label, 0) + 1
            number = list(own_calls).index(label) + 1
            return str(macros.own_call(number, own_calls[label], folio.scribe.catalog.text))  # type: ignore[attr-defined]
        return None

    body = rewrite_insets(
        rewrite_citations(markdown, replace), lambda name: render_inset(press, folio, name)
    )
    written: dict[str, Markup] = {}
    while len(written) < len(own_calls):  # a note may call another, and cite claims
        label = list(own_calls)[len(written)]
        written[label] = Markup(render_note(own[label], replace))  # noqa: S704 (it is escaped there)
    own_notes = tuple(
        (number, text, tuple(range(1, own_calls[label] + 1)))
        for number, (label, text) in enumerate(written.items(), start=1)
    )
    if notices := _notices(press, folio):
        body = under_title(body, notices)
    notes = press.templates.get_template("prose_notes.html").render(
        notes=folio.notes(),
        own_notes=own_notes,
        t=folio.scribe.catalog.text,
    )
    return f"{body.rstrip()}\n\n{_without_empty_lines(notes)}\n" if notes.strip() else body


def render_inset(press: Press, folio: Folio, name: str) -> Markup:
    """An inset as HTML without an empty line."""
    catalog = folio.scribe.catalog
    html = press.templates.get_template(f"inset_{name}.html").render(
        **inset_values(folio, name), t=catalog.text
    )
    return Markup(_without_empty_lines(html))  # noqa: S704 (its template escapes)


@dataclass(frozen=True, slots=True)
class Way:
    """How one gets to a page: what stands above it, the home page left out, and what beside it.

    `before` and `after` are None at the ends of the row, which `row` names.
    """

    above: tuple[Chip, ...] = ()
    before: Chip | None = None
    after: Chip | None = None
    row: str = ""


Beside = tuple[str | None, str | None]
"""The ids before and after another in their row."""


def trail_of(press: Press, lang: str, path: str, title: str) -> str:
    """The way down to a hand-written page, as HTML; `path` as in `Page.path`."""
    return _trail(press, Folio(press.scribes[lang], path), title, Way())


def _trail(press: Press, folio: Folio, title: str, way: Way) -> str:
    catalog = folio.scribe.catalog
    home = Chip(catalog.text("site.home"), folio.url(""))
    macros = press.templates.get_template("finding.html").module
    return str(
        macros.trail(  # type: ignore[attr-defined]
            (home, *way.above), shorten(title, CRUMB_WIDTH), catalog.text("way.trail")
        )
    )


def _neighbours(press: Press, folio: Folio, way: Way) -> str:
    if not (way.before or way.after):
        return ""
    catalog = folio.scribe.catalog
    macros = press.templates.get_template("finding.html").module
    label = catalog.text("way.beside", row=way.row)
    return str(macros.neighbours(way.before, way.after, label, catalog.text))  # type: ignore[attr-defined]


def _in_a_row(ids: Iterable[str]) -> Iterator[tuple[str, Beside]]:
    """Each id with those before and after it."""
    row = tuple(ids)
    befores, afters = (None, *row)[: len(row)], (*row[1:], None)[: len(row)]
    return zip(row, zip(befores, afters, strict=True), strict=True)


def _way(above: Chip, beside: Beside, chip: Callable[[str], Chip]) -> Way:
    """The way to one of a row: `above` is the page that lists it."""
    before, after = (chip(id_) if id_ is not None else None for id_ in beside)
    return Way((above,), before, after, above.text)


def _pages(press: Press, scribe: Scribe) -> list[Page]:
    briefing = scribe.briefing
    index = briefing.index
    pages = [
        _claims_page(press, scribe),
        _sources_page(press, scribe),
        _disagreements_page(press, scribe),
        _quantities_page(press, scribe),
        _standing_page(press, scribe),
        _changes_page(press, scribe),
        _rules_page(press, scribe),
        *(_plate_page(press, leaf) for leaf in leaves_of(scribe)),
    ]
    makers = {"who-is-where": _matrix_page, "agreement": _agreement_page}
    pages += [makers[path](press, scribe) for path in grid_pages(briefing)]
    if (scribe.lang, "index.md") not in index.prose:
        pages.append(_home_page(press, scribe))
    pages += [_kind_page(press, scribe, kind) for kind in index.head.kinds]
    for kind in index.head.kinds:
        row = (e.id for e in entities_of_kind(index, kind) if briefing.has_page(e.id))
        pages += [
            _entity_page(press, scribe, index.entities[id_], beside)
            for id_, beside in _in_a_row(row)
        ]
    pages += [_claim_page(press, scribe, *each) for each in _in_a_row(briefing.order)]
    withheld = {
        id_
        for id_, source in index.sources.items()
        if policy_of(source, preview=briefing.preview) == "none"
    }
    pages += [_withheld_page(press, scribe, id_) for id_ in withheld]
    pages += [
        _source_page(press, scribe, index.sources[id_], beside)
        for id_, beside in _in_a_row(id_ for id_ in index.sources if id_ not in withheld)
    ]
    pages += [
        _tombstone_page(press, scribe, tombstone, folder)
        for tombstone in index.tombstones.values()
        for folder in _folders_of(index, tombstone)
    ]
    return pages


def _finish(
    press: Press,
    folio: Folio,
    template: str,
    title: str,
    description: str,
    search: tuple[SearchRecord, ...],
    way: Way,
    **values: object,
) -> Page:
    """Renders a template and gathers what the page's folio remembers."""
    html = _trail(press, folio, title, way) + "\n" if folio.path else ""
    html += press.templates.get_template(template).render(
        title=title,
        f=folio,
        t=folio.scribe.catalog.text,
        n=folio.scribe.catalog.number,
        count=folio.scribe.catalog.count,
        lang=folio.scribe.lang,
        notices=_notices(press, folio),
        **values,
    )
    html += "\n" + _neighbours(press, folio, way)
    lang = folio.scribe.lang
    return Page(
        lang,
        folio.path,
        title,
        shorten(description, DESCRIPTION_WIDTH),
        _without_empty_lines(html),
        tuple(Heading(level, id_, text) for level, id_, text in folio.headings),
        frozenset(folio.ids),
        tuple(Link(lang, path, anchor) for path, anchor in folio.links),
        search,
        folio.path.partition("/")[0],
    )


def _notices(press: Press, folio: Folio) -> Markup:
    """The notices of a page whose claims are all placed, as HTML without an empty line."""
    notices = notices_of(folio)
    if not notices:
        return Markup("")
    macros = press.templates.get_template("notices.html").module
    html = str(macros.notices(notices, folio.scribe.catalog.text))  # type: ignore[attr-defined]
    return Markup(_without_empty_lines(html))  # noqa: S704 (its template escapes)


def _without_empty_lines(html: str) -> str:
    return "\n".join(line.strip() for line in html.split("\n") if line.strip())


def shorten(text: str, width: int) -> str:
    """`text` cut at a word's end to at most `width` code points, with … where it was cut."""
    if len(text) <= width:
        return text
    return f"{text[: width - 1].rpartition(' ')[0] or text[: width - 1]}…"


def _plate_page(press: Press, leaf: Leaf) -> Page:
    search = tuple(SearchRecord(*record) for record in leaf.search)
    page = _finish(
        press,
        leaf.folio,
        leaf.template,
        leaf.title,
        leaf.intro,
        search,
        Way(),
        intro=leaf.intro,
        **leaf.values,
    )
    return replace(page, wide=True)


# --- pages ----------------------------------------------------------------------------------------


def _entity_page(press: Press, scribe: Scribe, entity: Entity, beside: Beside) -> Page:
    briefing, lang = scribe.briefing, scribe.lang
    index = briefing.index
    folio = Folio(scribe, f"{index.head.kinds[entity.kind.id].path}/{entity.id}")
    kind = index.head.kinds[entity.kind.id]
    summary = folio.cited_runs(entity.summary[lang]) if entity.summary else ()
    claims = tuple(folio.claim_line(id_) for id_ in briefing.claims_about.get(entity.id, ()))
    joined = tuple(
        (folio.chip(id_), scribe.catalog.count("count.shared-claims", count))
        for id_, count in islice(
            (each for each in briefing.joined.get(entity.id, ()) if briefing.has_page(each[0])),
            MOST_CONNECTED,
        )
    )
    sources = tuple(
        (folio.title(index.sources[id_]), scribe.catalog.count("count.passages", count))
        for id_, count in briefing.sources_about.get(entity.id, ())
        if policy_of(index.sources[id_], preview=briefing.preview) != "none"
    )
    disputes = tuple(
        place_question(folio, each) for each in disputes_of(_rivals(briefing, entity.id))
    )
    distinctions = place_pairs(folio, _distinctions(briefing, entity.id))
    said = tuple(
        folio.card(index.claims[id_].evidence[number - 1])
        for id_, number in briefing.said_by.get(entity.id, ())
        if briefing.passages[id_, number].shown == "words"
    )
    name = entity.name[lang]
    description = (
        plain(entity.summary[lang])
        if entity.summary
        else (f"{name}: {entity.role[lang]}" if entity.role else f"{name}, {kind.one[lang]}")
    )
    names = (*entity.name.values(), *(a for aliases in entity.aliases.values() for a in aliases))
    weight = len(briefing.claims_about.get(entity.id, ()))
    record = SearchRecord("", name, description, kind.one[lang], "", names, weight)
    return _finish(
        press,
        folio,
        "entity.html",
        name,
        description,
        (record,),
        _way(Chip(kind.label[lang], folio.url(kind.path)), beside, folio.chip),
        summary=summary,
        claims=claims,
        said=said,
        joined=joined,
        sources=sources,
        disputes=disputes,
        distinctions=distinctions,
        **_entity_facts(folio, entity),
    )


def _entity_facts(folio: Folio, entity: Entity) -> dict[str, object]:
    """What the head of an entity's page places: what it is, of what, when and where."""
    scribe = folio.scribe
    briefing, lang = scribe.briefing, scribe.lang
    kind = briefing.index.head.kinds[entity.kind.id]
    place = entity.place
    return {
        "entity": entity,
        "kind": kind,
        "other_names": _other_names(scribe, entity),
        "aliases": tuple(
            (other, scribe.direction(other), text)
            for other in scribe.briefing.index.head.languages
            for text in entity.aliases.get(other, ())
        ),
        "date": scribe.date(entity.date),
        "part_of": folio.chip(entity.part_of.id) if entity.part_of else None,
        "members": tuple(folio.chip(id_) for id_ in briefing.members.get(entity.id, ())),
        "speaks_for": folio.chip(entity.speaks_for.id) if entity.speaks_for else None,
        "role": entity.role[lang] if entity.role else None,
        "page_dir": scribe.catalog.direction,
        "precision": scribe.catalog.text(f"precision.{place.precision}") if place else None,
    }


def _other_names(scribe: Scribe, entity: Entity) -> tuple[tuple[str, str, str], ...]:
    """An entity's names in the other languages: language, direction, name."""
    return tuple(
        (other, scribe.direction(other), text)
        for other, text in entity.name.items()
        if other != scribe.lang
    )


def _rivals(briefing: Briefing, entity: str) -> tuple[Pair, ...]:
    """The pairs of claims that conflict, one of them at least about an entity, each pair once."""
    found = {
        (pair.a, pair.b): pair
        for id_ in briefing.claims_about.get(entity, ())
        for _, pair in briefing.conflicts_of.get(id_, ())
    }
    return tuple(found.values())


def _distinctions(briefing: Briefing, entity: str) -> tuple[Pair, ...]:
    """The pairs of claims that only seem to conflict, both of them about an entity.

    Both, unlike with conflicts: a reader of this page can't take for a contradiction what isn't
    on it.
    """
    about = briefing.claims_about.get(entity, ())
    return tuple(each for each in briefing.distinctions if each.a in about and each.b in about)


def _kind_page(press: Press, scribe: Scribe, kind_id: str) -> Page:
    briefing, lang = scribe.briefing, scribe.lang
    kind = briefing.index.head.kinds[kind_id]
    folio = Folio(scribe, kind.path)
    rows = tuple(
        (
            folio.chip(entity.id),
            entity.role[lang] if entity.role else None,
            scribe.date(entity.date),
            scribe.catalog.count("count.claims", len(briefing.claims_about.get(entity.id, ()))),
            _other_names(scribe, entity),
        )
        for entity in entities_of_kind(briefing.index, kind_id)
    )
    title = kind.label[lang]
    return _finish(
        press,
        folio,
        "kind.html",
        title,
        f"{title}: {briefing.index.head.title[lang]}",
        (SearchRecord("", title, " · ".join(row[0].text for row in rows), names=(title,)),),
        Way(),
        kind=kind,
        rows=rows,
    )


def _claim_page(press: Press, scribe: Scribe, id_: str, beside: Beside) -> Page:
    briefing, lang = scribe.briefing, scribe.lang
    index = briefing.index
    claim = index.claims[id_]
    folio = Folio(scribe, f"claims/{id_}")
    text = claim.text[lang]
    cards = tuple(folio.card(evidence) for evidence in claim.evidence)
    conflicts = (pair for _, pair in briefing.conflicts_of.get(id_, ()))
    disputes = tuple(place_question(folio, each, here=id_) for each in disputes_of(conflicts))
    badge = folio.badge(id_)
    return _finish(
        press,
        folio,
        "claim.html",
        shorten(text, 80),
        text,
        _claim_records(folio, claim, cards, _badge_markup(press, badge)),
        _claim_way(folio, beside),
        related=_related_rows(folio, press.related[id_]),
        claim=claim,
        runs=folio.runs(text),
        cards=cards,
        badge=badge,
        strands=strands_of(folio, id_),
        support=folio.support(claim),
        date=scribe.date(claim.date),
        about=tuple(folio.chip(ref.id) for ref in claim.about),
        values=tuple(folio.number(value) for value in claim.values),
        disputes=disputes,
        distinctions=folio.others(briefing.distinct_from.get(id_, ())),
        **_claim_facts(folio, claim),
    )


def _claim_facts(folio: Folio, claim: Claim) -> dict[str, object]:
    """What follows for a claim from its evidence, from other claims and from a judgement."""
    scribe, catalog = folio.scribe, folio.scribe.catalog
    briefing = scribe.briefing
    standing = briefing.derived.standings[claim.id]
    hidden = any(
        briefing.passages[claim.id, each.number].shown == "none" for each in claim.evidence
    )
    origins, deniers = (
        catalog.joined([origin_name(scribe, origin) for origin in side]) if side else None
        for side in (((), ()) if hidden else (standing.supporting, standing.disputing))
    )
    judgement = claim.judgement
    return {
        "supersedes": tuple(
            folio.claim_line(ref.id) for ref in claim.supersedes if ref.id in briefing.index.claims
        ),
        "superseded_by": tuple(
            folio.claim_line(other) for other in briefing.superseded_by.get(claim.id, ())
        ),
        "origins": origins,
        "deniers": deniers,
        "judgement": judgement,
        "judged_on": scribe.date(judgement.date) if judgement else None,
        "confidence": catalog.text(f"confidence.{judgement.confidence}") if judgement else None,
        "importance": catalog.text(f"importance.{claim.importance}"),
    }


def _related_rows(
    folio: Folio, related: Iterable[Related]
) -> tuple[tuple[ClaimLine, str, str], ...]:
    """Related claims: the line of each, its words, and why it is related."""
    scribe, rows = folio.scribe, []
    entities = scribe.briefing.index.entities
    for each in related:
        why = []
        if each.paragraphs:
            why.append(scribe.catalog.count("related.paragraphs", each.paragraphs))
        if len(each.subjects) >= SUBJECTS:
            names = tuple(entities[id_].name[scribe.lang] for id_ in each.subjects)
            why.append(scribe.catalog.text("related.subjects", names=scribe.catalog.joined(names)))
        line = folio.claim_line(each.claim, cite=False, shown=False)
        text = scribe.briefing.index.claims[each.claim].text[scribe.lang]
        rows.append((line, text, f"{scribe.catalog.text('related.and')} ".join(why)))
    return tuple(rows)


def _badge_markup(press: Press, badge: Badge) -> str:
    """A status as pages show it, for a place where no template is."""
    macros = press.templates.get_template("macros.html").module
    return str(macros.badge(badge))  # type: ignore[attr-defined]


def _claim_records(
    folio: Folio, claim: Claim, cards: Iterable[Card], badge: str
) -> tuple[SearchRecord, ...]:
    """A claim, and the quotations it rests on: found by their words and by their translation."""
    scribe = folio.scribe
    records = [
        SearchRecord(
            "",
            claim.text[scribe.lang],
            "",
            scribe.catalog.text("found.claim"),
            badge,
            weight=LEAST_IMPORTANT - claim.importance,
        )
    ]
    for evidence, card in zip(claim.evidence, cards, strict=True):
        if card.words and card.reference:
            where = card.reference.locator
            records.append(
                SearchRecord(
                    f"evidence-{evidence.number}",
                    f"{where.source} {where.paragraph}",
                    "\n".join(filter(None, (card.words.gloss, card.words.quote))),
                    scribe.catalog.text("found.quotation"),
                )
            )
    return tuple(records)


def _claim_way(folio: Folio, beside: Beside) -> Way:
    scribe = folio.scribe
    claims = scribe.briefing.index.claims

    def chip(id_: str) -> Chip:
        sentence = shorten(claims[id_].text[scribe.lang], DESCRIPTION_WIDTH // 2)
        return Chip(sentence, folio.url(f"claims/{id_}"))

    return _way(Chip(scribe.catalog.text("page.claims"), folio.url("claims")), beside, chip)


def _claims_page(press: Press, scribe: Scribe) -> Page:
    folio = Folio(scribe, "claims")
    lines = tuple(folio.claim_line(id_, cite=False) for id_ in scribe.briefing.order)
    gone = tuple(
        (folio.url(f"claims/{t.id}"), t.id, t.reason[scribe.lang])
        for t in scribe.briefing.index.tombstones.values()
        if t.namespace == "claim"
    )
    return _list_page(
        press,
        folio,
        "claims",
        "claims.html",
        lines=lines,
        gone=gone,
        total=scribe.catalog.count("count.claims", len(lines)),
    )


def _list_page(
    press: Press,
    folio: Folio,
    key: str,
    template: str,
    search: tuple[SearchRecord, ...] = (),
    **values: object,
) -> Page:
    catalog = folio.scribe.catalog
    title, intro = catalog.text(f"page.{key}"), catalog.text(f"page.{key}.intro")
    return _finish(
        press,
        folio,
        template,
        title,
        intro,
        (SearchRecord("", title, intro, names=(title,)), *search),
        Way(),
        intro=intro,
        **values,
    )


def _withheld_page(press: Press, scribe: Scribe, source: str) -> Page:
    folio, title = Folio(scribe, f"sources/{source}"), scribe.catalog.text("source.withheld")
    way = Way((Chip(scribe.catalog.text("page.sources"), folio.url("sources")),))
    return _finish(press, folio, "withheld.html", title, title, (), way)


def _source_page(press: Press, scribe: Scribe, source: Source, beside: Beside) -> Page:
    briefing, catalog, lang = scribe.briefing, scribe.catalog, scribe.lang
    folio = Folio(scribe, f"sources/{source.id}")
    policy = policy_of(source, preview=briefing.preview)
    paragraphs = briefing.paragraphs[source.id]
    numbering = briefing.numbering(source.id)
    title = source.title[lang]
    publisher = folio.chip(source.publisher.id)
    records = tuple(
        SearchRecord(
            numbering.id(shown.n),
            f"{publisher.text} {catalog.paragraph(shown.n)}",
            shown_paragraph_text(shown.pieces),
        )
        for shown in paragraphs
        if shown.pieces
    )
    return _finish(
        press,
        folio,
        "source.html",
        title,
        catalog.text("source.description", title=title),
        (
            SearchRecord("", title, publisher.text, catalog.text("found.source")),
            *records,
        ),
        _way(
            Chip(catalog.text("page.sources"), folio.url("sources")),
            beside,
            lambda other: folio.title(briefing.index.sources[other]),
        ),
        source=source,
        policy=catalog.text(f"policy.{policy}"),
        publisher=publisher,
        source_dir=scribe.direction(source.lang),
        page_dir=catalog.direction,
        **dossier_values(folio, source),
        published=scribe.date(source.published),
        retrieved=scribe.date(source.retrieved),
        original=source.title.get(source.lang) if source.lang != lang else None,
        cited=catalog.count("count.paragraphs-cited", sum(bool(s.claims) for s in paragraphs)),
        total=catalog.count("count.paragraphs", len(paragraphs)),
        language=catalog.language_name(source.lang),
        reliability=catalog.text(f"reliability.{source.reliability.lower()}")
        if source.reliability
        else catalog.text("source.reliability-unsaid"),
    )


def _sources_page(press: Press, scribe: Scribe) -> Page:
    briefing, catalog = scribe.briefing, scribe.catalog
    folio = Folio(scribe, "sources")
    rows = []
    withheld = 0
    for source in briefing.index.sources.values():
        if policy_of(source, preview=briefing.preview) == "none":
            withheld += 1
            continue
        published = scribe.date(source.published)
        resting = {id_ for shown in briefing.paragraphs[source.id] for id_ in shown.claims}
        rows.append(
            (
                folio.title(source),
                folio.chip(source.publisher.id),
                published.text if published else catalog.text("note.undated"),
                catalog.count("count.paragraphs", len(source.article.paragraphs)),
                catalog.count("count.claims", len(resting)),
                scribe.correction(source.correction) if source.correction else None,
            )
        )
    return _list_page(
        press,
        folio,
        "sources",
        "sources.html",
        rows=tuple(rows),
        withheld=catalog.count("count.withheld", withheld) if withheld else None,
    )


def _disagreements_page(press: Press, scribe: Scribe) -> Page:
    briefing = scribe.briefing
    folio = Folio(scribe, "disagreements")
    disputes = sorted(disputes_of(briefing.conflicts), key=_size, reverse=True)
    rows = tuple(place_question(folio, each) for each in disputes)
    both = tuple(
        folio.claim_line(id_)
        for id_ in briefing.order
        if briefing.derived.standings[id_].supporting and briefing.derived.standings[id_].disputing
    )
    distinctions = place_pairs(folio, briefing.distinctions)
    return _list_page(
        press,
        folio,
        "disagreements",
        "disagreements.html",
        rows=rows,
        both=both,
        distinctions=distinctions,
        total=scribe.catalog.count("count.pairs", len(distinctions)),
        asked=scribe.catalog.count("count.questions", len(rows)),
        unsaid=scribe.catalog.text("dispute.unsaid"),
    )


def _size(dispute: Dispute) -> int:
    """How many claims part over a question: where most do is what a reader asks first."""
    return sum(map(len, dispute.columns))


def _quantities_page(press: Press, scribe: Scribe) -> Page:
    briefing = scribe.briefing
    folio = Folio(scribe, "quantities")
    standings = briefing.derived.standings
    # What several origins give comes first: it is what a reader can build on.
    ranked = sorted(
        briefing.derived.quantities,
        key=lambda each: -max(len(standings[value.claim].supporting) for value in each.values),
    )
    groups = tuple(_quantity_group(folio, quantity) for quantity in ranked)
    return _list_page(press, folio, "quantities", "quantities.html", groups=groups)


def _quantity_group(folio: Folio, quantity: Quantity) -> tuple[object, ...]:
    """What the page of quantities places of one: its name, its id, of what it is, its rows."""
    name, of = folio.quantity_name(quantity.id), folio.chip(quantity.of)
    id_ = f"q-{quantity.id}-{quantity.of}"
    folio.heading_text(f"{name}: {of.text}", id_)
    rows = tuple((folio.number(v), folio.claim_line(v.claim)) for v in quantity.values)
    return name, id_, of, rows


def _matrix_page(press: Press, scribe: Scribe) -> Page:
    folio = Folio(scribe, "who-is-where")
    matrix = compose_matrix(folio)
    left_out = scribe.catalog.count("matrix.left-out", len(matrix.left_out))
    return _list_page(press, folio, "who-is-where", "matrix.html", matrix=matrix, left_out=left_out)


def _agreement_page(press: Press, scribe: Scribe) -> Page:
    folio = Folio(scribe, "agreement")
    agreement = compose_agreement(folio)
    return _list_page(
        press,
        folio,
        "agreement",
        "agreement.html",
        tuple(
            SearchRecord(each.id, each.text, ". ".join(answer.text for answer in each.answers))
            for each in agreement.questions
        ),
        agreement=agreement,
    )


def _standing_page(press: Press, scribe: Scribe) -> Page:
    briefing = scribe.briefing
    folio = Folio(scribe, "standing")
    groups = []
    for key, statuses in (
        ("known", ("corroborated",)),
        ("one-side", ("single-origin",)),
        ("disputed", ("contested", "denied")),
        ("set-aside", ("superseded", "withdrawn", "unsupported")),
    ):
        found = tuple(
            id_ for id_ in briefing.order if briefing.derived.standings[id_].status in statuses
        )
        if found:
            title = folio.heading(f"standing.{key}", key)
            lines = tuple(folio.claim_line(id_) for id_ in found)
            groups.append(
                (
                    key,
                    title,
                    scribe.catalog.text(f"standing.{key}.intro"),
                    lines,
                    scribe.catalog.count("count.claims", len(lines)),
                )
            )
    return _list_page(press, folio, "standing", "standing.html", groups=tuple(groups))


def _changes_page(press: Press, scribe: Scribe) -> Page:
    """What changed since the last edition on record; what stands is shown as on any list."""
    history, catalog = press.history, scribe.catalog
    folio = Folio(scribe, "changes")
    account = account_of(history.changes, catalog) if history.changes else None
    sections = account.sections if account else ()
    entries = [entry for section in sections for entry in section.entries]
    first = history.current.edition == 1
    return _list_page(
        press,
        folio,
        "changes",
        "changes.html",
        tuple(_entry_record(entry) for entry in entries),
        account=account,
        sections=sections,
        lines={entry.id: folio.claim_line(entry.id) for entry in entries if entry.living},
        nothing=catalog.text("changes.first" if first else "changes.no-record"),
        current=edition_line(catalog, history.current.edition, history.current.as_of),
        earlier=earlier_editions(history, catalog),
    )


def _entry_record(entry: Entry) -> SearchRecord:
    """A claim that changed, to be found by its words, those of before among them."""
    was = [
        "".join(part.text for part in line.parts)
        for aspect in entry.aspects
        for line in aspect.lines
        if line.sentence
    ]
    return SearchRecord(
        f"change-{entry.id}", shorten(entry.text, 80), " ".join(was or [entry.text])
    )


def _rules_page(press: Press, scribe: Scribe) -> Page:
    """What is checked, rule by rule, in the words that `hashiya explain` prints."""
    folio = Folio(scribe, "rules")
    rows = tuple(
        (
            folio.heading_text(f"{rule.code} {rule.name}", folio.id(rule.code.lower())),
            rule.code.lower(),
            scribe.catalog.text(f"severity.{rule.severity}"),
            tuple(_words_and_code(part) for part in rule.documentation.split("\n\n")),
        )
        for rule in press.rules
    )
    return _list_page(press, folio, "rules", "rules.html", rows=rows)


def _words_and_code(paragraph: str) -> tuple[tuple[str, bool], ...]:
    """A paragraph cut at its backticks: words, and whether they are code."""
    parts = " ".join(paragraph.split()).split("`")
    return tuple((part, bool(place % 2)) for place, part in enumerate(parts) if part)


def _home_page(press: Press, scribe: Scribe) -> Page:
    briefing, lang = scribe.briefing, scribe.lang
    folio = Folio(scribe, "")
    head = briefing.index.head
    first = tuple(
        folio.claim_line(id_)
        for id_ in briefing.order
        if briefing.index.claims[id_].importance == 1
    )
    title = head.title[lang]
    return _finish(
        press,
        folio,
        "home.html",
        title,
        title,
        (SearchRecord("", title, title),),
        Way(),
        first=first,
        **{name: render_inset(press, folio, name) for name in INSETS},
    )


def _folders_of(index: Index, tombstone: Tombstone) -> tuple[str, ...]:
    """Where the page of a withdrawn entry was: an entity's tombstone doesn't say of which kind."""
    if tombstone.namespace == "entity":
        return tuple(kind.path for kind in index.head.kinds.values())
    return ({"claim": "claims", "source": "sources"}[tombstone.namespace],)


def _tombstone_page(press: Press, scribe: Scribe, tombstone: Tombstone, folder: str) -> Page:
    folio = Folio(scribe, f"{folder}/{tombstone.id}")
    title = scribe.catalog.text("tombstone.title", id=tombstone.id)
    reason = tombstone.reason[scribe.lang]
    path = _path_instead(press.briefing, tombstone)
    return _finish(
        press,
        folio,
        "tombstone.html",
        title,
        reason,
        (SearchRecord("", title, reason),),
        Way((Chip(_list_title(scribe, folder), folio.url(folder)),)),
        reason=reason,
        retired=scribe.date(tombstone.retired),
        see=folio.url(path) if path else None,
        see_id=tombstone.see.id if tombstone.see else None,
    )


def _list_title(scribe: Scribe, folder: str) -> str:
    """What the page is called that lists what is in a folder."""
    for kind in scribe.briefing.index.head.kinds.values():
        if kind.path == folder:
            return kind.label[scribe.lang]
    return scribe.catalog.text(f"page.{folder}")


def _path_instead(briefing: Briefing, tombstone: Tombstone) -> str | None:
    """The page to see instead of a withdrawn entry's, or None where there is none."""
    see, index = tombstone.see, briefing.index
    if see is None:
        return None
    if tombstone.namespace == "entity":
        entity = index.entities.get(see.id)
        has_page = entity is not None and briefing.has_page(see.id)
        return f"{index.head.kinds[entity.kind.id].path}/{see.id}" if entity and has_page else None
    folder, living = (
        ("claims", index.claims) if tombstone.namespace == "claim" else ("sources", index.sources)
    )
    known = see.id in living or (tombstone.namespace, see.id) in index.tombstones
    return f"{folder}/{see.id}" if known else None
