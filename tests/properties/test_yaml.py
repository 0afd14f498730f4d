"""What is written is read as it was, from its line, and rewritten nowhere but where asked."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from hashiya.articles import parse_article
from hashiya.diagnostics import Complaints, SeedErrors
from hashiya.editions import parse_snapshot, render_snapshot, take_snapshot
from hashiya.index import parse_index
from hashiya.kinds import is_id
from hashiya.lock import (
    UNREAD_STATES,
    LockedSource,
    lock_source,
    parse_lock,
    render_lock,
)
from hashiya.numbering import Numbering
from hashiya.repair import repair
from hashiya.seeds import Mapping, Scalar, SeedFile, Sequence, Tree, parse_yaml, resolve_plain
from hashiya.standing import derive
from tests.fuzz.targets import seeds_of
from tests.properties.effort import effort
from tests.properties.texts import characters, texts
from tests.seedbed import BRIEFING, ENTITIES

# --- round trips ----------------------------------------------------------------------------------

words = st.one_of(
    st.sampled_from(
        "no yes on off null ~ true 0o17 1e5 12 2026-03-18 =  << #a a:b a #b".split(" ")
    ),
    st.text("ab #:-'\"[]{}&*!|>%@`,?\\\n\t١٢لا.", max_size=12),
    # PyYAML writes these as they are, and here they are refused.
    st.text(characters, max_size=8).filter(lambda text: not set(text) & set("\x85\u2028\u2029")),
)
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.floats(allow_nan=True, allow_infinity=True),
    words,
)
trees = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(words, inner, max_size=4)),
    max_leaves=12,
)
styles = st.fixed_dictionaries(
    {
        "allow_unicode": st.booleans(),
        "default_flow_style": st.sampled_from((None, True, False)),
        "width": st.sampled_from((20, 80, 1_000)),
        "indent": st.integers(2, 5),
        "line_break": st.sampled_from(("\n", "\r\n")),
    }
)


def plain(tree: Tree) -> Any:  # noqa: ANN401 (as YAML has it)
    """A tree as Python's own values."""
    if isinstance(tree, Scalar):
        return tree.value
    if isinstance(tree, Sequence):
        return [plain(value) for value in tree.values]
    return {key.text: plain(value) for key, value in tree.pairs}


def by_core_schema(value: Any) -> Any:  # noqa: ANN401
    """A value as the 1.2 core schema reads it where PyYAML, by 1.1, writes it without marks."""
    if isinstance(value, list):
        return [by_core_schema(each) for each in value]
    if isinstance(value, dict):
        return {key: by_core_schema(each) for key, each in value.items()}
    if isinstance(value, str) and yaml.safe_dump(value, width=1_000).strip() == f"{value}\n...":
        return resolve_plain(value)
    return value


def same(a: Any, b: Any) -> bool:  # noqa: ANN401
    """Whether two values are equal and of one type, down to the leaves; NaN is itself."""
    if type(a) is not type(b):
        return False
    if isinstance(a, list):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    return bool(a == b) or (isinstance(a, float) and math.isnan(a) and math.isnan(b))


@given(trees, styles)
@effort(2)
def test_what_pyyaml_writes_is_read_with_the_same_values(tree: Any, style: dict[str, Any]) -> None:  # noqa: ANN401
    text = yaml.safe_dump(tree, **style)
    complaints = Complaints()
    read = parse_yaml(text, "a.yml", complaints)
    assert complaints.errors == ()
    assert read is not None
    if tree in (None, ""):  # an empty document is an empty map
        return
    assert same(plain(read), by_core_schema(tree)), text


def lines_of(text: str, tree: Tree) -> dict[str, int]:
    """The line that each scalar was read from, by its text."""
    if isinstance(tree, Scalar):
        return {tree.text: tree.where.line}
    values = tree.values if isinstance(tree, Sequence) else [v for pair in tree.pairs for v in pair]
    return {word: line for value in values for word, line in lines_of(text, value).items()}


