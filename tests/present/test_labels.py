"""How coded values are called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_analysis.present.labels import PLAN_SECTIONS, label


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("educational_psychology", "Educational psychology"),
        ("requires_improvement", "Requires improvement"),
        ("refusal_to_assess", "Refusal to assess"),
        ("over 52 weeks", "Over 52 weeks"),
        ("sections B, F and I", "Sections B, F and I"),
        ("in_favour_of_appellant", "Decided in favour of the family"),
        ("H2", "H2: other social care provision"),
        ("Delivery Support Officer", "Delivery Support Officer"),
        ("C to G", "C to G"),
    ],
)
def test_a_coded_value_is_said_in_words(value, expected):
    assert label(value) == expected


def test_each_part_of_a_crossed_value_is_said():
    assert label("G / requires_improvement") == "G: health provision, Requires improvement"


def test_all_twelve_sections_of_a_plan_have_a_name():
    assert "".join(PLAN_SECTIONS) == "ABCDEFGH1H2IJK"


def test_nothing_is_called_nothing():
    assert label("") == ""


def test_a_label_is_text_and_is_escaped_where_it_is_shown():
    assert label("<script>") == "<script>"


@given(st.from_regex(r"[a-z]{2,9}(_[a-z]{1,9}){0,4}", fullmatch=True))
def test_words_keep_their_order_and_begin_with_a_capital(value):
    assert label(value) == value.replace("_", " ").capitalize()
