"""The printed briefing in one language: blocks in reading order, as plain values for a setter.

A `Volume` is JSON-shaped: strings, numbers, tuples and mappings. Its blocks, by `k`:

- `cover`: title, edition, counts, how to cite;  `contents`;
- `h`: `level`, `runs`, `opens` (a page), `listed` (in the contents), `label`, and `names` (in
  other languages);
- `p`, `mark` (a small heading that is none), `quote`, `code`, `rule`, `list` (`parts` are lists of
  blocks, `first` a number or None), `table` (`head` and `rows` of cells, which are runs; `wide`
  the weights of its columns, 0 for as wide as its words);
- `facts`: `rows` of a word and runs;  `claim`: `runs`, and where it stands in full `label` and
  `about`, stretches of runs;  `pair`: `about` and two claims as `sides`, with `by` whom;
- `pages`: `rows` of runs and the labels, or numbers of notes, whose pages stand behind them;
- `figure`: `drawing` for `figure.typ`, `head`, `rows`, `wide`.

Runs are described in `binder`.
"""

from __future__ import annotations

import datetime
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hashiya.account import edition_line
from hashiya.binder import Binder, Block, Run
from hashiya.briefing import Footnote, entities_of_kind, policy_of
from hashiya.corrections import Corrected
from hashiya.figures.drawing import Figure, typeset
from hashiya.fold import fold_text
from hashiya.index import Entity, Place, Source
from hashiya.kinds import Kind
from hashiya.prose import Block as ProseBlock
from hashiya.prose import ProsePage, Words, parse_blocks, parse_words
from hashiya.standing import Origin, Quantity, Standing
from hashiya.views import Folio, Scribe, badge_of, opening, origin_name

MOST_LISTED = 7
"""Headings of a section that stand in the contents; of more, none does."""
FIRST_SHOWN = 10
"""Claims of the first importance that stand for the takeaways where no page is written by hand."""


@dataclass(frozen=True, slots=True)
class Volume:
    """A briefing for print. `blocks` are in order; `notes` are numbered from 1.

    `words` are the interface's strings that the setter places, by their key; `digits` are those of
    the language, zero first; `stamp` is the as-of date in seconds since 1970, UTC.
    """

    lang: str
    dir: str
    title: str
    edition: str
    digits: str
    stamp: int
    words: Mapping[str, str]
    blocks: tuple[Block, ...]
    notes: tuple[Footnote, ...]


_WORDS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "contents": ("print.contents", {}),
    "see": ("print.see", {"page": "{page}"}),
    "said": ("print.said", {"speaker": "{speaker}", "modality": "{modality}"}),
    "via": ("note.chain", {}),
    "hop": ("note.hop", {}),
    "comma": ("list.comma", {}),
    "translation": ("note.translation", {"gloss": "{gloss}"}),
}
"""The strings that the setter places: their keys, and the fields that it fills in itself."""


def compose_volume(
    scribe: Scribe, prose: Iterable[ProsePage], figures: Sequence[Figure], address: str = ""
) -> Volume:
    """The volume of one language; `prose` are all hand-written pages.

    The order: what the pages that cite say, the home page first; how each claim is supported; the
    figures; the entities by kind with their claims; what disagrees; the numbers; the sources; the
    pages about the briefing itself; the names. `address` is where the site stands, "" if nowhere.
    """
    catalog = scribe.catalog
    own = sorted((p for p in prose if p.lang == scribe.lang), key=lambda p: (p.order, p.path))
    binder = Binder(scribe, _printed(scribe), Folio(scribe, ""))
    blocks = [
        _cover(binder, address),
        {"k": "contents"},
        *_home(binder, own),
        *_pages(binder, [page for page in own if page.address and not page.editorial]),
        *_standing(binder),
        *(block for figure in figures for block in _figure(figure)),
        *_kinds(binder),
        *_others(binder),
        *_disagreements(binder),
        *_quantities(binder),
        *_sources(binder),
        *_pages(binder, [page for page in own if page.address and page.editorial]),
        *_names(binder),
    ]
    return Volume(
        scribe.lang,
        catalog.direction,
        scribe.briefing.index.head.title[scribe.lang],
        _edition(scribe),
        catalog.digits,
        _stamp(scribe),
        {word: catalog.text(key, **fields) for word, (key, fields) in _WORDS.items()},
        _joined_up(binder, tuple(_with_contents(blocks))),
        tuple(binder.footnotes),
    )


