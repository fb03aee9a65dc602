"""Running one notebook through Papermill, and making sure that it reported on what it was asked to."""

import logging
from pathlib import Path
from threading import Event
from typing import Any

import nbformat
import papermill
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode, ValidationError
from nbformat.reader import NotJSONError
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

from send_analysis.core.errors import NotebookError, SendAnalysisError
from send_analysis.core.params import Params
from send_analysis.core.params.release import COMMITTEE_PAPER
from send_analysis.execution.engine import ENGINE
from send_analysis.execution.limits import Limits
from send_analysis.run.formats import Engine
from send_analysis.show import MARK

#: The kernel that a notebook runs in: the one of the environment that the run itself is in.
KERNEL = "python3"

#: Kernels talk to the run over encrypted sockets, since what they say can hold rows.
_KERNELS = Config({"KernelManager": {"transport_encryption": "auto"}})

#: What a kernel says of itself as it starts and stops is not for the analyst; what a cell says is in its outputs.
_QUIET = ["--log-level=CRITICAL"]


def run_section(
    section: str,
    params: Params,
    prepared: Path,
    executed: Path,
    engine: Engine = "warm",
    limits: Limits | None = None,
    stop: Event | None = None,
) -> NotebookNode:
    """Execute a section's notebook; returns the executed notebook, which is also written to `executed`.

    Parameters
    ----------
    prepared : the folder that the notebook opens in place of a params file.
    engine : what its cells run in.
    limits : what it may take; of memory, where cells run in a process of our own.
    stop : ends it when it is set, there.

    Raises
    ------
    NotebookError
        When there is no such notebook, a cell of it fails, or it reports another release or section than the one asked for.
    """
    source = notebook_path(params.root, section)
    if not source.is_file():
        raise NotebookError(f"notebooks/{section}.ipynb: there is no notebook for {section}.")
    logging.getLogger("papermill").setLevel(logging.ERROR)
    try:
        notebook = papermill.execute_notebook(
            source,
            executed,
            parameters={"params": str(prepared)},
            kernel_name=KERNEL,
            progress_bar=False,
            request_save_on_cell_execute=False,
            **_asked_of(engine, source.parent, limits or Limits(), stop),
        )
    except PapermillExecutionError as error:
        raise _failed(section, error, _cell_number(executed)) from None
    except (NotJSONError, ValidationError):
        raise NotebookError(
            f"notebooks/{section}.ipynb is not a notebook that can be read. Save it again in JupyterLab."
        ) from None
    except CellTimeoutError:
        raise NotebookError(f"notebooks/{section}.ipynb: a cell took longer than it may, and was ended.") from None
    except (DeadKernelError, RuntimeError) as error:
        raise NotebookError(
            f"notebooks/{section}.ipynb: its kernel stopped before the end ({type(error).__name__})."
        ) from None
    _same_release(section, params, notebook, prepared)
    return notebook


def _asked_of(engine: Engine, folder: Path, limits: Limits, stop: Event | None) -> dict[str, Any]:
    """What Papermill hands to an engine. Its own `cwd` moves this whole process, so that two notebooks cannot run at once."""
    if engine == "warm":
        return {"engine_name": ENGINE, "folder": str(folder), "limits": limits, "stop": stop}
    return {"cwd": folder, "config": _KERNELS, "extra_arguments": _QUIET, "execution_timeout": int(limits.cell_seconds)}


def notebook_path(root: Path, section: str) -> Path:
    """Where a section's notebook stands."""
    return root / "notebooks" / f"{section}.ipynb"


def _failed(section: str, error: PapermillExecutionError, cell: int) -> NotebookError:
    # The text of an error in a cell can hold a value of a row, so only that of our own errors is repeated.
    ours = {each.__name__ for each in _subclasses(SendAnalysisError)}
    text = (
        error.evalue if error.ename in ours else f"{error.ename}; its text may hold personal data and is not repeated here"
    )
    if error.ename == CellExecutionError.__name__:
        text = "it did not come to its end. Run it in JupyterLab to see why."
    return NotebookError(f"notebooks/{section}.ipynb, cell {cell}: {text}")


def _subclasses(base: type[SendAnalysisError]) -> list[type[SendAnalysisError]]:
    return [base, *(found for each in base.__subclasses__() for found in _subclasses(each))]


def _cell_number(executed: Path) -> int:
    """The number of the failed cell in the notebook as committed, counted from 1."""
    cells = _own_cells(nbformat.read(executed, as_version=4))
    failed = (number for number, cell in enumerate(cells, start=1) if cell.metadata.get("papermill", {}).get("exception"))
    return next(failed, 0)


def _own_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """The cells that stand in the notebook as committed: not the parameters and error banners that Papermill puts in."""
    added = {"injected-parameters", "papermill-error-cell-tag"}
    return [cell for cell in notebook.cells if not added & set(cell.metadata.get("tags", []))]


def _named(section: str) -> str:
    """How the notebook's opening cell says what it makes."""
    return f'document="{section}"' if section == COMMITTEE_PAPER else "section=..."


def _same_release(section: str, params: Params, notebook: NotebookNode, prepared: Path) -> None:
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    marks = [output.get("metadata", {}).get(MARK, {}) for output in outputs]
    said = [(mark["section"], mark["params"], mark["context"]["period"]) for mark in marks if mark.get("kind") == "release"]
    asked = (section, params.name, params.windows.period.label)
    if said != [asked] or not any(mark.get("opened") == str(prepared) for mark in marks):
        opens = f"open_release(params, {_named(section)})"
        what = "; ".join(f"section {each[0]}, {each[1]}, {each[2]}" for each in said) or "nothing"
        raise NotebookError(
            f"notebooks/{section}.ipynb was asked for section {asked[0]}, {asked[1]}, {asked[2]} and reported {what}. "
            f"Its second cell must be {opens}, with the `params` of the cell tagged `parameters`, once."
        )
