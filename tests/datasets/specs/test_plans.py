"""The rules of plans, and what was known of a plan at the end of a day."""

from datetime import date

import pytest

from send_analysis.datasets.specs.plans import CEASE_REASONS, SETTINGS
from send_analysis.sen2.fields import SEN_SETTINGS
from send_analysis.sen2.row_values import ESTABLISHMENT
from tests.datasets.extracts import broken, prepared

ENDED = {"ceased_on": "2022-03-31", "cease_reason": "higher_education", "active": "false"}


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"issued_on": ""},
        ENDED,
        {**ENDED, "ceased_on": "2021-05-23"},  # on the day it was issued
        {**ENDED, "issued_on": ""},
        {"active": "N", "setting": "neet", "cease_reason": ""},
        {"setting": "", "personal_budget": "", "transferred_in": "", "age_group": "", "sex": ""},
    ],
)
def test_a_plan_that_makes_sense_is_used(change):
    assert broken("plans", **change) == {}


@pytest.mark.parametrize(
    ("change", "rule", "said"),
    [
        ({"issued_on": "1999-12-31"}, "issued_on.not_long_ago", "before 2000. Nothing here is older than 2000."),
        (
            {**ENDED, "issued_on": "", "ceased_on": "1999-12-31"},
            "ceased_on.not_long_ago",
            "before 2000. Nothing here is older than 2000.",
        ),
        (
            {**ENDED, "ceased_on": "2021-05-22"},
            "ceased_on.not_before_issued_on",
            "before issued_on. A plan ends after it was issued.",
        ),
        (
            {"cease_reason": "deceased"},
            "cease_reason.together_with_ceased_on",
            "given without ceased_on, or missing beside it. A plan that ended has a reason, and only such a plan.",
        ),
        (
            {**ENDED, "cease_reason": ""},
            "cease_reason.together_with_ceased_on",
            "given without ceased_on, or missing beside it. A plan that ended has a reason, and only such a plan.",
        ),
        (
            {**ENDED, "active": "true"},
            "active.not_with_ceased_on",
            "true though ceased_on is given. A plan that ended is not kept up.",
        ),
    ],
)  # fmt: skip
def test_a_plan_that_makes_no_sense_is_set_aside_with_the_rule_in_words(change, rule, said):
    assert broken("plans", **change) == {f"plans.{rule}": f"row 2, column {rule.split('.')[0]}: 1 value {said}"}


def test_a_plan_that_ended_after_the_day_has_not_ended_yet():
    (row,) = prepared("plans", ENDED, as_at=date(2022, 3, 30)).rows.to_dict("records")
    assert row["ceased_on"] != row["ceased_on"]
    assert row["cease_reason"] != row["cease_reason"]


def test_a_plan_issued_after_the_day_is_not_used_and_one_without_a_day_is():
    result = prepared("plans", {}, {"issued_on": ""}, as_at=date(2021, 5, 22))
    assert (result.rows.index.tolist(), len(result.late)) == ([3], 1)


def test_settings_and_reasons_are_those_of_the_return():
    assert (ESTABLISHMENT, *SEN_SETTINGS) == SETTINGS
    assert len(CEASE_REASONS) == 9
