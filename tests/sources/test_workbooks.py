"""Sheets of workbooks: what Excel types, where the table stands in the sheet, and what stands beside it."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from send_analysis.core.errors import DataError
from send_analysis.sources.layout import Layout
from send_analysis.sources.raw_rows import RawRows
from send_analysis.sources.workbook_sheets import load, opened
from send_analysis.sources.workbooks import read_workbook
from tests.sources.workbook_files import ods_rows, write_ods, write_xls, write_xlsb

KNOWN = Layout(known=frozenset({"request_id", "received_on", "decided_on", "locality", "outcome"}))
HEADER = ["request_id", "received_on", "locality"]


@pytest.fixture
def read(tmp_path):
    """A function that writes rows of cells as a sheet and reads it."""

    def reads(*rows: list[object], layout: Layout | None = None, merged: tuple[str, ...] = ()) -> RawRows:
        path = write(tmp_path / "rows.xlsx", {"Requests": rows}, merged=merged)
        return read_workbook(path, layout or Layout(), "rows.xlsx")

    return reads


def write(path: Path, sheets: dict[str, object], *, merged: tuple[str, ...] = (), hidden: tuple[str, ...] = ()) -> Path:
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
        for row in rows:
            sheet.append(row)
        for cells in merged:
            sheet.merge_cells(cells)
    workbook.save(path)
    return path


def row(rows: RawRows, number: int = 0) -> list[str | None]:
    return [None if value != value else value for value in rows.frame.iloc[number]]


# It works


def test_every_cell_becomes_text_as_it_would_be_typed(read):
    rows = read(["a", "b", "c", "d", "e"], [1001, 1.5, True, " text ", time(9, 5)])
    assert row(rows) == ["1001", "1.5", "true", "text", "09:05:00"]
    assert rows.frame.dtypes.eq("str").all()


def test_days_are_days_and_times_are_times(read):
    rows = read(["day", "moment"], [date(2022, 6, 22), datetime(2022, 6, 22, 14, 30)])
    assert row(rows) == ["2022-06-22", "2022-06-22 14:30:00"]


def test_a_day_among_times_is_its_midnight(read):
    rows = read(["moment"], [datetime(2022, 6, 22, 14, 30)], [datetime(2022, 6, 23)], ["23/06/2022"])
    assert rows.frame["moment"].tolist() == ["2022-06-22 14:30:00", "2022-06-23 00:00", "23/06/2022"]


def test_the_first_sheet_is_read_unless_another_is_named(tmp_path):
    path = write(tmp_path / "rows.xlsx", {"One": [["a"], [1]], "Two": [["a"], [2]]})
    assert row(read_workbook(path, Layout(), "rows.xlsx")) == ["1"]
    assert row(read_workbook(path, Layout("Two"), "rows.xlsx")) == ["2"]


def test_empty_rows_are_left_out_and_the_numbering_goes_on(read):
    rows = read(["a", "b"], [1, 2], [], ["  ", None], [3, None])
    assert rows.row_numbers.tolist() == [2, 5]
    assert row(rows, 1) == ["3", None]


def test_empty_columns_to_the_right_are_left_out(read):
    rows = read(["a", None, " ", ""], [1, None, " ", ""])
    assert list(rows.frame) == ["a"]


def test_a_note_beside_the_table_is_a_column_without_a_name(read):
    rows = read(["a"], [1, None, "ask Ann"])
    assert list(rows.frame) == ["a", "column 3 (no name)"]


def test_a_sheet_with_a_header_alone_is_a_table_without_rows(read):
    rows = read(["a", "b"])
    assert (list(rows.frame), len(rows)) == (["a", "b"], 0)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.25, "0.25"), (0.1 + 0.2, "0.3"), (1e21, "1" + "0" * 21), (-3.0, "-3"), (timedelta(hours=30, minutes=5), "30:05:00"),
        (datetime(2022, 6, 22, 14, 29, 59, 999_900), "2022-06-22 14:30:00"), ("00123", "00123"), (44734, "44734"),
    ],
)  # fmt: skip
def test_a_number_has_the_digits_that_excel_shows(read, value, text):
    assert row(read(["a"], [value])) == [text]


def test_days_that_count_from_1904_are_the_same_days(tmp_path):
    workbook = Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    workbook.active.append(["day"])
    workbook.active.append([date(2022, 6, 22)])
    workbook.save(tmp_path / "rows.xlsx")
    assert row(read_workbook(tmp_path / "rows.xlsx", Layout(), "rows.xlsx")) == ["2022-06-22"]


@pytest.mark.parametrize("ending", [".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"])
def test_every_kind_of_workbook_gives_the_same_rows(tmp_path, ending):
    rows = [["A title"], [], HEADER, [1, "soon", "north"], [2, None, True], ["Total", 2]]
    writers = {".xlsb": write_xlsb, ".xls": write_xls, ".ods": write_ods}
    path = writers.get(ending, write)(tmp_path / f"rows{ending}", {"Notes": [["x"]], "Requests": rows})
    whole = read_workbook(path, KNOWN, "rows")
    assert [row(whole, 0), row(whole, 1)] == [["1", "soon", "north"], ["2", None, "true"]]
    assert whole.row_numbers.tolist() == [4, 5]
    assert whole.notes == (
        "Sheet Requests is read, one of 2.",
        "Row 3 holds the names of the columns.",
        "Row 6 is a totals row and is not read.",
    )


# Where the table stands in the sheet


def test_the_header_is_found_below_a_merged_title_and_rows_keep_their_numbers(read):
    rows = read(["Requests, June 2022"], [], [], HEADER, [1, "a", "x"], [], [2, "b", "y"], layout=KNOWN, merged=("A1:C2",))
    assert list(rows.frame) == HEADER
    assert rows.row_numbers.tolist() == [5, 7]
    assert rows.notes == ("Row 4 holds the names of the columns.",)


def test_params_say_which_row_is_the_header(read):
    rows = read(HEADER, ["a", "b", "c"], [1, 2, 3], layout=Layout(header_row=2, known=KNOWN.known))
    assert (list(rows.frame), rows.row_numbers.tolist()) == (["a", "b", "c"], [3])


def test_a_header_far_down_can_be_named(read):
    rows = read(*[[f"line {number}"] for number in range(40)], ["a", "b"], [1, 2], layout=Layout(header_row=41))
    assert (list(rows.frame), rows.row_numbers.tolist()) == (["a", "b"], [42])


def test_a_table_that_begins_in_another_column_keeps_its_place(read):
    rows = read([], [None, None, *HEADER], [None, None, 1, "a", "x"], layout=KNOWN)
    assert (list(rows.frame), row(rows), rows.row_numbers.tolist()) == (HEADER, ["1", "a", "x"], [3])


def test_of_two_header_rows_the_lower_one_counts_and_takes_names_merged_down_into_it(read):
    group = ["Request ID", "Outcome", "Dates", None]
    names = [None, None, "received on", "decided on"]
    rows = read(group, names, [1, "assess", "a", "b"], layout=KNOWN, merged=("A1:A2", "B1:B2", "C1:D1"))
    assert list(rows.frame) == ["Request ID", "Outcome", "received on", "decided on"]
    assert rows.row_numbers.tolist() == [3]


def test_a_known_name_above_a_blank_one_is_the_name_also_where_merging_is_not_told(tmp_path):
    group, names = ["Request ID", "Dates", None, "Team"], [None, "received on", "decided on", None]
    path = write_ods(tmp_path / "rows.ods", {"Requests": [group, names, ["1", "a", "b", "c"]]})
    assert list(read_workbook(path, KNOWN, "rows.ods").frame) == [
        "Request ID", "received on", "decided on", "column 4 (no name)",
    ]  # fmt: skip


def test_a_name_broken_over_lines_is_one_name(read):
    assert list(read(["Date\n received"], [1]).frame) == ["Date received"]


def test_totals_at_the_end_are_left_out_and_named(read):
    rows = read(HEADER, [1, "a", "x"], ["Total", 1], [], [None, "Grand total:", 1], layout=KNOWN)
    assert rows.row_numbers.tolist() == [2]
    assert rows.notes == ("Row 3 is a totals row and is not read.", "Row 5 is a totals row and is not read.")


def test_totals_between_rows_stay_rows_to_be_told_of(read):
    assert read(HEADER, [1, "a", "x"], ["Total", 1], [2, "b", "y"]).row_numbers.tolist() == [2, 3, 4]


def test_values_merged_over_several_rows_are_not_guessed_but_named(read):
    rows = read(["a", "b"], ["x", 1], [None, 2], [None, 3], merged=("A2:A4",))
    assert rows.frame["a"].isna().tolist() == [False, True, True]
    assert rows.notes == ("1 value merged over several rows: only the first of the rows has it.",)


def test_hidden_rows_are_read_and_that_is_said(tmp_path):
    workbook = Workbook()
    for cells in (["a"], [1], [2]):
        workbook.active.append(cells)
    workbook.active.row_dimensions[2].hidden = True
    workbook.save(tmp_path / "rows.xlsx")
    rows = read_workbook(tmp_path / "rows.xlsx", Layout(), "rows.xlsx")
    assert (len(rows), rows.notes) == (2, ("Hidden rows and columns are read like the others.",))


# Which sheet is the table


def test_another_sheet_is_read_where_it_alone_holds_the_columns(tmp_path):
    sheets = {"Notes": [["How to use this"], ["outcome", "x"]], "Data": [HEADER, [1, "a", "x"]], "Codes": [["outcome"]]}
    rows = read_workbook(write(tmp_path / "rows.xlsx", sheets), KNOWN, "rows.xlsx")
    assert (list(rows.frame), rows.notes) == (HEADER, ("Sheet Data is read, one of 3.",))


def test_the_first_of_two_sheets_that_could_be_meant_is_read_and_that_is_said(tmp_path):
    sheets = {"Notes": [["x"], [1]], "May": [HEADER], "June": [HEADER]}
    rows = read_workbook(write(tmp_path / "rows.xlsx", sheets), KNOWN, "rows.xlsx")
    assert list(rows.frame) == ["x"]
    assert rows.notes[-1] == "Other sheets hold more of the columns' names; name the one that is meant as `sheet`."


def test_the_first_sheet_that_fits_is_not_left_for_one_that_fits_a_little_better(tmp_path):
    sheets = {"One": [HEADER, [1, "a", "x"]], "Two": [[*HEADER, "outcome", "decided_on"]]}
    assert len(read_workbook(write(tmp_path / "rows.xlsx", sheets), KNOWN, "rows.xlsx")) == 1


def test_a_hidden_sheet_is_read_only_when_it_is_named(tmp_path):
    path = write(tmp_path / "rows.xlsx", {"Lists": [["b"], [2]], "Data": [["a"], [1]]}, hidden=("Lists",))
    assert list(read_workbook(path, Layout(), "rows.xlsx").frame) == ["a"]
    assert list(read_workbook(path, Layout("Lists"), "rows.xlsx").frame) == ["b"]


def test_a_sheet_of_a_chart_is_no_table(tmp_path):
    workbook = Workbook()
    workbook.active.append(["a"])
    workbook.create_chartsheet("Chart", 0)
    workbook.save(tmp_path / "rows.xlsx")
    assert list(read_workbook(tmp_path / "rows.xlsx", Layout(), "rows.xlsx").frame) == ["a"]


@pytest.mark.parametrize("sheet", ["=cmd|' -C calc'!A0", "<b>", "Ünïcode & more", "'"])
def test_a_sheet_may_have_any_name(tmp_path, sheet):
    path = write_ods(tmp_path / "rows.ods", {"One": [["a"]], sheet: [["<script>"], ["x"]]})
    rows = read_workbook(path, Layout(sheet), "rows.ods")
    assert rows.frame.to_dict("list") == {"<script>": ["x"]}


@pytest.mark.parametrize("wanted", ["data", " Data "])
def test_case_and_spaces_around_the_name_of_a_sheet_make_no_difference(tmp_path, wanted):
    path = write(tmp_path / "rows.xlsx", {"One": [["a"]], "Data": [["b"]]})
    assert list(read_workbook(path, Layout(wanted), "rows.xlsx").frame) == ["b"]


# One fault


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(tmp_path):
    path = write(tmp_path / "rows.xlsx", {"One": [["a"]], "Two": [["a"]]})
    with pytest.raises(DataError) as error:
        read_workbook(path, Layout("Three"), "rows.xlsx")
    assert str(error.value) == "rows.xlsx: there is no sheet Three. Its sheets are: One, Two."


def test_an_empty_sheet_has_not_even_a_header(read):
    with pytest.raises(DataError, match=r"rows\.xlsx: sheet Requests is empty; it has not even a header row\."):
        read()


@pytest.mark.parametrize("header_row", [None, 1, 9, 500])
def test_a_header_row_that_is_blank_is_said_in_words(read, header_row):
    said = f"row {header_row or 1} of sheet Requests is blank; the names of the columns must stand in it. Where"
    with pytest.raises(DataError, match=said):
        read([], ["a", "b"], [1, 2], layout=Layout(header_row=header_row))


def test_two_columns_of_one_name_are_named_by_number(read):
    with pytest.raises(DataError, match=r"rows\.xlsx: columns 1 and 3 have the same name in row 1"):
        read(["a", "b", "a "])


# Hostile sheets


def test_thousands_of_blank_columns_are_left_out(read):
    rows = read(["a", *[None] * 2500, "far"], ["x", *[None] * 2500, "y"])
    assert (list(rows.frame), row(rows)) == (["a", "far"], ["x", "y"])


def test_rows_that_are_formatted_but_empty_cost_nothing_but_their_reading(tmp_path):
    blanks = '<table:table-cell table:number-columns-repeated="16384"/>'
    rows = ods_rows([["a"], [1]]) + f'<table:table-row table:number-rows-repeated="1048574">{blanks}</table:table-row>'
    assert len(read_workbook(write_ods(tmp_path / "rows.ods", {"One": rows, "Two": rows}), Layout(), "rows.ods")) == 1


# What is wrong with this program is not laid to the file


@pytest.mark.parametrize("fault", [LookupError, ValueError, RuntimeError, NotImplementedError, EOFError, StopIteration])
def test_a_fault_of_ours_while_a_workbook_is_open_stays_what_it_is(tmp_path, fault):
    path = write(tmp_path / "rows.xlsx", {"Requests": [HEADER]})
    with pytest.raises(fault, match="ours"), opened(path, "rows.xlsx"):
        raise fault("ours")


def test_a_sheet_that_is_damaged_is_said_in_words_while_the_workbook_is_open(tmp_path):
    path, whole = tmp_path / "rows.xlsx", write(tmp_path / "whole.xlsx", {"Requests": [HEADER, ["1", "2", "3"]]})
    with ZipFile(whole) as source, ZipFile(path, "w") as target:
        for name in source.namelist():
            target.writestr(name, b"<worksheet><sheetData><row" if "sheet1" in name else source.read(name))
    with pytest.raises(DataError, match=r"rows\.xlsx: is not a workbook"), opened(path, "rows.xlsx") as workbook:
        load(path, workbook, "Requests")
