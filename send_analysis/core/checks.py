"""Checks as rows: what was looked at, how it came out, and what to do about it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Literal

import pandas as pd

#: FAIL: what would be published from these rows is wrong, so nothing is. WARNING: some rows or values are not used, or look
#: wrong. PASS: nothing was found; the message says what was looked at. Worst first.
Result = Literal["FAIL", "WARNING", "PASS"]

_WORST_FIRST: dict[Result, int] = {"FAIL": 0, "WARNING": 1, "PASS": 2}


@dataclass(frozen=True)
class Check:
    """The outcome of one named rule.

    Parameters
    ----------
    check : the rule's id: dataset, column where there is one, rule; for instance "requests.plan_issued_on.after_request".
    result : see :data:`Result`.
    message : plain text: rows by number, the column, what is wrong and what is allowed; never a value of a row.
    rows : how many rows it concerns.
    guidance : what to do about it; empty when there is nothing to do.
    """

    check: str
    result: Result
    message: str
    rows: int = 0
    guidance: str = ""


def checks_frame(checks: Iterable[Check]) -> pd.DataFrame:
    """The checks as a table, worst first, then by the number of rows; one column for each field of :class:`Check`."""
    ranked = sorted(checks, key=lambda each: (_WORST_FIRST[each.result], -each.rows))
    return pd.DataFrame([asdict(each) for each in ranked], columns=[field.name for field in fields(Check)])
