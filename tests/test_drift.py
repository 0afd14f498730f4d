"""Each citation ends in one state, and words that are not proven to be the same are never kept."""

from __future__ import annotations

import pytest

from hashiya.articles import parse_article
from hashiya.drift import KEPT, Drift, Run, Verdict, compare, compare_all, follow, named, verdicts
from hashiya.fold import FOLD_VERSION
from hashiya.lock import LockedSource, hash_paragraph, lock_of, lock_source
from tests.seedbed import index_of

FIRST = "Port closed"
SECOND = "He said 12 ships are waiting outside the basin."
THIRD = "A second berth is planned."
ORIGINAL = (FIRST, SECOND, THIRD)
QUOTE = "12 ships are waiting"
RANGE = "12 ships are waiting […] second berth"


def locked(*paragraphs: str) -> LockedSource:
    """The lock of an article of these paragraphs."""
    raw = "\n\n".join(paragraphs).encode()
    return lock_source(raw, parse_article(raw, "one.txt"))


def verdict(
    *paragraphs: str, at: Run = (2, 2), quote: str = QUOTE, then: tuple[str, ...] = ORIGINAL
) -> Verdict:
    """What became of a citation in an article that once had the paragraphs `then`."""
    raw = "\n\n".join(paragraphs).encode()
    return follow(compare(locked(*then), parse_article(raw, "one.txt"), raw), *at, quote)


def drift(*paragraphs: str, quote: str = QUOTE) -> tuple[Drift, tuple[int, ...]]:
    """The state of the citation of the second paragraph, and where it may stand now."""
    found = verdict(*paragraphs, quote=quote)
    return found.drift, tuple(first for first, _ in found.places)


def drift_of_range(*paragraphs: str) -> tuple[Drift, tuple[Run, ...]]:
    """The same for a citation of the second and the third paragraph together."""
    found = verdict(*paragraphs, at=(2, 3), quote=RANGE)
    return found.drift, found.places


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


@pytest.mark.parametrize("other", ["Later: 12 ships are waiting.", f"Nobody thinks that {SECOND}"])
def test_words_that_stand_in_a_changed_paragraph_elsewhere_have_not_moved(other: str) -> None:
    assert drift(FIRST, THIRD, other) == (Drift.MEANING, (3,))


def test_words_that_stand_in_another_paragraph_that_was_there_before_are_gone() -> None:
    other = "So 12 ships are waiting!"
    found = verdict(FIRST, other, then=(FIRST, SECOND, other))
    assert (found.drift, found.places) == (Drift.GONE, ((2, 2),))
    assert "another that was there before" in found.reason


def test_a_paragraph_that_stands_at_two_other_places_is_ambiguous() -> None:
    assert drift(SECOND, FIRST, THIRD, SECOND) == (Drift.AMBIGUOUS, (1, 4))


def test_equal_paragraphs_keep_their_order_where_there_are_as_many_as_before() -> None:
    then = ("Advertisement", SECOND, "Advertisement", THIRD)
    now = ("New", *then)
    for n in range(1, 5):
        found = verdict(*now, at=(n, n), quote=then[n - 1], then=then)
        assert (found.drift, found.places) == (Drift.MOVED, ((n + 1, n + 1),))


def test_words_that_stand_in_two_changed_paragraphs_are_ambiguous() -> None:
    found = drift("Now 12 ships are waiting.", "New", "So 12 ships are waiting!", "Newer")
    assert found == (Drift.AMBIGUOUS, (1, 3))


@pytest.mark.parametrize(
    "now",
    [
        SECOND.replace("He said", "He denied that"),
        SECOND.replace("12", "13"),
        SECOND.replace("are", "were"),
        SECOND.replace("are", "are not"),
        SECOND.replace(" outside the basin", ""),
        SECOND + " Or so he hopes.",
    ],
)
def test_a_paragraph_with_other_words_is_edited_in_meaning(now: str) -> None:
    assert drift(FIRST, now, THIRD) == (Drift.MEANING, (2,))
    assert drift("New", FIRST, now, THIRD) == (Drift.MEANING, (3,))


def test_a_quotation_with_other_words_comes_with_the_nearest() -> None:
    found = verdict("New", FIRST, SECOND.replace("12", "13"), THIRD)
    assert found.miss is not None
    assert found.miss.difference == "[-12-] {+13+} ships are waiting"
    assert found.miss.words == (QUOTE, "13 ships are waiting")


def test_words_that_nothing_is_like_are_gone() -> None:
    assert drift(FIRST, THIRD) == (Drift.GONE, ())
    assert drift("x") == (Drift.GONE, ())


# --- paragraphs cut and joined --------------------------------------------------------------------


def test_a_paragraph_that_was_cut_outside_the_quotation_is_kept() -> None:
    assert drift(FIRST, "He said 12 ships are waiting", "outside the basin.", THIRD) == (
        Drift.HARMLESS,
        (2,),
    )
    assert drift(FIRST, "He said", "12 ships are", "waiting outside the basin.", THIRD) == (
        Drift.MEANING,
        (2,),
    )
    assert drift(FIRST, "He said", "12 ships are waiting outside the basin.", THIRD) == (
        Drift.MOVED,
        (3,),
    )


def test_a_paragraph_that_was_cut_and_changed_is_not_kept() -> None:
    assert drift(FIRST, "He denied", "12 ships are waiting outside the basin.")[0] is Drift.MEANING


def test_a_quotation_that_stands_in_both_halves_is_ambiguous() -> None:
    words = "Ships wait. Ships wait."
    found = verdict(FIRST, "Ships wait.", "Ships wait.", then=(FIRST, words), quote="Ships wait")
    assert (found.drift, found.places) == (Drift.AMBIGUOUS, ((2, 2), (3, 3)))


