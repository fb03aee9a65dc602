"""Makes the reference copies of the notebooks anew: run after a change of figures that is meant, and read the difference."""

from pathlib import Path

import nbformat
import papermill

ROOT = Path(__file__).resolve().parents[2]

#: Notebooks whose outputs depend on which of the Department's files are on the machine; tests/golden/test_*.py hold them.
WITH_NATIONAL_FILES = ("national_comparison", "committee_paper")


def refresh() -> None:
    """Execute each notebook with its own defaults and keep it, outputs and all, in tests/golden/notebooks/."""
    folder = ROOT / "tests" / "golden" / "notebooks"
    folder.mkdir(exist_ok=True)
    for source in sorted((ROOT / "notebooks").glob("*.ipynb")):
        if source.stem in WITH_NATIONAL_FILES:
            continue
        made = papermill.execute_notebook(source, None, kernel_name="python3", cwd=folder, progress_bar=False)
        made.metadata = {key: value for key, value in made.metadata.items() if key in ("kernelspec", "language_info")}
        made.metadata["language_info"] = {"name": "python"}
        for cell in made.cells:
            cell.metadata = {key: value for key, value in cell.metadata.items() if key == "tags" and value}
        nbformat.write(made, folder / source.name)
        print(f"tests/golden/notebooks/{source.name}")


if __name__ == "__main__":
    refresh()
