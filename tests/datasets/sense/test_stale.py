"""An extract that is older than what it is used for is named, in words that may stand on the page."""

import re
from dataclasses import replace
from datetime import date

import pytest

from send_analysis.core.checks import Check
from send_analysis.core.figures import Area
from send_analysis.core.period import Period
from send_analysis.core.windows import Windows
from send_analysis.datasets.dataset import Dataset
from send_analysis.datasets.sense.stale import STALE, as_far_as_known, stale_checks
from tests.datasets.extracts import prepared

REPORTED = Period(date(2022, 5, 1), date(2022, 6, 22))


def appeals(*registered: str, as_at: date = REPORTED.end) -> Dataset:
    """Appeals registered on these days, in an extract as at a day."""
    rows = prepared("appeals", *({"registered_on": day} for day in registered), as_at=as_at).rows
    windows = Windows(Period.of_months(2022, 5, 2), as_at)
    return Dataset("appeals", rows, Area("866", "Swindon"), Period(date(2020, 1, 1), as_at), "made up", windows)


def found(dataset: Dataset) -> list[Check]:
    return [check for check in stale_checks({dataset.name: dataset}, REPORTED) if check.found_something]


def test_an_extract_that_reaches_the_end_with_events_in_the_period_passes():
    checks = stale_checks({"appeals": appeals("2022-06-01")}, REPORTED)
    assert [(check.check, check.result) for check in checks] == [
        ("appeals.taken_before_the_end", "PASS"),
        ("appeals.newest_event", "PASS"),
    ]


def test_an_extract_taken_before_the_end_of_what_is_reported_is_named():
    [check] = found(appeals("2022-05-03", as_at=date(2022, 5, 31)))
    assert check.check == "appeals.taken_before_the_end"
    assert check.message == "The extract is as at 31 May 2022; nothing after that day is in these figures."


@pytest.mark.parametrize(("as_at", "stale"), [(date(2022, 6, 21), True), (date(2022, 6, 22), False)])
def test_the_last_day_reported_is_early_enough(as_at, stale):
    assert bool(found(appeals("2022-06-01", as_at=as_at))) is stale


def test_an_old_extract_under_a_new_day_is_known_by_its_newest_event():
    [check] = found(appeals("2021-11-30", "2021-12-08"))
    assert check.check == "appeals.newest_event"
    assert check.message == "The extract is as at 22 June 2022, but its newest event is of December 2021."


def test_of_the_days_since_then_nothing_is_known_and_the_page_says_so():
    known = as_far_as_known(appeals("2021-11-30", "2021-12-08"))
    assert known.covers == Period(date(2020, 1, 1), date(2021, 12, 8))
    [check] = [each for each in found(known) if each.check == "appeals.newest_event"]
    assert check.message.endswith("It may be an older extract, so nothing later is in these figures.")


def test_an_extract_with_recent_events_covers_all_its_days():
    dataset = appeals("2022-06-01")
    assert as_far_as_known(dataset) == dataset


@pytest.mark.parametrize(
    ("registered", "stale"),
    [
        (["2022-04-30"], False),  # one appeal a year: that none came in seven weeks is nothing strange
        (["2022-04-30"] * 60, True),  # sixty a year: eight should have come since
        (["2022-04-30"] * 30, False),  # thirty a year: four should have, but seldom none does
        (["2022-05-01"] * 60, True),  # the extract stops as the period begins
        (["2022-06-08"] * 600, False),  # two weeks without work, as at Christmas
        (["2022-06-07"] * 600, True),
        (["2022-03-22"], True),  # a quarter without any
        ([], False),
    ],
)
def test_few_events_may_be_long_ago_by_chance(registered, stale):
    assert bool(found(appeals(*registered))) is stale


def test_a_later_event_is_an_event():
    rows = prepared(
        "appeals", {"registered_on": "2021-01-05", "outcome": "conceded", "outcome_on": "2022-06-02"}, as_at=REPORTED.end
    ).rows
    windows = Windows(Period.of_months(2022, 5, 2), REPORTED.end)
    dataset = Dataset("appeals", rows, Area("866", "Swindon"), Period(date(2020, 1, 1), REPORTED.end), "made up", windows)
    assert found(dataset) == []


def test_what_is_said_on_the_page_holds_no_number_of_rows():
    for dataset in (appeals("2021-11-30", "2021-12-08"), appeals("2022-05-03", as_at=date(2022, 5, 31))):
        for check in found(dataset):
            assert check.check.endswith(STALE)
            assert not re.search(r"\d", re.sub(r"(\d{1,2} )?[A-Z][a-z]+ \d{4}", "", check.message))


def test_a_list_that_is_kept_is_never_stale():
    rows = prepared("resolutions", {"raised_on": "2021-03-01", "due_on": "2021-09-30"}, as_at=REPORTED.end).rows
    asked = replace(appeals(), name="resolutions", rows=rows)
    assert found(asked) == []
    assert as_far_as_known(asked).covers == asked.covers
