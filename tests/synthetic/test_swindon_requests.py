"""Requests and plans: the published totals, the synthetic months, and rows that hold together."""

import pandas as pd
import pytest

AS_AT = pd.Timestamp("2022-06-22")


@pytest.mark.parametrize(
    ("year", "issued", "within", "issued_without", "within_without"),
    [(2020, 280, 139, 259, 135), (2021, 249, 204, 236, 202)],
)
def test_plans_within_20_weeks_are_the_departments_figures(
    plans: pd.DataFrame, year: int, issued: int, within: int, issued_without: int, within_without: int
) -> None:
    of_year = plans[plans["year"] == year]
    without = of_year[~of_year["exception"]]
    assert (len(of_year), of_year["within"].sum()) == (issued, within)
    assert (len(without), without["within"].sum()) == (issued_without, within_without)


@pytest.mark.parametrize("including", [True, False])
def test_the_rate_of_2022_falls_month_by_month(plans: pd.DataFrame, including: bool) -> None:
    of_year = plans[(plans["year"] == 2022) & (including | ~plans["exception"])]
    rates = of_year.groupby("month")["within"].mean()
    assert list(rates.index) == ["2022-01", "2022-02", "2022-03", "2022-04", "2022-05", "2022-06"]
    assert rates.is_monotonic_decreasing
    assert rates.is_unique
    assert rates.iloc[0] == pytest.approx(0.80, abs=0.01)
    assert rates.iloc[-1] == pytest.approx(0.35, abs=0.01)


def test_133_plans_are_issued_in_2022_to_22_june(plans: pd.DataFrame) -> None:
    of_year = plans[plans["year"] == 2022]
    assert (len(of_year), of_year["within"].sum()) == (133, 78)
    assert plans["plan_issued_on"].between("2020-01-01", AS_AT).all()


def test_exceptions_fall_in_the_months_chosen(plans: pd.DataFrame) -> None:
    by_month = plans[plans["exception"]].groupby("month").size().to_dict()
    assert by_month == {
        "2020-06": 5, "2020-07": 6, "2020-10": 5, "2020-11": 5,
        "2021-10": 5, "2021-11": 6, "2021-12": 2, "2022-02": 5, "2022-03": 5,
    }  # fmt: skip


def test_grounds_are_school_closure_in_2021_and_exceptional_circumstances_in_2022(plans: pd.DataFrame) -> None:
    exceptions = plans[plans["exception"]]
    grounds = exceptions.assign(ground=exceptions["exception_grounds"].str.split(";")).explode("ground")
    counts = grounds.groupby(["year", "ground"]).size()
    assert counts[2020].to_dict() == {"absence_from_area": 1, "exceptional_circumstances": 12, "school_closure": 8}
    assert counts[2021].to_dict() == {"absence_from_area": 2, "exceptional_circumstances": 2, "school_closure": 10}
    assert counts[2022].to_dict() == {"absence_from_area": 2, "exceptional_circumstances": 8, "school_closure": 1}
    assert exceptions["exception_grounds"].str.contains(";").sum() == 2


def test_no_exception_is_recorded_on_a_request_without_a_plan(requests: pd.DataFrame) -> None:
    assert requests.loc[requests["plan_issued_on"].isna(), "exception_grounds"].eq("").all()


@pytest.mark.parametrize(("year", "received", "refused", "not_issued"), [(2020, 370, 84, 39), (2021, 458, 135, 13)])
def test_requests_and_refusals_are_the_departments_figures(
    requests: pd.DataFrame, year: int, received: int, refused: int, not_issued: int
) -> None:
    of_year = requests[requests["received_on"].dt.year == year]
    assert len(of_year) == received
    assert of_year["decision"].eq("not_assess").sum() == refused
    assert of_year["outcome"].eq("not_issue").sum() == not_issued


def test_requests_of_2022_are_245_and_those_of_2019_all_led_to_a_plan(requests: pd.DataFrame) -> None:
    years = requests["received_on"].dt.year
    assert (years == 2022).sum() == 245
    assert years.isin([2019, 2020, 2021, 2022]).all()
    assert requests.loc[years == 2019, "plan_issued_on"].notna().all()


def test_nothing_is_dated_after_the_extract(requests: pd.DataFrame) -> None:
    assert requests.select_dtypes("datetime").max().max() <= AS_AT


def test_about_nine_in_ten_decisions_come_within_six_weeks(requests: pd.DataFrame) -> None:
    decided = requests[requests["decision"].isin(["assess", "not_assess"])]
    days = (decided["decision_on"] - decided["received_on"]).dt.days
    assert 0.87 <= (days <= 42).mean() <= 0.93


