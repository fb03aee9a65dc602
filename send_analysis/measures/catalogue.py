"""From the id of a measure to its figures, for those who name a measure in params: an impact measure of an improvement plan.

Each entry computes the whole table that the measure belongs to, as the section's notebook does: what must be withheld is decided
over whole tables.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from send_analysis.core.figures import Figures
from send_analysis.core.params import Params
from send_analysis.core.params.release import DatasetName
from send_analysis.core.period import Period
from send_analysis.datasets.dataset import Dataset
from send_analysis.measures import (
    advice,
    caseload,
    front_door,
    plans,
    quality,
    reviews,
    statutory_return,
    teams,
    timeliness,
    tribunal,
)

#: Takes a measure's datasets in the order of the entry, the release's params and the periods to compute.
Compute = Callable[[Sequence[Dataset], Params, Sequence[Period]], Figures]


@dataclass(frozen=True)
class Entry:
    """How a measure is computed: from which datasets, all of which are needed, and by which function."""

    datasets: tuple[DatasetName, ...]
    compute: Compute


#: Measures that the Department publishes and no dataset of ours gives: they come from published figures alone.
PUBLISHED_ONLY = frozenset({"tribunal.appeal_rate_with_reviews"})

#: Measures that cannot be named, and why.
NOT_NAMED: Mapping[str, str] = {
    "committee_paper.resolutions": "it counts what a committee resolved and asked and does not show whether actions work",
    "data_quality.rows": "it counts the rows of extracts and says nothing of casework",
    "improvement_plan.actions": "it counts the plan's own actions and does not show whether they work",
    "improvement_plan.actions_overdue": "it counts the plan's own actions and does not show whether they work",
    "improvement_plan.actions_slipped": "it counts the plan's own actions and does not show whether they work",
    "improvement_plan.due_date_moved": "it counts the plan's own days and does not show whether its actions work",
    "improvement_plan.milestones": "it counts the plan's own milestones and does not show whether they are reached",
    "improvement_plan.impact": "it is what the plan states itself; type the value with its day and source",
}


def computed(measure: str, datasets: Mapping[str, Dataset], params: Params, periods: Sequence[Period]) -> Figures | None:
    """The whole table of a measure; None where an extract that it needs is missing, or nothing of ours computes it.

    Parameters
    ----------
    periods : computed beside the release's windows; a measure of one day or of one year is computed for that alone.
    """
    entry = CATALOGUE.get(measure)
    if entry is None or any(name not in datasets for name in entry.datasets):
        return None
    given = [datasets[name] for name in entry.datasets]
    standard = given[0].windows.standard if given else ()
    return entry.compute(given, params, tuple(dict.fromkeys([*standard, *periods])))


def _of(*datasets: DatasetName, by: Callable[..., Figures]) -> Entry:
    """A measure that takes datasets and periods."""
    return Entry(datasets, lambda given, params, periods: by(*given, periods))


def _on_its_day(*datasets: DatasetName, by: Callable[..., Figures]) -> Entry:
    """A measure of one day or of one year, which takes datasets alone."""
    return Entry(datasets, lambda given, params, periods: by(*given))


def _timed(by: Callable[..., Figures]) -> Entry:
    """A measure of the front door, which takes the authority's standard."""
    return Entry(
        ("contacts",),
        lambda given, params, periods: by(given[0], params.authority.service_standards.front_door, periods),
    )


_POSTS = Entry(
    (), lambda given, params, periods: teams.filled_posts(params.release.teams, params.area, params.release.as_at)
)
_APPEALS = Entry(
    ("appeals",), lambda given, params, periods: tribunal.appeal_rate(given[0], params.release.appealable_decisions)
)

#: Every measure that can be computed from a release's datasets and params, by its id.
CATALOGUE: Mapping[str, Entry] = {
    "timeliness.requests_received": _of("requests", by=timeliness.requests_received),
    "timeliness.plans_issued": _of("requests", by=timeliness.plans_issued),
    "timeliness.within_20_weeks.including_exceptions": _of("requests", by=timeliness.within_20_weeks),
    "timeliness.within_20_weeks.excluding_exceptions": _of("requests", by=timeliness.within_20_weeks),
    "timeliness.over_52_weeks": _of("requests", by=timeliness.over_52_weeks),
    "timeliness.weeks_to_issue.median": _of("requests", by=timeliness.weeks_to_issue),
    "timeliness.weeks_to_issue.mean": _of("requests", by=timeliness.weeks_to_issue),
    "timeliness.weeks_to_issue.percentile_90": _of("requests", by=timeliness.weeks_to_issue),
    "timeliness.decision_within_6_weeks": _of("requests", by=timeliness.decision_within_6_weeks),
    "timeliness.refusal_to_issue_within_16_weeks": _of("requests", by=timeliness.refusal_to_issue_within_16_weeks),
    "timeliness.exceptions": _of("requests", by=timeliness.exceptions),
    "timeliness.late_cause": _of("requests", by=timeliness.late_cause),
    "timeliness.advice_within_6_weeks": _of("advice", by=advice.advice_within_6_weeks),
    "timeliness.advice_returned": _of("advice", by=advice.advice_returned),
    "timeliness.open_cases": _on_its_day("requests", by=caseload.open_cases),
    "timeliness.open_cases_next_step": _on_its_day("requests", by=caseload.open_cases_next_step),
    "timeliness.open_cases_overdue": _on_its_day("requests", by=caseload.open_cases_overdue),
    "timeliness.best_possible_rate": _on_its_day("requests", by=caseload.best_possible_rate),
    "statutory_return.request_outcome": _of("requests", by=statutory_return.request_outcome),
    "statutory_return.decided_to_issue": _of("requests", by=statutory_return.assessments),
    "statutory_return.assessments_withdrawn": _of("requests", by=statutory_return.assessments),
    "statutory_return.within_52_weeks": _of("requests", by=statutory_return.within_52_weeks),
    "statutory_return.over_20_to_52_weeks": _of("requests", by=statutory_return.within_52_weeks),
    "statutory_return.new_plans": _of("plans", by=plans.new_plans),
    "statutory_return.active_plans": _on_its_day("plans", "needs", "placements", by=plans.active_plans),
    "statutory_return.plans_ceased": _of("plans", by=plans.ceased),
    "statutory_return.cease_reason": _of("plans", by=plans.ceased),
    "statutory_return.review_decision_within_4_weeks": _of("reviews", by=reviews.decision_within_4_weeks),
    "statutory_return.review_decisions_overdue": _on_its_day("reviews", by=reviews.decisions_overdue),
    "statutory_return.review_outcome": _of("reviews", by=reviews.outcome),
    "quality.overall_grade": _of("audits", by=quality.overall_grade),
    "quality.section_grade": _of("audits", "audit_sections", by=quality.section_grade),
    "quality.section_good_or_better": _of("audits", "audit_sections", by=quality.section_good_or_better),
    "quality.golden_thread_breaks": _of("audits", "golden_thread", by=quality.golden_thread_breaks),
    "teams.filled_posts": _POSTS,
    "tribunal.registered": _of("appeals", by=tribunal.registered),
    "tribunal.outcome": _of("appeals", by=tribunal.outcome),
    "tribunal.appeal_rate": _APPEALS,
    "front_door.received": _of("contacts", by=front_door.received),
    "front_door.rating": _timed(front_door.rating),
    "front_door.response_time": _timed(front_door.response_time),
}
