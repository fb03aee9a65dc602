"""The rules of requests, and what was known of a request at the end of a day."""

from dataclasses import replace
from datetime import date

import pytest

from send_analysis.datasets.preparing import prepare
from send_analysis.datasets.specs.catalogue import SPECS
from tests.datasets.extracts import broken, prepared, raw

NONE_ISSUED = {"plan_issued_on": "", "draft_sent_on": ""}
OPEN = {**NONE_ISSUED, "outcome_on": "", "outcome": "pending"}
UNDECIDED = {**OPEN, "outcome": "", "decision_on": "", "decision": "pending"}
REFUSED = {**NONE_ISSUED, "outcome_on": "", "outcome": "", "decision": "not_assess"}


@pytest.mark.parametrize(
    "change",
    [
        {},
        {**NONE_ISSUED},  # to be issued, not yet drafted
        {**NONE_ISSUED, "outcome": "not_issue"},
        {**NONE_ISSUED, "outcome": "withdrawn"},
        {**NONE_ISSUED, "outcome": "withdrawn", "outcome_on": ""},
        OPEN,
        {**OPEN, "draft_sent_on": "2022-04-21"},
        UNDECIDED,
        REFUSED,
        {**REFUSED, "decision": "withdrawn"},
        {**REFUSED, "decision": "withdrawn", "decision_on": ""},
        dict.fromkeys(["decision_on", "outcome_on", "draft_sent_on", "plan_issued_on"], "2022-01-03"),  # all on day 0
        {"exception_grounds": "absence_from_area; School closure", "late_cause": "Late advice"},
        {"received_on": "03/01/2022", "sex": "Not stated", "primary_need": "semh", "age_group": "UNDER 5"},
        {"draft_sent_on": ""},
        {"decision": "historical", "decision_on": ""},
        {"decision": "historical", "outcome": "historical", "outcome_on": ""},
        {**REFUSED, "decision": "historical", "decision_on": ""},
        {"exception_grounds": "not_stated"},
    ],
)
def test_a_request_that_makes_sense_is_used(change):
    assert broken("requests", **change) == {}


@pytest.mark.parametrize(
    ("change", "rule", "said"),
    [
        ({"received_on": "1922-01-03"}, "received_on.not_long_ago", "before 2000. Nothing here is older than 2000."),
        (
            {"decision_on": "2022-01-02"},
            "decision_on.not_before_received_on",
            "before received_on. A decision is made after its request.",
        ),
        (
            {**UNDECIDED, "decision_on": "2022-02-10"},
            "decision_on.only_with_decision",
            "given though decision is not assess, not_assess, withdrawn or historical. A decision that is pending has no date.",
        ),
        (
            {**REFUSED, "decision_on": ""},
            "decision_on.always_with_decision",
            "missing though decision is assess or not_assess. A decision to assess or not has a date.",
        ),
        (
            {"outcome_on": "2022-02-09"},
            "outcome_on.not_before_decision_on",
            "before decision_on. An assessment ends after the decision to assess.",
        ),
        (
            {**REFUSED, "outcome": "pending"},
            "outcome.only_with_decision",
            "given though decision is not assess or historical. Only an assessment has an outcome.",
        ),
        (
            {**OPEN, "outcome": ""},
            "outcome.always_with_decision",
            "missing though decision is assess. While an assessment goes on, its outcome is pending.",
        ),
        (
            {**OPEN, "outcome_on": "2022-04-20"},
            "outcome_on.only_with_outcome",
            "given though outcome is not issue, not_issue, withdrawn or historical. An outcome that is pending has no date.",
        ),
        (
            {**NONE_ISSUED, "outcome_on": ""},
            "outcome_on.always_with_outcome",
            "missing though outcome is issue or not_issue. An outcome issue or not_issue has a date.",
        ),
        (
            {"draft_sent_on": "2022-01-02"},
            "draft_sent_on.not_before_received_on",
            "before received_on. A draft plan is sent after its request.",
        ),
        (
            {"draft_sent_on": "2022-02-09"},
            "draft_sent_on.not_before_decision_on",
            "before decision_on. A draft plan is sent after the decision to assess.",
        ),
        (
            {**REFUSED, "draft_sent_on": "2022-04-21"},
            "draft_sent_on.only_with_decision",
            "given though decision is not assess or historical. A draft plan comes of an assessment.",
        ),
        (
            {"plan_issued_on": "2022-01-02"},
            "plan_issued_on.not_before_received_on",
            "before received_on. A plan is issued after its request.",
        ),
        (
            {"plan_issued_on": "2022-04-19", "draft_sent_on": ""},
            "plan_issued_on.not_before_outcome_on",
            "before outcome_on. A plan is issued after the decision to issue it.",
        ),
        (
            {"plan_issued_on": "2022-04-20"},
            "plan_issued_on.not_before_draft_sent_on",
            "before draft_sent_on. A plan is issued after its draft.",
        ),
        (
            {"outcome": "not_issue"},
            "plan_issued_on.only_with_outcome",
            "given though outcome is not issue or historical. A plan is issued only when that is the outcome.",
        ),
    ],
)
def test_a_request_that_makes_no_sense_is_set_aside_with_the_rule_in_words(change, rule, said):
    column, _ = rule.split(".")
    assert said
    assert broken("requests", **change)[f"requests.{rule}"] == f"row 2, column {column}: 1 value {said}"


