"""A Papermill engine that runs a notebook's cells in a process forked from a warm parent.

Papermill finds it by its entry point: `papermill --engine send-analysis`, `execute_notebook(engine_name="send-analysis")`.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.engines import Engine

from send_analysis.execution.limits import Limits
from send_analysis.execution.processes import end_group, start

#: The name of the entry point.
ENGINE = "send-analysis"

#: A cell with this tag may fail, and the next one runs. Source: nbclient, "allow_errors".
_MAY_FAIL = "raises-exception"


class WarmEngine(Engine):
    """Runs the cells of one notebook, in order, in a process of their own, which is ended afterwards with all that it started."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        execution_timeout: float | None = None,
        folder: str | None = None,
        limits: Limits | None = None,
        **_: Any,
    ) -> NotebookNode:
        """Run the notebook; its cells hold their outputs afterwards.

        Parameters
        ----------
        folder : where relative paths of the notebook count from; the current one unless given.
        limits : what the notebook may take; `execution_timeout`, which is Papermill's own name, comes before its seconds.

        Raises
        ------
        CellTimeoutError, DeadKernelError
            When a cell takes too long, or its process ends. A cell that fails ends the notebook, and Papermill tells of it.
        """
        held = limits or Limits()
        with _process(folder or str(Path.cwd()), held) as cells:
            for index, cell in enumerate(nb_man.nb.cells):
                try:
                    nb_man.cell_start(cell, index)
                    _execute(cell, cells, execution_timeout or held.cell_seconds)
                except CellExecutionError as error:
                    nb_man.cell_exception(cell, cell_index=index, exception=error)
                    break
                finally:
                    nb_man.cell_complete(cell, cell_index=index)
        nb_man.nb.metadata["language_info"] = _language()
        return nb_man.nb


@contextmanager
def _process(folder: str, limits: Limits) -> Iterator[Connection]:
    from send_analysis.execution.cells import run_cells

    process, connection = start(run_cells, folder, limits.mebibytes)
    try:
        yield connection
    finally:
        connection.close()
        end_group(process.pid or 0)
        process.join()


def _execute(cell: NotebookNode, cells: Connection, seconds: float) -> None:
    if cell.cell_type != "code" or not cell.source.strip():
        return
    cell.outputs = []
    cells.send(cell.source)
    ran = _answer(cells, cell, seconds)
    cell.outputs, cell.execution_count = list(ran.outputs), ran.count
    if not ran.succeeded and _MAY_FAIL not in cell.metadata.get("tags", []):
        failed = next(output for output in reversed(cell.outputs) if output.output_type == "error")
        raise CellExecutionError("\n".join(failed.traceback), failed.ename, failed.evalue)


def _answer(cells: Connection, cell: NotebookNode, seconds: float) -> Any:
    if not cells.poll(seconds):
        raise CellTimeoutError.error_from_timeout_and_cell("A cell took too long", seconds, cell)
    try:
        return cells.recv()
    except (EOFError, ConnectionError):
        raise DeadKernelError("The process that ran the cells has ended") from None


def _language() -> dict[str, Any]:
    """What a kernel of this Python says of its language."""
    major, minor, *_ = sys.version_info
    return {
        "codemirror_mode": {"name": "ipython", "version": major},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": f"ipython{major}",
        "version": sys.version.split()[0],
    }
