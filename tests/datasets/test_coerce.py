"""Columns as a file has them, into columns of their canonical types."""

from datetime import datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_series_equal

from send_analysis.datasets.coerce import EXCEL_ERRORS, FLAGS, coerce
from send_analysis.datasets.spec import allowed_in, kind_of
from send_analysis.datasets.specs.catalogue import SPECS

GRADES = ("outstanding", "good", "requires_improvement", "inadequate")
SECTIONS = tuple("BCDFGHI")
CODES = [(allowed_in(each)) for spec in SPECS.values() for each in spec.columns.values() if kind_of(each) == "code"]


def texts(*values: str | None) -> pd.Series:
    return pd.Series(list(values), index=range(2, len(values) + 2), dtype="str")


def plain(values: pd.Series) -> list[object]:
    return values.astype(object).where(values.notna(), None).tolist()


# It works


@pytest.mark.parametrize(
    ("kind", "dtype"),
    [
        ("key", "str"), ("text", "str"), ("set", "str"), ("flag", "boolean"), ("date", "datetime64[us]"),
        ("moment", "datetime64[us, Europe/London]"), ("code", pd.CategoricalDtype(list(GRADES))),
    ],
)  # fmt: skip
@pytest.mark.parametrize("values", [(), (None,), ("?",)], ids=["no rows", "a blank", "something else"])
def test_the_type_is_the_same_whatever_the_values(kind, dtype, values):
    read = coerce(texts(*values), kind, GRADES)
    assert read.values.dtype == dtype
    assert read.values.index.tolist() == list(range(2, len(values) + 2))
    assert len(read.unreadable) == len(values)


@pytest.mark.parametrize("kind", ["key", "text", "date", "moment", "code", "flag"])
def test_a_blank_is_missing_and_no_fault(kind):
    read = coerce(texts(None, None), kind, GRADES)
    assert read.values.isna().all()
    assert not read.unreadable.any()


def test_a_code_is_recognised_whatever_its_case_and_joints():
    written = texts("Requires Improvement", "REQUIRES-IMPROVEMENT", "requires_improvement", "requires  improvement", "Good")
    assert plain(coerce(written, "code", GRADES).values) == ["requires_improvement"] * 4 + ["good"]


def test_a_code_has_all_allowed_values_as_categories_in_their_order():
    assert coerce(texts("good"), "code", GRADES).values.cat.categories.tolist() == list(GRADES)


def test_codes_with_spaces_and_capitals_of_their_own_are_read_back():
    for allowed in CODES:
        read = coerce(texts(*allowed), "code", allowed)
        assert plain(read.values) == list(allowed)
        assert plain(coerce(texts(*(value.swapcase() for value in allowed)), "code", allowed).values) == list(allowed)


def test_a_set_is_put_in_canonical_order_each_part_once():
    read = coerce(texts("I; f", "I;B;I", "F;", ";", None), "set", SECTIONS)
    assert plain(read.values) == ["F;I", "B;I", "F", "", ""]
    assert not read.unreadable.any()


@pytest.mark.parametrize(("text", "expected"), list(FLAGS.items()))
def test_a_flag_is_recognised_whatever_its_case(text, expected):
    assert plain(coerce(texts(text, text.upper(), text.title()), "flag").values) == [expected] * 3


# What is not read


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("date", ["31/02/2022", "06/22/2022", "22/06/22", "soon", "44734"]),
        ("moment", ["2022-06-22", "22/06/2022 25:00", "soon"]),
        ("code", ["excellent", "good;inadequate", "goo d"]),
        ("set", ["F;X", "F,I", "F and I"]),
        ("flag", ["maybe", "2", "-"]),
        ("key", sorted(EXCEL_ERRORS)),
        ("text", ["#N/A"]),
    ],
)
def test_what_cannot_be_read_is_pointed_at_and_missing(kind, values):
    allowed = SECTIONS if kind == "set" else GRADES
    read = coerce(texts(*values, None), kind, allowed)
    assert read.unreadable.tolist() == [True] * len(values) + [False]
    assert read.values.iloc[:-1].isna().all()


def test_readable_and_unreadable_rows_stand_side_by_side():
    read = coerce(texts("22/06/2022", "x", None, "22/06/2022", "x"), "date")
    assert read.unreadable.tolist() == [False, True, False, False, True]
    assert read.values.notna().tolist() == [True, False, False, True, False]


