"""Every measure that can be named in params is computed by its id, and gives what its own function gives."""

import pytest

from send_analysis.core.params.release import AppealableDecisions, Post, Team
from send_analysis.core.period import Period
from send_analysis.measures.catalogue import CATALOGUE, NOT_NAMED, PUBLISHED_ONLY, computed
from send_analysis.measures.registry import definitions
from send_analysis.measures.timeliness import within_20_weeks
from tests.measures.builders import COLUMNS, dataset
from tests.measures.plans_of_tests import plan_params

ALL = {name: dataset(name) for name in COLUMNS}
PARAMS = plan_params(
    {"1": []},
    teams=[Team(name="Team", posts=(Post(title="Officer", established_fte=1.0, filled_fte=1.0),))],
    appealable_decisions=[AppealableDecisions(year=2021, decisions=100, source="tables")],
)
YEAR = Period.parse("2016")


@pytest.mark.parametrize("measure", [each.id for each in definitions().values()])
def test_a_registered_measure_can_be_named_or_it_is_said_why_not(measure: str) -> None:
    assert (measure in CATALOGUE) + (measure in PUBLISHED_ONLY) + (measure in NOT_NAMED) == 1


def test_nothing_else_is_in_the_catalogue() -> None:
    assert {*CATALOGUE, *PUBLISHED_ONLY, *NOT_NAMED} == set(definitions())


@pytest.mark.parametrize("measure", CATALOGUE)
def test_a_measure_is_computed_from_its_datasets(measure: str) -> None:
    figures = computed(measure, ALL, PARAMS, [YEAR])
    assert figures is not None
    if measure != "quality.golden_thread_breaks":  # it has a figure for each link in the rows, and there are none
        assert measure in figures.measures


@pytest.mark.parametrize("measure", [name for name, entry in CATALOGUE.items() if entry.datasets])
def test_without_an_extract_that_it_needs_a_measure_is_not_computed(measure: str) -> None:
    for missing in CATALOGUE[measure].datasets:
        assert computed(measure, {name: each for name, each in ALL.items() if name != missing}, PARAMS, []) is None


def test_a_measure_stands_in_the_whole_table_of_its_section_with_the_periods_asked_for() -> None:
    rows = [{"received_on": "2016-01-04", "plan_issued_on": "2016-05-02", "exception_grounds": ""}]
    requests = dataset("requests", rows)
    figures = computed("timeliness.within_20_weeks.excluding_exceptions", {"requests": requests}, PARAMS, [YEAR])
    assert figures is not None
    assert figures.frame.equals(within_20_weeks(requests, [*requests.windows.standard, YEAR]).frame)
    assert figures.one("timeliness.within_20_weeks.excluding_exceptions", YEAR)["value"] == 100


def test_what_nothing_of_ours_computes_is_left_to_published_figures() -> None:
    assert computed("timeliness.of_another_kind", ALL, PARAMS, [YEAR]) is None
