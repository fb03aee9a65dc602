"""Rules of filters: the columns that say what a row is about, beside its time and its place."""

from collections.abc import Iterator

from send_analysis.core.figures import TOTAL
from send_analysis.present.labels import NEEDS
from send_analysis.publish.opendata.keys import GROUPING, STANDARD
from send_analysis.publish.opendata.screener.pair import Pair
from send_analysis.publish.opendata.screener.rule import API_LIMITS, Fault, Rule, rows_where, where
from send_analysis.publish.opendata.texts import LONGEST_ITEM

_NEED = "sen_primary_need"


def _two_items(pair: Pair) -> Iterator[Fault]:
    cells = pair.data.cells
    for name in pair.described("Filter"):
        if len(cells) and cells[name].nunique() < 2:
            yield Fault(name, values=tuple(cells[name].unique()))


def _no_blanks(pair: Pair) -> Iterator[Fault]:
    for name in pair.described("Filter"):
        yield from where(pair.data.cells[name], pair.data.cells[name].str.strip().eq(""))


def _grouping_filled(pair: Pair) -> Iterator[Fault]:
    for name in pair.groupings:
        yield from where(pair.data.cells[name], pair.data.cells[name].str.strip().eq(""))


def _no_edges(pair: Pair) -> Iterator[Fault]:
    names = [each for each in STANDARD if each in pair.data.cells]
    for name in (*pair.described("Filter"), *pair.groupings, *names):
        cells = pair.data.cells[name]
        yield from where(cells, cells.ne(cells.str.strip()) & cells.str.strip().ne(""))


def _default(pair: Pair, name: str) -> str:
    meta = None if pair.meta is None else pair.meta.cells
    if meta is None or not {"col_name", "filter_default"} <= set(meta.columns):
        return ""
    return next(iter(meta.loc[meta["col_name"] == name, "filter_default"]), "")


def _total(pair: Pair) -> Iterator[Fault]:
    for name in pair.described("Filter"):
        if not pair.data.cells[name].eq(TOTAL).any() and not _default(pair, name):
            yield Fault(name)


def _default_known(pair: Pair) -> Iterator[Fault]:
    for name in pair.described("Filter"):
        default = _default(pair, name)
        if default and not pair.data.cells[name].eq(default).any():
            yield Fault(name, values=(default,), in_meta=True)


def _short(pair: Pair) -> Iterator[Fault]:
    for name in (*pair.described("Filter"), *(each for each in ("region_name", "la_name") if each in pair.data.cells)):
        yield from where(pair.data.cells[name], pair.data.cells[name].str.len() > LONGEST_ITEM)


def _one_spelling(pair: Pair) -> Iterator[Fault]:
    for name in pair.described("Filter"):
        cells = pair.data.cells[name].str.strip()
        spellings = cells.groupby(cells.str.casefold()).nunique()
        for folded in spellings.index[spellings > 1]:
            yield Fault(name, values=tuple(cells[cells.str.casefold() == folded].unique()))


def _unique(pair: Pair) -> Iterator[Fault]:
    cells = pair.data.cells
    keys = [name for name in (*STANDARD, *pair.described("Filter"), *pair.groupings, GROUPING) if name in cells]
    if keys:
        yield from rows_where("", cells, cells.duplicated(list(dict.fromkeys(keys)), keep=False))


def _harmonised(pair: Pair) -> Iterator[Fault]:
    if _NEED in pair.data.cells:
        cells = pair.data.cells[_NEED]
        yield from where(cells, ~cells.isin([TOTAL, *NEEDS.values()]))


RULES = (
    Rule("screen.filter.two_items", _two_items, "a filter has two items or more",
         "Leave the column out, and say its item in the labels."),
    Rule("screen.filter.no_blanks", _no_blanks, "a filter is filled in every row", "Fill it in; write Total for all."),
    Rule("screen.filter.grouping_filled", _grouping_filled, "the column that groups a filter's items is filled in every row",
         "Fill it in."),
    Rule("screen.filter.no_edge_blanks", _no_edges, "no text begins or ends with a blank", "Take the blanks off."),
    Rule("screen.filter.total", _total, f"a filter has the item {TOTAL}, or its meta data name a filter_default",
         f"Call what is about all {TOTAL}, or name the item to be shown first.", "WARNING"),
    Rule("screen.filter.default", _default_known, "a filter_default is an item of its filter",
         "Name an item that the data have."),
    Rule("screen.filter.length", _short, f"an item and the name of a place have at most {LONGEST_ITEM} characters",
         "Shorten it.", "WARNING", API_LIMITS),
    Rule("screen.filter.one_spelling", _one_spelling, "an item is spelt in one way", "Choose one spelling."),
    Rule("screen.rows.unique", _unique, "no two rows have the same time, place and filter items",
         "Add a filter that tells them apart."),
    Rule("screen.filter.harmonised", _harmonised, f"{_NEED} has the Department's own words for needs",
         "Use its words.", "WARNING"),
)  # fmt: skip
