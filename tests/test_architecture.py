"""Who may import whom: the shortest description of the program, and it is executed.

A change of the architecture is a change of these tables, in the same commit.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "generator" / "hashiya"

MAY_IMPORT = {
    # values: text in, value out
    "diagnostics": "",
    "edtf": "",
    "fold": "",
    "numerals": "fold",
    "catalog": "diagnostics edtf",
    "fonts": "",
    # reading: seeds/ becomes an index
    "seeds": "diagnostics",
    "articles": "diagnostics seeds",
    "kinds": "diagnostics seeds articles edtf",
    "anchors": "fold articles",
    "index": "diagnostics seeds kinds articles anchors edtf fold",
    "markup": "",
    "prose": "diagnostics markup seeds fold index",
    "numbering": "",
    "lock": "diagnostics articles fold index kinds numbering seeds",
    "mentions": "fold index",
    "drift": "anchors articles fold index lock",
    "guard": "anchors drift fold mentions numerals",
    "repair": "anchors articles diagnostics drift fold index kinds lock numbering seeds",
    "standing": "edtf index",
    "publishing": "anchors articles index",
    "corrections": "index standing",
    "references": "diagnostics index kinds",
    "coverage": "index kinds",
    "editions": "diagnostics edtf index kinds seeds standing",
    "changes": "editions edtf index standing",
    "summaries": "index prose seeds",
    "texts": "diagnostics fold index kinds",
    "assertions": "diagnostics edtf index mentions numerals",
    # judging: checks see everything above, and nothing sees them but the recipe
    "checks": "* but checks.* account binder briefing cards chains disputes dossier views volume "
    "spreads figures figures.* grids impact insets notices plates related pages pdf printing "
    "exports.* policy search_index sitemap hashiya cli plugin revisions writing",
    "checks.*": "* but account binder briefing cards chains disputes dossier views volume "
    "spreads figures figures.* grids impact insets notices plates related pages pdf printing "
    "exports.* policy search_index sitemap hashiya cli plugin revisions writing",
    # composing: what is known becomes what is shown
    "briefing": "anchors articles corrections coverage fold index numbering publishing standing",
    "impact": "briefing corrections diagnostics disputes index kinds prose references standing "
    "summaries",
    "views": "briefing catalog corrections edtf fold index mentions prose standing",
    "account": "catalog changes editions edtf index standing",
    "figures": "figures.*",
    "plates": "figures figures.* grids views",
    "figures.*": "briefing catalog edtf figures.* index standing views",
    "insets": "briefing disputes grids kinds plates standing views",
    "chains": "briefing standing views",
    "disputes": "briefing index standing views",
    "dossier": "articles briefing index numbering views",
    "notices": "briefing corrections standing views",
    "related": "briefing",
    "grids": "briefing catalog edtf figures.* index standing views",
    "pages": "account briefing catalog chains changes disputes dossier grids index insets mentions "
    "notices plates prose related seeds standing views",
    "cards": "account fonts pages views",
    # printing: a volume is bound, then set
    "binder": "briefing prose standing views",
    "volume": "account binder briefing corrections figures.* fold index kinds prose standing views",
    "spreads": "binder",
    "pdf": "fonts spreads volume",
    "printing": "checks diagnostics figures pages pdf views volume",
    "outputs": "",
    "policy": "",
    "exports": "",
    "exports.*": "pages briefing views",
    "exports.changes_text": "account catalog diagnostics",
    "exports.repair_text": "drift guard index mentions repair",
    "exports.changes_json": "changes editions edtf index",
    "exports.impact_text": "catalog diagnostics impact index standing views",
    "exports.impact_json": "diagnostics impact index standing",
    # the recipe, and the two who follow it
    "": "* but cli plugin revisions writing",
    "cli": "* but plugin",
    "revisions": "seeds",
    "writing": "seeds",
    "__main__": "cli",
    "plugin": "hashiya cards catalog diagnostics fonts markup outputs pages pdf policy printing "
    "prose search_index sitemap writing",
    "search_index": "fold",
    "sitemap": "",
}
"""Module below `hashiya` ("" is the package itself, `hashiya` where it is imported) to modules."""

MAY_USE = {
    "cards": "pypdfium2 typst",
    "seeds": "yaml",
    "catalog": "babel yaml",
    "outputs": "pypdfium2",
    "pages": "jinja2 markupsafe",
    "plates": "markupsafe",
    "fonts": "fontTools typst",
    "pdf": "typst",
    "prose": "markdown_it",
    "exports.markdown": "yaml",
    "plugin": "jinja2 mkdocs markupsafe",
}
"""Module to what it may import that is neither ours nor Python's."""

