"""The lock says what each address pointed at, and what has become of each citation since."""

from __future__ import annotations

import pytest

from hashiya.checks import reading_diagnostics
from hashiya.diagnostics import SeedErrors
from hashiya.fold import FOLD_VERSION
from hashiya.index import Index
from hashiya.lock import Drift, changes_since, drift_of, hash_paragraph, parse_lock, render_lock
from tests.seedbed import index_of

FIRST = "Port closed"
SECOND = "He said 12 ships are waiting outside the basin."
THIRD = "A second berth is planned."
ORIGINAL = (FIRST, SECOND, THIRD)


def index(*paragraphs: str, at: str = "one#2", quote: str = "12 ships are waiting") -> Index:
    """The index of an article of these paragraphs and one citation."""
    return index_of(
        f"c:\n  text: {{en: Twelve.}}\n  about: [gazette]\n  evidence:\n"
        f"    - at: {at}\n      quote: '{quote}'\n      modality: asserted\n",
        articles={
            "one.txt": "\n\n".join(paragraphs) + "\n",
            "two.txt": "words\n",
            "three.txt": "words\n",
        },
    )


def drift(*paragraphs: str, at: str = "one#2", quote: str = "12 ships are waiting",
          then: tuple[str, ...] = ORIGINAL) -> tuple[Drift, tuple[int, ...]]:  # fmt: skip
    """What became of the citation in an article that once had the paragraphs `then`."""
    lock = parse_lock(render_lock(index(*then, at=at, quote=quote)), "seeds")
    now = index(*paragraphs, at=at, quote=quote)
    return drift_of(now, lock, now.evidence()[0])


# --- the file -------------------------------------------------------------------------------------


def test_a_lock_reads_as_it_was_written() -> None:
    found = index(*ORIGINAL)
    lock = parse_lock(render_lock(found), "seeds")
    assert list(lock) == ["one", "three", "two"]
    assert lock["one"].fold == FOLD_VERSION
    assert lock["one"].paragraphs == tuple(hash_paragraph(text) for text in ORIGINAL)


def test_a_lock_is_the_same_whenever_it_is_written() -> None:
    assert render_lock(index(*ORIGINAL)) == render_lock(index(*ORIGINAL, quote="He said"))


def test_a_lock_of_nothing_is_a_lock() -> None:
    assert parse_lock(render_lock(index_of(sources="{}")), "seeds") == {}


def test_two_spellings_have_two_hashes_and_one_folded_hash() -> None:
    plain, folded = hash_paragraph("قاعدة ١٢")
    other, same = hash_paragraph(" قَاعده 12\u200f ")
    assert plain != other
    assert folded == same
    assert hash_paragraph("13")[1] != hash_paragraph("12")[1]


@pytest.mark.parametrize(
    "old, new, fault",
    [
        ("version: 1", "version: 2", "seeds/seeds.lock:1: no lock of version 1"),
        ("version: 1\n", "", "seeds/seeds.lock:1: no lock of version 1"),
        ("sources:", "source:", "seeds/seeds.lock:1: no lock of version 1"),
        ("fold: 1", "fold: one", "seeds/seeds.lock:4: the lock of “one” is damaged"),
        ("    paragraphs:", "    paragraph:", "seeds/seeds.lock:4: the lock of “one” is damaged"),
        ('- ["', '- ["0', "seeds/seeds.lock:4: the lock of “one” is damaged"),
        ('", "', '"]\n      - ["', "seeds/seeds.lock:4: the lock of “one” is damaged"),
        ("    file: ", "    file: 0", "seeds/seeds.lock:4: the lock of “one” is damaged"),
        ("<<<<<<< ours\n", "", ""),
    ],
)
def test_a_damaged_lock_is_refused(old: str, new: str, fault: str) -> None:
    text = render_lock(index(*ORIGINAL))
    changed = text.replace(old, new, 1) if fault else f"<<<<<<< ours\n{text}"
    with pytest.raises(SeedErrors) as raised:
        parse_lock(changed, "seeds")
    (found,) = reading_diagnostics(raised.value)
    assert found.code == ("R120" if fault else "R101")
    assert f"{found.where}: {found.message}".startswith(fault)


# --- drift ----------------------------------------------------------------------------------------


def test_a_citation_of_an_unchanged_paragraph_is_unchanged() -> None:
    assert drift(*ORIGINAL) == (Drift.UNCHANGED, (2,))
    assert drift("Port open", SECOND, "Other.") == (Drift.UNCHANGED, (2,))


