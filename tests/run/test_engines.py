"""What is published is the same whatever notebooks run in and however many run at once."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.processes import all_end, descendants, wait_until
from tests.run.conftest import PARAMS, Project, tribunal_alone

CONTACTS = "{path: data/swindon/contacts.csv, from: 2020-09-01, as_at: 2022-05-31}"
WHOLE_LOG = "{dataset: contacts, from: 2020-09-01, to: 2022-05-31}"
ENDLESS = "import pathlib\npathlib.Path('here').touch()\nwhile True:\n    pass"


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The example with two sections, published by a plain run."""
    project = tribunal_alone(tmp_path_factory.mktemp("engines"))
    project.edit(PARAMS, r"^  appeals: .*", rf"\g<0>\n  contacts: {CONTACTS}")
    project.edit(PARAMS, r"^sections: .*", f"sections: [tribunal, front_door]\nwindows:\n  whole_log: {WHOLE_LOG}")
    assert project.run().returncode == 0
    return project


def test_ordinary_kernels_publish_the_same_bytes(warm: Project, tmp_path: Path) -> None:
    kernels = warm.copied_to(tmp_path)
    before = tree(kernels.output / "public")
    assert kernels.run("run", PARAMS, "--engine", "jupyter").returncode == 0
    assert tree(kernels.output / "public") == before


def test_every_notebook_that_fails_is_named_and_nothing_is_published(warm: Project, tmp_path: Path) -> None:
    broken = warm.copied_to(tmp_path)
    before = tree(broken.output)
    for section in ("tribunal", "front_door"):
        broken.edit(f"notebooks/{section}.ipynb", r'"release = open_release', '"1 / 0\\\\\\\\n", "release = open_release')
    done = broken.run()
    assert done.returncode == 14
    assert [line.split(",")[0] for line in done.stderr.splitlines()] == [
        "notebooks/tribunal.ipynb",
        "notebooks/front_door.ipynb",
    ]
    assert tree(broken.output) == before


def test_a_cell_that_takes_too_long_stops_publication(project: Project) -> None:
    project.end_with(ENDLESS)
    done = project.run("run", PARAMS, "--cell-seconds", "1")
    assert done.returncode == 14
    assert "notebooks/tribunal.ipynb: a cell took longer than it may, and was ended." in done.stderr
    assert not project.output.exists()


def test_a_notebook_that_takes_all_memory_stops_publication(project: Project) -> None:
    (cell,) = project.end_with("rows = [bytearray(2**20) for _ in range(2**20)]")
    done = project.run("run", PARAMS, "--cell-memory", "300")
    assert done.returncode == 14
    assert f"notebooks/tribunal.ipynb, cell {cell}: MemoryError" in done.stderr


@pytest.mark.parametrize("name", ["SIGINT", "SIGKILL"])
def test_a_run_that_is_stopped_leaves_nothing_half_published_and_nothing_running(project: Project, name: str) -> None:
    project.end_with(ENDLESS)
    command = [sys.executable, "-m", "send_analysis", "run", PARAMS, "--formats", "html"]
    with subprocess.Popen(command, cwd=project.root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as run:
        wait_until((project.root / "notebooks" / "here").exists)
        of_the_run = descendants(run.pid)
        run.send_signal(signal.Signals[name])
        run.communicate(timeout=30)
    assert len(of_the_run) >= 3
    assert all_end(of_the_run)
    assert not project.output.exists()
    assert [path.name for path in (project.root / "outputs" / "swindon").iterdir() if path.is_dir()] == []
