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


def school_years(born: Days, on: Days) -> NDArray[np.int64]:
    """Whole years from birth to the start of the academic year that a day is in; -1 where a date is missing.

    So the Department counts the ages of those who have a plan. Rule: witan.sen2. An academic year begins on 1 September, and
    who was born in the one that a day is in, is 0 on that day by this count, not yet one.
    """
    known = ~(np.isnat(born) | np.isnat(on))
    born, on = np.where(known, born, np.datetime64(0, "us")), np.where(known, on, np.datetime64(0, "us"))
    years = _academic_year(on) - _academic_year(born) - 1
    return np.where(known, np.where(born <= on, np.maximum(years, 0), years), -1)


def age_groups(ages: NDArray[np.int64]) -> pd.Series:
    """The age groups by ages in years; missing where the age is not known or is 26 or more."""
    firsts = np.array([*AGE_GROUPS.values(), _END])
    group = np.searchsorted(firsts, ages, side="right") - 1
    names = np.array([*AGE_GROUPS, None, None], dtype=object)  # beyond the last group, and (at -1) before the first
    return pd.Series(names[group], dtype="str")


def _academic_year(days: Days) -> NDArray[np.int64]:
    """The calendar year in which the academic year of a day began."""
    months = _months(days)
    return months // 12 + 1970 - (months % 12 < 8)


def _months(days: Days) -> NDArray[np.int64]:
    return days.astype("datetime64[M]").astype(np.int64)


def _day_of_month(days: Days) -> NDArray[np.int64]:
    return (days.astype("datetime64[D]") - days.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64)
