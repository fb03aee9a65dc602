"""The hours between a contact and its answer, by each of the three clocks."""

from datetime import UTC, date, datetime, time, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_series_equal

from send_analysis.core.working_time import Clock, OfficeHours, end_of_day, hours_between, london_walls, to_london

CLOCKS = get_args(Clock)
WORKING_DAYS = "elapsed_without_weekends_and_bank_holidays"
LONDON = ZoneInfo("Europe/London")

#: Bank holidays in England on weekdays, as gov.uk listed them year by year: written here, not taken from a package.
BANK_HOLIDAYS = {
    2019: ["1 Jan", "19 Apr", "22 Apr", "6 May", "27 May", "26 Aug", "25 Dec", "26 Dec"],
    2020: ["1 Jan", "10 Apr", "13 Apr", "8 May", "25 May", "31 Aug", "25 Dec", "28 Dec"],
    2021: ["1 Jan", "2 Apr", "5 Apr", "3 May", "31 May", "30 Aug", "27 Dec", "28 Dec"],
    2022: ["3 Jan", "15 Apr", "18 Apr", "2 May", "2 Jun", "3 Jun", "29 Aug", "19 Sep", "26 Dec", "27 Dec"],
    2023: ["2 Jan", "7 Apr", "10 Apr", "1 May", "8 May", "29 May", "28 Aug", "25 Dec", "26 Dec"],
}
NOT_WORKED = {datetime.strptime(f"{day} {year}", "%d %b %Y").date() for year, days in BANK_HOLIDAYS.items() for day in days}


def moments(*walls: str | datetime | None) -> pd.Series:
    """Wall times in London as a column of moments."""
    return to_london(pd.Series(pd.to_datetime(list(walls)), dtype="datetime64[us]"))


def utc_moments(*times: datetime) -> pd.Series:
    return pd.Series(pd.DatetimeIndex(times)).dt.as_unit("us").dt.tz_convert("Europe/London")


def hours(received: str | None, responded: str | None, clock: Clock, office_hours: OfficeHours | None = None) -> float:
    return hours_between(moments(received), moments(responded), clock, office_hours or OfficeHours()).item()


# It works


@pytest.mark.parametrize(
    ("received", "responded", "expected"),
    [
        ("2022-06-14 09:00", "2022-06-16 09:00", 48),  # exactly on the edge of a band
        ("2022-06-14 09:00", "2022-06-14 09:00:36", 0.01),
        ("2022-06-10 16:00", "2022-06-13 10:00", 66),  # a weekend counts
        ("2022-06-01 12:00", "2022-06-06 12:00", 120),  # bank holidays count
        ("2022-03-26 12:00", "2022-03-27 12:00", 23),  # clocks go forward
        ("2022-10-29 12:00", "2022-10-30 12:00", 25),  # clocks go back
        ("2022-03-27 00:59", "2022-03-27 02:01", 2 / 60),
        ("2022-10-30 00:30", "2022-10-30 02:30", 3),
        ("2021-12-31 23:30", "2022-01-01 00:30", 1),
    ],
)
def test_elapsed_hours_are_true_hours(received, responded, expected):
    assert hours(received, responded, "elapsed") == pytest.approx(expected)


