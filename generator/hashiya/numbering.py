"""The numbering: how the paragraphs of a source are named on its page, now and before.

A paragraph's number is where it stands. When an article is received again with a paragraph put in,
the numbers below it mean other words, and a link that somebody kept, `…/sources/sahil-0318/#p5`,
would lead to words that its author never saw. So the names belong to a revision of the numbering:
`p5` in the first, `r2-p5` in the second; and a name of an earlier one stays, as an alias, with the
words that it was given to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Numbering:
    """The names of a source's paragraphs: `revision` counts from 1.

    `aliases` are the earlier names, oldest first, each with the paragraph (1-based) where its words
    stand now, or None where they are gone.
    """

    revision: int = 1
    aliases: tuple[tuple[str, int | None], ...] = ()

    def id(self, n: int) -> str:
        """The id of paragraph `n` on its source's page."""
        return f"p{n}" if self.revision == 1 else f"r{self.revision}-p{n}"

    def words_id(self, n: int, claim: str) -> str:
        """The id of a claim's words in paragraph `n`."""
        return words_id(self.id(n), claim)

    def aliases_of(self, n: int) -> tuple[str, ...]:
        """The earlier ids of paragraph `n`, oldest first."""
        return tuple(name for name, now in self.aliases if now == n)

    @property
    def gone(self) -> tuple[str, ...]:
        """The earlier ids whose words are no longer there, oldest first."""
        return tuple(name for name, now in self.aliases if now is None)


FIRST = Numbering()
"""The numbering of a source whose numbers never changed their meaning."""


def words_id(paragraph: str, claim: str) -> str:
    """The id of a claim's words in the paragraph of an id."""
    return f"{paragraph}-{claim}"


def number_of(name: str) -> int:
    """The number in a paragraph's id, of whichever revision."""
    return int(name.rpartition("p")[2])


def renumber(
    before: Numbering, places: Mapping[int, int | None], count: int, *, before_count: int
) -> Numbering:
    """The numbering of an article of `count` paragraphs that had `before_count`.

    `places` says where the words of each earlier paragraph stand now; None where nowhere. A new
    revision begins when a number that is still there, or is there again, would mean other words
    than before. Where none does, a number that fell away at the end is all that can be missing.
    """
    moved = any(
        places.get(n) != n for n in range(1, before_count + 1) if n <= count or places.get(n)
    ) or any(name == before.id(n) for name in before.gone if (n := number_of(name)) <= count)
    revision = before.revision + moved
    aliases = [(name, now and places.get(now)) for name, now in before.aliases]
    for n in range(1, before_count + 1):
        now = places.get(n)
        if moved or now is None:
            aliases.append((before.id(n), now))
    return Numbering(revision, tuple(aliases))
