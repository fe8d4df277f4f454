"""The borders and sizes that keep the program readable, checked on the source itself."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "practice").rglob("*.py"))
SCREENS = sorted(p.parent.name for p in (ROOT / "practice" / "ui").glob("*/screen.py"))
BASE = {"errors", "paths", "log"}
UNSTEADY = {"random", "secrets", "time", "os", "sys", "io", "pathlib", "socket", "subprocess", "tempfile", "threading"}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Every module a file names in an import, wherever it stands; `from a import b` gives a and a.b."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def listed(faults: list[str]) -> str:
    return "\n" + "\n".join(faults)


def test_the_borders_are_kept() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_screens_never_import_each_other() -> None:
    faults = [
        f"{name_of(path)} imports {module}"
        for screen in SCREENS
        for path in (ROOT / "practice" / "ui" / screen).rglob("*.py")
        for module in imports(path)
        if module.startswith("practice.ui.") and module.split(".")[2] in set(SCREENS) - {screen}
    ]
    assert not faults, listed(faults)


def test_the_shared_furniture_knows_no_screen() -> None:
    shared = [p for p in (ROOT / "practice" / "ui").rglob("*.py") if p.parent.name not in SCREENS]
    faults = [
        f"{name_of(path)} imports {module}"
        for path in shared
        if path.name not in ("window.py", "screens.py")  # the window shows the screens
        for module in imports(path)
        if module.startswith("practice.ui.") and module.split(".")[2] in SCREENS
    ]
    assert not faults, listed(faults)


def test_rules_are_pure_and_rules_and_base_need_nothing_but_python() -> None:
    faults = []
    for path in (ROOT / "practice" / "rules").rglob("*.py"):
        for module in imports(path):
            top = module.split(".")[0]
            if top != "practice" and (top not in sys.stdlib_module_names or top in UNSTEADY):
                faults.append(f"{name_of(path)} imports {module}")
    assert not faults, listed(faults)


def test_rules_ask_no_clock() -> None:
    clocks = {"now", "utcnow", "today"}
    faults = [
        f"{name_of(path)}:{node.lineno} asks the clock"
        for path in (ROOT / "practice" / "rules").rglob("*.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in clocks
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in ("date", "datetime")
    ]
    assert not faults, listed(faults)


def test_the_base_needs_nothing_but_python_when_it_is_imported() -> None:
    program = (
        f"import sys; before = set(sys.modules); import {', '.join(f'practice.{name}' for name in sorted(BASE))}; "
    )
    program += "print(*{m.split('.')[0] for m in set(sys.modules) - before})"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) <= sys.stdlib_module_names | {"practice"}


@pytest.mark.parametrize("folder", ["practice", "tests"])
def test_files_stay_short(folder: str) -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / folder).rglob("*.py")}
    faults = [f"{name_of(path)}: {lines} lines" for path, lines in sorted(lengths.items()) if lines > limit_of(path)]
    assert not faults, listed(faults)


def limit_of(path: Path) -> int:
    return 300 if path.name == "screen.py" and path.parent.name in SCREENS else 400


def test_functions_stay_short() -> None:
    faults = [
        f"{name_of(path)}:{node.lineno} {node.name}: {lines_of(node)} lines"
        for path in SOURCES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and lines_of(node) > 40
    ]
    assert not faults, listed(faults)


def lines_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the body, from its first statement on; the docstring does not count."""
    has_words = ast.get_docstring(node) is not None
    body = node.body[1:] if has_words else node.body
    return (node.end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_no_border_is_passed_for_types_only() -> None:
    faults = [name_of(path) for path in SOURCES if "TYPE_CHECKING" in path.read_text(encoding="utf-8")]
    assert not faults, listed(faults)


def test_nothing_is_imported_with_a_star() -> None:
    faults = [f"{name_of(path)}: {module}" for path in SOURCES for module in imports(path) if module.endswith(".*")]
    assert not faults, listed(faults)


def test_style_sheets_are_set_in_the_theme_only() -> None:
    theme = ROOT / "practice" / "ui" / "theme.py"
    faults = [
        f"{name_of(path)}:{node.lineno}"
        for path in SOURCES
        if path != theme
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr == "setStyleSheet"
    ]
    assert not faults, listed(faults)


def test_names_say_what_things_are() -> None:
    empty = ("Manager", "Helper", "Utils", "Controller")
    faults = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in SOURCES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and node.name.endswith(empty)
    ]
    assert not faults, listed(faults)


def test_every_package_and_its_tests_are_packages() -> None:
    """But for the migrations, which are read as files by their number."""
    folders = {path.parent for top in ("practice", "tests") for path in (ROOT / top).rglob("*.py")}
    folders.discard(ROOT / "practice" / "db" / "migrations")
    faults = [name_of(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()]
    assert not faults, listed(faults)
