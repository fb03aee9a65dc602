"""A data file and its metadata as they are handed in, every cell as text, and what a rule finds in them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

import pandas as pd

#: The columns of time and place that the standard names.
TIME = ("time_period", "time_identifier")
REGION = ("region_code", "region_name")
AUTHORITY = ("old_la_code", "new_la_code", "la_name")
STANDARD = (*TIME, "geographic_level", "country_code", "country_name", *REGION, *AUTHORITY)

#: The columns of the metadata, and those that may be left out.
META = (
    "col_name", "col_type", "label", "indicator_grouping", "indicator_unit", "indicator_dp", "filter_hint",
    "filter_grouping_column",
)  # fmt: skip
META_OPTIONAL = ("filter_default", "parent_filter")


@dataclass(frozen=True)
class Submitted:
    """A data file beside its metadata.

    Parameters
    ----------
    path : the data file.
    data, meta : their cells as text, blank ones as empty text.
    """

    path: Path
    data: pd.DataFrame
    meta: pd.DataFrame

    def described(self, kind: Literal["Filter", "Indicator"]) -> list[str]:
        """The columns that the metadata call filters or indicators, and that the data have."""
        if not {"col_name", "col_type"} <= set(self.meta.columns):
            return []
        return [name for name in self.meta.loc[self.meta["col_type"].eq(kind), "col_name"] if name in self.data]

    @cached_property
    def filters(self) -> list[str]:
        """The filters, and the columns that group their values."""
        grouping = self.meta.get("filter_grouping_column", pd.Series(dtype="str"))
        return [*self.described("Filter"), *(name for name in dict.fromkeys(grouping) if name and name in self.data)]

    @cached_property
    def indicators(self) -> list[str]:
        """The columns of numbers."""
        return self.described("Indicator")

    def level(self, name: str) -> pd.Series:
        """Which rows are of a geographic level."""
        if "geographic_level" not in self.data:
            return pd.Series(False, index=self.data.index)
        return self.data["geographic_level"].eq(name)


@dataclass(frozen=True)
class Found:
    """One fault: in which column and row (counted from 1, below the header), and the value; of the metadata where it says so."""

    column: str = ""
    value: str = ""
    row: int | None = None
    in_meta: bool = False

    @property
    def place(self) -> str:
        """Where it is, in words."""
        row = "" if self.row is None else f"row {self.row}"
        column = f"column {self.column}" if self.column else ""
        value = f"{self.value!r}" if self.value else ""
        return ", ".join(filter(None, ["metadata" if self.in_meta else "", row, column, value]))


Finder = Callable[[Submitted], Iterator[Found]]


@dataclass(frozen=True)
class Rule:
    """One rule of the standard.

    Parameters
    ----------
    key : its name, which stays.
    demands : what must be so, as a sentence.
    find : yields where it is not.
    severity : whether a fault stops publication.
    """

    key: str
    demands: str
    find: Finder = field(repr=False)
    severity: Literal["FAIL", "WARNING"] = "FAIL"


def cells(column: pd.Series, wrong: pd.Series, *, in_meta: bool = False) -> Iterator[Found]:
    """A fault for each row of a column where `wrong` is true."""
    for position in wrong.to_numpy().nonzero()[0]:
        yield Found(str(column.name), str(column.iloc[position]), int(position) + 1, in_meta)