@st.composite
def marked_trees(draw: st.DrawFn) -> tuple[Any, list[str]]:
    """A tree whose every scalar, keys too, is a word that stands nowhere else."""
    known: list[str] = []

    def word() -> str:
        known.append(f"w{len(known)}w{draw(st.sampled_from(('', ' x', ': y', ' # z')))}")
        return known[-1]

    def tree(depth: int) -> Any:  # noqa: ANN401
        shape = draw(st.sampled_from(("scalar", "list", "map"))) if depth else "scalar"
        if shape == "scalar":
            return word()
        count = draw(st.integers(1, 3))
        if shape == "list":
            return [tree(depth - 1) for _ in range(count)]
        return {word(): tree(depth - 1) for _ in range(count)}

    return tree(3), known


@given(marked_trees(), styles, st.lists(st.integers(0, 30), max_size=4))
@effort()
def test_every_value_knows_its_line(
    marked: tuple[Any, list[str]], style: dict[str, Any], remarks: list[int]
) -> None:
    tree, known = marked
    end = style["line_break"]
    written = yaml.safe_dump(tree, **{**style, "width": 1_000}).split(end)
    # Remarks and empty lines at the top, where none can stand inside a scalar.
    text = end.join([*("# a remark" if n % 2 else "" for n in remarks), *written])
    complaints = Complaints()
    read = parse_yaml(text, "a.yml", complaints)
    assert complaints.errors == ()
    assert read is not None
    lines = lines_of(text, read)
    assert set(lines) == set(known)
    for word in known:
        at = text.index(word.split("w")[1].join("ww"))
        assert lines[word] == text.count("\n", 0, at) + 1


pieces = st.lists(
    st.one_of(
        st.sampled_from(
            ("a: ", "- ", "\n", "\n  ", "\r\n", "{", "}", "[", "]", ", ", "&a ", "*a", "*b", "!t ")
        ),
        st.sampled_from(("'", '"', "|\n", ">\n", "---\n", "...\n", "# x\n", "? ", ": ", "\t", "%")),
        st.sampled_from(('"\\ud800"', '"\\x00"', "<<: ", "\x00", "\u2028", "\ufeff", "\x85", "\r")),
        st.text(characters, max_size=3),
    ),
    max_size=14,
)


@given(pieces)
@effort(4)
def test_any_text_is_a_tree_or_is_complained_about_at_one_of_its_lines(parts: list[str]) -> None:
    text = "".join(parts)
    complaints = Complaints()
    read = parse_yaml(text, "a.yml", complaints)
    assert read is not None or len(complaints.errors) > 0
    last = text.count("\n") + 1
    for error in complaints.errors:
        assert error.where.path == "a.yml"
        assert 1 <= error.where.line <= last
        assert "expected" in error.message
        assert "\n" not in error.message
        error.message.encode()
    if read is not None:
        for line in lines_of(text, read).values():
            assert 1 <= line <= last


ids = st.text("abc0-9", min_size=1, max_size=8).filter(is_id)
hashes = st.text("0123456789abcdef", min_size=32, max_size=32)
file_hashes = st.text("0123456789abcdef", min_size=64, max_size=64)


@st.composite
def locked_sources(draw: st.DrawFn) -> LockedSource:
    """What a lock may know of a source."""
    paragraphs = tuple(draw(st.lists(st.tuples(hashes, hashes), min_size=1, max_size=4)))
    revision = draw(st.integers(1, 4))
    names = draw(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 9)), unique=True, max_size=4))
    aliases = []
    for number, n in names:
        now = draw(st.one_of(st.none(), st.integers(1, len(paragraphs))))
        if number < revision + (now is None):
            aliases.append((f"p{n}" if number == 1 else f"r{number}-p{n}", now))
    unread = draw(st.dictionaries(hashes, st.sampled_from(sorted(UNREAD_STATES)), max_size=3))
    return LockedSource(
        draw(file_hashes),
        draw(st.integers(0, 3)),
        paragraphs,
        Numbering(revision, tuple(aliases)),
        tuple(sorted(unread.items())),
    )


