"""What became of resolutions and questions by a day."""

from dataclasses import replace
from datetime import date

import pytest

from send_analysis.core.period import Period
from send_analysis.measures import committee_paper
from send_analysis.measures.committee_paper import STATUSES, resolutions, status
from tests.measures.builders import JUNE_2022, dataset

AS_AT = JUNE_2022.as_at
THAT_DAY = Period(AS_AT, AS_AT)
ANSWER = {"answer": "Twelve.", "answered_on": "2022-06-01"}

ROWS = [
    ANSWER,
    {"due_on": "2022-06-21"},
    {"due_on": "2022-06-22"},
    {},
    {"asks_for_action": False},
    {"due_on": "2022-01-31"},
]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({}, "open_without_a_date"),
        ({"due_text": "when schools reopen"}, "open_without_a_date"),
        ({"due_on": "2022-06-21"}, "overdue"),
        ({"due_on": "2022-06-22"}, "open"),  # on the last day it is not overdue yet
        ({"due_on": "2023-02-28", "due_text": "February 2023"}, "open"),
        (ANSWER, "answered"),
        (ANSWER | {"due_on": "2022-05-01"}, "answered"),  # late, and answered
        ({"asks_for_action": False}, "for_the_record"),
        ({"asks_for_action": False, "due_on": "2022-01-31"}, "for_the_record"),
        ({"asks_for_action": True, "due_on": "2022-01-31"}, "overdue"),
    ],
)
def test_what_became_of_one(row, expected):
    assert status(dataset("resolutions", [row])).tolist() == [expected]


def test_all_are_counted_once_by_what_became_of_them():
    figures = resolutions(dataset("resolutions", ROWS))
    counts = figures.select(topic="status").frame.set_index("breakdown")["value"].to_dict()
    assert counts == {"overdue": 2, "open": 1, "open_without_a_date": 1, "answered": 1, "for_the_record": 1}
    whole = figures.one(committee_paper.MEASURE, THAT_DAY)
    assert whole["value"] == sum(counts.values())
    assert (whole["unit"], whole["symbol"]) == ("items", "")


def test_of_a_status_that_none_has_there_is_a_true_nought():
    counts = resolutions(dataset("resolutions", [{}])).select(topic="status", breakdown="overdue").frame
    assert counts[["value", "symbol"]].to_numpy().tolist() == [[0.0, ""]]


def test_where_nothing_is_recorded_nothing_is_known():
    frame = resolutions(replace(dataset("resolutions"), holds_rows=False)).frame
    assert set(frame["symbol"]) == {"x"}
    assert len(frame) == 1 + len(STATUSES)


def test_the_figures_are_of_the_day_that_the_list_is_of():
    earlier = JUNE_2022.taken_at(date(2022, 5, 31), {})
    asked = dataset("resolutions", [{"due_on": "2022-06-01"}], windows=earlier)
    assert resolutions(asked).one(committee_paper.MEASURE, Period(earlier.as_at, earlier.as_at))["value"] == 1
    assert status(asked).tolist() == ["open"]
