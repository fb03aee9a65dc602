"""An extract's own names, values and dates into those of its dataset, and nothing lost of how the source wrote them."""

import numpy as np
import pandas as pd
import pytest

from send_analysis.core.errors import DataError
from send_analysis.core.params.release import Extract
from send_analysis.sources.mapping import mapped
from send_analysis.sources.raw_rows import RawRows


def raw(**columns: object) -> RawRows:
    frame = pd.DataFrame({name: column(values) for name, values in columns.items()})
    return RawRows(frame, np.arange(2, len(frame) + 2))


def column(values: object) -> object:
    return pd.Series(values, dtype="str") if isinstance(values, list) else values


def by(**mapping: object) -> Extract:
    return Extract.model_validate({"path": "rows.csv", **mapping})


def values_of(rows: RawRows, name: str) -> list[str | None]:
    return [None if pd.isna(each) else each for each in rows.frame[name]]


def error_of(rows: RawRows, **mapping: object) -> str:
    with pytest.raises(DataError) as error:
        mapped(rows, by(**mapping))
    return str(error.value)


# Names


def test_without_a_mapping_nothing_changes():
    rows = raw(a=["1"])
    assert mapped(rows, by()) is rows


def test_columns_take_the_datasets_names_and_the_source_keeps_its_own():
    rows = mapped(raw(**{"Date received": ["x"], "other": ["y"]}), by(columns={"Date received": "received_on"}))
    assert list(rows.frame) == ["received_on", "other"]
    assert list(rows.own) == ["Date received", "other"]


def test_case_and_white_space_do_not_tell_two_names_apart():
    rows = mapped(raw(**{"Date \n  RECEIVED": ["x"]}), by(columns={"date received": "received_on"}))
    assert list(rows.frame) == ["received_on"]


@pytest.mark.parametrize("name", ["Received-On", "received_on", "RECEIVED  ON"])
def test_a_name_that_finds_the_header_is_the_name_of_its_column(name):
    assert list(mapped(raw(**{name: ["2022-06-22"]}), by(columns={"Received On": "received_on"})).frame) == ["received_on"]


def test_a_name_that_is_exactly_there_is_meant_even_where_others_are_alike():
    rows = mapped(raw(ID=["1"], id=["2"]), by(columns={"id": "request_id"}))
    assert values_of(rows, "request_id") == ["2"]


def test_names_can_change_places():
    rows = mapped(raw(a=["1"], b=["2"]), by(columns={"a": "b", "b": "a"}))
    assert (values_of(rows, "a"), values_of(rows, "b")) == (["2"], ["1"])


def test_what_the_reader_found_is_kept():
    whole = RawRows(pd.DataFrame({"a": ["1"]}, dtype="str"), np.array([7]), notes=("read as UTF-16",), digest="d")
    rows = mapped(whole, by(columns={"a": "b"}))
    assert (rows.row_numbers.tolist(), rows.notes, rows.digest) == ([7], ("read as UTF-16",), "d")


def test_a_source_that_was_kept_already_is_kept_as_it_is():
    own = pd.DataFrame({"A!": ["x"]}, dtype="str")
    rows = mapped(RawRows(pd.DataFrame({"a": ["1"]}, dtype="str"), np.array([2]), source=own), by(columns={"a": "b"}))
    assert rows.own is own


def test_every_column_that_is_not_there_is_named_with_the_nearest():
    said = error_of(raw(received=["x"], decided=["y"], id=["1"]), columns={"id": "a", "recieved": "b", "issued": "c"})
    assert said.splitlines() == [
        "rows.csv: has no column `recieved`, which params map. Did you mean `received`? Columns found: received, decided, id.",
        "rows.csv: has no column `issued`, which params map. Columns found: received, decided, id.",
    ]


def test_where_no_column_is_there_the_first_row_is_not_repeated():
    said = error_of(raw(**{"Synthetic Person": ["x"]}), columns={"id": "request_id", "received": "received_on"})
    assert said == (
        "rows.csv: has none of the columns that params map (`id` and `received`). Is the row with their names a header row?"
    )


