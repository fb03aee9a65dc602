"""Hours between two moments, by the clock of a service standard.

A standard such as "answered within 48 hours" says nothing until it is known which hours count. Three clocks are offered;
which one an authority uses is a choice that its params make and its page prints.

All moments are `datetime64[us, Europe/London]`, made from an extract's wall times by :func:`to_london`. The law's time
limits (6, 16 and 20 weeks) are calendar time and do not use this module.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Literal, Self, get_args

import holidays
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from send_analysis.core.chunks import chunks, in_chunks

#: "elapsed": every hour counts. "elapsed_without_weekends_and_bank_holidays": every hour of a working day counts.
#: "office_hours": the hours of a working day between opening and closing count.
Clock = Literal["elapsed", "elapsed_without_weekends_and_bank_holidays", "office_hours"]

LONDON = "Europe/London"
_MOMENT = pd.DatetimeTZDtype("us", LONDON)

_HOUR = 3_600_000_000  # microseconds, as are all counts below
_DAY = 24 * _HOUR
_MISSING = np.iinfo(np.int64).min  # how numpy writes NaT

#: From how many rows on times are converted by the hour, which takes a tenth of the time.
_MANY = 10_000
_AROUND = 400 * 24  # hours around those of a sample of the rows
_SURE = (0, 130 * 365 * _DAY)  # since 1970 London has changed its clocks on the hour


Times = NDArray[np.int64]


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
    if len(naive) < _MANY or naive.dt.tz is not None:
        return _localized(naive)
    utc = _by_hour(_as_integers(naive), _localized)
    return pd.Series(pd.array(utc, dtype=_MOMENT, copy=False), index=naive.index, name=naive.name, copy=False)


def london_walls(moments: pd.Series) -> pd.Series:
    """What London's clocks showed at each moment, without a time zone."""
    if len(moments) < _MANY:
        return _shown(moments.dt.as_unit("us"))
    walls = _by_hour(_as_integers(moments), _shown_utc)
    return pd.Series(walls.view("datetime64[us]"), index=moments.index, name=moments.name, copy=False)


def _localized(naive: pd.Series) -> pd.Series:
    first_pass = np.ones(len(naive), dtype=bool)
    return naive.dt.as_unit("us").dt.tz_localize(LONDON, ambiguous=first_pass, nonexistent="shift_forward")


def _shown(moments: pd.Series) -> pd.Series:
    return moments.dt.tz_convert(LONDON).dt.tz_localize(None)


def _shown_utc(naive: pd.Series) -> pd.Series:
    return _shown(naive.dt.tz_localize("UTC"))


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
    if received.dt.tz is None or responded.dt.tz is None:
        raise TypeError("received and responded are moments with a time zone, see to_london")
    if clock not in get_args(Clock):
        raise ValueError(f"{clock!r} is not a clock; the clocks are {', '.join(get_args(Clock))}")
    start, end = _as_integers(received), _as_integers(responded)
    hours = np.empty(len(start))
    taken = _taken(start, end, clock, office_hours)

    def work(rows: slice) -> None:
        missing = (start[rows] == _MISSING) | (end[rows] == _MISSING)
        hours[rows] = np.where(missing, np.nan, taken(start[rows], end[rows]) / _HOUR)

    in_chunks(len(start), work)
    return pd.Series(hours, index=received.index, copy=False)


