"""Draws for very many rows at once, and the working days between which they happen."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

import holidays
import numpy as np
import pandas as pd
from numpy.typing import NDArray

Days = NDArray[np.datetime64]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]

ONE_DAY = np.timedelta64(1, "D")
NEVER = np.datetime64("NaT", "D")


@cache
def working_calendar() -> np.busdaycalendar:
    """Monday to Friday without the bank holidays of England."""
    years = range(1999, 2051)
    days = sorted(holidays.country_holidays("GB", subdiv="ENG", years=years))
    return np.busdaycalendar(holidays=np.array(days, dtype="datetime64[D]"))


def places(rng: np.random.Generator, weights: Sequence[float] | NDArray[np.float64], size: int) -> Numbers:
    """For each draw the place of what was drawn, each as likely as its weight."""
    bounds = np.cumsum(np.asarray(weights, dtype=float))
    return np.searchsorted(bounds, rng.random(size) * bounds[-1], side="right")


def codes(rng: np.random.Generator, weights: Mapping[str, float], size: int) -> pd.Categorical:
    """Names drawn independently, each as likely as its weight."""
    drawn = places(rng, list(weights.values()), size)
    return named(drawn, list(weights))


def named(places: Numbers, names: Sequence[str]) -> pd.Categorical:
    """The names at some places; missing where the place is -1."""
    return pd.Categorical.from_codes(places.astype(np.int8), pd.Index(list(names), dtype="str"))


def numbers(rng: np.random.Generator, weights: Mapping[int, float], size: int) -> Numbers:
    """Numbers drawn independently, each as likely as its weight."""
    return np.array(list(weights), dtype=np.int64)[places(rng, list(weights.values()), size)]


def chance(rng: np.random.Generator, share: float | NDArray[np.float64], size: int) -> Flags:
    """True as often as the share says."""
    return rng.random(size) < share


def tail(rng: np.random.Generator, start: int, mean: float, most: int, size: int) -> Numbers:
    """Whole numbers from `start` up, the fewer the higher, and none above `most`."""
    return np.minimum(start + rng.exponential(mean, size).astype(np.int64), most)


def later(days: Days | np.datetime64, extra: Numbers | int) -> Days:
    """Each day a number of calendar days later."""
    return np.asarray(days + np.asarray(extra).astype("timedelta64[D]"))


def days_from(start: Days, end: Days) -> Numbers:
    """Calendar days from one day to another; the least integer where either is missing."""
    return (end - start).astype("timedelta64[D]").astype(np.int64)


def last_working_day(days: Days) -> Days:
    """Each day itself when offices work on it, else the last working day before it; a missing one stays missing."""
    known = ~np.isnat(days)
    rolled = days.copy()
    rolled[known] = np.busday_offset(days[known], 0, roll="backward", busdaycal=working_calendar())
    return rolled


def as_days(column: pd.Series) -> Days:
    """A column of dates as numpy days."""
    return column.to_numpy().astype("datetime64[D]")


def some_days(
    rng: np.random.Generator, first: np.datetime64, last: np.datetime64, weights: NDArray[np.float64], size: int
) -> Days:
    """Days from first to last, each as likely as its weight."""
    return np.arange(first, last + ONE_DAY)[places(rng, weights, size)]


def even_days(rng: np.random.Generator, first: Days | np.datetime64, last: Days | np.datetime64, size: int) -> Days:
    """A day from the first to the last, each as likely as the others; the first where that is later."""
    first = np.broadcast_to(first, size)
    span = np.maximum(days_from(first, np.broadcast_to(last, size)), 0)
    return later(first, np.floor(rng.random(size) * (span + 1)).astype(np.int64))


def age_on(births: Days, days: Days | np.datetime64) -> Numbers:
    """Completed years on a day; born on 29 February, a year is completed on 1 March."""
    days = np.broadcast_to(days, births.shape)
    (birth_year, birth_day), (year, day) = _year_and_day(births), _year_and_day(days)
    return year - birth_year - (day < birth_day)


def school_age_on(births: Days, on: np.datetime64) -> Numbers:
    """Completed years on the last day before the academic year that a day is in; 0 for who was born since."""
    year = on.astype("datetime64[Y]")
    if on < year.astype("datetime64[M]") + 8:
        year -= 1
    began = (year.astype("datetime64[M]") + 8).astype("datetime64[D]")
    return np.maximum(age_on(births, began - np.timedelta64(1, "D")), 0)


def _year_and_day(days: Days) -> tuple[Numbers, Numbers]:
    """The year, and the month and day as one number."""
    years, months = days.astype("datetime64[Y]"), days.astype("datetime64[M]")
    month = (months - years).astype(np.int64)
    return years.astype(np.int64) + 1970, month * 32 + (days - months.astype("datetime64[D]")).astype(np.int64)


def born(rng: np.random.Generator, days: Days | np.datetime64, ages: Numbers) -> Days:
    """Days of birth of persons who are of these ages in completed years on these days."""
    size = len(ages)
    days = np.broadcast_to(days, size)
    births = later(days, -(np.ceil(ages * 365.25).astype(np.int64) + np.floor(rng.random(size) * 363).astype(np.int64)))
    return births


def day(value: date) -> np.datetime64:
    """A date as a numpy day."""
    return np.datetime64(value, "D")
