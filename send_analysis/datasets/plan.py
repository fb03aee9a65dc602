"""The actions of an improvement plan, wherever they are kept: in params or in an extract; and those of its last report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from send_analysis.core.checks import Check
from send_analysis.core.errors import DataError, SendAnalysisError
from send_analysis.core.figures import Figures
from send_analysis.core.findings import Finding, listed
from send_analysis.core.params import Params, load_params
from send_analysis.core.params.improvement_plan import ImprovementPlan
from send_analysis.core.params.last_report import last_report_path
from send_analysis.core.params.release import DatasetName
from send_analysis.core.period import Period, in_words
from send_analysis.datasets.dataset import Dataset
from send_analysis.datasets.last_report import LastReport
from send_analysis.datasets.opening import NO_LIMIT, open_datasets
from send_analysis.datasets.rules import is_given
from send_analysis.datasets.spec import allowed_in, kind_of
from send_analysis.datasets.specs.improvement_actions import IMPROVEMENT_ACTIONS

ACTIONS: DatasetName = "improvement_actions"


@dataclass(frozen=True)
class Plan:
    """An improvement plan with all that its measures take.

    Parameters
    ----------
    params : the params of the release.
    actions : its actions, in the columns of the dataset `improvement_actions`.
    last : the last report on it; None where this is the first one.
    datasets : what impact measures that are figures of ours are computed from.
    published : figures of ours that others publish, for those that are not, or cannot be, computed.
    """

    params: Params
    actions: Dataset
    last: LastReport | None = None
    datasets: Mapping[str, Dataset] = field(default_factory=dict)
    published: Sequence[Figures] = ()

    @property
    def stated(self) -> ImprovementPlan:
        """The plan as params state it."""
        return _plan_of(self.params)


def plan_actions(params: Params, datasets: Mapping[str, Dataset]) -> Dataset:
    """The actions of a release's plan, in the columns of the dataset `improvement_actions`, from its extract or from params.

    Raises
    ------
    DataError
        When params hold no plan, or a row of the extract belongs to no area of the plan or has a status that its key lacks.
    """
    plan = _plan_of(params)
    if ACTIONS not in datasets:
        covers = Period(NO_LIMIT, params.release.as_at)
        return Dataset(ACTIONS, stated_actions(plan), params.area, covers, params.path.name, params.windows)
    found = [check for check in plan_checks(plan, datasets[ACTIONS]) if check.found_something]
    if found:
        raise DataError("\n".join(f"{check.message} {check.guidance}" for check in found))
    return datasets[ACTIONS]


def stated_actions(plan: ImprovementPlan) -> pd.DataFrame:
    """The actions that params list, typed as the dataset is; those of the plan as a whole have no area."""
    rows = [
        (area or None, each.id, each.action, each.owner, each.due, each.status, each.evidence or None, each.completed)
        for area, each in plan.all_actions
    ]
    frame = pd.DataFrame(rows, columns=list(IMPROVEMENT_ACTIONS.columns), dtype="object")
    return frame.astype({name: _type_of(column) for name, column in IMPROVEMENT_ACTIONS.columns.items()})


def _type_of(column: Any) -> Any:
    return {"date": "datetime64[us]", "code": pd.CategoricalDtype(list(allowed_in(column)))}.get(kind_of(column), "str")


def plan_checks(plan: ImprovementPlan, actions: Dataset) -> list[Check]:
    """Whether every row of the extract belongs to an area of the plan and has a status of its key."""
    rows, areas, statuses = actions.rows, [area.id for area in plan.areas], list(plan.status_key)
    strays = {
        "area": ("outside the areas of the plan", f"The areas are {listed(areas)}.", rows["area"].isin(areas)),
        "status": (
            "outside the status_key of the plan",
            f"The statuses are {listed(statuses)}.",
            rows["status"].isin(statuses),
        ),
    }
    checks = []
    for column, (finding, sentence, known) in strays.items():
        numbers = rows.index[is_given(rows[column]) & ~known].to_numpy()
        rule = f"{ACTIONS}.{column}.of_the_plan"
        check = Finding(rule, (column,), finding, sentence, numbers, stops=True).as_check(ACTIONS)
        key = "an area" if column == "area" else "status_key"
        advice = f"Mend the rows, or add {key} to improvement_plan in the params." if numbers.size else ""
        checks.append(replace(check, guidance=advice))
    return checks


def open_last_report(params: Params) -> LastReport | None:
    """The actions of the last report that a release's plan names; None where it names none.

    Raises
    ------
    SendAnalysisError
        When its params or its extract cannot be read.
    """
    earlier = last_report_params(params)
    if earlier is None:
        return None
    kept = {name: each for name, each in earlier.release.extracts.items() if name == ACTIONS}
    alone = replace(earlier, release=earlier.release.model_copy(update={"extracts": kept}))
    opened = open_datasets(alone)
    actions = plan_actions(alone, opened.datasets)
    return LastReport(earlier.name, actions.windows.as_at, actions.rows, opened.digests.get(ACTIONS))


def last_report_params(params: Params) -> Params | None:
    """The params of the last report that a release's plan names; None where it names none."""
    path = last_report_path(params.release, params.path)
    return load_params(path, files="unchecked") if path else None


def look_at_last_report(params: Params) -> tuple[LastReport | None, list[Check]]:
    """The last report, and a check that it could be read; no check where there is none to read."""
    name = "improvement_plan.last_report"
    try:
        last = open_last_report(params)
    except SendAnalysisError as error:
        advice = "Mend the last report's params or extract, or take last_report out of improvement_plan."
        return None, [Check(name, "FAIL", f"The last report cannot be read. {error}", 0, advice)]
    if last is None:
        return None, []
    said = f"The last report is {last.name}, as at {in_words(last.as_at)}: {len(last.actions)} actions."
    return last, [Check(name, "PASS", said, len(last.actions))]


def _plan_of(params: Params) -> ImprovementPlan:
    plan = params.release.improvement_plan
    if plan is None:
        raise DataError(f"{params.path.name} holds no improvement_plan. Add it, or leave the section out.")
    return plan
