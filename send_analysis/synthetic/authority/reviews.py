"""The annual reviews of the plans that are kept up: the last one of each, and perhaps the one before.

A SEN2 return holds one review of each active plan. So that every form tells the same of its year, no plan has two reviews of
which anything lies in that year: an earlier one was decided before.
"""

from typing import Any

import numpy as np
import pandas as pd

from send_analysis.synthetic.authority import calibration
from send_analysis.synthetic.authority.drawing import (
    NEVER,
    Days,
    Flags,
    as_days,
    chance,
    codes,
    even_days,
    last_working_day,
    later,
    tail,
)
from send_analysis.synthetic.authority.span import Span
from send_analysis.synthetic.sampling import leaning_high

#: SEND Regulations 2014, reg 20(10): the decision within four weeks of the meeting.
FOUR_WEEKS = 28

#: A plan is reviewed within its first year: none is younger than this at the meeting, in days.
NOT_BEFORE = 250


def add_reviews(rng: np.random.Generator, span: Span, cases: pd.DataFrame) -> pd.DataFrame:
    """The cases with the last review of each plan that is kept up, and the one before where there was one."""
    size = len(cases)
    issued = as_days(cases["plan_issued_on"])
    due = later(issued, NOT_BEFORE)
    active = cases["ceased_on"].isna().to_numpy() & ~np.isnat(issued)
    held, when = _last_meeting(rng, span, size)
    held = np.where(active & (held >= due), held, NEVER)
    decided = _decided(rng, held, chance(rng, calibration.REVIEW_DECIDED, size))
    decided = np.where(decided <= span.last, decided, NEVER)
    outcome = pd.Series(codes(rng, calibration.REVIEW_OUTCOMES, size), index=cases.index)
    amended = (outcome.eq("amend") & ~np.isnat(decided)).to_numpy()
    before = np.where((when == "in_year") & chance(rng, 0.8, size), last_working_day(later(held, -366)), NEVER)
    before = np.where(before >= due, before, NEVER)
    decided_before = np.minimum(_decided(rng, before, np.ones(size, dtype=bool)), later(span.year_start, -1))
    earlier = decided_before >= before
    return cases.assign(
        held_on=held,
        decided_on=decided,
        review_outcome=outcome.where(~np.isnat(decided)),
        review_draft_on=np.where(amended, decided, NEVER),
        earlier_held_on=np.where(earlier, before, NEVER),
        earlier_decided_on=np.where(earlier, decided_before, NEVER),
        **_phase_transfers(rng, span, ~np.isnat(held) & np.asarray(when == "in_year")),
    )


def _last_meeting(rng: np.random.Generator, span: Span, size: int) -> tuple[Days, pd.Categorical]:
    when = codes(rng, calibration.LAST_MEETING, size)
    in_year = even_days(rng, later(span.year_start, 5), span.year_end, size)
    after = even_days(rng, later(span.year_end, 3), span.last, size)
    earlier = even_days(rng, later(span.year_start, -365), later(span.year_start, -3), size)
    held = np.select(
        [np.asarray(when == each) for each in ("in_year", "after_year", "earlier")], [in_year, after, earlier], NEVER
    )
    return last_working_day(held), when


def _decided(rng: np.random.Generator, held: Days, decides: Flags) -> Days:
    """The day of each decision, within four weeks or later; never where there is none."""
    size = len(held)
    in_time = leaning_high(rng, 5, FOUR_WEEKS, size)
    wait = np.where(chance(rng, calibration.REVIEW_DECIDED_IN_TIME, size), in_time, tail(rng, FOUR_WEEKS + 3, 40, 300, size))
    return last_working_day(np.where(decides, later(held, wait), NEVER))


def _phase_transfers(rng: np.random.Generator, span: Span, reviewed: Flags) -> dict[str, Any]:
    """The day by which a plan had to name the next phase's setting, and the day it did: SEND Regulations 2014, reg 18."""
    size = len(reviewed)
    has_one = reviewed & chance(rng, calibration.PHASE_TRANSFER, size)
    due = later(span.year_start, np.where(chance(rng, 0.6, size), 45, 89))  # 15 February, or 31 March of most years
    sent = last_working_day(later(due, rng.integers(-30, 12, size)))
    return {
        "phase_transfer_due_on": np.where(has_one, due, NEVER),
        "phase_transfer_on": np.where(has_one & chance(rng, 0.9, size), sent, NEVER),
    }
