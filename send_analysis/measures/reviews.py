"""Annual reviews of plans: how soon the authority decides after the meeting, and what it decides.

The authority must tell its decision within four weeks of the review meeting (SEND Regulations 2014, reg 20(10) and 21(9)).
"""

from collections.abc import Sequence

import pandas as pd

from send_analysis.core.figures import Figures
from send_analysis.core.period import Period
from send_analysis.datasets.dataset import Dataset
from send_analysis.measures.plans import count_on_the_day
from send_analysis.measures.tally import distribution, rate

FOUR_WEEKS = pd.Timedelta(weeks=4)  #: SEND Regulations 2014, reg 20(10) and 21(9): the decision, from the review meeting

#: What the authority decides, by its code in the reviews; "cease" alone is also what an appeal can be about.
DECISIONS = {"maintain": "keep the plan as it is", "amend": "amend the plan", "cease": "end the plan"}


def decision_within_4_weeks(reviews: Dataset, periods: Sequence[Period] | None = None) -> Figures:
    """Decisions made within 4 weeks of the review meeting, as a share of those made in the period; unit percent.

    Parameters
    ----------
    reviews : one row per review; `held_on`, `decided_on` (datetime64, day). A review lacking either is not counted: how the
        Department treats reviews still open is not documented, and :func:`decisions_overdue` counts them by themselves.
    periods : reviews *decided* in them are counted, whenever the meeting was; the release's windows when left out.
    """
    periods = periods or reviews.windows.standard
    rows = reviews.rows
    decided_on = rows["decided_on"].where(rows["held_on"].notna())
    within = rows["decided_on"] - rows["held_on"] <= FOUR_WEEKS
    return rate("statutory_return.review_decision_within_4_weeks", reviews, decided_on, within, periods)


def decisions_overdue(reviews: Dataset) -> Figures:
    """Reviews without a decision, more than 4 weeks after the meeting, on the last day that the extract covers; unit reviews."""
    rows = reviews.rows
    waiting = pd.Timestamp(reviews.covers.end) - rows["held_on"]
    overdue = rows["decided_on"].isna() & (waiting > FOUR_WEEKS)
    return count_on_the_day("statutory_return.review_decisions_overdue", reviews, overdue)


def outcome(reviews: Dataset, periods: Sequence[Period] | None = None) -> Figures:
    """What the authority decided after the reviews decided in the period (topic "outcome"); unit percent."""
    periods = periods or reviews.windows.standard
    rows = reviews.rows
    decision = rows["outcome"].cat.set_categories(list(DECISIONS)).cat.rename_categories(DECISIONS)
    return distribution("statutory_return.review_outcome", reviews, rows["decided_on"], decision, periods, topic="outcome")
