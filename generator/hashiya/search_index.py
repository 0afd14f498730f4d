"""The search index of one language, as Material's search worker reads it.

The worker indexes every field that the index's `config.fields` names and shows two of them, `title`
and `text`. Two more are searched and never shown: `head` and `norm` hold the words of the title and
of the text as `fold.search_tokens` gives them, so that الاسد finds الأسد and تحالف finds التحالف.
`scripts/search.js` folds the query in the same way before it reaches the worker.
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
    "title": {"boost": 1000.0},
    "text": {"boost": 1.0},
    "head": {"boost": 1000.0},
    "norm": {"boost": 1.0},
}
_GROUPING = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found: a page, or a place in it.

    `location` is the URL relative to the home page of its language, with the anchor; `title` and
    `text` are HTML without tags: only `&`, `<` and `>` are escaped.
    """

    location: str
    title: str
    text: str


def plain_entry(location: str, title: str, text: str) -> Entry:
    """An entry made of plain text."""
    return Entry(location, html.escape(title, quote=False), html.escape(text, quote=False))


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
    config = {
        # No stemmer: Material's makes تحالف and التحالف two stems.
        "lang": ["en"],
        "separator": SEPARATOR,
        "pipeline": ["stopWordFilter"],
        "fields": FIELDS,
    }
    docs = [
        {
            "location": entry.location,
            "title": entry.title,
            "text": entry.text,
            "head": index_words(html.unescape(entry.title)),
            "norm": index_words(html.unescape(entry.text)),
        }
        for entry in entries
    ]
    return json.dumps({"config": config, "docs": docs}, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=65_536)
def index_words(text: str) -> str:
    """The words that `text` is found by, each once, in the order in which they come.

    `2,500` and `٢٬٥٠٠` are found as 2500, which is how people type numbers.
    """
    return " ".join(dict.fromkeys(search_tokens(_GROUPING.sub("", fold_text(text)))))


def _without_tags(markup: str) -> str:
    return " ".join(_TAG.sub(" ", markup).split())
