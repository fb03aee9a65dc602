"""What may be said of a change."""

from datetime import date
from math import nan
from types import MappingProxyType

import pandas as pd
import pytest

from send_analysis.compare.changes import changes_on_previous_year
from send_analysis.core.period import Period
from send_analysis.core.windows import Windows
from send_analysis.present.claims import benchmarks_in_words, change_in_words, rank_interval_in_words
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
    figure,
    released,
)


def said(*rows: Row, windows: Windows = JUNE_2022) -> str:
    """What is said of the first of the figures."""
    figures = released(*rows).with_derived(lambda frame: changes_on_previous_year(frame, windows))
    return change_in_words(figures, figures.frame.iloc[0], windows)


# It works


def test_a_clear_fall_of_a_rate_is_said_with_the_rate_before():
    text = said(figure(RATE, 39.8, of=128), figure(RATE, 66.7, YEAR_BEFORE, of=120))
    assert text == "Down 26.9 percentage points from 66.7% (80.0 of 120, 1 January to 22 June 2021)."


def test_a_clear_rise_is_said():
    text = said(figure(RATE, 81.9, of=249), figure(RATE, 49.6, YEAR_BEFORE, of=280))
    assert text == "Up 32.3 percentage points from 49.6% (138.9 of 280, 1 January to 22 June 2021)."


def test_a_change_whose_interval_holds_zero_is_too_small_to_be_sure_of():
    text = said(figure(RATE, 50.0, of=20), figure(RATE, 60.0, YEAR_BEFORE, of=20))
    assert text == (
        "Down 10.0 percentage points, too small a change to be sure of, from 60.0% (12 of 20, 1 January to 22 June 2021)."
    )


@pytest.mark.parametrize(
    ("measure", "now", "before", "expected"),
    [
        (APPEALS, 38, 29, "Up 9 from 29"),
        (APPEALS, 3, 5, "Down 2 from 5"),
        (APPEALS, 1200, 0, "Up 1,200 from 0"),
        (MEDIAN, 22.4, 19.2, "Up 3.2 weeks from 19.2 weeks"),
    ],
)
def test_a_change_without_interval_is_only_stated(measure, now, before, expected):
    assert said(figure(measure, now), figure(measure, before, YEAR_BEFORE)) == f"{expected} (1 January to 22 June 2021)."


def test_a_change_in_a_breakdown_is_that_breakdowns():
    rows = by_category(ADVICE, "agency", {"health": 40.0, "school": 96.0}, of=200)
    before = by_category(ADVICE, "agency", {"school": 90.0, "health": 60.0}, YEAR_BEFORE, of=200)
    assert said(*rows, *before).startswith("Down 20.0 percentage points from 60.0%")


def test_pya_is_last_years_outturn_where_the_authority_says_so():
    windows = Windows(Period.parse("2022-05..2022-06"), date(2022, 6, 22), previous="outturn", named=MappingProxyType({}))
    assert (
        said(figure(APPEALS, 38), figure(APPEALS, 55, Period.parse("2021")), windows=windows) == "Previous year: 55 (2021)."
    )


# A figure is missing


def test_without_a_figure_before_there_is_nothing_to_compare_with():
    assert said(figure(APPEALS, 38)) == "There is no figure for 1 January to 22 June 2021 to compare with."


@pytest.mark.parametrize(
    ("symbol", "words"),
    [("x", "not available"), ("c", "withheld to protect confidentiality"), ("z", "not applicable")],
)
def test_a_figure_before_that_is_missing_is_said_in_words(symbol, words):
    text = said(figure(APPEALS, 38), figure(APPEALS, symbol, YEAR_BEFORE))
    assert text == f"No comparison with 1 January to 22 June 2021: that figure is {words}."


def test_where_only_this_years_figure_is_missing_the_one_before_is_said():
    assert said(figure(APPEALS, "c"), figure(APPEALS, 29, YEAR_BEFORE)) == "Previous year: 29 (1 January to 22 June 2021)."


def test_where_both_are_missing_nothing_is_compared():
    assert said(figure(APPEALS, "c"), figure(APPEALS, "c", YEAR_BEFORE)).startswith("No comparison with")


