"""The only reader of seeds/: files in, YAML trees whose every value remembers its line.

YAML is read by the 1.2 core schema. PyYAML delivers the events; the tree is built here, because
the safe loader neither refuses duplicate keys and tags nor keeps lines, and resolves `no` and
`2026-03-18` by the 1.1 schema.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath

import yaml

from hashiya.diagnostics import Complaints, Location, SeedError, shown

LIMITS = {
    "bytes of a YAML file": 16_000_000,
    "characters of a text": 20_000,
    "bytes of an article": 8_000_000,
    "lines of an article": 100_000,
    "characters of a paragraph": 100_000,
    "marks on one letter": 30,
    "bytes of a prose page": 500_000,
    "lines of a prose page": 10_000,
    "characters of a block of prose": 20_000,
    "brackets in a block of prose": 1_000,
    "levels in prose": 16,
    "depth of YAML": 32,
    "values in a YAML file": 2_000_000,
    "values made by aliases": 10_000,
    "YAML files": 2_000,
    "prose pages": 5_000,
    "records of editions": 1_000,
    "files in a folder": 20_000,
}
"""What is refused above these. Stated in the documentation; generous beside any real briefing.

Marks on one letter: of Unicode's Stream-Safe Text Format (UAX 15, section 13). Above it, putting
marks in order takes time that grows with the square of their number.
"""

LOCK_NAME = "seeds.lock"
EDITIONS_NAME = "editions"
PENDING_NAME = ".hashiya-pending.json"
"""What a repair of several files is about to do; while it is there, some of them are old."""


class ExcessError(ValueError):
    """More of something than `LIMITS` allow; the message says where in the file."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single YAML value by the 1.2 core schema; `text` is what was written."""

    where: Location
    value: str | int | float | bool | None
    text: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """A YAML list."""

    where: Location
    values: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """A YAML map: `pairs` in the order of the file, `last` the line of its last value (1-based)."""

    where: Location
    pairs: tuple[tuple[Scalar, Tree], ...]
    last: int

    def get(self, key: str) -> Tree | None:
        """The value of `key`, or None where it isn't."""
        return next((value for name, value in self.pairs if name.text == key), None)


Tree = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class SeedFile:
    """A file as it was received: decoded text for YAML and prose, its tree for YAML."""

    path: str
    text: str
    tree: Tree | None = None


@dataclass(frozen=True, slots=True)
class Seeds:
    """Everything that was read: nothing after this touches a file of the author's.

    `name` is the seeds folder's own name, by which messages start their paths; `articles` maps the
    path below the seeds folder to the bytes; `prose` maps (language folder, path below it) to the
    page; `lock` is the text of seeds.lock or None; `editions` are the files of the folder of that
    name, without trees. `errors` is what couldn't be read, which `parse_index` raises together with
    what it finds in the rest.
    """

    name: str
    briefing: SeedFile
    sources: SeedFile
    entities: tuple[SeedFile, ...]
    claims: tuple[SeedFile, ...]
    articles: dict[str, bytes]
    prose: dict[tuple[str, str], SeedFile]
    lock: str | None
    errors: tuple[SeedError, ...] = ()
    editions: tuple[SeedFile, ...] = ()


