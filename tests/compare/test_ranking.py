"""Rank and quartile band as the Department's own tool has them."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_analysis.compare.ranking import ranking, rounded
from tests.compare.areas import figures


def place(values: dict[str, float | str], code: str, polarity: str = "high") -> tuple[int | None, int, int, str]:
    found = ranking(figures(values).frame, code, polarity)
    return found.rank, found.ranked, found.in_file, found.band


def test_the_highest_is_first_where_more_is_better() -> None:
    values = {"901": 90.0, "902": 80.0, "903": 70.0, "904": 60.0}
    assert [place(values, code)[0] for code in values] == [1, 2, 3, 4]


def test_the_lowest_is_first_where_less_is_better() -> None:
    values = {"901": 90.0, "902": 80.0, "903": 70.0, "904": 60.0}
    assert [place(values, code, "low")[0] for code in values] == [4, 3, 2, 1]


def test_equal_ones_share_the_lower_number_and_the_next_one_leaves_a_gap() -> None:
    values = {"901": 90.0, "902": 80.0, "903": 80.0, "904": 60.0}
    assert [place(values, code)[0] for code in values] == [1, 2, 2, 4]


def test_values_are_equal_when_they_round_half_up_to_the_same_decimal() -> None:
    values = {"901": 71.935, "902": 71.9, "903": 71.85, "904": 71.84}
    assert [place(values, code)[0] for code in values] == [1, 1, 1, 4]


def test_one_without_a_value_has_no_rank_and_is_not_counted_among_the_ranked() -> None:
    values = {"901": 90.0, "902": "x", "903": 70.0}
    assert place(values, "902") == (None, 2, 3, "")
    assert place(values, "903") == (2, 2, 3, "D")


def test_one_that_the_file_does_not_list_has_no_rank() -> None:
    assert place({"901": 90.0}, "999") == (None, 1, 1, "")


def test_none_has_a_rank_where_none_has_a_value() -> None:
    assert place({"901": "x", "902": "z"}, "901") == (None, 0, 2, "")


@pytest.mark.parametrize(
    ("code", "high", "low"), [("901", "D", "A"), ("902", "D", "A"), ("903", "C", "B"), ("904", "B", "C"), ("905", "A", "D")]
)
def test_bands_are_the_quarters_of_all_authorities(code: str, high: str, low: str) -> None:
    values = {"901": 10.0, "902": 20.0, "903": 30.0, "904": 40.0, "905": 50.0}
    assert (place(values, code)[3], place(values, code, "low")[3]) == (high, low)


def test_a_measure_without_better_and_worse_has_no_rank() -> None:
    with pytest.raises(ValueError, match="neither more nor less"):
        ranking(figures({"901": 1.0}).frame, "901", "none")


def test_chance_moves_a_rank_and_the_interval_holds_it() -> None:
    values = {str(901 + n): 40.0 + n for n in range(20)}
    found = ranking(figures(values).frame, "910", "high")
    assert found.rank is not None
    assert found.lower < found.rank < found.upper


def test_a_rank_is_surer_the_more_plans_there_are() -> None:
    values = {str(901 + n): 40.0 + n for n in range(20)}
    few, many = (ranking(figures(values, of=of).frame, "910", "high") for of in (50, 5000))
    assert many.upper - many.lower < few.upper - few.lower


def test_the_same_figures_give_the_same_interval() -> None:
    values = {str(901 + n): 40.0 + n for n in range(20)}
    one, other = (ranking(figures(values).frame, "905", "high") for _ in range(2))
    assert (one.lower, one.upper) == (other.lower, other.upper)


def test_another_without_a_published_value_is_not_drawn() -> None:
    frame = figures({"901": 50.0, "902": 60.0}).frame
    hidden = frame.assign(value=[50.0, math.nan], symbol=["", "x"])
    found = ranking(hidden, "901", "high")
    assert (found.rank, found.lower, found.upper) == (1, 1, 1)


def test_without_counts_there_is_no_interval() -> None:
    frame = figures({"901": 50.0, "902": 60.0}).frame.assign(numerator=math.nan)
    assert math.isnan(ranking(frame, "901", "high").lower)


@pytest.mark.parametrize(("value", "published"), [(86.65, 86.7), (0.05, 0.1), (71.935, 71.9), (49.95, 50.0), (100.0, 100.0)])
def test_values_are_rounded_half_up_as_they_are_written(value: float, published: float) -> None:
    assert rounded(pd.Series([value]))[0] == published


@settings(max_examples=30)
@given(st.lists(st.one_of(st.floats(0, 100), st.just("x")), min_size=1, max_size=9))
def test_ranks_agree_with_a_plain_count_of_those_that_are_better(values: list[float | str]) -> None:
    named = {str(100 + n): value for n, value in enumerate(values)}
    frame = figures(named).frame
    published = rounded(pd.Series([math.nan if isinstance(each, str) else each for each in values]))
    for (code, value), own in zip(named.items(), published, strict=True):
        expected = None if value == "x" else 1 + sum(each > own for each in published)
        found = ranking(frame, code, "high")
        assert (found.rank, found.ranked) == (expected, sum(each != "x" for each in values))
