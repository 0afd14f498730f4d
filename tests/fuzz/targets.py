"""What is fuzzed: each reader with what may leave it, and what must hold of what it gives.

A target takes the files of a case and gives its behaviour: the codes and the shapes of the
messages that came out. Whatever it raises is a finding.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path

import hashiya
from hashiya.account import account_of
from hashiya.anchors import Anchor, cut_word, find_stretch, locate, split_quote, word_diff
from hashiya.articles import parse_article, sentence_at
from hashiya.briefing import compose
from hashiya.catalog import load_catalog
from hashiya.changes import history_of
from hashiya.checks import Subject, check_outputs, run_checks
from hashiya.cli import main
from hashiya.diagnostics import Complaints, Diagnostic, Location, SeedErrors, Severity
from hashiya.drift import Drift, compare_all, verdicts
from hashiya.editions import parse_snapshot, parse_snapshots, render_snapshot, take_snapshot
from hashiya.edtf import overlaps, parse_edtf, within
from hashiya.exports.changes_json import render_json
from hashiya.exports.changes_text import render_markdown, render_text
from hashiya.exports.markdown import export_markdown
from hashiya.fold import fold, fold_text, query_tokens, search_tokens
from hashiya.index import Index, parse_index
from hashiya.lock import changes_since, lock_of, parse_lock, render_lock
from hashiya.numerals import disagreement, find_numbers
from hashiya.pages import make_press, make_site, render_prose
from hashiya.printing import volumes_of
from hashiya.prose import (
    parse_blocks,
    parse_prose,
    parse_words,
    render_note,
    rewrite_citations,
    rewrite_insets,
    split_citations,
)
from hashiya.repair import repair
from hashiya.seeds import (
    LIMITS,
    Mapping,
    Scalar,
    SeedFile,
    Seeds,
    Sequence,
    Tree,
    decode_utf8,
    parse_yaml,
)
from hashiya.standing import derive
from tests.fuzz.corpus import ONLY, Files

Behaviour = frozenset[str]
Target = Callable[[Files], Behaviour]


class BrokenPromiseError(AssertionError):
    """Nothing was raised, but what came out isn't what was promised."""


def promise(kept: bool, what: str) -> None:
    """Raises: BrokenPromiseError where `kept` is false."""
    if not kept:
        raise BrokenPromiseError(what)


# --- behaviour ------------------------------------------------------------------------------------

_DETAIL = re.compile(r"“[^”]*”?|'[^']*'?|\"[^\"]*\"?|[\w#.-]*\d[\w#.-]*|\[-.*|\{\+.*", re.DOTALL)


def shape_of(message: str) -> str:
    """A message without what it quotes or counts, for telling kinds of messages apart."""
    return _DETAIL.sub("_", message)[:60]


def lines_of(raw: bytes) -> int:
    """The number of lines in a file; its end counts as one."""
    return raw.count(b"\n") + 1


def expect_place(where: Location, files: Files) -> None:
    """A place is a line of a file of the case, or the first of a folder or of what is missing."""
    last = lines_of(files[where.path]) if where.path in files else 1
    promise(1 <= where.line <= last, f"a place outside its file: {where} of {last}")


def refusals(errors: SeedErrors, files: Files) -> Behaviour:
    """The behaviour of a reading that failed."""
    promise(len(errors.errors) > 0, "a refusal without a reason")
    for error in errors.errors:
        expect_place(error.where, files)
        promise(bool(error.message.strip()), "a refusal without words")
        promise("\n" not in error.message, f"a message of many lines: {error.message!r}")
        error.message.encode()
    return frozenset(f"{error.code} {shape_of(error.message)}" for error in errors.errors)


def said(found: Iterable[Diagnostic], files: Files) -> Behaviour:
    """The behaviour of a check."""
    kinds = set()
    for diagnostic in found:
        expect_place(diagnostic.where, files)
        promise("\n" not in diagnostic.message, f"a message of many lines: {diagnostic.message!r}")
        str(diagnostic).encode()
        kinds.add(f"{diagnostic.code} {shape_of(diagnostic.message)}")
    return frozenset(kinds)


# --- readers of one text --------------------------------------------------------------------------


def _text(files: Files) -> str | None:
    try:
        return decode_utf8(files[ONLY])
    except ValueError:
        return None