def read_seeds(folder: Path, docs: Path | None = None) -> Seeds:
    """Reads a seeds folder and, where there is one, the prose beside it.

    `folder` is the seeds folder; `docs` defaults to the folder `docs` beside it.
    A file that is missing, too large, of another encoding, no YAML, or not inside its folder is
    among the `errors`.
    Raises: SeedErrors where there is no such folder.
    """
    folder = Path(os.path.abspath(folder))  # noqa: PTH100 (resolve() would follow links)
    complaints = Complaints()
    name = folder.name
    if docs is not None and not docs.is_dir():
        where = Location(Path(os.path.relpath(docs, folder.parent)).as_posix(), 1)
        complaints.add("R115", where, "no such folder, expected the hand-written pages")
    docs = folder.parent / "docs" if docs is None else Path(os.path.abspath(docs))  # noqa: PTH100
    if not folder.is_dir():
        found = "a file" if folder.exists() else "no such folder"
        complaints.add("R115", Location(name, 1), f"{found}, expected a seeds folder")
        complaints.raise_any()
    if os.path.lexists(folder / PENDING_NAME):
        where = Location(f"{name}/{PENDING_NAME}", 1)
        complaints.add(
            "R122", where, "a repair that was interrupted, expected it done: `hashiya fix`"
        )
    briefing = _read_yaml(folder, "briefing.yml", name, complaints)
    sources = _read_yaml(folder, "sources.yml", name, complaints)
    entities = _read_yaml_folder(folder, "entities", name, complaints)
    claims = _read_yaml_folder(folder, "claims", name, complaints)
    articles = _read_articles(folder, sources, complaints)
    prose = _read_prose(docs, folder.parent, _languages(briefing), complaints)
    lock = None
    if os.path.lexists(folder / LOCK_NAME):
        lock = _read_text(folder, LOCK_NAME, name, complaints)
    editions = _read_editions(folder, name, complaints)
    return Seeds(
        name,
        briefing,
        sources,
        entities,
        claims,
        articles,
        prose,
        lock,
        complaints.errors,
        editions,
    )


def _read_yaml_folder(
    folder: Path, below: str, name: str, complaints: Complaints
) -> tuple[SeedFile, ...]:
    if not (folder / below).is_dir():
        where = Location(f"{name}/{below}", 1)
        complaints.add("R115", where, "no such folder, expected one with YAML files")
        return ()
    found = _walk(folder / below, Location(f"{name}/{below}", 1), complaints)
    for path in found:
        if path.is_symlink() and path.is_dir():
            where = Location(f"{name}/{path.relative_to(folder).as_posix()}", 1)
            complaints.add("R114", where, "a folder that is a symbolic link, expected a real one")
    # A name that begins with a dot is an editor's or a system's own.
    paths = [
        path.relative_to(folder).as_posix()
        for path in found
        if path.suffix in (".yml", ".yaml") and not path.name.startswith(".")
    ]
    if len(paths) > LIMITS["YAML files"]:
        where = Location(f"{name}/{below}", 1)
        limit = LIMITS["YAML files"]
        complaints.add("R119", where, f"{len(paths)} YAML files, expected at most {limit}")
        return ()
    return tuple(_read_yaml(folder, path, name, complaints) for path in paths)


def _walk(folder: Path, where: Location, complaints: Complaints) -> list[Path]:
    """Everything below a folder, sorted, no link followed; nothing where it is too much."""
    limit = LIMITS["files in a folder"]
    found = list(islice(folder.rglob("*"), limit + 1))
    if len(found) > limit:
        complaints.add("R119", where, f"more than {limit} files and folders, expected fewer")
        return []
    return sorted(found)


def _read_yaml(folder: Path, path: str, name: str, complaints: Complaints) -> SeedFile:
    shown_path = f"{name}/{path}"
    text = _read_text(folder, path, name, complaints)
    if text is None:
        return SeedFile(shown_path, "")
    return SeedFile(shown_path, text, parse_yaml(text, shown_path, complaints))


def _read_text(folder: Path, path: str, name: str, complaints: Complaints) -> str | None:
    """The text of a YAML or JSON file inside `folder`, whose own name is `name`."""
    shown_path = f"{name}/{path}"
    limit = LIMITS["bytes of a YAML file"]
    raw = _read_bytes(folder, path, Location(shown_path, 1), limit, complaints)
    return _decode(raw, shown_path, complaints) if raw is not None else None


