"""An authority beside England, its region and its statistical neighbours, and its place among all: figures in, figures out."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from send_analysis.compare.changes import CHANGE, CHANGE_TOPIC
from send_analysis.compare.ranking import BANDS, ranking, rounded
from send_analysis.core.figures import COLUMNS, CROSS, PUBLISHED, TOTAL, Area, Figures
from send_analysis.core.intervals import newcombe
from send_analysis.core.topics import IN_FILE, LOWER, NEIGHBOURS_TOPIC, QUARTILE, RANK, RANK_TOPIC
from send_analysis.measures.registry import definition
from send_analysis.national.areas import ENGLAND, began_with
from send_analysis.national.national import National, calendar_year, is_across_the_break
from send_analysis.national.neighbours import InForce

#: The area code of what the statistical neighbours have on average, and the unit of how many there are.
NEIGHBOURS = "neighbours"

#: One figure, by column.
Row = dict[Any, Any]

_COUNTS = ["numerator", "denominator", "lower", "upper"]


def standing(
    national: National, area: Area, measures: Sequence[str], years: Sequence[int], neighbours: InForce | None = None
) -> Figures:
    """Where an authority stands in each measure and year.

    Parameters
    ----------
    area : the authority, by its three-digit code.
    neighbours : the version of the neighbours to use; see :meth:`National.neighbours`.

    Returns
    -------
    Figures, all of status "published". Of each measure and year:

    * the values of the authority, England and its region, and the mean of its neighbours (area code "neighbours"): of those that
      have a value in the last of the years, and "x" in a year in which one of these has none, so that the mean is always of the
      same authorities;
    * under the topic "rank" its rank (numerator; denominator: number ranked; interval by bootstrap), the number of authorities in
      the file and its quartile band (1 to 4 for A to D);
    * under the topic "neighbours" how many have a lower value, out of those that have one;
    * its change on the year before, where that year is in the figures: "z" across the break in the series, or where a
      reorganisation made it another authority.

    What is missing has the symbol of what it is missing for.
    """
    rows = [
        row
        for measure in dict.fromkeys(measures)
        for members in [_members(national, area, measure, max(years, default=0), neighbours)]
        for year in dict.fromkeys(years)
        for row in _of_year(national, area, measure, year, neighbours, members)
    ]
    return Figures(pd.DataFrame(rows, columns=list(COLUMNS)))


def neighbours_of(national: National, area: Area, measure: str, year: int, neighbours: InForce | None) -> Figures:
    """The figures of each neighbour of an authority, the closest first; "x" for one that the file of the year does not list."""
    near = neighbours.model.of(area.code) if neighbours else ()
    areas = [Area(each.code, national.name_of(each.code)) for each in near]
    return Figures(pd.DataFrame([_value(national, each, measure, year) for each in areas], columns=list(COLUMNS)))


def all_authorities(national: National, measure: str, year: int) -> Figures:
    """The figures of all authorities that the file of the year lists, the best first and those without a value last.

    None where no file lists them all: a few are no sample of all.
    """
    if (measure, year) not in national.complete:
        return Figures.empty()
    polarity = definition(measure).polarity
    rows = national.authorities(measure, year)
    return Figures(rows.sort_values("value", ascending=polarity == "low", kind="stable", na_position="last"))


def _of_year(
    national: National, area: Area, measure: str, year: int, neighbours: InForce | None, members: Sequence[str]
) -> Iterable[Row]:
    own = _value(national, area, measure, year)
    yield own
    yield _value(national, ENGLAND, measure, year)
    if region := national.region_of(area.code):
        yield _value(national, region, measure, year)
    if (change := _change(national, area, measure, year, own)) is not None:
        yield change
    if definition(measure).polarity != "none":
        yield from _place(national, own, measure, year)
    near = neighbours_of(national, area, measure, year, neighbours).frame
    if len(near):
        yield _mean(own, near, members)
        yield _lower(own, near)


def _value(national: National, area: Area, measure: str, year: int) -> Row:
    """The published figure of an area, "x" where there is none."""
    found = national.figure(measure, area.code, year)
    if found is not None:
        return found.to_dict() | {"area_name": area.name}
    period = calendar_year(year)
    return dict.fromkeys([*_COUNTS, "value"], np.nan) | {
        "measure": measure, "area_code": area.code, "area_name": area.name,
        "period_start": pd.Timestamp(period.start), "period_end": pd.Timestamp(period.end),
        "breakdown_topic": TOTAL, "breakdown": TOTAL, "unit": definition(measure).unit,
        "symbol": "x", "status": PUBLISHED, "source": "no file holds it",
    }  # fmt: skip


def _place(national: National, own: Row, measure: str, year: int) -> Iterable[Row]:
    """Rank, number in the file and quartile band: worked out where a file lists every authority, else as the facts have them."""
    if (measure, year) not in national.complete:
        code = str(own["area_code"])
        facts = national.figures.select(measure, over=calendar_year(year), topic=RANK_TOPIC, area=code).frame
        yield from (row for row in facts.to_dict("records"))
        return
    place = ranking(national.authorities(measure, year), str(own["area_code"]), definition(measure).polarity)
    symbol = own["symbol"] if place.rank is None else ""
    nothing = dict.fromkeys(_COUNTS, np.nan)
    ranked = own | nothing | {"breakdown_topic": RANK_TOPIC, "symbol": symbol}
    rank = np.nan if place.rank is None else float(place.rank)
    bounds = {"lower": place.lower, "upper": place.upper}
    yield (
        ranked
        | bounds
        | {"breakdown": RANK, "unit": RANK_TOPIC, "value": rank, "numerator": rank, "denominator": place.ranked}
    )
    yield ranked | {"breakdown": IN_FILE, "unit": "authorities", "value": float(place.in_file), "symbol": ""}
    band = float(BANDS.index(place.band) + 1) if place.band else np.nan
    yield ranked | {"breakdown": QUARTILE, "unit": "quartile band", "value": band}


def _members(national: National, area: Area, measure: str, year: int, neighbours: InForce | None) -> list[str]:
    """The neighbours whose mean is given: those that have a value in the last year."""
    near = neighbours_of(national, area, measure, year, neighbours).frame
    return list(near.loc[near["value"].notna(), "area_code"])


def _mean(own: Row, near: pd.DataFrame, members: Sequence[str]) -> Row:
    """The mean of the members' published values, each counting once; "x" where one of them has none, so that years compare."""
    values = near.loc[near["area_code"].isin(list(members)), "value"].dropna()
    values = values if len(values) == len(members) else values.iloc[:0]
    return own | dict.fromkeys(_COUNTS, np.nan) | {
        "area_code": NEIGHBOURS,
        "area_name": f"Neighbours’ mean (of {len(members)})",
        "value": values.mean() if len(values) else np.nan,
        "symbol": "" if len(values) else "x",
        "source": next(iter(near.loc[values.index, "source"]), own["source"]),
    }  # fmt: skip


