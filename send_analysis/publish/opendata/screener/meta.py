"""Rules of the meta data."""

from collections.abc import Iterator

import pandas as pd

from send_analysis.publish.opendata.keys import STANDARD
from send_analysis.publish.opendata.screener.pair import Pair
from send_analysis.publish.opendata.screener.rule import API_LIMITS, Fault, Rule, where
from send_analysis.publish.opendata.texts import LONGEST_LABEL
from send_analysis.publish.opendata.tidy import FILTER_DEFAULT, META

_OPTIONAL = (FILTER_DEFAULT, "parent_filter")
_TYPES = ("Filter", "Indicator")
_UNITS = ("", "%", "pp", "£", "£m", "numberstring")
_OF_INDICATORS = ("indicator_grouping", "indicator_unit", "indicator_dp")
_OF_FILTERS = ("filter_hint", "filter_grouping_column", *_OPTIONAL)


def _meta(pair: Pair) -> pd.DataFrame:
    """The meta data, with a blank column for each that is missing, so that each rule tells only what is its own."""
    cells = pd.DataFrame(columns=list(META), dtype="object") if pair.meta is None else pair.meta.cells
    return cells.assign(**{name: "" for name in (*META, *_OPTIONAL) if name not in cells})


def _where(cells: pd.Series, wrong: pd.Series) -> Iterator[Fault]:
    yield from where(cells, wrong, in_meta=True)


def _columns(pair: Pair) -> Iterator[Fault]:
    if pair.meta is not None:
        yield from (Fault(column=name, in_meta=True) for name in META if name not in pair.meta.header)


def _no_others(pair: Pair) -> Iterator[Fault]:
    if pair.meta is not None:
        yield from (Fault(column=name, in_meta=True) for name in pair.meta.header if name not in (*META, *_OPTIONAL))


def _types(pair: Pair) -> Iterator[Fault]:
    meta = _meta(pair)
    yield from _where(meta["col_type"], ~meta["col_type"].isin(_TYPES))


def _has_an_indicator(pair: Pair) -> Iterator[Fault]:
    if pair.meta is not None and not _meta(pair)["col_type"].eq("Indicator").any():
        yield Fault("col_type", in_meta=True)


def _named(pair: Pair) -> Iterator[Fault]:
    meta = _meta(pair)
    yield from _where(meta["col_name"], meta["col_name"].str.strip().eq(""))


def _unique(pair: Pair) -> Iterator[Fault]:
    meta = _meta(pair)
    yield from _where(meta["col_name"], meta["col_name"].ne("") & meta["col_name"].duplicated(keep=False))


def _in_data(pair: Pair) -> Iterator[Fault]:
    meta = _meta(pair)
    yield from _where(meta["col_name"], meta["col_name"].ne("") & ~meta["col_name"].isin(pair.data.header))


def _all_described(pair: Pair) -> Iterator[Fault]:
    if pair.meta is not None:
        meta = _meta(pair)
        known = {*STANDARD, *meta["col_name"], *meta["filter_grouping_column"], ""}
        yield from (Fault(column=name) for name in dict.fromkeys(pair.data.header) if name not in known)


def _not_standard(pair: Pair) -> Iterator[Fault]:
    meta = _meta(pair)
    yield from _where(meta["col_name"], meta["col_name"].isin(STANDARD))


def _labelled(pair: Pair) -> Iterator[Fault]:
    meta = _meta(pair)
    yield from _where(meta["label"], meta["label"].str.strip().eq(""))


def _labels_unique(pair: Pair) -> Iterator[Fault]:
    meta = _meta(pair)
    yield from _where(meta["label"], meta["label"].ne("") & meta["label"].duplicated(keep=False))


def _labels_short(pair: Pair) -> Iterator[Fault]:
    meta = _meta(pair)
    yield from _where(meta["label"], meta["label"].str.len() > LONGEST_LABEL)


