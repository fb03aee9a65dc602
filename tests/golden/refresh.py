"""Makes the reference copies of the notebooks anew: run after a change of figures that is meant, and read the difference."""

from pathlib import Path

import nbformat
import papermill

ROOT = Path(__file__).resolve().parents[2]


def refresh() -> None:
    """Execute each notebook with its own defaults and keep it, outputs and all, in tests/golden/notebooks/."""
    folder = ROOT / "tests" / "golden" / "notebooks"
    folder.mkdir(exist_ok=True)
    for source in sorted((ROOT / "notebooks").glob("*.ipynb")):
        made = papermill.execute_notebook(source, None, kernel_name="python3", cwd=folder, progress_bar=False)
        made.metadata = {key: value for key, value in made.metadata.items() if key in ("kernelspec", "language_info")}
        made.metadata["language_info"] = {"name": "python"}
        for cell in made.cells:
            cell.metadata = {key: value for key, value in cell.metadata.items() if key == "tags" and value}
        nbformat.write(made, folder / source.name)
        print(f"tests/golden/notebooks/{source.name}")


if __name__ == "__main__":
    refresh()
