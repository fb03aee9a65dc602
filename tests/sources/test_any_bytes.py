"""Whatever bytes a file holds, a reader gives its rows or says in our own words what is wrong; it never fails otherwise."""

import io
import tempfile
from pathlib import Path

import numpy as np
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from send_analysis.core.errors import DataError
from send_analysis.sources.layout import Layout
from send_analysis.sources.raw_rows import RawRows
from send_analysis.sources.reading import read_rows
from tests.sources.workbook_files import write_ods

HEADER = ["contact_id", "received_at", "channel"]
ROWS = [["SYN-1", "2022-05-03 09:30", "email"], ["SYN-2", 'quoted "word", and\na line', ""], ["SYN-3", "", "phone"]]

examples = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def csv_bytes(encoding: str) -> bytes:
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [HEADER, *ROWS]]
    return "\r\n".join(quoted).encode(encoding)


def workbook_bytes() -> bytes:
    book = openpyxl.Workbook()
    for row in [["Contacts"], HEADER, *ROWS, ["Total", 3]]:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def open_document_bytes() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return write_ods(Path(folder) / "rows.ods", {"Contacts": [HEADER, *ROWS]}).read_bytes()


def parquet_bytes() -> bytes:
    stream = io.BytesIO()
    pq.write_table(
        pa.table({name: list(column) for name, column in zip(HEADER, zip(*ROWS, strict=True), strict=True)}), stream
    )
    return stream.getvalue()


SOUND = {
    "utf-8.csv": csv_bytes("utf-8-sig"),
    "windows-1252.csv": csv_bytes("windows-1252") + b"\xe9",
    "utf-16.csv": csv_bytes("utf-16"),
    "rows.xlsx": workbook_bytes(),
    "rows.ods": open_document_bytes(),
    "rows.parquet": parquet_bytes(),
}


def spoiled(sound: bytes) -> st.SearchStrategy[bytes]:
    """The bytes of a sound file with some cut out, overwritten or put in, perhaps cut off."""
    place = st.integers(0, len(sound))
    cut = st.tuples(place, st.integers(0, 40), st.binary(max_size=12))
    return st.lists(cut, min_size=1, max_size=4).map(lambda cuts: _apply(sound, cuts)) | place.map(lambda at: sound[:at])


def _apply(data: bytes, cuts: list[tuple[int, int, bytes]]) -> bytes:
    for at, length, put in cuts:
        data = data[:at] + put + data[at + length :]
    return data


def read(folder: Path, name: str, data: bytes) -> RawRows | str:
    path = folder / name
    path.write_bytes(data)
    try:
        return read_rows(path, Layout(known=frozenset(HEADER)), file=name)
    except DataError as error:
        return str(error)


def assert_rows_or_words(found: RawRows | str, name: str) -> None:
    """Rows are numbered once and in order; a message names the file and holds no value of a row."""
    if isinstance(found, str):
        assert found.startswith(name)
        assert "SYN-" not in found
        return
    assert len(found.frame) == len(found.row_numbers)
    assert (np.diff(np.asarray(found.row_numbers)) > 0).all()
    assert found.frame.columns.is_unique


@pytest.mark.parametrize("name", SOUND)
def test_the_sound_file_itself_is_read(tmp_path: Path, name: str) -> None:
    rows = read(tmp_path, name, SOUND[name])
    assert isinstance(rows, RawRows)
    assert list(rows.frame["contact_id"])[:3] == ["SYN-1", "SYN-2", "SYN-3"]


@pytest.mark.parametrize("name", SOUND)
@examples
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused_in_words(tmp_path: Path, name: str, data: st.DataObject) -> None:
    assert_rows_or_words(read(tmp_path, name, data.draw(spoiled(SOUND[name]))), name)


@pytest.mark.parametrize("name", ["any.csv", "any.xlsx", "any.ods", "any.xls", "any.xlsb", "any.parquet"])
@examples
@given(data=st.binary(min_size=1, max_size=400))
def test_any_bytes_are_read_or_refused_in_words(tmp_path: Path, name: str, data: bytes) -> None:
    assert_rows_or_words(read(tmp_path, name, data), name)


@examples
@example(text="1\n\ufeff")
@given(text=st.text(alphabet=st.sampled_from("abc,;|\t\"'\r\n =\ufeff\x00é1"), min_size=1, max_size=80))
def test_any_text_with_delimiters_and_quotation_marks_is_read_or_refused_in_words(tmp_path: Path, text: str) -> None:
    assert_rows_or_words(read(tmp_path, "any.csv", text.encode("utf-8")), "any.csv")
