"""What comes from others is pinned, and nothing that is read becomes a program.

Each rule is a function from a text to its faults. It is held against every file that it speaks of,
and against planted samples, which it must find, so that a rule that finds nothing is not a rule
that looks at nothing.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

import pytest
import yaml

from tests.test_architecture import NOWHERE, RUNS_TEXT, mentioned
from tests.workbench import REPOSITORY

Count = Callable[[str, int], None]

LOCKS = ("site", "test", "tools")


def _text(path: str) -> str:
    return (REPOSITORY / path).read_text(encoding="utf-8")


def _paths(*patterns: str) -> list[str]:
    """The files of the checkout that match, as POSIX paths below it."""
    found = {file for pattern in patterns for file in REPOSITORY.glob(pattern) if file.is_file()}
    return sorted(file.relative_to(REPOSITORY).as_posix() for file in found)


# --- packages -------------------------------------------------------------------------------------

REQUIREMENT = re.compile(
    r"[a-z0-9][a-z0-9._-]*==[0-9][\w.+!]*"
    r"(?: ; [\w\s.'\"()=<>!]+?)?"
    r"(?:\s+--hash=sha256:[0-9a-f]{64})+"
)
INSTALLS = re.compile(r"\bpip\d?\b[^\n]*\binstall\b[^\n]*|\bpip install\b[^\n]*")
FETCHES = re.compile(r"\b(?:curl|wget|npx|uvx|pipx)\b|\bnpm (?:i|install|exec)\b")
INSTALLED = (
    'pip install --require-hashes -r "requirements/$lock.lock"',
    "pip install --no-deps --no-build-isolation --editable .",
)
"""The only two that there may be: what the lock holds, and the program itself."""


def _requirements(lock: str) -> tuple[str, ...]:
    """The lock's logical lines, one a requirement, with its hashes."""
    lines = lock.replace("\\\n", " ").splitlines()
    return tuple(line.strip() for line in lines if line and not line.lstrip().startswith("#"))


def lock_faults(lock: str) -> list[str]:
    """The lines that are no exact version with hashes, and addresses wherever they stand."""
    wrong = [line[:80] for line in _requirements(lock) if REQUIREMENT.fullmatch(line) is None]
    return wrong + [line for line in lock.splitlines() if "://" in line or " @ " in line]


def install_faults(script: str) -> list[str]:
    """What a script installs or fetches besides what a lock holds."""
    lines = [line.strip() for line in script.splitlines() if not line.lstrip().startswith("#")]
    return [
        line
        for line in lines
        if FETCHES.search(line) or (INSTALLS.search(line) and line not in INSTALLED)
    ]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_exact_versions_and_hashes_and_no_address(name: str, count: Count) -> None:
    lock = _text(f"requirements/{name}.lock")
    assert lock_faults(lock) == []
    count("packages locked by hash", len(_requirements(lock)))


def test_there_is_no_other_lock() -> None:
    found = _paths("requirements/*", "*requirements*.txt", "*.lock")
    assert set(found) - {"requirements/README.md", "requirements/install"} == {
        f"requirements/{name}.lock" for name in LOCKS
    }


HASH = "--hash=sha256:" + "0a" * 32


@pytest.mark.parametrize(
    "line",
    [
        "click==8.1.8",
        f"click>=8.1 {HASH}",
        f"click {HASH}",
        f"click==8.* {HASH}",
        "click==8.1.8 --hash=md5:" + "0a" * 16,
        f"click==8.1.8 {HASH[:-1]}",
        f"click @ file:///click.whl {HASH}",
        f"--pre\nclick==8.1.8 {HASH}",
        f"-e .\nclick==8.1.8 {HASH}",
        f"# from https://packages.example\nclick==8.1.8 {HASH}",
    ],
)
def test_a_bad_line_of_a_lock_is_found(line: str) -> None:
    good = (
        f"click==8.1.8 ; sys_platform == 'win32' \\\n    {HASH} \\\n    {HASH}\n    # via mkdocs\n"
    )
    assert lock_faults(good) == []
    assert len(lock_faults(good + line + "\n")) >= 1