# Edges


def test_no_change_is_said():
    assert said(figure(APPEALS, 29), figure(APPEALS, 29, YEAR_BEFORE)) == "No change from 29 (1 January to 22 June 2021)."


def test_a_change_that_rounds_to_zero_is_not_given_as_zero():
    text = said(figure(RATE, 66.67, of=3000), figure(RATE, 66.65, YEAR_BEFORE, of=3000))
    assert text == "Slightly up, too small a change to be sure of, from 66.7% (1,999.5 of 3,000, 1 January to 22 June 2021)."


def test_a_rate_before_that_rounds_to_zero_is_said_in_words():
    text = said(figure(RATE, 5.0, of=10_000), figure(RATE, 0.01, YEAR_BEFORE, of=10_000))
    assert text == "Up 5.0 percentage points from close to zero (1 of 10,000, 1 January to 22 June 2021)."


# Benchmarks


def benchmark(value: float, **changes: object) -> Row:
    published = {
        "area_code": "benchmark-all",
        "area_name": "authorities using the tool (30 authorities)",
        "status": "published",
    }
    return figure(RATE, value, **published | changes)


@pytest.mark.parametrize(
    ("value", "standing"), [(40.0, "higher than"), (95.0, "lower than"), (80.0, "not clearly different from")]
)
def test_a_figure_is_higher_or_lower_than_a_benchmark_that_its_interval_leaves_out(value, standing):
    figures = released(figure(RATE, 75.0, of=28), benchmark(value))
    text = benchmarks_in_words(figures, figures.one(RATE, YEAR))
    assert text == f"{standing} the {value}% of authorities using the tool (30 authorities), by a test"


def test_every_benchmark_is_told():
    figures = released(
        figure(RATE, 75.0, of=28), benchmark(40.0), benchmark(95.0, area_code="benchmark-near", area_name="neighbours")
    )
    text = benchmarks_in_words(figures, figures.one(RATE, YEAR))
    assert text.endswith("(30 authorities), by a test and lower than the 95.0% of neighbours, by a test")


def test_a_figure_without_an_interval_stands_beside_its_benchmark():
    figures = released(figure(RATE, "c"), benchmark(40.0))
    assert benchmarks_in_words(figures, figures.one(RATE, YEAR)).startswith("beside the 40.0% of")


def test_a_figure_without_benchmark_is_told_so():
    figures = released(figure(RATE, 75.0))
    assert benchmarks_in_words(figures, figures.one(RATE, YEAR)) == "without a benchmark"


def test_a_change_is_that_of_the_figures_own_area():
    rows = [figure(RATE, 30.0, YEAR_BEFORE, of=200, area_code="867"), figure(RATE, 80.0, of=200, area_code="867")]
    text = said(figure(RATE, 80.0, of=200), figure(RATE, 60.0, YEAR_BEFORE, of=200), *rows)
    assert text.startswith("Up 20.0 percentage points from 60.0%")


# How sure a rank is


def rank(value: float | str, lower: float = nan, upper: float = nan) -> pd.Series:
    return pd.Series(figure(RATE, value, unit="rank", denominator=150.0, lower=lower, upper=upper))


def test_what_chance_alone_could_do_to_a_rank_is_said():
    assert (
        rank_interval_in_words(rank(43, 35.2, 52.4))
        == "chance alone could place it anywhere between 35th and 52nd (95% interval)"
    )


def test_a_rank_that_chance_would_not_move_is_said():
    assert rank_interval_in_words(rank(1, 1.0, 1.2)) == "chance alone would leave it 1st"


@pytest.mark.parametrize("figure_of", [rank(43), rank("x", 35, 52), None])
def test_nothing_is_said_of_a_rank_without_interval(figure_of):
    assert rank_interval_in_words(figure_of) == ""


def test_a_table_without_changes_is_refused():
    figures = released(figure(APPEALS, 38), figure(APPEALS, 29, YEAR_BEFORE))
    with pytest.raises(LookupError, match="0 figures"):
        change_in_words(figures, figures.one(APPEALS, YEAR), JUNE_2022)
