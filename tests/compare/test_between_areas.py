"""A figure against that of another area, and the values that divide all authorities into quarters."""

from math import nan

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_analysis.compare.between_areas import against_area, quartile_cut_offs
from send_analysis.core.figures import Area, Figures
from send_analysis.core.intervals import wilson
from send_analysis.core.period import Period

RATE = "timeliness.within_20_weeks.including_exceptions"
ENGLAND = Area("E92000001", "England")
YEAR = Period.parse("2019")


def figure(value: float | None, of: float = nan, *, area: str = "353", year: str = "2019", **changes: object) -> dict:
    period, number = Period.parse(year), nan if value is None else value
    lower, upper = wilson(number * of / 100, of)
    return {
        "measure": RATE, "area_code": area, "area_name": area, "period_start": pd.Timestamp(period.start),
        "period_end": pd.Timestamp(period.end), "breakdown_topic": "Total", "breakdown": "Total",
        "numerator": number * of / 100, "denominator": of, "value": number, "unit": "percent", "lower": float(lower),
        "upper": float(upper), "symbol": "x" if value is None else "", "status": "published", "source": "a test",
    } | changes  # fmt: skip


def standing(one: dict, other: dict) -> str | None:
    return against_area(pd.Series(one), pd.Series(other))


def cut_offs(*rows: dict) -> pd.DataFrame:
    return quartile_cut_offs(Figures(pd.DataFrame(rows)).frame, ENGLAND)


# Against another area


@pytest.mark.parametrize(
    ("value", "expected"), [(86.6, "higher than"), (30.4, "lower than"), (60.0, "not clearly different from")]
)
def test_a_rate_is_higher_or_lower_where_the_intervals_leave_no_doubt(value, expected):
    assert standing(figure(value, 224), figure(60.4, 49_519)) == expected


def test_both_intervals_count():
    own = figure(60.0, 100)
    assert standing(own, figure(72.0, 50_000)) == "lower than"
    assert standing(own, figure(72.0, 100)) == "not clearly different from"


def test_where_the_others_counts_are_not_known_its_value_counts_as_exact():
    assert standing(figure(86.6, 224), figure(60.4)) == "higher than"


@pytest.mark.parametrize(
    ("own", "other"),
    [
        (figure(86.6), figure(60.4)),  # neither has counts
        (figure(None), figure(60.4, 49_519)),
        (figure(86.6, 224), figure(None)),
        (figure(500.0, unit="requests"), figure(60_000.0, unit="requests")),
    ],
)
def test_nothing_is_said_without_a_value_or_an_interval(own, other):
    assert standing(own, other) is None


# Quarters


def test_the_cut_offs_lie_between_the_nearest_two_values():
    found = cut_offs(*(figure(value, area=f"35{at}") for at, value in enumerate([10.0, 20.0, 30.0, 100.0])))
    assert list(zip(found["breakdown"], found["value"], strict=True)) == [
        ("lower quartile", 17.5), ("median", 25.0), ("upper quartile", 47.5),
    ]  # fmt: skip


def test_they_are_published_figures_of_the_area_without_counts_and_interval():
    found = Figures(cut_offs(figure(10.0, 50), figure(20.0, 60, area="354"))).frame
    assert set(found["area_code"]) == {"E92000001"}
    assert set(found["breakdown_topic"]) == {"quartile cut-off"}
    assert set(found["status"]) == {"published"}
    assert found[["numerator", "denominator", "lower", "upper"]].isna().all(axis=None)


def test_only_totals_of_authorities_that_have_a_value_count():
    others = [
        figure(99.0, area="E92000001"), figure(98.0, area="E12000002"), figure(97.0, area="neighbours"),
        figure(None, area="355"), figure(1.0, breakdown_topic="rank", breakdown="rank", unit="rank"),
    ]  # fmt: skip
    assert set(cut_offs(figure(10.0), *others)["value"]) == {10.0}


def test_each_year_has_its_own():
    found = cut_offs(figure(10.0), figure(30.0, year="2020"))
    assert [f"{start:%Y}" for start in found["period_start"]] == ["2019"] * 3 + ["2020"] * 3


@pytest.mark.parametrize("rows", [[figure(None)], [figure(60.4, area="E92000001")]])
def test_without_authorities_there_are_none(rows):
    assert cut_offs(*rows).empty


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(0, 100), min_size=1, max_size=30))
def test_they_are_rs_quantiles_of_type_7(values):
    found = cut_offs(*(figure(value, area=f"{at:03}") for at, value in enumerate(values)))
    assert list(found["value"]) == list(np.quantile(values, [0.25, 0.5, 0.75], method="linear"))
