"""MkDocs, and nothing that `build()` could do: the site's pages become MkDocs' pages.

Everything that depends on MkDocs or on Material stands here, so that a move to another engine costs
one file. A page of ours is a `FragmentPage`, whose `render()` hands over HTML that is already made,
with its headings, ids and links, so that MkDocs' own link checks see it. A hand-written page stays
an ordinary Markdown page. The first language stands at the site's root, the others under
`/<lang>/`; each has its own navigation, its own search index and the theme in its own language.
"""

from __future__ import annotations

import html
import logging
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import astuple, dataclass
from importlib.resources import files as resource
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url, meta
from mkdocs.utils.templates import TemplateContext

import hashiya
from hashiya import pages
from hashiya.cards import HEIGHT, WIDTH, Card, card_texts, make_card, render_cards
from hashiya.diagnostics import Diagnostic, SeedErrors, Severity
from hashiya.fonts import web_font
from hashiya.markup import inert
from hashiya.outputs import OutputError
from hashiya.pdf import TypesettingError
from hashiya.policy import PolicyError, previewed, refused, render_policy, site_policy
from hashiya.printing import (
    UnprintableError,
    edition_name,
    editions_of,
    file_name,
    print_edition,
)
from hashiya.prose import FRONT_MATTER
from hashiya.search_index import Entry, plain_entry, read_entries, render_search_index
from hashiya.sitemap import compress, render_robots, render_sitemap
from hashiya.writing import folder_beside, put_in_place

log = get_plugin_logger(__name__)

PACKAGE = Path(__file__).parent
ASSETS = "assets/hashiya"
FAVICON = f"{ASSETS}/favicon.svg"
MATERIALS_FAVICON = "assets/images/favicon.png"
# In this order: a later one may take back what an earlier one says.
STYLE_NAMES = (
    "tokens",
    "theme",
    "hashiya",
    "home",
    "evidence",
    "figures",
    "grids",
    "finding",
    "print",
)
STYLES = tuple(f"{ASSETS}/{name}.css" for name in STYLE_NAMES)
SCRIPTS = tuple(f"{ASSETS}/{name}.js" for name in ("notes", "arrival", "finding"))
# Where each file of ours goes. The search worker stands beside Material's, which it loads.
OWN_FILES: Mapping[str, str] = {
    **{f"styles/{name}.css": f"{ASSETS}/{name}.css" for name in STYLE_NAMES},
    "styles/favicon.svg": FAVICON,
    "scripts/notes.js": f"{ASSETS}/notes.js",
    "scripts/arrival.js": f"{ASSETS}/arrival.js",
    "scripts/choices.js": f"{ASSETS}/choices.js",
    "scripts/finding.js": f"{ASSETS}/finding.js",
    "scripts/fold.js": f"{ASSETS}/fold.js",
    "scripts/rank.js": f"{ASSETS}/rank.js",
    "scripts/search.js": "assets/javascripts/workers/hashiya.js",
}
# The weights that theme.css names. The licence (OFL 1.1) travels with its font.
FONT_FILES: Mapping[str, tuple[str, ...]] = {
    "fontpkg_amiri": ("Amiri-Regular",),
    "fontpkg_ibm_plex_sans_arabic": ("IBMPlexSansArabic-Regular", "IBMPlexSansArabic-SemiBold"),
    "fontpkg_ibm_plex_serif": (
        "IBMPlexSerif-Regular",
        "IBMPlexSerif-Italic",
        "IBMPlexSerif-SemiBold",
    ),
}
# What a page's first lines are set in, by direction. A font that comes too late for the first paint
# is not used (theme.css, font-display), or lines would shift: these are asked for first.
FIRST_FONTS: Mapping[str, tuple[str, ...]] = {
    "ltr": (
        "IBMPlexSansArabic-Regular",
        "IBMPlexSansArabic-SemiBold",
        "IBMPlexSerif-Regular",
        "IBMPlexSerif-SemiBold",
    ),
    "rtl": ("IBMPlexSansArabic-Regular", "IBMPlexSansArabic-SemiBold"),
}
QUOTATION_FONT = "Amiri-Regular"
QUOTATION = re.compile(r'class="hy-(?:quote|para)" lang="ar"')
# What the templates and the palette say: the catalog's strings `site.…`.
WORDS = (
    "home",
    "palette-light",
    "palette-dark",
    "palette-system",
    "note-close",
    "note-go",
    "note-keys",
    "not-found",
    "not-found-why",
    "to-home",
    "pdf",
)
# Material's words that are ours: those of the search. Its "#" is a number.
THEME_WORDS = (
    "search",
    "search.placeholder",
    "search.share",
    "search.reset",
    "search.result.initializer",
    "search.result.placeholder",
    "search.result.none",
    "search.result.other",
    "search.result.more.other",
    "search.result.term.missing",
)
# A notice asks for nothing, and a briefing has many: `hashiya check` lists them.
LEVELS = {Severity.WARNING: logging.WARNING, Severity.NOTICE: logging.DEBUG}
# What a browser runs, or may, when it is opened by itself.
LIVE = frozenset(
    ".htm .html .js .mht .mhtml .mjs .shtml .svg .svgz .swf .wasm .xht .xhtml .xml .xsl "
    ".xslt".split()
)
_FIRST_HEADING = re.compile(r'<h1\b[^>]*?\bid="([^"]+)"')


