"""The search index of one language, as Material's search worker reads it.

The worker shows `title` and `text` and searches the fields that the index's `config.fields` names:
`head` and `norm` hold the words of the title and of the text as `fold.search_tokens` gives them, so
that الاسد finds الأسد and تحالف finds التحالف. `scripts/search.js` folds the query in the same way
before it reaches the worker. The worker hands on what else an entry has: `kind` and `badge` say
what it is and how a claim stands, `names` what a page is called, which `scripts/rank.js` goes by.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from hashiya.fold import fold_text, search_tokens

# Where the worker cuts title and text into words; a regular expression of JavaScript without flags.
# A dot or a comma between digits doesn't cut.
SEPARATOR = (
    r"(?:[\s\-\u2010-\u2015\u200c-\u200f\u2066-\u2069\"'“”‘’«»()\[\]{}<>!?=/:;،؛؟…]"
    r"|[.,](?!\d)|&(?:amp|lt|gt);)+"
)
# A title outweighs any text, as in Material's own index.
FIELDS: Mapping[str, Mapping[str, float]] = {
    "head": {"boost": 1000.0},
    "norm": {"boost": 1.0},
}
_GROUPING = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found: a page, or a place in it.

    `location` is the URL relative to the home page of its language, with the anchor; `title`,
    `text`, `kind` and `names` are HTML without tags: only `&`, `<` and `>` are escaped. A line of
    `text` is shown as one. `badge` is HTML, a claim's status as pages show it. `names` are what a
    page may be called: one of them is shown where it is what was found. Of what is found alike, the
    heavier comes first.
    """

    location: str
    title: str
    text: str
    kind: str = ""
    badge: str = ""
    names: tuple[str, ...] = ()
    weight: int = 0


def plain_entry(
    location: str,
    title: str,
    text: str,
    kind: str = "",
    badge: str = "",
    names: tuple[str, ...] = (),
    weight: int = 0,
) -> Entry:
    """An entry made of plain text, but for the badge."""
    title, text, kind = (html.escape(each, quote=False) for each in (title, text, kind))
    shown = tuple(html.escape(name, quote=False) for name in names)
    return Entry(location, title, text, kind, badge, shown, weight)


def read_entries(index: str) -> tuple[Entry, ...]:
    """The entries of an index that Material wrote, in its order; tags in them become spaces.

    Left out are places without a word of their own, as the notes are, which Material gives the
    title of their page.
    """
    entries = [
        Entry(doc["location"], _without_tags(doc["title"]), _without_tags(doc["text"]))
        for doc in json.loads(index)["docs"]
    ]
    titles = {entry.location: entry.title for entry in entries}
    return tuple(
        entry
        for entry in entries
        if entry.text
        or "#" not in entry.location
        or entry.title != titles.get(entry.location.partition("#")[0])
    )


def render_search_index(entries: Iterable[Entry]) -> str:
    """The index as JSON, in the order of `entries`: a page's own stands before its places'."""
    kept = tuple(entries)
    # Many claims have one status with one reason; each badge stands there once.
    badges = {badge: n for n, badge in enumerate(dict.fromkeys(e.badge for e in kept if e.badge))}
    config = {
        # No stemmer: Material's makes تحالف and التحالف two stems.
        "lang": ["en"],
        "separator": SEPARATOR,
        "pipeline": ["stopWordFilter"],
        "fields": FIELDS,
        "badges": list(badges),
    }
    docs = [_doc(entry, badges) for entry in kept]
    return json.dumps({"config": config, "docs": docs}, ensure_ascii=False, separators=(",", ":"))


def _doc(entry: Entry, badges: Mapping[str, int]) -> Mapping[str, object]:
    """An entry as the worker reads it; `badge` is the place of its badge in `config.badges`."""
    doc: dict[str, object] = {
        "location": entry.location,
        "title": entry.title,
        "text": entry.text,
        "head": index_words(html.unescape(entry.title)),
        "norm": index_words(" ".join(map(html.unescape, (entry.text, *entry.names)))),
    }
    if entry.kind:
        doc["kind"] = entry.kind
    if entry.badge:
        doc["badge"] = badges[entry.badge]
    if entry.names:
        doc["names"] = list(dict.fromkeys(entry.names))
    if entry.weight:
        doc["weight"] = entry.weight
    return doc


@lru_cache(maxsize=65_536)
def index_words(text: str) -> str:
    """The words that `text` is found by, each once, in the order in which they come.

    `2,500` and `٢٬٥٠٠` are found as 2500, which is how people type numbers.
    """
    return " ".join(dict.fromkeys(search_tokens(_GROUPING.sub("", fold_text(text)))))


def _without_tags(markup: str) -> str:
    return " ".join(_TAG.sub(" ", markup).split())
