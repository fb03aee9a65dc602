"""The dataset `improvement_actions`: the actions of an improvement plan, for those who keep them in a spreadsheet."""

import pandera.pandas as pa

from send_analysis.core.params.improvement_plan import STATUSES
from send_analysis.datasets.rules import not_long_ago, only_with
from send_analysis.datasets.spec import Event, Spec, column

_COLUMNS = {
    "area": column("text", "The area of the plan, by its id in params; blank for the plan as a whole.", may_be_blank=True),
    "action_id": column("key", "The action's own number, the same in every report."),
    "action": column("text", "What is to be done. It is published: never about a person."),
    "owner": column("text", "The post or body that answers for it; never a name.", may_be_blank=True),
    "due_on": column("date", "The day it is due; blank where none is stated.", may_be_blank=True),
    "status": column("code", "How it stands; blank where it is not stated.", STATUSES, may_be_blank=True),
    "evidence": column("text", "What shows how it stands. It is published: never about a person.", may_be_absent=True),
    "completed_on": column("date", "The day it was completed; blank where none is stated.", may_be_absent=True),
}

_RULES = [
    not_long_ago("due_on"),
    not_long_ago("completed_on"),
    only_with("completed_on", "status", ["complete"], "Only an action that is complete was completed on a day."),
]

#: A plan is a list that is kept and no record of events: a row has no day on which it came to be. How an action stood before it
#: was completed is not told by it, so before that day its status is not known.
IMPROVEMENT_ACTIONS = Spec(
    name="improvement_actions",
    meaning="One row for each action of an improvement plan (Written Statement of Action, Accelerated Progress Plan).",
    schema=pa.DataFrameSchema(_COLUMNS, _RULES, strict=True, ordered=True),
    key=("action_id",),
    later=(Event("completed_on", blanks=("status",)),),
    printed=True,
)
