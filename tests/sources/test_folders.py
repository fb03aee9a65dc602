"""Files that are read as one: rows numbered on, columns matched by name, and what each file lacks."""

from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_analysis.core.errors import DataError
from send_analysis.core.findings import Finding
from send_analysis.core.params.local_files import local_files
from send_analysis.sources.folders import place_of, read_files
from send_analysis.sources.joined_columns import joined_column
from send_analysis.sources.raw_rows import Part, RawRows, malformed_rows
from send_analysis.sources.reading import read_rows


@pytest.fixture
def folder(tmp_path):
    """A function that writes files into a folder, text as it is and tables as Parquet, and reads them all."""

    def reads(**files: object) -> RawRows:
        for name, content in files.items():
            if isinstance(content, dict):
                pq.write_table(pa.table(content), tmp_path / f"{name}.parquet")
            else:
                (tmp_path / f"{name}.csv").write_text(str(content), encoding="utf-8")
        return read_files(local_files(tmp_path, "."), "exports", lambda path, file: read_rows(path, file=file))

    return reads


def rows(frame: dict[str, list[object]], *, numbers: list[int] | None = None, **more: object) -> RawRows:
    table = pd.DataFrame(frame)
    return RawRows(table, np.array(numbers or range(2, len(table) + 2), dtype=np.int64), **more)


def read_as(files: dict[str, RawRows]) -> RawRows:
    """The files read as one, where each is what a reader would give."""
    return read_files([Path(name) for name in files], "*.csv", lambda path, file: files[path.name])


def texts(column: pd.Series) -> list[object]:
    return column.astype(object).where(column.notna(), None).tolist()


# It works


def test_files_are_read_in_order_of_name_and_their_rows_numbered_on(folder):
    whole = folder(b="request_id\n3\n", a="request_id\n1\n2\n")
    assert whole.frame["request_id"].tolist() == ["1", "2", "3"]
    assert whole.row_numbers.tolist() == [2, 3, 5]
    assert whole.parts == (Part("a.csv", 0), Part("b.csv", 3))
    assert whole.notes[0] == "2 files are read as one."


def test_columns_are_matched_by_name_whatever_their_order(folder):
    whole = folder(a="request_id,sex\n1,F\n", b="sex,request_id\nM,2\n")
    assert (list(whole.frame), texts(whole.frame["sex"])) == (["request_id", "sex"], ["F", "M"])


def test_columns_that_differ_in_case_or_spaces_are_one(folder):
    whole = folder(a="Request ID,sex\n1,F\n", b="request_id,Sex\n2,M\n")
    assert list(whole.frame) == ["Request ID", "sex"]
    assert texts(whole.frame["Request ID"]) == ["1", "2"]


def test_columns_that_only_differ_so_within_a_file_stay_apart(folder):
    whole = folder(a="a b,a_b\n1,2\n", b="a_b\n3\n")
    assert (texts(whole.frame["a b"]), texts(whole.frame["a_b"])) == (["1", None], ["2", "3"])


def test_a_column_that_some_files_lack_is_missing_there_and_named(folder):
    whole = folder(a="request_id\n1\n", b="request_id,locality\n2,North\n", c="request_id\n3\n")
    assert texts(whole.frame["locality"]) == [None, "North", None]
    assert whole.notes[1:] == ("Column locality is missing from a.csv and c.csv.",)


def test_a_column_that_many_files_lack_names_some_of_them():
    files = {f"{number}.csv": rows({"a": ["1"]}) for number in range(5)} | {"x.csv": rows({"a": ["1"], "b": ["2"]})}
    assert read_as(files).notes[1] == "Column b is missing from 0.csv, 1.csv and 3 other files."


def test_a_single_file_is_read_as_it_is(folder):
    whole = folder(a="request_id\n1\n")
    assert (whole.parts, whole.notes, whole.row_numbers.tolist()) == ((), (), [2])


def test_files_of_different_kinds_are_read_together(folder, tmp_path):
    pd.DataFrame({"request_id": ["3"]}).to_excel(tmp_path / "c.xlsx", index=False)
    whole = folder(a="request_id\n1\n", b={"request_id": [2]})
    assert texts(whole.frame["request_id"]) == ["1", "2", "3"]


def test_malformed_rows_faults_and_notes_of_each_file_are_kept():
    fault = Finding("odd", (), "odd", "Mend it.", np.array([4]))
    one = rows({"a": ["1"]}, malformed=malformed_rows([3], ["x,y"]), faults=(fault,), notes=("Row 1 is a title.",))
    whole = read_as({"a.csv": one, "b.csv": one, "c.csv": replace(one, faults=())})
    assert whole.malformed.to_dict("list") == {"row": [3, 7, 11], "text": ["x,y"] * 3}
    assert [(each.check, each.rows.tolist()) for each in whole.faults] == [("odd", [4, 8])]
    assert whole.notes[1:] == tuple(f"{name}.csv: Row 1 is a title." for name in "abc")
    assert whole.row_numbers.tolist() == [2, 6, 10]


# One type for each column


def test_days_of_all_files_stay_days(folder):
    whole = folder(a={"day": [date(2022, 6, 22)]}, b={"day": [None, date(2022, 7, 1)], "x": ["1", "2"]}, c={"x": ["3"]})
    assert whole.frame["day"].dtype.kind == "M"
    assert whole.frame["day"].dt.strftime("%d.%m.%Y").fillna("").tolist() == ["22.06.2022", "", "01.07.2022", ""]


