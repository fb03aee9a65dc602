"""The easy-read page made of its facts."""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup

from send_analysis.present.easy_read import EasyFact, EasyPart
from send_analysis.present.easy_templates import templates
from send_analysis.publish.gate.audit import audit_page
from send_analysis.publish.pages.easy_read import FILE, easy_read_page
from send_analysis.publish.pages.further import html_of

FACTS: dict[str, Any] = {
    "title": "Easy read: how we did with SEND, 2019",
    "publisher": "Anytown Council",
    "contact": {"team": "SEND Service", "email": "send@example.org", "telephone": "01234 567890"},
    "start": ("SEND means special educational needs and disability.",),
    "parts": (
        EasyPart("Appeals", ("These numbers are for 2019.",), (EasyFact("New appeals", ("There were 9 <b>appeals</b>.",)),)),
    ),
    "help": templates().help,
}

FRONT = {"title": "SEND performance: 2019", "file": "index.html"}


def made(**changes: Any) -> BeautifulSoup:
    return BeautifulSoup(html_of(easy_read_page(FACTS | changes).among([FRONT])), "html.parser")


def text(page: BeautifulSoup) -> str:
    return " ".join(page.main.get_text(" ").split())


def test_it_is_a_page_of_its_own_that_leads_back_to_the_whole_one() -> None:
    page = made()
    assert FILE == "easy-read.html"
    assert page.h1.get_text() == FACTS["title"]
    assert [link["href"] for link in page.select("main a")] == ["mailto:send@example.org", "index.html"]


def test_each_part_has_a_heading_and_each_fact_one_below_it() -> None:
    found = [(each.name, each.get_text()) for each in made().main.find_all(re.compile("h[1-6]"))]
    assert found[1:] == [("h2", "Appeals"), ("h3", "New appeals"), ("h2", "Ask us, or get help")]


def test_every_sentence_is_a_paragraph_and_is_shown_as_written() -> None:
    paragraphs = [each.get_text() for each in made().select("main p")]
    assert {*FACTS["start"], *FACTS["help"], "There were 9 <b>appeals</b>."} <= set(paragraphs)


def test_it_says_whom_to_ask_by_every_way_there_is() -> None:
    assert "We are the SEND Service. Email us: send@example.org Phone us: 01234 567890" in text(made())
    assert "Phone us" not in text(made(contact={"team": "SEND Service", "email": "send@example.org"}))


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"synthetic": True}, "This page is an example. The children and families are made up."),
        ({"status": "draft"}, "This page is not finished."),
        ({"notice": "Nobody at the council wrote this."}, "Nobody at the council wrote this."),
    ],
)
def test_what_a_reader_must_know_first_is_said_in_easy_words(facts: dict[str, Any], said: str) -> None:
    assert said in text(made(**facts))
    assert said not in text(made())


def test_its_type_is_larger_than_that_of_other_pages() -> None:
    style = made().style.get_text()
    size = re.search(r"main\{font-size:([\d.]+)rem", style)
    body = re.search(r"body\{[^}]*font:([\d.]+)rem", style)
    assert size
    assert body
    assert float(size[1]) > float(body[1])


def test_its_own_words_are_short_and_plain() -> None:
    said = [
        each for p in made(synthetic=True, status="draft").select("main p") for each in re.split(r"(?<=[.:]) ", p.get_text())
    ]
    assert [each for each in said if len(each.split()) > 15] == []


def test_the_gate_finds_nothing_in_it() -> None:
    html = html_of(easy_read_page(FACTS).among([FRONT]))
    assert [check for check in audit_page(html, FILE) if check.result != "PASS"] == []
