"""The search index, as Material's worker reads it."""

from __future__ import annotations

import json
import re

from hashiya.search_index import SEPARATOR, Entry, plain_entry, read_entries, render_search_index


def test_plain_text_cannot_become_markup() -> None:
    assert plain_entry("a/", "<b> & c", "<i>") == Entry("a/", "&lt;b&gt; &amp; c", "&lt;i&gt;")


def test_folded_words_are_searched_and_markup_is_not() -> None:
    (doc,) = json.loads(render_search_index([plain_entry("a/", "الأسد", "2,500 <b>")]))["docs"]
    assert (doc["head"], doc["norm"]) == ("الاسد اسد", "2500 b")


def test_the_folded_words_alone_are_searched_and_a_plain_entry_holds_nothing_else() -> None:
    index = json.loads(render_search_index([plain_entry("a/", "t", "x")]))
    assert set(index["config"]["fields"]) == {"head", "norm"}
    assert set(index["docs"][0]) == {"location", "title", "text", "head", "norm"}


def test_an_entry_is_found_by_its_other_names() -> None:
    names = ("Base", "القاعدة", "Base", "<i>")
    (doc,) = json.loads(render_search_index([plain_entry("a/", "t", "x", names=names)]))["docs"]
    assert doc["names"] == ["Base", "القاعدة", "&lt;i&gt;"]
    assert doc["norm"].split() == ["x", "base", "القاعده", "قاعده", "i"]


def test_each_badge_stands_in_the_index_once() -> None:
    entries = [
        plain_entry("a/", "t", "x", "Claim", "<b>1</b>", weight=2),
        plain_entry("b/", "t", "x", "<i>", "<b>2</b>"),
        plain_entry("c/", "t", "x", "", "<b>1</b>"),
        plain_entry("d/", "t", "x"),
    ]
    index = json.loads(render_search_index(entries))
    assert index["config"]["badges"] == ["<b>1</b>", "<b>2</b>"]
    assert [doc.get("badge") for doc in index["docs"]] == [0, 1, 0, None]
    assert [doc.get("kind") for doc in index["docs"]] == ["Claim", "&lt;i&gt;", None, None]
    assert [doc.get("weight") for doc in index["docs"]] == [2, None, None, None]


def test_the_separator_keeps_numbers_together_and_cuts_other_punctuation() -> None:
    assert re.split(SEPARATOR, "«2,500» al-Asad, 2.5. &amp; x") == [
        "", "2,500", "al", "Asad", "2.5", "x",
    ]  # fmt: skip


def _written(*docs: tuple[str, str, str]) -> str:
    keys = ("location", "title", "text")
    return json.dumps({"docs": [dict(zip(keys, doc, strict=True)) for doc in docs]})


def test_materials_tags_become_spaces() -> None:
    (entry,) = read_entries(_written(("a/", "T", "<p>one</p>\n<ul><li>two</li></ul>")))
    assert entry == Entry("a/", "T", "one two")


def test_a_place_without_words_of_its_own_is_left_out_and_a_heading_is_not() -> None:
    written = _written(("a/", "T", ""), ("a/#notes", "T", ""), ("a/#more", "More", ""))
    assert [entry.location for entry in read_entries(written)] == ["a/", "a/#more"]
