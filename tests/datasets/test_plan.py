"""A plan's actions are the same rows whether they stand in params or in an extract, and so are those of the last report."""

from pathlib import Path

import pandas as pd
import pytest
import yaml

from send_analysis.core.errors import DataError
from send_analysis.core.params import Params, load_params
from send_analysis.datasets.opening import OpenedData, open_datasets
from send_analysis.datasets.plan import (
    ACTIONS,
    look_at_last_report,
    open_last_report,
    plan_actions,
    plan_checks,
    stated_actions,
)
from send_analysis.datasets.spec import allowed_in, kind_of
from send_analysis.datasets.specs.improvement_actions import IMPROVEMENT_ACTIONS
from send_analysis.datasets.store import load, save
from tests.measures.plans_of_tests import AUTHORITY, Row, action, plan_params

STATED = [
    action("1.1", "complete", "2022-05-31", evidence="Done"),
    action("1.2", "at_risk"),
]
TRACKER = """\
area,action_id,action,owner,due_on,status,evidence,completed_on
1,1.1,Do 1.1,Head of SEND,31/05/2022,Complete,Done,02/05/2022
1,1.2,Do 1.2,Head of SEND,,at risk,,
"""


def written(root: Path, name: str, as_at: str, actions: list[Row] | str, **plan: object) -> Path:
    """The params file of a report, with its actions inline or, as text, in an extract of its own."""
    folder = root / "params" / "swindon"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "authority.yaml").write_text(yaml.safe_dump(AUTHORITY), encoding="utf-8")
    release: dict[str, object] = {
        "authority": "swindon",
        "period": as_at[:7],
        "as_at": as_at,
        "sections": ["improvement_plan"],
    }
    inline = actions if isinstance(actions, list) else []
    if isinstance(actions, str):
        (root / f"tracker-{name}.csv").write_text(actions, encoding="utf-8")
        release["extracts"] = {ACTIONS: f"tracker-{name}.csv"}
    release["improvement_plan"] = {
        "title": "Plan", "kind": "other", "kind_name": "recovery plan", "submitted_on": "2022-01",
        "areas": [{"id": "1", "name": "Waiting", "actions": inline}],
    } | plan  # fmt: skip
    path = folder / f"{name}.yaml"
    path.write_text(yaml.safe_dump(release), encoding="utf-8")
    return path


def from_extract(root: Path, tracker: str) -> tuple[Params, OpenedData]:
    params = load_params(written(root, "2022-06", "2022-06-22", tracker))
    return params, open_datasets(params)


# Works


def test_actions_of_params_fit_the_schema_of_the_dataset() -> None:
    plan = plan_params({"": [action("0.1")], "1": STATED}).release.improvement_plan
    assert plan is not None
    frame = stated_actions(plan)
    IMPROVEMENT_ACTIONS.schema.validate(frame)
    assert frame["area"].isna().tolist() == [True, False, False]


def test_the_rows_are_the_same_from_params_and_from_an_extract(tmp_path: Path) -> None:
    params, opened = from_extract(tmp_path, TRACKER)
    read = plan_actions(params, opened.datasets)
    stated = plan_actions(plan_params({"1": STATED}), {})
    assert list(read.rows) == list(stated.rows)
    pd.testing.assert_frame_equal(read.rows.reset_index(drop=True), stated.rows)
    assert read.windows.as_at == stated.windows.as_at


def test_an_empty_plan_has_typed_columns() -> None:
    rows = plan_actions(plan_params({"1": []}), {}).rows
    assert len(rows) == 0
    assert {name: kind_of(IMPROVEMENT_ACTIONS.columns[name]) for name in rows} == {
        name: kind_of(each) for name, each in IMPROVEMENT_ACTIONS.columns.items()
    }
    assert list(rows["status"].cat.categories) == list(allowed_in(IMPROVEMENT_ACTIONS.columns["status"]))


@pytest.mark.parametrize("actions", [STATED, TRACKER], ids=["inline", "extract"])
def test_the_last_report_is_opened_from_its_params_or_its_extract(tmp_path: Path, actions: list[Row] | str) -> None:
    written(tmp_path, "2022-04", "2022-05-31", actions)
    last = open_last_report(load_params(written(tmp_path, "2022-06", "2022-06-22", STATED, last_report="2022-04")))
    assert last is not None
    assert (last.name, str(last.as_at)) == ("2022-04", "2022-05-31")
    assert last.actions["status"].tolist() == ["complete", "at_risk"]


def test_the_last_report_is_as_it_stood_on_its_own_day(tmp_path: Path) -> None:
    written(tmp_path, "2022-04", "2022-05-01", TRACKER)  # a day before action 1.1 was completed
    last = open_last_report(load_params(written(tmp_path, "2022-06", "2022-06-22", STATED, last_report="2022-04")))
    assert last is not None
    assert last.actions["status"].isna().tolist() == [True, False]


