"""The header's rules, and the reference date that the others go by."""

from datetime import date

import pytest

from send_analysis.sen2.fields import Header
from send_analysis.sen2.rules.header import census_day, header_checks, reference_date
from tests.sen2.returns import SOUND_HEADER

#: The reference dates of the returns, as witan.sen2 lists them.
CENSUS_DAYS = (
    "2015-01-15 2016-01-21 2017-01-19 2018-01-18 2019-01-17 2020-01-16 2021-01-14 2022-01-20 2023-01-19 2024-01-18 2025-01-16 "
    "2026-01-15 2027-01-21"
).split()


def header(**changes: str | None) -> Header:
    return Header({name: text for name, text in {**SOUND_HEADER, **changes}.items() if text is not None}, "1.3")


def found(changed: Header, unknown=(), notes=()) -> list[str]:
    return [check.check for check in header_checks(changed, unknown, notes) if check.result != "PASS"]


@pytest.mark.parametrize("day", CENSUS_DAYS)
def test_the_census_is_on_the_third_thursday_of_january(day):
    assert census_day(int(day[:4])).isoformat() == day


def test_a_sound_header_keeps_every_rule():
    assert found(header()) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"collection": "CIN"}, "SEN2-001"),
        ({"collection": None}, "SEN2-001"),
        ({"authority": "99"}, "SEN2-002"),
        ({"authority": "E06000030"}, "SEN2-002"),
        ({"authority": None}, "SEN2-002"),
        ({"year": None}, "SEN2-003"),
        ({"year": "26"}, "SEN2-003"),
        ({"reference_date": None}, "SEN2-004"),
        ({"reference_date": "2026-01-32"}, "SEN2-004"),
        ({"year": "0000"}, "SEN2-003"),
        ({"year": "2014"}, "SEN2-003"),
        ({"year": "9999"}, "SEN2-003"),
        ({"reference_date": "0001-01-15"}, "SEN2-004"),
        ({"reference_date": "2101-01-20"}, "SEN2-004"),
        ({"reference_date": "2026-01-14"}, "SEN2-005"),
        ({"year": "2025"}, "SEN2-005"),
    ],
)
def test_a_header_that_breaks_a_rule_is_told(changes, code):
    assert found(header(**changes)) == [code]


def test_names_that_mean_nothing_are_told_and_not_read():
    check = next(each for each in header_checks(header(), ("Person/Colour",), ()) if each.check == "SEN2-006")
    assert (check.result, check.rows) == ("WARNING", 1)
    assert check.message.endswith("Not known, and not read: Person/Colour.")


def test_how_the_return_was_read_is_told():
    said = [each.message for each in header_checks(header(), (), ("Read from nine files.",))]
    assert said[-2:] == ["The return is of version 1.3; its reference date is 15 January 2026.", "Read from nine files."]


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        ({}, date(2026, 1, 15)),
        ({"reference_date": "2026-01-14"}, date(2026, 1, 14)),
        ({"reference_date": "2026-Jan-15 00:00:00"}, date(2026, 1, 15)),
        ({"reference_date": None}, date(2026, 1, 15)),
        ({"reference_date": "soon", "year": "2025"}, date(2025, 1, 16)),
        ({"reference_date": None, "year": None}, None),
        ({"reference_date": "0001-01-15"}, date(2026, 1, 15)),
        ({"reference_date": None, "year": "0000"}, None),
        ({"reference_date": "9999-12-31", "year": "0001"}, None),
    ],
)
def test_the_reference_date_is_the_headers_or_else_that_of_its_year(changes, day):
    assert reference_date(header(**changes)) == day
