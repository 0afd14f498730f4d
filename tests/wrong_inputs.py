"""Wrong inputs: what is changed in the base briefing, and what `hashiya check` then prints.

`python -m tests.wrong_inputs` prints the table as Markdown, each row with what really comes out.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hashiya.cli import main
from tests.seedbed import Seedbed

Change = Callable[[Seedbed], None]

BRIEFING = "seeds/briefing.yml"
SOURCES = "seeds/sources.yml"
ACTORS = "seeds/entities/actors.yml"
PLACES = "seeds/entities/places.yml"
SHIPS = "seeds/claims/ships.yml"
FAULT = "seeds/claims/fault.yml"
SAHIL = "seeds/articles/sahil-0318.txt"
HOME = "docs/en/index.md"
FILE = "  file: articles/sahil-0318.txt"
KLINGON = "title: {tlh: x}\nlanguages: [tlh]\nlocales: {tlh: tlh_001}\nkinds: " + (
    "{actor: {label: {tlh: x}, one: {tlh: x}, path: actors}}\n"
)
LATER_RECORD = json.dumps(
    {"version": 1, "edition": 2, "as_of": None, "languages": ["en", "ar"]}
    | {key: {} for key in ("names", "quantities", "sources", "claims", "withdrawn")}
    | {key: [] for key in ("conflicts", "distinct")}
)
QUOTE = "      quote: 12 سفينة تنتظر خارج الحوض"


@dataclass(frozen=True, slots=True)
class WrongInput:
    """One row: `where` is path:line, `found` and `expected` are parts of the message.

    `besides` holds the codes of other errors that the same change makes; there are no more.
    """

    what: str
    change: Change
    exit: int
    where: str
    code: str
    found: str
    expected: str
    besides: str = ""


def edit(path: str, old: str, new: str) -> Change:
    """A text of a file replaced."""
    return lambda bed: bed.edit(path, old, new)


def write(path: str, content: str | bytes) -> Change:
    """A whole file written."""
    return lambda bed: bed.write(path, content)


def encode(path: str, encoding: str) -> Change:
    """A file in another encoding."""
    return lambda bed: bed.write(path, bed.read(path).encode(encoding, "replace"))


def delete(path: str) -> Change:
    """A file that isn't there."""
    return lambda bed: (bed.home / path).unlink()


def move(path: str, target: str) -> Change:
    """A file or a folder somewhere else."""

    def change(bed: Seedbed) -> None:
        (bed.home / path).rename(bed.home / target)

    return change


def link(path: str, target: str) -> Change:
    """A symbolic link in the place of a file or a folder, which is moved to `target`."""

    def change(bed: Seedbed) -> None:
        (bed.home / path).rename(bed.home / target)
        (bed.home / path).symlink_to(bed.home / target)

    return change


def fifo(path: str) -> Change:
    """A named pipe that nobody writes to, in the place of a file."""

    def change(bed: Seedbed) -> None:
        (bed.home / path).unlink()
        os.mkfifo(bed.home / path)

    return change


def folder(path: str) -> Change:
    """A folder in the place of a file."""

    def change(bed: Seedbed) -> None:
        (bed.home / path).unlink()
        (bed.home / path).mkdir()

    return change


def append(path: str, text: str) -> Change:
    """Text at the end of a file."""
    return lambda bed: bed.write(path, bed.read(path) + text)


def both(*changes: Change) -> Change:
    """Several changes, in order."""

    def change(bed: Seedbed) -> None:
        for each in changes:
            each(bed)

    return change


def article(path: str) -> Change:
    """Another path of the first article."""
    return edit(SOURCES, FILE, f"  file: {path}")


