"""Seeds to try things on: a copy of the base briefing in a folder, and small ones in memory."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import hashiya
from hashiya.checks import Subject
from hashiya.diagnostics import Complaints
from hashiya.index import Index, parse_index
from hashiya.seeds import SeedFile, Seeds, parse_yaml

REPOSITORY = Path(__file__).parent.parent
BASE = REPOSITORY / "generator" / "hashiya" / "checks" / "cases" / "base"

BRIEFING = """
title: {en: A briefing}
languages: [en]
locales: {en: en_GB}
kinds:
  actor: {label: {en: Actors}, one: {en: Actor}, path: actors}
  phase: {label: {en: Phases}, one: {en: Phase}, path: phases, dated: true}
"""
SOURCES = """
one: {file: one.txt, lang: en, title: {en: One}, publisher: gazette}
two: {file: two.txt, lang: en, title: {en: Two}, publisher: herald}
three: {file: three.txt, lang: en, title: {en: Three}, publisher: gazette}
"""
ENTITIES = """
gazette: {kind: actor, name: {en: the Gazette}}
herald: {kind: actor, name: {en: the Herald}}
ministry: {kind: actor, name: {en: the Ministry}}
"""
CLAIM = """
said:
  text: {en: Words are here}
  about: [ministry]
  evidence: [{at: one#1, quote: words here, modality: asserted}]
"""
ARTICLES = {"one.txt": "words here\n", "two.txt": "words here\n", "three.txt": "words here\n"}


@dataclass(frozen=True, slots=True)
class Seedbed:
    """A briefing in the folders `seeds` and `docs` of `home`, to be changed."""

    home: Path

    @classmethod
    def plant(cls, home: Path) -> Seedbed:
        """The base briefing in the folder `home`, which must be empty or new."""
        shutil.copytree(BASE, home, dirs_exist_ok=True)
        return cls(home)

    @property
    def seeds(self) -> Path:
        """The seeds folder."""
        return self.home / "seeds"

    def read(self, path: str) -> str:
        """A file's text."""
        return (self.home / path).read_bytes().decode()

    def write(self, path: str, content: str | bytes) -> None:
        """Writes a file, and its folder if need be."""
        target = self.home / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)

    def edit(self, path: str, old: str, new: str) -> None:
        """Replaces a text that stands in a file exactly once."""
        text = self.read(path)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def subject(self) -> Subject:
        """What the rules look at."""
        return hashiya.read_subject(self.seeds)

    def build(self, *, preview: bool = False) -> hashiya.Build:
        """The site in memory."""
        return hashiya.build(self.seeds, preview=preview)


def of_one_language(home: Path, claims: str = CLAIM, prose: str | None = None) -> Seedbed:
    """A briefing in English alone: no conflict, no quantity, no place, no entity with a date.

    `prose` is its home page, if it has one.
    """
    bed = Seedbed(home)
    bed.write("seeds/briefing.yml", BRIEFING)
    bed.write("seeds/sources.yml", SOURCES.strip().splitlines()[0])
    bed.write("seeds/entities/all.yml", ENTITIES)
    bed.write("seeds/claims/all.yml", claims)
    bed.write("seeds/one.txt", ARTICLES["one.txt"])
    if prose is not None:
        bed.write("docs/en/index.md", prose)
    return bed


def index_of(
    claims: str = "",
    *,
    entities: str = ENTITIES,
    sources: str = SOURCES,
    briefing: str = BRIEFING,
    articles: Mapping[str, str] = ARTICLES,
    prose: Mapping[tuple[str, str], str] | None = None,
) -> Index:
    """The index of seeds in memory, each file given as its text.

    Raises: SeedErrors where they can't be read.
    """
    complaints = Complaints()

    def parsed(name: str, text: str) -> SeedFile:
        return SeedFile(f"seeds/{name}", text, parse_yaml(text, f"seeds/{name}", complaints))

    seeds = Seeds(
        "seeds",
        parsed("briefing.yml", briefing),
        parsed("sources.yml", sources),
        (parsed("entities/all.yml", entities),),
        (parsed("claims/all.yml", claims),),
        {name: text.encode() for name, text in articles.items()},
        {at: SeedFile(f"docs/{at[0]}/{at[1]}", text) for at, text in (prose or {}).items()},
        None,
    )
    complaints.raise_any()
    return parse_index(seeds)
