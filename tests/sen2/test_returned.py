"""A return read whole: the same rows from every form, every record accounted for, and nothing of a person in them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_analysis.core.params.release import IN_SEN2
from send_analysis.datasets.preparing import prepare
from send_analysis.datasets.specs.catalogue import SPECS
from send_analysis.sen2 import streaming
from send_analysis.sen2.fields import MODULES
from send_analysis.sen2.reading import read_batches
from send_analysis.sen2.returned import joined_rows, read_return
from send_analysis.sen2.streaming import Count
from tests.sen2.returns import REFERENCE_DATE, every_field, person, request, write_csv, write_template, write_xml
from tests.sen2.rules.cases import CASES, ENDED, NOTHING_BELOW, OPEN_REQUEST, reviewed

PERSONS = [
    person(),
    person(person={"upn": "Z000000000001"}, requests=OPEN_REQUEST, **NOTHING_BELOW),
    person(person={"upn": "Z000000000002"}, namedplan=ENDED, activeplans=None),
    reviewed(review_outcome="M") | {"upn": "Z000000000003"},
    person(person={"upn": "Z000000000004"}, senneed={"need": "X"}),
    {**person(person={"upn": "Z000000000005"}), "requests": [request(namedplan=ENDED, activeplans=None), request()]},
    {**person(person={"upn": "Z000000000006"}), "requests": []},
]


def values(read):
    """Each dataset's rows without the numbers that a form gives to persons and requests."""
    ids = ["request_id", "plan_id", "person_id"]
    return {name: rows.frame.drop(columns=ids, errors="ignore") for name, rows in read.rows.items()}


def test_every_form_gives_the_same_rows(tmp_path):
    message = read_return(write_xml(tmp_path / "r.xml", PERSONS), "r.xml")
    for path in (write_csv(tmp_path / "export", PERSONS), write_template(tmp_path / "r.xlsx", PERSONS)):
        other = read_return(path, path.name)
        for name, frame in values(message).items():
            pd.testing.assert_frame_equal(values(other)[name], frame)
        assert other.counts == message.counts
        assert {each.check: each.rows for each in other.checks} == {each.check: each.rows for each in message.checks}


def test_what_it_holds_is_told_module_by_module(tmp_path):
    read = read_return(write_xml(tmp_path / "r.xml", PERSONS), "r.xml")
    assert read.counts["person"] == Count(7, 6, 1)
    assert read.counts["requests"] == Count(7, 7, 0)
    assert {name: len(rows) for name, rows in read.rows.items()} == {
        "requests": 7, "plans": 6, "needs": 4, "placements": 4, "reviews": 1,
    }  # fmt: skip
    said = next(check.message for check in read.checks if check.check == "sen2.records")
    assert said.startswith("Records read: Person 7, Requests 7, Assessment 6, NamedPlan 6,")
    assert said.endswith("Of them 1 belong to no row of a dataset.")


def test_checks_name_the_return_and_stand_for_every_rule(tmp_path):
    read = read_return(write_xml(tmp_path / "r.xml", PERSONS), "data/r.xml")
    assert {check.file for check in read.checks} == {"data/r.xml"}
    codes = [check.check for check in read.checks]
    assert set(CASES) <= set(codes)
    assert len(set(codes)) == len(codes)


def test_batches_make_one_return(tmp_path, monkeypatch):
    path = write_xml(tmp_path / "r.xml", PERSONS)
    whole = read_return(path, "r.xml")
    monkeypatch.setattr(streaming, "read_batches", lambda path, file: read_batches(path, file, persons=2))
    parted = read_return(path, "r.xml")
    assert parted.checks == whole.checks
    assert parted.counts == whole.counts
    for name in IN_SEN2:
        pd.testing.assert_frame_equal(parted.rows[name].frame, whole.rows[name].frame)
        assert parted.rows[name].row_numbers.tolist() == whole.rows[name].row_numbers.tolist()
        assert [(each.check, each.rows.tolist()) for each in parted.rows[name].faults] == [
            (each.check, each.rows.tolist()) for each in whole.rows[name].faults
        ]


def test_faults_of_one_rule_in_several_batches_are_one(tmp_path, monkeypatch):
    persons = [person(person={"upn": f"Z{n:012}"}, requests={"received_on": None}) for n in range(5)]
    path = write_xml(tmp_path / "r.xml", persons)
    parts = read_each(path, monkeypatch)
    assert len(parts) == 3
    assert [each.rows.tolist() for each in joined_rows(parts).faults] == [[1, 2, 3, 4, 5]]


def read_each(path, monkeypatch):
    monkeypatch.setattr(streaming, "read_batches", lambda path, file: read_batches(path, file, persons=2))
    return [batch["requests"] for batch in streaming.Stream(path, "r.xml")]


def test_orphans_and_rows_that_are_no_records_are_counted_apart(tmp_path):
    folder = write_csv(tmp_path / "export", PERSONS[:1])
    needs = next(folder.glob("*senneed.csv"))
    needs.write_text(needs.read_text() + "9,9,9,1,999999,ASD,1\n1,2\n")
    read = read_return(folder, "export")
    assert read.counts["senneed"] == Count(3, 1, 2)
    assert len(read.rows["needs"]) == 3
    found = {check.check: check for check in read.checks if check.result != "PASS"}
    assert found["SEN2-801"].message.startswith(
        "Each SENneed record belongs to an ActivePlans record. Not so in SENneed record 3"
    )
    assert "file of SENneed, row 4" in found["SEN2-007.senneed"].message


def test_a_record_that_is_not_accounted_for_stops_the_program():
    with pytest.raises(AssertionError, match="3 records read, 1 mapped and 1 set aside"):
        Count(3, 1, 1)


def test_nothing_personal_is_in_rows_or_checks(tmp_path):
    whole = every_field() | {"birth_date": "2011-11-11"}
    read = read_return(write_xml(tmp_path / "r.xml", [whole]), "r.xml")
    said = " ".join(f"{check}" for check in read.checks)
    rows = " ".join(each.frame.to_csv() for each in read.rows.values())
    for each in MODULES["person"].fields:
        if each.personal:
            assert whole[each.name] not in said + rows


SOME = [each for case in CASES.values() for each in (*case.broken, *case.kept) if isinstance(each, dict)]


@settings(deadline=None, max_examples=5)
@given(st.lists(st.sampled_from(SOME), max_size=8), st.integers(1, 4))
def test_every_record_of_any_return_is_accounted_for(tmp_path_factory, persons, size):
    path = write_xml(tmp_path_factory.mktemp("any") / "r.xml", persons)
    batches = list(read_batches(path, "r.xml", persons=size))
    read = read_return(path, "r.xml")
    for module in MODULES:
        assert read.counts[module].read == sum(len(batch.tables[module]) for batch in batches)
    for name, rows in read.rows.items():
        assert not pd.Series(rows.row_numbers).duplicated().any()
        assert all(np.isin(fault.rows, rows.row_numbers).all() for fault in rows.faults)
        prepared = prepare(SPECS[name], rows, REFERENCE_DATE)
        assert len(prepared.rows) + len(prepared.late) + len(prepared.set_aside_rows) == len(rows)
