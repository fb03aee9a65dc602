"""The Excel template: tables found by their titles, cells as they would be typed, records joined by the two numbers."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from send_analysis.core.errors import DataError
from send_analysis.sen2.fields import MODULES, PLACE
from send_analysis.sen2.forms.template import read_template
from send_analysis.sen2.tables import Batch
from tests.sen2.returns import SOUND, person, request, write_template

Edit = Callable[[Callable[[Worksheet], object]], Batch]


@pytest.fixture(scope="module")
def sound(tmp_path_factory) -> bytes:
    """A sound return of two persons, the first with two requests."""
    one = person()
    one["requests"].append(request(assessment=None))
    return write_template(tmp_path_factory.mktemp("sound") / "template.xlsx", [one, person()]).read_bytes()


@pytest.fixture
def path(tmp_path, sound) -> Path:
    (tmp_path / "template.xlsx").write_bytes(sound)
    return tmp_path / "template.xlsx"


@pytest.fixture
def edited(path) -> Edit:
    """A function that changes the sheet of a sound return of two persons and reads it."""

    def edits(change: Callable[[Worksheet], object]) -> Batch:
        workbook = load_workbook(path)
        change(workbook["Data Entry Template"])
        workbook.save(path)
        return read(path)

    return edits


def read(path: Path) -> Batch:
    return read_template(path, path.name)


def refusal(path: Path) -> str:
    with pytest.raises(DataError) as error:
        read(path)
    return str(error.value)


def cells(sheet: Worksheet, text: str) -> Iterator:
    """The cells of a sheet with a text, from the top."""
    return (cell for row in sheet.iter_rows() for cell in row if cell.value == text)


def below(sheet: Worksheet, label: str, number: int = 0):
    """The first cell below a column's label; of several such columns, that of the one with this number."""
    cell = list(cells(sheet, label))[number]
    return sheet.cell(cell.row + 1, cell.column)


def put(label: str, value: object, number: int = 0) -> Callable[[Worksheet], None]:
    def puts(sheet: Worksheet) -> None:
        below(sheet, label, number).value = value

    return puts


# It works


def test_each_record_stands_in_the_table_of_its_module(tmp_path):
    batch = read(write_template(tmp_path / "template.xlsx", [person()]))
    for module, values in SOUND.items():
        (row,) = [row.dropna().to_dict() for _, row in batch.tables[module].iterrows()]
        keys = {PLACE.person: "1"} | ({} if module == "person" else {PLACE.request: "1-501"})
        assert {name: value for name, value in row.items() if name != PLACE.record} == keys | values
    assert (batch.unknown, batch.faults, batch.malformed, batch.notes) == ((), {}, {}, ())


def test_the_header_is_the_row_below_its_labels(path):
    header = read(path).header
    assert (header.values["reference_date"], header.values["authority"], header.version) == ("2026-01-15", "999", "1.3")


def test_records_are_the_rows_of_the_sheet(path):
    sheet = load_workbook(path)["Data Entry Template"]
    tables = read(path).tables
    for module in ("person", "senneed"):
        rows = tables[module][PLACE.record].tolist()
        assert [sheet.cell(row, 1).value for row in rows] == [module] * len(rows)


def test_tables_may_stand_on_sheets_of_their_own(tmp_path, path):
    one = person()
    one["requests"].append(request(assessment=None))
    own = read(write_template(tmp_path / "own.xlsx", [one, person()], own_sheets=True))
    for module, table in read(path).tables.items():
        assert own.tables[module].drop(columns=PLACE.record).equals(table.drop(columns=PLACE.record))
    assert own.tables["person"][PLACE.record].tolist() == [2, 3]


