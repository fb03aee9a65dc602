"""Tables that a screen reader can read."""

from dataclasses import replace

import pytest

from send_analysis.present.layout import Header
from send_analysis.present.tables import bare_table, notes, table
from tests.present.builders import ADVICE, APPEALS, bars, by_category, lines, parsed, released, text_of

HOSTILE = """<script>alert("1")</script> & 'more'"""


# It works


def test_a_table_has_a_caption_and_headers_with_their_scope():
    tree = parsed(table(bars({"late_advice": 30.0, "other": 70.0}, {"late_advice": 20.0, "other": 80.0})))
    assert tree.findtext(".//table/caption") == "Causes of lateness"
    heads = [(head.text, head.get("scope")) for head in tree.iter("th")]
    assert heads == [
        ("Cause", "col"), ("1 January to 22 June 2022", "col"), ("1 January to 22 June 2021", "col"),
        ("Late advice", "row"), ("Other", "row"),
    ]  # fmt: skip
    assert [cell.text for cell in tree.iter("td")] == ["30.0%", "20.0%", "70.0%", "80.0%"]


def test_the_region_that_may_scroll_is_named_and_can_be_focused():
    region = parsed(bare_table(lines([1.0]), "Table of the chart")).find("div")
    assert (region.get("role"), region.get("tabindex"), region.get("aria-label")) == ("region", "0", "Table of the chart")


def test_a_rate_stands_with_its_counts():
    layout = bars({"health": 75.0}, measure=ADVICE)
    layout = replace(layout, figures=released(*by_category(ADVICE, "cause", {"health": 75.0}, of=28)))
    assert text_of(parsed(table(layout)).find(".//td")) == "75.0% (21 of 28)"
    assert text_of(parsed(table(layout, counts=False)).find(".//td")) == "75.0%"
    whole = text_of(parsed(table(layout, intervals=True)).find(".//td"))
    assert whole == "75.0% (21 of 28) 95% interval 56.6% to 87.3%"


def test_nothing_is_said_of_symbols_where_there_are_none():
    assert notes(lines([1.0, 0.0])) == ""


# A number is missing


@pytest.mark.parametrize(
    ("value", "cell", "said"),
    [
        ("c", "[c]", "Symbols: [c] withheld to protect confidentiality."),
        (None, "[x]", "Symbols: [x] not available."),
        ("z", "[z]", "Symbols: [z] not applicable."),
        (0.01, "[low]", "Symbols: [low] rounds to zero but is not zero."),
    ],
)
def test_a_symbol_stands_in_its_cell_and_is_explained_below(value, cell, said):
    tree = parsed(table(bars({"health": value, "school": 5.0})))
    assert [text_of(each) for each in tree.iter("td")] == [cell, "5.0%"]
    assert tree.findtext("p[@class='note']") == said


def test_a_figure_that_was_never_made_is_not_called_not_applicable():
    layout = bars({"health": 41.4})
    layout = replace(layout, rows=(*layout.rows, Header("School", ADVICE, topic="cause", breakdown="school")))
    tree = parsed(table(layout))
    assert [text_of(each) for each in tree.iter("td")] == ["41.4%", "[x]"]
    assert tree.findtext("p[@class='note']") == "Symbols: [x] not available."


# Many and edges


def test_symbols_are_explained_once_each_after_the_layouts_note():
    layout = replace(bars({"a": "c", "b": "c", "d": None}), note="A plan can have several causes.")
    said = "A plan can have several causes. Symbols: [x] not available; [c] withheld to protect confidentiality."
    assert parsed(table(layout)).findtext("p[@class='note']") == said


@pytest.mark.parametrize("layout", [lines([]), bars({}), replace(bars({"a": 1.0}), columns=())])
def test_without_rows_or_columns_a_sentence_stands_in_place_of_the_table(layout):
    assert text_of(parsed(table(layout))) == f"{layout.title}: there are no figures."


def test_hostile_text_is_text_everywhere():
    layout = bars({HOSTILE: 3}, measure=APPEALS, topic=HOSTILE, title=HOSTILE)
    html = table(replace(layout, note=HOSTILE))
    assert "<script" not in html
    tree = parsed(html)
    assert tree.findtext(".//caption") == HOSTILE
    assert tree.find("div").get("aria-label") == HOSTILE
    assert [head.text for head in tree.iter("th") if head.get("scope") == "row"] == [HOSTILE]
    assert tree.findtext("p[@class='note']") == HOSTILE
