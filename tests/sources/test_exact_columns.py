"""Long columns, typed as they are read: nothing is lost by it, and nothing comes out otherwise than by the careful way."""

from datetime import date, datetime

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from send_analysis.core.errors import DataError
from send_analysis.datasets.preparing import prepare
from send_analysis.datasets.specs.catalogue import SPECS
from send_analysis.sources import csv_blocks, csv_files, csv_parts, parquet_files
from send_analysis.sources.csv_files import read_csv
from send_analysis.sources.exact_columns import Piece, as_written, narrow, times_or_text, whole_column
from send_analysis.sources.layout import Layout
from send_analysis.sources.parquet_files import read_parquet
from send_analysis.sources.raw_rows import RawRows
from tests.datasets.extracts import AS_AT, rows_of
from tests.examples import examples

TYPED = Layout(typed=True)


@pytest.fixture
def in_small_blocks(monkeypatch):
    """Every file is long, and a block holds a few rows."""
    monkeypatch.setattr(csv_files, "TYPED_FROM", 0)
    monkeypatch.setattr(parquet_files, "TYPED_FROM", 0)
    monkeypatch.setattr(csv_blocks.blocks_of_rows, "__defaults__", (64,))


def column(*texts: str | None) -> tuple[pd.Series, str]:
    """A column of one piece."""
    return whole_column([narrow(times_or_text(pa.array(texts, pa.large_string())))])


# Each form


@pytest.mark.parametrize(
    ("text", "dtype", "form"),
    [
        ("2022-06-22", "datetime64[s]", "%Y-%m-%d"),
        ("22/06/2022", "datetime64[s]", "%d/%m/%Y"),
        ("2022-06-22 14:30", "datetime64[us]", "%Y-%m-%d %H:%M"),
        ("2022-06-22T14:30", "datetime64[us]", "%Y-%m-%dT%H:%M"),
        ("2022-06-22 14:30:05", "datetime64[us]", "%Y-%m-%d %H:%M:%S"),
        ("22/06/2022 14:30", "datetime64[us]", "%d/%m/%Y %H:%M"),
        ("22/06/2022 14:30:05", "datetime64[us]", "%d/%m/%Y %H:%M:%S"),
    ],
)
def test_a_column_of_one_exact_form_is_typed_and_can_be_written_as_it_was(text, dtype, form):
    values, found = column(text, None, text)
    assert (str(values.dtype), found) == (dtype, form)
    assert values.isna().tolist() == [False, True, False]
    assert as_written(values, found).tolist()[0] == text


@pytest.mark.parametrize(
    "text",
    ["2022-6-22", "22-06-2022", "0022-06-22", "31/02/2022", "06/22/2022", "2022-06-22 14", "2022-06-22 1430", "2022-06-22 25:00",
     "2022-06-22  4:30", "22/ 6/2022", "2022-06-22x14:30", "2022-06-2é", "12345", "2022-06-22 14:30Z"],
)  # fmt: skip
def test_whatever_is_not_exact_stays_text(text):
    values, form = column(*["2022-06-22 14:30"[: len(text)]] * 150, text, *map(str, range(200)))
    assert (str(values.dtype), form) == ("str", "")
    assert values.iloc[150] == text


def test_two_forms_in_one_column_leave_it_as_it_was_written():
    first, second = (narrow(times_or_text(pa.array([text], pa.large_string()))) for text in ("22/06/2022", "2022-06-22"))
    values, form = whole_column([first, second])
    assert (values.tolist(), form) == (["22/06/2022", "2022-06-22"], "")


def test_few_distinct_texts_are_a_category_and_many_are_text():
    assert column(*["post", "email", None] * 50)[0].cat.categories.tolist() == ["post", "email"]
    assert column(*map(str, range(101)))[0].dtype == "str"
    many = [narrow(Piece(pa.array([f"{n}" for n in range(start, start + 60)], pa.large_string()))) for start in (0, 60)]
    assert whole_column(many)[0].tolist() == [f"{n}" for n in range(120)]


def test_a_column_without_a_value_is_missing_throughout():
    assert column(None, None)[0].isna().all()


