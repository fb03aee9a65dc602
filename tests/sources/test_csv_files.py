"""CSV files as councils make them, and as they should not."""

import csv
import io

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_analysis.core.errors import DataError
from send_analysis.sources import csv_files
from send_analysis.sources.csv_files import read_csv
from send_analysis.sources.layout import Layout
from send_analysis.sources.raw_rows import RawRows


@pytest.fixture
def read(tmp_path):
    """A function that reads bytes as a CSV file."""

    def reads(data: bytes) -> RawRows:
        path = tmp_path / "rows.csv"
        path.write_bytes(data)
        return read_csv(path, Layout(), "rows.csv")

    return reads


def cells(rows: RawRows) -> list[list[str | None]]:
    return rows.frame.astype(object).where(rows.frame.notna(), None).to_numpy().tolist()


# It works


def test_columns_are_text_whatever_they_look_like(read):
    rows = read(b"id,flag,day\n007,true,2022-06-22\n")
    assert cells(rows) == [["007", "true", "2022-06-22"]]
    assert rows.frame.dtypes.eq("str").all()


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"], ids=["without a BOM", "with a BOM"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_utf_8_with_and_without_a_byte_order_mark(read, start, end):
    rows = read(start + b"id,name" + end + "1,Siân".encode() + end)
    assert list(rows.frame) == ["id", "name"]
    assert cells(rows) == [["1", "Siân"]]


def test_white_space_around_names_and_values_does_not_count(read):
    rows = read(" id , name\t\n 1 ,\u00a0Ann Lee \n".encode())
    assert list(rows.frame) == ["id", "name"]
    assert cells(rows) == [["1", "Ann Lee"]]


def test_a_blank_is_missing_quoted_or_not(read):
    assert cells(read(b'a,b,c\n1,"", \n')) == [["1", None, None]]


def test_a_value_in_quotation_marks_may_hold_line_breaks_commas_and_quotation_marks(read):
    rows = read(b'a,b\n"x\ny","1,2"\n"say ""so""",z\n')
    assert cells(rows) == [["x\ny", "1,2"], ['say "so"', "z"]]
    assert rows.row_numbers.tolist() == [2, 3]


def test_a_quotation_mark_inside_a_value_is_a_quotation_mark(read):
    assert cells(read(b'a,b\n5" pipe,x\n3,4\n')) == [['5" pipe', "x"], ["3", "4"]]


def test_the_last_row_needs_no_line_break(read):
    assert cells(read(b"a,b\n1,2")) == [["1", "2"]]


@pytest.mark.parametrize("data", [b"a,b", b"a,b\n", b"a,b\r\n\r\n", b"a,b\n,\n , \n"])
def test_a_header_without_rows_is_a_table_without_rows(read, data):
    rows = read(data)
    assert list(rows.frame) == ["a", "b"]
    assert len(rows) == 0
    assert rows.frame.dtypes.eq("str").all()


def test_rows_without_any_value_are_left_out_and_the_numbering_goes_on(read):
    rows = read(b"a,b\n1,2\n\n,\n3,4\n")
    assert cells(rows) == [["1", "2"], ["3", "4"]]
    assert rows.row_numbers.tolist() == [2, 5]


def test_blank_lines_of_a_table_of_one_column_are_left_out(read):
    rows = read(b"a\n1\n\n2\n")
    assert (cells(rows), rows.row_numbers.tolist()) == ([["1"], ["2"]], [2, 4])


def test_a_column_without_a_name_gets_one(read):
    assert list(read(b"a,,b,\n1,2,3,4\n").frame) == ["a", "column 2 (no name)", "b", "column 4 (no name)"]


# One fault


def test_a_row_with_too_few_fields_is_kept_with_its_number_and_text(read):
    rows = read(b"a,b\n1,2\n3\n4,5\n")
    assert cells(rows) == [["1", "2"], ["4", "5"]]
    assert rows.row_numbers.tolist() == [2, 4]
    assert rows.malformed.to_dict("list") == {"row": [3], "text": ["3"]}
    assert len(rows) == 3


