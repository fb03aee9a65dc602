"""Each rule about a return: what breaks it is found, what keeps it is not, and nothing is said that is not so."""

import re
from functools import cache

import numpy as np
import pytest

from send_analysis.sen2.fields import MODULES
from send_analysis.sen2.rules.register import RULES, Tally, rules_table
from send_analysis.sen2.tables import Batch, given_twice
from tests.project import ROOT
from tests.sen2.batches import batch_of, broken_by_person, broken_in, joined
from tests.sen2.returns import SOUND, SOUND_HEADER, Record, person, record
from tests.sen2.rules.cases import CASES

BROKEN = [(code, at) for code, case in CASES.items() for at in range(len(case.broken))]
KEPT = [(code, at) for code, case in CASES.items() for at in range(len(case.kept))]


@cache
def found_in_all() -> dict[int, set[str]]:
    """What each person of all cases breaks, by their place in :func:`all_persons`: one return is asked once."""
    persons = [with_own_upn(each, number) for number, each in enumerate(all_persons())]
    found = broken_by_person(batch_of(persons))
    return {number: found.get(f"P{number + 1}", set()) for number in range(len(persons))}


@cache
def all_persons() -> list[Record]:
    cases = [each for case in CASES.values() for each in (*case.broken, *case.kept)]
    return [each for each in cases if not isinstance(each, Batch)]


def with_own_upn(each: Record, number: int) -> Record:
    return each | {"upn": f"Z{number:012}"} if each.get("upn") == SOUND["person"]["upn"] else each


def found(each: Batch | Record) -> set[str]:
    if isinstance(each, Batch):
        return set(broken_in(each))
    place = next(number for number, one in enumerate(all_persons()) if one is each)
    return found_in_all()[place]


def test_every_rule_has_its_cases():
    assert sorted(CASES) == sorted(rule.code for rule in RULES)
    assert all(case.broken and case.kept for case in CASES.values())


@pytest.mark.parametrize(("code", "at"), BROKEN)
def test_what_breaks_a_rule_is_found_and_nothing_that_does_not_follow_from_it(code, at):
    codes = found(CASES[code].broken[at])
    assert code in codes
    assert codes - {code} <= set(CASES[code].also)


@pytest.mark.parametrize(("code", "at"), KEPT)
def test_what_keeps_a_rule_is_not_found(code, at):
    assert code not in found(CASES[code].kept[at])


def test_a_sound_return_breaks_no_rule():
    assert broken_in(batch_of([person(), person(person={"upn": "Z999999999998"})])) == {}


def test_a_return_without_records_breaks_no_rule():
    assert broken_in(batch_of([])) == {}


def test_the_records_that_break_a_rule_are_named_and_no_other():
    persons = [
        person(person={"upn": f"Z{n:012}"}, requests={"outcome_on": None if n % 3 else "2025-02-10"}) for n in range(7)
    ]
    assert broken_in(batch_of(persons)) == {"SEN2-223": [2, 3, 5, 6]}


def test_codes_are_ours_and_each_is_of_one_rule():
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"SEN2-[1-8]\d\d", code) for code in codes)


def test_a_rule_is_a_sentence_about_fields_that_its_module_has():
    for rule in RULES:
        assert rule.words.endswith((".",))
        assert rule.words[0].isupper()
        assert rule.advice.endswith(".")
        assert rule.source
        assert set(rule.fields) <= {each.name for each in MODULES[rule.module].fields}


# What is said


def checks_of(*batches):
    tally = Tally()
    for batch in batches:
        tally.add(batch, joined(batch))
    return {check.check: check for check in tally.checks()}


def test_a_rule_that_is_broken_says_which_records_and_what_becomes_of_them():
    refused = {"outcome": "N", "outcome_on": None}
    persons = [person(assessment=None, activeplans=None, requests=refused, person={"upn": f"Z{n:012}"}) for n in range(4)]
    check = checks_of(batch_of(persons))["SEN2-223"]
    assert check.message == (
        "A decision to assess (Y) or not to assess (N) has its date. Not so in Requests records 1, 2 and 2 more (4 of 4), "
        "see RequestOutcome, RequestOutcomeDate. Set aside in requests."
    )
    assert (check.result, check.rows) == ("WARNING", 4)
    assert check.guidance == "Mend it in the case system and make the return again."


