"""Calls on a Dask cluster end as calls on this machine do; those of a worker that is lost take place on another."""

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from send_analysis.core.errors import DataError, SetupError
from send_analysis.execution.cluster import call_each_on_cluster
from tests.execution.dask import Cluster, cluster_in
from tests.execution.functions import double, note, wait_for_others
from tests.processes import all_end, descendants, wait_until
from tests.run.conftest import PARAMS, Project, tribunal_alone

pytestmark = [
    pytest.mark.skipif(importlib.util.find_spec("distributed") is None, reason="needs the package distributed"),
    pytest.mark.skipif(sys.platform != "linux", reason="the tests look at processes as Linux shows them"),
]

#: A cell that says that it is at work, and works until the file `go` is there.
UNTIL_GO = """import os, pathlib, time
pathlib.Path(f"here-{os.getpid()}").touch()
while not pathlib.Path("go").exists():
    time.sleep(0.05)"""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Two workers: one as Dask starts it unless told otherwise, below a process that watches it, and one by itself."""
    with cluster_in(tmp_path_factory.mktemp("cluster")) as made:
        made.add_worker()
        made.add_worker("--no-nanny")
        yield made


def silent(number: int, said: str) -> None:
    raise AssertionError(said)


def test_each_call_ends_with_its_own_value_or_error(cluster: Cluster) -> None:
    asked = [{"number": number} for number in (1, 2, -1, 0)]
    calls = call_each_on_cluster(double, cluster.address, asked, [[0], [1], [2], [3]], silent)
    ended = {each.number: each for each in calls}
    assert [ended[number].value for number in (0, 1)] == [2, 4]
    assert isinstance(ended[2].error, DataError)
    assert isinstance(ended[3].error, SetupError)


def test_calls_of_one_line_take_place_one_after_the_other(cluster: Cluster, tmp_path: Path) -> None:
    asked = [{"folder": str(tmp_path), "name": str(number)} for number in range(3)]
    list(call_each_on_cluster(note, cluster.address, asked, [[2, 0, 1]], silent))
    notes = (tmp_path / "notes").read_text(encoding="ascii").splitlines()
    assert notes == ["2 begins", "2 ends", "0 begins", "0 ends", "1 begins", "1 ends"]


def test_a_caller_that_goes_away_leaves_no_call_running_and_none_that_begins_later(cluster: Cluster, tmp_path: Path) -> None:
    asked = [{"folder": str(tmp_path), "others": 1, "name": name} for name in ("", "a", "b", "c")]
    calls = call_each_on_cluster(wait_for_others, cluster.address, asked, [[0], [1], [2, 3]], silent)
    pids = next(calls).value
    calls.close()
    assert len(pids) == 1
    assert all_end(pids)
    assert list(tmp_path.iterdir()) == []


def test_an_address_where_no_scheduler_answers_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("send_analysis.execution.cluster._SECONDS_TO_ANSWER", 1)
    with pytest.raises(SetupError, match=r"tcp://127\.0\.0\.1:9: no Dask scheduler answers there"):
        list(call_each_on_cluster(double, "tcp://127.0.0.1:9", [{"number": 1}], [[0]], silent))


def test_releases_of_a_worker_that_is_lost_are_published_by_another_as_by_a_run(cluster: Cluster, tmp_path: Path) -> None:
    project = _three_that_wait(tmp_path)
    command = [sys.executable, "-m", "send_analysis", "batch", "params/**/2022-06.yaml", "--formats", "html"]
    with subprocess.Popen(
        [*command, "--cluster", cluster.address], cwd=project.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        wait_until(lambda: len(list((project.root / "notebooks").glob("here-*"))) == 2)
        lost = cluster.workers.pop()
        of_the_lost = descendants(lost.pid)
        lost.kill()
        lost.wait()
        (project.root / "notebooks" / "go").touch()
        said, errors = run.communicate(timeout=120)
    assert run.returncode == 0, errors
    assert sorted(line.split()[3] for line in said.splitlines()[:-1]) == ["ashton", "barton", "swindon"]
    assert said.splitlines()[-1].startswith("3 of 3 releases are published in ")
    assert sorted(path.parent.name for path in project.root.glob("outputs/*/*") if path.is_dir()) == [
        "ashton",
        "barton",
        "swindon",
    ]
    assert all_end(of_the_lost)
    by_cluster = tree(project.output / "public")
    shutil.rmtree(project.root / "outputs")
    assert project.run("run", PARAMS, "--formats", "html").returncode == 0
    assert tree(project.output / "public") == by_cluster


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _three_that_wait(folder: Path) -> Project:
    project = tribunal_alone(folder)
    for name in ("ashton", "barton"):
        shutil.copytree(project.root / "params/swindon", project.root / "params" / name)
        project.edit(f"params/{name}/2022-06.yaml", "^authority: swindon", f"authority: {name}")
    path = project.root / "notebooks" / "tribunal.ipynb"
    notebook = nbformat.read(path, as_version=4)
    opening = next(number for number, cell in enumerate(notebook.cells) if "open_release(" in cell.source)
    notebook.cells.insert(opening, nbformat.v4.new_code_cell(UNTIL_GO))
    nbformat.write(notebook, path)
    return project
