"""What is told of an error: where it is, the code there, and never a value of a row."""

from pathlib import Path

import nbformat
import pytest

from send_analysis.core.errors import NotebookError, PublicationError
from send_analysis.preview.faults import of_error, of_the_package
from send_analysis.preview.reading import PACKAGE
from send_analysis.preview.reports import Page, Report
from send_analysis.preview.watching import Watched


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one notebook."""
    (tmp_path / "notebooks").mkdir()
    cells = [
        nbformat.v4.new_markdown_cell("## Appeals\n\nSaid.\n\n### Grounds of appeals\n"),
        nbformat.v4.new_code_cell("one = 1"),
        nbformat.v4.new_markdown_cell("No heading"),
        nbformat.v4.new_code_cell("two = 2\nraise"),
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "notebooks" / "tribunal.ipynb")
    return tmp_path


def executed(root: Path, *traceback: str) -> Path:
    """A notebook as a kernel leaves it when a cell fails."""
    output = nbformat.v4.new_output("error", ename="KeyError", evalue="'a child'", traceback=list(traceback))
    path = root / "executed.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x", outputs=[output])]), path)
    return path


@pytest.mark.parametrize(
    ("said", "line"),
    [("\x1b[36mCell\x1b[39m\x1b[36m \x1b[39m\x1b[32mIn[5]\x1b[39m\x1b[32m, line 2\x1b[39m\n1 a", 2), ("KeyError: 'x'", 0)],
)
def test_a_cell_that_failed_is_told_with_its_code_its_line_and_its_heading(root: Path, said: str, line: int) -> None:
    fault = of_error(NotebookError("notebooks/tribunal.ipynb, cell 4: KeyError"), root, executed(root, "---", said))
    [cell] = fault.cells
    assert (cell.notebook, cell.number, cell.source) == ("notebooks/tribunal.ipynb", 4, "two = 2\nraise")
    assert (cell.heading, cell.line) == ("Grounds of appeals", line)


def test_every_cell_that_is_refused_is_told(root: Path) -> None:
    refused = (
        "Nothing is published, because of what these cells hold:\n  cells 2 and 4 of notebooks/tribunal.ipynb: a widget."
    )
    assert [cell.number for cell in of_error(PublicationError(refused), root).cells] == [2, 4]


@pytest.mark.parametrize("named", ["notebooks/gone.ipynb, cell 1", "notebooks/tribunal.ipynb, cell 9", "nothing"])
def test_a_cell_that_is_not_there_any_more_is_named_without_code(root: Path, named: str) -> None:
    fault = of_error(NotebookError(f"{named}: KeyError"), root)
    assert fault.text == f"{named}: KeyError"
    assert not any(cell.source for cell in fault.cells)


def test_an_error_of_the_package_is_told_by_kind_and_place_without_its_text() -> None:
    try:
        nbformat_of_nothing = Watched(Path(), Path(), None)  # type: ignore[arg-type]
        nbformat_of_nothing.look()
    except AttributeError as error:
        fault = of_the_package(error, PACKAGE)
    assert fault.text.startswith("send_analysis/preview/watching.py, line ")
    assert "AttributeError; its text may hold personal data" in fault.text
    assert "NoneType" not in fault.text


def test_a_syntax_error_of_the_package_is_told_by_its_line() -> None:
    error = SyntaxError("invalid syntax", (str(PACKAGE / "measures" / "tribunal.py"), 7, 1, "def def", 7, 8))
    assert of_the_package(error, PACKAGE).text == "send_analysis/measures/tribunal.py, line 7: invalid syntax."


def test_a_report_comes_through_a_line_as_it_was(root: Path) -> None:
    fault = of_error(NotebookError("notebooks/tribunal.ipynb, cell 4: “KeyError”\nand more"), root)
    page, watched = (
        Page(("a", "b"), "index.html", "1"),
        Watched(root, root / "params", root / "package", ("tribunal",), ("x",)),
    )
    for report in (Report(working="", faults=(fault,)), Report(page=page, faults=()), Report(watched=watched)):
        assert report.to_line().count("\n") == 1
        assert Report.from_line(report.to_line()) == report