# --- around the pages -----------------------------------------------------------------------------


def _edition(scribe: Scribe) -> str:
    head = scribe.briefing.index.head
    return edition_line(scribe.catalog, head.edition_number, head.as_of)


def _stamp(scribe: Scribe) -> int:
    """The as-of date, at midnight; the year 2000 where the briefing has none."""
    as_of = scribe.briefing.index.head.as_of
    day = (as_of.latest or as_of.earliest if as_of else None) or (2000, 1, 1)
    return (datetime.date(*day) - datetime.date(1970, 1, 1)).days * 86_400


def _cover(binder: Binder, address: str) -> Block:
    scribe = binder.scribe
    title = scribe.briefing.index.head.title[scribe.lang]
    edition = _edition(scribe)
    return {
        "k": "cover",
        "title": title,
        "edition": edition,
        "counts": tuple(
            scribe.catalog.count(f"count.{key}", number)
            for key, number in (
                ("claims", len(scribe.briefing.order)),
                ("sources", len(scribe.briefing.index.sources)),
                ("disagreements", len(scribe.briefing.conflicts)),
            )
        ),
        "about": binder.text("print.about"),
        "cite-label": binder.text("print.cite"),
        "cite": binder.text("print.cite-as", title=title, edition=edition),
        "address": address,
    }


def _printed(scribe: Scribe) -> frozenset[str]:
    folio = Folio(scribe, "")
    kinds = scribe.briefing.index.head.kinds.values()
    return frozenset(
        folio.entity_path(entity) for kind in kinds for entity in _of_kind(scribe, kind)
    )


def _of_kind(scribe: Scribe, kind: Kind) -> tuple[Entity, ...]:
    """The entities of a kind that have a section: those with a page, where the kind is printed."""
    found = entities_of_kind(scribe.briefing.index, kind.id) if kind.printed else ()
    return tuple(entity for entity in found if scribe.briefing.has_page(entity.id))


def _section(binder: Binder, key: str, *, intro: bool = True) -> Iterator[Block]:
    """The heading of a list that the site has as a page, and what stands below it."""
    opens = key == "disagreements"
    yield _heading(({"s": binder.text(f"page.{key}")},), 1, key, opens=opens)
    if intro:
        yield {"k": "p", "runs": ({"s": binder.text(f"page.{key}.intro")},), "soft": True}


def _heading(runs: Sequence[Run], level: int, label: str = "", *, opens: bool = False) -> Block:
    block: dict[str, object] = {"k": "h", "level": level, "runs": tuple(runs), "opens": opens}
    return block | ({"label": label} if label else {})


