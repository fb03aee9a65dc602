"""Dots above each other where they would touch."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from send_analysis.present.stacks import stacked


def test_dots_that_do_not_touch_stand_on_the_axis():
    assert stacked([10, 30, 20]).levels == [0, 0, 0]


def test_a_dot_that_would_touch_stands_above():
    stack = stacked([10, 12, 14, 17])
    assert (stack.places, stack.levels) == ([10, 12, 14, 17], [0, 1, 2, 0])


def test_ties_stand_above_each_other():
    assert stacked([5, 5, 5]).levels == [0, 1, 2]


def test_many_ties_overlap_and_keep_the_height():
    stack = stacked([5.0] * 150)
    assert stack.pitch < stack.dot
    assert 95.9 < stack.height < 96.1


def test_without_dots_there_is_no_height():
    assert (stacked([]).dots, stacked([]).height, stacked([]).top_about(3, 10)) == ([], 0.0, 0.0)


def test_a_marker_stands_above_the_dots_that_it_would_cover():
    stack = stacked([10, 10, 30])
    assert stack.top_about(12, 10) == 2 * stack.dot
    assert stack.top_about(50, 10) == 0.0


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(0, 540), max_size=60))
def test_no_dot_covers_another_and_each_stays_at_its_place(places):
    stack = stacked(places)
    assert stack.places == sorted(places)
    if stack.pitch == stack.dot:
        for (one, low), (two, high) in combinations(stack.dots, 2):
            assert abs(one - two) >= stack.dot or abs(low - high) > stack.dot - 1e-6
