"""The actions of the made-up authority's improvement plan."""

import numpy as np
import pandas as pd
import pyarrow as pa

from send_analysis.synthetic.authority.columns import dates, keys, only, texts
from send_analysis.synthetic.authority.drawing import codes, even_days, last_working_day, later
from send_analysis.synthetic.authority.span import Span

#: How many actions the plan has, and in how many areas. Assumption: published plans have some dozens in two to eight areas.
ACTIONS, AREAS = 24, 4

#: How the actions stand. Assumption, so that each status comes.
STATUSES = {"complete": 9, "on_track": 7, "at_risk": 3, "off_track": 2, "paused": 1, "not_started": 2}

#: Posts, never persons.
_OWNERS = dict.fromkeys(
    ["Head of SEND", "Designated Clinical Officer", "Quality Assurance Manager", "Director of Education"], 1
)

#: Due dates lie within so many days of the day of the extract; a finished action was finished up to so many days before it.
_AROUND, _BEFORE = 240, 200


def make_actions(rng: np.random.Generator, span: Span) -> pa.Table:
    """All actions, in the columns of the dataset `improvement_actions`."""
    numbers = np.arange(ACTIONS) + 1
    area = pd.Series(numbers % AREAS + 1).sort_values(ignore_index=True).astype("str")
    status = codes(rng, STATUSES, ACTIONS)
    due = last_working_day(even_days(rng, later(span.last, -_AROUND), later(span.last, _AROUND), ACTIONS))
    done = last_working_day(even_days(rng, later(span.last, -_BEFORE), span.last, ACTIONS))
    complete = np.asarray(status == "complete")
    named = pd.Series([f"Made-up action {number}" for number in numbers])
    return pa.table(
        {
            "area": texts(area),
            "action_id": keys("I", numbers),
            "action": texts(named),
            "owner": texts(codes(rng, _OWNERS, ACTIONS)),
            "due_on": dates(due),
            "status": texts(status),
            "evidence": only(texts(named.str.replace("action", "evidence of action")), status != "not_started"),
            "completed_on": only(dates(done), complete),
        }
    )
