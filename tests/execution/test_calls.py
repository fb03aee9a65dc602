"""A call in a process of its own."""

from pathlib import Path

import pytest

from send_analysis.core.errors import DataError
from send_analysis.execution.calls import call
from send_analysis.execution.processes import CAN_FORK
from tests.execution.functions import double, parents, wait_for_others


def test_a_call_returns_what_the_function_returns_and_tells_what_it_says() -> None:
    heard: list[str] = []
    assert call(double, {"number": 4}, heard.append) == 8
    assert heard == ["doubling 4"]


def test_an_error_comes_with_its_traceback_as_a_note() -> None:
    with pytest.raises(DataError) as raised:
        call(double, {"number": -1}, lambda said: None)
    assert "in double" in raised.value.__notes__[0]


def test_a_call_that_is_to_stop_is_interrupted(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        call(wait_for_others, {"folder": str(tmp_path), "others": 0, "name": "a"}, lambda said: None, stop=lambda: True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not CAN_FORK, reason="processes are not forked on this system")
def test_what_a_forked_process_starts_is_forked_from_the_same_warm_parent() -> None:
    assert len(set(call(parents, {"below": 2}, lambda said: None))) == 1
