"""What params state of accessibility is checked against itself before a page says it."""

import json
import re
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from send_analysis.core.errors import ParamsError
from send_analysis.core.params import load_params
from send_analysis.core.params.accessibility import AccessibilityParams
from send_analysis.core.params.schema import schema
from send_analysis.core.params.success_criteria import CRITERIA
from tests.core.params.conftest import AUTHORITY

DAYS = "  statement_prepared_on: 2022-05-02\n  last_reviewed_on: 2022-05-03\n"
TESTED = "  last_tested_on: 2022-05-01\n  tested_by: the Web Team\n"
ISSUE = "  known_issues: [{what: Charts do not reflow., criteria: [1.4.10]}]\n"
WHOLE = f"  compliance: partially\n{DAYS}{TESTED}{ISSUE}"


def load(project: Path, block: str) -> AccessibilityParams | None:
    said = f"accessibility:\n{block}" if block else ""
    (project / "params/swindon/authority.yaml").write_text(AUTHORITY + said, encoding="utf-8")
    return load_params("params/swindon/2022-06.yaml").authority.accessibility


# It works


def test_nothing_is_stated_where_the_block_is_left_out(project: Path) -> None:
    assert load(project, "") is None


def test_what_is_stated_is_read(project: Path) -> None:
    said = load(project, WHOLE)
    assert said is not None
    assert said.compliance == "partially"
    assert said.last_reviewed_on == date(2022, 5, 3)
    assert said.known_issues[0].criteria == ("1.4.10",)
    assert said.response_working_days is None


def test_pages_without_a_test_can_only_be_not_compliant(project: Path) -> None:
    said = load(project, f"  compliance: not\n{DAYS}{ISSUE}")
    assert said is not None
    assert said.last_tested_on is None


def test_a_day_or_month_says_when_an_issue_is_fixed(project: Path) -> None:
    said = load(project, WHOLE.replace("1.4.10]", "1.4.10], fix_by: 2022-09"))
    assert said is not None
    assert said.known_issues[0].fix_by is not None
    assert said.known_issues[0].fix_by.end == date(2022, 9, 30)


# One fault


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("partially", "mostly", "accessibility.compliance: `mostly` is not allowed here."),
        ("partially", "fully", "compliance: fully leaves nothing for known_issues or disproportionate_burden"),
        (ISSUE, "", "compliance: partially says what is not accessible; list it under known_issues."),
        (TESTED, "", "compliance: partially rests on a test; add last_tested_on and tested_by."),
        ("  tested_by: the Web Team\n", "", "last_tested_on and tested_by stand together; add the other, or take both out."),
        ("2022-05-03", "2022-05-01", "last_reviewed_on lies before statement_prepared_on (2022-05-02)."),
        ("2022-05-01", "2022-05-04", "last_tested_on lies after last_reviewed_on (2022-05-03); review the statement"),
        ("1.4.10", "2.5.5", "criteria.0: '2.5.5' is no success criterion of WCAG 2.2 AA; write its number alone"),
        ("[1.4.10]", "[]", "known_issues.0.criteria: "),
        ("Charts do not reflow.", '" "', "known_issues.0.what: ' ' does not have the form"),
        ("  tested_by", "  response_working_days: 0\n  tested_by", "accessibility.response_working_days: "),
        (
            "  tested_by",
            "  website_statement: our site\n  tested_by",
            "accessibility.website_statement: 'our site' does not",
        ),
        ("  tested_by", "  tested_with: axe\n  tested_by", "`tested_with` is not a key here. Did you mean `tested_by`?"),
    ],
)
def test_a_fault_is_told_with_what_to_do(project: Path, before: str, after: str, message: str) -> None:
    assert before in WHOLE
    with pytest.raises(ParamsError, match=re.escape(message)):
        load(project, WHOLE.replace(before, after))


def test_a_sample_without_a_test_is_a_fault(project: Path) -> None:
    with pytest.raises(ParamsError, match="sample tells of a test; add last_tested_on and tested_by, or take it out"):
        load(project, f"  compliance: not\n{DAYS}{ISSUE}  sample: All pages.\n")


def test_faults_that_contradict_each_other_are_all_named(project: Path) -> None:
    with pytest.raises(ParamsError) as raised:
        load(project, WHOLE.replace("partially", "fully").replace("2022-05-03", "2022-04-30"))
    assert [each in str(raised.value) for each in ("compliance: fully", "last_reviewed_on lies", "last_tested_on lies")] == [
        True,
        True,
        True,
    ]


# The list of criteria


def test_the_standard_has_the_criteria_of_levels_a_and_aa() -> None:
    assert len(CRITERIA) == 55
    assert CRITERIA["1.4.10"] == "1.4.10 Reflow (level AA)"
    assert "4.1.1" not in CRITERIA


def test_an_editor_knows_the_criteria() -> None:
    gap = json.loads(schema("authority"))["$defs"]["KnownIssue"]
    validator = jsonschema.Draft202012Validator(gap | {"$defs": json.loads(schema("authority"))["$defs"]})
    assert validator.is_valid({"what": "Charts", "criteria": ["1.4.10"]})
    assert not validator.is_valid({"what": "Charts", "criteria": ["4.1.1"]})