def as_at(day: str, **change: str) -> dict[str, str | None]:
    """What is known of one request at the end of a day."""
    result = prepared("requests", change, as_at=date.fromisoformat(day))
    row = result.rows.iloc[0]
    known = ["decision_on", "decision", "outcome_on", "outcome", "draft_sent_on", "plan_issued_on", "late_cause"]
    values = {name: None if row[name] != row[name] else row[name] for name in known}
    return {name: value.date().isoformat() if hasattr(value, "date") else value for name, value in values.items()} | {
        "events_after": result.events_after
    }


WHOLE = {
    "decision_on": "2022-02-10", "decision": "assess", "outcome_on": "2022-04-20", "outcome": "issue",
    "draft_sent_on": "2022-04-21", "plan_issued_on": "2022-05-23", "late_cause": "late_advice",
}  # fmt: skip


@pytest.mark.parametrize(
    ("day", "changed", "events"),
    [
        ("2022-05-23", {}, 0),
        ("2022-05-22", {"plan_issued_on": None, "late_cause": None}, 1),
        ("2022-04-20", {"draft_sent_on": None, "plan_issued_on": None, "late_cause": None}, 2),
        (
            "2022-04-19",
            {"outcome_on": None, "outcome": "pending", "draft_sent_on": None, "plan_issued_on": None, "late_cause": None},
            3,
        ),
        ("2022-02-09", dict.fromkeys(WHOLE) | {"decision": "pending"}, 4),
        ("2022-01-03", dict.fromkeys(WHOLE) | {"decision": "pending"}, 4),
    ],
)
def test_what_happened_after_the_day_is_not_known(day, changed, events):
    assert as_at(day, late_cause="late_advice") == WHOLE | changed | {"events_after": events}


def test_a_refusal_after_the_day_is_pending():
    known = as_at("2022-02-09", **REFUSED)
    assert (known["decision"], known["decision_on"], known["outcome"]) == ("pending", None, None)


def test_a_draft_sent_before_the_outcome_stays_known():
    known = as_at("2022-04-05", draft_sent_on="2022-04-01")
    assert (known["draft_sent_on"], known["outcome"], known["plan_issued_on"]) == ("2022-04-01", "pending", None)


def test_exception_grounds_are_kept_as_recorded():
    result = prepared("requests", {"exception_grounds": "school_closure"}, as_at=date(2022, 2, 1))
    assert result.rows["exception_grounds"].item() == "school_closure"


def test_a_request_received_after_the_day_is_not_used_and_counted():
    result = prepared("requests", {}, {"received_on": "2022-01-04"}, as_at=date(2022, 1, 3))
    assert (len(result.rows), len(result.late), len(result.set_aside_rows)) == (1, 1, 0)


@pytest.mark.parametrize(
    ("day", "known"),
    [("2022-02-09", [False, False]), ("2022-02-10", [True, False]), ("2022-04-20", [True, True])],
)
def test_that_a_decision_was_reversed_is_not_known_before_it_was_made(day, known):
    extract = raw("requests", {})
    reversed_ = dict.fromkeys(["decision_reversed", "outcome_reversed"], "true")
    told = replace(extract, frame=extract.frame.assign(**reversed_))
    rows = prepare(SPECS["requests"], told, date.fromisoformat(day)).rows
    assert [rows[name].eq(True).fillna(False).item() for name in reversed_] == known
