"""Advice: one row per agency asked, slower from educational psychology in 2022, and the summer closures of schools."""

import pandas as pd
import pytest

AS_AT = pd.Timestamp("2022-06-22")

#: Days on which advice asked of a school comes under the exception: a week before the closing to a week before reopening.
CLOSURES = [("2020-07-15", "2020-08-26"), ("2021-07-16", "2021-08-26")]


@pytest.fixture
def advice(extracts: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return extracts["advice"].merge(extracts["requests"], on="request_id", suffixes=("", "_request"), validate="m:1")


def test_advice_is_asked_of_four_agencies_for_every_assessment_and_for_nothing_else(
    extracts: dict[str, pd.DataFrame],
) -> None:
    asked = extracts["advice"].groupby("request_id")["agency"].agg(set)
    assessed = extracts["requests"].loc[extracts["requests"]["decision"] == "assess", "request_id"]
    assert set(asked.index) == set(assessed)
    assert asked.map({"educational_psychology", "health", "school", "social_care"}.issubset).all()
    assert not extracts["advice"].duplicated(["request_id", "agency"]).any()
    assert 0.05 < extracts["advice"]["agency"].eq("other").sum() / len(assessed) < 0.2


def test_advice_is_asked_within_a_week_of_the_decision(advice: pd.DataFrame) -> None:
    assert (advice["requested_on"] - advice["decision_on"]).dt.days.between(0, 7).all()


def test_advice_comes_after_it_is_asked_and_before_the_draft_or_the_outcome(advice: pd.DataFrame) -> None:
    limit = advice["draft_sent_on"].fillna(advice["outcome_on"]).fillna(AS_AT)
    came = advice.dropna(subset="received_on")
    assert (came["received_on"] > came["requested_on"]).all()
    assert (advice["received_on"].isna() | (advice["received_on"] <= limit)).all()
    assert (advice["returned_on"].isna() | (advice["returned_on"] <= limit)).all()


def test_only_open_assessments_still_wait_for_advice(advice: pd.DataFrame) -> None:
    waiting = advice[advice["received_on"].isna()]
    assert waiting["outcome"].eq("pending").all()
    assert len(waiting) > 50


def test_advice_is_returned_only_after_it_came(advice: pd.DataFrame) -> None:
    returned = advice[advice["returned_on"].notna()]
    assert (returned["returned_on"] >= returned["received_on"]).all()


def within_six_weeks(advice: pd.DataFrame, agency: str, start: str, end: str) -> float:
    asked = advice[advice["agency"].eq(agency) & advice["requested_on"].between(start, end)]
    return float(((asked["received_on"] - asked["requested_on"]).dt.days <= 42).mean())


def test_educational_psychology_within_six_weeks_falls_from_about_85_to_about_55_percent(advice: pd.DataFrame) -> None:
    assert within_six_weeks(advice, "educational_psychology", "2021-01-01", "2021-06-30") == pytest.approx(0.85, abs=0.04)
    assert within_six_weeks(advice, "educational_psychology", "2022-01-01", "2022-05-11") == pytest.approx(0.55, abs=0.04)


@pytest.mark.parametrize("agency", ["educational_psychology", "health", "school", "social_care"])
def test_most_advice_of_2020_and_2021_comes_within_six_weeks(advice: pd.DataFrame, agency: str) -> None:
    assert within_six_weeks(advice, agency, "2020-01-01", "2021-12-31") > 0.75


def test_more_advice_is_returned_for_quality_in_2022(advice: pd.DataFrame) -> None:
    received = advice[advice["received_on"].notna()]
    shares = received["returned_on"].notna().groupby(received["received_on"].dt.year).mean()
    assert shares[2022] > shares[2021] + 0.02
    assert shares[2022] < 0.2


def test_a_few_in_a_hundred_appointments_are_missed(advice: pd.DataFrame) -> None:
    assert 0.02 < advice["missed_appointment"].eq("true").mean() < 0.05


def test_late_advice_is_behind_each_plan_that_was_late_for_it(advice: pd.DataFrame) -> None:
    blamed = advice[advice["late_cause"] == "late_advice"]
    longest = (blamed["received_on"] - blamed["requested_on"]).dt.days.groupby(blamed["request_id"]).max()
    assert (longest > 42).all()


def test_poor_advice_is_behind_each_plan_that_was_late_for_it(advice: pd.DataFrame) -> None:
    blamed = advice[advice["late_cause"] == "advice_quality"]
    assert blamed["returned_on"].notna().groupby(blamed["request_id"]).any().mean() > 0.8


def test_record_and_dates_of_the_school_closure_disagree_in_seven_plans(advice: pd.DataFrame) -> None:
    school = advice[advice["agency"] == "school"]
    by_dates = pd.concat(
        [(school["requested_on"] >= start) & (school["requested_on"] < end) for start, end in CLOSURES], axis=1
    ).any(axis=1)
    recorded = school["exception_grounds"].str.split(";").map(lambda grounds: "school_closure" in grounds)
    assert (recorded & by_dates).sum() == 16
    assert (recorded & ~by_dates).sum() == 3
    disagree = school[by_dates & ~recorded]
    assert len(disagree) == 4
    assert disagree["plan_issued_on"].notna().all()
