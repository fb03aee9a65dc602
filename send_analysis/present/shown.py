"""What a chart or a table shows, as rows: the figures behind it, each with the row and the column that it stands in."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pandas as pd

from send_analysis.core.figures import COLUMNS, REVISED
from send_analysis.present.layout import Layout

#: The columns of a shown table: those of figures, the names of the row and the column that each stands in, and "r" or nothing.
SHOWN_COLUMNS = (*COLUMNS, "row", "column", "mark")

#: What is kept of a table beside its rows.
_TOLD = ("section", "name", "title", "corner", "note")

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")

#: Most letters of a name. Source: limit of column names and locations in Explore Education Statistics is 50 and more.
_LONGEST = 60


@dataclass(frozen=True)
class ShownTable:
    """One chart's or table's data.

    Parameters
    ----------
    section : the notebook that showed it.
    name : a file name without ending: lower case, without a year.
    title, corner, note : what the page calls it, what its rows are, and what is said below it.
    rows : one for each figure shown, in the order shown, with the columns :data:`SHOWN_COLUMNS`.
    """

    section: str
    name: str
    title: str
    corner: str
    note: str
    rows: pd.DataFrame

    @classmethod
    def of(cls, section: str, layout: Layout) -> Self:
        """The data of a layout; the same figure stands in it once for each place it is shown in."""
        shown = [(row, column, figure) for row, column, figure in layout.cells() if figure is not None]
        rows = pd.DataFrame([figure for *_, figure in shown], columns=list(COLUMNS)).reset_index(drop=True)
        rows = rows.assign(
            row=[row.label for row, *_ in shown],
            column=[column.label for _, column, _ in shown],
            mark=[REVISED if layout.is_revised(figure) else "" for *_, figure in shown],
        )
        return cls(section, f"{section}_{file_name(layout.title)}", layout.title, layout.corner, layout.note, rows)

    def write(self, path: Path) -> None:
        """Keep the table in a file, from which :meth:`read` gives it back."""
        kept = self.rows.copy()
        kept.attrs = {name: getattr(self, name) for name in _TOLD}
        kept.to_parquet(path)

    @classmethod
    def read(cls, path: Path) -> Self:
        """The table that was kept in a file."""
        rows = pd.read_parquet(path)
        told = {name: str(rows.attrs[name]) for name in _TOLD}
        rows.attrs = {}
        return cls(rows=rows, **told)


def file_name(title: str) -> str:
    """A title as the name of a file: small letters, digits and underscores, without a year."""
    plain = _NOT_IN_A_NAME.sub("_", _YEAR.sub("", title).casefold()).strip("_")
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST].rsplit("_", 1)[0]