def test_what_is_tested_is_what_is_served() -> None:
    site, test = (
        {
            line.split(" --hash=")[0].strip()
            for line in _requirements(_text(f"requirements/{n}.lock"))
        }
        for n in ("site", "test")
    )
    assert site <= test


def test_the_lock_holds_every_dependency() -> None:
    project = tomllib.loads(_text("pyproject.toml"))
    wanted = {re.split(r"[<>=!~ ]", line)[0].lower() for line in project["project"]["dependencies"]}
    locked = {line.split("==")[0] for line in _requirements(_text("requirements/site.lock"))}
    assert wanted - locked == set()


def test_nothing_is_installed_but_what_a_lock_holds(count: Count) -> None:
    scripts = _paths("Makefile", "requirements/install", ".ci/*", ".github/workflows/*")
    assert {path: faults for path in scripts if (faults := install_faults(_text(path)))} == {}
    assert all(line in _text("requirements/install") for line in INSTALLED)
    count("scripts that install", len(scripts))


@pytest.mark.parametrize(
    "line",
    [
        "pip install -r requirements/site.lock",
        "    .venv/bin/python -m pip install --upgrade pip",
        "- run: pip3 install mkdocs",
        "uv pip install mkdocs",
        "curl -sSf https://a.example/install | sh",
        "npm install",
    ],
)
def test_another_way_to_install_is_found(line: str) -> None:
    assert install_faults(f"set -eu\n{line}\n") == [line.strip()]


# --- workflows ------------------------------------------------------------------------------------

ACTION = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
TRIGGERS = {"push", "pull_request", "workflow_dispatch"}
MAY_READ = {"contents", "pages"}
MAY_WRITE: Mapping[tuple[str, str], set[str]] = {
    (".github/workflows/pages.yml", "deploy"): {"pages", "id-token"}
}
"""By path and job: what publishes the site, and nothing that runs what somebody suggested."""


def workflow_faults(path: str, text: str) -> Iterator[str]:
    """What lets others into a workflow, or lets it do more than its work."""
    workflow = yaml.safe_load(text)
    # YAML 1.1 reads the key `on` as a truth value.
    triggers = workflow.get("on", workflow.get(True))
    if extra := set([triggers] if isinstance(triggers, str) else triggers) - TRIGGERS:
        yield f"runs on {sorted(extra)}"
    for line in re.findall(r"^[\s-]*uses: *(.*)$", text, re.MULTILINE):
        if ACTION.fullmatch(line) is None:
            yield f"uses {line}"
    if "secrets." in text:
        yield "has secrets"
    yield from _permission_faults(path, "", workflow.get("permissions"))
    for name, job in workflow["jobs"].items():
        if "permissions" in job:
            yield from _permission_faults(path, name, job["permissions"])
        if job.get("runs-on") != "ubuntu-latest":
            yield f"{name} runs on {job.get('runs-on')}"
        for step in job.get("steps", ()):
            yield from _step_faults(name, step)


def _permission_faults(path: str, job: str, given: object) -> Iterator[str]:
    if not isinstance(given, dict):
        yield f"{job} has the permissions {given}"
        return
    for scope, level in given.items():
        written = level == "write" and scope in MAY_WRITE.get((path, job), ())
        if not written and (scope, level) not in {(each, "read") for each in MAY_READ}:
            yield f"{job} may {level} {scope}"


def _step_faults(job: str, step: Mapping[str, object]) -> Iterator[str]:
    # An expression is put into the script before a shell reads it, whoever wrote its value.
    if "${{" in str(step.get("run", "")):
        yield f"{job} runs {step['run']}"
    if re.search(r"github\.(?:event|head_ref)", str(step)):
        yield f"{job} takes what somebody else wrote"
    options = step.get("with")
    kept = not isinstance(options, dict) or options.get("persist-credentials") is not False
    if str(step.get("uses", "")).startswith("actions/checkout@") and kept:
        yield f"{job} leaves its token behind"