def test_a_warning_says_that_the_record_is_used():
    check = checks_of(batch_of([person(person={"ethnicity": None})]))["SEN2-123"]
    assert check.message.endswith("Not so in Person record 1 (1 of 1), see Ethnicity. Used all the same.")


def test_a_rule_that_is_kept_passes_and_says_of_how_many_records():
    check = checks_of(batch_of([person(), person(person={"upn": "Z999999999998"})]))["SEN2-211"]
    assert (check.result, check.rows) == ("PASS", 2)
    assert check.message == "A request has the day it was received. So in all 2 Requests records."


def test_a_rule_that_nothing_was_asked_of_says_so():
    check = checks_of(batch_of([]))["SEN2-211"]
    assert (check.result, check.message) == ("PASS", "A request has the day it was received. There are no Requests records.")


def test_without_a_reference_date_its_rules_are_said_not_to_be_checked():
    header = {"collection": "SEN2", "authority": "999"}
    checks = checks_of(batch_of([person(requests={"received_on": "2099-01-01"})], header))
    late = [rule.code for rule in RULES if rule.by_reference]
    assert len(late) == 14
    assert {checks[code].result for code in late} == {"WARNING"}
    assert "Not checked: the header has neither a reference date nor a year." in checks["SEN2-213"].message


def test_batches_are_told_together():
    first, second = (batch_of([person(person={"ethnicity": None, "upn": f"Z{n:012}"})]) for n in (1, 2))
    second.tables["person"]["record"] = np.array([2])
    assert "Person records 1 and 2 (2 of 2)" in checks_of(first, second)["SEN2-123"].message


def test_one_upn_in_two_batches_is_found_and_only_its_hash_is_kept():
    first, second = batch_of([person()]), batch_of([person()])
    second.tables["person"]["record"] = np.array([2])
    tally = Tally()
    for batch in (first, second):
        tally.add(batch, joined(batch))
    assert tally.rows("SEN2-105").tolist() == [1, 2]
    assert "Z999999999999" not in repr(vars(tally))


def test_no_message_holds_a_value_of_a_record():
    secret = "Zebedee"
    persons = [person(**{module: {each.name: secret}}) for module, own in MODULES.items() for each in own.fields]
    checks = checks_of(batch_of(persons))
    assert sum(check.result == "WARNING" for check in checks.values()) > 30
    for check in checks.values():
        assert secret not in f"{check.message} {check.guidance} {check.row_numbers}"


def test_what_the_reader_found_is_told_and_used():
    batch = batch_of([person()])
    batch.faults["requests"] = (given_twice("requests", "received_on", [1]),)
    check = checks_of(batch)["sen2.requests.received_on.once"]
    assert check.message == (
        "Not given more than once in the same record. The first one is used. Not so in Requests record 1 (1 of 1), "
        "see ReceivedDate. Used all the same."
    )


# The documentation


def test_the_table_in_the_documentation_is_what_the_rules_say():
    text = (ROOT / "docs" / "sen2.md").read_text(encoding="utf-8")
    assert rules_table() in text, "write into docs/sen2.md what send_analysis.sen2.rules.register.rules_table() gives"


def test_the_table_has_every_rule():
    table = rules_table()
    for rule in RULES:
        line = next(line for line in table.splitlines() if line.startswith(f"| {rule.code} |"))
        assert rule.words in line
        assert rule.severity in line
        assert all(f"`{name}`" in line for name in rule.sets_aside)


def test_records_are_numbered_as_the_return_has_them():
    extra = record("senneed", senneed={"need": "SEMH", "need_rank": "2"})
    one = person()
    one["requests"][0]["activeplans"][0]["senneed"].append(extra)
    persons = [one, person(person={"upn": "Z999999999998"}, senneed={"need": "X"})]
    assert broken_in(batch_of(persons, SOUND_HEADER)) == {"SEN2-812": [3]}
