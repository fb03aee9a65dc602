"""Released figures as one tidy table in the Department's open-data shape, and the table that describes its columns.

Source: the Department for Education's open data standard for Explore education statistics.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from send_analysis.compare.changes import CHANGE, CHANGE_TOPIC
from send_analysis.core.figures import CROSS, PUBLISHED, TOTAL
from send_analysis.present.labels import label
from send_analysis.present.numbers import round_half_up
from send_analysis.publish.opendata.columns import Indicator, indicators_of
from send_analysis.publish.opendata.geography import PLACE_COLUMNS, Places
from send_analysis.publish.opendata.periods import REPORTING_PERIOD, Family, time_columns

#: The columns that describe a column, in the standard's order.
META_COLUMNS = (
    "col_name", "col_type", "label", "indicator_grouping", "indicator_unit", "indicator_dp", "filter_hint",
    "filter_grouping_column", "filter_default",
)  # fmt: skip

#: The columns of time.
TIME_COLUMNS = ("time_period", "time_identifier")

TOPIC, BREAKDOWN = "breakdown_topic", "breakdown"

#: The filter that tells the authority's own count from what the Department has published of the same year, where both are shown.
SOURCE = "figure_source"
_SOURCES = {True: "Published by the Department", False: "Own records"}

#: The topic of what is about no place: a mean of neighbours, or a benchmark that others publish.
_COMPARED_WITH = "Compared with"

#: The symbol in a column that a row is not about.
NOT_APPLICABLE = "z"

_FILTER_LABELS = {REPORTING_PERIOD: "Reporting period", BREAKDOWN: "Breakdown", SOURCE: "Source of the figure"}


@dataclass(frozen=True)
class Tidy:
    """An open-data table.

    Parameters
    ----------
    data : one row for each period, place and breakdown. Every cell is text: a number, or a symbol that says why there is none.
        A measure that a row is not about has z, not applicable.
    meta : one row for each filter and indicator, with the columns :data:`META_COLUMNS`.
    """

    data: pd.DataFrame
    meta: pd.DataFrame

    @property
    def indicators(self) -> list[str]:
        """The columns of numbers."""
        return list(self.meta.loc[self.meta["col_type"].eq("Indicator"), "col_name"])


def tidy(figures: pd.DataFrame, family: Family, places: Places) -> Tidy:
    """Released figures in the open-data shape.

    Parameters
    ----------
    figures : rows with the columns of figures, all released; the same one may stand in them more than once.
    family : the kind of period that all of them can be written in.
    """
    frame = figures.drop_duplicates().reset_index(drop=True)
    keys = pd.concat(
        [time_columns(frame, family), _places(frame, places), _breakdowns(frame, places), _source(frame)], axis=1
    )
    keys = keys.drop(columns=_needless(keys))
    change = frame["breakdown_topic"].str.endswith(CHANGE_TOPIC)
    kinds: list[tuple[str, str, bool]] = list(zip(frame["measure"], frame["unit"], change, strict=True))
    columns, described = [], []
    for kind in dict.fromkeys(kinds):
        own = [each == kind for each in kinds]
        of_kind = indicators_of(*kind[:2], change=kind[2])
        columns += [_column(frame[own], keys[own], indicator) for indicator in of_kind]
        described += of_kind
    in_order = keys.loc[frame.sort_values(["period_start", "period_end"], kind="stable").index].drop_duplicates()
    index = pd.MultiIndex.from_frame(in_order)
    data = pd.DataFrame({column.name: column.reindex(index) for column in columns}, index=index)
    data = data.fillna(NOT_APPLICABLE).reset_index()
    return Tidy(data, _meta(data, described))


def _column(frame: pd.DataFrame, keys: pd.DataFrame, indicator: Indicator) -> pd.Series:
    """An indicator's cells by key; a figure that stands in several places has one key.

    Raises
    ------
    ValueError
        When two figures that differ come under one key, which would be a fault of this program.
    """
    cells = [
        _cell(symbol, number, indicator) for symbol, number in zip(frame["symbol"], frame[indicator.field], strict=True)
    ]
    column = pd.Series(cells, index=pd.MultiIndex.from_frame(keys), name=indicator.name, dtype="str")
    once = column[~column.index.duplicated()]
    if len(once) < len(column) and not (column == once.reindex(column.index)).all():
        raise ValueError(f"{indicator.name}: two different numbers of one period, place and breakdown")
    return once


def _cell(symbol: str, number: float, indicator: Indicator) -> str:
    """A number as it is published, or the symbol in its place; a rate without counts has none of them, x."""
    if symbol:
        return symbol
    if math.isnan(number):
        return "x"
    whole = float(number).is_integer() and not indicator.decimals
    rounded = round_half_up(number, 0 if whole else max(indicator.decimals, 1))
    if not rounded and number:
        return "low"
    return str(rounded or abs(rounded))


def _places(frame: pd.DataFrame, places: Places) -> pd.DataFrame:
    codes = frame["area_code"].where(frame["area_code"].map(places.is_a_place), places.own.code)
    names = frame["area_name"].where(frame["area_code"].map(places.is_a_place), places.own.name)
    areas = list(zip(codes, names, strict=True))
    of_each = {area: places.of(*area) for area in dict.fromkeys(areas)}
    told = [of_each[area] for area in areas]
    return pd.DataFrame(told, columns=list(PLACE_COLUMNS), index=frame.index)


def _breakdowns(frame: pd.DataFrame, places: Places) -> pd.DataFrame:
    columns = frame[["area_code", "area_name", TOPIC, BREAKDOWN]]
    told = [
        _breakdown(code, name, topic, breakdown, places) for code, name, topic, breakdown in columns.itertuples(index=False)
    ]
    return pd.DataFrame(told, columns=[TOPIC, BREAKDOWN], index=frame.index)


def _breakdown(code: str, name: str, topic: str, breakdown: str, places: Places) -> tuple[str, str]:
    topic = topic.removesuffix(f"{CROSS}{CHANGE_TOPIC}")
    breakdown = breakdown.removesuffix(f"{CROSS}{CHANGE}")
    if not places.is_a_place(code):
        return _COMPARED_WITH, name if topic == TOTAL else f"{name}, {label(breakdown)}"
    return (TOTAL, TOTAL) if topic == TOTAL else (label(topic), label(breakdown))


def _source(frame: pd.DataFrame) -> pd.Series:
    return frame["status"].eq(PUBLISHED).map(_SOURCES).rename(SOURCE)


def _needless(keys: pd.DataFrame) -> list[str]:
    """The filters that tell nothing apart: the standard has a filter only where it has two values or more."""
    alone = [column for column in (REPORTING_PERIOD, SOURCE) if column in keys and keys[column].nunique() < 2]
    return alone + ([TOPIC, BREAKDOWN] if keys[BREAKDOWN].nunique() < 2 else [])


def _meta(data: pd.DataFrame, indicators: Sequence[Indicator]) -> pd.DataFrame:
    filters = [_filter_row(data, name) for name in (REPORTING_PERIOD, BREAKDOWN, SOURCE) if name in data]
    rows = [
        {
            "col_name": each.name,
            "col_type": "Indicator",
            "label": each.label,
            "indicator_grouping": each.grouping,
            "indicator_unit": each.unit,
            "indicator_dp": str(each.decimals),
        }
        for each in indicators
    ]
    blank = dict.fromkeys(META_COLUMNS, "")
    return pd.DataFrame([blank | row for row in (*filters, *rows)], columns=list(META_COLUMNS))


def _filter_row(data: pd.DataFrame, name: str) -> dict[str, str]:
    """A filter's description. One without a total names the value to begin with: the first, or the latest of the periods."""
    values = list(dict.fromkeys(data[name]))
    first = values[-1] if name == REPORTING_PERIOD else values[0]
    return {
        "col_name": name,
        "col_type": "Filter",
        "label": _FILTER_LABELS[name],
        "filter_grouping_column": TOPIC if name == BREAKDOWN else "",
        "filter_default": "" if TOTAL in values else first,
    }
