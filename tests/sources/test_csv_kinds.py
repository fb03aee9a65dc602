"""CSV as councils' systems write it: encodings, delimiters, titles above the header, totals below the rows."""

import codecs

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from send_analysis.core.errors import DataError
from send_analysis.sources.csv_files import read_csv
from send_analysis.sources.layout import Layout
from send_analysis.sources.raw_rows import RawRows

KNOWN = frozenset({"contact_id", "received_at", "channel"})
TABLE = "contact_id,received_at,channel\nC-1,2022-05-03 09:30,Siân\nC-2,2022-05-04 10:00,post\n"
ROWS = [["C-1", "2022-05-03 09:30", "Siân"], ["C-2", "2022-05-04 10:00", "post"]]


@pytest.fixture
def read(tmp_path):
    """A function that reads bytes, or text in UTF-8, as a CSV file of contacts."""

    def reads(data: bytes | str, **told: object) -> RawRows:
        path = tmp_path / "rows.csv"
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return read_csv(path, Layout(**{"known": KNOWN} | told), "rows.csv")

    return reads


def cells(rows: RawRows) -> list[list[str | None]]:
    return rows.frame.astype(object).where(rows.frame.notna(), None).to_numpy().tolist()


def refused(read, data: bytes | str, **told: object) -> str:
    with pytest.raises(DataError) as error:
        read(data, **told)
    return str(error.value)


# Encodings


@pytest.mark.parametrize(
    ("encoding", "start", "note"),
    [
        ("utf-8", b"", ()),
        ("utf-8", codecs.BOM_UTF8, ()),
        ("windows-1252", b"", ("The text is in Windows-1252.",)),
        ("utf-16-le", codecs.BOM_UTF16_LE, ("The text is in UTF-16.",)),
        ("utf-16-be", codecs.BOM_UTF16_BE, ("The text is in UTF-16.",)),
        ("utf-16-le", b"", ("The text is in UTF-16.",)),
        ("utf-16-be", b"", ("The text is in UTF-16.",)),
    ],
)
def test_the_encoding_is_found_and_said_unless_it_is_utf_8(read, encoding, start, note):
    rows = read(start + TABLE.encode(encoding))
    assert (cells(rows), rows.notes) == (ROWS, note)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "cp1252", "utf-16", "latin-1"])
def test_an_encoding_that_params_name_is_used_without_a_word(read, encoding):
    rows = read(TABLE.encode(encoding), encoding=encoding)
    assert (cells(rows), rows.notes) == (ROWS, ())


def test_the_first_letter_beyond_ascii_may_come_late(read):
    many = "".join(f"C-{number},2022-05-04 10:00,post\n" for number in range(3, 50_000))
    rows = read((TABLE.replace("Siân", "x") + many + "C-0,2022-05-04 10:00,café\n").encode("cp1252"))
    assert rows.frame["channel"].iloc[-1] == "café"
    assert rows.notes == ("The text is in Windows-1252.",)


@pytest.mark.parametrize(
    ("data", "told", "said"),
    [
        (
            b"a,b\n\xc3\xa9,2\nx,caf\xe9\n",
            {},
            "mixes UTF-8 (line 2) with another encoding (line 3). "
            "Save it again as CSV UTF-8, or name its `encoding` in the params.",
        ),
        (
            b"a,b\nx,\x81\n",
            {},
            "is not UTF-8 or Windows-1252 text (line 2). Save it again as CSV UTF-8, or name its `encoding` in the params.",
        ),
        (
            b"\xef\xbb\xbfa,b\nx,caf\xe9\n",
            {},
            "is not UTF-8 text (line 2), though it says so. Save it again as CSV UTF-8, or name its `encoding` in the params.",
        ),
        (
            b"a,b\nx,caf\xe9\n",
            {"encoding": "utf-8"},
            "is not utf-8 text (line 2). Save it again as CSV UTF-8, or name its `encoding` in the params.",
        ),
        (
            b"a,b\nx,\x81\n",
            {"encoding": "windows-1252"},
            "is not windows-1252 text (line 2). Save it again as CSV UTF-8, or name its `encoding` in the params.",
        ),
        (
            b"a,b\n1,2\n",
            {"encoding": "klingon"},
            "the encoding klingon in the params is not known; it can be utf-8, windows-1252 or utf-16.",
        ),
        (
            b"a,b\n1,2\n",
            {"encoding": "rot13"},
            "the encoding rot13 in the params is not known; it can be utf-8, windows-1252 or utf-16.",
        ),
        (b"a,b\n1,\x002\n", {}, "holds bytes that are not text. Save it again as CSV UTF-8."),
        (b"a,b\n1,\x002\xe9\n", {"encoding": "cp1252"}, "holds bytes that are not text. Save it again as CSV UTF-8."),
        (
            b"\xff\xfea\x00,",
            {},
            "is not UTF-16 text (line 1). Save it again as CSV UTF-8, or name its `encoding` in the params.",
        ),
    ],
    ids=[
        "mixed",
        "neither",
        "false mark",
        "not as told",
        "not as told either",
        "unknown",
        "no text",
        "NUL",
        "NUL as told",
        "cut",
    ],
)
def test_an_encoding_that_does_not_fit_is_an_error_with_its_line(read, data, told, said):
    assert refused(read, data, **told) == f"rows.csv: {said}"


# Delimiters


@pytest.mark.parametrize(
    ("delimiter", "notes"),
    [
        (",", ()),
        (";", ("Columns are separated by semicolons.",)),
        ("\t", ("Columns are separated by tabs.",)),
        ("|", ("Columns are separated by vertical bars.",)),
    ],
)
def test_the_delimiter_is_found(read, delimiter, notes):
    rows = read(TABLE.replace(",", delimiter))
    assert (cells(rows), rows.notes) == (ROWS, notes)


