"""The notebooks are the analysis and nothing else: parameterised, without outputs, and run by a user's own Papermill."""

import re
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

import nbformat
import papermill
import pytest

from tests.golden.refresh import WITH_NATIONAL_FILES
from tests.project import ROOT, copy_of_the_project, make_anytown

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
IDS = [path.stem for path in NOTEBOOKS]

#: The params, and whose they are, of notebooks that are no section of the Swindon example.
PARAMS_OF = {
    "statutory_return": ("params/anytown/2025.yaml", "Anytown Council"),
    "improvement_plan": ("params/anytown/2025-09.yaml", "Anytown Council"),
    "committee_paper": ("params/oldham/2020-09.yaml", "Oldham Council"),
}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=IDS)
def test_a_notebook_has_one_parameters_cell_and_no_outputs(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    assert sum("parameters" in cell.metadata.get("tags", []) for cell in cells) == 1
    assert not [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=IDS)
def test_a_code_cell_has_at_most_six_lines(path: Path) -> None:
    code = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert not [source for source in code if len(source.splitlines()) > 6]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=IDS)
def test_a_notebook_is_stored_as_jupyterlab_stores_it(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    assert nbformat.writes(notebook) + "\n" == path.read_text(encoding="utf-8")


def test_papermill_runs_a_notebook_from_a_users_own_shell_and_nothing_is_published(tmp_path: Path) -> None:
    root = copy_of_the_project(tmp_path)
    command = [sys.executable, "-m", "papermill", "notebooks/tribunal.ipynb", "out.ipynb"]
    command += ["-p", "params", "params/swindon/2022-04.yaml"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert_shown_and_not_published(root, "Swindon Borough Council, SEND performance: March and April 2022, as at")


@pytest.mark.parametrize("name", [name for name in IDS if name != "tribunal"])
def test_papermill_runs_the_other_notebooks_in_the_same_way_and_nothing_is_published(name: str, tmp_path: Path) -> None:
    root = copy_of_the_project(tmp_path)
    params, publisher = PARAMS_OF.get(name, ("params/swindon/2022-06.yaml", "Swindon Borough Council"))
    if params == "params/anytown/2025.yaml":
        make_anytown(root)
    with chdir(root):
        papermill.execute_notebook(
            f"notebooks/{name}.ipynb", "out.ipynb", {"params": params}, kernel_name="python3", progress_bar=False
        )
    assert_shown_and_not_published(root, publisher)


def assert_shown_and_not_published(root: Path, text: str) -> None:
    shown = [output for cell in nbformat.read(root / "out.ipynb", as_version=4).cells for output in cell.get("outputs", [])]
    assert {output.output_type for output in shown} == {"display_data"}
    assert any(text in output.data["text/html"] for output in shown)
    assert not (root / "outputs").exists()


# The reference copies: each notebook's outputs are compared with those of its copy, and a notebook without one is only run.

COPIES = ROOT / "tests" / "golden" / "notebooks"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=IDS)
def test_a_notebook_has_a_reference_copy_with_the_same_cells_unless_its_outputs_depend_on_the_machine(path: Path) -> None:
    if path.stem in WITH_NATIONAL_FILES:
        assert not (COPIES / path.name).exists()
    else:
        assert cells(COPIES / path.name) == cells(path), "Refresh the copies: make golden"


def test_every_reference_copy_is_of_a_notebook() -> None:
    assert {path.name for path in COPIES.glob("*.ipynb")} < {path.name for path in NOTEBOOKS}


def test_make_test_runs_each_notebook_that_has_no_reference_copy() -> None:
    without = sorted(set(IDS) - {path.stem for path in COPIES.glob("*.ipynb")})
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^UNCOPIED = (.*)$", makefile, re.MULTILINE)[1].split() == without
    assert "--nbval-lax --nbval-current-env $(UNCOPIED:%=notebooks/%.ipynb)" in makefile
    assert "--nbval --nbval-current-env tests/golden/notebooks/" in makefile
    by_hand = " ".join(f"notebooks/{name}.ipynb" for name in without)
    assert f"--nbval-lax --nbval-current-env {by_hand}`" in (ROOT / "docs/how-to-windows-and-conda.md").read_text("utf-8")


def cells(path: Path) -> list[tuple[str, str, list[str]]]:
    """What an analyst wrote: kind, source and tags of each cell."""
    read = nbformat.read(path, as_version=4).cells
    return [(cell.cell_type, cell.source, cell.metadata.get("tags", [])) for cell in read]
