"""The caseload open on 22 June 2022."""

import pandas as pd
import pytest

AS_AT = pd.Timestamp("2022-06-22")


@pytest.fixture
def open_cases(requests: pd.DataFrame) -> pd.DataFrame:
    pending = requests["decision"].eq("pending") | requests["outcome"].eq("pending")
    unfinished = requests["outcome"].eq("issue") & requests["plan_issued_on"].isna()
    rows = requests[pending | unfinished].copy()
    rows["age"] = (AS_AT - rows["received_on"]).dt.days
    return rows


def test_the_open_caseload_by_age(open_cases: pd.DataFrame) -> None:
    bands = pd.cut(open_cases["age"], [-1, 42, 112, 140, 364, 10_000], labels=["0-6", "6-16", "16-20", "20-52", "over 52"])
    assert bands.value_counts().to_dict() == {"0-6": 58, "6-16": 58, "16-20": 23, "20-52": 32, "over 52": 8}
    assert len(open_cases) == 179


@pytest.mark.parametrize("edge", [42, 112, 140, 364])
def test_no_open_case_lies_on_the_edge_of_a_band(open_cases: pd.DataFrame, edge: int) -> None:
    assert not open_cases["age"].eq(edge).any()


def test_some_cases_are_overdue_at_each_step(open_cases: pd.DataFrame) -> None:
    undecided = open_cases["decision"].eq("pending")
    assessing = open_cases["outcome"].eq("pending")
    unfinished = open_cases["outcome"].eq("issue")
    assert (undecided & (open_cases["age"] > 42)).sum() == 7
    assert (assessing & (open_cases["age"] > 112)).sum() == 27
    assert (unfinished & (open_cases["age"] > 140)).sum() == 25


def test_some_plans_are_drafted_and_some_not_yet(open_cases: pd.DataFrame) -> None:
    unfinished = open_cases[open_cases["outcome"] == "issue"]
    assert unfinished["draft_sent_on"].notna().sum() == 30
    assert unfinished["draft_sent_on"].isna().sum() == 6
