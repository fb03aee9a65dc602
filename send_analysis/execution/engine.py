"""A Papermill engine that runs a notebook's cells in a process forked from a warm parent.

Papermill finds it by its entry point: `papermill --engine send-analysis`, `execute_notebook(engine_name="send-analysis")`.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event
from typing import Any

from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.engines import Engine

from send_analysis.execution.cells import Ran, run_cells
from send_analysis.execution.limits import Limits
from send_analysis.execution.outputs import Said
from send_analysis.execution.processes import end_group, start

#: The name of the entry point.
ENGINE = "send-analysis"

#: Seconds between looks whether a run is to stop while a cell works.
_LOOK_EVERY = 0.1

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
        stop: Event | None = None,
        **_: Any,
    ) -> NotebookNode:
        """Run the notebook; its cells hold their outputs afterwards.

        Parameters
        ----------
        folder : where relative paths of the notebook count from; the current one unless given.
        limits : what the notebook may take; `execution_timeout`, which is Papermill's own name, comes before its seconds.
        stop : ends the notebook when it is set.

        Raises
        ------
        CellTimeoutError, DeadKernelError
            When a cell takes too long, or its process ends. A cell that fails ends the notebook, and Papermill tells of it.
        """
        held = limits or Limits()
        with _process(folder or str(Path.cwd()), held) as connection:
            cells = Cells(connection, execution_timeout or held.cell_seconds, stop or Event())
            for index, cell in enumerate(nb_man.nb.cells):
                try:
                    nb_man.cell_start(cell, index)
                    cells.execute(cell)
                except CellExecutionError as error:
                    nb_man.cell_exception(cell, cell_index=index, exception=error)
                    break
                finally:
                    nb_man.cell_complete(cell, cell_index=index)
        nb_man.nb.metadata["language_info"] = _language()
        return nb_man.nb


@contextmanager
def _process(folder: str, limits: Limits) -> Iterator[Connection]:
    process, connection = start(run_cells, folder, limits.mebibytes)
    try:
        yield connection
    finally:
        connection.close()
        end_group(process.pid or 0)
        process.join()


class Cells:
    """The cells of one notebook as they are sent to their process, and what is shown so far."""

    def __init__(self, process: Connection, seconds: float, stop: Event) -> None:
        self._process, self._seconds, self._stop = process, seconds, stop
        self._shown: list[tuple[str, NotebookNode]] = []

    def execute(self, cell: NotebookNode) -> None:
        """Run a cell of code; it holds its outputs and its number afterwards."""
        if cell.cell_type != "code" or not cell.source.strip():
            return
        self._process.send(cell.source)
        ran = self._answer(cell)
        cell.outputs, cell.execution_count = ran.said.outputs, ran.count
        self._show(ran.said)
        if ran.error and _MAY_FAIL not in cell.metadata.get("tags", []):
            raise CellExecutionError(": ".join(ran.error), *ran.error)

    def _show(self, said: Said) -> None:
        self._shown += [pair for pair in zip(said.names, said.outputs, strict=True) if pair[0]]
        for changed, new in said.changes:
            for name, output in self._shown:
                if name == changed:
                    output.data, output.metadata = new.data, new.metadata

    def _answer(self, cell: NotebookNode) -> Ran:
        until = time.monotonic() + self._seconds
        while not self._process.poll(min(_LOOK_EVERY, self._seconds)):
            if self._stop.is_set():
                raise DeadKernelError("The run was stopped")
            if time.monotonic() >= until:
                raise CellTimeoutError.error_from_timeout_and_cell("A cell took too long", int(self._seconds), cell)
        try:
            answer = self._process.recv()
        except (EOFError, ConnectionError):
            raise DeadKernelError("The process that ran the cells has ended") from None
        if isinstance(answer, Exception):
            raise answer
        return answer


def _language() -> dict[str, Any]:
    """What a kernel of this Python says of its language."""
    major = sys.version_info[0]
    return {
        "codemirror_mode": {"name": "ipython", "version": major},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": f"ipython{major}",
        "version": sys.version.split()[0],
    }
