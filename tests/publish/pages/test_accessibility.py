"""The accessibility statement has the model form, and claims nothing that nobody stated."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from send_analysis.publish.gate.audit import STATIC, audit_page
from send_analysis.publish.pages.accessibility import FILE, REGULATIONS, accessibility_page
from send_analysis.publish.pages.further import html_of

PUBLISHER = "Anytown Council"
TITLE = "Accessibility statement for SEND performance: June 2022"
CONTACT = {"team": "SEND Service", "email": "send@example.org", "telephone": "01234 567890"}
FACTS: dict[str, Any] = {"title": TITLE, "publisher": PUBLISHER, "covers": "SEND performance: June 2022", "contact": CONTACT}
ISSUE = {
    "what": "Charts do not reflow.",
    "criteria": ["1.4.10 Reflow (level AA)"],
    "instead": "Tables do.",
    "fix_by": "September 2022",
}
STATED: dict[str, Any] = {
    "compliance": "partially",
    "contact": {"team": "Web Team", "email": "web@example.org"},
    "response": "5 working days",
    "alternative_formats": "You can ask for braille.",
    "known_issues": [ISSUE],
    "prepared_on": "2 May 2022",
    "reviewed_on": "3 May 2022",
    "tested_on": "1 May 2022",
    "tested_by": "the Web Team",
    "sample": "It looked at one page.",
}
#: The parts that the regulations' model form asks for.
PARTS = [
    "How accessible this website is",
    "Feedback and contact information",
    "Enforcement procedure",
    "Technical information about this website’s accessibility",
    "Non-accessible content",
    "What is checked automatically",
    "Preparation of this accessibility statement",
]


def html(statement: dict[str, Any] | None) -> str:
    return html_of(accessibility_page(FACTS | {"statement": statement}))


def page(**changed: Any) -> BeautifulSoup:
    return BeautifulSoup(html(STATED | changed), "html.parser")


def silent() -> BeautifulSoup:
    return BeautifulSoup(html(None), "html.parser")


def text(soup: BeautifulSoup, part: str = "") -> str:
    found = soup.select_one(f"section[aria-labelledby={part}]" if part else "main")
    assert found is not None
    return " ".join(found.get_text(" ").split())


# The model form


@pytest.mark.parametrize("soup", [page(), silent()], ids=["stated", "not stated"])
def test_it_has_the_parts_of_the_model_form_in_their_order(soup: BeautifulSoup) -> None:
    assert [heading.get_text() for heading in soup.select("main section > h2")] == PARTS
    assert [link["href"] for link in soup.select("nav.contents a")] == [
        f"#{each['id']}" for each in soup.select("section > h2")
    ]


@pytest.mark.parametrize("statement", [STATED, None], ids=["stated", "not stated"])
def test_the_gate_finds_nothing_and_the_page_is_small(statement: dict[str, Any] | None) -> None:
    made = html(statement)
    assert [check for check in audit_page(made, FILE) if check.result != "PASS"] == []
    assert len(made.encode()) <= 60_000


@pytest.mark.parametrize("soup", [page(), silent()], ids=["stated", "not stated"])
def test_it_names_the_law_and_who_enforces_it(soup: BeautifulSoup) -> None:
    assert REGULATIONS in text(soup, "enforcement")
    assert "Equality and Human Rights Commission (EHRC) is responsible for enforcing" in text(soup, "enforcement")
    assert [str(link["href"]) for link in soup.select("section[aria-labelledby=enforcement] a")] == [
        "https://www.legislation.gov.uk/uksi/2018/952/contents",
        "https://www.equalityadvisoryservice.com/",
    ]


def test_automatic_checks_are_told_as_what_they_are() -> None:
    stopping = [rule for rule in STATIC if rule.result == "FAIL"]
    assert f"held to {len(stopping)} automatic checks, most of which follow from the Web Content" in text(
        silent(), "automatic"
    )
    assert sum("WCAG" in rule.source for rule in stopping) > len(stopping) / 2
    assert "They do not show that a page complies" in text(silent(), "automatic")


# What is stated


@pytest.mark.parametrize(
    ("compliance", "burden", "said"),
    [
        (
            "partially",
            [],
            "partially compliant with the Web Content Accessibility Guidelines version 2.2 AA standard, due to the ",
        ),
        ("not", [], "This website is not compliant with"),
        ("partially", [ISSUE], "due to the non-compliances and exemptions listed below."),
        ("partially", [], "due to the non-compliances listed below."),
    ],
)
def test_the_compliance_is_that_which_is_stated(compliance: str, burden: list[Any], said: str) -> None:
    assert said in text(page(compliance=compliance, disproportionate_burden=burden), "technical")


def test_full_compliance_has_no_reasons_beside_it() -> None:
    soup = page(compliance="fully", known_issues=[])
    assert "fully compliant" in text(soup, "technical")
    assert "due to" not in text(soup, "technical")
    assert "We know of no part" in text(soup, "how-accessible")


def test_an_issue_is_told_to_those_whom_it_stops_and_by_its_criterion() -> None:
    assert "Charts do not reflow. Tables do." in text(page(), "how-accessible")
    assert (
        "Charts do not reflow. This fails WCAG 2.2 success criterion 1.4.10 Reflow (level AA). We plan to fix it by "
        "September 2022."
    ) in text(page(), "non-accessible")


def test_no_day_is_promised_where_none_is_stated() -> None:
    assert "We plan" not in text(page(known_issues=[ISSUE | {"fix_by": ""}]))


def test_a_burden_and_an_exemption_say_why() -> None:
    burden = ISSUE | {"what": "Old maps.", "why": "It would cost more than the service.", "fix_by": ""}
    soup = page(disproportionate_burden=[burden], out_of_scope=[{"what": "Minutes of 2017.", "why": "They are older."}])
    assert "1.4.10 Reflow (level AA). It would cost more than the service." in text(soup, "non-accessible")
    assert "Minutes of 2017. They are older." in text(soup, "non-accessible")


def test_problems_go_to_the_contact_of_the_statement() -> None:
    assert "web@example.org" in text(page(), "feedback")
    assert "send@example.org" not in text(page(), "feedback")
    assert "get back to you in 5 working days" in text(page(), "feedback")


def test_days_tester_and_sample_are_those_stated() -> None:
    assert text(page(), "preparation").endswith(
        "This statement was prepared on 2 May 2022. It was last reviewed on 3 May 2022. This website was last tested on "
        "1 May 2022 against the WCAG 2.2 AA standard. The test was carried out by the Web Team. It looked at one page."
    )


def test_a_test_that_nobody_made_is_not_told() -> None:
    said = text(page(compliance="not", tested_on="", tested_by="", sample=""), "preparation")
    assert "No test against the WCAG 2.2 AA standard is stated." in said
    assert "carried out" not in said


def test_a_notice_stands_before_the_statement_and_the_websites_own_is_linked() -> None:
    soup = page(notice="Example: made up.", website_statement="https://www.example.org/accessibility")
    assert [each.get_text() for each in soup.select("main .notice")] == ["Example: made up."]
    assert soup.select("main a[href='https://www.example.org/accessibility']")


# What is not


def test_a_page_without_assessment_says_so_first() -> None:
    notice = silent().select_one("main .notice")
    assert notice is not None
    assert f"{PUBLISHER} has not yet stated its assessment" in notice.get_text()


@pytest.mark.parametrize(
    "claim", ["is committed", "partially compliant", "fully compliant", "get back to you", "prepared on", "We ", "tested on"]
)
def test_a_page_without_assessment_claims_nothing(claim: str) -> None:
    assert claim not in text(silent())


def test_a_page_without_assessment_still_says_whom_to_ask() -> None:
    assert "send@example.org" in text(silent(), "feedback")
    assert "01234 567890" in text(silent(), "feedback")
