"""Tables of words that a screen reader can read, at every width, and free text that is shown as it was written."""

import pytest
from markupsafe import Markup

from send_analysis.core.params.improvement_plan import STATUSES
from send_analysis.present.statuses import SHAPES, status_cell, status_words
from send_analysis.present.words import paragraphs, words_table
from tests.present.builders import parsed, text_of

HOSTILE = """<script>alert("1")</script> & 'more' =cmd ../"""


def test_a_table_has_a_caption_headers_with_their_scope_and_a_name() -> None:
    tree = parsed(words_table("Actions", ("Action", "Owner"), [["Hire", "Head of SEND"]]))
    assert tree.findtext(".//table/caption") == "Actions"
    assert [(each.text, each.get("scope")) for each in tree.iter("th")] == [
        ("Action", "col"), ("Owner", "col"), ("Hire", "row"),
    ]  # fmt: skip
    assert [(cell.text, cell.get("data-label")) for cell in tree.iter("td")] == [("Head of SEND", "Owner")]
    assert tree.find("div").get("aria-label") == "Actions"


def test_no_part_of_a_table_states_the_role_that_it_has_by_itself() -> None:
    tree = parsed(words_table("Actions", ("Action", "Owner"), [["Hire", "Head of SEND"]]))
    assert [(each.tag, each.get("role")) for each in tree.iter() if each.get("role")] == [("div", "region")]


def test_without_rows_it_says_that_there_is_nothing() -> None:
    assert words_table("Actions", ("Action",), []) == "<p>Actions: there are none.</p>"


def test_hostile_text_is_shown_as_text_in_every_place() -> None:
    html = words_table(HOSTILE, (HOSTILE, HOSTILE), [[HOSTILE, HOSTILE]], css=HOSTILE)
    assert "<script" not in html
    assert text_of(parsed(html).find(".//td")) == HOSTILE
    assert parsed(html).find(".//td").get("data-label") == HOSTILE


def test_only_markup_made_here_is_not_escaped() -> None:
    html = words_table("Actions", ("Action", "Status"), [["<b>", Markup("<b>1</b>")]])
    assert "&lt;b&gt;</th>" in html
    assert "<b>1</b></td>" in html


def test_free_text_is_divided_where_a_line_is_blank() -> None:
    assert paragraphs("One\nand more.\n\n\nTwo <b>.\n") == "<p>One and more.</p><p>Two &lt;b&gt;.</p>"
    assert paragraphs(" \n\n ") == ""
    assert paragraphs("One.\n\nTwo.", opening="Area <1>") == "<p><strong>Area &lt;1&gt;</strong> One.</p><p>Two.</p>"


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_is_a_word_and_a_shape_that_only_the_eye_is_told(status: str) -> None:
    tree = parsed(status_cell(status))
    shape = tree.find("span")
    assert shape.get("aria-hidden") == "true"
    assert shape.tail.replace("\N{NO-BREAK SPACE}", " ").strip() == status_words(status).capitalize()


def test_no_two_statuses_have_one_shape() -> None:
    assert len(set(SHAPES.values())) == len(SHAPES) == len(STATUSES)


@pytest.mark.parametrize("status", [None, float("nan")])
def test_a_status_that_is_missing_is_not_stated(status: object) -> None:
    assert status_cell(status) == "Not\N{NO-BREAK SPACE}stated"
