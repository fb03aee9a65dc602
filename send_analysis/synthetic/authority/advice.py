"""The advice asked of each agency for each assessment."""

import numpy as np
import pandas as pd
import pyarrow as pa

from send_analysis.synthetic.advice import IN_TIME, MISSED, OTHER_ASKED, RETURNED, SIX_WEEKS
from send_analysis.synthetic.authority.canonical import request_keys
from send_analysis.synthetic.authority.columns import dates, flags, same, stacked
from send_analysis.synthetic.authority.drawing import NEVER, Days, as_days, chance, last_working_day, later, tail
from send_analysis.synthetic.authority.span import Span
from send_analysis.synthetic.sampling import leaning_high

#: The shares of advice in time, and of advice sent back, are the last of the example's, which are synthetic.
_IN_TIME = {agency: list(steps.values())[-1] for agency, steps in IN_TIME.items()}
_RETURNED = list(RETURNED.values())[-1]


def make_advice(rng: np.random.Generator, span: Span, cases: pd.DataFrame) -> pa.Table:
    """One row for each body asked, of cases whose assessment was decided on."""
    everyone = np.ones(len(cases), dtype=bool)
    asks_other = chance(rng, OTHER_ASKED, len(cases))
    parts = [_of_agency(rng, span, cases, agency) for agency in _IN_TIME]
    return stacked(
        [(asks_other if agency == "other" else everyone, part) for agency, part in zip(_IN_TIME, parts, strict=True)]
    )


def _of_agency(rng: np.random.Generator, span: Span, cases: pd.DataFrame, agency: str) -> dict[str, pa.Array]:
    size = len(cases)
    decided = as_days(cases["decision_on"])
    asked = np.minimum(last_working_day(later(decided, rng.integers(0, 6, size))), span.last)
    asked = np.maximum(asked, decided)
    late = ~chance(rng, _IN_TIME[agency], size)
    days = np.where(late, tail(rng, SIX_WEEKS + 3, 20, 170, size), leaning_high(rng, 14, SIX_WEEKS, size))
    received = last_working_day(np.minimum(later(asked, days), _limit(cases)))
    received = np.where(received >= asked, received, NEVER)
    returned = last_working_day(later(received, rng.integers(4, 12, size)))
    back = chance(rng, _RETURNED, size) & (returned >= received) & (returned <= np.minimum(_limit(cases), span.last))
    missed = chance(rng, np.where(late, MISSED[True], MISSED[False]), size) & (agency != "school")
    return {
        "request_id": request_keys(cases),
        "agency": same(agency, size),
        "requested_on": dates(asked),
        "received_on": dates(np.where(received <= span.last, received, NEVER)),
        "returned_on": dates(np.where(back, returned, NEVER)),
        "missed_appointment": flags(missed),
    }


def _limit(cases: pd.DataFrame) -> Days:
    """The day by which the advice is in: the draft's or the outcome's; an open assessment has none yet."""
    limit = cases["draft_sent_on"].fillna(cases["outcome_on"])
    return as_days(limit.fillna(pd.Timestamp("2099-01-01")))
