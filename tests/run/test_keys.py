"""What changes the key of a section, and what does not."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from send_analysis.core.params import Params, load_params
from send_analysis.core.params.release import NotebookName
from send_analysis.run.hashes import Files, digest, installed, program_files
from send_analysis.run.keys import SectionKey, section_keys
from send_analysis.run.notebook_code import code_of
from tests.project import ROOT, copy_of_the_project
from tests.run.conftest import PARAMS, Project

AUTHORITY = "params/swindon/authority.yaml"
ALL = {"timeliness", "quality", "tribunal", "front_door", "national_comparison"}
COMPARING = {"national_comparison"}


def keys(project: Project, program: dict[str, str] | None = None) -> dict[NotebookName, SectionKey]:
    params = load_params(project.root / PARAMS)
    return section_keys(params, params.release.sections, None, program or program_files(), Files(project.root))


def differing(one: dict[NotebookName, SectionKey], other: dict[NotebookName, SectionKey]) -> set[str]:
    return {name for name in one if one[name].digest != other[name].digest}


@pytest.fixture
def whole(tmp_path: Path) -> Project:
    """The example with all its sections."""
    return Project(copy_of_the_project(tmp_path))


@pytest.fixture(scope="module")
def before() -> dict[NotebookName, SectionKey]:
    """The keys of the example as it is; where it stands is no part of them."""
    return keys(Project(ROOT))


def _append(path: str) -> Callable[[Project], None]:
    def edit(project: Project) -> None:
        file = project.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text((file.read_text(encoding="utf-8") if file.exists() else "") + "\n", encoding="utf-8")

    return edit


def _params(path: str, pattern: str, replacement: str) -> Callable[[Project], None]:
    return lambda project: project.edit(path, pattern, replacement)


@pytest.mark.parametrize(
    ("edit", "sections"),
    [
        (_append("notebooks/front_door.ipynb"), {"front_door"}),
        (_append("data/swindon/contacts.csv"), {"front_door"}),
        (_append("data/swindon/audits.csv"), {"quality"}),
        (_append("data/swindon/requests.csv"), {"timeliness"}),
        (_append("data/national/ehcp_timeliness.csv"), COMPARING),
        (_append("data/swindon/another.csv"), set()),
        (_append("notebooks/improvement_plan.ipynb"), set()),
        (_params(PARAMS, "^  tribunal: \\|", "  tribunal: |\n    Few."), {"tribunal"}),
        (_params(PARAMS, "from: 2020-09-01, as_at", "from: 2020-09-02, as_at"), {"front_door"}),
        (_params(PARAMS, "^as_at: .*", "as_at: 2022-06-23"), ALL),
        (_params(PARAMS, "^status: final", "status: draft"), set()),
        (_params(PARAMS, "^next_release_on: .*", ""), set()),
        (_params(PARAMS, "^# The page", "# A page"), set()),
        (_params(PARAMS, "^(  since_launch: .*\n)(  whole_log: .*\n)", r"\2\1"), ALL),
        (_params(AUTHORITY, "^publisher: .*", "publisher: Another"), set()),
        (_params(AUTHORITY, "^name: .*", "name: Another"), ALL),
    ],
)  # fmt: skip
def test_an_edit_changes_the_keys_of_the_sections_concerned(
    whole: Project, before: dict[NotebookName, SectionKey], edit: Callable[[Project], None], sections: set[str]
) -> None:
    edit(whole)
    assert differing(before, keys(whole)) == sections


@pytest.mark.parametrize(
    ("file", "sections"),
    [
        ("measures/front_door.py", {"front_door"}),
        ("measures/tribunal.py", {"tribunal"}),
        ("measures/timeliness.py", {"timeliness"}),
        ("measures/registry.yaml", ALL),
        ("present/style.css", ALL),
        ("core/period.py", ALL),
        ("publish/exporter.py", set()),
        ("publish/templates/send_report/page.css", set()),
        ("run/page.py", set()),
        ("synthetic/contacts.py", set()),
    ],
)
def test_an_edit_of_the_program_changes_the_keys_of_the_sections_that_use_it(
    before: dict[NotebookName, SectionKey], file: str, sections: set[str]
) -> None:
    program = program_files()
    assert file in program
    assert differing(before, keys(Project(ROOT), {**program, file: "another"})) == sections


def test_a_notebook_that_asks_for_another_dataset_depends_on_it(whole: Project) -> None:
    assert "data/swindon/contacts.csv" not in keys(whole)["tribunal"].parts["inputs"]
    whole.edit("notebooks/tribunal.ipynb", r"release\.appeals", "release.contacts")
    assert "data/swindon/contacts.csv" in keys(whole)["tribunal"].parts["inputs"]


def test_a_dataset_depends_on_that_whose_rows_its_own_belong_to(whole: Project) -> None:
    whole.edit("notebooks/tribunal.ipynb", r"release\.appeals", "release.golden_thread")
    inputs = keys(whole)["tribunal"].parts["inputs"]
    assert {"data/swindon/golden_thread.csv", "data/swindon/audits.csv"} <= inputs.keys()


def test_keys_depend_neither_on_times_nor_on_the_order_of_files(
    whole: Project, before: dict[NotebookName, SectionKey]
) -> None:
    for path in whole.root.rglob("*.*"):
        os.utime(path, (0, 0))
    program = dict(reversed(program_files().items()))
    assert differing(before, keys(whole, program)) == set()


def test_the_hash_of_a_mapping_does_not_depend_on_its_order() -> None:
    assert digest({"a": {"b": 1, "c": 2}, "d": 3}) == digest({"d": 3, "a": {"c": 2, "b": 1}})


def test_the_order_in_which_a_plan_writes_its_statuses_is_part_of_what_is_shown() -> None:
    one, other = {"on_track": "Under way.", "complete": "Done."}, {"complete": "Done.", "on_track": "Under way."}
    assert digest(one, ordered=True) != digest(other, ordered=True)
    assert digest(one) == digest(other)


def test_a_folder_of_files_is_an_input_by_each_of_them(whole: Project) -> None:
    (whole.root / "data" / "parts").mkdir()
    whole.edit(PARAMS, "path: data/swindon/contacts.csv", "path: data/parts")
    for name in ("a.csv", "b.csv"):
        (whole.root / "data" / "parts" / name).write_text("x\n", encoding="utf-8")
    before = keys(whole)
    assert set(before["front_door"].parts["inputs"]) == {"data/parts/a.csv", "data/parts/b.csv"}
    (whole.root / "data" / "parts" / "c.csv").write_text("x\n", encoding="utf-8")
    assert differing(before, keys(whole)) == {"front_door"}


def test_what_comes_from_a_database_runs_every_time(whole: Project) -> None:
    whole.edit(PARAMS, "path: data/swindon/contacts.csv", "query: select 1")
    made = keys(whole)
    assert "comes from a database" in made["front_door"].unforeseen
    assert made["tribunal"].unforeseen == ""


def test_the_committee_paper_sees_all_params_and_all_extracts() -> None:
    params = load_params("params/oldham/2020-09.yaml")
    (key,) = section_keys(params, ["committee_paper"], None, program_files(), Files(params.root)).values()
    assert {"params committee_paper", "authority.yaml contact"} <= key.parts["params"].keys()
    assert len(key.parts["inputs"]) >= len(_in_files(params))


def _in_files(params: Params) -> set[str]:
    return {extract.path for extract in params.release.extracts.values() if extract.path}


def test_the_packages_installed_are_known_by_version() -> None:
    import pandas

    found = installed()
    assert found["pandas"] == pandas.__version__
    assert {"python", "numpy", "matplotlib", "seaborn", "pyarrow", "ipython", "papermill"} <= found.keys()


def test_no_shipped_notebook_reads_what_no_hash_sees() -> None:
    said = {name: code_of(ROOT / "notebooks" / f"{name}.ipynb").unforeseen for name in get_args(NotebookName)}
    assert json.dumps({name: why for name, why in said.items() if why}) == "{}"
