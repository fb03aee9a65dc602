"""Our file of calendar years beside the Department's, joined on the columns that both have."""

from pathlib import Path

import pandas as pd

from send_analysis.core.params import load_params
from send_analysis.core.period import Period
from send_analysis.datasets.opening import open_datasets
from send_analysis.disclosure.protect import Policy, protect
from send_analysis.measures.timeliness import within_20_weeks
from send_analysis.publish.opendata.keys import STANDARD
from send_analysis.publish.opendata.writing import write_data
from tests.project import ROOT
from tests.publish.opendata.published import publication, read

RATES = ["pc_plans_issued_within_20_weeks", "pc_plans_issued_20_weeks_ex"]
COUNTS = ["plans_issued_within_20_weeks", "plans_issued_den", "plans_issued_20_weeks_ex", "plans_issued_den_ex"]


def test_swindons_figures_join_the_departments_and_say_the_same(national_data: Path, tmp_path: Path) -> None:
    requests = open_datasets(load_params(ROOT / "params/swindon/2022-06.yaml")).datasets["requests"]
    figures = protect(within_20_weeks(requests, [Period.parse("2020"), Period.parse("2021")]), Policy())
    write_data([], {"timeliness": figures.frame}, publication(), tmp_path)
    ours = read(tmp_path / "data" / "timeliness.csv")
    published = pd.read_csv(
        national_data / "ees_2025_july" / "timeliness_20_week.csv", dtype=str, keep_default_na=False, encoding="utf-8-sig"
    )
    published = published[published["breakdown"] == "All EHC plans issued"].rename(columns=str.lower)
    assert list(ours.columns[: len(STANDARD)]) == list(published.columns[: len(STANDARD)])
    both = ours.merge(published, on=list(STANDARD), suffixes=("", "_department"), validate="one_to_one")
    assert list(both["time_period"]) == ["2020", "2021"]
    for column in (*RATES, *COUNTS):
        assert list(both[column]) == list(both[f"{column}_department"]), column
    assert list(both[RATES[0]]) == ["49.6", "81.9"]
