"""What is said of a file that cannot be read, whatever its kind."""

import pandas as pd
import pytest

from send_analysis.core.errors import DataError
from send_analysis.sources.layout import Layout
from send_analysis.sources.reading import read_rows


def test_each_kind_of_file_gives_the_same_rows(tmp_path):
    table = pd.DataFrame({"request_id": ["1", "2"], "locality": ["north", None]}, dtype="str")
    table.to_csv(tmp_path / "rows.csv", index=False)
    table.to_excel(tmp_path / "rows.xlsx", index=False)
    table.to_parquet(tmp_path / "rows.parquet")
    for path in sorted(tmp_path.iterdir()):
        rows = read_rows(path)
        pd.testing.assert_frame_equal(rows.frame, table)
        assert rows.row_numbers.tolist() == [2, 3]
        assert rows.malformed.empty


def test_an_ending_in_capitals_is_the_same_ending(tmp_path):
    (tmp_path / "ROWS.CSV").write_text("a\n1\n", encoding="utf-8")
    assert len(read_rows(tmp_path / "ROWS.CSV")) == 1


def test_messages_call_the_file_what_they_are_told_to(tmp_path):
    with pytest.raises(DataError) as error:
        read_rows(tmp_path / "none.csv", file="data/none.csv")
    assert str(error.value) == "data/none.csv: there is no such file."


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("rows.pdf", "files that end in .pdf are not read. Save it as .csv, .xlsx, .ods or .parquet."),
        ("rows", "files that end in nothing are not read. Save it as .csv, .xlsx, .ods or .parquet."),
        ("folder.csv", "is a folder. Name the file in it."),
        ("none.xlsx", "there is no such file."),
        ("empty.csv", "is empty; it has not even a header row."),
        ("empty.parquet", "is empty; it has not even a header row."),
        ("text.parquet", "is not a Parquet file. Save it again."),
        ("text.xlsx", "is not a workbook in .xlsx form, or has a password. Save it again as .xlsx."),
    ],
)
def test_a_file_that_cannot_be_read_is_said_in_words(tmp_path, name, said):
    (tmp_path / "folder.csv").mkdir()
    for empty in ("empty.csv", "empty.parquet"):
        (tmp_path / empty).touch()
    for text in ("text.parquet", "text.xlsx", "rows.pdf", "rows"):
        (tmp_path / text).write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_rows(tmp_path / name, file=name)
    assert str(error.value) == f"{name}: {said}"


def test_a_file_that_another_program_holds_is_said_in_words(tmp_path, monkeypatch):
    path = tmp_path / "rows.csv"
    path.write_text("a\n1\n", encoding="utf-8")

    def refuse(self, mode):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", refuse)
    with pytest.raises(
        DataError, match=r"rows\.csv: cannot be opened \(Permission denied\)\. Is it open in another program\?"
    ):
        read_rows(path)


def test_only_a_workbook_has_sheets(tmp_path):
    (tmp_path / "rows.csv").write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(DataError, match="only a workbook has sheets; take `sheet` out of the params of this extract"):
        read_rows(tmp_path / "rows.csv", Layout("Sheet1"))
