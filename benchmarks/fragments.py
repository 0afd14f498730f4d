"""An HTML fragment as a tree, for whoever writes it down again in another notation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"br", "hr", "img", "wbr"})
"""The elements of running text that have no end tag, by the HTML standard, 13.1.2."""


@dataclass(slots=True)
class Element:
    """An element: its attributes, and what stands in it in document order."""

    tag: str
    given: Mapping[str, str]
    inside: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        """The names in its attribute `class`."""
        return frozenset(self.given.get("class", "").split())

    @property
    def elements(self) -> tuple[Element, ...]:
        """The elements directly in it."""
        return tuple(each for each in self.inside if isinstance(each, Element))

    @property
    def text(self) -> str:
        """All the text in it, white space as it stands."""
        return "".join(each if isinstance(each, str) else each.text for each in self.inside)

    def walk(self) -> Iterator[Element]:
        """It and every element in it, in document order."""
        yield self
        for each in self.elements:
            yield from each.walk()


class _TreeParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.open[-1].tag != tag:
            raise ValueError(f"</{tag}> closes <{self.open[-1].tag}>")
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def parse_fragment(html: str) -> Element:
    """The fragment's tree, below an element without a name.

    Raises: ValueError where an end tag closes another element than the last one open.
    """
    parser = _TreeParser()
    parser.feed(html)
    parser.close()
    if len(parser.open) != 1:
        raise ValueError(f"<{parser.open[-1].tag}> is not closed")
    return parser.open[0]