def _read_editions(folder: Path, name: str, complaints: Complaints) -> tuple[SeedFile, ...]:
    """The records of editions, sorted by name; a briefing that has published none has no folder."""
    home = folder / EDITIONS_NAME
    if not os.path.lexists(home):
        return ()
    where = Location(f"{name}/{EDITIONS_NAME}", 1)
    if home.is_symlink() or not home.is_dir():
        complaints.add("R114", where, "no real folder, expected one with records of editions")
        return ()
    # A name that begins with a dot is an editor's or a system's own.
    names = sorted(path.name for path in home.iterdir() if not path.name.startswith("."))
    if len(names) > LIMITS["records of editions"]:
        limit = LIMITS["records of editions"]
        complaints.add("R119", where, f"{len(names)} files, expected at most {limit}")
        return ()
    paths = [f"{EDITIONS_NAME}/{file}" for file in names]
    texts = [(path, _read_text(folder, path, name, complaints)) for path in paths]
    return tuple(SeedFile(f"{name}/{path}", text) for path, text in texts if text is not None)


def _read_articles(folder: Path, sources: SeedFile, complaints: Complaints) -> dict[str, bytes]:
    """The bytes of every file that sources.yml names; trouble is reported where it is named."""
    articles: dict[str, bytes] = {}
    if not isinstance(sources.tree, Mapping):
        return articles
    for _, entry in sources.tree.pairs:
        file = entry.get("file") if isinstance(entry, Mapping) else None
        if not isinstance(file, Scalar) or not isinstance(file.value, str):
            continue
        if file.text not in articles:
            limit = LIMITS["bytes of an article"]
            raw = _read_bytes(folder, file.text, file.where, limit, complaints)
            if raw is not None:
                articles[file.text] = raw
    return articles


def _languages(briefing: SeedFile) -> tuple[str, ...]:
    found = briefing.tree.get("languages") if isinstance(briefing.tree, Mapping) else None
    if not isinstance(found, Sequence):
        return ()
    return tuple(v.text for v in found.values if isinstance(v, Scalar) and v.text.isalnum())


def _read_prose(
    docs: Path, home: Path, languages: tuple[str, ...], complaints: Complaints
) -> dict[tuple[str, str], SeedFile]:
    """The pages under `docs`, named relative to `home`, the folder that holds the seeds."""
    pages: dict[tuple[str, str], SeedFile] = {}
    name = Path(os.path.relpath(docs, home)).as_posix()
    found = _expect_plain_files(docs, name, complaints)
    for language in languages:
        base = docs / language
        if base.is_symlink():
            continue
        for path in found:
            if path.suffix != ".md" or not path.is_relative_to(base):
                continue
            below = path.relative_to(base).as_posix()
            shown_path = f"{name}/{language}/{below}"
            limit = LIMITS["bytes of a prose page"]
            raw = _read_bytes(base, below, Location(shown_path, 1), limit, complaints)
            text = _decode(raw, shown_path, complaints) if raw is not None else None
            if text is not None:
                pages[language, below] = SeedFile(shown_path, text)
    if len(pages) > LIMITS["prose pages"]:
        limit = LIMITS["prose pages"]
        where = Location(name, 1)
        complaints.add("R119", where, f"{len(pages)} prose pages, expected at most {limit}")
    return pages


def _expect_plain_files(docs: Path, name: str, complaints: Complaints) -> list[Path]:
    """All below `docs`, sorted; complains of what a site must not be made of.

    An engine copies to the site whatever lies here, through links as well, and takes a page's title
    from its name.
    """
    found = _walk(docs, Location(name, 1), complaints)
    for path in found:
        below = path.relative_to(docs).as_posix()
        where = Location(f"{name}/{below}", 1)
        if path.is_symlink():
            complaints.add("R114", where, "a symbolic link, expected a real file or folder")
        elif not path.is_file() and not path.is_dir():
            complaints.add("R114", where, "no regular file, expected one")
        elif _NAME.fullmatch(path.name) is None:
            complaints.add(
                "R114",
                where,
                f"the name {shown(path.name)}, expected letters, digits, spaces and any of _ . - +",
            )
    return found


_NAME = re.compile(r"[\w .+-]+")

