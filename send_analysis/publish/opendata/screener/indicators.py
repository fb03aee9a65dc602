"""Rules of indicators: the columns of numbers."""

from collections.abc import Iterator

import pandas as pd

from send_analysis.core.figures import SYMBOLS
from send_analysis.publish.opendata.screener.submitted import Found, Rule, Submitted, cells

#: The units that the metadata may write; a count has none.
UNITS = ("", "%", "pp", "£", "£m", "numberstring")

#: Symbols that the standard replaces, and what it writes instead.
_OLD_SYMBOLS = ("..", ".", ":", "-", "~", "*", "N/A", "n/a", "NA", "NaN", "nan", "None", "NULL", "null")

_NUMBER = r"-?\d+(?:\.\d+)?"


def _filled(given: Submitted) -> Iterator[Found]:
    for name in given.indicators:
        yield from cells(given.data[name], given.data[name].str.strip().eq(""))


def _numbers(given: Submitted) -> Iterator[Found]:
    allowed = [*SYMBOLS, "k", *_OLD_SYMBOLS, ""]
    for name in _numeric(given):
        column = given.data[name]
        yield from cells(column, ~column.str.fullmatch(_NUMBER) & ~column.str.strip().isin(allowed) & ~_with_commas(column))


def _commas(given: Submitted) -> Iterator[Found]:
    for name in _numeric(given):
        yield from cells(given.data[name], _with_commas(given.data[name]))


def _with_commas(column: pd.Series) -> pd.Series:
    return column.str.fullmatch(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def _old_symbols(given: Submitted) -> Iterator[Found]:
    for name in _numeric(given):
        yield from cells(given.data[name], given.data[name].isin(_OLD_SYMBOLS))


def _edges(given: Submitted) -> Iterator[Found]:
    for name in given.indicators:
        column = given.data[name]
        yield from cells(column, column.ne(column.str.strip()) & column.str.strip().ne(""))


def _decimals(given: Submitted) -> Iterator[Found]:
    if {"col_type", "indicator_dp"} <= set(given.meta.columns):
        places = given.meta["indicator_dp"]
        wrong = given.meta["col_type"].eq("Indicator") & places.ne("") & ~places.str.fullmatch(r"\d+")
        yield from cells(places, wrong, in_meta=True)


def _decimals_there(given: Submitted) -> Iterator[Found]:
    if {"col_type", "indicator_dp"} <= set(given.meta.columns):
        wrong = given.meta["col_type"].eq("Indicator") & given.meta["indicator_dp"].eq("")
        yield from cells(given.meta["indicator_dp"], wrong, in_meta=True)


def _units(given: Submitted) -> Iterator[Found]:
    if "indicator_unit" in given.meta:
        yield from cells(given.meta["indicator_unit"], ~given.meta["indicator_unit"].isin(UNITS), in_meta=True)


def _without_filter_fields(given: Submitted) -> Iterator[Found]:
    for column in ("filter_hint", "filter_grouping_column", "filter_default"):
        if {"col_type", column} <= set(given.meta.columns):
            wrong = given.meta["col_type"].eq("Indicator") & given.meta[column].ne("")
            yield from cells(given.meta[column], wrong, in_meta=True)


def _within_hundred(given: Submitted) -> Iterator[Found]:
    for name in _of_unit(given, "%"):
        numbers = pd.to_numeric(given.data[name], errors="coerce")
        yield from cells(given.data[name], (numbers < 0) | (numbers > 100))


def _not_below_zero(given: Submitted) -> Iterator[Found]:
    for name in given.indicators:
        if name.endswith("_count") and "change" not in name:
            yield from cells(given.data[name], pd.to_numeric(given.data[name], errors="coerce") < 0)


def _more_decimals(given: Submitted) -> Iterator[Found]:
    if not {"col_name", "indicator_dp"} <= set(given.meta.columns):
        return
    for name, places in zip(given.meta["col_name"], given.meta["indicator_dp"], strict=True):
        if name in given.indicators and str(places).isdigit():
            after = given.data[name].str.extract(r"^-?\d+\.(\d+)$", expand=False).fillna("").str.len()
            yield from cells(given.data[name], after > max(int(places), 1))


def _something(given: Submitted) -> Iterator[Found]:
    for name in given.indicators:
        if len(given.data) and given.data[name].eq("z").all():
            yield Found(name)


def _rows(given: Submitted) -> Iterator[Found]:
    if given.data.empty:
        yield Found()


def _numeric(given: Submitted) -> list[str]:
    return [name for name in given.indicators if name not in _of_unit(given, "numberstring")]


def _of_unit(given: Submitted, unit: str) -> list[str]:
    if not {"col_name", "indicator_unit"} <= set(given.meta.columns):
        return []
    return [name for name in given.meta.loc[given.meta["indicator_unit"].eq(unit), "col_name"] if name in given.indicators]


RULES = (
    Rule("rows", "The data have rows.", _rows),
    Rule("indicator_filled", "An indicator has no blank cell: a symbol says why a number is missing.", _filled),
    Rule("indicator_numbers", f"An indicator holds numbers, or the symbols {', '.join(SYMBOLS)} and k.", _numbers),
    Rule("indicator_without_commas", "A number has no commas between thousands.", _commas),
    Rule("indicator_symbols", "A missing number has a symbol of the standard, not an older one.", _old_symbols),
    Rule("indicator_without_blanks_at_the_edges", "An indicator's cell has no blank at its edges.", _edges),
    Rule("indicator_dp", "Decimals are a whole number from 0 on.", _decimals),
    Rule("indicator_dp_there", "An indicator says its decimals.", _decimals_there, "WARNING"),
    Rule("indicator_unit", f"A unit is blank or one of {', '.join(UNITS[1:])}.", _units),
    Rule(
        "indicator_without_filter_fields",
        "An indicator has no hint, grouping or value to begin with.",
        _without_filter_fields,
    ),
    Rule("percentages", "A percentage lies between 0 and 100.", _within_hundred, "WARNING"),
    Rule("counts", "A count is not below 0.", _not_below_zero),
    Rule("decimals", "A number has no more decimals than its column says.", _more_decimals, "WARNING"),
    Rule("indicator_says_something", "An indicator is not z, not applicable, everywhere.", _something, "WARNING"),
)
