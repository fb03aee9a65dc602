"""The axis of a chart's numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_analysis.present.scales import tick_text, ticks, unit_name

VALUES = st.just(0.0) | st.floats(1e-4, 1e6)


@pytest.mark.parametrize(
    ("values", "unit", "expected"),
    [
        ([20, 85], "percent", [0, 20, 40, 60, 80, 100]),
        ([25], "percent", [0, 20, 40, 60, 80, 100]),
        ([24.9], "percent", [0, 5, 10, 15, 20, 25]),  # all below 25: up to a round number
        ([3.2], "percent", [0, 1, 2, 3, 4]),
        ([0, 0], "percent", [0, 20, 40, 60, 80, 100]),
        ([105], "percent", [0, 50, 100, 150]),  # more posts filled than there are
        ([9], "appeals", [0, 2, 4, 6, 8, 10]),
        ([1], "appeals", [0, 1]),
        ([0], "appeals", [0, 1]),
        ([14189], "contacts", [0, 5000, 10000, 15000]),
        ([27.4], "weeks", [0, 10, 20, 30]),
        ([-5, 3], "percentage points", [-6, -4, -2, 0, 2, 4]),
        ([], "", [0, 1]),
    ],
)
def test_ticks_are_round_and_reach_beyond_the_values(values, unit, expected):
    assert ticks(values, unit) == expected


@pytest.mark.parametrize(("tick", "text"), [(0, "0"), (0.2, "0.2"), (0.1 + 0.2, "0.3"), (1000, "1,000"), (100, "100")])
def test_a_tick_is_written_short(tick, text):
    assert tick_text(tick) == text


@pytest.mark.parametrize(
    ("unit", "name"), [("percent", "Percent"), ("appeals", "Appeals"), ("weeks", "Weeks"), ("per 100", "Per 100"), ("", "")]
)
def test_the_axis_names_its_unit(unit, name):
    assert unit_name(unit) == name


@given(st.lists(VALUES, min_size=1), st.sampled_from(["percent", "weeks", "appeals"]))
def test_every_value_lies_on_an_axis_that_begins_with_zero(values, unit):
    scale = ticks(values, unit)
    assert scale[0] == 0
    assert max(values) <= scale[-1] * (1 + 1e-9)


@given(st.lists(st.integers(0, 100_000), min_size=1))
def test_counts_have_whole_numbers(values):
    assert all(tick.is_integer() for tick in ticks(values, "appeals"))
