"""Whatever happens to an article, no citation is kept but by the words that were locked."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import assume, given
from hypothesis import strategies as st

from hashiya.anchors import Anchor, locate
from hashiya.articles import Article, parse_article
from hashiya.drift import KEPT, Drift, Run, Verdict, compare, follow
from hashiya.fold import fold_text
from hashiya.index import parse_index
from hashiya.lock import UNREAD_STATES, LockedSource, lock_source
from hashiya.repair import carried, repair
from tests.fuzz.targets import files_of, seeds_of
from tests.properties.effort import effort
from tests.properties.texts import NEGATIONS, PLAIN_WORDS
from tests.seedbed import BRIEFING, ENTITIES, SOURCES, index_of

Texts = Sequence[str]

words = st.sampled_from(PLAIN_WORDS)
"""Few words, so that paragraphs share some, and are the same now and then."""
paragraphs = st.lists(words, min_size=1, max_size=6).map(" ".join)
articles = st.lists(paragraphs, min_size=1, max_size=6)


@st.composite
def changed(draw: st.DrawFn, texts: list[str]) -> list[str]:
    """An article after a few changes of whole paragraphs, of words, and of where lines end."""
    now = list(texts)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(now) - 1))
        parts = now[at].split()
        spot = draw(st.integers(0, len(parts) - 1))
        change = draw(st.sampled_from("edit edit insert copy remove swap cut join".split()))
        if change == "edit":
            now[at] = draw(edited(parts, spot))
        elif change == "insert":
            now.insert(at, draw(paragraphs))
        elif change == "copy":
            now.insert(draw(st.integers(0, len(now))), now[at])
        elif change == "remove" and len(now) > 1:
            del now[at]
        elif change == "swap":
            other = draw(st.integers(0, len(now) - 1))
            now[at], now[other] = now[other], now[at]
        elif change == "cut" and spot > 0:
            now[at : at + 1] = [" ".join(parts[:spot]), " ".join(parts[spot:])]
        elif change == "join":
            now[at : at + 2] = [" ".join(now[at : at + 2])]
    return now


@st.composite
def edited(draw: st.DrawFn, parts: list[str], spot: int) -> str:
    """A paragraph with another word, one less, a negation more, or only other spellings."""
    other = draw(st.one_of(words, st.sampled_from(NEGATIONS)))
    return draw(
        st.sampled_from(
            (
                " ".join([*parts[:spot], other, *parts[spot + 1 :]]),
                " ".join([*parts[:spot], other, *parts[spot:]]),
                " ".join(parts[:spot] + parts[spot + 1 :] or parts),
                " ".join(parts).replace("ا", "أ").replace(" ", "\u00a0 "),
            )
        )
    )


def read(texts: Texts) -> tuple[bytes, Article]:
    """An article of these paragraphs."""
    raw = "\n\n".join(texts).encode()
    return raw, parse_article(raw, "one.txt")


def locked(texts: Texts) -> LockedSource:
    """The lock of it."""
    return lock_source(*read(texts))


@st.composite
def citations(draw: st.DrawFn, texts: list[str]) -> tuple[Run, str]:
    """A citation of a run of paragraphs by words of each."""
    first = draw(st.integers(1, len(texts)))
    last = min(len(texts), first + draw(st.sampled_from((0, 0, 0, 1, 2))))
    spans = []
    for text in texts[first - 1 : last]:
        parts = text.split()
        start = draw(st.integers(0, len(parts) - 1))
        spans.append(" ".join(parts[start : start + draw(st.integers(1, 4))]))
    return (first, last), " […] ".join(spans)


@st.composite
def changes(draw: st.DrawFn) -> tuple[list[str], list[str], Run, str]:
    """An article, what it became, and a citation of what it was."""
    then = draw(articles)
    run, quote = draw(citations(then))
    assume(isinstance(locate(read(then)[1], *run, quote), Anchor))
    return then, draw(changed(then)), run, quote


def verdict(then: Texts, now: Texts, run: Run, quote: str) -> Verdict:
    """What became of the citation."""
    raw, article = read(now)
    return follow(compare(locked(then), article, raw), *run, quote)


def folded_words(texts: Texts) -> list[str]:
    """The words of paragraphs, folded."""
    return fold_text(" ".join(texts)).split()


@given(changes())
@effort(6)
def test_a_kept_citation_holds_the_words_in_a_paragraph_that_was_locked(
    change: tuple[list[str], list[str], Run, str],
) -> None:
    then, now, run, quote = change
    found = verdict(then, now, run, quote)
    assert isinstance(found.drift, Drift)
    for first, last in found.places:
        assert 1 <= first <= last <= len(now)
    if not found.kept:
        assert found.drift not in KEPT
        assert found.reason != ""
        return
    ((first, last),) = found.places
    assert isinstance(locate(read(now)[1], first, last, quote), Anchor)
    before, after = folded_words(then[run[0] - 1 : run[1]]), folded_words(now[first - 1 : last])
    if before != after:
        assert _is_cut_or_joined(then, now, run, (first, last))


def _is_cut_or_joined(then: Texts, now: Texts, old: Run, new: Run) -> bool:
    """Whether a run of paragraphs around each is the same words, cut at other places."""
    for low in range(old[0], 0, -1):
        for high in range(old[1], len(then) + 1):
            whole = folded_words(then[low - 1 : high])
            for first in range(new[0], 0, -1):
                for last in range(new[1], len(now) + 1):
                    if folded_words(now[first - 1 : last]) == whole:
                        return True
    return False


@given(changes())
@effort(3)
def test_a_paragraph_that_stands_once_before_and_after_is_never_called_changed(
    change: tuple[list[str], list[str], Run, str],
) -> None:
    then, now, run, quote = change
    assume(run[0] == run[1])
    keys = [[" ".join(folded_words([text])) for text in texts] for texts in (then, now)]
    key = keys[0][run[0] - 1]
    assume(keys[0].count(key) == keys[1].count(key) == 1)
    place = keys[1].index(key) + 1
    found = verdict(then, now, run, quote)
    assert found.kept
    assert found.places == ((place, place),)


@given(st.data())
@effort()
def test_in_an_unchanged_article_every_citation_is_unchanged(data: st.DataObject) -> None:
    then = data.draw(articles)
    run, quote = data.draw(citations(then))
    assume(isinstance(locate(read(then)[1], *run, quote), Anchor))
    assert verdict(then, then, run, quote).drift is Drift.UNCHANGED


@given(changes(), st.sampled_from(NEGATIONS))
@effort(2)
def test_a_negation_put_into_every_paragraph_keeps_nothing(
    change: tuple[list[str], list[str], Run, str], negation: str
) -> None:
    then, _, run, quote = change
    now = [f"{negation} {text}" for text in then]
    assume(not any(fold_text(a) == fold_text(b) for a in now for b in then))
    assert not verdict(then, now, run, quote).kept


CLAIM = """
said:
  text: {{en: Words are here}}
  about: [ministry]
  note: see one#{first} and the rest
  evidence: [{{at: one#{first}{last}, quote: {quote!r}, modality: asserted}}]
"""


@given(changes(), st.data())
@effort(0.6)
def test_a_repair_is_made_once_even_if_the_article_is_put_back(
    change: tuple[list[str], list[str], Run, str], data: st.DataObject
) -> None:
    then, now, run, quote = change
    part = data.draw(st.integers(1, len(then)))
    last = f"-{run[1]}" if run[1] > run[0] else ""
    source = (
        "one: {file: one.txt, lang: en, title: {en: One}, publisher: gazette, unused: {'%d': x}}"
    )
    files = {
        "seeds/briefing.yml": BRIEFING.encode(),
        "seeds/sources.yml": (source % part).encode(),
        "seeds/entities/all.yml": ENTITIES.encode(),
        "seeds/claims/all.yml": CLAIM.format(first=run[0], last=last, quote=quote).encode(),
    }
    lock = {"one": locked(then)}
    for texts in (now, now, then, then):
        seeds = seeds_of({**files, "seeds/one.txt": read(texts)[0]})
        made = repair(seeds, parse_index(seeds), lock)
        repaired = {path: new.encode() for path, (_, new) in made.files.items()}
        files = {path: repaired.get(path, raw) for path, raw in files_of(seeds).items()}
        seeds = seeds_of(files)
        again = repair(seeds, parse_index(seeds), made.lock)
        assert again.files == {}
        assert again.lock == made.lock
        for (_, before), (_, after) in zip(made.verdicts, again.verdicts, strict=True):
            assert after.kept or not before.kept
            assert not after.kept or str(before.drift) not in UNREAD_STATES
        lock = dict(made.lock)


@given(st.data())
@effort()
def test_a_lock_carried_to_a_shuffled_article_is_the_lock_of_it(data: st.DataObject) -> None:
    then = data.draw(articles)
    now = data.draw(st.permutations(then))
    made = carried_to(then, now)
    assert made.paragraphs == locked(now).paragraphs
    assert made.is_same_file(locked(now))


def carried_to(then: Texts, now: Texts) -> LockedSource:
    """The lock of an article after it became another and its addresses were set right."""
    source = SOURCES.strip().splitlines()[0]
    index = index_of(sources=source, articles={"one.txt": "\n\n".join(now)})
    found = index.sources["one"]
    return carried(found, compare(locked(then), found.article, found.raw), ())
