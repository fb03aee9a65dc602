"""One column out of the same column of several files."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from pandas.api.types import is_datetime64_any_dtype, union_categoricals

from send_analysis.sources.exact_columns import MOST_CATEGORIES, as_written

#: The column of one file, or only the number of its rows where it does not have the column.
Piece = pd.Series | int


def joined_column(pieces: Sequence[Piece], forms: Sequence[str]) -> tuple[pd.Series, str]:
    """The column of all files in the one type that holds it: times where all files have times, else text.

    Parameters
    ----------
    pieces : for each file.
    forms : for each piece how its file writes the times that it was read from; empty where it was not text.

    Returns
    -------
    The column, and how its times are written where all files write them in one way.
    """
    # A column of blanks has the type of no value, and must not decide on the type of the others.
    pieces = [len(piece) if not isinstance(piece, int) and piece.isna().all() else piece for piece in pieces]
    given = [(piece, form) for piece, form in zip(pieces, forms, strict=True) if not isinstance(piece, int)]
    if given and all(isinstance(piece.dtype, pd.CategoricalDtype) for piece, _ in given):
        return _categories(pieces), ""
    form = given[0][1] if given else ""
    kinds = {(own, _kind_of_times(piece)) for piece, own in given}
    if len(kinds) == 1 and (form, "") not in kinds:
        return _joined(pieces, _widest([piece for piece, _ in given])), form
    texts = [
        piece if isinstance(piece, int) else as_written(piece, own) if own else piece.astype("str")
        for piece, own in zip(pieces, forms, strict=True)
    ]
    return _joined(texts, "str"), ""


def _kind_of_times(piece: pd.Series) -> str:
    """The time zone of a column of times, "None" where they have none; nothing for any other column."""
    return str(getattr(piece.dt, "tz", None)) if is_datetime64_any_dtype(piece.dtype) else ""


def _widest(times: Sequence[pd.Series]) -> Any:
    """The type of times that loses none of them."""
    same = len({piece.dtype for piece in times}) == 1
    return times[0].dtype if same else times[0].dt.as_unit("us").dtype


def _joined(pieces: Sequence[Piece], dtype: Any) -> pd.Series:
    own = [pd.Series(None, index=range(piece)) if isinstance(piece, int) else piece for piece in pieces]
    return pd.concat([piece.astype(dtype) for piece in own], ignore_index=True)


def _categories(pieces: Sequence[Piece]) -> pd.Series:
    """Categories where they stay few, else text."""
    none = pd.CategoricalDtype(pd.Index([], dtype="str"))
    own = [pd.Series(None, index=range(piece), dtype=none) if isinstance(piece, int) else piece for piece in pieces]
    whole = pd.Series(union_categoricals(own))
    return whole if len(whole.cat.categories) <= MOST_CATEGORIES else whole.astype("str")
