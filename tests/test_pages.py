"""Every generated page is a sound fragment: its links lead somewhere, its notes come in order."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

import hashiya
from hashiya.briefing import entities_of_kind
from hashiya.pages import GROUPS, Page, Site, render_prose, shorten
from tests.every_field import as_files, every_field
from tests.seedbed import Seedbed


class Seen(HTMLParser):
    """What a reader of a fragment sees: ids, links, calls, notes, and whether tags are closed."""

    VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "wbr"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.calls: list[tuple[int, int]] = []
        self.backs: list[str] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        assert len(given) == len(attrs), f"an attribute twice: {attrs}"
        if tag not in self.VOID:
            self.open.append(tag)
        if "id" in given:
            self.ids.append(given["id"])
        if "href" in given:
            self.hrefs.append(given["href"])
        call = re.fullmatch(r"fnref:(\d+):(\d+)", given.get("id", ""))
        if call:
            assert given["href"] == f"#fn:{call[1]}"
            self.calls.append((int(call[1]), int(call[2])))
        if given.get("role") == "doc-backlink":
            self.backs.append(given["href"])

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Seedbed:
    """A briefing that uses every key of the format."""
    bed = Seedbed(tmp_path_factory.mktemp("pages"))
    for path, text in as_files(every_field(lambda field: f"{field} 7 words")):
        bed.write(path, text)
    return bed


@pytest.fixture(scope="module")
def built(home: Seedbed) -> hashiya.Build:
    """It, built."""
    return home.build()


@pytest.fixture(scope="module")
def pages(built: hashiya.Build) -> dict[tuple[str, str], Page]:
    """Its pages by language and path."""
    return {(page.lang, page.path): page for page in built.site.pages}


Pages = dict[tuple[str, str], Page]


def seen(pages: Pages) -> Iterator[tuple[Page, Seen]]:
    """Each page with what a reader sees of it."""
    assert len(pages) > 40
    for page in pages.values():
        yield page, Seen(page.html)


# --- fragments ------------------------------------------------------------------------------------


def test_fragments_have_one_first_heading_and_no_empty_line(pages: Pages) -> None:
    for page in pages.values():
        assert page.html.count("<h1") == 1
        assert not re.search(r"\n\s*\n", page.html)


def test_no_id_stands_twice_and_all_are_known(pages: Pages) -> None:
    for page, view in seen(pages):
        twice = [id_ for id_, count in Counter(view.ids).items() if count > 1]
        assert twice == [], (page.lang, page.path)
        assert set(view.ids) - {"top"} == page.ids - {"top"}, (page.lang, page.path)


def test_headings_are_on_the_page_with_their_words(pages: Pages) -> None:
    for page, view in seen(pages):
        text = " ".join("".join(view.words).split())
        for heading in page.headings:
            assert heading.id in page.ids
            assert 2 <= heading.level <= 4
            assert " ".join(heading.title.split()) in text


def test_the_words_of_a_page_are_in_its_own_language(pages: Pages) -> None:
    for (lang, path), page in pages.items():
        other = {"en": "ar", "ar": "en"}[lang]
        assert f"text-{other} 7" not in page.html, path


# --- links ----------------------------------------------------------------------------------------


def test_links_are_relative_end_with_a_slash_and_lead_to_an_existing_place(pages: Pages) -> None:
    followed = 0
    for page, view in seen(pages):
        for href in view.hrefs:
            if re.match("https?:", href):
                continue
            assert not href.startswith("/")
            target, _, anchor = href.partition("#")
            assert target == "" or target.endswith("/")
            path = posixpath.normpath(posixpath.join(f"/{page.path}/", target)).strip("/")
            other = pages.get((page.lang, path))
            assert other is not None or path == "", (page.path, href)
            if other is not None and anchor:
                assert anchor in other.ids, (page.path, href)
            followed += 1
    assert followed > 1_000


def test_links_are_declared_to_the_engine(pages: Pages) -> None:
    for page, view in seen(pages):
        declared = {(link.path, link.anchor) for link in page.links}
        for href in view.hrefs:
            if re.match("https?:|#", href):
                continue
            target, _, anchor = href.partition("#")
            path = posixpath.normpath(posixpath.join(f"/{page.path}/", target)).strip("/")
            assert (path, anchor) in declared, (page.path, href)
        assert {link.lang for link in page.links} <= {page.lang}


def test_every_page_has_its_counterpart(pages: Pages) -> None:
    paths = {lang: {path for other, path in pages if other == lang} for lang in ("en", "ar")}
    assert paths["en"] == paths["ar"]


def test_pages_are_sorted_and_named_by_their_section(built: hashiya.Build) -> None:
    site = built.site
    place = {lang: at for at, lang in enumerate(site.languages)}
    assert [(place[p.lang], p.path) for p in site.pages] == sorted(
        (place[p.lang], p.path) for p in site.pages
    )
    assert all(page.section == page.path.split("/")[0] for page in site.pages)
    assert {entry.path for entry in site.nav["en"]} <= {page.path for page in site.pages}


def test_an_entity_without_a_page_is_a_name_without_a_link(pages: Pages) -> None:
    html = pages["en", "claims/all"].html
    assert "unnamed-name-en 7 words" in html
    assert "actors/unnamed" not in html
    assert ("en", "actors/unnamed") not in pages


# --- notes ----------------------------------------------------------------------------------------


def test_notes_are_numbered_in_document_order(pages: Pages) -> None:
    noted = 0
    for page, view in seen(pages):
        first = list(dict.fromkeys(number for number, _ in view.calls))
        assert first == list(range(1, len(first) + 1)), page.path
        counts: Counter[int] = Counter()
        for number, nth in view.calls:
            counts[number] += 1
            assert nth == counts[number], page.path
        noted += len(first)
    assert noted > 50


def test_every_note_leads_back_to_every_call(pages: Pages) -> None:
    for page, view in seen(pages):
        notes = [id_ for id_ in view.ids if re.fullmatch(r"fn:\d+", id_)]
        assert notes == [f"fn:{n}" for n in range(1, len(notes) + 1)]
        assert sorted(view.backs) == sorted(f"#fnref:{k}:{j}" for k, j in view.calls), page.path


def test_one_passage_said_the_same_way_is_one_note(tmp_path: Path) -> None:
    bed = Seedbed.plant(tmp_path / "home")
    page = next(p for p in bed.build().site.pages if (p.lang, p.path) == ("en", "standing"))
    again = next(p for p in bed.build().site.pages if (p.lang, p.path) == ("en", "disagreements"))
    for each in (page, again):
        notes = re.findall(r'<li id="fn:\d+".*?</li>', each.html, re.DOTALL)
        words = [re.sub(r"<[^>]*>|\s", "", note) for note in notes]
        assert len(set(words)) == len(words)


# --- policies -------------------------------------------------------------------------------------


def words(page: Page) -> str:
    """The words of a page."""
    return "".join(Seen(page.html).words)


def test_each_policy_shows_what_it_says(pages: Pages) -> None:
    for policy in ("full", "quote"):
        text = words(pages["en", f"claims/{policy}"])
        assert f"{policy}-quoted 7 words" in text
        assert f"{policy}-gloss 7 words" in text
    link = words(pages["en", "claims/link"])
    assert "link-title-en 7 words" in link
    assert "link-quoted" not in link
    assert "link-gloss" not in link
    none = words(pages["en", "claims/none"])
    assert "none-title" not in none
    assert "none-quoted" not in none
    assert "paper-name-en" not in none.partition("none-text-en")[0]


def test_the_page_of_a_source_shows_what_its_policy_says(pages: Pages) -> None:
    full = words(pages["en", "sources/full"])
    assert all(f"full-{part} 7 words" in full for part in ("headline", "before", "after", "idle"))
    quote = words(pages["en", "sources/quote"])
    assert "quote-quoted 7 words" in quote
    assert not any(f"quote-{part} 7" in quote for part in ("headline", "before", "after", "idle"))
    link = words(pages["en", "sources/link"])
    assert not any(f"link-{part} 7" in link for part in ("quoted", "headline", "before", "idle"))
    assert {f"p{n}" for n in range(1, 6)} <= pages["en", "sources/link"].ids
    assert "link-author 7 words" in link
    none = words(pages["en", "sources/none"])
    assert "none-" not in none


def test_a_withheld_source_is_named_nowhere(built: hashiya.Build, pages: Pages) -> None:
    for page in pages.values():
        found = [page.title, page.description, words(page)]
        found += [text for record in page.search for text in (record.title, record.text)]
        for text in found:
            assert "none-title" not in text, page.path
            assert "none-author" not in text, page.path
    assert built.site.banner == {"en": "", "ar": ""}


def test_search_records_are_plain_words_of_what_is_shown(pages: Pages) -> None:
    records = 0
    for page in pages.values():
        for record in page.search:
            assert record.anchor == "" or record.anchor in page.ids, (page.path, record.anchor)
            assert record.title.strip()
            for text in (record.title, *record.text.split("\n"), record.kind, *record.names):
                assert text == " ".join(text.split()), page.path
                assert not re.search(r"(?:link|none)-(?:quoted|before|gloss|idle)", text)
            records += 1
    assert records > 60


def test_a_claim_is_recorded_once_and_with_its_status(built: hashiya.Build, pages: Pages) -> None:
    for id_, claim in built.subject.index.claims.items():
        text = claim.text["en"]
        found = [
            (page.path, record)
            for page in pages.values()
            for record in page.search
            if page.lang == "en" and text in (record.title, record.text)
        ]
        ((path, record),) = found
        assert (path, record.anchor, record.kind) == (f"claims/{id_}", "", "Claim")
        assert 'class="hy-badge hy-badge--' in record.badge
        assert record.names == ()


def test_an_entity_is_recorded_once_with_its_kind_and_all_its_names(
    built: hashiya.Build, pages: Pages
) -> None:
    head = built.subject.index.head
    seen = 0
    for entity in built.subject.index.entities.values():
        kind = head.kinds[entity.kind.id]
        page = pages.get(("ar", f"{kind.path}/{entity.id}"))
        if page is None:
            continue
        (record,) = page.search
        assert (record.title, record.kind, record.badge) == (entity.name["ar"], kind.one["ar"], "")
        aliases = {alias for each in entity.aliases.values() for alias in each}
        assert set(record.names) == {*entity.name.values(), *aliases}
        shown = words(page)
        assert all(alias in shown for alias in aliases)
        seen += 1
    assert seen > 3


# --- finding one's way ----------------------------------------------------------------------------


def _nav(page: Page, name: str) -> str:
    found = re.search(rf'<nav class="{name}".*?</nav>', page.html, flags=re.DOTALL)
    return found[0] if found else ""


def test_every_page_but_the_home_page_shows_the_way_down_to_it(pages: Pages) -> None:
    for (_, path), page in pages.items():
        trail = _nav(page, "hy-trail")
        assert (trail == "") == (path == "")
        if path:
            links = re.findall(r'href="([^"]*)"', trail)
            assert links[0] == "../" * (path.count("/") + 1)
            assert links[1:] == [f"../../{page.section}/"] * ("/" in path)
            assert trail.count('aria-current="page"') == 1
            assert re.search(r'<nav class="hy-trail" aria-label="[^"]+">', trail)


def test_the_way_from_one_to_the_next_meets_all_of_a_row_once(
    built: hashiya.Build, pages: Pages
) -> None:
    index = built.subject.index
    rows = {"claims": list(built.press.briefing.order)}
    rows["sources"] = [id_ for id_, s in index.sources.items() if s.publish != "none"]
    for kind in index.head.kinds.values():
        rows[kind.path] = [
            entity.id
            for entity in entities_of_kind(index, kind.id)
            if built.press.briefing.has_page(entity.id)
        ]
    assert sum(len(row) > 1 for row in rows.values()) > 2
    for path, row in rows.items():
        for number, id_ in enumerate(row):
            nav = _nav(pages["ar", f"{path}/{id_}"], "hy-neighbours")
            ways = dict(re.findall(r'rel="(prev|next)" href="\.\./\.\./([^"]+)/"', nav))
            expected = {}
            if number > 0:
                expected["prev"] = f"{path}/{row[number - 1]}"
            if number + 1 < len(row):
                expected["next"] = f"{path}/{row[number + 1]}"
            assert ways == expected, (path, id_)
    assert _nav(pages["en", "claims"], "hy-neighbours") == ""
    assert _nav(pages["en", "sources/none"], "hy-neighbours") == ""


def test_every_entry_of_the_navigation_is_in_a_group_and_groups_come_in_order(
    built: hashiya.Build,
) -> None:
    for entries in built.site.nav.values():
        places = [GROUPS.index(entry.group) for entry in entries]
        assert places == sorted(places)
        groups = {entry.path: entry.group for entry in entries}
        assert groups["claims"] == "claims"
        assert groups["sources"] == "sources"
        for kind in built.subject.index.head.kinds.values():
            assert groups[kind.path] == "look-up"


def test_a_preview_shows_whole_paragraphs_under_a_banner(home: Seedbed) -> None:
    site: Site = home.build(preview=True).site
    assert site.preview
    assert all(site.banner.values())
    found = {(page.lang, page.path): page for page in site.pages}
    for policy in ("full", "quote", "link", "none"):
        text = words(found["en", f"sources/{policy}"])
        assert all(f"{policy}-{part} 7 words" in text for part in ("headline", "before", "idle"))
        assert f"{policy}-quoted 7 words" in words(found["en", f"claims/{policy}"])


# --- what a page says -----------------------------------------------------------------------------


def test_the_page_of_a_claim_says_why_it_stands_as_it_does(tmp_path: Path) -> None:
    built = Seedbed.plant(tmp_path / "home").build()
    found = {(page.lang, page.path): page.html for page in built.site.pages}
    assert 'title="there is evidence on both sides"' in found["en", "claims/fault-1"]
    assert "it conflicts with 1 other claim" in found["en", "claims/ships-12"]
    assert "How many ships waited" in found["en", "claims/ships-12"]
    assert "عدد السفن المنتظرة" in found["ar", "claims/ships-12"]


def line_of(page: Page, id_: str) -> str:
    """What stands under a claim in a list: its status, who says it, who denies it, its date."""
    found = [
        article
        for article in re.findall(r'<article class="hy-claim".*?</article>', page.html, re.DOTALL)
        if f"claims/{id_}/" in article
    ]
    assert found, (page.path, id_)
    return re.sub(r"<[^>]+>", "", found[0].partition('class="hy-claim__about">')[2])


def test_a_line_names_who_says_a_claim_and_apart_from_them_who_denies_it(tmp_path: Path) -> None:
    built = Seedbed.plant(tmp_path / "home").build()
    found = {(page.lang, page.path): page for page in built.site.pages}
    line = line_of(found["en", "phases/outage"], "fault-1")
    said, _, denied = line.partition("disputed by:")
    assert "an unnamed official" in said
    assert "Sami Haddad" not in said
    assert "Sami Haddad" in denied
    denials = re.findall(
        r"<dt>Who disputes it</dt><dd>.*?</dd>", found["en", "claims/fault-1"].html
    )
    assert len(denials) == 1
    assert "Gulf Authority" in denials[0]


def test_a_line_does_not_name_who_declined_to_say_or_stands_for_context(tmp_path: Path) -> None:
    bed = Seedbed.plant(tmp_path / "home")
    bed.edit("seeds/claims/fault.yml", "modality: denied", "modality: declined")
    page = {(page.lang, page.path): page for page in bed.build().site.pages}["en", "phases/outage"]
    assert "an unnamed official" in line_of(page, "fault-1")
    assert "Sami Haddad" not in line_of(page, "fault-1")


def test_the_status_of_a_claim_says_where_nobody_behind_it_has_a_name(tmp_path: Path) -> None:
    bed = Seedbed.plant(tmp_path / "home")
    claims = bed.read("seeds/claims/fault.yml")
    named, denied = claims.index("    - at: khalij-0319#3"), claims.index("    - at: khalij-0319#4")
    alone = claims[:named] + claims[claims.index("\nberth-1:") :]
    bed.write("seeds/claims/fault.yml", alone)
    bed.edit("seeds/sources.yml", "khalij-0319:\n", "khalij-0319:\n  unused: {'3-4': tried}\n")
    page = {(page.lang, page.path): page for page in bed.build().site.pages}["en", "phases/outage"]
    assert line_of(page, "fault-1").startswith("from one unnamed origin")
    both = claims[:denied] + claims[claims.index("\nberth-1:") :]
    bed.write("seeds/claims/fault.yml", both)
    bed.edit("seeds/sources.yml", "unused: {'3-4': tried}", "unused: {'4': tried}")
    bed.edit(
        "seeds/entities/actors.yml",
        "ar: صحيفة الخليج}",
        "ar: صحيفة الخليج}\n  anonymous: true",
    )
    page = {(page.lang, page.path): page for page in bed.build().site.pages}["en", "phases/outage"]
    assert line_of(page, "fault-1").startswith("from unnamed origins only")


def test_what_is_at_issue_opens_with_a_capital(tmp_path: Path) -> None:
    built = Seedbed.plant(tmp_path / "home").build()
    found = {(page.lang, page.path): page.html for page in built.site.pages}
    for path in ("disagreements", "claims/ships-12", "sites/ras-zahr"):
        assert "How many ships waited" in found["en", path]
        assert "how many ships waited" not in found["en", path]


def test_where_a_coordinate_is_from_is_said_in_the_language_of_the_page(tmp_path: Path) -> None:
    bed = Seedbed.plant(tmp_path / "home")
    path = "seeds/entities/places.yml"
    bed.edit(path, "from: public gazetteer", "from: {en: public gazetteer, ar: معجم عام}")
    found = {(page.lang, page.path): page.html for page in bed.build().site.pages}
    assert "public gazetteer" in found["en", "sites/ras-zahr"]
    assert "معجم عام" in found["ar", "sites/ras-zahr"]
    assert "public gazetteer" not in found["ar", "sites/ras-zahr"]


BASIN = {"en": "Ships at the quay, a closed port", "ar": "سفن عند الرصيف وميناء مغلق"}
CRANE = {"en": "Ships at the quay, a broken crane", "ar": "سفن عند الرصيف ورافعة معطلة"}


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[tuple[str, str], Page]]:
    """The base briefing's pages, `without` and `with` two pairs that only seem to conflict."""
    bed = Seedbed.plant(tmp_path_factory.mktemp("apart"))
    found = {}
    for name in ("without", "with"):
        found[name] = {(page.lang, page.path): page for page in bed.build().site.pages}
        said = "".join(
            f"    - {{claim: {id_}, about: {{en: '{about['en']}', ar: {about['ar']}}}}}\n"
            for id_, about in (("closed-1", BASIN), ("fault-1", CRANE))
        )
        if name == "without":
            bed.edit(
                "seeds/claims/ships.yml",
                "ar: عدد السفن المنتظرة}\n",
                f"ar: عدد السفن المنتظرة}}\n  distinct:\n{said}",
            )
    return found


