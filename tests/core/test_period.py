"""A period, the same period a year before, and what a resident calls it."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_analysis.core.period import PERIOD_FORMS, Period, a_year_before, in_words, last_day_of_month, month_in_words

DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))
PERIODS = st.tuples(DAYS, DAYS).map(lambda days: Period(min(days), max(days)))
WHOLE_MONTHS = st.builds(Period.of_months, st.integers(1950, 2100), st.integers(1, 12), st.integers(1, 30))


def period(text: str) -> Period:
    """A period of two dates, "2022-06-01 2022-06-22"."""
    start, end = text.split()
    return Period(date.fromisoformat(start), date.fromisoformat(end))


# It works


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-06", "2022-06-01 2022-06-30"),
        ("2024-02", "2024-02-01 2024-02-29"),
        ("2022-02", "2022-02-01 2022-02-28"),
        ("2022-12", "2022-12-01 2022-12-31"),
        ("2022-05..2022-06", "2022-05-01 2022-06-30"),
        ("2021-12..2022-01", "2021-12-01 2022-01-31"),
        ("2022-06..2022-06", "2022-06-01 2022-06-30"),
        ("2022-Q1..2022-Q3", "2022-01-01 2022-09-30"),
        ("2020..2021", "2020-01-01 2021-12-31"),
        ("2022-Q1", "2022-01-01 2022-03-31"),
        ("2022-Q2", "2022-04-01 2022-06-30"),
        ("2022-Q4", "2022-10-01 2022-12-31"),
        ("2022-spring", "2022-01-01 2022-03-31"),
        ("2022-summer", "2022-04-01 2022-08-31"),
        ("2022-autumn", "2022-09-01 2022-12-31"),
        ("2022", "2022-01-01 2022-12-31"),
        ("academic 2021/22", "2021-09-01 2022-08-31"),
        ("financial 2021/22", "2021-04-01 2022-03-31"),
        ("financial 2023/24", "2023-04-01 2024-03-31"),
        ("academic 1999/00", "1999-09-01 2000-08-31"),
        (" 2022-06 ", "2022-06-01 2022-06-30"),
    ],
)
def test_a_period_is_read_as_params_files_write_it(text, expected):
    assert Period.parse(text) == period(expected)


@pytest.mark.parametrize(
    ("days", "label"),
    [
        ("2022-06-01 2022-06-30", "June 2022"),
        ("2022-06-01 2022-06-22", "1 to 22 June 2022"),
        ("2021-06-01 2021-06-22", "1 to 22 June 2021"),
        ("2022-06-01 2022-06-01", "1 June 2022"),
        ("2022-06-10 2022-06-22", "10 to 22 June 2022"),
        ("2022-06-10 2022-06-30", "10 to 30 June 2022"),
        ("2024-02-01 2024-02-29", "February 2024"),
        ("2024-02-01 2024-02-28", "1 to 28 February 2024"),
        ("2022-05-01 2022-06-30", "May and June 2022"),
        ("2022-05-01 2022-06-22", "1 May to 22 June 2022"),
        ("2021-12-01 2022-01-31", "December 2021 and January 2022"),
        ("2022-04-01 2022-06-30", "April to June 2022"),
        ("2022-01-01 2022-06-22", "1 January to 22 June 2022"),
        ("2022-04-04 2022-06-22", "4 April to 22 June 2022"),
        ("2020-09-01 2022-05-31", "September 2020 to May 2022"),
        ("2021-06-23 2022-06-22", "23 June 2021 to 22 June 2022"),
        ("2021-12-25 2022-01-05", "25 December 2021 to 5 January 2022"),
        ("2022-01-01 2022-12-31", "2022"),
        ("2020-01-01 2021-12-31", "January 2020 to December 2021"),
        ("2021-09-01 2022-08-31", "September 2021 to August 2022"),
        ("2021-04-01 2022-03-31", "April 2021 to March 2022"),
    ],
)
def test_a_period_is_called_as_a_resident_would_call_it(days, label):
    assert period(days).label == label


@pytest.mark.parametrize(
    ("this", "before"),
    [
        ("2022-06-01 2022-06-30", "2021-06-01 2021-06-30"),
        ("2022-06-01 2022-06-22", "2021-06-01 2021-06-22"),  # June clipped at 22 June
        ("2022-01-01 2022-06-22", "2021-01-01 2021-06-22"),  # the year to date
        ("2021-06-23 2022-06-22", "2020-06-23 2021-06-22"),  # the rolling 12 months
        ("2022-05-01 2022-06-30", "2021-05-01 2021-06-30"),
        ("2021-12-01 2022-01-31", "2020-12-01 2021-01-31"),
        ("2022-01-01 2022-12-31", "2021-01-01 2021-12-31"),
        ("2021-09-01 2022-08-31", "2020-09-01 2021-08-31"),
        ("2024-02-01 2024-02-29", "2023-02-01 2023-02-28"),  # whole months stay whole, shorter …
        ("2025-02-01 2025-02-28", "2024-02-01 2024-02-29"),  # … or longer
        ("2024-03-01 2025-02-28", "2023-03-01 2024-02-29"),
        ("2024-02-01 2024-02-28", "2023-02-01 2023-02-28"),  # February clipped the day before its last
        ("2025-02-01 2025-02-27", "2024-02-01 2024-02-27"),
        ("2024-02-29 2024-02-29", "2023-02-28 2023-02-28"),
        ("2025-02-28 2025-02-28", "2024-02-28 2024-02-28"),  # one day stays one day
        ("2025-02-15 2025-02-28", "2024-02-15 2024-02-28"),
        ("2024-03-01 2024-03-31", "2023-03-01 2023-03-31"),
        ("2022-04-04 2022-06-30", "2021-04-04 2021-06-30"),
    ],
)
def test_the_year_before_is_the_same_days_and_whole_months_stay_whole(this, before):
    assert period(this).previous_year() == period(before)


@pytest.mark.parametrize(
    ("as_at", "expected"),
    [
        (date(2022, 6, 22), "2022-05-01 2022-06-22"),
        (date(2022, 6, 29), "2022-05-01 2022-06-29"),
        (date(2022, 6, 30), "2022-05-01 2022-06-30"),
        (date(2022, 7, 1), "2022-05-01 2022-06-30"),
        (date(2022, 5, 1), "2022-05-01 2022-05-01"),
    ],
)
def test_a_period_that_is_not_over_is_clipped_to_the_day_of_the_extract(as_at, expected):
    assert Period.parse("2022-05..2022-06").clipped_to(as_at) == period(expected)


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        ("2022-06-01 2022-06-30", ["June 2022"]),
        ("2022-05-01 2022-06-22", ["May 2022", "1 to 22 June 2022"]),
        ("2022-04-04 2022-06-30", ["4 to 30 April 2022", "May 2022", "June 2022"]),
        ("2021-12-15 2022-01-15", ["15 to 31 December 2021", "1 to 15 January 2022"]),
        ("2022-06-22 2022-06-22", ["22 June 2022"]),
    ],
)
def test_the_months_of_a_period_are_cut_to_its_days(days, labels):
    assert [month.label for month in period(days).months()] == labels


@pytest.mark.parametrize(
    ("days", "whole_months", "calendar_year"),
    [
        ("2022-01-01 2022-12-31", True, True),
        ("2020-01-01 2021-12-31", True, False),
        ("2021-09-01 2022-08-31", True, False),
        ("2024-02-01 2024-02-29", True, False),
        ("2024-02-01 2024-02-28", False, False),
        ("2022-01-02 2022-12-31", False, False),
        ("2022-01-01 2022-12-30", False, False),
    ],
)
def test_a_period_knows_whether_it_is_whole(days, whole_months, calendar_year):
    assert (period(days).is_whole_months(), period(days).is_calendar_year()) == (whole_months, calendar_year)


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("2022-06-01 2022-06-30", True),
        ("2022-06-02 2022-06-29", True),
        ("2022-05-31 2022-06-30", False),
        ("2022-06-01 2022-07-01", False),
        ("2022-07-01 2022-07-31", False),
    ],
)
def test_a_period_contains_another_when_it_has_each_of_its_days(inner, expected):
    assert Period.parse("2022-06").contains(period(inner)) is expected


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2022, 6, 22), date(2021, 6, 22)),
        (date(2024, 2, 29), date(2023, 2, 28)),
        (date(2025, 2, 28), date(2024, 2, 28)),
        (date(2022, 1, 1), date(2021, 1, 1)),
    ],
)
def test_a_year_before_a_leap_day_is_the_28th(day, before):
    assert a_year_before(day) == before


@pytest.mark.parametrize(("year", "last"), [(2022, 28), (2024, 29), (1900, 28), (2000, 29)])
def test_february_is_as_long_as_the_calendar_says(year, last):
    assert last_day_of_month(year, 2) == date(year, 2, last)


def test_dates_and_months_are_written_in_english_with_or_without_the_year():
    day = date(2022, 6, 2)
    assert (in_words(day), in_words(day, year=False)) == ("2 June 2022", "2 June")
    assert (month_in_words(day), month_in_words(day, year=False)) == ("June 2022", "June")


# Something is wrong


@pytest.mark.parametrize(
    "text",
    [
        "", "June 2022", "2022-6", "22-06", "2022-06-01", "2022-Q5", "2022-Q0", "2022-q1", "2022-winter", "2021/22",
        "academic 2022", "school 2021/22", "2022-05..", "..2022-06", "2022-04..2022-05..2022-06", "2022-05-2022-06",
    ],
)  # fmt: skip
def test_what_is_not_a_period_is_refused_with_the_forms_that_are(text):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is looked at below
        Period.parse(text)
    assert str(caught.value).endswith(f"is not a period; write {PERIOD_FORMS}")


@pytest.mark.parametrize("text", ["2022-13", "2022-00", "0000-01", "2022-05..2022-13"])
def test_a_month_that_does_not_exist_is_refused(text):
    with pytest.raises(ValueError, match=r"month|year"):
        Period.parse(text)


@pytest.mark.parametrize("text", ["academic 2021/23", "financial 2021/21", "financial 1999/01"])
def test_two_years_that_do_not_follow_each_other_are_refused(text):
    with pytest.raises(ValueError, match="does not name two years that follow each other"):
        Period.parse(text)


@pytest.mark.parametrize("text", ["2022-06..2022-05", "2022..2021"])
def test_a_period_that_ends_before_it_starts_is_refused(text):
    with pytest.raises(ValueError, match="a period ends on or after the day it starts"):
        Period.parse(text)


def test_a_period_that_has_not_begun_cannot_be_clipped():
    with pytest.raises(ValueError, match="2022-06-01 to 2022-05-31"):
        Period.parse("2022-06").clipped_to(date(2022, 5, 31))


# Properties


@given(PERIODS)
def test_the_months_of_a_period_tile_it_without_gap_or_overlap(whole):
    months = list(whole.months())
    assert (months[0].start, months[-1].end) == (whole.start, whole.end)
    assert all(later.start - earlier.end == timedelta(days=1) for earlier, later in pairwise(months))
    assert all((month.start.year, month.start.month) == (month.end.year, month.end.month) for month in months)


@given(WHOLE_MONTHS)
def test_the_year_before_whole_months_is_whole_months_of_the_same_names(whole):
    before = whole.previous_year()
    assert before.is_whole_months()
    assert [month.start.month for month in before.months()] == [month.start.month for month in whole.months()]


@given(PERIODS)
def test_the_year_before_is_a_year_earlier_and_about_as_long(this):
    before = this.previous_year()
    assert (before.start.year, before.end.year) == (this.start.year - 1, this.end.year - 1)
    assert abs((before.end - before.start) - (this.end - this.start)) <= timedelta(days=1)


@given(PERIODS)
def test_a_period_of_up_to_a_year_does_not_overlap_the_year_before(this):
    if this.end < a_year_before(this.start).replace(year=this.start.year + 1):
        assert this.previous_year().end < this.start


@given(PERIODS, PERIODS)
def test_different_periods_have_different_labels_and_none_is_empty(one, other):
    assert one.label.strip()
    assert (one.label == other.label) == (one == other)


@given(WHOLE_MONTHS, st.integers(0, 400))
def test_a_clipped_period_is_a_part_of_it_and_so_is_its_year_before(whole, days):
    as_at = whole.start + timedelta(days=days)
    clipped = whole.clipped_to(as_at)
    assert clipped.end == min(as_at, whole.end)
    assert whole.contains(clipped)
    assert whole.previous_year().contains(clipped.previous_year())


@given(PERIODS)
def test_a_period_contains_itself_and_its_months(whole):
    assert whole.contains(whole)
    assert all(whole.contains(month) for month in whole.months())
