"""Errors in workbooks in .xls form: a file of Excel 97 to 2003, in which the sheets are records of a stream."""

import struct
from collections.abc import Iterator

from send_analysis.sources.compound_file import read_stream
from send_analysis.sources.workbook_errors import ERROR_OF_CODE, OTHER_ERROR, PassedOver, check_size

_END, _SHEET, _BOOLEAN_OR_ERROR = 0x0A, 0x85, 0x205
_FORMULAS = (0x06, 0x206, 0x406)
_CELLS = (*_FORMULAS, 0x203, 0x204, _BOOLEAN_OR_ERROR, 0x27E, 0xD6, 0xFD)
_SEVERAL_CELLS, _SIZE = 0xBD, 0x200
_BEGIN = (0x809, 0x409, 0x209, 0x09)


def look_through(data: bytes, number: int) -> PassedOver:
    """What is passed over in a sheet, given by its number from 0.

    Parameters
    ----------
    data : the whole file.
    """
    stream = read_stream(data, "Workbook", "Book")
    found = PassedOver()
    for kind, record in _records(stream, _starts(stream)[number]):
        code = _error_code(kind, record)
        if code is not None:
            row, column = struct.unpack_from("<HH", record)
            found.add(row, column, ERROR_OF_CODE.get(code, OTHER_ERROR))
    return found


def check(data: bytes) -> None:
    """Raise where a sheet is, or says it is, too large to be held: calamine would believe it. Only damaged files say so."""
    stream = read_stream(data, "Workbook", "Book")
    for start in _starts(stream):
        rows, columns = 0, 0
        for kind, record in _records(stream, start):
            if kind == _SIZE:
                check_size(*_said_size(record))
            elif kind in _CELLS or kind == _SEVERAL_CELLS:
                row, column = struct.unpack_from("<HH", record, 0)
                last = struct.unpack_from("<H", record, len(record) - 2)[0] if kind == _SEVERAL_CELLS else column
                rows, columns = max(rows, row + 1), max(columns, column + 1, last + 1)
        check_size(rows, columns)


def _said_size(record: bytes) -> tuple[int, int]:
    """How many rows and columns a sheet says it has."""
    top, bottom, left, right = struct.unpack_from("<IIHH" if len(record) >= 14 else "<HHHH", record)
    if bottom and right and (bottom <= top or right <= left):
        raise ValueError("a sheet that ends before it begins")
    return bottom, right


def _starts(stream: bytes) -> list[int]:
    """Where each sheet begins."""
    return [struct.unpack_from("<I", record)[0] for kind, record in _records(stream, 0) if kind == _SHEET]


def _error_code(kind: int, record: bytes) -> int | None:
    """The code of the error in a cell; nothing for any other record."""
    if kind == _BOOLEAN_OR_ERROR and record[7]:
        return record[6]
    # A result that is no number is marked by two bytes that no number ends in; what it is then stands in the first.
    if kind in _FORMULAS and record[12:14] == b"\xff\xff" and record[6] == 2:
        return record[8]
    return None


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of the part of the stream that begins here; parts inside it, such as charts, are passed over."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + length]
        depth += (kind in _BEGIN) - (kind == _END)
        at += 4 + length
        if depth <= 0:
            return
