"""What params may say of an improvement plan, and what is told of one that cannot be right."""

import json
from datetime import date
from pathlib import Path

import pytest

from send_analysis.core.errors import ParamsError
from send_analysis.core.params import load_params
from send_analysis.core.params.improvement_plan import STATUS_KEY, ImprovementPlan
from send_analysis.core.params.schema import schema
from send_analysis.core.period import Period
from send_analysis.run.params_rules import RULES

RELEASE = "params/swindon/2022-06.yaml"
LAST = "params/swindon/2022-04.yaml"

PLAN = """\
authority: swindon
period: 2022-06
as_at: 2022-06-22
sections: [improvement_plan]
improvement_plan:
  title: Accelerated Progress Plan
  kind: accelerated_progress_plan
  submitted_on: 2022-01
  milestones:
    - {name: 6 months, due_on: 2022-07, goal: Fewer wait}
  actions:
    - {id: "0.1", action: Meet, owner: Director of Education, status: on_track}
  areas:
    - id: "1"
      name: Waiting
      actions:
        - {id: "1.1", action: Hire, owner: Head of SEND, due_on: 2022-05-31, status: complete, completed_on: 2022-05-02}
        - {id: "1.2", action: Train, owner: Head of SEND, due_on: not stated, status: complete, completed_on: not stated}
      impact:
        - title: On time
          baseline: {figure: {measure: timeliness.within_20_weeks.excluding_exceptions, year: 2021}}
          milestone: {value: 60, when: 2022-07, source: the plan}
          actual: {symbol: x, reason: "not counted yet"}
"""


def plan_of(project: Path, text: str = PLAN) -> ImprovementPlan:
    (project / RELEASE).write_text(text, encoding="utf-8")
    plan = load_params(RELEASE, rules=RULES).release.improvement_plan
    assert plan is not None
    return plan


def refused(project: Path, *changes: tuple[str, str]) -> str:
    """What is told of the plan with some of its text changed."""
    text = PLAN
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    with pytest.raises(ParamsError) as raised:
        plan_of(project, text)
    return str(raised.value)


# Right


def test_a_plan_is_read_with_its_areas_actions_milestones_and_impact_measures(project: Path) -> None:
    plan = plan_of(project)
    assert [(area, action.id) for area, action in plan.all_actions] == [("", "0.1"), ("1", "1.1"), ("1", "1.2")]
    hire, train = plan.areas[0].actions
    assert (hire.due, hire.completed) == (date(2022, 5, 31), date(2022, 5, 2))
    assert (train.due, train.completed) == (None, None)
    assert plan.areas[0].impact[0].baseline.figure.year == 2021


def test_a_month_stands_where_no_day_is_known(project: Path) -> None:
    plan = plan_of(project)
    assert plan.submitted_on == Period.parse("2022-01")
    assert plan.milestones[0].due_on == Period.parse("2022-07")
    assert plan.areas[0].impact[0].milestone.when == Period.parse("2022-07")


def test_a_typed_value_may_be_of_a_day_or_of_a_year(project: Path) -> None:
    for written, period in (("2022-05-03", Period(date(2022, 5, 3), date(2022, 5, 3))), ("2022", Period.parse("2022"))):
        plan = plan_of(project, PLAN.replace("when: 2022-07", f"when: {written}"))
        assert plan.areas[0].impact[0].milestone.when == period


def test_the_key_of_statuses_has_a_meaning_for_each_and_params_may_give_their_own(project: Path) -> None:
    assert plan_of(project).status_key == STATUS_KEY
    own = PLAN.replace("  milestones:", "  status_key: {complete: Done and seen, on_track: As planned}\n  milestones:")
    assert plan_of(project, own).status_key == {"complete": "Done and seen", "on_track": "As planned"}


def test_a_plan_may_be_empty_but_for_its_areas(project: Path) -> None:
    text = PLAN[: PLAN.index("  milestones:")] + '  areas: [{id: "1", name: Waiting}]\n'
    assert list(plan_of(project, text).all_actions) == []


def test_the_schema_for_editors_knows_the_plan() -> None:
    described = json.loads(schema("release"))
    assert "improvement_plan" in described["properties"]
    assert set(described["$defs"]["ImprovementPlan"]["required"]) == {"title", "kind", "submitted_on", "areas"}


