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


def test_every_field_of_an_entry_is_a_field_of_the_index() -> None:
    index = json.loads(render_search_index([plain_entry("a/", "t", "x")]))
    assert set(index["docs"][0]) == {"location", *index["config"]["fields"]}


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
