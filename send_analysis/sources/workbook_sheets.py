"""Which sheet of a workbook is the table, and its rows of cells."""

import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Literal
from xml.parsers.expat import ExpatError

from lxml.etree import LxmlError
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from send_analysis.core.errors import DataError
from send_analysis.sources import errors_in_ods, errors_in_xls, errors_in_xlsb, errors_in_xlsx
from send_analysis.sources.compound_file import SIGNATURE
from send_analysis.sources.header import ROWS_LOOKED_AT, find_header, names_known
from send_analysis.sources.workbook_errors import PassedOver, UnfitError

Cell = int | float | str | bool | time | date | datetime | timedelta
Kind = Literal[".xlsx", ".xlsb", ".xls", ".ods"]

#: A part that only workbooks of this kind have.
_PART_OF: dict[str, Kind] = {"xl/workbook.xml": ".xlsx", "xl/workbook.bin": ".xlsb", "content.xml": ".ods"}

#: What the readers of a damaged file raise.
_DAMAGED: tuple[type[Exception], ...] = (
    CalamineError, zipfile.BadZipFile, zlib.error, LxmlError, ExpatError, SyntaxError, LookupError, ValueError, struct.error,
    StopIteration, RuntimeError, NotImplementedError, EOFError,
)  # fmt: skip

#: Another sheet than the first is taken when it knows this many names, and this many times as many as the first.
_CLEARLY = 2


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook.

    Parameters
    ----------
    name : as it stands on its tab.
    cells : the sheet as it was read.
    passed_over : the cells that come as blank though they are not.
    """

    name: str
    cells: CalamineSheet
    passed_over: PassedOver

    @property
    def width(self) -> int:
        """How many columns it has, counted from column A."""
        return max(self.cells.end[1] + 1 if self.cells.end else 0, self.passed_over.width)

    def rows(self) -> Iterator[list[Cell]]:
        """The rows from row 1 on, each of the sheet's full width; a blank cell is an empty text."""
        left: list[Cell] = [""] * (self.cells.start[1] if self.cells.start else 0)
        right: list[Cell] = [""] * (self.width - len(left) - self.cells.width)
        errors, number = self.passed_over.errors, -1
        for number, row in enumerate(self.cells.iter_rows()):
            whole = [*left, *row, *right] if left or right else row
            yield _with_errors(whole, errors[number]) if number in errors else whole
        for further in self.passed_over.rows_from(number + 1):
            yield _with_errors([""] * self.width, errors.get(further, {}))

    def top(self, number: int = ROWS_LOOKED_AT) -> list[list[str | None]]:
        """The rows among which the header is, where a name that is merged over several rows stands in each of them."""
        rows = [[name_of(cell) for cell in row] for row in islice(self.rows(), number)]
        for (first, column), (last, _) in self.cells.merged_cell_ranges or ():
            for number in range(first + 1, min(last + 1, len(rows)) if column < self.width else 0):
                rows[number][column] = rows[number][column] or rows[first][column]
        return rows


@contextmanager
def opened(path: Path, file: str) -> Iterator[CalamineWorkbook]:
    """A workbook, whatever its ending says; all that can be wrong with it becomes an error in words.

    Parameters
    ----------
    file : what messages call it.
    """
    advice = f"is not a workbook in {path.suffix.lower()} form, or has a password. Save it again as .xlsx."
    try:
        with _reading():
            kind = _kind(path)
            if kind is None:
                raise UnfitError(_said_of_no_workbook(path) or advice)
            _check(path, kind)
            workbook = _workbook(path, kind)
        with workbook:
            yield workbook
    except _DamagedError:
        raise DataError(f"{file}: {advice}") from None
    except UnfitError as error:
        raise DataError(f"{file}: {error}") from None


class _DamagedError(Exception):
    """A reader has met what no whole file holds."""


@contextmanager
def _reading() -> Iterator[None]:
    """Around calls of the readers alone: what they raise of a damaged file would elsewhere be a fault of this program."""
    try:
        yield
    except PasswordError:
        raise UnfitError("has a password. Take the password off and save it again.") from None
    except OSError as error:
        if error.errno is not None:  # the file cannot be opened; else calamine has met its end too early
            raise
        raise _DamagedError from None
    except _DAMAGED:
        raise _DamagedError from None
    except BaseException as error:
        # What calamine's own language calls a panic: the file is damaged in a way that it did not foresee.
        if type(error).__name__ != "PanicException":
            raise
        raise _DamagedError from None


