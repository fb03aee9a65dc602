"""The change of a figure on its previous year actual."""

from datetime import date
from math import isnan

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_analysis.compare.changes import CHANGE, CHANGE_TOPIC, changes_on_previous_year
from send_analysis.core.figures import COLUMNS, CROSS, KEY, TOTAL, Figures
from send_analysis.core.intervals import newcombe
from send_analysis.core.period import Period
from send_analysis.core.windows import Windows
from tests.present.builders import (
    ADVICE,
    APPEALS,
    JUNE_2022,
    MEDIAN,
    RATE,
    YEAR,
    YEAR_BEFORE,
    Row,
    by_category,
    by_month,
    figure,
)

OUTTURN = Windows(Period.parse("2022-05..2022-06"), date(2022, 6, 22), previous="outturn")
YEAR_2021, YEAR_2020 = Period.parse("2021"), Period.parse("2020")


def changes(*rows: Row, windows: Windows = JUNE_2022) -> pd.DataFrame:
    return changes_on_previous_year(Figures(pd.DataFrame(list(rows), columns=list(COLUMNS))).frame, windows)


def change(*rows: Row, windows: Windows = JUNE_2022) -> pd.Series:
    (only,) = changes(*rows, windows=windows).to_dict("records")
    return pd.Series(only)


# It works


def test_the_change_of_a_rate_is_in_percentage_points_with_newcombes_interval():
    row = change(figure(RATE, 100 * 97 / 1303, of=1303), figure(RATE, 100 * 21 / 1199, YEAR_BEFORE, of=1199))
    assert (row["unit"], row["symbol"]) == ("percentage points", "")
    assert [round(row[name], 2) for name in ("value", "lower", "upper")] == [5.69, 4.10, 7.36]


def test_a_change_is_named_after_its_figure_and_has_its_period():
    row = change(figure(APPEALS, 38), figure(APPEALS, 29, YEAR_BEFORE))
    assert (row["breakdown_topic"], row["breakdown"]) == (TOTAL + CROSS + CHANGE_TOPIC, TOTAL + CROSS + CHANGE)
    assert (row["period_start"].date(), row["period_end"].date()) == (YEAR.start, YEAR.end)
    assert (row["area_code"], row["status"], row["source"]) == ("866", "computed", "a test")
    assert isnan(row["numerator"])
    assert isnan(row["denominator"])


@pytest.mark.parametrize(
    ("measure", "now", "before", "value", "unit"),
    [
        (APPEALS, 38, 29, 9, "appeals"),
        (APPEALS, 0, 5, -5, "appeals"),
        (MEDIAN, 22.5, 20.0, 2.5, "weeks"),
        ("tribunal.appeal_rate", 2.25, 2.5, -0.25, "per 100"),
    ],
)
def test_the_change_of_anything_else_keeps_the_unit_and_has_no_interval(measure, now, before, value, unit):
    row = change(figure(measure, now, of=50), figure(measure, before, YEAR_BEFORE, of=40))
    assert (row["value"], row["unit"]) == (value, unit)
    assert isnan(row["lower"])
    assert isnan(row["upper"])


def test_pya_by_outturn_is_the_whole_of_last_year():
    rows = [
        figure(APPEALS, 38),
        figure(APPEALS, 29, YEAR_BEFORE),
        figure(APPEALS, 55, YEAR_2021),
        figure(APPEALS, 56, YEAR_2020),
    ]
    found = changes(*rows, windows=OUTTURN)
    assert list(found["value"]) == [38 - 55, 29 - 56, 55 - 56]
    assert list(changes(*rows)["value"]) == [38 - 29, 55 - 56]


def test_several_figures_can_have_the_same_pya():
    months = by_month(APPEALS, [4, 9])
    assert list(changes(*months, figure(APPEALS, 5, YEAR_2021), windows=OUTTURN)["value"]) == [-1, 4]


# A figure is missing


def test_a_figure_without_pya_has_no_change():
    assert changes(figure(APPEALS, 38)).empty


@pytest.mark.parametrize(
    ("now", "before", "symbol"), [("c", 29, "c"), (38, "c", "c"), (38, None, "x"), ("c", "z", "c"), ("z", "c", "z")]
)
def test_a_missing_side_lends_the_change_its_symbol_this_years_first(now, before, symbol):
    row = change(figure(APPEALS, now), figure(APPEALS, before, YEAR_BEFORE))
    assert row["symbol"] == symbol
    assert isnan(row["value"])


