"""The dataset `reviews`: the annual reviews of plans, from the meeting to the decision."""

import pandera.pandas as pa

from send_analysis.datasets.rules import not_before, not_long_ago
from send_analysis.datasets.spec import Event, Spec, column

REVIEW_OUTCOMES = ("maintain", "amend", "cease")

_COLUMNS = {
    "plan_id": column("key", "The plan that was reviewed."),
    "held_on": column("date", "The day of the review meeting.", may_be_blank=True),
    "outcome": column("code", "What the authority decided.", REVIEW_OUTCOMES, may_be_blank=True),
    "decided_on": column("date", "The day the authority told its decision.", may_be_blank=True),
    "draft_sent_on": column("date", "The day the amended draft plan was sent.", may_be_absent=True),
    "phase_transfer_due_on": column(
        "date", "The day by which a plan must name the next phase's setting.", may_be_absent=True
    ),
    "phase_transfer_on": column("date", "The day the plan that names it was sent.", may_be_absent=True),
}

_RULES = [
    not_long_ago("held_on"),
    not_long_ago("decided_on"),
    not_before("decided_on", "held_on", "A decision follows the meeting."),
]

#: There is no key but the whole row: a plan may be reviewed more than once in a year, and a review may have no meeting recorded.
REVIEWS = Spec(
    name="reviews",
    meaning="One row for each annual review of a plan.",
    schema=pa.DataFrameSchema(_COLUMNS, _RULES, strict=True, ordered=True),
    happens_on="held_on",
    later=(Event("decided_on", blanks=("outcome",)), Event("draft_sent_on"), Event("phase_transfer_on")),
    parent=("plans", "plan_id"),
)
