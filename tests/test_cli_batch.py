"""The command `batch`: real releases, several at once."""

import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.processes import all_end, descendants, wait_until
from tests.project import copy_of_the_project
from tests.run.conftest import PARAMS, Project, tribunal_alone

ALL = "params/**/2022-06.yaml"
ENDLESS = "import os, pathlib\npathlib.Path(f'here-{os.getpid()}').touch()\nwhile True:\n    pass"


def with_authorities(project: Project, *names: str) -> Project:
    """The example again as other authorities."""
    for name in names:
        folder = project.root / "params" / name
        folder.mkdir()
        shutil.copy(project.root / "params/swindon/authority.yaml", folder)
        text = (project.root / PARAMS).read_text(encoding="utf-8")
        (folder / "2022-06.yaml").write_text(text.replace("authority: swindon", f"authority: {name}"), encoding="utf-8")
    return project


def published(project: Project) -> list[str]:
    """What stands under outputs/, with anything half made."""
    return sorted(
        path.relative_to(project.root / "outputs").as_posix() for path in project.root.glob("outputs/*/*") if path.is_dir()
    )


def pages(project: Project, authority: str) -> dict[str, bytes]:
    public = project.root / "outputs" / authority / "2022-06" / "public"
    return {path.relative_to(public).as_posix(): path.read_bytes() for path in public.rglob("*.*")}


def test_one_that_fails_leaves_the_others_published_as_by_a_run_and_is_told_at_the_end(tmp_path: Path) -> None:
    project = with_authorities(tribunal_alone(tmp_path), "ashton", "barton", "caxton")
    assert project.run().returncode == 0
    by_a_run = pages(project, "swindon")
    shutil.rmtree(project.root / "outputs")
    project.edit("params/barton/2022-06.yaml", r"^as_at: .*", "as_at: 2022-13-01")
    project.edit("params/caxton/2022-06.yaml", r"appeals\.csv", "gone.csv")

    done = project.run("batch", ALL, PARAMS, "--workers", "2", "--formats", "html,csv")

    assert published(project) == ["ashton/2022-06", "swindon/2022-06"]
    assert pages(project, "swindon") == by_a_run
    lines = re.sub(r"\d+\.\d s", "0.0 s", done.stdout).splitlines()
    assert [line.split(":")[0] for line in lines[:4]] == ["1 of 4", "2 of 4", "3 of 4", "4 of 4"]
    assert {line.split(": ")[1] for line in lines[:4]} == {
        "ashton 2022-06 published in 0.0 s",
        "barton 2022-06 failed after 0.0 s",
        "caxton 2022-06 failed after 0.0 s",
        "swindon 2022-06 published in 0.0 s",
    }
    assert lines[4:] == ["2 of 4 releases are published in 0.0 s."]
    assert done.returncode == 10
    assert done.stderr.startswith("2 of 4 failed:\n")
    assert "2022-13-01" in done.stderr
    assert "gone.csv" in done.stderr


def test_a_batch_that_cannot_begin_says_so(tmp_path: Path) -> None:
    project = Project(copy_of_the_project(tmp_path))
    assert project.run("batch", "params/**/2031-*.yaml").returncode == 2
    both = project.run("batch", ALL, "--workers", "2", "--cluster", "tcp://127.0.0.1:1")
    assert both.returncode == 2
    assert "Leave one out." in both.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="the test looks at processes as Linux shows them")
def test_a_batch_that_is_interrupted_leaves_nothing_half_published_and_nothing_running(tmp_path: Path) -> None:
    project = with_authorities(tribunal_alone(tmp_path), "ashton", "barton")
    project.end_with(ENDLESS)
    command = [sys.executable, "-m", "send_analysis", "batch", ALL, "--workers", "2", "--formats", "html"]
    with subprocess.Popen(command, cwd=project.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        wait_until(lambda: len(list((project.root / "notebooks").glob("here-*"))) == 2)
        of_the_run = descendants(run.pid)
        run.send_signal(signal.SIGINT)
        _, said = run.communicate(timeout=30)
    assert run.returncode == 130
    assert said == "Interrupted. 0 of 3 releases are published; nothing is half published. Start it again to go on.\n"
    assert all_end(of_the_run)
    assert published(project) == []
