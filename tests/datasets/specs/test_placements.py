"""The placements under plans: several at once or one after the other, each in order of its days."""

from datetime import date

import pytest

from tests.datasets.extracts import broken, found, prepared


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"left_on": "2021-09-01"},  # on the day it began
        {"entered_on": "", "left_on": "2022-01-01"},
        {"setting": "EHE", "urn": "", "sen_unit": "", "resourced_provision": ""},
        {"rank": "2"},
        {"rank": ""},
    ],
)
def test_a_placement_that_makes_sense_is_used(change):
    assert broken("placements", **change) == {}


@pytest.mark.parametrize(
    ("change", "rule", "said"),
    [
        ({"entered_on": "1999-12-31"}, "entered_on.not_long_ago", "before 2000. Nothing here is older than 2000."),
        (
            {"left_on": "2021-08-31"},
            "left_on.not_before_entered_on",
            "before entered_on. A placement ends after it began.",
        ),
    ],
)
def test_a_placement_that_makes_no_sense_is_set_aside_with_the_rule_in_words(change, rule, said):
    assert broken("placements", **change) == {f"placements.{rule}": f"row 2, column {rule.split('.')[0]}: 1 value {said}"}


def test_a_child_may_come_back_and_only_the_same_row_is_not_used_twice():
    same = {"plan_id": "L-1"}
    result = prepared("placements", same, same | {"entered_on": "2022-01-04"}, same)
    assert result.rows.index.tolist() == [2, 3]
    assert list(found(result)) == ["placements.repeated"]


def test_a_placement_left_after_the_day_lasts():
    result = prepared("placements", {"left_on": "2022-03-01"}, as_at=date(2022, 2, 28))
    assert result.rows["left_on"].isna().all()
    assert result.events_after == 1
