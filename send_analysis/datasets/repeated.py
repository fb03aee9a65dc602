"""Which rows have the same values in some columns as another row, found without making Python objects of the values.

Each row becomes a number of 64 bits that equal rows share. Rows whose number is there once are unlike all others; only the
few that share one are compared value by value.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from send_analysis.core.chunks import in_chunks

Numbers = NDArray[np.uint64]

#: Below so many rows the plain way is as fast.
_MANY = 50_000

_WORD = 8
_MASKS = np.array([(1 << (8 * taken)) - 1 for taken in range(_WORD + 1)], dtype=np.uint64)
_HALF = np.uint64(1 << 63)
_MIX, _SHIFT = np.uint64(0x9E3779B97F4A7C15), np.uint64(29)


def repeated(rows: pd.DataFrame, columns: Sequence[str]) -> NDArray[np.bool_]:
    """Whether each row has in these columns the same values as some other row; a missing value is like a missing one."""
    if len(rows) < _MANY:
        return rows.duplicated(list(columns), keep=False).to_numpy()
    shared = _shared(row_numbers(rows, columns))
    found = np.zeros(len(rows), dtype=bool)
    if shared.size:
        places = np.flatnonzero(pd.Series(row_numbers(rows, columns)).isin(shared).to_numpy())
        found[places] = rows[list(columns)].iloc[places].duplicated(keep=False).to_numpy()
    return found


def row_numbers(rows: pd.DataFrame, columns: Sequence[str]) -> Numbers:
    """One number for each row, the same for rows with the same values in these columns, and hardly ever for others."""
    numbers = np.zeros(len(rows), dtype=np.uint64)
    for name in columns:
        _mix_in(numbers, rows[name])
    return numbers


def _shared(numbers: Numbers) -> Numbers:
    """The numbers that are there more than once."""
    halves = [numbers[numbers < _HALF], numbers[numbers >= _HALF]]
    with ThreadPoolExecutor(len(halves)) as pool:
        return np.concatenate(list(pool.map(_shared_in, halves)))


def _shared_in(numbers: Numbers) -> Numbers:
    numbers.sort()
    return np.unique(numbers[1:][numbers[1:] == numbers[:-1]])


def _mix_in(numbers: Numbers, column: pd.Series) -> None:
    if column.dtype == "str":
        texts = pa.chunked_array(pa.array(column))
        in_chunks(len(texts), lambda rows: _mix_in_texts(numbers[rows], texts[rows]))
        return
    if isinstance(column.dtype, pd.CategoricalDtype):
        values = column.cat.codes.to_numpy(dtype=np.int64)
    elif column.dtype == "boolean":
        values = column.astype("Int8").fillna(-1).to_numpy(dtype=np.int64)
    else:
        values = column.to_numpy(dtype="datetime64[us]").view(np.int64)
    in_chunks(len(values), lambda rows: _mix(numbers[rows], values[rows].view(np.uint64)))


def _mix_in_texts(numbers: Numbers, texts: pa.ChunkedArray) -> None:
    place = 0
    for chunk in texts.chunks:
        _mix_in_chunk(numbers[place : place + len(chunk)], chunk.cast(pa.large_string()))
        place += len(chunk)


def _mix(numbers: Numbers, values: Numbers) -> None:
    numbers ^= values
    numbers *= _MIX
    numbers ^= numbers >> _SHIFT


def _mix_in_chunk(numbers: Numbers, texts: pa.Array) -> None:
    """Mix in the bytes of each text, eight at a time, and its length; of a missing text a length that no text has."""
    offsets = np.frombuffer(texts.buffers()[1], dtype=np.int64)[texts.offset : texts.offset + len(texts) + 1]
    lengths = np.where(texts.is_null().to_numpy(zero_copy_only=False), -1, np.diff(offsets))
    data = _at_least_a_word(texts.buffers()[2])
    words = np.ndarray((len(data) - _WORD + 1,), dtype="<u8", buffer=data, strides=(1,))
    for start in range(0, int(lengths.max(initial=0)), _WORD):
        # At the very end of the data a word begins earlier, and what comes before the text is shifted out.
        wanted = offsets[:-1] + start
        begin = np.minimum(wanted, len(words) - 1)
        word = words[begin] >> (np.minimum(wanted - begin, _WORD - 1) * 8).astype(np.uint64)
        mixed = numbers.copy()
        _mix(mixed, word & _MASKS[np.clip(lengths - start, 0, _WORD)])
        # A text that has ended is left alone, however long others beside it are.
        np.copyto(numbers, mixed, where=lengths > start)
    _mix(numbers, lengths.view(np.uint64))


def _at_least_a_word(buffer: pa.Buffer | None) -> NDArray[np.uint8]:
    data = np.frombuffer(buffer, dtype=np.uint8) if buffer is not None else np.empty(0, dtype=np.uint8)
    return data if len(data) >= _WORD else np.pad(data, (0, _WORD - len(data)))
