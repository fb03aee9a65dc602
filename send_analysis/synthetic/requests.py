"""The requests of the example: those with a plan, those still open and those that ended without one, as one table."""

import numpy as np
import pandas as pd

from send_analysis.synthetic.ended_cases import ended_requests
from send_analysis.synthetic.open_cases import open_requests
from send_analysis.synthetic.people import add_persons
from send_analysis.synthetic.plans import requests_with_plan

REQUEST_COLUMNS = [
    "request_id", "person_id", "received_on", "source", "decision_on", "decision", "outcome_on", "outcome",
    "draft_sent_on", "plan_issued_on", "exception_grounds", "late_cause", "age_group", "sex", "primary_need", "locality",
]  # fmt: skip


def make_requests(rng: np.random.Generator) -> pd.DataFrame:
    """One row per request in order of receipt: the canonical columns, and `school_asked_on` for making the advice."""
    going_on = pd.concat([requests_with_plan(rng), open_requests(rng)])
    rows = pd.concat([going_on, ended_requests(rng, going_on)])
    rows = rows.sort_values(["received_on", "decision_on", "plan_issued_on"], kind="stable", ignore_index=True)
    for text in ("exception_grounds", "late_cause"):
        rows[text] = rows[text].fillna("")
    rows["request_id"] = (rows.index + 1).map("SYN-R-{:05d}".format)
    return add_persons(rng, rows)[[*REQUEST_COLUMNS, "school_asked_on"]]
