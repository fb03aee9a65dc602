"""Which notebooks run again after something was saved, and no others."""

from pathlib import Path

import pytest

from send_analysis.core.params import Params, load_params
from send_analysis.preview.stale import after_saving, between, only_texts_differ
from send_analysis.preview.watching import Thing
from tests.project import ROOT, copy_of_the_project
from tests.run.conftest import PARAMS, Project

ALL = ("timeliness", "quality", "tribunal", "front_door", "improvement_plan", "committee_paper")


@pytest.fixture(scope="module")
def params() -> Params:
    return load_params(ROOT / PARAMS)


@pytest.mark.parametrize(
    ("thing", "stale"),
    [
        (Thing("notebook", "quality"), {"quality"}),
        (Thing("extract", "data/swindon/appeals.csv"), {"tribunal", "improvement_plan", "committee_paper"}),
        (Thing("extract", "data/swindon/advice.csv"), {"timeliness", "improvement_plan", "committee_paper"}),
        (Thing("extract", "data/elsewhere.csv"), set()),
        (Thing("national"), set(ALL)),
        (Thing("package"), set(ALL)),
    ],
)
def test_what_was_saved_makes_stale_what_is_made_from_it(params: Params, thing: Thing, stale: set[str]) -> None:
    assert after_saving({thing}, ALL, params) == stale


@pytest.mark.parametrize(
    ("path", "pattern", "replacement", "stale"),
    [
        (PARAMS, r"Several factors contribute", "Some factors contribute", {"timeliness"}),
        (PARAMS, r"decisions: 2172", "decisions: 2173", set(ALL)),
        ("params/swindon/authority.yaml", r"withhold_up_to: 4", "withhold_up_to: 5", set(ALL)),
        (PARAMS, r"^# The page of June", "# A comment on June", set()),
    ],
)
def test_an_edit_of_params_makes_stale_what_it_may_change(
    params: Params, tmp_path: Path, path: str, pattern: str, replacement: str, stale: set[str]
) -> None:
    project = Project(copy_of_the_project(tmp_path))
    project.edit(path, pattern, replacement)
    after = load_params(project.root / PARAMS)
    assert between(params, after, ALL) == stale
    assert only_texts_differ(params, after) == (stale != set(ALL))
