"""Rules of the columns of geography."""

from collections.abc import Iterator

import pandas as pd

from send_analysis.national.areas import ENGLAND
from send_analysis.publish.opendata.geography import (
    LOCAL_AUTHORITY,
    NATIONAL,
    NO_CODE,
    NOT_AVAILABLE,
    REGIONAL,
    authorities,
    regions,
)
from send_analysis.publish.opendata.screener.pair import Pair
from send_analysis.publish.opendata.screener.rule import Fault, Rule, rows_where, where

_LEVEL = "geographic_level"
_REGION, _AUTHORITY = ("region_code", "region_name"), ("old_la_code", "new_la_code", "la_name")

#: Levels of the standard. Source: the Department's standard.
_LEVELS = (
    NATIONAL, REGIONAL, LOCAL_AUTHORITY, "Local authority district", "School", "Provider", "Institution", "RSC region",
    "Parliamentary constituency", "Local enterprise partnership", "Mayoral combined authority", "Opportunity area",
    "Planning area", "English devolved area", "Multi-academy trust", "Sponsor", "Ward", "Local skills improvement plan area",
    "Police force area",
)  # fmt: skip


def _at(pair: Pair, *levels: str) -> pd.DataFrame:
    """The rows of some levels."""
    cells = pair.data.cells
    return cells[cells[_LEVEL].isin(levels)] if _LEVEL in cells else cells.iloc[:0]


def _known_level(pair: Pair) -> Iterator[Fault]:
    if _LEVEL in pair.data.cells:
        cells = pair.data.cells[_LEVEL]
        yield from where(cells, ~cells.isin(_LEVELS))


def _country(pair: Pair) -> Iterator[Fault]:
    cells = pair.data.cells
    if {"country_code", "country_name"} <= set(cells.columns):
        yield from where(cells["country_code"], cells["country_code"].ne(ENGLAND.code) & cells["country_code"].ne(""))
        yield from where(
            cells["country_name"], cells["country_name"].ne(ENGLAND.name) & cells["country_code"].eq(ENGLAND.code)
        )


def _country_filled(pair: Pair) -> Iterator[Fault]:
    for name in ("country_code", "country_name"):
        if name in pair.data.cells:
            yield from where(pair.data.cells[name], pair.data.cells[name].eq(""))


def _lacking(pair: Pair, level: str, columns: tuple[str, ...]) -> Iterator[Fault]:
    if len(_at(pair, level)):
        yield from (Fault(column=name) for name in columns if name not in pair.data.cells)


def _region_columns(pair: Pair) -> Iterator[Fault]:
    yield from _lacking(pair, REGIONAL, _REGION)


def _authority_columns(pair: Pair) -> Iterator[Fault]:
    yield from _lacking(pair, LOCAL_AUTHORITY, _AUTHORITY)


def _authority_has_region(pair: Pair) -> Iterator[Fault]:
    yield from _lacking(pair, LOCAL_AUTHORITY, _REGION)


def _filled(pair: Pair, level: str, columns: tuple[str, ...], *, should_be: bool) -> Iterator[Fault]:
    rows = _at(pair, level)
    for name in (each for each in columns if each in rows):
        yield from where(rows[name], rows[name].eq("") == should_be)


def _national_over(pair: Pair) -> Iterator[Fault]:
    yield from _filled(pair, NATIONAL, (*_REGION, *_AUTHORITY), should_be=False)


def _regional_over(pair: Pair) -> Iterator[Fault]:
    yield from _filled(pair, REGIONAL, _AUTHORITY, should_be=False)


def _regional_filled(pair: Pair) -> Iterator[Fault]:
    yield from _filled(pair, REGIONAL, _REGION, should_be=True)


def _authority_filled(pair: Pair) -> Iterator[Fault]:
    yield from _filled(pair, LOCAL_AUTHORITY, _AUTHORITY, should_be=True)


def _pairs_of(rows: pd.DataFrame, columns: tuple[str, ...]) -> pd.Series:
    return pd.Series(list(zip(*(rows[name] for name in columns), strict=True)), index=rows.index, dtype="object")


def _region_pair(pair: Pair) -> Iterator[Fault]:
    rows = _at(pair, REGIONAL, LOCAL_AUTHORITY)
    if set(_REGION) <= set(rows.columns):
        known = {(code, name.casefold()) for code, name in regions().items()} | {
            (NO_CODE, NOT_AVAILABLE.casefold()),
            ("", ""),
        }
        told = _pairs_of(rows.assign(region_name=rows["region_name"].str.casefold()), _REGION)
        yield from where(rows["region_name"], ~told.isin(known))


