"""Errors, and formulas never calculated, in OpenDocument spreadsheets."""

import re
import zipfile
from typing import IO
from xml.parsers import expat

from lxml import etree

from send_analysis.sources.workbook_errors import MOST_ROWS, NOT_CALCULATED, OTHER_ERROR, PassedOver, UnfitError, check_size
from send_analysis.sources.xml_blocks import blocks

_PART = "content.xml"
_ROW_BEGINS = b"<table:table-row"
_ROWS_REPEATED = re.compile(rb'number-rows-repeated="(\d{4,18})"')
#: Many cells at once that hold a value or come before one; every row ends in many blank ones.
_FAR_CELLS = re.compile(rb'number-columns-repeated="(\d{4,18})"(?:[^>]*[^/>]>|[^>]*/>(?!\s*</table:table-row>)|>)')
_SUSPECT = re.compile(rb"""formula=|value-type=["']error""")
_ERROR_TEXT = re.compile(r"#[A-Z][A-Z/0_]*[!?]?$|Err:\d+$")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_FORMULA, _KIND = f"{_TABLE}formula", f"{_OFFICE}value-type"
_KIND_IN_LIBREOFFICE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


def look_through(workbook: zipfile.ZipFile, number: int) -> PassedOver:
    """What is passed over in a sheet, given by its number from 0."""
    with workbook.open(_PART) as content:
        # Only a formula ends in an error; without any the rows need not be walked through.
        if not any(_SUSPECT.search(block) for block in blocks(content, _ROW_BEGINS)):
            return PassedOver()
    with workbook.open(_PART) as content:
        return _table(content, number)


def check(workbook: zipfile.ZipFile) -> None:
    """Raise what would make calamine fill all memory, or never end: sheets too large to be held, and XML that is not whole."""
    if b"encryption-data" in workbook.read("META-INF/manifest.xml"):
        raise UnfitError("has a password. Take the password off and save it again.")
    rows, columns, parser = 0, 0, expat.ParserCreate()
    with workbook.open(_PART) as content:
        for block in blocks(content, _ROW_BEGINS):
            parser.Parse(block)
            repeated = [int(times) for times in _ROWS_REPEATED.findall(block)]
            check_size(max(repeated, default=0), 1)
            rows += block.count(_ROW_BEGINS) + sum(repeated)
            columns = max([columns, *map(int, _FAR_CELLS.findall(block))])
    parser.Parse(b"", True)
    # Of several sheets each may end in as many blank rows as a sheet can have.
    check_size(min(rows, MOST_ROWS), columns)


def _table(content: IO[bytes], number: int) -> PassedOver:
    found, at, row = PassedOver(), -1, 0
    for event, element in etree.iterparse(
        content, ("start", "end"), tag=(f"{_TABLE}table", f"{_TABLE}table-row"), resolve_entities=False, no_network=True
    ):
        if event == "start":
            at += element.tag == f"{_TABLE}table"
        elif element.tag == f"{_TABLE}table-row":
            if at == number:
                row += _row(element, row, found)
            element.clear()
        elif at >= number:
            break
    return found


def _row(element: etree._Element, row: int, found: PassedOver) -> int:
    """Take in the errors of a row; how many times it stands there."""
    column, times = 0, int(element.get(f"{_TABLE}number-rows-repeated", 1))
    for cell in element.iterchildren(*_CELLS):
        width = int(cell.get(f"{_TABLE}number-columns-repeated", 1))
        text = _error(cell)
        for place in range(width * times if text else 0):
            found.add(row + place // width, column + place % width, text, calculated=text != NOT_CALCULATED)
        column += width
    return times


def _error(cell: etree._Element) -> str:
    """The error that a cell shows; nothing for a cell without one."""
    is_error = cell.get(_KIND_IN_LIBREOFFICE) == "error"
    if not is_error and cell.get(_FORMULA) is None:
        return ""
    text = "".join(cell.xpath("*[local-name()='p']//text()")).strip()
    if is_error or _ERROR_TEXT.match(text):
        return text or OTHER_ERROR
    return NOT_CALCULATED if cell.get(_KIND) is None else ""
