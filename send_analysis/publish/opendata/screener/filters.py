"""Rules of filters: the columns that tell rows of one period and place apart."""

from collections.abc import Iterator

from send_analysis.core.figures import TOTAL
from send_analysis.present.labels import NEEDS
from send_analysis.publish.opendata.screener.submitted import STANDARD, Found, Rule, Submitted, cells

#: Most letters of a filter's value. Source: the limits of the Department's publishing service.
_LONGEST_ITEM = 120

#: Columns whose names the Department has given one spelling, by the spellings that it asks to replace.
_HARMONISED = {"gender": "sex", "ethnic_group": "ethnicity_major", "sen": "sen_status", "fsm": "fsm_status"}

#: What a primary need is called. Source: SEN2 return 2025, item 5.8a, and the Department's harmonised terms.
_NEED_COLUMN = "sen_primary_need"


def _two_values(given: Submitted) -> Iterator[Found]:
    for name in given.described("Filter"):
        if given.data[name].nunique() < 2:
            yield Found(name)


def _filled(given: Submitted) -> Iterator[Found]:
    for name in given.filters:
        yield from cells(given.data[name], given.data[name].eq(""))


def _edges(given: Submitted) -> Iterator[Found]:
    for name in given.filters:
        yield from cells(given.data[name], given.data[name].ne(given.data[name].str.strip()))


def _double_blanks(given: Submitted) -> Iterator[Found]:
    for name in given.filters:
        yield from cells(given.data[name], given.data[name].str.contains("  ", regex=False))


def _short(given: Submitted) -> Iterator[Found]:
    for name in given.filters:
        yield from cells(given.data[name], given.data[name].str.len() > _LONGEST_ITEM)


def _total(given: Submitted) -> Iterator[Found]:
    defaults = _meta(given, "filter_default")
    for name in given.described("Filter"):
        if TOTAL not in set(given.data[name]) and not defaults.get(name):
            yield Found(name)


def _total_spelt(given: Submitted) -> Iterator[Found]:
    for name in given.filters:
        other = given.data[name].str.strip().str.casefold().isin(["total", "totals"]) & given.data[name].ne(TOTAL)
        yield from cells(given.data[name], other)


def _default(given: Submitted) -> Iterator[Found]:
    for name, default in _meta(given, "filter_default").items():
        if default and name in given.data and default not in set(given.data[name]):
            yield Found("filter_default", default, in_meta=True)


def _once(given: Submitted) -> Iterator[Found]:
    key = [name for name in (*STANDARD, *given.filters) if name in given.data]
    if key:
        repeated = given.data.duplicated(key)
        yield from (Found(row=int(position) + 1) for position in repeated.to_numpy().nonzero()[0])


def _without_indicator_fields(given: Submitted) -> Iterator[Found]:
    for column in ("indicator_grouping", "indicator_unit", "indicator_dp"):
        yield from _filled_for(given, "Filter", column)


def _grouping_is_there(given: Submitted) -> Iterator[Found]:
    for name in _meta(given, "filter_grouping_column").values():
        if name and name not in given.data:
            yield Found("filter_grouping_column", name, in_meta=True)


def _grouping_is_not_itself(given: Submitted) -> Iterator[Found]:
    for name, grouping in _meta(given, "filter_grouping_column").items():
        if name == grouping:
            yield Found("filter_grouping_column", name, in_meta=True)


def _grouping_is_not_described(given: Submitted) -> Iterator[Found]:
    groupings = {name for name in _meta(given, "filter_grouping_column").values() if name}
    yield from (Found("col_name", name, in_meta=True) for name in given.meta.get("col_name", []) if name in groupings)


def _grouping_total(given: Submitted) -> Iterator[Found]:
    for name, grouping in _meta(given, "filter_grouping_column").items():
        if {name, grouping} <= set(given.data):
            yield from cells(given.data[grouping], given.data[name].eq(TOTAL) & given.data[grouping].ne(TOTAL))


def _harmonised(given: Submitted) -> Iterator[Found]:
    yield from (Found(str(name), f"write {_HARMONISED[name]}") for name in given.data.columns if name in _HARMONISED)


def _needs(given: Submitted) -> Iterator[Found]:
    if _NEED_COLUMN in given.data:
        known = [*NEEDS.values(), TOTAL, "Not available", "SEN support but no specialist assessment of type of need"]
        yield from cells(given.data[_NEED_COLUMN], ~given.data[_NEED_COLUMN].isin(known))


def _filled_for(given: Submitted, kind: str, column: str) -> Iterator[Found]:
    if {"col_type", column} <= set(given.meta.columns):
        wrong = given.meta["col_type"].eq(kind) & given.meta[column].ne("")
        yield from cells(given.meta[column], wrong, in_meta=True)


def _meta(given: Submitted, column: str) -> dict[str, str]:
    """A column of the metadata by the name of the column that it describes."""
    if not {"col_name", column} <= set(given.meta.columns):
        return {}
    return dict(zip(given.meta["col_name"], given.meta[column], strict=True))


RULES = (
    Rule("filter_values", "A filter has two values or more.", _two_values),
    Rule("filter_filled", "A filter has no blank cell.", _filled),
    Rule("filter_without_blanks_at_the_edges", "A filter's value neither begins nor ends with a blank.", _edges),
    Rule("filter_without_double_blanks", "A filter's value has no two blanks together.", _double_blanks, "WARNING"),
    Rule("filter_values_short", f"A filter's value has at most {_LONGEST_ITEM} letters.", _short),
    Rule("filter_total", "A filter has the value Total, or names in filter_default the value to begin with.", _total),
    Rule("filter_total_spelt", "The value for all is written Total.", _total_spelt),
    Rule("filter_default", "The value to begin with is one of the filter's.", _default),
    Rule("rows_once", "No two rows have one period, place and set of filters.", _once),
    Rule("filter_without_indicator_fields", "A filter has no grouping, unit or decimals.", _without_indicator_fields),
    Rule("filter_grouping", "The column that groups a filter is in the data.", _grouping_is_there),
    Rule("filter_grouping_other", "A filter is not grouped by itself.", _grouping_is_not_itself),
    Rule(
        "filter_grouping_undescribed", "The column that groups a filter has no row of its own.", _grouping_is_not_described
    ),
    Rule("filter_grouping_total", "The Total of a filter stands in the group Total.", _grouping_total),
    Rule("filter_names", "Columns have the Department's harmonised names.", _harmonised, "WARNING"),
    Rule("primary_need", "A primary need has the name that the Department's own files give it.", _needs),
)
