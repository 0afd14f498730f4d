"""Hashiya: articles and a fact index → a bilingual briefing, each claim footnoted to its paragraph.

The whole recipe is `build`: read, parse, check, compose.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from hashiya.briefing import compose
from hashiya.catalog import Catalog, languages_known, load_catalog, locale_known
from hashiya.changes import history_of
from hashiya.checks import Report, Subject, check_outputs, rules, run_checks
from hashiya.diagnostics import Complaints, Diagnostic, Severity
from hashiya.editions import Snapshot, parse_snapshots, take_snapshot
from hashiya.index import Index, parse_index
from hashiya.lock import parse_lock
from hashiya.mentions import names_of
from hashiya.outputs import read_outputs
from hashiya.pages import Press, RuleText, Site, make_press, make_site
from hashiya.prose import parse_prose
from hashiya.seeds import Seeds, read_seeds
from hashiya.standing import derive

__version__ = "0.1.0"


class CheckError(Exception):
    """The seeds read, but a check found an error; `report` holds everything that was found."""

    def __init__(self, report: Report) -> None:
        errors = [d for d in report.diagnostics if d.severity is Severity.ERROR]
        super().__init__("\n".join(str(error) for error in errors))
        self.report = report


@dataclass(frozen=True, slots=True)
class Composed:
    """A briefing without errors, of which nothing is written yet."""

    press: Press
    subject: Subject
    report: Report


@dataclass(frozen=True, slots=True)
class Build:
    """A built site and what it was made from; `watch` are the folders whose change makes it old."""

    site: Site
    press: Press
    subject: Subject
    report: Report
    watch: tuple[Path, ...]

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Warnings and notices, sorted by place."""
        return self.report.diagnostics


def build(seeds_dir: Path, docs_dir: Path | None = None, *, preview: bool = False) -> Build:
    """Builds the site of a seeds folder in memory; `preview` shows whole paragraphs.

    Raises: SeedErrors where the seeds can't be read, CheckError where a check finds an error.
    """
    made = compose_briefing(seeds_dir, docs_dir, preview=preview)
    return Build(make_site(made.press), made.press, made.subject, made.report, (seeds_dir,))


def compose_briefing(
    seeds_dir: Path, docs_dir: Path | None = None, *, preview: bool = False
) -> Composed:
    """The briefing of a seeds folder, for those who write something else than its site.

    Raises: as `build`.
    """
    subject = read_subject(seeds_dir, docs_dir)
    report = run_checks(subject)
    if any(d.severity is Severity.ERROR for d in report.diagnostics):
        raise CheckError(report)
    press = make_press(
        compose(
            subject.index,
            subject.derived,
            preview=preview,
            numberings={id_: each.numbering for id_, each in (subject.lock or {}).items()},
        ),
        load_catalogs(subject.index),
        tuple(RuleText(r.code, r.name, str(r.severity), r.documentation) for r in rules()),
        history_of(take_snapshot(subject.index, subject.derived), subject.editions),
    )
    return Composed(press, subject, report)


def check_site(
    subject: Subject, folder: Path, drawn: Mapping[str, str] = MappingProxyType({})
) -> tuple[Diagnostic, ...]:
    """What the output rules find in a built site; a preview is not for them.

    `drawn` holds the words of pictures, which no file says, by path.

    Raises: ValueError where the folder holds nothing to look at, OutputError where a file in it
    can't be read.
    """
    outputs = read_outputs(folder)
    if not outputs:
        raise ValueError(f"{folder}: nothing to check, expected a built site")
    return check_outputs(subject, {**outputs, **drawn})


def read_index(seeds_dir: Path, docs_dir: Path | None = None) -> Index:
    """Reads the index of a seeds folder; its prose and its lock come with it as they are written.

    Raises: SeedErrors where anything can't be read.
    """
    return index_of(read_seeds(seeds_dir, docs_dir))


def index_of(seeds: Seeds) -> Index:
    """The index of seeds that were read, in languages that the interface speaks.

    Raises: SeedErrors where anything can't be read.
    """
    index = parse_index(seeds)
    _expect_catalogs(index)
    return index


def read_subject(seeds_dir: Path, docs_dir: Path | None = None) -> Subject:
    """Reads a seeds folder, and the prose beside it, into all that the rules look at.

    Raises: SeedErrors where anything can't be read.
    """
    return subject_of(read_index(seeds_dir, docs_dir))


def subject_of(index: Index) -> Subject:
    """All that the rules look at of an index, its prose, its lock and its records included.

    Raises: SeedErrors where one of these can't be read.
    """
    prose = tuple(parse_prose(file, lang, path) for (lang, path), file in index.prose.items())
    lock = None if index.lock is None else parse_lock(index.lock, index.name)
    names = {lang: names_of(index, lang) for lang in index.head.languages}
    editions = parse_snapshots(index.editions)
    return Subject(index, derive(index), prose, MappingProxyType(names), lock, editions)


def snapshot_of(index: Index) -> Snapshot:
    """What a reader would notice of an index, to be compared with that of another."""
    return take_snapshot(index, derive(index))


def load_catalogs(index: Index) -> dict[str, Catalog]:
    """The interface strings of every language of a briefing."""
    locales = index.head.locales
    return {lang: load_catalog(lang, locales[lang]) for lang in index.head.languages}


def _expect_catalogs(index: Index) -> None:
    complaints = Complaints()
    where = index.head.record
    for lang in index.head.languages:
        if lang not in languages_known():
            known = ", ".join(languages_known())
            complaints.add(
                "R112",
                where.at("languages"),
                f"the language {lang!r}, expected one with interface strings: {known}",
            )
        elif not locale_known(index.head.locales[lang]):
            complaints.add(
                "R112",
                where.at("locales"),
                f"the locale {index.head.locales[lang]!r}, expected one that CLDR knows",
            )
    complaints.raise_any()