@pytest.mark.parametrize(
    ("received", "responded", "expected"),
    [
        ("2022-06-14 09:00", "2022-06-16 09:00", 48),  # Tuesday to Thursday
        ("2022-06-10 16:00", "2022-06-13 10:00", 8 + 10),  # Friday to Monday
        ("2022-06-11 12:00", "2022-06-13 09:00", 9),  # received on a Saturday: the clock starts on Monday
        ("2022-06-11 12:00", "2022-06-12 18:00", 0),  # Saturday to Sunday
        ("2022-06-11 00:00", "2022-06-13 00:00", 0),  # from the last edge of Friday to the first of Monday
        ("2022-06-10 12:00", "2022-06-11 12:00", 12),  # answered on a Saturday: as if at the end of Friday
        ("2022-06-01 12:00", "2022-06-06 12:00", 12 + 12),  # over the Jubilee, 2 and 3 June 2022
        ("2022-06-02 10:00", "2022-06-07 00:00", 24),  # received on the first day of it
        ("2022-06-02 10:00", "2022-06-03 10:00", 0),
        ("2020-12-24 15:00", "2020-12-29 09:00", 9 + 9),  # Boxing Day 2020 on a Saturday, its substitute on Monday 28
        ("2022-12-23 12:00", "2022-12-28 12:00", 12 + 12),  # Christmas 2022 on a Sunday, its substitute on Tuesday 27
        ("2022-01-01 12:00", "2022-01-04 06:00", 6),  # New Year 2022 on a Saturday, its substitute on Monday
        ("2020-05-01 12:00", "2020-05-05 12:00", 48),  # Monday 4 May 2020 was worked …
        ("2020-05-07 12:00", "2020-05-11 12:00", 24),  # … and Friday 8 May 2020 was not
        ("2022-09-16 12:00", "2022-09-20 12:00", 24),  # the State Funeral, Monday 19 September 2022
        ("2020-01-02 00:00", "2020-01-03 00:00", 24),  # 2 January is a bank holiday of Scotland
        ("2022-03-17 00:00", "2022-03-18 00:00", 24),  # Saint Patrick's Day is one of Northern Ireland
        ("2022-03-25 12:00", "2022-03-28 12:00", 24),  # clocks go forward in that weekend
        ("2022-10-28 12:00", "2022-10-31 12:00", 24),  # clocks go back in that weekend
        ("2022-10-30 00:30", "2022-10-30 03:00", 0),
    ],
)
def test_weekends_and_bank_holidays_of_england_do_not_count(received, responded, expected):
    assert hours(received, responded, WORKING_DAYS) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("received", "responded", "expected"),
    [
        ("2022-06-13 09:00", "2022-06-13 17:00", 8),  # exactly on both edges
        ("2022-06-13 09:00", "2022-06-14 09:00", 8),
        ("2022-06-13 17:00", "2022-06-14 09:00", 0),  # a night
        ("2022-06-13 09:00", "2022-06-15 17:00", 24),  # 24 office hours are three working days
        ("2022-06-10 16:00", "2022-06-13 10:00", 1 + 1),  # Friday to Monday
        ("2022-06-10 18:00", "2022-06-13 09:30", 0.5),  # received out of hours: the clock starts at the next opening
        ("2022-06-13 07:00", "2022-06-13 09:30", 0.5),
        ("2022-06-13 07:00", "2022-06-13 08:00", 0),
        ("2022-06-13 12:00", "2022-06-13 22:00", 5),  # answered out of hours: as if at closing
        ("2022-06-12 12:00", "2022-06-13 22:00", 8),
        ("2022-06-01 16:30", "2022-06-06 09:30", 0.5 + 0.5),  # over the Jubilee
        ("2020-12-24 16:00", "2020-12-29 10:00", 1 + 1),  # over Christmas
        ("2022-06-13 12:00:00", "2022-06-13 12:00:36", 0.01),
        ("2022-10-28 16:00", "2022-10-31 10:00", 1 + 1),
    ],
)
def test_office_hours_are_nine_to_five_on_working_days(received, responded, expected):
    assert hours(received, responded, "office_hours") == pytest.approx(expected)


@pytest.mark.parametrize(
    ("opens", "closes", "expected"),
    [
        (time(8, 30), time(16), 7.5),
        (time(0), time(23, 59, 59), 24 - 1 / 3600),
        (time(12), time(12, 0, 0, 1), 1 / 3_600_000_000),
    ],
)
def test_an_authority_may_have_other_office_hours(opens, closes, expected):
    assert hours("2022-06-13", "2022-06-14", "office_hours", OfficeHours(opens, closes)) == pytest.approx(expected)


def test_every_bank_holiday_of_five_years_is_known_and_no_other_weekday():
    days = pd.Series(pd.date_range("2019-01-01", "2023-12-31"))
    counted = hours_between(to_london(days), to_london(days + pd.Timedelta(days=1)), WORKING_DAYS)
    works = [day.weekday() < 5 and day.date() not in NOT_WORKED for day in days]
    assert counted.tolist() == [24.0 if work else 0.0 for work in works]