def test_a_name_that_may_be_either_of_two_is_asked_about():
    assert error_of(raw(ID=["1"], Id=["2"]), columns={"id": "request_id"}) == (
        "rows.csv: the mapped column `id` may be `ID` or `Id`. Write it exactly as it stands in the extract."
    )


def test_two_columns_cannot_have_one_name():
    assert "columns `a` and `b` are all mapped to c. Keep one of them." in error_of(
        raw(a=["1"], b=["2"]), columns={"a": "c", "b": "c"}
    )
    assert "column `a` is mapped to b, and the extract has a column of that name already." in error_of(
        raw(a=["1"], b=["2"]), columns={"a": "b"}
    )
    assert "column `a` is mapped twice, as `A` too." in error_of(raw(a=["1"]), columns={"a": "b", "A": "c"})


# Values


def test_values_are_matched_whatever_their_case_and_others_stay_as_they_are():
    rows = mapped(raw(decision=["Y", "n ", "Later", None]), by(values={"decision": {"y": "assess", " N": "not_assess"}}))
    assert values_of(rows, "decision") == ["assess", "not_assess", "Later", None]
    assert rows.own["decision"].tolist()[:3] == ["Y", "n ", "Later"]


def test_values_are_given_for_the_datasets_name_of_a_column():
    rows = mapped(raw(Decision=["Y"]), by(columns={"Decision": "decision"}, values={"decision": {"Y": "assess"}}))
    assert values_of(rows, "decision") == ["assess"]


def test_a_value_can_mean_a_blank_and_a_blank_a_value():
    rows = mapped(raw(decision=["n/a", None, "Y"]), by(values={"decision": {"N/A": "", "": "pending"}}))
    assert values_of(rows, "decision") == [None, "pending", "Y"]
    rows = mapped(raw(late_cause=["n/a", "x"]), by(values={"late_cause": {"N/A": ""}}))
    assert values_of(rows, "late_cause") == [None, "x"]


def test_of_a_set_the_whole_or_each_part_is_mapped():
    grounds = {"Closure": "school_closure", "Away": "absence_from_area", "both; reasons": "a;b", "none": ""}
    given = ["Closure;away", "BOTH; reasons", "Closure; other", "none", "none;away", "none;none", None]
    rows = mapped(raw(exception_grounds=given), by(values={"exception_grounds": grounds}))
    expected = ["school_closure;absence_from_area", "a;b", "school_closure;other", None, "absence_from_area", None, None]
    assert values_of(rows, "exception_grounds") == expected


def test_categories_stay_categories():
    rows = mapped(raw(decision=pd.Categorical(["Y", None, "y", "N"])), by(values={"decision": {"Y": "assess"}}))
    assert isinstance(rows.frame["decision"].dtype, pd.CategoricalDtype)
    assert values_of(rows, "decision") == ["assess", None, "assess", "N"]


def test_a_blank_category_can_mean_a_value():
    rows = mapped(raw(decision=pd.Categorical(["Y", None])), by(values={"decision": {"": "pending"}}))
    assert values_of(rows, "decision") == ["Y", "pending"]


def test_a_day_that_stands_for_nothing_can_be_mapped_to_a_blank():
    days = pd.Series(pd.to_datetime(["1900-01-01", "2022-06-22"]))
    rows = mapped(raw(issued_on=days), by(values={"issued_on": {"1900-01-01": ""}}))
    assert values_of(rows, "issued_on") == [None, "2022-06-22"]


def test_days_of_which_none_is_mapped_stay_days():
    days = pd.Series(pd.to_datetime(["2022-06-21", "2022-06-22"]))
    rows = mapped(raw(issued_on=days), by(values={"issued_on": {"1900-01-01": ""}}))
    pd.testing.assert_series_equal(rows.frame["issued_on"], days, check_names=False)


# Constants


def test_a_constant_is_the_value_of_every_row():
    rows = mapped(raw(contact_id=["1", "2"]), by(constants={"channel": "email", "responded_at": ""}))
    assert values_of(rows, "channel") == ["email", "email"]
    assert values_of(rows, "responded_at") == [None, None]
    assert list(rows.own) == ["contact_id"]


