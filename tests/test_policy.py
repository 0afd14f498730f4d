"""The content security policy: every page carries it and keeps to it, and a browser enforces it.

That nothing on a page breaks under it is held by every test that opens one in Chromium: what a
policy refuses is written to the console, and nothing may be (tests/test_browser.py).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from importlib.resources import files as resource
from pathlib import Path
from typing import Literal

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page as MkDocsPage
from playwright.sync_api import Browser, Page

from hashiya.plugin import HashiyaPlugin
from hashiya.policy import (
    OURS,
    WIDER,
    PolicyError,
    previewed,
    refused,
    render_headers,
    render_policy,
    site_policy,
)
from tests.local_server import BELOW, served
from tests.test_without_script import OPTIONAL, PREFIXES, WITH_NOTES, WITHOUT_NOTES
from tests.workbench import REPOSITORY

Count = Callable[[str, int], None]

POLICY = site_policy({})
HEAD = f'<meta http-equiv="Content-Security-Policy" content="{render_policy(POLICY)}">'

PARTIALS = {
    "javascripts/base": "d6113712bc4deb30b4bd810ee0dfc28b6f04d2f88cc0016c0f1766eac7b762b6",
    "javascripts/content": "3722e156f0f6339de39fbbfc178b6e401d1a4fb890f189ac5b80c2504bda7dcf",
    "javascripts/palette": "8790389765ea6036effddba548b15093bb05bdc75624eaeaf8b13f3c24be4ab5",
    "search": "bfd556535abcddb99396ab2a7e3acc2ebcd3f36756007d3969396caa4126be30",
}
"""SHA-256 of Material's templates that ours stand for: its inline scripts and its search, which is
ours but for a name and an address. scripts/choices.js does what `base` and `palette` do; what
`content` does is for content tabs. When one changes, read how, and change ours."""


# --- what it says ---------------------------------------------------------------------------------


def test_nothing_inside_a_page_and_nothing_from_elsewhere_is_let_through() -> None:
    words = render_policy(POLICY)
    assert not re.search(r"unsafe|sha\d|nonce|strict-dynamic|https?:|\*|blob:", words)
    assert {name for name, sources in POLICY.items() if "data:" in sources} == {"img-src"}
    assert OURS["default-src"] == ("'none'",)
    assert {"object-src", "frame-src", "media-src"} & set(OURS) == set()  # so they are 'none'


def test_only_live_reload_makes_a_preview_differ() -> None:
    preview = previewed(POLICY)
    assert preview["script-src"] == ("'self'", "'unsafe-inline'")
    assert {**preview, "script-src": POLICY["script-src"]} == POLICY


def test_a_site_may_add_sources_and_take_none_away() -> None:
    hashed = "'sha256-" + "A" * 43 + "='"
    wider = site_policy(
        {
            "script-src": ["https://stats.example/a.js", hashed],
            "frame-src": ["https://*.maps.example"],
        }
    )
    assert wider["script-src"] == ("'self'", "https://stats.example/a.js", hashed)
    assert wider["frame-src"] == ("https://*.maps.example",)
    assert {name: wider[name] for name in OURS if name != "script-src"} == {
        name: OURS[name] for name in OURS if name != "script-src"
    }


@pytest.mark.parametrize(
    "directive,source",
    [
        *(("script-src", source) for source in ("'unsafe-inline'", "'unsafe-eval'", "*", "data:")),
        *(("script-src", source) for source in ("https:", "http://a.example", "'nonce-x'", "")),
        *(("img-src", source) for source in ("https://a.example; script-src *", 'https://a"', "*")),
        ("style-src", "https://*"),
        ("default-src", "https://a.example"),
        ("base-uri", "'self'"),
        ("sandbox", "https://a.example"),
    ],
)
def test_what_would_make_it_void_is_refused(directive: str, source: str) -> None:
    with pytest.raises(PolicyError, match="expected"):
        site_policy({directive: [source]})


def test_servers_are_told_the_same_and_what_only_they_can_say() -> None:
    first, *others = render_headers(POLICY).splitlines()
    assert first == f"Content-Security-Policy: {render_policy(POLICY)}; frame-ancestors 'none'"
    assert [line.partition(":")[0] for line in others] == [
        "X-Content-Type-Options",
        "Referrer-Policy",
    ]
    assert "frame-ancestors" not in HEAD  # a page can't say it


def test_the_documentation_has_the_headers_and_every_directive_to_which_a_site_may_add() -> None:
    text = (REPOSITORY / "SECURITY.md").read_text(encoding="utf-8")
    shown = "".join(f"    {line}\n" for line in render_headers(POLICY).splitlines())
    assert shown in text
    assert f"\n    {render_policy(POLICY)}\n" in text
    assert ", ".join(f"`{name}`" for name in WIDER) in text


@pytest.mark.parametrize("name", sorted(PARTIALS))
def test_materials_templates_are_those_that_ours_stand_for(name: str) -> None:
    file = Path(str(resource("material"))) / f"templates/partials/{name}.html"
    assert hashlib.sha256(file.read_bytes()).hexdigest() == PARTIALS[name]


# --- what of a page it refuses --------------------------------------------------------------------


@pytest.mark.parametrize(
    "html,said",
    [
        ("<script>run()</script>", "a script inside the page"),
        ("<p>x</p><script async>run()</script>", "a script inside the page"),
        ("<style>p {}</style>", "a style sheet inside the page"),
        ('<p style="color: red">', "the attribute style of <p>"),
        ('<img src="a.png" onerror="run()">', "the attribute onerror of <img>"),
        ('<script src="https://a.example/x.js"></script>', "https://a.example/x.js as a <script>"),
        ('<img src="//a.example/x.png">', "//a.example/x.png as a <img>"),
        (
            '<link rel="stylesheet" href="https://a.example/x.css">',
            "https://a.example/x.css as a <link>",
        ),
    ],
)
def test_an_author_is_told_what_will_not_work(html: str, said: str) -> None:
    assert refused(html + html, POLICY) == (said,)


@pytest.mark.parametrize(
    "html",
    [
        '<script src="a.js"></script><script id="x" type="application/json">{}</script>',
        '<link rel="canonical" href="https://a.example/"><a href="https://a.example/">x</a>',
        "<p>&lt;script&gt; and style= and onerror=, once=again</p>",
        '<p title=" style=x onerror=x">&lt;style&gt;</p>',
        '<link rel="stylesheet" href="a.css"><img src="a.png">',
    ],
)
def test_nothing_is_said_of_what_works(html: str) -> None:
    assert refused(html, POLICY) == ()


def test_what_a_site_has_added_is_not_refused() -> None:
    html = '<script src="https://a.example/x.js"></script><img src="https://b.c.example/x.png">'
    wider = {"script-src": ["https://a.example"], "img-src": ["https://*.c.example"]}
    assert refused(html, site_policy(wider)) == ()
    assert len(refused(html, POLICY)) == 2


# --- the built site -------------------------------------------------------------------------------


def test_every_page_begins_with_it_and_has_nothing_that_it_refuses(
    built_site: Path, count: Count
) -> None:
    pages = sorted(built_site.rglob("*.html"))
    assert built_site / "404.html" in pages
    for file in pages:
        html = file.read_text(encoding="utf-8")
        head = html.partition("<head>")[2]
        assert re.match(r'\s*<meta charset="utf-8">\s*' + re.escape(HEAD), head), file
        assert len(html.partition("<head>")[0].encode()) < 512, file
        assert html.count("http-equiv") == 1, file
        assert refused(html, POLICY) == (), file
        for attributes in re.findall(r"<script\b([^>]*)>", html):
            assert 'src="' in attributes or 'type="application/json"' in attributes, file
        (config,) = re.findall('<script id="__config"[^>]*>(.*?)</script>', html, re.DOTALL)
        assert "<" not in config, file  # no text in it can end it
        assert json.loads(config)["search"], file
    count("pages with a policy", len(pages))


def _hooks(policy: dict[str, list[str]]) -> tuple[HashiyaPlugin, MkDocsConfig]:
    config = MkDocsConfig()
    config.load_dict({"site_name": "x", "theme": {"name": "material"}})
    config.validate()
    hooks = HashiyaPlugin()
    assert hooks.load_config({"seeds": str(REPOSITORY / "seeds"), "policy": policy}) == ([], [])
    return hooks, config


def test_a_site_may_add_what_it_needs_and_is_warned_of_the_rest_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    hooks, config = _hooks({"script-src": ["https://stats.example"]})
    hooks.on_config(config)
    for name in ("en/a.md", "en/b.md"):
        page = MkDocsPage(None, File(name, None, "site", use_directory_urls=True), config)
        html = '<script src="https://stats.example/a.js"></script><script>run()</script>'
        assert hooks.on_post_page(html, page=page) == html
    said = "hashiya: en/a.md has a script inside the page, which the site's policy refuses"
    assert [(each.levelname, each.getMessage()) for each in caplog.records] == [("WARNING", said)]


def test_a_source_that_no_site_may_add_stops_the_build() -> None:
    hooks, config = _hooks({"script-src": ["'unsafe-inline'"]})
    with pytest.raises(PluginError, match="`policy` has script-src: \"'unsafe-inline'\", expected"):
        hooks.on_config(config)


# --- in a browser ---------------------------------------------------------------------------------

WATCH = """
window.ran = [];
window.violations = [];
addEventListener("securitypolicyviolation", (event) => violations.push(event.effectiveDirective));
"""
RUNNING = {
    "a script": "<script>ran.push('a script')</script>",
    "onerror": """<img src="data:x" alt="" onerror="ran.push('onerror')">""",
    "onload": """<svg onload="ran.push('onload')"></svg>""",
    "srcdoc": """<iframe srcdoc="<script>parent.ran.push('srcdoc')</script>"></iframe>""",
    "a data script": """<script src="data:text/javascript,ran.push('a data script')"></script>""",
    "elsewhere": """<script src="{elsewhere}elsewhere.js"></script>""",
    "eval": """<script src="{here}own.js"></script>""",
    "javascript:": """<a id="planted-link" href="javascript:void ran.push('javascript:')">x</a>""",
}
"""What would run in a page, by what it then notes down. `own.js` is a file of the site's, so it
runs, and calls `eval`."""
SHOWING = (
    '<base href="{elsewhere}">'
    "<style>#planted-sheet {{ color: rgb(1, 2, 3) }}</style>"
    '<b id="planted-sheet">x</b><b id="planted-style" style="color: rgb(1, 2, 3)">x</b>'
    '<img id="planted-image" src="{elsewhere}hashiya/assets/hashiya/favicon.svg" alt="">'
    '<form action="{elsewhere}"><button id="planted-form">x</button></form>'
)
LOOK = """() => {
    const seen = [];
    for (const name of ["sheet", "style"]) {
        const colour = getComputedStyle(document.getElementById(`planted-${name}`)).color;
        if (colour === "rgb(1, 2, 3)") seen.push(name);
    }
    if (document.getElementById("planted-image").naturalWidth > 0) seen.push("image");
    if (new URL(document.baseURI).hostname === "localhost") seen.push("base");
    return [...ran, ...seen];
}"""
EFFECTS = {*RUNNING, "own", "sheet", "style", "image", "base", "form"}


@pytest.fixture(scope="module")
def address(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a server's root: the built site below /hashiya/, and a claim's page with plants.

    /with/ has the page as it was built but for the plants, /without/ the same without its policy.
    """
    folder = tmp_path_factory.mktemp("policy")
    (folder / BELOW).symlink_to(built_site, target_is_directory=True)
    (folder / "elsewhere.js").write_text("ran.push('elsewhere')\n", encoding="utf-8")
    (folder / "own.js").write_text(
        "ran.push('own');\ntry { eval(\"ran.push('eval')\") } catch { }\n", encoding="utf-8"
    )
    with served(folder) as url:
        root = url.removesuffix(BELOW)
        _plant(folder, root, root.replace("127.0.0.1", "localhost"))
        yield root


