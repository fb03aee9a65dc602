"""Improvement plans for tests, made from a few actions and impact measures.

>>> plan = improvement_plan({"1": [action("1.1", "complete", "2022-05-31")]}, last=[action("1.1", "on_track", "2022-04-30")])
>>> plan.last.actions["status"].item()
'on_track'
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from send_analysis.core.figures import Figures
from send_analysis.core.params import Params
from send_analysis.core.params.authority import AuthorityParams
from send_analysis.core.params.improvement_plan import ImprovementPlan
from send_analysis.core.params.release import ReleaseParams
from send_analysis.datasets.dataset import Dataset
from send_analysis.datasets.last_report import LastReport
from send_analysis.datasets.plan import Plan, plan_actions, stated_actions

AUTHORITY = {
    "name": "Swindon",
    "code": "866",
    "publisher": "Swindon Borough Council",
    "contact": {"team": "SEND Service", "email": "send@example.org"},
}

Row = dict[str, Any]


def action(name: str, status: str = "on_track", due_on: str | None = None, **more: Any) -> Row:
    """An action as params write it; one that is complete was so on 2 May 2022 unless more is said."""
    done = {"completed_on": "2022-05-02"} if status == "complete" else {}
    given = {"id": name, "action": f"Do {name}", "owner": "Head of SEND", "status": status, **done, **more}
    return given if due_on is None else given | {"due_on": due_on}


def plan_params(
    areas: Mapping[str, Sequence[Row]],
    *,
    impact: Mapping[str, Sequence[Row]] | None = None,
    notes: Mapping[str, str] | None = None,
    as_at: str = "2022-06-22",
    **more: Any,
) -> Params:
    """The params of a release whose plan has these actions by area; those of the plan as a whole stand under ""."""
    of_areas = [
        {
            "id": name,
            "name": f"Area called {name}",
            "actions": list(actions),
            "impact": list((impact or {}).get(name, ())),
            "note": (notes or {}).get(name, ""),
        }
        for name, actions in areas.items()
        if name
    ]
    plan = {
        "title": "Accelerated Progress Plan", "kind": "accelerated_progress_plan", "submitted_on": "2022-01",
        "actions": list(areas.get("", ())), "areas": of_areas,
    }  # fmt: skip
    keys = {key: more.pop(key) for key in list(more) if key in ImprovementPlan.model_fields}
    release = {"authority": "swindon", "period": "2022-05..2022-06", "as_at": as_at, "sections": ["improvement_plan"]}
    return Params(
        Path("/project"),
        Path("/project/params/swindon/2022-06.yaml"),
        AuthorityParams.model_validate(AUTHORITY),
        ReleaseParams.model_validate(release | {"improvement_plan": plan | keys} | more),
    )


def improvement_plan(
    areas: Mapping[str, Sequence[Row]],
    *,
    last: Sequence[Row] | None = None,
    datasets: Mapping[str, Dataset] | None = None,
    published: Sequence[Figures] = (),
    **more: Any,
) -> Plan:
    """A plan with these actions by area, and with those of a last report of 30 April 2022 where any are given."""
    params = plan_params(areas, **more)
    report = None
    if last is not None:
        before = plan_params({"1": last}, as_at="2022-04-30").release.improvement_plan
        assert before is not None
        report = LastReport("2022-04", date(2022, 4, 30), stated_actions(before))
    return Plan(params, plan_actions(params, datasets or {}), report, datasets or {}, published)
