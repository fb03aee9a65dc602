"""What a chart shows, in words."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_analysis.present.alt import describe_bars, describe_lines
from send_analysis.present.tables import table
from tests.present.builders import APPEALS, MEDIAN, RATE, bars, lines, numbers_in, parsed, text_of

SHARE = st.one_of(st.none(), st.sampled_from(["c", "z"]), st.floats(0, 100))
NUMBER = st.one_of(st.none(), st.just("c"), st.integers(0, 100_000))


# It works


def test_a_line_is_told_from_its_first_to_its_last_point_with_its_lowest_and_highest():
    assert describe_lines(lines([80.0, 20.5, 66.65, 40.0])) == (
        "Line chart: Plans on time. This year: from 80.0% (March 2022) to 40.0% (1 to 22 June 2022); "
        "lowest 20.5% (April 2022), highest 80.0% (March 2022)."
    )


def test_each_line_is_told():
    told = describe_lines(lines([5, 9], [3, 4], measure=APPEALS))
    assert "This year: from 5 (May 2022) to 9 (1 to 22 June 2022)" in told
    assert "Year before: from 3" in told


def test_a_figure_of_the_year_before_is_told_beside_the_month_and_not_as_that_months():
    told = describe_lines(lines([5, 9, 8], [3, None, 4], measure=APPEALS))
    assert told.endswith(
        "Year before: from 3 (beside April 2022) to 4 (beside 1 to 22 June 2022). No figure beside May 2022."
    )


def test_every_bar_is_told():
    assert describe_bars(bars({"late_advice": 30.0, "other": 5.5})) == (
        "Bar chart: Causes of lateness. 1 January to 22 June 2022: Late advice 30.0%; Other 5.5%."
    )


def test_the_note_of_the_layout_is_told():
    assert describe_lines(replace(lines([1.0]), note="Dotted line: target 100%.")).endswith("Dotted line: target 100%.")


def test_both_sides_of_a_break_are_told_by_themselves():
    assert describe_lines(lines([80.0, 20.5, 60.0, 40.0, 50.0]), break_at=3).endswith(
        "This year: before the break from 80.0% (February 2022) to 60.0% (April 2022); lowest 20.5% (March 2022), "
        "highest 80.0% (February 2022); after the break from 40.0% (May 2022) to 50.0% (1 to 22 June 2022)."
    )


# A number is missing


def test_a_side_of_a_break_without_figures_is_left_out():
    assert describe_lines(lines(["c", "c", 40.0]), break_at=2).endswith(
        "This year: after the break 40.0% (1 to 22 June 2022). No figure for April 2022 and May 2022."
    )


def test_a_gap_is_told_by_its_month():
    told = describe_lines(lines([80.0, "c", 60.0, None, 40.0]))
    assert told.endswith("No figure for March 2022 and May 2022.")


def test_many_gaps_are_told_without_counting_them():
    told = describe_lines(lines([80.0, "c", "c", "c", "c", 40.0]))
    assert told.endswith("No figure for some of the rows; the table says why.")


def test_a_line_without_any_figure_is_told_so():
    assert describe_lines(lines([80.0], [None])).endswith("Year before: no figures.")


def test_a_withheld_bar_is_told_in_words():
    assert describe_bars(bars({"health": "c"})).endswith("Health (no figure: withheld to protect confidentiality).")


# Edges


def test_a_single_point_is_told_once():
    assert describe_lines(lines([40.0])) == "Line chart: Plans on time. This year: 40.0% (1 to 22 June 2022)."


def test_a_level_line_is_told_so():
    assert describe_lines(lines([0, 0, 0], measure=APPEALS)).endswith("0 throughout, from April 2022 to 1 to 22 June 2022.")


def test_where_the_lowest_stands_twice_both_places_are_told():
    told = describe_lines(lines([3, 9, 3], measure=APPEALS))
    assert "lowest 3 (April 2022 and 1 to 22 June 2022), highest 9 (May 2022)" in told


def test_where_the_highest_stands_often_the_first_place_is_told():
    assert "highest 9 (January 2022 and others)" in describe_lines(lines([9, 9, 9, 9, 3, 2], measure=APPEALS))


def test_weeks_are_told_as_weeks():
    assert "from 17.2 weeks (May 2022) to 27.4 weeks" in describe_lines(lines([17.2, 27.4], measure=MEDIAN))


@pytest.mark.parametrize(("layout", "told"), [(lines([]), "Line chart: Plans on time. This year: no figures.")])
def test_an_empty_layout_can_be_told(layout, told):
    assert describe_lines(layout) == told


# Always


@settings(max_examples=40, deadline=None)
@given(st.lists(SHARE, min_size=1, max_size=12), st.lists(SHARE, max_size=12))
def test_every_number_told_of_lines_stands_in_the_table(now, before):
    layout = lines(now, before, measure=RATE)
    assert set(numbers_in(describe_lines(layout))) <= set(numbers_in(text_of(parsed(table(layout)))))


@settings(max_examples=40, deadline=None)
@given(st.lists(NUMBER, min_size=1, max_size=12))
def test_every_number_told_of_bars_stands_in_the_table(values):
    layout = bars({f"section {at}": value for at, value in enumerate(values)}, measure=APPEALS)
    assert set(numbers_in(describe_bars(layout))) <= set(numbers_in(text_of(parsed(table(layout)))))