def test_a_workbook_from_before_submission_has_the_export_s_names_and_no_header(tmp_path):
    workbook = Workbook()
    workbook.active.title = "Person"
    workbook.active.append(["persontableid", "surname", "sex"])
    workbook.active.append([1, "SYNTHETIC", "F"])
    sheet = workbook.create_sheet("Requests")
    sheet.append(["requeststableid", "persontableid", "receiveddate", "rquestsource", "rya"])
    sheet.append([501, 1, date(2025, 1, 6), 1, 0])
    workbook.save(tmp_path / "before.xlsx")
    batch = read(tmp_path / "before.xlsx")
    (row,) = [row.dropna().to_dict() for _, row in batch.tables["requests"].iterrows()]
    assert row == {
        PLACE.record: 2, PLACE.person: "1", PLACE.request: "1-501",
        "received_on": "2025-01-06", "request_source": "1", "youth_accommodation": "0",
    }  # fmt: skip
    assert batch.notes[0].startswith("Tables that the workbook does not have, and so no records: Header Record, Assessments")


def test_each_record_knows_its_request(path):
    tables = read(path).tables
    assert tables["requests"][PLACE.request].tolist() == ["1-501", "1-502", "2-503"]
    assert tables["plandetail"][PLACE.request].tolist() == ["1-501", "2-503"]
    assert tables["senneed"][PLACE.person].tolist() == ["1", "1", "2"]


# What Excel makes of cells


@pytest.mark.parametrize(
    "value", [date(2025, 1, 7), datetime(2025, 1, 7), 45664, "2025-01-07", "07/01/2025", " 2025-01-07 "], ids=repr
)
def test_a_date_may_be_a_date_a_number_or_text(edited, value):
    batch = edited(put("Date request was received", value))
    assert batch.tables["requests"]["received_on"].iloc[0] == "2025-01-07"


def test_numbers_have_no_decimal_point(edited):
    batch = edited(put("URN - Unique Reference Number", 100001.0))
    assert batch.tables["plandetail"]["urn"].iloc[0] == "100001"


def test_a_number_that_is_no_day_stays_one_in_a_column_of_dates(edited):
    batch = edited(put("Date request was received", 2025))
    assert batch.tables["requests"]["received_on"].iloc[0] == "2025"


def test_an_error_of_excel_s_is_kept_and_not_read_as_blank(edited):
    batch = edited(put("Request Outcome", "#N/A"))
    assert batch.tables["requests"]["outcome"].iloc[0] == "#N/A"


@pytest.mark.parametrize(
    "label",
    ["2.1 Date request was received", "Date request was\nreceived *", "DATE REQUEST WAS RECEIVED (ccyy-mm-dd)"],
)
def test_labels_may_be_decorated(edited, label):
    def rename(sheet):
        next(cells(sheet, "Date request was received")).value = label

    assert edited(rename).tables["requests"]["received_on"].iloc[0] == "2025-01-06"


# What stands around the tables


def test_rows_that_the_template_fills_itself_are_no_records(edited):
    def fill(sheet):
        row = next(cells(sheet, "Requests Records")).row - 1
        sheet.cell(row, 1).value, sheet.cell(row, 2).value = "person", "999"

    assert len(edited(fill).tables["person"]) == 2


def test_a_record_type_that_is_called_as_a_table_is_no_title(edited):
    def rename(sheet):
        for cell in list(cells(sheet, "person")):
            cell.value = "Person Record"

    assert len(edited(rename).tables["person"]) == 2


def test_a_row_of_instructions_may_stand_below_a_title(edited):
    def insert(sheet):
        row = next(cells(sheet, "SEN Need Records")).row + 1
        sheet.insert_rows(row)
        sheet.cell(row, 1).value = "Please give at least one need for each plan"

    assert len(edited(insert).tables["senneed"]) == 3


def test_a_column_that_means_nothing_is_named_with_its_module(edited):
    def rename(sheet):
        next(cells(sheet, "Request Tribunal")).value = "Favourite\ncolour"

    assert edited(rename).unknown == ("Requests/Favourite colour",)


