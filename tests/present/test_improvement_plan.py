"""An improvement plan in words: what each action is, what has become of it, and nothing that was not said or counted."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from send_analysis.core.figures import Figures, concat_figures
from send_analysis.datasets.plan import Plan
from send_analysis.disclosure.protect import Policy, ReleasableFigures, protect
from send_analysis.measures.improvement_plan import actions, actions_overdue, actions_slipped, milestones
from send_analysis.present import improvement_plan as present
from send_analysis.present.slippage import slippage
from tests.measures.plans_of_tests import action, improvement_plan
from tests.present.builders import numbers_in, parsed, text_of
from tests.present.test_words import HOSTILE

TWO_AREAS = {
    "1": [
        action("1.1", "complete", "2022-05-31", evidence="All posts are filled"),
        action("1.2", "at_risk", "2022-06-21"),
        action("1.3", "complete", completed_on="not stated"),
    ],
    "2": [action("2.1", "on_track", "2022-06-22"), action("2.2", "not_started")],
}
LAST = [
    action("1.1", "on_track", "2022-05-31"), action("1.2", "on_track", "2022-05-22"), action("2.2", "not_started", "2022-07-01"),
    action("2.1", "on_track", "2022-06-23"), action("9", "paused", action="Write a guide"),
]  # fmt: skip


def figures_of(plan: Plan) -> ReleasableFigures:
    every = [actions(plan), actions_overdue(plan), actions_slipped(plan), milestones(plan)]
    return protect(concat_figures(every), Policy())


def rows_of(html: str, number: int = 0) -> dict[str, list[str]]:
    """The cells of each row of a table, by the row's first word."""
    table = parsed(html).findall(".//table")[number]
    return {
        text_of(row.find("th")).split()[0]: [text_of(cell) for cell in row.findall("td")]
        for row in table.findall(".//tbody/tr")
    }


def shown(plan: Plan) -> str:
    return present.actions(plan, figures_of(plan))


# Actions


def test_each_area_has_a_table_of_its_actions() -> None:
    html = shown(improvement_plan(TWO_AREAS))
    captions = [each.text for each in parsed(html).iter("caption")]
    assert captions == ["Area 1: Area called 1: actions", "Area 2: Area called 2: actions"]
    assert rows_of(html)["1.1"] == ["Head of SEND", "31 May 2022", "■ Complete on 2 May 2022", "All posts are filled"]
    assert rows_of(html)["1.3"] == ["Head of SEND", "Not stated", "■ Complete", "Not stated"]
    assert rows_of(html, 1)["2.2"] == ["Head of SEND", "Not stated", "○ Not started", "Not stated"]


def test_an_overdue_action_says_so_in_words() -> None:
    html = shown(improvement_plan(TWO_AREAS))
    assert rows_of(html)["1.2"][1] == "21 June 2022 overdue"
    assert rows_of(html, 1)["2.1"][1] == "22 June 2022"


def test_what_has_become_of_each_action_stands_beside_it() -> None:
    html = shown(improvement_plan(TWO_AREAS, last=LAST))
    first, second = rows_of(html), rows_of(html, 1)
    assert first["1.1"][-1] == "Completed"
    assert first["1.2"][-1] == "Due 30 days later (was 22 May 2022); status worse (was on track)"
    assert first["1.3"][-1] == "New"
    assert second["2.1"][-1] == "Due 1 day earlier (was 23 June 2022)"
    assert second["2.2"][-1] == "No due date any more (was 1 July 2022)"


def test_an_action_without_a_change_says_so_and_one_that_is_given_a_day_too() -> None:
    plan = improvement_plan({"1": [action("a"), action("b", due_on="2022-06-30")]}, last=[action("a"), action("b")])
    assert [cells[-1] for cells in rows_of(shown(plan)).values()] == ["No change", "Now with a due date"]


def test_in_the_first_report_no_column_of_changes_is_shown() -> None:
    heads = [each.text for each in parsed(shown(improvement_plan(TWO_AREAS))).iter("th") if each.get("scope") == "col"]
    assert "Since the last report" not in heads


def test_actions_of_the_plan_as_a_whole_stand_last_under_that_name() -> None:
    html = shown(improvement_plan({"": [action("0.1")], "1": [action("1.1")]}))
    captions = [each.text for each in parsed(html).iter("caption")]
    assert captions == ["Area 1: Area called 1: actions", "The plan as a whole: actions"]


def test_a_note_on_an_area_stands_before_its_table() -> None:
    html = shown(improvement_plan({"1": [action("1.1")]}, notes={"1": "Exams were cancelled.\n\nSchools were closed."}))
    assert html.startswith("<p><strong>Area 1.</strong> Exams were cancelled.</p><p>Schools were closed.</p><div")


def test_an_area_without_actions_says_so() -> None:
    assert shown(improvement_plan({"1": []})) == "<p>Area 1: Area called 1: actions: there are none.</p>"


# Sentences and other tables


def test_the_plan_in_sentences() -> None:
    plan = improvement_plan(TWO_AREAS, last=LAST)
    assert text_of(parsed(present.summary(plan, figures_of(plan)))) == (
        "On 22 June 2022 the plan has 5 actions: 2 complete, 1 on track, 1 at risk and 1 not started. "
        "For 1 action that is not complete, no due date is stated. 1 action is overdue. "
        "2 actions have slipped since the last report, as at 30 April 2022."
    )


