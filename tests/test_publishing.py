"""What may be shown of an article under each policy."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from hashiya import read_subject
from hashiya.index import Index
from hashiya.publishing import all_excerpts, excerpts
from tests.checks.casebook import BASE


@pytest.fixture(scope="module")
def index() -> Index:
    return read_subject(BASE / "seeds").index


def _under(index: Index, policy: str) -> Index:
    sources = {id_: replace(source, publish=policy) for id_, source in index.sources.items()}
    return replace(index, sources=MappingProxyType(sources))


def _shown(index: Index, n: int) -> list[str]:
    paragraph = index.paragraph("sahil-0318", n)
    assert paragraph is not None
    ranges = excerpts(index, "sahil-0318").get(n, ())
    return [paragraph.text[start:end] for start, end in ranges]


def test_quote_shows_the_sentence_around_a_quotation(index: Index) -> None:
    assert _shown(index, 5) == ["وقال مسؤول لم يذكر اسمه إن العطل بدأ في غرفة التحكم."]


def test_quote_joins_sentences_that_follow_each_other(index: Index) -> None:
    [shown] = _shown(index, 4)
    assert shown.startswith("وقال المتحدث")
    assert shown.endswith("من الخارج.")


def test_quote_does_not_show_what_nothing_cites(index: Index) -> None:
    assert _shown(index, 1) == []
    assert _shown(index, 6) == []


def test_full_shows_every_paragraph_whole(index: Index) -> None:
    full = _under(index, "full")
    assert sorted(excerpts(full, "sahil-0318")) == [1, 2, 3, 4, 5, 6, 7]
    assert _shown(full, 7) == ["إعلان"]


@pytest.mark.parametrize("policy", ["link", "none"])
def test_link_and_none_show_nothing(index: Index, policy: str) -> None:
    assert excerpts(_under(index, policy), "sahil-0318") == {}


def test_unknown_source_shows_nothing(index: Index) -> None:
    assert excerpts(index, "sahil-0319") == {}


def test_all_sources_at_once_are_the_same_as_each_alone(index: Index) -> None:
    assert dict(all_excerpts(index)) == {id_: excerpts(index, id_) for id_ in index.sources}
