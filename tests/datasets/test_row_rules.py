"""Rows that repeat others, under each policy; and what the reader itself has found."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_analysis.core.findings import Finding
from send_analysis.core.params.authority import DataPolicy
from send_analysis.datasets.preparing import Prepared, prepare
from send_analysis.datasets.specs.catalogue import SPECS
from send_analysis.sources.raw_rows import Part, RawRows, malformed_rows
from tests.datasets.extracts import AS_AT, found, raw, rows_of

SAME, OTHER = "contacts.contact_id.repeated", "contacts.contact_id.repeated_otherwise"
CONTACTS = SPECS["contacts"]


def contacts(*changes: dict[str, str], **policy: str) -> Prepared:
    return prepare(CONTACTS, raw("contacts", *changes), AS_AT, policy=DataPolicy(**policy))


def again(channel: str = "email") -> dict[str, str]:
    """A row with the key of row 2, which came by e-mail."""
    return {"contact_id": "C-1", "channel": channel}


# Each policy


@pytest.mark.parametrize(
    ("policy", "used", "what"),
    [
        ("use_first", [2, 5], "rows 3 and 4, column contact_id: 2 values already in an earlier row with other content. {}"),
        ("use_last", [4, 5], "rows 2 and 3, column contact_id: 2 values in a later row too, which corrects it. {}"),
        ("use_none", [5], "rows 2, 3 and 4, column contact_id: 3 values in several rows with different content. {}"),
    ],
)  # fmt: skip
def test_of_rows_with_one_key_and_other_content_the_policy_chooses(policy, used, what):
    result = contacts({}, again("post"), again("phone"), {}, same_key=policy)
    assert result.rows.index.tolist() == used
    used_row = {
        "use_first": "The first row is used.",
        "use_last": "The last row is used.",
        "use_none": "None of them is used.",
    }
    assert found(result) == {OTHER: what.format(used_row[policy])}


@pytest.mark.parametrize("policy", ["use_first", "use_last", "use_none", "stop"])
def test_of_identical_rows_the_first_is_used_whatever_is_done_about_others(policy):
    result = contacts({}, again(), {}, again(), same_key=policy)
    assert result.rows.index.tolist() == [2, 4]
    assert found(result) == {
        SAME: "rows 3 and 5, column contact_id: 2 values already in an earlier row with the same content. The first row is used."
    }
    assert not any(each.stops for each in result.findings if each.rows.size)


def test_a_correction_that_is_taken_back_is_a_correction():
    result = contacts({}, again("post"), again("email"), same_key="use_last")
    assert result.rows["channel"].to_dict() == {4: "email"}
    assert list(found(result)) == [OTHER]


def test_rows_that_repeat_one_of_several_different_ones_are_said_once():
    result = contacts({}, again(), again("post"), same_key="use_first")
    assert {each.check: each.rows.tolist() for each in result.findings if each.rows.size} == {SAME: [3], OTHER: [4]}
    result = contacts({}, again(), again("post"), same_key="use_none")
    assert {each.check: each.rows.tolist() for each in result.findings if each.rows.size} == {OTHER: [2, 3, 4]}


@pytest.mark.parametrize(
    ("policy", "rows", "check"),
    [({"identical_rows": "stop"}, [{}, again()], SAME), ({"same_key": "stop"}, [{}, again("post")], OTHER)],
)
def test_a_policy_may_be_to_stop(policy, rows, check):
    result = contacts(*rows, **policy)
    stopping = [each for each in result.findings if each.stops and each.rows.size]
    assert [each.check for each in stopping] == [check]
    assert stopping[0].as_check("contacts").result == "FAIL"
    assert stopping[0].message.endswith("The authority's data policy is to publish nothing then.")


@pytest.mark.parametrize("policy", [{"identical_rows": "stop"}, {"same_key": "stop"}])
def test_a_policy_to_stop_stops_nothing_that_is_sound(policy):
    result = contacts({}, {}, **policy)
    assert {each.as_check("contacts").result for each in result.findings} == {"PASS"}


def test_in_a_dataset_without_a_key_identical_rows_may_stop_too():
    table = raw("advice", {}, {"request_id": "R-1"})
    result = prepare(SPECS["advice"], table, AS_AT, policy=DataPolicy(identical_rows="stop"))
    assert [(each.check, each.rows.tolist()) for each in result.findings if each.stops] == [("advice.repeated", [3])]


def test_only_sound_rows_are_held_against_each_other():
    result = contacts({}, again("post"), {"contact_id": "C-1", "channel": "pigeon"}, same_key="use_last")
    assert result.rows.index.tolist() == [3]


@settings(deadline=None, max_examples=60)
@given(
    rows=st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["email", "post"])), max_size=8),
    policy=st.sampled_from(["use_first", "use_last", "use_none", "stop"]),
)
def test_whatever_the_policy_each_key_is_used_at_most_once_and_no_row_is_lost(rows, policy):
    result = contacts(*({"contact_id": key, "channel": channel} for key, channel in rows), same_key=policy)
    kinds: dict[str, set[str]] = {}
    for key, channel in rows:
        kinds.setdefault(key, set()).add(channel)
    expected = {key for key, found in kinds.items() if policy != "use_none" or len(found) == 1}
    assert sorted(result.rows["contact_id"]) == sorted(expected)
    place = -1 if policy == "use_last" else 0
    for key, channel in result.rows[["contact_id", "channel"]].to_numpy().tolist():
        assert channel == [each for own, each in rows if own == key][place]
    assert sorted([*result.rows.index, *result.set_aside_rows]) == list(range(2, len(rows) + 2))


# What the reader has found, and where rows come from


def test_rows_that_the_reader_found_at_fault_are_set_aside():
    fault = Finding("contacts.cells", ("channel",), "standing for an error", rows=np.array([3]))
    result = prepare(CONTACTS, replace(raw("contacts", {}, {}), faults=(fault,)), AS_AT)
    assert (result.rows.index.tolist(), result.set_aside_rows.tolist()) == ([2], [3])
    assert result.set_aside()["reasons"].tolist() == ["column channel: standing for an error."]


def test_what_the_reader_found_in_a_column_is_not_found_there_again():
    fault = Finding("contacts.cells", ("channel",), "standing for an error", rows=np.array([2]))
    rows = raw("contacts", {"channel": "", "received_at": "soon"}, {"channel": ""})
    result = prepare(CONTACTS, replace(rows, faults=(fault,)), AS_AT)
    assert {each.check: each.rows.tolist() for each in result.findings if each.rows.size} == {
        "contacts.received_at.readable": [2],
        "contacts.channel.given": [3],
        "contacts.cells": [2],
    }


def test_rows_set_aside_are_in_the_sources_own_words():
    rows = raw("contacts", {"channel": "pigeon"})
    source = pd.DataFrame({"How": ["P"], "file": ["x"], "Kept": ["y"]}, dtype="str")
    table = prepare(CONTACTS, replace(rows, source=source), AS_AT).set_aside()
    assert table.to_dict("list") == {
        "row": [2],
        "reasons": ["column channel: outside email, phone, post, portal."],
        "How": ["P"],
        "file": ["x"],
        "Kept": ["y"],
    }


def test_rows_of_several_files_are_set_aside_with_their_file_and_their_row_in_it():
    frame = rows_of("contacts", {}, {"channel": "x"}, {}, {"channel": "x"}).assign(file="own")
    parts = (Part("april.csv", 0), Part("may.csv", 3))
    extract = RawRows(frame, np.array([2, 3, 5, 6]), malformed_rows([7], ["a"]), parts)
    table = prepare(CONTACTS, extract, AS_AT).set_aside()
    assert list(table)[:4] == ["file", "row", "reasons", "contact_id"]
    assert table[["file", "row"]].to_numpy().tolist() == [["april.csv", 3], ["may.csv", 3], ["may.csv", 4]]
    assert table["text"].tolist()[-1] == "a"


def test_columns_that_the_reader_typed_are_set_aside_as_they_were_written():
    days = pd.DataFrame({"contact_id": ["C-1"], "received_at": pd.array(["2022-05-03 09:30"], dtype="datetime64[us]")})
    frame = days.assign(channel=pd.Categorical(["pigeon"]), responded_at=pd.Series([None], dtype="str"))
    forms = {"received_at": "%d/%m/%Y %H:%M"}
    table = prepare(CONTACTS, RawRows(frame, np.array([2]), forms=forms), AS_AT).set_aside()
    assert table[["received_at", "channel"]].to_numpy().tolist() == [["03/05/2022 09:30", "pigeon"]]
