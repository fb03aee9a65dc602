"""Rows as a database's driver gives them, chunk by chunk into columns of text or timestamps.

A chunk's Python objects are gone when the next one comes: what stays is Arrow's, as narrow as a file's columns are.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

import pyarrow as pa
import pyarrow.compute as pc

from send_analysis.core.errors import DataError

_TEXT, _TIMES, _MOMENTS = pa.string(), pa.timestamp("us"), pa.timestamp("us", tz="UTC")

#: What stands for a missing value in the digest: no text has this length, and no database keeps this time.
_MISSING = {pa.int32(): -1, pa.int64(): -(2**63)}


class Columns:
    """The columns of a query's result, grown chunk by chunk."""

    def __init__(self, names: Sequence[str], shown: str) -> None:
        for number, name in enumerate(names):
            if name in names[:number]:
                first = names.index(name) + 1
                raise DataError(
                    f"{shown}: columns {first} and {number + 1} are both called `{name}`. Give one another name with AS."
                )
        self._names, self._shown, self.rows = list(names), shown, 0
        self._chunks: list[list[pa.Array]] = [[] for _ in names]
        self._digests = [_Digest(name) for name in names]

    def add(self, rows: Sequence[Sequence[Any]]) -> None:
        """Add rows at the end."""
        self.rows += len(rows)
        columns = zip(self._names, self._chunks, self._digests, zip(*rows, strict=True), strict=True)
        for name, chunks, digest, values in columns:
            chunks.append(self._array(name, values))
            digest.add(chunks[-1])

    def taken(self) -> pa.Table:
        """All rows, which are then no longer kept here; a column whose chunks differ in kind is text."""
        taken, self._chunks = self._chunks, []
        return pa.Table.from_arrays([_joined(chunks) for chunks in taken], names=self._names)

    @property
    def digest(self) -> str:
        """SHA-256 of the names of the columns and of all that was added, however it was divided."""
        return sha256(b"".join(each.value() for each in self._digests)).hexdigest()

    def _array(self, name: str, values: Sequence[Any]) -> pa.Array:
        kinds = set(map(type, values)) - {type(None)}
        for kind in kinds:
            if not issubclass(kind, _READABLE):
                raise DataError(
                    f"{self._shown}: column `{name}` holds values of the type {kind.__name__}, which are neither text, number, "
                    "date nor flag. Leave the column out, or turn it into text in the query."
                )
        if len(kinds) == 1 and (array := _whole(kinds.pop(), values)) is not None:
            return array
        return pa.array([None if value is None else _as_text(value) for value in values], _TEXT)


class _Digest:
    """What tells one column from another: its name, its times or the lengths of its texts, and the texts."""

    def __init__(self, name: str) -> None:
        self._numbers, self._letters = sha256(name.encode()), sha256()

    def add(self, chunk: pa.Array) -> None:
        numbers = pc.binary_length(chunk) if chunk.type == _TEXT else chunk.cast(pa.int64())
        self._numbers.update(numbers.fill_null(_MISSING[numbers.type]).to_numpy())
        if chunk.type == _TEXT:
            whole = pa.ListArray.from_arrays(pa.array([0, len(chunk)], pa.int32()), chunk.fill_null(""))
            self._letters.update(pc.binary_join(whole, "")[0].as_buffer())

    def value(self) -> bytes:
        return self._numbers.digest() + self._letters.digest()


def _whole(kind: type, values: Sequence[Any]) -> pa.Array | None:
    """Values of one kind at once; None where that kind goes value by value."""
    if issubclass(kind, str):
        return pa.array(values, _TEXT)
    if issubclass(kind, datetime):
        aware = {value.tzinfo is not None for value in values if value is not None}
        return pa.array(values, _MOMENTS if aware == {True} else _TIMES) if len(aware) == 1 else None
    if issubclass(kind, date):
        return pa.array(values, pa.date32()).cast(_TIMES)
    if kind is bool:
        return pa.array(values, pa.bool_()).cast(_TEXT)
    return None


def _as_text(value: Any) -> str:
    return next(write(value) for kind, write in _WRITTEN.items() if isinstance(value, kind))


def _number(value: float | Decimal) -> str:
    """A whole number without a decimal point; as everywhere, so that an identifier is the same from every source."""
    finite = value.is_finite() if isinstance(value, Decimal) else value == value and abs(value) != float("inf")
    if finite and value == int(value):
        return str(int(value))
    return format(value, "f") if isinstance(value, Decimal) else str(value)


#: How each kind of value is written; of a kind that is one of another the more special comes first.
_WRITTEN: dict[type, Callable[[Any], str]] = {
    str: str,
    bool: lambda value: str(value).lower(),
    int: str,
    float: _number,
    Decimal: _number,
    datetime: lambda value: value.isoformat(" "),
    date: date.isoformat,
    time: time.isoformat,
    UUID: str,
}
_READABLE = tuple(_WRITTEN)


def _joined(chunks: list[pa.Array]) -> pa.ChunkedArray:
    """The chunks as one column; those without any value take the kind of the others."""
    kinds = {chunk.type for chunk in chunks if chunk.null_count < len(chunk)}
    kind = kinds.pop() if len(kinds) == 1 else _TEXT
    return pa.chunked_array([_as_kind(chunk, kind) for chunk in chunks], kind)


def _as_kind(chunk: pa.Array, kind: pa.DataType) -> pa.Array:
    if chunk.type == kind:
        return chunk
    if chunk.null_count == len(chunk):
        return pa.nulls(len(chunk), kind)
    texts = pc.strftime(chunk, "%Y-%m-%d %H:%M:%S")
    return pc.binary_join_element_wise(texts, "Z", "") if chunk.type == _MOMENTS else texts
