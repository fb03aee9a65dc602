"""The names of the rows below a line chart."""

from datetime import date

import pytest

from send_analysis.core.period import Period
from send_analysis.present.layout import Header, period_headers
from send_analysis.present.row_names import name_rows, row_lines
from send_analysis.present.theme import NARROW, WIDE
from tests.present.builders import JUNE_2022

MONTHS = period_headers(JUNE_2022.months)


def lines_of(period: Period, *before: Period) -> list[str]:
    headers = period_headers([period, *before])
    return row_lines(*headers)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period.parse("2022-05"), ["May", "2022"]),
        (Period(date(2022, 6, 1), date(2022, 6, 22)), ["Jun", "2022", "1 to 22"]),
        (Period.parse("2021"), ["2021"]),
        (Period.parse("2022-Q2"), ["April to", "June 2022"]),
    ],
)
def test_a_period_is_named_in_lines(period, expected):
    assert lines_of(period) == expected


def test_the_year_is_not_said_again():
    assert lines_of(Period.parse("2022-05"), Period.parse("2022-04")) == ["May"]


def test_the_year_is_said_when_it_changes():
    assert lines_of(Period.parse("2022-01"), Period.parse("2021-12")) == ["Jan", "2022"]


def test_the_wide_drawing_names_every_month():
    names = name_rows(MONTHS, 470, WIDE)
    assert list(names) == list(range(12))
    assert (names[0], names[6], names[11]) == (["Jul", "2021"], ["Jan", "2022"], ["Jun", "1 to 22"])


def test_the_narrow_drawing_names_as_many_as_there_is_room_for_and_always_the_last():
    names = name_rows(MONTHS, 170, NARROW)
    assert list(names) == [1, 3, 5, 7, 9, 11]
    assert names == {1: ["Aug", "2021"], 3: ["Oct"], 5: ["Dec"], 7: ["Feb", "2022"], 9: ["Apr"], 11: ["Jun", "1 to 22"]}


def test_where_there_is_no_room_at_all_the_last_is_named():
    assert list(name_rows(MONTHS, 1, NARROW)) == [11]


def test_a_single_row_is_named():
    assert name_rows(MONTHS[-1:], 100, WIDE) == {0: ["Jun", "2022", "1 to 22"]}


def test_a_row_that_is_no_period_is_named_by_its_label():
    assert row_lines(Header("Educational psychology")) == ["Educational", "psychology"]
