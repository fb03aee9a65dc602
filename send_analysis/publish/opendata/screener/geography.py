"""Rules of the columns of place."""

from collections.abc import Iterator, Sequence

import pandas as pd

from send_analysis.national.areas import ENGLAND
from send_analysis.publish.opendata.geography import UNKNOWN
from send_analysis.publish.opendata.screener.submitted import AUTHORITY, REGION, Found, Rule, Submitted, cells

#: England's regions. Source: Office for National Statistics, Register of Geographic Codes.
REGIONS = {
    "E12000001": "North East",
    "E12000002": "North West",
    "E12000003": "Yorkshire and The Humber",
    "E12000004": "East Midlands",
    "E12000005": "West Midlands",
    "E12000006": "East of England",
    "E12000007": "London",
    "E12000008": "South East",
    "E12000009": "South West",
    "E13000001": "Inner London",
    "E13000002": "Outer London",
}

#: The levels that this screener knows the columns of.
LEVELS = ("National", "Regional", "Local authority")

#: Most letters of a code and of a name of a place. Source: the limits of the Department's publishing service.
_LONGEST_CODE, _LONGEST_NAME = 30, 120

_CODES = ("country_code", "region_code", "old_la_code", "new_la_code")
_NAMES = ("country_name", "region_name", "la_name")


def _there(given: Submitted) -> Iterator[Found]:
    yield from (Found(name) for name in ("geographic_level", "country_code", "country_name") if name not in given.data)


def _levels(given: Submitted) -> Iterator[Found]:
    if "geographic_level" in given.data:
        yield from cells(given.data["geographic_level"], ~given.data["geographic_level"].isin(LEVELS))


def _regional_columns(given: Submitted) -> Iterator[Found]:
    if given.level("Regional").any():
        yield from (Found(name) for name in REGION if name not in given.data)


def _authority_columns(given: Submitted) -> Iterator[Found]:
    if given.level("Local authority").any():
        yield from (Found(name) for name in (*AUTHORITY, *REGION) if name not in given.data)


def _filled(given: Submitted, rows: pd.Series, names: Sequence[str]) -> Iterator[Found]:
    for name in names:
        if name in given.data:
            yield from cells(given.data[name], rows & given.data[name].str.strip().eq(""))


def _blank(given: Submitted, rows: pd.Series, names: Sequence[str]) -> Iterator[Found]:
    for name in names:
        if name in given.data:
            yield from cells(given.data[name], rows & given.data[name].ne(""))


def _country_filled(given: Submitted) -> Iterator[Found]:
    everywhere = pd.Series(True, index=given.data.index)
    yield from _filled(given, everywhere, ("geographic_level", "country_code", "country_name"))


def _region_filled(given: Submitted) -> Iterator[Found]:
    yield from _filled(given, given.level("Regional"), REGION)


def _authority_filled(given: Submitted) -> Iterator[Found]:
    yield from _filled(given, given.level("Local authority"), (*AUTHORITY, *REGION))


def _national_over_completed(given: Submitted) -> Iterator[Found]:
    yield from _blank(given, given.level("National"), (*REGION, *AUTHORITY))


def _regional_over_completed(given: Submitted) -> Iterator[Found]:
    yield from _blank(given, given.level("Regional"), AUTHORITY)


def _country_pair(given: Submitted) -> Iterator[Found]:
    yield from _pair(given, "country_code", "country_name", {ENGLAND.code: ENGLAND.name})


def _region_pair(given: Submitted) -> Iterator[Found]:
    yield from _pair(given, "region_code", "region_name", REGIONS)


def _pair(given: Submitted, code: str, name: str, known: dict[str, str]) -> Iterator[Found]:
    if not {code, name} <= set(given.data):
        return
    filled = given.data[code].ne("") & given.data[code].ne(UNKNOWN[0])
    right = given.data[code].map(known).str.casefold().eq(given.data[name].str.casefold())
    yield from cells(given.data[code] + " " + given.data[name], filled & ~right.fillna(False))


