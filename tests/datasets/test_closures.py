"""The school-closure exception by the dates of the regulation, against what is recorded."""

from datetime import date

import pandas as pd
import pytest

from send_analysis.core.params.authority import Closure
from send_analysis.datasets.closures import closure_check, closure_disagreements
from send_analysis.datasets.opening import open_datasets
from tests.datasets.extracts import prepared, project, rows_of

SUMMER = Closure.model_validate({"from": "2021-07-23", "reopens": "2021-09-02"})
EASTER = Closure.model_validate({"from": "2022-04-08", "reopens": "2022-04-25"})

RECORDED, NOT_RECORDED = "school_closure", ""


def disagreements(
    asked: str, recorded: str, *closures: Closure, agency: str = "school", **change: str
) -> list[list[object]]:
    """Row, recorded and by dates, where they differ, for one request whose advice was asked for on a day."""
    early = {"received_on": "2021-01-04", "decision_on": "2021-01-05", "exception_grounds": recorded}
    requests = prepared("requests", early | change)
    advice = prepared("advice", {"requested_on": asked, "received_on": "", "agency": agency})
    return closure_disagreements(requests.rows, advice.rows, closures or [SUMMER]).to_numpy().tolist()


@pytest.mark.parametrize(
    ("asked", "by_dates"),
    [
        ("2021-07-15", False),
        ("2021-07-16", True),  # a week before the school closed
        ("2021-08-15", True),
        ("2021-08-25", True),
        ("2021-08-26", False),  # a week before it re-opened
        ("2021-09-02", False),
    ],
)
def test_the_period_begins_a_week_before_closing_and_ends_a_week_before_reopening(asked, by_dates):
    assert disagreements(asked, RECORDED) == ([] if by_dates else [[2, True, False]])
    assert disagreements(asked, NOT_RECORDED) == ([[2, False, True]] if by_dates else [])


def test_a_closure_of_less_than_four_weeks_is_none():
    assert disagreements("2022-04-10", NOT_RECORDED, EASTER) == []


@pytest.mark.parametrize(("reopens", "counts"), [("2021-08-19", False), ("2021-08-20", True)])
def test_four_weeks_are_enough(reopens, counts):
    closure = Closure.model_validate({"from": "2021-07-23", "reopens": reopens})
    assert bool(disagreements("2021-07-23", NOT_RECORDED, closure)) == counts


def test_several_closures_are_looked_at():
    assert disagreements("2021-08-15", NOT_RECORDED, EASTER, SUMMER) == [[2, False, True]]


@pytest.mark.parametrize("agency", ["health", "educational_psychology", "social_care", "other"])
def test_only_a_schools_advice_counts(agency):
    assert disagreements("2021-08-15", NOT_RECORDED, agency=agency) == []


def test_a_request_without_a_plan_is_not_compared():
    no_plan = {"plan_issued_on": "", "draft_sent_on": ""}
    assert disagreements("2021-08-15", NOT_RECORDED, **no_plan) == []


def test_another_ground_is_not_a_school_closure():
    assert disagreements("2021-09-15", "absence_from_area") == []
    assert disagreements("2021-08-15", "absence_from_area;school_closure") == []


def test_without_rows_there_is_nothing_to_disagree_about():
    nothing = closure_disagreements(prepared("requests").rows, prepared("advice").rows, [SUMMER])
    assert list(nothing) == ["row", "recorded", "by_dates"]
    assert nothing.empty


# The check


def test_disagreements_are_a_warning_with_their_rows_and_change_no_row(tmp_path):
    early = {"received_on": "2021-01-04", "decision_on": "2021-01-05"}
    requests = rows_of("requests", early, early | {"exception_grounds": RECORDED}, early)
    advice = rows_of(
        "advice", *[{"agency": "school", "requested_on": day} for day in ("2021-08-01", "2021-10-01", "2021-10-01")]
    )
    closures = [{"from": "2021-07-23", "reopens": "2021-09-02"}]
    opened = open_datasets(project(tmp_path, {"requests": requests, "advice": advice}, closures=closures))
    check = opened.checks[-1]
    assert (check.check, check.result, check.rows) == ("requests.exception_grounds.school_closure", "WARNING", 2)
    assert check.message == (
        "rows 2 and 3, column exception_grounds: 2 values with school_closure recorded otherwise than the dates of advice and "
        "closures say. Recorded but not by dates: 1; by dates but not recorded: 1. Measures go by what is recorded."
    )
    assert opened.datasets["requests"].rows["exception_grounds"].tolist() == ["", RECORDED, ""]
    assert opened.counts["used"].tolist() == [3, 3]


def test_record_and_dates_that_agree_pass():
    check = closure_check(prepared("requests", {}).rows, prepared("advice", {}).rows, [SUMMER])
    assert check.result == "PASS"
    assert check.message.startswith("column exception_grounds: no value with school_closure recorded otherwise than")


def test_without_closures_the_check_says_that_it_did_not_look():
    check = closure_check(pd.DataFrame(), pd.DataFrame(), [])
    assert (check.result, check.message) == ("PASS", "Not checked by dates: authority.yaml lists no closures of schools.")


def test_as_at_an_earlier_day_only_plans_issued_by_then_are_compared():
    requests = prepared("requests", {"exception_grounds": RECORDED}, as_at=date(2022, 5, 22))
    assert closure_disagreements(requests.rows, prepared("advice", {}).rows, [SUMMER]).empty


@pytest.mark.parametrize(("issued", "judged"), [("2022-12-31", True), ("2023-01-01", False), ("2020-12-31", False)])
def test_of_years_of_which_no_closure_is_listed_nothing_is_said(issued, judged):
    early = {
        "received_on": "2020-01-06",
        "decision_on": "2020-01-07",
        "outcome_on": "2020-02-03",
        "draft_sent_on": "2020-02-03",
    }
    requests = prepared(
        "requests", early | {"plan_issued_on": issued, "exception_grounds": RECORDED}, as_at=date(2023, 6, 30)
    ).rows
    advice = prepared("advice").rows
    assert bool(len(closure_disagreements(requests, advice, [SUMMER]))) is judged
