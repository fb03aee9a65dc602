"""What each dataset says of a return: the value of every column, and which rows are set aside."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from send_analysis.core.params.release import IN_SEN2
from send_analysis.datasets.preparing import prepare
from send_analysis.datasets.specs.catalogue import SPECS
from send_analysis.datasets.specs.requests import AGE_GROUPS
from send_analysis.sen2.ages import age_groups, completed_years
from send_analysis.sen2.fields import MODULES, PLACE
from send_analysis.sen2.rules.register import Tally
from send_analysis.sen2.to_datasets import to_datasets
from tests.sen2.batches import batch_of, joined
from tests.sen2.returns import REFERENCE_DATE, every_field, person, record, request
from tests.sen2.rules.cases import CASES, DETAIL_2, ENDED, NOTHING_BELOW, OPEN_REQUEST, REFUSED, numbered, orphan, with_more

CASE_PERSONS = [each for case in CASES.values() for each in (*case.broken, *case.kept) if isinstance(each, dict)]


def mapped(*persons, batch=None, malformed=None):
    batch = batch or batch_of(persons)
    the = joined(batch)
    return to_datasets(the, Tally().add(batch, the), malformed or {})


def row(dataset, *persons, batch=None):
    """The one row of a dataset, as text; what is missing is left out."""
    frame = to_datasets(joined(batch or batch_of(persons)), [], {})[dataset].frame
    assert len(frame) == 1
    values = {name: str(value)[:10] if frame[name].dtype.kind == "M" else value for name, value in frame.iloc[0].items()}
    return {name: value for name, value in values.items() if value == value and value != "NaT"}


def set_aside(dataset, *persons, batch=None):
    """The rules that set rows aside, each with the numbers of the rows."""
    return {each.check: each.rows.tolist() for each in mapped(*persons, batch=batch)[dataset].faults}


# requests


def test_a_request_that_led_to_a_plan():
    assert row("requests", person()) == {
        "request_id": "R1", "person_id": "P1", "received_on": "2025-01-06", "source": "1", "decision_on": "2025-02-10",
        "decision": "assess", "decision_reversed": "false", "outcome_on": "2025-04-14", "outcome": "issue",
        "outcome_reversed": "false", "plan_issued_on": "2025-05-19", "age_group": "5 to 10", "sex": "F",
        "primary_need": "ASD",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("code", "decision", "decision_on"),
    [
        ("N", "not_assess", "2025-02-10"),
        ("W", "withdrawn", "2025-02-10"),
        ("A", "pending", None),
        ("H", "historical", "2025-02-10"),
    ],
)
def test_a_request_that_was_not_assessed(code, decision, decision_on):
    found = row("requests", person(requests={"outcome": code, "outcome_on": decision_on}, **NOTHING_BELOW))
    assert (found["decision"], found.get("decision_on"), found.get("outcome")) == (decision, decision_on, None)


def test_an_assessment_without_a_record_goes_on():
    assert row("requests", person(assessment=None))["outcome"] == "pending"


@pytest.mark.parametrize(
    ("code", "outcome"), [("N", "not_issue"), ("A", "pending"), ("W", "withdrawn"), ("H", "historical")]
)
def test_an_assessment_without_a_plan(code, outcome):
    changes = {"outcome": code} | ({"outcome_on": None} if code == "A" else {})
    found = row("requests", person(assessment=changes, namedplan=None, activeplans=None))
    assert found["outcome"] == outcome
    assert "plan_issued_on" not in found


def test_a_request_decided_before_the_year_keeps_what_came_of_it():
    found = row("requests", person(requests={"outcome": "H", "outcome_on": None}))
    assert (found["decision"], found["outcome"], found["plan_issued_on"]) == ("historical", "issue", "2025-05-19")


@pytest.mark.parametrize("flag", ["mediation", "tribunal"])
def test_a_refusal_to_assess_that_was_reversed_is_a_decision_to_assess_and_says_so(flag):
    found = row("requests", person(requests={"outcome": "N", flag: "1"}))
    assert (found["decision"], found["decision_reversed"], found["decision_on"]) == ("assess", "true", "2025-02-10")
    assert (found["outcome"], found["plan_issued_on"]) == ("issue", "2025-05-19")


def test_a_refusal_that_was_heard_and_stands_is_a_refusal():
    found = row("requests", person(requests={**REFUSED, "tribunal": "1"}, **NOTHING_BELOW))
    assert (found["decision"], found["decision_reversed"]) == ("not_assess", "false")


@pytest.mark.parametrize("flag", ["mediation", "tribunal"])
def test_a_refusal_to_issue_that_was_reversed_is_a_decision_to_issue_and_says_so(flag):
    found = row("requests", person(assessment={"outcome": "N", flag: "1"}))
    assert (found["outcome"], found["outcome_reversed"], found["outcome_on"]) == ("issue", "true", "2025-04-14")
    assert found["plan_issued_on"] == "2025-05-19"


def test_a_plan_that_another_authority_began_is_a_plan_and_is_not_timed():
    whole = person(assessment={"outcome": "H", "outcome_on": "2025-05-20"}, namedplan={"started_on": "2025-05-19"})
    assert row("requests", whole)["outcome_on"] == "2025-05-19"
    assert "plan_issued_on" not in row("requests", whole)
    assert row("plans", whole)["issued_on"] == "2025-05-19"


def test_mediation_about_something_else_reverses_nothing():
    assert "requests.SEN2-403" in set_aside("requests", person(assessment={"outcome": "N", "other_mediation": "1"}))


@pytest.mark.parametrize(
    ("changes", "started", "outcome_on"),
    [
        ({"outcome_on": None}, "2025-05-19", "2025-05-19"),
        ({"outcome_on": "2025-05-20"}, "2025-05-19", "2025-05-19"),
        ({"outcome_on": "2025-05-19"}, "2025-05-19", "2025-05-19"),
        ({"outcome_on": "2025-02-09"}, "2025-05-19", "2025-05-19"),
        ({"outcome_on": None}, "2025-02-10", "2025-02-10"),
        ({"outcome": "N", "outcome_on": None, "tribunal": "1"}, "2025-05-19", "2025-05-19"),
    ],
)
def test_a_plan_that_started_was_decided_by_then_and_its_request_is_used(changes, started, outcome_on):
    whole = person(assessment=changes, namedplan={"started_on": started})
    assert row("requests", whole)["outcome_on"] == outcome_on
    assert row("requests", whole)["plan_issued_on"] == started
    assert set_aside("requests", whole) == {}
    assert len(prepare(SPECS["requests"], mapped(whole)["requests"], REFERENCE_DATE).rows) == 1


def test_a_historical_outcome_without_a_day_stays_without():
    assert "outcome_on" not in row(
        "requests", person(requests={"outcome": "H"}, assessment={"outcome": "H", "outcome_on": None})
    )


def test_a_decision_without_a_day_and_without_a_plan_that_started_is_set_aside():
    assert "requests.SEN2-323" in set_aside("requests", person(assessment={"outcome_on": None}, namedplan=None))
    assert "requests.SEN2-416" in set_aside("requests", person(namedplan={"started_on": "2025-02-09"}))


def test_an_exception_has_a_ground_that_is_not_stated():
    assert row("requests", person(assessment={"exception": "1"}))["exception_grounds"] == "not_stated"


@pytest.mark.parametrize(
    ("born", "group"),
    [
        ("2020-01-07", "under 5"), ("2020-01-06", "5 to 10"), ("2014-01-07", "5 to 10"), ("2014-01-06", "11 to 15"),
        ("2009-01-06", "16 to 19"), ("2005-01-07", "16 to 19"), ("2005-01-06", "20 to 25"), ("1999-01-07", "20 to 25"),
        ("1999-01-06", None), ("soon", None),
    ],
)  # fmt: skip
def test_the_age_at_the_request_is_in_whole_years(born, group):
    assert row("requests", person(person={"birth_date": born})).get("age_group") == group


@pytest.mark.parametrize(
    ("born", "group"),
    [
        ("2025-12-01", "under 5"), ("2020-09-01", "under 5"), ("2020-08-31", "5 to 10"), ("2014-09-01", "5 to 10"),
        ("2014-08-31", "11 to 15"), ("2009-08-31", "16 to 19"), ("2005-08-31", "20 to 25"), ("1999-09-01", "20 to 25"),
        ("1999-08-31", None), ("2026-01-16", None), ("soon", None),
    ],
)  # fmt: skip
def test_the_age_with_a_plan_is_that_when_the_academic_year_began(born, group):
    assert row("plans", person(person={"birth_date": born})).get("age_group") == group


def test_who_was_born_on_29_february_is_a_year_older_on_1_march():
    born = np.array(["2020-02-29"] * 2, dtype="datetime64[us]")
    on = np.array(["2025-02-28", "2025-03-01"], dtype="datetime64[us]")
    assert completed_years(born, on).tolist() == [4, 5]
    assert age_groups(completed_years(born, on)).tolist() == list(AGE_GROUPS[:2])


@pytest.mark.parametrize(
    ("changes", "sex"),
    [
        ({"sex": "M"}, "M"), ({"sex": "m"}, "M"), ({"sex": None, "gender": "2"}, "F"),
        ({"sex": None, "gender": "9"}, "not_stated"), ({"sex": None}, None), ({"sex": "X"}, None),
    ],
)  # fmt: skip
def test_sex_is_that_of_either_version(changes, sex):
    assert row("requests", person(person=changes)).get("sex") == sex
    assert row("plans", person(person=changes)).get("sex") == sex


def test_the_primary_need_is_that_of_rank_1():
    second = record("senneed", senneed={"need": "SEMH", "need_rank": "2"})
    assert row("requests", with_more("activeplans", second, module="senneed"))["primary_need"] == "ASD"
    assert "primary_need" not in row("requests", with_more("activeplans", record("senneed"), module="senneed"))
    assert "primary_need" not in row("requests", person(senneed={"need": "X"}))


def test_a_source_that_is_no_number_is_left_blank():
    assert "source" not in row("requests", person(requests={"request_source": "the parent"}))


# plans


def test_a_plan_that_is_kept_up():
    assert row("plans", person()) == {
        "plan_id": "R1", "person_id": "P1", "issued_on": "2025-05-19", "active": "true", "setting": "establishment",
        "personal_budget": "false", "transferred_in": "false", "age_group": "5 to 10", "sex": "F",
    }  # fmt: skip


def test_a_plan_that_ended():
    found = row(
        "plans",
        person(namedplan={**ENDED, "personal_budget": "1"}, activeplans=None, plandetail={"urn": None, "setting": "EHE"}),
    )
    assert (found["ceased_on"], found["cease_reason"]) == ("2025-12-01", "moved_in_england")
    assert (found["active"], found["setting"], found["personal_budget"]) == ("false", "EHE", "true")
    assert "transferred_in" not in found


def test_an_old_plan_has_no_day_of_issue_and_one_that_came_from_elsewhere_says_so():
    found = row("plans", person(requests={"outcome": "H"}, assessment=None, activeplans={"transferred_from": "998"}))
    assert "issued_on" not in found
    assert (found["active"], found["transferred_in"]) == ("true", "true")


def test_a_request_without_a_plan_has_no_row_among_plans():
    rows = mapped(person(**NOTHING_BELOW, requests=OPEN_REQUEST), person(person={"upn": "Z999999999998"}))["plans"]
    assert rows.row_numbers.tolist() == [2]


def test_the_setting_is_where_the_main_placement_that_lasts_is_else_what_the_plan_names():
    left = {"left_on": "2025-09-01"}
    home = record("placementdetail", placementdetail={"urn": None, "setting": "EHE"})
    both = {"placementdetail": left, "plandetail": {"urn": None, "setting": "OLA"}}
    assert row("plans", with_more("activeplans", home, module="placementdetail", placementdetail=left))["setting"] == "EHE"
    assert row("plans", person(**both))["setting"] == "OLA"
    assert row("plans", person(**both | {"placementdetail": None}))["setting"] == "OLA"
    assert "setting" not in row("plans", person(placementdetail={"setting": "EHE"}))


def test_of_two_details_the_first_rank_is_taken():
    whole = with_more(
        "namedplan", record("plandetail", plandetail={"urn": None, "setting": "OPA"}), module="plandetail",
        plandetail={"placement_rank": "2"}, activeplans=None,
    )  # fmt: skip
    assert row("plans", whole)["setting"] == "OPA"
    assert (
        row("plans", with_more("namedplan", DETAIL_2, module="plandetail", activeplans=None))["setting"] == "establishment"
    )


# needs, placements, reviews


def test_needs_placements_and_reviews_belong_to_the_plan_of_their_request():
    two = {
        **person(),
        "requests": [request(activeplans=None, namedplan=ENDED), request(activeplans={"review_held_on": "2025-09-01"})],
    }
    rows = mapped(two)
    assert {name: rows[name].frame["plan_id"].tolist() for name in ("needs", "placements", "reviews")} == {
        "needs": ["R2"], "placements": ["R2"], "reviews": ["R2"],
    }  # fmt: skip


def test_a_placement_has_only_numbers_that_are_ones():
    assert row("placements", person(placementdetail={"urn": "=HYPERLINK()"})) == {
        "plan_id": "R1", "setting": "establishment", "rank": "1", "entered_on": "2025-05-19", "sen_unit": "false",
        "resourced_provision": "false",
    }  # fmt: skip


def test_a_rank_that_is_none_is_left_blank():
    assert "rank" not in row("needs", person(senneed={"need_rank": "=cmd()"}))
    assert "rank" not in row("placements", person(placementdetail={"placement_rank": "first"}))


def test_a_review_has_what_was_recorded_and_an_outcome_that_is_known():
    review = {
        "review_held_on": "2025-09-01", "review_decided_on": "2025-09-29", "review_outcome": "A", "review_draft_on": "2025-09-30",
        "phase_transfer_due_on": "2026-02-15", "phase_transfer_on": "2026-01-10",
    }  # fmt: skip
    assert row("reviews", person(activeplans=review)) == {
        "plan_id": "R1", "held_on": "2025-09-01", "outcome": "amend", "decided_on": "2025-09-29", "draft_sent_on": "2025-09-30",
        "phase_transfer_due_on": "2026-02-15", "phase_transfer_on": "2026-01-10",
    }  # fmt: skip
    assert "outcome" not in row("reviews", person(activeplans=review | {"review_outcome": "Z"}))


def test_a_plan_without_a_review_has_no_row_among_reviews():
    assert len(mapped(person())["reviews"]) == 0


# Rows set aside


def test_a_row_that_rests_on_a_broken_record_of_any_module_is_set_aside_and_no_other():
    persons = [person(person={"upn": f"Z{n:012}"}) for n in range(4)]
    persons[1]["requests"][0]["assessment"][0]["outcome"] = "Q"
    persons[2]["requests"][0]["activeplans"][0]["senneed"][0]["need"] = "Q"
    persons[3]["birth_date"] = "1950-01-01"
    assert set_aside("requests", *persons) == {"requests.SEN2-312": [2], "requests.SEN2-115": [4]}
    assert set_aside("plans", *persons) == {"plans.SEN2-115": [4]}
    assert set_aside("needs", *persons) == {"needs.SEN2-812": [3]}
    assert set_aside("placements", *persons) == {}


def test_the_reason_names_the_rule_and_its_items():
    (fault,) = mapped(person(requests={"received_on": None}))["requests"].faults
    assert (
        fault.reason
        == "breaking SEN2-211 of the SEN2 return (Requests: ReceivedDate). A request has the day it was received."
    )


@pytest.mark.parametrize(
    ("module", "dataset"), [("requests", "requests"), ("senneed", "needs"), ("placementdetail", "placements")]
)
def test_an_orphan_is_a_row_that_is_set_aside(module, dataset):
    rows = mapped(batch=orphan(module))[dataset]
    assert len(rows) == 1
    assert [each.rows.tolist() for each in rows.faults] == [[1]]
    assert rows.frame["person_id" if dataset == "requests" else "plan_id"].isna().all()


def test_rows_are_set_aside_by_errors_and_by_no_warning():
    the = joined(batch_of(CASE_PERSONS))
    broken = Tally().add(batch_of(CASE_PERSONS), the)
    for name, rows in to_datasets(the, broken, {}).items():
        errors = {f"{name}.{each.rule.code}" for each in broken if name in each.rule.sets_aside}
        named = {fault.check for fault in rows.faults}
        assert named <= errors
        if name in ("requests", "needs", "placements"):  # of the others not every record has a row
            assert named == errors


def test_what_the_dataset_would_refuse_the_return_has_named_before():
    """A row that breaks a rule of its dataset breaks one of the return too, so that it is told in the return's own words."""
    for name, rows in mapped(*CASE_PERSONS).items():
        prepared = prepare(SPECS[name], replace(rows, faults=()), REFERENCE_DATE)
        ours = {number for fault in rows.faults for number in fault.rows}
        theirs = {
            number
            for each in prepared.findings
            if not each.check.endswith(("repeated", "repeated_otherwise"))
            for number in each.rows
        }
        assert theirs <= ours, [each.check for each in prepared.findings if set(each.rows) - ours and each.rows.size]


