"""A preview of a small project, started as a user starts it, and looked at as a browser does."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat
import psutil

from tests.project import ROOT
from tests.publish.conftest import browser  # noqa: F401 - a fixture
from tests.run.conftest import PARAMS, Project, tribunal_alone

#: Longer than any step takes on a machine that has other things to do.
PATIENCE = 60.0


@dataclass(frozen=True)
class Preview:
    """A running preview."""

    project: Project
    address: str
    process: "subprocess.Popen[str]"
    scratch: Path

    def page(self) -> str:
        with urllib.request.urlopen(self.address, timeout=PATIENCE) as answer:
            return answer.read().decode()

    def wait_until(self, holds: Callable[[str], bool]) -> str:
        """The page as soon as something holds of it."""
        end = time.monotonic() + PATIENCE
        while not holds(page := self.page()):
            assert self.process.poll() is None, "the preview has ended"
            assert time.monotonic() < end, shown_state(page)
            time.sleep(0.05)
        return page

    def wait_for(self, text: str) -> str:
        return self.wait_until(lambda page: text in page)

    def wait_until_up_to_date(self) -> str:
        return self.wait_for("Up to date with what is saved.")

    def notebook(self) -> nbformat.NotebookNode:
        return nbformat.read(self.project.root / "notebooks" / "tribunal.ipynb", as_version=4)

    def save(self, notebook: nbformat.NotebookNode) -> None:
        nbformat.write(notebook, self.project.root / "notebooks" / "tribunal.ipynb")

    def processes(self) -> list[psutil.Process]:
        """The preview's process and every other that it has started."""
        own = psutil.Process(self.process.pid)
        return [own, *own.children(recursive=True)]


def shown_state(page: str) -> str:
    """What a page says of the preview."""
    return re.search(r'<div id="preview-state".*?</aside>', page, re.DOTALL)[0]


def below(page: str) -> str:
    """The page below what the preview says."""
    return page.partition("</aside>")[2]


@contextmanager
def preview_of(root: Path, *, with_package: bool = False) -> Iterator[Preview]:
    """A preview of the example with only its tribunal section, ended by Ctrl-C if it has not ended before.

    Parameters
    ----------
    with_package : the project has a package of its own, which may be edited.
    """
    project = tribunal_alone(root / "project")
    package = project.root if with_package else ROOT
    if with_package:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "send_analysis", project.root / "send_analysis", ignore=ignored)
    typed = [sys.executable, "-m", "send_analysis", "preview", PARAMS]
    # A folder of pytest's has too long a name for the socket that processes are forked by.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        environment = os.environ | {"PYTHONPATH": str(package), "TMPDIR": scratch}
        with subprocess.Popen(typed, cwd=project.root, env=environment, stdout=subprocess.PIPE, text=True) as process:
            try:
                address = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())[0]
                yield Preview(project, address, process, Path(scratch))
            finally:
                process.send_signal(signal.SIGINT)
                process.communicate(timeout=PATIENCE)