@pytest.mark.parametrize("clock", CLOCKS)
def test_the_hours_stand_in_the_order_and_under_the_index_of_the_contacts(clock):
    received = moments("2022-06-14 12:00", "2022-06-14 10:00", "2022-06-14 09:00").set_axis([7, 3, 5])
    responded = moments("2022-06-14 13:00", "2022-06-14 12:00", "2022-06-14 12:00").set_axis([7, 3, 5])
    assert_series_equal(hours_between(received, responded, clock), pd.Series([1.0, 2.0, 3.0], index=[7, 3, 5]))


@pytest.mark.parametrize("clock", CLOCKS)
def test_moments_may_be_written_in_another_time_zone_or_resolution(clock):
    received, responded = moments("2022-06-10 16:00"), moments("2022-06-13 10:00")
    elsewhere = received.dt.tz_convert("America/New_York").dt.as_unit("ns")
    assert (
        hours_between(elsewhere, responded.dt.tz_convert("UTC"), clock).item()
        == hours_between(received, responded, clock).item()
    )


# Something is missing or wrong


@pytest.mark.parametrize("clock", CLOCKS)
def test_an_open_contact_has_no_hours(clock):
    received = moments("2022-06-14 09:00", "2022-06-14 09:00", None, None)
    responded = moments("2022-06-14 10:00", None, "2022-06-14 10:00", None)
    assert_series_equal(hours_between(received, responded, clock), pd.Series([1.0, None, None, None], dtype="float64"))


@pytest.mark.parametrize("clock", CLOCKS)
@pytest.mark.parametrize("rows", [0, 2])
def test_a_column_without_any_moment_gives_a_column_without_hours(clock, rows):
    nothing = moments(*[None] * rows)
    assert_series_equal(hours_between(nothing, nothing, clock), pd.Series([None] * rows, dtype="float64"))


@pytest.mark.parametrize("clock", CLOCKS)
def test_an_answer_before_its_contact_is_negative_and_not_hidden(clock):
    assert hours("2022-06-14 12:00", "2022-06-14 10:00", clock) == -2


@pytest.mark.parametrize("clock", CLOCKS)
def test_a_mistyped_year_neither_stops_the_others_nor_changes_them(clock):
    received = moments("2022-06-14 12:00", "1022-06-14 12:00", "2022-06-14 12:00")
    responded = moments("2022-06-14 14:00", "2022-06-14 12:00", "3022-06-14 12:00")
    assert hours_between(received, responded, clock).iloc[0] == 2


@pytest.mark.parametrize("clock", CLOCKS)
def test_wall_times_are_refused(clock):
    wall = pd.Series(pd.to_datetime(["2022-06-14 12:00"]))
    with pytest.raises(TypeError):
        hours_between(wall, wall, clock)


@pytest.mark.parametrize("clock", CLOCKS)
def test_columns_of_different_rows_are_refused(clock):
    received = moments("2022-06-14 12:00", "2022-06-14 12:00")
    with pytest.raises(ValueError, match="columns of the same rows"):
        hours_between(received, received[::-1], clock)
    with pytest.raises(ValueError, match="columns of the same rows"):
        hours_between(received, received.head(1), clock)


def test_an_unknown_clock_is_refused_with_the_known_ones():
    with pytest.raises(
        ValueError, match=r"'working' is not a clock; the clocks are elapsed, elapsed_without.*, office_hours"
    ):
        hours("2022-06-14", "2022-06-15", "working")  # type: ignore[arg-type]


@pytest.mark.parametrize(("opens", "closes"), [(time(17), time(9)), (time(9), time(9))])
def test_an_office_that_does_not_close_after_it_opens_is_refused(opens, closes):
    with pytest.raises(ValueError, match="closes after it opens"):
        OfficeHours(opens, closes)


# Wall times and the ends of days


