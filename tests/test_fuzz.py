"""The fuzzer finds what is wrong, makes it small, and what it once found stays mended."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from tests.fuzz.campaign import (
    FOUND,
    Campaign,
    Discovery,
    Tally,
    Trouble,
    load,
    minimise,
    run_case,
    save,
)
from tests.fuzz.corpus import ONLY, Case, Files, starting_cases
from tests.fuzz.mutation import Mutator
from tests.fuzz.targets import TARGETS, Behaviour

Count = Callable[[str, int], None]


@pytest.fixture(scope="module")
def cases() -> dict[str, tuple[Case, ...]]:
    """What the fuzzer starts from."""
    return starting_cases()


@pytest.mark.parametrize("path", sorted(FOUND.glob("*.json")), ids=lambda path: path.stem)
def test_what_was_found_once_is_mended(path: Path) -> None:
    case = load(path)
    outcome = run_case(TARGETS[case.target][0], case.files)
    assert not isinstance(outcome, Trouble), outcome.words


def test_there_is_something_to_replay() -> None:
    assert len(list(FOUND.glob("*.json"))) > 0


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_a_few_changed_cases_of_each_target_find_nothing(
    target: str, cases: dict[str, tuple[Case, ...]], count: Count
) -> None:
    times = 4 if TARGETS[target][1] < 10 else 30
    campaign = Campaign(2026, {target: TARGETS[target]}, _some(cases, target, times))
    found: list[str] = []
    tally = campaign.run(
        lambda tally: tally.tried[target] >= 2 * times,
        lambda each: found.append(each.trouble.words),
    )
    assert found == []
    count("fuzzed cases", tally.tried[target])


def _some(
    cases: dict[str, tuple[Case, ...]], target: str, number: int
) -> dict[str, tuple[Case, ...]]:
    """The cases that the dictionary is made of, and a few small ones of a target."""
    small = sorted(cases[target], key=lambda case: sum(map(len, case.files.values())))
    step = max(1, len(small) // number)
    return {**cases, target: tuple(small[::step][:number])}


def _fails_where_a_word_is_doubled(files: Files) -> Behaviour:
    words = files[ONLY].split()
    for one, other in pairwise(words):
        if one == other != b"":
            raise KeyError(one.decode("utf-8", "replace"))
    return frozenset({f"{len(words)} words"})


def test_a_planted_fault_is_found_and_made_small(cases: dict[str, tuple[Case, ...]]) -> None:
    start = {
        **cases,
        "planted": (Case("planted", {ONLY: b"ships wait here\n" * 3 + b"and there"}),),
    }
    campaign = Campaign(7, {"planted": (_fails_where_a_word_is_doubled, 50)}, start)
    found: list[Discovery] = []
    tally = campaign.run(
        lambda tally: bool(tally.found) or tally.tried["planted"] > 5_000, found.append
    )
    (discovery,) = found
    assert discovery.trouble.kind.startswith("KeyError")
    assert len(set(discovery.case.files[ONLY].split())) == 1
    assert len(discovery.case.files[ONLY].split()) == 2
    assert tally.again.total() >= 1


def test_a_fault_is_no_news_twice(cases: dict[str, tuple[Case, ...]]) -> None:
    start = {**cases, "planted": (Case("planted", {ONLY: b"a a"}), Case("planted", {ONLY: b"b b"}))}
    campaign = Campaign(7, {"planted": (_fails_where_a_word_is_doubled, 50)}, start)
    tally = campaign.run(lambda tally: tally.tried["planted"] >= 20, lambda _: None)
    assert len(tally.found) == 1
    assert tally.again.total() > 1


def _loops(files: Files) -> Behaviour:
    while files:
        pass
    return frozenset()


def test_a_case_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.campaign.MOST_SECONDS", 0.2)
    outcome = run_case(_loops, {ONLY: b"x"})
    assert isinstance(outcome, Trouble)
    assert outcome.kind.startswith("TooSlowError")


def test_minimising_keeps_what_is_needed_and_no_more() -> None:
    files = {"a": b"one two\nthree four\nfive", "b": b"not needed", "c": b"x" * 50}
    small = minimise(
        Case("t", files), lambda f: b"three" in f.get("a", b"") and len(f.get("c", b"")) >= 5, 10
    )
    assert small.files == {"a": b"three", "c": b"xxxxx"}


def test_a_finding_is_read_back_as_it_was_saved(tmp_path: Path) -> None:
    case = Case("yaml", {"text": "ميناء\n".encode(), "more": b"\xff\x00"})
    path = save(Discovery(Trouble("KeyError in seeds.x", "KeyError: 'x'"), case), tmp_path)
    assert load(path) == case
    assert path.name == "yaml-keyerror-in-seeds-x.json"


def test_the_same_seed_makes_the_same_changes(cases: dict[str, tuple[Case, ...]]) -> None:
    def made(seed: int) -> list[Files]:
        mutator = Mutator(Random(seed), ("a", "b"))  # noqa: S311
        files = cases["folder"][0].files
        return [mutator.mutate(files, files) for _ in range(20)]

    assert made(1) == made(1)
    assert made(1) != made(2)
    assert all(set(files) <= set(cases["folder"][0].files) for files in made(1))


def test_what_is_not_new_is_not_kept() -> None:
    tally = Tally()
    assert tally.is_new("yaml", frozenset({"R101 a"}))
    assert not tally.is_new("yaml", frozenset({"R101 a"}))
    assert tally.is_new("yaml", frozenset({"R101 a", "R102 b"}))
