"""Errors in workbooks in .xlsb form: the parts of .xlsx as records, each with its kind, its length and its data."""

import struct
import zipfile
from collections.abc import Iterator

from send_analysis.sources.errors_in_xlsx import part_of_relation
from send_analysis.sources.workbook_errors import ERROR_OF_CODE, OTHER_ERROR, PassedOver, check_size

_ROW = 0
_ERROR_KINDS = (3, 11)  # a cell with an error, and a formula that ends in one
_LAST_CELL_KIND = 11
_BLANK = 1
_SHEET = 156


def look_through(workbook: zipfile.ZipFile, number: int) -> PassedOver:
    """What is passed over in a sheet, given by its number from 0."""
    found, row, rows, columns = PassedOver(), 0, 1, 1
    for kind, data in _records(workbook.read(_part_of(workbook, number)), _LAST_CELL_KIND):
        column = int.from_bytes(data[:4], "little")
        if kind == _ROW:
            row, rows = column, max(rows, column + 1)
        elif kind != _BLANK and column >= columns:
            columns = column + 1
        if kind in _ERROR_KINDS:
            found.add(row, column, ERROR_OF_CODE.get(data[8], OTHER_ERROR))
    check_size(rows, columns)
    return found


def _part_of(workbook: zipfile.ZipFile, number: int) -> str:
    """The part of the workbook that a sheet is written in."""
    sheets = [data for kind, data in _records(workbook.read("xl/workbook.bin"), _SHEET) if kind == _SHEET]
    (length,) = struct.unpack_from("<I", sheets[number], 8)
    relation = sheets[number][12 : 12 + 2 * length].decode("utf-16-le")
    return part_of_relation(workbook, "xl/_rels/workbook.bin.rels", relation)


def _records(data: bytes, last_kind: int) -> Iterator[tuple[int, bytes]]:
    """The records up to a kind, one after the other; a kind takes one or two bytes, a length one to four, seven bits in each."""
    at, end = 0, len(data)
    while at < end:
        kind = data[at]
        at += 1
        if kind & 0x80:
            kind = kind & 0x7F | (data[at] & 0x7F) << 7
            at += 1
        length = shift = 0
        while True:
            byte = data[at]
            at += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 or shift > 21:
                break
        if kind <= last_kind:
            yield kind, data[at : at + length]
        at += length