@pytest.mark.parametrize(
    ("wall", "utc"),
    [
        ("2022-01-14 12:00", "2022-01-14 12:00"),
        ("2022-06-14 12:00", "2022-06-14 11:00"),
        ("2022-03-27 00:59", "2022-03-27 00:59"),
        ("2022-03-27 01:00", "2022-03-27 01:00"),  # 01:00 to 02:00 does not exist: the moment it would have ended
        ("2022-03-27 01:30", "2022-03-27 01:00"),
        ("2022-03-27 02:00", "2022-03-27 01:00"),
        ("2022-10-30 00:59", "2022-10-29 23:59"),
        ("2022-10-30 01:30", "2022-10-30 00:30"),  # 01:00 to 02:00 comes twice: the first time
        ("2022-10-30 02:00", "2022-10-30 02:00"),
    ],
)
def test_a_wall_time_is_read_in_london(wall, utc):
    assert moments(wall).item() == pd.Timestamp(utc, tz="UTC")


@pytest.mark.parametrize("walls", [[], [None], ["2022-03-27 01:30", None, "2022-10-30 01:30"]])
def test_moments_are_in_microseconds_and_missing_ones_stay_missing(walls):
    read = moments(*walls)
    assert str(read.dtype) == "datetime64[us, Europe/London]"
    assert read.isna().tolist() == [wall is None for wall in walls]


def test_moments_are_not_localised_twice():
    with pytest.raises(TypeError):
        to_london(moments("2022-06-14 12:00"))


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (date(2022, 6, 22), "2022-06-22 23:00"),
        (date(2022, 1, 31), "2022-02-01 00:00"),
        (date(2022, 3, 27), "2022-03-27 23:00"),  # a day of 23 hours
        (date(2022, 10, 30), "2022-10-31 00:00"),  # a day of 25 hours
        (date(2024, 2, 29), "2024-03-01 00:00"),
        (date(2021, 12, 31), "2022-01-01 00:00"),
    ],
)
def test_a_day_ends_at_the_midnight_of_london(day, utc):
    end = end_of_day(day)
    assert end == pd.Timestamp(utc, tz="UTC")
    assert (str(end.tz), end.unit, end.date()) == ("Europe/London", "us", day + timedelta(days=1))


# Properties

QUARTERS_OF_AN_HOUR = st.integers(min_value=0, max_value=4 * 24 * 365 * 5 - 1)
DURATION = st.integers(min_value=0, max_value=4 * 24 * 14)
OFFICES = st.tuples(st.integers(0, 95), st.integers(0, 95)).filter(lambda edges: edges[0] < edges[1])


def quarter(number: int) -> datetime:
    """The n-th quarter of an hour from 2019 on; five years reach to the end of 2023."""
    return datetime(2019, 1, 1, tzinfo=UTC) + number * timedelta(minutes=15)


def time_of_day(number: int) -> time:
    return time(number // 4, number % 4 * 15)


def counts(moment: datetime, clock: Clock, office: OfficeHours) -> bool:
    """Whether the quarter of an hour from a moment on counts: the rule, without any arithmetic."""
    if clock == "elapsed":
        return True
    wall = moment.astimezone(LONDON)
    works = wall.weekday() < 5 and wall.date() not in NOT_WORKED
    return works and (clock == WORKING_DAYS or office.opens <= wall.time() < office.closes)


@settings(max_examples=150, deadline=None)
@given(QUARTERS_OF_AN_HOUR, DURATION, OFFICES, st.sampled_from(CLOCKS))
def test_the_hours_are_those_that_one_finds_by_counting_quarters(start, duration, edges, clock):
    duration = min(duration, 4 * 24 * 365 * 5 - start)
    office = OfficeHours(*map(time_of_day, edges))
    counted = sum(counts(quarter(number), clock, office) for number in range(start, start + duration)) / 4
    found = hours_between(utc_moments(quarter(start)), utc_moments(quarter(start + duration)), clock, office).item()
    assert found == counted


@settings(deadline=None)
@given(st.lists(st.datetimes(datetime(2019, 1, 1), datetime(2023, 12, 31)), min_size=3, max_size=3), st.sampled_from(CLOCKS))
def test_a_later_answer_never_takes_less_time_and_pieces_add_up(walls, clock):
    first, second, third = (moments(wall) for wall in sorted(walls))
    earlier, later = hours_between(first, second, clock).item(), hours_between(first, third, clock).item()
    assert 0 <= earlier <= later
    assert earlier + hours_between(second, third, clock).item() == pytest.approx(later)


@settings(deadline=None)
@given(st.datetimes(datetime(2019, 1, 1), datetime(2023, 12, 1)), st.timedeltas(timedelta(0), timedelta(days=20)))
def test_no_clock_counts_more_than_the_one_that_stops_less_often(received, duration):
    elapsed, working, office = (
        hours_between(moments(received), moments(received + duration), clock).item() for clock in CLOCKS
    )
    assert office <= working
    assert working <= elapsed


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.datetimes(datetime(1990, 1, 1), datetime(2050, 1, 1)), st.booleans()), min_size=1, max_size=8),
    st.sampled_from(CLOCKS),
)
def test_the_hours_of_a_contact_do_not_depend_on_the_other_contacts(rows, clock):
    received = moments(*[wall for wall, _ in rows])
    responded = moments(*[None if is_open else wall + timedelta(days=3) for wall, is_open in rows])
    alone = [hours_between(received[i : i + 1], responded[i : i + 1], clock) for i in range(len(rows))]
    assert_series_equal(hours_between(received, responded, clock), pd.concat(alone))