def fuzz_yaml(files: Files) -> Behaviour:
    """`parse_yaml` complains, or gives a tree whose places are lines of the text."""
    text = _text(files)
    if text is None:
        return frozenset({"no text"})
    complaints = Complaints()
    tree = parse_yaml(text, ONLY, complaints)
    promise(tree is not None or bool(complaints.errors), "nothing, and no complaint")
    kinds = set()
    for error in complaints.errors:
        expect_place(error.where, files)
        promise(error.code in {"R101", "R102", "R104", "R119"}, f"code {error.code}")
        promise("\n" not in error.message, f"a message of many lines: {error.message!r}")
        error.message.encode()
        kinds.add(f"{error.code} {shape_of(error.message)}")
    if tree is not None:
        _walk(tree, files, 1)
    return frozenset(kinds)


def _walk(tree: Tree, files: Files, depth: int) -> None:
    promise(depth <= LIMITS["depth of YAML"] * 2, "deeper than the limit")
    expect_place(tree.where, files)
    if isinstance(tree, Scalar):
        tree.text.encode()
    elif isinstance(tree, Sequence):
        for value in tree.values:
            _walk(value, files, depth + 1)
    else:
        expect_place(Location(tree.where.path, tree.last), files)
        promise(tree.where.line <= tree.last, "a map that ends before it begins")
        for key, value in tree.pairs:
            _walk(key, files, depth + 1)
            _walk(value, files, depth + 1)


def fuzz_article(files: Files) -> Behaviour:
    """`parse_article` raises a ValueError, or numbers lines that are there."""
    try:
        article = parse_article(files[ONLY], ONLY)
    except ValueError as error:
        return frozenset({shape_of(str(error))})
    text = decode_utf8(files[ONLY])
    lines = text.split("\n")
    for n, paragraph in enumerate(article.paragraphs, 1):
        expect_place(paragraph.where, files)
        promise(paragraph.n == n, "numbers with a gap")
        promise(lines[paragraph.where.line - 1].removesuffix("\r") == paragraph.text, "other words")
        middle = len(paragraph.text) // 2
        first, last = sentence_at(paragraph.text, middle, middle)
        promise(0 <= first <= last <= len(paragraph.text), "a sentence outside its paragraph")
    return frozenset({"read", f"{min(9, len(article.paragraphs))} paragraphs"})


def fuzz_lock(files: Files) -> Behaviour:
    """`parse_lock` raises SeedErrors or gives a lock."""
    text = _text(files)
    if text is None:
        return frozenset({"no text"})
    try:
        lock = parse_lock(text, "seeds")
    except SeedErrors as errors:
        return refusals(errors, {"seeds/seeds.lock": files[ONLY]})
    promise(parse_lock(render_lock(lock), "seeds") == lock, "a lock that is read otherwise again")
    return frozenset({"read", f"{min(9, len(lock))} sources"})


def fuzz_record(files: Files) -> Behaviour:
    """`parse_snapshots` raises SeedErrors, or gives what renders and parses to itself."""
    text = _text(files)
    if text is None:
        return frozenset({"no text"})
    path = "seeds/editions/1.json"
    try:
        (snapshot,) = parse_snapshots((SeedFile(path, text),))
    except SeedErrors as errors:
        return refusals(errors, {path: files[ONLY]})
    rendered = render_snapshot(snapshot)
    rendered.encode()
    promise(parse_snapshot(rendered, path) == snapshot, "a record that is read otherwise again")
    return frozenset({"read"})


def fuzz_prose(files: Files) -> Behaviour:
    """`parse_prose` raises SeedErrors; what it gives can be rendered and rewritten."""
    text = _text(files)
    if text is None:
        return frozenset({"no text"})
    path = "docs/en/index.md"
    try:
        page = parse_prose(SeedFile(path, text), "en", "index.md")
    except SeedErrors as errors:
        return refusals(errors, {path: files[ONLY]})
    read = {path: files[ONLY]}
    for citation in page.citations:
        expect_place(citation.where, read)
    for inset in page.insets:
        expect_place(inset.where, read)
    for sentence in page.sentences:
        expect_place(sentence.where, read)
    for note in page.own.values():
        render_note(note, lambda label: f"<sup>{label}</sup>")
        parse_words(note)
    blocks = parse_blocks(page.text)
    met: list[str] = []

    def meet(label: str) -> None:
        met.append(label)

    rewrite_citations(page.text, meet)
    inside = {label for label in met if label not in page.own}
    known = {citation.label for citation in page.citations}
    promise(inside <= known, f"citations that were not read: {sorted(inside - known)}")
    rewrite_insets(page.text, lambda name: f"<div>{name}</div>")
    parts = split_citations(page.text)
    promise(bool(parts), "a text in no stretch")
    shapes = {block.shape for block in blocks}
    return frozenset({"read", *shapes, f"{min(3, len(page.own))} own notes"})


