"""Cells that a reader of workbooks passes over as blank though they are not, and files that are no workbooks or damaged."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from send_analysis.core.errors import DataError
from send_analysis.datasets.coerce import EXCEL_ERRORS
from send_analysis.sources.compound_file import read_stream
from send_analysis.sources.layout import Layout
from send_analysis.sources.raw_rows import RawRows
from send_analysis.sources.workbook_errors import ERRORS
from send_analysis.sources.workbooks import read_workbook
from tests.sources.workbook_files import (
    CODES,
    Error,
    Formula,
    compound_file,
    ods_cell,
    ods_rows,
    write_ods,
    write_ods_content,
    write_xls,
    write_xlsb,
)

WRITERS = {".ods": write_ods, ".xlsb": write_xlsb, ".xls": write_xls}


def write_xlsx(path: Path, xml: str) -> Path:
    """A workbook whose only sheet has this XML for its rows."""
    Workbook().save(path)
    with zipfile.ZipFile(path) as parts:
        content = {name: parts.read(name) for name in parts.namelist()}
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = xml if xml.startswith("<x:") else f'<worksheet xmlns="{main}"><sheetData>{xml}</sheetData></worksheet>'
    content["xl/worksheets/sheet1.xml"] = sheet.replace("xmlns:x=''", f'xmlns:x="{main}"').encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, part in content.items():
            parts.writestr(name, part)
    return path


def header(*names: str) -> str:
    cells = "".join(f'<c r="{chr(65 + at)}1" t="inlineStr"><is><t>{name}</t></is></c>' for at, name in enumerate(names))
    return f'<row r="1">{cells}</row>'


def read(path: Path, sheet: str | None = None) -> RawRows:
    return read_workbook(path, Layout(sheet), path.name)


def cells(rows: RawRows) -> list[list[str | None]]:
    return [[None if value != value else value for value in row] for row in rows.frame.itertuples(index=False)]


# Errors


def test_every_error_is_one_that_no_column_accepts():
    assert ERRORS <= EXCEL_ERRORS


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!"])
def test_an_error_in_xlsx_is_kept_and_not_read_as_blank(tmp_path, error):
    workbook = Workbook()
    for row in (["a", "b", "c"], [1, error, 2], [3, 4, error]):
        workbook.active.append(row)
    workbook.save(tmp_path / "rows.xlsx")
    assert cells(read(tmp_path / "rows.xlsx")) == [["1", error, "2"], ["3", "4", error]]


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("error", CODES)
def test_an_error_in_the_other_kinds_is_kept_too(tmp_path, ending, error):
    rows = [["a", "b", "c"], ["x", Error(error), "y"], ["z", 1, Error(error, of_formula=False)]]
    path = WRITERS[ending](tmp_path / f"rows{ending}", {"One": [["a"], ["fine"]], "Two": rows})
    assert cells(read(path, "Two")) == [["x", error, "y"], ["z", "1", error]]
    assert cells(read(path, "One")) == [["fine"]]


def test_errors_are_found_in_the_small_sectors_of_a_short_file(tmp_path):
    path = write_xls(tmp_path / "rows.xls", {"One": [["a"], [Error("#N/A")]]}, small=True)
    assert cells(read(path)) == [["#N/A"]]


def test_an_error_beyond_the_last_value_widens_the_table(tmp_path):
    path = write_ods(tmp_path / "rows.ods", {"One": [["a"], ["x", None, Error("#N/A")], [], [Error("#REF!")]]})
    rows = read(path)
    assert (list(rows.frame), cells(rows)) == (["a", "column 3 (no name)"], [["x", "#N/A"], ["#REF!", None]])
    assert rows.row_numbers.tolist() == [2, 4]


def test_an_error_that_excel_does_not_know_is_an_error_still(tmp_path):
    path = write_ods(tmp_path / "rows.ods", {"One": [["a"], [Error("Err:502")]]})
    assert cells(read(path)) == [["#VALUE!"]]
    xml = header("a", "b")
    for number, error in enumerate(["#ERROR!", "#GETTING_DATA", "#SPILL!", "Err:508", "#N/A"], start=2):
        xml += f'<row r="{number}"><c r="A{number}" t="e"><v>{error}</v></c><c r="B{number}"><v>{number}</v></c></row>'
    assert cells(read(write_xlsx(tmp_path / "rows.xlsx", xml))) == [
        ["#VALUE!", "2"], ["#GETTING_DATA", "3"], ["#SPILL!", "4"], ["#VALUE!", "5"], ["#N/A", "6"],
    ]  # fmt: skip


def test_repeated_errors_in_ods_are_in_every_cell(tmp_path):
    repeated = ods_cell(Error("#N/A"), 'table:number-columns-repeated="2"')
    xml = ods_rows([["a", "b"]]) + f'<table:table-row table:number-rows-repeated="2">{repeated}</table:table-row>'
    xml += ods_rows([["x", Error("#REF!")]])
    path = write_ods(tmp_path / "rows.ods", {"One": xml})
    assert cells(read(path)) == [["#N/A", "#N/A"], ["#N/A", "#N/A"], ["x", "#REF!"]]


def test_a_word_that_begins_like_an_error_is_text(tmp_path):
    path = write_ods(tmp_path / "rows.ods", {"One": [["a", "b"], ["#1 priority", Error("#N/A")], ["#N/A", "x"]]})
    assert cells(read(path)) == [["#1 priority", "#N/A"], ["#N/A", "x"]]


# Formulas


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B2"><f>A2+1</f></c>',
        '<c r="B2"><f>A2+1</f><v></v></c>',
        '<c r="B2" s="1"><f>A2+1</f><v/></c>',
        '<c r="B2"><f t="shared" si="0"/></c>',
        '<c s="1" r="B2">\n<f>A2</f>\n<v> </v>\n</c>',
        "<c r='B2'><f>A2</f></c>",
    ],
)
def test_a_formula_that_was_never_calculated_is_no_blank(tmp_path, cell):
    path = write_xlsx(tmp_path / "rows.xlsx", header("a", "b") + f'<row r="2"><c r="A2"><v>1</v></c>{cell}</row>')
    rows = read(path)
    assert cells(rows) == [["1", "#CALC!"]]
    assert rows.notes == ("1 cell with a formula that was never calculated. Open the workbook in Excel and save it.",)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="B2" t="str"><f>""</f><v></v></c>', None),
        ('<c r="B2"><f>A2+1</f><v>2</v></c>', "2"),
        ('<c r="B2" t="str"><f>A2</f><v>x</v></c>', "x"),
        ('<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
        ('<c r="B2" s="1"/>', None),
    ],
)
def test_a_formula_that_was_calculated_is_its_result(tmp_path, cell, value):
    path = write_xlsx(tmp_path / "rows.xlsx", header("a", "b") + f'<row r="2"><c r="A2"><v>1</v></c>{cell}</row>')
    rows = read(path)
    assert (cells(rows), rows.notes) == ([["1", value]], ())


def test_a_formula_in_ods_without_a_result_is_no_blank(tmp_path):
    rows = read(write_ods(tmp_path / "rows.ods", {"One": [["a", "b"], ["x", Formula()]]}))
    assert cells(rows) == [["x", "#CALC!"]]
    assert "never calculated" in rows.notes[0]


# Dialects of XML


def test_cells_that_do_not_say_where_they_are_are_counted(tmp_path):
    xml = '<row><c t="inlineStr"><is><t>a</t></is></c><c t="inlineStr"><is><t>b</t></is></c></row>'
    xml += '<row><c><v>1</v></c><c t="e"><v>#N/A</v></c></row><row hidden="1"><c><f>A2</f></c><c><v>2</v></c></row>'
    rows = read(write_xlsx(tmp_path / "rows.xlsx", xml))
    assert cells(rows) == [["1", "#N/A"], ["#CALC!", "2"]]
    assert "Hidden rows and columns are read like the others." in rows.notes


def test_elements_with_a_prefix_are_the_same_elements(tmp_path):
    xml = (
        "<x:worksheet xmlns:x=''><x:sheetData><x:row r='1'><x:c r='A1' t='inlineStr'><x:is><x:t>a</x:t></x:is></x:c></x:row>"
    )
    xml += "<x:row r='2'><x:c r='A2' t='e'><x:v>#N/A</x:v></x:c></x:row><x:row r='3'><x:c r='A3'><x:f>A2</x:f></x:c></x:row>"
    path = write_xlsx(tmp_path / "rows.xlsx", xml + "</x:sheetData></x:worksheet>")
    assert cells(read(path)) == [["#N/A"], ["#CALC!"]]


def test_errors_are_found_across_the_blocks_in_which_a_large_sheet_is_looked_through(tmp_path, monkeypatch):
    monkeypatch.setattr("send_analysis.sources.xml_blocks._BLOCK", 50)
    lines = [
        f'<row r="{row}"><c r="A{row}" t="e"><v>#N/A</v></c><c r="B{row}"><v>{row}</v></c></row>' for row in range(2, 40)
    ]
    rows = read(write_xlsx(tmp_path / "rows.xlsx", header("a", "b") + "".join(lines)))
    assert cells(rows) == [["#N/A", str(row)] for row in range(2, 40)]


# What cannot be read


def test_one_stray_cell_in_the_last_corner_is_said_before_it_fills_the_memory(tmp_path):
    xml = header("a") + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(
        DataError, match=r"^rows\.xlsx: the table would have 1,048,576 rows and 16,384 columns: some cell far"
    ):
        read(write_xlsx(tmp_path / "rows.xlsx", xml))


def test_far_cells_that_are_only_formatted_are_no_table(tmp_path):
    xml = header("a") + '<row r="2"><c r="A2"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert cells(read(write_xlsx(tmp_path / "rows.xlsx", xml))) == [["1"]]


@pytest.mark.parametrize(
    "rows",
    [
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell {} table:number-columns-repeated="16000">{}',
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16000"/>'
        "<table:table-cell {}>{}",
    ],
)
def test_a_value_repeated_over_the_whole_sheet_is_said_before_it_fills_the_memory(tmp_path, rows):
    xml = (
        rows.format('office:value-type="float" office:value="1"', "<text:p>1</text:p>")
        + "</table:table-cell></table:table-row>"
    )
    with pytest.raises(DataError, match=r"^rows\.ods: the table would have 1,000,00\d rows and 16,000 columns"):
        read(write_ods(tmp_path / "rows.ods", {"One": xml}))


def test_xml_that_is_not_whole_is_refused_though_calamine_would_read_on_for_ever(tmp_path):
    path = write_ods(tmp_path / "rows.ods", {"One": ods_rows([["a"]]) + "</table:table><table:table>"})
    assert cells(read(path)) == []
    with zipfile.ZipFile(path) as parts:
        content = parts.read("content.xml").decode()
    write_ods_content(path, content.replace("</table:table>", "</table:tab0le>"))
    with pytest.raises(DataError, match=r"^rows\.ods: is not a workbook"):
        read(path)


@pytest.mark.parametrize("place", ["rows", "columns"])
def test_more_rows_or_columns_than_a_sheet_can_have_are_said(tmp_path, place):
    cell = ods_cell(1, f'table:number-{place}-repeated="99999999"' if place == "columns" else "")
    xml = f'<table:table-row table:number-{place}-repeated="99999999">{cell}</table:table-row>'
    with pytest.raises(DataError, match=r"^rows\.ods: the table would have .*99,999,999"):
        read(write_ods(tmp_path / "rows.ods", {"One": ods_rows([["a"]]) + xml}))


def test_a_damaged_xls_cannot_ask_for_all_memory(tmp_path):
    path = write_xls(tmp_path / "rows.xls", {"One": [["a"], ["marked"]]})
    place = b"\x01\x00\x00\x00\x00\x00\x06\x00\x01m\x00"
    assert path.read_bytes().count(place) == 1
    path.write_bytes(path.read_bytes().replace(place, b"\xff\xff\xff\xff" + place[4:]))
    with pytest.raises(DataError, match=r"^rows\.xls: the table would have 65,536 rows and 65,536 columns"):
        read(path)


@pytest.mark.parametrize("size", [(0, 1 << 31, 0, 1), (9, 2, 0, 1), (0, 2, 9, 1), (0, 1 << 20, 0, 1 << 14)])
def test_an_xls_that_lies_about_its_size_cannot_ask_for_all_memory(tmp_path, size):
    path = write_xls(tmp_path / "rows.xls", {"One": [["a"], [1]]}, size=size)
    with pytest.raises(DataError, match=r"^rows\.xls: (the table would have|is not a workbook)"):
        read(path)


def test_an_xls_may_say_how_large_it_is(tmp_path):
    assert cells(read(write_xls(tmp_path / "rows.xls", {"One": [["a"], [1]]}, size=(0, 2, 0, 1)))) == [["1"]]
    assert cells(read(write_xls(tmp_path / "rows.xls", {"One": [["a"], [1]]}, size=(0, 0, 0, 0)))) == [["1"]]


def test_more_errors_than_can_be_meant_are_said(tmp_path, monkeypatch):
    monkeypatch.setattr("send_analysis.sources.workbook_errors.MOST_ERRORS", 1000)
    xml = ods_rows([["a"]]) + '<table:table-row table:number-rows-repeated="501">'
    xml += ods_cell(Error("#N/A"), 'table:number-columns-repeated="2"') + "</table:table-row>"
    with pytest.raises(DataError, match=r"^rows\.ods: more than 1,000 cells hold errors"):
        read(write_ods(tmp_path / "rows.ods", {"One": xml}))


def test_a_password_is_said(tmp_path):
    locked = '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type=""><manifest:encryption-data/>'
    write_ods_content(tmp_path / "rows.ods", "sealed", locked + "</manifest:file-entry>")
    with pytest.raises(DataError, match=r"rows\.ods: has a password\. Take the password off and save it again\."):
        read(tmp_path / "rows.ods")
    (tmp_path / "rows.xlsx").write_bytes(compound_file("EncryptedPackage", b"sealed".ljust(5000)))
    with pytest.raises(DataError, match=r"rows\.xlsx: .*has a password"):
        read(tmp_path / "rows.xlsx")


@pytest.mark.parametrize("ending", [".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a,b\n1,2\n", r"is not a workbook in {ending} form, or has a password\. Save it again as \.xlsx\."),
        (b"<html><table><tr><td>a</td></tr></table></html>", r"is a web page, not a workbook\."),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', r"is a web page, not a workbook\."),
        (b"PK\x03\x04" + bytes(200), r"is not a workbook in {ending} form"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), r"is not a workbook in {ending} form"),
    ],
)
def test_a_file_that_is_no_workbook_is_said_in_words(tmp_path, ending, content, said):
    path = tmp_path / f"rows{ending}"
    path.write_bytes(content)
    with pytest.raises(DataError, match=said.replace("{ending}", ending)):
        read(path)


def test_a_zip_that_is_no_workbook_is_said_in_words(tmp_path):
    with zipfile.ZipFile(tmp_path / "rows.xlsx", "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(DataError, match=r"is not a workbook in \.xlsx form, or has a password"):
        read(tmp_path / "rows.xlsx")


@pytest.mark.parametrize(("real", "ending"), [(".ods", ".xlsx"), (".xls", ".xlsx"), (".xlsb", ".xlsx"), (".ods", ".xls")])
def test_a_workbook_with_the_ending_of_another_kind_is_read(tmp_path, real, ending):
    path = WRITERS[real](tmp_path / f"rows{ending}", {"One": [["a"], [Error("#N/A")], ["x"]]})
    assert cells(read(path)) == [["#N/A"], ["x"]]


@pytest.mark.parametrize(
    ("place", "said"), [(30, "sectors of a size"), (32, "sectors of a size"), (72, "longer than the file")]
)
def test_a_compound_file_with_an_impossible_header_is_refused(place, said):
    sound = bytearray(compound_file("Workbook", b"x" * 5000))
    sound[place : place + 2] = b"\xff\x0f"
    with pytest.raises(ValueError, match=said):
        read_stream(bytes(sound), "Workbook")


def test_a_compound_file_without_a_workbook_or_with_a_circle_is_refused():
    with pytest.raises(ValueError, match="no such stream"):
        read_stream(compound_file("Document", b"x" * 5000), "Workbook", "Book")
    sound = bytearray(compound_file("Workbook", b"x" * 5000))
    start = 512 + 4 * 2  # the content begins in sector 2, which now follows itself
    sound[start : start + 4] = (2).to_bytes(4, "little")
    with pytest.raises(ValueError, match="circle"):
        read_stream(bytes(sound), "Workbook")


@pytest.fixture(scope="module")
def whole_files(tmp_path_factory) -> dict[str, bytes]:
    """A sound workbook of each kind."""
    folder = tmp_path_factory.mktemp("sound")
    rows = [["a", "b"], ["x", Error("#N/A")], [1, True]]
    paths = [write(folder / f"rows{ending}", {"One": rows}) for ending, write in WRITERS.items()]
    paths.append(write_xlsx(folder / "rows.xlsx", header("a", "b") + '<row r="2"><c r="B2" t="e"><v>#N/A</v></c></row>'))
    return {path.suffix: path.read_bytes() for path in paths}


@given(st.sampled_from([".ods", ".xlsb", ".xls", ".xlsx"]), st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_workbook_is_read_or_refused_in_words(whole_files, tmp_path, ending, data):
    content = bytearray(whole_files[ending])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    path = tmp_path / f"rows{ending}"
    path.write_bytes(content[: data.draw(st.integers(1, len(content)))] if data.draw(st.booleans()) else content)
    assert said_of(path) is None or str(said_of(path)).startswith(f"rows{ending}: ")


def said_of(path: Path) -> DataError | None:
    """The error in words, if there is one; any other error is raised."""
    try:
        read(path)
    except DataError as error:
        return error
    return None
