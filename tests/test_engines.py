"""The site outlives its engine: ProperDocs, which goes on where MkDocs 1.6 stops, makes it too.

What Zensical makes of an export is in test_export.py.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.built import article_of
from tests.workbench import SITE_URL, build_site, surroundings


def test_properdocs_builds_the_same_pages(
    briefing: Path, built_site: Path, tmp_path: Path, count: Callable[[str, int], None]
) -> None:
    environment = surroundings(SITE_URL=SITE_URL)
    theirs = build_site(briefing, tmp_path / "site", environment, engine="properdocs")
    ours, others = _pages(built_site), _pages(theirs)
    assert set(others) == set(ours)
    for address, article in ours.items():
        assert article, address
        assert others[address] == article, address
    for name in ("sitemap.xml", "search/search_index.json", "ar/search/search_index.json"):
        assert (theirs / name).read_bytes() == (built_site / name).read_bytes(), name
    count("pages the same by ProperDocs", len(others))


def _pages(folder: Path) -> dict[str, str]:
    """What each page of a built site says, by its file below the folder."""
    return {
        file.relative_to(folder).as_posix(): article_of(file.read_text(encoding="utf-8"))
        for file in sorted(folder.rglob("*.html"))
    }
