"""The built site, walked: every note leads to the words it quotes, every page has its counterpart.

One real build of this repository's briefing, read page by page. Each test says how much it saw, and
fails where that is nothing.
"""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest

import hashiya
from hashiya.account import edition_line
from hashiya.index import Evidence, Index
from tests.built import ARABIC, Anchor, BuiltPage, BuiltSite, css_urls, squeezed
from tests.workbench import LANGUAGES, SITE_URL, build_site, surroundings

Count = Callable[[str, int], None]

HREFLANG = "{http://www.w3.org/1999/xhtml}link"
CITATION = re.compile(r"\[\^([a-z0-9-]+)\](?!:)")
JOIN = " […] "
LISTS = ("standing", "disagreements", "quantities")
"""The pages that list claims with their notes."""
GRIDS = ("who-is-where", "agreement")
"""The pages that this briefing asks for by `matrix` and `questions`."""


@pytest.fixture(scope="module")
def index(briefing: Path) -> Index:
    """The seeds that the site was built from."""
    return hashiya.read_subject(briefing / "seeds").index


def _prefix(lang: str) -> str:
    return "" if lang == next(iter(LANGUAGES)) else f"{lang}/"


def _language(address: str) -> str:
    return next((lang for lang in LANGUAGES if address.startswith(f"{lang}/")), "en")


def _counterpart(address: str, lang: str) -> str:
    return _prefix(lang) + address.removeprefix(_prefix(_language(address)))


def _numbered(page: BuiltPage) -> list[str]:
    """The ids of a page's notes that stand for evidence; a page's own notes are others."""
    return [note for note in page.notes if note[3:].isdecimal()]


def _place(site: BuiltSite, page: BuiltPage, note: str) -> tuple[str, str]:
    """The page and the anchor to which a note's one locator leads."""
    (locator,) = page.in_note(note, "hy-locator")
    place = site.resolve(page.address, locator.href)
    assert place is not None, f"{page.address}: {locator.href}"
    return place


def _expected_place(lang: str, evidence: Evidence) -> tuple[str, str]:
    return f"{_prefix(lang)}sources/{evidence.at.source}/", f"p{evidence.at.first}"


def _paragraph(place: tuple[str, str]) -> tuple[str, str]:
    """The place of the paragraph in which a claim's words begin: `p5` for `p5-ships-12`."""
    return place[0], place[1].partition("-")[0]


# --- notes ----------------------------------------------------------------------------------------


def test_every_note_leads_to_a_paragraph_that_shows_its_words(
    site: BuiltSite, index: Index, count: Count
) -> None:
    paragraphs = {
        (address, name.removeprefix("#")): squeezed(quotation.text)
        for address, page in site.pages.items()
        for quotation in page.quotations
        for name in quotation.inside
        if page.section == "sources" and re.fullmatch(r"#p\d+", name)
    }
    sections: Counter[str] = Counter()
    kinds = {kind.path for kind in index.head.kinds.values()}
    for address, page in site.pages.items():
        quotes = {
            name: squeezed(quotation.text)
            for quotation in page.quotations
            for name in quotation.inside
            if quotation.tag == "q" and name.startswith("#fn:")
        }
        for note in _numbered(page):
            place = _place(site, page, note)
            source, anchor = _paragraph(place)
            assert source.startswith(f"{_prefix(page.lang)}sources/"), f"{address}#{note}"
            assert {anchor, place[1]} <= set(site.pages[source].ids), f"{address}#{note} -> {place}"
            words = quotes[f"#{note}"].split(JOIN)[0]
            assert words, f"{address}#{note}"
            assert words in paragraphs[source, anchor], f"{address}#{note} -> {source}#{anchor}"
            where = "entities" if page.section in kinds else page.section
            sections["lists" if where in LISTS else where or "home"] += 1
    for section in ("claims", "entities", "lists", "home"):
        count(f"notes on {section} pages", sections[section])
    count("notes that lead to their words", sections.total())


def test_the_page_of_every_claim_shows_all_its_evidence(
    site: BuiltSite, index: Index, count: Count
) -> None:
    cards = 0
    for lang in LANGUAGES:
        for claim in index.claims.values():
            page = site.pages[f"{_prefix(lang)}claims/{claim.id}/"]
            for evidence in claim.evidence:
                card = f"#evidence-{evidence.number}"
                assert card[1:] in page.ids
                (call,) = (anchor for anchor in page.calls if card in anchor.inside)
                source, anchor = _expected_place(lang, evidence)
                words = (source, f"{anchor}-{claim.id}")
                assert _place(site, page, call.href[1:]) == words
                cards += 1
            assert f"evidence-{len(claim.evidence) + 1}" not in page.ids
    count("claims in each language", len(index.claims))
    count("cards of evidence", cards)