# Were the file swapped for a link or a pipe meanwhile, neither is followed or waited for.
_OPENING = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def _read_bytes(
    folder: Path, path: str, where: Location, limit: int, complaints: Complaints
) -> bytes | None:
    """The bytes of a regular file inside `folder`, reached by no symbolic link."""
    pure = PurePosixPath(path)
    outside = pure.is_absolute() or ".." in pure.parts or "\\" in path or "\0" in path or not path
    if outside or re.match("^[A-Za-z]:", path):
        complaints.add(
            "R114",
            where,
            f"the path {shown(path)} leaves the folder, expected a file inside {folder.name}/",
        )
        return None
    at = folder
    try:
        for part in pure.parts:
            at = at / part
            if at.is_symlink():
                complaints.add(
                    "R114",
                    where,
                    f"{shown(path)} goes through a symbolic link, "
                    f"expected a regular file inside {folder.name}/",
                )
                return None
        status = at.lstat()
        if not stat.S_ISREG(status.st_mode):
            complaints.add("R114", where, f"{shown(path)} is no regular file, expected one")
            return None
        if status.st_size > limit:
            complaints.add(
                "R119", where, f"{shown(path)} has {status.st_size} bytes, expected at most {limit}"
            )
            return None
        with os.fdopen(os.open(at, _OPENING), "rb") as stream:
            return stream.read(limit)
    except (FileNotFoundError, NotADirectoryError):
        complaints.add("R115", where, f"no file {shown(path)}, expected it inside {folder.name}/")
    except OSError as error:
        complaints.add(
            "R115",
            where,
            f"{shown(path)} can't be read ({error.strerror}), expected a "
            f"file inside {folder.name}/",
        )
    return None


# Marks, and what may stand among them: no mark is below U+0300, and none is a letter.
_MARKS = re.compile(r"[^\w\s\0-\u02ff]{31,}")
_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def decode_utf8(raw: bytes) -> str:
    """The text of UTF-8 bytes, without a byte order mark.

    Raises: ValueError that names the encoding the bytes look like, and where UTF-8 ends.
    """
    if raw.startswith(b"\xef\xbb\xbf"):
        raw = raw[3:]
    try:
        text = raw.decode("utf-8")
        crowd = crowded(text)
        if crowd is not None:
            line = text.count("\n", 0, crowd) + 1
            limit = LIMITS["marks on one letter"]
            raise ExcessError(f"over {limit} marks on one letter in line {line}, expected text")
        if "\0" in text:
            line = text.count("\n", 0, text.index("\0")) + 1
            raise ValueError(
                f"a NUL in line {line}; the file looks like {guess_encoding(raw)}, "
                "expected UTF-8 text"
            )
        return text
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ValueError(
            f"bytes that are no UTF-8 in line {line} (byte {error.start + 1}); "
            f"the file looks like {guess_encoding(raw)}, expected UTF-8"
        ) from error


def crowded(text: str) -> int | None:
    """Where a letter has more marks than `LIMITS` allow: the place of the first too many."""
    if text.isascii():
        return None
    for found in _MARKS.finditer(text):
        if sum(unicodedata.combining(c) > 0 for c in found[0]) > LIMITS["marks on one letter"]:
            return found.start()
    return None


def guess_encoding(raw: bytes) -> str:
    """The encoding that bytes which are no UTF-8 look like; for a message, never to decode by."""
    for mark, name in _BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return name
    if b"\0" in raw:
        # In UTF-16, a space is a NUL and 0x20, so that the NULs are many and all odd, or all even.
        sides = {at % 2 for at, byte in enumerate(raw[:4000]) if byte == 0}
        paired = len(sides) == 1 and raw[:4000].count(b"\0") * 50 > len(raw[:4000])
        return "UTF-16 without a byte order mark" if paired else "a binary file"
    # In windows-1256 and ISO 8859-6, alef and lam, the commonest Arabic letters, stand apart.
    high = [byte for byte in raw if byte >= 0x80]
    alef_lam_1256 = sum(byte in (0xC7, 0xE1) for byte in high)
    alef_lam_8859 = sum(byte in (0xC7, 0xE4) for byte in high)
    if high and max(alef_lam_1256, alef_lam_8859) * 10 > len(high):
        return "windows-1256" if alef_lam_1256 >= alef_lam_8859 else "ISO 8859-6"
    return "an 8-bit encoding such as windows-1252"


