"""Sheets of workbooks: what Excel types, what it hides, and what stands beside the table."""

from datetime import date, datetime, time
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from send_analysis.core.errors import DataError
from send_analysis.sources.layout import Layout
from send_analysis.sources.raw_rows import RawRows
from send_analysis.sources.workbooks import read_workbook


@pytest.fixture
def read(tmp_path):
    """A function that writes rows of cells as a sheet and reads it."""

    def reads(*rows: list[object], sheet: str | None = None) -> RawRows:
        path = write(tmp_path / "rows.xlsx", {"Requests": rows})
        return read_workbook(path, Layout(sheet), "rows.xlsx")

    return reads


def write(path: Path, sheets: dict[str, object]) -> Path:
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
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


# Errors of Excel's


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!"])
def test_an_error_of_excels_is_kept_and_not_read_as_blank(read, error):
    rows = read(["a", "b", "c"], [1, error, 2], [3, 4, error])
    assert [row(rows, 0), row(rows, 1)] == [["1", error, "2"], ["3", "4", error]]


def test_errors_are_found_on_the_sheet_that_is_read(tmp_path):
    path = write(tmp_path / "rows.xlsx", {"One": [["a"], ["#N/A"]], "Two": [["a"], ["fine"]]})
    assert row(read_workbook(path, Layout("Two"), "rows.xlsx")) == ["fine"]
    assert row(read_workbook(path, Layout("One"), "rows.xlsx")) == ["#N/A"]


def test_an_error_far_to_the_right_is_found(read):
    names = [f"column_{number}" for number in range(40)]
    assert row(read(names, [*["x"] * 39, "#NAME?"]))[-1] == "#NAME?"


# One fault


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(tmp_path):
    path = write(tmp_path / "rows.xlsx", {"One": [["a"]], "Two": [["a"]]})
    with pytest.raises(DataError) as error:
        read_workbook(path, Layout("Three"), "rows.xlsx")
    assert str(error.value) == "rows.xlsx: there is no sheet Three. Its sheets are: One, Two."


def test_an_empty_sheet_has_not_even_a_header(read):
    with pytest.raises(DataError, match=r"rows\.xlsx: sheet Requests is empty; it has not even a header row\."):
        read()


def test_a_sheet_whose_table_begins_lower_down_is_said_in_words(read):
    with pytest.raises(DataError, match="row 1 of sheet Requests is blank; the names of the columns must stand in it"):
        read([], ["a", "b"], [1, 2])


def test_two_columns_of_one_name_are_named_by_number(read):
    with pytest.raises(DataError, match=r"rows\.xlsx: columns 1 and 3 have the same name in row 1"):
        read(["a", "b", "a "])


def test_a_zip_that_is_no_workbook_is_said_in_words(tmp_path):
    with ZipFile(tmp_path / "rows.xlsx", "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(DataError, match=r"is not a workbook in \.xlsx form, or has a password"):
        read_workbook(tmp_path / "rows.xlsx", Layout(), "rows.xlsx")
