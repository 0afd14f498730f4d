"""The search folds words in Python when it builds its index and in JavaScript when it is asked."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any, cast

import pytest
from playwright.sync_api import Browser

from hashiya.fold import fold_text
from hashiya.search_index import index_words

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "generator" / "hashiya" / "scripts" / "fold.js"
CASES: dict[str, list[tuple[str, Any]]] = json.loads(
    (ROOT / "tests" / "fold_cases.json").read_text(encoding="utf-8")
)
ASKED = """({
    fold: cases.fold.map(([text]) => foldText(text)),
    words: cases.words.map(([text]) => [...new Set(indexTokens(text))]),
    query: cases.query.map(([typed]) => foldQuery(typed)),
    finds: cases.finds.map(([, typed]) => queryTokens(typed)),
    misses: cases.misses.map(([, typed]) => queryTokens(typed)),
})"""


@pytest.fixture(scope="module")
def answers(request: pytest.FixtureRequest) -> dict[str, list[Any]]:
    """What the script answers to all cases at once, from Node or else from Chromium."""
    script = SCRIPT.read_text(encoding="utf-8")
    script += f"\nconst cases = {json.dumps(CASES)};\nJSON.stringify({ASKED});"
    if node := shutil.which("node"):
        run = subprocess.run(
            [node, "--print", script], capture_output=True, encoding="utf-8", check=True
        )
        return cast("dict[str, list[Any]]", json.loads(run.stdout))
    browser: Browser = request.getfixturevalue("browser")
    page = browser.new_page()
    answer = page.evaluate(f"eval({json.dumps(script)})")
    page.close()
    return cast("dict[str, list[Any]]", json.loads(answer))


@pytest.mark.parametrize("text,folded", CASES["fold"])
def test_python_folds(text: str, folded: str) -> None:
    assert fold_text(text) == folded


@pytest.mark.parametrize("text,words", CASES["words"])
def test_python_lists_the_words_of_a_text(text: str, words: list[str]) -> None:
    assert index_words(text).split() == words


def test_javascript_folds_as_python_does(answers: dict[str, list[Any]]) -> None:
    assert answers["fold"] == [folded for _, folded in CASES["fold"]]


def test_javascript_lists_the_words_of_a_text_as_python_does(
    answers: dict[str, list[Any]],
) -> None:
    assert answers["words"] == [words for _, words in CASES["words"]]


def test_javascript_folds_a_query_and_keeps_its_operators(answers: dict[str, list[Any]]) -> None:
    assert answers["query"] == [sent for _, sent in CASES["query"]]


def _found(text: str, terms: list[str]) -> bool:
    """Whether each term is the beginning of a word of the index, as the worker matches them."""
    return all(any(word.startswith(term) for word in index_words(text).split()) for term in terms)


def test_a_query_finds_a_text_in_another_spelling(answers: dict[str, list[Any]]) -> None:
    missed = [
        case
        for case, terms in zip(CASES["finds"], answers["finds"], strict=True)
        if not _found(case[0], terms)
    ]
    assert missed == []


def test_a_query_does_not_find_another_word(answers: dict[str, list[Any]]) -> None:
    found = [
        case
        for case, terms in zip(CASES["misses"], answers["misses"], strict=True)
        if _found(case[0], terms)
    ]
    assert found == []
