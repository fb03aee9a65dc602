"""Which periods of one count are withheld so that no small count is told, held against linear algebra."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from send_analysis.core.period import Period
from send_analysis.disclosure.telling import periods_that_tell
from tests.disclosure.counts import small_counts, small_remainders, spans, stretch, worked_out

LIMIT = 4
YEAR, SPRING = Period.parse("2022"), Period.parse("2022-01..2022-03")
JANUARY, FEBRUARY, MARCH, APRIL = (Period.parse(f"2022-{month:02}") for month in range(1, 5))


# It works


def test_counts_that_are_nought_or_large_enough_are_all_shown():
    assert periods_that_tell({SPRING: 15, JANUARY: 5, FEBRUARY: 0, MARCH: 10}, LIMIT) == set()


def test_the_difference_of_two_periods_that_do_not_touch_tells_nothing():
    assert periods_that_tell({JANUARY: 12, MARCH: 10}, LIMIT) == set()


# One fault


def test_a_small_count_is_withheld():
    assert periods_that_tell({JANUARY: 3, MARCH: 10}, LIMIT) == {JANUARY}


def test_the_last_of_the_months_that_would_tell_the_one_withheld_is_withheld_too():
    assert periods_that_tell({SPRING: 18, JANUARY: 3, FEBRUARY: 7, MARCH: 8}, LIMIT) == {JANUARY, MARCH}


def test_a_small_difference_of_two_large_counts_is_not_told():
    assert periods_that_tell({SPRING: 12, Period.parse("2022-01..2022-02"): 9}, LIMIT) == {Period.parse("2022-01..2022-02")}


def test_the_overlap_of_two_periods_is_not_told():
    early, late = Period.parse("2022-01..2022-03"), Period.parse("2022-03..2022-04")
    counts = {Period.parse("2022-01..2022-04"): 20, early: 11, late: 12}
    assert periods_that_tell(counts, LIMIT) == {late}  # 11 + 12 - 20 = 3 in March


def test_a_small_count_is_told_by_neither_of_two_ways_round():
    counts = {YEAR: 40, Period.parse("2022-02..2022-12"): 38, JANUARY: 2}
    assert periods_that_tell(counts, LIMIT) == {Period.parse("2022-02..2022-12"), JANUARY}


def test_a_count_withheld_for_another_reason_is_not_told_either():
    counts = {SPRING: 30, JANUARY: 10, FEBRUARY: 10, MARCH: 10}
    assert periods_that_tell(counts, LIMIT, {JANUARY}) == {JANUARY, MARCH}


# Many


def test_the_periods_named_first_are_kept():
    counts = {JANUARY: 10, FEBRUARY: 3, MARCH: 10, SPRING: 23}
    assert periods_that_tell(counts, LIMIT) == {FEBRUARY, SPRING}
    assert periods_that_tell(dict(reversed(counts.items())), LIMIT) == {JANUARY, FEBRUARY}


def test_two_small_months_may_stand_withheld_side_by_side():
    counts = {SPRING: 20, JANUARY: 2, FEBRUARY: 3, MARCH: 15}
    assert periods_that_tell(counts, LIMIT) == {JANUARY, FEBRUARY}  # together 5: neither is told


def test_two_small_months_that_are_small_together_take_a_third_with_them():
    counts = {SPRING: 20, JANUARY: 2, FEBRUARY: 2, MARCH: 16}
    assert periods_that_tell(counts, LIMIT) == {JANUARY, FEBRUARY, MARCH}


# Edges


def test_no_counts_tell_nothing():
    assert periods_that_tell({}, LIMIT) == set()
    assert periods_that_tell({}, LIMIT, {JANUARY}) == {JANUARY}


def test_the_limit_itself_is_withheld_and_the_next_count_is_not():
    assert periods_that_tell({JANUARY: 4, APRIL: 5}, LIMIT) == {JANUARY}
    assert periods_that_tell({JANUARY: 1, APRIL: 5}, 5) == {JANUARY, APRIL}


def test_with_a_limit_of_nought_everything_is_shown():
    assert periods_that_tell({SPRING: 3, JANUARY: 1, FEBRUARY: 1, MARCH: 1}, 0) == set()


def test_one_day_is_a_period_like_every_other():
    day, rest = Period(JANUARY.start, JANUARY.start), Period(JANUARY.start.replace(day=2), JANUARY.end)
    assert periods_that_tell({JANUARY: 9, rest: 7, day: 2}, LIMIT) == {rest, day}


def test_what_remains_of_a_year_in_pieces_is_no_small_count_either():
    year, spring = Period.parse("2021"), Period.parse("2021-01..2021-05")
    june, october, november = Period(date(2021, 6, 1), date(2021, 6, 22)), Period.parse("2021-10"), Period.parse("2021-11")
    counts = {year: 13, spring: 0, june: 0, Period.parse("2021-07..2021-09"): 0, october: 5, november: 6}
    assert periods_that_tell(counts, LIMIT) == {november}


# Any periods


@st.composite
def counted_periods(draw):
    stretches = draw(st.integers(1, 5))
    by_stretch = draw(small_counts(stretches))
    counts = {span: sum(by_stretch[span[0] : span[1] + 1]) for span in draw(spans(stretches))}
    already = draw(st.sets(st.sampled_from(list(counts)), max_size=2))
    return stretches, by_stretch, counts, already


def told(counts, already=()):
    withheld = periods_that_tell(
        {stretch(*span): count for span, count in counts.items()}, LIMIT, {stretch(*s) for s in already}
    )
    return {span for span in counts if stretch(*span) in withheld}


@settings(max_examples=300, deadline=None)
@given(case=counted_periods())
def test_no_small_count_can_be_worked_out_from_what_is_shown(case):
    stretches, by_stretch, counts, _ = case
    known = worked_out(counts.keys() - told(counts), stretches)
    assert not small_remainders(known, by_stretch, LIMIT)


@settings(max_examples=300, deadline=None)
@given(case=counted_periods())
def test_what_was_withheld_already_cannot_be_worked_out_and_stays_withheld(case):
    stretches, by_stretch, counts, already = case
    withheld = told(counts, already)
    known = worked_out(counts.keys() - withheld, stretches)
    assert already <= withheld
    assert not known & already
    assert not small_remainders(known, by_stretch, LIMIT)


@settings(max_examples=300, deadline=None)
@given(case=counted_periods())
def test_nothing_is_withheld_that_could_be_shown(case):
    stretches, by_stretch, counts, already = case
    withheld = told(counts, already)
    for span in withheld - already:
        known = worked_out((counts.keys() - withheld) | {span}, stretches)
        assert small_remainders(known, by_stretch, LIMIT) or known & already
