"""The rules of advice, audits, their sections and links, appeals and contacts, and what was known at the end of a day."""

from datetime import date

import pandas as pd
import pytest

from tests.datasets.extracts import broken, prepared


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("advice", {"received_on": "", "returned_on": "", "missed_appointment": ""}),
        ("advice", {"received_on": "2022-02-11", "returned_on": "2022-02-11"}),
        ("advice", {"agency": "Educational psychology", "missed_appointment": "Y"}),
        ("audits", {"plan_type": "Annual review", "overall_grade": "Requires improvement", "auditor_role": ""}),
        ("audit_sections", {"section": "h1", "grade": "not applicable"}),
        ("golden_thread", {"need_section": "E", "provision_section": "F", "present": "1"}),
        ("appeals", {"sections": ""}),
        ("appeals", {"ground": "cease", "sections": ""}),
        ("appeals", {"outcome": "Struck out", "outcome_on": "2022-03-01"}),
        ("contacts", {"responded_at": ""}),
        ("contacts", {"responded_at": "2022-05-03 09:30"}),
        ("contacts", {"received_at": "03/05/2022 09:30", "channel": "Portal"}),
    ],
)
def test_a_row_that_makes_sense_is_used(name, change):
    assert broken(name, **change) == {}


@pytest.mark.parametrize(
    ("name", "change", "rule", "said"),
    [
        (
            "advice",
            {"requested_on": "1999-12-31"},
            "requested_on.not_long_ago",
            "before 2000. Nothing here is older than 2000.",
        ),
        (
            "advice",
            {"received_on": "2022-02-10"},
            "received_on.not_before_requested_on",
            "before requested_on. Advice comes after it was asked for.",
        ),
        (
            "advice",
            {"received_on": "", "returned_on": "2022-02-10"},
            "returned_on.not_before_requested_on",
            "before requested_on. Advice is sent back after it was asked for.",
        ),
        (
            "advice",
            {"returned_on": "2022-03-19"},
            "returned_on.not_before_received_on",
            "before received_on. Advice is sent back after it came.",
        ),
        ("audits", {"audited_on": "0022-05-03"}, "audited_on.readable", None),
        ("audits", {"audited_on": "1922-05-03"}, "audited_on.not_long_ago", "before 2000. Nothing here is older than 2000."),
        (
            "golden_thread",
            {"provision_section": "C"},
            "provision_section.not_need_section",
            "the same as need_section. A link joins two sections.",
        ),
        (
            "appeals",
            {"ground": "refusal_to_assess"},
            "sections.only_with_ground",
            "given though ground is not contents. Only an appeal against the contents of a plan has sections.",
        ),
        (
            "appeals",
            {"outcome": "conceded", "outcome_on": "2022-02-28"},
            "outcome_on.not_before_registered_on",
            "before registered_on. An appeal ends after it was registered.",
        ),
        (
            "appeals",
            {"outcome": "conceded"},
            "outcome_on.together_with_outcome",
            "given without outcome, or missing beside it. An appeal that has ended has an outcome and its day.",
        ),
        (
            "appeals",
            {"outcome_on": "2022-04-01"},
            "outcome_on.together_with_outcome",
            "given without outcome, or missing beside it. An appeal that has ended has an outcome and its day.",
        ),
        (
            "contacts",
            {"responded_at": "2022-05-03 09:29"},
            "responded_at.not_before_received_at",
            "before received_at. An answer comes after its contact.",
        ),
        (
            "contacts",
            {"received_at": "1999-12-31 23:59"},
            "received_at.not_long_ago",
            "before 2000. Nothing here is older than 2000.",
        ),
    ],
)
def test_a_row_that_makes_no_sense_is_set_aside_with_the_rule_in_words(name, change, rule, said):
    faults = broken(name, **change)
    assert list(faults) == [f"{name}.{rule}"]
    if said is not None:
        assert faults[f"{name}.{rule}"] == f"row 2, column {rule.split('.')[0]}: 1 value {said}"


def test_advice_that_came_after_the_day_is_not_in_yet():
    result = prepared("advice", {"returned_on": "2022-04-01"}, as_at=date(2022, 3, 19))
    assert result.rows[["received_on", "returned_on"]].isna().all(axis=None)
    assert result.events_after == 2


def test_an_appeal_that_ended_after_the_day_is_open():
    result = prepared("appeals", {"outcome": "conceded", "outcome_on": "2022-06-22"}, as_at=date(2022, 6, 21))
    assert result.rows[["outcome", "outcome_on"]].isna().all(axis=None)
    assert result.events_after == 1


def test_a_contact_answered_on_the_last_day_is_answered_and_a_minute_later_is_open():
    answers = [{"responded_at": "2022-05-31 23:59"}, {"responded_at": "2022-06-01 00:00"}]
    result = prepared("contacts", *answers, as_at=date(2022, 5, 31))
    assert result.rows["responded_at"].isna().tolist() == [False, True]
    assert result.rows["responded_at"].dtype == pd.DatetimeTZDtype("us", "Europe/London")
    assert result.events_after == 1


def test_the_last_day_ends_at_midnight_in_london():
    # 23:30 UTC on 31 May is half past midnight on 1 June in London.
    result = prepared("contacts", {"received_at": "2022-05-31T23:30Z", "responded_at": ""}, as_at=date(2022, 5, 31))
    assert (len(result.rows), len(result.late)) == (0, 1)


@pytest.mark.parametrize("name", ["audit_sections", "golden_thread"])
def test_a_row_without_a_date_is_as_late_as_its_audit(name):
    audits = prepared("audits", {}, {"audited_on": "2022-05-04"}, as_at=date(2022, 5, 3))
    result = prepared(name, {}, {}, as_at=date(2022, 5, 3), parent=audits)
    assert (len(result.rows), len(result.late), len(result.set_aside_rows)) == (1, 1, 0)