TOUCHES_FILES = {"seeds", "cli", "outputs", "plugin", "revisions", "writing"}
READS_ITS_PACKAGE = {
    "catalog",
    "cards",
    "pages",
    "pdf",
    "checks",
    "exports.markdown",
    "figures.outlines",
    "fonts",
}
"""These read templates, styles and strings that came with the program, and nothing else."""

NAMES_FOLDERS = TOUCHES_FILES | {""}
"""These know a `Path`; the package's root only hands it to `seeds`."""

FILE_CALLS = frozenset(
    "open read_text read_bytes write_text write_bytes iterdir glob rglob mkdir unlink".split()
)
RUNS_TEXT = frozenset(
    "eval exec compile __import__ builtins runpy pickle marshal shelve dill "
    "yaml.load yaml.full_load yaml.unsafe_load "
    "yaml.load_all yaml.full_load_all yaml.unsafe_load_all "
    "yaml.Loader yaml.FullLoader yaml.UnsafeLoader "
    "yaml.CLoader yaml.CFullLoader yaml.CUnsafeLoader "
    "os.system os.popen os.execv os.execve os.execvp os.execvpe os.spawnv os.spawnvp "
    "pty.spawn subprocess.getoutput subprocess.getstatusoutput".split()
)
"""What makes a program of text. Tests and benchmarks have none either (test_supply_chain.py)."""

NOWHERE = RUNS_TEXT | frozenset(
    "breakpoint input ctypes socket http urllib.request requests".split()
)
ONLY_AT_THE_EDGE = frozenset(
    "random secrets uuid time tempfile subprocess threading asyncio locale "
    "os.environ os.getenv os.urandom os.getcwd sys.argv sys.path "
    "datetime.now datetime.today datetime.utcnow date.today "
    "datetime.datetime.now datetime.datetime.today datetime.datetime.utcnow datetime.date.today "
    "Path.cwd Path.home print".split()
)
EDGE = {"__main__", "cli", "plugin", "revisions", "writing"}

SCREEN = 60
"""Lines of the longest function."""


def _modules() -> dict[str, ast.Module]:
    """Every module of the package by its dotted name below `hashiya`."""
    found = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        parts = file.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(file.read_text(encoding="utf-8"), filename=str(file))
    return found


MODULES = _modules()
EVERY_MODULE = pytest.mark.parametrize("module", sorted(MODULES))


def _row(module: str) -> str | None:
    """The row of `MAY_IMPORT` that speaks for a module."""
    family = f"{module.split('.')[0]}.*"
    return next((row for row in (module, family) if row in MAY_IMPORT), None)


def _matches(module: str, pattern: str) -> bool:
    if pattern.endswith(".*"):
        return module.startswith(pattern[:-1])
    return module == ("" if pattern == "hashiya" else pattern)


def _may_import(module: str, imported: str) -> bool:
    row = _row(module)
    words = MAY_IMPORT[row].split() if row is not None else []
    if words[:2] == ["*", "but"]:
        return not any(_matches(imported, pattern) for pattern in words[2:])
    return any(_matches(imported, pattern) for pattern in words)


def _imported(tree: ast.Module) -> Iterator[str]:
    """What a module imports: `a` of `import a`, `a.b` of `from a import b`, wherever it stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: imports are absolute"
            assert node.module is not None
            for alias in node.names:
                yield f"{node.module}.{alias.name}"


def _own_imports(tree: ast.Module) -> set[str]:
    """The modules below `hashiya` that a module imports; "" is the package itself."""
    own = set()
    for name in _imported(tree):
        if name == "hashiya" or name.startswith("hashiya."):
            below = name.removeprefix("hashiya").removeprefix(".")
            own.add(below if below in MODULES else below.rpartition(".")[0])
    return own


def _foreign_imports(tree: ast.Module) -> set[str]:
    """The top-level packages that a module imports and that are neither ours nor Python's."""
    tops = {name.split(".")[0] for name in _imported(tree)}
    return tops - sys.stdlib_module_names - {"hashiya"}


