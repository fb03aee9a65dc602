"""What the columns of data files mean in words, and what their values look like: for the data dictionary."""

from typing import Final

from send_analysis.compare.changes import CHANGE_TOPIC
from send_analysis.measures.registry import definitions
from send_analysis.present.numbers import NEIGHBOURS, QUARTILE_BAND, RANK
from send_analysis.publish.opendata.indicators import Indicator

#: What each column of time and geography says; geography.py and periods.py fill them.
MEANINGS: Final = {
    "time_period": "Year that the figure is about; of a period that is no such year, the year in which it ends",
    "time_identifier": "Kind of year, or the month of the year in time_period",
    "geographic_level": "What kind of area the figure is about",
    "country_code": "Code of the country by the Office for National Statistics",
    "country_name": "Name of the country",
    "region_code": "Code by the Office for National Statistics of the region, or of the region that the local authority is in",
    "region_name": "Name of that region",
    "new_la_code": "Code of the local authority by the Office for National Statistics",
    "old_la_code": "Code of the local authority by the Department for Education",
    "la_name": "Name of the local authority",
    "breakdown_topic": "What the values of the column breakdown are of",
}

_BELOW_ENGLAND, _AUTHORITIES = "empty for England", "empty for England and for a region"

#: What the values look like in the columns that can hold too many to list.
PATTERNS: Final = {
    "time_period": "4 digits, or 6 for a year named by two, such as 202122",
    "region_code": f"E12 and 6 digits; x where none is known; {_BELOW_ENGLAND}",
    "region_name": f"a name; {_BELOW_ENGLAND}",
    "new_la_code": f"E and 8 digits; x where none is known; {_AUTHORITIES}",
    "old_la_code": f"3 digits; {_AUTHORITIES}",
    "la_name": f"a name; {_AUTHORITIES}",
    "reporting_window": "first and last day, such as 2022-05-01 to 2022-06-22",
}

#: What a place among others says, by its unit and which of its numbers it is.
_PLACES: Final = {
    (
        RANK,
        "value",
    ): "Place among the local authorities that have a figure; the best is 1, equal ones share the better place",
    (RANK, "denominator"): "Local authorities that have a place",
    (QUARTILE_BAND, "value"): "Quarter of the ranked local authorities that it is in: 1 for A, the best, to 4 for D",
    ("authorities", "value"): "Local authorities in the Department's file",
    (NEIGHBOURS, "value"): "Statistical neighbours with a lower figure",
    (NEIGHBOURS, "denominator"): "Statistical neighbours with a figure",
}

_LIMITS: Final = {"lower": "Lower limit", "upper": "Upper limit"}


def meaning_of(what: Indicator) -> str:
    """What a column of numbers says: the words of the measure's definition, or what is worked out of its figures."""
    kind, part = what.kind, what.part
    if part in _LIMITS:
        of = " of the change" if kind.words == CHANGE_TOPIC else " of the place" if kind.unit == RANK else ""
        return f"{_LIMITS[part]} of the 95% interval{of}"
    if kind.words == CHANGE_TOPIC:
        return "The figure less that of the previous year"
    if kind.words:
        return _PLACES.get((kind.unit, part), kind.words)
    known = definitions().get(kind.measure)
    if known is None:
        return kind.measure
    counted = known.denominator if part == "denominator" else known.numerator
    return known.counted if part == "value" else counted


def allowed(what: Indicator, decimals: int) -> str:
    """What the numbers of a column can be: below zero only a change, or what the authority states."""
    if what.kind.unit == QUARTILE_BAND:
        return "1 to 4"
    known = definitions().get(what.kind.measure)
    from_zero = what.kind.words != CHANGE_TOPIC and known is not None and known.unit != "as stated"
    first = 1 if what.kind.unit == RANK else 0
    said = f"{first} or more" if from_zero else "any number"
    return f"{said}, to {decimals} decimal place{'s' * (decimals > 1)}" if decimals else said