def _joined_up(binder: Binder, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """`blocks` with the numbers that were due, and without ways to labels that no block has."""
    labels = frozenset(_labels(blocks))

    def mended(value: object) -> object:
        if isinstance(value, Mapping):
            if "due" in value:
                return {"n": binder.numbers[value["due"]]}
            return {
                key: mended(inside)
                for key, inside in value.items()
                if key != "to" or inside in labels
            }
        return tuple(mended(each) for each in value) if isinstance(value, tuple) else value

    return tuple(block for each in blocks if isinstance(block := mended(each), Mapping))


def _with_contents(blocks: Sequence[Block]) -> Iterator[Block]:
    """`blocks`, each heading with whether it is in the contents: long lists have an index."""
    below: list[list[int]] = []
    for place, block in enumerate(blocks):
        if block["k"] == "h" and block["level"] == 1:
            below.append([])
        elif block["k"] == "h" and block["level"] == 2 and below:
            below[-1].append(place)
    listed = {place for places in below if len(places) <= MOST_LISTED for place in places}
    listed -= {place for place in listed if blocks[place].get("aside")}
    for place, block in enumerate(blocks):
        if block["k"] == "h":
            yield {**block, "listed": block["level"] == 1 or place in listed}
        else:
            yield block


def _labels(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        if isinstance(label := value.get("label"), str):
            yield label
        for inside in value.values():
            yield from _labels(inside)
    elif isinstance(value, tuple | list):
        for inside in value:
            yield from _labels(inside)


# --- hand-written pages ---------------------------------------------------------------------------


def _home(binder: Binder, own: Iterable[ProsePage]) -> Iterator[Block]:
    """The home page, or the claims that must be in any edition."""
    scribe = binder.scribe
    home = [page for page in own if page.address == ""]
    title = ({"s": binder.text("print.takeaways")},)
    if home:
        yield _heading(title, 1, "home", opens=True)
        yield from _prose(binder, home[0], ahead=True)
        return
    briefing = scribe.briefing
    first = [id_ for id_ in briefing.order if briefing.index.claims[id_].importance == 1]
    if first:
        yield _heading(title, 1, "home", opens=True)
        yield from (binder.claim(id_) for id_ in first[:FIRST_SHOWN])


def _pages(binder: Binder, pages: Iterable[ProsePage]) -> Iterator[Block]:
    for number, page in enumerate(pages):
        if page.title:
            yield _heading(({"s": page.title},), 1, page.address, opens=number == 0)
        yield from _prose(binder, page)


def _prose(binder: Binder, page: ProsePage, *, ahead: bool = False) -> Iterator[Block]:
    """A page's blocks, without its first heading, which the section has already.

    With `ahead` its notes stand further on, and each paragraph ends with their pages.
    """
    blocks = parse_blocks(page.text)
    if blocks and blocks[0].shape == "heading" and blocks[0].level == 1:
        blocks = blocks[1:]
    yield from _Prose(binder, page, ahead).blocks(blocks)


@dataclass(slots=True)
class _Prose:
    """A hand-written page on its way into a volume. Not frozen: `level` is the last heading's."""

    binder: Binder
    page: ProsePage
    ahead: bool
    level: int = 1

    def blocks(self, blocks: Iterable[ProseBlock]) -> Iterator[Block]:
        """The blocks as a setter takes them."""
        for block in blocks:
            match block.shape:
                case "heading":
                    # PDF/UA has no heading that skips a level.
                    self.level = min(max(2, block.level), self.level + 1)
                    heading = _heading(self.runs(block.words), self.level)
                    yield {**heading, "aside": self.page.editorial}
                case "list" | "quote":
                    parts = tuple(tuple(self.blocks(part)) for part in block.parts)
                    yield {"k": block.shape, "parts": parts, "first": block.first}
                case "table":
                    head, *rows = (tuple(self.runs(cell) for cell in row) for row in block.rows)
                    yield {"k": "table", "head": head, "rows": tuple(rows)}
                case "rule":
                    yield {"k": "rule"}
                case shape:
                    runs = self.runs(block.words)
                    yield {
                        "k": "code" if shape == "code" else "p",
                        "runs": self.binder.with_pages(runs),
                    }

    def runs(self, words: Iterable[Words]) -> tuple[Run, ...]:
        """Runs of words, calls and remarks."""
        claims = self.binder.scribe.briefing.index.claims
        found: list[Run] = []
        for each in words:
            label = each.label or ""
            if label in claims:
                found += self.binder.calls_ahead(label) if self.ahead else self.binder.calls(label)
            elif label in self.page.own:
                found.append({"remark": self.runs(parse_words(self.page.own[label]))})
            elif label:
                found.append({"s": f"[^{label}]"})
            else:
                found.append(_prose_run(self.page, each))
        return tuple(found)


def _prose_run(page: ProsePage, words: Words) -> Run:
    run: dict[str, object] = {"s": words.text}
    run |= {"b": True} if words.strong else {}
    run |= {"i": True} if words.emphasis else {}
    run |= {"m": True} if words.code else {}
    href = words.href or ""
    if href.startswith(("https://", "http://")):
        return run | {"url": href}
    target, _, _ = href.partition("#")
    if target.endswith(".md"):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), target))
        address = path.removesuffix(".md").removesuffix("/index")
        return run | {"to": "home" if address == "index" else address}
    return run


