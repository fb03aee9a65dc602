"""An improvement plan in tables and sentences: actions by area, the written key of their statuses, and milestones.

What people have written is escaped; every number is a releasable figure.
"""

import pandas as pd
from markupsafe import Markup

from send_analysis.core.findings import listed
from send_analysis.core.params.fields import NOT_STATED
from send_analysis.core.params.improvement_plan import ImprovementPlan
from send_analysis.core.period import Period, in_words
from send_analysis.datasets.plan import Plan
from send_analysis.disclosure.protect import ReleasableFigures
from send_analysis.measures.improvement_plan import WHOLE_PLAN, changes, is_overdue
from send_analysis.present.numbers import figure_in_words, figure_text, has_number
from send_analysis.present.slippage import change_of
from send_analysis.present.statuses import status_cell, status_words
from send_analysis.present.words import Cell, paragraphs, words_table

#: What stands in a cell of which nobody has told what it should hold.
_NOT_STATED = NOT_STATED.capitalize()

_KINDS = {
    "written_statement_of_action": "Written Statement of Action",
    "accelerated_progress_plan": "Accelerated Progress Plan",
}


def introduction(plan: ImprovementPlan) -> str:
    """What the plan is and when it was submitted, and what params note about it."""
    kind, day = _KINDS.get(plan.kind, plan.kind_name), plan.submitted_on
    what = "" if plan.title.casefold() == kind.casefold() else f" ({kind})"
    when = f"{'on' if day.start == day.end else 'in'} {day.label}"
    return paragraphs(f"{plan.title}{what}, submitted {when}.") + paragraphs(plan.note)


def area_name(plan: ImprovementPlan, area: str) -> str:
    """An area as the page calls it: "Area 3: quality of plans", or the plan as a whole."""
    names = {each.id: f"Area {each.id}: {each.name}" for each in plan.areas}
    return names.get(area, "The plan as a whole")


def summary(plan: Plan, figures: ReleasableFigures) -> str:
    """In sentences how many actions stand how, how many are overdue, and how many have slipped since the last report."""
    day = day_of(plan)
    total = figures.one("improvement_plan.actions", day)
    if not has_number(total):
        return paragraphs(f"Number of actions on {day.label}: {figure_in_words(total)}.")
    by_status = figures.select("improvement_plan.actions", over=day, topic="status").frame
    parts = [
        f"{figure_in_words(figure)} {status_words(_status(figure['breakdown']))}"
        for _, figure in by_status.iterrows()
        if figure["value"]
    ]
    said = f"On {day.label} the plan has {_counted(total, 'action')}{': ' + listed(parts) if parts else ''}."
    overdue = figures.one("improvement_plan.actions_overdue", day)
    undated = figures.one("improvement_plan.actions_overdue", day, topic="due day", breakdown="not stated")
    if undated["value"]:
        said += f" For {_counted(undated, 'action')} that {_is(undated)} not complete, no due date is stated."
    said += (
        f" {_counted(overdue, 'action')} {_is(overdue)} overdue." if overdue["value"] else " None is known to be overdue."
    )
    if plan.last is not None:
        slipped = figures.one("improvement_plan.actions_slipped", day)
        since = f" since the last report, as at {in_words(plan.last.as_at)}"
        said += f" {_counted(slipped, 'action')} {_has(slipped)} slipped{since}."
    return paragraphs(said)


def key(plan: Plan, figures: ReleasableFigures) -> str:
    """The written key: each status by its word and shape, what it means, and how many actions have it."""
    day = day_of(plan)
    rows: list[list[Cell]] = []
    for status, meaning in plan.stated.status_key.items():
        number = figures.one("improvement_plan.actions", day, topic="status", breakdown=status)
        rows.append([status_cell(status), meaning, figure_text(number)])
    return words_table("What each status means, and how many actions have it", ("Status", "Meaning", "Actions"), rows)


def actions(plan: Plan, figures: ReleasableFigures) -> str:
    """A table of actions for each area, with what params note about it, and for the plan as a whole where it has any."""
    rows, overdue = plan.actions.rows, is_overdue(plan.actions)
    since = changes(plan).set_index("action_id") if plan.last is not None else None
    area = rows["area"].astype("object").where(rows["area"].notna(), WHOLE_PLAN)
    notes = {each.id: each.note for each in plan.stated.areas}
    parts = []
    for name in [*notes, *([WHOLE_PLAN] if area.eq(WHOLE_PLAN).any() else [])]:
        own = area.eq(name)
        pairs = zip(rows[own].iterrows(), overdue[own], strict=True)
        told = [_action(plan, row, late, since, figures) for (_, row), late in pairs]
        headers = ["Action", "Owner", "Due", "Status", "Evidence", *(["Since the last report"] if since is not None else [])]
        if notes.get(name):
            parts.append(paragraphs(notes[name], opening=f"Area {name}."))
        parts.append(words_table(f"{area_name(plan.stated, name)}: actions", headers, told, css="actions"))
    return "".join(parts)


def milestones(plan: Plan, figures: ReleasableFigures) -> str:
    """A table of the milestones: when each is due, whether that day is past, what is to be reached, and what has come of it."""
    as_at = plan.params.release.as_at
    rows: list[list[Cell]] = [
        [each.name, _due(each.due_on, each.due_on.end <= as_at), each.goal, each.progress or _NOT_STATED]
        for each in plan.stated.milestones
    ]
    day = Period(as_at, as_at)
    total = figures.one("improvement_plan.milestones", day)
    passed = figures.one("improvement_plan.milestones", day, topic="state", breakdown="passed")
    said = f"On {day.label}, {figure_in_words(passed)} of {_counted(total, 'milestone')} {_is(passed)} past." if rows else ""
    headers = ("Milestone", "Due", "What is to be reached", "What has come of it")
    return paragraphs(said) + words_table("Milestones of the plan", headers, rows)


def day_of(plan: Plan) -> Period:
    """The day that the plan's actions are counted on."""
    return Period(plan.actions.windows.as_at, plan.actions.windows.as_at)


def _action(plan: Plan, row: pd.Series, overdue: bool, since: pd.DataFrame | None, figures: ReleasableFigures) -> list[Cell]:
    name = Markup("<strong>{}</strong> {}").format(row["action_id"], row["action"])
    due = _NOT_STATED if pd.isna(row["due_on"]) else in_words(row["due_on"].date())
    status = status_cell(row["status"])
    if pd.notna(row["completed_on"]):
        status += Markup(" <small>on {}</small>").format(in_words(row["completed_on"].date()))
    cells: list[Cell] = [
        name,
        _NOT_STATED if pd.isna(row["owner"]) else row["owner"],
        Markup("{} <strong>overdue</strong>").format(due) if overdue else due,
        status,
        _NOT_STATED if pd.isna(row["evidence"]) else row["evidence"],
    ]
    return (
        cells if since is None else [*cells, change_of(row["action_id"], since.loc[row["action_id"]], figures, day_of(plan))]
    )


def _due(due: Period, is_past: bool) -> str:
    by = f"by the end of {due.label}" if due.start != due.end else due.label
    return f"{by} ({'past' if is_past else 'ahead'})"


def _status(name: str) -> str | None:
    return None if name == "not_stated" else name


def _counted(figure: pd.Series, noun: str) -> str:
    return f"{figure_in_words(figure)} {noun}{'' if figure['value'] == 1 else 's'}"


def _is(figure: pd.Series) -> str:
    return "is" if figure["value"] == 1 else "are"


def _has(figure: pd.Series) -> str:
    return "has" if figure["value"] == 1 else "have"
