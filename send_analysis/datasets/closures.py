"""Where the recorded school-closure exception and the dates of the regulation disagree: a check, never a measure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pandas as pd

from send_analysis.core.checks import Check
from send_analysis.core.findings import Finding, NameOf
from send_analysis.core.params.authority import Closure

#: SEND Regulations 2014, reg 10(4)(a) and (b): the exception holds where advice was asked of a school (or early years
#: provider) in the period that begins one week before it closed for at least four weeks, and ends one week before it
#: re-opened. The first day of the period belongs to it, the last one does not.
ONE_WEEK = timedelta(weeks=1)
AT_LEAST_CLOSED = timedelta(weeks=4)

GROUND = "school_closure"

_CHECK = "requests.exception_grounds.school_closure"


def closure_disagreements(requests: pd.DataFrame, advice: pd.DataFrame, closures: Sequence[Closure]) -> pd.DataFrame:
    """The requests with an issued plan whose recorded school closure is not what the dates say, in the years of closures.

    Parameters
    ----------
    requests : `request_id`, `plan_issued_on`, `exception_grounds`; the index is the row's number in its extract.
    advice : `request_id`, `agency`, `requested_on`.
    closures : when the authority's schools were closed.

    Returns
    -------
    One row per such request: `row`, the number; `recorded` and `by_dates`, whether the closure counts by either. They are
    never the same.
    """
    issued = requests[_judged(requests["plan_issued_on"], closures)]
    in_closure = advice["request_id"][advice["agency"].eq("school") & _asked_over(advice["requested_on"], closures)]
    recorded = issued["exception_grounds"].str.split(";").map(lambda grounds: GROUND in grounds).astype(bool)
    by_dates = issued["request_id"].isin(in_closure)
    both = pd.DataFrame({"row": issued.index, "recorded": recorded.to_numpy(), "by_dates": by_dates.to_numpy()})
    return both[both["recorded"] != both["by_dates"]].reset_index(drop=True)


def _judged(issued_on: pd.Series, closures: Sequence[Closure]) -> pd.Series:
    """Whether each plan was issued in the years of which closures are listed, or the year after; of others they tell nothing."""
    first = min((each.closed.year for each in closures), default=1)
    last = max((each.reopens.year for each in closures), default=0)
    return issued_on.dt.year.between(first, last + 1)


def _asked_over(asked: pd.Series, closures: Sequence[Closure]) -> pd.Series:
    """Whether each day lies in the period of a closure that is long enough."""
    within = pd.Series(False, index=asked.index)
    for closure in closures:
        if closure.reopens - closure.closed >= AT_LEAST_CLOSED:
            start, end = pd.Timestamp(closure.closed - ONE_WEEK), pd.Timestamp(closure.reopens - ONE_WEEK)
            within |= asked.between(start, end, inclusive="left")
    return within


def closure_check(
    requests: pd.DataFrame, advice: pd.DataFrame, closures: Sequence[Closure], name_of: NameOf | None = None
) -> Check:
    """The disagreements as a check: which rows they are; what is recorded decides every measure all the same."""
    if not closures:
        return Check(_CHECK, "PASS", "Not checked by dates: authority.yaml lists no closures of schools.")
    found = closure_disagreements(requests, advice, closures)
    finding = Finding(
        _CHECK,
        ("exception_grounds",),
        "with school_closure recorded otherwise than the dates of advice and closures say",
        f"Recorded but not by dates: {int(found['recorded'].sum()):,}; by dates but not recorded: "
        f"{int(found['by_dates'].sum()):,}. Measures go by what is recorded.",
        np.sort(found["row"].to_numpy()),
        allowed="school_closure where the dates of reg 10(4)(a) and (b) say so, and nowhere else",
    )
    check = finding.as_check("requests", name_of)
    # The rows are used, so they are in no list of rows set aside.
    advice_given = "Look at the record, at the day the school was asked, and at `closures:` in authority.yaml."
    return check if found.empty else replace(check, guidance=advice_given)
