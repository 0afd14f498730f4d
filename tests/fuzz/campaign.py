"""A run of the fuzzer: what it tries next, what is new, what is a finding, and how small that gets.

What a case reaches is told by what comes out of it: the codes and the shapes of the messages, or
the kind of value. That is coarser than lines of code and costs nothing; tracing lines would make
the slow readers ten times slower, and so the run ten times shorter.
"""

from __future__ import annotations

import base64
import contextlib
import json
import resource
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import FrameType

from tests.fuzz.corpus import Case, Files, dictionary, starting_cases
from tests.fuzz.mutation import Mutator
from tests.fuzz.targets import TARGETS, Behaviour, Target

FOUND = Path(__file__).parent / "found"
MOST_SECONDS = 5
"""Processor seconds that one case may take."""
MOST_MEGABYTES = 300
"""By which one case may raise the highest use of memory."""
CEILING = 4_000_000_000
"""Bytes of address space; beyond, Python raises MemoryError instead of filling the machine."""
SLOW = 10
"""A target that is tried less often in a round is a slow one."""
MOST_KEPT = 1_500
"""Cases kept of each target."""


class TooSlowError(BaseException):
    """A case took more processor time than it may. No `except Exception` of ours catches it."""


class TooLargeError(Exception):
    """A case took more memory than it may."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a case is a finding: `kind` tells it from others, `words` are for people."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Discovery:
    """A finding: its trouble, and the smallest case that makes it."""

    trouble: Trouble
    case: Case


@dataclass(slots=True)
class Tally:
    """What a run has done so far, by target."""

    tried: Counter[str] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)
    behaviours: dict[str, set[Behaviour]] = field(default_factory=dict)
    messages: dict[str, set[str]] = field(default_factory=dict)
    again: Counter[str] = field(default_factory=Counter)
    found: list[Discovery] = field(default_factory=list)

    def is_new(self, target: str, behaviour: Behaviour) -> bool:
        """Notes a behaviour, and says whether no case had it, or a part of it, before."""
        known = self.messages.setdefault(target, set())
        fresh = not behaviour <= known
        known |= behaviour
        whole = self.behaviours.setdefault(target, set())
        if behaviour not in whole:
            fresh = fresh or len(whole) < MOST_KEPT // 2
            whole.add(behaviour)
        return fresh


def run_case(target: Target, files: Files) -> Behaviour | Trouble:
    """What a target does with a case, held to the limits of time and memory."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        with _time_limit(MOST_SECONDS):
            behaviour = target(files)
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
        if grown > MOST_MEGABYTES:
            raise TooLargeError(f"{grown} MB more")
        return behaviour
    except (Exception, TooSlowError, RecursionError, SystemExit) as error:
        return _trouble(error)