def test_row_numbers_hold_after_values_with_line_breaks(read):
    rows = read(b'a,b\n"x\ny\nz",2\n3\n4,5\n')
    assert (rows.row_numbers.tolist(), rows.malformed["row"].tolist()) == ([2, 4], [3])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a,b,a\n1,2,3\n", "columns 1 and 3 have the same name in row 1. Rename one of them."),
        (b"\na,b\n1,2\n", "row 1 is blank; the names of the columns must stand in it."),
        (b" , \n1,2\n", "row 1 is blank; the names of the columns must stand in it."),
        (b"a,b\n\x00\x01,2\n", "holds bytes that are not text. Save it again as CSV UTF-8."),
        (
            b"\n <!DOCTYPE html><html><table>",
            "is a web page, not a CSV file. Perhaps the export asked for a login; export it again.",
        ),
        (b"PK\x03\x04\x14\x00", "is a workbook, not a CSV file. Give it the ending .xlsx, or save it as CSV UTF-8."),
        (b"\xd0\xcf\x11\xe0\xa1", "is a workbook, not a CSV file. Give it the ending .xlsx, or save it as CSV UTF-8."),
    ],
)
def test_a_file_that_is_no_such_table_is_said_in_words(read, data, said):
    with pytest.raises(DataError) as error:
        read(data)
    assert str(error.value) == f"rows.csv: {said}"


@pytest.mark.parametrize(
    ("data", "row"),
    [
        (b'a,b\n1,"2\n3,4\n', "row 2: "),
        (b'a,b\n"1,2\n3,4\n5,6\n', "row 2: "),
        (b'a,b\n1,2\n3,"', "row 3: "),
        (b'a\n1\n"2\n3\n', "row 3: "),
    ],
    ids=["last field", "first field", "at the very end", "one column"],
)
def test_a_quotation_mark_that_is_never_closed_swallows_no_rows(read, data, row):
    with pytest.raises(DataError) as error:
        read(data)
    assert str(error.value) == (f'rows.csv: {row}a quotation mark (") is opened and never closed. Close it, or remove it.')


def test_a_row_longer_than_the_longest_is_one_whose_quotation_mark_is_never_closed(read, monkeypatch):
    monkeypatch.setattr(csv_files, "LONGEST_ROW", 1 << 12)
    with pytest.raises(DataError, match=r'a quotation mark \("\) is opened and never closed'):
        read(b'a,b\n1,"2\n' + b"3,4\n" * (1 << 13))


# Many faults, and edges


def test_every_malformed_row_is_kept(read):
    bad = range(100, 200_000, 20_000)
    lines = [f"{n}" if n in bad else f"{n},x" for n in range(2, 200_001)]
    rows = read("\n".join(["a,b", *lines]).encode())
    assert rows.malformed["row"].tolist() == list(bad)
    assert len(rows) == 199_999
    assert np.intersect1d(rows.row_numbers, rows.malformed["row"]).size == 0
    assert (rows.row_numbers == rows.frame["a"].astype("int64")).all()


def test_a_very_long_value_in_the_last_malformed_row_is_kept_like_any_other(read):
    long = "x" * 200_000
    rows = read(f"a,b\n1,2\n{long},2,3\n".encode())
    assert rows.malformed["text"].tolist() == [f"{long},2,3"]
    assert read(f'a,b\n1,2\nTotal,"{long}",3\n'.encode()).malformed.empty
    assert len(read(f'a,b\n1,2\n"Total{" " * 200_000}Care",2,3\n'.encode()).malformed) == 1


def test_a_table_may_be_all_malformed(read):
    rows = read(b"a,b\n1\n2\n")
    assert (len(rows.frame), len(rows.malformed)) == (0, 2)


def test_hostile_text_is_text(read):
    hostile = ["<script>alert(1)</script>", "=cmd|'/c calc'!A0", "../../etc/passwd", "'; DROP TABLE requests; --", "\u202e"]
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([["a", "b"], *([text, "x"] for text in hostile)])
    assert cells(read(stream.getvalue().encode())) == [[text, "x"] for text in hostile]


@settings(deadline=None, max_examples=50)
@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=8), min_size=3, max_size=3),
        max_size=8,
    )
)
def test_what_csv_writes_is_read_back(tmp_path_factory, table):
    stream = io.StringIO(newline="")
    csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([["a", "b", "c"], *table])
    path = tmp_path_factory.mktemp("csv") / "rows.csv"
    path.write_bytes(stream.getvalue().encode())
    rows = read_csv(path, Layout(), "rows.csv")
    trimmed = pd.DataFrame(table, columns=["a", "b", "c"], index=range(2, len(table) + 2), dtype="str")
    trimmed = trimmed.apply(lambda column: column.str.strip()).replace("", None).dropna(how="all")
    assert rows.row_numbers.tolist() == trimmed.index.tolist()
    assert cells(rows) == trimmed.astype(object).where(trimmed.notna(), None).to_numpy().tolist()