def test_every_claim_on_a_list_cites_all_its_evidence(
    site: BuiltSite, index: Index, count: Count
) -> None:
    seen = 0
    for page in site.pages.values():
        if page.path == "claims":  # this list leads to the claims' own pages instead
            continue
        for id_, anchors in _claims_on(site, page):
            evidence = index.claims[id_].evidence
            calls = [anchor for anchor in anchors if "footnote-ref" in anchor.classes]
            places = [_paragraph(_place(site, page, call.href[1:])) for call in calls]
            expected = [_expected_place(page.lang, each) for each in evidence]
            assert places == expected, f"{page.address}: {id_}"
            assert _located(site, page, anchors) == set(expected), f"{page.address}: {id_}"
            seen += 1
    count("claims on pages other than their own", seen)


def test_the_list_of_claims_leads_to_every_paragraph(
    site: BuiltSite, index: Index, count: Count
) -> None:
    for lang in LANGUAGES:
        page = site.pages[f"{_prefix(lang)}claims/"]
        listed = dict(_claims_on(site, page))
        assert set(listed) == set(index.claims)
        for id_, anchors in listed.items():
            expected = {_expected_place(lang, each) for each in index.claims[id_].evidence}
            assert _located(site, page, anchors) == expected, id_
        count("claims on the list of claims", len(listed))


def _located(site: BuiltSite, page: BuiltPage, anchors: list[Anchor]) -> set[object]:
    """Where the locators among some links of a page lead."""
    return {
        _paragraph(place)
        for anchor in anchors
        if "hy-locator" in anchor.classes and (place := site.resolve(page.address, anchor.href))
    }


def _claims_on(site: BuiltSite, page: BuiltPage) -> Iterator[tuple[str, list[Anchor]]]:
    """The claims that a page shows, by the link to their own page, with their links."""
    claims: dict[int, list[Anchor]] = {}
    for anchor in page.anchors:
        claims.setdefault(anchor.claim, []).append(anchor)
    claims.pop(0, None)
    for anchors in claims.values():
        (own,) = (anchor for anchor in anchors if "hy-permalink" in anchor.classes)
        place = site.resolve(page.address, own.href)
        assert place is not None
        yield place[0].removeprefix(f"{_prefix(page.lang)}claims/").strip("/"), anchors


def test_every_citation_of_a_hand_written_page_is_a_call(
    site: BuiltSite, briefing: Path, index: Index, count: Count
) -> None:
    citations = 0
    for lang, path, text in _hand_written(briefing):
        address = _prefix(lang) + (f"{path}/" if path else "")
        cited = CITATION.findall(text)
        expected = [_expected_place(lang, e) for id_ in cited for e in index.claims[id_].evidence]
        page = site.pages[address]
        places = [_paragraph(_place(site, page, call.href[1:])) for call in page.calls]
        assert places == expected, address
        citations += len(cited)
    count("citations in hand-written pages", citations)


def _hand_written(briefing: Path) -> Iterator[tuple[str, str, str]]:
    """Language, path (as `BuiltPage.path`) and Markdown of each page by hand."""
    for file in sorted((briefing / "docs").rglob("*.md")):
        name = file.relative_to(briefing / "docs").with_suffix("").as_posix()
        lang, _, path = name.partition("/")
        yield lang, path.removesuffix("index").strip("/"), file.read_text(encoding="utf-8")


def test_notes_are_numbered_in_document_order_and_lead_back_to_every_call(
    site: BuiltSite, count: Count
) -> None:
    calls = backs = 0
    for address, page in site.pages.items():
        called: dict[str, list[str]] = {}
        for call in page.calls:
            assert call.attributes["role"] == "doc-noteref", address
            assert call.attributes["aria-label"], address
            called.setdefault(call.href, []).append(f"#{call.id}")
        numbers = [href[4:] for href in called]
        assert numbers == [str(n) for n in range(1, len(numbers) + 1)], address
        assert _numbered(page) == [href[1:] for href in called], address
        for href, ids in called.items():
            assert ids == [f"#fnref:{href[4:]}:{nth}" for nth in range(1, len(ids) + 1)], address
            links = page.in_note(href[1:], "footnote-backref")
            assert [link.href for link in links] == ids, f"{address}{href}"
            assert all(link.attributes["role"] == "doc-backlink" for link in links), address
            backs += len(links)
        calls += len(page.calls)
    count("calls", calls)
    count("links back to a call", backs)


