"""A run does what is needed and says what it leaves: nothing where nothing has changed, one section where one has."""

import re
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

import pytest

from send_analysis.run.unchanged import Asked, nothing_to_do
from tests.run.conftest import PARAMS, Project, tribunal_alone
from tests.run.test_engines import CONTACTS, WHOLE_LOG, tree

AT = r"\d{4}-\d\d-\d\d \d\d:\d\d"
FRONT_DOOR = "notebooks/front_door.ipynb"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A draft with two sections, made."""
    project = tribunal_alone(tmp_path_factory.mktemp("unchanged"))
    project.edit(PARAMS, r"^status: final", "status: draft")
    project.edit(PARAMS, r"^  appeals: .*", rf"\g<0>\n  contacts: {CONTACTS}")
    project.edit(PARAMS, r"^sections: .*", f"sections: [tribunal, front_door]\nwindows:\n  whole_log: {WHOLE_LOG}")
    assert project.run(force=False).returncode == 0
    return project


@pytest.fixture
def again(made: Project, tmp_path: Path) -> Project:
    """The same, to change."""
    return made.copied_to(tmp_path)


def steps(project: Project) -> list[str]:
    log = (project.output / "internal" / "run.log").read_text(encoding="utf-8")
    return [line.split(" s  ", 1)[1] for line in log.splitlines()]


def why(project: Project, *section: str) -> list[str]:
    done = project.run("why", PARAMS, *section)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_nothing_is_done_where_nothing_has_changed(again: Project) -> None:
    before = tree(again.output)
    done = again.run(force=False)
    assert done.returncode == 0
    assert re.fullmatch(rf"2022-06: unchanged since {AT}; nothing to do\. --force runs it again\.\n", done.stdout)
    assert tree(again.output) == before


def test_that_is_known_without_importing_what_a_run_needs(again: Project) -> None:
    code = (
        "import sys; from send_analysis.run.unchanged import Asked, nothing_to_do\n"
        f"print(nothing_to_do({PARAMS!r}, Asked.of(None, None, ['html', 'csv'], 'static')))\n"
        "print({'pandas', 'numpy', 'pyarrow', 'pydantic', 'papermill', 'nbformat', 'nbconvert'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=again.root, capture_output=True, text=True, check=True)
    assert re.fullmatch(rf"2022-06: unchanged since {AT};.*\nset\(\)\n", done.stdout)


@pytest.mark.parametrize(
    ("path", "changed"),
    [
        (PARAMS, f"{PARAMS} changed"),
        ("params/swindon/authority.yaml", "params/swindon/authority.yaml changed"),
        (FRONT_DOOR, f"{FRONT_DOOR} changed"),
        ("data/swindon/appeals.csv", "data/swindon/appeals.csv changed"),
        ("notebooks/ours.py", "notebooks/ours.py is new"),
        ("outputs/swindon/2022-06/public/index.html", "2022-06/public/index.html changed"),
        ("outputs/swindon/2022-06/public/more.html", "2022-06/public/more.html is new"),
        ("outputs/swindon/2022-06/internal/checks.csv", "2022-06/internal/checks.csv changed"),
    ],
)
def test_whatever_a_release_reads_or_has_published_is_seen_to_change(again: Project, path: str, changed: str) -> None:
    with (again.root / path).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert why(again)[-1] == f"The pages would be made again: {changed}."


def test_another_form_or_gate_is_something_to_do(again: Project) -> None:
    with chdir(again.root):
        assert nothing_to_do(PARAMS, Asked.of(None, None, ["csv", "html"], "static"))
        for asked in (Asked.of(None, None, ["html"], "static"), Asked.of(None, None, ["csv", "html"], "full")):
            assert nothing_to_do(PARAMS, asked) is None
        (again.output / "manifest.json").unlink()
        assert nothing_to_do(PARAMS, Asked.of(None, None, ["csv", "html"], "static")) is None


def test_only_the_section_that_changed_runs_and_the_bytes_are_those_of_a_whole_run(again: Project) -> None:
    again.edit(FRONT_DOOR, "Every contact is", "Each contact is")
    told = why(again)
    assert re.fullmatch(rf"tribunal: unchanged since {AT}, hash [0-9a-f]{{8}}\.", told[0])
    assert told[1:] == [
        f"front_door would run again: {FRONT_DOOR} changed.",
        f"The pages would be made again: {FRONT_DOOR} changed.",
    ]
    done = again.run(force=False)
    assert done.returncode == 0
    assert told[0].removesuffix(".") in done.stdout.splitlines()
    assert [step for step in steps(again) if step.startswith("Running")] == ["Running front_door"]
    assert "Each contact is" in again.page
    part, figures = tree(again.output / "public"), (again.output / "internal" / "released.parquet").read_bytes()
    assert again.run().returncode == 0
    assert [step for step in steps(again) if step.startswith("Running")] == ["Running tribunal", "Running front_door"]
    assert tree(again.output / "public") == part
    assert (again.output / "internal" / "released.parquet").read_bytes() == figures


def test_what_was_kept_of_a_section_must_be_as_it_was(again: Project) -> None:
    next((again.output / "internal" / "sections" / "tribunal").glob("*.computed.parquet")).unlink()
    assert why(again, "tribunal") == [
        "tribunal would run again: what was kept of it is no longer there, or has been changed."
    ]


def test_a_run_that_failed_half_way_goes_on_where_it_stopped_and_mends_what_was_published(again: Project) -> None:
    published, right = again.page, (again.root / FRONT_DOOR).read_text(encoding="utf-8")
    again.edit(FRONT_DOOR, r'"standard = ', '"1 / 0\\\\n", "standard = ')
    again.edit("data/swindon/appeals.csv", r"\Z", "\n")
    assert again.run(force=False).returncode == 14
    unfinished = again.output.parent / ".unfinished"
    assert {path.name for path in (unfinished / "2022-06" / "sections").iterdir()} == {"tribunal"}
    (again.root / FRONT_DOOR).write_text(right, encoding="utf-8")
    (again.output / "public" / "index.html").write_text("changed", encoding="utf-8")
    assert again.run(force=False).returncode == 0
    assert [step for step in steps(again) if step.startswith("Running")] == []
    assert sum("unchanged since" in step for step in steps(again)) == 2
    assert again.page == published
    assert not unfinished.exists()


def test_a_section_that_has_never_run_and_one_that_is_not_there_are_told_apart(project: Project) -> None:
    assert why(project) == [
        "tribunal would run: no earlier run of it is kept.",
        "The pages would be made: no earlier run of them is kept.",
    ]
    done = project.run("why", PARAMS, "quality")
    assert done.returncode == 2
    assert done.stderr == "2022-06.yaml has no section 'quality'; it has tribunal.\n"


def test_a_notebook_that_may_read_anything_runs_every_time_and_says_so(again: Project) -> None:
    again.edit(FRONT_DOOR, r'"standard = ', '"import pathlib\\\\n", "standard = ')
    said = "front_door.ipynb imports pathlib, which may read anything"
    assert why(again)[1:] == [
        f"front_door runs every time: {said}.",
        f"The pages are made every time: front_door: {said}.",
    ]
