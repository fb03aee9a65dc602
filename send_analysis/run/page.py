"""What the performance page says beside its sections: teams, data quality and definitions, from params and figures."""

from collections.abc import Sequence
from typing import Any

from send_analysis.core.figures import Figures, concat_figures
from send_analysis.core.params import Params
from send_analysis.core.period import Period
from send_analysis.datasets.checks import Check
from send_analysis.datasets.opening import OpenedData
from send_analysis.disclosure.protect import Policy, protect
from send_analysis.measures import data_quality, teams
from send_analysis.measures.registry import definitions
from send_analysis.prepared import Prepared
from send_analysis.present.context import assumptions, definitions_of, page_context
from send_analysis.present.labels import label
from send_analysis.present.parts import data_quality_table, team_structures


def run_figures(params: Params, opened: OpenedData) -> Figures:
    """The figures that the run computes itself: posts filled and rows of each extract."""
    posts = teams.filled_posts(params.release.teams, params.area, params.release.as_at)
    return concat_figures([posts, data_quality.rows(opened.counts, params.area, params.windows.period)])


def performance_page_context(
    params: Params, opened: OpenedData, prepared: Prepared, sections: Sequence[str]
) -> dict[str, Any]:
    """The page's context for the template: plain values, and HTML made by our own tables where a key ends in "table"."""
    released = protect(run_figures(params, opened), Policy(params.authority.disclosure.withhold_up_to))
    as_at = Period(params.release.as_at, params.release.as_at)
    return {
        **page_context(params),
        "sections": list(sections),
        **team_structures(params.release.teams, released, as_at),
        "data_quality": {
            "table": data_quality_table(released, params.windows.period, list(opened.datasets)),
            "checks": [_check(check) for check in opened.checks],
            "assumptions": assumptions(params),
            "notes": _notes(opened),
        },
        "definitions": definitions_of(_measures_shown(prepared)),
    }


def _check(check: Check) -> dict[str, str]:
    # Its message counts rows, and a handful of rows is a handful of children: that stays in internal/checks.csv.
    dataset, *what = check.check.split(".")
    return {
        "check": f"{label(dataset)}: {', '.join(label(part).lower() for part in what)}",
        "result": check.result,
        "message": "The authority is looking at these records; how many there are is not published.",
    }


def _notes(opened: OpenedData) -> list[str]:
    return [f"{dataset.name.replace('_', ' ').capitalize()}: {dataset.source}." for dataset in opened.datasets.values()]


def _measures_shown(prepared: Prepared) -> list[str]:
    shown = {measure for frame in prepared.shown("released").values() for measure in frame["measure"]}
    return [measure for measure in definitions() if measure in shown]