def _decode(raw: bytes, path: str, complaints: Complaints) -> str | None:
    try:
        return decode_utf8(raw)
    except ValueError as error:
        code = "R119" if isinstance(error, ExcessError) else "R116"
        complaints.add(code, Location(path, 1), str(error))
        return None


# --- YAML 1.2 core schema -------------------------------------------------------------------------

_NULL = re.compile(r"^(?:null|Null|NULL|~|)$")
_BOOLEAN = re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$")
_INTEGER = re.compile(r"^[-+]?[0-9]+$")
_OTHER_INTEGER = re.compile(r"^0o[0-7]+$|^0x[0-9a-fA-F]+$")
_FLOAT = re.compile(r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$")
_SPECIAL_FLOAT = re.compile(r"^(?:[-+]?(?:\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN)$")
# PyYAML would name no line for the first, and count lines after the others as no editor does.
_FOREIGN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]|\r(?!\n)")
# As Git writes them. A line of a block scalar is indented, so none of these begins one.
_CONFLICT = re.compile("^(?:<<<<<<<|>>>>>>>)(?= )", re.MULTILINE)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def resolve_plain(text: str) -> str | int | float | bool | None:
    """A plain scalar by the core schema (YAML 1.2.2, section 10.3.2)."""
    if _NULL.match(text):
        return None
    if _BOOLEAN.match(text):
        return text.lower() == "true"
    if _INTEGER.match(text) and len(text) <= 400:
        return int(text)
    if _OTHER_INTEGER.match(text) and len(text) <= 400:
        return int(text, 0)
    if _SPECIAL_FLOAT.match(text):
        return float(text.lower().replace(".", ""))
    if _FLOAT.match(text):
        return float(text)
    return text


def parse_yaml(text: str, path: str, complaints: Complaints) -> Tree | None:
    """The one document of a YAML text, or None where it isn't one (said in `complaints`).

    An empty document is an empty map. Refused: a second document, tags, duplicate keys, keys that
    are no scalars, an alias to nothing, more depth or values than `LIMITS` allow, and characters
    that are no text or that end a line in YAML 1.1 only.
    """
    foreign = _FOREIGN.search(text)
    if foreign:
        line = text.count("\n", 0, foreign.start()) + 1
        complaints.add(
            "R101",
            Location(path, line),
            f"no YAML: the character U+{ord(foreign[0]):04X}"
            "; expected YAML 1.2 without control characters, its lines ended by LF or CRLF",
        )
        return None
    conflict = _CONFLICT.search(text)
    if conflict:
        line = text.count("\n", 0, conflict.start()) + 1
        complaints.add(
            "R101",
            Location(path, line),
            f"the mark of a merge that was not finished, {shown(conflict[0])}, expected YAML 1.2",
        )
        return None
    try:
        return _TreeBuilder(path, complaints, text.count("\n") + 1).build(
            yaml.parse(text, Loader=_LOADER)
        )
    except yaml.MarkedYAMLError as error:
        mark, last = error.problem_mark, text.rstrip().count("\n")
        if mark is None or mark.line > last:  # at the end: say where what isn't closed begins
            mark = error.context_mark or mark
        line = min(mark.line, last) + 1 if mark else 1
        what = ", ".join(part for part in (error.context, error.problem) if part)
        complaints.add("R101", Location(path, line), f"no YAML: {what}; expected YAML 1.2")
    except yaml.YAMLError as error:
        what = str(error).splitlines()[0] if str(error) else "unreadable"
        complaints.add("R101", Location(path, 1), f"no YAML: {what}; expected YAML 1.2")
    except SeedError as error:
        complaints.extend([error])
    return None


def _is_empty(event: yaml.Event) -> bool:
    return isinstance(event, yaml.ScalarEvent) and event.implicit[0] and not event.value


