"""What changed between two editions, as text for a terminal and as Markdown for a note of release.

Parts of other directions are isolated (U+2068 to U+2069): here no markup can do it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from hashiya.account import Account, Aspect, Entry, Line, Section, Stretch
from hashiya.catalog import Catalog
from hashiya.diagnostics import escaped

_MARKS: Mapping[str, tuple[str, str]] = {"del": ("[-", "-]"), "ins": ("{+", "+}"), "": ("", "")}
"""Around differing words in text, as `git diff --word-diff` has them."""

_MARKDOWN = re.compile(r"[\\`*_\[\]<>#!|~&]|^[-+=]|^\d+[.)]")
"""What may be markup in Markdown: some characters anywhere, some where a text begins."""


def render_text(account: Account, catalog: Catalog, names: tuple[str, str]) -> str:
    """The account as lines; `names` is how the earlier and the later edition were given."""
    lines = [*_head(account, catalog, names, str), "", account.summary]
    for section in account.sections:
        lines += ["", section.title]
        for entry in section.entries:
            lines += ["", *_entry_text(entry, catalog)]
    return "\n".join(lines) + "\n"


def render_markdown(account: Account, catalog: Catalog, names: tuple[str, str]) -> str:
    """The account as Markdown: a list of claims for each section, in each a list of differences."""
    head = [f"- {line}" for line in _head(account, catalog, names, _escaped)]
    lines = [f"# {catalog.text('page.changes')}", "", *head, "", _escaped(account.summary)]
    for section in account.sections:
        lines += ["", f"## {_escaped(section.title)}", "", *_section_markdown(section, catalog)]
    return "\n".join(lines) + "\n"


def _head(
    account: Account, catalog: Catalog, names: tuple[str, str], written: Callable[[str], str]
) -> Iterator[str]:
    editions = (account.before, account.now)
    for key, edition, name in zip(("before", "now"), editions, names, strict=True):
        mark = catalog.text(f"changes.mark.{key}")
        yield f"{written(mark)}: {written(edition)} ({catalog.isolated(written(name))})"


def _entry_text(entry: Entry, catalog: Catalog) -> Iterator[str]:
    shown = "" if entry.lang is None else f" ({catalog.isolated(entry.id)})"
    yield f"  {catalog.isolated(entry.text)}{shown}"
    for aspect in entry.aspects:
        for label, line in _labelled(aspect):
            yield f"    {label}: {_words(line, catalog, _marked_text)}"


def _section_markdown(section: Section, catalog: Catalog) -> Iterator[str]:
    for entry in section.entries:
        shown = "" if entry.lang is None else f" (`{entry.id}`)"
        yield f"- {_escaped(catalog.isolated(entry.text))}{shown}"
        for aspect in entry.aspects:
            for label, line in _labelled(aspect):
                yield f"  - {_escaped(label)}: {_words(line, catalog, _marked_markdown)}"


def _labelled(aspect: Aspect) -> Iterator[tuple[str, Line]]:
    """The lines of an aspect, each with all that stands before its colon."""
    for line in aspect.lines:
        yield (f"{aspect.label} ({line.label})" if line.label else aspect.label), line


def _words(line: Line, catalog: Catalog, marked: Callable[[Stretch], str]) -> str:
    words = [marked(part) for part in line.parts]
    if line.sentence:
        return "".join(words)
    return f"{catalog.text('list.comma')} ".join(catalog.isolated(each) for each in words)


def _marked_text(part: Stretch) -> str:
    opening, closing = _MARKS[part.tag]
    return f"{opening}{escaped(part.text)}{closing}"


def _marked_markdown(part: Stretch) -> str:
    text = _escaped(escaped(part.text))
    return f"<{part.tag}>{text}</{part.tag}>" if part.tag else text


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(lambda found: rf"{found[0][:-1]}\{found[0][-1]}", text)