def _kind(path: Path) -> Kind | None:
    """What kind of workbook a file is, by what it holds."""
    with path.open("rb") as opened_file:
        if opened_file.read(len(SIGNATURE)) == SIGNATURE:
            return ".xls"
    if not zipfile.is_zipfile(path):
        return None
    with zipfile.ZipFile(path) as parts:
        names = {name.casefold() for name in parts.namelist()}
    return next((kind for part, kind in _PART_OF.items() if part in names), None)


def _check(path: Path, kind: Kind) -> None:
    """Look at all sheets of a file of those kinds of which calamine reads all sheets as soon as it opens the file."""
    if kind == ".xls":
        errors_in_xls.check(path.read_bytes())
    elif kind == ".ods":
        with zipfile.ZipFile(path) as parts:
            errors_in_ods.check(parts)


def _workbook(path: Path, kind: Kind) -> CalamineWorkbook:
    ending = path.suffix.lower()
    if ending == kind or (ending == ".xlsm" and kind == ".xlsx"):
        return CalamineWorkbook.from_path(path)
    with path.open("rb") as content:
        return CalamineWorkbook.from_filelike(content)


def _said_of_no_workbook(path: Path) -> str | None:
    with path.open("rb") as content:
        start = content.read(1024).removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml", b"<meta", b"<div", b"mime-version")):
        return "is a web page, not a workbook. Open it in Excel and save it as .xlsx, or export it again."
    return None


def load(path: Path, workbook: CalamineWorkbook, name: str) -> Sheet:
    """A sheet with the cells that are not what they seem."""
    number = workbook.sheet_names.index(name)
    with _reading():
        return _loaded(path, workbook, name, number)


def _loaded(path: Path, workbook: CalamineWorkbook, name: str, number: int) -> Sheet:
    passed_over = _look_through(path, number)
    try:
        return Sheet(name, workbook.get_sheet_by_name(name), passed_over)
    except CalamineError:
        if not passed_over.errors or _kind(path) != ".xlsx":
            raise
    with CalamineWorkbook.from_filelike(errors_in_xlsx.with_known_errors(path, number)) as mended:
        return Sheet(name, mended.get_sheet_by_name(name), passed_over)


def _look_through(path: Path, number: int) -> PassedOver:
    kind = _kind(path)
    if kind == ".xls":
        return errors_in_xls.look_through(path.read_bytes(), number)
    modules = {".xlsb": errors_in_xlsb, ".ods": errors_in_ods}
    with zipfile.ZipFile(path) as parts:
        return modules[kind].look_through(parts, number) if kind in modules else errors_in_xlsx.look_through(parts, number)


def chosen(path: Path, workbook: CalamineWorkbook, wanted: str | None, known: Collection[str]) -> tuple[Sheet, list[str]]:
    """The sheet that is read, and what is to be said of the choice.

    The first one that is not hidden, unless params name one or exactly one other sheet holds clearly more of the known names.
    """
    if wanted is not None:
        return load(path, workbook, _named(workbook.sheet_names, wanted)), []
    names = _tables(workbook)
    if not names:
        raise UnfitError("has no sheet with cells.")
    first = load(path, workbook, names[0])
    if len(names) == 1:
        return first, []
    own = _fit(first, known)
    others = (load(path, workbook, name) for name in names[1:]) if known and own <= _CLEARLY else ()
    better = [each for each in others if _fit(each, known) >= _CLEARLY * max(own, 1)]
    sheet = better[0] if len(better) == 1 else first
    notes = [f"Sheet {sheet.name} is read, one of {len(names)}."]
    if len(better) > 1:
        notes.append("Other sheets hold more of the columns' names; name the one that is meant as `sheet`.")
    return sheet, notes


def _fit(sheet: Sheet, known: Collection[str]) -> int:
    """How many of the known names stand in the row that would be the header."""
    rows = sheet.top()
    return names_known(rows[find_header(rows, known)], known) if rows else 0


def _tables(workbook: CalamineWorkbook) -> list[str]:
    """The sheets of cells (not of charts) that can be seen; the hidden ones only where there are no others."""
    sheets = [each for each in workbook.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    seen = [each for each in sheets if each.visible == SheetVisibleEnum.Visible]
    return [each.name for each in seen or sheets]


def _named(names: list[str], wanted: str) -> str:
    alike = [name for name in names if name.strip().casefold() == wanted.strip().casefold()]
    if wanted in names:
        return wanted
    if len(alike) != 1:
        raise UnfitError(f"there is no sheet {wanted}. Its sheets are: {', '.join(names)}.")
    return alike[0]


def name_of(cell: Cell) -> str | None:
    """What a cell says as the name of a column, in one line."""
    return " ".join(str(cell).split()) or None


def _with_errors(row: list[Cell], errors: dict[int, str]) -> list[Cell]:
    for column, text in errors.items():
        row[column] = text
    return row
