"""Hostile files: YAML, articles, pages, links and devices, each a change of the base briefing."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass

from tests.hostile.payloads import ADDRESSES
from tests.seedbed import Seedbed
from tests.wrong_inputs import (
    ACTORS,
    BRIEFING,
    FAULT,
    HOME,
    QUOTE,
    SAHIL,
    SHIPS,
    SOURCES,
    Change,
    append,
    article,
    bomb,
    both,
    edit,
    fifo,
    folder,
    link,
    write,
)

YAML, PATHS, ARTICLES, PAGES, URLS, RECORDS, IDS = (
    "YAML",
    "paths, links and devices",
    "articles",
    "hand-written pages",
    "addresses",
    "lock and records",
    "ids",
)


@dataclass(frozen=True, slots=True)
class HostileFile:
    """One input: `path` is where it is to be refused, "" where it is to be read and shown.

    `heavy` is run in a process of its own, whose time and memory are measured.
    """

    family: str
    what: str
    change: Change
    path: str
    heavy: bool = False


def _refused(family: str, path: str, **changes: Change) -> tuple[HostileFile, ...]:
    return tuple(
        HostileFile(family, what.replace("_", " "), change, path)
        for what, change in changes.items()
    )


def _heavy(family: str, what: str, change: Change, path: str) -> HostileFile:
    return HostileFile(family, what, change, path, heavy=True)


def _claims(text: str) -> Change:
    return write("seeds/claims/hostile.yml", text)


def _page(text: str) -> Change:
    return append(HOME, f"\n\n{text}\n")


def _body(text: str | bytes) -> Change:
    """More of the article, below what is quoted."""
    more = text.encode("utf-8") if isinstance(text, str) else text
    return lambda bed: bed.write(SAHIL, bed.read(SAHIL).encode() + b"\n" + more + b"\n")


def _symlink(path: str, target: str) -> Change:
    def change(bed: Seedbed) -> None:
        at = bed.home / path
        at.parent.mkdir(parents=True, exist_ok=True)
        at.unlink(missing_ok=True)
        at.symlink_to(target)

    return change


def _socket(path: str) -> Change:
    def change(bed: Seedbed) -> None:
        (bed.home / path).unlink(missing_ok=True)
        here = os.open(".", os.O_RDONLY)
        os.chdir((bed.home / path).parent)  # a socket's path may be no longer than 107 bytes
        try:
            with socket.socket(socket.AF_UNIX) as made:
                made.bind((bed.home / path).name)
        finally:
            os.fchdir(here)
            os.close(here)

    return change


def _sparse(path: str, size: int) -> Change:
    def change(bed: Seedbed) -> None:
        with (bed.home / path).open("wb") as stream:
            stream.truncate(size)

    return change


def _quoted(text: str) -> str:
    """A text between YAML's quotation marks; what isn't printed is escaped."""
    inner = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in inner) + '"'


def _front(text: str) -> Change:
    """A page with front matter."""
    return lambda bed: bed.write(HOME, f"---\n{text}\n---\n{bed.read(HOME)}")


def _quote(words: str) -> Change:
    return edit(SHIPS, QUOTE, f"      quote: '{words}'")


CLAIM = "  date: 2026-03-17"

YAML_FILES = (
    *(
        HostileFile(YAML, f"the tag {tag}", edit(SHIPS, CLAIM, f"  date: {tag} x"), SHIPS)
        for tag in (
            "!!python/object/apply:os.system",
            "!!python/name:os.system",
            "!!python/module:os",
            "!!python/object/new:os.system",
            "!!binary",
            "!!set",
            "!!timestamp",
            "!!int",
            "!include",
            "!ENV",
            "!<tag:yaml.org,2002:python/none>",
            "!!js/function",
        )
    ),
    *_refused(
        YAML,
        "seeds/claims/hostile.yml",
        a_bomb_of_aliases=_claims(bomb()),
        a_loop_of_anchors=_claims("a: &a {b: *a}\n"),
        two_anchors_in_a_circle=_claims("a: &a [*b]\nb: &b [*a]\n"),
        ten_thousand_levels_of_lists=_claims("[" * 10_000),
        ten_thousand_levels_of_maps=_claims("{a: " * 10_000),
        ten_thousand_levels_of_blocks=_claims("".join(" " * n + "a:\n" for n in range(1_000))),
        ten_thousand_dashes=_claims("- " * 10_000),
        a_merge_key=_claims("<<: {text: {en: x, ar: x}}\n"),
        a_duplicate_key=_claims("a-1: {}\na-1: {}\n"),
        a_key_that_is_a_list=_claims("? [a, b]\n: x\n"),
        two_documents=_claims("--- {}\n--- {}\n"),
        a_later_version_of_YAML=_claims("%YAML 9.9\n---\na: b\n"),
        a_tag_directive=_claims("%TAG ! tag:yaml.org,2002:python/\n---\na: !name:os.system x\n"),
        a_NUL=_claims("a: b\0c\n"),
        a_terminal_escape=_claims("a: \x1b[2J\n"),
        no_UTF_8=lambda bed: bed.write("seeds/claims/hostile.yml", b"a: \xff\xfe\n"),
        UTF_16=lambda bed: bed.write("seeds/claims/hostile.yml", "a: b".encode("utf-16")),
        half_of_a_character=_claims('a: "\\ud800"\n'),
        a_number_beyond_characters=_claims('a: "\\U7fffffff"\n'),
        an_unclosed_quotation=_claims('a: "' + "x" * 100_000),
        a_key_of_a_megabyte=_claims("x" * 1_000_000 + ": {}\n"),
    ),
    *(
        HostileFile(
            YAML, f"the number {value[:12]}", edit(SHIPS, "n: 12, unit", f"n: {value}, unit"), SHIPS
        )
        for value in (
            "1e999",
            "-1e999",
            ".inf",
            ".nan",
            "9" * 5_000,
            "0x" + "f" * 9_999,
            "1:30:00",
            "1_000",
            "!!float 1",
            "12abc",
            "[12]",
            "{}",
            "true",
            "''",
        )
    ),
    _heavy(
        YAML,
        "100,000 keys",
        _claims("".join(f"k-{n}: {{}}\n" for n in range(100_000))),
        "seeds/claims/hostile.yml",
    ),
    _heavy(
        YAML,
        "two million values",
        _claims("a: [" + "x," * 2_100_000 + "x]\n"),
        "seeds/claims/hostile.yml",
    ),
    _heavy(
        YAML,
        "a file of 100 MB",
        _sparse("seeds/claims/hostile.yml", 100_000_000),
        "seeds/claims/hostile.yml",
    ),
    _heavy(
        YAML,
        "3,000 files",
        both(*(write(f"seeds/claims/{n}.yml", "") for n in range(3_000))),
        "seeds/claims",
    ),
)

PATH_FILES = (
    *(
        HostileFile(PATHS, f"the path {path[:24]!r}", article(f'"{path}"'), SOURCES)
        for path in (
            "../briefing.yml",
            "../../etc/passwd",
            "/etc/passwd",
            "articles/../../docs/en/index.md",
            "..",
            ".",
            "./..",
            "articles",
            "articles/",
            "C:\\\\x",
            "..\\\\x",
            "C:x",
            "%2e%2e/x",
            "file:///etc/passwd",
            "https://hostile.example/x",
            "articles/\\u0000",
            "articles/\\n::x",
            "articles/\\u202etxt",
            "~/x",
            "$HOME/x",
            "x" * 5_000,
            "a/" * 2_000,
            "/dev/zero",
            "/proc/self/environ",
            "articles/sahil-0318.txt/x",
            "articles/\\u001b[2J",
        )
    ),
    *(
        HostileFile(
            PATHS, f"an article that is a link to {target}", _symlink(SAHIL, target), SOURCES
        )
        for target in (
            "/etc/passwd",
            "/dev/zero",
            "/dev/random",
            "/proc/self/mem",
            "sahil-0318.txt",
            "../../docs/en/index.md",
            "/nowhere",
            ".",
        )
    ),
    *_refused(
        PATHS,
        SOURCES,
        an_article_that_is_a_pipe=fifo(SAHIL),
        an_article_that_is_a_socket=_socket(SAHIL),
        an_article_that_is_a_folder=folder(SAHIL),
        a_folder_of_articles_that_is_a_link=link("seeds/articles", "elsewhere"),
    ),
    *(
        HostileFile(PATHS, f"{path} that is {what}", change, path)
        for path in (SHIPS, ACTORS, BRIEFING, SOURCES, "seeds/seeds.lock")
        for what, change in (
            ("a link", _symlink(path, "/etc/passwd")),
            ("a socket", _socket(path)),
            ("a link to itself", _symlink(path, path.rpartition("/")[2])),
        )
    ),
    *(HostileFile(PATHS, f"{path} that is a pipe", fifo(path), path) for path in (SHIPS, HOME)),
    *(
        HostileFile(PATHS, f"the page {path} that is a link", _symlink(path, target), path)
        for path, target in (
            ("docs/passwd.txt", "/etc/passwd"),
            ("docs/en/passwd.md", "/etc/passwd"),
            ("docs/etc", "/etc"),
            ("docs/en/loop", ".."),
            ("docs/x.png", "/dev/zero"),
            ("docs/en/seeds", "../../seeds"),
        )
    ),
    HostileFile(PATHS, "a socket among the pages", _socket("docs/x"), "docs/x"),
    *(
        HostileFile(
            PATHS, f"a page named {name!r}", write(f"docs/en/{name}", "# x\n"), "docs/en/" + shown
        )
        for name, shown in (
            ("<img src=x onerror=pwned()>.md", "<img src=x onerror=pwned()>.md"),
            ('"onload="pwned().md', '"onload="pwned().md'),
            ("x\n::error::y.md", "x\\u000a::error::y.md"),
            ("x\x1b[2J.md", "x\\u001b[2J.md"),
            ("x\u202ednm.md", "x\\u202ednm.md"),
            ("{{x}}.md", "{{x}}.md"),
            ("x'y.md", "x'y.md"),
            ("x&y.md", "x&y.md"),
            ("x?y#z.md", "x?y#z.md"),
            ("x\\y.md", "x\\y.md"),
            ("x:y.md", "x:y.md"),
            ("%2e%2e%2fx.md", "%2e%2e%2fx.md"),
        )
    ),
    *(
        HostileFile(
            PATHS,
            f"a file of claims named {name!r}",
            write(f"seeds/claims/{name}", "[x"),
            "seeds/claims/" + shown,
        )
        for name, shown in (
            ("x\n::error::y.yml", "x\\u000a::error::y.yml"),
            ("x\x1b[2J.yml", "x\\u001b[2J.yml"),
            ("x\u202ey.yml", "x\\u202ey.yml"),
            ("x,y%0A.yml", "x,y%0A.yml"),
        )
    ),
)

LONG = {
    "spaces": " ",
    "digits": "1",
    "digits and commas": "1,",
    "brackets": "[",
    "quotation marks": '"',
    "stops": ".",
    "letters": "ا",
    "hyphens": "1-",
    "one word": "x ",
    "ands": "و",
    "hundreds": "مئة و",
    "joins": "[…] ",
    "slashes": "/",
    "marks of direction": "\u200f",
    "references": "[^a]",
}

ARTICLE_FILES = (
    *_refused(
        ARTICLES,
        SOURCES,
        a_NUL=_body("x\0y"),
        UTF_16=lambda bed: bed.write(SAHIL, bed.read(SAHIL).encode("utf-16")),
        bytes_that_are_no_UTF_8=_body(b"\xc3\x28"),
        an_overlong_NUL=_body(b"\xc0\x80"),
        half_of_a_character=_body(b"\xed\xa0\x80"),
        a_character_beyond_the_last=_body(b"\xf4\x90\x80\x80"),
        nothing_but_marks_of_direction=write(SAHIL, "\u202e\u2067\n" * 100),
        CR_alone=lambda bed: bed.write(SAHIL, bed.read(SAHIL).replace("\n", "\r")),
        a_hundred_marks=_body("x" + "\u0301\u0323" * 50),
        two_hundred_thousand_characters=_body("x" * 200_000),
    ),
    _heavy(ARTICLES, "100 MB", _sparse(SAHIL, 100_000_000), SOURCES),
    _heavy(ARTICLES, "1,000,000 lines", _body("x\n" * 1_000_000), SOURCES),
    _heavy(ARTICLES, "7,900,000 empty lines", _body("\n" * 7_900_000), SOURCES),
    _heavy(ARTICLES, "a line of 7.9 MB", _body("x" * 7_900_000), SOURCES),
    _heavy(
        ARTICLES,
        "100,000 marks on one letter",
        _body("x" + "\u0301\u0323\u0327\u064b\u0651" * 20_000),
        SOURCES,
    ),
    _heavy(ARTICLES, "90,000 lines", _body("كلمة\n" * 90_000), SAHIL),
    *(
        _heavy(
            ARTICLES,
            f"a quotation of {what}, nearly in a line of 99,000 such",
            both(_body(("x " + run * 99_000)[:99_000]), _quote((run * 19_000)[:19_000] + "x")),
            SHIPS,
        )
        for what, run in LONG.items()
    ),
)

LIVE_PAGES = (
    "<script>pwned()</script>",
    "<img src=x onerror=pwned()>",
    "<svg onload=pwned()></svg>",
    "<iframe src=//hostile.example></iframe>",
    "<object data=x></object>",
    "<embed src=x>",
    "<base href=//hostile.example/>",
    "<meta http-equiv=refresh content=0>",
    "<style>*{}</style>",
    "<link rel=stylesheet href=//hostile.example>",
    "<form action=x><input></form>",
    "<b onclick=x>y</b>",
    "<a href=javascript:pwned()>x</a>",
    "<a href='java\tscript:pwned()'>x</a>",
    "<a href=data:text/html,x>x</a>",
    "<a href=&#106;avascript:pwned()>x</a>",
    "<video autoplay>",
    "<math><mi xlink:href=x>",
    "<p style='background:url(//hostile.example)'>x</p>",
    '<div id="__config">{}</div>',
    "<div data-md-component=search>x</div>",
    "<template>x</template>",
    "<img src=//hostile.example/x.png>",
    "<noscript>x</noscript>",
    "<textarea>",
    "<title>x</title></p><xmp>",
    "[x](javascript:pwned())",
    "[x](JAVASCRIPT:pwned())",
    "[x](<java\tscript:pwned()>)",
    "[x](vbscript:x)",
    "[x](data:text/html,x)",
    "[x](file:///etc/passwd)",
    "[x](//hostile.example)",
    "[x](&#106;avascript:pwned())",
    "[x][y]\n\n[y]: javascript:pwned()",
    "<javascript:pwned()>",
    "![x](https://hostile.example/x.png)",
    "![x](//hostile.example/x.png)",
    "![x](javascript:pwned())",
    "[x](https://sahil.example){: onclick=pwned() }",
    "![x](x.png){ onerror=pwned() }",
    "[x](y){: href=javascript:pwned() }",
    "# x {: style=position:fixed }",
    "[^nobody]",
    "x\u202ey",
    "&#8238;x",
    "x\u2067y",
    "<!-- inset: ../../x -->",
    "[" * 2_000,
    "<a " * 2_000,
    "x" * 30_000,
    "> " * 1_000 + "x",
    "- " * 1_000 + "x",
    " " * 400 + "- x",
    "*" * 100_000,
    "x" + "\u0301" * 99,
    "x\0y",
)

FRONT_MATTER = (
    "template: ../../../etc/passwd",
    "template: main.html",
    "icon: ../../x",
    "title: !!python/name:os.system x",
    "title: !ENV HOME",
    "x: &a [*a]",
    "render_macros: true",
    "title: [",
    "title: {{ x }}: y",
    "title: a\ntitle: b",
    "hide: &a [x]\nsearch: *b",
    "<<: {title: x}",
    "a: " + "[" * 100,
    "? [x]\n: y",
)

PAGE_FILES = (
    *(
        HostileFile(PAGES, f"a page that says {text[:30]!r}", _page(text), HOME)
        for text in LIVE_PAGES
    ),
    *(
        HostileFile(
            PAGES,
            f"front matter that says {text[:30]!r}",
            _front(text),
            HOME,
        )
        for text in FRONT_MATTER
    ),
    _heavy(PAGES, "a page of 100 MB", _sparse(HOME, 100_000_000), HOME),
    _heavy(PAGES, "100,000 brackets", _page("[" * 100_000), HOME),
    _heavy(PAGES, "100,000 asterisks", _page("*" * 100_000), HOME),
    _heavy(PAGES, "100,000 blocks of one letter", _page("x\n\n" * 100_000), HOME),
    _heavy(PAGES, "1,000 nested quotations", _page(">" * 1_000 + "x"), HOME),
)

URL_FILES = tuple(
    HostileFile(
        URLS,
        f"{key}: {address[:30]!r}",
        edit(SOURCES, "  url: https://sahil.example/318", f"  {key}: {_quoted(address)}"),
        SOURCES,
    )
    for key in ("url", "archive")
    for address in ADDRESSES
)


ID_FILES = tuple(
    HostileFile(IDS, f"the id {id_[:24]!r}", edit(FAULT, "berth-1:", f"{_quoted(id_)}:"), FAULT)
    for id_ in (
        "berth-1\u200b",
        "b\u0435rth-1",
        "berth-\u0661",
        "../berth",
        "berth/1",
        "Berth-1",
        "-berth",
        "berth--1",
        "berth-",
        "<script>",
        "{{x}}",
        "b" * 65,
        "b" * 100_000,
        "berth 1",
        "berth_1",
        "berth.1",
        "berth\n1",
        "berth\x1b[2J",
        "\u202eberth",
        "\uff42erth-1",
        "be\u0301rth",
        "",
        "con:",
        "a#b",
        "a?b",
        "a%2fb",
        "\ud83d",
        "::error::x",
    )
)

RECORD_FILES = (
    *(
        HostileFile(
            RECORDS,
            f"a lock that says {text[:30]!r}",
            write("seeds/seeds.lock", text),
            "seeds/seeds.lock",
        )
        for text in (
            "!!python/object/apply:os.system [x]",
            "version: 1\nsources: []",
            "version: 1e999",
            "[",
            "version: 1\nsources: {a: &a [*a]}",
            "version: 1\nsources: {a: {file: ../x}}",
            "x\0y",
            "version: 1\nsources: {a: {file: x, fold: 1, paragraphs: [[x, y]]}}",
            "[" * 10_000,
            bomb(),
        )
    ),
    *(
        HostileFile(
            RECORDS,
            f"a record that says {text[:30]!r}",
            write("seeds/editions/1.json", text),
            "seeds/editions/1.json",
        )
        for text in (
            "",
            "[",
            "{}",
            "null",
            "[" * 100_000,
            '{"version": NaN}',
            '{"version": 1e999}',
            '{"version": 1, "version": 1}',
            '{"version": ' + "9" * 5_000 + "}",
            '"\\ud800"',
            "\ufeff{}",
            '{"version": 1, "edition": 1, "as_of": null, "languages": ["<script>"]}',
            '{"__proto__": {}}',
            "{" * 10_000,
        )
    ),
    HostileFile(
        RECORDS,
        "a record that is a link",
        _symlink("seeds/editions/1.json", "/etc/passwd"),
        "seeds/editions/1.json",
    ),
    HostileFile(RECORDS, "a record named ../x", write("seeds/editions/..x\n.json", "{}"), ""),
    _heavy(
        RECORDS, "a lock of 100 MB", _sparse("seeds/seeds.lock", 100_000_000), "seeds/seeds.lock"
    ),
    _heavy(
        RECORDS,
        "a record of 100 MB",
        both(write("seeds/editions/1.json", ""), _sparse("seeds/editions/1.json", 100_000_000)),
        "seeds/editions/1.json",
    ),
)

EVERY_FILE: tuple[HostileFile, ...] = (
    *YAML_FILES,
    *PATH_FILES,
    *ARTICLE_FILES,
    *PAGE_FILES,
    *URL_FILES,
    *ID_FILES,
    *RECORD_FILES,
)