def test_the_last_report_does_not_need_the_other_extracts_of_its_release(tmp_path: Path) -> None:
    path = written(tmp_path, "2022-04", "2022-05-31", STATED)
    release = yaml.safe_load(path.read_text(encoding="utf-8"))
    path.write_text(yaml.safe_dump(release | {"extracts": {"contacts": "moved-away.csv"}}), encoding="utf-8")
    last, checks = look_at_last_report(
        load_params(written(tmp_path, "2022-06", "2022-06-22", STATED, last_report="2022-04"))
    )
    assert last is not None
    assert [(check.check, check.result) for check in checks] == [("improvement_plan.last_report", "PASS")]


def test_a_release_that_names_no_last_report_has_none_and_no_check_of_it(tmp_path: Path) -> None:
    assert look_at_last_report(load_params(written(tmp_path, "2022-06", "2022-06-22", STATED))) == (None, [])


def test_what_a_run_has_opened_holds_the_last_report_for_its_notebooks(tmp_path: Path) -> None:
    written(tmp_path, "2022-04", "2022-05-31", TRACKER)
    params = load_params(written(tmp_path, "2022-06", "2022-06-22", TRACKER, last_report="2022-04"))
    last = open_last_report(params)
    opened = open_datasets(params)
    save(OpenedData(opened.datasets, [], opened.set_aside, opened.counts, last_report=last), tmp_path / "kept")
    kept = load(tmp_path / "kept", params).last_report
    assert last is not None
    assert kept is not None
    assert (kept.name, kept.as_at) == (last.name, last.as_at)
    pd.testing.assert_frame_equal(kept.actions, last.actions)


# Wrong


def test_a_row_of_no_area_and_a_status_that_the_key_lacks_are_named_by_row(tmp_path: Path) -> None:
    tracker = TRACKER + "9,9.1,Do 9.1,Head of SEND,,off track,,\n,0.1,Do 0.1,Head of SEND,,,,\n"
    params, opened = from_extract(tmp_path, tracker)
    own = {"status_key": {"complete": "Done", "at_risk": "Late"}}
    keyed = params.release.improvement_plan.model_copy(update=own)
    found = plan_checks(keyed, opened.datasets[ACTIONS])
    assert [(check.check, check.result) for check in found] == [
        ("improvement_actions.area.of_the_plan", "FAIL"), ("improvement_actions.status.of_the_plan", "FAIL"),
    ]  # fmt: skip
    assert found[0].message == "row 4, column area: 1 value outside the areas of the plan. The areas are 1."
    said = "row 4, column status: 1 value outside the status_key of the plan. The statuses are complete and at_risk."
    assert found[1].message == said
    assert found[1].guidance == "Mend the rows, or add status_key to improvement_plan in the params."
    with pytest.raises(DataError, match="row 4, column area"):
        plan_actions(params, opened.datasets)


def test_a_tracker_that_fits_the_plan_passes(tmp_path: Path) -> None:
    params, opened = from_extract(tmp_path, TRACKER)
    checks = plan_checks(params.release.improvement_plan, opened.datasets[ACTIONS])
    assert [(check.result, check.guidance) for check in checks] == [("PASS", ""), ("PASS", "")]


def test_params_without_a_plan_are_told_to_add_it() -> None:
    params = plan_params({"1": []})
    bare = Params(params.root, params.path, params.authority, params.release.model_copy(update={"improvement_plan": None}))
    with pytest.raises(DataError, match=r"2022-06\.yaml holds no improvement_plan\. Add it, or leave the section out\."):
        plan_actions(bare, {})


@pytest.mark.parametrize(
    ("tracker", "said"),
    [
        ("area,action\n1,Do\n", "columns action_id, owner, due_on and status are missing"),
        ("<!doctype html><p>Not found</p>\n", "is a web page, not a CSV file"),
    ],
)
def test_a_last_report_whose_extract_cannot_be_read_fails_with_the_reason(tmp_path: Path, tracker: str, said: str) -> None:
    written(tmp_path, "2022-04", "2022-05-31", tracker)
    last, checks = look_at_last_report(
        load_params(written(tmp_path, "2022-06", "2022-06-22", STATED, last_report="2022-04"))
    )
    assert last is None
    assert [check.result for check in checks] == ["FAIL"]
    assert checks[0].message.startswith("The last report cannot be read. ")
    assert said in checks[0].message


def test_a_last_report_whose_extract_is_gone_fails_with_its_name(tmp_path: Path) -> None:
    written(tmp_path, "2022-04", "2022-05-31", TRACKER)
    params = load_params(written(tmp_path, "2022-06", "2022-06-22", STATED, last_report="2022-04"))
    (tmp_path / "tracker-2022-04.csv").unlink()
    _, checks = look_at_last_report(params)
    assert "tracker-2022-04.csv" in checks[0].message
    assert checks[0].guidance == "Mend the last report's params or extract, or take last_report out of improvement_plan."
