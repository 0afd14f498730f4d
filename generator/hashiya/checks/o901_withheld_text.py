"""No run of twelve words of withheld text is in the built site.

A source's policy says what may be shown of it, and one slip of a template, of the search index or
of an export would show the rest. So the built texts themselves are looked at: pages with their tags
and attributes, feeds, JSON, exports. Withheld is, under `quote`, all but the sentences around the
quotations; under `link` and `none`, everything, the glosses included; under `none` the title too.
Runs are compared after folding and in lower case, inside one paragraph. A run counts when half of
its words or more are withheld, and isn't withheld when it also stands in what is public: another
source's excerpt or a source's title. Words of our own make nothing public: twelve words of an
article in a claim or on a hand-written page are a leak.

A PDF holds glyphs, and of about one word in fifty of Arabic its letters come back in another order
or doubled, the words themselves in theirs. So in a PDF two words are the same when they have the
same letters, whatever their order and number; digits at a word are a note's number. Runs are looked
for twice: as they stand, and without numbers and words of one letter, so that a note's number
inside a run doesn't hide it; and once more with Latin words the other way round, as they come back
from a line of Arabic. Line ends hide nothing, nor do words divided there. What does: the end of a
page, where notes and running heads come between; a line of Arabic with a note's number, or with a
mark that stands apart, whose parts may come back in another order; and a run with both a divided
word and a hyphen of its own at line ends. Each part of such a run is found where it has twelve
words. The alternative texts of figures are looked at on the site only.

Wrong: a search index that holds the whole text of an article under `publish: quote`.

Right: an index of the claims and the excerpts; or `publish: full`, where the licence allows it.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import TypeVar

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Location, Severity, shown
from hashiya.editions import texts_in
from hashiya.fold import fold_text
from hashiya.publishing import Ranges, all_excerpts

SEVERITY = Severity.ERROR

RUN = 12
"""Words of the shortest run; from FORMAT's promise."""

HYPHEN = "\ufffe"
"""What PDFium makes of a hyphen at the end of a line, and of the line's end with it."""

_HALF = RUN // 2
"""Withheld words that a run must have: a word or two beside an excerpt may be ours by chance."""

