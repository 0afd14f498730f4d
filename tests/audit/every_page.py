"""Looks at every page of the site in Chromium, and says what keeps a reader from reading it.

    make audit                                    every page, both languages, light and dark
    make audit ARGS="--sample"                    a page of each shape
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
from playwright.async_api import Error as PlaywrightError

from benchmarks.chromium import find_browser
from tests.audit.stage import FLAGS, Stage, command_line, say, staged
from tests.local_server import BELOW

LAPTOP, PHONE = 1280, 390
WIDTHS = (LAPTOP, 768, PHONE, 320)
"""CSS pixels; the narrowest is what 1280 is at 400 % (WCAG 2.2, 1.4.10)."""

HEIGHT = 900
LEAST_SIZE = 16
"""CSS pixels of any text, save the calls of notes."""

OF_COLOUR = ("color-contrast", "link-in-text-block")
"""The rules of axe whose outcome depends on the colour scheme."""

MEASURES = Path(__file__).with_name("measures.js").read_text(encoding="utf-8")
DARK = "document.body.dataset.mdColorScheme === 'slate'"
NOT_FOUND = "404.html"


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

        Raises: SystemExit where the page can't be opened, PlaywrightError where it doesn't answer.
        """
        started = time.monotonic()
        await self._open(address)
        light = await self._axe({})
        await self.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        await self.page.wait_for_function(DARK)
        dark = await self._axe({"runOnly": list(OF_COLOUR)})
        given = [
            ("1280, light", light["found"]),
            ("1280, dark", dark["found"]),
            ("1280", await self._measure("structure()")),
            *[each for width in WIDTHS for each in await self._at_width(width)],
        ]
        findings = tuple(
            Finding(f"/{address}", window, **each) for window, found in given for each in found
        )
        unsure = light["unsure"] + dark["unsure"]
        return Seen(address, findings, unsure, time.monotonic() - started)

    async def _open(self, address: str) -> None:
        await self.page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
        await self.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        answer = await self.page.goto(self.url + address, wait_until="load")
        if answer is None or not (answer.ok or address == NOT_FOUND):
            raise SystemExit(f"{address}: can't be opened")
        await self.page.evaluate("document.fonts.ready.then(() => true)")
        await self.page.evaluate(self.axe)
        await self.page.evaluate(MEASURES)

    async def _at_width(self, width: int) -> list[tuple[str, list[Mapping[str, str]]]]:
        """What is found in a window of a width, which is named with it."""
        await self.page.set_viewport_size({"width": width, "height": HEIGHT})
        measured = ["overflow()"]
        if width in (LAPTOP, PHONE):
            measured += [f"sizes({LEAST_SIZE})", "targets()"]
        found = [(str(width), await self._measure(each)) for each in measured]
        if width == PHONE:
            without = {rule: {"enabled": False} for rule in OF_COLOUR}
            found.append((str(width), (await self._axe({"rules": without}))["found"]))
        return found

    async def _measure(self, what: str) -> list[Mapping[str, str]]:
        found: list[Mapping[str, str]] = await self.page.evaluate(f"hashiyaAudit.{what}")
        return found

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
        # The audit puts code of its own into the pages, which their policy rightly refuses.
        context = await browser.new_context(bypass_csp=True)
        context.set_default_timeout(120_000)
        auditor = Auditor(await context.new_page(), url, axe)
        while waiting:
            address = waiting.pop()
            try:
                seen.append(await auditor.look_at(address))
            except PlaywrightError as error:
                said = error.message.partition("\n")[0]
                failed = Finding(f"/{address}", "", "not-audited", "html", said)
                seen.append(Seen(address, (failed,), 0, 0.0))
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
        size = {address: _file(stage, address).stat().st_size for address in addresses}
        ordered = sorted(addresses, key=lambda address: (-size[address], address))
        seen = await _look(browser, stage.url, ordered, jobs, quiet=quiet)
        await browser.close()
    return seen


def _file(stage: Stage, address: str) -> Path:
    return stage.folder / (address if address == NOT_FOUND else f"{address}index.html")


def sample_of(stage: Stage) -> tuple[str, ...]:
    """A page of each shape: of those alike in language, section and depth, the middle one by size.

    Pages that are alike stand in one folder: `claims/`, and each of `claims/…/`.
    """
    alike: dict[tuple[str, ...], list[tuple[int, str]]] = defaultdict(list)
    for lang in stage.languages:
        for address, page in stage.pages(lang).items():
            section, _, rest = address.partition("/")
            shape = (lang, section, "below" if rest else "")
            alike[shape].append((len(page.html), stage.prefix(lang) + address))
    middles = (sorted(group)[len(group) // 2][1] for group in alike.values())
    return tuple(middles)


def not_found_of(stage: Stage) -> tuple[str, ...]:
    """The page for wrong addresses, where the site knows that it stands below a folder, as here.

    Its links begin at the host's root: without `SITE_URL` it would find no style and no script.
    """
    text = (stage.folder / NOT_FOUND).read_text(encoding="utf-8")
    return (NOT_FOUND,) if f'"/{BELOW}assets/' in text else ()


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
    parser.add_argument("--sample", action="store_true", help="a page of each shape")
    parser.add_argument("--limit", type=int, default=0, help="at most so many pages")
    parser.add_argument("--jobs", type=int, default=3, help="windows at a time")
    options = parser.parse_args()
    started = time.monotonic()
    with staged(options.site) as stage:
        every = sample_of(stage) if options.sample else tuple(sorted(stage.site.pages))
        every += not_found_of(stage)
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
