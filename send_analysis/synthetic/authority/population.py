"""All cases of the made-up authority: one row for each request, those behind older plans among them."""

import numpy as np
import pandas as pd

from send_analysis.synthetic.authority.plans import add_plans, older_plans
from send_analysis.synthetic.authority.requests import make_requests
from send_analysis.synthetic.authority.reviews import add_reviews
from send_analysis.synthetic.authority.span import Span


def make_cases(rng: np.random.Generator, span: Span, requests: int) -> pd.DataFrame:
    """One row per case: the requests of the last years in order of receipt, then those of the older plans (`historical`)."""
    asked = make_requests(rng, span, requests)
    older = older_plans(rng, span, asked)
    cases = pd.concat([asked.assign(historical=False), older.assign(historical=True)], ignore_index=True)
    cases = cases.assign(
        mediation=cases["mediation"].fillna(False).astype(bool), cease_reason=cases["cease_reason"].astype("category")
    )
    return add_reviews(rng, span, add_plans(rng, span, cases))


def has_plan(cases: pd.DataFrame) -> pd.Series:
    """Whether each case has led to a plan."""
    return cases["plan_issued_on"].notna()


def is_active(cases: pd.DataFrame) -> pd.Series:
    """Whether each plan is kept up on the last day."""
    return has_plan(cases) & cases["ceased_on"].isna()