# --- how each claim is supported ------------------------------------------------------------------


def _standing(binder: Binder) -> Iterator[Block]:
    """What is known in full; what is disputed; by whose word the rest stands, with its pages."""
    briefing = binder.scribe.briefing
    standings = briefing.derived.standings

    def of(*statuses: str) -> list[str]:
        return [id_ for id_ in briefing.order if standings[id_].status in statuses]

    yield from _section(binder, "standing")
    known, disputed, one_side = of("corroborated"), of("contested", "denied"), of("single-origin")
    if known:
        yield from _group(binder, "known", len(known))
        yield from (binder.claim(id_) for id_ in known)
    if one_side:
        yield from _group(binder, "one-side", len(one_side))
        yield _by_origin(binder, one_side)
    if disputed:
        yield from _group(binder, "disputed", len(disputed))
        yield _by_origin(binder, disputed)
    if aside := of("superseded", "withdrawn", "unsupported"):
        yield from _group(binder, "set-aside", len(aside))
        yield from (binder.claim(id_) for id_ in aside)


def _group(binder: Binder, key: str, number: int) -> Iterator[Block]:
    yield _heading(({"s": binder.text(f"standing.{key}")},), 2)
    count = binder.scribe.catalog.count("count.claims", number)
    words = f"{binder.text(f'standing.{key}.intro')} {count}."
    yield {"k": "p", "runs": ({"s": words},), "soft": True}


def _by_origin(binder: Binder, claims: Iterable[str]) -> Block:
    """Whose word claims are, most first, with the pages where these stand."""
    briefing = binder.scribe.briefing
    found: dict[Origin, list[str]] = {}
    for id_ in claims:
        for origin in briefing.derived.standings[id_].supporting:
            found.setdefault(origin, []).append(f"claims/{id_}")
    rows = sorted(found.items(), key=lambda row: (-len(row[1]), row[0]))
    return {
        "k": "pages",
        "rows": tuple(
            {
                "runs": (
                    {"s": f"{_origin(binder, origin)} "},
                    {"s": f"({binder.scribe.ordinal(len(labels))})", "soft": True},
                ),
                "pages": tuple(labels),
            }
            for origin, labels in rows
        ),
    }


def _origin(binder: Binder, origin: Origin) -> str:
    """An origin's name; of unnamed speakers in a source that is withheld, only that they are."""
    source = binder.scribe.briefing.index.sources.get(origin.id)
    hidden = not origin.named and source is not None and source.publish == "none"
    return binder.text("source.withheld") if hidden else origin_name(binder.scribe, origin)


def _figure(figure: Figure) -> Iterator[Block]:
    yield _heading(({"s": figure.title},), 1, f"figure/{figure.name}", opens=True)
    yield {
        "k": "figure",
        "drawing": typeset(figure),
        "head": tuple(({"s": cell},) for cell in figure.head),
        "rows": tuple(tuple(({"s": cell},) for cell in row) for row in figure.rows),
        # As wide as their words, but for the last, which takes what is left.
        "wide": (*[0] * (len(figure.head) - 1), 1),
    }


# --- entities -------------------------------------------------------------------------------------


def _kinds(binder: Binder) -> Iterator[Block]:
    """The entities kind by kind, each with its claims."""
    scribe = binder.scribe
    kinds = [(kind, _of_kind(scribe, kind)) for kind in scribe.briefing.index.head.kinds.values()]
    for number, (kind, entities) in enumerate(each for each in kinds if each[1]):
        label = ({"s": kind.label[scribe.lang]},)
        yield _heading(label, 1, kind.path, opens=number == 0)
        for entity in entities:
            yield from _entity(binder, entity)


