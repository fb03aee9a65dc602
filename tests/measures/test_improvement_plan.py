"""How many actions of an improvement plan stand how, are overdue, and have slipped since the last report."""

from dataclasses import replace
from datetime import date

import pytest

from send_analysis.core.figures import FigureTable
from send_analysis.core.period import Period
from send_analysis.datasets.plan import Plan
from send_analysis.measures.improvement_plan import actions, actions_overdue, actions_slipped, milestones
from tests.measures.plans_of_tests import action, improvement_plan

DAY = Period(date(2022, 6, 22), date(2022, 6, 22))

TWO_AREAS = {
    "1": [action("1.1", "complete", "2022-05-31"), action("1.2", "at_risk", "2022-06-21")],
    "2": [action("2.1", "on_track", "2022-06-22"), action("2.2", "not_started"), action("2.3", "on_track", "2022-12-31")],
}


def by(table: FigureTable, topic: str, measure: str | None = None) -> dict[str, float]:
    """The values of a topic by breakdown, on the day of the report."""
    frame = table.select(measure, topic=topic, over=DAY).frame
    return dict(zip(frame["breakdown"], frame["value"], strict=True))


def test_actions_are_counted_in_total_by_status_by_area_and_by_both() -> None:
    figures = actions(improvement_plan(TWO_AREAS))
    assert by(figures, "Total") == {"Total": 5}
    assert by(figures, "status") == {
        "complete": 1, "on_track": 2, "at_risk": 1, "off_track": 0, "paused": 0, "not_started": 1, "not_stated": 0,
    }  # fmt: skip
    assert by(figures, "area") == {"1": 2, "2": 3}
    assert by(figures, "area / status")["2 / on_track"] == 2
    assert sum(by(figures, "area / status").values()) == 5
    assert set(figures.frame["unit"]) == {"actions"}


def test_a_status_that_the_plans_own_key_lacks_is_not_counted() -> None:
    figures = actions(improvement_plan({"1": [action("1.1")]}, status_key={"on_track": "As planned", "complete": "Done"}))
    assert list(by(figures, "status")) == ["complete", "on_track", "not_stated"]


def test_actions_of_the_plan_as_a_whole_are_an_area_of_their_own() -> None:
    plan = improvement_plan({"": [action("0.1", due_on="2022-06-01")], "1": [action("1.1")]})
    assert by(actions(plan), "area") == {"1": 1, "whole plan": 1}
    assert by(actions_overdue(plan), "area") == {"1": 0, "whole plan": 1}


@pytest.mark.parametrize(
    ("status", "due_on", "overdue"),
    [
        ("on_track", "2022-06-21", 1),
        ("on_track", "2022-06-22", 0),  # due on the day of the report
        ("on_track", None, 0),
        ("paused", "2022-06-21", 1),
        ("complete", "2022-06-21", 0),
    ],
)
def test_an_action_is_overdue_when_it_was_due_before_the_day_of_the_report_and_is_not_complete(
    status: str, due_on: str | None, overdue: int
) -> None:
    figures = actions_overdue(improvement_plan({"1": [action("1.1", status, due_on)]}))
    assert by(figures, "Total") == {"Total": overdue}


def test_an_action_whose_status_is_not_stated_can_be_overdue() -> None:
    plan = improvement_plan({"1": [action("1.1", due_on="2022-06-01")]})
    rows = plan.actions.rows
    unstated = replace(plan, actions=replace(plan.actions, rows=rows.assign(status=rows["status"].where([False]))))
    assert by(actions_overdue(unstated), "Total") == {"Total": 1}
    assert by(actions(unstated), "status")["not_stated"] == 1


def test_what_has_slipped_is_counted_by_kind_of_change_and_by_days() -> None:
    last = [
        action("1.1", "on_track", "2022-05-31"), action("1.2", "on_track", "2022-05-22"),
        action("2.3", "on_track", "2023-01-31"), action("9", "paused"),
    ]  # fmt: skip
    figures = actions_slipped(improvement_plan(TWO_AREAS, last=last))
    slipped = "improvement_plan.actions_slipped"
    assert by(figures, "Total", slipped) == {"Total": 1}
    assert by(figures, "change", slipped) == {
        "due later": 1, "due earlier": 1, "status worse": 1, "status better": 0, "completed": 1, "new": 2, "dropped": 1,
    }  # fmt: skip
    assert by(figures, "action", "improvement_plan.due_date_moved") == {"1.2": 30, "2.3": -31}


def test_the_first_report_has_no_slippage_and_says_that_it_does_not_apply() -> None:
    figures = actions_slipped(improvement_plan(TWO_AREAS))
    assert set(figures.frame["symbol"]) == {"z"}
    assert len(figures) == 8


def test_a_report_without_a_change_has_true_noughts() -> None:
    figures = actions_slipped(improvement_plan({"1": [action("1.1")]}, last=[action("1.1")]))
    assert set(figures.frame["value"]) == {0}
    assert set(figures.frame["measure"]) == {"improvement_plan.actions_slipped"}


def test_an_empty_plan_has_true_noughts() -> None:
    plan = improvement_plan({"1": []})
    assert by(actions(plan), "Total") == {"Total": 0}
    assert set(actions_overdue(plan).frame["value"]) == {0}


def of_empty_extract() -> Plan:
    plan = improvement_plan({"1": []})
    return replace(plan, actions=replace(plan.actions, holds_rows=False))


def test_of_an_extract_without_rows_nothing_is_known() -> None:
    for figures in (actions(of_empty_extract()), actions_overdue(of_empty_extract())):
        assert set(figures.frame["symbol"]) == {"x"}


def test_milestones_are_past_from_their_last_day_on() -> None:
    days = [("6 months", "2022-06-22"), ("7 months", "2022-06"), ("a year", "2023-01")]
    stated = [{"name": name, "due_on": due, "goal": "fewer wait"} for name, due in days]
    figures = milestones(improvement_plan({"1": []}, milestones=stated))
    assert by(figures, "Total") == {"Total": 3}
    assert by(figures, "state") == {"passed": 1, "ahead": 2}
