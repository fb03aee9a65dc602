"""The dataset `placements`: where children and young people with a plan are placed."""

import pandera.pandas as pa

from send_analysis.datasets.rules import not_before, not_long_ago
from send_analysis.datasets.spec import Event, Spec, column
from send_analysis.datasets.specs.plans import SETTINGS

_COLUMNS = {
    "plan_id": column("key", "The plan that the placement is for."),
    "setting": column("code", "The kind of setting, as in the plans.", SETTINGS),
    "urn": column("text", "The establishment's unique reference number.", may_be_absent=True),
    "ukprn": column("text", "The provider's number.", may_be_absent=True),
    "rank": column("code", "1 for the main placement, 2 for another one beside it.", ("1", "2"), may_be_absent=True),
    "entered_on": column("date", "The day it began.", may_be_blank=True),
    "left_on": column("date", "The day it ended; blank while it lasts.", may_be_absent=True),
    "sen_unit": column("flag", "Whether it is in an SEN unit.", may_be_absent=True),
    "resourced_provision": column("flag", "Whether it is in resourced provision.", may_be_absent=True),
}

_RULES = [
    not_long_ago("entered_on"),
    not_before("left_on", "entered_on", "A placement ends after it began."),
]

#: There is no key but the whole row: a child may leave a setting and come back, and be placed in two at once.
PLACEMENTS = Spec(
    name="placements",
    meaning="One row for each placement under a plan.",
    schema=pa.DataFrameSchema(_COLUMNS, _RULES, strict=True, ordered=True),
    happens_on="entered_on",
    later=(Event("left_on"),),
    parent=("plans", "plan_id"),
)