def fuzz_edtf(files: Files) -> Behaviour:
    """`parse_edtf` raises a ValueError, or gives a date that runs forward and can be shown."""
    text = _text(files)
    if text is None:
        return frozenset({"no text"})
    try:
        date = parse_edtf(text)
    except ValueError as error:
        return frozenset({shape_of(str(error).replace(repr(text), "_"))})
    promise(date.text == text, "other text")
    first, last = date.earliest, date.latest
    promise(first is None or last is None or first <= last, "a date that runs backward")
    promise(overlaps(date, date) and within(date, date), "a date that isn't in itself")
    for lang, locale in (("en", "en_GB"), ("ar", "ar_IQ")):
        promise(bool(load_catalog(lang, locale).date(date).strip()), "a date shown as nothing")
    return frozenset({"read", f"{type(date.start).__name__}-{type(date.end).__name__}"})


def fuzz_numbers(files: Files) -> Behaviour:
    """`find_numbers` gives finite numbers of any text, and none that a text lacks in itself."""
    text = _text(files)
    if text is None:
        return frozenset({"no text"})
    kinds = set()
    for lang in ("en", "ar", "fr"):
        numbers = find_numbers(text, lang)
        promise(all(v.is_finite() for v in numbers.stated | numbers.optional), "no finite number")
        promise(not disagreement(numbers, numbers), "a text that disagrees with itself")
        kinds.add(f"{lang} {min(4, len(numbers.stated))} {min(4, len(numbers.optional))}")
    return frozenset(kinds)


def fuzz_fold(files: Files) -> Behaviour:
    """Folding keeps a map back, is done once, and is the same both ways."""
    text = _text(files)
    if text is None:
        return frozenset({"no text"})
    folded = fold(text)
    promise(folded.text == fold_text(text), "fold and fold_text differ")
    promise(fold_text(folded.text) == folded.text, "folding again changes more")
    promise(len(folded.starts) == len(folded.ends) == len(folded.text), "a map of another length")
    before = 0
    for start, end in zip(folded.starts, folded.ends, strict=True):
        promise(before <= start < end <= len(text), "a map back that isn't in order")
        before = start
    search_tokens(text)
    query_tokens(text)
    kinds = {f"{unicodedata.category(c)} {ord(c) >> 8}" for c in text}
    return frozenset({f"{len(folded.text) == len(text)} {folded.text == text}", *kinds})


def fuzz_quotation(files: Files) -> Behaviour:
    """`locate` finds spans that hold the quotation and cut nothing, or says why not."""
    try:
        article = parse_article(files.get("article", b""), "article")
        quote = decode_utf8(files.get("quote", b""))
    except ValueError:
        return frozenset({"no text"})
    numbers = [int(n[:6]) for n in re.findall(rb"[0-9]+", files.get("at", b""))] or [1]
    first = max(1, min(numbers))
    last = min(max(first, *numbers), first + 20)
    found = locate(article, first, last, quote)
    paragraph = article.paragraphs[min(first, len(article.paragraphs)) - 1].text
    word_diff(quote, paragraph)
    for stretch in find_stretch(paragraph, quote.split(" ")[0], quote.split(" ")[-1]):
        promise(stretch in paragraph, "a stretch that isn't in its paragraph")
    if not isinstance(found, Anchor):
        promise(bool(found.reason), "a miss without a reason")
        return frozenset({shape_of(found.reason), f"near {found.nearest is not None}"})
    parts = split_quote(quote)
    promise(len(parts) == len(found.spans), "spans of another number")
    promise({span.n for span in found.spans} == set(range(first, last + 1)), "a paragraph without")
    promise(found.occurrences >= 1, "found, and occurs nowhere")
    place = (0, 0)
    for part, span in zip(parts, found.spans, strict=True):
        text = article.paragraphs[span.n - 1].text
        promise(place <= (span.n, span.start) and span.start < span.end <= len(text), "no order")
        place = (span.n, span.end)
        promise(cut_word(text, span.start, span.end) is None, "a word that is cut")
        held = text[span.start : span.end]
        same = held == part if found.exact else fold_text(held).strip() == fold_text(part).strip()
        promise(same, f"other words: {held!r} for {part!r}")
    return frozenset({f"found {found.exact} {min(3, found.occurrences)} {len(parts)}"})