# --- links ----------------------------------------------------------------------------------------


def test_every_internal_link_and_anchor_arrives(site: BuiltSite, count: Count) -> None:
    lost = []
    links = 0
    for address, page in site.pages.items():
        for anchor in page.anchors:
            target = site.resolve(address, anchor.href)
            if target is None or (anchor.href == "#" and ".hy-popup" in anchor.inside):
                continue
            links += 1
            if not _arrives(site, *target):
                lost.append(f"/{address} -> {anchor.href}")
    assert lost == []
    count("internal links", links)


def _arrives(site: BuiltSite, address: str, anchor: str) -> bool:
    if address in site.pages:
        return not anchor or anchor in site.pages[address].ids
    return bool(address) and not anchor and (site.folder / address).is_file()


def test_links_out_of_the_site_lead_only_to_the_sources(site: BuiltSite, index: Index) -> None:
    named = {url for source in index.sources.values() for url in (source.url, source.archive)}
    for address, page in site.pages.items():
        for anchor in page.anchors:
            if site.resolve(address, anchor.href) is None and "data-clipboard" not in (
                anchor.attributes
            ):
                assert anchor.href in named, f"/{address} -> {anchor.href}"
                assert "noopener" in anchor.attributes["rel"], f"/{address} -> {anchor.href}"


def test_every_page_has_its_counterpart_and_every_switch_lands_on_it(
    site: BuiltSite, count: Count
) -> None:
    switches = 0
    for address, page in site.pages.items():
        links = [anchor for anchor in page.anchors if "hy-languages__link" in anchor.classes]
        assert {link.attributes["hreflang"] for link in links} == set(LANGUAGES) - {page.lang}
        for link in links:
            target = _counterpart(address, link.attributes["hreflang"])
            assert site.resolve(address, link.href) == (target, ""), address
            assert site.pages[target].lang == link.attributes["hreflang"]
            switches += 1
    count("pages", len(site.pages))
    count("language switches", switches)


def test_every_source_entity_kind_and_claim_has_its_pages(
    site: BuiltSite, briefing: Path, index: Index
) -> None:
    paths = {"", "changes", "claims", "sources", "rules", "map", "timeline", *GRIDS, *LISTS}
    paths |= {kind.path for kind in index.head.kinds.values()}
    paths |= {f"claims/{id_}" for id_ in index.claims}
    paths |= {f"sources/{id_}" for id_ in index.sources}
    paths |= {
        f"{index.head.kinds[entity.kind.id].path}/{entity.id}"
        for entity in index.entities.values()
        if entity.page and not entity.anonymous
    }
    paths |= {f"{namespace}s/{id_}" for namespace, id_ in index.tombstones if namespace != "entity"}
    by_hand = {path for _, path, _ in _hand_written(briefing)}
    assert {page.path for page in site.pages.values()} == paths | by_hand


# --- one page -------------------------------------------------------------------------------------


def test_language_and_direction_are_right_on_every_page(site: BuiltSite, count: Count) -> None:
    for address, page in site.pages.items():
        lang = _language(address)
        assert (page.lang, page.dir) == (lang, LANGUAGES[lang]), address
    for lang in LANGUAGES:
        number = sum(page.lang == lang for page in site.pages.values())
        count(f"pages in {lang}", number)


def test_every_page_names_the_edition_in_its_language(
    site: BuiltSite, index: Index, count: Count
) -> None:
    head, catalogs = index.head, hashiya.load_catalogs(index)
    assert head.edition is not None
    assert head.as_of is not None
    named = {lang: edition_line(catalogs[lang], head.edition, head.as_of) for lang in LANGUAGES}
    for page in site.pages.values():
        assert page.html.count(f'<p class="hy-edition"><bdi>{named[page.lang]}</bdi></p>') == 1
    lost = (site.folder / "404.html").read_text(encoding="utf-8")
    assert named["en"] in lost
    count("pages that name the edition", len(site.pages))


def test_every_page_has_one_title_and_every_id_once(site: BuiltSite, count: Count) -> None:
    for address, page in site.pages.items():
        assert [id_ for id_, number in page.ids.items() if number > 1] == [], address
        assert page.article.count("<h1") == 1, address
        assert page.title.strip(), address
        assert page.unclosed == (), address
    count("ids", sum(len(page.ids) for page in site.pages.values()))


