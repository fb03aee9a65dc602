"""Which cases a SEN2 return holds, and of which of them it tells no more than that they were."""

import numpy as np
import pandas as pd

from send_analysis.synthetic.authority.drawing import Flags, as_days
from send_analysis.synthetic.authority.population import has_plan, is_active
from send_analysis.synthetic.authority.span import Span


def in_return(span: Span, cases: pd.DataFrame) -> pd.DataFrame:
    """The cases that the return holds, in its order."""
    return cases[_is_in_return(span, cases)].sort_values(["person", "received_on", "number"], kind="stable")


def _is_in_return(span: Span, cases: pd.DataFrame) -> Flags:
    """Which requests it holds: those of which anything happened in the year or was open, and those behind active plans."""
    received = as_days(cases["received_on"]) <= span.year_end
    settled = settled_before(span, cases)
    ceased_since = as_days(cases["ceased_on"]) >= span.year_start
    return received & (~settled | is_active(cases).to_numpy() | ceased_since)


def settled_before(span: Span, cases: pd.DataFrame) -> Flags:
    """Whether all was over before the year: the return does not tell then what it was."""
    return cases["historical"].to_numpy() | (_settled_on(cases) < span.year_start)


def _settled_on(cases: pd.DataFrame) -> np.ndarray:
    """The day from which nothing was left to do; never while there is."""
    settled = np.select(
        [
            has_plan(cases),
            cases["outcome"].isin(["not_issue", "withdrawn"]),
            cases["decision"].isin(["not_assess", "withdrawn"]),
        ],
        [as_days(cases["plan_issued_on"]), as_days(cases["outcome_on"]), as_days(cases["decision_on"])],
        np.datetime64("NaT", "D"),
    )
    return settled