# --- readers of a folder --------------------------------------------------------------------------


def seeds_of(files: Files) -> Seeds:
    """The seeds of a case, read as `read_seeds` reads a folder, but from memory."""
    complaints = Complaints()

    def text_of(path: str) -> str | None:
        if path not in files:
            complaints.add("R115", Location(path, 1), "no file")
            return None
        try:
            return decode_utf8(files[path])
        except ValueError as error:
            complaints.add("R116", Location(path, 1), str(error))
            return None

    def parsed(path: str) -> SeedFile:
        text = text_of(path)
        return SeedFile(
            path, text or "", None if text is None else parse_yaml(text, path, complaints)
        )

    def below(folder: str, ending: str) -> list[str]:
        return [p for p in sorted(files) if p.startswith(folder) and p.endswith(ending)]

    briefing, sources = parsed("seeds/briefing.yml"), parsed("seeds/sources.yml")
    articles = {}
    for where, name in _article_names(sources):
        if f"seeds/{name}" in files:
            articles[name] = files[f"seeds/{name}"]
        else:
            complaints.add("R115", where, "no file")
    editions = [(path, text_of(path)) for path in below("seeds/editions/", "")]
    lock = text_of("seeds/seeds.lock") if "seeds/seeds.lock" in files else None
    prose = {}
    for path in below("docs/", ".md"):
        text = text_of(path)
        if text is not None and path.count("/") >= 2:
            _, lang, rest = path.split("/", 2)
            prose[lang, rest] = SeedFile(path, text)
    return Seeds(
        "seeds",
        briefing,
        sources,
        tuple(parsed(path) for path in below("seeds/entities/", ".yml")),
        tuple(parsed(path) for path in below("seeds/claims/", ".yml")),
        articles,
        prose,
        lock,
        complaints.errors,
        tuple(SeedFile(path, text) for path, text in editions if text is not None),
    )


def files_of(seeds: Seeds) -> Files:
    """The files of seeds that were read without trouble, as they were before."""
    read = (seeds.briefing, seeds.sources, *seeds.entities, *seeds.claims, *seeds.editions)
    articles = {f"seeds/{name}": raw for name, raw in seeds.articles.items()}
    return {**articles, **{file.path: file.text.encode() for file in read}}


def _article_names(sources: SeedFile) -> Iterable[tuple[Location, str]]:
    for _, entry in sources.tree.pairs if isinstance(sources.tree, Mapping) else ():
        file = entry.get("file") if isinstance(entry, Mapping) else None
        if isinstance(file, Scalar) and isinstance(file.value, str):
            yield file.where, file.text


def _read(files: Files) -> Subject:
    """Raises: SeedErrors."""
    index = parse_index(seeds_of(files))
    hashiya._expect_catalogs(index)
    return hashiya.subject_of(index)


def fuzz_folder(files: Files) -> Behaviour:
    """A folder raises SeedErrors, or every rule runs over it, and lock and record round trip."""
    try:
        subject = _read(files)
    except SeedErrors as errors:
        return refusals(errors, files)
    kinds = said(run_checks(subject).diagnostics, files)
    _expect_round_trips(subject.index)
    if subject.lock is not None:
        kinds |= _repaired(seeds_of(files), subject)
    return kinds | {"read"}


def _repaired(seeds: Seeds, subject: Subject) -> Behaviour:
    """What is rewritten reads back, and a second repair finds nothing more to rewrite."""
    made = repair(seeds, subject.index, subject.lock or {})
    promise(len(made.verdicts) == len(subject.index.evidence()), "a citation without a verdict")
    states = {f"{verdict.drift}: {verdict.reason}" for _, verdict in made.verdicts}
    lock = parse_lock(render_lock(made.lock), "seeds")
    promise(lock == made.lock, "a repaired lock that is read otherwise")
    if made.files:
        texts = {path: new.encode() for path, (_, new) in made.files.items()}
        files = {**files_of(seeds), **texts}
        index = parse_index(seeds_of(files))
        again = repair(seeds_of(files), index, lock)
        promise(not again.files, f"a second repair changes more: {sorted(again.files)}")
        promise(len(again.verdicts) == len(made.verdicts), "a repair that loses a citation")
    return frozenset(states | {f"rewritten {bool(made.files)}"})


