"""Days and moments as they are written: every form that is read, and every one that must not be."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_analysis.core.working_time import to_london
from send_analysis.datasets.dates import read_days, read_moments

MONTHS = "January February March April May June July August September October November December".split()

days = st.dates(date(1000, 1, 1))
moments = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1))


def day(text: str) -> date | None:
    read = read_days(pa.array([text])).astype("datetime64[D]")[0]
    return None if np.isnat(read) else read.item()


def moment(text: str) -> str | None:
    read = read_moments(pa.array([text]))[0]
    return None if read is pd.NaT else read.isoformat()


def day_forms(value: date) -> list[str]:
    year, name = f"{value.year:04d}", MONTHS[value.month - 1]
    return [
        value.isoformat(),
        f"{value.day:02d}/{value.month:02d}/{year}",
        f"{value.day}/{value.month}/{year}",
        f"{value.day:02d}-{value.month:02d}-{year}",
        f"{value.day} {name} {year}",
        f"{value.day:02d} {name[:3]} {year}",
        f"{value.day}-{name[:3].upper()}-{year}",
    ]


# Days


@settings(deadline=None, max_examples=50)
@given(days, st.sampled_from(["", " 00:00", "T00:00:00", " 00:00:00.000", " 0:00"]))
def test_every_form_of_a_day_is_read(value, midnight):
    assert [day(form + midnight) for form in day_forms(value)] == [value] * 7


@settings(deadline=None, max_examples=50)
@given(st.lists(days, max_size=20))
def test_a_column_of_mixed_forms_is_read_row_by_row(values):
    texts = [day_forms(value)[place % 7] for place, value in enumerate(values)]
    assert read_days(pa.array(texts, pa.string())).astype("datetime64[D]").tolist() == values


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2022", "29/02/2023", "2022-02-30", "2022-13-01", "2022-00-10", "00/06/2022", "31 June 2022", "32/01/2022",
    ],
)  # fmt: skip
def test_a_day_that_does_not_exist_is_not_read(text):
    assert day(text) is None


def test_29_february_exists_in_a_leap_year():
    assert day("29/02/2024") == date(2024, 2, 29)


@pytest.mark.parametrize("text", ["06/22/2022", "June 22, 2022", "06-22-2022"])
def test_the_american_order_is_never_read(text):
    assert day(text) is None


def test_the_day_comes_before_the_month():
    assert day("03/04/2022") == date(2022, 4, 3)


@pytest.mark.parametrize("text", ["22/06/22", "22-Jun-22", "22 June 22", "22-06-22"])
def test_a_two_digit_year_is_not_read(text):
    assert day(text) is None


@pytest.mark.parametrize("text", ["2022-06-22 14:30", "22/06/2022 23:00:00", "2022-06-22T00:00:01", "2022-06-22 24:00"])
def test_a_time_of_day_makes_a_day_unreadable(text):
    assert day(text) is None


def test_a_time_in_utc_counts_as_what_it_is_in_london():
    # An export in UTC of midnights in London: in summer they lie on the evening before.
    assert day("2022-06-21T23:00:00Z") == date(2022, 6, 22)
    assert day("2022-06-22T00:00:00Z") is None
    assert day("2022-01-22T00:00:00Z") == date(2022, 1, 22)
    assert day("2022-06-22T00:00:00+01:00") == date(2022, 6, 22)


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "44734", "2022", "22 Junk 2022", "22 Ju 2022", "2022/06/22 x", "٢٢/٠٦/٢٠٢٢", "1e9", "-1-1-2022"],
)
def test_anything_else_is_not_read(text):
    assert day(text) is None


@settings(deadline=None, max_examples=50)
@given(st.lists(st.text(max_size=20), max_size=10))
def test_no_text_breaks_the_reader(texts):
    assert len(read_days(pa.array(texts, pa.string()))) == len(read_moments(pa.array(texts, pa.string()))) == len(texts)


# Moments


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-06-22 14:30", "2022-06-22T14:30:00+01:00"),
        ("2022-06-22T14:30:59", "2022-06-22T14:30:59+01:00"),
        ("2022-01-22 14:30", "2022-01-22T14:30:00+00:00"),
        ("22/06/2022 9:05", "2022-06-22T09:05:00+01:00"),
        ("22 June 2022 14:30", "2022-06-22T14:30:00+01:00"),
        ("2022-06-22 14:30:15.123456789", "2022-06-22T14:30:15.123456+01:00"),
        ("2022-06-22 14:30:15.5", "2022-06-22T14:30:15.500000+01:00"),
        ("2022-06-22T13:30:00Z", "2022-06-22T14:30:00+01:00"),
        ("2022-06-22T13:30Z", "2022-06-22T14:30:00+01:00"),
        ("2022-06-22 09:30 -0500", "2022-06-22T15:30:00+01:00"),
        ("22/06/2022 19:00:00+05:30", "2022-06-22T14:30:00+01:00"),
    ],
)
def test_a_moment_is_london_wall_time_unless_it_says_otherwise(text, expected):
    assert moment(text) == expected


def test_the_clocks_hour_that_comes_twice_is_the_first_pass_unless_the_text_says_which():
    assert moment("2022-10-30 01:30") == "2022-10-30T01:30:00+01:00"
    assert moment("2022-10-30T00:30Z") == "2022-10-30T01:30:00+01:00"
    assert moment("2022-10-30T01:30Z") == "2022-10-30T01:30:00+00:00"


@pytest.mark.parametrize(
    "text",
    [
        "2022-06-22", "22/06/2022", "2022-06-22 14", "2022-06-22 25:00", "2022-06-22 14:60", "2022-06-22 14:30:60",
        "31/06/2022 10:00", "06/22/2022 10:00", "22/06/22 10:00", "2022-06-22 2:30pm", "10:00", "",
    ],
)  # fmt: skip
def test_what_is_no_moment_is_not_read(text):
    assert moment(text) is None


@settings(deadline=None, max_examples=50)
@given(st.lists(moments, max_size=10))
def test_wall_times_are_read_as_the_core_reads_them(values):
    texts = [value.isoformat(" ", "minutes") for value in values]
    walls = pd.Series(pd.DatetimeIndex([value.replace(second=0, microsecond=0) for value in values]), dtype="datetime64[us]")
    pd.testing.assert_series_equal(read_moments(pa.array(texts, pa.string())), to_london(walls))


@settings(deadline=None, max_examples=50)
@given(st.lists(moments, min_size=1, max_size=10))
def test_the_exact_form_is_read_as_every_other_form(values):
    exact = [value.isoformat(" ", "seconds") for value in values]
    # One text in another form, and all are read the long way.
    long_way = read_moments(pa.array([*exact, "22/06/2022 10:00"]))
    pd.testing.assert_series_equal(read_moments(pa.array(exact)), long_way.iloc[:-1])


@settings(deadline=None, max_examples=50)
@given(moments, st.integers(-14 * 60, 14 * 60))
def test_a_moment_with_its_distance_from_utc_is_that_instant(value, minutes_ahead):
    sign, (hours, minutes) = "-" if minutes_ahead < 0 else "+", divmod(abs(minutes_ahead), 60)
    text = f"{value.isoformat(' ', 'microseconds')}{sign}{hours:02d}:{minutes:02d}"
    expected = value.replace(tzinfo=UTC) - timedelta(minutes=minutes_ahead)
    assert read_moments(pa.array([text]))[0].to_pydatetime() == expected


@pytest.mark.parametrize("text", ["0000-01-01 00:00", "0001-01-01 00:00Z", "9999-12-31 23:59", "9999-12-31 23:59-05:00"])
def test_the_ends_of_the_calendar_do_not_break_the_reader(text):
    assert len(read_moments(pa.array([text, "x"]))) == 2
    assert len(read_days(pa.array([text, "x"]))) == 2
