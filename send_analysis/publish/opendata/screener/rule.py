"""What a rule of the screener is, and what it finds."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from send_analysis.core.checks import Check
from send_analysis.publish.opendata.screener.pair import Pair

#: How many rows and values a message names at most before it only counts them.
_NAMED = 3

#: Where the rules come from unless one names another.
STANDARD_GUIDANCE = "Department for Education, open data standards"
API_LIMITS = "Explore Education Statistics, limits of the API"


@dataclass(frozen=True)
class Fault:
    """One place, or one column, that breaks a rule: the column, the numbers of the rows, and the values that stand there."""

    column: str = ""
    rows: tuple[int, ...] = ()
    values: tuple[str, ...] = ()
    in_meta: bool = False


@dataclass(frozen=True)
class Rule:
    """One rule.

    Parameters
    ----------
    key : its name, which stays the same from release to release of this program.
    finds : the faults of a pair of files.
    demands : what may stand there.
    advice : what to do about it.
    result : whether a fault stops publication.
    source : who says so.
    """

    key: str
    finds: Callable[[Pair], Iterable[Fault]]
    demands: str
    advice: str
    result: Literal["FAIL", "WARNING"] = "FAIL"
    source: str = STANDARD_GUIDANCE

    def checks(self, pair: Pair, file: str) -> Iterator[Check]:
        """Each fault as the outcome of a check."""
        for fault in self.finds(pair):
            where = file.removesuffix(".csv") + ".meta.csv" if fault.in_meta else file
            yield Check(
                self.key,
                self.result,
                f"{_place(where, fault)}: {self.demands}",
                len(fault.rows),
                self.advice,
                file=where,
                column=fault.column,
                row_numbers=_some(str(each) for each in fault.rows),
                allowed=self.demands,
            )


def _place(file: str, fault: Fault) -> str:
    said = [file]
    said += [f"column {fault.column}"] if fault.column else []
    said += [f"row{'s' * (len(fault.rows) > 1)} {_some(map(str, fault.rows))}"] if fault.rows else []
    said += [f"has {_some(repr(each[:60]) for each in fault.values)}"] if fault.values else []
    return ", ".join(said)


def _some(each: Iterable[str]) -> str:
    texts = list(dict.fromkeys(each))
    more = f" and {len(texts) - _NAMED} more" if len(texts) > _NAMED else ""
    return ", ".join(texts[:_NAMED]) + more


def where(cells: pd.Series, wrong: pd.Series, *, in_meta: bool = False) -> Iterator[Fault]:
    """The cells of a column that are wrong, as one fault; nothing where none is."""
    found = cells[wrong.astype(bool)]
    if len(found):
        yield Fault(str(cells.name), tuple(found.index), tuple(found), in_meta)


def rows_where(column: str, cells: pd.DataFrame, wrong: pd.Series) -> Iterator[Fault]:
    """The rows that are wrong as a whole."""
    found = cells.index[wrong.astype(bool)]
    if len(found):
        yield Fault(column, tuple(found))
