"""What a measure is given: the rows of one dataset, the area they are about, and the days whose events they hold."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self

import pandas as pd

from send_analysis.core.figures import Area
from send_analysis.core.period import Period
from send_analysis.core.windows import Windows


@dataclass(frozen=True)
class Dataset:
    """One input table in its canonical columns, read, checked and typed.

    Parameters
    ----------
    name : the dataset's name, for instance "requests".
    rows : the rows used, in canonical columns (see the data dictionary); treat them as read-only.
    area : the authority that the rows belong to.
    covers : the days whose events the extract holds; a figure about days outside is not available (symbol "x").
    source : the extract's file and the day it was taken, for the figures' provenance.
    windows : the periods that this release computes measures of this dataset for.
    holds_rows : whether the extract held any row; of an extract without rows nothing is known, and its figures are "x", not 0.
    absent : columns that the extract lacks and may lack; what is counted by one of them is not known either.
    cut : columns and values that the rows were chosen by; figures of the rows carry them as a breakdown, so that a cut is never
        mistaken for the whole.
    """

    name: str
    rows: pd.DataFrame
    area: Area
    covers: Period
    source: str
    windows: Windows
    holds_rows: bool = True
    absent: frozenset[str] = frozenset()
    cut: tuple[tuple[str, str], ...] = ()

    def where(self, **values: str | bool | date) -> Self:
        """The dataset with only the rows that have these values, for instance ``contacts.where(channel="email")``.

        Raises
        ------
        KeyError
            When the dataset has no such column.
        """
        rows = self.rows
        for column, value in values.items():
            if column not in rows:
                raise KeyError(f"{self.name} has no column {column}; it has {', '.join(rows.columns)}")
            rows = rows[rows[column].eq(value)]
        cut = (*self.cut, *((column, str(value)) for column, value in values.items()))
        return replace(self, rows=rows, cut=cut)
