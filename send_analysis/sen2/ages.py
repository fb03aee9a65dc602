"""Age groups, and how old a person was on a day."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from send_analysis.sen2.joined import Days

#: The age groups of the datasets, each with its first age; a plan ends at 26 at the latest.
AGE_GROUPS = {"under 5": 0, "5 to 10": 5, "11 to 15": 11, "16 to 19": 16, "20 to 25": 20}
_END = 26


def completed_years(born: Days, on: Days) -> NDArray[np.int64]:
    """Whole years from birth to a day, as everybody counts them; negative before birth or where a date is missing."""
    known = ~(np.isnat(born) | np.isnat(on))
    born, on = np.where(known, born, np.datetime64(0, "us")), np.where(known, on, np.datetime64(0, "us"))
    years = (_months(on) - _months(born) - (_day_of_month(on) < _day_of_month(born))) // 12
    return np.where(known, years, -1)


def age_groups(born: Days, on: Days) -> pd.Series:
    """The age group by completed years; missing where the age is not known or is 26 or more."""
    firsts = np.array([*AGE_GROUPS.values(), _END])
    group = np.searchsorted(firsts, completed_years(born, on), side="right") - 1
    names = np.array([*AGE_GROUPS, None, None], dtype=object)  # beyond the last group, and (at -1) before the first
    return pd.Series(names[group], dtype="str")


def _months(days: Days) -> NDArray[np.int64]:
    return days.astype("datetime64[M]").astype(np.int64)


def _day_of_month(days: Days) -> NDArray[np.int64]:
    return (days.astype("datetime64[D]") - days.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64)
