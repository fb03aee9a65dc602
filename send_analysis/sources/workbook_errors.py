"""The cells of a sheet that hold an error of Excel's, which the reader of workbooks passes over as blank."""

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ERROR_CELL = re.compile(rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})(\d{1,7})"[^>]*>.*?<(?:\w+:)?v>([^<]*)<')


def error_cells(path: Path, sheet: str) -> dict[tuple[int, int], str]:
    """Row and column, both counted from 0, of each cell of the sheet with an error, and the error, for instance "#N/A"."""
    with zipfile.ZipFile(path) as workbook:
        part = _part_of(workbook, sheet)
        xml = workbook.read(part) if part in workbook.namelist() else b""
    return {
        (int(row) - 1, _column_number(column.decode())): text.decode("utf-8")
        for column, row, text in _ERROR_CELL.findall(xml)
    }


def _part_of(workbook: zipfile.ZipFile, sheet: str) -> str:
    """The part of the workbook that a sheet is written in."""
    sheets = ElementTree.fromstring(workbook.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")
    relation = {each.get("name"): each.get(_RELATION) for each in sheets}.get(sheet)
    relations = ElementTree.fromstring(workbook.read("xl/_rels/workbook.xml.rels"))
    target = {each.get("Id"): each.get("Target", "") for each in relations}.get(relation, "")
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