def test_workflows_use_pinned_actions_and_can_do_no_more_than_their_work(count: Count) -> None:
    paths = _paths(".github/workflows/*", ".github/actions/**/*")
    assert {path: list(workflow_faults(path, _text(path))) for path in paths} == {
        path: [] for path in paths
    }
    count("pinned actions", sum(_text(path).count("uses:") for path in paths))


SHA = "0a" * 20
WORKFLOW = f"""
on: [push, pull_request]
permissions: {{contents: read}}
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@{SHA} # v7.0.1
        with: {{persist-credentials: false}}
      - run: make test
"""


@pytest.mark.parametrize(
    "old,new,said",
    [
        (" # v7.0.1", "", f"uses actions/checkout@{SHA}"),
        (f"@{SHA} # v7.0.1", "@v7", "uses actions/checkout@v7"),
        (f"@{SHA}", f"@{SHA[:7]}", f"uses actions/checkout@{SHA[:7]} # v7.0.1"),
        ("[push, pull_request]", "pull_request_target", "runs on ['pull_request_target']"),
        ("[push, pull_request]", "{push: , issue_comment: }", "runs on ['issue_comment']"),
        ("permissions: {contents: read}\n", "", " has the permissions None"),
        ("{contents: read}", "write-all", " has the permissions write-all"),
        ("{contents: read}", "{contents: write}", " may write contents"),
        (
            "    runs-on",
            "    permissions: {packages: write}\n    runs-on",
            "test may write packages",
        ),
        ("    runs-on", "    permissions: {pages: write}\n    runs-on", "test may write pages"),
        ("ubuntu-latest", "self-hosted", "test runs on self-hosted"),
        ("make test", "make ${{ inputs.x }}", "test runs make ${{ inputs.x }}"),
        (
            "make test",
            "x\n        env: {X: '${{ github.head_ref }}'}",
            "test takes what somebody else wrote",
        ),
        ("make test", "x\n        env: {X: '${{ secrets.X }}'}", "has secrets"),
        ("{persist-credentials: false}", "{fetch-depth: 0}", "test leaves its token behind"),
    ],
)
def test_a_workflow_that_lets_others_in_is_found(old: str, new: str, said: str) -> None:
    assert list(workflow_faults("", WORKFLOW)) == []
    assert WORKFLOW.count(old) >= 1
    assert list(workflow_faults("", WORKFLOW.replace(old, new, 1))) == [said]


# --- code -----------------------------------------------------------------------------------------

BUILT_IN = frozenset({"eval", "exec", "compile", "__import__"})
SHELLS = {"sh", "bash", "dash", "zsh", "cmd", "powershell"}
REVIEWED: Mapping[str, Mapping[str, int]] = {
    # Says what a pipe of a shell does with the program's exit code.
    "tests/test_cli.py": {"a shell": 1},
    # What an autoescaped macro or template has made.
    "generator/hashiya/pages.py": {"text marked as escaped": 4},
    # A drawing, whose words are escaped where it is drawn.
    "generator/hashiya/plates.py": {"text marked as escaped": 1},
    # A title, which MkDocs has as HTML, to take its tags off.
    "generator/hashiya/plugin.py": {"text marked as escaped": 2},
}
"""By path: what was looked at, and how often it may stand there."""


def code_faults(code: str) -> Counter[str]:
    """What of a Python file runs text, unpickles, calls a shell, or takes back an escape."""
    tree = ast.parse(code)
    found = Counter(mentioned(tree) & RUNS_TEXT)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            renamed = {each.name for each in node.names if each.asname} & {
                "os",
                "subprocess",
                "yaml",
            }
            found.update(f"{name} by another name" for name in renamed)
        elif isinstance(node, ast.Call):
            found.update(_call_faults(node))
    return found


