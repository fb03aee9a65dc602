"""Small workbooks in the forms that no library of ours writes: .ods, .xlsb and .xls.

A cell is given as text, number, flag or date; an :class:`Error` is a cell with an error, a :class:`Formula` one with a formula.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZipFile

CODES = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36, "#N/A": 42}

Rows = Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Error:
    """An error, typed in or, where it says so, the result of a formula."""

    text: str
    of_formula: bool = True


@dataclass(frozen=True)
class Formula:
    """A formula that was never calculated."""


# OpenDocument

_ODS = "urn:oasis:names:tc:opendocument:xmlns"
_CONTENT = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="{_ODS}:office:1.0" xmlns:table="{_ODS}:table:1.0" xmlns:text="{_ODS}:text:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.3">
<office:body><office:spreadsheet>%s</office:spreadsheet></office:body></office:document-content>"""
_KIND = "application/vnd.oasis.opendocument.spreadsheet"


def write_ods(path: Path, sheets: Mapping[str, Rows | str]) -> Path:
    """Sheets by name, each as rows of cells or as the XML of its rows."""
    tables = [
        f"<table:table table:name={quoteattr(name)}>{rows if isinstance(rows, str) else ods_rows(rows)}</table:table>"
        for name, rows in sheets.items()
    ]
    return write_ods_content(path, _CONTENT % "".join(tables))


def write_ods_content(path: Path, content: str, manifest: str = "") -> Path:
    with ZipFile(path, "w") as parts:
        parts.writestr("mimetype", _KIND)
        parts.writestr("content.xml", content)
        entries = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_KIND}"/>{manifest}'
        parts.writestr(
            "META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{_ODS}:manifest:1.0">{entries}</manifest:manifest>'
        )
    return path


def ods_rows(rows: Rows) -> str:
    return "".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows)


def ods_cell(value: Any, more: str = "") -> str:
    """A cell as LibreOffice writes it."""
    attributes, text = _ods_parts(value)
    return f"<table:table-cell {attributes} {more}>{f'<text:p>{escape(text)}</text:p>' if text else ''}</table:table-cell>"


def _ods_parts(value: Any) -> tuple[str, str]:
    match value:
        case None:
            return "", ""
        case Formula():
            return 'table:formula="of:=[.A1]"', ""
        case Error():
            return (
                'table:formula="of:=NA()" office:value-type="string" office:string-value="" calcext:value-type="error"',
                value.text,
            )
        case bool():
            return f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"', str(value).upper()
        case int() | float():
            return f'office:value-type="float" office:value="{value}"', str(value)
        case date():
            return f'office:value-type="date" office:date-value="{value.isoformat()}"', f"{value:%d/%m/%Y}"
    return 'office:value-type="string"', value


# .xlsb


