"""Resolutions and questions: an answer has its day, and nothing is done before it was asked for."""

from datetime import date

import pytest

from tests.datasets.extracts import broken, prepared


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"raised_on": ""},  # a minute need not give the day of its meeting
        {"answer": "Twelve.", "answered_on": "2022-03-09"},
        {"answer": "Twelve.", "answered_on": "2022-03-01"},  # at the meeting
        {"due_on": "", "due_text": "when schools reopen"},
        {"kind": "Resolution", "asks_for_action": "no", "due_on": ""},
    ],
)
def test_a_resolution_or_question_that_makes_sense_is_used(change):
    assert broken("resolutions", **change) == {}


@pytest.mark.parametrize(
    ("change", "rule", "said"),
    [
        ({"kind": "motion"}, "kind.readable", "outside resolution, question."),
        ({"text": ""}, "text.given", "missing."),
        ({"raised_on": "1999-03-01"}, "raised_on.not_long_ago", "before 2000. Nothing here is older than 2000."),
        (
            {"answer": "Twelve."},
            "answered_on.together_with_answer",
            "given without answer, or missing beside it. An answer has its day, and a day its answer.",
        ),
        (
            {"answer": "Twelve.", "answered_on": "2022-02-28"},
            "answered_on.not_before_raised_on",
            "before raised_on. An answer follows what was asked.",
        ),
        (
            {"due_on": "2022-02-28"},
            "due_on.not_before_raised_on",
            "before raised_on. What is to be done lies ahead of the meeting.",
        ),
    ],
)
def test_one_that_makes_no_sense_is_set_aside_with_the_rule_in_words(change, rule, said):
    assert broken("resolutions", **change) == {f"resolutions.{rule}": f"row 2, column {rule.split('.')[0]}: 1 value {said}"}


def test_an_answer_after_the_day_is_not_known_yet():
    result = prepared("resolutions", {"answer": "Twelve.", "answered_on": "2022-05-09"}, as_at=date(2022, 5, 8))
    assert result.rows[["answer", "answered_on"]].isna().all(axis=None)
    assert result.events_after == 1


def test_what_was_raised_after_the_day_belongs_to_the_next_paper():
    assert prepared("resolutions", {}, as_at=date(2022, 2, 28)).rows.empty