@pytest.mark.parametrize(
    "now", [SECOND.replace("12", "١٢"), f"\u200f{SECOND} ", SECOND.replace(" ", "\u00a0")]
)
def test_a_change_that_folding_levels_is_harmless(now: str) -> None:
    assert drift(FIRST, now, THIRD) == (Drift.HARMLESS, (2,))


def test_a_paragraph_that_stands_elsewhere_has_moved() -> None:
    assert drift("New", FIRST, SECOND, THIRD) == (Drift.MOVED, (3,))
    assert drift(SECOND, THIRD) == (Drift.MOVED, (1,))
    assert drift("New", FIRST, SECOND.replace("12", "١٢"), THIRD) == (Drift.MOVED, (3,))


def test_words_that_stand_in_another_paragraph_have_moved() -> None:
    assert drift(FIRST, THIRD, "Later: 12 ships are waiting.") == (Drift.MOVED, (3,))


def test_a_paragraph_that_stands_at_two_other_places_is_ambiguous() -> None:
    assert drift(SECOND, FIRST, THIRD, SECOND) == (Drift.AMBIGUOUS, (1, 4))


def test_words_that_stand_in_two_other_paragraphs_are_ambiguous() -> None:
    found = drift("Now 12 ships are waiting.", FIRST, "So 12 ships are waiting!")
    assert found == (Drift.AMBIGUOUS, (1, 3))


@pytest.mark.parametrize(
    "now",
    [
        SECOND.replace("He said", "He denied that"),
        SECOND.replace("12", "13"),
        SECOND.replace("are", "were"),
        SECOND.replace(" outside the basin", ""),
    ],
)
def test_a_paragraph_with_other_words_is_edited_in_meaning(now: str) -> None:
    assert drift(FIRST, now, THIRD) == (Drift.MEANING, (2,))


def test_words_that_nothing_is_like_are_gone() -> None:
    assert drift(FIRST, THIRD) == (Drift.GONE, ())
    assert drift("x") == (Drift.GONE, ())


def test_a_citation_of_a_source_that_is_no_more_is_gone() -> None:
    lock = parse_lock(render_lock(index(*ORIGINAL)), "seeds")
    now = index(*ORIGINAL, at="six#2")
    assert drift_of(now, lock, now.evidence()[0]) == (Drift.GONE, ())


def test_a_source_or_a_paragraph_that_came_after_the_lock_is_not_in_it() -> None:
    assert drift(*ORIGINAL, then=(FIRST,)) == (Drift.UNLOCKED, ())
    now = index(*ORIGINAL)
    assert drift_of(now, {}, now.evidence()[0]) == (Drift.UNLOCKED, ())


def test_a_lock_of_another_fold_version_says_nothing() -> None:
    now = index(*ORIGINAL)
    text = render_lock(now).replace(f"fold: {FOLD_VERSION}", f"fold: {FOLD_VERSION + 1}")
    assert drift_of(now, parse_lock(text, "seeds"), now.evidence()[0]) == (Drift.UNLOCKED, ())


def drift_of_range(*paragraphs: str) -> tuple[Drift, tuple[int, ...]]:
    """What became of a citation of two paragraphs."""
    return drift(*paragraphs, at="one#2-3", quote="12 ships are waiting […] second berth")


def test_a_range_is_looked_at_whole() -> None:
    assert drift_of_range(*ORIGINAL) == (Drift.UNCHANGED, (2, 3))
    assert drift_of_range("New", *ORIGINAL) == (Drift.MOVED, (3, 4))
    assert drift_of_range(FIRST, SECOND, f"{THIRD} ") == (Drift.HARMLESS, (2, 3))
    edited = THIRD.replace("A", "The")
    assert drift_of_range(FIRST, SECOND, edited) == (Drift.MEANING, (2, 3))


def test_a_range_with_a_paragraph_put_between_is_not_unchanged() -> None:
    assert drift_of_range(FIRST, SECOND, "New", THIRD)[0] in {Drift.MEANING, Drift.GONE}


def test_a_new_lock_says_what_it_takes_anew() -> None:
    locked = parse_lock(render_lock(index(*ORIGINAL)), "seeds")
    after = index("Port open", SECOND, THIRD, "One more.")
    assert changes_since(index(*ORIGINAL), locked) == ()
    assert changes_since(after, locked) == (
        "one#1: changed, “Port open”",
        "one#4: new, “One more.”",
    )
    assert changes_since(index(FIRST, SECOND), locked) == ("one#3: gone",)
    assert changes_since(after, {})[0].endswith(": new")
