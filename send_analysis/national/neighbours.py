"""Statistical neighbours: the ten authorities most like one, by the version of the model that was in force on a day."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from send_analysis.core.errors import DataError, UsageError
from send_analysis.core.file_hash import file_hash
from send_analysis.core.params.checking import did_you_mean
from send_analysis.core.period import MONTH_NAMES, month_in_words

#: The sheet with the neighbours, and how its header begins: code, name, code, region, then neighbour and closeness ten times.
SHEET = "LA SN Groups"
_HEADER = ("la num", "la name")
_FIRST_NEIGHBOUR = "sn1"
NEIGHBOURS_LISTED = 10

#: The version stands in the name of the file alone: sn_april_2021.xlsx.
_NAMED = re.compile(r"sn_([a-z]+)_(\d{4})", re.IGNORECASE)


@dataclass(frozen=True)
class Neighbour:
    """A statistical neighbour, by its code, and how close it is in the Department's words."""

    code: str
    closeness: str


@dataclass(frozen=True)
class NeighbourModel:
    """One version of the model: the first day it was in force, and each authority's neighbours, the closest first.

    `names` are the authorities' by code; `file` and `sha256` say which workbook it was read from.
    """

    since: date
    neighbours: Mapping[str, tuple[Neighbour, ...]]
    names: Mapping[str, str]
    file: str = ""
    sha256: str = ""

    @property
    def version(self) -> str:
        """What the version is called: "April 2021"."""
        return month_in_words(self.since)

    def of(self, code: str) -> tuple[Neighbour, ...]:
        """An authority's neighbours; none where the model does not know it."""
        return self.neighbours.get(code, ())


@dataclass(frozen=True)
class InForce:
    """The model used for a day, and whether it was in force on it."""

    model: NeighbourModel
    was_in_force: bool


def model_for(models: Sequence[NeighbourModel], day: date, version: str = "") -> InForce | None:
    """The version of the model in force on a day, else the nearest; the one of a name where one is asked for.

    A version is in force from the month it is named by until the next one. None where there is no model at all.

    Raises
    ------
    UsageError
        When there is no version of that name.
    """
    in_order = sorted(models, key=lambda each: each.since)
    if version and in_order:
        named = next((each for each in in_order if each.version.lower() == version.strip().lower()), None)
        if named is None:
            known = [each.version for each in in_order]
            raise UsageError(
                f"there is no version {version!r} of the neighbours.{did_you_mean(version, known)} There are {', '.join(known)}."
            )
        return InForce(named, any(each is named for each in in_order if each.since <= day))
    if not in_order:
        return None
    begun = [each for each in in_order if each.since <= day]
    return InForce(begun[-1], True) if begun else InForce(in_order[0], False)


def is_neighbour_workbook(path: Path) -> bool:
    """Whether a file is named as the workbooks of neighbours are."""
    return path.suffix.lower() == ".xlsx" and _NAMED.match(path.stem) is not None


def read_model(path: Path) -> NeighbourModel:
    """Read a workbook of neighbours.

    Raises
    ------
    DataError
        When it is not named by its version, cannot be read, or does not hold neighbours.
    """
    rows = workbook_rows(path, SHEET)
    at = next((number for number, row in enumerate(rows) if tuple(_text(cell).lower() for cell in row[:2]) == _HEADER), None)
    if at is None or _FIRST_NEIGHBOUR not in [_text(cell).lower() for cell in rows[at]]:
        raise DataError(f"{path.name}: the sheet {SHEET!r} has no header that begins with LA num, LA Name and names SN1.")
    first = [_text(cell).lower() for cell in rows[at]].index(_FIRST_NEIGHBOUR)
    of_authority = [row for row in rows[at + 1 :] if _code(row[0])]
    if not of_authority:
        raise DataError(f"{path.name}: the sheet {SHEET!r} has no authority under its header. Download it again.")
    neighbours = {_code(row[0]): tuple(_neighbours(row[first : first + 2 * NEIGHBOURS_LISTED])) for row in of_authority}
    names = {_code(row[0]): _text(row[1]) for row in of_authority}
    return NeighbourModel(_since(path), neighbours, names, path.name, file_hash(path))


def workbook_rows(path: Path, sheet: str | None = None) -> list[list[Any]]:
    """The rows of a sheet, the first when none is named.

    Raises
    ------
    DataError
        When the file is no workbook, or has no such sheet.
    """
    try:
        workbook = CalamineWorkbook.from_path(str(path))
    except (CalamineError, OSError):
        raise DataError(f"{path.name} is not a workbook that can be read. Download it again.") from None
    wanted = sheet or workbook.sheet_names[0]
    if wanted not in workbook.sheet_names:
        raise DataError(f"{path.name} has no sheet {wanted!r}; its sheets are {', '.join(workbook.sheet_names)}.")
    return workbook.get_sheet_by_name(wanted).to_python(skip_empty_area=False)


def _neighbours(cells: Sequence[Any]) -> Iterable[Neighbour]:
    for code, closeness in zip(cells[::2], cells[1::2], strict=False):
        if _code(code):
            yield Neighbour(_code(code), _text(closeness).lower())


def _since(path: Path) -> date:
    named = _NAMED.match(path.stem)
    month = named[1].capitalize() if named else ""
    if named is None or month not in MONTH_NAMES[1:]:
        raise DataError(
            f"{path.name}: the version of the neighbours is told by the file's name alone. Call it sn_april_2021.xlsx, with the "
            "month and year of its version."
        )
    return date(int(named[2]), MONTH_NAMES.index(month), 1)


def _code(cell: Any) -> str:
    """A cell's three-digit code, which workbooks hold as a number; empty where it is none."""
    text = str(int(cell)) if isinstance(cell, int | float) else _text(cell)
    return text if re.fullmatch(r"\d{3}", text) else ""


def _text(cell: Any) -> str:
    return str(cell).strip()
