"""How long families wait: by the calendar, by the day, and by the totals that were published."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from send_analysis.core.figures import TOTAL
from send_analysis.core.period import Period
from send_analysis.datasets.dataset import Dataset
from send_analysis.measures import advice, caseload, timeliness
from send_analysis.measures.registry import definitions
from tests.measures.builders import COLUMNS, JUNE_2022, dataset, period, times

INCLUDING = "timeliness.within_20_weeks.including_exceptions"
EXCLUDING = "timeliness.within_20_weeks.excluding_exceptions"
YEAR, MAY, JUNE = Period.parse("2022"), Period.parse("2022-05"), period("2022-06-01", "2022-06-22")
EVER = period("2010-01-01", "2022-06-22")

MEASURES = (
    timeliness.requests_received,
    timeliness.plans_issued,
    timeliness.within_20_weeks,
    timeliness.over_52_weeks,
    timeliness.weeks_to_issue,
    timeliness.decision_within_6_weeks,
    timeliness.refusal_to_issue_within_16_weeks,
    timeliness.exceptions,
    timeliness.late_cause,
)


def plan(days: int, issued: str = "2022-05-10", grounds: str = "", cause: str | None = None) -> dict[str, object]:
    """A plan issued so many days after its request."""
    issued_on = date.fromisoformat(issued)
    return {
        "received_on": issued_on - timedelta(days=days),
        "plan_issued_on": issued_on,
        "exception_grounds": grounds,
        "late_cause": cause,
    }


def requests(*rows: dict[str, object], covers: tuple[str, str] | None = None) -> Dataset:
    return dataset("requests", rows, covers=covers)


def one(figures, over: Period = EVER, measure: str = "", *, topic: str = TOTAL, breakdown: str = TOTAL) -> pd.Series:
    return figures.one(measure or figures.measures[0], over, topic=topic, breakdown=breakdown)


def share(figures, over: Period = EVER, measure: str = "", **where: str) -> tuple[float, float]:
    found = one(figures, over, measure, **where)
    return found["numerator"], found["denominator"]


# The clock: the day of receipt is day 0, and nothing stops it


@pytest.mark.parametrize(
    ("received", "issued", "expected"),
    [
        ("2022-01-03", "2022-05-23", True),  # day 140
        ("2022-01-03", "2022-05-24", False),  # day 141
        ("2022-01-03", "2022-01-03", True),  # day 0
        ("2021-12-25", "2022-05-14", True),  # over Christmas, Easter and two more bank holidays: the clock does not stop
        ("2021-12-25", "2022-05-15", False),
        ("2021-07-23", "2021-12-10", True),  # over the summer holiday, and the end of summer time
        ("2021-07-23", "2021-12-11", False),
        ("2020-01-01", "2020-05-20", True),  # 29 February 2020 is a day like every other
        ("2020-01-01", "2020-05-21", False),
        ("2021-01-01", "2021-05-21", True),  # without a 29 February
        ("2021-01-01", "2021-05-22", False),
    ],
)
def test_the_140th_day_is_within_20_weeks(received, issued, expected):
    on_time = timeliness.within_20_weeks(requests({"received_on": received, "plan_issued_on": issued}), [EVER])
    assert share(on_time, measure=INCLUDING) == (expected, 1)
    assert share(on_time, measure=EXCLUDING) == (expected, 1)


@pytest.mark.parametrize(("days", "expected"), [(364, False), (365, True)])
def test_the_364th_day_is_not_over_52_weeks(days, expected):
    assert share(timeliness.over_52_weeks(requests(plan(days)), [EVER])) == (expected, 1)


@pytest.mark.parametrize(
    ("received", "decided", "expected"),
    [
        ("2022-02-01", "2022-03-15", True),  # day 42
        ("2022-02-01", "2022-03-16", False),  # day 43
        ("2020-02-01", "2020-03-14", True),  # day 42 of a leap year
        ("2020-02-01", "2020-03-15", False),
        ("2022-04-12", "2022-05-24", True),  # over Good Friday, Easter Monday and the bank holiday of 2 May
        ("2022-04-12", "2022-05-25", False),
    ],
)
@pytest.mark.parametrize("decision", ["assess", "not_assess"])
def test_the_42nd_day_is_within_6_weeks(received, decided, expected, decision):
    row = {"received_on": received, "decision": decision, "decision_on": decided}
    assert share(timeliness.decision_within_6_weeks(requests(row), [EVER])) == (expected, 1)


@pytest.mark.parametrize(
    ("received", "refused", "expected"),
    [
        ("2022-01-03", "2022-04-25", True),  # day 112, after Easter
        ("2022-01-03", "2022-04-26", False),  # day 113
        ("2020-01-03", "2020-04-24", True),  # day 112 of a leap year
        ("2020-01-03", "2020-04-25", False),
    ],
)
def test_the_112th_day_is_within_16_weeks(received, refused, expected):
    row = {"received_on": received, "outcome": "not_issue", "outcome_on": refused}
    assert share(timeliness.refusal_to_issue_within_16_weeks(requests(row), [EVER])) == (expected, 1)


# What is counted, and when


def test_a_request_counts_on_the_day_it_came_and_its_plan_on_the_day_it_was_sent():
    rows = requests(plan(140, "2022-06-22"), plan(100, "2022-05-31"), {"received_on": "2022-06-01"})
    assert [one(timeliness.plans_issued(rows, [each]), each)["value"] for each in (MAY, JUNE)] == [1, 1]
    assert [one(timeliness.requests_received(rows, [each]), each)["value"] for each in (MAY, JUNE)] == [0, 1]


@pytest.mark.parametrize("decision", ["withdrawn", "pending"])
def test_a_withdrawn_or_pending_request_is_no_decision_whether_to_assess(decision):
    row = {"received_on": "2022-05-01", "decision": decision, "decision_on": "2022-05-12"}
    assert one(timeliness.decision_within_6_weeks(requests(row), [EVER]))["symbol"] == "z"


@pytest.mark.parametrize("outcome", ["issue", "withdrawn", "pending"])
def test_only_a_decision_not_to_issue_is_a_refusal(outcome):
    row = {"received_on": "2022-01-05", "outcome": outcome, "outcome_on": "2022-03-12"}
    assert one(timeliness.refusal_to_issue_within_16_weeks(requests(row), [EVER]))["symbol"] == "z"


def test_a_refusal_that_was_reversed_afterwards_still_counts():
    row = {"received_on": "2022-01-03", "outcome": "issue", "outcome_on": "2022-04-25", "outcome_reversed": True}
    assert share(timeliness.refusal_to_issue_within_16_weeks(requests(row), [EVER])) == (1, 1)


def test_a_decision_counts_in_the_period_it_was_made_in_and_not_in_that_of_the_request():
    row = {"received_on": "2022-05-20", "decision": "assess", "decision_on": "2022-06-02"}
    decisions = timeliness.decision_within_6_weeks(requests(row), [MAY, JUNE])
    assert (one(decisions, MAY)["symbol"], share(decisions, JUNE)) == ("z", (1, 1))


# Including and excluding exceptions


@pytest.mark.parametrize(
    ("year", "plain", "excepted", "including", "excluding"),
    [
        # Department for Education, Education, health and care plans: Swindon; plans within 20 weeks and late
        ("2020", (135, 124), (4, 17), (139, 280, 49.6), (135, 259, 52.1)),
        ("2021", (202, 34), (2, 11), (204, 249, 81.9), (202, 236, 85.6)),
    ],
)
def test_both_rates_are_the_published_ones(year, plain, excepted, including, excluding):
    rows = [
        *times(plain[0], **plan(140, f"{year}-07-01")),
        *times(plain[1], **plan(141, f"{year}-07-01")),
        *times(excepted[0], **plan(140, f"{year}-07-01", "school_closure")),
        *times(excepted[1], **plan(141, f"{year}-07-01", "absence_from_area")),
        plan(100, f"{int(year) + 1}-01-01"),
    ]
    on_time = timeliness.within_20_weeks(requests(*rows), [Period.parse(year)])
    for measure, expected in ((INCLUDING, including), (EXCLUDING, excluding)):
        found = one(on_time, Period.parse(year), measure)
        assert (found["numerator"], found["denominator"], round(found["value"], 1)) == expected
        assert found["lower"] < found["value"] < found["upper"]


def test_including_stands_before_excluding_in_one_table():
    assert timeliness.within_20_weeks(requests(plan(1))).measures == (INCLUDING, EXCLUDING)


def test_excluding_can_be_lower_than_including():
    on_time = timeliness.within_20_weeks(requests(plan(141), plan(140, grounds="school_closure")), [EVER])
    assert (one(on_time, measure=INCLUDING)["value"], one(on_time, measure=EXCLUDING)["value"]) == (50, 0)


def test_excluding_is_not_applicable_where_every_plan_had_an_exception():
    on_time = timeliness.within_20_weeks(requests(plan(150, grounds="absence_from_area")), [EVER])
    assert (one(on_time, measure=INCLUDING)["symbol"], one(on_time, measure=EXCLUDING)["symbol"]) == ("", "z")


def test_a_plan_with_two_grounds_counts_under_each_and_once_under_any():
    rows = requests(
        plan(150),
        plan(150, grounds="school_closure"),
        plan(150, grounds="school_closure;absence_from_area"),
        plan(150, "2022-06-01", grounds="exceptional_circumstances"),
    )
    grounds = timeliness.exceptions(rows, [MAY]).frame
    assert dict(zip(grounds["breakdown"], grounds["numerator"], strict=True)) == {
        "school_closure": 2,
        "exceptional_circumstances": 0,
        "absence_from_area": 1,
        "any ground": 2,
    }
    assert set(grounds["breakdown_topic"]) == {"ground"}
    assert set(grounds["denominator"]) == {3}


def test_every_plan_is_either_without_exception_or_has_any_ground():
    grounds = ["", "school_closure", "", "exceptional_circumstances;absence_from_area", "absence_from_area"]
    rows = requests(*(plan(120, grounds=each) for each in grounds))
    excluding = share(timeliness.within_20_weeks(rows, [MAY]), MAY, EXCLUDING)[1]
    any_ground, all_plans = share(timeliness.exceptions(rows, [MAY]), MAY, topic="ground", breakdown="any ground")
    assert excluding + any_ground == all_plans == 5


# Weeks to issue, and causes of lateness


def test_median_mean_and_90th_percentile_of_the_weeks_to_issue():
    weeks = timeliness.weeks_to_issue(requests(plan(70), plan(140), plan(168), plan(301)), [MAY])
    values = dict(zip(weeks.frame["measure"].str.split(".").str[-1], weeks.frame["value"], strict=True))
    assert values == pytest.approx({"median": 22, "mean": 24.25, "percentile_90": 24 + 0.7 * 19})
    assert weeks.frame["denominator"].tolist() == [4, 4, 4]
    assert weeks.frame[["numerator", "lower", "upper"]].isna().all(axis=None)


def test_one_plan_is_its_own_median_mean_and_percentile():
    assert timeliness.weeks_to_issue(requests(plan(143)), [MAY]).frame["value"].tolist() == [143 / 7] * 3


def test_all_five_causes_are_there_and_only_late_plans_with_a_recorded_cause_count():
    rows = requests(
        plan(141, cause="late_advice"),
        plan(200, cause="late_advice"),
        plan(300, cause="other"),
        plan(300),  # no cause recorded
        plan(140, cause="staff_capacity"),  # in time
        plan(200, "2022-06-01", cause="parental_choice"),  # in another month
    )
    causes = timeliness.late_cause(rows, [MAY]).frame
    assert causes["breakdown"].tolist() == list(COLUMNS["requests"]["late_cause"])
    assert causes["numerator"].tolist() == [2, 0, 0, 0, 1]
    assert set(causes["denominator"]) == {3}
    assert set(causes["breakdown_topic"]) == {"cause"}


def test_causes_of_a_month_without_late_plans_are_not_applicable():
    causes = timeliness.late_cause(requests(plan(140, cause="other")), [MAY]).frame
    assert (causes["symbol"].tolist(), causes["denominator"].tolist()) == (["z"] * 5, [0] * 5)


# Missing is not nought


def test_a_month_without_plans_is_not_applicable_and_counts_nought():
    rows = requests(plan(100, "2022-06-03"))
    assert timeliness.within_20_weeks(rows, [MAY]).frame["symbol"].tolist() == ["z", "z"]
    assert timeliness.weeks_to_issue(rows, [MAY]).frame["symbol"].tolist() == ["z", "z", "z"]
    issued = one(timeliness.plans_issued(rows, [MAY]), MAY)
    assert (issued["value"], issued["symbol"]) == (0, "")


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("months", ["2021-12", "2021-12..2022-01", "2022-06..2022-07"])
def test_a_period_that_the_extract_does_not_cover_is_not_available(measure, months):
    rows = requests(plan(100, "2022-01-20"), plan(200, "2022-06-20"), covers=("2022-01-01", "2022-06-30"))
    frame = measure(rows, [Period.parse(months)]).frame
    assert set(frame["symbol"]) == {"x"}
    assert frame[["numerator", "denominator", "value", "lower", "upper"]].isna().all(axis=None)


@pytest.mark.parametrize("measure", MEASURES)
def test_an_extract_without_rows_gives_every_figure(measure):
    figures = measure(requests(covers=("2020-01-01", "2022-06-22")))
    filled = measure(requests(plan(150, grounds="school_closure", cause="other"), covers=("2020-01-01", "2022-06-22")))
    key = ["measure", "period_start", "period_end", "breakdown_topic", "breakdown", "unit", "source"]
    assert_frame_equal(figures.frame[key], filled.frame[key])
    counts = figures.frame["unit"].isin(["requests", "plans"])
    covered = figures.frame["period_start"].ge("2020-01-01")
    assert set(figures.frame.loc[covered & ~counts, "symbol"]) <= {"z"}
    assert set(figures.frame.loc[covered & counts, "value"]) <= {0}
    assert set(figures.frame.loc[~covered, "symbol"]) <= {"x"}


# The shape of a measure


@pytest.mark.parametrize("measure", MEASURES)
def test_the_windows_of_the_release_are_counted_in_unless_periods_are_named(measure):
    frame = measure(requests(plan(100))).frame
    windows = pd.DataFrame([(each.start, each.end) for each in JUNE_2022.standard], columns=["period_start", "period_end"])
    found = frame[["period_start", "period_end"]].drop_duplicates(ignore_index=True)
    assert_frame_equal(found, windows.astype("datetime64[us]"))


@pytest.mark.parametrize("measure", MEASURES)
def test_a_measure_leaves_its_rows_as_they_were_and_does_not_mind_their_numbering(measure):
    rows = dataset("requests", [plan(100), plan(200, grounds="school_closure", cause="other")])
    before = rows.rows.copy(deep=True)
    figures = measure(rows)
    assert_frame_equal(rows.rows, before)
    rows.rows.index = pd.Index([40, 7])  # rows carry the number of their line in the extract
    assert_frame_equal(measure(rows).frame, figures.frame)


def test_every_timeliness_measure_of_the_registry_is_computed():
    rows, pieces = requests(plan(100)), dataset("advice")
    of_requests = (*MEASURES, caseload.open_cases, caseload.open_cases_next_step, caseload.open_cases_overdue)
    computed = [measure(rows) for measure in (*of_requests, caseload.best_possible_rate)]
    computed += [advice.advice_within_6_weeks(pieces), advice.advice_returned(pieces)]
    units = {(row.measure, row.unit) for figures in computed for row in figures.frame.itertuples()}
    assert units == {(each.id, each.unit) for each in definitions().values() if each.section == "timeliness"}


PLANS = st.lists(
    st.builds(
        lambda issued, days, grounds: plan(days, issued.isoformat(), grounds),
        st.dates(date(2022, 1, 1), date(2022, 6, 22)),
        st.integers(0, 500) | st.sampled_from([140, 141]),
        st.sampled_from(["", "", "school_closure", "exceptional_circumstances;absence_from_area"]),
    ),
    max_size=40,
)


@settings(max_examples=30, deadline=None)
@given(rows=PLANS)
def test_the_months_add_up_to_the_year_to_date(rows):
    on_time = timeliness.within_20_weeks(requests(*rows))
    for measure in (INCLUDING, EXCLUDING):
        months = (
            on_time.select(measure, over=tuple(JUNE_2022.year_to_date.months())).frame[["numerator", "denominator"]].sum()
        )
        assert tuple(months) == share(on_time, JUNE_2022.year_to_date, measure)


@settings(max_examples=30, deadline=None)
@given(rows=PLANS)
def test_rates_are_what_counting_row_by_row_gives(rows):
    on_time = timeliness.within_20_weeks(requests(*rows), [MAY])
    weeks = timeliness.weeks_to_issue(requests(*rows), [MAY]).frame["value"]
    issued = [row for row in rows if MAY.start <= row["plan_issued_on"] <= MAY.end]
    plain = [row for row in issued if not row["exception_grounds"]]
    days = [(row["plan_issued_on"] - row["received_on"]).days for row in issued]
    within = [row for row in plain if row["plan_issued_on"] <= row["received_on"] + timedelta(days=140)]
    assert share(on_time, MAY, INCLUDING) == (sum(each <= 140 for each in days), len(issued))
    assert share(on_time, MAY, EXCLUDING) == (len(within), len(plain))
    if days:
        assert weeks.tolist() == pytest.approx([np.median(days) / 7, np.mean(days) / 7, np.percentile(days, 90) / 7])
