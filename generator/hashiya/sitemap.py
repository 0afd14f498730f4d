"""The sitemap: every page, its address, and the same page in the other languages; and robots.txt.

`lastmod` is left out, because the only date a build knows is its own and the same seeds have to
give the same bytes. The languages stand here and not in the pages' heads: Material fetches a
sitemap for every alternate that a head names.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr


def render_sitemap(places: Iterable[tuple[str, Mapping[str, str]]]) -> str:
    """The sitemap as XML of (absolute URL, URLs by language) in their order.

    Source: https://www.sitemaps.org/protocol.html; the languages as in RFC 8288 `alternate` links.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for url, translations in places:
        lines.append(f"<url><loc>{escape(url)}</loc>")
        if len(translations) > 1:
            lines.extend(
                f'<xhtml:link rel="alternate" hreflang={quoteattr(lang)} href={quoteattr(href)}/>'
                for lang, href in translations.items()
            )
        lines.append("</url>")
    return "\n".join((*lines, "</urlset>", ""))


def compress(text: str) -> bytes:
    """`text` as gzip without a time of day, so that it is the same every day."""
    return gzip.compress(text.encode(), mtime=0)


def render_robots(sitemap: str | None) -> str:
    """A robots.txt that keeps nobody out, with the absolute URL of the sitemap where there is one.

    Source: RFC 9309; the sitemap's line is https://www.sitemaps.org/protocol.html#submit_robots.
    """
    return "User-agent: *\nAllow: /\n" + (f"Sitemap: {sitemap}\n" if sitemap else "")