# One fault


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: accelerated_progress_plan", "kind: accelerated_plan", "Did you mean `accelerated_progress_plan`?"),
        ("kind: accelerated_progress_plan", "kind: other", "kind: other needs kind_name, and no other kind has one"),
        ("submitted_on: 2022-01", "submitted_on: January", "'January' is neither a date nor a month"),
        ("submitted_on: 2022-01", "submitted_on: 2022-13", "'2022-13' is neither a date nor a month"),
        ("submitted_on: 2022-01", "submitted_on: 2022-02-30", "'2022-02-30' does not exist in the calendar"),
        ("submitted_on: 2022-01", "submitted_on: 2022-07-01", "submitted_on: lies after as_at (2022-06-22)"),
        ("due_on: 2022-07", "due_on: 2021-12", "milestones.0.due_on: lies before the plan was submitted (January 2022)"),
        ("status: on_track", "status: ontrack", "Did you mean `on_track`?"),
        ("status: on_track", "status: complete", "is complete without a day: add completed_on, or completed_on: not stated"),
        ("status: on_track", "status: paused, completed_on: 2022-06-01", "has completed_on but is paused"),
        ("completed_on: 2022-05-02", "completed_on: soon", "'soon' is not a date; write year-month-day"),
        ("completed_on: 2022-05-02", "completed_on: 2022-06-23", "completed_on: lies after as_at (2022-06-22)"),
        ('id: "1.2"', 'id: "1.1"', "actions.1.id: '1.1' stands twice. Give each action of the plan one of its own."),
        ('id: "1.2"', 'id: "0.1"', "'0.1' stands twice"),
        ('id: "1.2"', "id: 1.2", "must be text; put it in quotes"),
        ("owner: Director of Education, ", "", "actions.0.owner: is missing."),
        ("value: 60, ", "", "needs one of value, figure and symbol, and not several"),
        ("value: 60, ", "value: 60, symbol: x, reason: none, ", "needs one of value, figure and symbol, and not several"),
        (", source: the plan", "", "a typed value needs its day or year (when) and its source"),
        (', reason: "not counted yet"', "", "a symbol needs its reason"),
        ("symbol: x,", "symbol: '-',", "Allowed: x, z, c"),
        ("year: 2021", "year: 2021, window: last_year", "needs a window or a year, and not both"),
        ("year: 2021", "window: last_yaer", "there is no window `last_yaer` of requests. Did you mean `last_year`?"),
        ("within_20_weeks.excluding_exceptions", "within_20_week.excluding_exceptions",
         "is not a measure. Did you mean `timeliness.within_20_weeks.excluding_exceptions`?"),
        ("timeliness.within_20_weeks.excluding_exceptions", "excluding_exceptions", "is not a measure."),
        ("timeliness.within_20_weeks.excluding_exceptions", "improvement_plan.actions", "cannot be an impact measure: it counts"),
        ("title: On time", "title: On time\n          unit: weeks", "is weeks, but that of the figure named is percent"),
        ("title: On time", "title: On time\n          polarity: low", "is low, but that of the figure named is high"),
        ("title: On time", "title: On time\n          polarty: low", "Did you mean `polarity`?"),
    ],
)  # fmt: skip
def test_one_fault_is_named_with_its_place_and_what_to_do(project: Path, old: str, new: str, said: str) -> None:
    report = refused(project, (old, new))
    assert "1 fault\n" in report
    assert "improvement_plan" in report
    assert said in report


def test_a_plan_has_an_area(project: Path) -> None:
    text = PLAN[: PLAN.index("  areas:")] + "  areas: []\n"
    with pytest.raises(ParamsError, match=r"improvement_plan\.areas: .* at least 1 item"):
        plan_of(project, text)


def test_typed_values_need_a_unit(project: Path) -> None:
    figure = "{figure: {measure: timeliness.within_20_weeks.excluding_exceptions, year: 2021}}"
    assert "needs a unit, for instance unit: percent" in refused(project, (figure, "{symbol: z, reason: none}"))


def test_a_status_that_the_plans_own_key_lacks_is_named(project: Path) -> None:
    report = refused(project, ("  milestones:", "  status_key: {complete: Done, at_risk: Late}\n  milestones:"))
    assert "actions.0.status: `on_track` is not in the plan's status_key, which has complete, at_risk." in report


def test_figures_of_different_units_are_not_set_beside_each_other(project: Path) -> None:
    weeks = "{figure: {measure: timeliness.weeks_to_issue.median, year: 2021}}"
    report = refused(project, ('{symbol: x, reason: "not counted yet"}', weeks))
    assert "names figures of different units (percent, weeks)" in report