Apart = dict[str, Pages]
HEADINGS = {
    "en": ("Only seems to contradict", "Only apparent disagreements"),
    "ar": ("تتعارض في الظاهر فقط مع", "تعارض في الظاهر فقط"),
}


def section(page: Page, id_: str) -> str:
    """A page's HTML from the heading `id_` to the next heading of the second level."""
    _, _, after = page.html.partition(f'<h2 id="{id_}"')
    assert after, (page.path, id_)
    return after.partition("<h2")[0]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_pages_of_both_claims_say_what_tells_them_apart(apart: Apart, lang: str) -> None:
    other = {"en": "ar", "ar": "en"}[lang]
    for id_, told, line in (
        ("ships-12", (BASIN, CRANE), ("closed-1", "fault-1")),
        ("closed-1", (BASIN,), ("ships-12",)),
        ("fault-1", (CRANE,), ("ships-12",)),
    ):
        page = apart["with"][lang, f"claims/{id_}"]
        html = section(page, "distinct")
        assert HEADINGS[lang][0] in html
        assert html.count('<section class="hy-dispute">') == len(told)
        assert all(about[lang] in html and about[other] not in html for about in told)
        assert re.findall(r'hy-permalink" href="\.\./\.\./claims/([^/]+)/', html) == list(line)
        calls = re.findall(r'href="#(fn:\d+)"', html)
        assert calls
        assert set(calls) <= page.ids
        assert all(f'<li id="{note}"' in page.html for note in calls)
    html = apart["with"][lang, "claims/ships-12"].html
    assert html.index('id="contradicts"') < html.index('id="distinct"')


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_page_of_disagreements_ends_with_those_that_only_seem_so(
    apart: Apart, lang: str
) -> None:
    page = apart["with"][lang, "disagreements"]
    html = section(page, "only-apparent")
    assert HEADINGS[lang][1] in html
    assert {"en": "2 pairs", "ar": "زوجان"}[lang] in html
    assert page.html.index('id="both-sides"') < page.html.index('id="only-apparent"')
    pairs = re.findall(
        r'<section class="hy-dispute hy-dispute--apparent" id="(.*?)">(.*?)</section>',
        html,
        re.DOTALL,
    )
    assert [id_ for id_, _ in pairs] == ["apparent-1", "apparent-2"]
    for (id_, pair), about in zip(pairs, (BASIN, CRANE), strict=True):
        assert f'id="{id_}-about">{about[lang]}</h3>' in pair
        assert pair.count('<article class="hy-claim hy-stand">') == 2
        assert pair.count('role="doc-noteref"') >= 2
    titles = [(heading.level, heading.title) for heading in page.headings]
    assert (3, BASIN[lang]) in titles


