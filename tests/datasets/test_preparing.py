"""What becomes of each row: used, set aside or dated after, and always one of the three."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_analysis.datasets.as_at import as_known, dated_after
from send_analysis.datasets.preparing import Prepared, prepare
from send_analysis.datasets.specs.catalogue import SPECS
from send_analysis.sources.raw_rows import RawRows, malformed_rows
from tests.datasets.extracts import AS_AT, SOUND, broken, found, prepared, raw, rows_of
from tests.examples import examples

FIRST = "The first row is used."


# Repeated rows


def test_a_row_that_stands_twice_is_used_once():
    result = prepared("contacts", {}, {"contact_id": "C-1"}, {})
    assert result.rows.index.tolist() == [2, 4]
    assert found(result) == {
        "contacts.contact_id.repeated": (
            f"row 3, column contact_id: 1 value already in an earlier row with the same content. {FIRST}"
        )
    }


def test_a_key_with_other_content_is_said_to_have_it():
    again = {"contact_id": "C-1"}
    result = prepared("contacts", {}, again | {"channel": "post"}, again | {"channel": "post"}, again)
    assert result.rows["channel"].tolist() == ["email"]
    assert found(result) == {
        "contacts.contact_id.repeated": (
            f"row 5, column contact_id: 1 value already in an earlier row with the same content. {FIRST}"
        ),
        "contacts.contact_id.repeated_otherwise": (
            f"rows 3 and 4, column contact_id: 2 values already in an earlier row with other content. {FIRST}"
        ),
    }


def test_the_first_sound_row_of_a_key_is_used():
    result = prepared("contacts", {"received_at": "31/02/2022 10:00"}, {"contact_id": "C-1"})
    assert result.rows.index.tolist() == [3]
    assert list(found(result)) == ["contacts.received_at.readable"]


def test_content_is_compared_as_it_is_read_not_as_it_is_written():
    result = prepared("contacts", {}, {"contact_id": "C-1", "channel": "EMAIL", "received_at": "03/05/2022 09:30"})
    assert list(found(result)) == ["contacts.contact_id.repeated"]


def test_a_key_of_several_columns_is_named_whole():
    again = {"audit_id": "A-1"}
    result = prepared("audit_sections", {}, again | {"section": "F"}, again | {"grade": "good"})
    assert found(result) == {
        "audit_sections.audit_id.section.repeated_otherwise": (
            f"row 4, columns audit_id and section: 1 row already in an earlier row with other content. {FIRST}"
        )
    }


def test_one_agency_may_be_asked_twice_unless_the_rows_are_the_same_throughout():
    again = {"request_id": "R-1"}
    result = prepared("advice", {}, again | {"received_on": "2022-03-21"}, again)
    assert result.rows.index.tolist() == [2, 3]
    assert found(result) == {"advice.repeated": "row 4: 1 row the same as an earlier row in every column."}


# Rows of another dataset's row


@pytest.mark.parametrize(
    ("name", "parent"), [("advice", "requests"), ("audit_sections", "audits"), ("golden_thread", "audits")]
)
def test_a_row_whose_parent_is_not_used_is_set_aside(name, parent):
    first = next(iter(SOUND[parent]))
    lacking = {"requests": {"received_on": "soon"}, "audits": {"audited_on": "soon"}}[parent]
    known = prepared(parent, {}, lacking)
    result = prepared(name, {}, {}, {}, parent=known)
    assert result.rows.index.tolist() == [2]
    assert found(result) == {
        f"{name}.{first}.known": f"rows 3 and 4, column {first}: 2 values not among the rows of {parent} that are used."
    }


def test_a_row_whose_parent_is_dated_after_is_dated_after():
    requests = prepared("requests", {}, {"received_on": "2022-02-01", "decision_on": "2022-02-28"}, as_at=date(2022, 1, 31))
    result = prepared("advice", {}, {}, as_at=date(2022, 3, 1), parent=requests)
    assert (len(result.rows), len(result.late)) == (1, 1)


def test_without_an_extract_of_the_parent_nothing_is_looked_up():
    assert found(prepared("advice", {})) == {}


# Which of the three


def test_a_row_that_is_wrong_is_set_aside_even_when_it_is_dated_after():
    # A year mistyped in the future breaks the order of the dates, and is a fault to be mended, not an event to come.
    result = prepared("requests", {"received_on": "2202-01-03"})
    assert (len(result.set_aside_rows), len(result.late)) == (1, 0)


def test_one_slip_is_reported_once():
    assert list(broken("requests", decision="maybe")) == ["requests.decision.readable"]


def test_a_row_may_have_several_reasons():
    result = prepared("contacts", {"channel": "pigeon", "received_at": "soon"})
    assert result.set_aside()["reasons"].tolist() == [
        "column received_at: not a day and time such as 2022-06-22 14:30 or 22/06/2022 14:30. "
        "column channel: outside email, phone, post, portal."
    ]


def test_rows_set_aside_keep_the_sources_own_columns():
    frame = rows_of("contacts", {}, {"channel": "<script>"}).assign(Notes="=cmd()")
    table = prepare(SPECS["contacts"], RawRows(frame, np.array([2, 7])), AS_AT).set_aside()
    assert list(table) == ["row", "reasons", "contact_id", "received_at", "channel", "responded_at", "Notes"]
    assert table[["row", "channel", "Notes"]].to_numpy().tolist() == [[7, "<script>", "=cmd()"]]


def test_malformed_rows_are_set_aside_with_their_text():
    extract = RawRows(rows_of("contacts", {}), np.array([2]), malformed_rows([3, 4], ["C-2,email", "a,b,c,d,e"]))
    result = prepare(SPECS["contacts"], extract, AS_AT)
    table = result.set_aside()
    assert table["row"].tolist() == [3, 4]
    assert table["text"].tolist() == ["C-2,email", "a,b,c,d,e"]
    assert table["contact_id"].isna().all()
    assert (len(extract), len(result.rows)) == (3, 1)


def test_a_table_of_rows_set_aside_can_be_mended_and_read_again():
    first = prepared("contacts", {"channel": "pigeon"}).set_aside()
    again = prepare(SPECS["contacts"], RawRows(first.drop(columns="row").assign(row="2"), np.array([2])), AS_AT).set_aside()
    assert list(again) == list(first)
    mended = RawRows(first.assign(channel="post").astype("str"), np.array([2]))
    assert len(prepare(SPECS["contacts"], mended, AS_AT).rows) == 1


def test_an_extract_without_rows_gives_typed_rows_without_rows():
    for name, spec in SPECS.items():
        result = prepared(name)
        assert len(result.rows) == len(result.raw) == 0
        spec.schema.validate(result.rows)


def test_a_row_that_is_not_accounted_for_stops_the_program():
    result = prepared("contacts", {}, {})
    with pytest.raises(AssertionError, match="contacts: 2 rows read, 1 accounted for"):
        Prepared(result.spec, result.raw, result.rows.iloc[:1], result.late, result.findings, 0)


# Any rows whatever

MESSY = {
    "requests": {
        "request_id": ["R-1", "R-2", "R-3", ""],
        "received_on": ["2022-01-03", "03/01/2022", "2022-06-30", "1999-01-01", "soon", ""],
        "decision_on": ["2022-02-10", "2022-01-01", "2022-07-01", ""],
        "decision": ["assess", "not_assess", "withdrawn", "pending", "perhaps", ""],
        "outcome_on": ["2022-04-20", "2022-07-02", ""],
        "outcome": ["issue", "not_issue", "withdrawn", "pending", ""],
        "draft_sent_on": ["2022-04-21", "2022-07-03", ""],
        "plan_issued_on": ["2022-05-23", "2022-07-04", "31/02/2022", ""],
        "exception_grounds": ["", "school_closure", "absence_from_area;school_closure", "weather"],
        "late_cause": ["", "late_advice"],
    },
    "advice": {
        "request_id": ["R-1", "R-2", "R-3", "R-9"],
        "agency": ["health", "school", "x"],
        "requested_on": ["2022-02-11", "2022-07-01", ""],
        "received_on": ["2022-03-20", "2022-02-01", "2022-07-02", ""],
    },
}


def messy(name: str) -> st.SearchStrategy[pd.DataFrame]:
    row = st.fixed_dictionaries({column: st.sampled_from(values) for column, values in MESSY[name].items()})
    return st.lists(row, max_size=24).map(lambda rows: rows_of(name, *rows))


def as_raw(frame: pd.DataFrame, malformed: int) -> RawRows:
    numbers = range(len(frame) + 2, len(frame) + 2 + malformed)
    return RawRows(frame.mask(frame.eq("")), np.arange(2, len(frame) + 2), malformed_rows(list(numbers), ["x"] * malformed))


@settings(deadline=None, max_examples=examples(30))
@given(messy("requests"), messy("advice"), st.integers(0, 3), st.dates(date(2021, 12, 31), date(2022, 7, 5)))
def test_every_row_read_is_used_set_aside_or_dated_after(requests, advice, malformed, as_at):
    parent = prepare(SPECS["requests"], as_raw(requests, malformed), as_at)
    child = prepare(SPECS["advice"], as_raw(advice, malformed), as_at, parent)
    for result, frame in ((parent, requests), (child, advice)):
        parts = [result.rows.index, result.set_aside_rows, result.late.index]
        assert sorted(np.concatenate(parts)) == list(range(2, len(frame) + 2 + malformed))
        assert len(result.set_aside()) == len(result.set_aside_rows)
        assert result.set_aside()["reasons"].notna().all()
        result.spec.schema.validate(result.rows)
        assert not result.rows.duplicated(list(result.spec.key) or None).any()
        for event in result.spec.later:
            assert not (result.rows[event.on] > pd.Timestamp(as_at)).any()
    # An extract without rows says nothing of what belongs to it.
    assert not len(parent.raw) or child.rows["request_id"].isin(parent.rows["request_id"]).all()


@settings(deadline=None, max_examples=examples(20))
@given(messy("requests"), st.dates(date(2021, 12, 31), date(2022, 7, 5)), st.dates(date(2021, 12, 31), date(2022, 7, 5)))
def test_rows_as_at_a_day_are_those_of_a_later_day_as_at_that_day(requests, one, other):
    earlier, later = sorted([one, other])
    direct = prepare(SPECS["requests"], as_raw(requests, 0), earlier)
    through = prepare(SPECS["requests"], as_raw(requests, 0), later)
    assert direct.set_aside_rows.tolist() == through.set_aside_rows.tolist()
    known = through.rows[~dated_after(SPECS["requests"], through.rows, earlier, None)]
    pd.testing.assert_frame_equal(as_known(SPECS["requests"], known, earlier)[0], direct.rows)


def test_many_broken_rows_are_all_told():
    changes = [{"channel": "pigeon"}] * 5_000 + [{"responded_at": "2022-05-01 09:00"}] * 5_000 + [{}] * 10_000
    result = prepared("contacts", *changes)
    assert (len(result.rows), len(result.set_aside_rows)) == (10_000, 10_000)
    assert found(result) == {
        "contacts.channel.readable": "rows 2, 3 and 4,998 more, column channel: 5,000 values outside email, phone, post, portal.",
        "contacts.responded_at.not_before_received_at": (
            "rows 5002, 5003 and 4,998 more, column responded_at: 5,000 values before received_at. "
            "An answer comes after its contact."
        ),
    }


def test_no_reason_and_no_message_holds_a_value_of_a_row():
    secret = "Zebedee"
    for name, spec in SPECS.items():
        changes = [{column: secret} for column in spec.columns]
        result = prepare(spec, raw(name, *changes), AS_AT)
        said = " ".join([*found(result).values(), *result.set_aside()["reasons"], *(f.message for f in result.findings)])
        assert secret not in said