def test_a_withheld_rate_leaves_no_interval_behind():
    row = change(figure(RATE, "c"), figure(RATE, 66.7, YEAR_BEFORE, of=120))
    assert [isnan(row[name]) for name in ("value", "lower", "upper")] == [True] * 3


def test_a_rate_without_interval_has_a_change_without_one():
    # Posts filled are no sample: the establishment is counted whole.
    posts = {"lower": np.nan, "upper": np.nan, "numerator": 24.0, "denominator": 20.0}
    row = change(figure("teams.filled_posts", 120.0, **posts), figure("teams.filled_posts", 90.0, YEAR_BEFORE, of=20))
    assert row["value"] == 30
    assert isnan(row["lower"])


# Benchmarks


def test_a_published_figure_has_no_change():
    benchmark = {"area_code": "benchmark-all", "status": "published"}
    assert changes(figure(RATE, 40.0, **benchmark), figure(RATE, 38.0, YEAR_BEFORE, **benchmark)).empty
    assert changes(figure(RATE, 40.0, status="published"), figure(RATE, 38.0, YEAR_BEFORE, status="published")).empty


def test_a_benchmark_beside_a_figure_does_not_stand_in_for_its_pya():
    benchmark = figure(RATE, 40.0, YEAR_BEFORE, area_code="benchmark-all", status="published")
    assert changes(figure(RATE, 50.0), benchmark).empty


# Many


def test_every_breakdown_has_its_own_change_in_the_order_of_the_figures():
    now = by_category(ADVICE, "agency", {"health": 40.0, "school": 96.0, "other": 1.0}, of=100)
    before = by_category(ADVICE, "agency", {"other": 2.0, "school": 90.0, "health": 60.0}, YEAR_BEFORE, of=100)
    found = changes(*now, *before)
    assert list(found["breakdown"]) == ["health / change", "school / change", "other / change"]
    assert list(found["value"]) == [-20, 6, -1]


def test_figures_and_their_changes_make_a_table_without_repeated_keys():
    frame = Figures(
        pd.DataFrame([*by_month(RATE, [1.0] * 12, of=20), *by_month(RATE, [2.0] * 12, before=True, of=20)])
    ).frame
    found = changes_on_previous_year(frame, JUNE_2022)
    both = pd.concat([frame, found], ignore_index=True)
    assert len(found) == 12
    assert not both.duplicated(list(KEY)).any()
    Figures(both)


def test_a_change_has_no_change_of_its_own():
    rows = [figure(APPEALS, 38), figure(APPEALS, 29, YEAR_BEFORE), figure(APPEALS, 20, YEAR_BEFORE.previous_year())]
    frame = Figures(pd.DataFrame(rows)).frame
    once = changes_on_previous_year(frame, JUNE_2022)
    again = changes_on_previous_year(pd.concat([frame, once], ignore_index=True), JUNE_2022)
    pd.testing.assert_frame_equal(once, again)


# Edges


def test_no_figures_have_no_changes():
    found = changes_on_previous_year(Figures.empty().frame, JUNE_2022)
    assert found.empty
    assert list(found.columns) == list(COLUMNS)


def test_the_figures_given_are_left_as_they_are():
    frame = Figures(pd.DataFrame([figure(RATE, 1.0, of=20), figure(RATE, 2.0, YEAR_BEFORE, of=20)])).frame
    before = frame.copy()
    changes_on_previous_year(frame, JUNE_2022)
    pd.testing.assert_frame_equal(frame, before)


COUNTS = st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@given(COUNTS, COUNTS)
def test_the_change_of_a_rate_is_that_of_its_counts(now, before):
    def row(counts: tuple[int, int], over: Period) -> Row:
        return figure(RATE, 100 * counts[0] / counts[1], over, of=counts[1], numerator=counts[0])

    found = change(row(now, YEAR), row(before, YEAR_BEFORE))
    expected = [float(each) for each in newcombe(before, now)]
    assert [found[name] for name in ("value", "lower", "upper")] == pytest.approx(expected)
