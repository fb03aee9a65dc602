"""What a spreadsheet would run stands as text in every table that we write, and is read again as it was."""

import csv
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from send_analysis.core.inert import inert, write_csv
from send_analysis.core.params.release import Extract
from send_analysis.sources.reading import read_extract

HOSTILE = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_cell_and_the_name_of_a_column_begin_with_a_tab(text: str) -> None:
    made = inert(pd.DataFrame({text: [text, "plain"]}))
    assert list(made) == [f"\t{text}"]
    assert made.iloc[:, 0].tolist() == [f"\t{text}", "plain"]


def test_numbers_days_and_what_is_missing_stay_as_they_are() -> None:
    frame = pd.DataFrame({"n": [-1.5, None], "day": [pd.Timestamp(date(2022, 6, 22)), None], "text": ["a-b=c", None]})
    pd.testing.assert_frame_equal(inert(frame), frame)


def test_a_table_without_columns_two_of_one_name_and_no_rows_are_written(tmp_path: Path) -> None:
    assert list(inert(pd.DataFrame(columns=["=a", "=a"]))) == ["\t=a", "\t=a"]
    assert inert(pd.DataFrame()).empty
    twice = pd.DataFrame([["=1", "x"]], columns=["=a", "=a"])
    write_csv(twice, tmp_path / "rows.csv")
    assert (tmp_path / "rows.csv").read_bytes() == b"\t=a,\t=a\n\t=1,x\n"


def test_days_are_written_as_asked_and_a_table_can_be_added_to(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    frame = pd.DataFrame({"day": [pd.Timestamp("2022-06-22")], "text": ["=1"]})
    write_csv(frame, path, date_format="%d.%m.%Y")
    write_csv(frame, path, mode="a", header=False)
    assert path.read_bytes() == b"day,text\n22.06.2022,\t=1\n2022-06-22,\t=1\n"


def test_no_field_of_a_written_table_begins_as_a_formula(tmp_path: Path) -> None:
    write_csv(pd.DataFrame(dict.fromkeys(HOSTILE, HOSTILE)), tmp_path / "rows.csv")
    with (tmp_path / "rows.csv").open(encoding="utf-8", newline="") as file:
        assert {field[0] for row in csv.reader(file) for field in row} == {"\t"}


def test_a_carriage_return_inside_a_text_begins_no_row(tmp_path: Path) -> None:
    write_csv(pd.DataFrame({"note": ["a\r=1+1", None], "next": ["b", "c"]}), tmp_path / "rows.csv")
    with (tmp_path / "rows.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [["note", "next"], ["a\r=1+1", "b"], ["", "c"]]


def test_what_was_written_is_read_again_under_its_own_names(tmp_path: Path) -> None:
    frame = pd.DataFrame({"=name": ["=1", "-2"], "@when": ["+3", "x"], "plain": ["@4", "y"]})
    write_csv(frame, tmp_path / "rows.csv")
    read = read_extract(Extract(path="rows.csv"), tmp_path, ["plain"])
    pd.testing.assert_frame_equal(read.frame.astype("str"), frame, check_dtype=False)
