"""Appeals to the Tribunal: the published counts, kinds, outcomes, and who appealed."""

import pandas as pd
import pytest

AS_AT = pd.Timestamp("2022-06-22")
STEPS = {
    "refusal_to_assess": ("decision", "not_assess", "decision_on"),
    "refusal_to_issue": ("outcome", "not_issue", "outcome_on"),
    "contents": ("outcome", "issue", "plan_issued_on"),
}


@pytest.fixture
def appeals(extracts: dict[str, pd.DataFrame]) -> pd.DataFrame:
    rows = extracts["appeals"].copy()
    rows["kind"] = (rows["ground"] + " " + rows["sections"]).str.strip()
    return rows


@pytest.mark.parametrize(
    ("start", "end", "registered"),
    [
        ("2020-01-01", "2020-12-31", 56),
        ("2021-01-01", "2021-12-31", 55),
        ("2022-01-01", "2022-06-22", 38),
        ("2022-05-01", "2022-05-31", 4),
        ("2022-06-01", "2022-06-22", 9),
    ],
)
def test_appeals_registered_are_as_published(appeals: pd.DataFrame, start: str, end: str, registered: int) -> None:
    assert appeals["registered_on"].between(start, end).sum() == registered


def test_no_appeal_is_dated_outside_the_extract(appeals: pd.DataFrame) -> None:
    assert appeals["registered_on"].between("2020-01-01", AS_AT).all()
    assert (appeals["outcome_on"].dropna() <= AS_AT).all()


def test_section_i_leads_in_2022_before_f_and_i_and_refusals_to_assess(appeals: pd.DataFrame) -> None:
    kinds = appeals.loc[appeals["registered_on"].dt.year == 2022, "kind"].value_counts()
    assert list(kinds.items()) == [
        ("contents I", 12), ("contents F;I", 10), ("refusal_to_assess", 8), ("contents B;F;I", 5), ("refusal_to_issue", 3),
    ]  # fmt: skip


def test_sections_are_given_for_appeals_about_contents_and_no_others(appeals: pd.DataFrame) -> None:
    assert appeals["sections"].ne("").eq(appeals["ground"].eq("contents")).all()
    named = set(appeals["sections"].str.split(";").explode()) - {""}
    assert named <= set("BFICGDH")
    beyond = appeals["sections"].str.contains("[CGDH]")
    assert 1 <= beyond.sum() <= 6
    assert appeals.loc[beyond, "registered_on"].dt.year.isin([2020, 2021]).all()


def test_an_outcome_has_its_date_and_comes_some_weeks_after_the_appeal(appeals: pd.DataFrame) -> None:
    assert appeals["outcome"].eq("").eq(appeals["outcome_on"].isna()).all()
    known = {"in_favour_of_appellant", "in_favour_of_authority", "conceded", "withdrawn", "struck_out"}
    assert set(appeals["outcome"]) - {""} == known
    ended = appeals.dropna(subset="outcome_on")
    assert (ended["outcome_on"] - ended["registered_on"]).dt.days.between(40, 300).all()


def test_all_appeals_of_2020_have_ended_and_most_of_2022_are_open(appeals: pd.DataFrame) -> None:
    is_open = appeals["outcome"].eq("").groupby(appeals["registered_on"].dt.year).mean()
    assert is_open[2020] == 0
    assert 0 < is_open[2021] < 0.4
    assert 0.5 < is_open[2022] < 1


def test_some_appellants_of_2022_have_a_request_whose_decision_they_appeal(
    extracts: dict[str, pd.DataFrame], appeals: pd.DataFrame
) -> None:
    requests = extracts["requests"].drop(columns="request_id").add_prefix("request_")
    shared = appeals.merge(requests, left_on="person_id", right_on="request_person_id")
    assert (shared["registered_on"].dt.year == 2022).sum() >= 10
    for appeal_id, rows in shared.groupby("appeal_id"):
        column, value, when = STEPS[rows["ground"].iloc[0]]
        days = (rows["registered_on"] - rows[f"request_{when}"]).dt.days
        assert (rows[f"request_{column}"].eq(value) & days.between(1, 62)).any(), appeal_id
