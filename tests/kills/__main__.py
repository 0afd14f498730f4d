"""Kills each command many times and prints what was left: `python -m tests.kills`.

Half of the kills come at a random moment of the time that the command takes, half right before a
random one of its writes. Exit 1 where anything was lost, left half done, or left lying.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.kills.scenes import COMMANDS, Left, Scene, kill, set_scenes

HEAD = """\
| command | writes | kills | ended before | old | new | between, finished | faults |
|---|---|---|---|---|---|---|---|
"""


def main() -> int:
    """Runs as many kills as asked for and prints a table."""
    parser = argparse.ArgumentParser(prog="python -m tests.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help="over all commands (default: 200)")
    parser.add_argument("--seed", type=int, default=5, help="of the moments (default: 5)")
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311
    each = -(-options.kills // len(COMMANDS))
    lost = 0
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(HEAD)
        for scene in set_scenes(Path(folder), tuple(COMMANDS)):
            found = [_one(scene, Path(folder) / "copy", chance, n) for n in range(each)]
            states = Counter(left.state for left in found if left.killed)
            faults = [fault for left in found for fault in left.faults]
            lost += len(faults)
            for fault in faults:
                _say(f"{scene.name}: {fault}")
            sys.stdout.write(
                f"| `{scene.name}` | {scene.writes} | {sum(left.killed for left in found)} | "
                f"{sum(not left.killed for left in found)} | {states['old']} | {states['new']} | "
                f"{states['between']} | {len(faults)} |\n"
            )
            sys.stdout.flush()
    return 1 if lost else 0


def _one(scene: Scene, where: Path, chance: random.Random, number: int) -> Left:
    """One kill, and another one where the command had ended before."""
    left = Left(killed=False, state="", faults=())
    for _ in range(5):
        if number % 2:
            left = kill(scene, where, write=chance.randint(1, scene.writes))
        else:
            left = kill(scene, where, seconds=chance.uniform(0.3, 0.98) * scene.seconds)
        if left.killed or left.faults:
            break
    _say(f"{scene.name} {number + 1}: {left.state}")
    return left


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
