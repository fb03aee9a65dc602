"""Where the project stands, for tests that read its own params, notebooks and documents."""

import shutil
from pathlib import Path

#: The project root: the folder that holds `params/`, `notebooks/` and `tests/`.
ROOT = Path(__file__).resolve().parents[1]


def copy_of_the_project(folder: Path) -> Path:
    """The params, example extracts and notebooks in a folder of their own, so that a test can run and break them."""
    for name in ("params", "data", "notebooks"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    return folder
