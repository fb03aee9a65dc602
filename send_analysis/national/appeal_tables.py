"""The tables of appeals and appeal rates of the Ministry of Justice and the Department, by the old and the new method.

The methods divide by different decisions, so they are two measures and never one line.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from send_analysis.core.errors import DataError
from send_analysis.core.figures import COLUMNS, PUBLISHED, TOTAL
from send_analysis.core.intervals import byar
from send_analysis.measures.registry import definition
from send_analysis.national.appeal_faults import faults, is_mixed, own_code
from send_analysis.national.areas import ENGLAND, plain_name
from send_analysis.national.published_file import beginning_of
from send_analysis.national.symbols import APPEAL_SYMBOLS, APPEAL_ZERO, read_numbers
from send_analysis.national.vintage import Vintage, vintage_of

#: Decisions that could have been appealed count the plans in January (until 2024), or the annual reviews of the year (from 2024).
OLD_METHOD, NEW_METHOD = "tribunal.appeal_rate", "tribunal.appeal_rate_with_reviews"

PUBLICATION = "SEND appeal rates"

#: How the two forms of table begin.
_WIDE_TITLE = "SEND Appeal rate table"
_LONG_HEADER = "old_la_code_as_published"
_LONG_COLUMN = re.compile(r"(appeals|appealable_decisions|appeal_rate_pc)_(\d{4})(_new_method)?")
_ENGLAND_TOTAL = "england total"

_COLUMNS = ("row", "published_code", "published_name", "year", "measure", "appeals", "decisions", "rate")


@dataclass(frozen=True)
class AppealTable:
    """One table: a row for each authority, year and method as published.

    `rows` has the columns `row` (in the file), `published_code`, `published_name`, `name` (without footnotes), `code` (the
    authority's own), `year`, `measure`, and the texts `appeals`, `decisions`, `rate`.
    """

    path: Path
    vintage: Vintage
    rows: pd.DataFrame

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name


def is_appeal_table(path: Path) -> bool:
    """Whether a CSV file is one of these tables."""
    return _WIDE_TITLE in beginning_of(path).splitlines()[0] or beginning_of(path).startswith(_LONG_HEADER)


def read_appeals(path: Path) -> AppealTable:
    """Read a table of either form.

    Raises
    ------
    DataError
        When it is damaged or cut short: the row of England's total, which closes it, is missing.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            lines = list(csv.reader(stream))
        found = list(_long(lines) if lines[0][0] == _LONG_HEADER else _wide(lines))
    except (IndexError, KeyError, StopIteration, ValueError):  # of bytes that are no text, or a row that lacks a column
        raise DataError(
            f"{path.name} is damaged: it is not laid out as a table of appeal rates. Download it again."
        ) from None
    rows = pd.DataFrame(found, columns=_COLUMNS)
    rows["name"] = rows["published_name"].map(plain_name)
    if not rows["name"].str.lower().eq(_ENGLAND_TOTAL).any():
        raise DataError(f"{path.name} is cut short: the row England Total is missing. Download it again.")
    rows["code"] = [_code_of(code, name) for code, name in zip(rows["published_code"], rows["name"], strict=True)]
    return AppealTable(path, vintage_of(path, PUBLICATION, int(rows["year"].max())), rows)


def appeal_figures(table: AppealTable) -> pd.DataFrame:
    """The appeal rates of a table as rows in the columns of figures, per 100 decisions, with Byar's interval of the appeals.

    Where a table pairs one authority's appeals with another's decisions, the rate is not available ("x").
    """
    rows = table.rows.set_index("row")
    appeals, _ = read_counts(rows["appeals"])
    decisions, _ = read_counts(rows["decisions"])
    rate, symbol = read_counts(rows["rate"])
    mixed = pd.Series([is_mixed(*each) for each in zip(rows["code"], rows["name"], rows["year"], strict=True)], rows.index)
    rate, symbol = rate.mask(mixed), symbol.mask(mixed, "x")
    decisions, appeals = decisions.mask(mixed), appeals.mask(mixed)
    lower, upper = (100 * bound / decisions.to_numpy() for bound in byar(appeals))
    years = rows["year"].astype("str")
    frame = pd.DataFrame(
        {
            "measure": rows["measure"], "area_code": rows["code"], "area_name": rows["name"].map(_called),
            "period_start": pd.to_datetime(years + "-01-01"), "period_end": pd.to_datetime(years + "-12-31"),
            "breakdown_topic": TOTAL, "breakdown": TOTAL, "numerator": appeals, "denominator": decisions, "value": rate,
            "unit": rows["measure"].map(lambda each: definition(each).unit), "symbol": symbol, "status": PUBLISHED,
            "source": table.vintage.text,
        }
    )  # fmt: skip
    known = frame["value"].notna().to_numpy()
    return frame.assign(lower=pd.Series(lower, frame.index).where(known), upper=pd.Series(upper, frame.index).where(known))[
        list(COLUMNS)
    ]


def _code_of(published: str, name: str) -> str:
    return ENGLAND.code if name.lower() == _ENGLAND_TOTAL else own_code(published, name)


def _called(name: str) -> str:
    return ENGLAND.name if name.lower() == _ENGLAND_TOTAL else name


def read_counts(texts: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Numbers of these tables, and the symbols of those that are missing."""
    return read_numbers(texts.str.strip().replace(APPEAL_ZERO, "0"), APPEAL_SYMBOLS)


def _long(lines: list[list[str]]) -> Iterator[tuple]:
    """A table with a column for each year and number; all of its rates are by the new method."""
    header = lines[0]
    places = {(m[1], int(m[2])): at for at, name in enumerate(header) if (m := _LONG_COLUMN.fullmatch(name))}
    years = sorted({year for _, year in places})
    if not years:
        raise ValueError("no column names a year")
    for number, line in enumerate(lines[1:], start=2):
        code, name = line[0].strip(), line[1].strip()
        for year in years:
            cells = [line[places[what, year]] for what in ("appeals", "appealable_decisions", "appeal_rate_pc")]
            yield number, code, name, year, NEW_METHOD, *cells


def _wide(lines: list[list[str]]) -> Iterator[tuple]:
    """The table of all years: three columns a year, the new method of the last year in two more."""
    at = next(number for number, line in enumerate(lines) if line[0] == "Local Authority")
    starts = {int(cell): column for column, cell in enumerate(lines[at]) if re.fullmatch(r"\d{4}", cell.strip())}
    last = max(starts)
    without_code = {each.name for each in faults() if not each.published_code}
    for number, line in enumerate(lines[at + 2 :], start=at + 3):
        name, code = line[0].strip(), line[1].strip()
        if not (code.isdigit() or plain_name(name).lower() == _ENGLAND_TOTAL or plain_name(name) in without_code):
            continue  # the name of a region, or a note
        for year, column in starts.items():
            yield number, code, name, year, OLD_METHOD, *line[column : column + 3]
        column = starts[last]
        yield number, code, name, last, NEW_METHOD, line[column], *line[column + 3 : column + 5]