def _line(event: yaml.Event) -> int:
    """The line where an event begins, 1-based; both of PyYAML's parsers mark every event."""
    return event.start_mark.line + 1 if event.start_mark else 1


class _TreeBuilder:
    """Builds a tree from YAML events; one object per file of so many `lines`."""

    def __init__(self, path: str, complaints: Complaints, lines: int) -> None:
        self.path = path
        self.complaints = complaints
        self.lines = lines
        self.anchors: dict[str, tuple[Tree, int]] = {}
        self.count = 0
        self.aliased = 0

    def build(self, events: Iterator[yaml.Event]) -> Tree:
        result: Tree = Mapping(Location(self.path, 1), (), 1)
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise SeedError("R101", self.at(event), "a second document, expected one")
                start = next(events)
                if not _is_empty(start):
                    result = self.value(start, events, 1)
        return result

    def at(self, event: yaml.Event) -> Location:
        start, end = event.start_mark, event.end_mark
        # PyYAML puts an empty value at the end of a file into the line after it.
        line = min(_line(event), self.lines)
        return Location(self.path, line, (start.index, end.index) if start and end else None)

    def value(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Tree:
        where = self.at(event)
        if depth > LIMITS["depth of YAML"]:
            limit = LIMITS["depth of YAML"]
            raise SeedError("R119", where, f"values nested deeper than {limit}, expected less")
        self.count += 1
        if self.count > LIMITS["values in a YAML file"]:
            limit = LIMITS["values in a YAML file"]
            raise SeedError("R119", where, f"more than {limit} values, expected a smaller file")
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event, where)
        if getattr(event, "tag", None) is not None:
            raise SeedError(
                "R101",
                where,
                f"the tag {shown(str(getattr(event, 'tag', '')))}, expected none: tags are refused",
            )
        before = self.count
        tree: Tree
        if isinstance(event, yaml.ScalarEvent):
            plain = event.implicit[0]
            tree = Scalar(where, resolve_plain(event.value) if plain else event.value, event.value)
        elif isinstance(event, yaml.SequenceStartEvent):
            values = []
            while not isinstance(inner := next(events), yaml.SequenceEndEvent):
                values.append(self.value(inner, events, depth + 1))
            tree = Sequence(where, tuple(values))
        else:
            tree = self.mapping(where, events, depth)
        anchor = getattr(event, "anchor", None)
        if anchor:
            self.anchors[anchor] = (tree, self.count - before + 1)
        return tree

    def mapping(self, where: Location, events: Iterator[yaml.Event], depth: int) -> Mapping:
        pairs: list[tuple[Scalar, Tree]] = []
        first: dict[str, Location] = {}
        while not isinstance(inner := next(events), yaml.MappingEndEvent):
            key = self.value(inner, events, depth + 1)
            value = self.value(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                self.complaints.add("R104", key.where, "a key that is no scalar, expected text")
            elif key.text in first:
                self.complaints.add(
                    "R102",
                    key.where,
                    f"the key {shown(key.text)} again, expected "
                    f"it once: it stands in line {first[key.text].line} already",
                )
            else:
                first[key.text] = key.where
                pairs.append((key, value))
        # A block map ends where the next line begins, a flow map at its closing brace.
        last = _line(inner) - (1 if not inner.start_mark or inner.start_mark.column == 0 else 0)
        return Mapping(where, tuple(pairs), max(where.line, last))

    def alias(self, event: yaml.AliasEvent, where: Location) -> Tree:
        if event.anchor not in self.anchors:
            raise SeedError(
                "R101", where, f"the alias *{event.anchor} to nothing, expected an anchor before it"
            )
        tree, size = self.anchors[event.anchor]
        self.aliased += size
        self.count += size
        if self.aliased > LIMITS["values made by aliases"]:
            limit = LIMITS["values made by aliases"]
            raise SeedError(
                "R119", where, f"aliases that make more than {limit} values, expected fewer"
            )
        return tree
