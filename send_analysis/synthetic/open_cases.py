"""The requests still open on 22 June 2022: how old they are, and how far they have come. All synthetic."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from send_analysis.synthetic.days import (
    AS_AT,
    as_days,
    is_working_day,
    number_of_days,
    plus,
    working_day_at_or_before,
)
from send_analysis.synthetic.decisions import ASSESSMENT_DAYS, decide
from send_analysis.synthetic.sampling import between, redraw, repeat_rows


class OpenCases(NamedTuple):
    """Requests of one age, in days from receipt to 22 June 2022, that wait for the same step.

    The ages keep off 42, 112, 140 and 364 days, so that no case lies on the edge between two bands.
    """

    youngest: int
    oldest: int
    waits_for: str
    number: int


OPEN_CASES = (
    OpenCases(0, 21, "decision", 29),
    OpenCases(22, 41, "decision", 21),
    OpenCases(34, 41, "advice", 8),
    OpenCases(43, 56, "decision", 7),
    OpenCases(45, 111, "advice", 51),
    OpenCases(113, 139, "advice", 12),
    OpenCases(113, 139, "final_plan", 8),
    OpenCases(113, 139, "draft", 3),
    OpenCases(141, 172, "advice", 6),
    OpenCases(141, 172, "final_plan", 9),
    OpenCases(173, 363, "advice", 6),
    OpenCases(173, 363, "draft", 3),
    OpenCases(173, 363, "final_plan", 8),
    OpenCases(366, 420, "final_plan", 4),
    OpenCases(380, 470, "advice", 3),
    OpenCases(545, 560, "final_plan", 1),
)


def open_requests(rng: np.random.Generator) -> pd.DataFrame:
    """One row per open request."""
    slots = repeat_rows([cases._asdict() for cases in OPEN_CASES])
    rows = redraw(slots, lambda waiting: _propose(rng, waiting), _acceptable)
    for column, reached in _steps_reached(rows["waits_for"]).items():
        rows[column] = rows[column].where(reached)
    assessed, to_issue = rows["waits_for"].ne("decision"), rows["outcome_on"].notna()
    rows["decision"] = np.where(assessed, "assess", "pending")
    rows["outcome"] = np.select([to_issue, assessed], ["issue", "pending"], "")
    return rows.drop(columns=["youngest", "oldest", "waits_for"])


def _steps_reached(waits_for: pd.Series) -> dict[str, pd.Series]:
    """For each date of a step, which requests have come so far."""
    return {
        "decision_on": waits_for.ne("decision"),
        "school_asked_on": waits_for.ne("decision"),
        "outcome_on": waits_for.isin(["draft", "final_plan"]),
        "draft_sent_on": waits_for.eq("final_plan"),
    }


def _propose(rng: np.random.Generator, slots: pd.DataFrame) -> pd.DataFrame:
    """Draw the days of every step; those not reached are blanked afterwards."""
    size = len(slots)
    received = plus(AS_AT, -between(rng, slots["youngest"].to_numpy(), slots["oldest"].to_numpy(), size))
    decision, asked = decide(rng, received, np.zeros(size, dtype=bool))
    draft = working_day_at_or_before(plus(AS_AT, -between(rng, 1, 45, size)))
    outcome = working_day_at_or_before(plus(draft, -between(rng, 0, 12, size)))
    return slots.assign(
        received_on=received, decision_on=decision, school_asked_on=asked, outcome_on=outcome, draft_sent_on=draft
    )


def _acceptable(rows: pd.DataFrame) -> pd.Series:
    """What has been reached was reached by 22 June 2022, with four weeks left to assess before the outcome."""
    decided = as_days(rows["decision_on"])
    assessed, to_issue = rows["waits_for"].ne("decision"), rows["waits_for"].isin(["draft", "final_plan"])
    in_time = (decided <= AS_AT) & (as_days(rows["school_asked_on"]) <= AS_AT)
    four_weeks = number_of_days(decided, as_days(rows["outcome_on"])) >= ASSESSMENT_DAYS
    working = is_working_day(as_days(rows["received_on"]))
    return pd.Series(working & (~assessed | in_time) & (~to_issue | four_weeks))
