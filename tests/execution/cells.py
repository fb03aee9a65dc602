"""Notebooks made of cells, and their execution by Papermill."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbformat
import papermill
from nbformat.v4 import new_code_cell, new_notebook

from send_analysis.execution.engine import ENGINE

KERNELSPEC = {"name": "python3", "display_name": "Python 3", "language": "python"}


def execute(
    folder: Path, *sources: str, engine: str | None = ENGINE, tags: Sequence[str] = (), **asked: Any
) -> nbformat.NotebookNode:
    """Run cells in our engine, or in the one named; returns the executed notebook."""
    cells = [new_code_cell(source, metadata={"tags": list(tags)}) for source in sources]
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": KERNELSPEC}), folder / "cells.ipynb")
    return papermill.execute_notebook(
        folder / "cells.ipynb", folder / "executed.ipynb", engine_name=engine, progress_bar=False, cwd=folder, **asked
    )


def last_text(notebook: nbformat.NotebookNode) -> str:
    """The text of the last cell's last output."""
    output = notebook.cells[-1].outputs[-1]
    return output.get("text") or output["data"]["text/plain"]