def test_a_delimiter_that_params_name_is_used_without_a_word(read):
    rows = read(TABLE.replace(",", "^"), delimiter="^")
    assert (cells(rows), rows.notes) == (ROWS, ())


@pytest.mark.parametrize("delimiter", ["§", '"', "\n"])
def test_a_delimiter_that_cannot_be_one_is_an_error(read, delimiter):
    assert refused(read, TABLE, delimiter=delimiter) == (
        "rows.csv: columns cannot be separated by this `delimiter`; use one plain character, for instance ;"
    )


def test_another_delimiter_within_values_does_not_mislead(read):
    rows = read("contact_id;channel\nC-1;a, b, c\nC-2;a, b\n")
    assert cells(rows) == [["C-1", "a, b, c"], ["C-2", "a, b"]]
    assert cells(read("contact_id,channel\nC-1,a;b;c\n")) == [["C-1", "a;b;c"]]


def test_without_known_names_the_delimiter_that_gives_all_rows_as_many_fields_is_used(read):
    rows = read("first, or only;second\n1;2\n3;4\n", known=frozenset())
    assert list(rows.frame) == ["first, or only", "second"]


@pytest.mark.parametrize("line", ["sep=;\r\n", '"sep=;"\n', "SEP=;\n"])
def test_the_line_that_tells_excel_what_separates_columns_is_no_row(read, line):
    rows = read(line + TABLE.replace(",", ";"))
    assert (cells(rows), rows.row_numbers.tolist()) == (ROWS, [2, 3])


def test_a_table_of_one_column_has_no_delimiter(read):
    assert cells(read("channel\npost\nemail\n")) == [["post"], ["email"]]


# The row with the names, and the row of totals


TITLED = "Contacts of the SEND service,,\n\n" + TABLE


def test_titles_above_the_header_are_passed_over_and_rows_keep_their_numbers(read):
    rows = read(TITLED)
    assert (cells(rows), rows.row_numbers.tolist()) == (ROWS, [4, 5])
    assert rows.notes == ("Row 3 holds the names of the columns.",)


def test_a_title_may_have_other_fields_than_the_table_and_line_breaks(read):
    rows = read('"Contacts\nof the service"\n' + TABLE + "C-3\n")
    assert (cells(rows), rows.row_numbers.tolist()) == (ROWS, [3, 4])
    assert rows.malformed.to_dict("list") == {"row": [5], "text": ["C-3"]}


def test_a_header_row_that_params_name_is_used_without_a_word(read):
    rows = read(TITLED, header_row=3)
    assert (cells(rows), rows.notes) == (ROWS, ())
    assert list(read(TITLED, header_row=4).frame) == ["C-1", "2022-05-03 09:30", "Siân"]


@pytest.mark.parametrize("row", [2, 6, 900])
def test_a_header_row_that_params_name_must_hold_something(read, row):
    assert refused(read, TITLED, header_row=row) == (
        f"rows.csv: row {row} is blank; the names of the columns must stand in it."
    )


def test_where_no_row_fits_row_1_is_the_header(read):
    assert list(read("x,y\n1,2\n").frame) == ["x", "y"]


@pytest.mark.parametrize("last", ["Total,,2", "total:,2,", ",Grand Total,2", "SUM,,", "Totals,2", "Total"])
@pytest.mark.parametrize("end", ["\n", "", "\n,,\n\n"])
def test_a_row_of_totals_at_the_end_is_no_row(read, last, end):
    rows = read(TABLE + "\n" + last + end)
    assert (cells(rows), rows.row_numbers.tolist(), len(rows)) == (ROWS, [2, 3], 2)
    assert rows.notes == ("Row 5 is a totals row and is not read.",)


def test_a_row_that_looks_like_totals_before_other_rows_is_a_row(read):
    rows = read("contact_id,received_at,channel\nTotal,,2\nC-1,2022-05-03 09:30,post\n")
    assert len(rows) == 2
    assert rows.notes == ()


# Any text


@settings(deadline=None, max_examples=60)
@given(
    rows=st.lists(st.lists(st.text(st.sampled_from('ab "é;,\n-Total'), max_size=6), min_size=2, max_size=2), max_size=6),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]),
    delimiter=st.sampled_from(",;\t|"),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
)
@example(rows=[["x", "Total"]], encoding="cp1252", delimiter=";", end="\r\n")
def test_a_table_is_the_same_whatever_it_is_written_in(tmp_path_factory, rows, encoding, delimiter, end):
    folder = tmp_path_factory.mktemp("kinds")
    lines = [["contact_id", "channel"], *([f"C{number}", *row][:2] for number, row in enumerate(rows))]
    quoted = [delimiter.join('"' + text.replace('"', '""') + '"' for text in line) for line in lines]
    (folder / "one.csv").write_bytes((end.join(quoted) + end).encode(encoding))
    plain = "\n".join(",".join('"' + text.replace('"', '""') + '"' for text in line) for line in lines) + "\n"
    (folder / "plain.csv").write_bytes(plain.encode())
    told = Layout(known=KNOWN, encoding="windows-1252" if encoding == "cp1252" else None)
    found = read_csv(folder / "one.csv", told, "one.csv")
    expected = read_csv(folder / "plain.csv", Layout(known=KNOWN), "plain.csv")
    assert cells(found) == cells(expected)
    assert found.row_numbers.tolist() == expected.row_numbers.tolist()