class HashiyaConfig(Config):
    """The plugin's options in `mkdocs.yml`."""

    seeds = config_options.Dir(default="seeds", exists=True)
    cards = config_options.Type(bool, default=False)
    pdf = config_options.Type(bool, default=False)
    policy = config_options.DictOfItems(
        config_options.ListOfItems(config_options.Type(str)), default={}
    )


class FragmentPage(Page):
    """A page whose HTML is already made; `targets` finds the file of a page that it links to."""

    def __init__(
        self,
        fragment: pages.Page,
        label: str | None,
        file: File,
        config: MkDocsConfig,
        targets: Mapping[tuple[str, str], File],
    ) -> None:
        super().__init__(label, file, config)
        self.fragment = fragment
        self.targets = targets

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002
        """Sets what front matter would say. The theme prints both texts as they are."""
        self.markdown = ""
        self.meta = {
            "title": Markup.escape(self.fragment.title),
            "description": Markup.escape(self.fragment.description),
            "search": {"exclude": True},
            "hide": ["navigation", "toc"] if self.fragment.wide else [],
        }

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Hands the fragment over with all that MkDocs would have read from Markdown."""
        self.content = self.fragment.html
        self.toc = get_toc(_toc_tokens(self.fragment))
        self._title_from_render = str(Markup.escape(self.fragment.title))
        self.present_anchor_ids = set(self.fragment.ids)
        self.links_to_anchors = {}
        for link in self.fragment.links:
            target = self.targets.get((link.lang, link.path))
            shown = f"{link.lang}/{link.path}" + (f"#{link.anchor}" if link.anchor else "")
            if target is None:
                level = config.validation.links.not_found
                log.log(level, f"'{self.file.src_uri}' links to '{shown}', which is no page")
            elif link.anchor:
                self.links_to_anchors.setdefault(target, {}).setdefault(link.anchor, shown)


@dataclass(frozen=True, slots=True)
class _Voice:
    """What the theme reads from the configuration that differs between the languages."""

    site_name: str
    theme: Mapping[str, Any]
    extra: Mapping[str, Any]

    @classmethod
    def of(cls, config: MkDocsConfig) -> _Voice:
        """The voice that the configuration has now."""
        theme = {key: config.theme.get(key) for key in ("language", "direction", "palette")}
        return cls(config.site_name, theme, dict(config.extra))

    def take(self, config: MkDocsConfig) -> None:
        """Has the configuration speak with this voice."""
        config.site_name = self.site_name
        for key, value in self.theme.items():
            config.theme[key] = value
        config.extra.clear()
        config.extra.update(self.extra)


class HashiyaPlugin(BasePlugin[HashiyaConfig]):
    """The hooks, in the order in which MkDocs calls them."""

    def __init__(self) -> None:
        super().__init__()
        self._preview = False
        self._deploys = False
        self._built: hashiya.Build | None = None
        self._addresses: dict[str, tuple[str, str]] = {}
        self._files: dict[tuple[str, str], File] = {}
        self._navigations: dict[str, Navigation] = {}
        self._groups: dict[str, tuple[tuple[str, str, tuple[Page, ...]], ...]] = {}
        self._voices: dict[str, _Voice] = {}
        self._original: _Voice | None = None
        self._cards: dict[str, Card] = {}
        self._beside: tuple[Path, Path] | None = None
        self._policy: Mapping[str, tuple[str, ...]] = {}
        self._refused: set[str] = set()

    @property
    def built(self) -> hashiya.Build:
        """The last build that had no errors."""
        if self._built is None:
            raise PluginError("hashiya: nothing has been built yet")
        return self._built

    @property
    def site(self) -> pages.Site:
        """The site of that build."""
        return self.built.site

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Whole paragraphs are for the author's eyes: `serve` shows them, nothing else does."""
        self._preview = command == "serve"
        self._deploys = command == "gh-deploy"
        if dirty:
            raise PluginError("hashiya: a dirty build would keep pages that no seed has any more")

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Adds our templates, styles and scripts, after the user's own and before Material's."""
        if not config.use_directory_urls:
            raise PluginError("hashiya: set `use_directory_urls: true`; every address counts on it")
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(PACKAGE / "theme"))
        config.theme.static_templates.discard("sitemap.xml")
        if config.theme.get("favicon") == MATERIALS_FAVICON:
            config.theme["favicon"] = FAVICON
        try:
            self._policy = site_policy(self.config.policy)
        except PolicyError as error:
            raise PluginError(f"hashiya: `policy` has {error}") from error
        config.extra_css[:0] = STYLES
        config.extra_javascript[:0] = SCRIPTS
        if self._deploys and not config.site_url:
            log.warning(
                "`site_url` is not set, so what is deployed has no sitemap, canonical addresses or "
                "social cards, and its page for wrong addresses works at the root of a host only"
            )
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Reads and checks the seeds, while the folder of the last site is still untouched.

        Raises: PluginError with a line for each error, except where `serve` has an older site to
        go on with.
        """
        diagnostics: tuple[Diagnostic, ...] = ()
        faults: list[str] = []
        try:
            built = hashiya.build(
                Path(self.config.seeds), Path(config.docs_dir), preview=self._preview
            )
        except SeedErrors as errors:
            faults = [str(error) for error in errors.exceptions]
        except hashiya.CheckError as error:
            diagnostics = error.report.diagnostics
        else:
            diagnostics, self._built = built.diagnostics, built
        for diagnostic in diagnostics:
            if diagnostic.severity is Severity.ERROR:
                faults.append(str(diagnostic))
            else:
                log.log(LEVELS[diagnostic.severity], str(diagnostic))
        if notices := sum(each.severity is Severity.NOTICE for each in diagnostics):
            log.info(f"{notices} notices, which `hashiya check` lists")
        if faults and (self._built is None or not self._preview):
            raise PluginError("\n".join(("The seeds have errors:", *faults)))
        for fault in faults:
            log.error(fault)
        if not self._preview:
            self._build_beside(config)

    def _build_beside(self, config: MkDocsConfig) -> None:
        """Has MkDocs fill a folder beside the last site, which stays whole until the end.

        A folder that can't be renamed, a link or the root of a file system, is filled as ever.
        """
        target = Path(config.site_dir)
        if target.is_symlink() or target.is_mount():
            return
        self._beside = (folder_beside(target), target)
        config.site_dir = str(self._beside[0])

    def on_build_error(self, *, error: Exception, **_: object) -> None:  # noqa: ARG002
        """Leaves the last site as it was."""
        if self._beside is not None:
            shutil.rmtree(self._beside[0], ignore_errors=True)
            self._beside = None

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Puts hand-written files where their language stands, and adds what we make."""
        # The theme's sitemap is no template any more (on_config), and must not be copied as a file.
        _expect_nothing_live(files, config)
        placed = Files(self._placed(file) for file in files if file.src_uri != "sitemap.xml")
        self._addresses = {
            file.src_uri: address
            for file in placed.documentation_pages(inclusion=InclusionLevel.is_in_serve)
            if (address := self._address(file)) is not None
        }
        self._files = {
            self._addresses[file.src_uri]: file
            for file in placed.documentation_pages()
            if file.src_uri in self._addresses
        }
        labels = {
            (lang, entry.path): entry.title
            for lang, entries in self.site.nav.items()
            for entry in entries
        }
        for page in self.site.pages:
            self._add_page(page, labels.get((page.lang, page.path)), placed, config)
        for name, target in OWN_FILES.items():
            placed.append(File.generated(config, target, abs_src_path=str(PACKAGE / name)))
        for target, font in _font_files():
            placed.append(File.generated(config, target, content=font))
        for target, content in _texts_for_servers(config.site_url or "").items():
            if placed.get_file_from_path(target) is None:  # the user's own comes first
                # MkDocs leaves out what begins with a dot, unless it is told.
                level = InclusionLevel.INCLUDED
                placed.append(File.generated(config, target, content=content, inclusion=level))
        self._cards = {}
        return placed

    def on_nav(self, _nav: Navigation, **_: object) -> Navigation:
        """Makes a navigation for each language. What MkDocs made holds no page of ours."""
        self._navigations = {lang: self._navigation(lang) for lang in self.site.languages}
        return self._navigations[self.site.languages[0]]

    def on_page_markdown(self, markdown: str, *, page: Page, **_: object) -> str:
        """Puts the citations of a hand-written page into its Markdown."""
        if isinstance(page, FragmentPage):
            return markdown
        page.meta = _shown_meta(page.meta)
        address = self._addresses.get(page.file.src_uri)
        if address is None:
            return markdown
        lang, path = address
        file = page.file.src_uri.removeprefix(f"{lang}/")
        read = next((p for p in self.built.subject.prose if (p.lang, p.path) == (lang, file)), None)
        if read is None:  # made by another plugin
            return pages.render_prose(self.built.press, lang, path, markdown)
        if not read.skipped:  # MkDocs takes a first line such as “Note: …” for front matter
            page.meta = {}
        return pages.render_prose(self.built.press, lang, path, read.text)

    @event_priority(-100)  # after whatever else makes HTML of it
    def on_page_content(self, content: str, *, page: Page, **_: object) -> str:
        """Makes text of what a hand-written page would do, were there any that P607 didn't see."""
        return content if isinstance(page, FragmentPage) else inert(content)

    def on_env(self, env: Environment, *, config: MkDocsConfig, **_: object) -> None:
        """From here on templates are rendered: first those that belong to no language, as 404."""
        env.globals["once"] = _rendered_once()
        self._refused = set()
        self._original = _Voice.of(config)
        self._voices = {lang: self._voice(lang, self._original) for lang in self.site.languages}
        self._speak(config, self.site.languages[0], "")

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, **_: object
    ) -> TemplateContext:
        """Shows a page in the language that it is written in."""
        lang, path = self._addresses.get(page.file.src_uri, (self.site.languages[0], ""))
        self._speak(config, lang, path)
        # Material keeps the reader's choice of colours by `scope`, and looks for the search index
        # below `base`: the choice is one for all languages, the index is not.
        config.extra["scope"] = context["base_url"]
        context["base_url"] = get_relative_url(self._home(lang), page.url)
        context["nav"] = self._navigations[lang]
        config.extra["trail"] = self._trail(page, lang, path)
        config.extra["downloads"] = () if path else self._downloads(lang)
        config.extra["fonts"] = _first_fonts(self.site.directions[lang], page.content or "")
        if self.config.cards and config.site_url and not self._preview:
            config.extra["card"] = self._card(page, lang, path, config.site_url)
        return context

    def _trail(self, page: Page, lang: str, path: str) -> str:
        """The way down to a page by hand; those that are made have theirs."""
        if not path or isinstance(page, FragmentPage):
            return ""
        title = Markup(page.title).striptags()  # noqa: S704 (MkDocs has a title as HTML)
        return pages.trail_of(self.built.press, lang, path, title)

    @event_priority(-100)  # after whatever else changes it
    def on_post_page(self, output: str, *, page: Page, **_: object) -> str:
        """Says of what the policy will keep from working, once for the whole site."""
        for each in refused(output, self._policy):
            if each not in self._refused:
                self._refused.add(each)
                log.warning(f"{page.file.src_uri} has {each}, which the site's policy refuses")
        return output

    @event_priority(-100)  # after Material has written its index
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Writes what is about all pages, and puts the configuration back as it was."""
        self._write_search_indexes(Path(config.site_dir))
        self._write_sitemap(Path(config.site_dir))
        self._write_cards(Path(config.site_dir))
        self._write_pdfs(Path(config.site_dir), config.site_url or "")
        if self._original is not None:
            self._original.take(config)
        if not self._preview:
            self._expect_no_leak(Path(config.site_dir))
        if self._beside is not None:
            fresh, target = self._beside
            put_in_place(fresh, target)
            config.site_dir, self._beside = str(target), None
            log.info(f"All of it is in {target}")

    def on_serve(self, server: LiveReloadServer, **_: object) -> LiveReloadServer:
        """Has MkDocs build again when a seed changes, comes or goes."""
        for path in self.built.watch:
            server.watch(str(path))
        return server

    def _home(self, lang: str) -> str:
        """The URL of a language's home page, relative to the site's root."""
        return "./" if lang == self.site.languages[0] else f"{lang}/"

    def _placed(self, file: File) -> File:
        """`file`, at the site's root if it belongs to the first language, and in no navigation."""
        first = self.site.languages[0]
        if file.src_dir is None or self._language(file.src_uri) is None:
            return file
        in_nav = file.is_documentation_page() and file.inclusion is InclusionLevel.INCLUDED
        return File(
            file.src_uri,
            file.src_dir,
            file.dest_dir,
            file.use_directory_urls,
            dest_uri=file.dest_uri.removeprefix(f"{first}/"),
            inclusion=InclusionLevel.NOT_IN_NAV if in_nav else file.inclusion,
        )

    def _language(self, src_uri: str) -> str | None:
        """The language in whose folder a file of `docs/` lies; None when it lies in none."""
        folder, slash, _ = src_uri.partition("/")
        return folder if slash and folder in self.site.languages else None

    def _address(self, file: File) -> tuple[str, str] | None:
        """The language and the path of a page, as `pages.Page` names them."""
        lang = self._language(file.src_uri)
        if lang is None:
            return None
        path = file.dest_uri.removesuffix("index.html").strip("/")
        if lang != self.site.languages[0]:
            path = path.removeprefix(lang).strip("/")
        return lang, path

    def _add_page(
        self, fragment: pages.Page, label: str | None, placed: Files, config: MkDocsConfig
    ) -> None:
        address = (fragment.lang, fragment.path)
        if address in self._files:
            if fragment.path:
                written = self._files[address].src_uri
                raise PluginError(f"hashiya: {written} has the address of a page that is made")
            return  # a home page by hand comes before ours
        uri = f"{fragment.lang}/{fragment.path or 'index'}.md"
        file = File.generated(config, uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        file.dest_uri = file.dest_uri.removeprefix(f"{self.site.languages[0]}/")
        shown = None if label is None else str(Markup.escape(label))
        FragmentPage(fragment, shown, file, config, self._files)
        placed.append(file)
        self._files[address] = file
        self._addresses[uri] = address

    def _navigation(self, lang: str) -> Navigation:
        """The home page, what is written by hand, and the pages that list what is made."""
        by_hand = [
            (path != "", _order(file), path, file.page)
            for (language, path), file in self._files.items()
            if language == lang
            and isinstance(file.page, Page)
            and not isinstance(file.page, FragmentPage)
        ]
        by_hand.sort(key=lambda entry: entry[:3])
        made = [self._files[lang, entry.path].page for entry in self.site.nav[lang]]
        listed = [page for *_, page in by_hand] + [page for page in made if page is not None]
        home = self._files.get((lang, ""))
        if home is not None and home.page is not None and home.page not in listed:
            listed.insert(0, home.page)
        if home is not None and home.page is not None:
            home.page.title = self._words(lang)["home"]
        groups: dict[str, list[Page]] = {group: [] for group in pages.GROUPS}
        made_in = {entry.path: entry.group for entry in self.site.nav[lang]}
        for each in listed:
            _, path = self._addresses[each.file.src_uri]
            groups[made_in.get(path, pages.GROUPS[0])].append(each)
        catalog = self.built.press.scribes[lang].catalog
        self._groups[lang] = tuple(
            (group, catalog.text(f"nav.{group}"), tuple(found))
            for group, found in groups.items()
            if found
        )
        navigation = Navigation(list(listed), listed)
        navigation.homepage = home.page if home else None
        return navigation

    def _words(self, lang: str) -> Mapping[str, str]:
        catalog = self.built.press.scribes[lang].catalog
        return {word: catalog.text(f"site.{word}") for word in WORDS}

    def _theme_words(self, lang: str) -> Mapping[str, str]:
        """What Material says of the search, by its own keys."""
        catalog = self.built.press.scribes[lang].catalog
        return {
            **{key: catalog.text(f"theme.{key}") for key in THEME_WORDS},
            "search.result.one": catalog.count("count.found", 1),
            "search.result.more.one": catalog.count("count.more-places", 1),
        }

    def _counts(self, lang: str) -> Mapping[str, object]:
        """What scripts/finding.js counts with: a form for each plural category, and the digits."""
        catalog = self.built.press.scribes[lang].catalog
        return {
            "digits": catalog.digits,
            "found": dict(catalog.forms("count.found")),
            "more": dict(catalog.forms("count.more-places")),
        }

    def _voice(self, lang: str, original: _Voice) -> _Voice:
        """What the theme says in one language."""
        site = self.site
        words = self._words(lang)
        return _Voice(
            site_name=Markup.escape(site.title[lang]),
            theme={
                "language": lang,
                "direction": site.directions[lang],
                "palette": _palette(original.theme["palette"], words),
            },
            extra={
                **original.extra,
                "hashiya": {
                    "policy": render_policy(
                        previewed(self._policy) if self._preview else self._policy
                    ),
                    "banner": site.banner[lang],
                    "edition": site.edition[lang],
                    "words": words,
                    "theme_words": self._theme_words(lang),
                    "counts": self._counts(lang),
                    "languages": [
                        {
                            "lang": each,
                            "direction": site.directions[each],
                            "locale": self.built.subject.index.head.locales[each],
                            "words": self._words(each),
                            "search": self._theme_words(each)["search"],
                            "placeholder": self._theme_words(each)["search.placeholder"],
                            "pages": [
                                (entry.title, self._files[each, entry.path].url)
                                for entry in site.nav[each]
                            ],
                        }
                        for each in site.languages
                    ],
                },
            },
        )

    def _speak(self, config: MkDocsConfig, lang: str, path: str) -> None:
        """Sets what the theme says around a page to one language, and its ways to the others."""
        self._voices[lang].take(config)
        config.extra["groups"] = self._groups[lang]
        config.extra["alternate"] = [
            {
                "lang": other,
                "name": self.site.language_names[other],
                "link": self._files[other, path].url
                if (other, path) in self._files
                else self._home(other),
            }
            for other in self.site.languages
        ]

    def _write_search_indexes(self, site_dir: Path) -> None:
        """Replaces Material's index, which knows only hand-written pages, by one a language."""
        written = site_dir / "search" / "search_index.json"
        if not written.is_file():
            return  # the search is switched off
        found: dict[str, list[Entry]] = {lang: [] for lang in self.site.languages}
        for entry in read_entries(written.read_text(encoding="utf-8")):
            lang = self._language(entry.location) or self.site.languages[0]
            location = entry.location.removeprefix(f"{lang}/")
            # The home page has the briefing's title, which says what all pages are about.
            own = location != "" and "#" not in location
            names = (entry.title,) if own else ()
            found[lang].append(Entry(location, entry.title, entry.text, names=names))
        for (lang, path), file in self._files.items():
            if isinstance(file.page, FragmentPage):
                for record in file.page.fragment.search:
                    place = f"{path}/" if path else ""
                    place += f"#{record.anchor}" if record.anchor else ""
                    found[lang].append(plain_entry(place, *astuple(record)[1:]))
        for lang, entries in found.items():
            target = site_dir / self._home(lang) / "search" / "search_index.json"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(render_search_index(entries), encoding="utf-8")

    def _expect_no_leak(self, site_dir: Path) -> None:
        """Raises: PluginError where the site shows what a policy withholds, or can't be read."""
        try:
            leaks = hashiya.check_site(self.built.subject, site_dir, card_texts(self._cards))
        except OutputError as error:
            raise PluginError(f"hashiya: {error}") from error
        if leaks:
            raise PluginError("\n".join(("The site shows withheld text:", *map(str, leaks))))

    def _card(self, page: Page, lang: str, path: str, site_url: str) -> Mapping[str, str | int]:
        """Puts a page's card among those to draw; gives back what the page's head says of it."""
        # The home page's title is its word in the navigation.
        title = Markup(page.title).striptags() if path else self.site.title[lang]  # noqa: S704
        place = f"{ASSETS}/cards/{lang}/{path or 'index'}.png"
        self._cards[place] = card = make_card(self.built.press, lang, path, title)
        return {"url": site_url + quote(place), "alt": card.text, "width": WIDTH, "height": HEIGHT}

    def _write_cards(self, site_dir: Path) -> None:
        """Draws the cards that pages name."""
        drawn = render_cards(tuple(self._cards.values()))
        for place, picture in zip(self._cards, drawn, strict=True):
            target = site_dir / place
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(picture)

    def _editions(self) -> tuple[str, ...]:
        """The editions that are printed along with the site: none in a preview."""
        printed = self.config.pdf and not self._preview
        return editions_of(self.built.press) if printed else ()

    def _downloads(self, lang: str) -> list[Mapping[str, str]]:
        """The printed editions by name, as a home page links to them."""
        press = self.built.press
        return [
            {"href": file_name(press, edition), "name": edition_name(press, edition, lang)}
            for edition in self._editions()
        ]

    def _write_pdfs(self, site_dir: Path, address: str) -> None:
        """Prints every edition into the site.

        Raises: PluginError where a character is in no font, or Typst refuses.
        """
        press, subject = self.built.press, self.built.subject
        for edition in self._editions():
            name = file_name(press, edition)
            log.info(f"printing {name}")
            try:
                made = print_edition(press, subject, edition, address=address)
            except (UnprintableError, TypesettingError) as error:
                raise PluginError(f"hashiya: {name} can't be printed:\n{error}") from error
            (site_dir / name).write_bytes(made)

    def _write_sitemap(self, site_dir: Path) -> None:
        """Writes sitemap.xml, and nothing where `site_url` is not known."""
        urls = {
            address: file.page.canonical_url
            for address, file in self._files.items()
            if file.page and file.page.canonical_url
        }
        sitemap = render_sitemap(
            (
                url,
                {lang: urls[lang, path] for lang in self.site.languages if (lang, path) in urls},
            )
            for (_, path), url in urls.items()
        )
        if urls:
            (site_dir / "sitemap.xml").write_text(sitemap, encoding="utf-8")
            (site_dir / "sitemap.xml.gz").write_bytes(compress(sitemap))


def _rendered_once() -> Callable[..., str]:
    """What `{% call once(…) %}` calls: it renders a block the first time only for given words."""
    rendered: dict[tuple[str, ...], str] = {}

    def once(*words: str, caller: Callable[[], str]) -> str:
        if words not in rendered:
            rendered[words] = caller()
        return rendered[words]

    return once


def _toc_tokens(fragment: pages.Page) -> list[Any]:
    """The fragment's headings as the tree that `get_toc` reads, below its first heading.

    The first heading is in it for the theme's link past the navigation, which leads to the first
    entry.
    """
    first = _FIRST_HEADING.search(fragment.html)
    root: dict[str, Any] = {"level": 1, "children": []}
    open_tokens = [root]
    for heading in fragment.headings:
        token = {
            "level": heading.level,
            "id": heading.id,
            "name": html.escape(heading.title),
            "children": [],
        }
        while len(open_tokens) > 1 and open_tokens[-1]["level"] >= heading.level:
            open_tokens.pop()
        open_tokens[-1]["children"].append(token)
        open_tokens.append(token)
    if first is None:
        return list(root["children"])
    return [root | {"id": first[1], "name": html.escape(fragment.title)}]


def _order(file: File) -> float:
    """The place of a hand-written page in the navigation: its front matter's `order`, or last."""
    _, front_matter = meta.get_data(file.content_string)
    order = front_matter.get("order")
    return float(order) if isinstance(order, (int, float)) else float("inf")


def _shown_meta(given: Mapping[str, Any]) -> dict[str, Any]:
    """What front matter may say, its texts escaped, for the theme prints them as they are."""

    def shown(value: object) -> object:
        if isinstance(value, list):
            return [shown(each) for each in value]
        return Markup.escape(value) if isinstance(value, str) else value

    return {key: shown(value) for key, value in given.items() if key in FRONT_MATTER}


def _expect_nothing_live(files: Files, config: MkDocsConfig) -> None:
    """Raises: PluginError where `docs/` has a file that runs and that mkdocs.yml doesn't name."""
    named = {str(name) for name in (*config.extra_css, *config.extra_javascript)}
    named |= {str(config.theme.get(key)) for key in ("favicon", "logo")}
    docs = Path(config.docs_dir).name
    live = [
        f"{docs}/{file.src_uri}:1: a file that runs where it is opened, expected none of "
        f"{', '.join(sorted(LIVE))} that mkdocs.yml doesn't name"
        for file in files
        if file.src_dir == config.docs_dir
        and file.inclusion.is_included()
        and Path(file.src_uri).suffix.lower() in LIVE
        and file.src_uri not in named
    ]
    if live:
        raise PluginError("\n".join(("The pages' folder has what no site may show:", *live)))


def _palette(options: object, words: Mapping[str, str]) -> object:
    """The theme's palette with the names of its switches in one language."""
    if not isinstance(options, list):
        return options
    names = {
        "(prefers-color-scheme)": words["palette-light"],
        "(prefers-color-scheme: light)": words["palette-dark"],
        "(prefers-color-scheme: dark)": words["palette-system"],
    }
    return [
        {**option, "toggle": {**option["toggle"], "name": names[option["media"]]}}
        if "toggle" in option and option.get("media") in names
        else option
        for option in options
    ]


def _texts_for_servers(site_url: str) -> Mapping[str, str]:
    """What programs look for at a site's root, by place; `site_url` is empty where it is unknown.

    GitHub Pages gives a branch to Jekyll, which leaves out files, unless `.nojekyll` is there.
    """
    sitemap = f"{site_url}sitemap.xml" if site_url else None
    return {"robots.txt": render_robots(sitemap), ".nojekyll": ""}


def _font_files() -> Iterator[tuple[str, bytes]]:
    """Where each font and its licence go, and what they are."""
    for package, names in FONT_FILES.items():
        family = package.removeprefix("fontpkg_").replace("_", "-")
        licence = Path(str(resource(package))) / "LICENSE"
        yield f"{ASSETS}/fonts/{family}-LICENSE.txt", licence.read_bytes()
        for name in names:
            yield f"{ASSETS}/fonts/{name}.woff", web_font(package, f"{name}.ttf")


def _first_fonts(direction: str, html: str) -> list[str]:
    """The fonts that a page needs at once: its language's, and that of Arabic quotations."""
    names = FIRST_FONTS[direction]
    names += (QUOTATION_FONT,) if QUOTATION.search(html) else ()
    return [f"{ASSETS}/fonts/{name}.woff" for name in names]