def bomb() -> str:
    """Nine lists, each of nine aliases to the one before: 3 billion values in 400 bytes."""
    lists = (f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
    return "".join(["a0: &a0 [x, x, x, x, x, x, x, x, x]\n", *lists])


ROWS = (
    # --- YAML -----------------------------------------------------------------------------------
    WrongInput(
        "YAML that isn't: a colon in plain text",
        edit(SHIPS, "en: Twelve ships were", "en: Twelve: ships were"),
        2, f"{SHIPS}:17", "R101", "mapping values are not allowed", "expected YAML 1.2",
    ),
    WrongInput(
        "YAML that isn't: a quotation mark that nothing closes",
        edit(SHIPS, "en: Twelve ships", 'en: "Twelve ships'),
        2, f"{SHIPS}:17", "R101", "while scanning a quoted scalar", "expected YAML 1.2",
    ),
    WrongInput(
        "YAML that isn't: a tab as indentation",
        edit(ACTORS, "  kind: actor\n  name: {en: Sahil,", "\tkind: actor\n  name: {en: Sahil,"),
        2, f"{ACTORS}:2", "R101", "cannot start any token", "expected YAML 1.2",
    ),
    WrongInput(
        "YAML with a control character",
        edit(SHIPS, "Twelve ships", "Twelve\x07ships"),
        2, f"{SHIPS}:17", "R101", "the character U+0007", "without control characters",
    ),
    WrongInput(
        "YAML with a line separator that editors don't count",
        edit(SHIPS, "Twelve ships", "Twelve\u2028ships"),
        2, f"{SHIPS}:17", "R101", "the character U+2028", "its lines ended by LF or CRLF",
    ),
    WrongInput(
        "YAML whose lines end with CR alone",
        lambda bed: bed.write(FAULT, bed.read(FAULT).replace("\n", "\r")),
        2, f"{FAULT}:1", "R101", "the character U+000D", "its lines ended by LF or CRLF",
    ),
    WrongInput(
        "a second YAML document",
        append(SHIPS, "---\nships-99: {}\n"),
        2, f"{SHIPS}:49", "R101", "a second document", "expected one",
    ),
    WrongInput(
        "a tag that would make an object",
        edit(SHIPS, "date: 2026-03-17", "date: !!python/object/apply:os.system [touch pwned]"),
        2, f"{SHIPS}:6", "R101", "the tag “tag:yaml.org,2002:python/object", "expected none",
    ),
    WrongInput(
        "a tag of the standard",
        edit(SHIPS, "date: 2026-03-17", "date: !!str 2026-03-17"),
        2, f"{SHIPS}:6", "R101", "the tag “tag:yaml.org,2002:str”", "expected none",
    ),
    WrongInput(
        "a local tag that would read a file",
        edit(SHIPS, "date: 2026-03-17", "date: !include /etc/passwd"),
        2, f"{SHIPS}:6", "R101", "the tag “!include”", "expected none",
    ),
    WrongInput(
        "an alias to nothing",
        edit(SHIPS, "date: 2026-03-17", "date: *when"),
        2, f"{SHIPS}:6", "R101", "the alias *when to nothing", "expected an anchor before it",
    ),
    WrongInput(
        "aliases that make billions of values",
        write("seeds/claims/bomb.yml", bomb()),
        2, "seeds/claims/bomb.yml:5", "R119", "aliases that make more than 10000 values",
        "expected fewer",
    ),
    WrongInput(
        "an alias inside what it names",
        write("seeds/claims/loop.yml", "a: &a [*a]\n"),
        2, "seeds/claims/loop.yml:1", "R101", "the alias *a to nothing", "expected an anchor",
    ),
    WrongInput(
        "YAML of a hundred thousand levels",
        write("seeds/claims/deep.yml", "a: " + "[" * 100_000),
        2, "seeds/claims/deep.yml:1", "R119", "nested deeper than 32", "expected less",
    ),
    WrongInput(
        "a merge key, which YAML 1.2 doesn't have",
        edit(SHIPS, "  date: 2026-03-17\n", "  <<: {date: 2026-03-17}\n"),
        2, f"{SHIPS}:6", "R103", "the unknown key “<<” in a claim", "expected one of: text, about",
    ),
    WrongInput(
        "a number of twenty thousand digits",
        edit(SHIPS, "n: 12, unit", f"n: {'9' * 20_000}, unit"),
        2, f"{SHIPS}:21", "R104", "999999", "expected a number",
    ),
    WrongInput(
        "a briefing that is a list",
        write(BRIEFING, "- title\n"),
        2, f"{BRIEFING}:1", "R104", "a list", "expected a map: title, languages",
    ),
    WrongInput(
        "claims that are a sentence",
        write(FAULT, "no claims today\n"),
        2, f"{FAULT}:1", "R104", "the text “no claims today”", "expected a map from ids to entries",
    ),
    # --- keys -----------------------------------------------------------------------------------
    WrongInput(
        "a key twice",
        edit(SHIPS, "      speaker: haddad\n", "      speaker: haddad\n      speaker: sahil\n"),
        2, f"{SHIPS}:27", "R102", "the key “speaker” again", "it stands in line 26 already",
    ),
    WrongInput(
        "an id twice in one file",
        append(SHIPS, "ships-12: {}\n"),
        2, f"{SHIPS}:49", "R102", "the key “ships-12” again", "it stands in line 15 already",
    ),
    WrongInput(
        "an id twice in two files",
        edit(FAULT, "berth-1:", "ships-12:"),
        2, f"{SHIPS}:15", "R107", "the claim 'ships-12' again", f"it stands at {FAULT}:34 already",
    ),
    WrongInput(
        "an unknown key",
        edit(SHIPS, "      speaker: haddad", "      speeker: haddad"),
        2, f"{SHIPS}:26", "R103", "the unknown key “speeker” in an evidence",
        "did you mean 'speaker'?",
    ),
    WrongInput(
        "an unknown key of the briefing",
        edit(BRIEFING, "languages:", "langages:"),
        2, f"{BRIEFING}:2", "R103", "the unknown key “langages”",
        "did you mean 'languages'?", "R105",
    ),
    WrongInput(
        "an unknown part",
        edit(SOURCES, "    caption: [3]", "    captions: [3]"),
        2, f"{SOURCES}:10", "R112", "the part “captions”", "did you mean 'caption'?",
    ),
    WrongInput(
        "a map by language with a key that is none",
        edit(ACTORS, "{en: Sahil, ar:", "{english: Sahil, ar:"),
        2, f"{ACTORS}:3", "R103", "the key “english”", "expected a language such as en or ar",
    ),
    WrongInput(
        "a claim without evidence",
        append(FAULT, "\nbare-1:\n  text: {en: It stopped., ar: توقف.}\n  about: [outage]\n"),
        2, f"{FAULT}:47", "R105", "a claim without “evidence”", "expected it",
    ),
    WrongInput(
        "evidence without a modality",
        edit(SHIPS, "      speaker: haddad\n      modality: asserted\n", "      speaker: haddad\n"),
        2, f"{SHIPS}:23", "R105", "an evidence without “modality”", "expected it",
    ),
    WrongInput(
        "an entity without the place that its kind asks for",
        edit(PLACES, "  place: {lat: 26.1,", "  # place: {lat: 26.1,"),
        2, f"{PLACES}:1", "R105", "an entity of the kind 'site' without “place”", "expected it",
    ),
    # --- types ----------------------------------------------------------------------------------
    WrongInput(
        "a list where a text belongs",
        edit(SHIPS, QUOTE, "      quote: [12, سفينة]"),
        2, f"{SHIPS}:24", "R104", "a list", "expected text",
    ),
    WrongInput(
        "a number where a text belongs",
        edit(SHIPS, QUOTE, "      quote: 12"),
        2, f"{SHIPS}:24", "R104", "the number 12", "in quotation marks",
    ),
    WrongInput(
        "a text where a list belongs",
        edit(FAULT, "about: [outage]", "about: outage"),
        2, f"{FAULT}:17", "R104", "the text “outage”", "expected a list of ids",
    ),
    WrongInput(
        "a text where a map by language belongs",
        edit(ACTORS, "{en: Sahil, ar: صحيفة الساحل}", "Sahil"),
        2, f"{ACTORS}:3", "R104", "the text “Sahil”", "expected a map by language",
    ),
    WrongInput(
        "an id alone, where it must be said what tells two claims apart",
        edit(SHIPS, "  importance: 1\n", "  distinct: [ships-17]\n"),
        2, f"{SHIPS}:13", "R104", "the text “ships-17”", "expected a map: claim, about, note",
    ),
    WrongInput(
        "nothing where a map by language belongs",
        edit(ACTORS, "{en: Sahil, ar: صحيفة الساحل}", "~"),
        2, f"{ACTORS}:3", "R104", "nothing", "expected a map by language",
    ),
    WrongInput(
        "a number of more digits than can be shown",
        edit(SHIPS, "n: 12, unit", f"n: 1{'0' * 27}, unit"),
        2, f"{SHIPS}:21", "R104", "the number 1000", "expected a number of at most 21 digits",
    ),
    WrongInput(
        "a number of more digits than a computer's arithmetic keeps",
        edit(SHIPS, "n: 12, unit", "n: 1234567890.123456789, unit"),
        2, f"{SHIPS}:21", "R104", "the number 1234567890.123456789", "and 9 after the point",
    ),
    WrongInput(
        "a word where a truth value belongs (`yes` is a word in YAML 1.2)",
        edit(ACTORS, "anonymous: true", "anonymous: yes"),
        2, f"{ACTORS}:27", "R104", "the text “yes”", "expected true or false",
    ),
    WrongInput(
        "a word where a number belongs",
        edit(SHIPS, "n: 12, unit", "n: twelve, unit"),
        2, f"{SHIPS}:21", "R104", "the text “twelve”", "expected a number",
    ),
    WrongInput(
        "a number that is none",
        edit(SHIPS, "n: 12, unit", "n: .nan, unit"),
        2, f"{SHIPS}:21", "R104", "the number .nan", "expected a number",
    ),
    WrongInput(
        "a latitude beyond the pole",
        edit(PLACES, "lat: 26.1", "lat: 126.1"),
        2, f"{PLACES}:8", "R112", "the number 126.1", "expected degrees from -90 to 90",
    ),
    WrongInput(
        "a value with neither n nor min nor max",
        edit(SHIPS, "n: 12, unit", "unit"),
        2, f"{SHIPS}:21", "R105", "a value without a number", "expected n, min or max",
    ),
    WrongInput(
        "an unknown modality",
        edit(SHIPS, "      speaker: haddad\n      modality: asserted",
             "      speaker: haddad\n      modality: assertive"),
        2, f"{SHIPS}:27", "R112", "the text “assertive”", "did you mean 'asserted'?",
    ),
    WrongInput(
        "an edition in words",
        edit(BRIEFING, "publish: quote", "publish: quote\nedition: second"),
        2, f"{BRIEFING}:6", "R104", "the text “second”", "expected a whole number from 1 to 99,999",
    ),
    WrongInput(
        "an edition and a half",
        edit(BRIEFING, "publish: quote", "publish: quote\nedition: 1.5"),
        2, f"{BRIEFING}:6", "R104", "the number 1.5", "expected a whole number from 1 to 99,999",
    ),
    WrongInput(
        "edition 0",
        edit(BRIEFING, "publish: quote", "publish: quote\nedition: 0"),
        2, f"{BRIEFING}:6", "R112", "the number 0", "expected a whole number from 1 to 99,999",
    ),
    WrongInput(
        "an edition below 0",
        edit(BRIEFING, "publish: quote", "publish: quote\nedition: -1"),
        2, f"{BRIEFING}:6", "R112", "the number -1", "expected a whole number from 1 to 99,999",
    ),
    WrongInput(
        "an unknown policy",
        edit(BRIEFING, "publish: quote", "publish: quotes"),
        2, f"{BRIEFING}:5", "R112", "the text “quotes”", "did you mean 'quote'?",
    ),
    # --- texts ----------------------------------------------------------------------------------
    WrongInput(
        "an empty text",
        edit(SHIPS, "en: Twelve ships were waiting outside the basin.", 'en: ""'),
        2, f"{SHIPS}:17", "R117", "the text “”", "expected text that is not empty",
    ),
    WrongInput(
        "a text of invisible characters alone",
        edit(SHIPS, "en: Twelve ships were waiting outside the basin.", 'en: "\\u200b\\u2060"'),
        2, f"{SHIPS}:17", "R117", "\\u200b", "expected text that is not empty",
    ),
    WrongInput(
        "a text of several lines",
        edit(SHIPS, "en: Twelve ships were", "en: |\n      Twelve ships\n      were"),
        2, f"{SHIPS}:17", "R118", "the text “Twelve ships\\u000awere", "expected text of one line",
    ),
    WrongInput(
        "a language missing",
        edit(SHIPS, "    en: Twelve ships were waiting outside the basin.\n", ""),
        2, f"{SHIPS}:17", "R108", "en", "expected",
    ),
    WrongInput(
        "a gloss missing",
        edit(SHIPS, "      gloss: {en: 12 ships are waiting outside the basin}\n", ""),
        2, f"{SHIPS}:23", "R109", "no gloss in en", "expected one in every language",
    ),
    WrongInput(
        "a language without interface strings",
        both(
            write(BRIEFING, KLINGON),
            *(write(path, "{}\n") for path in (SOURCES, ACTORS, PLACES, SHIPS, FAULT)),
        ),
        2, f"{BRIEFING}:2", "R112", "the language 'tlh'", "expected one with interface strings",
    ),
    WrongInput(
        "a locale that CLDR doesn't know",
        edit(BRIEFING, "ar: ar_IQ", "ar: ar_QQ"),
        2, f"{BRIEFING}:3", "R112", "the locale 'ar_QQ'", "expected one that CLDR knows",
    ),
    # --- ids, addresses, dates, URLs ------------------------------------------------------------
    WrongInput(
        "an id in capital letters",
        edit(FAULT, "berth-1:", "Berth-1:"),
        2, f"{FAULT}:34", "R106", "the id “Berth-1”", "expected lower-case letters",
    ),
    WrongInput(
        "an id with a Cyrillic е that looks Latin",
        edit(FAULT, "berth-1:", "bеrth-1:"),
        2, f"{FAULT}:34", "R106", "the id “bеrth-1”", "expected lower-case letters a-z",
    ),
    WrongInput(
        "an id with Arabic digits",
        edit(FAULT, "berth-1:", "berth-١:"),
        2, f"{FAULT}:34", "R106", "the id “berth-١”", "digits",
    ),
    WrongInput(
        "an id that climbs out of a folder",
        edit(FAULT, "berth-1:", "../../berth:"),
        2, f"{FAULT}:34", "R106", "the id “../../berth”", "expected lower-case letters",
    ),
    WrongInput(
        "an id of 65 characters",
        edit(FAULT, "berth-1:", f"{'b' * 65}:"),
        2, f"{FAULT}:34", "R106", "the id “bbb", "at most 64 characters",
    ),
    WrongInput(
        "a speaker with a Cyrillic а",
        edit(SHIPS, "speaker: haddad", "speaker: hаddad"),
        2, f"{SHIPS}:26", "R106", "the text “hаddad”", "expected an id: a-z",
    ),
    WrongInput(
        "a kind whose path is the site's own",
        edit(BRIEFING, "path: actors", "path: claims"),
        2, f"{BRIEFING}:7", "R112", "the text “claims”", "that the site does not use itself",
    ),
    WrongInput(
        "an address without a paragraph",
        edit(SHIPS, "at: sahil-0318#4", "at: sahil-0318"),
        2, f"{SHIPS}:23", "R110", "the text “sahil-0318”", "expected an address such as",
    ),
    WrongInput(
        "an address of paragraph 0",
        edit(SHIPS, "at: sahil-0318#4", "at: sahil-0318#0"),
        2, f"{SHIPS}:23", "R110", "the text “sahil-0318#0”", "expected an address such as",
    ),
    WrongInput(
        "an address that runs backward",
        edit(SHIPS, "at: sahil-0318#4", "at: sahil-0318#4-2"),
        2, f"{SHIPS}:23", "R110", "the text “sahil-0318#4-2”", "expected an address such as",
    ),
    WrongInput(
        "an address beyond the article",
        edit(SHIPS, "at: sahil-0318#4", "at: sahil-0318#44"),
        1, f"{SHIPS}:23", "C303", "the address sahil-0318#44", "expected a paragraph from 1 to 7",
    ),
    WrongInput(
        "an address of a source that isn't",
        edit(SHIPS, "at: sahil-0318#4", "at: sahil-0319#4"),
        1, f"{SHIPS}:23", "C301", "“at: sahil-0319” names no source", "did you mean 'sahil-0318'?",
    ),
    WrongInput(
        "a speaker that isn't",
        edit(SHIPS, "speaker: haddad", "speaker: hadad"),
        1, f"{SHIPS}:26", "C301", "“speaker: hadad” names no entity", "did you mean 'haddad'?",
    ),
    WrongInput(
        "a kind that isn't",
        edit(PLACES, "kind: site", "kind: sites"),
        1, f"{PLACES}:2", "C301", "“kind: sites” names no kind", "did you mean 'site'?",
    ),
    WrongInput(
        "a date in words",
        edit(SHIPS, "date: 2026-03-17", "date: 17 March 2026"),
        2, f"{SHIPS}:6", "R111", "17 March 2026", "expected a date such as",
    ),
    WrongInput(
        "a day that the month doesn't have",
        edit(SHIPS, "date: 2026-03-17", "date: 2026-02-30"),
        2, f"{SHIPS}:6", "R111", "2026-02-30", "expected",
    ),
    WrongInput(
        "an interval that runs backward",
        edit(PLACES, "2026-03-17/2026-03-21", "2026-03-21/2026-03-17"),
        2, f"{PLACES}:14", "R111", "runs backward", "expected the earlier date",
    ),
    WrongInput(
        "a season, which no calendar has",
        edit(SHIPS, "date: 2026-03-17", "date: 2026-21"),
        2, f"{SHIPS}:6", "R111", "2026-21", "expected",
    ),
    WrongInput(
        "a URL that runs a script",
        edit(SOURCES, "https://sahil.example/318", "javascript:alert(document.domain)"),
        2, f"{SOURCES}:7", "R113", "javascript:alert", "expected an http or https URL",
    ),
    WrongInput(
        "a URL that hides a script behind capitals and a tab",
        edit(SOURCES, "https://sahil.example/318", '"JaVa\\tScRiPt:alert(1)"'),
        2, f"{SOURCES}:7", "R118", "JaVa\\u0009ScRiPt", "expected text without control characters",
    ),
    WrongInput(
        "a URL of inline content",
        edit(SOURCES, "https://sahil.example/318", "data:text/html;base64,PHNjcmlwdD4="),
        2, f"{SOURCES}:7", "R113", "data:text/html", "expected an http or https URL",
    ),
    WrongInput(
        "a URL with a password",
        edit(SOURCES, "https://sahil.example/318", "https://sahil.example@evil.example:pw@x/"),
        2, f"{SOURCES}:7", "R113", "https://sahil.example@evil", "or a password",
    ),
    WrongInput(
        "a URL without a scheme",
        edit(SOURCES, "https://sahil.example/318", "//sahil.example/318"),
        2, f"{SOURCES}:7", "R113", "//sahil.example/318", "expected an http or https URL",
    ),
    # --- files ----------------------------------------------------------------------------------
    WrongInput(
        "an article that isn't there",
        delete(SAHIL),
        2, f"{SOURCES}:2", "R115", "no file “articles/sahil-0318.txt”", "expected it inside seeds/",
    ),
    WrongInput(
        "an article in UTF-16",
        encode(SAHIL, "utf-16"),
        2, f"{SOURCES}:2", "R116", "the file looks like UTF-16", "expected UTF-8",
    ),
    WrongInput(
        "an article in UTF-16 without a byte order mark",
        encode(SAHIL, "utf-16-le"),
        2, f"{SOURCES}:2", "R116", "UTF-16 without a byte order mark", "expected UTF-8",
    ),
    WrongInput(
        "an article in windows-1256",
        encode(SAHIL, "windows-1256"),
        2, f"{SOURCES}:2", "R116", "the file looks like windows-1256", "expected UTF-8",
    ),
    WrongInput(
        "an article in ISO 8859-6",
        encode(SAHIL, "iso8859-6"),
        2, f"{SOURCES}:2", "R116", "the file looks like ISO 8859-6", "expected UTF-8",
    ),
    WrongInput(
        "an article with a NUL",
        lambda bed: bed.write(SAHIL, bed.read(SAHIL).replace("صورة", "صو\0رة")),
        2, f"{SOURCES}:2", "R116", "a NUL in line 5", "expected UTF-8 text",
    ),
    WrongInput(
        "an article cut in the middle of a letter",
        lambda bed: bed.write(SAHIL, bed.read(SAHIL).strip().encode()[:-1]),
        2, f"{SOURCES}:2", "R116", "bytes that are no UTF-8 in line 13", "expected UTF-8",
    ),
    WrongInput(
        "an empty article",
        write(SAHIL, b""),
        2, f"{SOURCES}:2", "R117", "an empty file", "expected an article",
    ),
    WrongInput(
        "an article of a byte order mark and invisible characters",
        write(SAHIL, "\ufeff\n\u200f\u200e\n \u00a0\n"),
        2, f"{SOURCES}:2", "R117", "an empty file", "expected an article",
    ),
    WrongInput(
        "an article of 9 MB",
        write(SAHIL, b"word " * 1_800_000),
        2, f"{SOURCES}:2", "R119", "has 9000000 bytes", "expected at most 8000000",
    ),
    WrongInput(
        "a path that climbs out of the folder",
        article("../../../etc/passwd"),
        2, f"{SOURCES}:2", "R114", "the path “../../../etc/passwd” leaves the folder",
        "expected a file inside seeds/",
    ),
    WrongInput(
        "a path that climbs out on a detour",
        article("articles/../../docs/en/index.md"),
        2, f"{SOURCES}:2", "R114", "leaves the folder", "expected a file inside seeds/",
    ),
    WrongInput(
        "an absolute path",
        article("/etc/passwd"),
        2, f"{SOURCES}:2", "R114", "the path “/etc/passwd” leaves", "expected a file inside seeds/",
    ),
    WrongInput(
        "a path of another system",
        article("'C:\\secrets\\letter.txt'"),
        2, f"{SOURCES}:2", "R114", "leaves the folder", "expected a file inside seeds/",
    ),
    WrongInput(
        "an article that is a symbolic link",
        link(SAHIL, "elsewhere.txt"),
        2, f"{SOURCES}:2", "R114", "goes through a symbolic link", "expected a regular file",
    ),
    WrongInput(
        "a folder that is a symbolic link",
        link("seeds/articles", "elsewhere"),
        2, f"{SOURCES}:2", "R114", "goes through a symbolic link", "expected a regular file",
    ),
    WrongInput(
        "an article that is a pipe",
        fifo(SAHIL),
        2, f"{SOURCES}:2", "R114", "is no regular file", "expected one",
    ),
    WrongInput(
        "an article that is a folder",
        folder(SAHIL),
        2, f"{SOURCES}:2", "R114", "is no regular file", "expected one",
    ),
    WrongInput(
        "an article whose name is longer than any system's",
        article("a" * 300),
        2, f"{SOURCES}:2", "R115", "can't be read (File name too long)", "expected a file inside",
    ),
    WrongInput(
        "no sources.yml",
        delete(SOURCES),
        2, f"{SOURCES}:1", "R115", "no file “sources.yml”", "expected it inside seeds/",
    ),
    WrongInput(
        "no folder of claims",
        move("seeds/claims", "claims"),
        2, "seeds/claims:1", "R115", "no such folder", "expected one with YAML files",
    ),
    WrongInput(
        "no folder of entities",
        move("seeds/entities", "entities"),
        2, "seeds/entities:1", "R115", "no such folder", "expected one with YAML files",
    ),
    WrongInput(
        "no seeds folder",
        move("seeds", "beans"),
        2, "seeds:1", "R115", "no such folder", "expected a seeds folder",
    ),
    WrongInput(
        "seeds that are a file",
        both(move("seeds", "beans"), write("seeds", "not a folder")),
        2, "seeds:1", "R115", "a file", "expected a seeds folder",
    ),
    WrongInput(
        "claims in windows-1256",
        encode(SHIPS, "windows-1256"),
        2, f"{SHIPS}:1", "R116", "bytes that are no UTF-8 in line 4", "expected UTF-8",
    ),
    WrongInput(
        "a claims file that is a symbolic link",
        link(SHIPS, "ships.yml"),
        2, f"{SHIPS}:1", "R114", "goes through a symbolic link", "expected a regular file",
    ),
    WrongInput(
        "a lock that was edited",
        write("seeds/seeds.lock", "version: 1\nsources:\n  sahil-0318: {file: 0, fold: 1}\n"),
        2, "seeds/seeds.lock:3", "R120", "the lock of “sahil-0318” is damaged", "expected it as",
    ),
    WrongInput(
        "a lock of a later version",
        write("seeds/seeds.lock", "version: 2\nsources: {}\n"),
        2, "seeds/seeds.lock:1", "R120", "no lock of version 1", "expected one as",
    ),
    WrongInput(
        "a record of an edition that is no JSON",
        write("seeds/editions/1.json", "{\n<<<<<<< ours\n"),
        2, "seeds/editions/1.json:2", "R121", "no record of edition 1", "expected it as `hashiya",
    ),
    WrongInput(
        "a record of an edition of a hundred thousand levels",
        write("seeds/editions/1.json", "[" * 100_000),
        2, "seeds/editions/1.json:1", "R121", "no record of edition 1", "expected it as `hashiya",
    ),
    WrongInput(
        "a record that is named for no edition",
        write("seeds/editions/0.json", "{}"),
        2, "seeds/editions/0.json:1", "R121", "the name is no number", "such as 2.json",
    ),
    WrongInput(
        "records of editions that are a symbolic link",
        lambda bed: (bed.seeds / "editions").symlink_to(bed.home / "docs"),
        2, "seeds/editions:1", "R114", "no real folder", "expected one with records",
    ),
    WrongInput(
        "a later edition's record",
        write("seeds/editions/2.json", LATER_RECORD),
        1, f"{BRIEFING}:1", "E608", "no edition beside the record", "expected 2 or a later number",
    ),
    # --- quotations -----------------------------------------------------------------------------
    WrongInput(
        "a quotation off by one letter",
        edit(SHIPS, QUOTE, QUOTE.replace("سفينة", "سفينه").replace("تنتظر", "تنتظم")),
        1, f"{SHIPS}:24", "Q201", "[-تنتظم-] {+تنتظر+}", "expected",
    ),
    WrongInput(
        "a quotation off by one digit",
        edit(SHIPS, QUOTE, QUOTE.replace("12", "13")),
        1, f"{SHIPS}:24", "Q201", "[-13-] {+12+}", "expected", "N402 N403 N406",
    ),
    WrongInput(
        "a quotation that cuts a number",
        edit(SHIPS, QUOTE, QUOTE.replace("12", "2")),
        1, f"{SHIPS}:24", "Q201", "it cuts 12", "expected", "N402 N403 N406",
    ),
    WrongInput(
        "a quotation that leaves out a word",
        edit(SHIPS, QUOTE, QUOTE.replace("تنتظر ", "")),
        1, f"{SHIPS}:24", "Q201", "{+تنتظر+}", "expected",
    ),
    WrongInput(
        "a quotation from another paragraph",
        edit(SHIPS, "at: sahil-0318#4", "at: sahil-0318#2"),
        1, f"{SHIPS}:23", "Q202", "sahil-0318#4", "expected",
    ),
    WrongInput(
        "a quotation from an advertisement",
        edit(SHIPS, f"at: sahil-0318#4\n{QUOTE}", "at: sahil-0318#7\n      quote: إعلان"),
        1, f"{SHIPS}:23", "Q204", "boilerplate", "expected", "N402 N403 N406",
    ),
    WrongInput(
        "a number that the other language doesn't have",
        edit(SHIPS, "en: Twelve ships", "en: Thirteen ships"),
        1, f"{SHIPS}:16", "N401", "13", "expected", "N402 N403",
    ),
    WrongInput(
        "two numbers of one quantity that nothing relates",
        edit(SHIPS, "  conflicts:\n    - claim: ships-17\n      about: {en: how many ships waited, "
             "ar: عدد السفن المنتظرة}\n", ""),
        1, f"{SHIPS}:35", "N405", "ships-waiting", "expected",
    ),
    WrongInput(
        "a claim that conflicts with itself",
        edit(SHIPS, "    - claim: ships-17\n", "    - claim: ships-12\n"),
        1, f"{SHIPS}:29", "C304", "ships-12", "expected", "N405",
    ),
    WrongInput(
        "two claims that conflict and only seem to",
        edit(SHIPS, "ar: عدد السفن المنتظرة}\n", "ar: عدد السفن المنتظرة}\n  distinct: "
             "[{claim: ships-17, about: {en: quay and basin, ar: الرصيف والحوض}}]\n"),
        1, f"{SHIPS}:31", "C314", "and conflicts with it", "expected one of the two",
    ),
    WrongInput(
        "a withdrawn claim cited",
        edit(SHIPS, "    - claim: ships-17\n", "    - claim: ships-9\n"),
        1, f"{SHIPS}:29", "C302", "“conflicts: ships-9” names a claim that was retired",
        "see 'ships-12'", "N405",
    ),
    WrongInput(
        "an entity that is part of itself",
        edit(PLACES, "part_of: gulf-authority", "part_of: ras-zahr"),
        1, f"{PLACES}:9", "C305", "ras-zahr", "expected",
    ),
    # --- hidden directions, prose ---------------------------------------------------------------
    WrongInput(
        "a direction override in a claim",
        edit(SHIPS, "en: Twelve ships were", 'en: "Twelve \\u202eships\\u202c were'
             .replace('"', "").encode().decode("unicode_escape")),
        1, f"{SHIPS}:16", "T701", "U+202E", "expected",
    ),
    WrongInput(
        "a direction isolate that nothing closes, in prose",
        edit(HOME, "Twelve ships", "Twelve \u2067ships"),
        1, f"{HOME}:3", "T701", "U+2067", "expected",
    ),
    WrongInput(
        "prose that cites a claim that isn't",
        edit(HOME, "[^fault-1]", "[^fault-l]"),
        1, f"{HOME}:6", "P601", "fault-l", "did you mean 'fault-1'?",
    ),
    WrongInput(
        "prose that cites a withdrawn claim",
        edit(HOME, "[^fault-1]", "[^ships-9]"),
        1, f"{HOME}:6", "P602", "the citation [^ships-9] of a claim that was retired", "'ships-12'",
    ),
    WrongInput(
        "front matter that is no YAML",
        lambda bed: bed.write(HOME, f"---\ntitle: [\n---\n{bed.read(HOME)}"),
        2, f"{HOME}:2", "R101", "no YAML", "expected YAML 1.2",
    ),
    WrongInput(
        "prose in windows-1256",
        encode("docs/ar/index.md", "windows-1256"),
        2, "docs/ar/index.md:1", "R116", "no UTF-8 in line 1", "expected UTF-8",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command did: its exit code, what it printed, and its findings where it gave JSON."""

    exit: int
    out: str
    err: str


def run(bed: Seedbed, *words: str) -> Outcome:
    """`hashiya check` on a briefing, with more words on its command line."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(["check", "--seeds", str(bed.seeds), *words])
    return Outcome(code, out.getvalue(), err.getvalue())


def table() -> str:
    """The rows as a Markdown table, each with what is printed of it."""
    lines = ["| Wrong | Exit | What is printed |", "|---|---|---|"]
    for row in ROWS:
        with tempfile.TemporaryDirectory() as home:
            bed = Seedbed.plant(Path(home))
            row.change(bed)
            outcome = run(bed, "--format", "json")
        found = [d for d in json.loads(outcome.out) if d["code"] == row.code]
        said = "; ".join(
            f"{d['path']}:{d['line']}: {d['severity']}[{d['code']}] {d['message']}"
            for d in found
            if f"{d['path']}:{d['line']}" == row.where
        )
        cut = said if len(said) <= 240 else f"{said[:239]}…"
        cells = (row.what, str(outcome.exit), f"`` {cut.replace('|', chr(92) + '|')} ``")
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(table())
