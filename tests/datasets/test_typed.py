"""A file's columns against a dataset's: what is missing, what is ignored, what is absent and may be."""

import numpy as np
import pandas as pd
import pytest

from send_analysis.core.errors import DataError
from send_analysis.datasets.preparing import prepare
from send_analysis.datasets.spec import kind_of
from send_analysis.datasets.specs.catalogue import SPECS
from send_analysis.datasets.typed import absent_columns, check_columns, typed_rows, unknown_columns
from send_analysis.sources.raw_rows import RawRows
from tests.datasets.extracts import AS_AT, SOUND, found, prepared, raw, rows_of

MAY_BE_ABSENT = {
    "requests": {
        "source", "decision_reversed", "outcome_reversed", "draft_sent_on", "late_cause", "age_group", "sex", "primary_need",
        "locality",
    },
    "advice": {"returned_on", "missed_appointment"},
    "plans": {"setting", "personal_budget", "transferred_in", "age_group", "sex"},
    "placements": {"urn", "ukprn", "rank", "left_on", "sen_unit", "resourced_provision"},
    "reviews": {"draft_sent_on", "phase_transfer_due_on", "phase_transfer_on"},
    "audits": {"auditor_role"}, "resolutions": {"asks_for_action", "due_text"},
    "improvement_actions": {"evidence", "completed_on"},
}  # fmt: skip


def with_columns(*names: str) -> RawRows:
    return RawRows(pd.DataFrame({name: pd.Series(["x"], dtype="str") for name in names}), np.array([2]))


@pytest.mark.parametrize("name", SPECS)
def test_a_sound_row_is_typed_as_its_schema_says(name):
    rows, findings = typed_rows(SPECS[name], raw(name, {}))
    assert findings == []
    assert rows.index.tolist() == [2]
    SPECS[name].schema.validate(rows)


@pytest.mark.parametrize("name", SPECS)
def test_only_these_columns_may_be_absent(name):
    assert set(SPECS[name].columns) - set(SPECS[name].required) == MAY_BE_ABSENT.get(name, set())


@pytest.mark.parametrize("name", SPECS)
def test_an_absent_column_is_missing_in_every_row_and_of_its_type(name):
    extract = RawRows(raw(name, {}, {}).frame[list(SPECS[name].required)], np.array([2, 3]))
    check_columns(SPECS[name], extract, f"{name}.csv")
    rows, findings = typed_rows(SPECS[name], extract)
    assert findings == []
    assert set(absent_columns(SPECS[name], extract)) == MAY_BE_ABSENT.get(name, set())
    assert rows[absent_columns(SPECS[name], extract)].isna().all(axis=None)
    assert rows.dtypes.to_dict() == typed_rows(SPECS[name], raw(name, {}))[0].dtypes.to_dict()


def test_columns_may_come_in_any_order():
    extract = RawRows(rows_of("contacts", {}).iloc[:, ::-1], np.array([2]))
    assert list(typed_rows(SPECS["contacts"], extract)[0]) == list(SOUND["contacts"])


def test_a_column_that_the_dataset_does_not_have_is_not_read():
    extract = RawRows(rows_of("audits", {}).assign(notes="<b>secret</b>"), np.array([2]))
    assert unknown_columns(SPECS["audits"], extract) == ["notes"]
    assert "notes" not in prepare(SPECS["audits"], extract, AS_AT).rows


# One fault


def test_a_missing_column_is_named_with_those_found_and_the_nearest():
    with pytest.raises(DataError) as error:
        check_columns(
            SPECS["audits"], with_columns("audit_id", "plan_typ", "audited_on", "overall_grade"), "data/audits.csv"
        )
    assert str(error.value) == (
        "data/audits.csv: column plan_type is missing. "
        "Columns found: audit_id, plan_typ, audited_on, overall_grade; did you mean `plan_typ`?"
    )


def test_all_missing_columns_are_named_at_once():
    with pytest.raises(DataError) as error:
        check_columns(SPECS["audit_sections"], with_columns("audit_id", "notes"), "a.csv")
    assert str(error.value) == "a.csv: columns section and grade are missing. Columns found: audit_id, notes."


def test_each_missing_column_has_its_own_nearest_name():
    with pytest.raises(DataError) as error:
        check_columns(SPECS["audit_sections"], with_columns("audit_id", "Section", "grades"), "a.csv")
    assert str(error.value) == (
        "a.csv: columns section and grade are missing. Columns found: audit_id, Section, grades; "
        "did you mean `Section` for section, `grades` for grade?"
    )


