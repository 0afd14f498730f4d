"""What is written beside the pages, as search indexes and an export: both twins' are alike."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

import yaml
from markdown_it import MarkdownIt

import hashiya
from hashiya.exports.markdown import export_markdown
from hashiya.pages import render_prose
from tests.seedbed import Seedbed
from tests.test_markup import harmless, skeleton

Shape = object
"""JSON in which each text is masked, or an XML element as (name, attributes, text, children)."""


def faults_of_files(hostile: Path, harmless_: Path) -> tuple[tuple[str, ...], int]:
    """What of a site's files, apart from pages, is not as in its twin, and how many there are."""
    bad, good = (
        {file.relative_to(site).as_posix(): file for file in site.rglob("*") if file.is_file()}
        for site in (hostile, harmless_)
    )
    found = [f"{name} is in one of the two only" for name in bad.keys() ^ good.keys()]
    others = sorted(name for name in bad.keys() & good.keys() if not name.endswith(".html"))
    for name in others:
        try:
            alike = _shape(bad[name]) == _shape(good[name])
        except (ValueError, ElementTree.ParseError) as error:
            found.append(f"{name} is unsound: {error}")
        else:
            found += () if alike else (f"{name} differs in more than letters",)
    return tuple(found), len(others)


def _shape(file: Path) -> Shape:
    content = file.read_bytes()
    if file.name == "search_index.json":
        index = json.loads(content)
        return index["config"], [_record(each) for each in index["docs"]]
    if file.suffix == ".json":
        return masked(json.loads(content))
    if file.suffix == ".xml":
        return _element(ElementTree.fromstring(content))  # noqa: S314 our own
    return content


def masked(value: object) -> Shape:
    """A value of JSON or YAML, in which of a text its elements stay and its letters become one.

    Themes print what an export says as they find it, so an element in it would be one.
    """
    if isinstance(value, str):
        read = skeleton(value)
        return read.tags, harmless(read.text)
    if isinstance(value, Mapping):
        return [[masked(key), masked(inner)] for key, inner in value.items()]
    return [masked(each) for each in value] if isinstance(value, list) else value


def _record(record: Mapping[str, object]) -> Shape:
    """A record of a search index: Material shows `title` and `text` as HTML, all else as words.

    Those are folded, each once: of them only what opens an element would be a fault.
    """
    shown = {key: masked(record[key]) for key in ("title", "text")}
    others = {key: record[key] for key in record.keys() - {"title", "text"}}
    signs = set(json.dumps(others, ensure_ascii=False)) & set("<>")
    return record["location"], sorted(record), shown, sorted(signs)


def _element(element: ElementTree.Element) -> Shape:
    text = (element.text or "") + (element.tail or "")
    return element.tag, element.attrib, text, [_element(each) for each in element]


def search_words(site: Path) -> str:
    """All that the search indexes of a site say, as text."""
    records = [
        record
        for file in sorted(site.rglob("search_index.json"))
        for record in json.loads(file.read_bytes())["docs"]
    ]
    return "\n".join(
        html.unescape(text)
        for record in records
        for value in record.values()
        for text in (value if isinstance(value, list) else [value])
        if isinstance(text, str)
    )


def faults_of_export(hostile: Seedbed, twin: Seedbed) -> tuple[tuple[str, ...], int]:
    """What of an export a reader of Markdown takes for more than in the twin; how many files."""
    bad, good = _export(hostile), _export(twin)
    found = [f"{name} is in one of the two exports only" for name in bad.keys() ^ good.keys()]
    for name in sorted(bad.keys() & good.keys()):
        found += (f"{name}: {each}" for each in _faults(name, bad[name], good[name]))
    return tuple(found), len(bad)


def _export(bed: Seedbed) -> Mapping[str, bytes]:
    built = hashiya.build(bed.seeds)
    prose = {
        (page.lang, page.path): render_prose(built.press, page.lang, page.address, page.text)
        for page in built.subject.prose
    }
    return export_markdown(built.site, prose)


def _faults(name: str, bad: bytes, good: bytes) -> Iterator[str]:
    if name.endswith(".yml"):
        if masked(yaml.safe_load(bad)) != masked(yaml.safe_load(good)):
            yield "other values"
    elif name.endswith(".md"):
        reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
        (front, body), (front_2, body_2) = (_halves(each.decode()) for each in (bad, good))
        if masked(yaml.safe_load(front)) != masked(yaml.safe_load(front_2)):
            yield "other front matter"
        if '"' in str((yaml.safe_load(front) or {}).get("description", "")):
            yield "a quotation mark in a description"
        made, made_2 = skeleton(reader.render(body)), skeleton(reader.render(body_2))
        if made.tags != made_2.tags:
            pairs = zip(made.tags, made_2.tags, strict=False)
            at = next((n for n, (one, other) in enumerate(pairs) if one != other), -1)
            yield f"other elements: {made.tags[at]}, expected {made_2.tags[at]}"
        if harmless(made.text) != harmless(made_2.text):
            yield "other words"
    elif bad != good:
        yield "other bytes"


def _halves(text: str) -> tuple[str, str]:
    """Front matter and body."""
    if not text.startswith("---\n"):
        return "", text
    front, _, body = text.removeprefix("---\n").partition("\n---\n")
    return front, body