# A file in blocks is the file in one


TABLE = (
    'contact_id,received_at,channel,responded_at\nC-1,2022-05-03 09:30,"a\nb",\nC-2,2022-05-04 10:00,post,2022-05-04 11:00\n'
    + "C-3,2022-05-05 10:00,post\n"
    + "".join(f"C-{n},2022-05-06 10:00,email,2022-05-06 10:{n}\n" for n in range(10, 60))
    + ",,,\nTotal,53,,\n"
)


def test_a_long_file_has_the_rows_and_numbers_of_a_short_one(tmp_path, in_small_blocks):
    (tmp_path / "a.csv").write_text(TABLE, encoding="utf-8")
    long, short = (read_csv(tmp_path / "a.csv", layout, "a.csv") for layout in (TYPED, Layout()))
    assert long.frame.dtypes.astype(str).tolist() == ["category", "datetime64[us]", "category", "datetime64[us]"]
    assert long.row_numbers.tolist() == short.row_numbers.tolist() == [2, 3, *range(5, 55)]
    assert long.malformed.equals(short.malformed)
    assert long.notes == short.notes == ("Row 56 is a totals row and is not read.",)
    written = long.frame.assign(**{name: as_written(long.frame[name], form) for name, form in long.forms.items()})
    pd.testing.assert_frame_equal(written.astype("str"), short.frame)


