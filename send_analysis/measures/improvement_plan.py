"""The improvement plan: how many actions stand how, which are overdue, what has slipped since the last report, and milestones.

What shows whether the actions work, the impact measures, is in the module `impact`.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from send_analysis.core.figures import CROSS, TOTAL, Figures, concat_figures
from send_analysis.core.params.improvement_plan import STATUSES
from send_analysis.core.period import Period
from send_analysis.datasets.dataset import Dataset
from send_analysis.datasets.plan import Plan
from send_analysis.measures.slippage import changes_since, no_changes
from send_analysis.measures.tally import as_figures, count

#: What figures call the area of actions that are of the plan as a whole, and the status of those that state none.
WHOLE_PLAN = "whole plan"
NO_STATUS = "not_stated"

#: How the changes since the last report are called, and the columns that hold them (see `slippage`).
KINDS_OF_CHANGE = {
    "due later": "is_later",
    "due earlier": "is_earlier",
    "status worse": "is_worse",
    "status better": "is_better",
    "completed": "is_completed",
    "new": "is_new",
    "dropped": "is_dropped",
}


def actions(plan: Plan) -> Figures:
    """The actions of the plan on the day of the report: in total, by status, by area, and by both; unit actions.

    Returns
    -------
    Figures of one day. Topics "status" (every status of the key, and "not_stated"), "area" (the id of the area, or "whole plan")
    and "area / status". 0 is a true zero; where an extract holds no rows, every number is "x".
    """
    rows = plan.actions.rows
    status = rows["status"].astype("object").where(rows["status"].notna(), NO_STATUS)
    statuses = [*(each for each in STATUSES if each in plan.stated.status_key), NO_STATUS]
    area, areas = _areas(plan)
    both = [f"{one}{CROSS}{other}" for one in areas for other in statuses]
    return concat_figures(
        [
            _count("improvement_plan.actions", plan.actions),
            _count("improvement_plan.actions", plan.actions, topic="status", group=status, names=statuses),
            _count("improvement_plan.actions", plan.actions, topic="area", group=area, names=areas),
            _count(
                "improvement_plan.actions",
                plan.actions,
                topic=f"area{CROSS}status",
                group=area + CROSS + status,
                names=both,
            ),
        ]
    )


def is_overdue(actions: Dataset) -> pd.Series:
    """Whether each action was due before the day of the report and is not complete; one due on that day is not overdue."""
    rows = actions.rows
    return rows["due_on"].lt(pd.Timestamp(actions.windows.as_at)) & ~rows["status"].eq("complete")


def actions_overdue(plan: Plan) -> Figures:
    """The actions that are overdue on the day of the report: in total and by area; unit actions.

    None without a due day is; how many that are not complete have none stands beside them (topic "due day", "not stated").
    """
    overdue = is_overdue(plan.actions)
    area, areas = _areas(plan)
    rows = plan.actions.rows
    without = rows["due_on"].isna() & ~rows["status"].eq("complete")
    undated = pd.Series("not stated", index=rows.index)
    return concat_figures(
        [
            _count("improvement_plan.actions_overdue", plan.actions, where=overdue),
            _count("improvement_plan.actions_overdue", plan.actions, where=overdue, topic="area", group=area, names=areas),
            _count(
                "improvement_plan.actions_overdue",
                plan.actions,
                where=without,
                topic="due day",
                group=undated,
                names=["not stated"],
            ),
        ]
    )


def changes(plan: Plan) -> pd.DataFrame:
    """What has become of each action since the last report, see :func:`changes_since`; no rows where this is the first one."""
    return changes_since(plan.actions.rows, plan.last.actions) if plan.last is not None else no_changes()


def actions_slipped(plan: Plan) -> Figures:
    """The actions that have slipped since the last report, the changes by kind, and by how many days each due date moved.

    Returns
    -------
    Figures of the day of the report. `actions_slipped`: how many actions are due later, have lost their day or stand worse (unit
    actions), and how many have each of :data:`KINDS_OF_CHANGE` (topic "change"; one action can have several); "z", not
    applicable, in the first report. `due_date_moved`: for each action whose date moved (topic "action", the action's id) by how
    many days, negative where it is due earlier.
    """
    table, period = changes(plan), _day(plan.actions)
    first = plan.last is None
    kinds = [np.nan if first else float(table[column].sum()) for column in KINDS_OF_CHANGE.values()]
    total = np.nan if first else float(table["has_slipped"].sum())
    moved = table[table["is_later"].astype(bool) | table["is_earlier"].astype(bool)]
    slipped = "improvement_plan.actions_slipped"
    figures = [
        _figures(slipped, plan.actions, period, TOTAL, [TOTAL], [total]),
        _figures(slipped, plan.actions, period, "change", list(KINDS_OF_CHANGE), kinds),
    ]
    if len(moved):
        ids, days = list(moved["action_id"]), list(moved["days_moved"])
        figures.append(_figures("improvement_plan.due_date_moved", plan.actions, period, "action", ids, days))
    return concat_figures(figures)


def milestones(plan: Plan) -> Figures:
    """The milestones of the plan: in total, and those that lie behind and ahead (topic "state"), on the day of the report."""
    as_at = plan.params.release.as_at
    passed = sum(each.due_on.end <= as_at for each in plan.stated.milestones)
    every = len(plan.stated.milestones)
    name, day = "improvement_plan.milestones", Period(as_at, as_at)
    stated = replace(plan.actions, covers=day, source=plan.params.path.name, holds_rows=True)
    return concat_figures(
        [
            _figures(name, stated, day, TOTAL, [TOTAL], [float(every)]),
            _figures(name, stated, day, "state", ["passed", "ahead"], [float(passed), float(every - passed)]),
        ]
    )


def _areas(plan: Plan) -> tuple[pd.Series, list[str]]:
    """The area of each action, and every area that there is; that of the plan as a whole only where actions have it."""
    area = plan.actions.rows["area"].astype("object")
    area = area.where(area.notna(), WHOLE_PLAN)
    whole = [WHOLE_PLAN] if area.eq(WHOLE_PLAN).any() else []
    return area, [*(each.id for each in plan.stated.areas), *whole]


def _day(actions: Dataset) -> Period:
    return Period(actions.windows.as_at, actions.windows.as_at)


def _count(
    measure: str,
    actions: Dataset,
    *,
    where: pd.Series | None = None,
    topic: str = TOTAL,
    group: pd.Series | None = None,
    names: Sequence[str] = (),
) -> Figures:
    """How many actions there are on the day of the report, of each name of a group."""
    when = pd.Series(pd.Timestamp(actions.windows.as_at), index=actions.rows.index, dtype="datetime64[us]")
    when = when if where is None else when.where(where)
    breakdown = None if group is None else pd.Series(pd.Categorical(group, categories=list(names)), index=group.index)
    return count(measure, actions, when, [_day(actions)], topic=topic, breakdown=breakdown)


def _figures(
    measure: str, actions: Dataset, period: Period, topic: str, names: Sequence[str], values: Sequence[float]
) -> Figures:
    return as_figures(measure, actions, [period], topic, names, value=np.array([values], dtype="float64"))