def test_an_empty_plan_in_sentences() -> None:
    plan = improvement_plan({"1": []})
    assert (
        text_of(parsed(present.summary(plan, figures_of(plan))))
        == "On 22 June 2022 the plan has 0 actions. None is known to be overdue."
    )


def test_what_is_not_known_is_no_nought_in_a_sentence() -> None:
    plan = improvement_plan({"1": []})
    frame = figures_of(plan).frame
    unknown = frame.assign(value=float("nan"), numerator=float("nan"), symbol="x")
    said = present.summary(plan, protect(Figures(unknown), Policy()))
    assert said == "<p>Number of actions on 22 June 2022: (no figure: not available).</p>"


def test_the_written_key_has_every_status_its_meaning_and_its_number() -> None:
    plan = improvement_plan(
        TWO_AREAS, status_key={"complete": "Done & seen", "at_risk": "Late", "on_track": "Well", "not_started": "No"}
    )
    assert rows_of(present.key(plan, figures_of(plan))) == {
        "■": ["Done & seen", "2"], "▲": ["Late", "1"], "●": ["Well", "1"], "○": ["No", "1"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Accelerated Progress Plan, submitted in January 2022."),
        ({"submitted_on": "2022-01-14"}, "Accelerated Progress Plan, submitted on 14 January 2022."),
        ({"title": "Our plan"}, "Our plan (Accelerated Progress Plan), submitted in January 2022."),
        ({"title": "Our plan", "kind": "written_statement_of_action"}, "Our plan (Written Statement of Action), submitted"),
        ({"title": "Our plan", "kind": "other", "kind_name": "recovery plan"}, "Our plan (recovery plan), submitted"),
    ],
)
def test_the_plan_is_introduced_by_its_name_its_kind_and_its_day(changes: dict[str, Any], said: str) -> None:
    assert said in present.introduction(improvement_plan({"1": []}, **changes).stated)


def test_milestones_say_whether_their_day_is_past() -> None:
    stated = [
        {"name": "6", "due_on": "2022-06-22", "goal": "Fewer wait", "progress": "They do"},
        {"name": "12", "due_on": "2023-01", "goal": "Nobody waits"},
    ]
    plan = improvement_plan({"1": []}, milestones=stated)
    html = present.milestones(plan, figures_of(plan))
    assert rows_of(html) == {
        "6": ["22 June 2022 (past)", "Fewer wait", "They do"],
        "12": ["by the end of January 2023 (ahead)", "Nobody waits", "Not stated"],
    }
    assert "<p>On 22 June 2022, 1 of 2 milestones is past.</p>" in html


def test_a_plan_without_milestones_says_so() -> None:
    plan = improvement_plan({"1": []})
    assert present.milestones(plan, figures_of(plan)) == "<p>Milestones of the plan: there are none.</p>"


# Slippage


def test_changes_are_told_by_kind_and_no_action_disappears_without_a_word() -> None:
    plan = improvement_plan(TWO_AREAS, last=LAST)
    html = slippage(plan, figures_of(plan))
    assert parsed(html).findtext(".//caption") == "What has changed since the last report, as at 30 April 2022"
    cells = [text_of(cell) for cell in parsed(html).iter("td")]
    assert cells == ["1", "1", "1", "0", "1", "1", "1"]
    assert text_of(parsed(html).find(".//li")) == "9 Write a guide (status was paused)"


def test_the_first_report_says_that_it_is_the_first() -> None:
    plan = improvement_plan(TWO_AREAS)
    assert slippage(plan, figures_of(plan)).startswith("<p>This is the first report made here on the plan.")


# Whatever people write


def test_hostile_text_is_shown_as_text_wherever_people_write() -> None:
    hostile = action(HOSTILE, action=HOSTILE, owner=HOSTILE, evidence=HOSTILE)
    stated = [{"name": HOSTILE, "due_on": "2023-01", "goal": HOSTILE, "progress": HOSTILE}]
    plan = improvement_plan(
        {"1": [hostile]}, last=[action("gone" + HOSTILE, action=HOSTILE)], notes={"1": HOSTILE}, title=HOSTILE, note=HOSTILE,
        kind="other", kind_name=HOSTILE, milestones=stated, status_key={"on_track": HOSTILE},
    )  # fmt: skip
    figures = figures_of(plan)
    html = "".join(
        [
            present.introduction(plan.stated), present.summary(plan, figures), present.key(plan, figures),
            present.actions(plan, figures), present.milestones(plan, figures), slippage(plan, figures),
        ]
    )  # fmt: skip
    assert "<script" not in html
    assert html.count("&lt;script&gt;") >= 13
    assert parsed(html) is not None


def test_every_number_in_a_sentence_is_a_figure_or_part_of_a_date() -> None:
    plan = improvement_plan(TWO_AREAS, last=LAST)
    figures = figures_of(plan)
    known = {f"{value:g}" for value in figures.frame["value"]} | {"22", "2022", "30"}
    assert set(numbers_in(text_of(parsed(present.summary(plan, figures))))) <= known


def test_a_status_that_is_not_stated_is_said_to_be_so() -> None:
    plan = improvement_plan({"1": [action("1.1")]})
    rows = plan.actions.rows.assign(status=pd.Categorical([None], categories=plan.actions.rows["status"].cat.categories))
    unstated = replace(plan, actions=replace(plan.actions, rows=rows))
    assert rows_of(shown(unstated))["1.1"][2] == "Not stated"
    assert "1 not stated" in present.summary(unstated, figures_of(unstated))
