"""Rules of the columns of time."""

from collections.abc import Iterator

import pandas as pd

from send_analysis.core.period import MONTH_NAMES
from send_analysis.publish.opendata.screener.pair import Pair
from send_analysis.publish.opendata.screener.rule import Fault, Rule, where

_PERIOD, _IDENTIFIER = "time_period", "time_identifier"

_TERMS = ("Autumn term", "Spring term", "Summer term", "Autumn and spring term")
_PARTS = (*(f"Q{each}" for each in range(1, 5)), "Part 1", "Part 2")

#: Family by identifier, and those whose period has six digits: two years that follow each other.
FAMILIES = {
    "Calendar year": "calendar year", "Reporting year": "reporting year",
    **dict.fromkeys(MONTH_NAMES[1:], "month"), **{f"Week {each}": "week" for each in range(1, 54)},
    "Academic year": "academic year", "Financial year": "financial year", "Tax year": "tax year",
    **dict.fromkeys(_TERMS, "term"), **{f"Academic year {each}": "academic part" for each in _PARTS},
    **{f"Financial year {each}": "financial part" for each in _PARTS}, **{f"Tax year {each}": "tax part" for each in _PARTS},
}  # fmt: skip
_FOUR_DIGITS = ("calendar year", "reporting year", "month", "week")


def _columns(pair: Pair) -> tuple[pd.Series, pd.Series] | None:
    cells = pair.data.cells
    return (cells[_PERIOD], cells[_IDENTIFIER]) if {_PERIOD, _IDENTIFIER} <= set(cells.columns) else None


def _filled(pair: Pair) -> Iterator[Fault]:
    for cells in _columns(pair) or ():
        yield from where(cells, cells.str.strip().eq(""))


def _numeric(pair: Pair) -> Iterator[Fault]:
    if (columns := _columns(pair)) is not None:
        yield from where(columns[0], columns[0].ne("") & ~columns[0].str.fullmatch(r"\d+"))


def _known(pair: Pair) -> Iterator[Fault]:
    if (columns := _columns(pair)) is not None:
        yield from where(columns[1], columns[1].ne("") & ~columns[1].isin(list(FAMILIES)))


def _of_length(pair: Pair, digits: int) -> Iterator[Fault]:
    if (columns := _columns(pair)) is not None:
        period, family = columns[0], columns[1].map(FAMILIES)
        four = family.isin(_FOUR_DIGITS)
        concerned = four if digits == 4 else family.notna() & ~four
        yield from where(period, concerned & period.str.fullmatch(r"\d+") & period.str.len().ne(digits))


def _four(pair: Pair) -> Iterator[Fault]:
    yield from _of_length(pair, 4)


def _six(pair: Pair) -> Iterator[Fault]:
    yield from _of_length(pair, 6)


def _consecutive(pair: Pair) -> Iterator[Fault]:
    if (columns := _columns(pair)) is not None:
        six = columns[0].where(columns[0].str.fullmatch(r"\d{6}"), "000001")
        yield from where(columns[0], (six.str[2:4].astype(int) + 1) % 100 != six.str[4:].astype(int))


def _one_family(pair: Pair) -> Iterator[Fault]:
    if (columns := _columns(pair)) is not None and columns[1].map(FAMILIES).nunique() > 1:
        yield Fault(_IDENTIFIER, values=tuple(columns[1].unique()))


RULES = (
    Rule("screen.time.filled", _filled, "every row says its time", "Fill it in."),
    Rule("screen.time.numeric", _numeric, "a time period is a number of digits, such as 2022 or 202122",
         "Write the digits only."),
    Rule("screen.time.identifier", _known, "a time identifier is one of the standard's, such as Calendar year or June",
         "Use the standard's word."),
    Rule("screen.time.four_digits", _four, "a calendar or reporting year, a month and a week have 4 digits",
         "Write the year, as 2022."),
    Rule("screen.time.six_digits", _six, "an academic, financial or tax year, and parts of one, have 6 digits",
         "Write it as 202122."),
    Rule("screen.time.consecutive", _consecutive, "six digits are two years that follow each other, as 202122",
         "Put the years right."),
    Rule("screen.time.one_family", _one_family, "a file has time identifiers of one family", "Part the file in two."),
)  # fmt: skip