def test_a_value_beside_a_table_is_named_by_its_column(edited):
    batch = edited(lambda sheet: setattr(sheet.cell(below(sheet, "SEN Type of Need").row, 30), "value", "SECRET"))
    assert batch.unknown == ("SENneed/column 30 (no name)",)


# What is wrong with records


def test_a_record_whose_request_is_not_there_has_none(edited):
    batch = edited(put("Requests record ID", 77, 1))
    assert batch.tables["assessment"][PLACE.request].isna().tolist() == [True, False]
    assert batch.tables["assessment"][PLACE.person].tolist() == ["1", "2"]


def test_a_record_of_another_person_than_its_request_s_has_none(edited):
    batch = edited(put("Person ID", 2, 2))
    assert batch.tables["assessment"][PLACE.request].isna().tolist() == [True, False]


def test_a_request_whose_person_is_not_there_has_no_person(edited):
    batch = edited(put("Person ID", 77, 1))
    assert batch.tables["requests"][PLACE.person].isna().tolist() == [True, False, False]


# One fault


def test_a_workbook_of_something_else_is_said_to_be_none(tmp_path):
    workbook = Workbook()
    workbook.active.append(["a", "b"])
    workbook.save(tmp_path / "other.xlsx")
    assert refusal(tmp_path / "other.xlsx") == (
        "other.xlsx: is no SEN2 template: there is no table Person Record and no table Requests Records with its columns below."
    )


def test_keys_that_are_missing_are_all_named(path):
    workbook = load_workbook(path)
    sheet = workbook["Data Entry Template"]
    next(cells(sheet, "Person ID")).value = "Number"
    list(cells(sheet, "Requests record ID"))[-1].value = "Number"
    workbook.save(path)
    said = refusal(path)
    assert "the table Person Record on sheet Data Entry Template has no column Person ID" in said
    assert "the table SEN Need Records on sheet Data Entry Template has no column Requests record ID" in said


def test_a_table_that_is_there_twice_is_asked_about(path):
    workbook = load_workbook(path)
    workbook["Data Entry Template"].title = "One"
    workbook.copy_worksheet(workbook["One"]).title = "Two"
    workbook.save(path)
    assert "sheets One and Two: the table of header is there twice" in refusal(path)


def test_a_file_that_is_no_workbook_is_said_in_words(tmp_path):
    (tmp_path / "template.xlsx").write_bytes(b"hello")
    assert refusal(tmp_path / "template.xlsx").startswith("template.xlsx: is not a workbook")


# Any bytes at all


def outcome(path: Path) -> Batch | str:
    """The return, or why there is none."""
    try:
        return read(path)
    except DataError as error:
        return str(error)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_happens_to_a_workbook_it_is_read_or_refused(path, data):
    whole = path.read_bytes()
    begin = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(begin, min(begin + 40, len(whole))))
    path.write_bytes(whole[:begin] + data.draw(st.binary(max_size=20)) + data.draw(st.sampled_from([whole[end:], b""])))
    found = outcome(path)
    path.write_bytes(whole)
    assert found.startswith("template.xlsx: ") if isinstance(found, str) else set(found.tables) == set(MODULES)


WORDS = [
    "", "Header Record", "Person Record", "Person", "Requests Records", "SEN Need Records", "Person ID", "Requests record ID",
    "Surname", "Sex", "Date of Birth", "Date request was received", "Request Outcome", "SEN Type of Need", "Year", "LA Number",
    1, 2, 45664.5, -1e300, True, date(2025, 1, 6), "x",
]  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(st.sampled_from(WORDS), max_size=6), max_size=12))
def test_whatever_cells_a_sheet_has_it_is_read_or_refused(tmp_path, rows):
    workbook = Workbook()
    for row in [["Person Record"], ["Person ID", "Surname", "Sex"], *rows]:
        workbook.active.append(row)
    workbook.save(tmp_path / "cells.xlsx")
    found = outcome(tmp_path / "cells.xlsx")
    assert found.startswith("cells.xlsx: ") if isinstance(found, str) else set(found.tables) == set(MODULES)
