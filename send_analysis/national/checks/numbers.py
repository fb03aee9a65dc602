"""Checks of the numbers in one published file: rounding, totals, bands, and rates that say little."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from send_analysis.core.checks import Check
from send_analysis.core.findings import listed
from send_analysis.national.checks.outcome import outcome
from send_analysis.national.layouts import MeasureColumns
from send_analysis.national.national import FEWEST_AUTHORITIES
from send_analysis.national.published_file import PublishedFile
from send_analysis.national.tidy import AUTHORITY, COUNTRY, LEVELS

#: Half of the last decimal of percentages that are not rounded to one decimal (three decimals in 2022), in percentage points.
_UNROUNDED = 0.0006


def number_checks(file: PublishedFile) -> Iterator[Check]:
    """Every check of the numbers of a file, each with its outcome."""
    yield rounding(file)
    yield withheld_in_totals(file)
    yield bands(file)
    yield very_small(file)
    yield authorities_listed(file)
    if file.layout.has_exceptions:
        yield every_plan_an_exception(file)
        yield excluding_below_including(file)


def rounding(file: PublishedFile) -> Check:
    """Percentages that are not their counts rounded half up to one decimal; those that are not rounded, not their counts."""
    found, looked_at = [], 0
    for columns in file.layout.measures:
        numerator, denominator, published = _counted(file, columns)
        looked_at += len(published)
        half_up = (2000 * numerator + denominator) // (2 * denominator) / 10
        is_rounded = np.isclose(published * 10, np.round(published * 10))
        expected = half_up.where(is_rounded, 100 * numerator / denominator)
        for row in published.index[(expected - published).abs() > _UNROUNDED]:
            of = f"{numerator[row]:g} of {denominator[row]:g} is {expected[row]:.1f}"
            found.append(f"row {row}, {columns.value} is {published[row]:g} where {of}")
    is_not = f"of {looked_at:,} percentages is not its counts rounded half up"
    said = (is_not, is_not.replace(" is not its ", " are not their "))
    clean = f"all {looked_at:,} percentages are their counts, rounded half up."
    return outcome("national.rounding", file.name, found, said, clean, "The published percentage is used.")


def withheld_in_totals(file: PublishedFile) -> Check:
    """Years in which England's total counts cases of authorities whose own row withholds them."""
    columns = [each for one in file.layout.measures for each in (one.numerator, *one.denominator) if each in file.rows]
    found = [
        told
        for _, rows in _by_level(file).groupby("year")
        for column in dict.fromkeys(columns)
        if (told := _more_in_total(file, rows, column))
    ]
    said = ("total counts more than its authorities", "totals count more than their authorities")
    advice = "England's rate is used as published; it counts cases that no authority's row tells."
    return outcome(
        "national.withheld_in_totals", file.name, found, said, "England's totals are the sums of authorities.", advice
    )


def bands(file: PublishedFile) -> Check:
    """Rows whose bands do not add up to the whole that they divide."""
    found: dict[int, str] = {}
    for band in file.layout.bands:
        if {band.whole, *band.parts} <= set(file.rows.columns):
            whole = file.numbers(band.whole)[0]
            parts = _added_up(file, band.parts)
            for row in whole.index[(parts != whole) & whole.notna() & parts.notna()]:
                found.setdefault(row, f"row {row} ({_area(file.rows.loc[row])}), {band.whole}")
    said = ("row has bands that do not add up", "rows have bands that do not add up")
    advice = "Some cases have no band. Shares of bands are not added up here."
    return outcome("national.bands", file.name, found.values(), said, "bands add up.", advice)


def every_plan_an_exception(file: PublishedFile) -> Check:
    """Areas that returned every plan as an exception, so that the rate excluding exceptions is out of nothing."""
    including, excluding = (_headline_numbers(file, each.denominator[0]) for each in file.layout.measures[:2])
    every = file.headline[(including > 0) & (excluding == 0)]
    found = [_area(row) for _, row in every.iterrows()]
    said = ("area has every plan as an exception", "areas have every plan as an exception")
    advice = "Their rate excluding exceptions is [x]: not zero, and not ranked."
    return outcome("national.every_plan_an_exception", file.name, found, said, "no area has only exceptions.", advice)


