"""What is wrong with an improvement plan that no single key of it shows: repeated ids, days that cannot be, its extract."""

from collections.abc import Iterable, Iterator
from datetime import date

from send_analysis.core.params.improvement_plan import Action, ImpactMeasure, ImprovementPlan
from send_analysis.core.params.release import ReleaseParams
from send_analysis.core.params.yaml_lines import Place

_PLAN = "improvement_plan"

Found = Iterator[tuple[Place, str]]


def plan_faults(release: ReleaseParams) -> Found:
    """The faults of a release's improvement plan, each with its place in the params file and what to do."""
    plan = release.improvement_plan
    if plan is None:
        yield from _missing(release)
        return
    if plan.submitted_on.start > release.as_at:
        yield (_PLAN, "submitted_on"), f"lies after as_at ({release.as_at}). A release reports on a plan that there is."
    yield from _milestones(plan)
    yield from _repeated((((_PLAN, "areas", at, "id"), area.id) for at, area in enumerate(plan.areas)), "area")
    yield from _repeated(((*place, "id"), action.id) for place, action in _actions(plan))
    yield from _repeated((((*place, "title"), each.title) for place, each in _impact(plan)), "impact measure")
    for place, action in _actions(plan):
        yield from _of_action(place, action, plan, release.as_at)
    for place, measure in _impact(plan):
        yield from _of_impact(place, measure, release.as_at)
    if "improvement_actions" in release.extracts and any(plan.all_actions):
        yield ("extracts", "improvement_actions"), "the plan's actions stand in the params too. Keep them in one place."


def _missing(release: ReleaseParams) -> Found:
    for number, section in enumerate(release.sections):
        if section == _PLAN:
            yield ("sections", number), f"{_PLAN} needs the key {_PLAN}, which says what the plan is. Add it."
    if "improvement_actions" in release.extracts:
        yield ("extracts", "improvement_actions"), f"needs the key {_PLAN}, which names the areas of the plan. Add it."


def _milestones(plan: ImprovementPlan) -> Found:
    yield from _repeated(
        (((_PLAN, "milestones", at, "name"), each.name) for at, each in enumerate(plan.milestones)), "milestone"
    )
    for at, each in enumerate(plan.milestones):
        if each.due_on.end < plan.submitted_on.start:
            said = f"lies before the plan was submitted ({plan.submitted_on.label})."
            yield (_PLAN, "milestones", at, "due_on"), f"{said} A milestone is reached afterwards."


def _of_action(place: Place, action: Action, plan: ImprovementPlan, as_at: date) -> Found:
    if action.status not in plan.status_key:
        known = ", ".join(plan.status_key)
        yield (*place, "status"), f"`{action.status}` is not in the plan's status_key, which has {known}."
    if action.completed is not None and action.completed > as_at:
        yield (*place, "completed_on"), f"lies after as_at ({as_at}). On that day the action was not complete."


def _of_impact(place: Place, measure: ImpactMeasure, as_at: date) -> Found:
    for name, value in measure.values:
        if name != "milestone" and value.when is not None and value.when.start > as_at:
            yield (*place, name, "when"), f"lies after as_at ({as_at}). On that day nobody knew it."


def _actions(plan: ImprovementPlan) -> Iterator[tuple[Place, Action]]:
    """Every action, with its place."""
    yield from (((_PLAN, "actions", at), action) for at, action in enumerate(plan.actions))
    for number, area in enumerate(plan.areas):
        yield from (((_PLAN, "areas", number, "actions", at), action) for at, action in enumerate(area.actions))


def _impact(plan: ImprovementPlan) -> Iterator[tuple[Place, ImpactMeasure]]:
    """Every impact measure, with its place."""
    for number, area in enumerate(plan.areas):
        yield from (((_PLAN, "areas", number, "impact", at), each) for at, each in enumerate(area.impact))


def _repeated(names: Iterable[tuple[Place, str]], what: str = "action") -> Found:
    seen: set[str] = set()
    for place, name in names:
        if name in seen:
            yield place, f"{name!r} stands twice. Give each {what} of the plan one of its own."
        seen.add(name)
