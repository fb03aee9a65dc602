"""Days and moments as councils write them, read without guessing: never the American order, never a two-digit year.

A whole column is read at once: a form is a regular expression that Arrow matches, and what it finds is put together as
numbers. A million distinct texts take about a second.
"""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from send_analysis.core.period import MONTH_NAMES
from send_analysis.core.working_time import LONDON, london_walls, to_london

#: The ways in which a day may be written: 2022-06-22, 22/06/2022 or 22-06-2022, 22 June 2022 or 22-Jun-2022.
_DAY_FORMS = (
    r"(?P<year>[1-9]\d{3})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
    r"(?P<day>\d{1,2})[/-](?P<month>\d{1,2})[/-](?P<year>[1-9]\d{3})",
    r"(?P<day>\d{1,2})[ -](?P<month>[A-Za-z]{3,9})[ -](?P<year>[1-9]\d{3})",
)

#: A time of day: 9:05, 09:05:30, 09:05:30.123, and perhaps how far its clock is ahead of UTC: Z, +01:00, +0100.
_TIME = (
    r"(?:[ T]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.(?P<fraction>\d{1,9}))?)?"
    r" ?(?P<offset>Z|(?P<sign>[+-])(?P<hours_ahead>\d{2}):?(?P<minutes_ahead>\d{2}))?)?"
)

_EXACT_FORM = r"^[1-9]\d{3}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2})?$"

_MONTH_NUMBERS = {
    name: str(number) for number, month in enumerate(MONTH_NAMES) if month for name in (month.lower(), month[:3].lower())
}

Numbers = NDArray[np.int64]
_NEVER = np.datetime64("NaT", "us")

#: Databases write it for "not yet"; what lies beyond has no time zone.
_LATEST = np.datetime64("9999-12-31T23:59:59.999999")


def read_days(texts: pa.Array) -> NDArray[np.datetime64]:
    """The day that each text names, NaT where it names none.

    A time of day must be 00:00, and of a text that says how far ahead of UTC it is, 00:00 in London: other times mostly come
    from a clock that was not London's, and the day would be wrong by one.
    """
    times, is_utc, _ = _read(texts)
    if is_utc.any():
        times[is_utc] = _at_utc(times[is_utc]).dt.tz_localize(None)
    times[times != times.astype("datetime64[D]")] = _NEVER
    return times


def read_moments(texts: pa.Array) -> pd.Series:
    """The moment that each text names, in London; NaT where it names none or has no time of day."""
    if (walls := _exact(texts)) is not None:
        return to_london(pd.Series(walls))
    times, is_utc, has_time = _read(texts)
    times[~has_time] = _NEVER
    moments = to_london(pd.Series(times))
    if is_utc.any():
        moments[is_utc] = _at_utc(times[is_utc]).to_numpy()
    return moments


def _exact(texts: pa.Array) -> NDArray[np.datetime64] | None:
    """The wall times where every text has the exact form that Arrow reads by itself, ten times faster; else None."""
    if not pc.all(pc.match_substring_regex(texts, _EXACT_FORM), min_count=0).as_py():
        return None
    try:
        return texts.cast(pa.timestamp("us")).to_numpy()
    except pa.ArrowInvalid:
        return None


def wall_times(column: pd.Series) -> pd.Series:
    """Days as they are, and moments as London's clocks showed them."""
    return column if column.dt.tz is None else london_walls(column)


def _read(texts: pa.Array) -> tuple[NDArray[np.datetime64], NDArray[np.bool_], NDArray[np.bool_]]:
    """The time of each text, NaT where it has no known form; whether it is in UTC, not London; whether it has a time of day."""
    texts = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    times = np.full(len(texts), _NEVER)
    is_utc, has_time = np.zeros(len(texts), dtype=bool), np.zeros(len(texts), dtype=bool)
    open_rows = np.arange(len(texts))
    for form in _DAY_FORMS:
        found = pc.extract_regex(texts, f"^{form}{_TIME}$")
        matched = found.is_valid().to_numpy(zero_copy_only=False)
        rows, found = open_rows[matched], found.drop_null()
        times[rows], is_utc[rows], has_time[rows] = _time(found), _given(found, "offset"), _given(found, "hour")
        if matched.all():
            break
        open_rows, texts = open_rows[~matched], texts.filter(pa.array(~matched))
    return times, is_utc, has_time


def _time(found: pa.StructArray) -> NDArray[np.datetime64]:
    """The times that the parts make, less how far their clock is ahead of UTC; NaT where they make none."""
    day, exists = _day(_number(found, "year"), _month(found), _number(found, "day"))
    hour, minute, second = (_number(found, part) for part in ("hour", "minute", "second"))
    exists &= (hour < 24) & (minute < 60) & (second < 60)
    since_midnight = ((hour * 60 + minute - _minutes_ahead(found)) * 60 + second) * 1_000_000 + _fraction(found)
    times = day.astype("datetime64[us]") + since_midnight.astype("timedelta64[us]")
    return np.where(exists & (times <= _LATEST), times, _NEVER)


def _day(year: Numbers, month: Numbers, day: Numbers) -> tuple[NDArray[np.datetime64], NDArray[np.bool_]]:
    """The day, and whether it exists in the calendar."""
    first = ((year - 1970) * 12 + np.clip(month, 1, 12) - 1).astype("datetime64[M]")
    days = (first + 1).astype("datetime64[D]") - first.astype("datetime64[D]")
    exists = (month >= 1) & (month <= 12) & (day >= 1) & (day <= days.astype(np.int64))
    return first.astype("datetime64[D]") + (day - 1).astype("timedelta64[D]"), exists


def _month(found: pa.StructArray) -> Numbers:
    """The number of the month; 0 where its name is none."""
    text = pc.struct_field(found, "month")
    if len(text) and text[0].as_py().isdecimal():
        return _number(found, "month")
    names = pc.utf8_lower(text).dictionary_encode()
    numbers = np.array([int(_MONTH_NUMBERS.get(name, "0")) for name in names.dictionary.to_pylist()], dtype=np.int64)
    return numbers[names.indices.to_numpy()]


def _minutes_ahead(found: pa.StructArray) -> Numbers:
    minutes = _number(found, "hours_ahead") * 60 + _number(found, "minutes_ahead")
    behind = pc.equal(pc.struct_field(found, "sign"), "-").to_numpy(zero_copy_only=False)
    return np.where(behind, -minutes, minutes)


def _at_utc(times: NDArray[np.datetime64]) -> pd.Series:
    return pd.Series(times).dt.tz_localize("UTC").dt.tz_convert(LONDON)


def _number(found: pa.StructArray, part: str) -> Numbers:
    """A part as a whole number; 0 where it is not given."""
    text = pc.struct_field(found, part)
    return pc.if_else(pc.equal(text, ""), "0", text).cast(pa.int64()).to_numpy()


def _fraction(found: pa.StructArray) -> Numbers:
    """The digits after the second's point, in microseconds."""
    digits = pc.utf8_slice_codeunits(pc.utf8_rpad(pc.struct_field(found, "fraction"), 6, "0"), 0, 6)
    return digits.cast(pa.int64()).to_numpy()


def _given(found: pa.StructArray, part: str) -> NDArray[np.bool_]:
    return pc.not_equal(pc.struct_field(found, part), "").to_numpy(zero_copy_only=False)
