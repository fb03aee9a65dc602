"""What must not be published, found in a notebook and named by cell; never with what the output says.

An output may be a child's row, so a message tells the kind of output and what to do, and nothing of its content.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

from send_analysis.core.errors import PublicationError
from send_analysis.publish.document import MARK, mark_of
from send_analysis.publish.page import check_fragment

#: Kinds of marked output: "shown" is published, "release" is the banner that only the analyst sees.
SHOWN, RELEASE = "shown", "release"

_PRINTED = "text that the cell prints. Delete the print, or say it in a Markdown cell or with release.show.text."
_WARNED = "a warning or another message of the program (stderr). Mend its cause."
_FAILED = "an error. Mend the cell and run the notebook again."
_WIDGET = "a widget, which works only in JupyterLab. Delete it, or show figures with release.show."
_SCRIPT = "JavaScript. A page has no script: delete it."
_PICTURE = "a picture that has not passed disclosure control. Draw charts with release.show."
_BARE = (
    "a table or value that has not passed disclosure control. "
    "Show it with release.show, end the line with a semicolon, or delete it."
)
_UNKNOWN = "an output of a kind that this version does not know. Show figures with release.show, and run the notebook again."


@dataclass(frozen=True)
class Fault:
    """Something that must not be published, and the cell it is in."""

    notebook: str
    cell: int
    what: str


def fault_in(cell: NotebookNode, what: str) -> Fault:
    """A fault of a cell of a joined notebook."""
    place = cell["metadata"][MARK]
    return Fault(place["notebook"], place["cell"], what)


def refuse(faults: Iterable[Fault]) -> None:
    """Raise one error that names every fault; nothing happens when there is none.

    Raises
    ------
    PublicationError
        With a line for each kind of fault of each notebook.
    """
    grouped: dict[tuple[str, str], list[int]] = {}
    for fault in faults:
        cells = grouped.setdefault((fault.notebook, fault.what), [])
        if fault.cell not in cells:
            cells.append(fault.cell)
    if grouped:
        lines = [f"  {_cells(cells)} of {notebook}: {what}" for (notebook, what), cells in grouped.items()]
        raise PublicationError("\n".join(["Nothing is published, because of what these cells hold:", *lines]))


def faults_of_outputs(cells: Iterable[NotebookNode]) -> Iterator[Fault]:
    """Every output that must not be published, of the cells of a joined notebook in order."""
    for cell in cells:
        for output in cell.get("outputs", ()):
            for what in _faults_of(output):
                yield fault_in(cell, what)


def is_shown(output: Mapping[str, Any]) -> bool:
    """Whether `release.show` made the output for the page."""
    return output["output_type"] == "display_data" and (mark_of(output) or {}).get("kind") == SHOWN


def _faults_of(output: Mapping[str, Any]) -> Iterator[str]:
    kind = output["output_type"]
    if kind == "stream":
        yield _WARNED if output["name"] == "stderr" else _PRINTED
    elif kind == "error":
        yield _FAILED
    elif kind not in ("display_data", "execute_result"):
        yield _UNKNOWN
    elif kind == "execute_result" or mark_of(output) is None:
        yield _unmarked(output["data"])
    elif is_shown(output) and set(output["data"]) <= {"text/html", "text/plain"} and "text/html" in output["data"]:
        yield from check_fragment(output["data"]["text/html"])
    elif (mark_of(output) or {}).get("kind") != RELEASE:
        yield _UNKNOWN


def _unmarked(data: Mapping[str, Any]) -> str:
    if any("widget" in kind for kind in data):
        return _WIDGET
    if any("javascript" in kind for kind in data):
        return _SCRIPT
    return _PICTURE if any(kind.startswith("image/") for kind in data) else _BARE


def _cells(numbers: list[int]) -> str:
    *rest, last = map(str, numbers)
    return f"cells {', '.join(rest)} and {last}" if rest else f"cell {last}"