def _entity(binder: Binder, entity: Entity) -> Iterator[Block]:
    scribe = binder.scribe
    briefing, lang = scribe.briefing, scribe.lang
    label = binder.folio.entity_path(entity)
    others = tuple(
        {"s": name, "lang": other, "dir": scribe.direction(other)}
        for other, name in entity.name.items()
        if other != lang
    )
    yield {**_heading(({"s": entity.name[lang]},), 2, label), "names": others}
    if entity.summary:
        runs = binder.with_pages(binder.cited_runs(entity.summary[lang], label))
        yield {"k": "p", "runs": runs}
    if facts := tuple(_entity_facts(binder, entity)):
        yield {"k": "facts", "rows": facts}
    claims = briefing.claims_about.get(entity.id, ())
    if claims and entity.summary:
        yield {"k": "mark", "runs": ({"s": binder.text("page.claims")},)}
    yield from (binder.claim(id_, label) for id_ in claims)


def _entity_facts(binder: Binder, entity: Entity) -> Iterator[tuple[str, tuple[Run, ...]]]:
    """What is editorial about an entity: a word for it, and what it is."""
    scribe, lang = binder.scribe, binder.scribe.lang
    editorial = {"s": f" [{binder.text('label.editorial')}]", "soft": True}
    if entity.role:
        yield binder.text("entity.role"), ({"s": entity.role[lang]},)
    date = scribe.date(entity.date)
    if date:
        yield binder.text("claim.date"), ({"s": date.text}, editorial)
    if entity.part_of:
        yield binder.text("entity.part-of"), (binder.name(entity.part_of.id), editorial)
    if entity.speaks_for:
        yield binder.text("entity.speaks-for"), (binder.name(entity.speaks_for.id),)
    if entity.place:
        precision = binder.text(f"precision.{entity.place.precision}")
        where = _coordinates(binder, entity.place)
        yield binder.text("entity.place"), ({"s": f"{where} ({precision})"}, editorial)


def _coordinates(binder: Binder, place: Place) -> str:
    """`33.8° N, 42.4° E`, in the language's own way."""
    catalog, comma = binder.scribe.catalog, binder.text("list.comma")
    lat = binder.text(
        f"figure.{'south' if place.lat < 0 else 'north'}", degrees=catalog.number(abs(place.lat))
    )
    lon = binder.text(
        f"figure.{'west' if place.lon < 0 else 'east'}", degrees=catalog.number(abs(place.lon))
    )
    return f"{lat}{comma} {lon}"


def _others(binder: Binder) -> Iterator[Block]:
    """The claims that stand in no section of an entity."""
    left = [id_ for id_ in binder.scribe.briefing.order if id_ not in binder.placed]
    if left:
        title = "page.claims" if not binder.placed else "print.other-claims"
        yield _heading(({"s": binder.text(title)},), 1, "claims")
        yield from (binder.claim(id_) for id_ in left)


# --- lists ----------------------------------------------------------------------------------------


def _disagreements(binder: Binder) -> Iterator[Block]:
    briefing = binder.scribe.briefing
    if briefing.conflicts:
        yield from _section(binder, "disagreements")
        yield from (binder.pair(pair) for pair in briefing.conflicts)
    if briefing.distinctions:
        yield _heading(({"s": binder.text("distinct.heading")},), 1 + bool(briefing.conflicts))
        yield {"k": "p", "runs": ({"s": binder.text("distinct.intro")},), "soft": True}
        yield from (binder.pair(pair) for pair in briefing.distinctions)


def _quantities(binder: Binder) -> Iterator[Block]:
    quantities = binder.scribe.briefing.derived.quantities
    if quantities:
        yield from _section(binder, "quantities")
    for quantity in quantities:
        yield from _quantity(binder, quantity)