def _plant(folder: Path, here: str, elsewhere: str) -> None:
    page = "claims/no-intention-to-withdraw/index.html"
    built = (folder / BELOW / page).read_text(encoding="utf-8")
    markup = "".join((*RUNNING.values(), SHOWING))
    before, end, after = built.rpartition("</article>")
    planted = before + markup.format(here=here, elsewhere=elsewhere) + end + after
    assert planted.count("planted-form") == 1
    assert planted.count(HEAD) == 1
    for name, html in {"with": planted, "without": planted.replace(HEAD, "")}.items():
        target = folder / name / page
        target.parent.mkdir(parents=True)
        target.write_text(html, encoding="utf-8")
        (folder / name / "assets").symlink_to(folder / BELOW / "assets", target_is_directory=True)


@pytest.fixture
def window(browser: Browser) -> Iterator[Page]:
    """A window that notes what runs and what a policy refuses."""
    context = browser.new_context()
    context.set_default_timeout(60_000)
    context.add_init_script(WATCH)
    yield context.new_page()
    context.close()


def _effects(window: Page, address: str, name: str) -> set[str]:
    """Which of the plants did what they were planted for."""
    page = f"{address}{name}/claims/no-intention-to-withdraw/"
    window.goto(page)
    window.locator("#planted-link").click()
    window.wait_for_timeout(100)  # what is refused leaves nothing to wait for
    seen = set(window.evaluate(LOOK))
    window.evaluate("document.querySelector('#planted-form').form.requestSubmit()")
    window.wait_for_timeout(300)
    return seen if window.url.startswith(page) else {*seen, "form"}


