"""Matplotlib's SVG made fit to stand in a page."""

import re

import pytest
from matplotlib import style
from matplotlib.figure import Figure

from send_analysis.present import theme
from send_analysis.present.svg import to_svg
from tests.present.builders import parsed

HOSTILE = """<script>alert("1")</script> & 'more' --> ]]> $x$"""


def drawing(text: str = "Percent", *, title: str = "Plans", description: str = "Line chart: Plans.") -> str:
    with style.context(["default", theme.style(theme.WIDE)]):
        figure = Figure(figsize=(4, 2))
        axes = figure.add_subplot()
        axes.plot([1, 2], [1 / 3, 2 / 3], marker="o")
        axes.bar([1], [0.5], hatch="///")
        axes.set_title(text)
        return to_svg(figure, title=title, description=description)


# It works


def test_a_drawing_is_named_by_its_title_and_its_description():
    svg = parsed(drawing()).find("svg")
    assert (svg.get("role"), svg.get("viewBox")) == ("img", "0 0 288 144")
    named = [
        element.text for name in svg.get("aria-labelledby").split() for element in svg.iter() if element.get("id") == name
    ]
    assert named == ["Plans", "Line chart: Plans."]
    assert [child.tag for child in svg][:2] == ["title", "desc"]


def test_text_stays_text_in_the_font_of_the_page():
    svg = drawing("Percent of plans")
    assert "Percent of plans" in [text.text for text in parsed(svg).iter("text")]
    assert "font-family" not in svg


def test_there_is_no_metadata_no_style_sheet_and_no_address():
    svg = drawing()
    for word in ("http", "xmlns", "metadata", "<style", "DOCTYPE", "<?xml", "<!--", "clip", "Matplotlib"):
        assert word not in svg


def test_every_reference_finds_its_definition_and_there_is_no_other_id():
    svg = drawing()
    ids = re.findall(r'\bid="([^"]+)"', svg)
    references = {*re.findall(r'href="#([^"]+)"', svg), *re.findall(r"url\(#([^)]+)\)", svg)}
    named = set(re.search(r'aria-labelledby="([^"]+)"', svg)[1].split())
    assert len(ids) == len(set(ids))
    assert set(ids) == references | named
    assert references


def test_coordinates_have_two_decimals_at_most():
    assert not re.search(r"\d\.\d{3}", drawing())


# Two drawings on one page


def test_the_same_drawing_has_the_same_characters():
    assert drawing() == drawing()


@pytest.mark.parametrize("change", [{"title": "Other"}, {"description": "Other."}, {"text": "Other"}])
def test_drawings_that_differ_in_anything_share_no_id(change):
    one, other = (set(re.findall(r'\bid="([^"]+)"', svg)) for svg in (drawing(), drawing(**change)))
    assert not one & other


# Edges


def test_hostile_text_is_text():
    svg = drawing(HOSTILE, title=HOSTILE, description=HOSTILE)
    assert "<script" not in svg
    tree = parsed(svg)
    assert (tree.findtext(".//title"), tree.findtext(".//desc")) == (HOSTILE, HOSTILE)
    assert HOSTILE in [text.text for text in tree.iter("text")]


def test_text_that_looks_like_a_coordinate_or_an_id_is_left_alone():
    svg = drawing("1.23456 #axes_1 url(#x) font-family: x")
    assert "1.23456 #axes_1 url(#x) font-family: x" in [text.text for text in parsed(svg).iter("text")]


@pytest.mark.parametrize("text", ["Ysgol Tŷ Gwyn, École Ümit", "日本", "✓ עברית 😀"])
def test_words_of_every_language_are_drawn_without_a_warning(text):
    assert text in drawing(text)
