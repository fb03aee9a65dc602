"""The open caseload on the day of the extract: who waits, for what, how long, and what the year can still bring."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from send_analysis.core.figures import TOTAL
from send_analysis.core.period import Period
from send_analysis.core.windows import Windows
from send_analysis.datasets.dataset import Dataset
from send_analysis.measures.caseload import (
    AGE_BANDS,
    OVERDUE_BANDS,
    best_possible_rate,
    open_caseload,
    open_cases,
    open_cases_next_step,
    open_cases_overdue,
)
from tests.measures.builders import JUNE_2022, dataset

AS_AT = date(2022, 6, 22)
TODAY = Period(AS_AT, AS_AT)

WAITS_FOR_DECISION = {"decision": "pending"}
WAITS_FOR_OUTCOME = {"decision": "assess", "outcome": "pending"}
WAITS_FOR_PLAN = {"decision": "assess", "outcome": "issue"}
PLAN = {**WAITS_FOR_PLAN, "plan_issued_on": AS_AT}
CLOSED = (
    PLAN,
    {"decision": "not_assess"},
    {"decision": "withdrawn"},
    {"decision": "assess", "outcome": "not_issue"},
    {"decision": "assess", "outcome": "withdrawn"},
)


def case(days_open: int = 10, **state: object) -> dict[str, object]:
    return {"received_on": AS_AT - timedelta(days=days_open), **(state or WAITS_FOR_DECISION)}


def plan(days: int, issued: str) -> dict[str, object]:
    issued_on = date.fromisoformat(issued)
    return {**WAITS_FOR_PLAN, "received_on": issued_on - timedelta(days=days), "plan_issued_on": issued_on}


def requests(*rows: dict[str, object], windows: Windows = JUNE_2022, covers: tuple[str, str] | None = None) -> Dataset:
    return dataset("requests", rows, windows=windows, covers=covers)


def counts(figures, topic: str) -> dict[str, float]:
    frame = figures.select(topic=topic).frame
    return dict(zip(frame["breakdown"], frame["value"], strict=True))


# The list of open cases


def test_the_caseload_has_one_row_for_each_open_case():
    rows = requests(case(10), case(10, **PLAN), case(200, **WAITS_FOR_OUTCOME), case(140, **WAITS_FOR_PLAN))
    expected = pd.DataFrame(
        {
            "request_id": ["requests-1", "requests-3", "requests-4"],
            "received_on": pd.to_datetime(["2022-06-12", "2021-12-04", "2022-02-02"]),
            "days_open": [10, 200, 140],
            "next_step": pd.Categorical(["decision", "outcome", "plan"], ["decision", "outcome", "plan"]),
            "due_on": pd.to_datetime(["2022-07-24", "2022-03-26", "2022-06-22"]),
            "days_overdue": [-32, 88, 0],
        }
    )
    assert_frame_equal(open_caseload(rows), expected, check_dtype=False)


@pytest.mark.parametrize(
    ("state", "step", "due"),
    [
        (WAITS_FOR_DECISION, "decision", 42),
        (WAITS_FOR_OUTCOME, "outcome", 112),
        ({"decision": "assess"}, "outcome", 112),  # an outcome that is not recorded is still to come
        (WAITS_FOR_PLAN, "plan", 140),
    ],
)
def test_an_open_case_waits_for_the_next_step_the_law_sets_a_date_for(state, step, due):
    (found,) = open_caseload(requests(case(0, **state))).itertuples()
    assert (found.next_step, found.due_on.date(), found.days_overdue) == (step, AS_AT + timedelta(days=due), -due)


@pytest.mark.parametrize("state", CLOSED)
def test_a_case_that_was_answered_refused_or_withdrawn_is_not_open(state):
    assert open_caseload(requests(case(**state))).empty


def test_the_clock_runs_to_the_last_day_that_the_extract_covers():
    rows = requests(case(10), covers=("2020-01-01", "2022-06-30"))
    assert open_caseload(rows)["days_open"].tolist() == [18]
    assert set(open_cases(rows).frame["period_end"]) == {pd.Timestamp("2022-06-30")}


def test_a_leap_day_counts_like_every_other_day():
    windows = Windows(Period.parse("2020-03"), date(2020, 3, 31))
    (found,) = open_caseload(requests({"received_on": "2020-02-01", **WAITS_FOR_DECISION}, windows=windows)).itertuples()
    assert (found.days_open, found.due_on.date()) == (59, date(2020, 3, 14))


# Counts on the day of the extract


@pytest.mark.parametrize(
    ("days", "band"),
    [
        (0, "up to 6 weeks"),
        (42, "up to 6 weeks"),
        (43, "over 6 to 16 weeks"),
        (112, "over 6 to 16 weeks"),
        (113, "over 16 to 20 weeks"),
        (140, "over 16 to 20 weeks"),
        (141, "over 20 to 52 weeks"),
        (364, "over 20 to 52 weeks"),
        (365, "over 52 weeks"),
        (3000, "over 52 weeks"),
    ],
)
def test_the_last_day_of_a_band_of_weeks_belongs_to_it(days, band):
    found = counts(open_cases(requests(case(days))), "weeks since the request")
    assert found == {name: float(name == band) for name in AGE_BANDS.names}


@pytest.mark.parametrize(
    ("days", "band"),
    [
        (0, "not yet due"),
        (140, "not yet due"),
        (141, "up to 6 weeks"),
        (154, "up to 6 weeks"),
        (155, "up to 6 weeks"),
        (182, "up to 6 weeks"),
        (183, "over 6 weeks"),
        (231, "over 6 weeks"),
        (232, "over 6 weeks"),
        (322, "over 6 weeks"),
        (323, "over 6 weeks"),
    ],
)
def test_a_step_is_overdue_from_the_day_after_its_due_day(days, band):
    found = counts(open_cases_overdue(requests(case(days, **WAITS_FOR_PLAN))), "overdue by")
    assert found == {name: float(name == band) for name in OVERDUE_BANDS.names}


def test_open_cases_are_counted_by_next_step():
    rows = requests(case(), case(), case(50, **WAITS_FOR_OUTCOME), case(90, **WAITS_FOR_PLAN), case(90, **PLAN))
    assert counts(open_cases_next_step(rows), "next step") == {"decision": 2, "outcome": 1, "plan": 1}


def test_the_count_of_open_cases_is_about_the_day_of_the_extract():
    total = open_cases(requests(case(), case(400))).one("timeliness.open_cases", TODAY)
    assert (total["value"], total["unit"], total["symbol"]) == (2, "cases", "")


@pytest.mark.parametrize("measure", [open_cases, open_cases_next_step, open_cases_overdue])
@pytest.mark.parametrize("rows", [(), (case(**PLAN),)])
def test_without_open_cases_every_count_is_a_true_nought(measure, rows):
    frame = measure(requests(*rows)).frame
    assert (set(frame["value"]), set(frame["symbol"])) == ({0}, {""})


def test_the_caseload_of_an_extract_without_rows_is_empty_and_typed():
    empty, filled = open_caseload(requests()), open_caseload(requests(case()))
    assert empty.empty
    assert_frame_equal(empty.dtypes.to_frame(), filled.dtypes.to_frame())


CASES = st.lists(
    st.builds(
        lambda days, state: case(days, **state),
        st.integers(0, 600) | st.sampled_from([42, 43, 112, 113, 140, 141, 364, 365]),
        st.sampled_from([WAITS_FOR_DECISION, WAITS_FOR_OUTCOME, WAITS_FOR_PLAN, *CLOSED]),
    ),
    max_size=40,
)


@settings(max_examples=30, deadline=None)
@given(rows=CASES)
def test_every_breakdown_of_the_open_cases_adds_up_to_their_number(rows):
    cases = requests(*rows)
    number = len(open_caseload(cases))
    assert open_cases(cases).one("timeliness.open_cases", TODAY)["value"] == number
    assert sum(counts(open_cases(cases), "weeks since the request").values()) == number
    assert sum(counts(open_cases_next_step(cases), "next step").values()) == number
    assert sum(counts(open_cases_overdue(cases), "overdue by").values()) == number


@settings(max_examples=30, deadline=None)
@given(rows=CASES)
def test_a_case_is_overdue_once_its_due_day_is_past(rows):
    for found in open_caseload(requests(*rows)).itertuples():
        assert (found.days_overdue > 0) == (found.due_on.date() < AS_AT)


# The best rate still possible


def test_the_best_possible_rate_supposes_that_every_open_case_is_on_time_from_now_on():
    rows = requests(
        plan(140, "2022-01-01"),
        plan(100, "2022-06-22"),
        plan(141, "2022-03-01"),
        plan(100, "2021-12-31"),  # last year's
        case(140),
        case(0),
        case(141, **WAITS_FOR_PLAN),
        case(50, **CLOSED[1]),
    )
    best = best_possible_rate(rows).one("timeliness.best_possible_rate", JUNE_2022.year_to_date)
    assert (best["numerator"], best["denominator"], best["value"]) == (4, 6, pytest.approx(100 * 4 / 6))


def test_the_best_possible_rate_is_a_bound_and_has_no_interval():
    frame = best_possible_rate(requests(case())).frame
    assert (len(frame), frame["value"].item(), frame["breakdown"].item()) == (1, 100, TOTAL)
    assert frame[["lower", "upper"]].isna().all(axis=None)


def test_without_plans_and_open_cases_the_best_possible_rate_is_not_applicable():
    best = best_possible_rate(requests()).frame
    assert (best["symbol"].item(), best["denominator"].item()) == ("z", 0)


def test_a_plan_issued_between_the_end_of_the_period_and_the_extract_is_not_lost():
    windows = Windows(Period.parse("2022-05"), date(2022, 6, 22))
    rows = requests(plan(100, "2022-05-31"), plan(150, "2022-06-01"), case(), windows=windows)
    best = best_possible_rate(rows).one("timeliness.best_possible_rate", windows.year_to_date)
    assert (best["numerator"], best["denominator"]) == (2, 3)


@pytest.mark.parametrize(("as_at", "symbol"), [(date(2021, 12, 31), ""), (date(2022, 1, 1), "z"), (date(2022, 6, 22), "z")])
def test_nothing_is_still_possible_in_a_year_that_is_over(as_at, symbol):
    windows = Windows(Period.parse("2021"), as_at)
    rows = requests(plan(100, "2021-05-31"), windows=windows)
    assert best_possible_rate(rows).one("timeliness.best_possible_rate", windows.year_to_date)["symbol"] == symbol


def test_the_best_possible_rate_is_not_available_when_the_extract_begins_within_the_year():
    best = best_possible_rate(requests(case(), covers=("2022-02-01", "2022-06-22"))).frame
    assert best["symbol"].item() == "x"