def test_a_constant_for_a_column_that_is_there_is_refused():
    assert error_of(raw(channel=["post"]), constants={"channel": "email"}) == (
        "rows.csv: params give a constant for column channel, which the extract has. Take the constant out."
    )


def test_values_and_dates_of_a_column_that_is_not_there_are_refused_together():
    said = error_of(raw(a=["1"]), values={"decision": {"Y": "assess"}}, date_formats={"received_on": "%d.%m.%y"})
    assert [line.split("`")[1] for line in said.splitlines()] == ["values", "date_formats"]


# Dates


def test_dates_in_the_form_that_params_name_become_dates():
    rows = mapped(raw(received_on=["21.06.22", None, "1.7.22"]), by(date_formats={"received_on": "%d.%m.%y"}))
    assert rows.frame["received_on"].dtype == "datetime64[us]"
    assert rows.frame["received_on"].tolist()[::2] == [pd.Timestamp(2022, 6, 21), pd.Timestamp(2022, 7, 1)]
    assert rows.own["received_on"].tolist()[::2] == ["21.06.22", "1.7.22"]


def test_what_has_another_form_stays_as_it_was():
    given = ["21.06.22", "soon", "31.02.22", "2022-06-22", "21.06.22 "]
    rows = mapped(raw(received_on=given), by(date_formats={"received_on": "%d.%m.%y"}))
    assert values_of(rows, "received_on") == ["2022-06-21", "soon", "31.02.22", "2022-06-22", "21.06.22 "]


def test_times_of_day_are_kept():
    rows = mapped(raw(received_at=["21.06.22 14:30", "soon"]), by(date_formats={"received_at": "%d.%m.%y %H:%M"}))
    assert values_of(rows, "received_at") == ["2022-06-21 14:30:00.000000", "soon"]


@pytest.mark.parametrize(
    ("system", "number", "moment"),
    [
        ("excel", "44734", "2022-06-22"),
        ("excel", "44734.604166666664", "2022-06-22 14:30"),
        ("excel", "44734.6041666667", "2022-06-22 14:30"),
        ("excel", "61", "1900-03-01"),
        ("excel", "2958465", "9999-12-31"),
        ("excel-1904", "43272", "2022-06-22"),
        ("excel-1904", "0", "1904-01-01"),
    ],
)
def test_serial_numbers_of_excel_are_days(system, number, moment):
    rows = mapped(raw(received_at=[number]), by(date_formats={"received_at": system}))
    assert rows.frame["received_at"].tolist() == [pd.Timestamp(moment)]


@pytest.mark.parametrize("text", ["60", "0", "-1", "1e3", "2958466", "44734,5", "٤٤٧٣٤", "NaN", "22/06/2022"])
def test_other_numbers_are_not(text):
    rows = mapped(raw(received_at=[text]), by(date_formats={"received_at": "excel"}))
    assert values_of(rows, "received_at") == [text]


def test_what_is_a_date_already_stays_one():
    days = pd.Series(pd.to_datetime(["2022-06-22"]))
    rows = mapped(raw(received_on=days), by(date_formats={"received_on": "%d.%m.%y"}))
    pd.testing.assert_series_equal(rows.frame["received_on"], days, check_names=False)


def test_a_value_is_mapped_before_its_date_is_read():
    rows = mapped(
        raw(received_on=["not known", "21.06.22"]),
        by(values={"received_on": {"Not known": ""}}, date_formats={"received_on": "%d.%m.%y"}),
    )
    assert rows.frame["received_on"].tolist() == [pd.NaT, pd.Timestamp(2022, 6, 21)]


def test_an_extract_without_rows_is_mapped_like_any_other():
    rows = mapped(
        raw(a=[], b=[]),
        by(columns={"a": "x"}, values={"x": {"Y": "assess"}}, date_formats={"b": "%d.%m.%y"}, constants={"c": "1"}),
    )
    assert (list(rows.frame), len(rows)) == (["x", "b", "c"], 0)