def _authority_pair(pair: Pair) -> Iterator[Fault]:
    rows = _at(pair, LOCAL_AUTHORITY)
    if set(_AUTHORITY) <= set(rows.columns):
        rows = rows[rows["new_la_code"].ne(NO_CODE) & rows["new_la_code"].ne("")]
        known = {(each.old_code, each.new_code) for each in authorities()}
        yield from where(rows["new_la_code"], ~_pairs_of(rows, ("old_la_code", "new_la_code")).isin(known))


def _authority_name(pair: Pair) -> Iterator[Fault]:
    rows = _at(pair, LOCAL_AUTHORITY)
    if set(_AUTHORITY) <= set(rows.columns):
        names = rows["new_la_code"].map({each.new_code: each.name.casefold() for each in authorities()})
        yield from where(rows["la_name"], names.notna() & names.ne(rows["la_name"].str.casefold()))


def _in_its_region(pair: Pair) -> Iterator[Fault]:
    rows = _at(pair, LOCAL_AUTHORITY)
    if {"new_la_code", "region_code"} <= set(rows.columns):
        own = rows["new_la_code"].map({each.new_code: each.region_code for each in authorities()})
        yield from where(rows["region_code"], own.notna() & rows["region_code"].ne("") & own.ne(rows["region_code"]))


def _available(pair: Pair) -> Iterator[Fault]:
    rows = _at(pair, LOCAL_AUTHORITY)
    if "new_la_code" in rows:
        yield from where(rows["new_la_code"], rows["new_la_code"].eq(NO_CODE))


def _not_available(pair: Pair) -> Iterator[Fault]:
    cells = pair.data.cells
    for code, name in (_REGION, ("new_la_code", "la_name")):
        if {code, name} <= set(cells.columns):
            yield from rows_where(code, cells, cells[name].eq(NOT_AVAILABLE) & cells[code].ne(NO_CODE))


def _one_code(pair: Pair) -> Iterator[Fault]:
    rows = _at(pair, LOCAL_AUTHORITY)
    if {"old_la_code", "new_la_code"} <= set(rows.columns):
        codes = rows[rows["old_la_code"].ne("")].groupby("old_la_code")["new_la_code"].nunique()
        yield from where(rows["old_la_code"], rows["old_la_code"].isin(codes.index[codes > 1]))


def _three_digits(pair: Pair) -> Iterator[Fault]:
    if "old_la_code" in pair.data.cells:
        cells = pair.data.cells["old_la_code"]
        yield from where(cells, cells.ne("") & ~cells.str.fullmatch(r"\d{3}|x|z"))


RULES = (
    Rule("screen.place.level", _known_level, "a geographic level is one of the standard's",
         "Use the standard's word, such as Regional."),
    Rule("screen.place.country", _country, f"the country is {ENGLAND.code}, {ENGLAND.name}", "Put code and name right."),
    Rule("screen.place.country_filled", _country_filled, "every row has its country", "Fill it in."),
    Rule("screen.place.region_columns", _region_columns, "a file with regions has this column", "Add the column."),
    Rule("screen.place.authority_columns", _authority_columns, "a file with authorities has this column", "Add the column."),
    Rule("screen.place.authority_has_region", _authority_has_region, "a file with authorities gives their regions in this column",
         "Add the column.", "WARNING"),
    Rule("screen.place.national_over_completed", _national_over, "a row about the country is blank here",
         "Delete the value."),
    Rule("screen.place.regional_over_completed", _regional_over, "a row about a region is blank here", "Delete the value."),
    Rule("screen.place.regional_filled", _regional_filled, "a row about a region has its code and its name", "Fill it in."),
    Rule("screen.place.authority_filled", _authority_filled, "a row about an authority has its codes and its name",
         "Fill it in."),
    Rule("screen.place.region_known", _region_pair, "code and name are those of a region of England",
         "Put code and name right."),
    Rule("screen.place.authority_known", _authority_pair, "both codes are those of one authority of England",
         "Put the codes right."),
    Rule("screen.place.authority_name", _authority_name, "the name is that of the authority with this code",
         "Use the name of the Office for National Statistics."),
    Rule("screen.place.in_its_region", _in_its_region, "an authority stands in its own region", "Put the region right."),
    Rule("screen.place.available", _available, "an authority has a code of the Office for National Statistics",
         "Nothing, for a made-up authority; else give the code.", "WARNING"),
    Rule("screen.place.not_available", _not_available, f"what is called {NOT_AVAILABLE} has the code {NO_CODE}",
         "Write x as its code."),
    Rule("screen.place.one_code", _one_code, "an authority has one new code in a file",
         "Use the present code for all years, or say in the methodology that it changed.", "WARNING"),
    Rule("screen.place.three_digits", _three_digits, "an old authority code has three digits",
         "Write the zeros at its front."),
)  # fmt: skip