@settings(deadline=None)
@given(
    st.datetimes(datetime(2022, 3, 26), datetime(2022, 3, 28)), st.datetimes(datetime(2022, 10, 29), datetime(2022, 10, 31))
)
def test_a_later_wall_time_is_never_an_earlier_moment(spring, autumn):
    for wall in (spring, autumn):
        ordered = moments(wall - timedelta(minutes=40), wall, wall + timedelta(minutes=40))
        assert ordered.is_monotonic_increasing


# Many rows are converted by the hour, and come out as one by one


def test_many_wall_times_are_the_moments_that_each_is_by_itself():
    random = np.random.default_rng(1)
    walls = np.datetime64("2019-01-01", "us") + random.integers(0, 5 * 365 * 86_400, 30_000).astype("timedelta64[s]")
    clocks = pd.to_datetime(
        ["2022-03-27 00:59", "2022-03-27 01:30", "2022-03-27 02:00", "2022-10-30 01:30", "2022-10-30 02:00"]
    )
    far = pd.to_datetime(
        ["1066-10-14", "1900-06-01 12:00", "1941-07-01 12:00", "2199-01-01", "9999-12-31 23:59"], format="ISO8601"
    )
    odd = pd.Series([*clocks.as_unit("us"), *far.as_unit("us"), pd.NaT], dtype="datetime64[us]")
    naive = pd.concat([pd.Series(walls), odd.repeat(3)]).sample(frac=1, random_state=1)
    single = pd.concat([to_london(naive.iloc[start : start + 5_000]) for start in range(0, len(naive), 5_000)])
    assert_series_equal(to_london(naive), single)
    shown = pd.concat([london_walls(single.iloc[start : start + 5_000]) for start in range(0, len(naive), 5_000)])
    assert_series_equal(london_walls(single), shown)


@pytest.mark.parametrize("clock", CLOCKS)
def test_hours_of_many_rows_are_those_of_each_by_itself(clock):
    random = np.random.default_rng(2)
    received = to_london(
        pd.Series(np.datetime64("2021-01-01", "us") + random.integers(0, 700 * 1440, 70_000).astype("timedelta64[m]"))
    )
    responded = (received + pd.to_timedelta(random.integers(0, 9 * 1440, 70_000), unit="min")).mask(
        random.random(70_000) < 0.1
    )
    parts = [slice(start, start + 7_000) for start in range(0, 70_000, 7_000)]
    single = pd.concat([hours_between(received.iloc[each], responded.iloc[each], clock) for each in parts])
    assert_series_equal(hours_between(received, responded, clock), single)


def test_many_missing_moments_stay_missing():
    nothing = pd.Series(np.full(20_000, np.datetime64("NaT"), dtype="datetime64[us]"))
    assert to_london(nothing).isna().all()
    assert hours_between(to_london(nothing), to_london(nothing), "office_hours").isna().all()