@pytest.mark.parametrize(
    "text",
    [
        TABLE.replace("C-12", '5" pipe'),
        TABLE.replace("C-12,", "Total,").replace("C-40,", "total,"),
        TABLE.replace("email", '"e ""m"" ail"'),
        TABLE.replace("\n", "\r\n"),
        TABLE.replace("post", "Siân"),
    ],
    ids=["a stray quotation mark", "totals in the middle", "doubled quotation marks", "CRLF", "a letter beyond ASCII"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_what_is_odd_in_a_long_file_is_read_all_the_same(tmp_path, in_small_blocks, text, encoding, monkeypatch):
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    long = read_csv(tmp_path / "a.csv", TYPED, "a.csv")
    monkeypatch.setattr(csv_blocks.blocks_of_rows, "__defaults__", (1 << 20,))
    short = read_csv(tmp_path / "a.csv", Layout(), "a.csv")
    assert (long.row_numbers.tolist(), long.notes) == (short.row_numbers.tolist(), short.notes)
    assert long.malformed.equals(short.malformed)
    assert long.frame["channel"].astype("str").tolist() == short.frame["channel"].tolist()


def test_a_quotation_mark_that_is_never_closed_is_found_in_a_long_file_too(tmp_path, in_small_blocks):
    (tmp_path / "a.csv").write_text(TABLE.replace("C-30", '"C-30'), encoding="utf-8")
    with pytest.raises(DataError, match="is opened and never closed"):
        read_csv(tmp_path / "a.csv", TYPED, "a.csv")


# Any column: the narrow way and the careful way agree


VALUES = {
    "contact_id": ["C-1", "C-2", " C-3 ", "#N/A", "", "Total", "2022-06-01"],
    "received_at": [
        "2022-05-03 09:30",
        "2022-03-27 01:30",
        "2022-10-30 01:30",
        "31/02/2022 10:00",
        "2022-05-03",
        "",
        "soon",
    ],
    "channel": ["email", "POST", " phone", "pigeon", "", "2022-05-03"],
    "responded_at": ["2022-05-04 10:00", "2022-05-04 10:00:00", "04/05/2022 10:00", "2022-05-04", "9999-12-31 00:00", ""],
}
DAYS = ["2022-01-03", "03/01/2022", "2022-06-30", "1999-01-01", "2022-02-10 00:00", "2022-02-10 09:00", "", "soon"]
REQUESTS = {
    "request_id": ["R-1", "R-2", "R-3"], "received_on": DAYS, "decision_on": DAYS, "decision": ["assess", "Pending", "x", ""],
    "exception_grounds": ["", "school_closure", "absence_from_area; school_closure", "weather"], "sex": ["F", "m", ""],
}  # fmt: skip


def columns(values: dict[str, list[str]]) -> st.SearchStrategy[pd.DataFrame]:
    """Rows in which each column has values of one or a few forms, so that some columns are clean and some are not."""

    def some_of(each: list[str], number: int) -> st.SearchStrategy[list[str]]:
        few = st.lists(st.sampled_from(each), min_size=1, max_size=3, unique=True)
        return few.flatmap(lambda chosen: st.lists(st.sampled_from(chosen), min_size=number, max_size=number))

    def rows(number: int) -> st.SearchStrategy[pd.DataFrame]:
        return st.fixed_dictionaries({name: some_of(each, number) for name, each in values.items()}).map(pd.DataFrame)

    return st.integers(1, 30).flatmap(rows)


def assert_same(name: str, *readings: RawRows) -> None:
    """All readings become the same rows and findings."""
    one, *others = (prepare(SPECS[name], each, AS_AT) for each in readings)
    set_aside = one.set_aside().astype("str")
    for other in others:
        pd.testing.assert_frame_equal(one.rows, other.rows)
        pd.testing.assert_frame_equal(one.late, other.late)
        assert [each.message for each in one.findings] == [each.message for each in other.findings]
        assert [each.rows.tolist() for each in one.findings] == [each.rows.tolist() for each in other.findings]
        pd.testing.assert_frame_equal(set_aside, other.set_aside().astype("str"))


@settings(deadline=None, max_examples=examples(40), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=columns(VALUES))
@example(table=pd.DataFrame({name: [values[0]] * 9 for name, values in VALUES.items()}))
@example(table=pd.DataFrame({name: [values[0]] * 8 + [values[-1]] for name, values in VALUES.items()}))
@example(table=pd.DataFrame({name: values[4:5] * 3 for name, values in VALUES.items()}))
def test_contacts_come_out_the_same_by_both_ways(tmp_path_factory, in_small_blocks, table):
    path = tmp_path_factory.mktemp("both") / "a.csv"
    table.to_csv(path, index=False)
    assert_same("contacts", read_csv(path, TYPED, "a.csv"), read_csv(path, Layout(), "a.csv"))


@settings(deadline=None, max_examples=examples(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=columns(REQUESTS))
def test_requests_come_out_the_same_by_both_ways_from_csv_and_from_parquet(tmp_path_factory, in_small_blocks, table):
    folder = tmp_path_factory.mktemp("both")
    whole = pd.concat([rows_of("requests", *[{}] * len(table)).drop(columns=list(table)), table], axis=1)
    whole.to_csv(folder / "a.csv", index=False)
    pq.write_table(pa.Table.from_pandas(whole), folder / "a.parquet", row_group_size=4)
    readings = [read_csv(folder / "a.csv", layout, "a") for layout in (TYPED, Layout())]
    readings += [read_parquet(folder / "a.parquet", layout, "a") for layout in (TYPED, Layout())]
    assert_same("requests", *readings)


def test_a_parquet_column_of_few_texts_is_a_category_and_days_are_shared(tmp_path, in_small_blocks):
    day = pa.array([date(2022, 6, 22), None] * 3)
    pq.write_table(
        pa.table({"a": ["x", "y"] * 3, "day": day, "at": pa.array([datetime(2022, 6, 22, 9)] * 6)}), tmp_path / "a.parquet"
    )
    rows = read_parquet(tmp_path / "a.parquet", TYPED, "a")
    assert rows.frame.dtypes.astype(str).tolist() == ["category", "datetime64[us]", "datetime64[us]"]
    assert rows.row_numbers.tolist() == list(range(2, 8))


def test_parts_come_in_the_order_of_the_blocks():
    blocks = [f"{n},x\n".encode() * (1 + n % 3) for n in range(40)]
    parts = list(csv_parts.read_parts(blocks, lambda block: csv_parts.read_part(block, 2, ",")))
    assert [part.columns[0].values[0].as_py() for part in parts] == [str(n) for n in range(40)]
    assert np.concatenate([part.left_out for part in parts]).size == 0
