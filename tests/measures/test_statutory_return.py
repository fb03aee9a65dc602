"""The headline measures of the statutory return: what is counted on which day, and what small groups may not be told."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_analysis.core.figures import TOTAL, Figures, concat_figures
from send_analysis.core.period import Period
from send_analysis.core.windows import Windows
from send_analysis.datasets.dataset import Dataset
from send_analysis.datasets.specs.plans import CEASE_REASONS, SETTINGS
from send_analysis.datasets.specs.requests import PRIMARY_NEEDS
from send_analysis.disclosure.protect import Policy, protect
from send_analysis.measures import plans, reviews, statutory_return, timeliness
from send_analysis.measures.registry import definition, definitions
from send_analysis.present import labels
from tests.measures.builders import dataset, times

#: A return of January 2026: it holds the events of 2025, and what is active on its reference date.
RETURN = Windows(Period.parse("2025"), date(2026, 1, 15))
COVERS = ("2025-01-01", "2026-01-15")
YEAR, YEAR_BEFORE = Period.parse("2025"), Period.parse("2024")
DAY = Period(date(2026, 1, 15), date(2026, 1, 15))

ISSUED = {"decision": "assess", "outcome": "issue"}


def of_return(name: str, *rows: Mapping[str, Any]) -> Dataset:
    return dataset(name, rows, covers=COVERS, windows=RETURN)


def plan(days: int, issued: str = "2025-06-30", **row: Any) -> dict[str, Any]:
    """A request whose plan was issued so many days after it."""
    issued_on = date.fromisoformat(issued)
    return {**ISSUED, "received_on": issued_on - timedelta(days=days), "plan_issued_on": issued_on, **row}


def assessed(outcome: str, number: int = 1, on: str | None = "2025-06-30") -> list[dict[str, Any]]:
    return times(number, received_on="2025-01-06", decision="assess", outcome=outcome, outcome_on=on)


def active(number: int, first: int = 0, **row: Any) -> list[dict[str, Any]]:
    return [{"plan_id": f"P{at}", "active": True, **row} for at in range(first, first + number)]


def counted(figures: Figures, measure: str, over: Period = YEAR, topic: str = TOTAL) -> dict[str, tuple[float, float]]:
    """Numerator and denominator by breakdown; of a count only the numerator means something."""
    rows = figures.select(measure, over=over, topic=topic).frame
    return {
        name: (numerator, denominator)
        for name, numerator, denominator in zip(rows["breakdown"], rows["numerator"], rows["denominator"], strict=True)
    }


def number(figures: Figures, measure: str, over: Period = YEAR, topic: str = TOTAL, breakdown: str = TOTAL) -> float:
    return figures.one(measure, over, topic=topic, breakdown=breakdown)["value"]


def active_by(
    topic: str, plan_rows: Dataset, needs: Dataset | None = None, placements: Dataset | None = None
) -> dict[str, float]:
    """Plans by group, the empty groups left out."""
    needs, placements = needs or of_return("needs"), placements or of_return("placements")
    figures = plans.active_plans(plan_rows, needs, placements)
    return {name: n for name, (n, _) in counted(figures, "active_plans", DAY, topic).items() if n}


# Requests


def test_what_came_of_the_requests_of_a_year_adds_up_to_them():
    rows = of_return(
        "requests",
        *times(6, received_on="2025-03-03", decision="assess", outcome="pending", decision_on="2025-04-01"),
        *times(3, received_on="2025-03-03", decision="not_assess", decision_on="2025-04-01"),
        *times(1, received_on="2025-03-03", decision="withdrawn", decision_on="2025-04-01"),
        *times(2, received_on="2025-12-31", decision="pending"),
    )
    assert counted(statutory_return.request_outcome(rows), "request_outcome", topic="outcome") == {
        "decided to assess": (6, 12),
        "decided not to assess": (3, 12),
        "withdrawn before a decision": (1, 12),
        "not yet decided": (2, 12),
    }


@pytest.mark.parametrize(
    "other",
    [
        {"received_on": "2025-03-03", "decision": "historical"},
        {"received_on": "2024-12-31", "decision": "assess", "decision_on": "2025-01-20"},
        {"received_on": "2026-01-02", "decision": "pending"},
    ],
)
def test_a_historical_request_and_one_of_another_year_are_not_of_the_year(other):
    rows = of_return("requests", {"received_on": "2025-01-01", "decision": "pending"}, other)
    assert counted(statutory_return.request_outcome(rows), "request_outcome", topic="outcome")["not yet decided"] == (1, 1)


def test_the_year_before_the_return_is_not_available_and_a_year_without_requests_has_no_shares():
    figures = statutory_return.request_outcome(
        of_return("requests", {"received_on": "2024-05-01", "decision": "historical"})
    )
    assert set(figures.select(over=YEAR_BEFORE).frame["symbol"]) == {"x"}
    assert set(figures.select(over=YEAR).frame["symbol"]) == {"z"}


# Assessments


def test_assessments_count_by_the_day_they_ended():
    rows = assessed("issue", 8) + assessed("not_issue", 2) + assessed("withdrawn", 3) + assessed("pending", on=None)
    figures = statutory_return.assessments(of_return("requests", *rows, *assessed("issue", on="2026-01-05")))
    assert counted(figures, "decided_to_issue") == {TOTAL: (8, 10)}
    assert number(figures, "assessments_withdrawn", topic="outcome", breakdown="withdrawn") == 3


def test_a_withdrawn_assessment_without_a_date_and_a_historical_one_are_not_counted():
    rows = of_return("requests", *assessed("withdrawn", on=None), *assessed("historical"))
    figures = statutory_return.assessments(rows)
    assert number(figures, "assessments_withdrawn", topic="outcome", breakdown="withdrawn") == 0
    assert figures.one("decided_to_issue", YEAR)["symbol"] == "z"


# How long plans take


@pytest.mark.parametrize(
    ("days", "band"),
    [(0, 20), (140, 20), (141, 52), (364, 52), (365, 53), (2000, 53)],
)
def test_each_plan_is_in_one_band(days, band):
    rows = of_return("requests", plan(days))
    longer, on_time = statutory_return.within_52_weeks(rows), timeliness.within_20_weeks(rows)
    assert number(on_time, "including_exceptions") == (100 if band == 20 else 0)
    assert number(longer, "over_20_to_52_weeks") == (100 if band == 52 else 0)
    assert number(longer, "over_52_weeks") == (100 if band == 53 else 0)
    assert number(longer, "within_52_weeks") == (0 if band == 53 else 100)


def test_the_bands_add_up_to_the_plans_issued():
    rows = of_return("requests", *map(plan, range(0, 900, 37)))
    longer = statutory_return.within_52_weeks(rows)
    within_20 = counted(timeliness.within_20_weeks(rows), "including_exceptions")[TOTAL][0]
    up_to_52, all_plans = counted(longer, "within_52_weeks")[TOTAL]
    assert within_20 + counted(longer, "over_20_to_52_weeks")[TOTAL][0] == up_to_52
    assert up_to_52 + counted(longer, "over_52_weeks")[TOTAL][0] == all_plans == 25


def test_a_plan_counts_in_the_year_it_was_issued_and_one_not_issued_not_at_all():
    rows = of_return(
        "requests", plan(100), plan(400, "2025-01-01"), plan(100, "2026-01-02"), {**ISSUED, "received_on": "2025-01-06"}
    )
    assert counted(statutory_return.within_52_weeks(rows), "within_52_weeks") == {TOTAL: (1, 2)}


def test_the_headlines_are_those_of_timeliness():
    rows = of_return("requests", plan(100, decision_on="2025-04-01"), plan(200, exception_grounds="not_stated"))
    parts = [timeliness.requests_received(rows), timeliness.decision_within_6_weeks(rows), timeliness.within_20_weeks(rows)]
    assert statutory_return.headlines(rows).frame.equals(concat_figures(parts).frame)


# New plans: one of three counts


def test_the_three_counts_of_a_years_plans_differ():
    requests = of_return(
        "requests",
        plan(100, request_id="1", outcome_on="2025-06-01"),
        plan(100, "2025-01-10", request_id="2", outcome_on="2024-12-30"),
        {**ISSUED, "request_id": "3", "received_on": "2025-09-01", "outcome_on": "2025-12-30"},
        {**ISSUED, "request_id": "4", "received_on": "2025-09-01", "outcome_on": "2025-12-30"},
    )
    known = of_return(
        "plans",
        {"plan_id": "1", "issued_on": "2025-06-30", "active": True},
        {"plan_id": "2", "issued_on": "2025-01-10", "active": False},
        {"plan_id": "5", "issued_on": "2025-05-01", "active": True, "transferred_in": True},
        {"plan_id": "6", "issued_on": "2025-05-01", "active": True},
        {"plan_id": "7", "issued_on": "2019-05-01", "active": True},
        {"plan_id": "8", "active": True},
    )
    assert number(timeliness.plans_issued(requests), "plans_issued") == 2
    assert number(plans.new_plans(known), "new_plans") == 4
    assert counted(statutory_return.assessments(requests), "decided_to_issue") == {TOTAL: (3, 3)}


# Active plans


def test_active_plans_are_counted_on_the_day_of_the_extract_and_on_no_other():
    rows = of_return("plans", *active(3), {"active": False, "ceased_on": "2025-05-05", "cease_reason": "other"})
    figures = plans.active_plans(rows, of_return("needs"), of_return("placements"))
    assert number(figures, "active_plans", DAY) == 3
    days = figures.frame[["period_start", "period_end"]].drop_duplicates()
    assert [(row.period_start.date(), row.period_end.date()) for row in days.itertuples()] == [(DAY.start, DAY.end)]


def test_a_plan_counts_by_its_primary_need_alone():
    needs = of_return(
        "needs",
        {"plan_id": "P0", "need": "ASD", "rank": "1"},
        {"plan_id": "P0", "need": "SLCN", "rank": "2"},
        {"plan_id": "P1", "need": "SEMH", "rank": "1"},
        {"plan_id": "P2", "need": "SEMH", "rank": "2"},
        {"plan_id": "gone", "need": "HI", "rank": "1"},
    )
    assert active_by("primary need", of_return("plans", *active(3)), needs) == {"SEMH": 1, "ASD": 1, "not recorded": 1}


def test_a_plan_counts_by_the_main_placement_that_began_last_and_has_not_ended():
    placements = of_return(
        "placements",
        {"plan_id": "P0", "setting": "EYP", "rank": "1", "entered_on": "2022-09-01", "left_on": "2024-07-20"},
        {"plan_id": "P0", "setting": "establishment", "rank": "1", "entered_on": "2024-09-02"},
        {"plan_id": "P0", "setting": "OLA", "rank": "2", "entered_on": "2025-09-01"},
        {"plan_id": "P1", "setting": "NEET", "entered_on": "2025-09-01"},
        {"plan_id": "P1", "setting": "establishment", "entered_on": "2021-09-01"},
        {"plan_id": "P2", "setting": "EHE", "rank": "1", "left_on": "2026-07-20"},
        {"plan_id": "P3", "setting": "EHE", "rank": "1", "entered_on": "2024-09-02", "left_on": "2025-12-19"},
    )
    assert active_by("setting", of_return("plans", *active(4)), placements=placements) == {
        "school, college or other establishment": 1,
        "elective home education": 1,
        "not in education, employment or training": 1,
        "not recorded": 1,
    }


def test_every_setting_has_a_name_of_its_own_in_words():
    assert set(plans.SETTINGS_IN_WORDS) == set(SETTINGS)
    assert len(set(plans.SETTINGS_IN_WORDS.values())) == len(SETTINGS)


def test_every_need_and_every_reason_has_a_name_in_words():
    assert set(labels.NEEDS) == set(PRIMARY_NEEDS)
    assert {*labels.CEASE_REASONS, "other", "deceased"} == set(CEASE_REASONS)  # deaths count among the others
    assert labels.label("SEMH") == "Social, emotional and mental health"


def test_what_a_breakdown_is_by_is_not_available_where_no_extract_tells_it():
    rows = replace(of_return("plans", *active(9)), absent=frozenset(["age_group"]))
    nothing = (replace(of_return(name), holds_rows=False) for name in ("needs", "placements"))
    frame = plans.active_plans(rows, *nothing).frame
    assert number(Figures(frame), "active_plans", DAY) == 9
    assert set(frame.loc[frame["breakdown_topic"] != TOTAL, "symbol"]) == {"x"}


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.booleans(), st.sampled_from([None, "ASD", "HI"]), st.sampled_from([None, "under 5"])), max_size=20)
)
def test_each_breakdown_of_active_plans_adds_up_to_their_total(described):
    rows = [{"plan_id": f"P{at}", "active": kept, "age_group": age} for at, (kept, _, age) in enumerate(described)]
    needs = [{"plan_id": f"P{at}", "need": need, "rank": "1"} for at, (_, need, _) in enumerate(described) if need]
    figures = plans.active_plans(of_return("plans", *rows), of_return("needs", *needs), of_return("placements"))
    for topic in ("primary need", "setting", "age"):
        parts = [n for n, _ in counted(figures, "active_plans", DAY, topic).values()]
        assert sum(parts) == sum(kept for kept, *_ in described)


# Plans that ended


def test_plans_that_ended_count_by_day_and_reason():
    gone = {"active": False, "ceased_on": "2025-08-31"}
    rows = times(5, **gone, cease_reason="maximum_age") + times(2, **gone, cease_reason="moved_in_england")
    rows += [{"active": False, "ceased_on": "2024-12-31", "cease_reason": "other"}, {"active": True}]
    figures = plans.ceased(of_return("plans", *rows))
    assert number(figures, "plans_ceased") == 7
    shares = counted(figures, "cease_reason", topic="reason")
    assert {name: pair for name, pair in shares.items() if pair[0]} == {"maximum_age": (5, 7), "moved_in_england": (2, 7)}


# Annual reviews


@pytest.mark.parametrize(("decided", "within"), [("2025-03-03", 1), ("2025-03-31", 1), ("2025-04-01", 0)])
def test_the_28th_day_after_the_meeting_is_within_4_weeks(decided, within):
    rows = of_return("reviews", {"held_on": "2025-03-03", "decided_on": decided, "outcome": "maintain"})
    figures = reviews.decision_within_4_weeks(rows)
    assert counted(figures, "review_decision_within_4_weeks") == {TOTAL: (within, 1)}


@pytest.mark.parametrize(
    "row",
    [
        {"held_on": "2025-03-03"},
        {"decided_on": "2025-03-03", "outcome": "amend"},
        {"held_on": "2025-12-20", "decided_on": "2026-01-05", "outcome": "amend"},
    ],
)
def test_a_review_without_meeting_or_decision_and_one_decided_after_the_year_have_no_part_in_the_rate(row):
    assert reviews.decision_within_4_weeks(of_return("reviews", row), [YEAR]).frame["symbol"].tolist() == ["z"]


def test_a_review_of_last_year_decided_in_this_one_counts_in_this_one():
    rows = of_return("reviews", {"held_on": "2024-12-20", "decided_on": "2025-01-10", "outcome": "amend"})
    assert counted(reviews.decision_within_4_weeks(rows), "review_decision_within_4_weeks") == {TOTAL: (1, 1)}


def test_a_review_is_overdue_from_the_29th_day_without_a_decision():
    held = ["2025-12-18", "2025-12-17", "2024-01-01", None]  # 28 and 29 days before the return
    rows = [{"held_on": day} for day in held] + [{"held_on": "2025-01-01", "decided_on": "2025-12-01", "outcome": "amend"}]
    assert number(reviews.decisions_overdue(of_return("reviews", *rows)), "review_decisions_overdue", DAY) == 2


def test_outcomes_of_reviews_count_whether_or_not_the_meeting_is_known():
    rows = [{"held_on": "2025-03-03", "decided_on": "2025-03-20", "outcome": "maintain"}]
    rows += [{"decided_on": "2025-03-20", "outcome": "amend"}, {"held_on": "2025-03-03"}]
    figures = reviews.outcome(of_return("reviews", *rows))
    assert counted(figures, "review_outcome", topic="outcome") == {
        "keep the plan as it is": (1, 2), "amend the plan": (1, 2), "end the plan": (0, 2),
    }  # fmt: skip


# Disclosure control


def withheld(figures: Figures, topic: str, over: Period = YEAR) -> set[str]:
    frame = protect(figures, Policy(withhold_up_to=4)).select(over=over, topic=topic).frame
    return set(frame.loc[frame["symbol"].eq("c"), "breakdown"])


def test_deaths_count_among_the_other_reasons():
    gone = {"active": False, "ceased_on": "2025-08-31"}
    rows = [*times(6, **gone, cease_reason="deceased"), *times(7, **gone, cease_reason="other")]
    figures = plans.ceased(of_return("plans", *rows), [YEAR]).frame.set_index("breakdown")
    assert figures.loc["other", "numerator"] == 13
    assert "deceased" not in figures.index


def test_a_small_reason_is_withheld_with_the_next_smallest_and_the_total_stays():
    gone = {"active": False, "ceased_on": "2025-08-31"}
    kinds = {"maximum_age": 40, "higher_education": 9, "moved_outside_england": 2}
    rows = [row for reason, n in kinds.items() for row in times(n, **gone, cease_reason=reason)]
    figures = plans.ceased(of_return("plans", *rows), [YEAR])
    assert withheld(figures, "reason") == {"moved_outside_england", "higher_education"}
    assert withheld(figures, TOTAL) == set()


def test_a_small_group_of_active_plans_is_withheld_with_the_next_smallest_in_each_topic():
    rows = active(30, age_group="5 to 10") + active(8, 30, age_group="11 to 15") + active(1, 38, age_group="under 5")
    needs = [{"plan_id": f"P{at}", "need": "HI" if at < 2 else "ASD" if at < 20 else "MLD", "rank": "1"} for at in range(39)]
    placed = [{"plan_id": f"P{at}", "setting": "EHE" if at < 3 else "establishment", "rank": "1"} for at in range(39)]
    figures = plans.active_plans(of_return("plans", *rows), of_return("needs", *needs), of_return("placements", *placed))
    assert withheld(figures, "age", DAY) == {"under 5", "11 to 15"}
    assert withheld(figures, "primary need", DAY) == {"HI", "ASD"}
    assert withheld(figures, "setting", DAY) == {"elective home education", "school, college or other establishment"}


def test_few_withdrawn_requests_are_withheld_with_another_outcome():
    request = {"received_on": "2025-03-03", "decision_on": "2025-04-01"}
    rows = times(40, **request, decision="assess", outcome="pending") + times(20, **request, decision="not_assess")
    rows += times(2, **request, decision="withdrawn") + times(9, received_on="2025-03-03", decision="pending")
    figures = statutory_return.request_outcome(of_return("requests", *rows), [YEAR])
    assert withheld(figures, "outcome") == {"withdrawn before a decision", "not yet decided"}


def test_few_withdrawn_assessments_are_withheld_and_nothing_published_adds_up_to_them():
    rows = of_return("requests", *assessed("issue", 40), *assessed("not_issue", 9), *assessed("withdrawn", 2))
    figures = statutory_return.assessments(rows, [YEAR])
    shown = protect(figures, Policy(withhold_up_to=4)).frame
    assert shown.loc[shown["symbol"].eq("c"), "measure"].tolist() == ["statutory_return.assessments_withdrawn"]
    assert 51 not in set(shown["numerator"]) | set(shown["denominator"])


def test_the_bands_of_weeks_are_totals_so_that_none_is_withheld_beside_others_that_would_give_it_back():
    rows = of_return("requests", *map(plan, [*range(100, 120), *range(150, 170), 400, 500]))
    figures = concat_figures([timeliness.within_20_weeks(rows, [YEAR]), statutory_return.within_52_weeks(rows, [YEAR])])
    assert set(figures.frame["breakdown_topic"]) == {TOTAL}
    assert withheld(figures, TOTAL) == set()


# The registry


def test_the_measures_are_those_of_the_registry_in_their_units():
    requests, known, reviewed = of_return("requests"), of_return("plans"), of_return("reviews")
    emitted = [
        statutory_return.request_outcome(requests), statutory_return.assessments(requests),
        statutory_return.within_52_weeks(requests), plans.new_plans(known), plans.ceased(known),
        plans.active_plans(known, of_return("needs"), of_return("placements")),
        reviews.decision_within_4_weeks(reviewed), reviews.decisions_overdue(reviewed), reviews.outcome(reviewed),
    ]  # fmt: skip
    frame = concat_figures(emitted).frame
    own = frame[frame["measure"].str.startswith("statutory_return.")]
    assert set(own["measure"]) == {each for each in definitions() if each.startswith("statutory_return.")}
    assert all(definition(measure).unit == unit for measure, unit in zip(own["measure"], own["unit"], strict=True))
    assert {definition(measure).about for measure in own["measure"]} == {"people"}
