"""The content security policy: what a page may load, run and send, and nothing else.

Every page carries it in its head, because a host such as GitHub Pages lets nobody set headers. No
script or style that stands inside a page is let through, neither by a hash nor by a nonce: what a
policy is for is markup that should not have got in, and a hash made from the finished page would
let that through as well. So Material's inline scripts are a file here (scripts/choices.js).

https://www.w3.org/TR/CSP3/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser

OURS: Mapping[str, tuple[str, ...]] = {
    "default-src": ("'none'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "img-src": ("'self'", "data:"),  # Material's style sheets have their icons in them
    "font-src": ("'self'",),
    "connect-src": ("'self'",),  # the search index
    "worker-src": ("'self'",),  # the search
    "form-action": ("'self'",),  # the search of 404.html
    "base-uri": ("'none'",),
}
"""Directive to sources. What a directive doesn't name falls under the first."""

WIDER = ("script-src", "style-src", "img-src", "font-src", "connect-src", "media-src", "frame-src")
"""The directives to which a site may add sources."""

HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
"""What a server that can set headers adds to the policy. The way back from a source needs the
referrer within the site (scripts/arrival.js)."""

_SOURCE = re.compile(
    r"https://(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d+)?(?:/[\w./~-]*)?|'sha256-[\w+/]{43}='"
)


class PolicyError(ValueError):
    """A source that no site may add."""


def site_policy(wider: Mapping[str, Sequence[str]]) -> Mapping[str, tuple[str, ...]]:
    """Our policy with the sources that a site adds, by directive.

    Raises: PolicyError where a directive is not one of `WIDER`, or a source neither an address by
    https nor the hash of a script or style.
    """
    for directive, sources in wider.items():
        if directive not in WIDER:
            raise PolicyError(f"{directive!r}, expected one of {', '.join(WIDER)}")
        for source in sources:
            if _SOURCE.fullmatch(source) is None:
                raise PolicyError(f"{directive}: {source!r}, expected https://… or 'sha256-…'")
    names = (*OURS, *(name for name in wider if name not in OURS))
    return {name: (*OURS.get(name, ()), *wider.get(name, ())) for name in names}


def previewed(policy: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    """The policy of `mkdocs serve`, whose live reload is a script inside every page."""
    return {**policy, "script-src": (*policy["script-src"], "'unsafe-inline'")}


def render_policy(policy: Mapping[str, tuple[str, ...]]) -> str:
    """The policy as a page's head has it, without what only a header may say."""
    return "; ".join(f"{directive} {' '.join(sources)}" for directive, sources in policy.items())


def render_headers(policy: Mapping[str, tuple[str, ...]]) -> str:
    """The same policy as headers, a line each; no other site may show a page in a frame."""
    framed = render_policy({**policy, "frame-ancestors": ("'none'",)})
    headers = {"Content-Security-Policy": framed, **HEADERS}
    return "".join(f"{name}: {value}\n" for name, value in headers.items())


def refused(html: str, policy: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """What of a finished page the policy keeps from working, each as a few words, each once."""
    if not any(_hints(html)):
        return ()
    reader = _Reader(policy)
    reader.feed(html)
    reader.close()
    return tuple(dict.fromkeys(reader.refused))


# A page is read to the end only where one of these is in it: nearly all have none.
_HINTS = ("<style", " style=", 'src="http', 'src="//', 'rel="stylesheet" href="http')
_EVENT = re.compile(" on[a-z]+=")
_SCRIPT = re.compile(r"<script\b(?![^>]* (?:src|type=\"application/(?:ld\+)?json\"))")


def _hints(html: str) -> Iterator[bool]:
    yield from (hint in html for hint in _HINTS)
    yield _EVENT.search(html) is not None
    yield _SCRIPT.search(html) is not None


class _Reader(HTMLParser):
    """Notes what a policy refuses. Hashes aren't computed: who adds one knows of its script."""

    _LOADS: Mapping[str, tuple[str, str]] = {
        "script": ("src", "script-src"),
        "img": ("src", "img-src"),
        "iframe": ("src", "frame-src"),
        "link": ("href", "style-src"),
    }

    def __init__(self, policy: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self.policy = policy
        self.refused: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Looks at an element and at its attributes."""
        given = {name: value or "" for name, value in attrs}
        data = given.get("type", "").endswith("json")
        if tag == "script" and "src" not in given and not data and not self._hashed("script-src"):
            self.refused.append("a script inside the page")
        if tag == "style" and not self._hashed("style-src"):
            self.refused.append("a style sheet inside the page")
        for name in given:
            if name == "style" or name.startswith("on"):
                self.refused.append(f"the attribute {name} of <{tag}>")
        attribute, directive = self._LOADS.get(tag, ("", ""))
        address = given.get(attribute, "")
        is_sheet = tag != "link" or given.get("rel") == "stylesheet"
        if (
            is_sheet
            and re.match("(?:https?:)?//", address)
            and not self._allowed(directive, address)
        ):
            self.refused.append(f"{address} as a <{tag}>")

    def _hashed(self, directive: str) -> bool:
        return any(source.startswith("'sha256-") for source in self.policy[directive])

    def _allowed(self, directive: str, address: str) -> bool:
        host = re.sub(r"^https?://|^//", "", address).partition("/")[0]
        return any(
            host == (own := source.removeprefix("https://").partition("/")[0])
            or (own.startswith("*.") and host.endswith(own[1:]))
            for source in self.policy.get(directive, ())
        )