def _quantity(binder: Binder, quantity: Quantity) -> Iterator[Block]:
    scribe, claims = binder.scribe, binder.scribe.briefing.index.claims
    name = binder.folio.quantity_name(quantity.id)
    yield _heading(({"s": f"{name} – "}, binder.name(quantity.of)), 2)
    rows = []
    for value in quantity.values:
        number = binder.folio.number(value)
        date = scribe.date(claims[value.claim].date)
        sentence = binder.runs(claims[value.claim].text[scribe.lang])
        rows.append(
            (
                ({"s": f"{number.text} ({number.unit})"},),
                ({"s": date.text if date else ""},),
                binder.with_pages((*sentence, *binder.calls(value.claim))),
            )
        )
    keys = ("claim.value", "claim.date", "page.claim")
    head = tuple(({"s": binder.text(key)},) for key in keys)
    yield {"k": "table", "head": head, "rows": tuple(rows), "wide": (3, 3, 8)}


def _sources(binder: Binder) -> Iterator[Block]:
    briefing = binder.scribe.briefing
    yield from _section(binder, "sources", intro=False)
    withheld = 0
    for source in briefing.index.sources.values():
        if policy_of(source, preview=briefing.preview) == "none":
            withheld += 1
        else:
            yield from _source(binder, source)
    if withheld:
        count = binder.scribe.catalog.count("count.withheld", withheld)
        yield {"k": "p", "runs": ({"s": count},)}
    for each in briefing.corrected.values():
        if policy_of(each.source, preview=briefing.preview) == "none":
            said = binder.text(f"notice.withheld-{each.correction.kind}")
            yield {"k": "p", "runs": ({"s": said},)}


def _source(binder: Binder, source: Source) -> Iterator[Block]:
    """A source with its descriptors; its paragraphs stay on the site."""
    scribe = binder.scribe
    catalog, lang = scribe.catalog, scribe.lang
    shown = scribe.briefing.paragraphs[source.id]
    title = source.title.get(source.lang)
    other = ({"s": title, "lang": source.lang, "dir": scribe.direction(source.lang)},)
    names = other if title and source.lang != lang else ()
    yield {**_heading(({"s": source.title[lang]},), 2, f"sources/{source.id}"), "names": names}
    published, retrieved = scribe.date(source.published), scribe.date(source.retrieved)
    cited = catalog.count("count.paragraphs-cited", sum(1 for each in shown if each.claims))
    total = catalog.count("count.paragraphs", len(shown))
    resting = len({id_ for each in shown for id_ in each.claims})
    policy = policy_of(source, preview=scribe.briefing.preview)
    facts: list[tuple[str, tuple[Run, ...]]] = [
        ("source.publisher", (binder.name(source.publisher.id),)),
        (
            "source.published",
            ({"s": published.text if published else binder.text("note.undated")},),
        ),
        ("source.author", ({"s": source.author or ""},)),
        ("source.language", ({"s": catalog.language_name(source.lang)},)),
        ("source.paragraphs", ({"s": f"{total}{binder.text('list.comma')} {cited}"},)),
        ("page.claims", ({"s": catalog.count("count.claims", resting)},)),
        ("source.policy", ({"s": binder.text(f"policy.{policy}")},)),
        ("source.licence", ({"s": source.licence or ""},)),
        ("note.original", ({"s": source.url or "", "url": source.url or ""},)),
        ("source.archive", ({"s": source.archive or "", "url": source.archive or ""},)),
        ("source.retrieved", ({"s": retrieved.text if retrieved else ""},)),
    ]
    if source.reliability:
        words = binder.text(f"reliability.{source.reliability.lower()}")
        facts.append(("source.reliability", ({"s": words},)))
    rows = tuple((binder.text(key), runs) for key, runs in facts if runs[0]["s"])
    yield {"k": "facts", "rows": rows}
    if source.id in scribe.briefing.corrected:
        yield from _correction(binder, scribe.briefing.corrected[source.id])


