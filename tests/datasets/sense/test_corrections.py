"""Rows about days that an earlier release reported are known again: changed, added, removed, or as they were."""

from datetime import date
from itertools import product
from typing import Literal

import pandas as pd
import pytest

from send_analysis.core.checks import Check
from send_analysis.core.figures import Area
from send_analysis.core.period import Period
from send_analysis.core.windows import Windows
from send_analysis.datasets.dataset import Dataset
from send_analysis.datasets.sense.corrections import COLUMNS, Corrections, correction_checks, corrections, fingerprints
from tests.datasets.extracts import prepared

THEN, NOW = date(2022, 4, 30), date(2022, 6, 22)
Rows = list[dict[str, str]]


def opened(as_at: date, start: date = date(2020, 1, 1), absent: tuple[str, ...] = (), **rows: Rows) -> dict[str, Dataset]:
    """Datasets whose extracts hold these rows, as at a day."""
    made: dict[str, Dataset] = {}
    results = {}
    for name, changes in rows.items():
        parent = results.get("requests") if name == "advice" else None
        results[name] = prepared(name, *changes, as_at=as_at, parent=parent)
        windows = Windows(Period(as_at.replace(day=1), as_at), as_at)
        covers = Period(start, as_at)
        made[name] = Dataset(
            name, results[name].rows, Area("866", "S"), covers, "made up", windows, absent=frozenset(absent)
        )
    return made


def compared(then: Rows, now: Rows, name: str = "requests") -> Corrections:
    return corrections(opened(NOW, **{name: now}), fingerprints(opened(THEN, **{name: then})))[name]


def numbers(found: Corrections) -> tuple[list[int], list[int], int]:
    return list(found.changed), list(found.added), found.removed


#: A sound request of January, decided, and its plan issued in May, after the earlier release.
CASE: dict[str, str] = {}

#: A request that came after the earlier release.
SINCE = {"received_on": "2022-05-30", "decision": "pending"} | dict.fromkeys(
    ("decision_on", "outcome_on", "outcome", "draft_sent_on", "plan_issued_on"), ""
)


def test_rows_that_only_went_on_since_are_as_they_were():
    found = compared([CASE, CASE], [CASE, CASE, SINCE])
    assert (numbers(found), found.compared) == (([], [], 0), 2)


def test_a_changed_an_added_and_a_removed_row_are_each_found_by_its_number():
    then = [CASE, CASE, {"request_id": "R-gone"}]
    now = [CASE, {"locality": "elsewhere"}, {"request_id": "R-late"}]
    assert numbers(compared(then, now)) == ([3], [4], 1)


@pytest.mark.parametrize(
    "change",
    [
        {"received_on": "2022-01-04"},
        {"decision_on": "2022-02-11"},
        {"sex": "M"},
        {"exception_grounds": "school_closure"},
        {"person_id": "P-other"},
    ],
)
def test_a_change_of_any_column_known_then_is_found(change):
    assert numbers(compared([CASE], [change])) == ([2], [], 0)


def test_the_order_of_rows_and_rows_dated_after_are_no_matter():
    first, second = ({"request_id": f"R-{name}", "person_id": f"P-{name}"} for name in "ab")
    assert numbers(compared([first, second], [SINCE, second, first])) == ([], [], 0)


def test_many_rows_are_compared_one_by_one():
    then = [{"request_id": f"R-{n}"} for n in range(500)]
    now = [each | ({"locality": "elsewhere"} if n % 100 == 7 else {}) for n, each in enumerate(then)]
    assert numbers(compared(then, now)) == ([9, 109, 209, 309, 409], [], 0)


def test_of_rows_without_a_key_a_changed_one_is_one_added_and_one_removed():
    requests = [{}, {}, {}]
    before = opened(THEN, requests=requests, advice=[{}, {"agency": "school"}])
    now = opened(NOW, requests=requests, advice=[{}, {"agency": "other"}])
    found = corrections(now, fingerprints(before))
    assert numbers(found["advice"]) == ([], [3], 1)
    assert numbers(found["requests"]) == ([], [], 0)


def test_days_that_only_one_extract_covers_are_not_compared():
    before = opened(THEN, requests=[CASE, {"received_on": "2021-02-01"}])
    now = opened(NOW, start=date(2022, 1, 1), requests=[CASE])
    assert numbers(corrections(now, fingerprints(before))["requests"]) == ([], [], 0)


def test_a_column_that_only_one_extract_has_is_named_and_content_not_compared():
    before, now = opened(THEN, absent=("locality",), requests=[CASE]), opened(NOW, requests=[CASE, CASE])
    found = corrections(now, fingerprints(before))["requests"]
    assert (numbers(found), found.other_columns) == (([], [3], 0), ("locality",))


def test_a_dataset_that_only_one_release_has_is_not_compared():
    assert corrections(opened(NOW, contacts=[{}]), fingerprints(opened(THEN, requests=[CASE]))) == {}
    assert corrections({}, fingerprints({})) == {}


def test_an_older_extract_than_the_earlier_releases_is_not_compared():
    assert corrections(opened(date(2022, 3, 1), requests=[CASE]), fingerprints(opened(THEN, requests=[CASE]))) == {}


def test_fingerprints_are_the_same_in_every_process_and_tell_no_value():
    kept = fingerprints(opened(THEN, requests=[CASE], contacts=[{"received_at": "2022-04-03 09:30"}]))
    assert list(kept.columns) == list(COLUMNS)
    # Kept by an earlier version of the software: should they change, every row of every authority would seem corrected.
    assert kept["key"].tolist() == KEYS
    assert not any(value in kept.astype("str").to_csv() for value in ("R-1", "P-1", "ASD", "north", "09:30"))


KEYS = [7441035971834490048, 16399357340664773817]


def test_the_same_extract_read_at_two_days_is_never_corrected():
    days = {
        "decision_on": ["2022-02-10", "2022-05-10"],
        "outcome_on": ["2022-04-20", "2022-05-11", "2022-07-01"],
        "draft_sent_on": ["2022-05-12", "2022-04-21", ""],
        "plan_issued_on": ["2022-05-23", "2022-07-02", ""],
    }
    rows = [dict(zip(days, chosen, strict=True)) for chosen in product(*days.values())]
    found = compared(rows, rows)
    assert numbers(found) == ([], [], 0)
    assert found.compared > 20  # the others break a rule


def said(found: Corrections, policy: Literal["report", "stop"] = "report") -> Check:
    kept = pd.DataFrame({"dataset": ["requests"], "as_at": [pd.Timestamp(THEN)]})
    return correction_checks({"requests": found}, kept, "2022-04", policy)[0]


def test_corrections_are_told_with_rows_and_the_release_they_touch():
    check = said(
        compared([CASE, CASE, {"request_id": "R-gone"}], [CASE, {"locality": "elsewhere"}, {"request_id": "R-late"}])
    )
    assert (check.check, check.result, check.rows, check.row_numbers) == ("requests.late_corrections", "WARNING", 3, "3, 4")
    assert check.message == (
        "Since the release 2022-04, as at 30 April 2022, about days it reported: 1 row changed, 1 row added and 1 row no "
        "longer there, or set aside now."
    )


def test_the_authority_may_stop_at_them():
    assert said(compared([CASE], [{"sex": "M"}]), "stop").result == "FAIL"
    assert said(compared([CASE], [CASE]), "stop").result == "PASS"
