"""Opening a release: every extract read and checked, every fault named at once, every row accounted for."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from send_analysis.core.checks import Check, checks_frame
from send_analysis.core.errors import DataError
from send_analysis.core.period import Period
from send_analysis.datasets.opening import COUNTS, OpenedData, open_datasets
from tests.datasets.extracts import SOUND, params, project, rows_of, whole_project
from tests.sen2.returns import person, write_xml

PASS, WARNING, FAIL = "PASS", "WARNING", "FAIL"


def check(opened: OpenedData, name: str) -> Check:
    return next(each for each in opened.checks if each.check == name)


def counts(opened: OpenedData, dataset: str) -> dict[str, int]:
    row = opened.counts.set_index("dataset").loc[dataset]
    return {name: int(row[name]) for name in ("read", "used", "set_aside", "dated_after", "events_after")}


# It works


def test_sound_extracts_open_without_a_word(tmp_path):
    opened = open_datasets(whole_project(tmp_path))
    assert list(opened.datasets) == list(SOUND)
    assert {each.result for each in opened.checks} == {PASS}
    assert all(table.empty for table in opened.set_aside.values())
    assert list(opened.counts) == list(COUNTS)
    for name, dataset in opened.datasets.items():
        assert (dataset.name, dataset.area.code, len(dataset.rows)) == (name, "866", 1)
        assert dataset.rows.index.tolist() == [2]


def test_a_dataset_says_what_it_covers_and_where_it_comes_from(tmp_path):
    rows_of("contacts", {}).to_csv(tmp_path / "log.csv", index=False)
    extract = {"path": "log.csv", "as_at": "2022-05-31", "from": "2020-09-01"}
    dataset = open_datasets(params(tmp_path, {"contacts": extract})).datasets["contacts"]
    assert dataset.covers == Period(date(2020, 9, 1), date(2022, 5, 31))
    assert dataset.source == "log.csv as at 31 May 2022"
    assert dataset.windows.as_at == date(2022, 5, 31)


def test_an_extract_newer_than_the_release_counts_up_to_the_release(tmp_path):
    rows_of("contacts", {}).to_csv(tmp_path / "log.csv", index=False)
    extracts = {"contacts": {"path": "log.csv", "as_at": "2022-06-22"}}
    dataset = open_datasets(params(tmp_path, extracts, as_at="2022-04-30")).datasets["contacts"]
    assert dataset.covers == Period(date(1900, 1, 1), date(2022, 4, 30))


def test_each_kind_of_file_and_a_named_sheet(tmp_path):
    rows_of("audits", {}).to_parquet(tmp_path / "audits.parquet")
    with pd.ExcelWriter(tmp_path / "book.xlsx") as book:
        pd.DataFrame({"note": ["first"]}).to_excel(book, sheet_name="Read me", index=False)
        rows_of("appeals", {}, {}).to_excel(book, sheet_name="Appeals", index=False)
    extracts = {"audits": "audits.parquet", "appeals": {"path": "book.xlsx", "sheet": "Appeals"}}
    opened = open_datasets(params(tmp_path, extracts))
    assert [len(dataset.rows) for dataset in opened.datasets.values()] == [1, 2]


def test_counts_hold_one_row_a_dataset_with_its_path_and_day(tmp_path):
    opened = open_datasets(project(tmp_path, {"contacts": rows_of("contacts", {}, {"channel": "pigeon"})}))
    assert_frame_equal(
        opened.counts,
        pd.DataFrame(
            {
                "dataset": ["contacts"], "path": ["data/contacts.csv"], "as_at": [pd.Timestamp("2022-06-22")],
                "read": [2], "used": [1], "set_aside": [1], "dated_after": [0], "events_after": [0],
            }
        ).astype({"dataset": "str", "path": "str", "as_at": "datetime64[us]"}),
    )  # fmt: skip


# One fault


def test_ten_bad_rows_are_set_aside_counted_and_the_rest_used(tmp_path):
    table = rows_of("requests", *[{"sex": "?"}] * 6, *[{"plan_issued_on": "2022-01-01"}] * 4, *[{}] * 90)
    opened = open_datasets(project(tmp_path, {"requests": table}))
    assert counts(opened, "requests") == {"read": 100, "used": 90, "set_aside": 10, "dated_after": 0, "events_after": 0}
    assert check(opened, "requests.rows") == Check(
        "requests.rows",
        WARNING,
        "10 rows were set aside (rejected/requests.csv); 90 of 100 rows were used.",
        10,
        "Mend the rows at their source, or say on the page what is missing.",
        "requests",
        "data/requests.csv",
    )
    assert check(opened, "requests.sex.readable").message == (
        "rows 2, 3 and 4 more, column sex: 6 values outside F, M, not_stated."
    )
    assert checks_frame(opened.checks)["check"].tolist()[0] == "requests.sex.readable"
    assert opened.set_aside["requests"]["row"].tolist() == list(range(2, 12))


def test_one_row_set_aside_is_said_in_the_singular(tmp_path):
    opened = open_datasets(project(tmp_path, {"contacts": rows_of("contacts", {"channel": "?"}, {})}))
    assert check(opened, "contacts.rows").message == ("1 row was set aside (rejected/contacts.csv); 1 of 2 rows was used.")


def test_an_extract_with_a_header_and_no_rows_is_an_empty_table_with_a_warning(tmp_path):
    opened = open_datasets(project(tmp_path, {name: rows_of(name) for name in SOUND}))
    for name, dataset in opened.datasets.items():
        assert len(dataset.rows) == 0
        said = check(opened, f"{name}.rows")
        assert (said.result, said.message) == (WARNING, "The extract has a header and no rows: there is no data.")
    assert opened.datasets["contacts"].rows["received_at"].dtype == pd.DatetimeTZDtype("us", "Europe/London")


def test_an_extract_of_which_no_row_is_left_fails(tmp_path):
    american = [{"received_at": f"05/{day}/2022 10:00"} for day in range(13, 20)]
    opened = open_datasets(project(tmp_path, {"contacts": rows_of("contacts", *american)}))
    said = check(opened, "contacts.rows")
    assert (said.result, said.rows) == (FAIL, 7)
    assert said.message == "7 rows were set aside (rejected/contacts.csv); 0 of 7 rows were used."


def test_what_is_dated_after_the_day_is_counted_and_said(tmp_path):
    table = rows_of(
        "contacts", {}, {"responded_at": "2022-05-20 10:00"}, {"received_at": "2022-05-19 09:00", "responded_at": ""}
    )
    opened = open_datasets(project(tmp_path, {"contacts": table}, as_at="2022-05-10"))
    assert counts(opened, "contacts") == {"read": 3, "used": 2, "set_aside": 0, "dated_after": 1, "events_after": 1}
    said = check(opened, "contacts.as_at")
    assert said.result == WARNING
    assert said.message == "1 row, and 1 later event of other rows, dated after 10 May 2022 and not used."


def test_the_earlier_edition_can_be_made_from_the_later_extracts(tmp_path):
    extracts = {"requests": rows_of("requests", {}, {"received_on": "2022-02-01"}), "advice": rows_of("advice", {}, {})}
    opened = open_datasets(project(tmp_path, extracts, as_at="2022-01-31"))
    assert counts(opened, "requests") == {"read": 2, "used": 1, "set_aside": 0, "dated_after": 1, "events_after": 4}
    assert counts(opened, "advice") == {"read": 2, "used": 0, "set_aside": 0, "dated_after": 2, "events_after": 0}
    assert opened.datasets["requests"].rows["decision"].tolist() == ["pending"]


def test_rows_whose_parent_has_no_extract_are_used_with_a_warning(tmp_path):
    opened = open_datasets(project(tmp_path, {"advice": rows_of("advice", {})}))
    assert len(opened.datasets["advice"].rows) == 1
    assert check(opened, "advice.request_id.known").message == (
        "column request_id: not checked, because there is no extract of requests."
    )


def test_columns_that_are_not_read_and_columns_that_are_absent_are_named(tmp_path):
    table = rows_of("audits", {}).drop(columns="auditor_role").assign(Notes="x", Draft="y")
    opened = open_datasets(project(tmp_path, {"audits": table}))
    assert check(opened, "audits.columns.unknown") == Check(
        "audits.columns.unknown",
        PASS,
        "columns Notes and Draft: not a column of audits, and not read.",
        dataset="audits",
        file="data/audits.csv",
        column="Notes, Draft",
    )
    assert check(opened, "audits.columns.absent").message == (
        "column auditor_role: absent, which is allowed; no row has a value there."
    )


def test_days_covered_from_after_the_day_of_the_extract_are_a_fault(tmp_path):
    rows_of("contacts", {}).to_csv(tmp_path / "log.csv", index=False)
    with pytest.raises(DataError) as error:
        open_datasets(params(tmp_path, {"contacts": {"path": "log.csv", "from": "2022-07-01"}}))
    assert str(error.value) == "log.csv: covers days from 1 July 2022, and is as at 22 June 2022, before that."


# A SEN2 return


def return_used(tmp_path, as_at: str) -> OpenedData:
    write_xml(tmp_path / "sen2.xml", [person()])
    return open_datasets(params(tmp_path, {"sen2": {"path": "sen2.xml", "as_at": as_at, "from": "2025-01-01"}}, as_at=as_at))


def test_a_sen2_return_gives_all_its_datasets_and_its_own_checks(tmp_path):
    opened = return_used(tmp_path, "2026-01-15")
    assert list(opened.datasets) == ["requests", "plans", "needs", "placements", "reviews"]
    assert {each.check for each in opened.checks if each.result != PASS} == {"reviews.rows"}  # nothing was reviewed yet
    assert check(opened, "sen2.records").file == "sen2.xml"
    assert (
        check(opened, "requests.reference_date").message == "The SEN2 return is of 15 January 2026, the day it is used for."
    )


def test_a_sen2_return_of_another_day_than_params_say_is_named_once(tmp_path):
    opened = return_used(tmp_path, "2026-02-28")
    said = [each for each in opened.checks if each.check.endswith(".reference_date")]
    assert [(each.result, each.message) for each in said] == [
        (FAIL, "The SEN2 return is of 15 January 2026 (its reference date), and is used as at 28 February 2026.")
    ]


def test_each_day_that_a_sen2_return_is_used_for_is_held_against_its_own(tmp_path):
    write_xml(tmp_path / "sen2.xml", [person()])
    whole = {"path": "sen2.xml", "from": "2025-01-01"}
    extracts = {"sen2": whole, "placements": whole | {"sen2": True, "as_at": "2026-02-28"}}
    opened = open_datasets(params(tmp_path, extracts, as_at="2026-01-15"))
    said = {each.check: each.result for each in opened.checks if each.check.endswith(".reference_date")}
    assert said == {"requests.reference_date": PASS}  # used up to the release's own day
    extracts = {"sen2": whole, "placements": whole | {"sen2": True, "as_at": "2025-12-31"}}
    opened = open_datasets(params(tmp_path, extracts, as_at="2026-01-15"))
    said = {each.check: each.result for each in opened.checks if each.check.endswith(".reference_date")}
    assert said == {"requests.reference_date": PASS, "placements.reference_date": FAIL}


def test_a_sen2_return_that_cannot_be_read_is_one_fault(tmp_path):
    (tmp_path / "sen2.xml").write_text("<Message>", encoding="utf-8")
    extract = {"path": "sen2.xml", "from": "2025-01-01"}
    with pytest.raises(DataError) as error:
        open_datasets(params(tmp_path, {"sen2": extract}, as_at="2026-01-15"))
    assert len(str(error.value).splitlines()) == 1
    assert "sen2.xml" in str(error.value)


# Many faults


def test_faults_in_rows_are_told_beside_extracts_that_cannot_be_read(tmp_path):
    tables = {
        "audits": rows_of("audits", {}).drop(columns="plan_type"),
        "contacts": rows_of("contacts", {"channel": "pigeon"}, {}),
        "audit_sections": rows_of("audit_sections", {}),
    }
    broken = project(tmp_path, tables)
    with pytest.raises(DataError) as error:
        open_datasets(broken)
    assert str(error.value).splitlines() == [
        "data/audits.csv: column plan_type is missing. Columns found: audit_id, audited_on, auditor_role, overall_grade.",
        "data/contacts.csv: 1 fault",
        "  row 2, column channel: 1 value outside email, phone, post, portal. Map them under `values:` in the params, or mend "
        "the extract.",
        "1 row of data/contacts.csv was set aside (rejected/contacts.csv); 1 of 2 was used.",
    ]


def test_every_fault_of_every_extract_is_in_one_message(tmp_path):
    tables = {
        "requests": rows_of("requests", {}).rename(columns={"decision": "Decision"}),
        "audits": rows_of("audits", {}).drop(columns=["plan_type", "overall_grade"]),
        "appeals": rows_of("appeals", {}),
    }
    broken = project(tmp_path, tables)
    (tmp_path / "data" / "contacts.csv").touch()
    extracts = {name: f"data/{name}.csv" for name in (*tables, "contacts", "advice")}
    with pytest.raises(DataError) as error:
        open_datasets(params(tmp_path, extracts))
    assert str(error.value).splitlines() == [
        "data/requests.csv: column decision is missing. Columns found: request_id, person_id, received_on, source, "
        "decision_on, Decision, outcome_on, outcome, draft_sent_on, plan_issued_on, exception_grounds, late_cause, age_group, "
        "sex, primary_need, locality; did you mean `Decision`?",
        "data/advice.csv: there is no such file.",
        "data/audits.csv: columns plan_type and overall_grade are missing. "
        "Columns found: audit_id, audited_on, auditor_role.",
        "data/contacts.csv: is empty; it has not even a header row.",
    ]
    assert broken.root.as_posix() not in str(error.value)


# Edges


def test_hostile_text_in_identifiers_and_free_text_is_carried_as_text(tmp_path):
    hostile = ["<script>alert(1)</script>", "=cmd|'/c calc'!A0", "../../etc/passwd", "a\nb", 'say "so"', "R-1, R-2"]
    table = rows_of("requests", *({"request_id": text, "locality": text} for text in hostile))
    opened = open_datasets(project(tmp_path, {"requests": table}))
    assert opened.datasets["requests"].rows["request_id"].tolist() == hostile
    assert opened.datasets["requests"].rows["locality"].tolist() == hostile


def test_two_hundred_thousand_rows_are_accounted_for(tmp_path):
    size = 200_000
    number = np.arange(size)
    table = pd.DataFrame(
        {
            "contact_id": (number - (number % 1_000 == 999)).astype("str"),  # every thousandth repeats the one before
            "received_at": np.where(number % 500 == 0, "31/02/2022 10:00", "2022-05-03 09:30"),
            "channel": np.where(number % 250 == 7, "pigeon", "email"),
            "responded_at": np.where(number % 100 == 3, "2022-07-01 09:00", ""),
        }
    )
    opened = open_datasets(project(tmp_path, {"contacts": table}))
    unreadable, pigeons, repeated = size // 500, size // 250, size // 1_000
    assert counts(opened, "contacts") == {
        "read": size,
        "used": size - unreadable - pigeons - repeated,
        "set_aside": unreadable + pigeons + repeated,
        "dated_after": 0,
        "events_after": size // 100,
    }
    assert len(opened.set_aside["contacts"]) == unreadable + pigeons + repeated


def test_the_shipped_kinds_of_every_check_are_named_after_their_dataset(tmp_path):
    opened = open_datasets(whole_project(tmp_path))
    names = [each.check for each in opened.checks]
    assert len(set(names)) == len(names)
    assert {name.split(".")[0] for name in names} == set(SOUND)