def test_the_page_of_an_entity_has_the_pairs_both_of_whose_claims_are_about_it(
    apart: Apart,
) -> None:
    found = apart["with"]
    assert CRANE["en"] in section(found["en", "phases/outage"], "only-apparent")
    port = section(found["ar", "sites/ras-zahr"], "only-apparent")
    assert HEADINGS["ar"][1] in port
    assert BASIN["ar"] in port
    assert CRANE["ar"] not in found["ar", "sites/ras-zahr"].html
    assert "only-apparent" not in found["en", "actors/gulf-authority"].html


def test_what_only_seems_to_conflict_changes_no_status_and_no_other_page(apart: Apart) -> None:
    claims = {f"claims/{id_}" for id_ in ("ships-12", "closed-1", "fault-1")}
    for key, page in apart["without"].items():
        assert not {"distinct", "only-apparent"} & page.ids
        found = apart["with"][key]
        if key[1] in claims:
            assert found.html.partition("</dl>")[0] == page.html.partition("</dl>")[0]
        assert (found != page) == (
            key[1] in {*claims, "disagreements", "sites/ras-zahr", "phases/outage"}
        )


def test_every_mention_in_a_claim_is_linked_but_not_to_the_page_it_is_on(tmp_path: Path) -> None:
    built = Seedbed.plant(tmp_path / "home").build()
    found = {(page.lang, page.path): page.html for page in built.site.pages}
    link = '<a class="hy-name" href="../../sites/ras-zahr/">Ras al-Zahr port</a>'
    assert link in found["en", "claims/closed-1"]
    assert "../../sites/ras-zahr/" not in found["en", "sites/ras-zahr"]
    assert 'href="../../sites/ras-zahr/">ميناء رأس الزهر</a>' in found["ar", "claims/closed-1"]


