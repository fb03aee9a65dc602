"""The days that the made-up authority's extracts are about."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from send_analysis.synthetic.authority.drawing import ONE_DAY, day


@dataclass(frozen=True)
class Span:
    """The days of the extracts.

    Parameters
    ----------
    ends_on : the day the extracts are taken, and the reference date of the SEN2 return.
    years : how many years of requests there are up to that day.
    """

    ends_on: date
    years: int

    @property
    def last(self) -> np.datetime64:
        """The last day whose events are known."""
        return day(self.ends_on)

    @property
    def first(self) -> np.datetime64:
        """The first day on which requests came."""
        years = self.last.astype("datetime64[Y]") - np.timedelta64(self.years, "Y")
        return years.astype("datetime64[D]") + (self.last - self.last.astype("datetime64[Y]")) + ONE_DAY

    @property
    def year_start(self) -> np.datetime64:
        """The first day of the year that the SEN2 return covers: the calendar year before."""
        return day(date(self.ends_on.year - 1, 1, 1))

    @property
    def year_end(self) -> np.datetime64:
        """The last day of that year."""
        return day(date(self.ends_on.year - 1, 12, 31))

    @property
    def before(self) -> np.datetime64:
        """The last day on which older plans were issued: those whose requests are not among the datasets."""
        return min(self.first, self.year_start) - ONE_DAY

    @property
    def earliest_birth(self) -> np.datetime64:
        """The first day of birth of those who may have a plan: they were not 25 yet when the academic year began."""
        began = self.ends_on.year - (self.ends_on.month < 9)
        return day(date(began - 25, 9, 1))