def test_days_beside_text_become_text(folder):
    whole = folder(a={"day": [date(2022, 6, 22), None], "x": ["1", "2"]}, b="day,x\n23/06/2022,1\nsoon,2\n")
    assert texts(whole.frame["day"]) == ["2022-06-22", None, "23/06/2022", "soon"]


def test_moments_beside_text_keep_their_time(folder):
    whole = folder(a={"moment": [datetime(2022, 6, 22, 14, 30), datetime(2022, 6, 23)]}, b={"moment": ["soon"]})
    assert texts(whole.frame["moment"]) == ["2022-06-22 14:30:00", "2022-06-23 00:00:00", "soon"]


def test_times_that_were_text_in_two_forms_become_what_was_written():
    days = pd.Series(pd.to_datetime(["2022-06-22"])).dt.as_unit("s")
    whole, form = joined_column([days, 1, days], ["%Y-%m-%d", "", "%d/%m/%Y"])
    assert (texts(whole), form) == (["2022-06-22", None, "22/06/2022"], "")


def test_times_that_were_text_in_one_form_stay_times_of_this_form():
    days = pd.Series(pd.to_datetime(["2022-06-22"])).dt.as_unit("s")
    whole, form = joined_column([1, days, days], ["", "%d/%m/%Y", "%d/%m/%Y"])
    assert (str(whole.dtype), whole.isna().tolist(), form) == ("datetime64[s]", [True, False, False], "%d/%m/%Y")


def test_times_of_two_zones_become_text_and_times_of_two_precisions_stay_times():
    naive = pd.Series(pd.to_datetime(["2022-06-22 14:30"]))
    assert joined_column([naive, naive.dt.tz_localize("UTC")], ["", ""])[0].dtype == "str"
    assert str(joined_column([naive.dt.as_unit("s"), naive.dt.as_unit("ns")], ["", ""])[0].dtype) == "datetime64[us]"


def test_categories_stay_categories_while_they_are_few():
    few = pd.Series(["F", None, "M"], dtype="str").astype("category")
    whole, _ = joined_column([few, 1, few], ["", "", ""])
    assert isinstance(whole.dtype, pd.CategoricalDtype)
    assert texts(whole) == ["F", None, "M", None, "F", None, "M"]
    many = [pd.Series([f"{part}-{number}" for number in range(60)], dtype="category") for part in "ab"]
    assert joined_column(many, ["", ""])[0].dtype == "str"


def test_a_column_of_blanks_does_not_decide_on_the_type_of_the_others():
    days = pd.Series(pd.to_datetime(["2022-06-22"]))
    blanks = pd.Series([None, None], dtype="str")
    assert joined_column([blanks, days], ["", ""])[0].isna().tolist() == [True, True, False]
    assert joined_column([blanks, 1], ["", ""])[0].dtype == "str"


# Where a row is


def test_the_place_of_a_row_is_its_file_and_its_number_there():
    parts = (Part("a.csv", 0), Part("b.csv", 3), Part("c.csv", 4))
    assert [place_of(parts, number) for number in (2, 3, 4, 5, 6)] == [
        ("a.csv", 2), ("a.csv", 3), ("b.csv", 1), ("c.csv", 1), ("c.csv", 2),
    ]  # fmt: skip
    assert place_of((), 118) == (None, 118)


@given(st.lists(st.integers(0, 4), min_size=2, max_size=6))
@settings(max_examples=50, deadline=None)
def test_every_row_of_every_file_is_found_again(lengths):
    files = {f"{at}.csv": rows({"a": [f"{at}/{row + 2}" for row in range(length)]}) for at, length in enumerate(lengths)}
    whole = read_as(files)
    assert (np.diff(whole.row_numbers) > 0).all()
    found = [place_of(whole.parts, int(number)) for number in whole.row_numbers]
    assert [f"{name}/{row}" for name, row in found] == [text.replace("/", ".csv/") for text in texts(whole.frame["a"])]


# What is wrong


@pytest.mark.parametrize("shown", ["exports", "exports/*.csv"])
def test_no_file_at_all_is_said(shown):
    with pytest.raises(DataError, match="there is no such file"):
        read_files([], shown, partial(read_rows, file=""))


def test_all_files_that_cannot_be_read_are_named_at_once(folder):
    with pytest.raises(DataError) as error:
        folder(a="", b="request_id\n1\n", c="a,a\n1,2\n")
    said = str(error.value).splitlines()
    assert len(said) == 2
    assert said[0] == "exports/a.csv: is empty; it has not even a header row."
    assert said[1].startswith("exports/c.csv: columns 1 and 2 have the same name")


@pytest.mark.parametrize(
    ("shown", "called"),
    [("data/x.csv", "data/x.csv"), ("data/*.csv", "data/x.csv"), ("data/exports/", "data/exports/x.csv"),
     ("exports", "exports/x.csv"), ("*.csv", "x.csv"), ("s3://bucket/monthly", "s3://bucket/monthly/x.csv")],
)  # fmt: skip
def test_messages_call_each_file_by_its_own_name(shown, called):
    assert read_files([Path("x.csv")], shown, lambda path, file: rows({"a": [file]})).frame["a"].tolist() == [called]
