"""Timeliness: how long families wait for an Education, Health and Care (EHC) plan, and for the decisions on the way to it.

Every function takes the requests and the periods to count in (the release's windows when left out). Time is calendar time: the
day of receipt is day 0, and neither weekends nor bank holidays stop the clock (SEND Regulations 2014: limits are in weeks).
"""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
import pandas as pd

from send_analysis.core.figures import Figures, concat_figures
from send_analysis.core.period import Period
from send_analysis.datasets.dataset import Dataset
from send_analysis.datasets.specs.requests import EXCEPTION_GROUNDS
from send_analysis.measures.tally import count, distribution, rate, statistic

SIX_WEEKS = pd.Timedelta(weeks=6)  #: SEND Regulations 2014, reg 5(1): decision whether to assess, from the request
SIXTEEN_WEEKS = pd.Timedelta(weeks=16)  #: SEND Regulations 2014, reg 10(1): decision not to issue a plan, from the request
TWENTY_WEEKS = pd.Timedelta(weeks=20)  #: SEND Regulations 2014, reg 13(2): the final plan, from the request
FIFTY_TWO_WEEKS = pd.Timedelta(weeks=52)  #: band of the Department for Education's statistics on EHC plans, from the request

DAYS_OF_A_WEEK = 7

#: How the weeks from request to plan are summed up; the percentile by linear interpolation between the two nearest plans.
STATISTICS: dict[str, Callable[[pd.Series], float]] = {
    "median": lambda weeks: float(weeks.median()),
    "mean": lambda weeks: float(weeks.mean()),
    "percentile_90": lambda weeks: float(weeks.quantile(0.9, interpolation="linear")),
}

#: The breakdown of plans with at least one ground, beside one breakdown for each ground.
ANY_GROUND = "any ground"
NOT_STATED = "not_stated"


def requests_received(requests: Dataset, periods: Sequence[Period] | None = None) -> Figures:
    """Requests for an assessment received in the period (`received_on`); unit requests."""
    periods = periods or requests.windows.standard
    return count("timeliness.requests_received", requests, requests.rows["received_on"], periods)


def plans_issued(requests: Dataset, periods: Sequence[Period] | None = None) -> Figures:
    """Plans issued in the period (`plan_issued_on`), whenever they were requested; unit plans."""
    periods = periods or requests.windows.standard
    return count("timeliness.plans_issued", requests, requests.rows["plan_issued_on"], periods)


def within_20_weeks(requests: Dataset, periods: Sequence[Period] | None = None) -> Figures:
    """Plans issued within 20 weeks as a share of plans issued, including and excluding those with an exception.

    Parameters
    ----------
    requests : one row per request; `received_on`, `plan_issued_on` (datetime64, day), `exception_grounds` ("" where none).
    periods : plans *issued* in them are counted, whenever they were requested; the release's windows when left out.

    Returns
    -------
    Figures, unit percent; numerator and denominator are plans. Both rates stand in one table, as disclosure control needs them:
    together they tell how many plans had an exception. A period in which no plan was issued has symbol "z".

    Notes
    -----
    Day 140 is within (tests: `test_the_140th_day_is_within_20_weeks`). Excluding can be lower than including.
    Definition: Department for Education, Local Authority Interactive Tool, both 20-week indicators.
    """
    periods = periods or requests.windows.standard
    issued_on = requests.rows["plan_issued_on"]
    without_exception = issued_on.where(requests.rows["exception_grounds"].eq(""))
    within = time_to_plan(requests) <= TWENTY_WEEKS
    return concat_figures(
        [
            rate("timeliness.within_20_weeks.including_exceptions", requests, issued_on, within, periods),
            rate("timeliness.within_20_weeks.excluding_exceptions", requests, without_exception, within, periods),
        ]
    )


def over_52_weeks(requests: Dataset, periods: Sequence[Period] | None = None) -> Figures:
    """Plans issued more than 52 weeks (364 days) after the request, as a share of plans issued; unit percent."""
    periods = periods or requests.windows.standard
    over = time_to_plan(requests) > FIFTY_TWO_WEEKS
    return rate("timeliness.over_52_weeks", requests, requests.rows["plan_issued_on"], over, periods)


