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
    dataset : the dataset that it is about; empty where it is about the release as a whole.
    file, sheet, column : where to look, as far as it is about one place; `column` may list several.
    row_numbers : the first of the rows by number, and how many more.
    allowed : the rule in words: what may stand there.
    """

    check: str
    result: Result
    message: str
    rows: int = 0
    guidance: str = ""
    dataset: str = ""
    file: str = ""
    sheet: str = ""
    column: str = ""
    row_numbers: str = ""
    allowed: str = ""

    @property
    def found_something(self) -> bool:
        """Whether there is something to look at."""
        return self.result != "PASS"


def worst_first(checks: Iterable[Check]) -> list[Check]:
    """The checks by how bad they are: first what is wrong with rows, then what only follows from it, then questions.

    Within these by the number of rows. What follows is a row whose parent is set aside: the fault is the parent's.
    """
    return sorted(checks, key=lambda each: (_WORST_FIRST[each.result], _kind(each), -each.rows))


def _kind(check: Check) -> int:
    if not check.row_numbers:
        return 2
    return 1 if check.check.endswith(".known") else 0


def checks_frame(checks: Iterable[Check]) -> pd.DataFrame:
    """The checks as a table, worst first; one column for each field of :class:`Check`."""
    return pd.DataFrame([asdict(each) for each in worst_first(checks)], columns=[field.name for field in fields(Check)])
