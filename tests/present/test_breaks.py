"""A break in a line chart: where it is, what is said of it, and that no line is drawn across it."""

import pytest

from send_analysis.core.period import Period
from send_analysis.present import theme
from send_analysis.present.breaks import Break, break_label
from send_analysis.present.charts import line_chart
from send_analysis.present.layout import Header, Layout, period_headers
from tests.present.builders import ENGLAND, RATE, by_area, lines, parsed, released
from tests.present.test_charts import line_paths, svgs, words

TEXT = "New collection from 2023"


def over_years(first: int, last: int, *missing: int) -> Layout:
    """Lines of an authority and of England over calendar years."""
    years = [Period.parse(str(year)) for year in range(first, last + 1)]
    rows = [
        row
        for year in years
        for row in by_area(RATE, {"866": None if year.start.year in missing else 60.0, ENGLAND: 50.0}, year)
    ]
    columns = (Header("Swindon", RATE, area="866"), Header("England", RATE, area=ENGLAND))
    return Layout("Plans on time", "Year", period_headers(years), columns, released(*rows))


def upright_lines(html: str) -> int:
    """How many dashed lines in the target's grey there are in both drawings."""
    return sum(f"stroke:{theme.TARGET.lower()}" in path.get("style", "") for path in parsed(html).iter("path"))


# It works


@pytest.mark.parametrize("before", ["2023", 4])
def test_a_break_is_named_by_the_row_that_begins_anew_or_by_its_position(before):
    assert Break(before, TEXT).position(over_years(2019, 2024)) == 4


def test_no_line_is_drawn_across_a_break():
    layout = over_years(2019, 2024)
    assert line_paths(line_chart(layout), theme.COLOURS[0]) == 1
    assert line_paths(line_chart(layout, break_before=Break("2023", TEXT)), theme.COLOURS[0]) == 2


def test_an_upright_line_and_its_text_stand_in_both_drawings():
    html = line_chart(over_years(2019, 2024), break_before=Break("2023", TEXT))
    assert upright_lines(html) == 2
    assert [" ".join(words(html, drawing)).count(TEXT) for drawing in (0, 1)] == [1, 1]


def test_the_break_is_told_in_the_description_and_below_the_chart():
    tree = parsed(line_chart(over_years(2019, 2024), break_before=Break("2023", f"{TEXT}.")))
    said = f"Break in the series between 2022 and 2023 (upright dashed line): {TEXT}. No line is drawn across it."
    assert said in tree.findtext(".//desc")
    assert tree.findtext(".//p[@class='note']") == said
    assert "England: before the break 50.0% throughout, from 2019 to 2022; after the break" in tree.findtext(".//desc")


# One fault


@pytest.mark.parametrize("before", ["2025", 6, -1])
def test_a_row_that_there_is_not_is_refused_with_those_that_there_are(before):
    with pytest.raises(
        ValueError, match=r"Plans on time: there is no row .* there are 2019, 2020, 2021, 2022, 2023, 2024\."
    ):
        line_chart(over_years(2019, 2024), break_before=Break(before, TEXT))


# Edges


def test_before_the_first_row_there_is_nothing_to_break_off():
    layout = over_years(2023, 2024)
    assert line_chart(layout, break_before=Break("2023", TEXT)) == line_chart(layout)


def test_a_gap_beside_the_break_leaves_both_sides():
    html = line_chart(over_years(2019, 2024, 2023), break_before=Break("2023", TEXT))
    assert line_paths(html, theme.COLOURS[0]) == 2  # up to 2022, and 2024 by itself
    assert "Swindon: before the break 60.0% throughout, from 2019 to 2022; after the break 60.0% (2024)." in html


def test_without_figures_there_is_a_table_and_its_note():
    html = line_chart(lines(["c", "c"]), break_before=Break(1, TEXT))
    assert "<svg" not in html
    assert TEXT in html


def test_an_empty_layout_is_a_sentence():
    assert "there are no figures." in line_chart(lines([]), break_before=Break("2023", TEXT))


def test_hostile_text_is_text():
    html = line_chart(over_years(2022, 2024), break_before=Break("2023", "<script>alert(1)</script>"))
    assert "<script" not in html
    assert len(svgs(html)) == 2


# Where the text stands


def test_the_text_stands_over_its_line_where_there_is_room():
    label = break_label(TEXT, rule=200, plot=400, unit_end=20, size=theme.WIDE)
    assert (label.lines, label.at, label.align, label.beside_unit) == ([TEXT], 200, "center", True)


@pytest.mark.parametrize(("rule", "at", "align"), [(390, 400, "right"), (10, 0.0, "left")])
def test_the_text_stands_flush_with_the_plot_where_the_line_is_near_its_edge(rule, at, align):
    label = break_label(TEXT, rule=rule, plot=400, unit_end=20, size=theme.WIDE)
    assert (label.at, label.align) == (at, align)


def test_the_units_name_stands_above_a_text_that_leaves_it_no_room():
    label = break_label(TEXT, rule=10, plot=180, unit_end=20, size=theme.NARROW)
    assert not label.beside_unit
    assert label.unit_up(theme.NARROW) == label.height(theme.NARROW) == theme.NARROW.leading


def test_a_long_text_is_broken_to_the_width_of_the_plot():
    label = break_label(
        "A new collection of each person's own record begins here", rule=150, plot=180, unit_end=20, size=theme.NARROW
    )
    assert max(map(len, label.lines)) <= 180 / (theme.LETTER * theme.NARROW.points)
    assert len(label.lines) > 1
