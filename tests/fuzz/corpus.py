"""What the fuzzer starts from: real seeds, the rules' cases, wrong inputs, articles, fold cases.

A case is what one target reads: files by path, as bytes, because that is how they come.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from hashiya.editions import record_name, render_snapshot, take_snapshot
from hashiya.index import parse_index
from hashiya.kinds import SHAPES
from hashiya.lock import lock_of, render_lock
from hashiya.seeds import read_seeds
from hashiya.standing import derive
from tests.checks.casebook import read_cases, write_case
from tests.seedbed import BASE, REPOSITORY, Seedbed, of_one_language
from tests.wrong_inputs import ROWS

Files = Mapping[str, bytes]

LARGEST = 100_000
"""Bytes of the largest file that the fuzzer starts from: what is longer only makes it slow."""

ONLY = "text"
"""The path of the one file of a target that reads one text."""


@dataclass(frozen=True, slots=True)
class Case:
    """An input: `target` names what reads it."""

    target: str
    files: Files


def starting_cases() -> dict[str, tuple[Case, ...]]:
    """What each target starts from, by its name."""
    sound = tuple(_sound_folders())
    folders = (*sound, *_wrong_folders())
    texts = {
        "yaml": tuple(_yaml_texts(folders)),
        "article": tuple(_articles()),
        "lock": tuple(f["seeds/seeds.lock"] for f in folders if "seeds/seeds.lock" in f),
        "record": tuple(r for f in folders for p, r in f.items() if p.startswith("seeds/editions")),
        "prose": tuple(_prose_texts(folders)),
        "edtf": tuple(date.encode() for date in DATES),
        "numbers": tuple(_sentences()),
        "fold": tuple(_sentences()),
    }
    single = {
        target: tuple(Case(target, {ONLY: raw}) for raw in dict.fromkeys(raws))
        for target, raws in texts.items()
    }
    whole = {
        target: tuple(Case(target, files) for files in some)
        for target, some in (("folder", folders), ("site", sound), ("command", folders))
    }
    return {**single, "quotation": tuple(_quotations()), **whole}


def read_folder(home: Path) -> Files:
    """The regular files below a folder that are not too large, by POSIX path."""
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for path in sorted(home.rglob("*"))
        if path.is_file() and not path.is_symlink() and path.stat().st_size <= LARGEST
    }


def _sound_folders() -> Iterator[Files]:
    """Briefings of which nearly all pass the checks, so that something is made of them."""
    locked = _with_lock_and_record(read_folder(BASE))
    yield locked
    yield _received_again(locked)
    yield from _real_folders()
    with tempfile.TemporaryDirectory() as home:
        yield read_folder(of_one_language(Path(home), prose="# Words\n\nWords[^said].\n").home)
    yield from _cases(fires=False)


def _cases(*, fires: bool) -> Iterator[Files]:
    for case in read_cases():
        if case.fires == fires:
            with tempfile.TemporaryDirectory() as home:
                write_case(case, Path(home))
                yield read_folder(Path(home))


def _wrong_folders() -> Iterator[Files]:
    yield from _cases(fires=True)
    for row in ROWS:
        with tempfile.TemporaryDirectory() as home:
            bed = Seedbed.plant(Path(home))
            row.change(bed)
            yield read_folder(bed.home)


def _real_folders() -> Iterator[Files]:
    """The briefing of this repository, once for each file of claims: whole, it takes seconds."""
    seeds = {f"seeds/{path}": raw for path, raw in read_folder(REPOSITORY / "seeds").items()}
    every = {path for path in seeds if path.startswith("seeds/claims/")}
    rest = {path: raw for path, raw in seeds.items() if path not in every | {"seeds/REVIEW.md"}}
    for path in sorted(every):
        yield {**rest, path: seeds[path]}


def _with_lock_and_record(files: Files) -> Files:
    with tempfile.TemporaryDirectory() as home:
        bed = Seedbed(Path(home))
        for path, raw in files.items():
            bed.write(path, raw)
        index = parse_index(read_seeds(bed.seeds))
    record = f"seeds/{record_name(index.head.edition_number)}"
    text = render_snapshot(take_snapshot(index, derive(index)))
    return {
        **files,
        "seeds/seeds.lock": render_lock(lock_of(index)).encode(),
        record: text.encode(),
    }


def _received_again(files: Files) -> Files:
    """The same with a paragraph put in before all others, so that every address has moved."""
    return {
        path: b"A word before.\n" + raw if path.startswith("seeds/articles/") else raw
        for path, raw in files.items()
    }


def _yaml_texts(folders: tuple[Files, ...]) -> Iterator[bytes]:
    for files in folders:
        for path, raw in files.items():
            if path.endswith(".yml") and len(raw) < LARGEST // 4:
                yield raw
    yield from (text.encode() for text in YAML_TEXTS)


def _prose_texts(folders: tuple[Files, ...]) -> Iterator[bytes]:
    for page in sorted((REPOSITORY / "docs").rglob("*.md")):
        yield page.read_bytes()
    for files in folders:
        yield from (raw for path, raw in files.items() if path.endswith(".md"))
    yield from (text.encode() for text in PROSE_TEXTS)


def _articles() -> Iterator[bytes]:
    for home in (REPOSITORY / "seeds", BASE / "seeds"):
        yield from (path.read_bytes() for path in sorted((home / "articles").glob("*.txt")))
    yield b"\xef\xbb\xbfone\r\n\r\n \xe2\x80\x8b\ntwo"
    yield "مقال".encode("cp1256")
    yield "words".encode("utf-16")


def _sentences() -> Iterator[bytes]:
    cases = json.loads((REPOSITORY / "tests" / "fold_cases.json").read_text(encoding="utf-8"))
    for rows in cases.values():
        for row in rows:
            yield from (word.encode() for word in row if isinstance(word, str))
    for raw in _articles():
        yield from raw.splitlines()


def _quotations() -> Iterator[Case]:
    """Each passage that a briefing quotes, with its article and its paragraphs."""
    for home in (BASE / "seeds", REPOSITORY / "seeds"):
        index = parse_index(read_seeds(home))
        for evidence in index.evidence():
            numbers = f"{evidence.at.first}-{evidence.at.last}"
            files = {"article": index.sources[evidence.at.source].raw}
            rest = {"quote": evidence.quote.encode(), "at": numbers.encode()}
            yield Case("quotation", {**files, **rest})


DATES = (
    "2026 2026-03 2026-03-17 202X 20XX 2026-XX 2026-1X 2026-03-XX 2026-03-1X 2026-03~ 2026? 2026% "
    "2026-03/2026-05 2026-03/.. ../2026 2026/ /2026 2026-02-29 2024-02-29 0000 XXXX 2026-21 9999 "
    "0001 1X 2026-03-17T10:00 2026-03-17/2026-03-1X 2026~/2027? 200X-02 2026-00 2026-13 y2026 -2026"
).split()

YAML_TEXTS = (
    "",
    "a: &x [1, 2]\nb: *x\n",
    "a: |\n  many\n  lines\nb: >-\n  folded\n  words\n",
    'a: "\\u0627\\x41\\ud83d\\n\\\n  b"\n',
    "{a: {b: [c, {d: 'it''s'}]}, ? e : f}\n",
    "%YAML 1.2\n---\na: 1\n...\n",
    "? [a, b]\n: c\n",
    "- 0x1F\n- 0o17\n- -.inf\n- .nan\n- 1e400\n- 1_000\n- ~\n- 012\n- +1\n- 0.\n- .5\n",
    "a: !!str 1\n<<: {b: 1}\n",
    "# a remark\na: b # another\n\n\n",
)

PROSE_TEXTS = (
    "---\ntitle: Words\neditorial: true\norder: 2\n---\n# Words\n",
    "# A\n\nWords[^ships-12][^own]. More `[^code]` words.\n\n[^own]: a remark, [^ships-17]\n",
    "| a | b |\n|---|---|\n| 1[^ships-12] | **2** |\n\n> quoted [^ships-12]\n\n1. one\n2. two\n",
    "<!-- editorial -->\n12 ships.\n<!-- /editorial -->\n\n<!-- inset: map -->\n\n    code\n",
    "```\n[^ships-12]\n```\n<div markdown>\n[a](b.md) ![c](d.png) <x@y.example>\n</div>\n",
)


def dictionary(cases: Mapping[str, tuple[Case, ...]]) -> tuple[str, ...]:
    """Words that the readers know: keys, enumerations, ids, and what breaks lesser readers."""
    keys = [field.key for shape in SHAPES.values() for field in shape]
    words: list[str] = []
    for case in cases["folder"][:2]:
        for path, raw in case.files.items():
            if path.endswith((".yml", ".md")):
                words += raw.decode().split()
    return tuple(dict.fromkeys([*keys, *words, *NASTY, *YAML_TOKENS, *NUMBERS, *DATES]))


YAML_TOKENS = (
    *"- : ? , [ ] { } & * ! | > ' \" % @ ` # --- ... <<: ~ null true no | >- &a *a !!str".split(),
    *(": ", "- ", "\n", "\n  ", "\r\n", "\t", "\n---\n", "{}", "[]", "[[", "{a: ", "&a ", "*a "),
    *('"\\ud800"', '"\\uDFFF"', '"\\x00"', '"\\U0001F600"', '"\\U00110000"', "'\n'", '"\\N"'),
)
NUMBERS = (
    *"0 -0 -1 1 2 00 007 12,5 1.5 1e9 1e400 -1e400 1E-400 .5 5. 0x10 0o7 99999 100000".split(),
    *"9223372036854775808 1_0 ١٢ ٢٫٥ ٢٬٥٠٠ ½ ² ① ۴ १२ 1/2 12-13 12–13 1,000,000 + - % ٪".split(),
    *("9" * 401, "9" * 5000, "1" + "0" * 4000, "0." + "1" * 400, "1e99999", "1e-99999", ".inf"),
    *(".nan", "two thousand", "ألفان وخمسمئة", "مئتا ألف", "half a million", "نصف مليون"),
)
NASTY = (
    *("\u200f", "\u202e", "\u2066", "\u2069", "\u200b", "\ufeff", "\u00ad", "\u0640", "\u064b"),
    *("\u0301", "\u0651\u064e", "\u0654", "\u0653", "\u1100\u1161\u11a8", "\u09c7\u09be", "\u0cc6"),
    *("\ufdfa", "\ufdfd", "\ufefb", "\ufb01", "\u00bd", "\u00b2", "\u2460", "\u2488", "\u1d7d8"),
    *("\U0001d7ce", "\U0001f600", "\U0010ffff", "\ue000", "\ufffd", "\ufffe", "\u2028", "\u2029"),
    *("\u0085", "\x0b", "\x0c", "\x00", "\x1b[31m", "\x7f", "\u3000", "\u1680", "\u180e", "\u2007"),
    *("\u0130", "\u0131", "\u1e9e", "\u0344", "\u0f73", "\u034f", "\U000e0041", "\ufe0f", "\u20e3"),
    *("<script>", "</div>", "&amp;", "{{ 7*7 }}", "{% raw %}", "[^said]", "[^ships-12]", "[…]"),
    *("[...]", "%s", "${x}", "../x", "/etc/passwd", "C:\\x", "\\", "javascript:alert(1)", "[x](y)"),
    *("لا", "لم", "لن", "ليس", "غير", "دون", "ما", "بدون", "not", "no", "never", "و", "ال"),
)
