"""The notebooks are the analysis and nothing else: parameterised, without outputs, and run by a user's own Papermill."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

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


@pytest.mark.parametrize("path", NOTEBOOKS, ids=IDS)
def test_papermill_runs_a_notebook_from_a_users_own_shell_and_nothing_is_published(path: Path, tmp_path: Path) -> None:
    root = copy_of_the_project(tmp_path)
    params, publisher = PARAMS_OF.get(path.stem, ("params/swindon/2022-06.yaml", "Swindon Borough Council"))
    if params == "params/anytown/2025.yaml":
        make_anytown(root)
    papermill = [sys.executable, "-m", "papermill", f"notebooks/{path.name}", "out.ipynb"]
    command = [*papermill, "-p", "params", params]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    shown = [output for cell in nbformat.read(root / "out.ipynb", as_version=4).cells for output in cell.get("outputs", [])]
    assert {output.output_type for output in shown} == {"display_data"}
    assert any(publisher in output.data["text/html"] for output in shown)
    assert not (root / "outputs").exists()
