"""What has become of a plan's actions since the last report, worked out from the two lists."""

from collections.abc import Sequence
from itertools import pairwise

import pandas as pd
import pytest

from send_analysis.core.params.improvement_plan import STATUSES
from send_analysis.datasets.plan import stated_actions
from send_analysis.measures.slippage import CHANGES, WORST_FIRST, changes_since, no_changes
from tests.measures.plans_of_tests import Row, action, plan_params


def frame(actions: Sequence[Row]) -> pd.DataFrame:
    plan = plan_params({"1": actions}).release.improvement_plan
    assert plan is not None
    return stated_actions(plan)


def change(before: Row | None, now: Row | None) -> pd.Series:
    """What has become of one action."""
    table = changes_since(frame([now] if now else []), frame([before] if before else []))
    assert len(table) == 1
    return table.iloc[0]


def true_in(row: pd.Series) -> set[str]:
    return {name for name in CHANGES if name.startswith(("is_", "has_")) and row[name]}


#: A whole report against the one before, and what is to be told of it: days moved, and what is true.
GOLDEN: dict[str, tuple[Row | None, Row | None, float | None, set[str]]] = {
    "unchanged": (action("a", due_on="2022-06-30"), action("a", due_on="2022-06-30"), 0, set()),
    "later": (action("b", due_on="2022-02-28"), action("b", due_on="2022-03-31"), 31, {"is_later", "has_slipped"}),
    "earlier": (action("c", due_on="2022-07-01"), action("c", due_on="2022-06-30"), -1, {"is_earlier"}),
    "over a leap day": (action("d", due_on="2024-02-28"), action("d", due_on="2024-03-01"), 2, {"is_later", "has_slipped"}),
    "lost its day": (action("e", due_on="2022-06-30"), action("e"), None, {"has_slipped"}),
    "now with a day": (action("f"), action("f", due_on="2022-06-30"), None, set()),
    "worse": (action("g", "on_track"), action("g", "at_risk"), None, {"is_worse", "has_slipped"}),
    "better": (action("h", "off_track"), action("h", "on_track"), None, {"is_better"}),
    "completed": (action("i", "at_risk", "2022-05-31"), action("i", "complete", "2022-05-31"), 0, {"is_completed"}),
    "completed late": (action("j", "at_risk", "2022-04-30"), action("j", "complete", "2022-05-31"), 31,
                       {"is_completed", "is_later"}),
    "taken up again": (action("k", "complete"), action("k", "on_track"), None, {"is_worse", "has_slipped"}),
    "later but better": (action("l", "at_risk", "2022-05-01"), action("l", "on_track", "2022-05-02"), 1,
                         {"is_later", "is_better", "has_slipped"}),
    "new": (None, action("m", due_on="2022-06-30"), None, {"is_new"}),
    "new and complete": (None, action("n", "complete"), None, {"is_new"}),
    "dropped": (action("o", "off_track", "2022-03-31"), None, None, {"is_dropped"}),
}  # fmt: skip


def test_a_report_against_the_one_before_tells_of_every_action_what_has_become_of_it() -> None:
    before = [was for was, _, _, _ in GOLDEN.values() if was]
    now = [current for _, current, _, _ in GOLDEN.values() if current]
    table = changes_since(frame(now), frame(before)).set_index("action_id", drop=False)
    assert list(table) == list(CHANGES)
    assert list(table.index) == [*(each["id"] for each in now), "o"]
    for name, (was, current, days, expected) in GOLDEN.items():
        row = table.loc[(current or was or {})["id"]]
        assert true_in(row) == expected, name
        assert (None if pd.isna(row["days_moved"]) else row["days_moved"]) == days, name


@pytest.mark.parametrize(("before", "now", "days", "expected"), GOLDEN.values(), ids=GOLDEN)
def test_an_action_is_told_the_same_whatever_else_is_in_the_plan(
    before: Row | None, now: Row | None, days: float | None, expected: set[str]
) -> None:
    assert true_in(change(before, now)) == expected


def test_both_dates_and_both_statuses_are_kept_for_the_words() -> None:
    row = change(action("a", "on_track", "2022-05-31"), action("a", "paused", "2022-08-31", owner="Director of Education"))
    assert (row["due_before"], row["due_now"]) == (pd.Timestamp("2022-05-31"), pd.Timestamp("2022-08-31"))
    assert (row["status_before"], row["status_now"]) == ("on_track", "paused")
    assert row["owner"] == "Director of Education"


def test_an_action_that_is_gone_keeps_the_words_of_the_last_report() -> None:
    row = change(action("a", action="Write a guide"), None)
    assert (row["action"], row["area"]) == ("Write a guide", "1")


@pytest.mark.parametrize("which", ["before", "now"])
def test_a_status_that_is_not_stated_is_neither_better_nor_worse(which: str) -> None:
    frames = {"before": frame([action("a", "off_track")]), "now": frame([action("a", "off_track")])}
    frames[which] = frames[which].assign(status=pd.Categorical([None], categories=list(STATUSES)))
    assert true_in(changes_since(frames["now"], frames["before"]).iloc[0]) == set()


def test_every_status_has_its_place_from_worst_to_best() -> None:
    assert sorted(WORST_FIRST) == sorted(STATUSES)
    for worse, better in pairwise(WORST_FIRST):
        assert change(action("a", better), action("a", worse))["is_worse"]
        assert not change(action("a", worse), action("a", better))["is_worse"]


def test_two_empty_lists_have_no_changes() -> None:
    table = changes_since(frame([]), frame([]))
    assert len(table) == 0
    assert list(table) == list(no_changes()) == list(CHANGES)


def test_the_lists_that_are_compared_stay_as_they_are() -> None:
    now, before = frame([action("b"), action("a")]), frame([action("a")])
    kept = now.copy(), before.copy()
    changes_since(now, before)
    pd.testing.assert_frame_equal(now, kept[0])
    pd.testing.assert_frame_equal(before, kept[1])
