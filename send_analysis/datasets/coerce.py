"""One column as a file has it into one column of its canonical type; what cannot be read is pointed at, never dropped.

Each distinct text is read once, so a million rows take about as long as their distinct values.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from send_analysis.core.working_time import LONDON, to_london
from send_analysis.datasets.dates import read_days, read_moments, wall_times

#: What a column holds. A "set" is written as its parts with `;` between them.
Kind = Literal["key", "text", "date", "moment", "code", "set", "flag"]

#: How a flag may be written.
FLAGS = {"true": True, "yes": True, "y": True, "1": True, "false": False, "no": False, "n": False, "0": False}

#: What Excel writes where it could not compute a value, in a workbook and in every CSV saved from it.
EXCEL_ERRORS = frozenset("#N/A #REF! #VALUE! #DIV/0! #NAME? #NULL! #NUM! #SPILL! #CALC! #GETTING_DATA".split())

_DAY = 86_400_000_000  # in microseconds

_SEPARATORS = re.compile(r"[\s_-]+")


class Coerced(NamedTuple):
    """A column in its canonical type, and for each row whether it holds something that could not be read."""

    values: pd.Series
    unreadable: NDArray[np.bool_]


def coerce(column: pd.Series, kind: Kind, allowed: Sequence[str] = ()) -> Coerced:
    """Read a column as its kind; a blank is missing, in a set it is the empty set.

    Parameters
    ----------
    column : text, perhaps as a category, or what a file itself has typed (`datetime64`); any other type is taken as its text.
    allowed : the values that a code, or each part of a set, may have, in their canonical order. They are recognised whatever
        their case, and with spaces or hyphens for underscores.

    Returns
    -------
    Key and text: `str`. Date: `datetime64[us]`. Moment: `datetime64[us, Europe/London]`. Code: `category` with all allowed
    values as its categories in their order. Set: `str`, the parts in canonical order. Flag: `boolean`.
    """
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        if kind == "date":
            return _typed_days(column)
        if kind == "moment" and not is_days(column):
            return Coerced(_in_london(column), _none(column))
        column = _iso(column)
    if kind in ("key", "text"):
        return _texts(column.astype("str"))
    codes, texts = _distinct(column)
    distinct = _READERS[kind](pd.Series(texts, dtype="str"), allowed)
    unreadable = distinct.isna().to_numpy()
    # A missing text has code -1 and takes the last place, which is missing and is no fault.
    distinct = distinct.reindex(range(len(distinct) + 1))
    if kind == "set":
        distinct.iloc[-1] = ""
    values = _taken(distinct, codes).set_axis(column.index)
    return Coerced(values, np.append(unreadable, False)[codes] if unreadable.any() else _none(column))


def _taken(distinct: pd.Series, codes: NDArray[np.integer[Any]]) -> pd.Series:
    """For each code the value at its place."""
    if isinstance(distinct.dtype, pd.CategoricalDtype):
        taken = distinct.cat.codes.to_numpy()[codes]
        return pd.Series(pd.Categorical.from_codes(taken, dtype=distinct.dtype), copy=False)
    return distinct.take(codes)


def is_days(column: pd.Series) -> bool:
    """Whether a reader of text has typed a column as days without a time, which it does in whole seconds."""
    return column.dtype == "datetime64[s]"


def _iso(column: pd.Series) -> pd.Series:
    """Times as text."""
    return column.dt.strftime("%Y-%m-%d" if is_days(column) else "%Y-%m-%d %H:%M:%S").astype("str")


def _none(column: pd.Series) -> NDArray[np.bool_]:
    return np.zeros(len(column), dtype=bool)


def _texts(column: pd.Series) -> Coerced:
    """Texts as they are, but for the errors of Excel."""
    if not pc.any(pc.starts_with(pa.array(column), "#")).as_py():
        return Coerced(column, _none(column))
    is_error = column.isin(EXCEL_ERRORS)
    return Coerced(column.mask(is_error), is_error.to_numpy())


def _distinct(column: pd.Series) -> tuple[NDArray[np.integer[Any]], pd.Index]:
    """The distinct texts, and for each row the place of its own; -1 where it has none."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.codes.to_numpy(), column.cat.categories.astype("str")
    column = column.astype("str")
    if column.isna().all():
        return np.full(len(column), -1, dtype=np.int8), pd.Index([], dtype="str")
    return pd.factorize(column)


def _typed_days(column: pd.Series) -> Coerced:
    """Days from timestamps: of one with a time zone the day in London. A time of day other than 00:00 is not read."""
    walls = wall_times(column).astype("datetime64[us]")
    if is_days(column):
        return Coerced(walls, _none(column))
    since_1970 = walls.to_numpy().view(np.int64)
    odd = (since_1970 % _DAY != 0) & walls.notna().to_numpy()
    return Coerced(walls.mask(odd) if odd.any() else walls, odd)


def _in_london(column: pd.Series) -> pd.Series:
    return to_london(column) if column.dt.tz is None else column.dt.as_unit("us").dt.tz_convert(LONDON)


def _days(texts: pd.Series, allowed: Sequence[str]) -> pd.Series:
    return pd.Series(read_days(pa.array(texts)))


def _moments(texts: pd.Series, allowed: Sequence[str]) -> pd.Series:
    return read_moments(pa.array(texts))


def _codes(texts: pd.Series, allowed: Sequence[str]) -> pd.Series:
    place = _places(allowed)
    codes = [place.get(_plain(text), -1) for text in texts]
    return pd.Series(pd.Categorical.from_codes(codes, pd.Index(list(allowed), dtype="str")))


def _sets(texts: pd.Series, allowed: Sequence[str]) -> pd.Series:
    place = _places(allowed)

    def in_order(text: str) -> str | None:
        places = {place.get(_plain(part)) for part in text.split(";") if part.strip()}
        return None if None in places else ";".join(value for at, value in enumerate(allowed) if at in places)

    return pd.Series([in_order(text) for text in texts], dtype="str")


def _flags(texts: pd.Series, allowed: Sequence[str]) -> pd.Series:
    return pd.Series([FLAGS.get(text.lower()) for text in texts], dtype="boolean")


def _places(allowed: Sequence[str]) -> dict[str, int]:
    return {_plain(value): place for place, value in enumerate(allowed)}


def _plain(text: str) -> str:
    """A text without what does not tell two codes apart: case, and how its words are joined."""
    return _SEPARATORS.sub("_", text.strip()).casefold()


_READERS: dict[Kind, Callable[[pd.Series, Sequence[str]], pd.Series]] = {
    "date": _days, "moment": _moments, "code": _codes, "set": _sets, "flag": _flags,
}  # fmt: skip
