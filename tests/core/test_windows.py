"""The periods that a release computes its measures for."""

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_analysis.core.errors import ParamsError
from send_analysis.core.period import Period
from send_analysis.core.windows import MONTHS_SHOWN, PreviousYear, Windows, YearKind

JUNE_2022 = Windows(Period.parse("2022-05..2022-06"), date(2022, 6, 22))


def windows(
    reported: str, as_at: str, year: YearKind = "calendar", previous: PreviousYear = "same_period", **named: str
) -> Windows:
    return Windows(
        Period.parse(reported),
        date.fromisoformat(as_at),
        year,
        previous,
        {name: period(days) for name, days in named.items()},
    )


def period(days: str) -> Period:
    start, end = days.split()
    return Period(date.fromisoformat(start), date.fromisoformat(end))


# The release of June 2022


def test_the_reported_period_is_clipped_to_the_day_of_the_extract():
    assert JUNE_2022.period.label == "1 May to 22 June 2022"
    assert windows("2022-06", "2022-06-22").period.label == "1 to 22 June 2022"


def test_pya_of_a_clipped_period_is_clipped_to_the_same_day():
    june = windows("2022-06", "2022-06-22")
    assert june.previous_year(june.period).label == "1 to 22 June 2021"


def test_the_year_to_date_and_its_pya_end_on_the_same_day_of_the_year():
    assert JUNE_2022.year_to_date.label == "1 January to 22 June 2022"
    assert JUNE_2022.previous_year(JUNE_2022.year_to_date).label == "1 January to 22 June 2021"
    assert [month.label for month in JUNE_2022.year_to_date.months()] == [
        "January 2022", "February 2022", "March 2022", "April 2022", "May 2022", "1 to 22 June 2022",
    ]  # fmt: skip


def test_the_rolling_12_months_and_their_pya_meet():
    assert JUNE_2022.rolling_12_months.label == "23 June 2021 to 22 June 2022"
    assert JUNE_2022.previous_year(JUNE_2022.rolling_12_months).label == "23 June 2020 to 22 June 2021"


def test_twelve_months_are_shown_and_the_last_is_clipped():
    assert [month.label for month in JUNE_2022.months] == [
        "July 2021", "August 2021", "September 2021", "October 2021", "November 2021", "December 2021",
        "January 2022", "February 2022", "March 2022", "April 2022", "May 2022", "1 to 22 June 2022",
    ]  # fmt: skip


def test_last_year_is_the_calendar_year_before():
    assert JUNE_2022.last_year.label == "2021"
    assert JUNE_2022.previous_year(JUNE_2022.last_year).label == "2020"


def test_an_extract_of_another_day_has_its_own_windows():
    contacts = JUNE_2022.taken_at(date(2022, 5, 31), {"all": period("2020-09-01 2022-05-31")})
    assert contacts.period.label == "May 2022"
    assert contacts.year_to_date.label == "January to May 2022"
    assert contacts.months[-1].label == "May 2022"
    assert contacts.rolling_12_months.label == "June 2021 to May 2022"
    assert contacts.named_window("all").label == "September 2020 to May 2022"


def test_an_extract_taken_later_does_not_reach_beyond_the_release():
    assert JUNE_2022.taken_at(date(2022, 9, 1), {}) == JUNE_2022


def test_the_april_edition_can_be_made_after_its_period_has_ended():
    april = windows("2022-03..2022-04", "2022-06-22")
    assert april.period.label == "March and April 2022"
    assert april.year_to_date.label == "January to April 2022"
    assert april.months[-1].label == "April 2022"


# Other years


