"""Pictures of each kind of page, in each language, on a laptop and a phone, light and dark.

    make pictures                                all of them, into build/pictures/
    make pictures ARGS="--only home,claim"       some of them
    make pictures ARGS="--site site --whole"     of a built site, and to the end of every page

Which page stands for its kind is found in the site. A page that the site lacks is named, and the
command then ends with 1. Beside the pictures it leaves a sheet for each kind of page and scheme
that shows its pictures side by side, and an index.html to leaf through.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, FloatRect, Page, sync_playwright

from benchmarks.chromium import find_browser
from tests.audit.roles import Role, find_roles
from tests.audit.stage import FLAGS, SCHEMES, WIDTHS, Stage, command_line, say, staged

HEIGHTS = {1280: 800, 390: 844}
"""Window to its height, in CSS pixels."""

LONGEST = 3200
"""CSS pixels of a page that a picture shows, unless the whole is asked for."""

PATIENCE = 30_000
"""Milliseconds for anything that is waited for."""

STILL = "*, ::before, ::after { caret-color: transparent !important }"
FONTS_LOADED = """async () => {
    await document.fonts.ready;
    return [...document.fonts].filter((font) => font.status === "error").map((font) => font.family);
}"""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture to take."""

    role: Role
    lang: str
    width: int
    scheme: str

    @property
    def name(self) -> str:
        """Its file's name: `home-ar-390-dark.png`."""
        return f"{self.role.name}-{self.lang}-{self.width}-{self.scheme}.png"


def shots_of(roles: tuple[Role, ...], languages: tuple[str, ...]) -> tuple[Shot, ...]:
    """Every picture of the roles that the site has, those of one role and scheme together."""
    return tuple(
        Shot(role, lang, width, scheme)
        for role in roles
        if role.address is not None
        for scheme in SCHEMES
        for lang in languages
        for width in WIDTHS
    )


class Camera:
    """A browser whose windows share what they have fetched, one for each width and scheme."""

    def __init__(self, browser: Browser, stage: Stage, *, whole: bool) -> None:
        self.browser = browser
        self.stage = stage
        self.whole = whole
        self._contexts: dict[tuple[int, str], BrowserContext] = {}

    def _window(self, width: int, scheme: str) -> Page:
        if (width, scheme) not in self._contexts:
            phone = width < 600
            context = self.browser.new_context(
                viewport={"width": width, "height": HEIGHTS[width]},
                color_scheme="dark" if scheme == "dark" else "light",
                reduced_motion="reduce",
                has_touch=phone,
                is_mobile=phone,
            )
            context.set_default_timeout(PATIENCE)
            self._contexts[width, scheme] = context
            # Fonts come from the cache then, and are there before the first paint.
            for lang in self.stage.languages:
                page = context.new_page()
                page.goto(self.stage.url + self.stage.prefix(lang), wait_until="networkidle")
                page.close()
        return self._contexts[width, scheme].new_page()

    def take(self, shot: Shot, target: Path) -> None:
        """Opens the page, does what is to be done there, and writes the picture.

        Raises: SystemExit where a font can't be read, or a page doesn't answer.
        """
        role = shot.role
        page = self._window(shot.width, shot.scheme)
        address = f"{self.stage.prefix(shot.lang)}{role.address}"
        anchor = f"#{role.anchor}" if role.anchor else ""
        answer = page.goto(f"{self.stage.url}{address}{anchor}", wait_until="networkidle")
        if answer is None or not answer.ok:
            raise SystemExit(f"{address}: no page")
        page.add_style_tag(content=STILL)
        _act(page, shot)
        if broken := page.evaluate(FONTS_LOADED):
            raise SystemExit(f"{address}: a font can't be read: {', '.join(broken)}")
        window = bool(role.act or role.anchor)
        target.write_bytes(self._picture(page, window=window))
        page.close()

    def _picture(self, page: Page, *, window: bool) -> bytes:
        """What the window shows, or the page from its beginning."""
        if window:
            return page.screenshot(animations="disabled", caret="hide")
        size = page.viewport_size
        assert size
        height = page.evaluate("document.documentElement.scrollHeight")
        shown = height if self.whole else min(height, LONGEST)
        clip = FloatRect(x=0, y=0, width=size["width"], height=shown)
        return page.screenshot(full_page=True, clip=clip, animations="disabled", caret="hide")


def _act(page: Page, shot: Shot) -> None:
    """Opens a note, or searches."""
    if shot.role.act == "note":
        call = page.locator("a.footnote-ref").first
        call.scroll_into_view_if_needed()
        if shot.width < 600:
            call.tap()
        else:
            call.hover()
        page.locator("#hy-popup").wait_for(state="visible")
    elif shot.role.act == "search":
        query = (shot.role.query or {}).get(shot.lang, "")
        if shot.width < 600:
            page.locator("label.md-header__button[for=__search]").tap()
        box = page.locator(".md-search__input")
        box.click()
        page.keyboard.insert_text(query)
        page.keyboard.press("End")
        page.locator("a.md-search-result__link").first.wait_for(state="visible")
        page.wait_for_timeout(500)  # results come in portions