@given(st.dictionaries(ids, locked_sources(), max_size=3))
@effort()
def test_a_lock_is_read_as_it_was_written(lock: dict[str, LockedSource]) -> None:
    text = render_lock(lock)
    assert parse_lock(text, "seeds") == lock
    assert render_lock(parse_lock(text, "seeds")) == text


@given(st.dictionaries(ids, locked_sources(), min_size=1, max_size=2), st.data())
@effort()
def test_a_lock_that_lost_a_line_is_another_or_is_refused_with_its_line(
    lock: dict[str, LockedSource], data: st.DataObject
) -> None:
    lines = render_lock(lock).splitlines(keepends=True)
    del lines[data.draw(st.integers(1, len(lines) - 1))]
    text = "".join(lines)
    try:
        read = parse_lock(text, "seeds")
    except SeedErrors as errors:
        places = [error.where for error in errors.errors]
        last = text.count("\n") + 1
        wrong = [str(p) for p in places if p.path != "seeds/seeds.lock" or not 1 <= p.line <= last]
        if wrong or not places:
            raise AssertionError(wrong) from errors
        return
    assert read != lock
    assert parse_lock(render_lock(read), "seeds") == read


# --- records --------------------------------------------------------------------------------------

lines = texts.filter(
    lambda text: (
        bool(text.strip())
        and len(text.splitlines()) == 1
        and not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in text)
    )
)
values = st.decimals(
    min_value=Decimal(-(10**15)), max_value=Decimal(10**15), places=3, allow_nan=False
)


@given(lines, lines, st.none() | values, st.sampled_from(("2026", "2026-03~", "202X", "../2026")))
@effort(0.6)
def test_the_record_of_any_words_is_read_as_it_was_written(
    text: str, other: str, number: Decimal | None, day: str
) -> None:
    claim: dict[str, Any] = {
        "text": {"en": text},
        "about": ["ministry"],
        "date": day,
        "evidence": [{"at": "one#1", "quote": other, "modality": "asserted"}],
        "judgement": {"confidence": "low", "by": text, "date": day, "basis": {"en": other}},
    }
    if number is not None:
        value = {"quantity": "ships", "of": "ministry", "unit": other, "min": float(number)}
        claim["values"] = [value]
    files = small_briefing({"said": claim, "other": {**claim, "conflicts": ["said"]}})
    try:
        index = parse_index(seeds_of(files))
    except SeedErrors as errors:
        assert {error.code for error in errors.errors} <= {"R117", "R118", "R104", "R101"}  # noqa: PT017
        return
    snapshot = take_snapshot(index, derive(index))
    record = render_snapshot(snapshot)
    assert parse_snapshot(record, "seeds/editions/1.json") == snapshot
    assert render_snapshot(parse_snapshot(record, "seeds/editions/1.json")) == record


def small_briefing(claims: dict[str, Any], article: str = "words here") -> dict[str, bytes]:
    """The files of a briefing with these claims and one article."""
    source = "one: {file: one.txt, lang: en, title: {en: One}, publisher: gazette}\n"
    return {
        "seeds/briefing.yml": BRIEFING.encode(),
        "seeds/sources.yml": source.encode(),
        "seeds/entities/all.yml": ENTITIES.encode(),
        "seeds/claims/all.yml": yaml.safe_dump(claims, allow_unicode=True).encode(),
        "seeds/one.txt": article.encode(),
    }


# --- rewriting in place ---------------------------------------------------------------------------

Written = Callable[[str], str]

FORMS: MappingProxyType[str, Written] = MappingProxyType(
    {
        "plain": lambda address: address,
        "single": lambda address: f"'{address}'",
        "double": lambda address: f'"{address}"',
        "anchored": lambda address: f"&here {address}",
        "below": lambda address: f"\n        {address}",
        "remarked": lambda address: f"{address}   # not one#1, nor 'one#2'",
    }
)


