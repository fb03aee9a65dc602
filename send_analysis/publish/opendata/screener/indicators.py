"""Rules of indicators: the columns of numbers."""

from collections.abc import Iterator

import pandas as pd

from send_analysis.core.figures import SYMBOLS
from send_analysis.publish.opendata.screener.pair import Pair
from send_analysis.publish.opendata.screener.rule import Fault, Rule, where

#: Symbols in force; k stands for "low" where a subject is sensitive. Source: GSS symbols.
_SYMBOLS = (*SYMBOLS, "k")

#: Symbols of earlier years. Source: Department's standard.
_OBSOLETE = (":", "~", "..", ".", "-", "*", "n/a", "N/A", "NA", "NULL", "null", "NaN", "nan")

_NUMBER = r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?"
_THOUSANDS = r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?"
_SIGNED = rf"[£$]\s*{_NUMBER}[mk]?|{_NUMBER}\s*%"


def _cells(pair: Pair) -> Iterator[pd.Series]:
    yield from (pair.data.cells[name] for name in pair.described("Indicator"))


def _no_blanks(pair: Pair) -> Iterator[Fault]:
    for cells in _cells(pair):
        yield from where(cells, cells.str.strip().eq(""))


def _numbers(pair: Pair) -> Iterator[Fault]:
    explained = rf"{_NUMBER}|{_THOUSANDS}|{_SIGNED}|\s*"
    for cells in _cells(pair):
        plain = cells.str.strip()
        yield from where(cells, ~plain.isin([*_SYMBOLS, *_OBSOLETE]) & ~plain.str.fullmatch(explained))


def _no_thousands(pair: Pair) -> Iterator[Fault]:
    for cells in _cells(pair):
        yield from where(cells, cells.str.fullmatch(_THOUSANDS))


def _no_signs(pair: Pair) -> Iterator[Fault]:
    for cells in _cells(pair):
        yield from where(cells, cells.str.fullmatch(_SIGNED))


def _no_obsolete(pair: Pair) -> Iterator[Fault]:
    for cells in _cells(pair):
        yield from where(cells, cells.isin(_OBSOLETE))


def _no_exponent(pair: Pair) -> Iterator[Fault]:
    for cells in _cells(pair):
        yield from where(cells, cells.str.fullmatch(r"-?\d+(?:\.\d+)?[eE][+-]?\d+"))


def _no_edges(pair: Pair) -> Iterator[Fault]:
    for cells in _cells(pair):
        yield from where(cells, cells.ne(cells.str.strip()) & cells.str.strip().ne(""))


def _decimals(pair: Pair) -> Iterator[Fault]:
    meta = None if pair.meta is None else pair.meta.cells
    if meta is None or not {"col_name", "indicator_dp"} <= set(meta.columns):
        return
    places = dict(zip(meta["col_name"], meta["indicator_dp"], strict=True))
    for cells in _cells(pair):
        if str(places.get(str(cells.name), "")).isdecimal():
            shown = cells.str.extract(r"^-?\d+\.(\d+)$", expand=False).fillna("").str.len()
            yield from where(cells, shown > int(places[str(cells.name)]))


RULES = (
    Rule("screen.indicator.no_blanks", _no_blanks, "an indicator is never blank",
         "Write the symbol that says why there is no number."),
    Rule("screen.indicator.numbers", _numbers, f"an indicator is a number or a symbol: {', '.join(_SYMBOLS)}",
         "Write a number or a symbol."),
    Rule("screen.indicator.no_thousands", _no_thousands, "a number has no separator of thousands", "Write 1234 for 1,234."),
    Rule("screen.indicator.no_signs", _no_signs, "a number has no sign of its unit", "Put the unit into the meta data."),
    Rule("screen.indicator.no_obsolete", _no_obsolete, "symbols of earlier years are not used",
         "Write x for :, low for ~, z for what does not apply."),
    Rule("screen.indicator.no_exponent", _no_exponent, "a number is written out, without an exponent",
         "Write 1200000 for 1.2e6."),
    Rule("screen.indicator.no_edge_blanks", _no_edges, "a number stands without blanks around it", "Take the blanks off."),
    Rule("screen.indicator.decimals", _decimals, "a number has no more decimal places than its indicator_dp",
         "Round it, or mend indicator_dp.", "WARNING"),
)  # fmt: skip
