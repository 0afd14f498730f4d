"""The site: a briefing → pages of HTML in memory, with their headings, ids, links, search records.

Which pages there are is decided here; what stands on them, in `views`; where it stands, in
`templates/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import jinja2
from markupsafe import Markup

from hashiya.account import Entry, account_of, earlier_editions, edition_line
from hashiya.briefing import Briefing, entities_of_kind, policy_of
from hashiya.catalog import Catalog
from hashiya.changes import History
from hashiya.grids import (
    AXIS_WIDTH,
    compose_agreement,
    compose_matrix,
    compose_rival_dates,
    grid_pages,
)
from hashiya.index import Entity, Index, Source, Tombstone
from hashiya.insets import inset_values
from hashiya.mentions import names_of
from hashiya.prose import parse_prose, render_note, rewrite_citations, rewrite_insets
from hashiya.seeds import SeedFile
from hashiya.standing import Pair, Quantity
from hashiya.views import (
    ClaimLine,
    Folio,
    Key,
    Memory,
    Scribe,
    origin_name,
    plain,
    shown_paragraph_text,
    spoken,
)

DESCRIPTION_WIDTH = 160
"""Code points of a page's description: what search engines show of it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the first, for the table of contents: level 2 to 4."""

    level: int
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """A place that can be found: `anchor` "" is the page itself; plain text without markup."""

    anchor: str
    title: str
    text: str


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
    URLs. `section` is the first segment of the path.
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


@dataclass(frozen=True, slots=True)
class NavEntry:
    """An entry of the navigation: what it is called and the path of its page."""

    title: str
    path: str


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
    return Press(briefing, MappingProxyType(scribes), environment(), rules, history)


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
    grids = grid_pages(scribe.briefing)
    listed = ("standing", "disagreements", "quantities", "claims", "sources", "changes", "rules")
    fixed = (*grids, *listed)
    return (
        *(NavEntry(kind.label[scribe.lang], kind.path) for kind in kinds),
        *(NavEntry(catalog.text(f"page.{path}"), path) for path in fixed),
    )


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
    ]
    makers = {"who-is-where": _matrix_page, "agreement": _agreement_page}
    pages += [makers[path](press, scribe) for path in grid_pages(briefing)]
    if (scribe.lang, "index.md") not in index.prose:
        pages.append(_home_page(press, scribe))
    pages += [_kind_page(press, scribe, kind) for kind in index.head.kinds]
    pages += [
        _entity_page(press, scribe, entity)
        for entity in index.entities.values()
        if briefing.has_page(entity.id)
    ]
    pages += [_claim_page(press, scribe, id_) for id_ in briefing.order]
    pages += [_source_page(press, scribe, source) for source in index.sources.values()]
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
    search: tuple[SearchRecord, ...] | Callable[[], tuple[SearchRecord, ...]],
    **values: object,
) -> Page:
    """Renders a template and gathers what the page's folio remembers."""
    html = press.templates.get_template(template).render(
        title=title,
        f=folio,
        t=folio.scribe.catalog.text,
        n=folio.scribe.catalog.number,
        count=folio.scribe.catalog.count,
        lang=folio.scribe.lang,
        **values,
    )
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
        search if isinstance(search, tuple) else search(),
        folio.path.partition("/")[0],
    )


def _without_empty_lines(html: str) -> str:
    return "\n".join(line.strip() for line in html.split("\n") if line.strip())


def shorten(text: str, width: int) -> str:
    """`text` cut at a word's end to at most `width` code points, with … where it was cut."""
    if len(text) <= width:
        return text
    return f"{text[: width - 1].rpartition(' ')[0] or text[: width - 1]}…"


def _line_record(line: ClaimLine, anchor: str = "") -> SearchRecord:
    text = spoken(line.runs)
    return SearchRecord(anchor, shorten(text, 80), text)


# --- pages ----------------------------------------------------------------------------------------


