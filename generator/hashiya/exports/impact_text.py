"""The impact of a source, of paragraphs of it or of a claim, as lines for a terminal.

Each place stands first on its line, so that an editor can go there; the words are of one language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hashiya.catalog import Catalog
from hashiya.impact import GROUPS, SHOWN, Cited, Effect, Impact
from hashiya.index import Index
from hashiya.standing import Standing, status_name
from hashiya.views import why


def render_impact(impact: Impact, index: Index, catalog: Catalog) -> str:
    """The impact as text: what changes most first, then who cites and shows it, then the totals."""
    lines = [_head(impact, index, catalog)]
    for group in GROUPS:
        effects = [effect for effect in impact.effects if effect.group == group]
        if effects:
            number = catalog.count("count.claims", len(effects))
            lines += ["", f"{catalog.text(f'impact.{group}')}: {number}"]
            for effect in effects:
                lines += _effect(effect, index, catalog)
    if impact.cited:
        lines += ["", *_cited(impact.cited, catalog)]
    if impact.showing:
        lines += ["", catalog.text("impact.shown") + catalog.text("list.colon")]
        lines += _showing(impact, catalog)
    if impact.effects:
        lines += ["", _totals(impact, catalog)]
    return "\n".join(lines) + "\n"


def _head(impact: Impact, index: Index, catalog: Catalog) -> str:
    target = catalog.isolated(_named(impact, index, catalog))
    if impact.target.namespace == "claim":
        return catalog.text("impact.claim", target=target)
    number = len(impact.resting)
    if number == 0:
        return catalog.text("impact.nothing", target=target)
    return catalog.count("impact.resting", number, target=target)


def _named(impact: Impact, index: Index, catalog: Catalog) -> str:
    """What is asked about; a claim's words stand below with those of the others."""
    source = index.sources.get(impact.target.id)
    if impact.target.namespace == "claim" or source is None:
        return str(impact.target)
    publisher = index.entities.get(source.publisher.id)
    name = publisher.name[catalog.lang] if publisher else source.publisher.id
    title = source.title[catalog.lang]
    return f"{impact.target} ({name}{catalog.text('list.comma')} {title})"


def _effect(effect: Effect, index: Index, catalog: Catalog) -> Iterator[str]:
    claim = index.claims[effect.claim]
    words = catalog.isolated(claim.text[catalog.lang])
    yield f"  {claim.record.where}: {effect.claim}: {words}"
    now, after = _standing(effect.now, catalog), catalog.text("impact.gone")
    if effect.without is not None:
        after = _standing(effect.without, catalog)
    arrow = "→" if catalog.direction == "ltr" else "←"
    change = now if now == after else f"{now} {arrow} {after}"
    comma = f"{catalog.text('list.comma')} "
    rests = comma.join(catalog.isolated(str(at)) for at in effect.at)
    through = comma.join(catalog.isolated(id_) for id_ in effect.through)
    by = [catalog.text("impact.by", claims=through)] if through else []
    yield "    " + _listed(catalog, filter(None, [change, rests, *by]))


def _standing(standing: Standing, catalog: Catalog) -> str:
    """A status and why, as it is called on pages."""
    name = catalog.text(f"status.{status_name(standing.status, standing.reason)}")
    return f"{name} ({why(catalog, standing)})"


def _cited(cited: Sequence[Cited], catalog: Catalog) -> Iterator[str]:
    bare = sum(each.bare for each in cited)
    number = catalog.count("count.places", len(cited))
    after = f"{catalog.text('list.comma')} {catalog.count('count.bare', bare)}" if bare else ""
    yield f"{catalog.text('impact.cited')}: {number}{after}"
    # What would rest on nothing is what an author has to look at first.
    for each in sorted(cited, key=lambda each: not each.bare):
        words = catalog.text("impact.no-sentence") if each.text is None else each.text
        page = each.page or catalog.text("impact.home")
        section = f" › {each.section}" if each.section else ""
        yield f"  {each.where}: {catalog.isolated(words)}"
        claims = f"{catalog.text('list.comma')} ".join(map(catalog.isolated, each.claims))
        mark = [catalog.text("impact.bare")] if each.bare else []
        place = f"{each.lang}: {catalog.isolated(page + section)}"
        yield f"    {_listed(catalog, [place, claims, *mark])}"


def _showing(impact: Impact, catalog: Catalog) -> Iterator[str]:
    for kind in SHOWN:
        found = [each for each in impact.showing if each.kind == kind]
        if found:
            yield f"  {catalog.text(f'impact.{kind}')}: {catalog.number(len(found))}"
        for each in found:
            number = catalog.count("count.claims", len(each.claims))
            name = [catalog.isolated(each.name[catalog.lang])] if each.name else []
            yield f"    {each.page}: {_listed(catalog, [*name, number])}"


def _totals(impact: Impact, catalog: Catalog) -> str:
    counts = impact.counts()
    claims = _listed(
        catalog,
        (
            f"{catalog.text(f'impact.{group}')}: {catalog.number(counts[group])}"
            for group in GROUPS
            if counts[group]
        ),
    )
    shown = _listed(
        catalog,
        (f"{catalog.text(f'impact.{kind}')}: {catalog.number(counts[kind])}" for kind in SHOWN),
    )
    cited = f"{catalog.text('impact.cited')}: {catalog.number(counts['cited'])}"
    return f"{claims}. {cited}. {shown}."


def _listed(catalog: Catalog, parts: Iterable[str]) -> str:
    """Parts that have commas of their own, in one line."""
    return f"{catalog.text('related.and')} ".join(parts)
