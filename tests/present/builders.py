"""Releasable figures and layouts for tests, made from a few numbers.

>>> table = layout(by_month(RATE, [50.0, None, 75.0]))
>>> [row.label for row in table.rows]
['April 2022', 'May 2022', '1 to 22 June 2022']
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from math import nan
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pandas as pd

from send_analysis.core.figures import COLUMNS, TOTAL, Figures
from send_analysis.core.intervals import wilson
from send_analysis.core.period import Period
from send_analysis.core.windows import Windows
from send_analysis.disclosure.protect import Policy, ReleasableFigures, protect
from send_analysis.measures.registry import definition
from send_analysis.present.labels import label
from send_analysis.present.layout import Header, Layout, period_headers

#: The windows of the edition that the tests' numbers stand in: May and June 2022, taken on 22 June.
JUNE_2022 = Windows(Period.parse("2022-05..2022-06"), date(2022, 6, 22))

YEAR = JUNE_2022.year_to_date
YEAR_BEFORE = JUNE_2022.previous_year(YEAR)

RATE = "timeliness.within_20_weeks.including_exceptions"
CAUSE = "timeliness.late_cause"
ADVICE = "timeliness.advice_within_6_weeks"
MEDIAN = "timeliness.weeks_to_issue.median"
APPEALS = "tribunal.registered"
ENGLAND = "E92000001"
SECTION = "quality.section_good_or_better"

Row = dict[str, Any]

#: A number, the symbol in place of one, or None for "x", not available.
Value = float | str | None


def figure(measure: str, value: Value, over: Period = YEAR, **changes: Any) -> Row:
    """One row of figures: a number, or a symbol ("c"), or None for "x", not available.

    `of=` gives a rate its denominator, from which numerator and interval follow.
    """
    symbol = value if isinstance(value, str) else "x" if value is None else ""
    number, of = (float("nan") if symbol else value), float("nan") if symbol else changes.pop("of", float("nan"))
    count = number * of / 100
    lower, upper = wilson(count, of)
    row = {
        "measure": measure, "area_code": "866", "area_name": "Swindon", "period_start": over.start, "period_end": over.end,
        "breakdown_topic": TOTAL, "breakdown": TOTAL, "numerator": count, "denominator": of, "value": number,
        "unit": definition(measure).unit, "lower": float(lower), "upper": float(upper), "symbol": symbol,
        "status": "computed", "source": "a test",
    }  # fmt: skip
    return row | changes


def by_month(measure: str, values: Sequence[Value], *, before: bool = False, **changes: Any) -> list[Row]:
    """Figures of the last months of :data:`JUNE_2022`, or with `before` of the same months a year before."""
    months = JUNE_2022.months[-len(values) :] if values else ()
    spans = [JUNE_2022.previous_year(month) if before else month for month in months]
    return [figure(measure, value, span, **changes) for value, span in zip(values, spans, strict=True)]


def by_category(measure: str, topic: str, values: Mapping[str, Value], over: Period = YEAR, **changes: Any) -> list[Row]:
    """Figures of one period by category."""
    return [figure(measure, value, over, breakdown_topic=topic, breakdown=name, **changes) for name, value in values.items()]


def released(*rows: Row) -> ReleasableFigures:
    """The rows as figures that have passed disclosure control, under a policy that withholds nothing but what is marked so."""
    return protect(Figures(pd.DataFrame(list(rows), columns=list(COLUMNS))), Policy(withhold_up_to=0))


def lines(
    values: Sequence[Value],
    before: Sequence[Value] = (),
    *,
    measure: str = RATE,
    title: str = "Plans on time",
) -> Layout:
    """A layout of months with the series "This year" and, where there are values for it, "Year before"."""
    figures = released(*by_month(measure, values), *by_month(measure, before, before=True))
    columns = [Header("This year", measure)]
    if before:
        columns.append(Header("Year before", measure, previous_year=True))
    months = JUNE_2022.months[-len(values) :] if values else ()
    return Layout(title, "Month", period_headers(months), tuple(columns), figures)


def bars(
    values: Mapping[str, Value],
    before: Mapping[str, Value] | None = None,
    *,
    measure: str = CAUSE,
    topic: str = "cause",
    title: str = "Causes of lateness",
) -> Layout:
    """A layout of categories in one period and, where there are values for it, in the same period a year before."""
    rows = by_category(measure, topic, values) + by_category(measure, topic, before or {}, YEAR_BEFORE)
    columns = period_headers([YEAR, YEAR_BEFORE] if before else [YEAR])
    names = [Header(label(name), measure, topic=topic, breakdown=name) for name in values]
    return Layout(title, label(topic), tuple(names), columns, released(*rows))


def by_area(measure: str, values: Mapping[str, Value], over: Period = YEAR, **changes: Any) -> list[Row]:
    """Figures of one period by area code; each area is named "Area" and its code, England by its name."""
    names = {code: "England" if code == ENGLAND else f"Area {code}" for code in values}
    return [figure(measure, value, over, area_code=code, area_name=names[code], **changes) for code, value in values.items()]


def areas(
    values: Mapping[str, Value], *more: Row, measure: str = RATE, of: float = nan, title: str = "On time by area"
) -> Layout:
    """A layout of areas in one period; `of=` is the denominator of each, and `more` are other figures of its table."""
    rows = by_area(measure, values, of=of)
    names = tuple(Header(row["area_name"], area=row["area_code"]) for row in rows)
    return Layout(title, "Area", names, (Header("Rate", measure, YEAR),), released(*rows, *more))


def place(area: str, topic: str, breakdown: str, value: Value, over: Period = YEAR, **changes: Any) -> Row:
    """A published figure of an area's place among others: a rank, a cut-off, a number of neighbours."""
    named = {"area_code": area, "area_name": "England" if area == ENGLAND else f"Area {area}", "status": "published"}
    return figure(RATE, value, over, **named, breakdown_topic=topic, breakdown=breakdown, **changes)


def parsed(html: str) -> Element:
    """HTML as a tree; what is made here is well-formed, so that nothing in it can be text and pass for a tag."""
    return fromstring(f"<div>{html}</div>")


def text_of(element: Element) -> str:
    """All the text in an element, with a space between its parts."""
    return " ".join(" ".join(element.itertext()).split())


def numbers_in(text: str) -> list[str]:
    """Every number in a text as it is written: "1,130", "0.5"."""
    return re.findall(r"\d+(?:[.,]\d+)*", text)
