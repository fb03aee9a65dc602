"""Calling a function many times on this machine, each time in a process of its own, so many at once as are wanted."""

import time
from collections.abc import Callable, Generator, Mapping, Sequence
from multiprocessing.connection import wait
from typing import Any

from send_analysis.execution.calls import Call, Result, interrupt
from send_analysis.execution.queue import Ended, Queue


def call_each(
    function: Callable[..., Any],
    at_once: int,
    asked: Sequence[Mapping[str, Any]],
    lines: Sequence[Sequence[int]],
    progress: Callable[[int, str], None],
) -> Generator[Ended, None, None]:
    """Call a function of the package with each of these arguments; yields each call as it ends.

    Where the caller goes away early, by an interrupt or otherwise, all calls are interrupted and have come to their end.

    Parameters
    ----------
    at_once : how many calls may be under way.
    asked : the arguments of each call, by name; the function also takes `progress`.
    lines : the numbers of all calls; those in one line take place one after the other.
    progress : told the number of a call and what it says.
    """
    queue = Queue(lines)
    running: dict[Any, _Running] = {}
    try:
        while True:
            while len(running) < at_once and (number := queue.take()) is not None:
                begun = _Running(number, Call(function, asked[number]))
                running[begun.call.connection] = begun
            if not running:
                return
            for connection in wait(list(running)):
                ended = running[connection].hear(progress)
                if ended is not None:
                    running.pop(connection).call.end()
                    queue.has_ended(ended.number)
                    yield ended
    finally:
        _stop([each.call for each in running.values()])


class _Running:
    def __init__(self, number: int, call: Call) -> None:
        self._number, self.call, self._begun = number, call, time.perf_counter()

    def hear(self, progress: Callable[[int, str], None]) -> Ended | None:
        """What the call says next, if that is its end."""
        try:
            heard = self.call.hear()
        except Exception as error:
            return Ended(self._number, self._seconds(), error=error)
        if isinstance(heard, Result):
            return Ended(self._number, self._seconds(), value=heard.value)
        progress(self._number, heard.said)
        return None

    def _seconds(self) -> float:
        return time.perf_counter() - self._begun


def _stop(calls: Sequence[Call]) -> None:
    try:
        interrupt(calls)
    finally:
        for each in calls:
            each.end()