def _call_faults(call: ast.Call) -> Iterator[str]:
    name = ast.unparse(call.func)
    options = {each.arg: each.value for each in call.keywords}
    first = call.args[0] if call.args else options.get("args")
    if name in BUILT_IN:
        yield f"a call of {name}"
    if "shell" in options and ast.unparse(options["shell"]) != "False":
        yield "a shell"
    if name.startswith("subprocess."):
        yield from _command_faults(first)
    if name == "getattr" and first is not None and ast.unparse(first) in {"yaml", "os"}:
        wanted = call.args[1]
        known = isinstance(wanted, ast.Constant) and isinstance(wanted.value, str)
        if not known or f"{ast.unparse(first)}.{ast.literal_eval(wanted)}" in RUNS_TEXT:
            yield "a name that is looked up"
    if name.rpartition(".")[2] == "Markup" and not isinstance(first, ast.Constant):
        yield "text marked as escaped"
    if name.rpartition(".")[2] == "Environment":
        escapes = options.get("autoescape")
        if escapes is None or ast.unparse(escapes) != "True":
            yield "templates that don't escape"


def _command_faults(command: ast.expr | None) -> Iterator[str]:
    if isinstance(command, ast.JoinedStr | ast.BinOp) or (
        isinstance(command, ast.Constant) and isinstance(command.value, str)
    ):
        yield "a command that is a string"
    words = command.elts if isinstance(command, ast.List | ast.Tuple) else []
    if words and isinstance(words[0], ast.Constant) and words[0].value in SHELLS:
        yield "a shell"


def test_no_code_runs_text_unpickles_or_calls_a_shell(count: Count) -> None:
    paths = _paths("generator/**/*.py", "tests/**/*.py", "benchmarks/**/*.py")
    found = {path: dict(faults) for path in paths if (faults := code_faults(_text(path)))}
    assert found == REVIEWED
    count("files of Python", len(paths))


def test_the_program_itself_has_nothing_of_it_under_any_name() -> None:
    assert RUNS_TEXT < NOWHERE  # which test_architecture.py looks for in each module


@pytest.mark.parametrize(
    "code,said",
    [
        ("eval('1')", "a call of eval"),
        ("exec(text)", "a call of exec"),
        ("eval = eval\neval('1')", "a call of eval"),
        ("import pickle", "pickle"),
        ("from marshal import loads", "marshal"),
        ("import shelve as store", "shelve"),
        ("import yaml\nyaml.load(text, Loader=yaml.SafeLoader)", "yaml.load"),
        ("import yaml\nyaml.parse(text, Loader=yaml.Loader)", "yaml.Loader"),
        ("from yaml import unsafe_load", "yaml.unsafe_load"),
        ("import yaml as y\ny.load(text)", "yaml by another name"),
        ("import yaml\ngetattr(yaml, 'Unsafe' + 'Loader')", "a name that is looked up"),
        ("import yaml\ngetattr(yaml, 'UnsafeLoader')", "a name that is looked up"),
        ("import os\ngetattr(os, name)('ls')", "a name that is looked up"),
        ("import os\nos.system('ls')", "os.system"),
        ("import subprocess\nsubprocess.run(words, shell=True)", "a shell"),
        ("run(words, shell=wanted)", "a shell"),
        ("import subprocess\nsubprocess.run(['bash', '-c', text])", "a shell"),
        ("import subprocess\nsubprocess.run('ls')", "a command that is a string"),
        ("import subprocess\nsubprocess.Popen(args=f'ls {x}')", "a command that is a string"),
        ("import subprocess\nsubprocess.run('ls ' + x)", "a command that is a string"),
        ("import markupsafe\nmarkupsafe.Markup(text)", "text marked as escaped"),
        ("import jinja2\njinja2.Environment()", "templates that don't escape"),
        ("import jinja2\njinja2.Environment(autoescape=False)", "templates that don't escape"),
    ],
)
def test_planted_code_is_found(code: str, said: str) -> None:
    assert said in code_faults(code)


