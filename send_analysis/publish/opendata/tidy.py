"""Figures as the two tables of the Department's open-data standard: the data, and what its columns mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from send_analysis.core.figures import COLUMNS, TOTAL
from send_analysis.present.labels import label
from send_analysis.present.numbers import round_half_up
from send_analysis.publish.opendata.indicators import (
    Indicator,
    Kind,
    base_and_ending,
    decimals_of,
    department_names,
    kind_of,
    label_of,
    parts_of,
    unit_of,
)  # fmt: skip
from send_analysis.publish.opendata.keys import FILTERS, GROUPING, STANDARD, TIME, keys_of
from send_analysis.publish.opendata.periods import periods_of
from send_analysis.publish.opendata.texts import LONGEST_LABEL, column_name, plain_text

#: The columns of a meta file, in order. Source: the Department's standard.
META = (
    "col_name", "col_type", "label", "indicator_grouping", "indicator_unit", "indicator_dp", "filter_hint",
    "filter_grouping_column",
)  # fmt: skip

#: A filter without an item "Total" names here the item that is shown first.
FILTER_DEFAULT = "filter_default"

#: Not applicable: the figure has no such number, or the measure no such breakdown. Source: GSS symbols.
NOT_APPLICABLE = "z"

#: An indicator: its name, its cells by the number of the row they stand in, its row of meta data, what it is.
_Column = tuple[str, pd.Series, dict[str, str], Indicator]


@dataclass(frozen=True)
class DataFile:
    """One data file before it is written: title, data and meta data, all cells text; the periods that it covers.

    `indicators` says of each column of numbers what they are.
    """

    title: str
    data: pd.DataFrame
    meta: pd.DataFrame
    first_day: str
    last_day: str
    indicators: Mapping[str, Indicator]


def data_file(title: str, figures: pd.DataFrame) -> DataFile:
    """Released figures in the form of the standard.

    Parameters
    ----------
    figures : the columns of :data:`send_analysis.core.figures.COLUMNS`; a figure that stands in several rows is taken once.

    Returns
    -------
    The data have a row for each period, area and filter item, and a column for each number of each measure. Percentages are
    rounded half up to one place. A missing number is a symbol: that of its figure, `low` for one that rounds to zero, `z` where
    there is none.

    Raises
    ------
    ValueError
        When there is no figure, or two different ones would stand in one cell.
    """
    if figures.empty:
        raise ValueError(f"{title}: there is no figure to write")
    rows = figures[list(COLUMNS)].drop_duplicates().reset_index(drop=True)
    named = [rows[name] for name in ("measure", "unit", "breakdown_topic", "breakdown")]
    kinds = [kind_of(*each) for each in zip(*named, strict=True)]
    periods = periods_of(rows)
    keys, told = keys_of(rows, periods, [(topic, breakdown) for _, topic, breakdown in kinds])
    names = list(keys.columns)
    numbered = keys.groupby(names, sort=False, dropna=False).ngroup()
    data, meta = keys[~numbered.duplicated()].reset_index(drop=True), _filter_rows(keys)
    columns: dict[str, list[str]] = {}
    indicators: dict[str, Indicator] = {}
    for column, cells, described, indicator in _columns(rows, [kind for kind, *_ in kinds], numbered):
        if cells.index.has_duplicates:
            raise ValueError(f"{title}: two different figures for one cell of {column}")
        found = cells.to_dict()
        indicators[column] = indicator
        columns[column] = [found.get(row, NOT_APPLICABLE) for row in range(len(data))]
        meta.append(described)
    data = pd.concat([data, pd.DataFrame(columns)], axis=1)
    ordered = data.assign(_month=_months(data)).sort_values([TIME[0], "_month", *names]).drop(columns="_month")
    days = min(each.start for each in periods).isoformat(), max(each.end for each in periods).isoformat()
    return DataFile(plain_text(title), ordered.reset_index(drop=True), _meta(meta, told), *days, indicators)


def _months(data: pd.DataFrame) -> pd.Series:
    """The number of the month where the identifier is one, so that April does not come before January."""
    return pd.to_datetime(data[TIME[1]] + " 2000", format="%B %Y", errors="coerce").dt.month.fillna(0)


def _columns(rows: pd.DataFrame, kinds: Sequence[Kind], numbered: pd.Series) -> list[_Column]:
    """Every indicator of a file."""
    found: list[_Column] = []
    used = {*STANDARD, *FILTERS, GROUPING}
    for kind in dict.fromkeys(kinds):
        group = rows[[each == kind for each in kinds]]
        for part in parts_of(group):
            name = _name(kind, part, used)
            used.add(name)
            decimals = decimals_of(kind, part, group[part])
            cells = [_cell(*each, decimals) for each in zip(group[part], group["value"], group["symbol"], strict=True)]
            described = {
                "col_name": name, "col_type": "Indicator", "label": label_of(kind, part),
                "indicator_grouping": label(kind.measure.partition(".")[0]), "indicator_unit": unit_of(kind, part),
                "indicator_dp": str(decimals), "filter_hint": "", "filter_grouping_column": "", FILTER_DEFAULT: "",
            }  # fmt: skip
            placed = pd.Series(cells, index=numbered[group.index], dtype="object")
            found.append((name, placed, described, Indicator(kind, part)))
    return found


def _name(kind: Kind, part: str, used: set[str]) -> str:
    published = "" if kind.infix or kind.words else department_names().get((kind.measure, part), "")
    return published if published and published not in used else column_name(*base_and_ending(kind, part), used)


def _cell(number: Any, value: Any, symbol: str, decimals: int) -> str:
    """A number as the standard writes it: no separators of thousands, and a symbol where there is none."""
    if pd.isna(number):
        return symbol if symbol and pd.isna(value) else NOT_APPLICABLE
    rounded = round_half_up(number, decimals)
    return "low" if rounded == 0 and number != 0 else str(rounded)


def _filter_rows(keys: pd.DataFrame) -> list[dict[str, str]]:
    """The rows of meta data of the filters that a file has."""
    found = []
    for name in (each for each in FILTERS if each in keys):
        items = keys[name]
        described = dict.fromkeys([*META, FILTER_DEFAULT], "")
        described |= {"col_name": name, "col_type": "Filter", "label": FILTERS[name][0], "filter_hint": FILTERS[name][1]}
        described["filter_grouping_column"] = GROUPING if name == "breakdown" else ""
        described[FILTER_DEFAULT] = "" if items.eq(TOTAL).any() else str(items.iloc[0])
        found.append(described)
    return found


def _meta(rows: Sequence[dict[str, str]], told: Sequence[str]) -> pd.DataFrame:
    """The meta table, with labels that are all different; the column of defaults only where a filter needs one."""
    ending = "".join(f", {each}" for each in told)
    meta = pd.DataFrame(rows, columns=[*META, FILTER_DEFAULT])
    indicator = meta["col_type"] == "Indicator"
    room = LONGEST_LABEL - min(len(ending), LONGEST_LABEL // 2)
    labels = [plain_text(each, room) + ending if of else each for each, of in zip(meta["label"], indicator, strict=True)]
    meta["label"] = _all_different(labels)
    return meta if meta[FILTER_DEFAULT].any() else meta[list(META)]


def _all_different(labels: Sequence[str]) -> list[str]:
    found: list[str] = []
    for each in labels:
        plain, number = plain_text(each, LONGEST_LABEL), 1
        while plain in found:
            number += 1
            plain = f"{plain_text(each, LONGEST_LABEL - 5)} ({number})"
        found.append(plain)
    return found