def test_most_refusals_to_issue_come_within_sixteen_weeks(requests: pd.DataFrame) -> None:
    refused = requests[requests["outcome"] == "not_issue"]
    assert 0.75 <= ((refused["outcome_on"] - refused["received_on"]).dt.days <= 112).mean() < 1


def test_some_requests_are_withdrawn_at_each_step(requests: pd.DataFrame) -> None:
    for column in ("decision", "outcome"):
        by_year = requests[requests[column] == "withdrawn"].groupby(requests["received_on"].dt.year).size()
        assert set(by_year.index) == {2020, 2021, 2022}
        assert by_year.between(2, 15).all()


def test_decision_outcome_and_dates_agree(requests: pd.DataFrame) -> None:
    decision, outcome = requests["decision"], requests["outcome"]
    assert decision.isin(["assess", "not_assess", "withdrawn", "pending"]).all()
    assert requests["decision_on"].isna().eq(decision.eq("pending")).all()
    assert outcome.eq("").eq(decision.ne("assess")).all()
    assert outcome.isin(["", "issue", "not_issue", "withdrawn", "pending"]).all()
    assert requests["outcome_on"].notna().eq(outcome.isin(["issue", "not_issue", "withdrawn"])).all()
    assert requests.loc[requests["draft_sent_on"].notna(), "outcome"].eq("issue").all()
    assert requests.loc[requests["plan_issued_on"].notna(), "draft_sent_on"].notna().all()


@pytest.mark.parametrize(
    ("earlier", "later", "days"),
    [
        ("received_on", "decision_on", 0),
        ("decision_on", "outcome_on", 0),
        ("outcome_on", "draft_sent_on", 0),
        ("draft_sent_on", "plan_issued_on", 15),
    ],
)
def test_the_steps_follow_each_other(requests: pd.DataFrame, earlier: str, later: str, days: int) -> None:
    assert (requests[later] - requests[earlier]).dropna().dt.days.ge(days).all()


def test_a_cause_is_given_for_exactly_the_late_plans(requests: pd.DataFrame, plans: pd.DataFrame) -> None:
    late = plans.loc[~plans["within"], "request_id"]
    assert set(requests.loc[requests["late_cause"] != "", "request_id"]) == set(late)


def test_one_cause_of_2022_is_too_small_to_show(plans: pd.DataFrame) -> None:
    causes = plans.loc[~plans["within"] & (plans["year"] == 2022), "late_cause"].value_counts().to_dict()
    assert causes == {"late_advice": 27, "staff_capacity": 11, "advice_quality": 8, "parental_choice": 6, "other": 3}


def test_most_late_plans_take_20_to_40_weeks_and_a_few_over_52(plans: pd.DataFrame) -> None:
    late = plans[~plans["within"]]
    assert (late["days"] <= 280).mean() > 0.7
    over = late[late["days"] > 364].groupby("year").size().to_dict()
    assert over == {2020: 10, 2021: 7, 2022: 6}


def test_about_three_in_a_hundred_persons_were_refused_and_asked_again(requests: pd.DataFrame) -> None:
    counts = requests["person_id"].value_counts()
    assert counts.max() == 2
    assert 0.02 <= (counts == 2).mean() <= 0.04
    for _, pair in requests[requests["person_id"].map(counts) == 2].groupby("person_id"):
        first, again = pair.sort_values("received_on").itertuples()
        assert first.decision == "not_assess"
        assert first.decision_on < again.received_on
        assert (first.sex, first.primary_need, first.locality) == (again.sex, again.primary_need, again.locality)


def test_characteristics_have_the_values_of_the_data_dictionary(requests: pd.DataFrame) -> None:
    assert set(requests["age_group"]) == {"under 5", "5 to 10", "11 to 15", "16 to 19", "20 to 25"}
    assert set(requests["sex"]) == {"F", "M", "not_stated"}
    assert set(requests["primary_need"]) == set("SPLD MLD SLD PMLD SEMH SLCN HI VI MSI PD ASD OTH".split())
    assert set(requests["primary_need"].value_counts().index[:3]) == {"ASD", "SEMH", "SLCN"}
    assert set(requests["locality"]) == {"north", "south", "east", "west"}
    assert set(requests["source"]) == {"parent", "school", "young_person", "other"}
    assert requests.loc[requests["source"] == "young_person", "age_group"].isin(["16 to 19", "20 to 25"]).all()
