"""What the code of a notebook names, and what of it nobody can foresee."""

from pathlib import Path

import nbformat
import pytest

from send_analysis.run.notebook_code import code_of


def notebook(folder: Path, *sources: str) -> Path:
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    nbformat.write(made, folder / "one.ipynb")
    return folder / "one.ipynb"


def test_code_names_what_it_imports_and_asks_for(tmp_path: Path) -> None:
    code = code_of(notebook(tmp_path, "from send_analysis import open_release, plans", "release.requests", "f('reviews')"))
    assert code.imported == {"send_analysis", "send_analysis.open_release", "send_analysis.plans"}
    assert {"requests", "plans", "reviews"} <= code.named
    assert code.unforeseen == ""


def test_modules_beside_a_notebook_are_part_of_it(tmp_path: Path) -> None:
    (tmp_path / "ours.py").write_text("import theirs\nfrom send_analysis import tribunal", encoding="utf-8")
    (tmp_path / "theirs.py").write_text("release = 1", encoding="utf-8")
    code = code_of(notebook(tmp_path, "from ours import x"))
    assert [path.name for path in code.files] == ["one.ipynb", "ours.py", "theirs.py"]
    assert "send_analysis.tribunal" in code.imported


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("import pathlib", "one.ipynb imports pathlib"),
        ("import pandas as pd\npd.read_csv('x.csv')", "one.ipynb uses read_csv"),
        ("from datetime import date\ndate.today()", "one.ipynb uses today"),
        ("open('x')", "one.ipynb uses open"),
        ("%run other.ipynb", "one.ipynb holds code that is not Python alone"),
    ],
)
def test_code_that_may_read_anything_is_told(tmp_path: Path, source: str, said: str) -> None:
    assert code_of(notebook(tmp_path, source)).unforeseen.startswith(said)


def test_a_file_that_is_no_notebook_is_told(tmp_path: Path) -> None:
    (tmp_path / "one.ipynb").write_text("{", encoding="utf-8")
    assert code_of(tmp_path / "one.ipynb").unforeseen == "it is not a notebook that can be read"
