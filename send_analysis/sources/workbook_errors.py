"""The cells of a sheet that the reader of workbooks passes over as blank though they are not: errors, formulas never calculated.

Each kind of workbook is looked through in its own way (`errors_in_xlsx.py` and its neighbours); this is what they share.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

#: The errors of Excel's by the codes that its binary forms write.
ERROR_OF_CODE = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}

#: What stands for a formula that no program has calculated yet: the workbook was written by a script.
NOT_CALCULATED = "#CALC!"

#: What stands for an error that Excel does not know, such as LibreOffice's Err:502.
OTHER_ERROR = "#VALUE!"

ERRORS = frozenset([*ERROR_OF_CODE.values(), NOT_CALCULATED, "#SPILL!"])

#: A sheet is held as a full rectangle while it is read. One stray cell in the last corner would ask for hundreds of gigabytes.
MOST_CELLS = 100_000_000
MOST_ROWS, MOST_COLUMNS = 1 << 20, 1 << 14
MOST_ERRORS = 1_000_000


class UnfitError(Exception):
    """Why a workbook that is whole cannot be read, as it follows the file's name in a message."""


@dataclass
class PassedOver:
    """What a look through a sheet has found.

    Parameters
    ----------
    errors : for each row its cells with an error by column, both counted from 0.
    not_calculated : how many of them are formulas that were never calculated.
    hidden : whether rows or columns are hidden in the workbook, as far as its kind tells.
    """

    errors: dict[int, dict[int, str]] = field(default_factory=dict)
    not_calculated: int = 0
    hidden: bool = False
    _count: int = 0

    def add(self, row: int, column: int, text: str, *, calculated: bool = True) -> None:
        """Take in one cell."""
        self._count += 1
        if self._count > MOST_ERRORS:
            raise UnfitError(f"more than {MOST_ERRORS:,} cells hold errors of Excel's. Mend the formulas and save it again.")
        self.not_calculated += not calculated
        self.errors.setdefault(row, {})[column] = text if text in ERRORS else OTHER_ERROR

    @property
    def width(self) -> int:
        """How many columns it takes to hold them all."""
        return max((max(columns) + 1 for columns in self.errors.values()), default=0)

    def rows_from(self, number: int) -> Iterator[int]:
        """The numbers of all rows from here to the last one with an error."""
        yield from range(number, max(self.errors, default=-1) + 1)


def check_size(rows: int, columns: int) -> None:
    """Raise where a sheet is too large to be held."""
    if rows * columns > MOST_CELLS or rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise UnfitError(
            f"the table would have {rows:,} rows and {columns:,} columns: some cell far below or far to the right holds a value. "
            "Delete the rows below and the columns beside the table, and save it again."
        )