def _dotted(node: ast.expr) -> str | None:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        base = _dotted(node.value)
        return base and f"{base}.{node.attr}"
    return None


def mentioned(tree: ast.Module) -> set[str]:
    """The dotted names that a module imports or uses, with every shorter beginning of them."""
    bound = _bound(tree)
    full = set(_imported(tree))
    full |= {
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.Name | ast.Attribute) and (name := _dotted(node))
        # A name that the module assigns or takes as an argument is its own.
        if name.split(".")[0] not in bound
    }
    return {".".join(name.split(".")[: n + 1]) for name in full for n in range(name.count(".") + 1)}


def _bound(tree: ast.Module) -> set[str]:
    stored = {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    return stored | {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}


def _called_methods(tree: ast.Module) -> set[str]:
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {
        func.id if isinstance(func, ast.Name) else func.attr
        for func in calls
        if isinstance(func, ast.Name | ast.Attribute)
    }


def test_there_is_a_program_to_look_at() -> None:
    assert len(MODULES) > 10


@EVERY_MODULE
def test_module_is_in_the_table(module: str) -> None:
    assert _row(module) is not None, f"who may hashiya.{module} import? Add it to MAY_IMPORT"


@pytest.mark.parametrize("row", sorted(MAY_IMPORT))
def test_row_speaks_of_modules_that_exist(row: str) -> None:
    words = [word for word in MAY_IMPORT[row].split() if word not in {"*", "but"}]
    for pattern in [row, *words]:
        assert any(_matches(module, pattern) for module in MODULES), f"no module {pattern!r}"


@pytest.mark.parametrize("module", sorted(MAY_USE))
def test_row_of_foreign_packages_is_used_up(module: str) -> None:
    assert module in MODULES
    assert set(MAY_USE[module].split()) == _foreign_imports(MODULES[module])


@EVERY_MODULE
def test_module_imports_only_what_the_table_allows(module: str) -> None:
    wrong = {name for name in _own_imports(MODULES[module]) if not _may_import(module, name)}
    assert wrong == set(), f"hashiya.{module} must not import these"


@EVERY_MODULE
def test_module_uses_no_foreign_package_but_its_own(module: str) -> None:
    assert _foreign_imports(MODULES[module]) <= set(MAY_USE.get(module, "").split())


def test_imports_make_no_circle() -> None:
    open_modules = {name: _own_imports(tree) - {name} for name, tree in MODULES.items()}
    while free := {name for name, needs in open_modules.items() if not needs & set(open_modules)}:
        for name in free:
            del open_modules[name]
    assert open_modules == {}


@EVERY_MODULE
def test_module_touches_no_file_unless_that_is_its_work(module: str) -> None:
    tree = MODULES[module]
    if module in TOUCHES_FILES:
        return
    names = set(_imported(tree))
    if module not in NAMES_FOLDERS:
        assert not names & {"pathlib", "pathlib.Path", "os", "io", "shutil", "os.path"}
    if _called_methods(tree) & FILE_CALLS:
        assert module in READS_ITS_PACKAGE
        assert any(name.startswith("importlib.resources") for name in mentioned(tree))


@EVERY_MODULE
def test_module_names_nothing_forbidden(module: str) -> None:
    forbidden = NOWHERE if module in EDGE else NOWHERE | ONLY_AT_THE_EDGE
    assert mentioned(MODULES[module]) & forbidden == set()


@EVERY_MODULE
def test_module_keeps_no_state(module: str) -> None:
    statements = [node.lineno for node in ast.walk(MODULES[module]) if isinstance(node, ast.Global)]
    assert statements == []


@EVERY_MODULE
def test_function_fits_a_screen(module: str) -> None:
    long = {
        node.name
        for node in ast.walk(MODULES[module])
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (node.end_lineno or node.lineno) - node.lineno >= SCREEN
    }
    assert long == set()


def test_only_the_plugin_knows_mkdocs() -> None:
    assert {name for name, tree in MODULES.items() if "mkdocs" in _foreign_imports(tree)} == {
        "plugin"
    }