def _expect_round_trips(index: Index) -> None:
    lock = parse_lock(render_lock(lock_of(index)), "seeds")
    promise(lock == lock_of(index), "a lock that is read otherwise")
    promise(changes_since(index, lock) == (), "a lock that differs from what it locks")
    for evidence, verdict in verdicts(index, compare_all(index, lock)):
        stands = isinstance(evidence.anchor, Anchor)
        promise(verdict.drift is Drift.UNCHANGED or not stands, f"{verdict.drift} without a change")
    snapshot = take_snapshot(index, derive(index))
    text = render_snapshot(snapshot)
    text.encode()
    again = parse_snapshot(text, f"seeds/editions/{snapshot.edition}.json")
    promise(again == snapshot, "a record that is read otherwise")


def fuzz_site(files: Files) -> Behaviour:
    """What passes the checks becomes a site, an export, volumes and an account of changes."""
    try:
        subject = _read(files)
    except SeedErrors as errors:
        return refusals(errors, files)
    report = run_checks(subject)
    kinds = said(report.diagnostics, files)
    if any(d.severity is Severity.ERROR for d in report.diagnostics):
        return kinds | {"read"}
    snapshot = take_snapshot(subject.index, subject.derived)
    history = history_of(snapshot, subject.editions)
    catalogs = hashiya.load_catalogs(subject.index)
    press = make_press(
        compose(subject.index, subject.derived, preview=False), catalogs, (), history
    )
    site = make_site(press)
    prose = {
        (page.lang, page.path): render_prose(press, page.lang, page.address, page.text)
        for page in subject.prose
    }
    written = export_markdown(site, prose)
    texts = {path: raw.decode() for path, raw in written.items() if path.endswith(".md")}
    ours = " ".join(raw.decode("utf-8", "replace") for path, raw in files.items() if _is_ours(path))
    for leak in check_outputs(subject, texts):
        run = leak.message.partition("“")[2].partition("”")[0].rstrip("…")
        # What an author has put into a page or a claim is refused too, and that is right.
        promise(_only_words(run) in _only_words(ours), f"withheld words are shown: {leak}")
    for lang, catalog in catalogs.items():
        volumes_of(press, subject, lang, "")
        if history.changes is not None:
            account = account_of(history.changes, catalog)
            render_text(account, catalog, ("a", "b")).encode()
            render_markdown(account, catalog, ("a", "b")).encode()
            json.loads(render_json(history.changes))
    return kinds | {"shown", f"changes {history.changes is not None}"}


def _is_ours(path: str) -> bool:
    return path.endswith((".yml", ".md", ".json"))


def _only_words(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold_text(text).lower()))


COMMANDS = (
    "check",
    "check --format json",
    "check --format github",
    "check --strict",
    "claims",
    "claims --format json",
    "coverage",
    "paragraphs sahil-0318",
    "quote sahil-0318 12",
    "lock",
    "edition",
    "edition --again",
    "diff BASE",
)


def fuzz_command(files: Files) -> Behaviour:
    """A command over the case on disk ends with 0, 1 or 2 and prints UTF-8; nothing leaves it."""
    size = sum(len(raw) for raw in files.values())
    command = COMMANDS[size % len(COMMANDS)]  # the same for the same case
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for path, raw in files.items():
            target = home / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(raw)
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
        seeds = str(home / "seeds")
        words = [seeds if word == "BASE" else word for word in command.split()]
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main([*words, "--seeds", seeds])
        left = {p.name for p in home.rglob("*") if p.is_file()} - {
            path.rpartition("/")[2] for path in files
        }
    promise(code in (0, 1, 2), f"exit {code}")
    promise(all(name == "seeds.lock" or name.endswith(".json") for name in left), f"left: {left}")
    for stream in (out, err):
        stream.flush()
    printed = [s.buffer.getvalue().decode() for s in (out, err)]
    promise(code == 0 or any(printed), f"exit {code} without a word")
    if "json" in command and command.startswith("check"):
        json.loads(printed[0])
    return frozenset({f"{command} {code}"})


TARGETS: dict[str, tuple[Target, int]] = {
    "yaml": (fuzz_yaml, 40),
    "article": (fuzz_article, 20),
    "lock": (fuzz_lock, 15),
    "record": (fuzz_record, 25),
    "prose": (fuzz_prose, 20),
    "edtf": (fuzz_edtf, 60),
    "numbers": (fuzz_numbers, 60),
    "fold": (fuzz_fold, 60),
    "quotation": (fuzz_quotation, 40),
    "folder": (fuzz_folder, 40),
    "site": (fuzz_site, 3),
    "command": (fuzz_command, 4),
}
"""Each target by its name, and how many of its cases are tried in a round."""
