"""The whole site as Markdown and configuration, for any engine that builds Markdown.

    docs/<lang>/<path>/index.md     every page; `docs/<lang>/index.md` is the home page
    docs/<lang>/assets/hashiya/…    the styles that the pages need
    mkdocs.<lang>.yml               one configuration a language, for MkDocs and for Zensical
    README.md                       the commands that build them, in order

Why every page is an `index.md`: MkDocs leaves the links in raw HTML alone, Zensical (0.0.73) reads
them as relative to the source file. Only where the file's folder is the page's address do both
mean the same. Why the configurations stand beside each other: Zensical wants `site_dir` inside
the folder of the configuration, and the languages share one site.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from html import escape
from importlib import resources

import yaml

from hashiya.pages import Page, Site

ASSETS = "assets/hashiya"
_CARD_STYLE = b"""\
/* Material 9 puts the card of a footnote off screen where text runs from right to left. */
[dir="rtl"] .md-tooltip2 { direction: ltr; left: 0; }
[dir="rtl"] .md-tooltip2__inner { direction: rtl; }
"""

_MARKDOWN_LINK = re.compile(
    r"(?P<before>\]\(\s*<?|^\ {0,3}\[[^\]^][^\]]*\]:\s*<?)"
    r"(?P<target>(?![a-zA-Z][a-zA-Z0-9+.-]*:|/)[^)\s>#]+)\.md(?=[)\s>#]|$)",
    re.MULTILINE,
)
"""A link to a Markdown file, inline or as a reference definition (but not a footnote's)."""

# What shapes our pages, in this order; what else the site has is about MkDocs' theme.
_STYLES = ("tokens", "hashiya", "home", "evidence", "figures", "grids", "finding")


def export_markdown(site: Site, prose: Mapping[tuple[str, str], str]) -> Mapping[str, bytes]:
    """The site's files by POSIX path, sorted.

    `prose` holds the hand-written pages: (language, path of the file below `docs/<lang>`, such as
    `about.md` or `guide/index.md`) to Markdown whose citations are already raw HTML. Its links to
    Markdown files are rewritten to where these now stand; images beside it are not carried over.

    Raises: ValueError, when the site is a preview (it shows what must not be published) or two
    pages have one address.
    """
    if site.preview:
        raise ValueError("a preview shows whole paragraphs and must not be exported")
    files: dict[str, str | bytes] = {"README.md": _readme(site)}
    for page in site.pages:
        _place(files, _file(page.lang, page.path), _page_markdown(page, site.directions[page.lang]))
    for (lang, source), text in prose.items():
        moved = _with_moved_links(text, source)
        # MkDocs takes `Template: x` in a page's first lines for an instruction, up to an empty one.
        front = "" if moved.startswith("---") else "\n"
        _place(files, _file(lang, _page_path(source)), front + moved)
    ours = resources.files("hashiya") / "styles"
    styles = {
        **{f"{ASSETS}/{name}.css": (ours / f"{name}.css").read_bytes() for name in _STYLES},
        f"{ASSETS}/card.css": _CARD_STYLE,
    }
    for lang in site.languages:
        files[_config_name(lang)] = _config(site, lang, prose, tuple(styles))
        files.update({f"docs/{lang}/{name}": content for name, content in styles.items()})
    return {
        name: content.encode() if isinstance(content, str) else content
        for name, content in sorted(files.items())
    }


def _place(files: dict[str, str | bytes], name: str, text: str) -> None:
    if name in files:
        raise ValueError(f"two pages stand at {name}")
    files[name] = text


def _file(lang: str, path: str) -> str:
    return posixpath.join("docs", lang, path, "index.md")


def _page_path(source: str) -> str:
    """The address of the page made from a file: `guide.md` and `guide/index.md` give `guide`."""
    path = source.removesuffix(".md")
    return "" if path == "index" else path.removesuffix("/index")


def _printed(text: str) -> str:
    """A text for a configuration or front matter: the themes print it as they find it."""
    return escape(text, quote=False)


def _page_markdown(page: Page, direction: str) -> str:
    """A page as front matter and one block of raw HTML, which ends where a blank line would be."""
    description = escape(page.description)  # themes print it between quotation marks
    front = _yaml({"title": _printed(page.title), "description": description, "hide": ["toc"]})
    if re.search(r"\n[^\S\n]*\n", page.html):
        raise ValueError(f"a blank line would end the raw HTML of {page.lang}:{page.path}")
    html = f'<div lang="{page.lang}" dir="{direction}">\n{page.html.strip()}\n</div>'
    return f"---\n{front}---\n\n{html}\n"


def _with_moved_links(text: str, source: str) -> str:
    """`text` of the file `source` with its links to Markdown files made for `<page>/index.md`."""
    folder = posixpath.dirname(source)
    here = _page_path(source)

    def moved(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, f"{match['target']}.md"))
        if target.startswith("../"):  # another language, or nothing of ours
            return match[0]
        file = posixpath.join(_page_path(target), "index.md")
        return match["before"] + posixpath.relpath(file, here or ".")

    return _MARKDOWN_LINK.sub(moved, text)


