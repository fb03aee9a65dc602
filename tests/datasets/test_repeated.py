"""Rows that share their values with others, found by numbers instead of objects."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_analysis.core.working_time import to_london
from send_analysis.datasets import repeated as module
from send_analysis.datasets.repeated import repeated, row_numbers


def frame(keys: list[str | None], **columns: object) -> pd.DataFrame:
    return pd.DataFrame({"key": pd.Series(keys, dtype="str"), **columns})


def expected(rows: pd.DataFrame, columns: list[str]) -> list[bool]:
    return rows.duplicated(columns, keep=False).tolist()


@pytest.fixture
def many(monkeypatch):
    """Any number of rows is many."""
    monkeypatch.setattr(module, "_MANY", 0)


def test_rows_of_one_key_are_found(many):
    rows = frame(["R-1", "R-2", "R-1", "R-10", "R-0000000000000001", "R-0000000000000001", ""])
    assert repeated(rows, ["key"]).tolist() == [True, False, True, False, True, True, False]


def test_a_missing_value_is_like_a_missing_one_and_unlike_a_blank(many):
    rows = frame(["", None, "a", None, "\0"])
    assert repeated(rows, ["key"]).tolist() == expected(rows, ["key"]) == [False, True, False, True, False]


def test_every_column_counts(many):
    rows = frame(
        ["a"] * 6,
        code=pd.Categorical(["x", "x", "y", None, None, "x"]),
        day=pd.to_datetime(["2022-01-01"] * 4 + [None, "2022-01-01"]).as_unit("us"),
        at=to_london(pd.Series(pd.to_datetime(["2022-01-01 09:00"] * 6))),
        flag=pd.array([True, True, True, True, True, None], dtype="boolean"),
    )
    for columns in (["key", "code"], ["key", "day"], ["key", "at"], ["key", "flag"], list(rows)):
        assert repeated(rows, columns).tolist() == expected(rows, columns)


def test_rows_that_share_only_their_number_are_not_the_same(many, monkeypatch):
    monkeypatch.setattr(module, "_mix", lambda numbers, values: None)
    rows = frame(["a", "b", "a", "c"])
    assert not row_numbers(rows, ["key"]).any()
    assert repeated(rows, ["key"]).tolist() == [True, False, True, False]


def test_no_rows_are_none(many):
    assert repeated(frame([]), ["key"]).size == 0


def test_two_of_many_rows_are_found_however_long_the_texts_beside_them_are():
    keys = np.arange(300_000).astype(str).tolist()
    keys[7], keys[8], keys[150_000] = keys[299_990], "x" * 50, None
    assert np.flatnonzero(repeated(frame(keys), ["key"])).tolist() == [7, 299_990]


@settings(deadline=None, max_examples=80)
@given(
    keys=st.lists(st.one_of(st.none(), st.text(st.sampled_from("ab-é1"), max_size=19)), max_size=30),
    cuts=st.tuples(st.integers(0, 5), st.integers(0, 5)),
)
def test_what_is_found_is_what_pandas_finds(keys, cuts):
    rows = frame(["x" * 9] * cuts[0] + keys + ["y"] * cuts[1]).iloc[cuts[0] :]
    numbers = row_numbers(rows, ["key"]) if len(rows) else np.empty(0)
    same_number = pd.Series(numbers).duplicated(keep=False).tolist()
    assert same_number == expected(rows, ["key"])
