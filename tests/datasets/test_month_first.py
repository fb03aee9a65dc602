"""Days written month first stop a release: those that can be read are wrong without a sign."""

import pytest

from tests.datasets.extracts import prepared


def found(*days: str) -> dict[str, tuple[int, bool]]:
    """What is found in requests received on these days: how many rows, and whether it stops the release."""
    findings = prepared("requests", *({"received_on": day} for day in days)).findings
    return {each.check: (each.rows.size, each.stops) for each in findings if each.rows.size and "received_on" in each.check}


def test_days_that_make_sense_only_month_first_stop_the_release():
    assert found("12/25/2021", "11/30/2021", "12/13/2021", "01/02/2022") == {"requests.received_on.day_first": (3, True)}


def test_the_message_says_how_to_tell_it_and_holds_no_value():
    [finding] = [each for each in prepared("requests", *[{"received_on": "12/25/2021"}] * 3).findings if each.stops]
    assert finding.message == (
        "rows 2, 3 and 4, column received_on: 3 values with the month before the day. Days are read day first, so the other days "
        "of this column are wrong too. Say how they are written: `date_formats: {received_on: '%m/%d/%Y'}` in the params."
    )


@pytest.mark.parametrize(
    "days",
    [
        ["12/25/2021", "11/30/2021", "2022-01-02"],  # two may be slips
        ["12/25/2021", "11/30/2021", "12/13/2021", "?", "?", "?"],  # most of what is wrong is something else
        ["31/02/2022"] * 4,  # a day that is not in the calendar is not a month
    ],
)
def test_a_few_slips_are_unreadable_values_like_others(days):
    assert list(found(*days)) == ["requests.received_on.readable"]