def test_paragraphs_that_were_joined_are_kept() -> None:
    assert drift(FIRST, f"{SECOND} {THIRD}") == (Drift.HARMLESS, (2,))
    assert drift("New", FIRST, f"{SECOND}\u00a0{THIRD}") == (Drift.MOVED, (3,))
    assert drift(f"{FIRST} {SECOND} {THIRD}") == (Drift.MOVED, (1,))
    assert drift_of_range(FIRST, f"{SECOND} {THIRD}") == (Drift.MOVED, ((2, 2),))


@pytest.mark.parametrize(
    "now", [f"{SECOND} Nobody believes it. {THIRD}", f"It is false that {SECOND} {THIRD}"]
)
def test_paragraphs_that_were_joined_with_other_words_are_not_kept(now: str) -> None:
    assert drift(FIRST, now) == (Drift.MEANING, (2,))


def test_a_paragraph_that_was_joined_twice_is_ambiguous() -> None:
    twice = f"{SECOND} {THIRD}"
    found = verdict("New", twice, FIRST, twice)
    assert (found.drift, found.places) == (Drift.AMBIGUOUS, ((2, 2), (4, 4)))


# --- ranges ---------------------------------------------------------------------------------------


def test_a_range_is_looked_at_whole() -> None:
    assert drift_of_range(*ORIGINAL) == (Drift.UNCHANGED, ((2, 3),))
    assert drift_of_range("New", *ORIGINAL) == (Drift.MOVED, ((3, 4),))
    assert drift_of_range(FIRST, SECOND, f"{THIRD} ") == (Drift.HARMLESS, ((2, 3),))
    edited = THIRD.replace("A", "The")
    assert drift_of_range(FIRST, SECOND, edited) == (Drift.MEANING, ((2, 3),))


def test_a_range_with_a_paragraph_put_between_is_for_a_person() -> None:
    assert drift_of_range(FIRST, SECOND, "New", THIRD) == (Drift.MEANING, ())


def test_a_range_whose_paragraphs_stand_twice_is_ambiguous() -> None:
    assert drift_of_range(SECOND, THIRD, FIRST, SECOND, THIRD) == (
        Drift.AMBIGUOUS,
        ((1, 2), (4, 5)),
    )


# --- wrong addresses, and what the lock doesn't know ---------------------------------------------


def test_in_the_locked_file_a_wrong_address_moves_to_the_one_place_of_its_words() -> None:
    found = verdict(*ORIGINAL, at=(3, 3))
    assert (found.drift, found.places) == (Drift.MOVED, ((2, 2),))
    twice = (*ORIGINAL, SECOND)
    assert verdict(*twice, at=(3, 3), then=twice).drift is Drift.AMBIGUOUS


def test_in_another_file_a_wrong_address_does_not_move() -> None:
    assert verdict(*ORIGINAL, "New", at=(3, 3)).drift is Drift.GONE


def test_a_citation_that_was_repaired_already_is_unchanged() -> None:
    assert verdict("New", *ORIGINAL, at=(3, 3)).drift is Drift.UNCHANGED


def test_words_that_never_stood_in_the_article_are_never_kept() -> None:
    assert verdict(*ORIGINAL, quote="13 ships are waiting").drift is Drift.MEANING
    assert verdict(*ORIGINAL, quote="no such words").drift is Drift.GONE


def test_a_paragraph_that_came_after_the_lock_is_not_in_it() -> None:
    assert verdict(*ORIGINAL, then=(FIRST,)).drift is Drift.UNLOCKED


def test_a_lock_of_another_fold_version_knows_what_is_the_same_to_the_letter() -> None:
    old = locked(*ORIGINAL)
    other = LockedSource(
        old.file, FOLD_VERSION + 1, tuple((p, "0" * 32) for p, _ in old.paragraphs)
    )
    for now, expected in (
        (ORIGINAL, Drift.UNCHANGED),
        (("New", *ORIGINAL), Drift.MOVED),
        ((FIRST, f"{SECOND} ", THIRD), Drift.MEANING),
    ):
        raw = "\n".join(now).encode()
        found = follow(compare(other, parse_article(raw, "one.txt"), raw), 2, 2, QUOTE)
        assert found.drift is expected


def test_every_citation_of_an_index_has_one_verdict() -> None:
    claims = "".join(
        f"c{n}:\n  text: {{en: Words.}}\n  about: [gazette]\n  evidence:\n"
        f"    - {{at: {source}#{p}, quote: words, modality: asserted}}\n"
        for n, (source, p) in enumerate([("one", 1), ("one", 7), ("two", 1), ("six", 1)])
    )
    index = index_of(claims)
    lock = {id_: each for id_, each in lock_of(index).items() if id_ != "two"}
    comparisons = compare_all(index, lock)
    found = list(verdicts(index, comparisons))
    assert [evidence for evidence, _ in found] == list(index.evidence())
    assert [v.drift for _, v in found] == [
        Drift.UNCHANGED,
        Drift.UNLOCKED,
        Drift.UNLOCKED,
        Drift.GONE,
    ]
    assert [e.at.source for e, _ in verdicts(index, comparisons, {"one"})] == ["two", "six"]


def test_what_is_kept_is_said_in_one_place() -> None:
    assert {drift for drift in Drift if Verdict(drift, (1, 1)).kept} == KEPT
    assert {Drift.MEANING, Drift.AMBIGUOUS, Drift.GONE, Drift.UNLOCKED}.isdisjoint(KEPT)


def test_an_address_is_named_as_it_is_written() -> None:
    assert named("one", (2, 2)) == "one#2"
    assert named("one", (2, 4)) == "one#2-4"


def test_the_hash_of_no_words_is_that_of_no_paragraph() -> None:
    assert "0" * 32 not in hash_paragraph("")