def weeks_to_issue(requests: Dataset, periods: Sequence[Period] | None = None) -> Figures:
    """Median, mean and 90th percentile of the weeks from request to plan, in one table; unit weeks.

    The denominator is the plans issued in the period; a period in which none was issued has symbol "z".
    """
    periods = periods or requests.windows.standard
    weeks = time_to_plan(requests).dt.days / DAYS_OF_A_WEEK
    plans = pd.DataFrame({"issued_on": requests.rows["plan_issued_on"], "weeks": weeks}).dropna(ignore_index=True)
    return concat_figures(
        statistic(f"timeliness.weeks_to_issue.{name}", requests, plans["issued_on"], plans["weeks"], periods, how)
        for name, how in STATISTICS.items()
    )


def decision_within_6_weeks(requests: Dataset, periods: Sequence[Period] | None = None) -> Figures:
    """Decisions to assess or not to assess made within 6 weeks, as a share of those made in the period; unit percent."""
    periods = periods or requests.windows.standard
    rows = requests.rows
    decided_on = rows["decision_on"].where(rows["decision"].isin(["assess", "not_assess"]))
    within = decided_on - rows["received_on"] <= SIX_WEEKS
    return rate("timeliness.decision_within_6_weeks", requests, decided_on, within, periods)


def refusal_to_issue_within_16_weeks(requests: Dataset, periods: Sequence[Period] | None = None) -> Figures:
    """Decisions not to issue a plan made within 16 weeks, as a share of those made in the period; unit percent.

    A refusal that mediation or the Tribunal reversed afterwards was made all the same, and counts.
    """
    periods = periods or requests.windows.standard
    rows = requests.rows
    reversed_later = rows["outcome_reversed"].fillna(False).astype(bool)
    refused_on = rows["outcome_on"].where(rows["outcome"].eq("not_issue") | reversed_later)
    within = refused_on - rows["received_on"] <= SIXTEEN_WEEKS
    return rate("timeliness.refusal_to_issue_within_16_weeks", requests, refused_on, within, periods)


def exceptions(requests: Dataset, periods: Sequence[Period] | None = None) -> Figures:
    """Plans with an exception as a share of all plans issued, by ground and with any ground (topic "ground"); unit percent.

    A plan with two grounds counts under each of them and once under "any ground", so the grounds do not add up to it.
    """
    periods = periods or requests.windows.standard
    issued_on = requests.rows["plan_issued_on"]
    rate_of = partial(rate, "timeliness.exceptions", requests, issued_on, periods=periods, topic="ground")
    return concat_figures(
        rate_of(hit=applies, breakdown=_all_in(ground, issued_on))
        for ground, applies in _grounds(requests.rows["exception_grounds"]).items()
    )


def late_cause(requests: Dataset, periods: Sequence[Period] | None = None) -> Figures:
    """Main cause of each plan issued late, as a share of late plans with a recorded cause (topic "cause"); unit percent."""
    periods = periods or requests.windows.standard
    late_on = requests.rows["plan_issued_on"].where(time_to_plan(requests) > TWENTY_WEEKS)
    return distribution("timeliness.late_cause", requests, late_on, requests.rows["late_cause"], periods, topic="cause")


def time_to_plan(requests: Dataset) -> pd.Series:
    """Time from the request to the final plan (timedelta64); missing where no plan was issued."""
    return requests.rows["plan_issued_on"] - requests.rows["received_on"]


def _grounds(recorded: pd.Series) -> dict[str, pd.Series]:
    """Whether each ground applies to each row, by the ground's name; the few distinct texts are split once.

    A ground that is not stated is one of them only where some row has it: most extracts state every ground.
    """
    texts = recorded.astype("category").cat
    parts = [set(text.split(";")) - {""} for text in texts.categories]
    names = [name for name in EXCEPTION_GROUNDS if name != NOT_STATED or any(NOT_STATED in found for found in parts)]
    tests = {name: [name in found for found in parts] for name in names} | {ANY_GROUND: [bool(p) for p in parts]}
    codes = texts.codes.to_numpy()
    return {name: pd.Series(np.array([*test, False])[codes], index=recorded.index) for name, test in tests.items()}


def _all_in(name: str, rows: pd.Series) -> pd.Series:
    """A breakdown of one category, to which every row belongs."""
    return pd.Series(pd.Categorical.from_codes(np.zeros(len(rows), dtype=np.int8), pd.Index([name])), index=rows.index)
