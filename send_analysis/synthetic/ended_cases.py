"""The requests that ended without a plan: refused, not issued or withdrawn."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from send_analysis.synthetic.days import AS_AT, as_days, is_working_day, number_of_days, plus, working_day_at_or_before
from send_analysis.synthetic.decisions import ASSESSMENT_DAYS, KEPT_OF_DAYS_OFF, decide
from send_analysis.synthetic.sampling import between, leaning_high, redraw, repeat_rows

#: Requests received. 2020 and 2021 are published (Department for Education, Education, health and care plans, Swindon);
#: 2022, to 22 June, is synthetic.
REQUESTS_RECEIVED = {2020: 370, 2021: 458, 2022: 245}

#: Of the requests received in the year, those refused an assessment, and those assessed without a plan. 2020 and 2021 are
#: published (the same source); 2022 is synthetic.
NOT_ASSESSED = {2020: 84, 2021: 135, 2022: 56}
NOT_ISSUED = {2020: 39, 2021: 13, 2022: 5}

#: A year's requests by month, relative to each other: few in the school holidays. Synthetic.
SEASON = (9, 9, 10, 7, 9, 10, 9, 5, 7, 9, 10, 6)

#: Share of refusals to issue drawn within the 16 weeks of SEND Regulations 2014, reg 10(1). Synthetic.
REFUSED_IN_TIME = 0.87


def ended_requests(rng: np.random.Generator, others: pd.DataFrame) -> pd.DataFrame:
    """One row per ended request; with the `others` (open or with a plan) they make the requests received in each year.

    Raises
    ------
    ValueError
        When the others leave no room in a year for its refusals.
    """
    slots = repeat_rows(_counts(as_days(others["received_on"]).astype("datetime64[Y]").astype(int) + 1970))
    rows = redraw(slots, lambda waiting: _propose(rng, waiting), _acceptable)
    assessed = rows["ended"].isin(["not_issue", "withdrawn_later"])
    rows["decision"] = rows["ended"].map({"not_assess": "not_assess", "withdrawn": "withdrawn"}).fillna("assess")
    rows["outcome"] = rows["ended"].map({"not_issue": "not_issue", "withdrawn_later": "withdrawn"}).fillna("")
    for column in ("outcome_on", "school_asked_on"):
        rows[column] = rows[column].where(assessed)
    return rows.drop(columns=["year", "ended", "kept"])


def _counts(years: np.ndarray) -> list[Mapping[str, object]]:
    """How many requests of each year ended in which way; what the totals leave over was withdrawn."""
    counts: list[Mapping[str, object]] = []
    for year, received in REQUESTS_RECEIVED.items():
        withdrawn = received - int((years == year).sum()) - NOT_ASSESSED[year] - NOT_ISSUED[year]
        if withdrawn < 0:
            raise ValueError(f"{year}: {-withdrawn} requests more than the {received} received")
        ways = {
            "not_assess": NOT_ASSESSED[year],
            "not_issue": NOT_ISSUED[year],
            "withdrawn": withdrawn // 2,
            "withdrawn_later": withdrawn - withdrawn // 2,
        }
        counts += [{"year": year, "ended": ended, "number": number} for ended, number in ways.items()]
    return counts


def _propose(rng: np.random.Generator, slots: pd.DataFrame) -> pd.DataFrame:
    """Draw the day of the request, of the decision and of the outcome."""
    size = len(slots)
    received = _received(rng, slots["year"].to_numpy())
    decision, asked = decide(rng, received, np.zeros(size, dtype=bool))
    in_time, late = leaning_high(rng, 75, 112, size), between(rng, 113, 150, size)
    refused = plus(received, np.where(rng.random(size) < REFUSED_IN_TIME, in_time, late))
    ended = slots["ended"].to_numpy()
    decided = np.where(ended == "withdrawn", plus(received, between(rng, 3, 30, size)), decision)
    outcome = np.where(ended == "withdrawn_later", plus(decision, between(rng, 45, 90, size)), refused)
    return slots.assign(
        received_on=received,
        decision_on=working_day_at_or_before(decided),
        school_asked_on=asked,
        outcome_on=working_day_at_or_before(outcome),
        kept=is_working_day(received) | (rng.random(size) < KEPT_OF_DAYS_OFF),
    )


def _received(rng: np.random.Generator, years: np.ndarray) -> np.ndarray:
    """A day of each given year, by the season."""
    month = rng.choice(12, size=len(years), p=np.array(SEASON) / sum(SEASON))
    first = ((years - 1970) * 12 + month).astype("datetime64[M]").astype("datetime64[D]")
    return plus(first, between(rng, 0, 30, len(years)))


def _acceptable(rows: pd.DataFrame) -> pd.Series:
    """Received in its year, ended by 22 June 2022, in the order of the steps, four weeks to assess."""
    received, decided, outcome = (as_days(rows[column]) for column in ("received_on", "decision_on", "outcome_on"))
    of_year = received.astype("datetime64[Y]").astype(int) + 1970 == rows["year"].to_numpy()
    assessed = rows["ended"].isin(["not_issue", "withdrawn_later"]).to_numpy()
    in_order = (decided >= received) & (~assessed | (number_of_days(decided, outcome) >= ASSESSMENT_DAYS))
    ended = (decided <= AS_AT) & (~assessed | (outcome <= AS_AT))
    return pd.Series(of_year & in_order & ended & rows["kept"].to_numpy(), index=rows.index)
