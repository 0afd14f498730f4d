"""The command line: prints, writes files, gives exit codes; all else is done elsewhere."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import hashiya
from hashiya.account import account_of, edition_line
from hashiya.anchors import Anchor, find_stretch
from hashiya.articles import Article, Part, parse_article
from hashiya.catalog import Catalog, load_catalog
from hashiya.changes import compare, history_of
from hashiya.checks import check_outputs, reading_diagnostics, rule, rules, run_checks
from hashiya.corrections import correction_of
from hashiya.coverage import citing_claims
from hashiya.diagnostics import Diagnostic, SeedErrors, Severity, escaped, is_unseen, nearest
from hashiya.drift import Drift
from hashiya.editions import record_name, render_snapshot
from hashiya.exports.changes_json import render_json
from hashiya.exports.changes_text import render_markdown, render_text
from hashiya.exports.impact_json import render_impact_json
from hashiya.exports.impact_text import render_impact
from hashiya.exports.markdown import export_markdown
from hashiya.exports.repair_text import repair_diff, repair_lines, repair_records
from hashiya.fold import without_direction
from hashiya.impact import TargetError, impact_of, parse_target
from hashiya.index import Claim, Index, Source
from hashiya.lock import Lock, changes_since, hash_file, lock_source, parse_lock, render_lock
from hashiya.outputs import SUFFIXES, OutputError, read_outputs, read_pdf
from hashiya.pages import render_prose
from hashiya.pdf import PAPERS, TypesettingError
from hashiya.printing import UnprintableError, editions_of, print_edition
from hashiya.repair import Repair, relocked, repair
from hashiya.revisions import RevisionError, find_version, write_revision
from hashiya.seeds import LOCK_NAME, read_seeds
from hashiya.views import why
from hashiya.writing import (
    Change,
    ConflictError,
    finish,
    replace_folder,
    take_back,
    write_file,
    write_together,
)

CLEAN, FINDINGS, UNREADABLE = 0, 1, 2
INTERRUPTED = 130
"""What a shell says of a program that Ctrl-C ended: 128 and the number of the signal."""
_EXPORT_MARK = ".hashiya-export"


class _UsageError(Exception):
    """A command that names what isn't there; printed, exit 2."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code. What it prints is UTF-8 on any terminal."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except SeedErrors as errors:
        _print_diagnostics(reading_diagnostics(errors), getattr(options, "format", "text"))
        print(f"{_counted(len(errors.errors), 'error')}; the seeds can't be read", file=sys.stderr)
        return UNREADABLE
    except hashiya.CheckError as error:
        errors_only = [d for d in error.report.diagnostics if d.severity is Severity.ERROR]
        _print_diagnostics(errors_only, "text")
        print(f"{_counted(len(errors_only), 'error')}; see `hashiya check`", file=sys.stderr)
        return FINDINGS
    except (_UsageError, RevisionError, OutputError, ConflictError) as error:
        print(f"hashiya: {escaped(str(error))}", file=sys.stderr)
        return UNREADABLE
    except KeyboardInterrupt:
        print("hashiya: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # a reader such as `head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except OSError as error:
        print(f"hashiya: {escaped(f'{error.filename}: {error.strerror}')}", file=sys.stderr)
        return UNREADABLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="hashiya",
        description="Turns articles and a fact index into a briefing in which every claim "
        "is footnoted to the exact paragraph that says it.",
        epilog="Build the site with `mkdocs serve` or `mkdocs build`. "
        "Exit codes: 0 clean, 1 findings, 2 unreadable.",
    )
    parser.add_argument("--version", action="version", version=f"hashiya {hashiya.__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    _add_looking(commands)
    _add_making(commands)
    return parser


Commands = Any
"""What argparse hands out for its commands; its class has no public name."""


def _add(
    commands: Commands, name: str, run: Callable[[argparse.Namespace], int], text: str
) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    command.set_defaults(command=run)
    return command


def _add_with_seeds(
    commands: Commands, name: str, run: Callable[[argparse.Namespace], int], text: str
) -> argparse.ArgumentParser:
    command = _add(commands, name, run, text)
    _add_seeds(command)
    command.add_argument(
        "--docs",
        type=Path,
        default=None,
        metavar="DIR",
        help="the hand-written pages (default: docs beside the seeds)",
    )
    return command


def _add_seeds(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--seeds",
        type=Path,
        default=Path("seeds"),
        metavar="DIR",
        help="the seeds folder (default: seeds)",
    )


def _add_looking(commands: Commands) -> None:
    """The commands that only look."""
    check = _add_with_seeds(
        commands, "check", _check, "check the seeds and the prose, and say what was checked"
    )
    check.add_argument("--strict", action="store_true", help="warnings count as errors")
    check.add_argument(
        "--quiet", action="store_true", help="leave out notices and accepted findings"
    )
    check.add_argument("--format", choices=("text", "json", "github"), default="text")
    check.add_argument(
        "--site",
        type=Path,
        default=None,
        metavar="DIR",
        help="also look for withheld text in a built site, or in an export",
    )
    explain = _add(commands, "explain", _explain, "say what a rule asks for and why")
    explain.add_argument("code", nargs="?", help="a code or a name; without one, list all rules")
    claims = _add_with_seeds(
        commands, "claims", _claims, "list every claim with its origins and its status"
    )
    claims.add_argument("--format", choices=("text", "json"), default="text")
    _add_with_seeds(commands, "coverage", _coverage, "say which paragraphs nobody has used")
    paragraphs = _add_with_seeds(
        commands, "paragraphs", _paragraphs, "print a source's numbered paragraphs"
    )
    paragraphs.add_argument("source")
    _add_impact(commands)
    _add_diff(commands)


def _add_impact(commands: Commands) -> None:
    impact = _add_with_seeds(
        commands,
        "impact",
        _impact,
        "say what rests on a source, on paragraphs of it or on a claim, and what would be without",
    )
    impact.add_argument(
        "target",
        metavar="TARGET",
        help="SOURCE, SOURCE#5, SOURCE#5-6 or a claim (source:ID or claim:ID where both have it)",
    )
    impact.add_argument(
        "--lang", metavar="LANG", help="the language to say it in (default: the briefing's first)"
    )
    impact.add_argument("--format", choices=("text", "json"), default="text")
    impact.formatter_class = argparse.RawDescriptionHelpFormatter
    impact.epilog = (
        "examples:\n"
        "  hashiya impact sahil-0318              the whole source: was it withdrawn?\n"
        "  hashiya impact sahil-0318#5            one paragraph: was it corrected?\n"
        "  hashiya impact sahil-0318#5-8          some paragraphs that follow each other\n"
        "  hashiya impact ships-12 --lang ar      a claim, said in Arabic\n"
        "  hashiya impact sahil-0318 --format json\n\n"
        "Nothing is written. Mark the source itself by `correction` in sources.yml.\n"
        "Exit codes: 0 said, 2 no such source, paragraph or claim, or unreadable seeds."
    )


def _add_diff(commands: Commands) -> None:
    diff = _add(
        commands, "diff", _diff, "say which claims are new, changed, superseded or withdrawn"
    )
    _add_seeds(diff)
    where = (
        "a seeds folder, a folder that holds seeds/, or a git revision (HEAD~1, a tag, rev:path)"
    )
    diff.add_argument("old", metavar="OLD", help=where)
    diff.add_argument(
        "new", metavar="NEW", nargs="?", help="the same (default: the seeds as they are now)"
    )
    diff.add_argument(
        "--lang", metavar="LANG", help="the language to say it in (default: the briefing's first)"
    )
    diff.add_argument("--format", choices=("text", "markdown", "json"), default="text")
    diff.epilog = (
        "A folder comes before a revision of the same name. Seeds are looked for in a revision "
        "where --seeds has them now. Exit codes: 0 compared, 2 unreadable."
    )


def _add_making(commands: Commands) -> None:
    """The commands that write something, or print what is to be written."""
    lock = _add_with_seeds(
        commands, "lock", _lock, "write seeds.lock: take the articles as read, as they are now"
    )
    lock.add_argument(
        "--anew",
        action="store_true",
        help="whatever the old lock says: forget earlier names and what is left to read",
    )
    _add_fix(commands)
    edition = _add_with_seeds(
        commands, "edition", _edition, "record this edition, so that the next can say what changed"
    )
    edition.add_argument(
        "--again", action="store_true", help="replace the record of this edition's number"
    )
    quote = _add_with_seeds(
        commands, "quote", _quote, "print a ready evidence entry, cut from the article"
    )
    quote.add_argument("source")
    quote.add_argument("first", help="the first words of the quotation")
    quote.add_argument("last", nargs="?", help="its last words (default: the first words alone)")
    quote.add_argument(
        "--paragraph",
        type=int,
        default=None,
        metavar="N",
        help="the paragraph to look in, where several have the words",
    )
    pdf = _add_with_seeds(commands, "pdf", _pdf, "print the briefing: one file an edition")
    pdf.add_argument(
        "--lang",
        default=None,
        metavar="LANG",
        help="a language of the briefing, or `both` for two on facing pages (default: its first)",
    )
    pdf.add_argument("--paper", choices=PAPERS, default="a4", help="(default: a4)")
    pdf.add_argument(
        "--url", default="", metavar="URL", help="where the site stands, for the cover"
    )
    pdf.add_argument("--to", type=Path, required=True, metavar="FILE", help="the PDF to write")
    export = _add_with_seeds(
        commands, "export", _export, "write the whole site as Markdown for any engine"
    )
    export.add_argument(
        "--to",
        type=Path,
        required=True,
        metavar="DIR",
        help="a folder that does not exist yet, is empty, or holds an older export",
    )


def _add_fix(commands: Commands) -> None:
    fix = _add_with_seeds(
        commands, "fix", _fix, "set the addresses right after an article has changed"
    )
    what = fix.add_mutually_exclusive_group()
    what.add_argument("--apply", action="store_true", help="write the files (default: show a diff)")
    what.add_argument("--undo", action="store_true", help="take back the last --apply")
    fix.add_argument(
        "--format", choices=("text", "json"), default="text", help="a diff, or every citation"
    )
    fix.epilog = (
        "Rewritten are the addresses of paragraphs that are proven to have the same words, folding "
        "aside; everything else is listed for you to read. The diff goes to standard output, the "
        "rest to standard error. Exit codes: 0 nothing to do, 1 something to write or to read, "
        "2 unreadable."
    )


# --- check ----------------------------------------------------------------------------------------


def _check(options: argparse.Namespace) -> int:
    subject = hashiya.read_subject(options.seeds, options.docs)
    report = run_checks(subject)
    found = report.diagnostics
    counts = dict(report.counts)
    if options.site is not None:
        outputs = read_outputs(options.site)
        if not outputs:
            raise _UsageError(f"{options.site}: no pages, expected a built site")
        found += check_outputs(subject, outputs)
        counts["output files"] = len(outputs)
    shown = [d for d in found if not options.quiet or d.severity is not Severity.NOTICE]
    _print_diagnostics(shown, options.format)
    stream = sys.stderr if options.format == "json" else sys.stdout
    if not options.quiet and options.format == "text":
        for diagnostic, reason in report.accepted:
            print(
                f"{diagnostic.where}: accepted[{diagnostic.code}] {escaped(diagnostic.message)} "
                f"(accepted: {escaped(reason)})"
            )
    print(_summary(found, counts), file=stream)
    failing = {Severity.ERROR, Severity.WARNING} if options.strict else {Severity.ERROR}
    return FINDINGS if any(d.severity in failing for d in found) else CLEAN


def _summary(found: Iterable[Diagnostic], counts: Mapping[str, int]) -> str:
    severities = [d.severity for d in found]
    totals = ", ".join(_counted(severities.count(s), str(s)) for s in Severity)
    checked = ", ".join(f"{number} {name}" for name, number in counts.items())
    return f"{totals}\nchecked: {checked}"


def _print_diagnostics(found: Sequence[Diagnostic], form: str) -> None:
    if form == "json":
        print(_json([d.as_record() for d in found]))
    elif form == "github":
        for diagnostic in found:
            print(_annotation(diagnostic))
    else:
        for diagnostic in found:
            print(diagnostic)


def _json(value: object) -> str:
    """JSON to read, in which what a terminal would obey is escaped as JSON does."""
    return _plain_json(json.dumps(value, ensure_ascii=False, indent=2))


def _plain_json(text: str) -> str:
    return "".join(_in_json(c) if is_unseen(c) and c != "\n" else c for c in text)


def _in_json(character: str) -> str:
    """A character by the numbers of its halves, which is all that JSON has."""
    halves = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{halves[at : at + 4]}" for at in range(0, len(halves), 4))


def _plain(text: str) -> str:
    """Lines in which no character is obeyed but the isolates that our own renderers put there.

    They have escaped those of the seeds; this is for whatever they didn't think of.
    """
    return "".join(c if c in "\n\u2068\u2069" else escaped(c) for c in text)


def _annotation(diagnostic: Diagnostic) -> str:
    """A workflow command of GitHub Actions; its text escaped as the toolkit does."""

    def within(text: str) -> str:
        return text.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")

    path = within(escaped(diagnostic.where.path))
    title = within(f"{diagnostic.code} {diagnostic.name}")
    text = escaped(diagnostic.message).replace("%", "%25")
    return f"::{diagnostic.severity} file={path},line={diagnostic.where.line},title={title}::{text}"


def _explain(options: argparse.Namespace) -> int:
    if options.code is None:
        for each in rules():
            print(f"{each.code} {each.name}: {each.documentation.splitlines()[0]}")
        return CLEAN
    known = rule(options.code)
    if known is None:
        names = [name for each in rules() for name in (each.code, each.name)]
        raise _UsageError(
            f"no rule {options.code!r}{nearest(options.code, names)}; `hashiya explain` lists them"
        )
    print(f"{known.code} {known.name} ({known.severity})\n\n{known.documentation}")
    return CLEAN


# --- looking --------------------------------------------------------------------------------------


def _claims(options: argparse.Namespace) -> int:
    subject = hashiya.read_subject(options.seeds, options.docs)
    index, standings = subject.index, subject.derived.standings
    lang = "en" if "en" in index.head.languages else index.head.languages[0]
    catalog = load_catalog(lang, index.head.locales[lang])
    rows: list[dict[str, Any]] = []
    for id_, standing in standings.items():
        claim = index.claims.get(id_)
        origins = sorted({*standing.supporting, *standing.disputing})
        rows.append(
            {
                "id": id_,
                "status": standing.status,
                "derived": standing.derived,
                "reason": why(catalog, standing),
                "origins": [str(origin) for origin in origins],
                "supporting": [str(origin) for origin in standing.supporting],
                "disputing": [str(origin) for origin in standing.disputing],
                "claims": list(standing.claims),
                "evidence": len(claim.evidence) if claim else 0,
                "corrections": _corrections(index, claim) if claim else [],
                "text": dict(claim.text) if claim else None,
            }
        )
    if options.format == "json":
        print(_json(rows))
        return CLEAN
    for row in rows:
        named = f" ({', '.join(row['claims'])})" if row["claims"] else ""
        origins_shown = ", ".join(row["origins"]) or "-"
        marks = "".join(f"; {c['source']} {c['kind']} {c['date']}" for c in row["corrections"])
        line = f"{row['id']}: {row['status']}; {row['reason']}{named}; origins: {origins_shown}"
        print(escaped(line + marks))
    print(f"{len(rows)} claims")
    return CLEAN


def _corrections(index: Index, claim: Claim) -> list[dict[str, str]]:
    """Which of a claim's sources were corrected or withdrawn, each once."""
    found = {}
    for evidence in claim.evidence:
        correction = correction_of(index, evidence)
        if correction is not None:
            found[evidence.at.source] = {
                "source": evidence.at.source,
                "kind": correction.kind,
                "date": correction.date.text,
            }
    return list(found.values())


def _impact(options: argparse.Namespace) -> int:
    subject = hashiya.read_subject(options.seeds, options.docs)
    index = subject.index
    try:
        target = parse_target(index, options.target)
    except TargetError as error:
        raise _UsageError(str(error)) from error
    catalog = _catalog(index, options.lang)
    impact = impact_of(index, subject.derived, subject.prose, target)
    if options.format == "json":
        print(_plain_json(render_impact_json(impact, index)), end="")
    else:
        print(_plain(render_impact(impact, index, catalog)), end="")
    return CLEAN


def _catalog(index: Index, lang: str | None) -> Catalog:
    """The interface strings of a language of the briefing, or of its first."""
    head = index.head
    chosen = lang or head.languages[0]
    if chosen not in head.languages:
        known = ", ".join(head.languages)
        raise _UsageError(f"the briefing has no language {chosen!r}, expected one of: {known}")
    return load_catalog(chosen, head.locales[chosen])


def _source(index: Index, id_: str) -> Source:
    if id_ not in index.sources:
        raise _UsageError(f"no source {id_!r}{nearest(id_, index.sources)}")
    return index.sources[id_]


def _paragraphs(options: argparse.Namespace) -> int:
    index = hashiya.read_subject(options.seeds, options.docs).index
    source = _source(index, options.source)
    cited = citing_claims(index)
    for paragraph in source.article.paragraphs:
        part = source.part(paragraph.n)
        said = ", ".join(cited.get((source.id, paragraph.n), ()))
        if not said:
            reason = source.unused_reason(paragraph.n)
            said = (
                f"unused: {escaped(reason)}" if reason else ("OPEN" if part is Part.BODY else "-")
            )
        print(f"{source.id}#{paragraph.n} [{part}] {said}")
        print(f"    {escaped(without_direction(paragraph.text).strip())}")
    return CLEAN


def _coverage(options: argparse.Namespace) -> int:
    index = hashiya.read_subject(options.seeds, options.docs).index
    cited = citing_claims(index)
    total_open = 0
    for source in index.sources.values():
        numbers = range(1, len(source.article.paragraphs) + 1)
        body = [n for n in numbers if source.part(n) is Part.BODY]
        used = [n for n in body if (source.id, n) in cited]
        unused = [n for n in body if n not in used and source.unused_reason(n)]
        left = [n for n in body if n not in used and n not in unused]
        total_open += len(left)
        parts = {part: sum(source.part(n) is part for n in numbers) for part in Part}
        others = ", ".join(
            f"{number} {part}" for part, number in parts.items() if number and part is not Part.BODY
        )
        print(
            f"{source.id}: {len(numbers)} paragraphs; body {len(body)}: {len(used)} cited, "
            f"{len(unused)} unused with a reason, {len(left)} open; other parts: {others or '-'}"
        )
        for n in unused:
            print(f"    #{n} unused: {escaped(source.unused_reason(n) or '')}")
        for n in left:
            print(f"    #{n} OPEN: {escaped(source.article.paragraphs[n - 1].text[:80])}")
    print(f"{len(index.sources)} sources, {total_open} body paragraphs open")
    return FINDINGS if total_open else CLEAN


def _diff(options: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="hashiya-") as scratch:
        old = _read_side(options.old, options.seeds, Path(scratch) / "old")
        given = str(options.seeds) if options.new is None else options.new
        new = _read_side(given, options.seeds, Path(scratch) / "new")
    changes = compare(hashiya.snapshot_of(old), hashiya.snapshot_of(new))
    catalog = _catalog(new, options.lang)
    if options.format == "json":
        print(_plain_json(render_json(changes)), end="")
        return CLEAN
    render = render_markdown if options.format == "markdown" else render_text
    told = render(account_of(changes, catalog), catalog, (options.old, given))
    print(_plain(told), end="")
    return CLEAN


def _read_side(given: str, seeds: Path, scratch: Path) -> Index:
    """The index of one side of a comparison: of a folder, or of a revision."""
    folder = Path(given)
    if not given or not folder.is_dir():
        folder = write_revision(given, seeds, scratch)
    elif not (folder / "briefing.yml").is_file() and (folder / "seeds").is_dir():
        folder = folder / "seeds"
    try:
        return hashiya.read_index(folder)
    except SeedErrors as errors:
        found = reading_diagnostics(errors)
        _print_diagnostics(found, "text")
        number = _counted(len(found), "error")
        raise _UsageError(f"{number}; the seeds of {given!r} can't be read") from errors


# --- making ---------------------------------------------------------------------------------------


def _quote(options: argparse.Namespace) -> int:
    index = hashiya.read_subject(options.seeds, options.docs).index
    source = _source(index, options.source)
    found = [
        (paragraph.n, text)
        for paragraph in source.article.paragraphs
        if options.paragraph in (None, paragraph.n)
        for text in find_stretch(paragraph.text, options.first, options.last or options.first)
    ]
    if not found:
        raise _UsageError(
            f"no paragraph of {source.id} has {options.first!r} with "
            f"{options.last or options.first!r} at or after it"
        )
    if len(found) > 1:
        places = ", ".join(f"#{n}" for n, _ in found)
        raise _UsageError(
            f"the words stand {len(found)} times ({places}); give more of them, or --paragraph N"
        )
    n, text = found[0]
    glosses = [lang for lang in index.head.languages if lang != source.lang]
    print(f"- at: {source.id}#{n}")
    print(f"  quote: {_json(text)}")
    if glosses:
        inside = ", ".join(f'{lang}: ""' for lang in glosses)
        print(f"  gloss: {{{inside}}}  # to be written")
    print("  # speaker: an entity; leave out where the article speaks in its own voice")
    print(
        "  modality: asserted  # asserted reported hedged denied declined asked planned conditional"
    )
    return CLEAN


def _lock(options: argparse.Namespace) -> int:
    seeds = read_seeds(options.seeds, options.docs)
    index = hashiya.index_of(seeds)
    target = options.seeds / LOCK_NAME
    before = {} if options.anew or not index.lock else _lock_before(index, target)
    found = repair(seeds, index, before)
    _expect_settled(target, found)
    text = render_lock(relocked(index, before, found.verdicts))
    changed = index.lock != text
    for line in (*_taken_as_read(found), *changes_since(index, before)) if before else ():
        print(escaped(line))
    if changed:
        write_file(target, text.encode())
    paragraphs = sum(len(s.article.paragraphs) for s in index.sources.values())
    word = "written" if changed else "unchanged"
    print(f"{target}: {word}; {len(index.sources)} sources, {paragraphs} paragraphs")
    report = run_checks(hashiya.read_subject(options.seeds, options.docs))
    errors = sum(d.severity is Severity.ERROR for d in report.diagnostics)
    if errors:
        print(f"{_counted(errors, 'error')} still open; see `hashiya check`", file=sys.stderr)
    return CLEAN


def _lock_before(index: Index, target: Path) -> Lock:
    """The lock as it was.

    Raises: SeedErrors where it can't be read: what it remembers would be lost.
    """
    try:
        return parse_lock(index.lock or "", index.name)
    except SeedErrors:
        print(
            f"{target}: not written, because it can't be read and would lose the earlier names of "
            "paragraphs and what is left to read: take it from version control, of a merge one "
            "side, then `hashiya fix`; or `hashiya lock --anew` to begin again",
            file=sys.stderr,
        )
        raise


def _expect_settled(target: Path, found: Repair) -> None:
    """Raises: _UsageError where addresses have still to move with their words."""
    if found.moved:
        raise _UsageError(
            f"{target}: not written: {_counted(len(found.edits), 'address')} of "
            f"{', '.join(found.moved)} moved with their words; run `hashiya fix --apply` first, or "
            "`hashiya lock --anew` to take every address as it stands"
        )


def _taken_as_read(found: Repair) -> Iterator[str]:
    """The citations that changed; to lock is to have read those that stand where they say."""
    for evidence, verdict in found.open:
        if verdict.drift is not Drift.UNLOCKED:
            read = isinstance(evidence.anchor, Anchor)
            word = "taken as read" if read else "still to be read"
            yield (
                f"{evidence.at.where}: {word}: {evidence.claim} rests on {evidence.at}, "
                f"{verdict.drift}: {verdict.reason}"
            )


def _fix(options: argparse.Namespace) -> int:
    for path in finish(options.seeds):
        done = escaped(str(options.seeds / path))
        print(f"{done}: finished what was interrupted", file=sys.stderr)
    if options.undo:
        paths = take_back(options.seeds)
        if not paths:
            raise _UsageError(f"{options.seeds}: nothing to take back")
        for path in paths:
            print(f"{escaped(str(options.seeds / path))}: as it was before the repair")
        return CLEAN
    seeds = read_seeds(options.seeds, options.docs)
    index = hashiya.index_of(seeds)
    if index.lock is None:
        raise _UsageError(
            f"{options.seeds / LOCK_NAME}: no such file, so nothing says what an address pointed "
            "at; run `hashiya lock` while the articles are as you read them"
        )
    lock = parse_lock(index.lock, index.name)
    found = repair(seeds, index, lock, dict(_as_locked(options.seeds, index, lock)))
    if options.format == "json":
        print(_json(repair_records(index, found)))
    else:
        _print_diff(found)
    for line in repair_lines(index, found):
        print(_plain(line), file=sys.stderr)
    if not found.files:
        return FINDINGS if found.open or found.left else CLEAN
    if not options.apply:
        print("`hashiya fix --apply` writes this; nothing is written yet", file=sys.stderr)
        return FINDINGS
    write_together(options.seeds, tuple(_changes(options.seeds, index, found)))
    print(f"{_counted(len(found.files), 'file')} and {LOCK_NAME} written", file=sys.stderr)
    return FINDINGS if found.open or found.left else CLEAN


def _print_diff(found: Repair) -> None:
    """To a file or a pipe it goes to the letter, or it would not apply."""
    seen = sys.stdout.isatty()
    for line in repair_diff(found):
        sys.stdout.write(f"{escaped(line[:-1])}\n" if seen else line)


def _as_locked(folder: Path, index: Index, lock: Lock) -> Iterator[tuple[str, Article]]:
    """The articles that changed, as they were locked, where Git still has them.

    A lock that was carried over a repair has other numbers than the text that its file had.
    """
    for id_, source in index.sources.items():
        if id_ in lock and lock[id_].file != hash_file(source.raw):
            path = str(source.record.values["file"])
            raw = find_version(folder, path, lock[id_].file)
            if raw is not None:
                article = parse_article(raw, path)
                if lock[id_].is_same_file(lock_source(raw, article)):
                    yield id_, article


def _changes(folder: Path, index: Index, found: Repair) -> Iterator[Change]:
    """The files of a repair to the letter, byte order marks included; the lock comes last."""
    for path, (old, new) in found.files.items():
        below = path.removeprefix(f"{index.name}/")
        mark = "\ufeff" if (folder / below).read_bytes().startswith(b"\xef\xbb\xbf") else ""
        yield Change(below, mark + old, mark + new)
    if index.lock is not None:
        yield Change(LOCK_NAME, (folder / LOCK_NAME).read_bytes().decode(), render_lock(found.lock))


def _edition(options: argparse.Namespace) -> int:
    index = hashiya.read_index(options.seeds, options.docs)
    name = record_name(index.head.edition_number)
    recorded = {file.path: file.text for file in index.editions}.get(f"{index.name}/{name}")
    if options.again:  # not even a damaged record is in its own way
        others = tuple(file for file in index.editions if file.path != f"{index.name}/{name}")
        index = replace(index, editions=others)
    subject = hashiya.subject_of(index)
    report = run_checks(subject)
    if any(d.severity is Severity.ERROR for d in report.diagnostics):
        raise hashiya.CheckError(report)
    snapshot = hashiya.snapshot_of(index)
    text = render_snapshot(snapshot)
    target = options.seeds / name
    if recorded not in (None, text) and not options.again:
        raise _UsageError(
            f"{target} records other claims under the same number; raise `edition` in "
            "briefing.yml, or give --again to record this number anew"
        )
    if recorded != text:
        target.parent.mkdir(exist_ok=True)
        write_file(target, text.encode())
    catalog = load_catalog("en", "en_GB")
    word = "unchanged" if recorded == text else "written"
    print(
        f"{target}: {word}; {edition_line(catalog, snapshot.edition, snapshot.as_of)}: "
        f"{_counted(len(snapshot.claims), 'claim')}, {len(snapshot.withdrawn)} withdrawn"
    )
    changes = history_of(snapshot, subject.editions).changes
    if changes is not None:
        print(f"since edition {changes.old.edition}: {account_of(changes, catalog).summary}")
    if index.head.edition is None:
        print("briefing.yml names no edition, so it is taken for the first")
    return CLEAN


def _counted(number: int, noun: str) -> str:
    ending = "es" if noun.endswith("s") else "s"
    return f"{number} {noun}{'' if number == 1 else ending}"


def _export(options: argparse.Namespace) -> int:
    target: Path = options.to
    if target.exists() and not _is_ours(target):
        raise _UsageError(f"{target} is in the way: expected no folder, an empty one, or an export")
    built = hashiya.build(options.seeds, options.docs)
    prose = {
        (page.lang, page.path): render_prose(
            built.press,
            page.lang,
            page.address,
            page.text,
        )
        for page in built.subject.prose
    }
    files = {**export_markdown(built.site, prose), _EXPORT_MARK: b""}
    texts = {
        name: content.decode() for name, content in files.items() if Path(name).suffix in SUFFIXES
    }
    leaks = check_outputs(built.subject, texts)
    if leaks:
        _print_diagnostics(leaks, "text")
        return FINDINGS
    replace_folder(target, files)
    print(f"{target}: {len(files) - 1} files written; withheld text looked for in {len(texts)}")
    return CLEAN


def _pdf(options: argparse.Namespace) -> int:
    if options.to.is_dir():
        raise _UsageError(f"{options.to} is a folder, expected the name of a file")
    if not options.to.parent.is_dir():
        raise _UsageError(f"{options.to.parent}: no such folder")
    if options.url and not options.url.startswith(("https://", "http://")):
        raise _UsageError(f"--url {options.url}: expected an http or https address")
    composed = hashiya.compose_briefing(options.seeds, options.docs)
    edition = options.lang or composed.subject.index.head.languages[0]
    known = editions_of(composed.press)
    if edition not in known:
        hint = nearest(edition, known)
        raise _UsageError(f"--lang {edition}: expected one of {', '.join(known)}{hint}")
    print(f"{options.to}: setting type …", file=sys.stderr)
    try:
        made = print_edition(
            composed.press, composed.subject, edition, paper=options.paper, address=options.url
        )
    except UnprintableError as error:
        _print_diagnostics(error.diagnostics, "text")
        number = len(error.diagnostics)
        print(f"{_counted(number, 'text')} can't be printed", file=sys.stderr)
        return FINDINGS
    except TypesettingError as error:
        print(f"hashiya: {options.to} can't be printed:\n{_plain(str(error))}", file=sys.stderr)
        return FINDINGS
    leaks = check_outputs(composed.subject, {f"{options.to.stem}.pdf": read_pdf(made)})
    if leaks:
        _print_diagnostics(leaks, "text")
        return FINDINGS
    write_file(options.to, made)
    print(f"{options.to}: {len(made) / 1e6:.1f} MB")
    return CLEAN


def _is_ours(target: Path) -> bool:
    return (
        target.is_dir()
        and not target.is_symlink()
        and ((target / _EXPORT_MARK).is_file() or not any(target.iterdir()))
    )


if __name__ == "__main__":
    sys.exit(main())
