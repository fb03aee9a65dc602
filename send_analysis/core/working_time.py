"""Hours between two moments, by the clock of a service standard.

A standard such as "answered within 48 hours" says nothing until it is known which hours count. Three clocks are offered;
which one an authority uses is a choice that its params make and its page prints.

All moments are `datetime64[us, Europe/London]`, made from an extract's wall times by :func:`to_london`. The law's time
limits (6, 16 and 20 weeks) are calendar time and do not use this module.
"""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Literal, get_args

import holidays
import numpy as np
import pandas as pd
from numpy.typing import NDArray

#: "elapsed": every hour counts. "elapsed_without_weekends_and_bank_holidays": every hour of a working day counts.
#: "office_hours": the hours of a working day between opening and closing count.
Clock = Literal["elapsed", "elapsed_without_weekends_and_bank_holidays", "office_hours"]

LONDON = "Europe/London"

_HOUR = 3_600_000_000  # microseconds, as are all counts below
_DAY = 24 * _HOUR
_MISSING = np.iinfo(np.int64).min  # how numpy writes NaT


@dataclass(frozen=True)
class OfficeHours:
    """The hours in which an office answers on a working day. They are the authority's own: the default is an assumption.

    Raises
    ------
    ValueError
        When the office does not close after it opens.
    """

    opens: time = time(9)
    closes: time = time(17)

    def __post_init__(self) -> None:
        if self.closes <= self.opens:
            raise ValueError(f"an office closes after it opens: {self.opens} to {self.closes}")


def to_london(naive: pd.Series) -> pd.Series:
    """Wall times as an extract writes them, read as moments in Europe/London; missing stays missing.

    When the clocks change, a wall time in the hour that comes twice in October is read as its first pass (summer time), and
    one in the hour that March leaves out as the moment at which that hour would have ended, 02:00. So a later wall time is
    never an earlier moment, and no answer seems to come before its contact. At most one hour is lost, on a Sunday.

    Raises
    ------
    TypeError
        When the times already carry a time zone.
    """
    first_pass = np.ones(len(naive), dtype=bool)
    return naive.dt.as_unit("us").dt.tz_localize(LONDON, ambiguous=first_pass, nonexistent="shift_forward")


def end_of_day(as_at: date) -> pd.Timestamp:
    """The London midnight that ends a day: what happened before it happened on that day or earlier."""
    return pd.Timestamp(as_at + timedelta(days=1)).as_unit("us").tz_localize(LONDON)


def hours_between(
    received: pd.Series, responded: pd.Series, clock: Clock, office_hours: OfficeHours = OfficeHours()
) -> pd.Series:
    """Hours from `received` to `responded` by a clock, in float64, with the index of `received`.

    Parameters
    ----------
    received, responded : moments with a time zone, one row for each contact, in the same order.
    clock : see :data:`Clock`. Working days are Monday to Friday without the bank holidays of England. A moment in time that
        does not count (a weekend, an evening by office hours) stands for the next moment that does.
    office_hours : when the office answers; only the clock "office_hours" looks at it.

    Returns
    -------
    Hours, NaN where either moment is missing, and negative where the answer is dated before its contact: that is a fault of
    the data, for a check to report.

    Raises
    ------
    TypeError
        When a column has no time zone.
    ValueError
        When the two columns are not the same rows, or the clock is unknown.

    Notes
    -----
    Elapsed hours are true hours, so the days on which the clocks change have 23 and 25. They are Sundays, so every working
    day has 24.
    Bank holidays: Banking and Financial Dealings Act 1971 and proclamations, as the `holidays` package lists them for
    England; of a holiday that falls on a weekend the substitute day is listed as well.

    Examples
    --------
    >>> friday = to_london(pd.Series(pd.to_datetime(["2022-06-10 16:00"])))
    >>> monday = to_london(pd.Series(pd.to_datetime(["2022-06-13 10:00"])))
    >>> [hours_between(friday, monday, clock).item() for clock in get_args(Clock)]
    [66.0, 18.0, 2.0]
    """
    if not received.index.equals(responded.index):
        raise ValueError("received and responded are columns of the same rows")
    if clock not in get_args(Clock):
        raise ValueError(f"{clock!r} is not a clock; the clocks are {', '.join(get_args(Clock))}")
    zone = "UTC" if clock == "elapsed" else LONDON
    moments = np.concatenate([_microseconds(column.dt.tz_convert(zone)) for column in (received, responded)])
    if clock == "elapsed_without_weekends_and_bank_holidays":
        moments = _counted(moments, 0, _DAY)
    elif clock == "office_hours":
        moments = _counted(moments, _since_midnight(office_hours.opens), _since_midnight(office_hours.closes))
    start, end = np.split(moments, 2)
    missing = (received.isna() | responded.isna()).to_numpy()
    return pd.Series(np.where(missing, np.nan, (end - start) / _HOUR), index=received.index)


def _counted(moments: NDArray[np.int64], opens: int, closes: int) -> NDArray[np.int64]:
    """For each wall time, the time that counts between the first day of them all and it. A missing one gets any number."""
    day = moments // _DAY
    present = day[moments != _MISSING]
    if not present.size:
        return moments
    first, last = int(present.min()), int(present.max())
    works = _working_days(first, last)
    on_earlier_days = (np.cumsum(works) - works) * (closes - opens)
    on_its_day = np.clip(moments - day * _DAY - opens, 0, closes - opens)
    row = np.clip(day, first, last) - first
    return on_earlier_days[row] + on_its_day * works[row]


def _working_days(first: int, last: int) -> NDArray[np.int64]:
    """1 for each working day and 0 for each other day from `first` to `last`, both in days since 1970."""
    days = np.arange(first, last + 1).astype("datetime64[D]")
    years = range(days[0].item().year, days[-1].item().year + 1)
    bank_holidays = np.array(list(holidays.country_holidays("GB", subdiv="ENG", years=years)), dtype="datetime64[D]")
    return np.is_busday(days, holidays=bank_holidays).astype(np.int64)


def _microseconds(moments: pd.Series) -> NDArray[np.int64]:
    """The wall times of a column in microseconds since 1970; a missing one is the least integer."""
    return moments.dt.tz_localize(None).dt.as_unit("us").to_numpy(dtype="datetime64[us]").view(np.int64)


def _since_midnight(clock_time: time) -> int:
    """Microseconds from midnight to a time of day."""
    return ((clock_time.hour * 60 + clock_time.minute) * 60 + clock_time.second) * 1_000_000 + clock_time.microsecond
