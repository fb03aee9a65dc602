"""The dataset `improvement_actions`: what breaks a row, and how an action stood before it was completed."""

from datetime import date

import pandas as pd
import pytest

from send_analysis.core.period import Period
from send_analysis.datasets.opening import open_datasets
from send_analysis.datasets.sense.corrections import fingerprints
from send_analysis.datasets.sense.release import sense_checks
from send_analysis.datasets.sense.stale import stale_checks
from send_analysis.datasets.specs.catalogue import SPECS
from send_analysis.datasets.specs.improvement_actions import IMPROVEMENT_ACTIONS
from tests.datasets.extracts import broken, prepared, project, rows_of

ACTIONS = "improvement_actions"


def test_a_row_that_is_completed_has_a_day_or_none() -> None:
    assert broken(ACTIONS) == broken(ACTIONS, completed_on="") == {}


def test_an_action_that_is_not_complete_was_not_completed_on_a_day() -> None:
    said = broken(ACTIONS, status="on_track")
    assert said == {
        f"{ACTIONS}.completed_on.only_with_status": "row 2, column completed_on: 1 value given though status is not complete. "
        "Only an action that is complete was completed on a day."
    }


@pytest.mark.parametrize("column", ["due_on", "completed_on"])
def test_a_day_of_long_ago_is_a_slip(column: str) -> None:
    assert list(broken(ACTIONS, **{column: "1922-06-30"})) == [f"{ACTIONS}.{column}.not_long_ago"]


def test_no_two_actions_have_one_number() -> None:
    result = prepared(ACTIONS, {"action_id": "1"}, {"action_id": "1", "action": "Do another thing"})
    assert len(result.rows) == 1


def test_what_may_be_blank_is_missing_and_not_a_fault() -> None:
    blank = dict.fromkeys(["area", "owner", "due_on", "status", "evidence", "completed_on"], "")
    rows = prepared(ACTIONS, blank).rows
    assert rows[list(blank)].isna().all(axis=None)


def test_before_the_day_it_was_completed_the_status_of_an_action_is_not_known() -> None:
    result = prepared(ACTIONS, {}, {"status": "on_track", "completed_on": ""}, as_at=date(2022, 5, 30))
    assert result.rows["status"].isna().tolist() == [True, False]
    assert result.rows["completed_on"].isna().all()
    assert result.events_after == 1


def test_a_due_date_may_lie_ahead() -> None:
    result = prepared(ACTIONS, {"due_on": "2030-01-01"})
    assert result.rows["due_on"].item() == pd.Timestamp("2030-01-01")
    assert len(result.late) == 0


def test_a_plan_in_which_nothing_was_completed_for_years_is_no_stale_extract(tmp_path) -> None:
    table = rows_of(ACTIONS, *({"completed_on": "2019-05-01", "action_id": f"{n}"} for n in range(50)))
    opened = open_datasets(project(tmp_path, {ACTIONS: table}))
    plan = opened.datasets[ACTIONS]
    assert plan.covers.end == date(2022, 6, 22)
    checks = [*stale_checks(opened.datasets, Period(date(2022, 6, 1), date(2022, 6, 22))), *sense_checks(opened.datasets)]
    assert [check.check for check in checks] == [f"{ACTIONS}.taken_before_the_end"]
    assert not any(check.found_something for check in checks)


def test_rows_of_a_plan_change_by_design_and_are_no_late_corrections(tmp_path) -> None:
    opened = open_datasets(project(tmp_path, {ACTIONS: rows_of(ACTIONS, {}), "contacts": rows_of("contacts", {})}))
    assert set(fingerprints(opened.datasets)["dataset"]) == {"contacts"}


def test_plans_and_resolutions_are_the_lists_that_somebody_keeps() -> None:
    assert [spec.name for spec in SPECS.values() if spec.is_kept] == [IMPROVEMENT_ACTIONS.name, "resolutions"]


def test_an_action_that_is_set_aside_stops_the_release_because_readers_would_miss_it(tmp_path) -> None:
    faulty = rows_of(
        ACTIONS, {"action_id": "1"}, {"action_id": "2", "status": "amber"}, {"action_id": "3", "due_on": "soon"}
    )
    checks = {check.check: check for check in open_datasets(project(tmp_path, {ACTIONS: faulty})).checks}
    stopping = checks[f"{ACTIONS}.printed"]
    assert (stopping.result, stopping.rows) == ("FAIL", 2)
    assert stopping.message.startswith("2 of 3 rows set aside. Each row is printed, so none may be missing.")


def test_a_plan_of_which_every_action_can_be_read_is_printed(tmp_path) -> None:
    opened = open_datasets(project(tmp_path, {ACTIONS: rows_of(ACTIONS, {})}))
    assert {check.check: check.result for check in opened.checks}[f"{ACTIONS}.printed"] == "PASS"


def test_only_plans_and_resolutions_are_printed_row_by_row() -> None:
    assert [spec.name for spec in SPECS.values() if spec.printed] == [IMPROVEMENT_ACTIONS.name, "resolutions"]
