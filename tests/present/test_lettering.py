"""Words on a drawing that do not touch."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_analysis.present.lettering import spread, wrap

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
