"""The made-up authority is like the published figures that it is calibrated on."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pytest

from send_analysis.synthetic.authority import calibration
from send_analysis.synthetic.authority.drawing import age_on, as_days
from send_analysis.synthetic.authority.population import is_active
from send_analysis.synthetic.authority.span import Span
from send_analysis.synthetic.authority.tables import Authority
from send_analysis.synthetic.authority.whole import CENSUS

REQUESTS, CONTACTS, YEARS = 40_000, 40_000, 3


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority(Span(CENSUS, YEARS), REQUESTS, CONTACTS, seed=7)


@pytest.fixture(scope="module")
def cases(authority: Authority) -> pd.DataFrame:
    return authority.cases


@pytest.fixture(scope="module")
def asked(cases: pd.DataFrame) -> pd.DataFrame:
    """The requests, but for the last year's: they have gone as far as they will."""
    old = cases["received_on"] < pd.Timestamp(CENSUS) - pd.Timedelta(days=365)
    return cases[~cases["historical"] & old]


@pytest.fixture(scope="module")
def issued(cases: pd.DataFrame) -> pd.DataFrame:
    """The plans issued in the return's year, and the days they took."""
    plans = cases[cases["plan_issued_on"].between("2025-01-01", "2025-12-31")]
    return plans.assign(days=(plans["plan_issued_on"] - plans["received_on"]).dt.days)


def assert_near(column: pd.Series, weights: Mapping[str, float], by: float = 0.01) -> None:
    shares = column.value_counts(normalize=True)
    total = sum(weights.values())
    assert {name: shares.get(name, 0.0) for name in weights} == pytest.approx(
        {name: weight / total for name, weight in weights.items()}, abs=by
    )


def test_ages_at_the_request(cases: pd.DataFrame) -> None:
    recent = cases[~cases["historical"]]
    ages = pd.Series(age_on(as_days(recent["birth"]), as_days(recent["received_on"])))
    assert_near(ages, calibration.AGES_AT_REQUEST, by=0.006)


def test_sexes(cases: pd.DataFrame) -> None:
    assert_near(cases["sex"], calibration.SEXES)


def test_needs(cases: pd.DataFrame) -> None:
    assert_near(cases["need"], calibration.NEEDS)


def test_what_requests_come_to(asked: pd.DataFrame) -> None:
    assert_near(asked["decision"], calibration.DECISIONS)


def test_what_assessments_come_to(asked: pd.DataFrame) -> None:
    assert_near(asked["outcome"].dropna(), calibration.OUTCOMES, by=0.03)  # some of those late are still open


def test_decisions_within_six_weeks(asked: pd.DataFrame) -> None:
    decided = asked[asked["decision"].isin(["assess", "not_assess"])]
    within = (decided["decision_on"] - decided["received_on"]).dt.days <= 42
    assert within.mean() == pytest.approx(calibration.DECIDED_IN_TIME, abs=0.015)


def test_refusals_within_sixteen_weeks(asked: pd.DataFrame) -> None:
    refused = asked[asked["outcome"].eq("not_issue")]
    within = (refused["outcome_on"] - refused["received_on"]).dt.days <= 112
    assert within.mean() == pytest.approx(calibration.REFUSED_IN_TIME, abs=0.05)


def test_plans_within_twenty_weeks(issued: pd.DataFrame) -> None:
    exception = issued["exception"].notna()
    within = issued["days"] <= 140
    assert exception.mean() == pytest.approx(calibration.EXCEPTIONS, abs=0.012)
    assert within[~exception].mean() == pytest.approx(calibration.WITHIN_20_WEEKS, abs=0.025)
    assert within[exception].mean() == pytest.approx(calibration.EXCEPTIONS_WITHIN_20_WEEKS, abs=0.1)
    over = issued["days"][~within] > 364
    assert over.mean() == pytest.approx(calibration.OVER_52_WEEKS, abs=0.03)


def test_plans_in_place_and_ended(cases: pd.DataFrame) -> None:
    a_year = REQUESTS / YEARS
    assert is_active(cases).sum() / a_year == pytest.approx(calibration.PLANS_TO_REQUESTS, rel=0.02)
    assert cases["ceased_on"].notna().sum() / REQUESTS == pytest.approx(calibration.CEASED_TO_REQUESTS, rel=0.03)
    assert_near(cases["cease_reason"].dropna(), calibration.CEASE_REASONS, by=0.05)  # young plans end for fewer reasons


def test_ages_of_those_with_a_plan(cases: pd.DataFrame) -> None:
    active = cases[is_active(cases)]
    ages = pd.Series(age_on(as_days(active["birth"]), np.datetime64(CENSUS, "D")))
    assert_near(ages, calibration.AGES_WITH_PLAN, by=0.015)


def test_settings(cases: pd.DataFrame) -> None:
    active = cases[is_active(cases)]
    ages = age_on(as_days(active["birth"]), np.datetime64(CENSUS, "D"))
    for setting, (share, youngest, oldest) in calibration.SETTINGS_BY_AGE.items():
        of_age = active["setting"][(ages >= youngest) & (ages <= oldest)]
        assert of_age.eq(setting).mean() == pytest.approx(share, abs=0.02), setting


def test_reviews(cases: pd.DataFrame) -> None:
    due = cases[is_active(cases) & (cases["plan_issued_on"] < pd.Timestamp("2024-01-01"))]
    held = due["held_on"]
    total = sum(calibration.LAST_MEETING.values())
    in_year = calibration.LAST_MEETING["in_year"] / total
    assert held.between("2025-01-01", "2025-12-31").mean() == pytest.approx(in_year, abs=0.02)
    assert held.isna().mean() == pytest.approx(calibration.LAST_MEETING["none"] / total, abs=0.03)
    decided = cases[cases["decided_on"].notna() & (cases["held_on"] < pd.Timestamp("2025-03-01"))]
    within = (decided["decided_on"] - decided["held_on"]).dt.days <= 28
    assert within.mean() == pytest.approx(calibration.REVIEW_DECIDED_IN_TIME, abs=0.02)
    assert_near(decided["review_outcome"], calibration.REVIEW_OUTCOMES, by=0.02)


def test_appeals(cases: pd.DataFrame) -> None:
    assert cases["appeal"].notna().sum() / REQUESTS == pytest.approx(calibration.APPEALS_TO_REQUESTS, rel=0.1)
    assert_near(cases["appeal"].dropna(), calibration.APPEAL_GROUNDS, by=0.03)


def test_audits(authority: Authority) -> None:
    audits = pd.concat([table.to_pandas() for table in authority.tables("audits")])
    assert_near(audits["overall_grade"], calibration.AUDIT_GRADES, by=0.04)


def test_contacts_by_how_fast_they_are_answered(authority: Authority) -> None:
    log = pd.concat([table.to_pandas() for table in authority.tables("contacts")])
    days = np.busday_count(as_days(log["received_at"]), as_days(log["responded_at"].fillna(log["received_at"])))
    met = 1 - calibration.RATINGS["not_met"] / sum(calibration.RATINGS.values())
    assert len(log) == CONTACTS
    assert (pd.Series(days)[log["responded_at"].notna().to_numpy()] <= 4).mean() == pytest.approx(met, abs=0.015)
    assert log["received_at"].is_monotonic_increasing