def excluding_below_including(file: PublishedFile) -> Check:
    """How often the rate excluding exceptions is the lower one: it can be, when plans with an exception were on time."""
    including, excluding = (_headline_numbers(file, each.value) for each in file.layout.measures[:2])
    number = int((excluding < including).sum())
    told = (
        f"in {number:,} of {len(including):,} rows the rate excluding exceptions is below the one including them. It can be."
    )
    return Check("national.excluding_below_including", "PASS", f"{file.name}: {told}", number, file=file.name)


def very_small(file: PublishedFile) -> Check:
    """How many rates are out of one case, and how many are 0 or 100: the Department withholds none of them."""
    counted = [_counted(file, columns) for columns in file.layout.measures]
    single = sum(int((denominator == 1).sum()) for _, denominator, _ in counted)
    extreme = sum(int(published.isin([0, 100]).sum()) for *_, published in counted)
    told = f"{single:,} rates are out of a single case and {extreme:,} are 0 or 100 per cent, published as they are."
    return Check("national.very_small", "PASS", f"{file.name}: {told}", single, file=file.name)


def authorities_listed(file: PublishedFile) -> Check:
    """Years of which a file lists fewer authorities than there are: it may be cut short at the end of a row."""
    rows = _by_level(file)
    counts = rows[rows["level"] == AUTHORITY].groupby("year").size()
    found = [f"{year} has {count}" for year, count in counts.items() if count < FEWEST_AUTHORITIES]
    said = ("year lists fewer authorities than there are", "years list fewer authorities than there are")
    clean = f"every year lists {counts.min() if len(counts) else 0} authorities or more."
    advice = "Download the file again; no ranks are worked out for these years."
    return outcome("national.authorities_listed", file.name, found, said, clean, advice)


def _more_in_total(file: PublishedFile, rows: pd.DataFrame, column: str) -> str:
    """What England's count of a year has over its authorities', in words; empty where it has no more."""
    own, whole = (rows[rows["level"] == level] for level in (AUTHORITY, COUNTRY))
    numbers, symbols = file.numbers(column)
    rest = numbers[whole.index].sum(min_count=1) - numbers[own.index].sum(min_count=1)
    if not abs(rest) > 0:
        return ""
    hidden = sorted(own.loc[symbols[own.index].ne(""), "la_name"])
    who = f"withheld: {listed(hidden)}" if hidden else "no authority withholds it, so one is not listed"
    return f"{rows['year'].iloc[0]}, {column}: England has {rest:,.0f} more than its authorities ({who})"


def _counted(file: PublishedFile, columns: MeasureColumns) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Numerator, denominator and percentage of the rows that have all three; none where the measure is not such a rate."""
    if not columns.numerator or not {columns.value, columns.numerator, *columns.denominator} <= set(file.rows.columns):
        nothing = pd.Series(dtype="float64")
        return nothing, nothing, nothing
    numerator, published = (file.numbers(each)[0] for each in (columns.numerator, columns.value))
    denominator = _added_up(file, columns.denominator)
    known = numerator.notna() & denominator.gt(0) & published.notna()
    return numerator[known], denominator[known], published[known]


def _added_up(file: PublishedFile, columns: tuple[str, ...]) -> pd.Series:
    """The columns' sum by row; NaN where one of them is missing."""
    return pd.concat([file.numbers(each)[0] for each in columns], axis=1).sum(axis=1, skipna=False)


def _headline_numbers(file: PublishedFile, column: str) -> pd.Series:
    return file.numbers(column)[0][file.headline.index]


def _by_level(file: PublishedFile) -> pd.DataFrame:
    rows = file.headline
    return rows.assign(level=rows["geographic_level"].map(LEVELS))


def _area(row: pd.Series) -> str:
    """The area and year of a row: "Manchester 2023"."""
    name = next(filter(None, (row["la_name"], row["region_name"], row["country_name"])))
    return f"{name} {row['year']}"
