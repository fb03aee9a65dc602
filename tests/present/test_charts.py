"""Charts: two drawings, a description, and the table."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from functools import partial

import matplotlib as mpl
import pytest
import seaborn as sns
from matplotlib import pyplot as plt

from send_analysis.present import theme
from send_analysis.present.charts import bar_chart, line_chart
from send_analysis.present.labels import PLAN_SECTIONS
from send_analysis.present.layout import Header
from tests.present.builders import (
    ADVICE,
    APPEALS,
    RATE,
    SECTION,
    bars,
    by_month,
    lines,
    numbers_in,
    parsed,
    released,
    text_of,
)
from tests.project import ROOT

HOSTILE = """<script>alert("1")</script> & 'more' $x^1$"""
YEAR_OF_RATES = [80, 70.5, 66.7, None, 50, 60, 72, 40, 35, 30, 25.5, 20]
YEAR_BEFORE = [81, 82, 70, 75, 77, 60, 62, 64, 80, 85, 84, 83]


def svgs(html: str) -> list[str]:
    return re.findall(r"<svg.*?</svg>", html, re.DOTALL)


def words(html: str, drawing: int = 0) -> list[str]:
    """The texts of one drawing, the wide one if not told otherwise."""
    return [text.text for text in list(parsed(html).iter("svg"))[drawing].iter("text")]


def line_paths(html: str, colour: str) -> int:
    """How many unbroken lines there are in a colour in the wide drawing."""
    shapes = list(next(parsed(html).iter("svg")).iter("path"))
    return sum(f"stroke:{colour.lower()};stroke-width:2" in shape.get("style", "") for shape in shapes)


# It works


def test_a_chart_is_drawn_wide_and_narrow_and_has_its_table():
    tree = parsed(line_chart(lines(YEAR_OF_RATES, YEAR_BEFORE)))
    figure = tree.find("figure")
    assert [child.tag for child in figure] == ["figcaption", "div", "div", "details", "p"]
    assert [child.get("class") for child in figure.findall("div")] == ["wide", "narrow"]
    assert figure.findtext("figcaption") == figure.findtext("details//caption") == "Plans on time"
    assert figure.findtext("details/summary") == "Table of this chart: Plans on time"


def test_the_two_drawings_share_no_id():
    html = line_chart(lines(YEAR_OF_RATES, YEAR_BEFORE), target=100)
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids)) > 4


def test_lines_are_named_at_their_ends_and_the_axis_has_a_unit():
    written = words(line_chart(lines(YEAR_OF_RATES, YEAR_BEFORE), target=100))
    assert {"Percent", "This year", "Year before", "Target 100%", "Jul", "2021", "Jan", "2022", "1 to 22"} <= set(written)


def test_the_target_is_in_the_description_and_below_the_chart():
    tree = parsed(line_chart(lines(YEAR_OF_RATES), target=100))
    assert "Dotted line: target 100%." in tree.findtext(".//desc")
    assert "Dotted line: target 100%." in tree.findtext(".//p[@class='note']")


def test_bars_have_their_numbers_at_their_ends():
    written = words(bar_chart(bars({"late_advice": 30.0, "advice_quality": 5.25})))
    assert {"Late advice", "30.0%", "Advice quality", "5.3%", "Percent"} <= set(written)


def test_two_series_of_bars_have_a_key():
    html = bar_chart(bars({"other": 30}, {"other": 20}, measure=APPEALS))
    assert {"1 January to 22 June 2022", "1 January to 22 June 2021", "30", "20"} <= set(words(html))
    assert "url(#" in html  # hatching, for those who do not see colours


def test_series_differ_by_dash_and_marker_as_well_as_by_colour():
    html = line_chart(lines(YEAR_OF_RATES, YEAR_BEFORE))
    assert line_paths(html, theme.COLOURS[0]) == 2  # a gap in between
    assert line_paths(html, theme.COLOURS[1]) == 1
    dashed = re.findall(r"stroke-dasharray:[^;\"]+", svgs(html)[0])
    assert len(set(dashed)) == 1
    markers = re.findall(r'<use href="#([^"]+)"[^>]*fill', svgs(html)[0])
    assert len(set(markers)) >= 3  # two, and the ticks


def test_every_number_of_the_description_stands_below_the_drawing():
    for html in (line_chart(lines(YEAR_OF_RATES, YEAR_BEFORE), target=100), bar_chart(bars({"a": 1.0, "b": "c"}))):
        tree = parsed(html)
        beside = text_of(tree.find("figure/details")) + " ".join(p.text or "" for p in tree.iterfind("figure/p"))
        assert set(numbers_in(tree.findtext(".//desc"))) <= set(numbers_in(beside))


# A figure is missing


def test_no_line_is_drawn_across_a_missing_month():
    html = line_chart(lines([10, 20, None, 40, 50], measure=APPEALS))
    assert line_paths(html, theme.COLOURS[0]) == 2
    assert "Where part of a line is missing, there is no figure." in html


def test_a_month_between_two_gaps_is_a_marker():
    html = line_chart(lines(["c", 20, "c"], measure=APPEALS))
    assert svgs(html)[0].count("<use") == 4  # three ticks and the point


def test_a_line_without_figures_is_left_out_with_its_name():
    html = line_chart(lines([40, 50], [None, None]))
    assert "Year before" not in words(html)
    assert "Year before" in text_of(parsed(html).find(".//details"))
    assert "part of a line" not in html


def test_a_series_keeps_its_colour_when_another_is_left_out():
    html = line_chart(lines([None, None], [40, 50]))
    assert (line_paths(html, theme.COLOURS[0]), line_paths(html, theme.COLOURS[1])) == (0, 1)


def test_a_withheld_bar_says_so_in_its_place():
    html = bar_chart(bars({"health": 9, "school": "c", "other": None, "none": 0}, measure=APPEALS))
    tick, *at_bars = [word for word in words(html) if word in {"9", "[c]", "[x]", "0"}]
    assert (tick, at_bars) == ("0", ["9", "[c]", "[x]", "0"])
    assert "Symbols: [x] not available; [c] withheld to protect confidentiality." in html


@pytest.mark.parametrize(("chart", "layout"), [(line_chart, lines(["c", None])), (bar_chart, bars({"a": "c", "b": None}))])
def test_without_any_figure_there_is_a_table_and_no_drawing(chart, layout):
    html = chart(layout)
    assert "<svg" not in html
    assert [text_of(cell) for cell in parsed(html).iter("td")] == ["[c]", "[x]"]


# Many


def test_more_series_than_can_be_told_apart_are_refused():
    layout = lines([1.0])
    with pytest.raises(ValueError, match="at most 4 series; this one has 5"):
        line_chart(replace(layout, columns=layout.columns * 5))


def test_figures_of_different_units_are_refused():
    figures = released(*by_month(RATE, [1.0]), *by_month(APPEALS, [3]))
    layout = replace(lines([1.0]), figures=figures, columns=(Header("Rate", RATE), Header("Appeals", APPEALS)))
    with pytest.raises(ValueError, match="figures of one unit; these are in percent, appeals"):
        line_chart(layout)


def test_two_rows_of_the_same_name_are_two_bars():
    layout = bars({"a": 1.0, "b": 2.0})
    layout = replace(layout, rows=tuple(replace(row, label="Same") for row in layout.rows))
    assert [word for word in words(bar_chart(layout)) if word == "Same"] == ["Same", "Same"]


def test_twelve_categories_make_a_taller_drawing():
    def height(values: dict[str, float | str | None], drawing: int) -> float:
        svg = list(parsed(bar_chart(bars(values, measure=SECTION))).iter("svg"))[drawing]
        return float(svg.get("viewBox").split()[3])

    for drawing in (0, 1):
        assert height(dict.fromkeys(PLAN_SECTIONS, 50.0), drawing) > 2.5 * height({"A": 1.0, "B": 2.0, "C": 3.0}, drawing)


@pytest.mark.parametrize(
    ("chart", "layout"),
    [
        (
            partial(line_chart, target=100),
            lines(YEAR_OF_RATES, YEAR_BEFORE, title="Plans issued within 20 weeks"),
        ),
        (bar_chart, bars(dict.fromkeys(PLAN_SECTIONS, 64.3), measure=SECTION)),
        (bar_chart, bars(dict.fromkeys(PLAN_SECTIONS, 64.3), dict.fromkeys(PLAN_SECTIONS, 50.0), measure=ADVICE)),
    ],
)
def test_a_drawing_takes_12_kilobytes_at_most(chart, layout):
    assert max(len(svg.encode()) for svg in svgs(chart(layout))) < 12_000


# Edges


@pytest.mark.parametrize(
    ("chart", "layout"),
    [
        (partial(line_chart, target=100), lines([40.0])),
        (line_chart, lines([0.0, 0.0])),
        (line_chart, lines([0.01, 100.0])),
        (bar_chart, bars({"a": 0.0})),
        (bar_chart, bars({"a": 0}, measure=APPEALS)),
        (bar_chart, bars({"a": 1e6}, measure=APPEALS)),
        (bar_chart, bars({"a": -3.0, "b": 2.0})),
        (bar_chart, bars({"a": 105.0})),
    ],
)
def test_one_row_all_zero_and_extreme_values_are_drawn(chart, layout):
    assert len(svgs(chart(layout))) == 2


@pytest.mark.parametrize(
    ("chart", "layout"), [(line_chart, lines([])), (bar_chart, bars({})), (partial(line_chart, target=100), lines([]))]
)
def test_an_empty_layout_is_a_sentence(chart, layout):
    html = chart(layout)
    assert "there are no figures." in html
    assert "<svg" not in html


def test_hostile_text_is_text_everywhere():
    html = bar_chart(bars({HOSTILE: 3}, {HOSTILE: 4}, measure=APPEALS, topic=HOSTILE, title=HOSTILE))
    assert "<script" not in html
    tree = parsed(html)
    assert tree.findtext(".//svg/title") == HOSTILE
    assert HOSTILE in " ".join(words(html))
    layout = lines([1.0], [2.0])
    html = line_chart(replace(layout, columns=tuple(replace(each, label=HOSTILE) for each in layout.columns)))
    assert "<script" not in html
    assert "alert" in " ".join(words(html))


# Nothing but the figures decides


def test_drawing_leaves_no_state_behind():
    before = dict(mpl.rcParams)
    line_chart(lines(YEAR_OF_RATES))
    assert plt.get_fignums() == []
    assert dict(mpl.rcParams) == before


def test_an_analysts_own_settings_change_nothing():
    plain = line_chart(lines(YEAR_OF_RATES))
    with mpl.rc_context():
        sns.set_theme(style="dark", font_scale=2)
        assert line_chart(lines(YEAR_OF_RATES)) == plain


PROGRAM = """
from hashlib import sha256
from tests.present.builders import bars, lines
from send_analysis.present.charts import bar_chart, line_chart
html = line_chart(lines([80, None, 66.7], [81, 82, 70]), target=100) + bar_chart(bars({"a": 1.0}, {"a": "c"}))
print(sha256(html.encode()).hexdigest())
"""


def test_every_run_draws_the_same_whatever_its_hash_seed():
    def run(seed: str) -> bytes:
        command = [sys.executable, "-c", PROGRAM]
        return subprocess.run(
            command, env=os.environ | {"PYTHONHASHSEED": seed}, cwd=ROOT, check=True, capture_output=True
        ).stdout

    assert run("1") == run("2") != b""
