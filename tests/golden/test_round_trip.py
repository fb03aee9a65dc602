"""The same made-up authority, written in every form that is read, gives the same figures from each."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from send_analysis.core.figures import COLUMNS, Figures, concat_figures
from send_analysis.core.params import Params
from send_analysis.core.params.authority import AuthorityParams, FrontDoorStandard
from send_analysis.core.params.release import IN_SEN2, ReleaseParams
from send_analysis.datasets.dataset import Dataset
from send_analysis.datasets.opening import OpenedData, open_datasets
from send_analysis.measures import (
    advice,
    caseload,
    front_door,
    plans,
    quality,
    reviews,
    statutory_return,
    timeliness,
    tribunal,
)
from send_analysis.synthetic.authority.whole import MADE, synthesise

FORMS = ["xlsx", "parquet", "sen2-xml", "sen2-csv", "sen2-template"]
OF_TABLES = {"csv": "csv", "xlsx": "xlsx", "parquet": "parquet"}

Datasets = dict[str, Dataset]

#: What the SEN2 return feeds, and what it does not; each gives figures from the datasets by name.
FROM_THE_RETURN: dict[str, Callable[[Datasets], Figures]] = {
    "headlines": lambda of: statutory_return.headlines(of["requests"]),
    "request_outcome": lambda of: statutory_return.request_outcome(of["requests"]),
    "assessments": lambda of: statutory_return.assessments(of["requests"]),
    "within_52_weeks": lambda of: statutory_return.within_52_weeks(of["requests"]),
    "weeks_to_issue": lambda of: timeliness.weeks_to_issue(of["requests"]),
    "new_plans": lambda of: plans.new_plans(of["plans"]),
    "active_plans": lambda of: plans.active_plans(of["plans"], of["needs"], of["placements"]),
    "ceased": lambda of: plans.ceased(of["plans"]),
    "reviews": lambda of: concat_figures(
        [
            reviews.decision_within_4_weeks(of["reviews"]),
            reviews.decisions_overdue(of["reviews"]),
            reviews.outcome(of["reviews"]),
        ]
    ),
}
FROM_TABLES: dict[str, Callable[[Datasets], Figures]] = {
    "exceptions": lambda of: timeliness.exceptions(of["requests"]),
    "open_cases": lambda of: caseload.open_cases(of["requests"]),
    "advice": lambda of: advice.advice_within_6_weeks(of["advice"]),
    "appeals": lambda of: tribunal.registered(of["appeals"]),
    "grades": lambda of: quality.overall_grade(of["audits"]),
    "rating": lambda of: front_door.rating(of["contacts"], FrontDoorStandard()),
}


def params(root: Path, form: str) -> Params:
    """Params of the year's page from what was written in a form."""
    ending = OF_TABLES.get(form, "csv")
    extracts: dict[str, object] = {name: {"path": f"{name}.{ending}", "from": "2025-01-01"} for name in MADE}
    if form not in OF_TABLES:
        path = {"sen2-xml": "sen2.xml", "sen2-csv": "sen2", "sen2-template": "sen2.xlsx"}[form]
        extracts = {name: each for name, each in extracts.items() if name not in IN_SEN2}
        extracts["sen2"] = {"path": path, "from": "2025-01-01"}
    authority = AuthorityParams.model_validate(
        {"name": "Anytown", "code": "999", "publisher": "Anytown", "contact": {"team": "SEND", "email": "send@example.org"}}
    )
    release = ReleaseParams.model_validate(
        {"authority": "anytown", "period": "2025", "as_at": "2026-01-15", "synthetic": True, "extracts": extracts}
    )
    return Params(root, root / "params" / "anytown" / "2025.yaml", authority, release)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], OpenedData]:
    """What is opened of the authority written in a form; each is written and opened once."""
    known: dict[str, OpenedData] = {}

    def of(form: str) -> OpenedData:
        if form not in known:
            folder = tmp_path_factory.mktemp(form) / "anytown"
            synthesise(folder, requests=900, contacts=1500, years=3, seed=7, form=form)
            known[form] = open_datasets(params(folder, form))
        return known[form]

    return of


def numbers(measure: Callable[[Datasets], Figures], opened: OpenedData) -> pd.DataFrame:
    """The measure's figures without what names the file they came from."""
    frame = measure(opened.datasets).frame
    return frame[[name for name in COLUMNS if name != "source"]].reset_index(drop=True)


@pytest.mark.parametrize("name", FROM_THE_RETURN)
@pytest.mark.parametrize("form", FORMS)
def test_what_the_return_feeds_is_the_same_from_every_form(opened, form: str, name: str) -> None:
    expected = numbers(FROM_THE_RETURN[name], opened("csv"))
    assert expected["value"].notna().any()
    pd.testing.assert_frame_equal(numbers(FROM_THE_RETURN[name], opened(form)), expected)


@pytest.mark.parametrize("name", FROM_TABLES)
@pytest.mark.parametrize("form", ["xlsx", "parquet"])
def test_every_other_figure_is_the_same_from_every_kind_of_table(opened, form: str, name: str) -> None:
    expected = numbers(FROM_TABLES[name], opened("csv"))
    assert expected["value"].notna().any()
    pd.testing.assert_frame_equal(numbers(FROM_TABLES[name], opened(form)), expected)


@pytest.mark.parametrize("form", ["csv", *FORMS])
def test_of_clean_rows_none_is_set_aside(opened, form: str) -> None:
    counts = opened(form).counts
    assert dict(zip(counts["dataset"], counts["set_aside"], strict=True)) == dict.fromkeys(counts["dataset"], 0)
    assert (counts["read"] > 0).all()
