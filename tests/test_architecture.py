"""The rooms of the house import downward only, and the pure ones touch neither files nor the clock."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project import ROOT

PACKAGE = ROOT / "send_analysis"

#: From the ground up: a room imports from its own floor or a lower one.
FLOORS = [
    "core",
    "sources",
    "sen2",
    "datasets",
    "synthetic",
    "measures",
    "national",
    "compare",
    "disclosure",
    "present",
    "notebook",
    "publish",
    "execution",
    "run",
    "preview",
    "cli",
]
#: Modules at the top level that belong to a floor by another name.
FLOOR_OF = {
    "show": "notebook",
    "prepared": "notebook",
    "released": "notebook",
    "__main__": "cli",
}

PURE = ["measures", "compare", "disclosure"]


def floor(module: str) -> int:
    """The floor of a module, from its parts after `send_analysis.`."""
    first = module.split(".")[0]
    return FLOORS.index("cli" if first.startswith("cli_") else FLOOR_OF.get(first, first))


def modules() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if path != PACKAGE / "__init__.py"]


def imports(path: Path) -> set[str]:
    """The modules of ours that a module imports, by their parts after `send_analysis.`."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        found |= {name.removeprefix("send_analysis.") for name in names if name.startswith("send_analysis.")}
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_downward_only(path: Path) -> None:
    own = floor(".".join(path.relative_to(PACKAGE).with_suffix("").parts))
    upward = {name for name in imports(path) if floor(name) > own}
    assert not upward


def test_only_the_command_line_makes_synthetic_rows() -> None:
    makers = [
        path for path in modules() if "synthetic" not in path.parts and any("synthetic" in name for name in imports(path))
    ]
    assert [path.name for path in makers] == ["cli.py"]


@pytest.mark.parametrize("room", PURE)
def test_pure_rooms_touch_neither_files_nor_the_clock(room: str) -> None:
    files = r"\bopen\(|\.read_text|\.write_text|\.to_csv|\.to_parquet|read_csv|read_parquet"
    impure = re.compile(rf"{files}|\.today\(|\.now\(|matplotlib|seaborn")
    for path in (PACKAGE / room).glob("*.py"):
        found = impure.findall(path.read_text(encoding="utf-8"))
        # The registry of definitions is part of the package and read once.
        assert not found or path.name == "registry.py"


def test_a_notebooks_kernel_starts_without_what_reads_and_checks_notebooks() -> None:
    """`nbformat` builds a grammar as it is imported, where JupyterLab is installed: more time than all else a kernel loads."""
    code = (
        "import sys, send_analysis.notebook; print({'nbformat', 'nbconvert', 'papermill', 'jsonschema'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_no_module_is_longer_than_300_lines() -> None:
    lengths = {str(path.relative_to(PACKAGE)): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert not {name: length for name, length in lengths.items() if length > 300}
