"""The figures of a tidy file: one row for each measure, area and calendar year, with its counts, symbol and vintage."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from send_analysis.core.errors import DataError
from send_analysis.core.figures import COLUMNS, PUBLISHED, TOTAL
from send_analysis.core.intervals import wilson
from send_analysis.measures.registry import definition
from send_analysis.national.layouts import MeasureColumns
from send_analysis.national.published_file import PublishedFile

AUTHORITY, REGION, COUNTRY = "authority", "region", "country"

#: How the files call the levels of area.
LEVELS = {"Local authority": AUTHORITY, "Regional": REGION, "National": COUNTRY}

#: The column that holds an area's code, by level: the Department's three digits, and the Office for National Statistics' codes.
_CODES = {AUTHORITY: "old_la_code", REGION: "region_code", COUNTRY: "country_code"}
_NAMES = {AUTHORITY: "la_name", REGION: "region_name", COUNTRY: "country_name"}


def figures_of(file: PublishedFile) -> pd.DataFrame:
    """The headline figures of a file, rows in the columns of figures.

    The value is the published one, which is rounded; counts and Wilson's 95 % interval stand beside it where there are counts.
    A number that is missing has the symbol that stands in its place.

    Raises
    ------
    DataError
        When a number cannot be: one below 0, or a percentage above 100.
    """
    rows = _of_areas(file)
    for columns in file.layout.measures:
        _refuse_impossible(file, rows, columns)
    parts = [_of_measure(file, rows, columns) for columns in file.layout.measures if _has(file, columns)]
    return pd.concat(parts, ignore_index=True).assign(source=file.vintage.text)[list(COLUMNS)]


def areas_of(file: PublishedFile) -> pd.DataFrame:
    """The areas of a file, one row for each of each year.

    The columns are `code`, `name`, `level`, `region` (its region's code), `new_code` (of an authority, that of the Office for
    National Statistics) and `year`.
    """
    rows = _of_areas(file)
    kept = {"region": "region_code", "new_code": "new_la_code", "year": "year"}
    named = _placed(rows).assign(**{ours: rows[theirs].to_numpy() for ours, theirs in kept.items()})
    return named.rename(columns={"area_code": "code", "area_name": "name"})


def _has(file: PublishedFile, columns: MeasureColumns) -> bool:
    return {columns.value, *filter(None, [columns.numerator]), *columns.denominator} <= set(file.rows.columns)


def _of_areas(file: PublishedFile) -> pd.DataFrame:
    """The rows about all cases of an authority, a region or England."""
    return file.headline[file.headline["geographic_level"].isin(list(LEVELS))]


def _of_measure(file: PublishedFile, rows: pd.DataFrame, columns: MeasureColumns) -> pd.DataFrame:
    value, symbol = (each[rows.index] for each in file.numbers(columns.value))
    numerator = _counts(file, rows, [columns.numerator] if columns.numerator else [])
    denominator = _counts(file, rows, columns.denominator)
    of_nothing = value.notna() & (denominator == 0)  # published as 0, or as 100, and not applicable
    value, symbol = value.mask(of_nothing), symbol.mask(of_nothing, "z")
    lower, upper = wilson(numerator, denominator)
    unknown = value.isna().to_numpy()
    years = rows["year"].astype("str")
    return _placed(rows).assign(
        measure=columns.measure,
        period_start=pd.to_datetime(years + "-01-01").to_numpy(),
        period_end=pd.to_datetime(years + "-12-31").to_numpy(),
        breakdown_topic=TOTAL,
        breakdown=TOTAL,
        numerator=numerator,
        denominator=denominator,
        value=value.to_numpy(),
        unit=definition(columns.measure).unit,
        lower=np.where(unknown, np.nan, lower),
        upper=np.where(unknown, np.nan, upper),
        symbol=symbol.to_numpy(),
        status=PUBLISHED,
    )


def _refuse_impossible(file: PublishedFile, rows: pd.DataFrame, columns: MeasureColumns) -> None:
    most = {columns.value: 100.0} if definition(columns.measure).unit == "percent" else {}
    for column in filter(file.rows.columns.__contains__, (columns.value, columns.numerator, *columns.denominator)):
        numbers = file.numbers(column)[0][rows.index]
        impossible = numbers[(numbers < 0) | (numbers > most.get(column, np.inf))]
        if len(impossible):
            row, number = impossible.index[0], impossible.iloc[0]
            allowed = "a percentage from 0 to 100" if column in most else "0 or more"
            raise DataError(
                f"{file.name}, row {row}, column {column}: {number:g} is not {allowed}, which the Department's own file has. "
                "Download it again."
            )


def _counts(file: PublishedFile, rows: pd.DataFrame, columns: Iterable[str]) -> np.ndarray:
    """The columns added up; NaN where one is missing, and where there are none."""
    parts = [file.numbers(column)[0][rows.index].to_numpy() for column in columns]
    return np.sum(parts, axis=0) if parts else np.full(len(rows), np.nan)


def _placed(rows: pd.DataFrame) -> pd.DataFrame:
    """Code, name and level of each row's area."""
    level = rows["geographic_level"].map(LEVELS)
    code, name = pd.Series("", rows.index), pd.Series("", rows.index)
    for each in (AUTHORITY, REGION, COUNTRY):
        code = code.where(level != each, rows[_CODES[each]].str.strip())
        name = name.where(level != each, rows[_NAMES[each]].str.strip())
    return pd.DataFrame({"area_code": code, "area_name": name, "level": level}).reset_index(drop=True)