def test_a_file_without_a_header_does_not_have_its_first_row_repeated():
    with pytest.raises(DataError) as error:
        check_columns(SPECS["contacts"], with_columns("C-1", "Ann Lee", "01/02/2014"), "data/contacts.csv")
    assert str(error.value) == (
        "data/contacts.csv: row 1 has no column of contacts. Is it a header row? "
        "It must have: contact_id, received_at, channel, responded_at."
    )


def test_malformed_rows_are_a_finding_of_their_own():
    extract = RawRows(rows_of("contacts", {}), np.array([2]), pd.DataFrame({"row": [3, 4], "text": ["x", "y,z"]}))
    result = prepare(SPECS["contacts"], extract, AS_AT)
    assert (
        found(result)["contacts.fields"] == "rows 3 and 4: 2 rows with more or fewer fields than there are names of columns."
    )


# Many faults: each kind of column, in every dataset


def columns_of_kind(*kinds: str) -> list[tuple[str, str]]:
    return [
        (name, column) for name, spec in SPECS.items() for column, each in spec.columns.items() if kind_of(each) in kinds
    ]


@pytest.mark.parametrize(("name", "column"), columns_of_kind("date"))
@pytest.mark.parametrize("text", ["31/02/2022", "06/22/2022", "22/06/22", "2022-06-22 14:30", "soon"])
def test_a_day_that_cannot_be_read_is_a_fault_of_its_row_and_column(name, column, text):
    message = found(prepared(name, {}, {column: text}))[f"{name}.{column}.readable"]
    assert message == (
        f"row 3, column {column}: 1 value not a day such as 2022-06-22 or 22/06/2022 "
        "(day before month, year in full, no time of day)."
    )


@pytest.mark.parametrize("column", ["received_at", "responded_at"])
def test_a_moment_that_cannot_be_read_is_a_fault(column):
    assert found(prepared("contacts", {column: "22/06/2022"})) == {
        f"contacts.{column}.readable": (
            f"row 2, column {column}: 1 value not a day and time such as 2022-06-22 14:30 or 22/06/2022 14:30."
        )
    }


@pytest.mark.parametrize(("name", "column"), columns_of_kind("code", "set"))
def test_a_code_outside_the_list_is_a_fault_that_names_the_list(name, column):
    allowed = ", ".join(SPECS[name].columns[column].metadata["allowed"])
    message = found(prepared(name, {column: "<script>"}, {column: "=cmd()"}))[f"{name}.{column}.readable"]
    assert message == f"rows 2 and 3, column {column}: 2 values outside {allowed}."


def test_a_flag_that_is_neither_is_a_fault():
    assert found(prepared("golden_thread", {"present": "perhaps"})) == {
        "golden_thread.present.readable": "row 2, column present: 1 value other than true and false."
    }


@pytest.mark.parametrize(("name", "column"), columns_of_kind("key", "text"))
def test_an_error_of_excels_is_no_text(name, column):
    message = found(prepared(name, {column: "#N/A"}))[f"{name}.{column}.readable"]
    assert message == f"row 2, column {column}: 1 value standing for an error in Excel."


@pytest.mark.parametrize(
    ("name", "column"), [(name, c) for name, s in SPECS.items() for c in s.columns if not s.columns[c].nullable]
)
def test_a_value_that_every_row_needs_is_a_fault_when_missing(name, column):
    faults = found(prepared(name, {column: ""}))
    if kind_of(SPECS[name].columns[column]) == "set":
        assert faults == {}
    else:
        assert faults == {f"{name}.{column}.given": f"row 2, column {column}: 1 value missing."}


def test_ten_bad_rows_are_ten_rows_set_aside_and_the_rest_used():
    bad = [{"channel": "pigeon"}] * 4 + [{"received_at": "31/02/2022 10:00"}] * 3 + [{"contact_id": ""}] * 3
    result = prepared("contacts", *bad, *[{}] * 20)
    assert (len(result.rows), len(result.set_aside_rows)) == (20, 10)
    assert found(result) == {
        "contacts.channel.readable": "rows 2, 3 and 2 more, column channel: 4 values outside email, phone, post, portal.",
        "contacts.received_at.readable": (
            "rows 6, 7 and 8, column received_at: 3 values not a day and time such as 2022-06-22 14:30 or 22/06/2022 14:30."
        ),
        "contacts.contact_id.given": "rows 9, 10 and 11, column contact_id: 3 values missing.",
    }
