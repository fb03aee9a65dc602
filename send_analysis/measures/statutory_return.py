"""The statutory return (SEN2): what came of a year's requests and assessments, and how long the plans took.

These are the headline measures that the Department for Education publishes from the return and that `timeliness` does not
hold already. Those about plans are in the module `plans`, those about annual reviews in `reviews`.
"""

from collections.abc import Sequence

import pandas as pd

from send_analysis.core.figures import Figures, concat_figures
from send_analysis.core.period import Period
from send_analysis.datasets.dataset import Dataset
from send_analysis.measures.tally import count, distribution, rate
from send_analysis.measures.timeliness import (
    FIFTY_TWO_WEEKS,
    TWENTY_WEEKS,
    decision_within_6_weeks,
    over_52_weeks,
    refusal_to_issue_within_16_weeks,
    requests_received,
    time_to_plan,
    within_20_weeks,
)

#: What came of a request, by its code in the requests. Not "historical": what that was is not told.
REQUEST_OUTCOMES = {
    "assess": "decided to assess",
    "not_assess": "decided not to assess",
    "withdrawn": "withdrawn before a decision",
    "pending": "not yet decided",
}


def headlines(requests: Dataset, periods: Sequence[Period] | None = None) -> Figures:
    """The headline measures that `timeliness` holds, in one table: requests, decisions within 6 weeks, plans within 20."""
    return concat_figures(
        measure(requests, periods) for measure in (requests_received, decision_within_6_weeks, within_20_weeks)
    )


def request_outcome(requests: Dataset, periods: Sequence[Period] | None = None) -> Figures:
    """What came of the requests received in the period, as shares of them (topic "outcome"); unit percent.

    Parameters
    ----------
    requests : one row per request; `received_on`, `decision` (category). A historical request, which a SEN2 return holds only
        for the sake of its plan, is not counted.
    periods : requests *received* in them are counted, by what had come of them on the day of the extract; the release's
        windows when left out.
    """
    periods = periods or requests.windows.standard
    rows = requests.rows
    outcome = rows["decision"].cat.set_categories(list(REQUEST_OUTCOMES)).cat.rename_categories(REQUEST_OUTCOMES)
    return distribution("statutory_return.request_outcome", requests, rows["received_on"], outcome, periods, topic="outcome")


def assessments(requests: Dataset, periods: Sequence[Period] | None = None) -> Figures:
    """How the assessments that ended in the period ended, in one table with `timeliness.refusal_to_issue_within_16_weeks`.

    Parameters
    ----------
    requests : one row per request; `received_on`, `outcome` (category), `outcome_on` (datetime64, day; missing: not counted).
    periods : assessments that *ended* in them are counted; the release's windows when left out.

    Returns
    -------
    Figures: decisions to issue a plan as a percentage of those to issue or not to; refusals within 16 weeks as a percentage of
    all refusals; and the number of withdrawn assessments, under the topic "outcome".

    Notes
    -----
    Issued, refused and withdrawn are not parts of one distribution on purpose. Withdrawn assessments are few; as the rest of a
    whole of which the other two parts are published, they could be worked out although they were withheld. So nothing that is
    published adds up to them.
    """
    periods = periods or requests.windows.standard
    rows = requests.rows
    ended_on, withdrawn = rows["outcome_on"], rows["outcome"].cat.set_categories(["withdrawn"])
    decided_on = ended_on.where(rows["outcome"].isin(["issue", "not_issue"]))
    number = "statutory_return.assessments_withdrawn"
    return concat_figures(
        [
            rate("statutory_return.decided_to_issue", requests, decided_on, rows["outcome"].eq("issue"), periods),
            refusal_to_issue_within_16_weeks(requests, periods),
            count(number, requests, ended_on, periods, topic="outcome", breakdown=withdrawn),
        ]
    )


def within_52_weeks(requests: Dataset, periods: Sequence[Period] | None = None) -> Figures:
    """Plans issued within 52 weeks, those of them that took more than 20, and the rest, as shares of plans issued; unit percent.

    With `timeliness.within_20_weeks` these are the Department's bands: up to 20 weeks, over 20 to 52, over 52. Day 364 is within.

    Notes
    -----
    Each band is a total of the authority, as the 20-week rate is, and no breakdown: the bands together are the plans issued, so
    that a band withheld could be worked out from the others, which are published.
    """
    periods = periods or requests.windows.standard
    issued_on, taken = requests.rows["plan_issued_on"], time_to_plan(requests)
    within: pd.Series = taken <= FIFTY_TWO_WEEKS
    late: pd.Series = within & (taken > TWENTY_WEEKS)
    return concat_figures(
        [
            rate("statutory_return.within_52_weeks", requests, issued_on, within, periods),
            rate("statutory_return.over_20_to_52_weeks", requests, issued_on, late, periods),
            over_52_weeks(requests, periods),
        ]
    )
