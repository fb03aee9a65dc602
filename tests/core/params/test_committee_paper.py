"""What a committee paper must say is asked for in words, and nothing that it says is left without effect."""

from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from send_analysis.core.errors import ParamsError
from send_analysis.core.params import load_params
from send_analysis.run.params_rules import RULES
from tests.papers import LEAST, paper

RELEASE = "params/swindon/2022-06.yaml"


def write(project: Path, committee_paper: dict[str, Any] | None, **changes: Any) -> None:
    values = {"authority": "swindon", "period": 2019, "as_at": "2020-08-31", "documents": ["committee_paper"]} | changes
    if committee_paper is not None:
        values["committee_paper"] = committee_paper
    (project / RELEASE).write_text(yaml.safe_dump(values, sort_keys=False, allow_unicode=True), encoding="utf-8")


def faults(project: Path, committee_paper: dict[str, Any] | None, **changes: Any) -> str:
    write(project, committee_paper, **changes)
    with pytest.raises(ParamsError) as raised:
        load_params(RELEASE, rules=RULES)
    return str(raised.value)


def without(key: str) -> dict[str, Any]:
    return {name: each for name, each in LEAST.items() if name != key}


def implications(**changes: Any) -> dict[str, Any]:
    return paper(implications=deepcopy(LEAST["implications"]) | changes)


# It works


def test_the_least_paper_is_read_and_makes_a_release_without_sections(project: Path) -> None:
    write(project, paper())
    release = load_params(RELEASE, rules=RULES).release
    assert release.committee_paper.meeting_on == "not stated"
    assert release.sections == ()
    assert release.documents == ("committee_paper",)


def test_a_performance_page_has_the_usual_sections_when_params_name_none(project: Path) -> None:
    write(project, paper(), documents=["performance_page", "committee_paper"])
    with pytest.raises(ParamsError, match="timeliness needs the extract requests and advice"):
        load_params(RELEASE)


@pytest.mark.parametrize(
    ("written", "read"),
    [("2020-09-03", date(2020, 9, 3)), ("September 2020", "September 2020"), ("to be told", "to be told")],
)
def test_the_day_of_the_meeting_is_a_date_or_what_is_known_of_it(project: Path, written: str, read: object) -> None:
    write(project, paper(meeting_on=written))
    assert load_params(RELEASE).release.committee_paper.meeting_on == read


@pytest.mark.parametrize(
    ("given", "text", "reason"),
    [
        ("None is expected.", "None is expected.", ""),
        ({"none_because": "no service changes."}, "", "no service changes."),
        ({"text": "It costs more."}, "It costs more.", ""),
    ],
)
def test_an_implication_is_a_text_or_the_reason_why_there_is_none(
    project: Path, given: object, text: str, reason: str
) -> None:
    write(project, implications(equality=given))
    equality = load_params(RELEASE).release.committee_paper.implications.equality
    assert (equality.text, equality.none_because) == (text, reason)


def test_a_supporting_document_may_be_its_title_alone(project: Path) -> None:
    write(project, paper(supporting_documents=["The plan", {"title": "The letter", "where": "on the council's website"}]))
    documents = load_params(RELEASE).release.committee_paper.supporting_documents
    assert [(each.title, each.where) for each in documents] == [("The plan", ""), ("The letter", "on the council's website")]


# One fault

QUESTION = {"kind": "question", "raised_by": "members", "text": "How many?"}

BLANK = (
    "committee_paper.implications.equality: is blank. Write in a sentence or two what the paper means for it. Where there is "
    "nothing to say, say why, for instance {none_because: no change of a service is proposed}."
)


@pytest.mark.parametrize(
    "blank",
    [
        "",
        "  \n",
        None,
        {},
        {"none_because": ""},
        {"text": " ", "none_because": None},
        "TBC",
        "-",
        "n/a",
        "None.",
        "...",
        {"none_because": "tbc"},
    ],
)
def test_an_implication_left_blank_without_a_reason_is_refused_with_what_to_write(project: Path, blank: object) -> None:
    assert BLANK in faults(project, implications(equality=blank))


def test_an_implication_that_is_not_there_at_all_is_refused_in_the_same_words(project: Path) -> None:
    given = {name: each for name, each in LEAST["implications"].items() if name != "equality"}
    assert BLANK in faults(project, paper(implications=given))


def test_a_paper_without_implications_is_asked_for_each_of_them(project: Path) -> None:
    for nothing in (without("implications"), paper(implications=None)):
        report = faults(project, nothing)
        assert "3 faults" in report
        for name in ("financial", "legal", "equality"):
            assert f"committee_paper.implications.{name}: is blank. Write in a sentence or two" in report


