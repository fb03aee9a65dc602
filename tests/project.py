"""Where the project stands, for tests that read its own params, notebooks and documents."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

#: The project root: the folder that holds `params/`, `notebooks/` and `tests/`.
ROOT = Path(__file__).resolve().parents[1]


def copy_of_the_project(folder: Path) -> Path:
    """The params, example extracts and notebooks in a folder of their own, so that a test can run and break them."""
    for name in ("params", "data/swindon", "notebooks"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    return folder


def make_anytown(root: Path) -> Path:
    """Make the second example's return in a project by the command that its params name; returns its folder."""
    params = (root / "params" / "anytown" / "2025.yaml").read_text(encoding="utf-8")
    command = re.search(r"^#\s+send-analysis (synthesise .*)$", params, flags=re.MULTILINE)[1]
    subprocess.run([sys.executable, "-m", "send_analysis", *shlex.split(command)], cwd=root, check=True, capture_output=True)
    return root / "data" / "anytown"
