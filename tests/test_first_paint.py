"""What `make bench-page` reads from a trace and from a server, and what it fails for."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from benchmarks.first_paint import Load, Subject, hosted, judge, kind_of, read_trace

URL = "http://127.0.0.1:1/"


def _event(name: str, ts: int, frame: str = "F", **data: object) -> dict[str, Any]:
    return {"name": name, "ts": ts, "args": {"frame": frame, "data": data}}


TRACE: tuple[Mapping[str, Any], ...] = (
    _event("navigationStart", 500_000, documentLoaderURL="about:blank"),
    _event("navigationStart", 1_000_000, documentLoaderURL=URL),
    _event("firstContentfulPaint", 1_200_000),
    _event("largestContentfulPaint::Candidate", 1_200_000, candidateIndex=1, nodeName="H1"),
    _event("largestContentfulPaint::Candidate", 1_500_000, candidateIndex=2, nodeName="P"),
    _event("largestContentfulPaint::Candidate", 1_900_000, "other", candidateIndex=9),
    _event("LayoutShift", 900_000, score=0.5, had_recent_input=False),
    _event("LayoutShift", 1_300_000, score=0.25, had_recent_input=False),
    _event("LayoutShift", 1_400_000, score=0.5, had_recent_input=True),
)


def test_the_last_largest_paint_of_the_page_counts_and_shifts_that_nobody_asked_for() -> None:
    assert read_trace(TRACE, URL) == Load(0.2, 0.5, "P", 0.25)


@pytest.mark.parametrize("name", ["navigationStart", "largestContentfulPaint::Candidate"])
def test_a_trace_without_a_beginning_or_a_paint_is_refused(name: str) -> None:
    with pytest.raises(SystemExit, match="the trace has no"):
        read_trace([event for event in TRACE if event["name"] != name], URL)


def test_the_server_compresses_text_and_notes_what_it_was_asked_for(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("a" * 1000, encoding="utf-8")
    (tmp_path / "f.woff").write_bytes(b"w" * 1000)
    with hosted(tmp_path) as (url, asked):
        for path in ("", "f.woff"):
            with urlopen(Request(url + path)) as answer:  # noqa: S310 our own server
                content = answer.read()
                text = answer.headers["Content-Encoding"] == "gzip"
            assert (gzip.decompress(content) if text else content)[:1] in (b"a", b"w")
        assert asked["f.woff"] == (1000, 1000)
        assert asked["index.html"][0] == 1000
        assert asked["index.html"][1] < 100


@pytest.mark.parametrize(
    "weight,load,holds",
    [
        (150_000, Load(0.1, 0.9, "P", 0.0), True),
        (150_001, Load(0.1, 0.9, "P", 0.0), False),
        (150_000, Load(0.1, 1.0, "P", 0.0), False),
        (150_000, Load(0.1, 0.9, "P", 0.001), False),
    ],
)
def test_each_limit_fails_the_command(weight: int, load: Load, holds: bool) -> None:
    files = {"index.html": (weight, weight), "search/search_index.json": (9, 999_999)}
    assert judge([Subject("ours", "en", Path(), files, [load])]) is holds


def test_nothing_measured_is_a_failure() -> None:
    assert not judge([])


def test_fonts_and_the_index_are_no_part_of_the_weight() -> None:
    assert {kind_of(f"a/b{end}") for end in (".woff", ".ttf", ".json")} == {"font", "search index"}
    assert kind_of("a.js") == "script"
