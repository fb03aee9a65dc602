"""What is told of what went wrong: the error's own words, the cells that it names with their code, and the line."""

import re
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat

from send_analysis.core.errors import SendAnalysisError

_CELL = re.compile(
    r"notebooks/(?P<name>\w+)\.ipynb, cell (?P<cell>\d+)|cells? (?P<cells>[\d, and]+) of notebooks/(?P<of>\w+)\.ipynb"
)
_LINE = re.compile(r"Cell In\s*\[\d+\], line (\d+)|^File .*:(\d+)$")
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Cell:
    """A cell that an error names.

    Parameters
    ----------
    heading : the heading that it stands under on the page, empty where there is none above it.
    line : of the code, counted from 1, where it is known; otherwise 0.
    """

    notebook: str
    number: int
    source: str
    heading: str = ""
    line: int = 0


@dataclass(frozen=True)
class Fault:
    """One error, in its own words, which hold no value of a row."""

    text: str
    cells: tuple[Cell, ...] = ()


def of_error(error: SendAnalysisError, root: Path, executed: Path | None = None) -> Fault:
    """An error with the code of the cells that it names; `executed` is the notebook as far as it ran."""
    line = 0 if executed is None else _line(executed)
    return Fault(str(error), tuple(_cell(root, name, number, line) for name, number in _named(str(error))))


def of_the_package(error: Exception, package: Path) -> Fault:
    """An error that is none of ours: its kind and where in the package, but not its text, which may hold a value of a row."""
    if isinstance(error, SyntaxError) and error.filename:
        return Fault(f"{_shown(Path(error.filename), package)}, line {error.lineno}: {error.msg}.")
    frames = [each for each in traceback.extract_tb(error.__traceback__) if Path(each.filename).is_relative_to(package)]
    where = f"{_shown(Path(frames[-1].filename), package)}, line {frames[-1].lineno}: " if frames else ""
    known = str(error) if isinstance(error, ImportError) else "its text may hold personal data and is not repeated here"
    return Fault(f"{where}{type(error).__name__}; {known}")


def _shown(path: Path, package: Path) -> str:
    return path.relative_to(package.parent).as_posix() if path.is_relative_to(package) else path.name


def _named(text: str) -> Iterator[tuple[str, int]]:
    """The cells that a message names: that of a notebook that failed, or those that hold what cannot be published."""
    for match in _CELL.finditer(text):
        numbers = match["cell"] or match["cells"]
        for number in re.findall(r"\d+", numbers):
            yield match["name"] or match["of"], int(number)


def _cell(root: Path, name: str, number: int, line: int) -> Cell:
    shown = f"notebooks/{name}.ipynb"
    cells = _cells(root / shown)
    if not 1 <= number <= len(cells):
        return Cell(shown, number, "")
    headings = [found for cell in cells[:number] if (found := _heading(cell))]
    return Cell(shown, number, cells[number - 1].source, headings[-1] if headings else "", line)


def _heading(cell: nbformat.NotebookNode) -> str:
    found = re.findall(r"^#{1,6}\s+(.*?)\s*$", cell.source, re.MULTILINE) if cell.cell_type == "markdown" else []
    return found[-1] if found else ""


def _cells(path: Path) -> list[nbformat.NotebookNode]:
    try:
        return list(nbformat.read(path, as_version=4).cells)
    except (OSError, ValueError, nbformat.ValidationError):  # saved again since, or no notebook: that is told already
        return []


def _line(executed: Path) -> int:
    """The line of the cell at which it failed, from the trace that the kernel has left: nothing else is taken from there."""
    outputs = [output for cell in _cells(executed) for output in cell.get("outputs", ()) if output.output_type == "error"]
    for output in outputs:
        for match in map(_LINE.search, _COLOURS.sub("", "\n".join(output.traceback)).splitlines()):
            if match:
                return int(match[1] or match[2])
    return 0
