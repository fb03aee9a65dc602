"""The reviews of plans, from the meeting to the decision, and what was known at the end of a day."""

from datetime import date

import pytest

from send_analysis.datasets.specs.reviews import REVIEW_OUTCOMES
from send_analysis.sen2 import fields
from tests.datasets.extracts import broken, prepared


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"decided_on": "2022-03-01"},  # on the day of the meeting
        {"held_on": ""},
        {"decided_on": "", "outcome": ""},
        {"outcome": "Amend", "draft_sent_on": "2022-03-20"},
        {"phase_transfer_due_on": "2023-02-15", "phase_transfer_on": "2022-03-20"},
    ],
)
def test_a_review_that_makes_sense_is_used(change):
    assert broken("reviews", **change) == {}


@pytest.mark.parametrize(
    ("change", "rule", "said"),
    [
        ({"held_on": "1999-12-31"}, "held_on.not_long_ago", "before 2000. Nothing here is older than 2000."),
        ({"held_on": "", "decided_on": "1999-12-31"}, "decided_on.not_long_ago", "before 2000. Nothing here is older than 2000."),
        ({"decided_on": "2022-02-28"}, "decided_on.not_before_held_on", "before held_on. A decision follows the meeting."),
    ],
)  # fmt: skip
def test_a_review_that_makes_no_sense_is_set_aside_with_the_rule_in_words(change, rule, said):
    assert broken("reviews", **change) == {f"reviews.{rule}": f"row 2, column {rule.split('.')[0]}: 1 value {said}"}


def test_a_decision_after_the_day_is_not_known_and_a_due_day_is_no_event():
    change = {"outcome": "cease", "phase_transfer_due_on": "2023-02-15"}
    result = prepared("reviews", change, as_at=date(2022, 3, 19))
    assert result.rows[["outcome", "decided_on"]].isna().all(axis=None)
    assert result.rows["phase_transfer_due_on"].notna().all()
    assert result.events_after == 1


def test_outcomes_are_those_that_the_return_tells():
    assert set(REVIEW_OUTCOMES) == set(fields.REVIEW_OUTCOMES.values())
