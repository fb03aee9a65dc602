"""A run warns of an accessibility statement that is missing or no longer kept."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from send_analysis.core.params import Params, load_params
from send_analysis.core.params.accessibility import AccessibilityParams
from send_analysis.run.statement_checks import statement_checks
from tests.project import ROOT

#: The example is published on 29 June 2022.
EXAMPLE = ROOT / "params/swindon/2022-06.yaml"
STATED: dict[str, Any] = {
    "compliance": "not",
    "known_issues": [{"what": "Charts do not reflow.", "criteria": ["1.4.10"]}],
    "statement_prepared_on": date(2021, 6, 28),
    "last_reviewed_on": date(2021, 6, 28),
}


def stated(said: dict[str, Any] | None) -> Params:
    params = load_params(EXAMPLE, files="unchecked")
    block = None if said is None else AccessibilityParams.model_validate(said)
    return replace(params, authority=params.authority.model_copy(update={"accessibility": block}))


def outcomes(said: dict[str, Any] | None) -> dict[str, str]:
    return {check.check: check.result for check in statement_checks(stated(said))}


def test_nothing_stated_is_a_warning_that_says_what_to_write() -> None:
    (check,) = statement_checks(stated(None))
    assert (check.check, check.result) == ("accessibility.statement", "WARNING")
    missing = [
        key for key, each in AccessibilityParams.model_fields.items() if each.is_required() and key not in check.guidance
    ]
    assert missing == []


@pytest.mark.parametrize(("reviewed", "result"), [(date(2021, 6, 28), "PASS"), (date(2021, 6, 27), "WARNING")])
def test_a_statement_is_reviewed_within_a_year_of_the_release(reviewed: date, result: str) -> None:
    days = {"statement_prepared_on": reviewed, "last_reviewed_on": reviewed}
    assert outcomes(STATED | days)["accessibility.reviewed"] == result


@pytest.mark.parametrize(("day", "result"), [("2022-06-29", "PASS"), ("2022-06-28", "WARNING"), ("2022-05", "WARNING")])
def test_an_issue_that_was_to_be_fixed_by_now_is_a_warning(day: str, result: str) -> None:
    issues = [STATED["known_issues"][0] | {"fix_by": day}]
    assert outcomes(STATED | {"known_issues": issues})["accessibility.fixes"] == result


def test_the_examples_statement_is_kept() -> None:
    params = load_params(EXAMPLE, files="unchecked")
    assert [check for check in statement_checks(params) if check.result != "PASS"] == []