@pytest.mark.parametrize(
    ("committee_paper", "message"),
    [
        (without("summary"), "committee_paper.summary: is missing."),
        (paper(purpose=" "), "committee_paper.purpose: is blank. Write the text."),
        (paper(recommendations=[]), "committee_paper.recommendations: Tuple should have at least 1 item"),
        (paper(recommendations=["note it", ""]), "committee_paper.recommendations.1: is blank. Write the text."),
        (paper(reccomendations=["x"]), "`reccomendations` is not a key here. Did you mean `recommendations`?"),
        (paper(meeting_on="2020-09"), "committee_paper.meeting_on: '2020-09' is not a date; write year-month-day"),
        (paper(meeting_on=""), "committee_paper.meeting_on: is blank. Write a date, or in words what is known of it."),
        (paper(meeting_on="2020-08-30"), "meeting_on: lies before as_at (2020-08-31). A paper tells its meeting what was known"),
        (paper(report_author={"post": "Director", "email": "nobody"}), "report_author.email: 'nobody' does not have the form"),
        (paper(risks=[{"risk": "Delay"}]), "committee_paper.risks.0.response: is missing."),
        (paper(statements=[{"who": "Members", "said": ""}]), "committee_paper.statements.0.said: is blank."),
        (implications(legal={"none_becuase": "x"}), "`none_becuase` is not a key here. Did you mean `none_because`?"),
        (
            implications(legal={"text": "x", "none_because": "y"}),
            "implications.legal: says something and that there is nothing to say. Keep one of text and none_because.",
        ),
        (
            paper(resolutions=[QUESTION | {"kind": "motion"}]),
            "resolutions.0.kind: `motion` is not allowed here. Did you mean `resolution`? Allowed: resolution, question.",
        ),
        (
            paper(resolutions=[QUESTION | {"answer": "y"}]),
            "resolutions.0: has an answer or the day of one, and not both. Give answer and answered_on together.",
        ),
        (
            paper(resolutions=[QUESTION | {"raised_on": "2020-03-01", "due_on": "2020-02-01"}]),
            "resolutions.0: due_on (2020-02-01) lies before raised_on (2020-03-01).",
        ),
        (
            paper(resolutions=[QUESTION | {"raised_on": "2020-09-01"}]),
            "resolutions.0.raised_on: lies after as_at (2020-08-31). What came after that day is for the next paper.",
        ),
    ],
)  # fmt: skip
def test_each_kind_of_fault_is_named(project: Path, committee_paper: dict[str, Any], message: str) -> None:
    report = faults(project, committee_paper)
    assert message in report
    assert "1 fault\n" in report


# Texts


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Now 96% are in time.", "`96%` is typed. Take it from a figure, as in {{ figure(\"measure\") }}; what somebody said"),
        ("Now 86.6 per cent are.", "`86.6 per cent` is typed."),
        ("We are 43rd of 151.", "`43rd of 151` is typed."),
        ("Higher than 9 out of 10 neighbours.", "`9 out of 10` is typed."),
        ("# A heading", "holds a heading. Its texts are paragraphs and lists; the headings are those of the notebook."),
        ("![x](x.png)", "holds a picture. Show a chart with release.show, or say it in words."),
        ("[here](https://example.org)", "holds a link to another site. The page stands alone: name the source in words."),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("place", "put"),
    [
        ("summary", lambda text: paper(summary=text)),
        ("recommendations.0", lambda text: paper(recommendations=[text])),
        ("risks.0.response", lambda text: paper(risks=[{"risk": "Delay", "response": text}])),
        ("implications.legal", lambda text: implications(legal={"none_because": text})),
    ],
)
def test_a_text_that_cannot_be_published_is_a_fault_of_the_params(project: Path, text, message, place, put) -> None:
    assert f"committee_paper.{place}: {message}" in faults(project, put(text))


@pytest.mark.parametrize(
    "text",
    [
        '{{ figure("within_20_weeks.including_exceptions") }} in time, {{ figure("registered", over="month") }} appeals',
        "The meeting of 31 July 2020, areas 3 and 5, milestones after 6 and 12 months, from January 2021 to March 2024",
        "within 20 weeks; two of the five areas; key stage 2",
    ],
)
def test_figures_dates_and_names_may_stand_in_a_text(project: Path, text: str) -> None:
    write(project, paper(background=text))
    assert load_params(RELEASE, rules=RULES).release.committee_paper.background == text


def test_what_somebody_said_may_hold_a_number(project: Path) -> None:
    write(project, paper(statements=[{"who": "Members", "said": "The 96% figure was confirmed."}]))
    assert load_params(RELEASE, rules=RULES)


# Documents


@pytest.mark.parametrize(
    ("committee_paper", "changes", "message"),
    [
        (None, {}, "documents.0: there is no `committee_paper:` that says what stands in the paper. Write one; params/oldham"),
        (paper(), {"documents": ["committee_paper", "committee_paper"]}, "documents.1: committee_paper stands twice."),
        (
            paper(),
            {"documents": ["performance_page"], "sections": ["tribunal"], "extracts": {"appeals": "data/requests.csv"}},
            "committee_paper: `documents` does not name it, so it would not be made. Write documents: "
            "[performance_page, committee_paper].",
        ),
        (
            paper(),
            {"sections": ["tribunal"], "extracts": {"appeals": "data/requests.csv"}},
            "sections: sections make the performance_page, which `documents` does not name. Add it there, or take",
        ),
        (paper(), {"documents": ["commitee_paper"]}, "Did you mean `committee_paper`? Allowed: performance_page,"),
        (
            paper(resolutions=[QUESTION]),
            {"extracts": {"resolutions": "data/requests.csv"}},
            "committee_paper.resolutions: stand here and in an extract. Keep one of the two.",
        ),
    ],
)  # fmt: skip
def test_documents_and_what_they_are_made_of_fit_together(
    project: Path, committee_paper: dict[str, Any] | None, changes: dict[str, Any], message: str
) -> None:
    assert message in faults(project, committee_paper, **changes)
