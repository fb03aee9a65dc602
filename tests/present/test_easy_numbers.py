"""Figures in easy words: rounding to so many out of ten or hundred, counts and times."""

import pandas as pd
import pytest

from send_analysis.present.easy_numbers import amount, counts, ending, share, told_by_counts
from tests.present.builders import APPEALS, MEDIAN, RATE, figure

APPEAL_RATE = "tribunal.appeal_rate"


def row(measure: str, value: float, **changes: object) -> pd.Series:
    return pd.Series(figure(measure, value, **changes))


@pytest.mark.parametrize(
    ("percent", "words"),
    [
        (0, "none of the"),
        (0.1, "fewer than 1 out of every 10"),
        (4.9, "fewer than 1 out of every 10"),
        (5, "about 1 out of every 10"),
        (14.9, "about 1 out of every 10"),
        (15, "about 2 out of every 10"),
        (60, "6 out of every 10"),
        (58.646617, "about 6 out of every 10"),
        (75, "about 8 out of every 10"),
        (94.99, "about 9 out of every 10"),
        (95, "more than 9 out of every 10"),
        (99.9, "more than 9 out of every 10"),
        (100, "all of the"),
    ],
)
def test_a_share_is_told_out_of_ten(percent: float, words: str) -> None:
    assert share(row(RATE, percent)) == words


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (0.4, "fewer than 1 out of every 100"),
        (0.5, "about 1 out of every 100"),
        (2.28, "about 2 out of every 100"),
        (3, "3 out of every 100"),
    ],
)
def test_a_rate_per_hundred_is_told_out_of_a_hundred(rate: float, words: str) -> None:
    assert share(row(APPEAL_RATE, rate)) == words


@pytest.mark.parametrize(("percent", "words"), [(100, "all of them"), (0, "none of them"), (40, "4 out of every 10")])
def test_at_the_end_of_a_sentence_all_and_none_are_of_them(percent: float, words: str) -> None:
    assert ending(row(RATE, percent)) == words


@pytest.mark.parametrize(
    ("measure", "value", "words"),
    [
        (APPEALS, 0, "0"),
        (APPEALS, 14189, "14,189"),
        (MEDIAN, 20, "20 weeks"),
        (MEDIAN, 19.857143, "about 20 weeks"),
        (MEDIAN, 1.2, "about 1 week"),
        (MEDIAN, 0.3, "less than 1 week"),
        (MEDIAN, 0, "0 weeks"),
    ],
)
def test_a_count_is_exact_and_a_time_is_in_whole_weeks(measure: str, value: float, words: str) -> None:
    assert amount(row(measure, value)) == words


def test_counts_are_told_only_where_they_were_released() -> None:
    assert counts(row(RATE, 75, of=28)) == ("21", "28")
    assert counts(row(RATE, 75)) is None


@pytest.mark.parametrize(("percent", "of", "alone"), [(50, 10, True), (50, 12, False), (100, 40, True), (0, 40, True)])
def test_counts_alone_tell_a_share_of_few_and_one_of_all_or_none(percent: float, of: int, alone: bool) -> None:
    assert told_by_counts(row(RATE, percent, of=of)) is alone


def test_a_share_without_counts_is_not_told_by_them() -> None:
    assert not told_by_counts(row(RATE, 100))
