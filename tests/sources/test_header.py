"""Where a table begins and ends: names of columns below a title, totals under the last row."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_analysis.sources.header import find_header, is_totals

KNOWN = {"request_id", "received_on", "locality", "outcome"}

CELLS = st.none() | st.text(max_size=12)
ROWS = st.lists(st.lists(CELLS, max_size=6), max_size=40)

# It works


def test_names_in_the_first_row_are_the_header():
    assert find_header([["request_id", "received_on"], ["1", "2022-06-22"]], KNOWN) == 0


def test_names_below_a_title_and_blank_rows_are_found():
    rows = [["Requests, June 2022", None], [None, None], [], ["request_id", "received_on"], ["1", "2022-06-22"]]
    assert find_header(rows, KNOWN) == 3


def test_the_row_with_the_names_wins_over_the_groups_above_it():
    rows = [["Request", None, "Outcome"], ["request_id", "received_on", "outcome"], ["1", "2022-06-22", "assess"]]
    assert find_header(rows, KNOWN) == 1


@pytest.mark.parametrize("name", ["Received on", "RECEIVED_ON", " received-on ", "received\n on", "Received _ on"])
def test_case_spaces_underscores_and_hyphens_make_no_difference(name):
    assert find_header([["A title"], [name, "Request ID"]], KNOWN) == 1


def test_a_table_of_one_column_has_one_name():
    assert find_header([["A title"], ["request_id"], ["1"]], KNOWN) == 1


# What must not be taken for a header


def test_the_first_row_is_the_header_where_nothing_is_known():
    assert find_header([["a", "b"], ["c", "d"]], KNOWN) == 0
    assert find_header([["a", "b"], ["c", "d"]], set()) == 0
    assert find_header([], KNOWN) == 0


def test_one_word_among_the_values_of_a_row_is_no_header():
    assert find_header([["case", "note"], ["1", "outcome"], ["2", "locality"]], KNOWN) == 0


def test_a_word_that_stands_twice_in_a_row_counts_once():
    assert find_header([["case", "note"], ["outcome", "Outcome"]], KNOWN) == 0


def test_the_first_of_two_rows_with_the_same_names_is_the_header():
    assert find_header([["x", "y"], ["outcome", "locality"], ["Outcome", "Locality"]], KNOWN) == 1


def test_the_thirty_first_row_is_too_far_down():
    rows = [["x", "y"]] * 30
    assert find_header([*rows[1:], ["outcome", "locality"]], KNOWN) == 29
    assert find_header([*rows, ["outcome", "locality"]], KNOWN) == 0


@given(ROWS, st.sets(st.text(max_size=8), max_size=5))
@settings(max_examples=60, deadline=None)
def test_some_row_of_the_table_is_the_header_whatever_it_holds(rows, known):
    assert 0 <= find_header(rows, known) <= max(min(len(rows), 30) - 1, 0)


@given(st.lists(st.lists(st.text("0123456789/ ", max_size=8), max_size=6), min_size=1, max_size=25), st.randoms())
@settings(max_examples=60, deadline=None)
def test_a_row_of_known_names_is_found_wherever_it_is_put(rows, random):
    header = random.sample(sorted(KNOWN), len(KNOWN))
    at = random.randint(0, len(rows))
    assert find_header([*rows[:at], header, *rows[at:]], KNOWN) == at


# Totals


@pytest.mark.parametrize(
    "cell",
    ["Total", "TOTALS", "total:", " Total : ", "Grand total", "Grand Total:", "sub-total", "Subtotal", "Sum", "Count",
     "Overall", "Overall total", "Average", "Total: 212", "Total 1,204", "Total number", "Number of rows", "Count ="],
)  # fmt: skip
def test_a_row_that_adds_up_the_others_is_known_by_its_first_word(cell):
    assert is_totals([cell, "212"])
    assert is_totals([None, " ", cell, None, "212"])


@pytest.mark.parametrize(
    "cell",
    ["Totalled", "Totally", "1001", "", None, "Summer", "Sum of Trees School", "County", "Total Care Centre", "Mean Lane"],
)
def test_a_row_of_a_case_is_no_totals_row(cell):
    assert not is_totals([cell, "Total"]) or not (cell or "").strip()
    assert not is_totals([cell])


def test_a_row_without_values_is_no_totals_row():
    assert not is_totals([None, "", "  "])
    assert not is_totals([])


@given(st.lists(CELLS, max_size=5))
@settings(max_examples=60, deadline=None)
def test_blank_cells_before_the_first_word_change_nothing(row):
    assert is_totals([None, "", "  ", *row]) == is_totals(row)


@given(st.sampled_from(["Total", "Count", "Grand total"]), st.text("abcdefgh", min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_a_longer_word_is_another_word(word, more):
    assert not is_totals([word + more]) or (word + more).casefold() == "totals"