def test_arabic_says_that_it_is_arabic(site: BuiltSite, count: Count) -> None:
    quotations = 0
    for address, page in site.pages.items():
        for quotation in page.quotations:
            if ARABIC.search(quotation.text):
                assert (quotation.lang, quotation.dir) == ("ar", "rtl"), address
                quotations += 1
        # The switch is one word, which has no order to lose. The rules show lines of YAML.
        if page.path != "rules":
            assert set(page.foreign) <= {"العربية"}, address
    count("Arabic quotations", quotations)


def test_nothing_is_asked_of_another_server(site: BuiltSite, count: Count) -> None:
    requests = 0
    for address, page in site.pages.items():
        for tag, url in page.requests:
            target = site.resolve(address, url)
            assert target is not None, f"/{address}: <{tag}> asks for {url}"
            assert (site.folder / target[0]).is_file(), f"/{address}: <{tag}> asks for {url}"
            requests += 1
    for file in sorted(site.folder.rglob("*.css")):
        address = file.relative_to(site.folder).as_posix()
        for url in css_urls(file.read_text(encoding="utf-8")):
            if url.startswith("data:"):
                continue
            target = site.resolve(address, url)
            assert target is not None, f"{address} asks for {url}"
            assert (site.folder / target[0]).is_file(), f"{address} asks for {url}"
            requests += 1
    count("files asked for", requests)


def test_the_scripts_of_ours_name_no_server(site: BuiltSite, count: Count) -> None:
    scripts = [*site.folder.glob("assets/hashiya/*.js"), *site.folder.rglob("workers/hashiya.js")]
    assert [file for file in scripts if "://" in file.read_text(encoding="utf-8")] == []
    count("scripts", len(scripts))


# --- what is about all pages ----------------------------------------------------------------------


def test_each_language_searches_only_its_own_pages(site: BuiltSite, count: Count) -> None:
    for lang in LANGUAGES:
        home = _prefix(lang)
        text = (site.folder / home / "search/search_index.json").read_text(encoding="utf-8")
        locations = [record["location"] for record in json.loads(text)["docs"]]
        found = [site.resolve(home, location) for location in locations]
        lost = [
            location
            for location, place in zip(locations, found, strict=True)
            if place is None or place[0] not in site.pages or not _arrives(site, *place)
        ]
        assert lost == []
        addresses = {place[0] for place in found if place}
        assert {site.pages[address].lang for address in addresses} == {lang}
        assert addresses == {a for a, page in site.pages.items() if page.lang == lang}
        assert len(set(locations)) == len(locations)
        count(f"search records in {lang}", len(locations))


def test_every_page_finds_its_search_index_and_its_worker(site: BuiltSite) -> None:
    for address, page in site.pages.items():
        config = json.loads(page.config)
        home = site.resolve(address, f"{config['base'].rstrip('/')}/search/search_index.json")
        assert home == (f"{_prefix(page.lang)}search/search_index.json", ""), address
        worker = site.resolve(address, config["search"])
        assert worker is not None
        assert (site.folder / worker[0]).is_file()
        assert (site.folder / urljoin(worker[0], worker[1])).is_file(), config["search"]


def test_the_sitemap_names_every_page_and_its_counterpart(site: BuiltSite, count: Count) -> None:
    raw = (site.folder / "sitemap.xml").read_bytes()
    assert gzip.decompress((site.folder / "sitemap.xml.gz").read_bytes()) == raw
    root = ElementTree.fromstring(raw)  # noqa: S314 our own text
    named = {}
    for url in root:
        (location,) = (each.text or "" for each in url if each.tag.endswith("}loc"))
        named[location] = {link.get("hreflang"): link.get("href") for link in url.iter(HREFLANG)}
    assert set(named) == {SITE_URL + address for address in site.pages}
    for address in site.pages:
        counterparts = {lang: SITE_URL + _counterpart(address, lang) for lang in LANGUAGES}
        assert named[SITE_URL + address] == counterparts, address
    count("addresses in the sitemap", len(named))


def test_a_site_that_does_not_know_its_address_has_no_sitemap_and_no_cards(
    briefing: Path, built_site: Path, tmp_path: Path
) -> None:
    nameless = build_site(briefing, tmp_path / "site", surroundings())
    names, others = (
        {path.relative_to(folder) for path in folder.rglob("*")}
        for folder in (nameless, built_site)
    )
    cards = {name for name in others if Path("assets/hashiya/cards") in (name, *name.parents)}
    assert others - names == {Path("sitemap.xml"), Path("sitemap.xml.gz")} | cards
    assert names - others == set()