def test_a_withdrawn_claim_keeps_its_page_with_a_notice(tmp_path: Path) -> None:
    built = Seedbed.plant(tmp_path / "home").build()
    found = {(page.lang, page.path): page for page in built.site.pages}
    page = found["en", "claims/ships-9"]
    assert "The number was a misreading." in words(page)
    assert 'href="../ships-12/"' in page.html or 'href="../../claims/ships-12/"' in page.html


def test_a_quotation_stands_in_its_own_language_and_direction(tmp_path: Path) -> None:
    built = Seedbed.plant(tmp_path / "home").build()
    found = {(page.lang, page.path): page.html for page in built.site.pages}
    for lang in ("en", "ar"):
        html = found[lang, "claims/ships-12"]
        assert '<q lang="ar" dir="rtl">12 سفينة تنتظر خارج الحوض</q>' in html
        assert '<q lang="en" dir="ltr">Seventeen ships' in html
    assert "12 ships are waiting outside the basin" in found["en", "claims/ships-12"]
    assert "12 ships are waiting outside the basin" not in found["ar", "claims/ships-12"]


# --- hand-written pages ---------------------------------------------------------------------------


@pytest.fixture
def prose(tmp_path: Path) -> tuple[hashiya.Build, Seedbed]:
    """The base briefing, built."""
    bed = Seedbed.plant(tmp_path / "home")
    return bed.build(), bed


