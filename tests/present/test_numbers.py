"""How figures are written: rounded once, half up, with their unit."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import nan

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_analysis.present.numbers import (
    counts_text,
    figure_in_words,
    figure_text,
    in_sentence,
    interval_text,
    number,
    ordinal,
    plain_number,
    round_half_up,
    symbol_of,
)
from tests.present.builders import APPEALS, MEDIAN, RATE, figure

DECIMALS = st.decimals(-100_000, 100_000, allow_nan=False, places=4)


def row(measure: str, value: float | str | None, **changes: object) -> pd.Series:
    return pd.Series(figure(measure, value, **changes))


# It works


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (10.25, 1, "10.3"),  # this and the next: the Department's own examples of rounding half up
        (86.65, 1, "86.7"),
        (0.05, 1, "0.1"),
        (0.04, 1, "0.0"),
        (99.95, 1, "100.0"),
        (99.949, 1, "99.9"),
        (-10.25, 1, "-10.3"),
        (-0.05, 1, "-0.1"),
        (2.5, 0, "3"),
        (3.5, 0, "4"),
        (1.005, 2, "1.01"),
    ],
)
def test_a_half_is_rounded_up_away_from_zero(value, decimals, expected):
    assert str(round_half_up(value, decimals)) == expected


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (75.0, "percent", "75.0%"),
        (86.65, "percent", "86.7%"),
        (100, "percent", "100.0%"),
        (14189, "contacts", "14,189"),
        (1234567, "contacts", "1,234,567"),
        (0, "appeals", "0"),
        (17.25, "weeks", "17.3"),
        (2.279, "per 100", "2.3"),
        (-26.86, "percentage points", "-26.9 percentage points"),
        (12.6, "", "12.6"),
        (-1234.5, "", "-1,234.5"),
    ],
)
def test_a_number_has_its_units_decimal_places_and_sign(value, unit, expected):
    assert number(value, unit) == expected


def test_a_plain_number_has_no_unit():
    assert (plain_number(86.65, "percent"), plain_number(1130, "contacts")) == ("86.7", "1,130")


@pytest.mark.parametrize(
    ("measure", "value", "expected"),
    [(RATE, 39.84, "39.8%"), (MEDIAN, 20.0, "20.0 weeks"), (APPEALS, 38, "38"), (APPEALS, 0, "0")],
)
def test_a_sentence_says_the_unit_where_the_number_needs_it(measure, value, expected):
    assert figure_in_words(row(measure, value)) == expected


def test_a_rate_has_its_counts_and_its_interval():
    rate = row(RATE, 75.0, of=28)
    assert counts_text(rate) == "21 of 28"
    assert interval_text(rate) == "56.6% to 87.3%"


def test_an_interval_in_percentage_points_says_so_once():
    change = row(RATE, -26.9, unit="percentage points", lower=-38.26, upper=-14.51)
    assert interval_text(change) == "-38.3 to -14.5 percentage points"


def test_counts_of_parts_of_posts_keep_their_decimals():
    assert counts_text(row(RATE, 90.0, of=14)) == "12.6 of 14"


# A place among others


def test_a_rank_is_a_number_in_a_table_and_a_place_in_a_sentence():
    rank = row(RATE, 43, unit="rank", numerator=43.0, denominator=150.0, lower=35.2, upper=52.4)
    assert (figure_text(rank), counts_text(rank)) == ("43", "of 150 ranked")
    assert (figure_in_words(rank), interval_text(rank)) == ("43rd of 150", "35th to 52nd")


def test_neighbours_are_always_told_with_how_many_there_are():
    lower = row(RATE, 9, unit="neighbours", numerator=9.0, denominator=10.0)
    assert (figure_text(lower), counts_text(lower), figure_in_words(lower)) == ("9 of 10", "", "9 of 10")
    assert figure_in_words(row(RATE, 0, unit="neighbours", denominator=10.0)) == "0 of 10"


@pytest.mark.parametrize(("value", "letter"), [(1, "A"), (2, "B"), (3, "C"), (4, "D")])
def test_a_quartile_band_is_a_letter(value, letter):
    band = row(RATE, value, unit="quartile band")
    assert (figure_text(band), figure_in_words(band)) == (letter, f"band {letter}")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st"),
        (43, "43rd"), (101, "101st"), (111, "111th"), (112, "112th"), (122, "122nd"), (1001, "1,001st"), (34.5, "35th"),
    ],
)  # fmt: skip
def test_an_ordinal_has_its_ending(value, expected):
    assert ordinal(value) == expected


def test_a_rank_of_an_unknown_number_and_without_an_interval_is_only_a_place():
    rank = row(RATE, 43, unit="rank")
    assert (figure_in_words(rank), counts_text(rank), interval_text(rank)) == ("43rd", "", "")


def test_a_missing_rank_is_a_symbol():
    rank = row(RATE, "x", unit="rank", denominator=150.0, lower=35.0, upper=52.0)
    assert (figure_text(rank), counts_text(rank), interval_text(rank)) == ("[x]", "", "")
    assert figure_in_words(rank) == "(no figure: not available)"


# A number is missing


@pytest.mark.parametrize(
    ("value", "text", "words"),
    [
        ("c", "[c]", "(no figure: withheld to protect confidentiality)"),
        (None, "[x]", "(no figure: not available)"),
        ("z", "[z]", "(no figure: not applicable)"),
    ],
)
def test_a_missing_number_is_a_symbol_in_a_table_and_words_in_a_sentence(value, text, words):
    assert (figure_text(row(RATE, value)), figure_in_words(row(RATE, value))) == (text, words)


def test_a_figure_that_the_table_does_not_hold_is_not_available():
    assert (symbol_of(None), figure_text(None), figure_in_words(None)) == ("x", "[x]", "(no figure: not available)")


def test_a_missing_number_has_neither_counts_nor_interval():
    assert (counts_text(row(RATE, "c")), interval_text(row(RATE, "c"))) == ("", "")


def test_what_is_no_rate_has_neither_counts_nor_interval():
    assert (counts_text(row(APPEALS, 38)), interval_text(row(APPEALS, 38))) == ("", "")


# Edges


def test_what_rounds_to_zero_and_is_not_zero_is_low():
    assert (figure_text(row(RATE, 0.049)), figure_text(row(RATE, -0.049))) == ("[low]", "[low]")
    assert figure_in_words(row(RATE, 0.049)) == "close to zero"


def test_a_true_zero_is_zero():
    assert (figure_text(row(RATE, 0.0)), figure_text(row(APPEALS, -0.0))) == ("0.0%", "0")


def test_nothing_is_minus_zero():
    assert plain_number(-0.04, "percent") == "0.0"


def test_a_rate_without_counts_has_no_text_of_counts():
    assert counts_text(row(RATE, 40.0)) == ""
    assert counts_text(row(RATE, 40.0, of=10, numerator=nan)) == ""


def test_hours_are_said():
    assert in_sentence(48, "hours") == "48.0 hours"


# Always


@given(DECIMALS, st.integers(0, 3))
def test_rounding_is_decimal_rounding_half_up(value, places):
    assert round_half_up(float(value), places) == value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


@given(DECIMALS, st.integers(0, 3))
def test_rounding_moves_a_number_by_half_a_step_at_most_and_a_half_away_from_zero(value, places):
    step = Decimal(1).scaleb(-places)
    moved = abs(round_half_up(float(value), places)) - abs(value)
    assert -step / 2 < moved <= step / 2


@given(st.integers(0, 100_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(max(of, 1)))))
def test_a_rate_is_rounded_as_its_counts_say(counts):
    count, of = counts
    exact = Fraction(1000 * count, of)
    half_up = Decimal(int(exact + Fraction(1, 2))) / 10
    assert round_half_up(100 * count / of, 1) == half_up


@given(*[st.decimals(0, 100, allow_nan=False, places=2)] * 2)
def test_a_difference_is_rounded_as_the_difference_of_the_decimals(one, other):
    exact = (one - other).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    assert round_half_up(float(one) - float(other), 1) == exact