@st.composite
def claim_files(draw: st.DrawFn) -> Callable[[Callable[[int], int]], str]:
    """A file of claims as text, for any numbering of its paragraphs: all else stays the same."""
    end = draw(st.sampled_from(("\n", "\r\n")))
    parts: list[str | tuple[Written, int, int]] = [draw(st.sampled_from(("", "# one#1 stays\n")))]
    for number in range(draw(st.integers(1, 3))):
        parts.append(
            f"claim-{number}:\n  text: {{en: 'Words of one#{number + 1}: ميناء 😀 are here'}}\n"
        )
        parts.append("  about: [ministry]\n")
        if draw(st.booleans()):
            parts += ["  note: >-\n    see ", (str, draw(numbers_of_paragraphs), 0), " there\n"]
        flow = draw(st.booleans())
        parts.append("  evidence:\n")
        for _ in range(draw(st.integers(1, 3))):
            n = draw(numbers_of_paragraphs)
            names = ("plain", "single", "double", "anchored") if flow else tuple(FORMS)
            form = FORMS[draw(st.sampled_from(names))]
            quote = f"words {n}"
            if flow:
                parts += ["    - {quote: ", f"'{quote}', at: ", (form, n, 0)]
                parts.append(", modality: asserted}  # one#3\n")
            else:
                parts += ["    - modality: asserted\n      at: ", (form, n, 0)]
                parts.append(f'\n      quote: "{quote}"\n')

    def written(renumber: Callable[[int], int]) -> str:
        out = [
            part if isinstance(part, str) else part[0](f"one#{renumber(part[1])}") for part in parts
        ]
        return "".join(out).replace("\n", end)

    return written


numbers_of_paragraphs = st.integers(1, 4)


@given(claim_files(), st.permutations(range(1, 5)), st.integers(0, 2))
@effort(1.5)
def test_addresses_are_rewritten_and_every_other_byte_stays(
    written: Callable[[Callable[[int], int]], str], order: list[int], before: int
) -> None:
    """Paragraph n of the old article comes to stand at place[n] of the new."""
    old = [f"These are words {n} of the article." for n in range(1, 5)]
    new = [f"Put in {n}" for n in range(before)] + [old[n - 1] for n in order]
    place = {n: before + order.index(n) + 1 for n in range(1, 5)}
    raw = "\n".join(old).encode()
    lock = {"one": lock_source(raw, parse_article(raw, "one.txt"))}
    text = written(lambda n: n)
    files = {**small_briefing({}, "\n".join(new)), "seeds/claims/all.yml": text.encode()}
    seeds = seeds_of(files)
    made = repair(seeds, parse_index(seeds), lock)
    assert made.open == ()
    assert made.left == ()
    expected = written(lambda n: place[n])
    path = "seeds/claims/all.yml"
    assert made.files.get(path, (text, text))[1] == expected
    assert set(made.files) <= {path}
    again = parse_index(seeds_of({**files, path: expected.encode()}))
    for evidence in again.evidence():
        assert evidence.anchor is not None
        assert evidence.quote == f"words {order[evidence.at.first - before - 1]}"


def test_an_address_that_is_not_written_plainly_is_left_and_named() -> None:
    old = ["These are words 1.", "These are words 2."]
    raw = "\n".join(old).encode()
    lock = {"one": lock_source(raw, parse_article(raw, "one.txt"))}
    claim = (
        "said: {text: {en: x}, about: [ministry], evidence: "
        '[{at: "one\\u00232", quote: words 2, modality: asserted}]}\n'
    )
    files = {**small_briefing({}, "\n".join(["New", *old])), "seeds/claims/all.yml": claim.encode()}
    seeds = seeds_of(files)
    made = repair(seeds, parse_index(seeds), lock)
    assert made.files == {}
    (left,) = made.left
    assert "not written plainly" in left.reason


def test_a_file_that_nobody_wrote_is_an_empty_map() -> None:
    complaints = Complaints()
    tree = parse_yaml(SeedFile("a.yml", "").text, "a.yml", complaints)
    assert isinstance(tree, Mapping)
    assert tree.pairs == ()
