"""Columns of text whose every value has one exact form, typed while they are read: a long column is then never text at once.

A form is exact when the text can be made again from what was read. Whatever is not of such a form stays text, to be read with
more patience later (see the modules `coerce` and `dates`).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

#: A column with at most so many distinct texts becomes a category.
MOST_CATEGORIES = 100

#: How many values of a column are looked at before all of them are encoded as categories.
_SAMPLE = 1000

_TIMES = {0: "", 6: "%H:%M", 9: "%H:%M:%S"}
_DAY_LENGTH = 10

#: Where a day written 22/06/2022 has the characters of 2022-06-22.
_AS_ISO = (6, 7, 8, 9, 2, 3, 4, 2, 0, 1)


class Piece(NamedTuple):
    """Part of a column: text, a dictionary of texts, or timestamps and the form in which they were written."""

    values: pa.Array
    form: str = ""


def times_or_text(column: pa.Array, *, typed: bool = True) -> Piece:
    """Part of a column as times, where all of its texts have one exact form; else as text that is trimmed."""
    return (_exact_times(column) if typed else None) or Piece(trimmed(column))


def narrow(piece: Piece) -> Piece:
    """Text as a dictionary, where it has few distinct ones."""
    column = piece.values
    if piece.form:
        return piece
    if column.null_count == len(column):
        return Piece(pa.nulls(len(column), pa.dictionary(pa.int32(), pa.large_string())))
    if len(column.slice(0, _SAMPLE).unique()) <= MOST_CATEGORIES:
        encoded = column.dictionary_encode()
        if len(encoded.dictionary) <= MOST_CATEGORIES:
            return Piece(encoded)
    return piece


def trimmed(column: pa.Array) -> pa.Array:
    """Texts without white space around them; a blank is missing."""
    if not _has_edges(column):
        return column
    texts = pc.utf8_trim_whitespace(column)
    return pc.if_else(pc.equal(texts, ""), pa.scalar(None, column.type), texts)


def whole_column(pieces: Sequence[Piece]) -> tuple[pd.Series, str]:
    """The column that the pieces make, and the form of its times.

    Returns
    -------
    `datetime64[s]` for days, `datetime64[us]` for days with a time, `category` or `str`.
    """
    given = [piece for piece in pieces if piece.values.null_count < len(piece.values)]
    forms = {piece.form for piece in given}
    if len(forms) == 1 and (form := forms.pop()):
        kind = given[0].values.type
        chunks = [piece.values if piece.form else pa.nulls(len(piece.values), kind) for piece in pieces]
        return pd.Series(_in_one(chunks), copy=False), form
    if given and all(pa.types.is_dictionary(piece.values.type) for piece in given):
        codes, texts = _categories([piece.values for piece in pieces])
        if len(texts) <= MOST_CATEGORIES:
            return pd.Series(pd.Categorical.from_codes(codes, pd.Index(texts, dtype="str"))), ""
    chunks = [_text(piece) for piece in pieces]
    return pa.chunked_array(chunks, pa.large_string()).to_pandas(), ""


def as_written(column: pd.Series, form: str) -> pd.Series:
    """Times as the text that they were read from."""
    text = pc.strftime(pa.array(column, pa.timestamp("s")), form)
    return text.to_pandas().astype("str").set_axis(column.index)


def _exact_times(column: pa.Array) -> Piece | None:
    """The times that all texts name in one exact form, else None."""
    offsets, data = _buffers(column)
    lengths = np.diff(offsets)
    length = int(lengths.max(initial=0))
    given = len(column) - column.null_count
    if given == 0:
        return None
    if length - _DAY_LENGTH not in _TIMES or np.count_nonzero(lengths) != given or lengths.sum() != given * length:
        return None
    texts = data[offsets[0] : offsets[-1]].reshape(given, length)
    form = _form(texts)
    if form is None:
        return None
    if form.startswith("%d"):
        column = _as_iso(column, texts)
        texts = texts[:, 6:]
    if (texts[:, 0] == ord("0")).any():
        return None
    try:
        return Piece(column.cast(pa.timestamp("us" if length > _DAY_LENGTH else "s")), form)
    except pa.ArrowInvalid:
        return None


def _form(texts: NDArray[np.uint8]) -> str | None:
    """The form that all texts have as far as their punctuation tells."""

    def all_are(at: int, character: str) -> bool:
        return bool((texts[:, at] == ord(character)).all())

    time = _TIMES[texts.shape[1] - _DAY_LENGTH]
    joints = [joint for joint in " T" if all_are(_DAY_LENGTH, joint)] if time else [""]
    if not joints:
        return None
    if all_are(4, "-") and all_are(7, "-"):
        return f"%Y-%m-%d{joints[0]}{time}"
    return f"%d/%m/%Y{joints[0]}{time}" if all_are(2, "/") and all_are(5, "/") else None


def _as_iso(column: pa.Array, texts: NDArray[np.uint8]) -> pa.Array:
    """Texts such as 22/06/2022 14:30 as 2022-06-22 14:30, still to be read."""
    places = [*_AS_ISO, *range(_DAY_LENGTH, texts.shape[1])]
    iso = np.empty_like(texts)
    for at, place in enumerate(places):
        iso[:, at] = ord("-") if at in (4, 7) else texts[:, place]
    offsets, _ = _buffers(column)
    buffers = [None, pa.py_buffer(offsets - offsets[0]), pa.py_buffer(iso)]
    whole = pa.Array.from_buffers(column.type, len(column), buffers)
    return whole if column.null_count == 0 else pc.if_else(column.is_valid(), whole, pa.scalar(None, column.type))


def _has_edges(column: pa.Array) -> bool:
    """Whether some text may begin or end with white space: with a blank or a control character, or beyond ASCII."""
    offsets, data = _buffers(column)
    filled = np.diff(offsets) > 0
    if np.count_nonzero(filled) < len(column) - column.null_count:
        return True
    edges = np.concatenate([data[offsets[:-1][filled]], data[offsets[1:][filled] - 1]])
    return bool(((edges <= ord(" ")) | (edges >= 0x80)).any())


def _buffers(column: pa.Array) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """Where each text begins, with the end of the last one, and the bytes of them all."""
    _, offsets, data = column.buffers()
    places = np.frombuffer(offsets, dtype=np.int64)[column.offset : column.offset + len(column) + 1]
    return places, np.frombuffer(data, dtype=np.uint8) if data is not None else np.empty(0, dtype=np.uint8)


def _in_one(chunks: Sequence[pa.Array]) -> NDArray[np.datetime64]:
    return np.concatenate([chunk.to_numpy(zero_copy_only=False) for chunk in chunks])


def _categories(chunks: Sequence[pa.DictionaryArray]) -> tuple[NDArray[np.int8], list[str]]:
    """The code of each row, -1 where it has no text, and the texts, in the order in which they come."""
    place: dict[str, int] = {}
    codes = []
    for chunk in chunks:
        own = [place.setdefault(text, len(place)) for text in chunk.dictionary.to_pylist()]
        indices = chunk.indices.fill_null(len(own)).to_numpy()
        codes.append(np.array([*own, -1])[indices].astype(np.int16))
    narrow = np.int8 if len(place) <= MOST_CATEGORIES else np.int16
    return np.concatenate(codes).astype(narrow), list(place)


def _text(piece: Piece) -> pa.Array:
    """A piece as text again."""
    if piece.form:
        return pc.strftime(piece.values.cast(pa.timestamp("s")), piece.form).cast(pa.large_string())
    return piece.values.cast(pa.large_string())
