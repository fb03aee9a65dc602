"""Errors, and formulas never calculated, in workbooks in .xlsx and .xlsm form."""

import io
import re
import zipfile
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from lxml import etree

from send_analysis.sources.workbook_errors import NOT_CALCULATED, PassedOver, check_size
from send_analysis.sources.xml_blocks import blocks

_ROWS = (b"<row ", b":row>", b":row ")
_COORDINATES = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_ERROR = re.compile(
    rb"""<(?:\w+:)?c\b(?=[^>]*\bt=["']e["'])([^>]*)>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v\b[^>]*>\s*([^<\s]*)""", re.DOTALL
)
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\b[^>]*/>|<(?:\w+:)?v\b[^>]*>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_TEXT = re.compile(rb"""\bt=["'](?:str|inlineStr|s)["']""")
_HIDDEN = re.compile(rb"""<(?:\w+:)?(?:row|col)\b[^>]*\bhidden=["'](?:1|true)["']""")
_BEYOND_COLUMN_Z = re.compile(rb' r="[A-Z][A-Z]')
_FAR_CELL = re.compile(rb"""\br="([A-Z]{2,3})\d{1,7}"(?:[^>]*[^/>])?>""")
_LAST_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*\br="(\d{1,7})\"""")


class _WithoutCoordinatesError(Exception):
    """The cells of a sheet do not say where they are."""


def look_through(workbook: zipfile.ZipFile, number: int) -> PassedOver:
    """What is passed over in a sheet, given by its number from 0."""
    part = _part_of(workbook, number)
    try:
        with workbook.open(part) as sheet:
            return _quickly(sheet)
    except _WithoutCoordinatesError:
        with workbook.open(part) as sheet:
            return _cell_by_cell(sheet)


def with_known_errors(path: Path, number: int) -> io.BytesIO:
    """A copy of a workbook, in memory, whose sheet has only errors that calamine knows: with any other it is not read at all."""

    def known(cell: re.Match[bytes]) -> bytes:
        return cell[0][: cell.start(2) - cell.start()] + b"#VALUE!"

    copy = io.BytesIO()
    with zipfile.ZipFile(path) as workbook, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as mended:
        sheet = _part_of(workbook, number)
        for part in workbook.namelist():
            with workbook.open(part) as content, mended.open(part, "w") as target:
                for block in blocks(content, *_ROWS):
                    target.write(_ERROR.sub(known, block) if part == sheet else block)
    copy.seek(0)
    return copy


def _quickly(sheet: IO[bytes]) -> PassedOver:
    """A look with regular expressions, many times as fast as parsing: most sheets have nothing to find."""
    found, columns, rows = PassedOver(), 1, 1
    for block in blocks(sheet, *_ROWS):
        if b'"e"' in block or b"'e'" in block:
            for cell, text in _ERROR.findall(block):
                found.add(*_place(cell), text.decode("utf-8", "replace"))
        if b"<f" in block or b":f" in block:
            for cell in _FORMULA.findall(block):
                # A formula whose result is the text "" is calculated; only then the cell says that it holds text.
                if not _TEXT.search(cell):
                    found.add(*_place(cell), NOT_CALCULATED, calculated=False)
        if b"hidden" in block:
            found.hidden |= _HIDDEN.search(block) is not None
        if _BEYOND_COLUMN_Z.search(block):
            columns = max([columns, *(_column_number(letters) + 1 for letters in set(_FAR_CELL.findall(block)))])
        rows = max([rows, *map(int, _LAST_ROW.findall(block[block.rfind(b"<row") :]))])
        check_size(rows, columns)
    return found


def _place(cell: bytes) -> tuple[int, int]:
    found = _COORDINATES.search(cell)
    if found is None:
        raise _WithoutCoordinatesError
    return int(found[2]) - 1, _column_number(found[1])


def _cell_by_cell(sheet: IO[bytes]) -> PassedOver:
    """A look for sheets whose cells leave out where they are: each follows the one before."""
    found, row = PassedOver(), -1
    for _, element in etree.iterparse(sheet, tag="{*}row", resolve_entities=False, no_network=True):
        row = int(element.get("r", row + 2)) - 1
        column = -1
        for cell in element.iterchildren("{*}c"):
            place = _COORDINATES.search(f'r="{cell.get("r")}"'.encode())
            column = column + 1 if place is None else _column_number(place[1])
            value = (cell.findtext("{*}v") or "").strip()
            if cell.get("t") == "e":
                found.add(row, column, value)
            elif cell.find("{*}f") is not None and not value and cell.get("t") not in ("str", "inlineStr", "s"):
                found.add(row, column, NOT_CALCULATED, calculated=False)
        found.hidden |= element.get("hidden") in ("1", "true")
        element.clear()
    return found


def _part_of(workbook: zipfile.ZipFile, number: int) -> str:
    """The part of the workbook that a sheet is written in. Namespaces differ between Excel's two dialects of the form."""
    sheets = list(ElementTree.fromstring(workbook.read("xl/workbook.xml")).iterfind("{*}sheets/{*}sheet"))
    relation = next(value for name, value in sheets[number].attrib.items() if name.endswith("}id"))
    return part_of_relation(workbook, "xl/_rels/workbook.xml.rels", relation)


def part_of_relation(workbook: zipfile.ZipFile, relations: str, relation: str) -> str:
    """The part that a relation of the workbook points to."""
    targets = {each.get("Id"): each.get("Target", "") for each in ElementTree.fromstring(workbook.read(relations))}
    target = targets[relation].replace("\\", "/")
    wanted = target.removeprefix("/") if target.startswith("/") else f"xl/{target.removeprefix('./')}"
    return next(name for name in workbook.namelist() if name.casefold() == wanted.casefold())


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
