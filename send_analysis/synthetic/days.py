"""Days of the example: the working days of England, the months, and the summer closures of its schools."""

import holidays
import numpy as np
import pandas as pd
from numpy.typing import NDArray

Days = NDArray[np.datetime64]

#: The last day whose events the extracts of cases hold. Source: the Swindon page ("Up until June 22nd").
AS_AT = np.datetime64("2022-06-22")

#: The summer closures of schools: (closed, reopens), the school days that follow the last and begin the next term.
#: Synthetic; `closures` in authority.yaml lists the same days.
SUMMER_CLOSURES = (
    (np.datetime64("2020-07-22"), np.datetime64("2020-09-02")),
    (np.datetime64("2021-07-23"), np.datetime64("2021-09-02")),
)

#: A week before the closing and a week before the reopening bound the days of the exception (SEND Regulations 2014,
#: reg 10(4)(a)): advice asked of a school from the one day on, and before the other, may be late for the closure.
ONE_WEEK = np.timedelta64(7, "D")

_YEARS = range(2018, 2024)

#: Monday to Friday without the bank holidays of England.
WORKING_DAYS = np.busdaycalendar(
    holidays=np.array(sorted(holidays.country_holidays("GB", subdiv="ENG", years=_YEARS)), dtype="datetime64[D]")
)


def as_days(column: pd.Series) -> Days:
    """A column of dates as numpy days."""
    return column.to_numpy().astype("datetime64[D]")


def plus(days: Days | np.datetime64, extra: NDArray[np.int64]) -> Days:
    """Each day a number of calendar days later (earlier when negative)."""
    return np.asarray(days + extra.astype("timedelta64[D]"))


def number_of_days(start: Days | np.datetime64, end: Days) -> NDArray[np.int64]:
    """Calendar days from one day to another; the first is day 0."""
    return (end - start).astype(np.int64)


def is_working_day(days: Days) -> NDArray[np.bool_]:
    """Whether each day is one on which offices work."""
    return np.is_busday(days, busdaycal=WORKING_DAYS)


def working_days(first: np.datetime64, last: np.datetime64) -> Days:
    """The working days from one day to another, both included."""
    days = np.arange(first, last + np.timedelta64(1, "D"))
    return days[is_working_day(days)]


def working_day_at_or_before(days: Days) -> Days:
    """Each day itself when offices work on it, else the last working day before it."""
    return np.busday_offset(days, 0, roll="backward", busdaycal=WORKING_DAYS)


def working_day_at_or_after(days: Days) -> Days:
    """Each day itself when offices work on it, else the next working day."""
    return np.busday_offset(days, 0, roll="forward", busdaycal=WORKING_DAYS)


def month_start(months: Days) -> Days:
    """The first day of each month, given any day of it."""
    return months.astype("datetime64[M]").astype("datetime64[D]")


def month_end(months: Days, last: np.datetime64 = AS_AT) -> Days:
    """The last day of each month, or `last` when the month goes on after it."""
    ends = (months.astype("datetime64[M]") + np.timedelta64(1, "M")).astype("datetime64[D]") - np.timedelta64(1, "D")
    return np.minimum(ends, last)


def in_closure(asked: Days) -> NDArray[np.bool_]:
    """Whether advice asked of a school on each day comes under the school-closure exception by its dates."""
    inside = np.zeros(asked.shape, dtype=bool)
    for closed, reopens in SUMMER_CLOSURES:
        inside |= (asked >= closed - ONE_WEEK) & (asked < reopens - ONE_WEEK)
    return inside
