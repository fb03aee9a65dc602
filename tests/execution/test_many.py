"""Calls of many, each in a process of its own: how each ends, in what order, and what is left when the caller goes away."""

from pathlib import Path

from send_analysis.core.errors import DataError, SetupError
from send_analysis.execution.many import call_each
from send_analysis.execution.queue import Ended
from tests.execution.functions import double, note, wait_for_others
from tests.processes import all_end


def doubled(*numbers: int, at_once: int = 2) -> tuple[dict[int, Ended], list[tuple[int, str]]]:
    heard: list[tuple[int, str]] = []
    asked = [{"number": number} for number in numbers]
    ended = call_each(double, at_once, asked, [[place] for place in range(len(asked))], lambda *said: heard.append(said))
    return {each.number: each for each in ended}, heard


def test_each_call_ends_with_its_own_value_and_what_it_says_is_heard() -> None:
    ended, heard = doubled(1, 2, 3)
    assert {number: each.value for number, each in ended.items()} == {0: 2, 1: 4, 2: 6}
    assert sorted(heard) == [(0, "doubling 1"), (1, "doubling 2"), (2, "doubling 3")]


def test_a_call_that_fails_or_dies_leaves_the_others_as_they_are() -> None:
    ended, _ = doubled(-1, 0, 3)
    assert isinstance(ended[0].error, DataError)
    assert str(ended[0].error) == "-1 is below zero."
    assert isinstance(ended[1].error, SetupError)
    assert ended[2].value == 6


def test_calls_of_one_line_take_place_one_after_the_other_in_its_order(tmp_path: Path) -> None:
    asked = [{"folder": str(tmp_path), "name": str(number)} for number in range(3)]
    list(call_each(note, 3, asked, [[2, 0, 1]], lambda *said: None))
    notes = (tmp_path / "notes").read_text(encoding="ascii").splitlines()
    assert notes == ["2 begins", "2 ends", "0 begins", "0 ends", "1 begins", "1 ends"]


def test_no_more_run_at_once_than_may(tmp_path: Path) -> None:
    asked = [{"folder": str(tmp_path), "name": str(number)} for number in range(3)]
    list(call_each(note, 1, asked, [[0], [1], [2]], lambda *said: None))
    notes = (tmp_path / "notes").read_text(encoding="ascii").splitlines()
    assert [each.split()[1] for each in notes] == ["begins", "ends"] * 3


def test_a_caller_that_goes_away_leaves_no_call_running_and_nothing_half_done(tmp_path: Path) -> None:
    asked = [{"folder": str(tmp_path), "others": 2, "name": name} for name in ("a", "b", "")]
    calls = call_each(wait_for_others, 3, asked, [[0], [1], [2]], lambda *said: None)
    pids = next(calls).value
    calls.close()
    assert len(pids) == 2
    assert all_end(pids)
    assert list(tmp_path.iterdir()) == []
