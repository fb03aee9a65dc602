"""One whole run of the example, by the command a user types, shared by the tests that look at what it left."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from tests.project import copy_of_the_project


@dataclass(frozen=True)
class Release:
    """What a run left, and what it said."""

    folder: Path
    said: str

    @property
    def page(self) -> str:
        return (self.folder / "public" / "index.html").read_text(encoding="utf-8")

    @property
    def figures(self) -> pd.DataFrame:
        return pd.read_parquet(self.folder / "internal" / "figures.parquet")


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The example's release of June 2022."""
    root = copy_of_the_project(tmp_path_factory.mktemp("project"))
    command = [sys.executable, "-m", "send_analysis", "run", "params/swindon/2022-06.yaml"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return Release(root / "outputs" / "swindon" / "2022-06", done.stdout)
