"""Parquet files, whose columns come with types of their own."""

from datetime import date, datetime
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from send_analysis.core.errors import DataError
from send_analysis.sources.layout import Layout
from send_analysis.sources.parquet_files import read_parquet


@pytest.fixture
def read(tmp_path):
    """A function that writes columns as a Parquet file and reads it."""

    def reads(**columns: object):
        pq.write_table(pa.table(columns), tmp_path / "rows.parquet")
        return read_parquet(tmp_path / "rows.parquet", Layout(), "rows.parquet")

    return reads


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (["a", " b ", ""], ["a", "b", None]),
        ([1, 2, None], ["1", "2", None]),
        ([1001.0, 1.5, None], ["1001", "1.5", None]),
        ([True, False, None], ["true", "false", None]),
        ([Decimal("1.50"), Decimal("2.00"), None], ["1.50", "2.00", None]),
        (pa.array(["x", "y", None]).dictionary_encode(), ["x", "y", None]),
        ([["F", "I"], [], None], ["F;I", None, None]),
        (pa.nulls(3), [None, None, None]),
    ],
    ids=["text", "whole numbers", "decimals", "flags", "exact decimals", "categories", "lists", "nothing"],
)
def test_everything_but_dates_becomes_text(read, column, expected):
    rows = read(row=["1", "2", "3"], column=column)
    assert rows.frame["column"].dtype == "str"
    assert rows.frame["column"].astype(object).where(rows.frame["column"].notna(), None).tolist() == expected


@pytest.mark.parametrize("kind", [pa.date32(), pa.date64(), pa.timestamp("s"), pa.timestamp("ns")], ids=str)
def test_dates_and_timestamps_are_timestamps_never_python_objects(read, kind):
    rows = read(day=pa.array([datetime(2022, 6, 22), None], pa.timestamp("s")).cast(kind), row=["1", "2"])
    assert rows.frame["day"].dtype == "datetime64[us]"
    assert rows.frame["day"].tolist()[0] == datetime(2022, 6, 22)


def test_a_time_zone_is_kept(read):
    rows = read(at=pa.array([datetime(2022, 6, 22, 13, 30)], pa.timestamp("ms", tz="UTC")))
    assert str(rows.frame["at"].dtype) == "datetime64[us, UTC]"


def test_a_day_far_from_now_is_read(read):
    assert read(day=pa.array([date(1066, 10, 14)])).frame["day"].item().year == 1066


def test_rows_are_numbered_as_under_a_header(read):
    rows = read(a=["1", None, "3"], b=[None, " ", "x"])
    assert rows.row_numbers.tolist() == [2, 4]


def test_a_table_without_rows_is_read(read):
    rows = read(a=pa.array([], pa.string()), day=pa.array([], pa.date32()))
    assert (len(rows), rows.frame["day"].dtype) == (0, "datetime64[us]")


def test_names_are_trimmed(read):
    assert list(read(**{" a ": ["1"]}).frame) == ["a"]


def test_a_column_of_something_else_is_named(read):
    with pytest.raises(DataError) as error:
        read(a=[{"x": 1}])
    assert str(error.value) == (
        "rows.parquet: column a holds struct<x: int64>, which is neither text, number, date nor flag."
    )


def test_two_columns_whose_names_differ_by_white_space_are_one_name_twice(read):
    with pytest.raises(DataError, match="columns 1 and 2 have the same name"):
        read(**{"a": ["1"], "a ": ["2"]})


def test_a_file_cut_short_is_said_in_words(tmp_path):
    pq.write_table(pa.table({"a": np.arange(1000)}), tmp_path / "rows.parquet")
    whole = (tmp_path / "rows.parquet").read_bytes()
    (tmp_path / "rows.parquet").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DataError, match=r"rows\.parquet: is not a Parquet file\. Save it again\."):
        read_parquet(tmp_path / "rows.parquet", Layout(), "rows.parquet")