# --- sheets ---------------------------------------------------------------------------------------


def render_sheet(title: str, shots: tuple[Shot, ...]) -> str:
    """The HTML of one sheet: the pictures side by side, half as large as they were taken."""
    pictures = "".join(
        f"<figure><figcaption>{escape(shot.lang)} {shot.width}</figcaption>"
        f'<img src="{escape(shot.name)}" style="width:{shot.width // 2}px"></figure>'
        for shot in shots
    )
    return (
        f"<!doctype html><meta charset=utf-8><title>{escape(title)}</title><style>"
        "body{margin:12px;background:#888;font:14px sans-serif;display:inline-block}"
        "main{display:flex;gap:12px;align-items:flex-start}figure{margin:0}"
        "img{display:block;max-height:1700px;object-fit:cover;object-position:top}"
        f"</style><b>{escape(title)}</b><main>{pictures}</main>"
    )


def render_index(shots: tuple[Shot, ...], missing: tuple[str, ...]) -> str:
    """The HTML of the index: a heading for each kind of page, its sheets, its pictures by name."""
    parts = []
    for name, group in groupby(shots, key=lambda shot: shot.role.name):
        taken = tuple(group)
        address = f"{taken[0].role.address}{'#' if taken[0].role.anchor else ''}"
        sheets = "".join(
            f'<a href="sheet-{name}-{scheme}.png">'
            f'<img loading=lazy src="sheet-{name}-{scheme}.png" alt=""></a>'
            for scheme in SCHEMES
        )
        links = " · ".join(f'<a href="{shot.name}">{shot.name}</a>' for shot in taken)
        parts.append(
            f"<h2 id={escape(name)}>{escape(name)}</h2><p>/{escape(address)}"
            f"{escape(taken[0].role.anchor)}</p>{sheets}<p>{links}</p>"
        )
    lacks = f"<p>The site lacks: {escape(', '.join(missing))}</p>" if missing else ""
    return (
        "<!doctype html><meta charset=utf-8><title>Pictures</title><style>"
        "body{font:15px/1.5 sans-serif;margin:2rem;max-width:100rem}img{max-width:100%}"
        f"</style><h1>Pictures</h1>{lacks}{''.join(parts)}"
    )


def sheets_of(shots: tuple[Shot, ...]) -> Iterator[tuple[str, tuple[Shot, ...]]]:
    """Each sheet's name and its pictures."""
    for (name, scheme), group in groupby(shots, key=lambda shot: (shot.role.name, shot.scheme)):
        yield f"{name}-{scheme}", tuple(group)


def write_sheets(browser: Browser, shots: tuple[Shot, ...], folder: Path) -> None:
    """Writes a PNG for each sheet."""
    page = browser.new_page(viewport={"width": 1760, "height": 900})
    draft = folder / "sheet.html"
    for name, group in sheets_of(shots):
        draft.write_text(render_sheet(name, group), encoding="utf-8")
        page.goto(draft.absolute().as_uri(), wait_until="load")
        page.locator("body").screenshot(path=folder / f"sheet-{name}.png")
    draft.unlink(missing_ok=True)
    page.close()


def main() -> int:
    """Returns the exit code: 1 where the site lacks a page, or there was no picture to take."""
    parser = command_line(__doc__)
    parser.add_argument("--to", type=Path, default=Path("build/pictures"), help="the folder")
    parser.add_argument("--only", default="", help="kinds of page, with commas between them")
    parser.add_argument("--whole", action="store_true", help=f"more than {LONGEST} px of a page")
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    with staged(options.site) as stage, sync_playwright() as playwright:
        only = set(filter(None, options.only.split(",")))
        roles = tuple(r for r in find_roles(stage) if not only or r.name in only)
        missing = tuple(r.name for r in roles if r.address is None)
        missing += tuple(sorted(only - {r.name for r in roles}))
        shots = shots_of(roles, stage.languages)
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        camera = Camera(browser, stage, whole=options.whole)
        for nth, shot in enumerate(shots, start=1):
            camera.take(shot, options.to / shot.name)
            say(f"[{nth:3}/{len(shots)}] {shot.name}")
        write_sheets(browser, shots, options.to)
        (options.to / "index.html").write_text(render_index(shots, missing), encoding="utf-8")
        browser.close()
    for name in missing:
        say(f"the site has no page for {name}: no picture")
    say(f"{len(shots)} pictures in {time.monotonic() - started:.0f} s: {options.to}/index.html")
    return 1 if missing or not shots else 0


if __name__ == "__main__":
    raise SystemExit(main())