@pytest.mark.parametrize(
    ("year", "reported", "as_at", "to_date", "last_year"),
    [
        ("calendar", "2022-06", "2022-06-22", "2022-01-01 2022-06-22", "2021-01-01 2021-12-31"),
        ("calendar", "2022-01", "2022-02-10", "2022-01-01 2022-01-31", "2021-01-01 2021-12-31"),
        ("calendar", "2021-12..2022-01", "2022-02-10", "2022-01-01 2022-01-31", "2021-01-01 2021-12-31"),
        ("calendar", "2021", "2022-06-22", "2021-01-01 2021-12-31", "2020-01-01 2020-12-31"),
        ("academic", "2022-06", "2022-06-22", "2021-09-01 2022-06-22", "2020-09-01 2021-08-31"),
        ("academic", "2022-08", "2022-09-30", "2021-09-01 2022-08-31", "2020-09-01 2021-08-31"),
        ("academic", "2022-09", "2022-10-01", "2022-09-01 2022-09-30", "2021-09-01 2022-08-31"),
        ("academic", "academic 2021/22", "2022-06-22", "2021-09-01 2022-06-22", "2020-09-01 2021-08-31"),
        ("financial", "2022-06", "2022-06-22", "2022-04-01 2022-06-22", "2021-04-01 2022-03-31"),
        ("financial", "2024-02", "2024-02-29", "2023-04-01 2024-02-29", "2022-04-01 2023-03-31"),
        ("financial", "2022-03", "2022-04-15", "2021-04-01 2022-03-31", "2020-04-01 2021-03-31"),
    ],
)
def test_the_reporting_year_is_the_authoritys_choice(year, reported, as_at, to_date, last_year):
    found = windows(reported, as_at, year)
    assert (found.year_to_date, found.last_year) == (period(to_date), period(last_year))


@pytest.mark.parametrize(
    ("reported", "as_at", "expected"),
    [
        ("2022-05", "2022-06-22", "2021-06-01 2022-05-31"),
        ("2021-02", "2021-03-15", "2020-03-01 2021-02-28"),  # the February before had 29 days
        ("2024-02", "2024-03-15", "2023-03-01 2024-02-29"),
        ("2024-02", "2024-02-28", "2023-03-01 2024-02-28"),
        ("2025-02", "2025-02-27", "2024-02-28 2025-02-27"),
        ("2022", "2023-01-31", "2022-01-01 2022-12-31"),
    ],
)
def test_the_rolling_12_months_of_whole_months_are_whole_months(reported, as_at, expected):
    assert windows(reported, as_at).rolling_12_months == period(expected)


@pytest.mark.parametrize(
    ("year", "asked", "outturn"),
    [
        ("calendar", "2022-06-01 2022-06-22", "2021-01-01 2021-12-31"),
        ("calendar", "2022-01-01 2022-06-22", "2021-01-01 2021-12-31"),
        ("calendar", "2021-07-01 2021-07-31", "2020-01-01 2020-12-31"),
        ("calendar", "2021-06-23 2022-06-22", "2021-01-01 2021-12-31"),
        ("calendar", "2021-01-01 2021-12-31", "2020-01-01 2020-12-31"),
        ("academic", "2022-06-01 2022-06-22", "2020-09-01 2021-08-31"),
        ("academic", "2021-09-01 2022-08-31", "2020-09-01 2021-08-31"),
        ("financial", "2022-06-01 2022-06-22", "2021-04-01 2022-03-31"),
        ("financial", "2022-03-01 2022-03-31", "2020-04-01 2021-03-31"),
    ],
)
def test_pya_may_be_the_outturn_of_last_year(year, asked, outturn):
    assert windows("2022-06", "2022-06-22", year, "outturn").previous_year(period(asked)) == period(outturn)


# Windows with a name


def test_a_named_window_is_clipped_to_the_day_of_the_extract():
    found = windows("2022-05..2022-06", "2022-06-22", audits="2022-04-04 2022-06-30", contacts="2020-09-01 2022-05-31")
    assert found.named_window("audits").label == "4 April to 22 June 2022"
    assert found.named_window("contacts").label == "September 2020 to May 2022"


def test_a_named_window_that_has_not_begun_stays_whole():
    assert windows("2022-05", "2022-06-22", later="2022-07-01 2022-07-31").named_window("later").label == "July 2022"


