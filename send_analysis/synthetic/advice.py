"""The advice asked of each agency for each assessment, and when it came."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from send_analysis.synthetic.days import AS_AT, WORKING_DAYS, as_days, plus, working_day_at_or_before
from send_analysis.synthetic.sampling import between, leaning_high, weighted

ADVICE_COLUMNS = ["request_id", "agency", "requested_on", "received_on", "returned_on", "missed_appointment"]

#: SEND Regulations 2014, reg 8(1): a body answers within six weeks.
SIX_WEEKS = 42

#: Share of advice drawn within six weeks, by agency, for advice asked for from each day on. The rows come out a little
#: differently: some advice must come sooner for a draft plan, some is late because it made its plan late. All synthetic: the
#: Swindon page names late advice as a factor and gives no figure.
IN_TIME: Mapping[str, Mapping[str, float]] = {
    "educational_psychology": {"2019-01-01": 0.88, "2021-01-01": 0.90, "2021-07-01": 0.78, "2022-01-01": 0.47},
    "health": {"2019-01-01": 0.86, "2021-07-01": 0.83, "2022-01-01": 0.78},
    "school": {"2019-01-01": 0.95},
    "social_care": {"2019-01-01": 0.90, "2022-01-01": 0.87},
    "other": {"2019-01-01": 0.90},
}

#: Share of advice sent back for quality, for advice asked for from each day on. Synthetic; rising, for the
#: Swindon page names poor advice sent back among the factors of the decrease.
RETURNED = {"2019-01-01": 0.04, "2021-07-01": 0.06, "2022-01-01": 0.13}

#: Share of requests for which another body is asked as well. Synthetic.
OTHER_ASKED = 0.12

#: Share of advice for which an appointment was missed (SEND Regulations 2014, reg 8(2)), by whether it was late; a school makes
#: none. Synthetic.
MISSED = {True: 0.12, False: 0.025}

#: Which agency's advice was late, or poor, when that made the plan late. Synthetic.
TO_BLAME = {"educational_psychology": 60.0, "health": 25.0, "social_care": 15.0}


def make_advice(rng: np.random.Generator, requests: pd.DataFrame) -> pd.DataFrame:
    """One row per agency asked, for each request that was assessed, in order of request and agency."""
    rows = _asked(rng, requests[requests["decision"].eq("assess")])
    asked, limit = as_days(rows["requested_on"]), as_days(rows["limit"])
    late = (rng.random(len(rows)) >= _share(rows, IN_TIME)) | _blamed(rows, "late_advice")
    back = (rng.random(len(rows)) < _step(asked, RETURNED)) | _blamed(rows, "advice_quality")
    received = _received(rng, asked, limit, late)
    returned = working_day_at_or_before(plus(received, between(rng, 3, 12, len(rows))))
    missed = rng.random(len(rows)) < np.where(late, MISSED[True], MISSED[False])
    rows["missed_appointment"] = missed & rows["agency"].ne("school")
    rows["received_on"] = pd.Series(received).where(received <= AS_AT)
    rows["returned_on"] = pd.Series(returned).where(back & (returned >= received) & (returned <= np.minimum(limit, AS_AT)))
    return rows[ADVICE_COLUMNS]


def _asked(rng: np.random.Generator, assessed: pd.DataFrame) -> pd.DataFrame:
    """One row per request and agency: when it was asked, and the day by which its advice must be in.

    That is the day of the draft plan, else of the outcome; an open assessment has none, and may wait after 22 June 2022.
    """
    limit = assessed["draft_sent_on"].fillna(assessed["outcome_on"]).fillna(pd.Timestamp("2030-01-01"))
    assessed = assessed.assign(limit=limit, blamed=weighted(rng, TO_BLAME, len(assessed)))
    asks_other = rng.random(len(assessed)) < OTHER_ASKED
    rows = pd.concat([assessed[asks_other | (agency != "other")].assign(agency=agency) for agency in IN_TIME])
    days = np.busday_offset(as_days(rows["decision_on"]), between(rng, 0, 3, len(rows)), busdaycal=WORKING_DAYS)
    asked = np.where(rows["agency"].eq("school"), as_days(rows["school_asked_on"]), np.minimum(days, AS_AT))
    rows = rows.assign(requested_on=asked, to_blame=rows["agency"].eq(rows["blamed"]))
    return rows.sort_values("request_id", kind="stable", ignore_index=True)


def _received(
    rng: np.random.Generator, asked: NDArray[np.datetime64], limit: NDArray[np.datetime64], late: NDArray[np.bool_]
) -> NDArray[np.datetime64]:
    """The day each advice came: within six weeks or later, on a working day, and never after its limit."""
    size = len(asked)
    room = (limit - asked).astype(np.int64)
    in_time = leaning_high(rng, 14, SIX_WEEKS, size)
    too_late = SIX_WEEKS + 4 + np.minimum(rng.exponential(20, size), 130).astype(np.int64)
    days = np.where(late, too_late, in_time)
    hurried = np.where(late, between(rng, SIX_WEEKS + 4, room, size), between(rng, 14, room, size))
    return working_day_at_or_before(plus(asked, np.minimum(np.where(days > room, hurried, days), room)))


def _blamed(rows: pd.DataFrame, cause: str) -> NDArray[np.bool_]:
    """Whether each advice is the one that made its plan late for this cause."""
    return (rows["late_cause"].eq(cause) & rows["to_blame"]).to_numpy()


def _share(rows: pd.DataFrame, shares: Mapping[str, Mapping[str, float]]) -> NDArray[np.float64]:
    """For each row the share of its agency on the day it was asked."""
    asked = as_days(rows["requested_on"])
    return np.select([rows["agency"].eq(agency) for agency in shares], [_step(asked, steps) for steps in shares.values()])


def _step(days: NDArray[np.datetime64], steps: Mapping[str, float]) -> NDArray[np.float64]:
    """The value in force on each day, of values by the day they begin."""
    begins = np.array(list(steps), dtype="datetime64[D]")
    return np.array(list(steps.values()))[np.searchsorted(begins, days, side="right") - 1]
