"""Cells in our processes leave the outputs that they leave in a Jupyter kernel."""

from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from send_analysis.execution.engine import ENGINE
from tests.execution.cells import execute, last_text

CELLS = {
    "a value": "1 + 1",
    "nothing": "",
    "a stream": "print('a')\nprint('b')",
    "the other stream": "import sys\nprint('a', file=sys.stderr)",
    "displays between prints": "from IPython.display import HTML, display\nprint(1)\ndisplay(HTML('<b>2</b>'))\nprint(3)",
    "metadata of a display": "display({'text/html': '<p>x</p>'}, metadata={'send_analysis': {'kind': 'table'}}, raw=True)",
    "a display that changes": "shown = display('a', display_id='one')\nshown.update('b')",
    "a display that changes later": "shown.update('c')",
    "cleared": "from IPython.display import clear_output\nprint('gone')\nclear_output()\nprint('stays')",
    "cleared when something new is shown": "print('gone')\nclear_output(wait=True)\nprint('stays')",
    "a frame": "import pandas as pd\npd.DataFrame({'plans': [1, 2]})",
    "a line magic": "%pwd",
    "a cell magic": "%%capture caught\nprint('kept')",
    "what a magic caught": "caught.stdout",
    "a command": "!echo plans",
    "top-level await": "import asyncio\nawait asyncio.sleep(0)\n'awaited'",
    "a figure left open": "import matplotlib.pyplot as plt\nplt.plot([1, 2]);",
    "a bytes picture": "from IPython.display import Image\nImage(data=b'\\x89PNG\\r\\n\\x1a\\n' + bytes(40))",
    "the last result": "_",
    "a class of the notebook's own": "class Plan: pass\nPlan.__module__, __name__",
    "no output for a semicolon": "3;",
    "quiet assignment": "x = 3",
}


@pytest.fixture(scope="module")
def cells(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[NotebookNode, NotebookNode]]:
    """Each cell as it was left by our process and by a kernel."""
    folder = tmp_path_factory.mktemp("cells")
    ours, kernels = (execute(folder, *CELLS.values(), engine=engine) for engine in (ENGINE, None))
    assert ours.metadata.language_info == kernels.metadata.language_info
    return dict(zip(CELLS, zip(ours.cells, kernels.cells, strict=True), strict=True))


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_leaves_what_it_leaves_in_a_kernel(cells: dict[str, tuple[NotebookNode, NotebookNode]], name: str) -> None:
    ours, kernels = cells[name]
    assert ours.outputs == kernels.outputs
    assert ours.execution_count == kernels.execution_count


@pytest.mark.parametrize(
    ("source", "name", "text"),
    [
        ("1 / 0", "ZeroDivisionError", "division by zero"),
        ("raise ValueError('no plans')", "ValueError", "no plans"),
        ("a b", "SyntaxError", None),
        ("input('How many?')", "StdinNotImplementedError", None),
        ("import sys\nsys.exit(1)", "SystemExit", "1"),
        ("import asyncio\nraise asyncio.CancelledError", "CancelledError", ""),
    ],
)
def test_an_error_is_told_as_a_kernel_tells_it(tmp_path: Path, source: str, name: str, text: str | None) -> None:
    with pytest.raises(PapermillExecutionError) as caught:
        execute(tmp_path, source, "never = 'run'")
    assert caught.value.ename == name
    assert text is None or caught.value.evalue == text


def test_after_a_cell_that_may_fail_the_next_one_runs(tmp_path: Path) -> None:
    with pytest.raises(PapermillExecutionError):  # Papermill itself knows no cell that may fail
        execute(tmp_path, "1 / 0", "print('went on')", tags=["raises-exception"])
    assert "went on\\n" in (tmp_path / "executed.ipynb").read_text(encoding="utf-8")


def test_a_magic_that_there_is_not_ends_the_notebook_as_in_a_kernel(tmp_path: Path) -> None:
    left = []
    for engine in (ENGINE, None):
        with pytest.raises(PapermillExecutionError):
            execute(tmp_path, "%nosuch", "never = 'run'", engine=engine)
        cells = nbformat.read(tmp_path / "executed.ipynb", as_version=4).cells
        left.append([(cell.outputs, cell.metadata.papermill.exception) for cell in cells if cell.cell_type == "code"])
    assert left[0] == left[1]
    assert left[0][0][1]


def test_the_two_streams_stay_in_order(tmp_path: Path) -> None:
    ran = execute(tmp_path, "import sys\nprint('a')\nprint('b', file=sys.stderr)\nprint('c')")
    assert [(output.name, output.text) for output in ran.cells[0].outputs] == [
        ("stdout", "a\n"),
        ("stderr", "b\n"),
        ("stdout", "c\n"),
    ]


def test_a_stream_takes_text_alone(tmp_path: Path) -> None:
    ran = execute(tmp_path, "import sys\ntry:\n    sys.stdout.write(b'x')\nexcept TypeError as error:\n    print(error)")
    assert last_text(ran) == "write() argument must be str, not bytes\n"
