"""The pieces of the committee paper: each says what it must, and hostile text is text in every one of them."""

from collections.abc import Callable
from datetime import date

import pytest

from send_analysis.core.params.committee_paper import Statement, SupportingDocument
from send_analysis.measures.committee_paper import status
from send_analysis.present import paper
from send_analysis.present.paper_texts import faults_in
from tests.measures.builders import dataset
from tests.papers import paper as in_params
from tests.papers import params_of
from tests.present.builders import parsed, text_of

HOSTILE = """<script>alert("1")</script> =cmd|' /C calc'!A0 & ../../etc"""


def asked(*rows: dict[str, object]) -> str:
    of = dataset("resolutions", [{"kind": "question", "raised_by": "members", "text": "Why?"} | row for row in rows])
    return paper.resolutions(of.rows, status(of))


def cells(html: str) -> list[str]:
    return [text_of(cell) for cell in parsed(html).iter() if cell.tag in ("th", "td") and cell.get("scope") != "col"]


# It works


def test_the_head_says_whom_it_goes_to_and_who_wrote_it(tmp_path):
    params = params_of(tmp_path, committee_paper=in_params(meeting_on="2020-09-03"))
    facts = {each["name"]: each["value"] for each in paper.facts(params, params.release.committee_paper)}
    assert facts == {
        "Report to": "Performance Select Committee",
        "Meeting": "3 September 2020",
        "Report author": "Director of Education",
        "Contact": "SEND Service",
        "Figures as at": "31 August 2020",
    }


@pytest.mark.parametrize(("day", "words"), [(date(2020, 9, 3), "3 September 2020"), ("September 2020", "September 2020")])
def test_the_day_of_the_meeting_in_words(day, words):
    assert paper.day_in_words(day) == words


def test_recommendations_are_numbered_under_what_the_committee_is_asked():
    tree = parsed(paper.recommendations(["<p>note it;</p>", "<p>agree.</p>"]))
    assert text_of(tree.find("p")) == "The Committee is asked to:"
    assert [text_of(each) for each in tree.find("ol")] == ["note it;", "agree."]


@pytest.mark.parametrize(
    ("row", "answer", "stands"),
    [
        ({"answer": "Twelve.", "answered_on": "2022-06-01"}, "Twelve.", "Answered, 1 June 2022"),
        ({"due_on": "2023-02-28", "due_text": "February 2023"}, "None yet", "Open, due February 2023"),
        ({"due_on": "2022-09-30"}, "None yet", "Open, due 30 September 2022"),
        ({"due_on": "2022-05-31", "due_text": "May 2022"}, "None yet", "Overdue: it was due May 2022"),
        ({}, "None yet", "Open; no day is set"),
        ({"due_text": "when schools reopen"}, "None yet", "Open, due when schools reopen; no day is set"),
        ({"asks_for_action": False}, "None needed", "For the record: nothing is asked for"),
    ],
)
def test_a_resolution_stands_with_its_answer_or_what_is_still_to_be_done(row, answer, stands):
    assert cells(asked(row))[1:] == [answer, stands]


def test_a_resolution_says_who_raised_it_and_when():
    first, *_ = cells(asked({"raised_on": "2022-02-11"}))
    assert first == "Why? Question, members, 11 February 2022"
    assert cells(asked({"kind": "resolution"}))[0] == "Why? Resolution, members, meeting day not stated"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "measure and source not stated"),
        ({"measure": "plans in time"}, "measure: plans in time; source not stated"),
        ({"source": "the return"}, "measure not stated; source: the return"),
        ({"measure": "plans in time", "source": "the return"}, "measure: plans in time; source: the return"),
    ],
)
def test_a_statement_is_quoted_with_its_measure_and_source_or_that_they_are_not_stated(given, said):
    html = paper.statements([Statement(who="Members", said="The 96% figure was confirmed.", **given)])
    assert text_of(parsed(html)) == f"“The 96% figure was confirmed.” Stated by Members; {said}."


def test_an_implication_is_told_or_why_there_is_none():
    html = paper.implications([("Financial", "<p>It costs more.</p>", False), ("Legal", "<p>no decision.</p>", True)])
    assert text_of(parsed(html)) == "Financial implications It costs more. Legal implications None stated: no decision."


def test_the_post_that_answers_for_a_risk_has_a_column_only_where_one_is_named():
    assert [text_of(each) for each in parsed(paper.risks([("a", "b", "")])).iter("th") if each.get("scope") == "col"] == [
        "Risk",
        "What is done about it",
    ]
    assert cells(paper.risks([("a", "b", "Head of SEND"), ("c", "d", "")])) == [
        "a", "b", "Head of SEND", "c", "d", "not stated",
    ]  # fmt: skip


# Hostile text and edges


@pytest.mark.parametrize(
    "make",
    [
        lambda text: asked({"text": text, "raised_by": text, "answer": text, "answered_on": "2022-06-01"}),
        lambda text: asked({"due_text": text}),
        lambda text: paper.statements([Statement(who=text, said=text, measure=text, source=text)]),
        lambda text: paper.risks([("a", "b", text)]),
        lambda text: paper.abbreviations({text: text}),
        lambda text: paper.sources({text: [text]}),
        lambda text: paper.documents([SupportingDocument(title=text, where=text)]),
        lambda text: paper.implications([(text, "<p>x</p>", False)]),
    ],
)
def test_hostile_text_is_shown_as_text(make: Callable[[str], str]):
    html = make(HOSTILE)
    assert "<script" not in html
    assert HOSTILE in text_of(parsed(html))


@pytest.mark.parametrize(
    ("html", "inside"),
    [
        ("<p>one</p>", "one"),
        ("<p>one</p>\n", "one"),
        ("<p>one</p><p>two</p>", "<p>one</p><p>two</p>"),
        ("<ul><li>x</li></ul>", "<ul><li>x</li></ul>"),
        ("", ""),
    ],
)
def test_only_a_single_paragraph_is_unwrapped(html, inside):
    assert paper.unwrapped(html) == inside


@pytest.mark.parametrize(
    "typed",
    ["87 %", "87 percent", "87  per  cent", "87pc", "eighty-seven per cent", "half per cent", "12 percentage points",
     "43rd of 150", "43 out of 150", "rank 43"],
)  # fmt: skip
def test_a_typed_share_or_rank_is_named(typed):
    assert [fault.split("`")[1] for fault in faults_in(f"It was {typed}.")] == [typed]


@pytest.mark.parametrize(
    "text",
    ["On 31 July 2020 area 3 and area 5 were seen.", "The 20-week limit.", "A rank is no mark.", "Per cent is a word.",
     "Two of the schools closed.", '{{ rank("m") }} and {{ figure("m") }}'],
)  # fmt: skip
def test_what_is_no_share_and_no_rank_may_be_typed(text):
    assert list(faults_in(text)) == []


def test_several_typed_numbers_are_each_named_once():
    faults = list(faults_in("96% and 96%, and 12 of 30."))
    assert [fault.split("`")[1] for fault in faults] == ["96%", "12 of 30"]