@pytest.mark.parametrize(
    "code",
    [
        "import re\nre.compile('x')",
        "page.evaluate('1')",
        "import subprocess\nsubprocess.run([program, '-c', text], shell=False)",
        "import yaml\nyaml.safe_load(text)\ngetattr(yaml, 'CSafeLoader', yaml.SafeLoader)",
        "import os\ngetattr(os, 'O_NOFOLLOW', 0)",
        "import jinja2\njinja2.Environment(autoescape=True)",
        "import markupsafe\nmarkupsafe.Markup('')",
        "'eval(1)'  # exec, pickle",
    ],
)
def test_nothing_is_found_in_code_that_does_nothing_of_it(code: str) -> None:
    assert code_faults(code) == {}


# --- templates and scripts ------------------------------------------------------------------------

UNESCAPED = re.compile(r"\|\s*safe\b|\bautoescape\b|\bMarkup\b")
LIVE = re.compile(
    r"<script\b(?![^>]* src=)|<style\b|\son[a-z]+\s*=|\sstyle\s*=|javascript:|https?://(?!www\.w3\.org/)"
)
RUNS_IN_A_BROWSER = re.compile(
    r"\beval\b|\bFunction\s*\(|\.innerHTML\b|\.outerHTML\b|insertAdjacentHTML|document\.write"
    r"|set(?:Timeout|Interval)\(\s*[\"'`]|\bon(?:click|load|error)\b|setAttribute\(\s*[\"'](?:style|on)"
)


def template_faults(template: str) -> list[str]:
    """What takes back an escape, or stands inside a page and needs more than the policy lets."""
    # A comment is no part of what is made.
    made = re.sub(r"\{#.*?#\}", "", template, flags=re.DOTALL)
    return [match[0].strip() for rule in (UNESCAPED, LIVE) for match in rule.finditer(made)]


def script_faults(script: str) -> list[str]:
    """What makes a program, or a page, of text."""
    code = re.sub(r"^\s*//.*$", "", script, flags=re.MULTILINE)
    return [match[0] for match in RUNS_IN_A_BROWSER.finditer(code)]


def test_templates_escape_and_put_nothing_live_into_a_page(count: Count) -> None:
    paths = _paths("generator/hashiya/templates/**/*.html", "generator/hashiya/theme/**/*.html")
    assert {path: faults for path in paths if (faults := template_faults(_text(path)))} == {}
    count("templates", len(paths))


def test_scripts_make_no_program_of_text(count: Count) -> None:
    paths = _paths("generator/hashiya/scripts/*.js")
    assert {path: faults for path in paths if (faults := script_faults(_text(path)))} == {}
    count("scripts of the site", len(paths))


@pytest.mark.parametrize(
    "template",
    [
        "{{ text|safe }}",
        "{{ text | safe }}",
        "{% autoescape false %}",
        "<script>run()</script>",
        "<style>p {}</style>",
        '<p style="color: red">',
        '<p\n  onclick="run()">',
        '<a href="javascript:run()">',
        '<img src="https://a.example/x.png">',
    ],
)
def test_a_template_that_is_live_or_unescaped_is_found(template: str) -> None:
    assert len(template_faults(f"<p>{{{{ text }}}}</p>{template}")) == 1
    assert template_faults('{# <script> #}<script src="{{ x | url }}"></script>') == []


@pytest.mark.parametrize(
    "script",
    [
        "eval(text)",
        "new Function(text)",
        "card.innerHTML = text",
        "document.write(text)",
        'setTimeout("run()", 1)',
        "card.onclick = run",
        "card.setAttribute('style', text)",
    ],
)
def test_a_script_that_makes_a_program_of_text_is_found(script: str) -> None:
    assert len(script_faults(f"const a = 1;\n{script};\n")) == 1
    assert script_faults("  // no innerHTML\ncard.textContent = text;") == []
