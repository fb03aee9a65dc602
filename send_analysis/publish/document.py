"""Executed notebooks joined into the one notebook that a page is exported from."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from send_analysis.core.errors import PublicationError

#: The key under which notebooks, cells and outputs carry what this package says of them; the same as `show.MARK`, which is not
#: imported because all that draws would come with it.
MARK = "send_analysis"

#: Papermill's tags for the cells that it adds; they are not in the notebook that the analyst knows.
_ADDED_BY_PAPERMILL = {"injected-parameters", "papermill-error-cell-tag"}

#: What a page of one section leaves out of the context.
_OF_THE_WHOLE_PAGE = ("introduction", "teams", "teams_table", "data_files")


def join(notebooks: Sequence[tuple[str, NotebookNode]], context: Mapping[str, Any]) -> NotebookNode:
    """Executed notebooks as one, in the order given.

    Parameters
    ----------
    notebooks : each section's name, for instance "timeliness", and the executed copy of notebooks/timeliness.ipynb.
    context : the page's facts, see :class:`send_analysis.publish.context.Context`.

    Returns
    -------
    A notebook whose cells know their place (section, notebook, and number counted from 1 as in JupyterLab before the run)
    and carry no other metadata: the same outputs give the same notebook.
    """
    return _joined(
        [cell for section, each in notebooks for cell in _placed(section, f"notebooks/{section}.ipynb", each)], context
    )


def alone(name: str, notebook: NotebookNode) -> NotebookNode:
    """One executed notebook as a joined one, with the context that its opening cell announced.

    Raises
    ------
    PublicationError
        When the notebook opened no release.
    """
    announced = _announced(notebook)
    if announced is None:
        raise PublicationError(
            f"{name} does not say which release it belongs to. Let its first cells open one, as the shipped notebooks do "
            "(release = open_release(params, section=…)), run it from the first cell to the last, save it, and export it then."
        )
    context = {key: value for key, value in announced["context"].items() if key not in _OF_THE_WHOLE_PAGE}
    return _joined(_placed(announced["section"], name, notebook), context)


def mark_of(output: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What `release.show` or `open_release` wrote on an output; None when neither made it."""
    mark = output.get("metadata", {}).get(MARK)
    return mark if isinstance(mark, Mapping) else None


def _announced(notebook: NotebookNode) -> Mapping[str, Any] | None:
    outputs = (output for cell in notebook["cells"] for output in cell.get("outputs", ()))
    marks = (mark for output in outputs if (mark := mark_of(output)) is not None)
    releases = (mark for mark in marks if mark.get("kind") == "release")
    return next((mark for mark in releases if {"section", "context"} <= mark.keys()), None)


def _joined(cells: list[NotebookNode], context: Mapping[str, Any]) -> NotebookNode:
    for number, cell in enumerate(cells, start=1):
        cell["id"] = f"cell-{number}"
    return new_notebook(cells=cells, metadata={MARK: dict(context)})


def _placed(section: str, name: str, notebook: NotebookNode) -> list[NotebookNode]:
    placed, number = [], 0
    for cell in notebook["cells"]:
        number += _ADDED_BY_PAPERMILL.isdisjoint(cell["metadata"].get("tags", ()))
        copied = deepcopy(cell)
        copied["metadata"] = NotebookNode({MARK: {"section": section, "notebook": name, "cell": max(number, 1)}})
        placed.append(copied)
    return placed
