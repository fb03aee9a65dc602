"""The rows of an extract as they stood at the end of a day: what happened afterwards is not known yet."""

from datetime import date, timedelta

import pandas as pd

from send_analysis.core.working_time import end_of_day
from send_analysis.datasets.spec import Spec


def is_after(column: pd.Series, as_at: date) -> pd.Series:
    """Whether each date lies after the end of a day; a missing one does not."""
    if column.dt.tz is not None:
        return column >= end_of_day(as_at)
    return column >= pd.Timestamp(as_at + timedelta(days=1))


def dated_after(spec: Spec, rows: pd.DataFrame, as_at: date, late_parents: pd.Series | None) -> pd.Series:
    """Whether each row, or the row that it belongs to, came to be after that day."""
    late = pd.Series(False, index=rows.index)
    if spec.happens_on is not None:
        late |= is_after(rows[spec.happens_on], as_at)
    if spec.parent is not None and late_parents is not None:
        late |= rows[spec.parent[1]].isin(late_parents)
    return late


def as_known(spec: Spec, rows: pd.DataFrame, as_at: date) -> tuple[pd.DataFrame, int]:
    """The rows without their events after that day and all that only these made known, and how many events that are.

    A request decided afterwards is pending again, an appeal that ended afterwards open, a plan that ended afterwards active.
    """
    late = {event.on: is_after(rows[event.on], as_at) for event in spec.later}
    number = sum(int(each.sum()) for each in late.values())
    if number == 0:
        return rows, 0
    rows = rows.copy(deep=False)  # a column is copied when it is changed
    for event in spec.later:
        undone = late[event.on]
        if not undone.any():
            continue
        for column, value in event.reverts.items():
            rows.loc[undone & rows[column].notna(), column] = value
        for column in (event.on, *event.blanks):
            rows[column] = rows[column].mask(undone)
    return rows, number
