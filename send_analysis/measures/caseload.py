"""The open caseload: requests without a final answer on the day the extract was taken, and how far they are from their limits."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from send_analysis.core.figures import TOTAL, Figures, concat_figures
from send_analysis.core.period import Period, a_year_before
from send_analysis.datasets.dataset import Dataset
from send_analysis.measures.tally import Counts, as_figures, count
from send_analysis.measures.timeliness import SIX_WEEKS, SIXTEEN_WEEKS, TWENTY_WEEKS, time_to_plan

#: The day after the request (day 0) on which each statutory step is due; an open case waits for exactly one of them.
STEPS = {"decision": SIX_WEEKS.days, "outcome": SIXTEEN_WEEKS.days, "plan": TWENTY_WEEKS.days}


class Bands(NamedTuple):
    """Bands of days: the last day of each but the open-ended last one, and all their names."""

    last_days: tuple[int, ...]
    names: tuple[str, ...]

    def of(self, days: pd.Series) -> pd.Series:
        """The band that each number of days falls in (category)."""
        codes = np.searchsorted(self.last_days, days.to_numpy(), side="left")
        return pd.Series(pd.Categorical.from_codes(codes, pd.Index(self.names)), index=days.index)


#: Days since the request: the limits of the three steps, then the Department for Education's band of 52 weeks.
AGE_BANDS = Bands(
    (6 * 7, 16 * 7, 20 * 7, 52 * 7),
    ("up to 6 weeks", "over 6 to 16 weeks", "over 16 to 20 weeks", "over 20 to 52 weeks", "over 52 weeks"),
)

#: Days past the due day, on which itself there is still time. Local choice, coarse on purpose: narrow bands of lateness beside
#: bands of age tell, by difference, how few cases are of one kind and not of the other.
OVERDUE_BANDS = Bands((0, 6 * 7), ("not yet due", "up to 6 weeks", "over 6 weeks"))


def open_caseload(requests: Dataset) -> pd.DataFrame:
    """The cases open on the last day that the extract covers, one row each: for the authority's own use, never for publication.

    Parameters
    ----------
    requests : one row per request; `received_on`, `decision`, `outcome`, `plan_issued_on`. A case is open while its decision
        is pending, while it is assessed and its outcome pending or not recorded, and while a plan is to be issued and was not.

    Returns
    -------
    `request_id`; `received_on`; `days_open` (days since the request); `next_step` (category: decision, outcome or plan);
    `due_on`; `days_overdue` (days past `due_on`; 0 on that day, negative while time is left).
    """
    rows = requests.rows
    awaited = _awaited_step(rows)
    cases = rows.loc[awaited >= 0, ["request_id", "received_on"]].reset_index(drop=True)
    step = awaited[awaited >= 0]
    limit = np.array(list(STEPS.values()))[step]
    days_open = (pd.Timestamp(requests.covers.end) - cases["received_on"]).dt.days
    return cases.assign(
        days_open=days_open,
        next_step=pd.Categorical.from_codes(step, pd.Index(list(STEPS))),
        due_on=cases["received_on"] + pd.to_timedelta(limit, unit="D"),
        days_overdue=days_open - limit,
    )


def open_cases(requests: Dataset) -> Figures:
    """Open cases on the last day that the extract covers, in total and by age (topic "weeks since the request"); unit cases."""
    cases = open_caseload(requests)
    ages = AGE_BANDS.of(cases["days_open"])
    return concat_figures(
        [
            _count_on_the_day("timeliness.open_cases", requests, cases),
            _count_on_the_day("timeliness.open_cases", requests, cases, topic="weeks since the request", breakdown=ages),
        ]
    )


def open_cases_next_step(requests: Dataset) -> Figures:
    """Open cases by the statutory step they wait for (topic "next step"); unit cases."""
    cases = open_caseload(requests)
    return _count_on_the_day(
        "timeliness.open_cases_next_step", requests, cases, topic="next step", breakdown=cases["next_step"]
    )


def open_cases_overdue(requests: Dataset) -> Figures:
    """Open cases by how far their next statutory step is overdue (topic "overdue by"); unit cases."""
    cases = open_caseload(requests)
    overdue = OVERDUE_BANDS.of(cases["days_overdue"])
    return _count_on_the_day("timeliness.open_cases_overdue", requests, cases, topic="overdue by", breakdown=overdue)


def best_possible_rate(requests: Dataset) -> Figures:
    """The year's rate within 20 weeks if every open case ended in a plan this year, those not past day 140 in time; percent.

    One figure for the year to date. It is "z" when there is neither plan nor open case, and when the year had ended before
    the day of the extract: then nothing is still possible.

    Notes
    -----
    Plans are counted up to the day of the extract, on which the open cases are counted, so that none falls between the two.
    """
    year = requests.windows.year_to_date
    possible, of = _plans_and_open_cases(requests, year)
    rate = 100 * possible / np.where(of > 0, of, np.nan)
    # No interval: this is a projection of every case there is, and no estimate from a sample.
    return as_figures(
        "timeliness.best_possible_rate", requests, [year], TOTAL, [TOTAL], value=rate, numerator=possible, denominator=of
    )


def _plans_and_open_cases(requests: Dataset, year: Period) -> tuple[Counts, Counts]:
    """Plans of the year and open cases: those that were or can be in time, and all; missing when the year is over."""
    if a_year_before(requests.covers.end) >= year.start:
        return np.array([[np.nan]]), np.array([[np.nan]])
    days_open = open_caseload(requests)["days_open"]
    taken = time_to_plan(requests)[requests.rows["plan_issued_on"] >= pd.Timestamp(year.start)]
    possible = (taken <= TWENTY_WEEKS).sum() + (days_open <= TWENTY_WEEKS.days).sum()
    return np.array([[float(possible)]]), np.array([[float(len(taken) + len(days_open))]])


def _awaited_step(rows: pd.DataFrame) -> NDArray[np.intp]:
    """For each request the number of the step in :data:`STEPS` that it waits for, -1 when it is closed."""
    no_outcome = rows["outcome"].isna() | rows["outcome"].eq("pending")
    waits = [
        rows["decision"].eq("pending"),
        rows["decision"].eq("assess") & no_outcome,
        rows["outcome"].eq("issue") & rows["plan_issued_on"].isna(),
    ]
    return np.select(waits, range(len(STEPS)), default=-1)


def _count_on_the_day(
    measure: str, requests: Dataset, cases: pd.DataFrame, *, topic: str = TOTAL, breakdown: pd.Series | None = None
) -> Figures:
    """How many open cases there are on the last day that the extract covers."""
    day = requests.covers.end
    when = pd.Series(pd.Timestamp(day), index=cases.index, dtype="datetime64[us]")
    return count(measure, requests, when, [Period(day, day)], topic=topic, breakdown=breakdown)
