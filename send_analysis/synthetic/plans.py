"""The requests that led to a plan issued between 1 January 2020 and 22 June 2022."""

import numpy as np
import pandas as pd

from send_analysis.synthetic.days import (
    as_days,
    in_closure,
    is_working_day,
    month_end,
    month_start,
    number_of_days,
    plus,
    working_day_at_or_before,
)
from send_analysis.synthetic.decisions import ASSESSMENT_DAYS, KEPT_OF_DAYS_OFF, decide
from send_analysis.synthetic.plan_targets import LATE_CAUSES, MARKED_PLANS, PLANS_BY_MONTH, PLANS_OVER_52_WEEKS
from send_analysis.synthetic.sampling import between, leaning_high, redraw, repeat_rows, shuffled

#: Requests before this day are not in the extract.
FIRST_RECEIPT = np.datetime64("2019-01-01")


def requests_with_plan(rng: np.random.Generator) -> pd.DataFrame:
    """One row per plan, with the request that led to it and the steps between."""
    slots = _slots(rng)
    rows = redraw(slots, lambda waiting: _propose(rng, waiting), _acceptable)
    rows = rows.assign(decision="assess", outcome="issue", late_cause="")
    for year, causes in LATE_CAUSES.items():
        late = ~rows["within"] & rows["month"].str.startswith(str(year))
        rows.loc[late, "late_cause"] = shuffled(rng, causes)
    return rows.drop(columns=["month", "within", "closure", "over_52_weeks", "kept"])


def _slots(rng: np.random.Generator) -> pd.DataFrame:
    """One row per plan with what the targets fix: month, within 20 weeks or not, grounds, closure, over 52 weeks or not."""
    marked = repeat_rows([plan._asdict() for plan in MARKED_PLANS])
    unmarked = []
    for month, (plans, within) in PLANS_BY_MONTH.items():
        taken = marked.loc[marked["month"].eq(month), "within"]
        plain = {"month": month, "grounds": "", "closure": False}
        unmarked.append(plain | {"within": True, "number": within - taken.sum()})
        unmarked.append(plain | {"within": False, "number": plans - within - (~taken).sum()})
    slots = pd.concat([marked, repeat_rows(unmarked)], ignore_index=True).rename(columns={"grounds": "exception_grounds"})
    return slots.assign(over_52_weeks=_over_52_weeks(rng, slots))


def _over_52_weeks(rng: np.random.Generator, slots: pd.DataFrame) -> pd.Series:
    """Which late plans took more than a year; none of early 2020, whose requests would be older than the extract."""
    could = ~slots["within"] & ~slots["closure"] & slots["exception_grounds"].eq("") & slots["month"].ge("2020-04")
    over = pd.Series(False, index=slots.index)
    for year, count in PLANS_OVER_52_WEEKS.items():
        of_year = slots.index[could & slots["month"].str.startswith(str(year))]
        over[rng.choice(of_year, size=count, replace=False)] = True
    return over


def _propose(rng: np.random.Generator, slots: pd.DataFrame) -> pd.DataFrame:
    """Draw the days of each slot, from the plan back to the request and then forward through the steps."""
    size = len(slots)
    month = slots["month"].to_numpy().astype("datetime64[M]")
    start = month_start(month)
    issued = plus(start, between(rng, 0, number_of_days(start, month_end(month)), size))
    received = plus(issued, -_days_to_plan(rng, slots))
    decision, asked = decide(rng, received, slots["closure"].to_numpy())
    draft = working_day_at_or_before(plus(issued, -between(rng, 17, 34, size)))
    return slots.assign(
        received_on=received,
        decision_on=decision,
        outcome_on=working_day_at_or_before(plus(draft, -between(rng, 0, 12, size))),
        draft_sent_on=draft,
        plan_issued_on=issued,
        school_asked_on=asked,
        kept=is_working_day(received) | (rng.random(size) < KEPT_OF_DAYS_OFF),
    )


def _days_to_plan(rng: np.random.Generator, slots: pd.DataFrame) -> np.ndarray:
    """Calendar days from request to plan: within 140, or later, mostly by less than 20 weeks, or more than 52 weeks."""
    size = len(slots)
    within = leaning_high(rng, 98, 140, size)
    late = 141 + np.minimum(rng.exponential(50, size), 215).astype(np.int64)
    over = between(rng, 367, 520, size)
    return np.select([slots["within"], slots["over_52_weeks"]], [within, over], late)


def _acceptable(rows: pd.DataFrame) -> pd.Series:
    """Offices work on the day of the plan, its school was asked as the slot says, and four weeks were left to assess."""
    steps = number_of_days(as_days(rows["decision_on"]), as_days(rows["outcome_on"])) >= ASSESSMENT_DAYS
    asked = in_closure(as_days(rows["school_asked_on"])) == rows["closure"].to_numpy()
    working = is_working_day(as_days(rows["plan_issued_on"])) & rows["kept"].to_numpy()
    known = as_days(rows["received_on"]) >= FIRST_RECEIPT
    return pd.Series(steps & asked & working & known, index=rows.index)
