"""The periods that a release computes each measure for: the reported period, its months, the year to date, and PYA."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, Self

from send_analysis.core.errors import ParamsError
from send_analysis.core.period import YEAR_STARTS, Period

YearKind = Literal["calendar", "academic", "financial"]
PreviousYear = Literal["same_period", "outturn"]

#: Months drawn in a monthly chart: a year up to the reported period, so that each season is seen once.
MONTHS_SHOWN = 12

_SINGLE_WINDOWS = ("period", "year_to_date", "last_year", "rolling_12_months")


@dataclass(frozen=True)
class Windows:
    """The periods of one release for one extract: none ends after the day the extract was taken.

    Parameters
    ----------
    reported : the period of the release as named in params, whole.
    as_at : the last day whose events the extract holds.
    year : the reporting year that the year to date is counted in.
    previous : "same_period": PYA is the same period last year; "outturn": PYA is the whole of last reporting year.
    named : windows that params give a name, for one dataset; those that end after `as_at` are cut there.
    """

    reported: Period
    as_at: date
    year: YearKind = "calendar"
    previous: PreviousYear = "same_period"
    named: Mapping[str, Period] = field(default_factory=dict)

    def taken_at(self, as_at: date, named: Mapping[str, Period]) -> Self:
        """The same windows for an extract taken on another day, the earlier of the two, with the windows named for it."""
        return type(self)(self.reported, min(as_at, self.as_at), self.year, self.previous, dict(named))

    @property
    def period(self) -> Period:
        """The reported period up to `as_at`; whole when it had not begun by then (every figure of it is missing)."""
        return self._clip(self.reported)

    @property
    def months(self) -> tuple[Period, ...]:
        """The last twelve months up to the end of the period; the last one is cut at `as_at`."""
        end = self._last_day
        first = end.year * 12 + end.month - MONTHS_SHOWN
        return tuple(Period(date(first // 12, first % 12 + 1, 1), end).months())

    @property
    def year_to_date(self) -> Period:
        """From the first day of the reporting year to the last day of the period."""
        return Period(self._year_start(self._last_day), self._last_day)

    @property
    def rolling_12_months(self) -> Period:
        """The year that ends on the last day of the period."""
        # By way of the month, so that the year up to 28 February 2021 begins on 1 March 2020 and not on 29 February.
        month_to_date = Period(self._last_day.replace(day=1), self._last_day)
        return Period(month_to_date.previous_year().end + timedelta(days=1), self._last_day)

    @property
    def last_year(self) -> Period:
        """The last reporting year that was over when the year to date began."""
        start = self._year_start(self._last_day)
        return Period(start.replace(year=start.year - 1), start - timedelta(days=1))

    def previous_year(self, period: Period) -> Period:
        """PYA of a period, by the authority's choice of "same_period" or "outturn"."""
        if self.previous == "same_period":
            return period.previous_year()
        start = self._year_start(period.end)
        return Period(start.replace(year=start.year - 1), start - timedelta(days=1))

    @property
    def standard(self) -> tuple[Period, ...]:
        """Every window above once, each with its PYA, most important first: the order in which disclosure control keeps them."""
        named = map(self.named_window, self.named)
        own = (self.year_to_date, self.last_year, self.period, self.rolling_12_months, *named, *self.months)
        return tuple(dict.fromkeys(each for period in own for each in (period, self.previous_year(period))))

    def named_window(self, name: str) -> Period:
        """A window that params name, up to `as_at`.

        Raises
        ------
        KeyError
            When params name no such window.
        """
        return self._clip(self.named[name])

    def by_name(self, name: str) -> Period:
        """A window by its name.

        The names are "period", "year_to_date", "last_year", "rolling_12_months", "month" (the last one), "month_before",
        "as_at" (that day), and those that params give.

        Raises
        ------
        ParamsError
            When there is no such window.
        """
        if name == "month":
            return self.months[-1]
        if name == "month_before":
            return self.months[-2]
        if name == "as_at":
            return Period(self.as_at, self.as_at)
        if name in self.named:
            return self.named_window(name)
        if name not in _SINGLE_WINDOWS:
            known = ", ".join((*_SINGLE_WINDOWS, "month", "month_before", "as_at", *self.named))
            raise ParamsError(f"there is no window {name}; there are {known}")
        period: Period = getattr(self, name)
        return period

    @property
    def _last_day(self) -> date:
        return min(self.reported.end, self.as_at)

    def _clip(self, period: Period) -> Period:
        return period.clipped_to(self.as_at) if period.start <= self.as_at else period

    def _year_start(self, day: date) -> date:
        first = day.replace(month=YEAR_STARTS[self.year], day=1)
        return first if first <= day else first.replace(year=first.year - 1)