def _taken(start: Times, end: Times, clock: Clock, office_hours: OfficeHours) -> Callable[[Times, Times], Times]:
    """What gives the microseconds by a clock between moments that are among these."""
    if clock == "elapsed":
        return lambda first, last: last - first
    opens, closes = 0, _DAY
    if clock == "office_hours":
        opens, closes = _since_midnight(office_hours.opens), _since_midnight(office_hours.closes)
    to_walls = _ByHour.of(np.concatenate([_some(start), _some(end)]), _shown_utc)
    ends = [_extent(moments) for moments in (start, end)]
    days = [moment // _DAY + margin for low_high in ends for moment, margin in zip(low_high, (-1, 1), strict=False)]
    counted = _Counted.within(min(days, default=0), max(days, default=0), opens, closes)
    return lambda first, last: counted.until(to_walls.convert(last)) - counted.until(to_walls.convert(first))


@dataclass(frozen=True)
class _Counted:
    """The time that counts: on each day from the first one the time on all days before it, and whether the day counts."""

    first: int
    before: Times
    works: Times
    opens: int
    closes: int

    @classmethod
    def within(cls, first: int, last: int, opens: int, closes: int) -> Self:
        """For the days from the first to the last, both since 1970."""
        works = _working_days(first, last)
        return cls(first, (np.cumsum(works) - works) * (closes - opens), works, opens, closes)

    def until(self, moments: Times) -> Times:
        """The time that counts between the first day and each wall time. A missing one gets any number."""
        day = moments // _DAY
        on_its_day = np.clip(moments - day * _DAY - self.opens, 0, self.closes - self.opens)
        row = np.clip(day - self.first, 0, len(self.works) - 1)
        return self.before[row] + on_its_day * self.works[row]


@dataclass(frozen=True)
class _ByHour:
    """A conversion between London and UTC by the hour, within which the difference is always the same.

    Only the hour that the clocks leave out in March is one moment; its rows are converted one by one, as are those that are far
    from the others.
    """

    first: int
    ahead: Times
    one_moment: NDArray[np.bool_]
    slowly: Callable[[pd.Series], pd.Series]

    @classmethod
    def of(cls, sample: Times, slowly: Callable[[pd.Series], pd.Series]) -> Self:
        """For times such as these."""
        hour = np.clip(sample[sample != _MISSING], *_SURE) // _HOUR
        first, last = (int(hour.min()), int(hour.max())) if hour.size else (0, 0)
        hours = np.arange(first - _AROUND, last + _AROUND) * _HOUR
        starts = _as_integers(slowly(pd.Series(hours.view("datetime64[us]"))))
        return cls(first - _AROUND, starts - hours, np.append(np.diff(starts) == 0, False), slowly)

    def convert(self, times: Times) -> Times:
        """The times converted; a missing one stays missing."""
        row = times // _HOUR - self.first
        odd = (row < 0) | (row >= len(self.ahead))
        row[odd] = 0
        odd |= self.one_moment[row]
        converted = times + self.ahead[row]
        if odd.any():
            missing = times == _MISSING
            converted[missing] = _MISSING
            if (at := np.flatnonzero(odd & ~missing)).size:
                converted[at] = _as_integers(self.slowly(pd.Series(times[at].view("datetime64[us]"))))
        return converted


def _by_hour(times: Times, slowly: Callable[[pd.Series], pd.Series]) -> Times:
    """Many times converted."""
    by_hour, converted = _ByHour.of(_some(times), slowly), np.empty_like(times)

    def work(rows: slice) -> None:
        converted[rows] = by_hour.convert(times[rows])

    in_chunks(len(times), work)
    return converted


def _some(times: Times) -> Times:
    """A sample of the times."""
    return times[:: max(len(times) // 1000, 1)]


def _extent(times: Times) -> tuple[int, ...]:
    """The earliest and the latest; nothing where all are missing."""
    present = [part[part != _MISSING] for part in (times[rows] for rows in chunks(len(times)))]
    ends = [(int(part.min()), int(part.max())) for part in present if part.size]
    return (min(low for low, _ in ends), max(high for _, high in ends)) if ends else ()


def _working_days(first: int, last: int) -> NDArray[np.int64]:
    """1 for each working day and 0 for each other day from `first` to `last`, both in days since 1970."""
    days = np.arange(first, last + 1).astype("datetime64[D]")
    years = range(days[0].item().year, days[-1].item().year + 1)
    bank_holidays = np.array(list(holidays.country_holidays("GB", subdiv="ENG", years=years)), dtype="datetime64[D]")
    return np.is_busday(days, holidays=bank_holidays).astype(np.int64)


def _as_integers(times: pd.Series) -> Times:
    """Times without a time zone, or moments in UTC, in microseconds since 1970; not copied where they are so already."""
    return times.to_numpy(dtype="datetime64[us]").view(np.int64)


def _since_midnight(clock_time: time) -> int:
    """Microseconds from midnight to a time of day."""
    return ((clock_time.hour * 60 + clock_time.minute) * 60 + clock_time.second) * 1_000_000 + clock_time.microsecond