def test_every_page_shows_once_the_way_down_to_it(site: BuiltSite, count: Count) -> None:
    shown = 0
    for address, page in site.pages.items():
        links = [anchor for anchor in page.anchors if ".hy-trail" in anchor.inside]
        places = [site.resolve(address, anchor.href) for anchor in links]
        home = _prefix(page.lang)
        above = [""] + ([f"{page.section}/"] if "/" in page.path else [])
        expected = [] if page.path == "" else [(home + each, "") for each in above]
        assert places == expected, address
        assert page.classes["hy-trail"] == (page.path != ""), address
        shown += len(links)
    count("links of ways down", shown)


def test_the_navigation_has_every_list_and_page_by_hand_in_one_group(
    site: BuiltSite, briefing: Path, count: Count
) -> None:
    for address, page in site.pages.items():
        links = [anchor for anchor in page.anchors if ".hy-nav__list" in anchor.inside]
        inside = {site.resolve(address, a.href) for a in links if "md-nav__link" in a.classes}
        places = {place[0] for place in inside if place and not place[1]}
        by_hand = {path for lang, path, _ in _hand_written(briefing) if lang == page.lang}
        expected = {_prefix(page.lang) + (f"{path}/" if path else "") for path in by_hand}
        assert expected <= places, address
        assert page.classes["hy-nav__heading"] == page.classes["hy-nav__list"] == 5, address
    count("pages with a navigation in groups", len(site.pages))


def test_the_page_for_what_is_not_there_speaks_both_languages(site: BuiltSite) -> None:
    html = (site.folder / "404.html").read_text(encoding="utf-8")
    page = BuiltPage("404.html", html)
    for lang, direction in LANGUAGES.items():
        assert f'<section class="hy-lost" lang="{lang}" dir="{direction}">' in page.article
    places = [
        site.resolve("any/where/", anchor.href)
        for anchor in page.anchors
        if ".hy-lost" in anchor.inside
    ]
    assert [place for place in places if place in {(_prefix(lang), "") for lang in LANGUAGES}] == [
        (_prefix(lang), "") for lang in LANGUAGES
    ]
    for lang in LANGUAGES:
        for path in ("claims/", "sources/", "actors/"):
            assert (_prefix(lang) + path, "") in places
    # It is shown at any address, so nothing on it may depend on that.
    searches = []
    for tag, url in page.requests:
        target = site.resolve("any/where/", url)
        assert target is not None
        if tag == "form":
            searches.append(target[0])
        else:
            assert (site.folder / target[0]).is_file(), url
    assert searches == [_prefix(lang) for lang in LANGUAGES]
    assert [id_ for id_, number in page.ids.items() if number > 1] == []
    assert set(page.foreign) <= {"العربية"}


def test_a_build_shows_no_preview(site: BuiltSite, count: Count) -> None:
    assert [address for address, page in site.pages.items() if page.classes["hy-banner"]] == []
    withheld = sum(
        page.classes["hy-withheld"] for page in site.pages.values() if page.section == "sources"
    )
    count("paragraphs withheld", withheld)


def _check(briefing: Path, site: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hashiya.cli", "check", "--quiet", "--site", str(site)]
    return subprocess.run(
        command, cwd=briefing, env=surroundings(), capture_output=True, encoding="utf-8"
    )


def test_the_check_finds_no_withheld_words_in_the_site(
    briefing: Path, built_site: Path, count: Count
) -> None:
    run = _check(briefing, built_site)
    assert run.returncode == 0, run.stdout
    (looked,) = re.findall(r"(\d+) output files", run.stdout)
    count("files searched for withheld words", int(looked))


def test_the_check_finds_withheld_words_that_a_template_would_leak(
    briefing: Path, index: Index, tmp_path: Path
) -> None:
    cited = {(e.at.source, n) for e in index.evidence() for n in range(e.at.first, e.at.last + 1)}
    source, n, text = next(
        (source.id, paragraph.n, paragraph.text)
        for source in index.sources.values()
        for paragraph in source.article.paragraphs
        if (source.id, paragraph.n) not in cited and len(paragraph.text.split()) > 20
    )
    (tmp_path / "page.html").write_text(f"<p>{text}</p>\n", encoding="utf-8")
    run = _check(briefing, tmp_path)
    assert run.returncode == 1
    assert f"page.html:1: error[O901] withheld words of {source}#{n}" in run.stdout