def _entity_page(press: Press, scribe: Scribe, entity: Entity) -> Page:
    briefing, lang = scribe.briefing, scribe.lang
    index = briefing.index
    folio = Folio(scribe, f"{index.head.kinds[entity.kind.id].path}/{entity.id}")
    kind = index.head.kinds[entity.kind.id]
    summary = folio.cited_runs(entity.summary[lang]) if entity.summary else ()
    claims = tuple(folio.claim_line(id_) for id_ in briefing.claims_about.get(entity.id, ()))
    joined = tuple(
        (folio.chip(id_), scribe.catalog.number(count))
        for id_, count in briefing.joined.get(entity.id, ())
        if briefing.has_page(id_)
    )
    sources = tuple(
        (folio.title(index.sources[id_]), scribe.catalog.count("count.passages", count))
        for id_, count in briefing.sources_about.get(entity.id, ())
        if policy_of(index.sources[id_], preview=briefing.preview) != "none"
    )
    disputes = _rows(folio, _rivals(briefing, entity.id))
    distinctions = _rows(folio, _distinctions(briefing, entity.id))
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
    names = " ".join(
        (*entity.name.values(), *(a for aliases in entity.aliases.values() for a in aliases))
    )
    return _finish(
        press,
        folio,
        "entity.html",
        name,
        description,
        (
            SearchRecord("", name, f"{names}. {description}"),
            *(_line_record(line, f"claim-{line.id}") for line in claims),
        ),
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
        "kind_href": folio.url(kind.path),
        "other_names": _other_names(scribe, entity),
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


def _rows(
    folio: Folio, pairs: Iterable[Pair]
) -> tuple[tuple[str | None, ClaimLine, ClaimLine], ...]:
    """Pairs side by side: what is said about each, and its two claims."""
    return tuple(
        (folio.at_issue(pair), folio.claim_line(pair.a), folio.claim_line(pair.b)) for pair in pairs
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
        (SearchRecord("", title, " ".join(row[0].text for row in rows)),),
        kind=kind,
        rows=rows,
    )


def _claim_page(press: Press, scribe: Scribe, id_: str) -> Page:
    briefing, lang, catalog = scribe.briefing, scribe.lang, scribe.catalog
    index = briefing.index
    claim = index.claims[id_]
    folio = Folio(scribe, f"claims/{id_}")
    standing = briefing.derived.standings[id_]
    text = claim.text[lang]
    cards = tuple(folio.card(evidence) for evidence in claim.evidence)
    disputes = folio.others(briefing.conflicts_of.get(id_, ()))
    hidden = any(
        briefing.passages[id_, evidence.number].shown == "none" for evidence in claim.evidence
    )
    origins, deniers = (
        catalog.joined([origin_name(scribe, origin) for origin in side]) if side else None
        for side in (((), ()) if hidden else (standing.supporting, standing.disputing))
    )
    quotes = tuple(
        SearchRecord(
            f"evidence-{e.number}",
            catalog.text("page.evidence-of", title=shorten(text, 60)),
            " — ".join(filter(None, (card.words.quote, card.words.gloss))),
        )
        for e, card in zip(claim.evidence, cards, strict=True)
        if card.words
    )
    return _finish(
        press,
        folio,
        "claim.html",
        shorten(text, 80),
        text,
        (SearchRecord("", shorten(text, 80), text), *quotes),
        claim=claim,
        runs=folio.runs(text),
        cards=cards,
        badge=folio.badge(id_),
        date=scribe.date(claim.date),
        about=tuple(folio.chip(ref.id) for ref in claim.about),
        values=tuple(folio.number(value) for value in claim.values),
        disputes=disputes,
        distinctions=folio.others(briefing.distinct_from.get(id_, ())),
        supersedes=tuple(
            folio.claim_line(ref.id) for ref in claim.supersedes if ref.id in index.claims
        ),
        superseded_by=tuple(
            folio.claim_line(other) for other in briefing.superseded_by.get(id_, ())
        ),
        origins=origins,
        deniers=deniers,
        judgement=claim.judgement,
        judged_on=scribe.date(claim.judgement.date) if claim.judgement else None,
        confidence=catalog.text(f"confidence.{claim.judgement.confidence}")
        if claim.judgement
        else None,
        importance=catalog.text(f"importance.{claim.importance}"),
        claims_href=folio.url("claims"),
    )


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
        (SearchRecord("", title, intro), *search),
        intro=intro,
        **values,
    )


def _source_page(press: Press, scribe: Scribe, source: Source) -> Page:
    briefing, catalog, lang = scribe.briefing, scribe.catalog, scribe.lang
    folio = Folio(scribe, f"sources/{source.id}")
    policy = policy_of(source, preview=briefing.preview)
    if policy == "none":
        title = catalog.text("source.withheld")
        return _finish(press, folio, "withheld.html", title, title, ())
    paragraphs = []
    for shown in briefing.paragraphs[source.id]:
        folio.id(f"p{shown.n}")
        lines = tuple(folio.claim_line(id_, cite=False) for id_ in shown.claims)
        paragraphs.append(
            (
                shown,
                catalog.paragraph(shown.n),
                catalog.text(f"part.{shown.part}"),
                lines,
                catalog.count("source.words-withheld", shown.words),
            )
        )
    title = source.title[lang]
    records = tuple(
        SearchRecord(f"p{shown.n}", f"{title}, {number}", shown_paragraph_text(shown.pieces))
        for shown, number, *_ in paragraphs
        if shown.pieces
    )
    return _finish(
        press,
        folio,
        "source.html",
        title,
        catalog.text("source.description", title=title),
        (SearchRecord("", title, title), *records),
        source=source,
        policy=catalog.text(f"policy.{policy}"),
        publisher=folio.chip(source.publisher.id),
        source_dir=scribe.direction(source.lang),
        page_dir=catalog.direction,
        paragraphs=tuple(paragraphs),
        published=scribe.date(source.published),
        retrieved=scribe.date(source.retrieved),
        original=source.title.get(source.lang) if source.lang != lang else None,
        cited=catalog.count(
            "count.paragraphs-cited", sum(1 for s in briefing.paragraphs[source.id] if s.claims)
        ),
        total=catalog.count("count.paragraphs", len(paragraphs)),
        language=catalog.language_name(source.lang),
        reliability=catalog.text(f"reliability.{source.reliability.lower()}")
        if source.reliability
        else None,
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
    unsaid = scribe.catalog.text("dispute.unsaid")
    rows = tuple(
        (folio.id(f"d{number}"), about or unsaid, a, b)
        for number, (about, a, b) in enumerate(_rows(folio, briefing.conflicts), start=1)
    )
    both = tuple(
        folio.claim_line(id_)
        for id_ in briefing.order
        if briefing.derived.standings[id_].supporting and briefing.derived.standings[id_].disputing
    )
    distinctions = tuple(
        (folio.id(f"apparent-{number}"), about, a, b)
        for number, (about, a, b) in enumerate(_rows(folio, briefing.distinctions), start=1)
    )
    return _list_page(
        press,
        folio,
        "disagreements",
        "disagreements.html",
        rows=rows,
        both=both,
        distinctions=distinctions,
        total=scribe.catalog.count("count.pairs", len(distinctions)),
    )


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
        rival_dates=compose_rival_dates(folio),
        axis_width=AXIS_WIDTH,
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
        first=first,
        glance=render_inset(press, folio, "glance"),
        cards=render_inset(press, folio, "cards"),
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
        reason=reason,
        retired=scribe.date(tombstone.retired),
        see=folio.url(path) if path else None,
        see_id=tombstone.see.id if tombstone.see else None,
    )


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
