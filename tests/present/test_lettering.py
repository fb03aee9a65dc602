"""Words on a drawing that do not touch."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_analysis.present.lettering import clear_of, flush, spread, widest, wrap
from send_analysis.present.theme import WIDE

LABELS = st.lists(st.tuples(st.floats(0, 190), st.sampled_from([13.0, 26.0])), min_size=1, max_size=5)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ([20, 80], [20, 80]),  # far apart: where they want to be
        ([50, 52], [50, 60]),  # too near: the higher one moves up
        ([52, 50], [60, 50]),
        ([50, 50], [50, 60]),
        ([98, 97], [95, 85]),  # at the top: down
        ([1], [5]),  # at the bottom: up
    ],
)
def test_labels_stand_where_they_want_unless_they_would_touch(wanted, expected):
    assert spread(wanted, [10] * len(wanted), 0, 100) == expected


@given(LABELS)
def test_labels_never_touch_and_keep_their_order(labels):
    wanted, heights = zip(*labels, strict=True)
    places = spread(wanted, heights, 0, 203)
    order = sorted(range(len(labels)), key=lambda at: wanted[at])
    for below, above in pairwise(order):
        assert places[above] - places[below] >= (heights[above] + heights[below]) / 2 - 1e-9
    assert max(place + height / 2 for place, height in zip(places, heights, strict=True)) <= 203 + 1e-9


def test_a_text_is_wrapped_between_words():
    assert wrap("Educational psychology", 11) == ["Educational", "psychology"]


def test_only_a_word_that_is_too_long_is_cut():
    assert wrap("Donaudampfschiff", 10) == ["Donaudampf", "schiff"]


def test_an_empty_text_is_one_empty_line():
    assert wrap("", 10) == [""]


# Beside a line


@pytest.mark.parametrize(
    ("middle", "expected"),
    [
        (50, (50, "center")),
        (20, (20, "center")),
        (19, (0, "left")),
        (0, (0, "left")),
        (81, (100, "right")),
        (100, (100, "right")),
    ],
)
def test_a_text_stands_about_its_middle_or_flush_with_the_nearer_edge(middle, expected):
    assert flush(middle, 40, (0, 100)) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], (50, "center")),
        ([75], (50, "center")),
        ([60], (54, "right")),
        ([40], (46, "left")),
        ([40, 60], (50, "center")),  # no place is free
    ],
)
def test_a_text_stands_to_the_side_of_a_line_that_it_would_cross(lines, expected):
    assert clear_of(lines, 50, 40, (0, 100)) == expected


def test_a_text_that_would_cross_a_line_stays_within_the_edges():
    assert clear_of([25], 20, 40, (0, 100)) == (20, "center")


def test_bold_letters_are_taken_to_be_wider():
    assert widest(["Oldham"], WIDE, bold=True) > widest(["Oldham"], WIDE)