@contextlib.contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    def stop(_: int, __: FrameType | None) -> None:
        raise TooSlowError(f"more than {seconds} s of processor time")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _trouble(error: BaseException) -> Trouble:
    """Two findings are one where the same error leaves the same function of the program."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f"{Path(f.filename).stem}.{f.name}" for f in frames if "hashiya" in f.filename]
    name = type(error).__name__
    if name == "BrokenPromiseError":
        place = " ".join(str(error).split(":")[0].split()[:6])
    elif name == "TooSlowError":
        place = next((f for f in ours if "." in f), "")
    else:
        place = ours[-1] if ours else ""
    return Trouble(f"{name} in {place}", f"{name}: {str(error)[:300]}")


# --- making a finding small -----------------------------------------------------------------------


def minimise(case: Case, still: Callable[[Files], bool], seconds: float) -> Case:
    """The case without what isn't needed for `still`: files, then lines, words and characters.

    Delta debugging as in Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing
    Input" (2002), of complements only; it ends where nothing can go, or when the time is up.
    """
    end = time.monotonic() + seconds
    files = dict(case.files)
    for path in sorted(files):
        fewer = {p: raw for p, raw in files.items() if p != path}
        if fewer and still(fewer):
            files = fewer
    for split in (_lines, _words, _letters):
        for path in sorted(files):
            parts = split(files[path])
            size = max(1, len(parts) // 2)
            while parts and time.monotonic() < end:
                at, before = 0, len(parts)
                while at < len(parts) and time.monotonic() < end:
                    fewer_parts = parts[:at] + parts[at + size :]
                    if still({**files, path: b"".join(fewer_parts)}):
                        parts = fewer_parts
                    else:
                        at += size
                if size == 1 and len(parts) == before:
                    break
                size = max(1, size // 2)
            files[path] = b"".join(parts)
    return Case(case.target, files)


def _lines(raw: bytes) -> list[bytes]:
    return raw.splitlines(keepends=True)


def _words(raw: bytes) -> list[bytes]:
    return [word + b" " for word in raw.split(b" ")[:-1]] + raw.split(b" ")[-1:]


def _letters(raw: bytes) -> list[bytes]:
    if len(raw) > 20_000:
        return [raw]
    return [c.encode("utf-8", "surrogateescape") for c in raw.decode("utf-8", "surrogateescape")]


# --- keeping a finding ----------------------------------------------------------------------------


def save(found: Discovery, folder: Path) -> Path:
    """Writes a finding as a file that the tests replay; the name says where it was."""
    name = "".join(c if c.isalnum() else "-" for c in f"{found.case.target} {found.trouble.kind}")
    target = folder / f"{name.lower()[:90].strip('-')}.json"
    record = {
        "target": found.case.target,
        "found": found.trouble.words.splitlines()[0],
        "files": {path: _stored(raw) for path, raw in sorted(found.case.files.items())},
    }
    text = json.dumps(record, ensure_ascii=True, indent=1) + "\n"
    target.write_text(text, encoding="utf-8")
    return target


def load(path: Path) -> Case:
    """The case of a finding that was saved."""
    record = json.loads(path.read_text(encoding="utf-8"))
    files = {name: _restored(stored) for name, stored in record["files"].items()}
    return Case(record["target"], files)


def _stored(raw: bytes) -> str | dict[str, str]:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(raw).decode()}


def _restored(stored: str | Mapping[str, str]) -> bytes:
    return stored.encode() if isinstance(stored, str) else base64.b64decode(stored["base64"])


# --- the run --------------------------------------------------------------------------------------


class Campaign:
    """A run over all targets, or some; the same seed tries the same cases in the same order.

    The order also follows from what is new, and so from the program under test.
    """

    def __init__(
        self,
        seed: int,
        targets: Mapping[str, tuple[Target, int]] = TARGETS,
        cases: Mapping[str, tuple[Case, ...]] | None = None,
    ) -> None:
        self.rng = Random(seed)  # noqa: S311
        self.targets = targets
        self.tally = Tally()
        start = starting_cases() if cases is None else cases
        self.pools = {name: [c.files for c in start[name]] for name in targets}
        self.mutator = Mutator(self.rng, dictionary(start))

    def run(self, until: Callable[[Tally], bool], told: Callable[[Discovery], None]) -> Tally:
        """Tries cases round by round until `until` is true; says each new finding at once."""
        for name, (_, times) in self.targets.items():
            # A slow target meets its first cases changed only.
            for files in tuple(self.pools[name]) if times >= SLOW else ():
                self._try(name, files, told)
                if until(self.tally):
                    return self.tally
        while not until(self.tally):
            for name, (_, times) in self.targets.items():
                for _ in range(times):
                    self._try(name, self._next(name), told)
        return self.tally

    def _next(self, name: str) -> Files:
        pool = self.pools[name]
        # What was found last is where something new is likeliest.
        recent = self.rng.random() < 0.3
        at = len(pool) - 1 - min(len(pool) - 1, int(self.rng.expovariate(0.05))) if recent else None
        files = pool[at] if at is not None else self.rng.choice(pool)
        gently = self.targets[name][1] < SLOW  # of what is refused at once, nothing is made
        return self.mutator.mutate(files, self.rng.choice(pool), gently=gently)

    def _try(self, name: str, files: Files, told: Callable[[Discovery], None]) -> None:
        target, _ = self.targets[name]
        began = time.process_time()
        outcome = run_case(target, files)
        self.tally.tried[name] += 1
        self.tally.seconds[name] += time.process_time() - began  # type: ignore[assignment]
        if isinstance(outcome, Trouble):
            self._note(name, files, outcome, told)
        elif self.tally.is_new(name, outcome):
            self.pools[name].append(files)
            if len(self.pools[name]) > MOST_KEPT:
                del self.pools[name][self.rng.randrange(len(self.pools[name]))]

    def _note(
        self, name: str, files: Files, trouble: Trouble, told: Callable[[Discovery], None]
    ) -> None:
        key = f"{name}: {trouble.kind}"
        self.tally.again[key] += 1
        if self.tally.again[key] > 1:
            return

        def still(fewer: Files) -> bool:
            outcome = run_case(self.targets[name][0], fewer)
            return isinstance(outcome, Trouble) and outcome.kind == trouble.kind

        slow = trouble.kind.startswith(("TooSlow", "TooLarge", "Memory"))
        small = minimise(Case(name, files), still, 60 if slow else 20)
        again = run_case(self.targets[name][0], small.files)
        found = Discovery(again if isinstance(again, Trouble) else trouble, small)
        self.tally.found.append(found)
        told(found)


def limit_memory() -> None:
    """Lets Python raise MemoryError before the machine is out of memory."""
    resource.setrlimit(resource.RLIMIT_AS, (CEILING, CEILING))