def test_rows_of_a_file_that_are_no_records_are_counted_without_their_text():
    lines = {"requests": pd.DataFrame({"row": [7], "text": ["Zebedee"]})}
    rows = mapped(person(), malformed=lines)["requests"]
    assert rows.malformed.to_dict("list") == {"row": [7], "text": [""]}


# Whom it is about


def test_no_value_of_a_personal_field_is_in_any_row():
    whole = every_field() | {"birth_date": "2011-11-11"}
    secrets = [whole[each.name] for each in MODULES["person"].fields if each.personal]
    text = " ".join(rows.frame.to_csv() for rows in mapped(whole).values())
    assert len(secrets) == 7
    assert not [each for each in secrets if each in text]


def test_numbers_that_could_tell_a_person_are_replaced_by_that_of_the_record():
    batch = numbered("person", "person_id", "Z999999999999")
    batch.tables["requests"]["person_id"] = pd.Series(["Z999999999999"], dtype="str")
    assert row("requests", batch=batch)["person_id"] == "record-1"
    assert row("requests", batch=batch)["request_id"] == "record-1"
    renumbered = numbered("requests", "request_id", "Z999999999999-1")
    for module in set(MODULES) - {"person", "requests"}:
        renumbered.tables[module][PLACE.request] = pd.Series(["Z999999999999-1"], dtype="str")
    assert row("needs", batch=renumbered)["plan_id"] == row("plans", batch=renumbered)["plan_id"] == "record-1"


@pytest.mark.parametrize("number", ["SYNTHETIC PERSON", "person-synthetic", "PersonSynthetic"])
def test_a_number_that_is_the_whole_name_is_replaced(number):
    batch = numbered("person", "person_id", number)
    batch.tables["requests"]["person_id"] = pd.Series([number], dtype="str")
    assert row("requests", batch=batch)["person_id"] == "record-1"


@pytest.mark.parametrize("number", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_a_number_that_a_spreadsheet_would_run_is_led_by_letters(number):
    batch = numbered("requests", "request_id", number)
    assert row("requests", batch=batch)["request_id"] == f"id{number}"


def test_every_column_is_one_of_its_dataset_and_none_that_is_needed_is_missing():
    for name, rows in mapped(person()).items():
        assert set(rows.frame) <= set(SPECS[name].columns)
        assert set(SPECS[name].required) <= set(rows.frame)


def test_a_return_without_records_gives_datasets_without_rows():
    rows = mapped()
    assert list(rows) == list(IN_SEN2)
    for name, each in rows.items():
        assert len(each) == 0
        assert len(prepare(SPECS[name], each, REFERENCE_DATE).rows) == 0
