"""What a piece of code reaches, by what is written in it."""

import ast
from pathlib import Path

import pytest

from send_analysis.run.hashes import PACKAGE, program_files
from send_analysis.run.imports import imported_names, reached
from tests.project import ROOT

FILES = {
    "__init__.py": "_FOR_NOTEBOOKS = {'counting': ('send_analysis.measures.counting', None)}",
    "notebook.py": "from send_analysis.show import show",
    "show/__init__.py": "",
    "show/show.py": "def late():\n    from send_analysis.core import (\n        words,\n    )\n",
    "show/style.css": "p {}",
    "core/__init__.py": "",
    "core/words.py": "",
    "measures/__init__.py": "",
    "measures/counting.py": "import send_analysis.core.words",
    "measures/registry.yaml": "a: 1",
    "measures/other.py": "",
    "publish/__init__.py": "",
    "publish/parts/page.css": "p {}",
}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A small package of ours."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_code_reaches_what_it_imports_the_packages_on_the_way_and_the_data_in_them(package: Path) -> None:
    assert reached(package, ["send_analysis.notebook"], FILES) == {
        *("__init__.py", "notebook.py", "show/__init__.py", "show/show.py", "show/style.css"),
        *("core/__init__.py", "core/words.py"),
    }


def test_what_the_package_names_for_notebooks_is_reached_by_its_name(package: Path) -> None:
    found = reached(package, ["send_analysis", "send_analysis.counting"], FILES)
    assert {"measures/counting.py", "measures/registry.yaml", "core/words.py"} <= found
    assert "measures/other.py" not in found


def test_the_imports_of_a_closed_module_are_not_followed(package: Path) -> None:
    found = reached(package, ["send_analysis.counting"], FILES, frozenset({"measures/counting.py"}))
    assert "measures/counting.py" in found
    assert "core/words.py" not in found


def _by_the_whole_tree(source: str) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_nothing_that_a_module_of_the_program_imports_is_overlooked() -> None:
    for path in PACKAGE.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert _by_the_whole_tree(source) <= set(imported_names(source)), path


def test_no_module_imports_relatively_or_by_a_name_made_up_as_it_runs() -> None:
    lazy = {"__init__.py", "core/params/__init__.py", "execution/warm.py"}
    for path in PACKAGE.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert "import_module(" not in source or path.relative_to(PACKAGE).as_posix() in lazy, path
        assert not any(isinstance(node, ast.ImportFrom) and node.level for node in ast.walk(ast.parse(source))), path


def test_every_measure_is_reached_through_the_catalogue_alone_unless_a_notebook_names_it() -> None:
    """`keys.py` does not follow the catalogue's imports for sections that show no improvement plan."""
    importing = [
        path.relative_to(ROOT).as_posix()
        for path in PACKAGE.rglob("*.py")
        if "send_analysis.measures.catalogue" in path.read_text(encoding="utf-8")
    ]
    assert sorted(importing) == ["send_analysis/measures/impact.py", "send_analysis/measures/impact_rules.py"]
    closed = frozenset({"measures/catalogue.py"})
    found = reached(PACKAGE, ["send_analysis.notebook", "send_analysis.front_door"], program_files(), closed)
    assert "measures/front_door.py" in found
    assert "measures/tribunal.py" not in found


def test_making_pages_and_running_belong_to_no_section() -> None:
    found = reached(PACKAGE, ["send_analysis.notebook"], program_files())
    assert not {file for file in found if file.split("/")[0] in ("publish", "run", "execution", "cli.py")}
