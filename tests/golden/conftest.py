"""One whole run of the example, by the command a user types, shared by the tests that look at what it left."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from tests.project import ROOT, copy_of_the_project

NATIONAL = ROOT.parent / "shared" / "data" / "national"


@dataclass(frozen=True)
class Release:
    """What a run left, and what it said."""

    folder: Path
    said: str
    file: str = "index.html"

    @property
    def page(self) -> str:
        return (self.folder / "public" / self.file).read_text(encoding="utf-8")

    @property
    def text(self) -> str:
        """The words of the page, with single spaces."""
        text = " ".join(BeautifulSoup(self.page, "html.parser").get_text(" ").split())
        return text.replace(" ,", ",").replace(" .", ".")

    @property
    def checks(self) -> pd.DataFrame:
        return pd.read_csv(self.folder / "internal" / "checks.csv", keep_default_na=False)

    @property
    def figures(self) -> pd.DataFrame:
        return pd.read_parquet(self.folder / "internal" / "figures.parquet")


def run(root: Path, params: str, *options: str) -> str:
    """Run the command as a user types it; returns what it said."""
    command = [sys.executable, "-m", "send_analysis", "run", params, *options]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def national_option() -> list[str]:
    """The option that names the Department's files where they are beside the project; the facts stand in otherwise."""
    return ["--national", str(NATIONAL)] if NATIONAL.is_dir() else []


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory, national_option: list[str]) -> Release:
    """The example's release of June 2022."""
    root = copy_of_the_project(tmp_path_factory.mktemp("project"))
    said = run(root, "params/swindon/2022-06.yaml", *national_option)
    return Release(root / "outputs" / "swindon" / "2022-06", said)


@pytest.fixture(scope="session")
def paper(tmp_path_factory: pytest.TempPathFactory, national_data: Path) -> Release:
    """Oldham's committee paper, with the Department's files."""
    root = copy_of_the_project(tmp_path_factory.mktemp("project"))
    said = run(root, "params/oldham/2020-09.yaml", "--only", "committee_paper", "--national", str(national_data))
    return Release(root / "outputs" / "oldham" / "2020-09-only-committee_paper", said, "committee-paper.html")
