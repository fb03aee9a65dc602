"""A project with one small section, so that a whole run takes seconds and can be broken in every way."""

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import nbformat
import pytest

from send_analysis.cli import main
from tests.project import copy_of_the_project

PARAMS = "params/swindon/2022-06.yaml"


@dataclass(frozen=True)
class Project:
    """A copy of the project that a test may break."""

    root: Path

    @property
    def output(self) -> Path:
        return self.root / "outputs" / "swindon" / "2022-06"

    @property
    def page(self) -> str:
        return (self.output / "public" / "index.html").read_text(encoding="utf-8")

    def run(self, *arguments: str, force: bool = True) -> "subprocess.CompletedProcess[str]":
        """The command as a user types it; in this process, because starting another one takes longer than most runs.

        A run is a whole one unless `force` is taken away: what it takes over otherwise is for test_unchanged.py.
        """
        typed = ["send-analysis", *(arguments or ("run", PARAMS))]
        if "run" in arguments[:1] or not arguments:
            typed += ["--force"] if force else []
            typed += [] if "--formats" in typed else ["--formats", "html,csv"]  # the others take longer than most runs
        out, err = io.StringIO(), io.StringIO()
        with chdir(self.root), redirect_stdout(out), redirect_stderr(err), mock.patch.object(sys, "argv", typed):
            code = _exit_code(main)
        return subprocess.CompletedProcess(typed, code, out.getvalue(), err.getvalue())

    def edit(self, path: str, pattern: str, replacement: str) -> None:
        """Replace what the pattern finds in a file; it must find something."""
        file = self.root / path
        text, count = re.subn(pattern, replacement, file.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert count
        file.write_text(text, encoding="utf-8")

    def end_with(self, *sources: str) -> list[int]:
        """Put code cells in place of all that follows the first measure of the notebook; returns their numbers, from 1."""
        path = self.root / "notebooks" / "tribunal.ipynb"
        notebook = nbformat.read(path, as_version=4)
        kept = next(number for number, cell in enumerate(notebook.cells, start=1) if "registered =" in cell.source)
        notebook.cells[kept:] = map(nbformat.v4.new_code_cell, sources)
        nbformat.write(notebook, path)
        return list(range(kept + 1, len(notebook.cells) + 1))

    def copied_to(self, folder: Path) -> "Project":
        """The project as it is, with what it has published, for a test that changes it."""
        return Project(Path(shutil.copytree(self.root, folder, dirs_exist_ok=True)))


def _exit_code(command: Callable[[], None]) -> int:
    try:
        command()
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def tribunal_alone(root: Path, *releases: str) -> Project:
    """The example with only its tribunal section, the fastest; in these releases, or in the one of June."""
    made = Project(copy_of_the_project(root))
    for params in releases or (PARAMS,):
        made.edit(params, r"^sections: .*", "sections: [tribunal]")
        made.edit(params, r"^  (requests|advice|audits|audit_sections|golden_thread|contacts): .*\n", "")
        made.edit(params, r"^windows:\n(  .*\n)+", "")
    return made


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The example with only its tribunal section, for a test that changes it."""
    return tribunal_alone(tmp_path)