# What a file types by itself


def test_timestamps_at_midnight_are_days():
    read = coerce(pd.Series(pd.to_datetime(["2022-06-22 00:00", None, "2022-06-22 10:00"])).dt.as_unit("ns"), "date")
    assert read.values.dtype == "datetime64[us]"
    assert read.values.notna().tolist() == [True, False, False]
    assert read.unreadable.tolist() == [False, False, True]


def test_timestamps_with_a_time_zone_are_days_of_london():
    column = pd.Series(pd.to_datetime(["2022-06-21 23:00", "2022-06-22 00:00"])).dt.tz_localize("UTC")
    read = coerce(column, "date")
    assert read.values.tolist()[0] == pd.Timestamp("2022-06-22")
    assert read.unreadable.tolist() == [False, True]


@pytest.mark.parametrize("zone", [None, "UTC", "Europe/London", "Asia/Tokyo"])
def test_timestamps_are_moments_in_london(zone):
    naive = pd.Series(pd.to_datetime(["2022-06-22 10:00", None])).dt.as_unit("ms")
    column = naive.dt.tz_localize(zone) if zone else naive
    read = coerce(column, "moment")
    assert str(read.values.dtype) == "datetime64[us, Europe/London]"
    assert not read.unreadable.any()
    assert read.values[0] == (column[0] if zone else column[0].tz_localize("Europe/London"))


@pytest.mark.parametrize("kind", ["code", "flag", "set"])
def test_timestamps_are_nothing_else(kind):
    assert coerce(pd.Series(pd.to_datetime(["2022-06-22"])), kind, GRADES).unreadable.all()


@pytest.mark.parametrize("column", [pd.Series([1, 2]), pd.Series([1, 2], dtype=object), pd.Series([1, 2], dtype="category")])
def test_any_other_type_is_taken_as_its_text(column):
    assert plain(coerce(column, "key").values) == ["1", "2"]


# Round trips

codes = st.lists(st.sampled_from([*GRADES, None]), max_size=30)
sets = st.lists(st.sets(st.sampled_from(SECTIONS)), max_size=30)
flags = st.lists(st.sampled_from([True, False, None]), max_size=30)
days = st.lists(st.dates(datetime(1900, 1, 1).date()) | st.none(), max_size=30)


@settings(deadline=None, max_examples=50)
@given(codes)
def test_codes_written_are_read_back(values):
    assert plain(coerce(texts(*values), "code", GRADES).values) == values


@settings(deadline=None, max_examples=50)
@given(sets)
def test_sets_written_are_read_back(values):
    read = coerce(texts(*(";".join(value) or None for value in values)), "set", SECTIONS)
    assert [set(text.split(";")) - {""} for text in read.values] == values


@settings(deadline=None, max_examples=50)
@given(flags)
def test_flags_written_are_read_back(values):
    assert plain(coerce(texts(*(None if value is None else str(value) for value in values)), "flag").values) == values


@settings(deadline=None, max_examples=50)
@given(days)
def test_days_written_are_read_back(values):
    read = coerce(texts(*(value and value.strftime("%d/%m/%Y") for value in values)), "date").values
    assert [None if value is pd.NaT else value.date() for value in read] == values


@settings(deadline=None, max_examples=50)
@given(
    st.lists(st.text(min_size=1, max_size=12) | st.none(), max_size=20),
    st.sampled_from(["date", "moment", "code", "set", "flag"]),
)
def test_every_text_is_read_or_pointed_at(values, kind):
    read = coerce(texts(*values), kind, SECTIONS)
    given_rows = np.array([value is not None for value in values], dtype=bool)
    has_value = read.values.notna().to_numpy()
    assert (read.unreadable == (given_rows & ~has_value)).all()


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from(["22/06/2022", "x", "1 May 2020", None, "31/02/2022"]), min_size=1, max_size=20))
def test_a_column_is_read_as_its_rows_one_by_one(values):
    whole = coerce(texts(*values), "date")
    alone = [coerce(texts(value), "date") for value in values]
    assert whole.unreadable.tolist() == [each.unreadable.item() for each in alone]
    one_by_one = pd.concat([each.values for each in alone], ignore_index=True)
    assert_series_equal(whole.values.reset_index(drop=True), one_by_one)
