"""`python -m tests.fuzz`: fuzzes every reader, and says what it found.

Exit 0 where nothing was found, 1 where something was; each finding is in `tests/fuzz/found/`.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.fuzz.campaign import (
    FOUND,
    Campaign,
    Discovery,
    Tally,
    Trouble,
    limit_memory,
    load,
    run_case,
    save,
)
from tests.fuzz.targets import TARGETS


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--target", choices=sorted(TARGETS), action="append")
    parser.add_argument("--replay", type=Path, help="a finding: run it alone, and say what it does")
    parser.add_argument("--found", type=Path, default=FOUND, help="where findings are written")
    return parser.parse_args(arguments)


def say(line: str) -> None:
    """Prints a line at once, since a run takes long."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def replay(path: Path) -> int:
    """Runs one finding again."""
    case = load(path)
    outcome = run_case(TARGETS[case.target][0], case.files)
    if isinstance(outcome, Trouble):
        say(f"{path.name}: {outcome.kind}\n{outcome.words}")
        TARGETS[case.target][0](case.files)
        return 1
    say(f"{path.name}: nothing; it {', '.join(sorted(outcome))}")
    return 0


def report(tally: Tally, minutes: float, seed: int) -> str:
    """What a run did, as a table."""
    tried, spent = sum(tally.tried.values()), sum(tally.seconds.values())
    lines = [
        f"{minutes:.1f} minutes, seed {seed}: {tried:,} executions, {tried / (minutes * 60):.0f} a "
        f"second by the clock, {tried / max(spent, 1e-9):.0f} a second of processor time",
        "",
        "| target | executions | a second | behaviours | messages |",
        "|---|---|---|---|---|",
    ]
    for name, count in tally.tried.items():
        rate = count / max(tally.seconds[name], 1e-9)
        behaviours = len(tally.behaviours.get(name, ()))
        messages = len(tally.messages.get(name, ()))
        lines.append(f"| {name} | {count:,} | {rate:,.0f} | {behaviours:,} | {messages:,} |")
    lines += ["", f"{len(tally.found)} findings"]
    for key, times in tally.again.most_common():
        lines.append(f"- {key}: {times:,} times")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the fuzzer."""
    options = _options(arguments)
    limit_memory()
    if options.replay is not None:
        return replay(options.replay)
    chosen = {name: TARGETS[name] for name in options.target or TARGETS}
    began = time.monotonic()
    end: float = began + options.minutes * 60
    said = [began]

    def until(tally: Tally) -> bool:
        now = time.monotonic()
        if now - said[0] > 300:
            said[0] = now
            say(report(tally, (now - began) / 60, options.seed))
        return now > end

    def told(found: Discovery) -> None:
        options.found.mkdir(parents=True, exist_ok=True)
        path = save(found, options.found)
        say(f"found: {path.name}: {found.trouble.words}")

    campaign = Campaign(options.seed, chosen)
    tally = campaign.run(until, told)
    say(report(tally, (time.monotonic() - began) / 60, options.seed))
    return 1 if tally.found else 0


if __name__ == "__main__":
    sys.exit(main())