def _correction(binder: Binder, corrected: Corrected) -> Iterator[Block]:
    """What a publisher says of its source, and the claims that rest on what that concerns."""
    scribe, correction = binder.scribe, corrected.correction
    catalog, lang = scribe.catalog, scribe.lang
    marks = [catalog.paragraphs(said.first, said.last) for said in correction.paragraphs]
    comma = f"{binder.text('list.comma')} "
    runs: list[Run] = [
        {
            "s": opening(
                binder.text(f"note.{correction.kind}", date=catalog.date(correction.date))
            ),
            "b": True,
        },
        {"s": f" ({comma.join(marks)}). " if marks else ". "},
        {"s": f"{binder.text('notice.words')} "},
        {"s": correction.text[lang], "apart": True},
    ]
    if correction.url:
        runs += [{"s": " ("}, {"s": correction.url, "url": correction.url}, {"s": ")"}]
    yield {"k": "p", "runs": tuple(runs)}
    if not corrected.claims:
        yield {"k": "p", "runs": ({"s": binder.text("notice.none")},)}
        return
    yield {"k": "mark", "runs": ({"s": binder.text("notice.resting")},)}
    rows = tuple(
        {"runs": _resting(binder, id_, corrected.without.get(id_)), "pages": (f"claims/{id_}",)}
        for id_ in scribe.briefing.order
        if id_ in corrected.claims
    )
    yield {"k": "pages", "rows": rows}


def _resting(binder: Binder, id_: str, without: Standing | None) -> tuple[Run, ...]:
    """A claim's sentence and how it stands, and would stand without what was withdrawn."""
    scribe = binder.scribe
    now = binder.folio.badge(id_)
    words = f" {now.name}"
    if without is not None:
        otherwise = f"{binder.text('notice.without')} {badge_of(scribe.catalog, without).name}"
        words += f"{binder.text('related.and')} {otherwise}"
    sentence = scribe.briefing.index.claims[id_].text[scribe.lang]
    return {"s": sentence, "apart": True}, {"s": words, "soft": True}


def _names(binder: Binder) -> Iterator[Block]:
    """Every name with its pages, in the order of the language's letters.

    They are those of its section, of the claims that are about it, said by it or passed on by it,
    and of their notes.
    """
    scribe = binder.scribe
    briefing, lang = scribe.briefing, scribe.lang
    told: dict[str, dict[str, None]] = {id_: {} for id_ in briefing.index.entities}
    for id_ in briefing.order:
        claim = briefing.index.claims[id_]
        named = [ref.id for ref in claim.about]
        for evidence in claim.evidence:
            named += [ref.id for ref in (evidence.speaker, *evidence.via) if ref is not None]
        for name in named:
            told[name][id_] = None
    rows = []
    for entity in sorted(briefing.index.entities.values(), key=lambda e: _by_letter(e.name[lang])):
        claims = told[entity.id]
        if not claims or not briefing.has_page(entity.id):
            continue
        runs: list[Run] = [{**binder.name(entity.id), "apart": True}]
        for other, text in entity.name.items():
            if other != lang:
                tongue = {"lang": other, "dir": scribe.direction(other)}
                runs += [{"s": "  "}, {"s": text, "soft": True, **tongue}]
        rows.append({"runs": tuple(runs), "pages": _places(binder, entity.id, claims)})
    if rows:
        yield _heading(({"s": binder.text("print.names")},), 1, "names", opens=True)
        yield {"k": "pages", "rows": tuple(rows), "columns": 2}


def _places(binder: Binder, entity: str, claims: Iterable[str]) -> tuple[object, ...]:
    """Where an entity is spoken of: labels, and numbers of notes."""
    section = binder.entity_label(entity)
    notes = [
        binder.numbers[footnote.claim, footnote.source.id]
        for id_ in claims
        for footnote in binder.scribe.briefing.footnotes[id_]
    ]
    return (*([section] if section else ()), *(f"claims/{id_}" for id_ in claims), *notes)


def _by_letter(name: str) -> tuple[str, str]:
    """A key that leaves the article at a name's head out of the order."""
    for article in ("The ", "the ", "ال"):
        if name.startswith(article):
            return fold_text(name.removeprefix(article)).lower(), name
    return fold_text(name).lower(), name
