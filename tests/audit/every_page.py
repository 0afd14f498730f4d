"""Looks at every page of the site in Chromium, and says what keeps a reader from reading it.

    make audit                                    every page, both languages, light and dark
    make audit ARGS="--only claims/ --limit 20"   the first pages whose address has the word
    make audit ARGS="--site site --jobs 4"        of a built site, four pages at a time

In a light window of 1280 pixels axe-core applies all its rules (also those of best practice, and
the size of targets); in a dark one those about colour, for nothing else differs there; at 390
pixels all others once more. Where axe can't tell a contrast, it is computed here. Beside axe: no
horizontal overflow at 320, 390, 768 and 1280 pixels, no text below 16 pixels,
targets of 24 pixels (WCAG 2.2, 2.5.8), language and direction, one h1, headings in order, ids that
are unique, landmarks, the link past the navigation, and links within the page that lead somewhere.

Ends with 1 where anything is found, or no page was looked at.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, async_playwright

from tests.audit.stage import FLAGS, Stage, command_line, find_browser, say, staged

WIDTHS = (1280, 768, 390, 320)
"""CSS pixels; the narrowest is what 1280 is at 400 % (WCAG 2.2, 1.4.10)."""

HEIGHT = 900
LEAST_SIZE = 16
"""CSS pixels of any text, save the calls of notes."""

OF_COLOUR = ("color-contrast", "link-in-text-block")
"""The rules of axe whose outcome depends on the colour scheme."""

MEASURES = Path(__file__).with_name("measures.js").read_text(encoding="utf-8")
DARK = "document.body.dataset.mdColorScheme === 'slate'"
LIGHT = "document.body.dataset.mdColorScheme === 'default'"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong in a page: by which rule, where (a selector), in which window."""

    page: str
    window: str
    rule: str
    where: str
    said: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of looking at one page. `unsure` are contrasts that axe left to us."""

    page: str
    findings: tuple[Finding, ...]
    unsure: int
    seconds: float


def axe_script() -> str:
    """The source of axe-core."""
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


class Auditor:
    """One window that looks at page after page."""

    def __init__(self, page: Page, url: str, axe: str) -> None:
        self.page = page
        self.url = url
        self.axe = axe

    async def look_at(self, address: str) -> Seen:
        """Everything that is measured of one page.

        Raises: SystemExit where the page can't be opened.
        """
        started = time.monotonic()
        page = self.page
        await page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
        await page.emulate_media(color_scheme="light", reduced_motion="reduce")
        answer = await page.goto(self.url + address, wait_until="load")
        if answer is None or not (answer.ok or address == "404.html"):
            raise SystemExit(f"{address}: can't be opened")
        await page.evaluate("document.fonts.ready.then(() => true)")
        await page.evaluate(self.axe)
        await page.evaluate(MEASURES)
        found: list[Finding] = []
        unsure = 0

        def note(window: str, given: Iterable[Mapping[str, str]]) -> None:
            found.extend(Finding(f"/{address}", window, **each) for each in given)

        for window, only in (("light 1280", None), ("dark 1280", OF_COLOUR)):
            if only is not None:
                await page.emulate_media(color_scheme="dark", reduced_motion="reduce")
                await page.wait_for_function(DARK)
            result = await self._axe({"runOnly": list(only)} if only else {})
            note(window, result["found"])
            unsure += result["unsure"]
        note("1280", await page.evaluate("hashiyaAudit.structure()"))
        for width in WIDTHS:
            await page.set_viewport_size({"width": width, "height": HEIGHT})
            note(str(width), await page.evaluate("hashiyaAudit.overflow()"))
            if width in (1280, 390):
                note(
                    str(width),
                    await page.evaluate(
                        "hashiyaAudit.sizes(least)".replace("least", str(LEAST_SIZE))
                    ),
                )
                note(str(width), await page.evaluate("hashiyaAudit.targets()"))
            if width == 390:
                without = {rule: {"enabled": False} for rule in OF_COLOUR}
                note("390", (await self._axe({"rules": without}))["found"])
        return Seen(address, tuple(found), unsure, time.monotonic() - started)

    async def _axe(self, options: Mapping[str, object]) -> Any:  # noqa: ANN401 what axe says
        return await self.page.evaluate("(options) => hashiyaAudit.axe(options)", dict(options))


async def _look(
    browser: Browser, url: str, addresses: Sequence[str], jobs: int, *, quiet: bool = False
) -> list[Seen]:
    """Looks at pages, `jobs` at a time, each in a window of its own."""
    axe = axe_script()
    waiting = list(reversed(addresses))
    seen: list[Seen] = []

    async def work() -> None:
        context = await browser.new_context()
        context.set_default_timeout(120_000)
        auditor = Auditor(await context.new_page(), url, axe)
        while waiting:
            seen.append(await auditor.look_at(waiting.pop()))
            if not quiet:
                _progress(seen, len(addresses))
        await context.close()

    await asyncio.gather(*(work() for _ in range(jobs)))
    return seen


def _progress(seen: Sequence[Seen], total: int) -> None:
    last = seen[-1]
    if last.findings or len(seen) % 20 == 0 or len(seen) == total:
        found = f"{len(last.findings)} findings" if last.findings else "nothing found"
        say(f"[{len(seen):4}/{total}] {last.seconds:5.1f} s  /{last.page}: {found}")


async def audit(
    stage: Stage, addresses: Sequence[str], jobs: int, *, quiet: bool = False
) -> list[Seen]:
    """Looks at pages of a served site, in an order that lets several windows end together."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        size = {
            a: (stage.folder / a).stat().st_size
            if a == "404.html"
            else len(stage.site.pages[a].html)
            for a in addresses
        }
        ordered = sorted(addresses, key=lambda a: (-size[a], a))
        seen = await _look(browser, stage.url, ordered, jobs, quiet=quiet)
        await browser.close()
    return seen


def summarize(findings: Iterable[Finding]) -> tuple[str, ...]:
    """A line for each rule and place, with the windows and pages that it was found in."""
    alike: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        alike[finding.rule, finding.where].append(finding)
    lines = []
    for (rule, where), group in sorted(alike.items(), key=lambda pair: (pair[0][0], -len(pair[1]))):
        pages = sorted({each.page for each in group})
        windows = ", ".join(sorted({each.window for each in group}))
        lines.append(
            f"{rule}: {where} ({windows}; {len(group)} × on {len(pages)} pages, as {pages[0]}): "
            f"{group[0].said}"
        )
    return tuple(lines)


def main() -> int:
    """Returns the exit code."""
    parser = command_line(__doc__)
    parser.add_argument("--only", default="", help="pages whose address has this in it")
    parser.add_argument("--limit", type=int, default=0, help="at most so many pages")
    parser.add_argument("--jobs", type=int, default=3, help="windows at a time")
    options = parser.parse_args()
    started = time.monotonic()
    with staged(options.site) as stage:
        every = [*sorted(stage.site.pages), "404.html"]
        addresses = [address for address in every if options.only in address]
        addresses = addresses[: options.limit or None]
        seen = asyncio.run(audit(stage, addresses, options.jobs))
    findings = [finding for each in seen for finding in each.findings]
    say("")
    for line in summarize(findings):
        say(line)
    unsure = sum(each.unsure for each in seen)
    say(
        f"{len(seen)} pages in {time.monotonic() - started:.0f} s: {len(findings)} findings; "
        f"{unsure} contrasts that axe couldn't tell were computed here"
    )
    return 1 if findings or not seen else 0


if __name__ == "__main__":
    raise SystemExit(main())
