"""An authority's standing in England in a sentence."""

import pytest

from send_analysis.core.period import Period
from send_analysis.present.standing import national_standing_in_words
from tests.present.builders import APPEALS, ENGLAND, RATE, Row, by_area, figure, place, released

YEAR = Period.parse("2019")
OWN = figure(RATE, 86.6, YEAR, of=250, area_code="353", area_name="Oldham")
IN_ENGLAND = by_area(RATE, {ENGLAND: 60.4}, YEAR, of=50_000)
RANK = place("353", "rank", "rank", 43, YEAR, unit="rank", numerator=43.0, denominator=150.0)
IN_FILE = place("353", "rank", "in file", 151, YEAR, unit="authorities")


def said(*rows: Row, measure: str = RATE) -> str:
    return national_standing_in_words(released(*rows), measure, YEAR, "353", ENGLAND)


# It works


def test_value_rank_and_england_are_one_sentence():
    assert said(OWN, *IN_ENGLAND, RANK, IN_FILE) == (
        "Plans issued within 20 weeks, including exceptions: 86.6% in Oldham in 2019 (216.5 of 250), "
        "rank 43 of 150 ranked (151 in the file), higher than the 60.4% in England."
    )


@pytest.mark.parametrize(
    ("value", "against"),
    [(30.0, "lower than the 60.4% in England."), (60.0, "not clearly different from the 60.4% in England.")],
)
def test_higher_and_lower_are_said_only_without_doubt(value, against):
    own = figure(RATE, value, YEAR, of=250, area_code="353", area_name="Oldham")
    assert said(own, *IN_ENGLAND).endswith(against)


def test_without_an_interval_the_two_stand_beside_each_other():
    own, england = by_area(APPEALS, {"353": 40.0, ENGLAND: 8_000}, YEAR)
    assert said(own, england, measure=APPEALS).endswith(": 40 in Area 353 in 2019, against 8,000 in England.")


# Something is missing


def test_what_the_table_does_not_hold_is_not_said():
    assert said(OWN).endswith("including exceptions: 86.6% in Oldham in 2019 (216.5 of 250).")


def test_an_authority_that_could_not_be_ranked_is_told_so():
    unranked = place("353", "rank", "rank", None, YEAR, unit="rank")
    assert "(216.5 of 250), not ranked, higher than" in said(OWN, unranked, *IN_ENGLAND)


def test_a_value_that_is_missing_is_told_with_why_beside_englands():
    own = figure(RATE, None, YEAR, area_code="353", area_name="Oldham")
    assert said(own, *IN_ENGLAND) == (
        "Plans issued within 20 weeks, including exceptions: no figure for Oldham in 2019 (not available); England 60.4%."
    )


def test_without_any_figure_it_is_not_available():
    assert said().endswith(": no figure for the authority in 2019 (not available).")


def test_a_value_that_rounds_to_zero_is_close_to_zero():
    own = figure(RATE, 0.01, YEAR, area_code="353", area_name="Oldham")
    assert "close to zero in Oldham in 2019" in said(own)
