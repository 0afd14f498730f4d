"""A page of each template through all of `make audit`, which looks at every page."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.audit.every_page import NOT_FOUND, Seen, audit, not_found_of, sample_of, summarize
from tests.audit.roles import find_roles
from tests.audit.stage import Stage, staged

Count = Callable[[str, int], None]

SAMPLE = (
    "",
    "actors/hezbollah/",
    "bases/",
    "claims/no-formal-request/",
    "phases/talks/",
    "sources/end-by-2025/",
    "sources/",
    "method/",
    "quantities/",
    "changes/",
    "timeline/",
    "map/",
    "who-is-where/",
    "agreement/",
)
"""Small pages of each template. The long lists are left to the command: each takes a minute."""

OF_SIZE = {"small-text", "small-target", "axe:target-size"}


@pytest.fixture(scope="module")
def stage(
    built_site: Path, chromium: str, monkeypatch_module: pytest.MonkeyPatch
) -> Iterator[Stage]:
    """The site of this repository's briefing, served."""
    monkeypatch_module.setenv("CHROMIUM", chromium)
    with staged(built_site) as stage:
        yield stage


@pytest.fixture(scope="module")
def monkeypatch_module() -> Iterator[pytest.MonkeyPatch]:
    """What is set for all tests of this file."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="module")
def seen(stage: Stage) -> list[Seen]:
    """What came of looking at the sample, in both languages."""
    addresses = [
        stage.prefix(lang) + address
        for number, address in enumerate(SAMPLE)
        # The home page in each language; of the others every other one, to be quick.
        for lang in (stage.languages if not number else stage.languages[number % 2 :][:1])
        if address in stage.pages(lang)
    ]
    # In a thread of its own: the tests' other browser has an event loop in this one.
    with ThreadPoolExecutor(1) as thread:
        work = thread.submit(asyncio.run, audit(stage, [*addresses, NOT_FOUND], 2, quiet=True))
        return work.result()


def test_nothing_is_wrong_with_a_page_of_each_template(seen: list[Seen], count: Count) -> None:
    findings = [f for each in seen for f in each.findings if f.rule not in OF_SIZE]
    assert summarize(findings) == ()
    count("pages audited", len(seen))


def test_no_text_is_below_16_px_and_no_target_below_24(seen: list[Seen]) -> None:
    assert seen
    findings = [f for each in seen for f in each.findings if f.rule in OF_SIZE]
    assert summarize(findings) == ()


def test_a_sample_has_each_folder_in_each_language(
    stage: Stage,
) -> None:
    sample = sample_of(stage)
    assert not_found_of(stage) == (NOT_FOUND,)
    for lang in stage.languages:
        own = {address.removeprefix(stage.prefix(lang)) for address in sample}
        assert "" in own
        assert "claims/" in own
        assert any(address.startswith("claims/") and address != "claims/" for address in own)
    assert len(sample) < len(stage.site.pages) / 5


def test_each_role_of_the_pictures_is_found_or_said_to_be_missing(stage: Stage) -> None:
    roles = {role.name: role for role in find_roles(stage)}
    pages = stage.pages("en")
    assert {"home", "actor", "base", "phase", "claim", "source", "search", "note"} <= set(roles)
    for role in roles.values():
        assert role.address is None or role.address in pages, role.name
    assert roles["base"].address == "bases/ain-al-asad/"
    source = pages[roles["source"].address or ""]
    assert roles["source"].anchor in source.ids
    assert roles["search"].query == {"en": "Ain al-Asad air base", "ar": "قاعدة عين الأسد الجوية"}