def write_xlsb(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """Sheets by name."""
    bundle = b"".join(
        _record(156, struct.pack("<II", 0, number) + _wide(f"rId{number}") + _wide(name))
        for number, name in enumerate(sheets, 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Target="worksheets/sheet{number}.bin" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>'
        for number in range(1, len(sheets) + 1)
    )
    with ZipFile(path, "w") as parts:
        parts.writestr("xl/workbook.bin", _record(131) + _record(143) + bundle + _record(144) + _record(132))
        parts.writestr("xl/_rels/workbook.bin.rels", f'<Relationships xmlns="r">{relations}</Relationships>')
        for number, rows in enumerate(sheets.values(), 1):
            parts.writestr(f"xl/worksheets/sheet{number}.bin", _xlsb_sheet(rows))
    return path


def _xlsb_sheet(rows: Rows) -> bytes:
    width = max(map(len, rows), default=1)
    data = [_record(129), _record(148, struct.pack("<4I", 0, max(len(rows) - 1, 0), 0, width - 1)), _record(145)]
    for number, row in enumerate(rows):
        data.append(_record(0, struct.pack("<I", number) + bytes(21)))
        data += [_xlsb_cell(column, value) for column, value in enumerate(row)]
    return b"".join([*data, _record(146), _record(130)])


def _xlsb_cell(column: int, value: Any) -> bytes:
    place = struct.pack("<II", column, 0)
    match value:
        case None:
            return _record(1, place)
        case Error():
            more = bytes(10) if value.of_formula else b""
            return _record(11 if value.of_formula else 3, place + bytes([CODES[value.text]]) + more)
        case bool():
            return _record(4, place + bytes([value]))
        case int() | float():
            return _record(5, place + struct.pack("<d", value))
    return _record(6, place + _wide(value))


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _record(kind: int, data: bytes = b"") -> bytes:
    start = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, left = b"", len(data)
    while left >= 0x80:
        length += bytes([left & 0x7F | 0x80])
        left >>= 7
    return start + length + bytes([left]) + data


# .xls


def write_xls(path: Path, sheets: Mapping[str, Rows], *, small: bool = False, size: tuple[int, ...] = ()) -> Path:
    """Sheets by name.

    Parameters
    ----------
    small : keep the stream in small sectors, as it is done with short ones.
    size : what each sheet says of its first and last row and column.
    """
    start = _biff(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + _biff(0x42, struct.pack("<H", 1200))
    start += b"".join(_biff(0xE0, struct.pack("<HH", 0, number) + bytes(16)) for number in (0, 14, 22))
    tabs = [_xls_name(name) for name in sheets]
    bodies = [_xls_sheet(rows, size) for rows in sheets.values()]
    before = len(start) + sum(10 + len(tab) for tab in tabs) + 4
    bounds = b""
    for tab, body in zip(tabs, bodies, strict=True):
        bounds += _biff(0x85, struct.pack("<IH", before, 0) + tab)
        before += len(body)
    stream = start + bounds + _biff(0x0A) + b"".join(bodies)
    path.write_bytes(compound_file("Workbook", stream if small else stream.ljust(4096, b"\0")))
    return path


def _xls_name(name: str) -> bytes:
    return struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")


def _xls_sheet(rows: Rows, size: tuple[int, ...]) -> bytes:
    cells = [_xls_cell(number, column, value) for number, row in enumerate(rows) for column, value in enumerate(row)]
    said = _biff(0x200, struct.pack("<IIHHH", *size, 0)) if size else b""
    return _biff(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + said + b"".join(cells) + _biff(0x0A)


def _xls_cell(row: int, column: int, value: Any) -> bytes:
    place = struct.pack("<HH", row, column)
    match value:
        case None:
            return _biff(0x201, place + bytes(2))
        case Error(of_formula=True):
            result = bytes([2, 0, CODES[value.text], 0, 0, 0, 0xFF, 0xFF])
            return _biff(0x06, place + bytes(2) + result + bytes(8) + struct.pack("<H", 3) + b"\x1e\x01\x00")
        case Error():
            return _biff(0x205, place + bytes(2) + bytes([CODES[value.text], 1]))
        case bool():
            return _biff(0x205, place + bytes(2) + bytes([value, 0]))
        case datetime():
            return _biff(0x203, place + struct.pack("<Hd", 2, _serial(value)))
        case date():
            return _biff(0x203, place + struct.pack("<Hd", 1, _serial(datetime(value.year, value.month, value.day))))
        case int() | float():
            return _biff(0x203, place + struct.pack("<Hd", 0, value))
    return _biff(0x204, place + struct.pack("<HHB", 0, len(value), 1) + value.encode("utf-16-le"))


def _serial(moment: datetime) -> float:
    since = moment - datetime(1899, 12, 30)
    return since.days + since.seconds / 86400


def _biff(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def compound_file(name: str, stream: bytes) -> bytes:
    """A compound file with one stream: the header, then the table of sectors, the directory, and the content."""
    is_small = len(stream) < 4096
    pieces = {"fat": b"", "directory": b"", "small": b"", "content": stream}
    if is_small:
        sectors = -(-len(stream) // 64)
        pieces["small"] = struct.pack(f"<{sectors}I", *range(1, sectors), 0xFFFFFFFE)
    counts = {key: max(1, -(-len(piece) // 512)) if key != "small" else int(is_small) for key, piece in pieces.items()}
    assert sum(counts.values()) <= 128, "one sector of the table is enough for small files only"
    starts = dict(zip(counts, [sum(list(counts.values())[:at]) for at in range(4)], strict=True))
    fat = [0xFFFFFFFF] * 128
    for key, start in starts.items():
        places = range(start, start + counts[key])
        for one, other in pairwise(places):
            fat[one] = other
        if places:
            fat[places[-1]] = 0xFFFFFFFE if key != "fat" else 0xFFFFFFFD
    content = (starts["content"], len(stream))
    pieces["fat"] = struct.pack("<128I", *fat)
    pieces["directory"] = _entry("Root Entry", 5, *(content if is_small else (0xFFFFFFFE, 0)), child=1)
    pieces["directory"] += _entry(name, 2, 0 if is_small else content[0], len(stream)) + _entry("", 0, 0, 0) * 2
    small = (starts["small"], 1) if is_small else (0xFFFFFFFE, 0)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9I", 0, 1, starts["directory"], 0, 4096, *small, 0xFFFFFFFE, 0) + struct.pack(
        "<109I", 0, *[0xFFFFFFFF] * 108
    )
    return header + b"".join(piece.ljust(512 * counts[key], b"\0") for key, piece in pieces.items())


def _entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    text = (name + "\0").encode("utf-16-le") if name else b""
    head = text.ljust(64, b"\0") + struct.pack("<HBB3I", len(text), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return (head + bytes(36) + struct.pack("<IQ", start, size)).ljust(128, b"\0")
