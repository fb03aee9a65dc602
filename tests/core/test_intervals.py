"""Intervals, against values that were computed elsewhere."""

from statistics import NormalDist

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_analysis.core.intervals import Z_95, newcombe, wilson

PROPORTIONS = st.integers(1, 5000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))


@pytest.mark.parametrize(
    ("count", "total", "lower", "upper"),
    [
        (21, 28, 56.64, 87.32),  # plans graded Good since 4 April 2022
        (122, 247, 43.21, 55.59),  # plans issued within 20 weeks in Swindon, 2024
        (47, 398, 9.00, 15.35),  # … 2025
        (97, 1303, 6.14, 9.00),  # contacts not met, May 2022
    ],
)
def test_a_wilson_interval_is_the_published_one(count, total, lower, upper):
    low, high = wilson(count, total)
    assert (round(float(low), 2), round(float(high), 2)) == (lower, upper)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((21, 1199), (97, 1303), (5.69, 4.10, 7.36)),  # contacts not met, April and May 2022
        ((97, 1303), (21, 1199), (-5.69, -7.36, -4.10)),
        ((48, 80), (56, 70), (20, 5.24, 33.39)),  # this and the next: Newcombe (1998), table II, method 10
        ((3, 10), (9, 10), (60, 17.05, 80.90)),
        ((2, 7), (6, 7), (57.14, 5.82, 80.62)),
        ((0, 29), (5, 56), (8.93, -3.81, 19.26)),
        ((0, 20), (0, 10), (0, -16.11, 27.75)),
    ],
)
def test_the_interval_of_a_difference_is_the_published_one(before, after, expected):
    assert np.round(newcombe(before, after), 2).tolist() == list(expected)


def test_the_quantile_is_that_of_95_percent():
    assert pytest.approx(NormalDist().inv_cdf(0.975), abs=1e-15) == Z_95


@pytest.mark.parametrize(
    ("count", "total", "lower", "upper"), [(0, 10, 0, 27.75), (10, 10, 72.25, 100), (0, 1, 0, 79.35), (1, 1, 20.65, 100)]
)
def test_a_share_of_none_or_all_keeps_within_0_and_100(count, total, lower, upper):
    low, high = wilson(count, total)
    assert (round(float(low), 2), round(float(high), 2)) == (lower, upper)
    assert low >= 0
    assert high <= 100


@pytest.mark.parametrize(("count", "total"), [(0, 0), (np.nan, 10), (5, np.nan), (np.nan, np.nan)])
def test_a_share_of_nothing_or_of_something_missing_has_no_interval(count, total):
    assert np.isnan(wilson(count, total)).all()
    assert np.isnan(newcombe((count, total), (5, 10))).all()
    assert np.isnan(newcombe((5, 10), (count, total))).all()


def test_intervals_of_a_column_are_those_of_its_rows():
    low, high = wilson(pd.Series([21, 0, 47]), pd.Series([28, 0, 398]))
    assert np.round(low, 2).tolist()[::2] == [56.64, 9.00]
    assert np.round(high, 2).tolist()[::2] == [87.32, 15.35]
    assert np.isnan([low[1], high[1]]).all()


def test_a_column_without_rows_has_no_intervals():
    assert [bound.shape for bound in wilson([], [])] == [(0,), (0,)]


@given(PROPORTIONS)
def test_a_bound_is_a_share_of_which_the_count_is_just_not_unlikely(proportion):
    count, total = proportion
    for bound in wilson(count, total):
        p = float(bound) / 100
        assert abs(count / total - p) == pytest.approx(Z_95 * (p * (1 - p) / total) ** 0.5, abs=1e-7)


@given(PROPORTIONS)
def test_an_interval_holds_its_share_and_its_mirror_is_that_of_the_rest(proportion):
    count, total = proportion
    low, high = wilson(count, total)
    assert 0 <= low <= 100 * count / total + 1e-9
    assert 100 * count / total - 1e-9 <= high <= 100
    assert wilson(total - count, total) == pytest.approx((100 - high, 100 - low))


@given(PROPORTIONS, PROPORTIONS)
def test_the_interval_of_a_difference_holds_it_and_turns_with_it(before, after):
    difference, lower, upper = newcombe(before, after)
    assert difference == pytest.approx(100 * (after[0] / after[1] - before[0] / before[1]))
    assert -100 - 1e-9 <= lower <= difference <= upper <= 100 + 1e-9
    assert newcombe(after, before) == pytest.approx((-difference, -upper, -lower))