def _lower(own: Row, near: pd.DataFrame) -> Row:
    """How many neighbours have a lower published value, out of those that have one."""
    mine = rounded(pd.Series([own["value"]]))[0]
    others = rounded(near["value"])
    lower, compared = float((others < mine).sum()), float(np.isfinite(others).sum())
    known = bool(np.isfinite(mine) and compared)
    return own | dict.fromkeys(_COUNTS, np.nan) | {
        "breakdown_topic": NEIGHBOURS_TOPIC,
        "breakdown": LOWER,
        "unit": NEIGHBOURS,
        "value": lower if known else np.nan,
        "numerator": lower if known else np.nan,
        "denominator": compared,
        "symbol": "" if known else own["symbol"] or near["symbol"].iloc[0],
    }  # fmt: skip


def _change(national: National, area: Area, measure: str, year: int, own: Row) -> Row | None:
    """The change on the year before; None where the figures do not hold that year, "z" where the two cannot be compared."""
    if year - 1 not in national.years(measure, area.code):
        return None
    before = _value(national, area, measure, year - 1)
    apart = began_with(area.code, year) is not None or is_across_the_break(measure, year)
    symbol = "z" if apart else own["symbol"] or before["symbol"]
    percent = own["unit"] == "percent"
    earlier, now = ((each["numerator"], each["denominator"]) for each in (before, own))
    _, lower, upper = newcombe(earlier, now) if percent and not symbol else (np.nan, np.nan, np.nan)
    return own | {
        "breakdown_topic": TOTAL + CROSS + CHANGE_TOPIC,
        "breakdown": TOTAL + CROSS + CHANGE,
        "numerator": np.nan,
        "denominator": np.nan,
        # Of the published values, so that a reader who subtracts finds the same.
        "value": np.nan if symbol else _tidy(float(own["value"]) - float(before["value"])),
        "unit": "percentage points" if percent else own["unit"],
        "lower": float(lower),
        "upper": float(upper),
        "symbol": symbol,
    }


def years_of(national: National, area: Area, measures: Sequence[str]) -> list[int]:
    """The calendar years of which an authority has a figure in any of the measures, in order."""
    return sorted({year for measure in measures for year in national.years(measure, area.code)})


def as_at_year_end(year: int) -> date:
    """The day for which the neighbours of a year are chosen: its last."""
    return date(year, 12, 31)


def _tidy(value: float) -> float:
    """A difference of two rounded values without what the machine adds to it."""
    return round(value, 6)