_WORD = re.compile(r"\w+")
_CHUNK = re.compile(r"\S+")
_TAG = re.compile(r"</?([A-Za-z!][\w-]*)[^<>]*>")
_NOTE_MARK = re.compile(
    r"<sup\b[^<>\n]*>(?:<[^<>\n]*>)*[^\w\n<>]*\w{1,6}[^\w\n<>]*(?:<[^<>\n]*>)*</sup>"
)
_COMMENT_EDGE = re.compile("<!--|-->")
_JSON_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([nrtbf])|([\\\"/]))")
_INLINE = frozenset(
    "a abbr b bdi bdo cite code del dfn em i ins kbd mark q s small span strong sub sup time u "
    "wbr".split()
)

_Run = int
"""The hash of a run's word numbers."""

_Line = tuple[int, tuple[str, ...]]
"""A line of a PDF: its page (1-based) and its folded words."""

_With = TypeVar("_With")
_Reading = Callable[[Iterable[tuple[str, _With]]], Iterable[tuple[str, _With]]]
"""Folded words as they are to be compared; what stands with a word stays with it."""


def check(subject: Subject, outputs: Mapping[str, str]) -> Iterator[Finding]:
    """Yields a finding for each stretch of withheld text in the built texts, by path.

    The text of a PDF is one whose path ends so; its pages are parted by form feeds.
    """
    pdfs = {path for path in outputs if path.lower().endswith(".pdf")}
    yield from _check_texts(subject, {p: t for p, t in outputs.items() if p not in pdfs})
    if pdfs:
        yield from _check_pdfs(subject, {path: outputs[path] for path in sorted(pdfs)})


def _check_texts(subject: Subject, texts: Mapping[str, str]) -> Iterator[Finding]:
    vocabulary: dict[str, int] = {}
    withheld = _withheld(subject, vocabulary, _as_written)
    if not withheld:
        return
    glance = _Glance(vocabulary, withheld)
    for path in sorted(texts):
        if not glance.sees(texts[path]):
            continue
        plain, tags = _plain(texts[path])
        for line, source, n, words in _leaks(plain, tags, vocabulary, withheld):
            yield Finding(Location(path, line), _message(subject, source, n, words))


def _check_pdfs(subject: Subject, texts: Mapping[str, str]) -> Iterator[Finding]:
    """The same in PDFs: at most one finding for a paragraph on a page, the page as the line."""
    orders: list[tuple[str, tuple[_Line, ...]]] = []
    for path, text in texts.items():
        for way in _hyphenated(text):
            lines = tuple(_printed_lines(way))
            orders += ((path, lines), (path, tuple((page, _turned(line)) for page, line in lines)))
    found: dict[tuple[str, int, str, int], str] = {}
    for reading in (_by_letters, _words_by_letters):
        vocabulary: dict[str, int] = {}
        withheld = _withheld(subject, vocabulary, reading)
        for path, lines in orders if withheld else ():
            placed = ((word, (page, word)) for page, line in lines for word in line)
            words = ((key, page, word) for key, (page, word) in reading(placed))
            for page, source, n, run in _stretches(words, vocabulary, withheld):
                found.setdefault((path, page, source, n), run)
    for (path, page, source, n), run in found.items():
        said = f"page {page}: {_message(subject, source, n, run)}"
        yield Finding(Location(path, page), said)


def _message(subject: Subject, source: str, n: int, words: str) -> str:
    return (
        f"withheld words of {source}#{n}: {shown(words, 120)}, expected none of the "
        f"source's words beyond its policy ({subject.index.sources[source].publish})"
    )


def _hyphenated(text: str) -> tuple[str, ...]:
    """A PDF's text with words divided at a line's end made whole, and with them left in two.

    Which of both a hyphen asks for can't be seen: both `Wash-ington` and `Al-Monitor` have one.
    """
    if HYPHEN not in text:
        return (text,)
    return text.replace(HYPHEN, ""), text.replace(HYPHEN, " ")


def _printed_lines(text: str) -> Iterator[_Line]:
    """The lines of a PDF's text."""
    for page, part in enumerate(text.split("\f"), start=1):
        for row in part.split("\n"):
            yield page, tuple(word for chunk in row.split() for word in _words(chunk))


def _turned(line: Sequence[str]) -> tuple[str, ...]:
    """A line with each stretch of words of left-to-right letters the other way round.

    So they come back from a line that runs from right to left.
    """
    stretches = groupby(line, key=_goes_left)
    return tuple(w for left, words in stretches for w in (words if left else reversed([*words])))


@lru_cache(maxsize=200_000)
def _goes_left(word: str) -> bool:
    return unicodedata.bidirectional(word[0]) in ("R", "AL")


def _as_written(words: Iterable[tuple[str, _With]]) -> Iterable[tuple[str, _With]]:
    return words


def _by_letters(words: Iterable[tuple[str, _With]]) -> Iterator[tuple[str, _With]]:
    """Each word as its letters, or as its digits where it has no letters."""
    for word, beside in words:
        yield _letters(word), beside


def _words_by_letters(words: Iterable[tuple[str, _With]]) -> Iterator[tuple[str, _With]]:
    """Each word as its letters, without numbers and words of one letter.

    A letter alone may be what was torn off a word: its vowelled first at the end of a line.
    """
    for letters, beside in _by_letters(words):
        if len(letters) > 1 and not letters[0].isdigit():
            yield letters, beside


@lru_cache(maxsize=200_000)
def _letters(word: str) -> str:
    """The letters of a folded word, each once, sorted."""
    return "".join(sorted({c for c in word if not c.isdigit()})) or word


def _withheld(
    subject: Subject, vocabulary: dict[str, int], reading: _Reading[bool]
) -> dict[_Run, tuple[str, int]]:
    """The runs that must not be shown, each with a source and paragraph (1-based) that has it.

    Words of ours make no word of an article public, but a gloss may say what a claim says.
    """
    articles, public = _sorted_runs(_sources_texts(subject), vocabulary, reading)
    glosses, shown_glosses = _sorted_runs(_glosses(subject), vocabulary, reading)
    public |= shown_glosses
    ours = {
        run
        for text in _own_texts(subject)
        for run, _ in _runs(reading(_flagged_words(text, _whole(text))), vocabulary)
    }
    found = {run: place for run, place in glosses.items() if run not in ours} | articles
    return {run: place for run, place in found.items() if run not in public}


def _sorted_runs(
    texts: Iterable[tuple[str, Ranges, str, int]],
    vocabulary: dict[str, int],
    reading: _Reading[bool],
) -> tuple[dict[_Run, tuple[str, int]], set[_Run]]:
    """The withheld runs of texts with their places, and the public ones."""
    withheld: dict[_Run, tuple[str, int]] = {}
    public: set[_Run] = set()
    for text, ranges, source, n in texts:
        for run, hidden in _runs(reading(_flagged_words(text, ranges)), vocabulary):
            if hidden == 0:
                public.add(run)
            elif hidden >= _HALF:
                withheld.setdefault(run, (source, n))
    return withheld, public


def _runs(
    flagged: Iterable[tuple[str, bool]], vocabulary: dict[str, int]
) -> Iterator[tuple[_Run, int]]:
    """Each run of twelve words, and how many of them are withheld."""
    words = tuple(flagged)
    numbers = [vocabulary.setdefault(word, len(vocabulary)) for word, _ in words]
    hidden = [not shows for _, shows in words]
    for at in range(len(words) - RUN + 1):
        yield hash(tuple(numbers[at : at + RUN])), sum(hidden[at : at + RUN])


def _sources_texts(subject: Subject) -> Iterator[tuple[str, Ranges, str, int]]:
    """Paragraphs and titles with the ranges that are public, source and paragraph (1-based)."""
    index = subject.index
    for id_, ranges in all_excerpts(index).items():
        source = index.sources[id_]
        for paragraph in source.article.paragraphs:
            yield paragraph.text, ranges.get(paragraph.n, ()), id_, paragraph.n
        for title in source.title.values():
            yield title, () if source.publish == "none" else _whole(title), id_, 1


def _glosses(subject: Subject) -> Iterator[tuple[str, Ranges, str, int]]:
    for evidence in subject.index.evidence():
        cited = subject.index.sources.get(evidence.at.source)
        hides = cited is not None and cited.publish in ("link", "none")
        for gloss in evidence.gloss.values():
            yield gloss, () if hides else _whole(gloss), evidence.at.source, evidence.at.first


def _whole(text: str) -> Ranges:
    return ((0, len(text)),)


def _own_texts(subject: Subject) -> Iterator[str]:
    for claim in subject.index.claims.values():
        yield from claim.text.values()
        if claim.judgement:
            yield from claim.judgement.basis.values()
        for said in (*claim.conflicts, *claim.distinct):
            yield from (said.about or {}).values()
    for entity in subject.index.entities.values():
        for texts in (entity.name, entity.role or {}, entity.summary or {}):
            yield from texts.values()
    for tombstone in subject.index.tombstones.values():
        yield from tombstone.reason.values()
    for snapshot in subject.editions:  # the page of what changed may show them
        yield from texts_in(snapshot)
    for page in subject.prose:
        yield _plain(page.text)[0]


def _flagged_words(text: str, ranges: Ranges) -> list[tuple[str, bool]]:
    """The folded words of `text`, each with whether one of `ranges` touches it."""
    found = []
    for chunk in _CHUNK.finditer(text):
        shows = any(first < chunk.end() and chunk.start() < last for first, last in ranges)
        found += [(word, shows) for word in _words(chunk[0])]
    return found


def _plain(text: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """`text` without markup, line ends kept; and its tags, as (line, tag), for their attributes.

    One way for all formats: JSON escapes, character references and tags are undone wherever they
    stand, twice, because a feed or a search index holds markup that is escaped once more.
    """
    text = _JSON_ESCAPE.sub(_unescape, text) if "\\" in text else text
    tags: list[tuple[int, str]] = []
    for _ in range(2):
        if "<" in text:
            text = _NOTE_MARK.sub("", _COMMENT_EDGE.sub(" ", text))
            tags += _attributes(text)
            text = _TAG.sub(_gap, text)
        if "&" in text:
            text = html.unescape(text)
    return text, tuple(tags)


class _Glance:
    """Says quickly, and without a place, whether a text may hold a run: never no where one stands.

    Built pages repeat each other: what a tag and the words after it come to is remembered, and so
    is every word's number.
    """

    def __init__(
        self, vocabulary: Mapping[str, int], withheld: Mapping[_Run, tuple[str, int]]
    ) -> None:
        self._vocabulary = vocabulary
        self._withheld = withheld
        self._plain: dict[str, str] = {}
        self._numbers: dict[str, tuple[int | None, ...]] = {}

    def sees(self, text: str) -> bool:
        """Whether a run may stand in `text` or in one of its tags."""
        if "\\" in text:
            text = _JSON_ESCAPE.sub(_unescape, text)
        tags: list[str] = []
        for _ in range(2):
            if "<" in text:
                text = self._without_tags(_NOTE_MARK.sub("", text), tags)
            if "&" in text:
                text = html.unescape(text)
        return self._has_run(text) or any(self._has_run(html.unescape(tag)) for tag in tags)

    def _without_tags(self, text: str, tags: list[str]) -> str:
        """`text` with its tags gone; tags not met before that may hold a run go to `tags`."""
        first, *parts = text.split("<")
        known = self._plain
        found = [first]
        for part in parts:
            plain = known.get(part)
            if plain is None:
                plain = known[part] = _after_tag(part)
                if len(part) >= 2 * RUN and "=" in part:
                    tags.append(part)
            found.append(plain)
        return "".join(found)

    def _has_run(self, text: str) -> bool:
        numbers: list[int | None] = []
        known = self._numbers
        for chunk in text.split():
            found = known.get(chunk)
            if found is None:
                found = known[chunk] = tuple(map(self._vocabulary.get, _words(chunk)))
            numbers += found
        length = 0
        for end, number in enumerate(numbers, start=1):
            length = 0 if number is None else length + 1
            if length >= RUN and hash(tuple(numbers[end - RUN : end])) in self._withheld:
                return True
        return False


def _after_tag(part: str) -> str:
    """The text that follows a `<`: without the tag that it opens, if it opens one."""
    tag = _TAG.match("<" + part)
    if part.startswith("!--") or not tag:
        return " " + part
    return _gap(tag) + part[tag.end() - 1 :]


def _unescape(escape: re.Match[str]) -> str:
    if escape[1]:
        character = chr(int(escape[1], 16))
        return " " if character.isspace() else character
    return " " if escape[2] else escape[3]


def _attributes(text: str) -> list[tuple[int, str]]:
    """The tags that are long enough to hold a run of words, each with its line (1-based)."""
    found: list[tuple[int, str]] = []
    line, at = 1, 0
    for tag in _TAG.finditer(text):
        # Twelve words have eleven gaps between them.
        if tag.end() - tag.start() >= 2 * RUN and "=" in tag[0]:
            line += text.count("\n", at, tag.start())
            at = tag.start()
            found.append((line, html.unescape(tag[0])))
    return found


def _gap(tag: re.Match[str]) -> str:
    """What stands in a tag's place: nothing for a tag inside a line, a space for others."""
    lines = tag[0].count("\n")
    return "\n" * lines if lines else "" if tag[1].lower() in _INLINE else " "


@lru_cache(maxsize=200_000)
def _words(chunk: str) -> tuple[str, ...]:
    """The folded words of a text without white space."""
    return tuple(_WORD.findall(fold_text(chunk).lower()))


def _leaks(
    plain: str,
    tags: Sequence[tuple[int, str]],
    vocabulary: Mapping[str, int],
    withheld: Mapping[_Run, tuple[str, int]],
) -> Iterator[tuple[int, str, int, str]]:
    """Line, source, paragraph and first words of each stretch, in the text and in its tags."""
    for first, text in ((1, plain), *tags):
        words = (
            (word, line, word)
            for line, row in enumerate(text.split("\n"), start=first)
            for chunk in row.split()
            for word in _words(chunk)
        )
        yield from _stretches(words, vocabulary, withheld)


def _stretches(
    words: Iterable[tuple[str, int, str]],
    vocabulary: Mapping[str, int],
    withheld: Mapping[_Run, tuple[str, int]],
) -> Iterator[tuple[int, str, int, str]]:
    """Line, source, paragraph and first words of each stretch; `words` are key, line and word."""
    window: list[tuple[int, int, str]] = []
    before: tuple[str, int] | None = None
    for key, line, word in words:
        number = vocabulary.get(key)
        if number is None:
            window.clear()
            before = None
            continue
        window.append((number, line, word))
        if len(window) < RUN:
            continue
        place = withheld.get(hash(tuple(number for number, _, _ in window[-RUN:])))
        if place and place != before:
            start = window[-RUN:]
            yield start[0][1], *place, " ".join(word for _, _, word in start)
        before = place
        del window[:-RUN]
