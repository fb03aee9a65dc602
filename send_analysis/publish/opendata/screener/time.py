"""Rules of the columns of time."""

import re
from collections.abc import Iterator

import pandas as pd

from send_analysis.core.period import MONTH_NAMES
from send_analysis.publish.opendata.screener.submitted import TIME, Found, Rule, Submitted, cells

#: The kinds of period that may stand in one file, and how many digits their time period has.
FAMILIES: dict[str, tuple[str, ...]] = {
    "calendar years": ("Calendar year",),
    "reporting years": ("Reporting year",),
    "months": MONTH_NAMES[1:],
    "weeks": tuple(f"Week {number}" for number in range(1, 54)),
    "academic years": ("Academic year",),
    "financial years": ("Financial year",),
    "tax years": ("Tax year",),
    "terms": ("Autumn term", "Spring term", "Summer term", "Autumn and spring term"),
    "academic quarters": tuple(f"Academic year Q{number}" for number in range(1, 5)),
    "calendar quarters": tuple(f"Calendar year Q{number}" for number in range(1, 5)),
    "financial quarters": tuple(f"Financial year Q{number}" for number in range(1, 5)),
    "financial halves": ("Part 1 (April to September)", "Part 2 (October to March)"),
}
_FOUR_DIGITS = ("calendar years", "reporting years", "months", "weeks")
_FAMILY_OF = {identifier: family for family, identifiers in FAMILIES.items() for identifier in identifiers}


def _there(given: Submitted) -> Iterator[Found]:
    yield from (Found(name) for name in TIME if name not in given.data)


def _digits(given: Submitted) -> Iterator[Found]:
    if "time_period" in given.data:
        yield from cells(given.data["time_period"], ~given.data["time_period"].str.fullmatch(r"\d{4}|\d{6}"))


def _as_its_kind(given: Submitted) -> Iterator[Found]:
    if not set(TIME) <= set(given.data):
        return
    four = given.data["time_identifier"].map(lambda name: _FAMILY_OF.get(name) in _FOUR_DIGITS)
    known = given.data["time_identifier"].isin(list(_FAMILY_OF))
    length = given.data["time_period"].str.len()
    yield from cells(given.data["time_period"], known & length.isin([4, 6]) & (length.eq(4) != four))


def _consecutive(given: Submitted) -> Iterator[Found]:
    if "time_period" in given.data:
        wrong = given.data["time_period"].map(lambda text: bool(re.fullmatch(r"\d{6}", text)) and not _follows(text))
        yield from cells(given.data["time_period"], wrong.astype(bool))


def _follows(text: str) -> bool:
    return (int(text[:4]) + 1) % 100 == int(text[4:])


def _known(given: Submitted) -> Iterator[Found]:
    if "time_identifier" in given.data:
        yield from cells(given.data["time_identifier"], ~given.data["time_identifier"].isin(list(_FAMILY_OF)))


def _one_family(given: Submitted) -> Iterator[Found]:
    identifiers = given.data.get("time_identifier", pd.Series(dtype="str"))
    families = {_FAMILY_OF[name] for name in identifiers if name in _FAMILY_OF}
    if len(families) > 1:
        yield Found("time_identifier", ", ".join(sorted(families)))


def _sensible(given: Submitted) -> Iterator[Found]:
    if "time_period" in given.data:
        year = pd.to_numeric(given.data["time_period"].str[:4], errors="coerce")
        yield from cells(given.data["time_period"], year.notna() & ~year.between(1900, 2100))


RULES = (
    Rule("time_columns", "The data have time_period and time_identifier.", _there),
    Rule("time_period", "A time period is a year in 4 digits, or two years in 6.", _digits),
    Rule("time_period_as_its_kind", "Calendar and reporting years, months and weeks have 4 digits, others 6.", _as_its_kind),
    Rule("time_period_consecutive", "The two years of a time period follow each other.", _consecutive),
    Rule("time_period_sensible", "A time period lies between 1900 and 2100.", _sensible),
    Rule("time_identifier", "A time identifier is one that the standard names.", _known),
    Rule("time_identifiers_of_one_kind", "All time identifiers of a file are of one kind.", _one_family),
)