def test_what_gets_into_a_page_does_nothing_under_the_policy(window: Page, address: str) -> None:
    assert _effects(window, address, "with") == {"own"}
    refusals = set(window.evaluate("violations"))
    assert refusals == {
        "script-src-elem",
        "script-src-attr",
        "script-src",
        "style-src-elem",
        "style-src-attr",
        "img-src",
        "base-uri",
        "form-action",
    }


def test_without_the_policy_all_of_it_would_have(window: Page, address: str) -> None:
    assert _effects(window, address, "without") == EFFECTS


def test_no_page_asks_for_what_the_policy_refuses(window: Page, address: str, count: Count) -> None:
    said: list[str] = []
    window.on("console", lambda message: said.append(message.text))
    window.on("pageerror", lambda error: said.append(str(error)))
    opened = 0
    for prefix in PREFIXES.values():
        for each in (*WITH_NOTES, *WITHOUT_NOTES, *OPTIONAL):
            answer = window.goto(f"{address}{BELOW}{prefix}{each}")
            assert answer
            opened += answer.ok
            assert answer.ok or each in OPTIONAL
            assert window.evaluate("violations") == [], each
            # Material's script has begun its work: it has what scripts/choices.js keeps for it.
            assert window.evaluate("document.documentElement.classList.contains('js')"), each
    window.goto(f"{address}{BELOW}404.html")
    assert window.evaluate("violations") == []
    assert said == []
    count("pages opened under the policy", opened)