def _config_name(lang: str) -> str:
    return f"mkdocs.{lang}.yml"


def _config(
    site: Site, lang: str, prose: Mapping[tuple[str, str], str], styles: tuple[str, ...]
) -> str:
    root = site.languages[0]
    to_root = "./" if lang == root else "../"
    written = sorted(_page_path(source) for prose_lang, source in prose if prose_lang == lang)
    home = [""] if "" in written or any((p.lang, p.path) == (lang, "") for p in site.pages) else []
    nav: list[str | dict[str, str]] = [
        posixpath.join(path, "index.md") for path in [*home, *filter(None, written)]
    ]
    nav += [
        {_printed(entry.title): posixpath.join(entry.path, "index.md")}
        for entry in site.nav[lang]
        if entry.path not in {"", *written}
    ]
    return _yaml(
        {
            "site_name": _printed(site.title[lang]),
            # In the footer of every page.
            "copyright": f"<bdi>{escape(site.edition[lang])}</bdi>",
            "docs_dir": f"docs/{lang}",
            "site_dir": "site" if lang == root else f"site/{lang}",
            "theme": {
                "name": "material",
                "language": lang,
                "direction": site.directions[lang],
                "font": False,
                # The theme's own card: it finds our notes by class and ids.
                "features": ["content.footnote.tooltips"],
            },
            "plugins": ["search"],
            "markdown_extensions": [
                "abbr",
                "admonition",
                "attr_list",
                "def_list",
                "footnotes",
                "tables",
                "toc",
            ],
            "extra": {
                "alternate": [
                    {
                        "name": site.language_names[other],
                        "lang": other,
                        "link": to_root if other == root else f"{to_root}{other}/",
                    }
                    for other in site.languages
                ]
            },
            "extra_css": list(styles),
            "validation": {"nav": {"omitted_files": "ignore"}},
            "nav": nav,
        }
    )


def _yaml(config: Mapping[str, object]) -> str:
    text: str = yaml.safe_dump(
        dict(config), allow_unicode=True, sort_keys=False, default_flow_style=False, width=1_000_000
    )
    return text


def _literal(text: str) -> str:
    """A text in a line of Markdown that stands for itself."""
    return re.sub(r"[\\`*_{}\[\]<>#!|~&$^=+]", r"\\\g<0>", text)


def _readme(site: Site) -> str:
    def commands(tool: str) -> str:
        return "\n".join(f"    {tool} build -f {_config_name(lang)}" for lang in site.languages)

    return (
        f"# {_literal(site.title[site.languages[0]])}\n\n"
        "The pages as Markdown. Build the languages in this order, because the first clears the "
        "folder `site` that the others build into:\n\n"
        f"{commands('mkdocs')}\n\nor\n\n{commands('zensical')}\n"
    )