def _units(pair: Pair) -> Iterator[Fault]:
    meta = _meta(pair)
    yield from _where(meta["indicator_unit"], ~meta["indicator_unit"].isin(_UNITS))


def _places(pair: Pair) -> Iterator[Fault]:
    meta = _meta(pair)
    yield from _where(meta["indicator_dp"], meta["indicator_dp"].ne("") & ~meta["indicator_dp"].str.fullmatch(r"\d+"))


def _blank_for(pair: Pair, kind: str, columns: tuple[str, ...]) -> Iterator[Fault]:
    meta = _meta(pair)
    for name in columns:
        yield from _where(meta[name], meta["col_type"].eq(kind) & meta[name].ne(""))


def _filters_only(pair: Pair) -> Iterator[Fault]:
    yield from _blank_for(pair, "Filter", _OF_INDICATORS)


def _indicators_only(pair: Pair) -> Iterator[Fault]:
    yield from _blank_for(pair, "Indicator", _OF_FILTERS)


def _grouping_in_data(pair: Pair) -> Iterator[Fault]:
    names = _meta(pair)["filter_grouping_column"]
    yield from _where(names, names.ne("") & ~names.isin(pair.data.header))


def _grouping_not_described(pair: Pair) -> Iterator[Fault]:
    meta = _meta(pair)
    grouping = [name for name in meta["filter_grouping_column"] if name]
    yield from _where(meta["col_name"], meta["col_name"].isin(grouping))


def _parent_known(pair: Pair) -> Iterator[Fault]:
    meta = _meta(pair)
    filters = meta.loc[meta["col_type"] == "Filter", "col_name"]
    yield from _where(meta["parent_filter"], meta["parent_filter"].ne("") & ~meta["parent_filter"].isin(filters))


RULES = (
    Rule("screen.meta.columns", _columns, "the meta data have this column", "Add the column."),
    Rule("screen.meta.no_other_columns", _no_others, "the meta data have the standard's columns only", "Delete the column."),
    Rule("screen.meta.type", _types, "col_type is Filter or Indicator", "Write one of these."),
    Rule("screen.meta.has_an_indicator", _has_an_indicator, "a file has an indicator", "Describe the column of numbers."),
    Rule("screen.meta.named", _named, "a row names its column", "Fill in col_name."),
    Rule("screen.meta.unique", _unique, "a column has one row", "Delete one of the rows."),
    Rule("screen.meta.in_data", _in_data, "a row is about a column of the data", "Delete the row, or put the name right."),
    Rule("screen.meta.all_described", _all_described, "a column has a row in the meta data", "Add the row."),
    Rule("screen.meta.not_standard", _not_standard, "columns of time and geography have no row", "Delete the row."),
    Rule("screen.meta.labelled", _labelled, "a row has a label", "Fill it in."),
    Rule("screen.meta.labels_unique", _labels_unique, "no two labels are the same", "Tell them apart."),
    Rule("screen.meta.label_length", _labels_short, f"a label has at most {LONGEST_LABEL} characters",
         "Shorten it.", "WARNING", API_LIMITS),
    Rule("screen.meta.unit", _units, "a unit is blank, %, pp, £, £m or numberstring",
         "Use one of these, and say others in the label."),
    Rule("screen.meta.decimal_places", _places, "indicator_dp is a whole number, 0 or more",
         "Write the number of decimal places."),
    Rule("screen.meta.filter_fields", _filters_only, "a filter has no field of indicators", "Delete the value."),
    Rule("screen.meta.indicator_fields", _indicators_only, "an indicator has no field of filters", "Delete the value."),
    Rule("screen.meta.grouping_in_data", _grouping_in_data, "a filter_grouping_column is a column of the data",
         "Put the name right."),
    Rule("screen.meta.grouping_not_described", _grouping_not_described, "a column that groups items has no row of its own",
         "Delete the row."),
    Rule("screen.meta.parent_known", _parent_known, "a parent_filter is a filter of the file", "Put the name right."),
)  # fmt: skip
