"""When the authority decides whether to assess, and when it then asks the school for advice."""

import numpy as np
from numpy.typing import NDArray

from send_analysis.synthetic.days import (
    ONE_WEEK,
    SUMMER_CLOSURES,
    WORKING_DAYS,
    Days,
    plus,
    working_day_at_or_after,
    working_day_at_or_before,
)
from send_analysis.synthetic.sampling import between, leaning_high

#: Share of decisions drawn within the six weeks of SEND Regulations 2014, reg 5(1). Synthetic; Swindon's decisions in 2023
#: were 90.6 % in time (Department for Education), the first year for which it publishes them.
DECIDED_IN_TIME = 0.92

#: Share of requests that come at a weekend or on a bank holiday, of those drawn on such a day. Synthetic.
KEPT_OF_DAYS_OFF = 0.15

#: Days that an assessment takes at the least, from the decision to assess to the decision on a plan. Synthetic.
ASSESSMENT_DAYS = 28

#: A request that comes at least so many days before a closure counts is decided by the last panel before it.
LAST_PANEL_DAYS = 14


def decide(rng: np.random.Generator, received: Days, closure: NDArray[np.bool_]) -> tuple[Days, Days]:
    """The day of the decision to assess, and the day the school is asked for advice, for each request.

    Where `closure` is false, neither falls so that the school-closure exception would apply by its dates: the panel decides
    before the closure or at its end. Where it is true the days may be anywhere, and the caller keeps those that fit.
    """
    decision = working_day_at_or_before(plus(received, _days_to_decide(rng, len(received))))
    asked = np.busday_offset(decision, between(rng, 0, 3, len(received)), busdaycal=WORKING_DAYS)
    for closed, reopens in SUMMER_CLOSURES:
        start, end = closed - ONE_WEEK, reopens - ONE_WEEK
        moved = ~closure & (asked >= start) & (asked < end)
        before = moved & (received <= start - np.timedelta64(LAST_PANEL_DAYS, "D"))
        after = moved & ~before
        decision[before] = working_day_at_or_before(plus(start, -between(rng, 2, 8, before.sum())))
        decision[after] = working_day_at_or_after(plus(end, -between(rng, 0, 7, after.sum())))
        asked[before] = decision[before]
        asked[after] = np.maximum(decision[after], end)
    return decision, asked


def _days_to_decide(rng: np.random.Generator, size: int) -> NDArray[np.int64]:
    """Days from the request to the decision: mostly up to six weeks."""
    in_time = leaning_high(rng, 20, 42, size)
    late = between(rng, 43, 63, size)
    return np.where(rng.random(size) < DECIDED_IN_TIME, in_time, late)
