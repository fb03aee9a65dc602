"""Figures in rows and columns."""

from dataclasses import replace

import pandas as pd
import pytest

from send_analysis.core.errors import DisclosureError
from send_analysis.core.figures import COLUMNS, Figures
from send_analysis.core.windows import Windows
from send_analysis.present.layout import Header, Layout, largest_rows_first, period_headers
from tests.present.builders import (
    APPEALS,
    ENGLAND,
    JUNE_2022,
    RATE,
    SECTION,
    YEAR,
    YEAR_BEFORE,
    areas,
    bars,
    by_area,
    by_category,
    figure,
    lines,
    released,
)

GRADE = "quality.section_grade"


# It works


def test_a_row_and_a_column_together_name_a_figure():
    layout = bars({"health": 41.4, "school": 96.0}, {"health": 50.0, "school": 90.0})
    values = [[layout.figure(row, column)["value"] for column in layout.columns] for row in layout.rows]
    assert values == [[41.4, 50.0], [96.0, 90.0]]


def test_a_column_of_the_previous_year_shows_pya():
    layout = lines([20.0, 30.0], [60.0, 70.0])
    assert [figure["value"] for *_, figure in layout.cells()] == [20.0, 60.0, 30.0, 70.0]


def test_pya_is_the_outturn_where_the_authority_says_so():
    windows = Windows(JUNE_2022.reported, JUNE_2022.as_at, previous="outturn")
    figures = released(figure(APPEALS, 38), figure(APPEALS, 55, windows.previous_year(YEAR)))
    column = Header("2021", APPEALS, previous_year=True)
    layout = Layout("Appeals", "Period", period_headers([YEAR]), (column,), figures, previous_year=windows.previous_year)
    assert layout.figure(layout.rows[0], column)["value"] == 55


def test_a_breakdown_in_a_row_and_one_in_a_column_make_a_crossed_one():
    figures = released(*by_category(GRADE, "section / grade", {"G / good": 64.3, "B / good": 89.3}))
    rows = tuple(Header(name, GRADE, YEAR, "section / grade", name) for name in "BG")
    layout = Layout("Grades", "Section", rows, (Header("Good", breakdown="good"),), figures)
    assert [figure["value"] for *_, figure in layout.cells()] == [89.3, 64.3]


def test_periods_are_named_by_their_label():
    assert [header.label for header in period_headers([YEAR, YEAR_BEFORE])] == [
        "1 January to 22 June 2022",
        "1 January to 22 June 2021",
    ]


def test_symbols_are_those_that_stand_in_the_layout_in_the_order_of_the_standard():
    layout = bars({"a": "c", "b": "z", "d": 1.0, "e": 0.01})
    assert list(layout.symbols()) == ["z", "c", "low"]


# Something is missing


def test_a_figure_that_there_is_not_is_none_and_its_symbol_says_not_available():
    layout = bars({"health": 41.4})
    layout = replace(
        layout, rows=(*layout.rows, Header("School", layout.rows[0].measure, topic="cause", breakdown="school"))
    )
    assert layout.figure(layout.rows[1], layout.columns[0]) is None
    assert layout.symbols() == {"x": "not available"}


def test_figures_that_have_not_passed_disclosure_control_are_refused():
    figures = Figures(pd.DataFrame([figure(RATE, 39.8)], columns=list(COLUMNS)))
    with pytest.raises(DisclosureError, match=r"On time: these figures have not passed disclosure control\."):
        Layout("On time", "Month", (), (), figures)


def test_a_row_and_a_column_that_name_no_measure_are_refused():
    layout = replace(bars({"health": 41.4}), rows=(Header("Health"),))
    with pytest.raises(ValueError, match="do not name a measure and a period"):
        list(layout.cells())


# A benchmark beside


def benchmark_layout(*columns: Header) -> Layout:
    own = by_category(SECTION, "section", {"G": 64.3})
    other = by_category(SECTION, "section", {"G": 40.0}, area_code="benchmark-all", area_name="All", status="published")
    return Layout("G", "Section", (Header("G", SECTION, YEAR, "section", "G"),), columns, released(*own, *other))


def test_a_benchmark_never_stands_in_place_of_the_authoritys_figure():
    layout = benchmark_layout(Header("Ours"), Header("Theirs", area="benchmark-all"))
    assert [figure["value"] for *_, figure in layout.cells()] == [64.3, 40.0]


# Several areas


def two_areas(*columns: Header) -> Layout:
    figures = released(*by_area(RATE, {"866": 39.8, ENGLAND: 60.4}))
    return Layout("On time", "Period", period_headers([YEAR]), columns, figures)


def test_a_figure_of_any_area_is_found_by_its_code():
    layout = two_areas(Header("Ours", RATE, area="866"), Header("England", RATE, area=ENGLAND))
    assert [figure["value"] for *_, figure in layout.cells()] == [39.8, 60.4]


def test_the_areas_can_be_rows():
    layout = replace(areas({"866": 39.8, ENGLAND: 60.4}), rows=(Header("England", area=ENGLAND), Header("Ours", area="866")))
    assert [figure["value"] for *_, figure in layout.cells()] == [60.4, 39.8]


def test_the_authoritys_own_figure_is_found_by_its_code_too():
    layout = lines([20.0, 30.0])
    layout = replace(layout, columns=(replace(layout.columns[0], area="866"),))
    assert [figure["value"] for *_, figure in layout.cells()] == [20.0, 30.0]


def test_an_area_without_figures_is_not_available():
    layout = two_areas(Header("Theirs", RATE, area="867"))
    assert layout.figure(layout.rows[0], layout.columns[0]) is None


def test_a_layout_of_several_areas_can_be_made_and_only_looking_up_without_an_area_is_refused():
    layout = two_areas(Header("Rate", RATE))
    with pytest.raises(
        ValueError, match=r"On time: figures of several areas stand in one table \(866, E92000001\); give each"
    ):
        list(layout.cells())


def test_a_message_about_many_areas_names_the_first_of_them():
    layout = replace(areas({str(code): 50.0 for code in range(800, 950)}), rows=(Header("Ours"),))
    with pytest.raises(ValueError, match=r"\(800, 801, 802, 803, 804, …\)"):
        list(layout.cells())


# Rows by size


def test_rows_can_stand_by_size_without_the_noughts_and_with_the_missing_ones_last():
    layout = largest_rows_first(bars({"a": 3.0, "b": "c", "d": 0.0, "e": 40.0, "f": None}))
    assert [row.label for row in layout.rows] == ["E", "A", "B", "F"]


# Edges


@pytest.mark.parametrize("layout", [lines([]), bars({})])
def test_an_empty_layout_has_no_cells_and_no_symbols(layout):
    assert (list(layout.cells()), layout.symbols()) == ([], {})