def test_citations_on_a_hand_written_page_are_calls_in_document_order(
    prose: tuple[hashiya.Build, Seedbed],
) -> None:
    text = "One[^ships-12] two[^ships-17][^ships-12].\n\n- x[^fault-1]\n"
    html = render_prose(prose[0].press, "en", "guide", text)
    calls = re.findall(r'id="fnref:(\d+):(\d+)"', html)
    assert calls == [("1", "1"), ("2", "1"), ("1", "2"), ("3", "1"), ("4", "1"), ("5", "1")]
    assert html.startswith(
        'One<sup class="hy-ref" dir="ltr" data-search-exclude><a class="footnote-ref"'
    )
    assert html.count('<li id="fn:') == 5
    assert 'href="../sources/sahil-0318/#p4-ships-12"' in html


def test_the_notes_of_a_hand_written_page_have_no_empty_line(
    prose: tuple[hashiya.Build, Seedbed],
) -> None:
    html = render_prose(prose[0].press, "ar", "", "كلام[^ships-12].\n\n[^own]\n\n[^own]: x\n")
    notes = html[html.index("<section") :]
    assert "\n\n" not in notes.strip()
    assert 'href="sources/sahil-0318/#p4-ships-12"' in notes


def test_the_notes_of_a_page_itself_are_numbered_apart_and_lead_back(
    prose: tuple[hashiya.Build, Seedbed],
) -> None:
    text = (
        "One[^b] two[^a] three[^b][^ships-12].\n\n[^a]: *A* note[^ships-17].\n"
        "[^b]: B <b>x</b>[^c].\n[^c]: C.\n[^d]: never called[^fault-1].\n"
    )
    html = render_prose(prose[0].press, "en", "", text)
    ids = re.findall(r'id="([^"]+)"', html)
    assert len(set(ids)) == len(ids)
    hrefs = {href[1:] for href in re.findall(r'href="(#[^"]+)"', html)}
    assert hrefs <= set(ids)
    assert re.findall(r'id="(fnref:own-[^"]+)"', html) == [
        "fnref:own-1:1", "fnref:own-2:1", "fnref:own-1:2", "fnref:own-3:1",
    ]  # fmt: skip
    assert "<em>A</em> note<sup" in html
    assert "B &lt;b&gt;x&lt;/b&gt;<sup" in html
    assert len(re.findall(r'<li id="fn:\d+"', html)) == 2
    assert "never called" not in html


def test_a_page_without_citations_is_left_as_it_is(prose: tuple[hashiya.Build, Seedbed]) -> None:
    text = "# Title\n\n`[^ships-12]` and [^unknown].\n"
    assert render_prose(prose[0].press, "en", "", text) == text


def test_the_home_page_is_ours_only_where_nobody_wrote_one(
    prose: tuple[hashiya.Build, Seedbed],
) -> None:
    built, bed = prose
    assert not any(page.path == "" for page in built.site.pages)
    for lang in ("en", "ar"):
        (bed.home / "docs" / lang / "index.md").unlink()
    homes = [page for page in bed.build().site.pages if page.path == ""]
    assert [page.lang for page in homes] == ["en", "ar"]
    assert 'href="claims/closed-1/"' in homes[0].html


# --- small things ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, short",
    [
        ("short", "short"),
        ("exactly 10", "exactly 10"),
        ("rather longer", "rather…"),
        ("averyveryverylongword", "averyvery…"),
    ],
)
def test_a_long_text_is_cut_at_the_end_of_a_word(text: str, short: str) -> None:
    assert shorten(text, 10) == short
