"""The needs of plans: one of each rank, and none of a plan that is not used."""

import pytest

from tests.datasets.extracts import broken, found, prepared


@pytest.mark.parametrize("change", [{}, {"need": "ds"}, {"rank": "2"}])
def test_a_need_that_makes_sense_is_used(change):
    assert broken("needs", **change) == {}


@pytest.mark.parametrize("rank", ["0", "3", "first"])
def test_there_are_two_ranks(rank):
    assert broken("needs", rank=rank) == {"needs.rank.readable": "row 2, column rank: 1 value outside 1, 2."}


def test_a_plan_has_one_need_of_each_rank():
    same = {"plan_id": "L-1"}
    result = prepared("needs", same, same | {"rank": "2", "need": "SEMH"}, same | {"need": "SEMH"})
    assert result.rows.index.tolist() == [2, 3]
    assert list(found(result)) == ["needs.plan_id.rank.repeated_otherwise"]


def test_a_need_of_a_plan_that_is_set_aside_is_set_aside():
    plans = prepared("plans", {"cease_reason": "other"}, {})
    result = prepared("needs", {}, {}, parent=plans)
    assert result.rows["plan_id"].tolist() == ["L-2"]