def _old_code(given: Submitted) -> Iterator[Found]:
    if "old_la_code" in given.data:
        codes = given.data["old_la_code"]
        yield from cells(codes, codes.ne("") & codes.ne("z") & codes.ne(UNKNOWN[0]) & ~codes.str.fullmatch(r"\d{3}"))


def _new_code(given: Submitted) -> Iterator[Found]:
    if "new_la_code" in given.data:
        codes = given.data["new_la_code"]
        yield from cells(codes, codes.ne("") & codes.ne(UNKNOWN[0]) & ~codes.str.fullmatch(r"E(?:06|08|09|10)\d{6}"))


def _new_code_known(given: Submitted) -> Iterator[Found]:
    if "new_la_code" in given.data:
        yield from cells(given.data["new_la_code"], given.data["new_la_code"].eq(UNKNOWN[0]))


def _one_name_for_a_code(given: Submitted) -> Iterator[Found]:
    yield from _several(given, "new_la_code", "la_name")


def _one_old_code_for_a_new_one(given: Submitted) -> Iterator[Found]:
    yield from _several(given, "new_la_code", "old_la_code")


def _several(given: Submitted, code: str, other: str) -> Iterator[Found]:
    if {code, other} <= set(given.data):
        pairs = given.data.loc[~given.data[code].isin(["", UNKNOWN[0]]), [code, other]].drop_duplicates()
        yield from (Found(code, value) for value in pairs.loc[pairs[code].duplicated(), code].unique())


def _short(given: Submitted) -> Iterator[Found]:
    for names, longest in ((_CODES, _LONGEST_CODE), (_NAMES, _LONGEST_NAME)):
        for name in names:
            if name in given.data:
                yield from cells(given.data[name], given.data[name].str.len() > longest)


def _unknown_named_so(given: Submitted) -> Iterator[Found]:
    for code, name in (("region_code", "region_name"), ("new_la_code", "la_name")):
        if {code, name} <= set(given.data):
            yield from cells(given.data[code], given.data[name].eq(UNKNOWN[1]) & given.data[code].ne(UNKNOWN[0]))


RULES = (
    Rule("place_columns", "The data have geographic_level, country_code and country_name.", _there),
    Rule("geographic_level", f"A geographic level is one of {', '.join(LEVELS)}.", _levels),
    Rule("region_columns", "Regional rows need region_code and region_name.", _regional_columns),
    Rule("authority_columns", "Rows of authorities need their codes and name, and their region's.", _authority_columns),
    Rule("country_filled", "Every row has its level and country.", _country_filled),
    Rule("region_filled", "Regional rows have a code and a name of the region.", _region_filled),
    Rule("authority_filled", "Rows of authorities have their codes and name, and their region's.", _authority_filled),
    Rule("national_over_completed", "National rows leave region and authority blank.", _national_over_completed),
    Rule("regional_over_completed", "Regional rows leave the authority blank.", _regional_over_completed),
    Rule("country_pair", "A country's code and name belong together.", _country_pair),
    Rule("region_pair", "A region's code and name belong together.", _region_pair),
    Rule("old_la_code", "An authority's old code has three digits.", _old_code),
    Rule("new_la_code", "An authority's new code is E06, E08, E09 or E10 and six digits.", _new_code),
    Rule("new_la_code_known", "An authority's new code is known.", _new_code_known, "WARNING"),
    Rule("one_name_for_a_code", "An authority's code has one name.", _one_name_for_a_code, "WARNING"),
    Rule("one_old_code_for_a_new_one", "An authority's new code has one old one.", _one_old_code_for_a_new_one, "WARNING"),
    Rule("places_short", "Codes have at most 30 letters, names of places 120.", _short),
    Rule("unknown_places", 'A place that is "Not available" has the code x.', _unknown_named_so),
)