def test_the_section_needs_a_plan_and_an_extract_of_its_actions_too(project: Path) -> None:
    text = PLAN[: PLAN.index("improvement_plan:\n")]
    (project / RELEASE).write_text(text + "extracts: {improvement_actions: data/requests.csv}\n", encoding="utf-8")
    with pytest.raises(ParamsError) as raised:
        load_params(RELEASE)
    assert "sections.0: improvement_plan needs the key improvement_plan, which says what the plan is. Add it." in str(
        raised.value
    )
    assert "extracts.improvement_actions: needs the key improvement_plan" in str(raised.value)


def test_actions_stand_in_params_or_in_an_extract_and_not_in_both(project: Path) -> None:
    report = refused(project, ("sections:", "extracts: {improvement_actions: data/requests.csv}\nsections:"))
    assert "extracts.improvement_actions: the plan's actions stand in the params too. Keep them in one place." in report


# The last report


def with_last(project: Path, last: str) -> str:
    (project / LAST).write_text(last, encoding="utf-8")
    return refused(project, ("  milestones:", "  last_report: 2022-04\n  milestones:"))


def test_a_last_report_stands_in_the_same_folder(project: Path) -> None:
    (project / LAST).write_text(PLAN.replace("2022-06-22", "2022-05-31"), encoding="utf-8")
    assert plan_of(project, PLAN.replace("  milestones:", "  last_report: 2022-04\n  milestones:")).last_report == "2022-04"


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (PLAN, "params/swindon/2022-04.yaml is not earlier: it is as at 2022-06-22, this one as at 2022-06-22."),
        (PLAN.replace("status: on_track", "status: green"), "params/swindon/2022-04.yaml has faults of its own."),
        (
            "authority: swindon\nperiod: 2022-04\nas_at: 2022-04-30\nsections: [tribunal]\n",
            "params/swindon/2022-04.yaml has no improvement_plan, so nothing can be compared with it.",
        ),
    ],
)
def test_a_last_report_that_cannot_be_compared_with_is_explained(project: Path, last: str, said: str) -> None:
    assert f"line 9, improvement_plan.last_report: {said}" in with_last(project, last)


def test_a_last_report_that_does_not_exist_is_named_with_the_nearest_that_does(project: Path) -> None:
    (project / LAST).write_text(PLAN.replace("2022-06-22", "2022-05-31"), encoding="utf-8")
    report = refused(project, ("  milestones:", "  last_report: 2022-03\n  milestones:"))
    assert "params/swindon/2022-03.yaml does not exist. Did you mean `2022-04`?" in report
    assert "is this file itself" in refused(project, ("  milestones:", "  last_report: 2022-06\n  milestones:"))


@pytest.mark.parametrize("name", ["../oldham/2020-09", "/etc/passwd", "authority", "'2022-04.yaml'", "'=cmd'", "<script>"])
def test_a_last_report_is_a_params_file_of_the_authority_and_nothing_else(project: Path, name: str) -> None:
    report = refused(project, ("  milestones:", f"  last_report: {name}\n  milestones:"))
    assert "does not have the form" in report or "does not exist" in report


def test_a_tracker_that_is_overwritten_each_month_cannot_be_compared_with_itself(project: Path) -> None:
    text = PLAN[: PLAN.index("  milestones:")] + '  areas: [{id: "1", name: Waiting}]\n'
    text = text.replace("sections:", "extracts: {improvement_actions: data/requests.csv}\nsections:")
    (project / LAST).write_text(text.replace("2022-06-22", "2022-05-31"), encoding="utf-8")
    (project / RELEASE).write_text(text.replace("  areas", "  last_report: 2022-04\n  areas"), encoding="utf-8")
    with pytest.raises(ParamsError, match=r"Keep the tracker of each report as a file of its own\."):
        load_params(RELEASE)


# Many


def test_many_faults_are_named_at_once_each_with_its_line(project: Path) -> None:
    report = refused(
        project,
        ("kind: accelerated_progress_plan", "kind: plan"),
        ("submitted_on: 2022-01", "submitted_on: soon"),
        ("status: on_track", "status: green"),
        ("completed_on: 2022-05-02", "completed_on: May"),
        (", source: the plan", ""),
        ("year: 2021", "yaer: 2021"),
    )
    assert "6 faults" in report
    for line in (7, 8, 12, 17, 21, 22):
        assert f"line {line}, improvement_plan" in report


def test_many_faults_between_keys_are_named_at_once(project: Path) -> None:
    report = refused(
        project,
        ("due_on: 2022-07", "due_on: 2021-12"),
        ("completed_on: 2022-05-02", "completed_on: 2022-12-02"),
        ('id: "1.2"', 'id: "1.1"'),
        ("timeliness.within_20_weeks.excluding_exceptions", "timeliness.on_time"),
    )
    assert "4 faults" in report