@pytest.mark.parametrize(
    "chosen,system,shown",
    [
        ("(prefers-color-scheme: dark)", "light", "slate"),
        ("(prefers-color-scheme)", "dark", "slate"),
        ("(prefers-color-scheme)", "light", "default"),
    ],
)
def test_the_colours_are_those_chosen_before_materials_script_runs(
    window: Page, address: str, chosen: str, system: Literal["light", "dark"], shown: str
) -> None:
    window.route("**/bundle.*", lambda route: route.abort())
    window.emulate_media(color_scheme=system)
    window.goto(f"{address}{BELOW}ar/method/")
    # As Material stores it: for the whole site, in both languages.
    scheme = "slate" if "dark" in chosen else "as the system has it"
    stored = {"index": 0, "color": {"media": chosen, "scheme": scheme, "primary": "custom"}}
    window.evaluate("c => localStorage.setItem('/hashiya/.__palette', JSON.stringify(c))", stored)
    window.reload()
    body = window.locator("body")
    assert body.get_attribute("data-md-color-scheme") == shown
    assert body.get_attribute("data-md-color-primary") == "custom"
    wanted = {"slate": "(prefers-color-scheme: dark)", "default": "(prefers-color-scheme: light)"}
    assert body.get_attribute("data-md-color-media") == wanted[shown]