def test_an_unknown_name_is_refused():
    with pytest.raises(KeyError, match="audit"):
        windows("2022-06", "2022-06-22", audits="2022-04-04 2022-06-30").named_window("audit")


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("period", "1 May to 22 June 2022"),
        ("year_to_date", "1 January to 22 June 2022"),
        ("last_year", "2021"),
        ("rolling_12_months", "23 June 2021 to 22 June 2022"),
        ("month", "1 to 22 June 2022"),
        ("month_before", "May 2022"),
        ("as_at", "22 June 2022"),
        ("audits", "4 April to 22 June 2022"),
    ],
)
def test_a_window_is_found_by_its_name(name, label):
    found = windows("2022-05..2022-06", "2022-06-22", audits="2022-04-04 2022-06-30")
    assert found.by_name(name).label == label


def test_a_name_of_no_window_is_refused_with_the_names_that_there_are():
    found = windows("2022-05..2022-06", "2022-06-22", audits="2022-04-04 2022-06-30")
    with pytest.raises(ParamsError, match=r"there is no window audit; there are period, year_to_date, .*, as_at, audits"):
        found.by_name("audit")


# What is computed


def test_every_window_and_its_pya_are_computed_and_the_most_important_come_first():
    found = windows("2022-05..2022-06", "2022-06-22", audits="2022-04-04 2022-06-30")
    assert [each.label for each in found.standard[:10]] == [
        "1 January to 22 June 2022", "1 January to 22 June 2021", "2021", "2020", "1 May to 22 June 2022",
        "1 May to 22 June 2021", "23 June 2021 to 22 June 2022", "23 June 2020 to 22 June 2021",
        "4 April to 22 June 2022", "4 April to 22 June 2021",
    ]  # fmt: skip
    assert set(found.months) <= set(found.standard)
    assert {found.previous_year(month) for month in found.months} <= set(found.standard)


def test_a_named_window_is_computed_for_the_days_it_is_asked_for():
    found = windows("2022-05..2022-06", "2022-06-22", audits="2022-04-04 2022-06-30")
    assert found.named_window("audits") in found.standard
    assert found.named["audits"] not in found.standard


def test_a_period_that_had_not_begun_is_whole_and_the_rest_ends_with_the_extract():
    found = windows("2022-06", "2022-05-31")
    assert found.period.label == "June 2022"
    assert found.year_to_date.label == "January to May 2022"


# Properties

REPORTED = st.builds(Period.of_months, st.integers(2000, 2040), st.integers(1, 12), st.integers(1, 14))
WINDOWS = st.builds(
    lambda reported, days, year, previous: Windows(reported, reported.start + timedelta(days=days), year, previous),
    REPORTED,
    st.integers(0, 500),
    st.sampled_from(get_args(YearKind)),
    st.sampled_from(get_args(PreviousYear)),
)


@given(WINDOWS)
def test_no_window_is_computed_twice(found):
    assert len(set(found.standard)) == len(found.standard)


@given(WINDOWS)
def test_no_window_ends_after_the_day_of_the_extract_or_of_the_period(found):
    assert all(each.end <= min(found.as_at, found.reported.end) for each in found.standard)


@given(WINDOWS)
def test_the_months_shown_are_twelve_and_tile_up_to_the_last_day(found):
    assert len(found.months) == MONTHS_SHOWN
    assert found.months[-1].end == found.period.end
    assert list(Period(found.months[0].start, found.months[-1].end).months()) == list(found.months)


@given(WINDOWS)
def test_the_year_to_date_follows_last_year_and_is_no_longer_than_a_year(found):
    assert found.year_to_date.start - found.last_year.end == timedelta(days=1)
    assert found.year_to_date.end - found.year_to_date.start < timedelta(days=366)


@given(WINDOWS)
def test_the_rolling_12_months_are_a_year_and_meet_the_year_before(found):
    rolling = found.rolling_12_months
    assert (rolling.end - rolling.start).days + 1 in (365, 366)
    assert rolling.start - rolling.previous_year().end == timedelta(days=1)
    assert rolling.is_whole_months() == ((rolling.end + timedelta(days=1)).day == 1)


@given(WINDOWS)
def test_every_pya_ends_before_its_window_does(found):
    assert all(found.previous_year(each).end < each.end for each in found.standard)
