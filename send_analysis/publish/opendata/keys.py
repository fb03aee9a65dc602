"""What tells the rows of a data file apart: time, geography and filters; those that are the same in each row are in no column."""

from collections.abc import Sequence

import pandas as pd

from send_analysis.core.figures import CROSS, PUBLISHED, TOTAL
from send_analysis.core.period import Period
from send_analysis.present.labels import label
from send_analysis.publish.opendata.geography import GEOGRAPHY, is_place, place
from send_analysis.publish.opendata.periods import REPORTING_YEAR, family, time_columns, window
from send_analysis.publish.opendata.texts import distinct, plain_text

TIME = ("time_period", "time_identifier")

#: Columns of time and geography, which need no row of meta data.
STANDARD = (*TIME, *GEOGRAPHY)

#: What the columns of time and geography are called in words.
TITLES = {
    "time_period": "Time period", "time_identifier": "Time identifier", "geographic_level": "Geographic level",
    "country_code": "Country code", "country_name": "Country", "region_code": "Region code", "region_name": "Region",
    "old_la_code": "Local authority code of the Department for Education",
    "new_la_code": "Local authority code of the Office for National Statistics",
    "la_name": "Local authority", "breakdown_topic": "Breakdown topic",
}  # fmt: skip

#: Label and hint of each filter.
FILTERS = {
    "reporting_window": ("Reporting window", "First and last day that the figure is about"),
    "comparison": ("Comparison", "Total is the area's own figure; any other is set beside it"),
    "data_source": ("Source of the figure", "Worked out from the authority's records, or as published or stated by others"),
    "breakdown": ("Breakdown", "What the figure is broken down by; Total is all"),
}

#: The column that groups the items of the filter `breakdown`.
GROUPING = "breakdown_topic"

#: What is told of each status of figures.
_SOURCES = {"computed": "Authority's records", PUBLISHED: "Published figures", "stated": "Stated by others"}


def keys_of(
    rows: pd.DataFrame, periods: Sequence[Period], broken_down: Sequence[tuple[str, str]]
) -> tuple[pd.DataFrame, list[str]]:
    """The columns that tell rows apart; and what all have in common that no filter says, in words for the labels."""
    of_family = family(periods)
    times = pd.DataFrame([time_columns(period, of_family) for period in periods], columns=list(TIME), index=rows.index)
    areas = list(zip(rows["area_code"], rows["area_name"], strict=True))
    placed = {area: place(*area) for area in dict.fromkeys(areas)}
    geography = pd.DataFrame([placed[area] for area in areas], columns=list(GEOGRAPHY), index=rows.index)
    others = distinct([TOTAL, *(name for code, name in areas if not is_place(code))])
    topics, items = _broken_down(broken_down)
    filters: dict[str, list[str]] = {
        "reporting_window": [window(each) for each in periods] if of_family == REPORTING_YEAR else [],
        "comparison": [others[TOTAL if is_place(code) else name] for code, name in areas],
        "data_source": [_SOURCES.get(each, plain_text(label(each))) for each in rows["status"]],
        GROUPING: topics,
        "breakdown": items,
    }
    varied = {name: items for name, items in filters.items() if len(set(items)) > 1}
    constant = {name: items[0] for name, items in filters.items() if len(set(items)) == 1}
    if "breakdown" in varied:
        varied = {name: filters[name] for name in filters if name in (*varied, GROUPING)}
    else:
        varied.pop(GROUPING, None)
    told = [f"{periods[0].label}"] if "reporting_window" in constant else []
    told += [constant[name] for name in ("comparison", "breakdown") if constant.get(name, TOTAL) != TOTAL]
    return pd.concat([times, geography, pd.DataFrame(varied, index=rows.index)], axis=1), told


def _broken_down(pairs: Sequence[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """Topics and items in words; the same item of several topics, alone, is told with its topic, for a filter has two items."""
    topics = [_topic(topic) for topic, _ in pairs]
    items = [label(item) for _, item in pairs]
    if len(set(items)) == 1 and len(set(topics)) > 1:
        items = [f"{topic}: {item}" for topic, item in zip(topics, items, strict=True)]
    plain_topics, plain_items = distinct(topics), distinct(items)
    return [plain_topics[each] for each in topics], [plain_items[each] for each in items]


def _topic(topic: str) -> str:
    first, *others = topic.split(CROSS)
    return " and ".join([label(first), *others])
