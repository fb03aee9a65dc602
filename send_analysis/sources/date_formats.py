"""Dates in a form that params name: as `strftime` writes it, or the serial numbers of Excel."""

import re

import numpy as np
import pandas as pd

#: The serial numbers of Excel: the days since this day. The first system counts a 29 February 1900, which never was, so its
#: numbers up to 60 are not read.
EXCEL = {"excel": pd.Timestamp(1899, 12, 30), "excel-1904": pd.Timestamp(1904, 1, 1)}
_FIRST_NUMBER = {"excel": 61, "excel-1904": 0}
_LAST_DAY = pd.Timestamp(9999, 12, 31)

_NUMBER = r"\d{1,7}(?:\.\d{1,15})?"

#: What a form may name; a time zone is not among them: what is written is a time in London.
DIRECTIVES = frozenset("dmyYbBHIMSfpjaA%")
_TIME = frozenset("HI")
_DAY = (frozenset("dmY"), frozenset("dmy"), frozenset("dbY"), frozenset("dby"), frozenset("dBY"), frozenset("dBy"))
_DAY_OF_YEAR = (frozenset("jY"), frozenset("jy"))

_DIRECTIVE = re.compile(r"%(.?)", re.DOTALL)


def read_as(texts: pd.Series, form: str) -> pd.Series:
    """The day or moment that each text names in exactly that form, `datetime64[us]`; missing where it does not have it.

    Years of two digits are of 1969 to 2068: the form is the analyst's word for it.
    """
    if form in EXCEL:
        return _serial(texts, form)
    return pd.to_datetime(texts, format=form, exact=True, errors="coerce").dt.as_unit("us")


def _serial(texts: pd.Series, system: str) -> pd.Series:
    numbers = pd.to_numeric(texts.where(texts.str.fullmatch(_NUMBER)), errors="coerce").astype("float64")
    last = (_LAST_DAY - EXCEL[system]).days
    numbers = numbers.where((numbers >= _FIRST_NUMBER[system]) & (numbers < last + 1))
    # A number of 15 digits tells a time to some microseconds; Excel itself shows milliseconds at most.
    milliseconds = np.round(numbers.fillna(0).to_numpy() * 86_400_000).astype("timedelta64[ms]")
    days = pd.Series(EXCEL[system].to_datetime64().astype("datetime64[ms]") + milliseconds, index=texts.index)
    return days.astype("datetime64[us]").where(numbers.notna())


def fault_of(form: str, *, with_time: bool) -> str | None:
    """What is wrong with a form, or None.

    Parameters
    ----------
    with_time : whether it is for a column of moments, each of which has a time of day.
    """
    if form in EXCEL:
        return None
    named = _DIRECTIVE.findall(form)
    unknown = [f"%{each}" for each in named if each not in DIRECTIVES]
    if unknown:
        return f"{form!r} has {unknown[0]}, which is not read. Allowed: {_allowed()}."
    day = frozenset(named) - frozenset("HIMSfpaA%")
    if day not in (*_DAY, *_DAY_OF_YEAR):
        return f"{form!r} does not name a day, a month and a year once each, as %d.%m.%y does. Allowed: {_allowed()}."
    if with_time and not _TIME & frozenset(named):
        return f"{form!r} has no time of day, as %d.%m.%Y %H:%M has; the column holds moments."
    if len(named) != len(set(named)):
        return f"{form!r} names a part twice."
    return None


def _allowed() -> str:
    return f"{', '.join(f'%{each}' for each in sorted(DIRECTIVES))}, or {' or '.join(EXCEL)}"
